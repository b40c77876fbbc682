/* Branches: somebody takes them in or sets them aside. Contract in writing.h. */
#include "areas/writing/writing-rules.h"

#include "base/errors.h"
#include "base/limits.h"
#include "text/clean.h"

struct decide {
    TdWritingAct act;
    const char *version;
    TdTake how;
    gint64 stands;
    const char *typed, *reason;
};

/* The open branch, and its section. */
static TdWrittenVersion *branch_of (TdTx *tx, const struct decide *d, const TdWritten *w,
                                    TdWrittenSection **ret_section, GError **error)
{
    g_autoptr (TdWrittenVersion) v = td_version_load (tx, w->id, NULL, d->version, 0, error);

    if (v == NULL)
        return NULL;
    *ret_section = td_written_section (w, v->section);
    if (v->state == TD_VERSION_BRANCH)
        return g_steal_pointer (&v);
    td_writing_fail (
        error, TD_ERROR_CONFLICT,
        "This was decided already, or it is no branch. What became of it stands in the section's history.");
    return NULL;
}

/* What is to stand from now on. */
static TdTextSection *result_of (TdTx *tx, const struct decide *d, const TdWritten *w, const TdWrittenSection *s,
                                 const TdWrittenVersion *v, GError **error)
{
    TdTextSection *stands, *base = NULL, *result = NULL;

    if (d->how == TD_TAKE_WHOLE)
        return td_writing_section_copy (v->text);
    stands = td_writing_standing (tx, w, s, error);
    if (stands != NULL && d->how == TD_TAKE_EDITED) {
        td_text_section_from_typed (stands, d->typed, s->usual);
        return stands;
    }
    base = stands != NULL ? td_writing_at_number (tx, w, s, v->base, error) : NULL;
    if (base != NULL)
        result = td_writing_merge (base, stands, v->text, error);
    td_writing_section_free (base);
    td_writing_section_free (stands);
    return result;
}

static gboolean take_in (TdTx *tx, gpointer data, GError **error)
{
    struct decide *d = data;
    g_autoptr (TdWritten) w = td_writing_open (tx, &d->act, TD_WRITING_WRITE, error);
    TdWrittenSection *s = NULL;
    g_autoptr (TdWrittenVersion) v = w != NULL ? branch_of (tx, d, w, &s, error) : NULL;
    TdTextSection *result;
    gboolean done;

    if (v == NULL)
        return FALSE;
    if (td_written_held_by_other (s, d->act.writer))
        return td_writing_held (d->act.instance, s, error);
    if (s->version != d->stands)
        return td_writing_fail (
            error, TD_ERROR_CONFLICT,
            "The section was changed since this page was made. Look at both again, and decide then.");
    result = result_of (tx, d, w, s, v, error);
    if (result == NULL)
        return FALSE;
    done = td_writing_let_stand (tx, &d->act, s, result, NULL, error)
           && td_version_decide (tx, v->id, TD_VERSION_TAKEN, NULL, td_viewer_actor (d->act.writer->viewer),
                                 td_clock_now (&d->act.instance->clock), error)
           && td_writing_note (tx, &d->act, w, TRUE, s->slug, v->id, error);
    td_writing_section_free (result);
    return done;
}

gboolean td_writing_take (TdInstance *instance, const TdWriter *writer, const char *kind, const char *thing,
                          const char *version, TdTake how, gint64 stands, const char *typed, GError **error)
{
    struct decide d = { .version = version, .how = how, .stands = stands, .typed = typed };

    if (how == TD_TAKE_EDITED && (typed == NULL || !td_writing_fits (typed, error)))
        return FALSE;
    return td_writing_act (instance, writer, kind, thing, &d.act, error)
           && td_store_write (instance->store, take_in, &d, error);
}

static gboolean set_aside_in (TdTx *tx, gpointer data, GError **error)
{
    struct decide *d = data;
    g_autoptr (TdWritten) w = td_writing_open (tx, &d->act, TD_WRITING_WRITE, error);
    TdWrittenSection *s = NULL;
    g_autoptr (TdWrittenVersion) v = w != NULL ? branch_of (tx, d, w, &s, error) : NULL;

    return v != NULL
           && td_version_decide (tx, v->id, TD_VERSION_SET_ASIDE, d->reason, td_viewer_actor (d->act.writer->viewer),
                                 td_clock_now (&d->act.instance->clock), error)
           && td_writing_note (tx, &d->act, w, FALSE, s->slug, v->id, error);
}

gboolean td_writing_set_aside (TdInstance *instance, const TdWriter *writer, const char *kind, const char *thing,
                               const char *version, const char *reason, GError **error)
{
    g_autofree char *clean = td_text_clean_text (reason, TD_LIMIT_TEXT_CHARACTERS);
    struct decide d = { .version = version, .reason = clean };

    if (clean == NULL || *clean == '\0')
        return td_writing_fail (error, TD_ERROR_INPUT,
                                "Say in a few words why these words are set aside. Who wrote them reads it.");
    return td_writing_act (instance, writer, kind, thing, &d.act, error)
           && td_store_write (instance->store, set_aside_in, &d, error);
}

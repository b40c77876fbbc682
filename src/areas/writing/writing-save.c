/* Saving a section: it stands, or becomes a branch; nothing is lost. Contract in writing.h. */
#include "areas/writing/writing-rules.h"

#include "base/errors.h"
#include "base/id.h"
#include "base/limits.h"

TdTextSection *td_writing_at_number (TdTx *tx, const TdWritten *w, const TdWrittenSection *s, gint64 number,
                                     GError **error)
{
    g_autoptr (TdWrittenVersion) v = NULL;

    if (number == 0)
        return td_writing_section_new (s->slug, s->title, s->level);
    v = td_version_load (tx, w->id, s->slug, NULL, number, error);
    return v != NULL ? g_steal_pointer (&v->text) : NULL;
}

TdTextSection *td_writing_standing (TdTx *tx, const TdWritten *w, const TdWrittenSection *s, GError **error)
{
    return td_writing_at_number (tx, w, s, s->version, error);
}

static gboolean insert (TdTx *tx, const TdWritingAct *act, const TdWrittenSection *s, TdWrittenVersion *v,
                        const TdTextSection *text, char **ret_id, GError **error)
{
    gint64 count = 0;
    g_autofree char *id = td_id_new ();
    gboolean done;

    if (!td_version_count (tx, s->id, &count, error))
        return FALSE;
    if (count >= TD_LIMIT_SECTION_VERSIONS)
        return td_writing_fail (
            error, TD_ERROR_TOO_LARGE,
            "This section has as many versions as can be kept. Put what is new into another section.");
    v->id = id;
    v->text = (TdTextSection *) text;
    v->words = td_writing_section_words (text);
    v->actor = (char *) td_viewer_actor (act->writer->viewer);
    v->at = td_clock_now (&act->instance->clock);
    done = td_version_insert (tx, s->id, v, error);
    if (done && ret_id != NULL) {
        g_free (*ret_id);
        *ret_id = g_steal_pointer (&id);
    }
    return done;
}

gboolean td_writing_let_stand (TdTx *tx, const TdWritingAct *act, TdWrittenSection *s, const TdTextSection *text,
                               char **ret_id, GError **error)
{
    TdWrittenVersion v = { .number = s->version + 1, .base = s->version, .state = TD_VERSION_STANDS };

    return td_writing_text_fits (text, error) && insert (tx, act, s, &v, text, ret_id, error)
           && td_written_set_version (tx, s->id, v.number, error);
}

gboolean td_writing_let_branch (TdTx *tx, const TdWritingAct *act, const TdWrittenSection *s, gint64 base,
                                const TdTextSection *text, char **ret_id, GError **error)
{
    TdWrittenVersion v = { .base = base, .state = TD_VERSION_BRANCH };

    if (s->branches >= TD_LIMIT_SECTION_BRANCHES)
        return td_writing_fail (
            error, TD_ERROR_CONFLICT,
            "Too many people's words wait beside this section. Take some in or set some aside, then save "
            "yours again; nothing of it is lost.");
    return td_writing_text_fits (text, error) && insert (tx, act, s, &v, text, ret_id, error);
}

/* ---- articles ---- */

/* "7 9, 11" as numbers that the treaty has, in rising order, each once. */
static GArray *numbers (const TdProfile *profile, const char *words)
{
    g_auto (GStrv) parts = g_strsplit_set (words, " ,;", -1);
    GArray *list = g_array_new (FALSE, FALSE, sizeof (int));

    for (gsize i = 0; i < profile->n_articles; i++)
        for (char **part = parts; *part != NULL; part++) {
            gint64 number = 0;
            if (**part == '\0' || !g_ascii_string_to_unsigned (*part, 10, 1, 100000, (guint64 *) &number, NULL)
                || number != profile->articles[i].number)
                continue;
            int article = (int) number;
            g_array_append_val (list, article);
            break;
        }
    return list;
}

static void set_articles (TdTextSection *text, const char *paragraph, gsize length, GArray *take)
{
    for (guint i = 0; i < text->paragraphs->len; i++) {
        TdTextParagraph *p = text->paragraphs->pdata[i];
        if (strlen (p->id) != length || strncmp (p->id, paragraph, length) != 0)
            continue;
        g_clear_pointer (&p->articles, g_array_unref);
        p->articles = g_array_ref (take);
    }
    g_array_unref (take);
}

/* Those of before stay with their paragraphs; then what the writer said of them. */
static void put_articles (const TdProfile *profile, const TdTextSection *base, const char *const *said,
                          TdTextSection *text)
{
    for (guint i = 0; i < base->paragraphs->len; i++) {
        const TdTextParagraph *p = base->paragraphs->pdata[i];
        if (p->articles != NULL && p->articles->len > 0)
            set_articles (text, p->id, strlen (p->id), g_array_copy (p->articles));
    }
    for (gsize i = 0; said != NULL && said[i] != NULL; i++) {
        const char *equals = strchr (said[i], '=');
        if (equals != NULL)
            set_articles (text, said[i], (gsize) (equals - said[i]), numbers (profile, equals + 1));
    }
}

/* ---- saving ---- */

struct save {
    TdWritingAct act;
    const TdWritingSave *save;
    TdSaved saved;
    gboolean again; /* it is there already: nothing is written, and the transaction is given up */
    char *id;
};

static gboolean was_there (struct save *s, TdSaved saved, const char *id, GError **error)
{
    s->again = TRUE;
    s->saved = saved;
    g_free (s->id);
    s->id = g_strdup (id);
    return td_writing_fail (error, TD_ERROR_CONFLICT, "There is nothing to save.");
}

/* The same words on the same base, sent twice. */
static gboolean branch_is_there (TdTx *tx, const struct save *s, const TdWrittenSection *section,
                                 const TdTextSection *text, char **ret_id, GError **error)
{
    g_autoptr (GPtrArray) branches = td_version_branches (tx, section->id, error);

    for (guint i = 0; branches != NULL && i < branches->len; i++) {
        const TdWrittenVersion *v = branches->pdata[i];
        if (v->base == s->save->base && g_strcmp0 (v->actor, td_viewer_actor (s->act.writer->viewer)) == 0
            && td_writing_section_same (v->text, text)) {
            *ret_id = g_strdup (v->id);
            break;
        }
    }
    return branches != NULL;
}

static gboolean stand (TdTx *tx, struct save *s, const TdWritten *w, TdWrittenSection *section,
                       const TdTextSection *text, GError **error)
{
    gint64 until = td_clock_now (&s->act.instance->clock) + (gint64) TD_LIMIT_LOCK_SECONDS * G_USEC_PER_SEC;

    s->saved = TD_SAVED_STANDS;
    return td_writing_let_stand (tx, &s->act, section, text, &s->id, error)
           && td_written_set_holder (tx, section->id, s->save->done ? NULL : td_writing_hand (s->act.writer), until,
                                     error)
           && td_writing_note (tx, &s->act, w, TRUE, section->slug, s->id, error);
}

static gboolean branch (TdTx *tx, struct save *s, const TdWritten *w, TdWrittenSection *section,
                        const TdTextSection *text, GError **error)
{
    g_autofree char *there = NULL;

    if (!branch_is_there (tx, s, section, text, &there, error))
        return FALSE;
    if (there != NULL)
        return was_there (s, TD_SAVED_BRANCH, there, error);
    s->saved = TD_SAVED_BRANCH;
    return td_writing_let_branch (tx, &s->act, section, s->save->base, text, &s->id, error)
           && td_writing_note (tx, &s->act, w, FALSE, section->slug, s->id, error);
}

static gboolean save_on (TdTx *tx, struct save *s, const TdWritten *w, TdWrittenSection *section, TdTextSection *base,
                         GError **error)
{
    TdTextSection *text = td_writing_section_copy (base);
    gboolean done;

    g_free (text->title);
    text->title = g_strdup (section->title);
    td_text_section_from_typed (text, s->save->typed, section->usual);
    put_articles (s->act.instance->profile, base, s->save->articles, text);
    if (s->save->base == section->version && td_writing_section_same (base, text))
        done = was_there (s, TD_SAVED_SAME, NULL, error);
    else if (s->save->base != section->version || td_written_held_by_other (section, s->act.writer)
             || section->taken_out)
        done = branch (tx, s, w, section, text, error);
    else
        done = stand (tx, s, w, section, text, error);
    td_writing_section_free (text);
    return done;
}

static gboolean save_in (TdTx *tx, gpointer data, GError **error)
{
    struct save *s = data;
    g_autoptr (TdWritten) w = td_writing_open (tx, &s->act, TD_WRITING_WRITE, error);
    TdWrittenSection *section = w != NULL ? td_written_need (w, s->save->section, error) : NULL;
    TdTextSection *base;
    gboolean done;

    s->again = FALSE;
    if (section == NULL)
        return FALSE;
    if (s->save->base < 0 || s->save->base > section->version)
        return td_writing_fail (error, TD_ERROR_INPUT,
                                "The section has no such version to build on. Open it anew and copy what you wrote.");
    base = td_writing_at_number (tx, w, section, s->save->base, error);
    if (base == NULL)
        return FALSE;
    done = save_on (tx, s, w, section, base, error);
    td_writing_section_free (base);
    return done;
}

/* Nothing new was typed: the lease goes on, or ends. */
static void keep_lease (const struct save *s)
{
    const TdWritingSave *save = s->save;

    if (save->done)
        td_writing_unlock (s->act.instance, s->act.writer, save->kind, save->thing, save->section, NULL);
    else
        td_writing_lock (s->act.instance, s->act.writer, save->kind, save->thing, save->section, NULL);
}

gboolean td_writing_save (TdInstance *instance, const TdWriter *writer, const TdWritingSave *save, TdSaved *ret_saved,
                          char **ret_version, GError **error)
{
    struct save s = { .save = save };
    g_autoptr (GError) problem = NULL;

    if (!td_writing_fits (save->typed, error)
        || !td_writing_act (instance, writer, save->kind, save->thing, &s.act, error))
        return FALSE;
    if (!td_store_write (instance->store, save_in, &s, &problem) && !s.again) {
        g_propagate_error (error, g_steal_pointer (&problem));
        g_free (s.id);
        return FALSE;
    }
    if (s.again && s.saved == TD_SAVED_SAME)
        keep_lease (&s);
    *ret_saved = s.saved;
    if (ret_version != NULL)
        *ret_version = g_steal_pointer (&s.id);
    g_free (s.id);
    return TRUE;
}

/* ---- a paragraph from elsewhere ---- */

static gboolean put_behind (TdTx *tx, const TdWritingAct *act, const TdWritten *w, TdWrittenSection *section,
                            TdTextSection *text, gboolean *ret_branch, GError **error)
{
    (void) w;
    *ret_branch = td_written_held_by_other (section, act->writer);
    if (*ret_branch)
        return td_writing_let_branch (tx, act, section, section->version, text, NULL, error);
    return td_writing_let_stand (tx, act, section, text, NULL, error)
           && (act->owner->changed == NULL || act->owner->changed (tx, act->instance, act->thing, error));
}

gboolean td_writing_append_in (TdTx *tx, TdInstance *instance, const TdWriter *writer, const char *kind,
                               const char *thing, const char *section, TdTextKind paragraph_kind, const char *words,
                               const GArray *articles, char **ret_paragraph, gboolean *ret_branch, GError **error)
{
    TdWritingAct act = { 0 };
    g_autoptr (TdWritten) w = NULL;
    TdWrittenSection *s = NULL;
    TdTextSection *text;
    TdTextParagraph *p;
    gboolean done;

    if (!td_writing_act (instance, writer, kind, thing, &act, error))
        return FALSE;
    w = td_writing_open (tx, &act, TD_WRITING_WRITE, error);
    s = w != NULL ? td_written_need (w, section, error) : NULL;
    text = s != NULL ? td_writing_standing (tx, w, s, error) : NULL;
    if (text == NULL)
        return FALSE;
    p = td_text_add (text, paragraph_kind, words);
    if (articles != NULL) {
        g_clear_pointer (&p->articles, g_array_unref);
        p->articles = g_array_copy ((GArray *) articles);
    }
    done = put_behind (tx, &act, w, s, text, ret_branch, error);
    if (done)
        *ret_paragraph = g_strdup (p->id);
    td_writing_section_free (text);
    return done;
}

/* Decisions. Contract in case-decision.h. */
#include "areas/cases/case-decision.h"

#include "areas/cases/case-names.h"
#include "areas/cases/case-rules.h"
#include "areas/library/library.h"
#include "base/errors.h"
#include "base/limits.h"
#include "document/text-file.h"
#include "text/words.h"

#define OUTLINE "case"

/* ---- whose text it is ---- */

static gboolean may (TdTx *tx, TdInstance *instance, const TdWriter *writer, const char *thing, TdWritingWish wish,
                     GError **error)
{
    g_autoptr (TdCase) c = td_case_get_in (tx, writer->viewer, thing, error);

    (void) instance;
    if (c == NULL)
        return FALSE;
    if (!td_case_is_of_house (c, writer->viewer))
        return td_door_unknown (error);
    return wish == TD_WRITING_READ || c->adopted == 0
           || td_case_fail (error, TD_ERROR_CONFLICT, "This decision was adopted: its text is frozen.");
}

static gboolean about (TdTx *tx, TdInstance *instance, const char *thing, const char *locale, TdWritingAbout *ret_about,
                       GError **error)
{
    g_autoptr (TdCase) c = td_case_load (tx, thing, error);
    g_autofree char *number = c != NULL ? td_case_number (c) : NULL;

    (void) instance;
    if (c == NULL)
        return FALSE;
    ret_about->title = number != NULL
                           ? td_words_fill (td_words (locale, N_ ("Decision on communication {n}")), "n", number, NULL)
                           : g_strdup (td_words (locale, N_ ("Decision on a communication")));
    ret_about->back = g_strdup_printf ("/cases/%s/decision", c->id);
    ret_about->button = g_strdup (N_ ("The decision"));
    ret_about->marking = c->document == NULL ? g_strdup (N_ ("Draft of the Committee. Confidential")) : NULL;
    ret_about->own_outline = TRUE;
    return TRUE;
}

const TdWritingOwner td_case_writing_owner = { .kind = TD_CASE_THING, .act = "case.write", .may = may, .about = about };

/* ---- what there is ---- */

void td_case_decision_free (TdCaseDecision *d)
{
    if (d == NULL)
        return;
    g_free (d->symbol);
    g_clear_pointer (&d->text, td_text_free);
    g_free (d);
}

struct work {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *id, *language;
    TdCase *c;
    TdText *text;
    TdCaseNames *names;
    gboolean begun;
};

/* Its text: as adopted, or as it stands. NULL without error: it was not begun. */
static TdText *text_in (TdTx *tx, const TdCase *c, GError **error)
{
    g_autoptr (GError) problem = NULL;
    TdText *text;

    if (c->adopted != 0)
        return td_case_decision_load (tx, c->id, error);
    text = td_writing_text_in (tx, TD_CASE_THING, c->id, &problem);
    if (text == NULL && td_error_code (problem) != TD_ERROR_NOT_FOUND)
        g_propagate_error (error, g_steal_pointer (&problem));
    return text;
}

static gboolean load_in (TdTx *tx, gpointer data, GError **error)
{
    struct work *w = data;
    g_autoptr (GError) problem = NULL;

    w->c = td_case_get_in (tx, w->viewer, w->id, error);
    if (w->c == NULL)
        return FALSE;
    if (!td_case_is_of_house (w->c, w->viewer))
        return td_door_unknown (error);
    w->text = text_in (tx, w->c, &problem);
    if (problem != NULL) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return FALSE;
    }
    w->begun = w->text != NULL;
    w->names = td_case_names_load_in (tx, w->instance, w->c->id, error);
    return w->names != NULL;
}

static void work_clear (struct work *w)
{
    g_clear_pointer (&w->c, td_case_free);
    g_clear_pointer (&w->text, td_text_free);
    g_clear_pointer (&w->names, td_case_names_free);
}

/* Whether the viewer wrote a version of it, a branch too. */
static gboolean wrote_of_it (TdInstance *instance, const TdViewer *viewer, const char *id, gboolean *ret_wrote,
                             GError **error)
{
    const TdWriter writer = { .viewer = viewer };
    gint64 total = 1;

    *ret_wrote = FALSE;
    for (int from = 0; from < total && !*ret_wrote; from += TD_LIMIT_VERSIONS_SHOWN) {
        g_autoptr (GPtrArray) list =
            td_writing_versions (instance, &writer, TD_CASE_THING, id, NULL, from, &total, error);
        if (list == NULL)
            return FALSE;
        for (guint i = 0; i < list->len; i++)
            *ret_wrote |= g_strcmp0 (((TdWrittenVersion *) list->pdata[i])->actor, td_viewer_actor (viewer)) == 0;
    }
    return TRUE;
}

TdCaseDecision *td_case_decision_get (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error)
{
    struct work w = { .instance = instance, .viewer = viewer, .id = id };
    g_autoptr (TdCaseDecision) d = g_new0 (TdCaseDecision, 1);
    gboolean read = td_store_read (instance->store, load_in, &w, error);
    const TdCaseStage *stage = read ? td_profile_case_stage (instance->profile, w.c->stage) : NULL;

    if (read) {
        d->begun = w.begun;
        d->text = g_steal_pointer (&w.text);
        d->words = d->text != NULL ? td_text_words (d->text) : 0;
        if (stage != NULL && stage->document != NULL)
            d->symbol = w.c->symbol != NULL ? g_strdup (w.c->symbol)
                                            : td_profile_case_symbol (instance->profile, stage, w.c->number, w.c->year);
        d->may_adopt = d->symbol != NULL && d->words > 0 && w.c->adopted == 0;
    }
    work_clear (&w);
    if (!read || (d->begun && !wrote_of_it (instance, viewer, id, &d->wrote, error)))
        return NULL;
    return g_steal_pointer (&d);
}

/* ---- beginning and adopting ---- */

static gboolean begin_in (TdTx *tx, gpointer data, GError **error)
{
    const struct work *w = data;
    g_autoptr (TdCase) c = td_case_for (tx, w->instance, w->viewer, w->id, TD_ACT_CASE_KEEP, error);

    return c != NULL && td_writing_begin_in (tx, w->instance, TD_CASE_THING, c->id, OUTLINE, w->language, NULL, error)
           && td_case_record (tx, w->instance, w->viewer, c, "drafting", NULL, NULL, error);
}

gboolean td_case_decision_begin (TdInstance *instance, const TdViewer *viewer, const char *id, const char *language,
                                 GError **error)
{
    const TdProfile *profile = instance->profile;
    struct work w = { .instance = instance, .viewer = viewer, .id = id };

    w.language = language != NULL && *language != '\0' ? language : profile->working_languages[0];
    if (!g_strv_contains (profile->working_languages, w.language) && !g_strv_contains (profile->languages, w.language))
        return td_case_fail (error, TD_ERROR_INPUT, "The Committee does not write in this language. Choose another.");
    return td_store_write (instance->store, begin_in, &w, error);
}

static const char *stage_word (const TdInstance *instance, const TdCase *c)
{
    const TdCaseStage *stage = td_profile_case_stage (instance->profile, c->decision_stage);
    const TdDocumentType *type = stage != NULL ? td_profile_document_type (instance->profile, stage->document) : NULL;

    return type != NULL ? type->label : "Decision";
}

static gboolean adopt_in (TdTx *tx, gpointer data, GError **error)
{
    const struct work *w = data;
    g_autoptr (TdCase) c = td_case_for (tx, w->instance, w->viewer, w->id, TD_ACT_CASE_KEEP, error);
    const TdCaseStage *stage = c != NULL ? td_profile_case_stage (w->instance->profile, c->stage) : NULL;
    g_autoptr (TdText) text = NULL;
    g_autofree char *number = NULL;

    if (c == NULL)
        return FALSE;
    if (c->adopted != 0)
        return td_case_fail (error, TD_ERROR_CONFLICT, "This decision was adopted already.");
    if (stage == NULL || stage->document == NULL || c->number == 0)
        return td_case_fail (error, TD_ERROR_CONFLICT,
                             "At this stage the Committee adopts no decision that is published. Record first that it"
                             " came to Views, or that it is inadmissible.");
    text = td_writing_text_in (tx, TD_CASE_THING, c->id, error);
    if (text == NULL)
        return FALSE;
    if (td_text_words (text) == 0)
        return td_case_fail (error, TD_ERROR_CONFLICT, "Nothing is written in this decision yet.");
    c->adopted = td_clock_now (&w->instance->clock);
    c->decision_stage = g_strdup (stage->slug);
    number = td_case_number (c);
    text->title = g_strdup_printf ("%s: %s", stage_word (w->instance, c), number);
    text->author = g_strdup (w->instance->profile->body);
    text->symbol = td_profile_case_symbol (w->instance->profile, stage, c->number, c->year);
    return td_writing_freeze_in (tx, TD_CASE_THING, c->id, c->adopted, error) && td_case_update (tx, c, error)
           && td_case_decision_put (tx, c->id, text, td_viewer_actor (w->viewer), error)
           && td_case_record (tx, w->instance, w->viewer, c, "adopted", NULL, NULL, error);
}

gboolean td_case_decision_adopt (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error)
{
    struct work w = { .instance = instance, .viewer = viewer, .id = id };

    return td_store_write (instance->store, adopt_in, &w, error);
}

/* ---- the second person ---- */

static gboolean names_nobody (const struct work *w, GError **error)
{
    g_autoptr (GBytes) bytes = td_text_to_markdown (w->text);
    g_autofree char *words = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
    g_autofree char *place = td_case_names_where (w->names, words);

    if (place == NULL)
        return TRUE;
    g_set_error (error, TD_CASES_ERROR, TD_ERROR_CONFLICT,
                 "A name of the list stands in the decision: %s. It cannot be published so.", place);
    return FALSE;
}

static gboolean check_in (TdTx *tx, gpointer data, GError **error)
{
    const struct work *w = data;
    g_autoptr (TdCase) c = td_case_for (tx, w->instance, w->viewer, w->id, TD_ACT_CASE_READ, error);
    g_autofree char *adopter = NULL;

    if (c == NULL || (adopter = td_case_decision_adopter (tx, c->id, error)) == NULL)
        return FALSE;
    if (c->checked != 0)
        return td_case_fail (error, TD_ERROR_CONFLICT, "The anonymisation was checked already.");
    if (g_str_equal (adopter, td_viewer_actor (w->viewer)))
        return td_case_fail (error, TD_ERROR_NOT_ALLOWED,
                             "You recorded that it was adopted. Somebody else checks that it names nobody.");
    c->checker = g_strdup (td_viewer_actor (w->viewer));
    c->checked = td_clock_now (&w->instance->clock);
    return td_case_update (tx, c, error)
           && td_case_record (tx, w->instance, w->viewer, c, "checked", NULL, NULL, error);
}

gboolean td_case_decision_check (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error)
{
    struct work w = { .instance = instance, .viewer = viewer, .id = id };
    gboolean wrote = FALSE;
    gboolean done = td_store_read (instance->store, load_in, &w, error);

    if (done && w.c->adopted == 0)
        done = td_case_fail (error, TD_ERROR_CONFLICT, "The decision is not adopted yet.");
    done = done && wrote_of_it (instance, viewer, id, &wrote, error) && names_nobody (&w, error);
    if (done && wrote)
        done = td_case_fail (error, TD_ERROR_NOT_ALLOWED,
                             "You wrote of this decision. Somebody who did not checks that it names nobody.");
    done = done && td_store_write (instance->store, check_in, &w, error);
    work_clear (&w);
    return done;
}

/* ---- publishing ---- */

static gboolean put_in_library (TdTx *tx, const struct work *w, TdCase *c, GError **error)
{
    const TdCaseStage *stage = td_profile_case_stage (w->instance->profile, c->decision_stage);
    g_autoptr (TdText) text = td_case_decision_load (tx, c->id, error);
    g_autofree char *day = td_case_today (w->instance);

    if (text == NULL)
        return FALSE;
    c->symbol = td_profile_case_symbol (w->instance->profile, stage, c->number, c->year);
    const TdLibraryEntry entry = { .symbol = c->symbol,
                                   .type = stage->document,
                                   .source = "committee",
                                   .state = c->state,
                                   .language = text->language,
                                   .title = text->title,
                                   .body = w->instance->profile->body,
                                   .day = day };
    return td_library_put_text_in (tx, w->instance, &entry, text, &c->document, error);
}

static gboolean publish_in (TdTx *tx, gpointer data, GError **error)
{
    const struct work *w = data;
    g_autoptr (TdCase) c = td_case_for (tx, w->instance, w->viewer, w->id, TD_ACT_CASE_KEEP, error);

    if (c == NULL)
        return FALSE;
    if (c->document != NULL)
        return td_case_fail (error, TD_ERROR_CONFLICT, "This decision is published already.");
    if (c->checked == 0)
        return td_case_fail (
            error, TD_ERROR_CONFLICT,
            "Nobody checked yet that it names nobody who must not be named. Somebody who wrote none of it"
            " does that first.");
    return put_in_library (tx, w, c, error) && td_case_update (tx, c, error)
           && td_case_tell (tx, w->instance, w->viewer, c, TD_PARTY_STATE, NULL, error)
           && td_case_tell (tx, w->instance, w->viewer, c, TD_PARTY_AUTHOR, NULL, error)
           && td_case_record (tx, w->instance, w->viewer, c, "published", NULL, NULL, error);
}

/* The list may have grown since it was checked. */
gboolean td_case_decision_publish (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error)
{
    struct work w = { .instance = instance, .viewer = viewer, .id = id };
    gboolean done = td_store_read (instance->store, load_in, &w, error);

    done = done && (w.c->adopted == 0 || names_nobody (&w, error))
           && td_store_write (instance->store, publish_in, &w, error);
    work_clear (&w);
    return done;
}

/* Adoption: the final text comes into the library under the symbols of its bodies. Contract in general-comment.h. */
#include "areas/general_comments/draft-found.h"
#include "areas/general_comments/draft-rules.h"
#include "areas/general_comments/general-rules.h"
#include "areas/library/joint.h"
#include "base/limits.h"
#include "text/words.h"

#define fail td_general_fail

struct adopt {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *id, *draft, *day;
    const char *const *bodies;
    const char **ret_field;
    char *document;
};

/* Those that were given in place of what was said. */
static gboolean take_bodies (TdTx *tx, const struct adopt *a, TdGeneralComment *g, GError **error)
{
    if (a->bodies != NULL && a->bodies[0] != NULL) {
        g_ptr_array_unref (g->bodies);
        g->bodies = td_general_bodies (a->bodies, a->ret_field, error);
        if (g->bodies == NULL) {
            g->bodies = g_ptr_array_new ();
            return FALSE;
        }
    }
    for (guint i = 0; i < g->bodies->len; i++)
        if (((TdGeneralBody *) g->bodies->pdata[i])->symbol == NULL)
            return fail (a->ret_field, "bodies", error, TD_ERROR_INPUT,
                         "An adopted general comment stands at its symbol. Say the symbol of each of its bodies.");
    return td_general_set_bodies (tx, g, error);
}

static TdCommentDraft *find_draft (const struct adopt *a, GPtrArray *drafts, GError **error)
{
    for (guint i = drafts->len; i-- > 0;) {
        const TdCommentDraft *d = drafts->pdata[i];
        g_autofree char *n = g_strdup_printf ("%d", d->n);
        if (a->draft == NULL || *a->draft == '\0' || g_str_equal (a->draft, d->id) || g_str_equal (a->draft, n))
            return g_ptr_array_steal_index (drafts, i);
    }
    fail (a->ret_field, "draft", error, TD_ERROR_INPUT,
          "There is no such draft. Bring in the text that the Committee adopted, and name it by its number.");
    return NULL;
}

static const char *type_of (const TdProfile *profile)
{
    const TdDocumentType *type = td_profile_document_that_is (profile, TD_IS_GENERAL_COMMENT);

    return type != NULL ? type->slug : NULL;
}

/* One language. Its anchors are those of the draft, or it is not taken: what was said of a paragraph leads to it. */
static gboolean put_language (TdTx *tx, const struct adopt *a, const TdGeneralComment *g, const TdCommentDraft *d,
                              const TdDraftLanguage *l, char **ret_document, GError **error)
{
    g_autoptr (TdText) text = td_comment_draft_text_in (tx, d->id, l->language, error);
    TdLibraryEntry entry = { .symbol = ((TdGeneralBody *) g->bodies->pdata[0])->symbol,
                             .type = type_of (a->instance->profile),
                             .language = l->language,
                             .day = a->day };

    if (text == NULL)
        return FALSE;
    if (td_draft_text_off (text) != 0)
        return fail (a->ret_field, "draft", error, TD_ERROR_INPUT,
                     "The paragraphs of this draft do not count up from 1, so that their numbers would change in the "
                     "library. Bring in the adopted text with numbers that count up.");
    entry.title = l->title;
    for (guint i = 0; i < g->titles->len; i++) {
        const TdGeneralTitle *t = g->titles->pdata[i];
        if (g_str_equal (t->language, l->language))
            entry.title = t->title;
    }
    return td_library_put_text_in (tx, a->instance, &entry, text, ret_document, error);
}

static gboolean put_all (TdTx *tx, struct adopt *a, const TdGeneralComment *g, const TdCommentDraft *d, GError **error)
{
    for (guint i = 0; i < d->languages->len; i++) {
        g_autofree char *document = NULL;
        if (!put_language (tx, a, g, d, d->languages->pdata[i], &document, error))
            return FALSE;
        g_free (a->document);
        a->document = g_steal_pointer (&document);
    }
    for (guint i = 1; i < g->bodies->len; i++)
        if (!td_library_join_symbol_in (tx, a->document, ((TdGeneralBody *) g->bodies->pdata[i])->symbol, error))
            return FALSE;
    return TRUE;
}

static gboolean end_phase (TdTx *tx, const struct adopt *a, const TdGeneralComment *g, TdGeneralStage *stage,
                           GError **error)
{
    gint64 now = td_clock_now (&a->instance->clock);
    g_autofree char *local = td_instant_to_local (now, stage->zone);
    const TdGeneralMove move = { .was_local = stage->closes_local,
                                 .was = stage->closes,
                                 .closes_local = local,
                                 .closes = now,
                                 .at = now,
                                 .reason = (char *) N_ ("The Committee adopted the general comment.") };

    if (!td_general_move_insert (tx, stage, &move, td_viewer_actor (a->viewer), error))
        return FALSE;
    stage->closes = stage->changed = now;
    stage->opens = MIN (stage->opens, now);
    g_free (stage->closes_local);
    stage->closes_local = g_steal_pointer (&local);
    return td_general_stage_update (tx, stage, error)
           && td_general_journal (tx, a->instance, td_viewer_actor (a->viewer), "general-comment.phase-end",
                                  "general-comment-phase", stage->id, g->secret, NULL, TRUE, error);
}

static gboolean close_stages (TdTx *tx, const struct adopt *a, const TdGeneralComment *g, const TdCommentDraft *d,
                              GError **error)
{
    for (guint i = 0; i < g->stages->len; i++) {
        TdGeneralStage *stage = g->stages->pdata[i];
        if (stage->is == TD_GENERAL_COMMENTS && stage->closes > td_clock_now (&a->instance->clock)
            && !end_phase (tx, a, g, stage, error))
            return FALSE;
        if (stage->is != TD_GENERAL_ADOPTION)
            continue;
        g_free (stage->opens_local);
        g_free (stage->draft);
        g_free (stage->document);
        stage->opens_local = g_strdup_printf ("%sT00:00", a->day);
        stage->draft = g_strdup (d->id);
        stage->document = g_strdup (a->document);
        stage->changed = td_clock_now (&a->instance->clock);
        if (!td_instant_from_local (stage->opens_local, stage->zone, &stage->opens, error)
            || !td_general_stage_update (tx, stage, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean adopt_in (TdTx *tx, gpointer data, GError **error)
{
    struct adopt *a = data;
    g_autoptr (TdGeneralComment) g = td_general_held (tx, a->instance, a->viewer, a->id, error);
    g_autoptr (GPtrArray) drafts = g != NULL ? td_comment_draft_list_in (tx, g->id, error) : NULL;
    g_autoptr (TdCommentDraft) d = NULL;
    const char *said[] = { a->day, NULL };

    g_clear_pointer (&a->document, g_free);
    if (drafts == NULL)
        return FALSE;
    if (g->adopted != NULL)
        return fail (NULL, NULL, error, TD_ERROR_CONFLICT, "This general comment was adopted already.");
    return take_bodies (tx, a, g, error) && (d = find_draft (a, drafts, error)) != NULL && put_all (tx, a, g, d, error)
           && close_stages (tx, a, g, d, error) && td_general_set_adopted (tx, g->id, a->document, a->day, error)
           && td_draft_found_remove (tx, g->id, error)
           && td_general_journal (tx, a->instance, td_viewer_actor (a->viewer), "general-comment.adopt",
                                  "general-comment", g->id, g->secret, said, TRUE, error);
}

gboolean td_general_comment_adopt (TdInstance *instance, const TdViewer *viewer, const char *id, const char *draft,
                                   const char *const *bodies, const char *day, char **ret_document,
                                   const char **ret_field, GError **error)
{
    g_autofree char *today = td_clock_today (&instance->clock, instance->profile->zone);
    struct adopt a = { .instance = instance,
                       .viewer = viewer,
                       .id = id,
                       .draft = draft,
                       .bodies = bodies,
                       .day = day != NULL && *day != '\0' ? day : today,
                       .ret_field = ret_field };

    if (!td_door_may (viewer, TD_ACT_GENERAL_COMMENT_KEEP, NULL, error))
        return FALSE;
    if (td_date_precision (a.day) != TD_DATE_DAY || td_date_compare (a.day, today) > 0)
        return fail (ret_field, "day", error, TD_ERROR_INPUT,
                     "Say on which day the Committee adopted it, like 2026-12-11. It cannot be a day to come.");
    if (!td_store_write (instance->store, adopt_in, &a, error)) {
        g_free (a.document);
        return FALSE;
    }
    if (ret_document != NULL)
        *ret_document = g_steal_pointer (&a.document);
    g_free (a.document);
    return TRUE;
}

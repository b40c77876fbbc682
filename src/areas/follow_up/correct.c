/* What the secretariat corrects. Contract in correct.h. */
#include "areas/follow_up/correct.h"

#include "areas/calls/record.h"
#include "areas/follow_up/list-rules.h"
#include "areas/follow_up/recommendation-sql.h"
#include "base/clock.h"
#include "base/errors.h"
#include "journal/journal.h"

void td_said_free (TdSaid *said)
{
    if (said == NULL)
        return;
    g_free (said->said);
    g_free (said->value);
    g_free (said->actor);
    g_free (said);
}

/* What one correction is made from. */
typedef struct Change Change;
struct Change {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *id; /* of the recommendation, or of the document where none is there yet */
    gboolean (*make) (TdTx *tx, Change *change, TdRecommendation *r, GError **error);
    gboolean yes;
    const TdCorrection *correction;
    const char *anchor, *day, *field;
    char *made;
};

static gboolean refuse (Change *c, const char *field, TdErrorCode code, GError **error, const char *message)
{
    c->field = field;
    g_set_error_literal (error, TD_FOLLOW_UP_ERROR, (int) code, message);
    return FALSE;
}

static gboolean may_keep (const TdViewer *viewer, const char *state, GError **error)
{
    const TdThing thing = td_recommendation_thing (state);

    return td_door_may (viewer, TD_ACT_FOLLOW_UP_KEEP, &thing, error);
}

static gboolean note (TdTx *tx, Change *c, const char *id, const char *said, const char *value, GError **error)
{
    return td_recommendation_noted_correction (tx, id, said, value, td_viewer_actor (c->viewer),
                                               td_clock_now (&c->instance->clock), error);
}

static gboolean journal (TdTx *tx, Change *c, const char *thing, const char *id, GError **error)
{
    const TdJournalEntry entry = { .actor = td_viewer_actor (c->viewer),
                                   .act = td_act_word (TD_ACT_FOLLOW_UP_KEEP),
                                   .thing = thing,
                                   .thing_id = id,
                                   .public_change = TRUE,
                                   .clock = &c->instance->clock };

    return td_journal_append (tx, &entry, NULL, error);
}

static gboolean change_in (TdTx *tx, gpointer data, GError **error)
{
    Change *c = data;
    g_autoptr (TdRecommendation) r = NULL;

    c->field = NULL;
    return td_instance_may_write (c->instance, tx, error) && (r = td_recommendation_get_in (tx, c->id, error)) != NULL
           && may_keep (c->viewer, r->state, error) && c->make (tx, c, r, error)
           && td_recommendation_update (tx, r, td_clock_now (&c->instance->clock), error)
           && journal (tx, c, "recommendation", r->id, error);
}

static gboolean run (Change *c, GError **error)
{
    return td_door_may (c->viewer, TD_ACT_FOLLOW_UP_KEEP, NULL, error)
           && td_store_write (c->instance->store, change_in, c, error);
}

/* ---- one or none ---- */

static gboolean make_is (TdTx *tx, Change *c, TdRecommendation *r, GError **error)
{
    if (r->standing == TD_STANDING_SPLIT || r->standing == TD_STANDING_GONE)
        return refuse (
            c, NULL, TD_ERROR_CONFLICT, error,
            "Its items stand in its place, or the document has no such paragraph any more. Correct those instead.");
    r->standing = c->yes ? TD_STANDING_LISTED : TD_STANDING_NONE;
    r->by = TD_SAID_BY_SECRETARIAT;
    g_clear_pointer (&r->noted, g_free);
    return note (tx, c, r->id, c->yes ? "is-one" : "is-none", NULL, error);
}

gboolean td_recommendation_say_is (TdInstance *instance, const TdViewer *viewer, const char *id, gboolean is_one,
                                   GError **error)
{
    Change c = { .instance = instance, .viewer = viewer, .id = id, .make = make_is, .yes = is_one };

    return run (&c, error);
}

/* ---- the document's paragraphs ---- */

/* *ret_all: of TdSensed; they borrow from *ret_paragraphs. */
static gboolean sense_document (TdTx *tx, TdInstance *instance, const char *document, GPtrArray **ret_paragraphs,
                                GPtrArray **ret_all, TdLibraryDocument **ret_document, GError **error)
{
    g_autoptr (TdLibraryDocument) d = td_library_get_in (tx, document, error);
    const TdDocumentType *type = d != NULL ? td_profile_document_type (instance->profile, d->type) : NULL;

    if (d == NULL)
        return FALSE;
    if (type == NULL || type->is != TD_IS_OBSERVATIONS || d->state == NULL || d->languages->len == 0) {
        g_set_error_literal (error, TD_FOLLOW_UP_ERROR, TD_ERROR_INPUT,
                             "Recommendations are in concluding observations on a State. Choose such a document.");
        return FALSE;
    }
    *ret_paragraphs = td_library_paragraphs_in (tx, d->id, NULL, error);
    if (*ret_paragraphs == NULL)
        return FALSE;
    *ret_all =
        td_sense (instance->profile, *ret_paragraphs, ((const TdLibraryLanguage *) d->languages->pdata[0])->language);
    *ret_document = g_steal_pointer (&d);
    return TRUE;
}

static const TdSensed *at_anchor (const GPtrArray *all, const char *anchor)
{
    for (guint i = 0; i < all->len; i++) {
        const TdSensed *s = all->pdata[i];
        if (g_str_equal (s->anchor, anchor))
            return s;
    }
    return NULL;
}

static TdRecommendation *standing_at (const GPtrArray *rows, const char *anchor, const char *item)
{
    for (guint i = 0; i < rows->len; i++) {
        TdRecommendation *r = rows->pdata[i];
        if (g_str_equal (r->anchor, anchor) && g_str_equal (r->item, item))
            return r;
    }
    return NULL;
}

static gboolean add_new (TdTx *tx, Change *c, const TdLibraryDocument *d, const TdSensed *s, GError **error)
{
    g_autoptr (TdRecommendation) r = td_list_new (c->instance->profile, d, s);

    r->by = TD_SAID_BY_SECRETARIAT;
    g_free (c->made);
    c->made = g_strdup (r->id);
    return td_recommendation_insert (tx, r, td_clock_now (&c->instance->clock), error)
           && note (tx, c, r->id, "is-one", NULL, error) && journal (tx, c, "recommendation", r->id, error);
}

static gboolean add_in (TdTx *tx, gpointer data, GError **error)
{
    Change *c = data;
    g_autoptr (TdLibraryDocument) d = NULL;
    g_autoptr (GPtrArray) paragraphs = NULL;
    g_autoptr (GPtrArray) all = NULL;
    g_autoptr (GPtrArray) rows = NULL;
    TdRecommendationFilter filter = { .all = TRUE };
    const TdSensed *s;

    if (!td_instance_may_write (c->instance, tx, error)
        || !sense_document (tx, c->instance, c->id, &paragraphs, &all, &d, error)
        || !may_keep (c->viewer, d->state, error))
        return FALSE;
    filter.document = d->id;
    rows = td_recommendation_list_in (tx, &filter, error);
    if (rows == NULL)
        return FALSE;
    s = at_anchor (all, c->anchor);
    if (s == NULL)
        return refuse (
            c, "anchor", TD_ERROR_INPUT, error,
            "The document has no paragraph with this anchor. It is “p” and the paragraph’s number, such as p34.");
    if (standing_at (rows, c->anchor, "") != NULL)
        return refuse (c, "anchor", TD_ERROR_CONFLICT, error,
                       "This paragraph is in the list already. Correct it there.");
    return add_new (tx, c, d, s, error);
}

gboolean td_recommendation_add (TdInstance *instance, const TdViewer *viewer, const char *document, const char *anchor,
                                char **ret_id, GError **error)
{
    Change c = { .instance = instance, .viewer = viewer, .id = document, .anchor = anchor };
    gboolean added =
        td_door_may (viewer, TD_ACT_FOLLOW_UP_KEEP, NULL, error) && td_store_write (instance->store, add_in, &c, error);

    if (added && ret_id != NULL)
        *ret_id = g_steal_pointer (&c.made);
    g_free (c.made);
    return added;
}

/* ---- items ---- */

static gboolean put_item (TdTx *tx, Change *c, const GPtrArray *rows, const TdRecommendation *whole, const TdSensed *s,
                          const TdSensedItem *item, GError **error)
{
    TdRecommendation *there = standing_at (rows, whole->anchor, item->item);
    g_autoptr (TdRecommendation) r = NULL;
    gint64 now = td_clock_now (&c->instance->clock);

    if (there != NULL) {
        there->standing = TD_STANDING_LISTED;
        return td_recommendation_update (tx, there, now, error);
    }
    r = td_list_new_item (c->instance->profile, whole, s, item);
    r->by = TD_SAID_BY_SECRETARIAT;
    return td_recommendation_insert (tx, r, now, error);
}

static gboolean split (TdTx *tx, Change *c, TdRecommendation *r, const GPtrArray *rows, GError **error)
{
    g_autoptr (TdLibraryDocument) d = NULL;
    g_autoptr (GPtrArray) paragraphs = NULL;
    g_autoptr (GPtrArray) all = NULL;
    const TdSensed *s;

    if (!sense_document (tx, c->instance, r->document, &paragraphs, &all, &d, error))
        return FALSE;
    s = at_anchor (all, r->anchor);
    if (s == NULL || s->items->len < 2)
        return refuse (c, NULL, TD_ERROR_INPUT, error,
                       "This paragraph has no items (a), (b) of its own, so that it stands as a whole.");
    for (guint i = 0; i < s->items->len; i++)
        if (!put_item (tx, c, rows, r, s, s->items->pdata[i], error))
            return FALSE;
    r->standing = TD_STANDING_SPLIT;
    return note (tx, c, r->id, "split", NULL, error);
}

static gboolean join (TdTx *tx, Change *c, TdRecommendation *r, const GPtrArray *rows, GError **error)
{
    for (guint i = 0; i < rows->len; i++) {
        TdRecommendation *item = rows->pdata[i];
        if (*item->item == '\0' || !g_str_equal (item->anchor, r->anchor))
            continue;
        item->standing = TD_STANDING_NONE;
        if (!td_recommendation_update (tx, item, td_clock_now (&c->instance->clock), error))
            return FALSE;
    }
    r->standing = TD_STANDING_LISTED;
    return note (tx, c, r->id, "join", NULL, error);
}

static gboolean make_split (TdTx *tx, Change *c, TdRecommendation *r, GError **error)
{
    const TdRecommendationFilter filter = { .document = r->document, .all = TRUE };
    g_autoptr (GPtrArray) rows = NULL;

    if (*r->item != '\0' || r->standing != (c->yes ? TD_STANDING_LISTED : TD_STANDING_SPLIT))
        return refuse (c, NULL, TD_ERROR_CONFLICT, error,
                       "It does not stand as it did when this page was shown. Look at it again.");
    rows = td_recommendation_list_in (tx, &filter, error);
    if (rows == NULL)
        return FALSE;
    r->by = TD_SAID_BY_SECRETARIAT;
    return c->yes ? split (tx, c, r, rows, error) : join (tx, c, r, rows, error);
}

gboolean td_recommendation_split (TdInstance *instance, const TdViewer *viewer, const char *id, gboolean split_it,
                                  GError **error)
{
    Change c = { .instance = instance, .viewer = viewer, .id = id, .make = make_split, .yes = split_it };

    return run (&c, error);
}

/* ---- articles, theme, first, day ---- */

static int by_number (gconstpointer a, gconstpointer b)
{
    return *(const int *) a - *(const int *) b;
}

static gboolean take_articles (TdTx *tx, Change *c, TdRecommendation *r, const char *typed, GError **error)
{
    g_auto (GStrv) words = g_strsplit_set (typed, ",; ", -1);
    g_autoptr (GArray) articles = g_array_new (FALSE, FALSE, sizeof (int));

    for (char **w = words; *w != NULL; w++) {
        gint64 n = 0;
        int article;
        if (**w == '\0')
            continue;
        if (!g_ascii_string_to_signed (*w, 10, 1, 10000, &n, NULL)
            || td_profile_article (c->instance->profile, (int) n) == NULL)
            return refuse (c, "articles", TD_ERROR_INPUT, error,
                           "Write the numbers of articles with commas between, such as 16, 17.");
        article = (int) n;
        g_array_append_val (articles, article);
    }
    g_array_sort (articles, by_number);
    for (guint i = articles->len; i-- > 1;)
        if (g_array_index (articles, int, i) == g_array_index (articles, int, i - 1))
            g_array_remove_index (articles, i);
    g_array_unref (r->articles);
    r->articles = g_steal_pointer (&articles);
    r->articles_by = TD_SAID_BY_SECRETARIAT;
    td_list_put_theme (c->instance->profile, r);
    return note (tx, c, r->id, "articles", typed, error);
}

static gboolean take_theme (TdTx *tx, Change *c, TdRecommendation *r, const char *theme, GError **error)
{
    if (*theme != '\0' && td_profile_theme (c->instance->profile, theme) == NULL)
        return refuse (c, "theme", TD_ERROR_INPUT, error, "Choose one of the themes.");
    g_free (r->theme);
    r->theme = *theme != '\0' ? g_strdup (theme) : NULL;
    r->theme_by = TD_SAID_BY_SECRETARIAT;
    return note (tx, c, r->id, "theme", theme, error);
}

static gboolean take_priority (TdTx *tx, Change *c, TdRecommendation *r, const char *word, GError **error)
{
    if (!g_str_equal (word, "yes") && !g_str_equal (word, "no"))
        return refuse (c, "priority", TD_ERROR_INPUT, error, "Say yes or no.");
    r->priority = g_str_equal (word, "yes");
    r->priority_by = TD_SAID_BY_SECRETARIAT;
    td_list_put_due (c->instance->profile, r);
    return note (tx, c, r->id, "priority", word, error);
}

static gboolean take_due (TdTx *tx, Change *c, TdRecommendation *r, const char *day, GError **error)
{
    if (*day == '\0') {
        r->due_by = TD_SAID_BY_RULE; /* or the document's words, where they give a time */
        td_list_put_due (c->instance->profile, r);
        return note (tx, c, r->id, "due", NULL, error);
    }
    if (td_date_precision (day) != TD_DATE_DAY || (r->day != NULL && td_date_compare (day, r->day) < 0))
        return refuse (
            c, "due", TD_ERROR_INPUT, error,
            "Write the day as year, month and day, such as 2027-06-30; it lies after the document’s own day.");
    g_free (r->due);
    r->due = g_strdup (day);
    r->due_by = TD_SAID_BY_SECRETARIAT;
    return note (tx, c, r->id, "due", day, error);
}

static gboolean make_correction (TdTx *tx, Change *c, TdRecommendation *r, GError **error)
{
    const TdCorrection *said = c->correction;

    return (said->articles == NULL || take_articles (tx, c, r, said->articles, error))
           && (said->theme == NULL || take_theme (tx, c, r, said->theme, error))
           && (said->priority == NULL || take_priority (tx, c, r, said->priority, error))
           && (said->due == NULL || take_due (tx, c, r, said->due, error));
}

gboolean td_recommendation_correct (TdInstance *instance, const TdViewer *viewer, const char *id,
                                    const TdCorrection *correction, const char **ret_field, GError **error)
{
    Change c = { .instance = instance, .viewer = viewer, .id = id, .make = make_correction, .correction = correction };
    gboolean corrected = run (&c, error);

    if (ret_field != NULL)
        *ret_field = c.field;
    return corrected;
}

/* ---- the day of the follow-up ---- */

static gboolean record_stage (TdTx *tx, Change *c, const TdLibraryDocument *d, GError **error)
{
    const TdChoice *stage = td_profile_follow_up_stage (c->instance->profile);
    g_autofree char *reason =
        g_strdup_printf ("Follow-up to %s", d->symbol != NULL ? d->symbol : "the concluding observations");
    gboolean unconfirmed = FALSE;

    if (stage == NULL)
        return TRUE;
    const TdStageWish wish = {
        .state = d->state, .stage = stage->slug, .cycle = d->cycle, .day = c->day, .how = "fixed", .reason = reason
    };
    if (td_stage_record_in (tx, c->instance, c->viewer, &wish, &unconfirmed, error))
        return TRUE;
    if (!unconfirmed)
        return FALSE;
    g_clear_error (error);
    return refuse (
        c, "day", TD_ERROR_CONFLICT, error,
        "Deadlines of calls hang on the day of the follow-up and would move. Record the day on the State’s page of"
        " stages, where you see what moves; then say it here again.");
}

static gboolean day_in (TdTx *tx, gpointer data, GError **error)
{
    Change *c = data;
    g_autoptr (TdLibraryDocument) d = NULL;
    g_autoptr (GPtrArray) rows = NULL;
    TdRecommendationFilter filter = { .priority = TRUE };

    if (!td_instance_may_write (c->instance, tx, error) || (d = td_library_get_in (tx, c->id, error)) == NULL)
        return FALSE;
    if (d->state == NULL)
        return td_door_unknown (error);
    filter.document = d->id;
    if (!may_keep (c->viewer, d->state, error) || (rows = td_recommendation_list_in (tx, &filter, error)) == NULL)
        return FALSE;
    if (rows->len == 0)
        return refuse (c, "day", TD_ERROR_INPUT, error,
                       "No recommendation of this document is to be followed up first. Say first which are.");
    if (*c->day == '\0')
        return refuse (c, "day", TD_ERROR_INPUT, error, "Write the day as year, month and day, such as 2027-06-30.");
    for (guint i = 0; i < rows->len; i++) {
        TdRecommendation *r = rows->pdata[i];
        if (!take_due (tx, c, r, c->day, error)
            || !td_recommendation_update (tx, r, td_clock_now (&c->instance->clock), error))
            return FALSE;
    }
    return record_stage (tx, c, d, error) && journal (tx, c, "document", d->id, error);
}

gboolean td_follow_up_day_confirm (TdInstance *instance, const TdViewer *viewer, const char *document, const char *day,
                                   GError **error)
{
    Change c = { .instance = instance, .viewer = viewer, .id = document, .day = day };

    return td_door_may (viewer, TD_ACT_FOLLOW_UP_KEEP, NULL, error)
           && td_store_write (instance->store, day_in, &c, error);
}

/* ---- what was said ---- */

struct saying {
    const char *id;
    GPtrArray *list;
};

static gboolean said_in (TdTx *tx, gpointer data, GError **error)
{
    struct saying *s = data;

    s->list = td_recommendation_select_corrections (tx, s->id, error);
    return s->list != NULL;
}

GPtrArray *td_recommendation_corrections (TdInstance *instance, const TdViewer *viewer, const TdRecommendation *r,
                                          GError **error)
{
    struct saying s = { .id = r->id };

    return may_keep (viewer, r->state, error) && td_store_read (instance->store, said_in, &s, error) ? s.list : NULL;
}

/* Comments on drafts among what civil society can do now. Contract in areas/calls/opening.h. */
#include "areas/general_comments/general-openings.h"

#include "areas/general_comments/general-comment.h"
#include "areas/general_comments/general-rules.h"
#include "text/words.h"

enum { DAYS_KEPT = 365 };

static void deadline_free (gpointer data)
{
    TdDeadline *d = data;

    g_free (d->closes_local);
    g_free (d->why);
    g_free (d->reason);
    g_free (d);
}

static void add_deadline (GPtrArray *list, const char *why, const char *local, gint64 closes, const char *reason,
                          gint64 at)
{
    TdDeadline *d = g_new0 (TdDeadline, 1);

    *d = (TdDeadline){
        .closes_local = g_strdup (local), .closes = closes, .why = g_strdup (why), .reason = g_strdup (reason), .at = at
    };
    g_ptr_array_add (list, d);
}

/* The move by which its adoption ended it: it ends at the instant at which it was moved. NULL: none. */
static const TdGeneralMove *end_of (const TdGeneralStage *s)
{
    const TdGeneralMove *last = s->moves->len > 0 ? s->moves->pdata[s->moves->len - 1] : NULL;

    return last != NULL && last->closes == last->at ? last : NULL;
}

static GPtrArray *deadlines_of (const TdGeneralStage *s)
{
    GPtrArray *list = g_ptr_array_new_with_free_func (deadline_free);
    const TdGeneralMove *first = s->moves->len > 0 ? s->moves->pdata[0] : NULL;

    add_deadline (list, "opened", first != NULL ? first->was_local : s->closes_local,
                  first != NULL ? first->was : s->closes, NULL, s->created);
    for (guint i = 0; i < s->moves->len; i++) {
        const TdGeneralMove *m = s->moves->pdata[i];
        if (m == end_of (s))
            break;
        add_deadline (list, "extended", m->closes_local, m->closes, m->reason, m->at);
    }
    return list;
}

static TdOpening *opening_of (const TdGeneralComment *g, const TdGeneralStage *s)
{
    TdOpening *o = g_new0 (TdOpening, 1);
    const char *themes[] = { g->theme, NULL };
    const TdGeneralMove *end = end_of (s);
    const char *language = NULL, *title = td_general_comment_title (g, NULL, &language);

    o->id = g_strdup (s->id);
    o->purpose = g_strdup ("general-comment");
    o->label = g_strdup (N_ ("Comments on a draft general comment"));
    o->title = g_strdup (title);
    o->language = g_strdup (language);
    o->states = g_new0 (char *, 1);
    o->themes = g_strdupv ((char **) themes);
    o->kinds = g_new0 (char *, 1);
    o->opens = s->opens;
    o->closes = end != NULL ? end->was : s->closes;
    o->closes_local = g_strdup (end != NULL ? end->was_local : s->closes_local);
    o->ended = end != NULL ? end->closes : 0;
    o->end_reason = end != NULL ? g_strdup (end->reason) : NULL;
    o->zone = g_strdup (s->zone);
    o->created = s->created;
    o->changed = s->changed;
    o->moves = s->moves->len;
    o->deadlines = deadlines_of (s);
    o->guidance = g_strdup (N_ ("Comment on the draft paragraph by paragraph, or on the whole."));
    o->asked = g_strdup (N_ ("Everybody: organisations, States, experts, people"));
    o->page = g_strdup_printf ("/general-comments/drafts/%s", s->draft);
    o->first_step = g_strdup_printf ("/general-comments/drafts/%s/comments", s->draft);
    o->first_step_label = g_strdup (N_ ("Comment"));
    return o;
}

static gboolean is_phase (const TdGeneralStage *s)
{
    return s->is == TD_GENERAL_COMMENTS && s->draft != NULL && s->closes != 0;
}

static gboolean add (TdTx *tx, TdInstance *instance, const TdOpeningFilter *filter, GPtrArray *list, GError **error)
{
    gint64 since = td_clock_now (&instance->clock) - DAYS_KEPT * G_TIME_SPAN_DAY;
    g_autoptr (GPtrArray) all = td_general_load_closing (tx, since, error);

    (void) filter;
    for (guint i = 0; all != NULL && i < all->len; i++) {
        TdGeneralComment *g = all->pdata[i];
        td_general_finish (instance, g);
        for (guint k = 0; k < g->stages->len; k++)
            if (is_phase (g->stages->pdata[k]) && ((TdGeneralStage *) g->stages->pdata[k])->closes >= since)
                g_ptr_array_add (list, opening_of (g, g->stages->pdata[k]));
    }
    return all != NULL;
}

static gboolean get (TdTx *tx, const TdInstance *instance, const char *id, TdOpening **ret_opening, GError **error)
{
    g_autoptr (GPtrArray) all = td_general_load_of_stage (tx, id, error);
    const TdGeneralStage *s;

    *ret_opening = NULL;
    if (all == NULL || all->len == 0)
        return all != NULL;
    td_general_finish (instance, all->pdata[0]);
    s = td_general_comment_stage (all->pdata[0], id);
    if (s == NULL || !is_phase (s))
        return TRUE;
    *ret_opening = opening_of (all->pdata[0], s);
    (*ret_opening)->source = g_strdup (td_general_opening_source.name);
    return TRUE;
}

static const TdOpeningNews news = { .begun = "general-comment.phase",
                                    .extended = { "general-comment.phase-move" },
                                    .ended = "general-comment.phase-end",
                                    .is_open = N_ ("A draft general comment is open to comments"),
                                    .has_moved = N_ ("The end of comments on a draft general comment moved"),
                                    .has_ended = N_ ("Comments on a draft general comment ended early"),
                                    .comes_near = N_ ("Comments on a draft general comment close soon"),
                                    .see = N_ ("See the draft") };

const TdOpeningSource td_general_opening_source = { .name = "general-comment", .add = add, .get = get, .news = &news };

#include "areas/live/live-sql.h"

#include "areas/organisations/risk-seen.h"

/* ---- steps ---- */

static TdStep *step_of_row (TdRows *rows)
{
    TdStep *s = g_new0 (TdStep, 1);

    s->n = (int) td_rows_int (rows, 0);
    if (!td_step_from_word (td_rows_text (rows, 1), &s->kind))
        s->kind = TD_N_STEPS; /* of a later program: changes nothing */
    s->at = td_rows_int (rows, 2);
    s->speaker = g_strdup (td_rows_text (rows, 3));
    s->other = g_strdup (td_rows_text (rows, 4));
    s->hand = g_strdup (td_rows_text (rows, 5));
    s->shown = g_strdup (td_rows_text (rows, 6));
    s->state = g_strdup (td_rows_text (rows, 7));
    s->seconds = (int) td_rows_int (rows, 8);
    return s;
}

GPtrArray *td_step_select (TdTx *tx, const char *meeting, GError **error)
{
    g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func ((GDestroyNotify) td_step_free);
    g_autoptr (GError) problem = NULL;
    g_autoptr (TdRows) rows =
        td_select (tx,
                   "select s.n, s.word, s.at, s.speaker, s.other, s.hand, " TD_RISK_SEEN (
                       "s.shown") ", s.state,"
                                  " s.seconds from meeting_step s where s.meeting = $1 order by s.n",
                   error, TD_TEXT (meeting));

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (steps, step_of_row (rows));
    if (problem != NULL) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return NULL;
    }
    return g_steal_pointer (&steps);
}

gboolean td_step_insert (TdTx *tx, const char *meeting, const TdStep *s, GError **error)
{
    return td_exec (tx,
                    "insert into meeting_step (meeting, n, word, at, speaker, other, hand, shown, state, seconds)"
                    " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
                    error, TD_TEXT (meeting), TD_INT (s->n), TD_TEXT (td_step_word (s->kind)), TD_INT (s->at),
                    TD_TEXT (s->speaker), TD_TEXT (s->other), TD_TEXT (s->hand), TD_TEXT (s->shown), TD_TEXT (s->state),
                    TD_INT (s->seconds));
}

/* ---- hands ---- */

void td_hand_free (TdHand *hand)
{
    if (hand == NULL)
        return;
    g_free (hand->id);
    g_free (hand->meeting);
    g_free (hand->who);
    g_free (hand->shown);
    g_free (hand->source);
    g_free (hand);
}

#define HAND "h.id, h.meeting, h.who, " TD_RISK_SEEN ("h.shown") ", h.source, h.n, h.times, h.raised, h.up"

static TdHand *hand_of_row (TdRows *rows)
{
    TdHand *h = g_new0 (TdHand, 1);

    h->id = g_strdup (td_rows_text (rows, 0));
    h->meeting = g_strdup (td_rows_text (rows, 1));
    h->who = g_strdup (td_rows_text (rows, 2));
    h->shown = g_strdup (td_rows_text (rows, 3));
    h->source = g_strdup (td_rows_text (rows, 4));
    h->n = (int) td_rows_int (rows, 5);
    h->times = (int) td_rows_int (rows, 6);
    h->raised = td_rows_int (rows, 7);
    h->up = td_rows_int (rows, 8) != 0;
    return h;
}

static GPtrArray *hands_of (TdRows *take_rows, GError **error)
{
    g_autoptr (TdRows) rows = take_rows;
    g_autoptr (GPtrArray) hands = g_ptr_array_new_with_free_func ((GDestroyNotify) td_hand_free);
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (hands, hand_of_row (rows));
    if (problem != NULL) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return NULL;
    }
    return g_steal_pointer (&hands);
}

static gboolean only_hand (TdRows *take_rows, TdHand **ret, GError **error)
{
    g_autoptr (GPtrArray) hands = hands_of (take_rows, error);

    *ret = NULL;
    if (hands == NULL)
        return FALSE;
    if (hands->len > 0)
        *ret = g_ptr_array_steal_index (hands, 0);
    return TRUE;
}

gboolean td_hand_load (TdTx *tx, const char *meeting, const char *id, TdHand **ret, GError **error)
{
    return only_hand (td_select (tx, "select " HAND " from meeting_hand h where h.meeting = $1 and h.id = $2", error,
                                 TD_TEXT (meeting), TD_TEXT (id)),
                      ret, error);
}

gboolean td_hand_of (TdTx *tx, const char *meeting, const char *who, TdHand **ret, GError **error)
{
    return only_hand (td_select (tx, "select " HAND " from meeting_hand h where h.meeting = $1 and h.who = $2", error,
                                 TD_TEXT (meeting), TD_TEXT (who)),
                      ret, error);
}

GPtrArray *td_live_hands (TdTx *tx, const char *meeting, GError **error)
{
    return hands_of (td_select (tx,
                                "select " HAND " from meeting_hand h where h.meeting = $1 and h.up = 1 order by h.n",
                                error, TD_TEXT (meeting)),
                     error);
}

static gboolean number (TdRows *take_rows, gint64 *ret, GError **error)
{
    g_autoptr (TdRows) rows = take_rows;

    if (rows == NULL || !td_rows_next (rows, error))
        return FALSE;
    *ret = td_rows_int (rows, 0);
    return TRUE;
}

gboolean td_hand_raise (TdTx *tx, const TdHand *h, GError **error)
{
    gint64 n;

    if (!number (td_select (tx, "select coalesce(max(n), 0) + 1 from meeting_hand where meeting = $1", error,
                            TD_TEXT (h->meeting)),
                 &n, error))
        return FALSE;
    return td_exec (tx,
                    "insert into meeting_hand (id, meeting, who, shown, source, n, times, raised, up)"
                    " values ($1, $2, $3, $4, $5, $6, 1, $7, 1) on conflict (meeting, who) do update set"
                    " shown = excluded.shown, source = excluded.source, n = excluded.n, raised = excluded.raised,"
                    " up = 1, times = meeting_hand.times + 1",
                    error, TD_TEXT (h->id), TD_TEXT (h->meeting), TD_TEXT (h->who), TD_TEXT (h->shown),
                    TD_TEXT (h->source), TD_INT (n), TD_INT (h->raised));
}

gboolean td_hand_lower (TdTx *tx, const char *id, GError **error)
{
    return td_exec (tx, "update meeting_hand set up = 0 where id = $1", error, TD_TEXT (id));
}

gboolean td_hand_count (TdTx *tx, const char *meeting, gint64 *ret_up, GError **error)
{
    return number (
        td_select (tx, "select count(*) from meeting_hand where meeting = $1 and up = 1", error, TD_TEXT (meeting)),
        ret_up, error);
}

gboolean td_hand_stamp (TdTx *tx, const char *meeting, int *ret_stamp, GError **error)
{
    gint64 stamp;

    if (!number (td_select (tx, "select coalesce(sum(2 * times - up), 0) from meeting_hand where meeting = $1", error,
                            TD_TEXT (meeting)),
                 &stamp, error))
        return FALSE;
    *ret_stamp = (int) stamp;
    return TRUE;
}

gboolean td_hand_forget (TdTx *tx, const char *meeting, GError **error)
{
    return td_exec (tx, "delete from meeting_hand where meeting = $1", error, TD_TEXT (meeting));
}

gboolean td_live_hand_place (TdTx *tx, const char *meeting, const char *who, int *ret_before, GError **error)
{
    g_autoptr (TdHand) hand = NULL;
    gint64 before;

    if (!td_hand_of (tx, meeting, who, &hand, error))
        return FALSE;
    if (hand == NULL || !hand->up) {
        *ret_before = -1;
        return TRUE;
    }
    if (!number (td_select (tx, "select count(*) from meeting_hand where meeting = $1 and up = 1 and n < $2", error,
                            TD_TEXT (meeting), TD_INT (hand->n)),
                 &before, error))
        return FALSE;
    *ret_before = (int) before;
    return TRUE;
}

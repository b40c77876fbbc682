#include "areas/questions/question-sql.h"

#include "areas/organisations/risk-seen.h"

#include <string.h>

static gboolean ended (GError *problem, GError **error)
{
    if (problem == NULL)
        return TRUE;
    g_propagate_error (error, problem);
    return FALSE;
}

static void take_secret (TdRows *rows, int column, guint8 ret[32])
{
    gsize size = 0;
    const void *secret = td_rows_bytes (rows, column, &size);

    if (size == 32)
        memcpy (ret, secret, size);
}

/* ---- questions ---- */

#define COLUMNS                                                                                                        \
    "q.id, q.meeting, q.state, q.number, q.asker, q.asked_by, q.text, q.language, q.addressed, q.closed, q.by_hand,"   \
    " q.at, q.until, " TD_RISK_SEEN (                                                                                  \
        "q.spot_by") ", q.spot_note, q.spot_at, q.struck, q.struck_why, q.version, q.search_key, q.secret"

static TdQuestion *question_of_row (TdRows *rows)
{
    TdQuestion *q = g_new0 (TdQuestion, 1);

    q->id = g_strdup (td_rows_text (rows, 0));
    q->meeting = g_strdup (td_rows_text (rows, 1));
    q->state = g_strdup (td_rows_text (rows, 2));
    q->number = (int) td_rows_int (rows, 3);
    q->asker = g_strdup (td_rows_text (rows, 4));
    q->asked_by = g_strdup (td_rows_text (rows, 5));
    q->text = g_strdup (td_rows_text (rows, 6));
    q->language = g_strdup (td_rows_text (rows, 7));
    td_addressed_from_word (td_rows_text (rows, 8), &q->addressed);
    q->closed = td_rows_int (rows, 9) != 0;
    q->by_hand = td_rows_int (rows, 10) != 0;
    q->at = td_rows_int (rows, 11);
    q->until = td_rows_int (rows, 12);
    q->spot_by = g_strdup (td_rows_text (rows, 13));
    q->spot_note = g_strdup (td_rows_text (rows, 14));
    q->spot_at = td_rows_int (rows, 15);
    q->struck = td_rows_int (rows, 16);
    q->struck_why = g_strdup (td_rows_text (rows, 17));
    q->version = (int) td_rows_int (rows, 18);
    q->search_key = td_rows_int (rows, 19);
    take_secret (rows, 20, q->secret);
    q->to = g_ptr_array_new_with_free_func ((GDestroyNotify) td_party_free);
    q->articles = g_array_new (FALSE, FALSE, sizeof (int));
    q->answers = g_ptr_array_new_with_free_func ((GDestroyNotify) td_meeting_answer_free);
    return q;
}

/* Columns: article. Takes rows. */
static gboolean articles_of (TdRows *take_rows, GArray *articles, GError **error)
{
    g_autoptr (TdRows) rows = take_rows;
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem)) {
        int article = (int) td_rows_int (rows, 0);
        g_array_append_val (articles, article);
    }
    return ended (g_steal_pointer (&problem), error);
}

static gboolean load_to (TdTx *tx, TdQuestion *q, GError **error)
{
    /* One at risk is asked without its name (areas/organisations/organisation-risk.h). */
    g_autoptr (TdRows) rows = td_select (
        tx,
        "select t.organisation, t.speaker, case when o.at_risk = 1 then '" TD_RISK_WORDS "'"
        " else " TD_RISK_SEEN ("t.shown") " end from meeting_question_to t left join organisation o on o.id ="
                                          " t.organisation where t.question = $1 order by t.ordinal",
        error, TD_TEXT (q->id));
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return FALSE;
    while (td_rows_next (rows, &problem)) {
        TdParty *party = g_new0 (TdParty, 1);
        party->organisation = g_strdup (td_rows_text (rows, 0));
        party->speaker = g_strdup (td_rows_text (rows, 1));
        party->shown = g_strdup (td_rows_text (rows, 2));
        g_ptr_array_add (q->to, party);
    }
    return ended (g_steal_pointer (&problem), error);
}

/* With whom they are put to and their articles. Takes rows. */
static GPtrArray *questions_of (TdTx *tx, TdRows *take_rows, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_question_free);
    g_autoptr (TdRows) rows = take_rows;
    g_autoptr (GError) problem = NULL;

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (list, question_of_row (rows));
    g_clear_pointer (&rows, td_rows_free);
    if (!ended (g_steal_pointer (&problem), error))
        return NULL;
    for (guint i = 0; i < list->len; i++) {
        TdQuestion *q = list->pdata[i];
        if (!load_to (tx, q, error)
            || !articles_of (td_select (tx,
                                        "select article from meeting_question_article where question = $1"
                                        " order by article",
                                        error, TD_TEXT (q->id)),
                             q->articles, error))
            return NULL;
    }
    return g_steal_pointer (&list);
}

GPtrArray *td_question_select (TdTx *tx, const char *meeting, const char *state, GError **error)
{
    g_autoptr (TdQuery) query = td_query_new ();

    td_query_add (query, "select " COLUMNS " from meeting_question q where q.meeting = $?", TD_TEXT (meeting));
    if (state != NULL)
        td_query_add (query, " and q.state = $?", TD_TEXT (state));
    td_query_add (query, " order by q.number");
    return questions_of (tx, td_query_run (query, tx, error), error);
}

gboolean td_question_load (TdTx *tx, const char *id, TdQuestion **ret, GError **error)
{
    g_autoptr (GPtrArray) found = questions_of (
        tx, td_select (tx, "select " COLUMNS " from meeting_question q where q.id = $1", error, TD_TEXT (id)), error);

    *ret = NULL;
    if (found == NULL)
        return FALSE;
    if (found->len > 0)
        *ret = g_ptr_array_steal_index (found, 0);
    return TRUE;
}

/* ---- answers ---- */

static TdMeetingAnswer *answer_of_row (TdRows *rows)
{
    TdMeetingAnswer *a = g_new0 (TdMeetingAnswer, 1);

    a->id = g_strdup (td_rows_text (rows, 0));
    a->version = (int) td_rows_int (rows, 1);
    a->question = g_strdup (td_rows_text (rows, 2));
    a->party.organisation = g_strdup (td_rows_text (rows, 3));
    a->party.speaker = g_strdup (td_rows_text (rows, 4));
    a->party.state = g_strdup (td_rows_text (rows, 5));
    a->party.shown = g_strdup (td_rows_text (rows, 6));
    a->text = g_strdup (td_rows_text (rows, 7));
    a->language = g_strdup (td_rows_text (rows, 8));
    a->for_all = td_rows_int (rows, 9) != 0;
    a->arrived = td_rows_int (rows, 10);
    a->at = td_rows_int (rows, 11);
    a->entered = td_rows_int (rows, 12) != 0;
    a->search_key = td_rows_int (rows, 13);
    take_secret (rows, 14, a->secret);
    a->articles = g_array_new (FALSE, FALSE, sizeof (int));
    return a;
}

GPtrArray *td_question_select_answers (TdTx *tx, const char *question, GError **error)
{
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_meeting_answer_free);
    g_autoptr (GError) problem = NULL;
    g_autoptr (TdRows) rows = td_select (
        tx,
        "select a.id, a.version, a.question, a.organisation, a.speaker, a.by_state,"
        " case when (select o.at_risk from organisation o where o.id = a.organisation) = 1 then '" TD_RISK_WORDS "'"
        " else " TD_RISK_SEEN (
            "a.shown") " end, a.text, a.language,"
                       " a.for_all, a.arrived, a.at, a.entered, a.search_key, a.secret,"
                       " (select f.at from meeting_answer f where f.id = a.id and f.version = 1) as began"
                       " from meeting_answer a where a.question = $1"
                       " and a.version = (select max(n.version) from meeting_answer n where n.id = a.id) order by "
                       "began, a.id",
        error, TD_TEXT (question));

    if (rows == NULL)
        return NULL;
    while (td_rows_next (rows, &problem))
        g_ptr_array_add (list, answer_of_row (rows));
    g_clear_pointer (&rows, td_rows_free);
    if (!ended (g_steal_pointer (&problem), error))
        return NULL;
    for (guint i = 0; i < list->len; i++) {
        TdMeetingAnswer *a = list->pdata[i];
        if (!articles_of (td_select (tx,
                                     "select article from meeting_answer_article where answer = $1 order by article",
                                     error, TD_TEXT (a->id)),
                          a->articles, error))
            return NULL;
    }
    return g_steal_pointer (&list);
}

/* ---- writing ---- */

gboolean td_question_last_number (TdTx *tx, const char *meeting, int *ret_number, GError **error)
{
    g_autoptr (TdRows) rows = td_select (tx, "select coalesce(max(number), 0) from meeting_question where meeting = $1",
                                         error, TD_TEXT (meeting));

    if (rows == NULL || !td_rows_next (rows, error))
        return FALSE;
    *ret_number = (int) td_rows_int (rows, 0);
    return TRUE;
}

/* Named by hand they are sure; by the tagger as sure as it is: what it leaves out does not come here. */
static gboolean insert_articles (TdTx *tx, const TdQuestion *q, GError **error)
{
    for (guint i = 0; i < q->articles->len; i++)
        if (!td_exec (tx, "insert into meeting_question_article (question, article, confidence) values ($1, $2, $3)",
                      error, TD_TEXT (q->id), TD_INT (g_array_index (q->articles, int, i)),
                      TD_INT (q->by_hand ? 1000 : 900)))
            return FALSE;
    return TRUE;
}

gboolean td_question_insert (TdTx *tx, const TdQuestion *q, const char *actor, GError **error)
{
    if (!td_exec (tx,
                  "insert into meeting_question (id, meeting, state, number, asker, asked_by, text, language,"
                  " addressed, closed, by_hand, at, until, version, actor, search_key, secret)"
                  " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
                  error, TD_TEXT (q->id), TD_TEXT (q->meeting), TD_TEXT (q->state), TD_INT (q->number),
                  TD_TEXT (q->asker), TD_TEXT (q->asked_by), TD_TEXT (q->text), TD_TEXT (q->language),
                  TD_TEXT (td_addressed_word (q->addressed)), TD_FLAG (q->closed), TD_FLAG (q->by_hand), TD_INT (q->at),
                  TD_INT (q->until), TD_INT (q->version), TD_TEXT (actor), TD_INT (q->search_key),
                  TD_BYTES (q->secret, sizeof q->secret)))
        return FALSE;
    for (guint i = 0; i < q->to->len; i++) {
        const TdParty *party = q->to->pdata[i];
        if (!td_exec (tx,
                      "insert into meeting_question_to (question, ordinal, organisation, speaker, shown)"
                      " values ($1, $2, $3, $4, $5)",
                      error, TD_TEXT (q->id), TD_INT ((gint64) i), TD_TEXT (party->organisation),
                      TD_TEXT (party->speaker), TD_TEXT (party->shown)))
            return FALSE;
    }
    return insert_articles (tx, q, error);
}

gboolean td_question_update (TdTx *tx, const TdQuestion *q, GError **error)
{
    return td_exec (tx,
                    "update meeting_question set text = $2, language = $3, asked_by = $4, by_hand = $5,"
                    /* What was read without its name is not written so. */
                    " spot_by = case when $6 = '" TD_RISK_WORDS "' then spot_by else $6 end,"
                    " spot_note = $7, spot_at = $8, struck = $9, struck_why = $10, version = $11 where id = $1",
                    error, TD_TEXT (q->id), TD_TEXT (q->text), TD_TEXT (q->language), TD_TEXT (q->asked_by),
                    TD_FLAG (q->by_hand), TD_TEXT (q->spot_by), TD_TEXT (q->spot_note), TD_INT (q->spot_at),
                    TD_INT (q->struck), TD_TEXT (q->struck_why), TD_INT (q->version))
           && td_exec (tx, "delete from meeting_question_article where question = $1", error, TD_TEXT (q->id))
           && insert_articles (tx, q, error);
}

gboolean td_meeting_answer_insert (TdTx *tx, const TdMeetingAnswer *a, const char *actor, GError **error)
{
    if (!td_exec (tx,
                  "insert into meeting_answer (id, version, question, organisation, speaker, by_state, shown, text,"
                  " language, for_all, arrived, at, entered, actor, search_key, secret)"
                  " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
                  error, TD_TEXT (a->id), TD_INT (a->version), TD_TEXT (a->question), TD_TEXT (a->party.organisation),
                  TD_TEXT (a->party.speaker), TD_TEXT (a->party.state), TD_TEXT (a->party.shown), TD_TEXT (a->text),
                  TD_TEXT (a->language), TD_FLAG (a->for_all), TD_INT (a->arrived), TD_INT (a->at),
                  TD_FLAG (a->entered), TD_TEXT (actor), TD_INT (a->search_key), TD_BYTES (a->secret, sizeof a->secret))
        || !td_exec (tx, "delete from meeting_answer_article where answer = $1", error, TD_TEXT (a->id)))
        return FALSE;
    for (guint i = 0; i < a->articles->len; i++)
        if (!td_exec (tx, "insert into meeting_answer_article (answer, article, confidence) values ($1, $2, 900)",
                      error, TD_TEXT (a->id), TD_INT (g_array_index (a->articles, int, i))))
            return FALSE;
    return TRUE;
}

gboolean td_question_move_organisation (TdTx *tx, const char *from, const char *into, GError **error)
{
    return td_exec (tx,
                    "delete from meeting_question_to where organisation = $1 and exists (select 1 from"
                    " meeting_question_to i where i.question = meeting_question_to.question and i.organisation = $2)",
                    error, TD_TEXT (from), TD_TEXT (into))
           && td_exec (tx, "update meeting_question_to set organisation = $2 where organisation = $1", error,
                       TD_TEXT (from), TD_TEXT (into))
           && td_exec (tx, "update meeting_answer set organisation = $2 where organisation = $1", error, TD_TEXT (from),
                       TD_TEXT (into));
}

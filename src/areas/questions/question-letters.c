/* One letter a meeting to each of those who were asked. Contract in question-rules.h. */
#include "areas/questions/question-rules.h"

#include "areas/floor/floor-tell.h"
#include "base/limits.h"
#include "mail/mail.h"
#include "text/words.h"

/* A question that nobody answered on the spot: who was asked, and who answered. */
typedef struct {
    gint64 until;
    GPtrArray *asked, *answers; /* of TdParty; of TdMeetingAnswer */
} Open;

static void open_free (gpointer data)
{
    Open *o = data;

    g_clear_pointer (&o->asked, g_ptr_array_unref);
    g_clear_pointer (&o->answers, g_ptr_array_unref);
    g_free (o);
}

/* Of Open. */
static GPtrArray *load_open (TdTx *tx, const TdMeeting *meeting, GError **error)
{
    g_autoptr (GPtrArray) questions = td_question_select (tx, meeting->id, NULL, error);
    g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (open_free);

    if (questions == NULL)
        return NULL;
    for (guint i = 0; i < questions->len; i++) {
        const TdQuestion *q = questions->pdata[i];
        Open *o;
        if (q->struck != 0 || q->spot_by != NULL)
            continue;
        o = g_new0 (Open, 1);
        g_ptr_array_add (list, o);
        o->until = q->until;
        o->asked = td_question_asked_in (tx, q, meeting, error);
        o->answers = o->asked != NULL ? td_question_select_answers (tx, q->id, error) : NULL;
        if (o->answers == NULL)
            return NULL;
    }
    return g_steal_pointer (&list);
}

/* A question that a party answered asks nothing more of it. */
static gboolean waits_for (const Open *o, const TdParty *party)
{
    gboolean asked = FALSE, answered = FALSE;

    for (guint i = 0; i < o->asked->len; i++)
        asked = asked || td_party_equal (o->asked->pdata[i], party);
    for (guint i = 0; i < o->answers->len; i++)
        answered = answered || td_party_equal (&((const TdMeetingAnswer *) o->answers->pdata[i])->party, party);
    return asked && !answered;
}

struct waiting {
    gint64 n, until; /* until: the earliest */
};

static struct waiting count (const GPtrArray *open, const TdParty *party)
{
    struct waiting waiting = { 0 };

    for (guint i = 0; i < open->len; i++) {
        const Open *o = open->pdata[i];
        if (!waits_for (o, party))
            continue;
        waiting.n++;
        waiting.until = waiting.until == 0 ? o->until : MIN (waiting.until, o->until);
    }
    return waiting;
}

/* A speaker whose organisation is not told is written to by areas/floor, which knows whose it is. */
static gboolean tell (TdTx *tx, TdInstance *instance, const TdParty *party, const TdNotice *notice, GError **error)
{
    if (party->state != NULL)
        return td_notify_state (tx, instance, party->state, notice, error);
    if (party->speaker != NULL)
        return td_speaker_notify (tx, instance, party->speaker, notice, error);
    return td_notify_organisation (tx, instance, party->organisation, TD_LEVEL_CONTRIBUTOR, notice, error);
}

static gboolean write_to (TdTx *tx, TdInstance *instance, const TdMeeting *meeting, const GPtrArray *open,
                          const TdParty *party, gboolean fresh, GError **error)
{
    const struct waiting waiting = count (open, party);
    g_autofree char *word = td_party_word (party);
    g_autofree char *key = g_strdup_printf ("questions %s %s", meeting->id, word);
    g_autofree char *path = g_strdup_printf ("/meetings/%s/questions", meeting->id);
    gint64 waited = 0;

    if (!td_mail_cancel (tx, key, &waited, error))
        return FALSE;
    if (waiting.n == 0 || (!fresh && waited == 0))
        return TRUE;
    const TdNoticeCount counts[] = { { N_ ("{n} question was put to those for whom you write."),
                                       N_ ("{n} questions were put to those for whom you write."), waiting.n } };
    const TdNotice notice = {
        .subject = N_ ("Questions to answer"),
        .sentence = N_ ("At a meeting of the Committee members asked something that was not answered there. You may "
                        "answer in writing on the page below; you need not."),
        .counts = counts,
        .n_counts = G_N_ELEMENTS (counts),
        .deadline = waiting.until,
        .deadline_words = N_ ("Answers are taken until {when}."),
        .path = path,
        .button = N_ ("Read and answer"),
        .topic = "questions",
        .not_before = MAX (meeting->ends, td_clock_now (&instance->clock) + TD_LIMIT_UNDO_SECONDS * G_USEC_PER_SEC),
        .cancel_key = key,
    };
    return tell (tx, instance, party, &notice, error);
}

gboolean td_question_letters (TdTx *tx, TdInstance *instance, const TdQuestion *question, const TdMeeting *meeting,
                              gboolean fresh, GError **error)
{
    g_autoptr (GPtrArray) asked = td_question_asked_in (tx, question, meeting, error);
    g_autoptr (GPtrArray) open = asked != NULL ? load_open (tx, meeting, error) : NULL;

    if (open == NULL)
        return FALSE;
    for (guint i = 0; i < asked->len; i++)
        if (!write_to (tx, instance, meeting, open, asked->pdata[i], fresh, error))
            return FALSE;
    return TRUE;
}

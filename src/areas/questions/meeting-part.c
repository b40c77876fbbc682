/* What the page of a meeting says of its questions and of what was said. */
#include "areas/programme/meeting-part.h"

#include "areas/calls/deadline.h"
#include "areas/questions/caption.h"
#include "areas/questions/more.h"
#include "areas/questions/question.h"
#include "text/words.h"

static gboolean say_questions (TdTx *tx, const TdMeetingAsked *asked, TdMeetingSaid *said, GError **error)
{
    const TdMeetingKind *kind = td_profile_meeting_kind (asked->instance->profile, asked->meeting->kind);
    g_autoptr (GPtrArray) questions = td_questions_in (tx, asked->meeting, asked->viewer, NULL, error);
    g_autofree char *n = NULL;

    if (questions == NULL)
        return FALSE;
    if (questions->len > 0) {
        n = td_words_number (asked->locale, questions->len);
        td_meeting_said_line (said, td_words_fill (td_words_n (asked->locale, "{n} question was taken down.",
                                                               "{n} questions were taken down.", questions->len),
                                                   "n", n, NULL));
    }
    if (questions->len > 0 || td_meeting_kind_offers (kind, TD_OFFERS_QUESTIONS))
        td_meeting_said_link (said, g_strdup_printf ("/meetings/%s/questions", asked->meeting->id),
                              N_ ("Members’ questions and the answers"));
    return TRUE;
}

static gboolean say_captions (TdTx *tx, const TdMeetingAsked *asked, TdMeetingSaid *said, GError **error)
{
    g_autoptr (GPtrArray) channels = td_channels_in (tx, asked->meeting, asked->viewer, error);

    if (channels == NULL)
        return FALSE;
    if (channels->len > 0)
        td_meeting_said_link (said, g_strdup_printf ("/meetings/%s/captions", asked->meeting->id),
                              N_ ("What was said, line by line"));
    if (asked->now >= asked->meeting->ends)
        td_meeting_said_link (said, g_strdup_printf ("/meetings/%s/record", asked->meeting->id),
                              N_ ("Record of the meeting"));
    if (td_meeting_may (tx, asked->meeting, asked->viewer, TD_ACT_CAPTION_TYPE, NULL))
        td_meeting_said_link (said, g_strdup_printf ("/meetings/%s/captions/type", asked->meeting->id),
                              N_ ("Type captions"));
    return TRUE;
}

/* On the page of a dialogue: until when the State may add something, and how. */
static gboolean say_more (TdTx *tx, const TdMeetingAsked *asked, TdMeetingSaid *said, GError **error)
{
    const TdMeetingKind *kind = td_profile_meeting_kind (asked->instance->profile, asked->meeting->kind);
    const char *state = asked->meeting->states != NULL ? asked->meeting->states[0] : NULL;
    g_autofree char *when = NULL;
    gint64 until = 0;

    if (!td_meeting_kind_offers (kind, TD_OFFERS_DIALOGUE) || state == NULL)
        return TRUE;
    if (!td_more_until_in (tx, asked->instance, state, MAX (asked->now, asked->meeting->begins), &until, error))
        return FALSE;
    if (until == 0)
        return TRUE;
    when = td_deadline_words_for (until, asked->instance->profile->zone, asked->zone, asked->locale);
    td_meeting_said_line (said, td_words_fill (td_words (asked->locale, N_ ("The State may send more in writing until "
                                                                            "{when}.")),
                                               "when", when, NULL));
    if (g_strcmp0 (asked->viewer->state, state) == 0 && asked->now < until)
        td_meeting_said_link (said, g_strdup ("/send"), N_ ("Send more for the State"));
    return TRUE;
}

static gboolean say (TdTx *tx, const TdMeetingAsked *asked, TdMeetingSaid *said, GError **error)
{
    return say_questions (tx, asked, said, error) && say_captions (tx, asked, said, error)
           && say_more (tx, asked, said, error);
}

extern const TdMeetingPart td_questions_meeting_part;
const TdMeetingPart td_questions_meeting_part = { N_ ("Questions, and what was said"), say };

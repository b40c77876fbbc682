/* Contract in tell.h. */
#include "areas/submissions/tell.h"

#include "base/base.h"
#include "base/limits.h"
#include "mail/mail.h"
#include "text/words.h"

/* State and title, for those whose account says that letters may name them. */
static char *detail_of (const TdInstance *instance, const TdSubmission *s)
{
    const TdState *state = s->state != NULL ? td_profile_state (instance->profile, s->state) : NULL;
    const char *name = state != NULL ? td_profile_state_name (instance->profile, state, "en") : NULL;

    if (name == NULL)
        return g_strdup (s->title);
    return s->title != NULL ? g_strdup_printf ("%s: %s", name, s->title) : g_strdup (name);
}

gboolean td_tell_senders (TdTx *tx, TdInstance *instance, const TdSubmission *s, const TdNotice *given, GError **error)
{
    g_autofree char *path = g_strdup_printf ("/submissions/%s", s->id);
    g_autofree char *detail = detail_of (instance, s);
    TdNotice notice = *given;

    notice.path = path;
    notice.button = N_ ("See what happened");
    notice.topic = "submissions";
    notice.detail = detail;
    if (s->organisation != NULL)
        return td_notify_organisation (tx, instance, s->organisation, TD_LEVEL_CONTRIBUTOR, &notice, error);
    if (s->by_state != NULL)
        return td_notify_state (tx, instance, s->by_state, &notice, error);
    if (s->person != NULL)
        return td_notify_person (tx, instance, s->person, &notice, error);
    if (s->contact == NULL)
        return TRUE;
    /* Nobody without the browser or the code of words sees the page, so the letter leads to where one comes back. */
    notice.path = "/return";
    return td_notify_address (tx, instance, s->contact, s->language, &notice, error);
}

gboolean td_tell_decision (TdTx *tx, TdInstance *instance, const TdSubmission *s, TdDecision decision, const char *act,
                           GError **error)
{
    TdNotice notice = { .subject = N_ ("Something happened to what you sent"),
                        .sentence = N_ ("The Committee’s secretariat decided about something that you sent. What it "
                                        "says stands on its page."),
                        .not_before = td_clock_now (&instance->clock) + TD_LIMIT_UNDO_SECONDS * G_TIME_SPAN_SECOND,
                        .cancel_key = act };

    if (decision == TD_DECISION_ASK_CHANGE) {
        notice.subject = N_ ("You are asked to change something");
        notice.sentence = N_ ("The Committee’s secretariat asks you to change something that you sent. What it asks, "
                              "and a button to send a corrected one, stand on its page.");
    }
    return td_tell_senders (tx, instance, s, &notice, error);
}

gboolean td_tell_undone (TdTx *tx, TdInstance *instance, const TdSubmission *s, const char *act, GError **error)
{
    const TdNotice notice = { .subject = N_ ("A decision was taken back"),
                              .sentence = N_ ("The Committee’s secretariat took back what it decided about something "
                                              "that you sent. What stands now is on its page."),
                              .cancel_key = act };
    gint64 waited = 0;

    if (!td_mail_cancel (tx, act, &waited, error))
        return FALSE;
    return waited > 0 || td_tell_senders (tx, instance, s, &notice, error);
}

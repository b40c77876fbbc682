/* What somebody with an account sent, going on with a draft, beginning a corrected one. */
#include "areas/submissions/draft-cookie.h"
#include "areas/submissions/mine.html.h"
#include "areas/submissions/pages.h"
#include "areas/submissions/send-step-page.h"
#include "areas/submissions/submission.h"
#include "text/words.h"

/* What the sender can do or expect now. */
static const char *next_of (TdStatus status)
{
    static const char *const next[TD_N_STATUSES] = {
        [TD_STATUS_DRAFT] = N_ ("Not sent yet. Go on where you stopped."),
        [TD_STATUS_RECEIVED] = N_ ("The secretariat will look at it. Until then you can send a corrected one."),
        [TD_STATUS_ACCEPTED] = N_ ("The Committee has it. You need do nothing."),
        [TD_STATUS_CHANGE_ASKED] = N_ ("You are asked to change something. Send a corrected one."),
        [TD_STATUS_PUBLISHED] = N_ ("Everybody can read it. You can take it down at any time on its page."),
        [TD_STATUS_REFUSED] = N_ ("It was not taken. You can send a new one."),
        [TD_STATUS_WITHHELD] = N_ ("The Committee has it; the public does not see it."),
        [TD_STATUS_DUPLICATE] = N_ ("It is the same as another one, which counts."),
        [TD_STATUS_REPLACED] = N_ ("The corrected one that was sent after it counts."),
        [TD_STATUS_TAKEN_DOWN] = N_ ("It was taken down. On its page you can put it back or erase it for good."),
    };

    return next[status];
}

static struct html_mine_rows row_of (const TdProfile *profile, const TdSubmission *s, const TdViewer *viewer,
                                     const char *locale)
{
    const TdState *state = s->state != NULL ? td_profile_state (profile, s->state) : NULL;
    TdThing thing = td_submission_thing (s);
    gboolean draft = s->status == TD_STATUS_DRAFT;
    gboolean goes_on = draft && td_door_may (viewer, TD_ACT_SUBMISSION_EDIT, &thing, NULL);

    return (struct html_mine_rows){
        .title = s->title != NULL ? s->title : td_words (locale, N_ ("Report without a title")),
        .link = g_strdup_printf ("/%s/submissions/%s", locale, s->id),
        .state = state != NULL ? td_profile_state_name (profile, state, locale) : NULL,
        .who = s->sender_name,
        .when = td_words_day (locale, draft ? s->changed : s->received, profile->zone),
        .status = td_status_word (s->status),
        .next = next_of (s->status),
        .reason = s->decision_reason,
        .go_on = goes_on ? g_strdup_printf ("/%s/submissions/%s/go-on", locale, s->id) : NULL,
        .correct = td_submission_may_correct (s, viewer) ? g_strdup_printf ("/%s/submissions/%s/correct", locale, s->id)
                                                         : NULL,
        .uptake = td_door_may (viewer, TD_ACT_UPTAKE_READ, &thing, NULL)
                      ? g_strdup_printf ("/%s/submissions/%s/uptake", locale, s->id)
                      : NULL,
    };
}

gboolean td_submission_mine_page (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    g_autoptr (GPtrArray) list = td_submission_mine (instance, viewer, error);
    g_autofree struct html_mine_rows *rows = NULL;

    if (list == NULL)
        return FALSE;
    rows = g_new0 (struct html_mine_rows, list->len + 1);
    for (guint i = 0; i < list->len; i++)
        rows[i] = row_of (instance->profile, list->pdata[i], viewer, td_request_locale (request));
    const struct html_mine page = { .rows = rows, .n_rows = list->len };
    td_reply_header (request, "Cache-Control", "no-store");
    html_mine (td_request_html (request), &page);
    td_reply_html (request, 200);
    for (guint i = 0; i < list->len; i++) {
        g_free ((char *) rows[i].link);
        g_free ((char *) rows[i].when);
        g_free ((char *) rows[i].go_on);
        g_free ((char *) rows[i].correct);
        g_free ((char *) rows[i].uptake);
    }
    return TRUE;
}

/* The browser holds which draft it is; the account opens it, so that nothing is left when its owner signs out. */
gboolean td_submission_go_on (TdRequest *request, GError **error)
{
    const char *id = td_request_part (request, "id");
    g_auto (TdDraftCookie) cookie = { 0 };
    g_autoptr (TdSubmission) s = NULL;

    td_draft_cookie_read (request, &cookie);
    s = td_submission_get (td_request_instance (request), td_request_viewer (request),
                           td_draft_cookie_key_for (&cookie, id), id, error);
    if (s == NULL)
        return FALSE;
    if (td_draft_cookie_key_for (&cookie, id) == NULL)
        td_draft_cookie_set (request, id, TD_KEY_OF_ACCOUNT);
    td_send_step_go (request, "answers");
    return TRUE;
}

gboolean td_submission_correct_page (TdRequest *request, GError **error)
{
    const char *id = td_request_part (request, "id");
    g_auto (TdDraftCookie) cookie = { 0 };
    g_autofree char *fresh = NULL;
    g_autofree char *key = NULL;
    GError *problem = NULL;

    td_draft_cookie_read (request, &cookie);
    if (!td_submission_correct (td_request_instance (request), td_request_viewer (request),
                                td_draft_cookie_key_for (&cookie, id), id, &fresh, &key, &problem))
        return td_submission_show_again (request, problem, error);
    td_draft_cookie_set (request, fresh, key);
    td_send_step_go (request, "file");
    return TRUE;
}

/* What a link to send late opens: looking at it changes nothing, a button begins the draft that is bound to it. */
#include "areas/submissions/send-pages.h"

#include "areas/calls/calendar.h"
#include "areas/calls/deadline.h"
#include "areas/calls/late.h"
#include "areas/submissions/late-link.html.h"
#include "areas/submissions/late-sent.html.h"
#include "areas/submissions/send-step-page.h"
#include "base/errors.h"
#include "text/words.h"

typedef struct {
    TdLate *late;
    char *draft;   /* bound to it, or NULL */
    gboolean same; /* begun by this very link */
    char *key;     /* the draft's, when it is this browser's or account's; else NULL */
} Opened;

static void opened_clear (Opened *o)
{
    g_clear_pointer (&o->late, td_late_free);
    g_clear_pointer (&o->draft, g_free);
    g_clear_pointer (&o->key, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Opened, opened_clear)

/* Whether the draft is this browser's, by its cookie, or this account's. */
static gboolean learn_key (TdRequest *request, Opened *o, GError **error)
{
    g_auto (TdDraftCookie) cookie = { 0 };
    g_autoptr (TdSubmission) s = NULL;
    g_autoptr (GError) problem = NULL;
    const char *key;

    if (o->draft == NULL)
        return TRUE;
    td_draft_cookie_read (request, &cookie);
    key = td_draft_cookie_key_for (&cookie, o->draft);
    s = td_submission_get (td_request_instance (request), td_request_viewer (request), key, o->draft, &problem);
    if (s != NULL && (s->relations & (TD_RELATION_SENDER | TD_RELATION_CONTRIBUTOR)) != 0)
        o->key = g_strdup (key != NULL ? key : TD_KEY_OF_ACCOUNT);
    if (problem == NULL || problem->code == TD_ERROR_NOT_FOUND)
        return TRUE;
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}

static gboolean look (TdRequest *request, Opened *ret_opened, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    g_auto (Opened) o = { 0 };

    o.late = td_late_open (instance, td_request_viewer (request), td_request_part (request, "key"), error);
    if (o.late == NULL || !td_late_draft (instance, o.late, &o.draft, &o.same, error)
        || !learn_key (request, &o, error))
        return FALSE;
    *ret_opened = o;
    o = (Opened){ 0 };
    return TRUE;
}

static gboolean show (TdRequest *request, const Opened *o, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdProfile *profile = instance->profile;
    const char *locale = td_request_locale (request);
    const TdLate *late = o->late;
    gint64 now = td_clock_now (&instance->clock);
    TdLateStatus status = td_late_status (late, now);
    g_autoptr (TdCall) call = td_call_get (instance, late->call, error);
    g_autofree char *until = late->until != 0 ? td_deadline_words (late->until, late->zone, locale) : NULL;
    g_autofree char *when = late->used != 0 ? td_words_instant (locale, late->used, late->zone) : NULL;

    if (call == NULL)
        return FALSE;
    const struct html_late_link page = {
        .what = td_late_status_word (status),
        .key = td_request_part (request, "key"),
        .call = td_words (locale, td_call_label (profile, call)),
        .about = td_profile_state_name (profile, td_profile_state (profile, late->state), locale),
        .until = until,
        .when = when,
        .reason = late->reason != NULL ? late->reason : "",
        .mine = o->key != NULL,
        .elsewhere = o->draft != NULL && o->same && o->key == NULL,
        .open_again = td_call_status (call, now) == TD_CALL_OPEN,
    };
    td_reply_header (request, "Cache-Control", "no-store");
    html_late_link (td_request_html (request), &page);
    td_reply_html (request, status == TD_LATE_OPEN || status == TD_LATE_REFUSED ? 200 : 410);
    return TRUE;
}

gboolean td_late_link_page (TdRequest *request, GError **error)
{
    g_auto (Opened) o = { 0 };

    return look (request, &o, error) && show (request, &o, error);
}

gboolean td_late_link_begin (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    g_auto (Opened) o = { 0 };
    g_autofree char *id = NULL;
    g_autofree char *key = NULL;

    if (!look (request, &o, error))
        return FALSE;
    if (td_late_status (o.late, td_clock_now (&instance->clock)) != TD_LATE_OPEN || (o.same && o.key == NULL))
        return show (request, &o, error);
    if (o.key != NULL) {
        td_draft_cookie_set (request, o.draft, o.key);
        td_send_step_go (request, "answers");
        return TRUE;
    }
    if (!td_submission_begin_late (instance, td_request_viewer (request), td_request_part (request, "key"), &id, &key,
                                   error))
        return FALSE;
    td_draft_cookie_set (request, id, key);
    td_send_step_go (request, "sender");
    return TRUE;
}

gboolean td_late_link_again (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    g_autofree char *path = g_strdup_printf ("/%s/late-sent", td_request_locale (request));

    if (!td_late_send_again (instance, td_request_viewer (request), td_request_part (request, "key"), error))
        return FALSE;
    td_reply_redirect (request, path);
    return TRUE;
}

gboolean td_late_sent_page (TdRequest *request, GError **error)
{
    const struct html_late_sent page = { 0 };

    (void) error;
    html_late_sent (td_request_html (request), &page);
    td_reply_html (request, 200);
    return TRUE;
}

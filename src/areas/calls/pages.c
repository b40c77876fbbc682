/* One call for input. */
#include "areas/calls/pages.h"

#include "areas/calls/calendar.h"
#include "areas/calls/call-page.h"
#include "areas/calls/call.html.h"
#include "areas/calls/deadline.h"
#include "areas/calls/now-words.h"
#include "areas/people/zone-cookie.h"
#include "text/words.h"

static const char *why_words (const char *why)
{
    static const struct {
        const char *why, *words;
    } all[] = {
        { "opened", N_ ("when it was opened") },
        { "extended", N_ ("extended") },
        { "moved", N_ ("moved with the session or date on which it hangs") },
        { "kept", N_ ("the session or date moved, but the deadline was kept") },
        { "zone", N_ ("worked out anew: the clocks’ rules changed") },
    };

    for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
        if (g_str_equal (all[i].why, why))
            return all[i].words;
    return "";
}

static GArray *deadline_rows (const TdNowWords *w, const TdCall *call)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_call_deadlines));

    for (guint i = 0; i < call->deadlines->len; i++) {
        const TdDeadline *d = call->deadlines->pdata[i];
        const struct html_call_deadlines row = {
            .when = td_now_when (w, d->closes, call->zone),
            .why = why_words (d->why),
            .said = td_now_keep (w, td_words_day (w->locale, d->at, call->zone)),
            .reason = d->reason,
        };
        if (row.when != NULL)
            g_array_append_val (rows, row);
    }
    return rows;
}

char *td_call_theme_words (const TdProfile *profile, const TdCall *call, const char *locale)
{
    g_autoptr (GPtrArray) titles = g_ptr_array_new ();

    for (gsize i = 0; call->themes[i] != NULL; i++) {
        const TdTheme *theme = td_profile_theme (profile, call->themes[i]);
        g_ptr_array_add (titles, (gpointer) (theme != NULL ? td_words (locale, theme->title) : call->themes[i]));
    }
    g_ptr_array_add (titles, NULL);
    return titles->len > 1 ? g_strjoinv (td_words (locale, N_ ("; ")), (char **) titles->pdata) : NULL;
}

static const char *send_link (const TdNowWords *w, const TdCall *call)
{
    const char *only = call->states[0] != NULL && call->states[1] == NULL ? call->states[0] : "";

    return td_now_keep (w, g_strdup_printf ("/%s/send?purpose=%s&state=%s", w->locale, call->purpose, only));
}

static void render (TdRequest *request, const TdNowWords *w, const TdCall *call)
{
    const TdCallKind *kind = td_profile_call_kind (w->profile, call->kind);
    gint64 now = td_clock_now (&td_request_instance (request)->clock);
    g_autoptr (GArray) deadlines = deadline_rows (w, call);
    const struct html_call page = {
        .id = call->id,
        .title = td_now_keep (w, td_call_title (w->profile, call, w->locale)),
        .status = td_call_status_word (td_call_status (call, now)),
        .when = td_now_when (w, call->closes, call->zone),
        .at = td_now_at (w, call->closes),
        .day = td_now_day (w, call->closes, call->zone),
        .here_words = td_now_here (w),
        .zone = td_now_zone_link (w, "/calls/", call->id),
        .distance = call->closes != 0 ? td_now_keep (w, td_deadline_distance (call->closes, now, w->locale)) : NULL,
        .opens = td_now_when (w, call->opens, call->zone),
        .is_open = td_call_status (call, now) == TD_CALL_OPEN,
        .send = send_link (w, call),
        .may_ask = td_call_status (call, now) == TD_CALL_CLOSED,
        .may_let = td_door_viewer_may (td_request_viewer (request), TD_ACT_CALL_LATE),
        .guidance = td_call_guidance (w->profile, call),
        .limits = td_call_limits (w->profile, call),
        .asked = td_call_asked (w->profile, call),
        .languages = td_now_languages (w, td_call_languages (w->profile, call)),
        .themes = td_now_keep (w, td_call_theme_words (w->profile, call, w->locale)),
        .origin = kind != NULL && !g_str_equal (call->anchor, "hand") ? kind->origin : NULL,
        .end_reason = call->end_reason,
        .officer = td_door_may (td_request_viewer (request), TD_ACT_CALL_EXTEND, NULL, NULL),
        .deadlines = (const void *) deadlines->data,
        .n_deadlines = deadlines->len,
    };

    html_call (td_request_html (request), &page);
    td_reply_html (request, 200);
}

gboolean td_call_page (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const char *locale = td_request_locale (request);
    g_autoptr (TdCall) call = td_call_get (instance, td_request_part (request, "id"), error);
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    g_autofree char *zone = NULL;
    TdNowWords words = { .profile = instance->profile, .locale = locale, .strings = strings };

    if (call == NULL)
        return FALSE;
    if (td_request_wants_json (request)) {
        td_reply_json (request, 200, td_call_to_json (instance, call, locale, td_clock_now (&instance->clock)));
        return TRUE;
    }
    if (!td_reader_zone (request, &zone, error))
        return FALSE;
    words.zone = zone;
    render (request, &words, call);
    return TRUE;
}

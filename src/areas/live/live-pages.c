/* A meeting as it runs: its page, its stream, raising a hand. */
#include "areas/live/pages.h"

#include "areas/live/live-json.h"
#include "areas/live/live-page.html.h"
#include "areas/live/live-topic-pages.h"
#include "areas/live/now-words.h"
#include "areas/organisations/organisation.h"
#include "base/errors.h"
#include "text/words.h"
#include "web/static.h"

#define RELOAD_SECONDS "20"

static char *keep (GPtrArray *strings, char *take_text)
{
    g_ptr_array_add (strings, take_text);
    return take_text;
}

static const char *address (GPtrArray *strings, const char *locale, const TdMeeting *meeting, const char *rest)
{
    return keep (strings, g_strdup_printf ("/%s/meetings/%s%s", locale, meeting->id, rest));
}

static void show (TdRequest *request, const TdLiveView *v, int status, const char *problem)
{
    TdInstance *instance = td_request_instance (request);
    const char *locale = td_request_locale (request);
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    TdMarkup *now = td_live_now_markup (instance, v, locale, TD_NOW_PAGE);
    gboolean reloads = *td_request_field (request, "reload") != '\0';
    const struct html_live_page page = {
        .title = keep (strings, td_meeting_title (instance->profile, v->meeting, locale)),
        .meeting = address (strings, locale, v->meeting, ""),
        .id = v->meeting->id,
        .events = reloads ? "" : address (strings, locale, v->meeting, "/live/events"),
        .server = v->at / 1000,
        .module = td_static_address ("live.js"),
        .lines = td_static_address ("lines.js"),
        .now = now,
        .reloads = reloads,
        .reload = address (strings, locale, v->meeting, "/live?reload=1"),
        .still = address (strings, locale, v->meeting, "/live"),
        .console = address (strings, locale, v->meeting, "/console"),
        .results = address (strings, locale, v->meeting, "/results"),
        .chairs = v->chairs,
        .own = v->own,
        .error = problem,
        .hand = address (strings, locale, v->meeting, "/hand"),
        .may_raise = v->may_raise && (!v->live->list_closed || v->before >= 0),
        .up = v->before >= 0,
        .before = MAX (v->before, 0),
        .json = address (strings, locale, v->meeting, "/live.json"),
    };

    html_live_page (td_request_html (request), &page);
    td_reply_html (request, status);
    if (reloads)
        td_reply_header (request, "Refresh", RELOAD_SECONDS);
    td_markup_free (now);
}

gboolean td_live_page (TdRequest *request, GError **error)
{
    g_autoptr (TdLiveView) view = td_live_view (td_request_instance (request), td_request_viewer (request),
                                                td_request_part (request, "id"), error);

    if (view == NULL)
        return FALSE;
    if (td_request_wants_json (request))
        td_reply_json (request, 200, td_live_to_json (view));
    else
        show (request, view, 200, NULL);
    return TRUE;
}

gboolean td_live_events_page (TdRequest *request, GError **error)
{
    g_autoptr (TdLiveView) view = td_live_view (td_request_instance (request), td_request_viewer (request),
                                                td_request_part (request, "id"), error);
    TdStreamWish wish = { 0 };
    gboolean done;

    if (view == NULL)
        return FALSE;
    td_live_topic (&wish.topics[0], view->meeting->id, td_request_locale (request), view->inside);
    if (view->inside) {
        wish.again = td_live_still_inside;
        wish.key = view->meeting->id;
    }
    done = td_reply_stream (request, &wish, error);
    td_live_topic_clear (&wish.topics[0]);
    return done;
}

/* ---- a hand ---- */

/* As the chair and then everybody sees it: what somebody is, never a person's name. An organisation whose page is not public has no name here. */
static char *shown_of (TdInstance *instance, const TdViewer *viewer)
{
    static const TdViewer nobody = TD_VIEWER_NOBODY;

    if (td_viewer_has (viewer, TD_ROLE_MEMBER) || td_viewer_has (viewer, TD_ROLE_CHAIR)
        || td_viewer_has (viewer, TD_ROLE_RAPPORTEUR))
        return g_strdup (N_ ("A member of the Committee"));
    if (td_viewer_has (viewer, TD_ROLE_SECRETARIAT))
        return g_strdup (N_ ("The secretariat"));
    if (viewer->state != NULL)
        return g_strdup (td_live_state (instance, viewer->state, "en"));
    for (gsize i = 0; i < viewer->n_organisations; i++) {
        g_autoptr (TdOrganisation) one =
            td_organisation_get (instance, &nobody, viewer->organisations[i].organisation, NULL);
        if (one != NULL)
            return g_strdup (one->name);
    }
    return g_strdup (viewer->n_organisations > 0 ? N_ ("An organisation") : N_ ("An observer"));
}

gboolean td_live_hand_post (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    g_autoptr (TdLiveView) view = td_live_view (instance, viewer, td_request_part (request, "id"), error);
    gboolean up = g_strcmp0 (td_request_field (request, "up"), "1") == 0;
    g_autoptr (GError) problem = NULL;
    g_autofree char *shown = NULL;
    g_autofree char *back = NULL;

    if (view == NULL)
        return FALSE;
    if (viewer->person == NULL || (up && view->hidden))
        return td_door_unknown (error);
    if (up && !view->inside && !td_meeting_viewer_may (instance, view->meeting, viewer, TD_ACT_FLOOR_ASK, error))
        return FALSE;
    shown = shown_of (instance, viewer);
    if (!td_live_hand (instance, view->meeting->id, viewer->person, shown, "page", up, &problem)) {
        if (td_error_code (problem) != TD_ERROR_CONFLICT) {
            g_propagate_error (error, g_steal_pointer (&problem));
            return FALSE;
        }
        show (request, view, 409, td_words (td_request_locale (request), problem->message));
        return TRUE;
    }
    back = g_strdup_printf ("/%s/meetings/%s/live", td_request_locale (request), view->meeting->id);
    td_reply_redirect (request, back);
    return TRUE;
}

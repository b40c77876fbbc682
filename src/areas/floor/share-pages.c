/* The secretariat's page: the deadline and minutes of a list, who asked, and sharing. */
#include "areas/floor/pages.h"

#include "areas/floor/floor-share.html.h"
#include "areas/floor/floor-tell.h"
#include "areas/floor/floor-words.h"
#include "areas/floor/share.h"
#include "base/errors.h"
#include "templates/error-summary.html.h"
#include "text/words.h"

#include <string.h>

typedef struct html_floor_share_parts Part;
typedef struct html_floor_share_turns Turn;

#define F(page, name) td_request_field ((page)->request, name)

/* ---- the deadline and the minutes ---- */

static GArray *part_rows (TdFloorPage *p)
{
    GArray *rows = td_floor_rows (p, sizeof (Part));

    for (guint i = 0; p->list != NULL && i < p->list->parts->len; i++) {
        const TdFloorPart *part = p->list->parts->pdata[i];
        const Part row = { .state = part->state,
                           .title = td_floor_state_words (p, part->state),
                           .minutes = part->seconds / 60,
                           .closed = part->closed_seconds / 60,
                           .others = part->slot_seconds / 60 };
        g_array_append_val (rows, row);
    }
    return rows;
}

/* -1: not said; -2: no number. */
static int minutes_in (TdFloorPage *p, const char *kind, const char *state)
{
    const char *typed = F (p, td_floor_keep (p, g_strdup_printf ("%s-%s", kind, state)));
    gint64 n;

    if (*typed == '\0')
        return -1;
    return g_ascii_string_to_signed (typed, 10, 0, 100000, &n, NULL) ? (int) n : -2;
}

static gboolean open_list (TdFloorPage *p, char **ret_field, GError **error)
{
    g_autoptr (GArray) parts = g_array_new (FALSE, TRUE, sizeof (TdFloorPartWish));
    TdFloorOpen wish = { .deadline_local = *F (p, "deadline") != '\0' ? F (p, "deadline") : NULL };

    for (guint i = 0; p->list != NULL && i < p->list->parts->len; i++) {
        const char *state = ((TdFloorPart *) p->list->parts->pdata[i])->state;
        const TdFloorPartWish part = { state, minutes_in (p, "minutes", state), minutes_in (p, "closed", state),
                                       minutes_in (p, "slot", state) };
        if (part.minutes < -1 || part.closed_minutes < -1 || part.slot_minutes < -1) {
            g_set_error_literal (error, TD_FLOOR_ERROR, TD_ERROR_INPUT, "Write minutes as a whole number, like 20.");
            return FALSE;
        }
        g_array_append_val (parts, part);
    }
    wish.parts = (const TdFloorPartWish *) (void *) parts->data;
    wish.n_parts = parts->len;
    return td_floor_open (td_request_instance (p->request), td_request_viewer (p->request), p->meeting->id, &wish,
                          ret_field, error);
}

/* ---- the turns ---- */

static const char *link_to (TdFloorPage *p, const TdFloorRequest *r, const char *rest)
{
    return td_floor_keep (p, g_strdup_printf ("/%s/meetings/%s/part/%s%s", p->locale, r->meeting, r->id, rest));
}

static Turn row_of (TdFloorPage *p, const TdFloorTurn *t)
{
    const TdFloorRequest *r = t->request;

    return (Turn){ .id = r->id,
                   .name = r->name,
                   .shown = td_floor_assumed_name (r),
                   .state = td_floor_state_words (p, r->state),
                   .at = t->seconds > 0 && t->planned != 0 ? td_floor_hour (p, t->planned) : NULL,
                   .time = td_floor_keep (p, td_floor_minutes (t->seconds)),
                   .place = t->place,
                   .weight = t->weight,
                   .mode = td_speak_mode_label (r->mode),
                   .language = td_floor_language (p, r->language),
                   .closed = r->closed,
                   .no_picture = r->no_picture,
                   .read_out = r->read_out,
                   .unverified = !r->verified,
                   .hidden = r->hidden,
                   .late = r->late,
                   .by_slot = !t->civil,
                   .no_statement = (r->read_out || r->mode == TD_MODE_WRITTEN) && r->statement == NULL,
                   .who = r->who,
                   .statement = r->statement != NULL ? link_to (p, r, "/statement") : NULL,
                   .recording = r->has_recording ? link_to (p, r, "") : NULL };
}

static GArray *turn_rows (TdFloorPage *p, const TdFloorPlan *plan)
{
    GArray *rows = td_floor_rows (p, sizeof (Turn));

    for (guint i = 0; plan != NULL && i < plan->turns->len; i++) {
        const Turn row = row_of (p, plan->turns->pdata[i]);
        g_array_append_val (rows, row);
    }
    return rows;
}

/* ---- showing ---- */

static void render (TdFloorPage *p, const TdFloorPlan *plan, gboolean preview, const char *field, const char *problem)
{
    const struct html_error_summary_errors errors[] = { { .field = field != NULL ? field : "main", .text = problem } };
    const GArray *parts = part_rows (p), *turns = turn_rows (p, plan);
    const struct html_floor_share page = {
        .title = p->title,
        .when = p->when,
        .back = td_floor_path (p, "/speakers"),
        .action = td_floor_path (p, "/share"),
        .errors = errors,
        .n_errors = problem != NULL,
        .done = *F (p, "done") != '\0',
        .preview = preview,
        .is_open = p->list != NULL,
        .over = p->list != NULL && td_clock_now (&td_request_instance (p->request)->clock) >= p->list->deadline,
        .seen = plan != NULL ? plan->list->n : 0,
        .deadline = problem != NULL && *F (p, "deadline") != '\0' ? F (p, "deadline")
                    : p->list != NULL                             ? p->list->deadline_local
                                                                  : "",
        .deadline_error = g_strcmp0 (field, "deadline") == 0 ? problem : NULL,
        .zone = td_floor_keep (p, td_words_zone_city (p->locale, p->meeting->zone)),
        .asked = turns->len,
        .parts = (const Part *) (void *) parts->data,
        .n_parts = parts->len,
        .turns = (const Turn *) (void *) turns->data,
        .n_turns = turns->len,
    };

    html_floor_share (td_request_html (p->request), &page);
    td_reply_html (p->request, problem != NULL ? 422 : 200);
}

/* plan NULL: what stands. */
static gboolean show (TdFloorPage *p, const TdFloorPlan *plan, const char *field, const char *problem, GError **error)
{
    g_autoptr (TdFloorPlan) standing = NULL;

    if (plan == NULL && p->list != NULL) {
        standing =
            td_floor_standing (td_request_instance (p->request), td_request_viewer (p->request), p->meeting->id, error);
        if (standing == NULL)
            return FALSE;
    }
    render (p, plan != NULL ? plan : standing, plan != NULL, field, problem);
    return TRUE;
}

static gboolean page_open (TdFloorPage *p, TdRequest *request, GError **error)
{
    return td_floor_page_open (p, request, error)
           && td_meeting_viewer_may (td_request_instance (request), p->meeting, td_request_viewer (request),
                                     TD_ACT_FLOOR_SHARE, error);
}

gboolean td_floor_share_page (TdRequest *request, GError **error)
{
    g_auto (TdFloorPage) p = { 0 };

    return page_open (&p, request, error) && show (&p, NULL, NULL, NULL, error);
}

/* ---- sharing ---- */

/* "4:30" or "4"; FALSE: neither. */
static gboolean seconds_of (const char *typed, int *ret_seconds)
{
    g_auto (GStrv) parts = g_strsplit (typed, ":", 2);
    gint64 minutes = 0, seconds = 0;

    if (parts[0] == NULL || !g_ascii_string_to_signed (parts[0], 10, 0, 600, &minutes, NULL)
        || (parts[1] != NULL && !g_ascii_string_to_signed (parts[1], 10, 0, 59, &seconds, NULL)))
        return FALSE;
    *ret_seconds = (int) (minutes * 60 + seconds);
    return TRUE;
}

static gboolean read_hand (TdFloorPage *p, GArray *given, GError **error)
{
    const char *const *names = td_request_names (p->request, "time-");

    for (gsize i = 0; names[i] != NULL; i++) {
        const char *id = names[i] + strlen ("time-");
        const char *place = F (p, td_floor_keep (p, g_strdup_printf ("place-%s", id)));
        TdFloorGiven one = { .request = id };
        gint64 order = 0;
        if (!seconds_of (F (p, names[i]), &one.seconds)
            || (*place != '\0' && !g_ascii_string_to_signed (place, 10, 0, 9999, &order, NULL))) {
            g_set_error_literal (error, TD_FLOOR_ERROR, TD_ERROR_INPUT,
                                 "Write minutes as 4:30 or 4, and places as whole numbers.");
            return FALSE;
        }
        one.order = (int) order;
        g_array_append_val (given, one);
    }
    return TRUE;
}

static TdFloorPlan *share (TdFloorPage *p, gboolean hand, gboolean fix, GError **error)
{
    g_autoptr (GArray) given = g_array_new (FALSE, TRUE, sizeof (TdFloorGiven));
    TdInstance *instance = td_request_instance (p->request);
    const TdViewer *viewer = td_request_viewer (p->request);
    TdShareWish wish = { .seen = -1 };
    gint64 seen;

    if (hand && !read_hand (p, given, error))
        return NULL;
    if (g_ascii_string_to_signed (F (p, "seen"), 10, 0, G_MAXINT, &seen, NULL))
        wish.seen = (int) seen;
    wish.given = hand ? (const TdFloorGiven *) (void *) given->data : NULL;
    wish.n_given = given->len;
    return fix ? td_floor_share (instance, viewer, p->meeting->id, &wish, error)
               : td_floor_preview (instance, viewer, p->meeting->id, &wish, error);
}

static gboolean say_done (TdFloorPage *p)
{
    g_autofree char *to = g_strdup_printf ("%s?done=1", td_floor_path (p, "/share"));

    td_reply_redirect (p->request, to);
    return TRUE;
}

gboolean td_floor_share_post (TdRequest *request, GError **error)
{
    g_auto (TdFloorPage) p = { 0 };
    g_autoptr (TdFloorPlan) plan = NULL;
    g_autofree char *field = NULL;
    const char *what = td_request_field (request, "do"), *words;
    gboolean preview = g_str_has_prefix (what, "preview");
    GError *problem = NULL;

    if (!page_open (&p, request, error))
        return FALSE;
    if (g_str_equal (what, "open")) {
        if (open_list (&p, &field, &problem))
            return say_done (&p);
    } else
        plan = share (&p, g_str_has_suffix (what, "hand"), !preview, &problem);
    if (plan != NULL)
        return preview ? show (&p, plan, NULL, NULL, error) : say_done (&p);
    words = td_floor_problem (&p, problem, error);
    return words != NULL && show (&p, NULL, field, words, error);
}

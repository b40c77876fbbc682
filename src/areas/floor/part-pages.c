/* The page of one's own part: when, how long, how to join; the statement, a recording, withdrawing. */
#include "areas/floor/pages.h"

#include "areas/calls/deadline.h"
#include "areas/floor/floor-join.h"
#include "areas/floor/floor-part.html.h"
#include "areas/floor/floor-tell.h"
#include "areas/floor/floor-words.h"
#include "areas/floor/recording.h"
#include "areas/floor/share.h"
#include "areas/floor/statement.h"
#include "base/errors.h"
#include "base/limits.h"
#include "templates/error-summary.html.h"
#include "text/words.h"

#include <string.h>

typedef struct html_floor_part_parts Part;
typedef struct html_floor_part_parts_joins Join;

struct reading {
    TdFloorPage *page;
    GPtrArray *mine, *speakers;
    GPtrArray *said; /* of TdMeetingSaid *, for each of mine */
};

static void said_free (gpointer data)
{
    td_meeting_said_clear (data);
    g_free (data);
}

static const TdSpeaker *speaker_of (const GPtrArray *speakers, const char *request)
{
    for (guint i = 0; i < speakers->len; i++)
        if (g_strcmp0 (((TdSpeaker *) speakers->pdata[i])->request, request) == 0)
            return speakers->pdata[i];
    return NULL;
}

static gboolean say_how (TdTx *tx, struct reading *r, const TdSpeaker *speaker, GError **error)
{
    TdRequest *request = r->page->request;
    const TdMeetingAsked asked = { .instance = td_request_instance (request),
                                   .meeting = r->page->meeting,
                                   .viewer = td_request_viewer (request),
                                   .locale = r->page->locale,
                                   .zone = r->page->zone,
                                   .now = td_clock_now (&td_request_instance (request)->clock) };
    TdMeetingSaid *said = g_new0 (TdMeetingSaid, 1);

    g_ptr_array_add (r->said, said);
    for (gsize i = 0; speaker != NULL && td_floor_joins[i] != NULL; i++)
        if (!td_floor_joins[i]->say (tx, &asked, speaker, said, error))
            return FALSE;
    return TRUE;
}

static gboolean read_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;

    r->speakers = td_speakers_in (tx, r->page->meeting, td_request_viewer (r->page->request), error);
    if (r->speakers == NULL)
        return FALSE;
    for (guint i = 0; i < r->mine->len; i++)
        if (!say_how (tx, r, speaker_of (r->speakers, ((TdFloorRequest *) r->mine->pdata[i])->id), error))
            return FALSE;
    return TRUE;
}

static GArray *join_rows (TdFloorPage *p, const TdMeetingSaid *said)
{
    GArray *rows = td_floor_rows (p, sizeof (Join));

    for (guint i = 0; said->lines != NULL && i < said->lines->len; i++) {
        const Join row = { .line = said->lines->pdata[i], .link = "" };
        g_array_append_val (rows, row);
    }
    for (guint i = 0; said->links != NULL && i < said->links->len; i++) {
        const TdMeetingLink *link = said->links->pdata[i];
        const Join row = { .label = link->label,
                           .link = td_floor_keep (p, g_strdup_printf ("/%s%s", p->locale, link->path)) };
        g_array_append_val (rows, row);
    }
    return rows;
}

static Part part_of (TdFloorPage *p, const TdFloorRequest *r, const TdSpeaker *s, const TdMeetingSaid *said)
{
    const TdMeeting *m = p->meeting;
    const GArray *joins = join_rows (p, said);
    const char *assumed = td_floor_assumed_name (r);

    return (Part){
        .id = r->id,
        .heading = td_floor_state_words (p, r->state),
        .name = r->name,
        .shown = s != NULL         ? s->shown
                 : assumed != NULL ? assumed
                                   : r->name,
        .turn = s != NULL ? td_floor_keep (p, td_deadline_words_for (s->planned, m->zone, p->zone, p->locale)) : NULL,
        .minutes = s != NULL ? td_floor_keep (p, td_floor_minutes (s->seconds)) : NULL,
        .none = s == NULL && p->list != NULL && p->list->shared != 0 && r->created < p->list->shared,
        .mode = td_speak_mode_label (r->mode),
        .language = td_floor_language (p, r->language),
        .closed = r->closed,
        .no_picture = r->no_picture,
        .read_out = r->read_out,
        .who = r->who,
        .change = td_floor_keep (
            p, g_strdup_printf ("/%s/meetings/%s/floor?for=%s&state=%s", p->locale, m->id, r->organisation, r->state)),
        .statement = r->statement,
        .recording = r->has_recording
                         ? td_floor_keep (p, g_strdup_printf ("/%s/meetings/%s/part/%s", p->locale, m->id, r->id))
                         : NULL,
        .film = td_floor_is_film (r),
        .joins = (const Join *) (void *) joins->data,
        .n_joins = joins->len,
    };
}

static void render (TdFloorPage *p, const struct reading *r, const char *problem)
{
    const struct html_error_summary_errors errors[] = { { .field = "main", .text = problem } };
    gint64 now = td_clock_now (&td_request_instance (p->request)->clock);
    GArray *parts = td_floor_rows (p, sizeof (Part));

    for (guint i = 0; i < r->mine->len; i++) {
        const TdFloorRequest *one = r->mine->pdata[i];
        const Part row = part_of (p, one, speaker_of (r->speakers, one->id), r->said->pdata[i]);
        g_array_append_val (parts, row);
    }
    const struct html_floor_part page = {
        .title = p->title,
        .when = p->when,
        .back = td_floor_path (p, "/speakers"),
        .ask = td_floor_path (p, "/floor"),
        .action = td_floor_path (p, "/part"),
        .done = *td_request_field (p->request, "done") != '\0',
        .may_change = p->meeting->status != TD_MEETING_CANCELLED && now < p->meeting->begins,
        .errors = errors,
        .n_errors = problem != NULL,
        .largest = TD_LIMIT_UPLOAD_BYTES / (1024 * 1024),
        .parts = (const Part *) (void *) parts->data,
        .n_parts = parts->len,
    };
    html_floor_part (td_request_html (p->request), &page);
    td_reply_html (p->request, problem != NULL ? 422 : 200);
}

static gboolean show (TdFloorPage *p, const char *problem, GError **error)
{
    struct reading r = { .page = p };
    gboolean done;

    r.mine = td_floor_mine (td_request_instance (p->request), td_request_viewer (p->request), p->meeting->id, error);
    if (r.mine == NULL)
        return FALSE;
    r.said = g_ptr_array_new_with_free_func (said_free);
    done = td_store_read (td_request_instance (p->request)->store, read_in, &r, error);
    if (done)
        render (p, &r, problem);
    g_ptr_array_unref (r.mine);
    g_ptr_array_unref (r.said);
    g_clear_pointer (&r.speakers, g_ptr_array_unref);
    return done;
}

gboolean td_floor_part_page (TdRequest *request, GError **error)
{
    g_auto (TdFloorPage) p = { 0 };

    return td_floor_page_open (&p, request, error) && show (&p, NULL, error);
}

/* ---- changing ---- */

static gboolean take_file (TdRequest *request, const char *id, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    const char *name = NULL;
    gint64 size = 0;
    int fd = td_request_file (request, "file", &name, &size);

    if (fd < 0) {
        g_set_error_literal (error, TD_FLOOR_ERROR, TD_ERROR_INPUT, "Choose a file first, then send it.");
        return FALSE;
    }
    if (td_floor_recording_format (fd) != NULL)
        return td_floor_set_recording (instance, viewer, id, fd, error);
    return td_floor_set_statement_file (instance, viewer, id, fd, error);
}

gboolean td_floor_part_post (TdRequest *request, GError **error)
{
    g_auto (TdFloorPage) p = { 0 };
    const char *what = td_request_field (request, "do"), *id = td_request_field (request, "request"), *wrong;
    GError *problem = NULL;
    gboolean done;

    if (!td_floor_page_open (&p, request, error))
        return FALSE;
    wrong = td_request_field_problem (request, NULL);
    if (wrong != NULL)
        return show (&p, wrong, error);
    done = g_str_equal (what, "withdraw")
               ? td_floor_withdraw (td_request_instance (request), td_request_viewer (request), id, &problem)
               : take_file (request, id, &problem);
    if (done) {
        g_autofree char *to = g_strdup_printf ("%s?done=1", td_floor_path (&p, "/part"));
        td_reply_redirect (request, to);
        return TRUE;
    }
    wrong = td_floor_problem (&p, problem, error);
    return wrong != NULL && show (&p, wrong, error);
}

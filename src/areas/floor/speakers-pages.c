/* The list of speakers: on the screen, and on paper. */
#include "areas/floor/pages.h"

#include "areas/calls/deadline.h"
#include "areas/floor/floor-tell.h"
#include "areas/floor/floor-words.h"
#include "areas/floor/speakers-sheet.html.h"
#include "areas/floor/speakers.html.h"
#include "text/words.h"

typedef struct html_speakers_parts Part;
typedef struct html_speakers_parts_speakers Row;

struct reading {
    const TdFloorPage *page;
    GPtrArray *speakers;
    gboolean own;
};

static gboolean read_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;
    const TdViewer *viewer = td_request_viewer (r->page->request);

    r->speakers = td_speakers_in (tx, r->page->meeting, viewer, error);
    return r->speakers != NULL;
}

static gboolean load_speakers (TdFloorPage *p, GPtrArray **ret, GError **error)
{
    struct reading r = { .page = p };
    gboolean done = td_store_read (td_request_instance (p->request)->store, read_in, &r, error);

    *ret = r.speakers;
    return done;
}

static Row row_of (TdFloorPage *p, const TdSpeaker *s)
{
    return (Row){ .n = s->ordinal,
                  .shown = s->shown,
                  .at = td_floor_hour (p, s->planned),
                  .here = td_floor_hour_here (p, s->planned),
                  .minutes = td_floor_keep (p, td_floor_minutes (s->seconds)),
                  .mode = td_speak_mode_label (s->mode),
                  .language = td_floor_language (p, s->language),
                  .closed = s->closed,
                  .no_picture = s->no_picture };
}

static GArray *rows_of_part (TdFloorPage *p, const GPtrArray *speakers, const char *state)
{
    GArray *rows = td_floor_rows (p, sizeof (Row));

    for (guint i = 0; i < speakers->len; i++) {
        const TdSpeaker *s = speakers->pdata[i];
        const Row row = row_of (p, s);
        if (g_str_equal (s->state != NULL ? s->state : "", state))
            g_array_append_val (rows, row);
    }
    return rows;
}

static GArray *part_rows (TdFloorPage *p, const GPtrArray *speakers)
{
    GArray *parts = td_floor_rows (p, sizeof (Part));

    for (guint i = 0; p->list != NULL && i < p->list->parts->len; i++) {
        const TdFloorPart *part = p->list->parts->pdata[i];
        const GArray *rows = rows_of_part (p, speakers, part->state);
        const Part row = { .title = td_floor_state_words (p, part->state),
                           .minutes = td_floor_keep (p, td_words_number (p->locale, part->seconds / 60)),
                           .speakers = (const Row *) (void *) rows->data,
                           .n_speakers = rows->len };
        g_array_append_val (parts, row);
    }
    return parts;
}

static const char *hex (TdFloorPage *p, const guint8 bytes[32])
{
    GString *text = g_string_new (NULL);

    for (int i = 0; i < 32; i++)
        g_string_append_printf (text, "%02x", bytes[i]);
    return td_floor_keep (p, g_string_free (text, FALSE));
}

static gboolean may (const TdFloorPage *p, TdAct act)
{
    return td_meeting_viewer_may (td_request_instance (p->request), p->meeting, td_request_viewer (p->request), act,
                                  NULL);
}

static gboolean has_own (const TdFloorPage *p)
{
    g_autoptr (GPtrArray) mine =
        td_floor_mine (td_request_instance (p->request), td_request_viewer (p->request), p->meeting->id, NULL);

    return mine != NULL && mine->len > 0;
}

static gboolean is_open (const TdFloorPage *p, gint64 now)
{
    return p->list != NULL && p->meeting->status == TD_MEETING_ON && now < p->list->deadline;
}

static void render (TdFloorPage *p, const GPtrArray *speakers)
{
    gint64 now = td_clock_now (&td_request_instance (p->request)->clock);
    const TdMeeting *m = p->meeting;
    const TdFloorList *l = p->list;
    const GArray *parts = part_rows (p, speakers);
    const gboolean open = is_open (p, now);
    const char *ask = open && !m->closed ? td_floor_path (p, "/floor") : NULL, /* says also how to sign in */
        *own = has_own (p) ? td_floor_path (p, "/part") : NULL,
               *share = may (p, TD_ACT_FLOOR_SHARE) ? td_floor_path (p, "/share") : NULL;
    const struct html_speakers page = {
        .title = p->title,
        .when = p->when,
        .back = td_floor_path (p, ""),
        .deadline =
            l != NULL ? td_floor_keep (p, td_deadline_words_for (l->deadline, m->zone, p->zone, p->locale)) : NULL,
        .open = open,
        .ask = ask,
        .own = own,
        .share = share,
        .any = ask != NULL || own != NULL || share != NULL,
        .sheet = td_floor_path (p, "/speakers/sheet"),
        .json = td_floor_path (p, "/speakers.json"),
        .shared = l != NULL && l->shared != 0 ? td_floor_keep (p, td_words_day (p->locale, l->shared, m->zone)) : NULL,
        .by_hand = l != NULL && l->by_hand,
        .city = td_floor_keep (p, td_words_zone_city (p->locale, m->zone)),
        .here = p->zone != NULL ? td_floor_keep (p, td_words_zone_city (p->locale, p->zone)) : NULL,
        .commitment = l != NULL ? hex (p, l->commitment) : NULL,
        .seed = l != NULL && l->revealed ? hex (p, l->seed) : NULL,
        .parts = (const Part *) (void *) parts->data,
        .n_parts = parts->len,
    };

    html_speakers (td_request_html (p->request), &page);
    td_reply_html (p->request, 200);
}

gboolean td_speakers_page (TdRequest *request, GError **error)
{
    g_auto (TdFloorPage) p = { 0 };
    g_autoptr (GPtrArray) speakers = NULL;

    if (td_request_wants_json (request)) {
        json_t *json;
        td_reply_header (request, "Cache-Control", "no-store");
        json = td_floor_list_to_json (td_request_instance (request), td_request_viewer (request),
                                      td_request_part (request, "id"), error);
        if (json != NULL)
            td_reply_json (request, 200, json);
        return json != NULL;
    }
    if (!td_floor_page_open (&p, request, error) || !load_speakers (&p, &speakers, error))
        return FALSE;
    render (&p, speakers);
    return TRUE;
}

gboolean td_speakers_sheet_page (TdRequest *request, GError **error)
{
    typedef struct html_speakers_sheet_rows SheetRow;
    g_auto (TdFloorPage) p = { 0 };
    g_autoptr (GPtrArray) speakers = NULL;
    GArray *rows;

    if (!td_floor_page_open (&p, request, error) || !load_speakers (&p, &speakers, error))
        return FALSE;
    rows = td_floor_rows (&p, sizeof (SheetRow));
    for (guint i = 0; i < speakers->len; i++) {
        const TdSpeaker *s = speakers->pdata[i];
        const Row r = row_of (&p, s);
        const SheetRow row = { .n = r.n,
                               .state = s->state,
                               .shown = r.shown,
                               .at = r.at,
                               .minutes = r.minutes,
                               .mode = r.mode,
                               .language = r.language,
                               .closed = r.closed,
                               .no_picture = r.no_picture };
        g_array_append_val (rows, row);
    }
    const struct html_speakers_sheet page = {
        .title = p.title,
        .when = p.when,
        .back = td_floor_path (&p, "/speakers"),
        .city = td_floor_keep (&p, td_words_zone_city (p.locale, p.meeting->zone)),
        .rows = (const SheetRow *) (void *) rows->data,
        .n_rows = rows->len,
    };
    html_speakers_sheet (td_request_html (request), &page);
    td_reply_html (request, 200);
    return TRUE;
}

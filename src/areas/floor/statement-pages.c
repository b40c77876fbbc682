/* Statements as they are played, read and fetched: at the speaker's turn, and by those whose they are. */
#include "areas/floor/pages.h"

#include "areas/floor/floor-statement.html.h"
#include "areas/floor/floor-tell.h"
#include "areas/floor/floor-words.h"
#include "areas/floor/statement.h"
#include "text/words.h"

/* A download, of which a player may ask for parts. */
static void reply_recording (TdRequest *request, const char *format, int take_fd, gint64 size)
{
    static const struct {
        const char *format, *type;
    } types[] = { { "ogg", "audio/ogg" },
                  { "webm", "video/webm" },
                  { "mp3", "audio/mpeg" },
                  { "mp4", "video/mp4" },
                  { "wav", "audio/wav" } };
    const char *type = "application/octet-stream";
    g_autofree char *name = g_strdup_printf ("recording.%s", format);

    for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
        if (g_strcmp0 (types[i].format, format) == 0)
            type = types[i].type;
    td_reply_header (request, "Cache-Control", "no-store");
    td_reply_media (request, type, name, take_fd, size);
}

gboolean td_floor_recording_file (TdRequest *request, GError **error)
{
    g_autofree char *format = NULL;
    gint64 size = 0;
    int fd = td_floor_recording (td_request_instance (request), td_request_viewer (request),
                                 td_request_part (request, "id_request"), &format, &size, error);

    if (fd < 0)
        return FALSE;
    reply_recording (request, format, fd, size);
    return TRUE;
}

/* For whoever reads it out, and for those who wrote it. */
gboolean td_floor_statement_text (TdRequest *request, GError **error)
{
    g_autoptr (TdFloorRequest) r = td_floor_request_get (td_request_instance (request), td_request_viewer (request),
                                                         td_request_part (request, "id_request"), error);

    if (r == NULL)
        return FALSE;
    if (r->statement == NULL)
        return td_door_unknown (error);
    td_reply_header (request, "Cache-Control", "no-store");
    td_reply_text (request, 200, "text/plain; charset=utf-8", r->statement);
    return TRUE;
}

/* ---- at the speaker's turn ---- */

gboolean td_floor_turn_recording (TdRequest *request, GError **error)
{
    g_autofree char *format = NULL;
    gint64 size = 0;
    int fd = td_floor_statement_recording (td_request_instance (request), td_request_viewer (request),
                                           td_request_part (request, "id"), td_request_part (request, "speaker"),
                                           &format, &size, error);

    if (fd < 0)
        return FALSE;
    reply_recording (request, format, fd, size);
    return TRUE;
}

static void show (TdFloorPage *p, const TdFloorStatement *s, gboolean leads)
{
    const TdSpeaker *speaker = s->speaker;
    g_autofree char *rest = g_strdup_printf ("/speakers/%s/recording", speaker->id);
    const struct html_floor_statement page = {
        .title = p->title,
        .when = p->when,
        .back = td_floor_path (p, "/speakers"),
        .console = leads ? td_floor_path (p, "/console") : NULL,
        .shown = speaker->shown,
        .state = td_floor_state_words (p, speaker->state != NULL ? speaker->state : ""),
        .mode = td_speak_mode_label (speaker->mode),
        .language = td_floor_language (p, speaker->language),
        .tag = speaker->language != NULL ? speaker->language : "",
        .minutes = td_floor_keep (p, td_floor_minutes (speaker->seconds)),
        .closed = speaker->closed,
        .text = s->text,
        .recording = s->format != NULL ? td_floor_path (p, rest) : NULL,
        .film = s->shows_film,
    };

    td_reply_header (p->request, "Cache-Control", "no-store");
    html_floor_statement (td_request_html (p->request), &page);
    td_reply_html (p->request, 200);
}

gboolean td_floor_turn_page (TdRequest *request, GError **error)
{
    g_auto (TdFloorPage) p = { 0 };
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    g_autoptr (TdFloorStatement) s = NULL;

    if (!td_floor_page_open (&p, request, error))
        return FALSE;
    s = td_floor_statement (instance, viewer, p.meeting->id, td_request_part (request, "speaker"), error);
    if (s == NULL)
        return FALSE;
    show (&p, s, td_meeting_viewer_may (instance, p.meeting, viewer, TD_ACT_MEETING_CHAIR, NULL));
    return TRUE;
}

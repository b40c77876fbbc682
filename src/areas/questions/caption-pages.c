/* Captions: typing them, the transcript, the file. */
#include "areas/questions/pages.h"

#include "areas/questions/caption-live-pages.h"
#include "areas/questions/captions-type.html.h"
#include "areas/questions/captions.html.h"
#include "areas/questions/questions-words.h"
#include "areas/questions/transcript.h"
#include "base/errors.h"
#include "base/limits.h"
#include "text/language.h"
#include "text/words.h"
#include "web/static.h"

#define F(name) td_request_field (page->request, name)

enum {
    RECENT = 8,      /* lines that a captioner sees and corrects */
    AFTER_HOURS = 2, /* that a meeting may last beyond its end and still be followed */
};

static TdMeeting *meeting_asked (TdAskPage *page, GError **error)
{
    return td_meeting_get (page->instance, page->viewer, td_request_part (page->request, "id"), error);
}

static const char *language_name (TdAskPage *page, const char *language)
{
    return td_ask_keep (page, td_language_name (language, page->locale));
}

/* ---- typing ---- */

static const char *type_path (TdAskPage *page, const TdMeeting *meeting, const char *language)
{
    g_autofree char *rest =
        g_strdup_printf ("/captions/type%s%s", language != NULL ? "?language=" : "", language != NULL ? language : "");

    return td_ask_meeting_path (page, meeting->id, rest);
}

static const char *read_path (TdAskPage *page, const TdMeeting *meeting, const char *language, int at)
{
    g_autofree char *rest = at > 1 ? g_strdup_printf ("/captions?language=%s&page=%d", language, at)
                                   : g_strdup_printf ("/captions%s%s", language != NULL ? "?language=" : "",
                                                      language != NULL ? language : "");

    return td_ask_meeting_path (page, meeting->id, rest);
}

/* The one that was asked for, else the reader's own, else English. */
static const char *type_language (TdAskPage *page)
{
    return *F ("language") != '\0' ? F ("language") : page->locale;
}

/* Channels that there are, the languages of the body, and the one that is asked for. */
static GArray *type_channels (TdAskPage *page, const TdMeeting *meeting, const GPtrArray *channels, const char *current)
{
    GArray *rows = td_ask_list (page, sizeof (struct html_captions_type_channels));
    g_autoptr (GPtrArray) tags = g_ptr_array_new ();

    for (gsize i = 0; page->instance->profile->languages[i] != NULL; i++)
        g_ptr_array_add (tags, (gpointer) page->instance->profile->languages[i]);
    for (guint i = 0; i < channels->len; i++)
        if (!g_ptr_array_find_with_equal_func (tags, ((TdChannel *) channels->pdata[i])->language, g_str_equal, NULL))
            g_ptr_array_add (tags, ((TdChannel *) channels->pdata[i])->language);
    for (guint i = 0; i < tags->len; i++) {
        const struct html_captions_type_channels row = { .label = language_name (page, tags->pdata[i]),
                                                         .link = type_path (page, meeting, tags->pdata[i]),
                                                         .current = g_str_equal (tags->pdata[i], current) };
        g_array_append_val (rows, row);
    }
    return rows;
}

static GArray *type_lines (TdAskPage *page, const TdMeeting *meeting, const GPtrArray *captions)
{
    GArray *rows = td_ask_list (page, sizeof (struct html_captions_type_lines));

    for (guint i = 0; i < captions->len; i++) {
        const TdCaption *c = captions->pdata[i];
        const struct html_captions_type_lines row = {
            .n = c->n,
            .who = c->shown != NULL ? td_ask_keep (page, g_strdup (td_words (page->locale, c->shown))) : NULL,
            .text = td_ask_keep (page, g_strdup (c->text)),
            .version = c->version,
            .closed = c->closed && !meeting->closed,
        };
        g_array_append_val (rows, row);
    }
    return rows;
}

/* wrong NULL: as it comes first. */
static gboolean show_type (TdAskPage *page, const char *field, const char *wrong, gboolean typed, GError **error)
{
    const char *language = type_language (page);
    const TdCaptionAsk ask = { .language = language, .last = RECENT };
    const struct html_error_summary_errors summary = { .field = field != NULL ? field : "text", .text = wrong };
    g_autoptr (TdMeeting) meeting = meeting_asked (page, error);
    g_autoptr (GPtrArray) captions = NULL;
    g_autoptr (GPtrArray) channels = NULL;
    TdFloorNow now = { 0 };
    gboolean others = FALSE;
    GArray *rows, *lines;

    if (meeting == NULL || !td_meeting_viewer_may (page->instance, meeting, page->viewer, TD_ACT_CAPTION_TYPE, error)
        || (captions = td_captions (page->instance, meeting, page->viewer, &ask, error)) == NULL
        || (channels = td_channels (page->instance, meeting, page->viewer, error)) == NULL
        || !td_caption_others (page->instance, meeting, page->viewer, language, &others, error)
        || !td_floor_now (page->instance, meeting, page->viewer, &now, error))
        return FALSE;
    rows = type_channels (page, meeting, channels, language);
    lines = type_lines (page, meeting, captions);
    struct html_captions_type html = {
        .meeting = td_ask_meeting_name (page, meeting),
        .back = td_ask_meeting_path (page, meeting->id, ""),
        .here = td_ask_meeting_path (page, meeting->id, "/captions/type"),
        .correct = td_ask_meeting_path (page, meeting->id, "/captions/correct"),
        .follow = read_path (page, meeting, language, 1),
        .language = language,
        .language_name = language_name (page, language),
        .direction = td_language_direction (language),
        .others = others,
        .closed = now.closed_part && !meeting->closed,
        .errors = wrong != NULL ? &summary : NULL,
        .n_errors = wrong != NULL,
        .text = typed ? F ("text") : "",
        .who = F ("who"),
        .speaks = now.shown != NULL ? td_ask_keep (page, g_steal_pointer (&now.shown)) : NULL,
    };
    TD_ASK_FILL (&html, channels, rows);
    TD_ASK_FILL (&html, lines, lines);
    html_captions_type (td_request_html (page->request), &html);
    td_ask_reply (page, wrong != NULL);
    return TRUE;
}

gboolean td_captions_type_page (TdRequest *request, GError **error)
{
    g_auto (TdAskPage) page = { 0 };

    td_ask_page_init (&page, request);
    return show_type (&page, NULL, NULL, FALSE, error);
}

/* Whoever named the speaker goes on naming them: the name stays in the field. */
static const char *again (TdAskPage *page, const char *meeting)
{
    g_autofree char *who = g_uri_escape_string (F ("who"), NULL, FALSE);
    g_autofree char *rest =
        g_strdup_printf ("/captions/type?language=%s%s%s", F ("language"), *who != '\0' ? "&who=" : "", who);

    return td_ask_meeting_path (page, meeting, rest);
}

gboolean td_captions_type_post (TdRequest *request, GError **error)
{
    g_auto (TdAskPage) whole = { 0 };
    TdAskPage *page = &whole;
    const char *wrong = td_request_field_problem (request, NULL), *field = NULL;
    const char *meeting = td_request_part (request, "id");
    GError *problem = NULL;

    td_ask_page_init (page, request);
    if (wrong == NULL) {
        const TdCaptionWish wish = { .language = F ("language"), .text = F ("text"), .who = F ("who") };
        if (td_caption_add (page->instance, page->viewer, meeting, &wish, NULL, &field, &problem)) {
            td_reply_redirect (request, again (page, meeting));
            return TRUE;
        }
        wrong = td_ask_problem (page, problem, error);
    }
    return wrong != NULL && show_type (page, field, wrong, TRUE, error);
}

gboolean td_captions_correct_post (TdRequest *request, GError **error)
{
    g_auto (TdAskPage) whole = { 0 };
    TdAskPage *page = &whole;
    const char *wrong = td_request_field_problem (request, NULL), *field = NULL;
    const char *meeting = td_request_part (request, "id");
    GError *problem = NULL;

    td_ask_page_init (page, request);
    if (wrong == NULL) {
        if (td_caption_correct (page->instance, page->viewer, meeting, F ("language"),
                                (int) g_ascii_strtoll (F ("n"), NULL, 10), F ("text"),
                                (int) g_ascii_strtoll (F ("seen"), NULL, 10), &field, &problem)) {
            td_reply_redirect (request, again (page, meeting));
            return TRUE;
        }
        wrong = td_ask_problem (page, problem, error);
    }
    return wrong != NULL && show_type (page, field, wrong, FALSE, error);
}

/* ---- reading ---- */

/* What was asked for, else the reader's own language, else the first that there is. */
static const TdChannel *channel_asked (TdAskPage *page, const GPtrArray *channels)
{
    const TdChannel *found = channels->len > 0 ? channels->pdata[0] : NULL;

    for (guint i = 0; i < channels->len; i++)
        if (g_str_equal (((TdChannel *) channels->pdata[i])->language, page->locale))
            found = channels->pdata[i];
    for (guint i = 0; i < channels->len; i++)
        if (g_str_equal (((TdChannel *) channels->pdata[i])->language, F ("language")))
            found = channels->pdata[i];
    return found;
}

static GArray *read_channels (TdAskPage *page, const TdMeeting *meeting, const GPtrArray *channels,
                              const TdChannel *current)
{
    GArray *rows = td_ask_list (page, sizeof (struct html_captions_channels));

    for (guint i = 0; i < channels->len; i++) {
        const TdChannel *channel = channels->pdata[i];
        const struct html_captions_channels row = { .label = language_name (page, channel->language),
                                                    .link = read_path (page, meeting, channel->language, 1),
                                                    .current = channel == current };
        g_array_append_val (rows, row);
    }
    return rows;
}

/* A speaker stands above their first line alone. */
static GArray *read_lines (TdAskPage *page, const TdMeeting *meeting, const GPtrArray *captions, gint64 begin,
                           guint from)
{
    GArray *rows = td_ask_list (page, sizeof (struct html_captions_lines));

    for (guint i = from; i < captions->len && i < from + TD_LIMIT_CAPTIONS_SHOWN; i++) {
        const TdCaption *c = captions->pdata[i], *before = i > from ? captions->pdata[i - 1] : NULL;
        gboolean changes = before == NULL || g_strcmp0 (before->shown, c->shown) != 0;
        const char *who =
            c->shown != NULL ? td_words (page->locale, c->shown) : td_words (page->locale, N_ ("The chair"));
        const struct html_captions_lines row = {
            .n = c->n,
            .time = td_ask_keep (page, td_transcript_time (c->at - begin)),
            .who = changes ? td_ask_keep (page, g_strdup (who)) : NULL,
            .text = td_ask_keep (page, g_strdup (c->text)),
            .closed = c->closed && !meeting->closed,
        };
        g_array_append_val (rows, row);
    }
    return rows;
}

/* The page that was asked for, by its number or by a line that stands on it. */
static gint64 page_asked (TdAskPage *page, const GPtrArray *captions, int pages)
{
    gint64 at = 1, line = 0;

    if (g_ascii_string_to_signed (F ("line"), 10, 1, TD_LIMIT_CAPTION_LINES, &line, NULL))
        for (guint i = 0; i < captions->len; i++)
            if (((TdCaption *) captions->pdata[i])->n == line)
                return i / TD_LIMIT_CAPTIONS_SHOWN + 1;
    g_ascii_string_to_signed (F ("page"), 10, 1, pages, &at, NULL);
    return at;
}

static gboolean show_read (TdAskPage *page, const TdMeeting *meeting, const GPtrArray *channels, GError **error)
{
    const TdChannel *channel = channel_asked (page, channels);
    g_autoptr (TdTranscript) transcript = td_transcript (page->instance, meeting, page->viewer,
                                                         channel != NULL ? channel->language : page->locale, error);
    gint64 at;
    int pages;
    g_autoptr (TdMarkup) now = NULL;
    gboolean inside = FALSE,
             runs = page->now >= meeting->begins && page->now < meeting->ends + AFTER_HOURS * G_TIME_SPAN_HOUR;
    GArray *rows, *lines;

    if (transcript == NULL || !td_captions_inside (page->instance, meeting, page->viewer, &inside, error)
        || (runs
            && (now = td_captions_now (page->instance, meeting->id, transcript->language, page->locale, inside, error))
                   == NULL))
        return FALSE;
    pages = MAX (1, (int) (transcript->captions->len + TD_LIMIT_CAPTIONS_SHOWN - 1) / TD_LIMIT_CAPTIONS_SHOWN);
    at = page_asked (page, transcript->captions, pages);
    rows = read_channels (page, meeting, channels, channel);
    lines =
        read_lines (page, meeting, transcript->captions, transcript->begin, (guint) (at - 1) * TD_LIMIT_CAPTIONS_SHOWN);
    struct html_captions html = {
        .meeting = td_ask_meeting_name (page, meeting),
        .when = td_ask_when (page, meeting->begins),
        .back = td_ask_meeting_path (page, meeting->id, ""),
        .type = type_path (page, meeting, channel != NULL ? channel->language : NULL),
        .may_type = td_meeting_viewer_may (page->instance, meeting, page->viewer, TD_ACT_CAPTION_TYPE, NULL),
        .language = transcript->language,
        .direction = td_language_direction (transcript->language),
        .file = td_ask_keep (page, g_strdup_printf ("/%s/meetings/%s/captions/%s/file", page->locale, meeting->id,
                                                    transcript->language)),
        .file_size = transcript->captions->len,
        .module = runs ? td_static_address ("live.js") : "",
        .lines_script = runs ? td_static_address ("lines.js") : "",
        .events =
            runs ? td_ask_keep (page, td_captions_events_path (page->locale, meeting->id, transcript->language)) : NULL,
        .now = now,
        .many = pages > 1,
        .page = at,
        .pages = pages,
        .previous = at > 1 ? read_path (page, meeting, transcript->language, (int) at - 1) : "",
        .next = at < pages ? read_path (page, meeting, transcript->language, (int) at + 1) : "",
    };
    TD_ASK_FILL (&html, channels, rows);
    TD_ASK_FILL (&html, lines, lines);
    html_captions (td_request_html (page->request), &html);
    td_ask_reply (page, FALSE);
    return TRUE;
}

gboolean td_captions_page (TdRequest *request, GError **error)
{
    g_auto (TdAskPage) page = { 0 };
    g_autoptr (TdMeeting) meeting = NULL;
    g_autoptr (GPtrArray) channels = NULL;

    td_ask_page_init (&page, request);
    meeting = meeting_asked (&page, error);
    channels = meeting != NULL ? td_channels (page.instance, meeting, page.viewer, error) : NULL;
    if (channels == NULL)
        return FALSE;
    if (!td_request_wants_json (request))
        return show_read (&page, meeting, channels, error);
    const TdChannel *channel = channel_asked (&page, channels);
    g_autoptr (TdTranscript) transcript =
        td_transcript (page.instance, meeting, page.viewer, channel != NULL ? channel->language : page.locale, error);
    if (transcript == NULL)
        return FALSE;
    td_reply_header (request, "Cache-Control", "no-store");
    td_reply_json (request, 200, td_transcript_to_json (transcript, meeting));
    return TRUE;
}

gboolean td_captions_file (TdRequest *request, GError **error)
{
    g_auto (TdAskPage) page = { 0 };
    g_autoptr (TdMeeting) meeting = NULL;
    g_autoptr (TdTranscript) transcript = NULL;
    g_autoptr (GBytes) bytes = NULL;
    g_autofree char *name = NULL;
    char *text;

    td_ask_page_init (&page, request);
    meeting = meeting_asked (&page, error);
    transcript = meeting != NULL
                     ? td_transcript (page.instance, meeting, page.viewer, td_request_part (request, "language"), error)
                     : NULL;
    if (transcript == NULL)
        return FALSE;
    if (transcript->captions->len == 0)
        return td_door_unknown (error);
    text = td_transcript_vtt (transcript, td_ask_meeting_name (&page, meeting));
    bytes = g_bytes_new_take (text, strlen (text));
    name = g_strdup_printf ("captions-%s.%s.vtt", meeting->id, transcript->language);
    td_reply_header (request, "Cache-Control", "no-store");
    td_reply_bytes (request, "text/vtt; charset=utf-8", name, bytes);
    return TRUE;
}

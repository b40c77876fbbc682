/* Captions as they are typed: topics "captions/MEETING/CHANNEL/LANGUAGE/all" and "…/inside", which hold the newest lines. */
#include "areas/questions/caption-live-pages.h"

#include "areas/questions/captions-now.html.h"
#include "text/language.h"
#include "text/words.h"

enum { LINES = 6 };

static const TdViewer everybody = TD_VIEWER_NOBODY;
static const TdViewer of_it = TD_VIEWER_SECRETARIAT;

typedef struct html_captions_now_lines Line;

/* A speaker stands before their first line alone. */
static TdMarkup *render (const GPtrArray *captions, const char *language, const char *locale)
{
    g_autofree Line *lines = g_new0 (Line, captions->len + 1);
    TdHtml h = { .out = g_string_new (NULL), .locale = locale, .direction = td_language_direction (locale) };
    const char *before = NULL;

    for (guint i = 0; i < captions->len; i++) {
        const TdCaption *c = captions->pdata[i];
        gboolean changes = c->shown != NULL && g_strcmp0 (c->shown, before) != 0;
        lines[i] = (Line){ .who = changes ? td_words (locale, c->shown) : NULL, .text = c->text };
        before = c->shown;
    }
    const struct html_captions_now html = {
        .lines = lines, .n_lines = captions->len, .language = language, .direction = td_language_direction (language)
    };
    html_captions_now (&h, &html);
    return td_markup_take (h.out);
}

TdMarkup *td_captions_now (TdInstance *instance, const char *meeting, const char *language, const char *locale,
                           gboolean inside, GError **error)
{
    const TdViewer *viewer = inside ? &of_it : &everybody;
    const TdCaptionAsk ask = { .language = language, .last = LINES };
    g_autoptr (TdMeeting) m = td_meeting_get (instance, viewer, meeting, error);
    g_autoptr (GPtrArray) captions = m != NULL ? td_captions (instance, m, viewer, &ask, error) : NULL;

    return captions != NULL ? render (captions, language, locale) : NULL;
}

char *td_captions_events_path (const char *locale, const char *meeting, const char *language)
{
    return g_strdup_printf ("/%s/meetings/%s/captions/%s/events", locale, meeting, language);
}

static gboolean look (TdInstance *instance, TdTopic *topic, gint64 *position, GError **error)
{
    g_auto (GStrv) parts = g_strsplit (td_topic_name (topic), "/", 5);
    TdMarkup *now = td_captions_now (instance, parts[1], parts[2], parts[3], g_str_equal (parts[4], "inside"), error);

    if (now == NULL)
        return FALSE;
    *position = 0;
    td_topic_add (topic, "captions", 0, now->html);
    td_markup_free (now);
    return TRUE;
}

void td_captions_topic (TdTopicWish *ret_wish, const char *meeting, const char *language, const char *locale,
                        gboolean inside)
{
    char *name = g_strdup_printf ("captions/%s/%s/%s/%s", meeting, language, locale, inside ? "inside" : "all");

    *ret_wish = (TdTopicWish){ .name = name, .keep = 1, .look = look };
}

void td_captions_topic_clear (TdTopicWish *wish)
{
    g_free ((char *) wish->name);
    wish->name = NULL;
}

/* Whoever may not be inside any more follows no more. */
static gboolean still_inside (TdInstance *instance, const TdViewer *viewer, const char *meeting, GError **error)
{
    g_autoptr (TdMeeting) m = td_meeting_get (instance, viewer, meeting, error);
    gboolean inside = FALSE;

    if (m == NULL || !td_meeting_viewer_may (instance, m, viewer, TD_ACT_MEETING_ATTEND, error)
        || !td_captions_inside (instance, m, viewer, &inside, error))
        return FALSE;
    return inside || td_door_unknown (error);
}

gboolean td_captions_events_page (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    g_autoptr (TdMeeting) m = td_meeting_get (instance, viewer, td_request_part (request, "id"), error);
    gboolean inside = FALSE, done;
    TdStreamWish wish = { 0 };

    if (m == NULL || !td_meeting_viewer_may (instance, m, viewer, TD_ACT_MEETING_ATTEND, error)
        || !td_captions_inside (instance, m, viewer, &inside, error))
        return FALSE;
    if (!td_caption_language_ok (td_request_part (request, "language")))
        return td_door_unknown (error);
    td_captions_topic (&wish.topics[0], m->id, td_request_part (request, "language"), td_request_locale (request),
                       inside);
    if (inside) {
        wish.again = still_inside;
        wish.key = m->id;
    }
    done = td_reply_stream (request, &wish, error);
    td_captions_topic_clear (&wish.topics[0]);
    return done;
}

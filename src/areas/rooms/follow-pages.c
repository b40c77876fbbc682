/* A room follows its meeting and the captions of one language by one stream. */
#include "areas/rooms/pages.h"

#include "areas/live/live-topic-pages.h"
#include "areas/questions/caption-live-pages.h"

/* Whoever came by link to a closed meeting has none, and the room's state tells them the same a second later. */
gboolean td_room_events_page (TdRequest *request, GError **error)
{
    g_autoptr (TdLiveView) view = td_live_view (td_request_instance (request), td_request_viewer (request),
                                                td_request_part (request, "id"), error);
    const char *locale = td_request_locale (request), *language = td_request_field (request, "captions");
    TdStreamWish wish = { 0 };
    gboolean done;

    if (view == NULL)
        return FALSE;
    td_live_topic (&wish.topics[0], view->meeting->id, locale, view->inside);
    if (td_caption_language_ok (language))
        td_captions_topic (&wish.topics[1], view->meeting->id, language, locale, view->inside);
    if (view->inside) {
        wish.again = td_live_still_inside;
        wish.key = view->meeting->id;
    }
    done = td_reply_stream (request, &wish, error);
    td_live_topic_clear (&wish.topics[0]);
    td_captions_topic_clear (&wish.topics[1]);
    return done;
}

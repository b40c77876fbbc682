/* Personal links to a room, the file of a recording, and the test of devices. */
#include "areas/rooms/pages.h"

#include "areas/rooms/recording.h"
#include "areas/rooms/room-link.html.h"
#include "areas/rooms/room-test.html.h"
#include "areas/rooms/seat.h"
#include "text/words.h"
#include "web/static.h"

gboolean td_room_link_page (TdRequest *request, GError **error)
{
    const char *key = td_request_part (request, "key"), *locale = td_request_locale (request);
    g_autoptr (TdSitting) sitting = td_seat_of_key (td_request_instance (request), key, error);
    g_autofree char *title = NULL;
    g_autofree char *begins = NULL;
    g_autofree char *action = g_strdup_printf ("/%s/rooms/%s", locale, key);

    td_reply_header (request, "Cache-Control", "no-store");
    td_reply_header (request, "Referrer-Policy", "no-referrer");
    if (sitting == NULL)
        return FALSE;
    title = td_room_title (request, sitting->meeting);
    begins = td_words_instant (locale, sitting->meeting->begins, sitting->meeting->zone);
    const struct html_room_link page = { .title = title,
                                         .begins = begins,
                                         .name = sitting->seat->name != NULL ? sitting->seat->name : "",
                                         .kind = td_seat_kind_label (sitting->kind),
                                         .action = action };
    html_room_link (td_request_html (request), &page);
    td_reply_html (request, 200);
    return TRUE;
}

gboolean td_room_link_post (TdRequest *request, GError **error)
{
    g_autofree char *device = td_room_device (request);
    g_autoptr (TdSitting) sitting =
        td_seat_use_key (td_request_instance (request), td_request_part (request, "key"), device, error);
    g_autofree char *path = NULL;

    td_reply_header (request, "Cache-Control", "no-store");
    if (sitting == NULL)
        return FALSE;
    path = g_strdup_printf ("/%s/meetings/%s/room", td_request_locale (request), sitting->meeting->id);
    td_reply_redirect (request, path);
    return TRUE;
}

gboolean td_room_recording_page (TdRequest *request, GError **error)
{
    const char *recording = td_request_part (request, "recording");
    g_autofree char *name = NULL;
    g_autoptr (GBytes) bytes = td_recording_bytes (td_request_instance (request), td_request_viewer (request),
                                                   td_request_part (request, "id"), recording, error);

    td_reply_header (request, "Cache-Control", "no-store");
    if (bytes == NULL)
        return FALSE;
    name = g_strdup_printf ("%s.wav", recording);
    td_reply_bytes (request, "audio/wav", name, bytes);
    return TRUE;
}

gboolean td_room_test_page (TdRequest *request, GError **error)
{
    const struct html_room_test page = { .script = td_static_address ("room-test.js") };

    (void) error;
    td_room_allow_devices (request);
    html_room_test (td_request_html (request), &page);
    td_reply_html (request, 200);
    return TRUE;
}

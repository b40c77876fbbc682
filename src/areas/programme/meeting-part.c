/* Parts of a meeting's page. Contract in meeting-part.h. */
#include "areas/programme/meeting-part.h"

static void link_free (gpointer data)
{
    TdMeetingLink *link = data;

    g_free (link->path);
    g_free (link);
}

void td_meeting_said_clear (TdMeetingSaid *said)
{
    g_clear_pointer (&said->lines, g_ptr_array_unref);
    g_clear_pointer (&said->links, g_ptr_array_unref);
}

void td_meeting_said_line (TdMeetingSaid *said, char *take_text)
{
    if (said->lines == NULL)
        said->lines = g_ptr_array_new_with_free_func (g_free);
    g_ptr_array_add (said->lines, take_text);
}

void td_meeting_said_link (TdMeetingSaid *said, char *take_path, const char *label)
{
    TdMeetingLink *link = g_new0 (TdMeetingLink, 1);

    *link = (TdMeetingLink){ take_path, label };
    if (said->links == NULL)
        said->links = g_ptr_array_new_with_free_func (link_free);
    g_ptr_array_add (said->links, link);
}

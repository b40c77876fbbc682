/* Files laid before a closed meeting: sent, taken off, read. Their list stands on the page of who takes part. */
#include "areas/accreditation/accreditation-words.h"
#include "areas/accreditation/briefing-file.h"
#include "areas/accreditation/pages.h"
#include "areas/accreditation/people-page.h"

static gboolean do_so (TdRequest *request, const char **ret_field, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    const char *id = td_request_part (request, "id"), *off = td_request_field (request, "off"), *name = NULL;
    gint64 size = 0;

    if (*off != '\0')
        return td_briefing_file_remove (instance, viewer, id, off, error);
    return td_briefing_file_add (instance, viewer, id, td_request_file (request, "file", &name, &size),
                                 td_request_field (request, "title"), NULL, ret_field, error);
}

gboolean td_briefing_files_post (TdRequest *request, GError **error)
{
    const char *field = NULL, *wrong = td_request_field_problem (request, NULL);
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    g_autofree char *back =
        g_strdup_printf ("/%s/meetings/%s/people#papers", td_request_locale (request), td_request_part (request, "id"));
    GError *problem = NULL;

    if (wrong == NULL && !do_so (request, &field, &problem)) {
        wrong = td_accreditation_problem (strings, request, problem, error);
        if (wrong == NULL)
            return FALSE;
    }
    if (wrong != NULL)
        return td_meeting_people_show (request, field != NULL ? field : "file", wrong, error);
    td_reply_redirect (request, back);
    return TRUE;
}

gboolean td_briefing_file_file (TdRequest *request, GError **error)
{
    g_autoptr (TdBriefingFile) f = NULL;
    g_autoptr (GBytes) bytes =
        td_briefing_file_bytes (td_request_instance (request), td_request_viewer (request),
                                td_request_part (request, "id"), td_request_part (request, "paper"), &f, error);
    g_autofree char *name = NULL;

    if (bytes == NULL)
        return FALSE;
    name = g_strdup_printf ("paper.%s", g_str_equal (f->format, "text")       ? "txt"
                                        : g_str_equal (f->format, "markdown") ? "md"
                                                                              : f->format);
    td_reply_header (request, "Cache-Control", "no-store");
    td_reply_bytes (request, "application/octet-stream", name, bytes);
    return TRUE;
}

/* The document in which comments came: reading it, and taking it back. */
#include "areas/general_comments/bench-pages.h"
#include "areas/general_comments/comment-file.h"

#include <unistd.h>

/* "docx" and its kin; text and Markdown are text. */
static const char *type_of (const char *format)
{
    static const struct {
        const char *format, *type;
    } types[] = { { "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
                  { "odt", "application/vnd.oasis.opendocument.text" },
                  { "pdf", "application/pdf" } };

    for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
        if (g_str_equal (types[i].format, format))
            return types[i].type;
    return "text/plain; charset=utf-8";
}

gboolean td_comment_file_page (TdRequest *request, GError **error)
{
    g_autoptr (TdCommentFile) file = NULL;
    g_autofree char *name = NULL;
    int fd = td_comment_file_open (td_request_instance (request), td_request_viewer (request),
                                   td_request_part (request, "file"), &file, error);
    gboolean known = fd >= 0 && strlen (file->format) <= 4 && !g_str_equal (file->format, "text");

    if (fd < 0)
        return FALSE;
    /* Its own name may tell of its sender. */
    name = g_strdup_printf ("comments.%s", known ? file->format : "txt");
    td_reply_header (request, "Cache-Control", "no-store");
    td_reply_fd (request, type_of (file->format), name, fd, file->size);
    return TRUE;
}

gboolean td_comment_file_post (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    const char *id = td_request_part (request, "file");
    g_autoptr (TdCommentFile) file = NULL;
    g_autofree char *to = NULL;
    int fd = td_comment_file_open (instance, viewer, id, &file, error);

    if (fd < 0)
        return FALSE;
    close (fd);
    if (!td_comment_file_drop (instance, viewer, id, error))
        return FALSE;
    to = file->waits
             ? g_strdup_printf ("/%s/general-comments/pieces/%s", td_request_locale (request), id)
             : g_strdup_printf ("/%s/general-comments/drafts/%s/document", td_request_locale (request), file->draft);
    td_reply_redirect (request, to);
    return TRUE;
}

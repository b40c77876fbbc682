/* A paper as a file, for those who may read it: without where its paragraphs come from. */
#include "areas/papers/pages.h"
#include "areas/papers/paper-file.h"
#include "areas/papers/paper.h"

gboolean td_paper_file (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    TdFileFormat format;
    g_autofree char *name = NULL;
    g_autoptr (TdPaper) p = NULL;
    g_autoptr (GBytes) bytes = NULL;

    if (!td_file_format_from_word (td_request_part (request, "format"), &format))
        return td_door_unknown (error);
    p = td_paper_get (instance, viewer, td_request_part (request, "id"), error);
    bytes = p != NULL ? td_paper_file_bytes (instance, viewer, p->id, format, error) : NULL;
    if (bytes == NULL)
        return FALSE;
    name = td_paper_file_name (p, format);
    td_reply_header (request, "Cache-Control", "no-store");
    td_reply_bytes (request, td_file_format_type (format), name, bytes);
    return TRUE;
}

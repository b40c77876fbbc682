/* A file of a step of sending, whether it came with the form or in pieces before it; and the pieces. */
#include "areas/submissions/send-pages.h"
#include "areas/submissions/send-step-page.h"
#include "areas/submissions/upload.h"
#include "base/errors.h"

#include <unistd.h>

char *td_send_upload_address (TdRequest *request)
{
    return g_strdup_printf ("/%s/send/upload.json", td_request_locale (request));
}

void td_sent_file_clear (TdSentFile *file)
{
    if (file->pieces && file->fd >= 0)
        close (file->fd);
    g_clear_pointer (&file->name, g_free);
}

gboolean td_sent_file_open (TdRequest *request, const TdSendStep *step, TdSentFile *ret_file, GError **error)
{
    const char *sha256 = td_request_field (request, "upload"), *name = NULL;
    TdSentFile file = { .fd = -1 };
    gint64 size = 0;

    if (*sha256 == '\0') {
        file.fd = td_request_file (request, "file", &name, &size);
        file.name = g_strdup (name);
    } else if (td_submission_has_file (step->draft, sha256)) {
        file.there = TRUE; /* taken before, and the answer that said so was lost on the way */
    } else {
        file.pieces = sha256;
        file.fd = td_upload_open (td_request_instance (request), td_request_viewer (request), step->cookie.key,
                                  step->cookie.id, sha256, &file.name, error);
        if (file.fd < 0)
            return FALSE;
    }
    *ret_file = file;
    return TRUE;
}

gboolean td_sent_file_take (TdRequest *request, const TdSendStep *step, const TdSentFile *file, TdFilePart part,
                            const char *title, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);

    if (!td_submission_add_part (instance, viewer, step->cookie.key, step->cookie.id, file->fd, file->name, part, title,
                                 error))
        return FALSE;
    /* It is taken; pieces that could not be removed now go with the next round. */
    if (file->pieces != NULL)
        td_upload_forget (instance, viewer, step->cookie.key, step->cookie.id, file->pieces, NULL);
    return TRUE;
}

static gint64 number_of (TdRequest *request, const char *name)
{
    gint64 n = -1;

    g_ascii_string_to_signed (td_request_field (request, name), 10, 0, G_MAXINT64 / 2, &n, NULL);
    return n;
}

/* One piece; without one, how much has arrived. */
gboolean td_send_upload (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    const TdUpload what = { .sha256 = td_request_field (request, "sha256"),
                            .name = td_request_field (request, "name"),
                            .size = number_of (request, "size") };
    const char *wrong = td_request_field_problem (request, NULL), *name = NULL;
    g_auto (TdDraftCookie) cookie = { 0 };
    gint64 size = 0, arrived = 0;
    int fd = td_request_file (request, "piece", &name, &size);

    if (wrong != NULL) {
        g_set_error_literal (error, TD_SUBMISSION_ERROR, TD_ERROR_INPUT, wrong);
        return FALSE;
    }
    if (!td_draft_cookie_read (request, &cookie)) {
        g_set_error_literal (error, TD_SUBMISSION_ERROR, TD_ERROR_GONE,
                             "The report that you began is no longer on this device: the browser was closed, or it was "
                             "erased. Nothing was sent. Please begin again.");
        return FALSE;
    }
    if (fd >= 0 ? !td_upload_add (instance, viewer, cookie.key, cookie.id, &what, number_of (request, "at"), fd, size,
                                  &arrived, error)
                : !td_upload_arrived (instance, viewer, cookie.key, cookie.id, what.sha256, &arrived, error))
        return FALSE;
    td_reply_json (request, 200, json_pack ("{s:I}", "arrived", (json_int_t) arrived));
    return TRUE;
}

#include "areas/service/sample.h"

#include "areas/submissions/submission.h"

#include "areas/subscribers.h"
#include "base/errors.h"
#include "jobs/jobs.h"

#include "areas/service/td-sample.h"

#include <gio/gio.h>
#include <unistd.h>

#define RESOURCE "/treatydesk/samples/sample-report.docx"

/* The file inside the program as an unlinked temporary one. */
static int sample_fd (GError **error)
{
    g_autoptr (GBytes) bytes =
        g_resource_lookup_data (td_sample_get_resource (), RESOURCE, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
    g_autofree char *path = NULL;
    gsize size = 0;
    const char *data;
    int fd;

    if (bytes == NULL || (fd = g_file_open_tmp ("treatydesk-sample-XXXXXX", &path, error)) < 0)
        return -1;
    unlink (path);
    data = g_bytes_get_data (bytes, &size);
    while (size > 0) {
        gssize n = write (fd, data, size);
        if (n <= 0) {
            close (fd);
            g_set_error_literal (error, TD_INSTANCE_ERROR, TD_ERROR_OURS,
                                 "The sample could not be written. Look at the space on the disk.");
            return -1;
        }
        data += n;
        size -= (gsize) n;
    }
    return fd;
}

static gboolean send_it (TdInstance *instance, char **ret_id, TdReceipt **ret_receipt, GError **error)
{
    static const TdViewer nobody = TD_VIEWER_NOBODY;
    static const TdViewer secretariat = TD_VIEWER_SECRETARIAT;
    const TdAnswers first = { .state = "GHA",
                              .purpose = "dialogue",
                              .kinds = NULL,
                              .sender_kind = "ngo",
                              .sender_name = "Sample Network for Migrants’ Rights (a sample, no real organisation)",
                              .visibility = td_visibility_word (TD_VISIBILITY_PUBLIC) };
    const TdAnswers then = { .checked = TRUE };
    const TdDecide publish = { .decision = TD_DECISION_PUBLISH };
    g_autofree char *id = NULL;
    g_autofree char *key = NULL;
    int fd = sample_fd (error);
    gboolean sent;

    if (fd < 0)
        return FALSE;
    sent = td_submission_begin (instance, &nobody, &id, &key, error)
           && td_submission_answer (instance, &nobody, key, id, &first, NULL, error)
           && td_submission_add_part (instance, &nobody, key, id, fd, "sample-report.docx", TD_PART_MAIN, NULL, error)
           && td_submission_answer (instance, &nobody, key, id, &then, NULL, error)
           && td_submission_send (instance, &nobody, key, id, NULL, ret_receipt, error)
           && td_submission_decide (instance, &secretariat, id, &publish, NULL, error)
           && td_jobs_catch_up (instance, td_area_subscribers (), error);
    close (fd);
    *ret_id = g_steal_pointer (&id);
    return sent;
}

gboolean td_sample_send (const char *folder, const TdClock *clock, GError **error)
{
    g_autoptr (TdInstance) instance = td_instance_open (folder, clock, 1, 0, error);
    g_autoptr (TdReceipt) receipt = NULL;
    g_autofree char *id = NULL;
    g_autofree char *text = NULL;

    if (instance == NULL || !send_it (instance, &id, &receipt, error))
        return FALSE;
    text = td_receipt_to_text (receipt);
    printf ("\nThe sample report was received. Its receipt:\n\n%s\nIts page: %s/en/submissions/%s\n", text,
            instance->address, id);
    return TRUE;
}

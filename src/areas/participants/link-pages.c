/* What the link of a letter to a standing participant shows. */
#include "areas/participants/pages.h"

#include "areas/participants/participant-report.html.h"
#include "areas/participants/participant.h"
#include "text/words.h"

typedef struct html_participant_report_files File;

static GArray *file_rows (const TdSubmission *s, const char *locale, const char *key, GPtrArray *strings)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (File));

    for (guint i = 0; i < s->files->len; i++) {
        const TdSubmissionFile *file = s->files->pdata[i];
        char *link = g_strdup_printf ("/%s/participants/%s/files/%d", locale, key, file->position);
        char *size = g_format_size ((guint64) file->size);
        const File row = { .part = td_submission_part_label (file->part), .link = link, .size = size };
        g_ptr_array_add (strings, link);
        g_ptr_array_add (strings, size);
        g_array_append_val (rows, row);
    }
    return rows;
}

gboolean td_participant_report_page (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdProfile *profile = instance->profile;
    const char *locale = td_request_locale (request), *key = td_request_part (request, "key");
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (TdParticipantCopy) c = NULL;
    g_autoptr (TdSubmission) s = NULL;
    g_autoptr (GArray) files = NULL;
    g_autofree char *received = NULL;
    g_autofree char *until = NULL;
    const TdParticipant *p;
    const TdChoice *purpose;

    td_reply_header (request, "Cache-Control", "no-store");
    if (!td_participant_open (instance, key, &c, &s, error))
        return FALSE;
    p = td_profile_participant (profile, c->participant);
    purpose = td_profile_purpose (profile, c->purpose);
    files = file_rows (s, locale, key, strings);
    received = td_words_instant (locale, s->received, profile->zone);
    until = td_words_day (locale, c->expires, profile->zone);
    const struct html_participant_report page = {
        .participant = td_words (locale, p != NULL ? p->name : c->participant),
        .state = td_profile_state_name (profile, td_profile_state (profile, c->state), locale),
        .purpose = purpose != NULL ? purpose->label : c->purpose,
        .title = s->title,
        .language = s->language != NULL ? s->language : "",
        .received = received,
        .until = until,
        .files = (const File *) (void *) files->data,
        .n_files = files->len,
    };
    html_participant_report (td_request_html (request), &page);
    td_reply_html (request, 200);
    return TRUE;
}

gboolean td_participant_report_file (TdRequest *request, GError **error)
{
    g_autofree char *id = NULL;
    g_autofree char *format = NULL;
    g_autofree char *shown = NULL;
    g_autoptr (GBytes) bytes = NULL;
    gint64 position = 0;

    td_reply_header (request, "Cache-Control", "no-store");
    g_ascii_string_to_signed (td_request_part (request, "position"), 10, 1, 99, &position, NULL);
    bytes = td_participant_file (td_request_instance (request), td_request_part (request, "key"), (int) position, &id,
                                 &format, error);
    if (bytes == NULL)
        return FALSE;
    shown = g_strdup_printf ("%s-%d.%s", id, (int) position, td_submission_file_ending (format));
    td_reply_bytes (request, "application/octet-stream", shown, bytes);
    return TRUE;
}

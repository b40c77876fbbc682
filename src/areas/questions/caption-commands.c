/* Command: captions export. */
#include "areas/questions/questions-area.h"

#include "areas/questions/transcript.h"
#include "base/errors.h"

#include <stdio.h>

enum { DONE = 0, SAID_NO = 1, WRONG_USE = 2 };

static const TdViewer secretariat = TD_VIEWER_SECRETARIAT;

static struct {
    char *language, *vtt;
} given;

const GOptionEntry td_captions_export_options[] = {
    { "language", 0, 0, G_OPTION_ARG_STRING, &given.language, "In which language", "TAG" },
    { "vtt", 0, 0, G_OPTION_ARG_FILENAME, &given.vtt, "Write them here, as WebVTT", "FILE" },
    { NULL },
};

/* For this account alone, as a closed meeting's are. */
static gboolean write_file (const char *path, const char *text, GError **error)
{
    if (g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL))
        return TRUE;
    g_set_error_literal (error, TD_CAPTION_ERROR, TD_ERROR_INPUT,
                         "The file cannot be written. Choose a folder that is there, and in which you may write.");
    return FALSE;
}

int td_captions_run_export (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = NULL;
    g_autoptr (TdMeeting) meeting = NULL;
    g_autoptr (TdTranscript) transcript = NULL;
    g_autofree char *text = NULL;
    const TdMeetingKind *kind;

    if (given.language == NULL) {
        g_set_error_literal (error, TD_CAPTION_ERROR, TD_ERROR_INPUT, "Say in which language, with --language.");
        return WRONG_USE;
    }
    instance = td_instance_open (call->words[0], &call->clock, 1, 0, error);
    meeting = instance != NULL ? td_meeting_get (instance, &secretariat, call->words[1], error) : NULL;
    transcript = meeting != NULL ? td_transcript (instance, meeting, &secretariat, given.language, error) : NULL;
    if (transcript == NULL)
        return SAID_NO;
    if (call->json) {
        json_t *json = td_transcript_to_json (transcript, meeting);
        json_dumpf (json, stdout, JSON_INDENT (2));
        putchar ('\n');
        json_decref (json);
        return DONE;
    }
    kind = td_profile_meeting_kind (instance->profile, meeting->kind);
    text = td_transcript_vtt (transcript, meeting->title != NULL ? meeting->title
                                          : kind != NULL         ? kind->label
                                                                 : meeting->kind);
    if (given.vtt != NULL)
        return write_file (given.vtt, text, error) ? DONE : SAID_NO;
    fputs (text, stdout);
    return DONE;
}

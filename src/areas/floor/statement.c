/* What is played or read at a speaker's turn. Contract in statement.h. */
#include "areas/floor/statement.h"

#include "areas/floor/floor-rules.h"
#include "areas/floor/recording.h"

void td_floor_statement_free (TdFloorStatement *s)
{
    if (s == NULL)
        return;
    td_speaker_free (s->speaker);
    g_free (s->text);
    g_free (s->format);
    g_free (s->recording);
    g_free (s);
}

gboolean td_floor_is_film (const TdFloorRequest *r)
{
    return !r->no_picture
           && (g_strcmp0 (r->recording_format, "webm") == 0 || g_strcmp0 (r->recording_format, "mp4") == 0);
}

struct reading {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *meeting, *speaker;
    TdFloorStatement *statement;
};

static gboolean may (TdTx *tx, const struct reading *r, const TdMeeting *m, const TdSpeaker *s, gboolean *ret_may,
                     GError **error)
{
    *ret_may = td_meeting_may (tx, m, r->viewer, TD_ACT_MEETING_CHAIR, NULL)
               || td_meeting_may (tx, m, r->viewer, TD_ACT_FLOOR_SHARE, NULL);
    return *ret_may || td_speaker_is_own (tx, s, r->viewer, ret_may, error);
}

/* One who asked for the floor, as the viewer may see them in the list. NULL with error. */
static TdSpeaker *find_speaker (TdTx *tx, const struct reading *r, const TdMeeting *m, GError **error)
{
    g_autoptr (GPtrArray) list = td_speakers_in (tx, m, r->viewer, error);
    gboolean there = FALSE;

    for (guint i = 0; list != NULL && i < list->len; i++) {
        const TdSpeaker *s = list->pdata[i];
        if (!g_str_equal (s->id, r->speaker) || s->request == NULL)
            continue;
        if (!may (tx, r, m, s, &there, error))
            return NULL;
        if (there)
            return g_ptr_array_steal_index (list, i);
    }
    if (list != NULL)
        td_door_unknown (error);
    return NULL;
}

static gboolean read_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;
    g_autoptr (TdMeeting) m = td_meeting_get_in (tx, r->viewer, r->meeting, error);
    g_autoptr (TdSpeaker) s = m != NULL ? find_speaker (tx, r, m, error) : NULL;
    g_autoptr (GPtrArray) found = NULL;
    TdFloorRequest *one;

    if (s == NULL
        || (found = td_floor_requests_load (tx, r->instance, &(TdFloorSearch){ .id = s->request }, error)) == NULL)
        return FALSE;
    if (found->len == 0)
        return td_door_unknown (error);
    one = found->pdata[0];
    r->statement = g_new0 (TdFloorStatement, 1);
    r->statement->speaker = g_steal_pointer (&s);
    r->statement->text = g_steal_pointer (&one->statement);
    r->statement->shows_film = td_floor_is_film (one);
    r->statement->format = g_steal_pointer (&one->recording_format);
    r->statement->recording = g_steal_pointer (&one->recording);
    return TRUE;
}

TdFloorStatement *td_floor_statement (TdInstance *instance, const TdViewer *viewer, const char *meeting,
                                      const char *speaker, GError **error)
{
    struct reading r = { .instance = instance, .viewer = viewer, .meeting = meeting, .speaker = speaker };

    td_store_read (instance->store, read_in, &r, error);
    return r.statement;
}

int td_floor_statement_recording (TdInstance *instance, const TdViewer *viewer, const char *meeting,
                                  const char *speaker, char **ret_format, gint64 *ret_size, GError **error)
{
    g_autoptr (TdFloorStatement) s = td_floor_statement (instance, viewer, meeting, speaker, error);
    int fd;

    if (s == NULL)
        return -1;
    fd = td_floor_open_recording (instance, s->recording, ret_size, error);
    if (fd >= 0)
        *ret_format = g_steal_pointer (&s->format);
    return fd;
}

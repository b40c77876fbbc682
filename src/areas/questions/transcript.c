#include "areas/questions/transcript.h"

#include "areas/live/live.h"
#include "areas/questions/vtt.h"

void td_transcript_free (TdTranscript *transcript)
{
    if (transcript == NULL)
        return;
    g_free (transcript->language);
    g_clear_pointer (&transcript->captions, g_ptr_array_unref);
    g_free (transcript);
}

struct reading {
    const TdMeeting *meeting;
    const TdViewer *viewer;
    const char *language;
    TdTranscript *transcript;
    TdFloorNow *now;
};

static gboolean transcript_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;
    const TdCaptionAsk ask = { .language = r->language };
    g_autoptr (TdTranscript) t = g_new0 (TdTranscript, 1);

    t->language = g_strdup (r->language);
    t->captions = td_captions_in (tx, r->meeting, r->viewer, &ask, error);
    if (t->captions == NULL || !td_captions_begin (tx, r->meeting, &t->begin, error))
        return FALSE;
    r->transcript = g_steal_pointer (&t);
    return TRUE;
}

TdTranscript *td_transcript (TdInstance *instance, const TdMeeting *meeting, const TdViewer *viewer,
                             const char *language, GError **error)
{
    struct reading r = { .meeting = meeting, .viewer = viewer, .language = language };

    return td_store_read (instance->store, transcript_in, &r, error) ? r.transcript : NULL;
}

char *td_transcript_time (gint64 after)
{
    gint64 seconds = MAX (after, 0) / G_USEC_PER_SEC;

    return g_strdup_printf ("%d:%02d:%02d", (int) (seconds / 3600), (int) (seconds / 60 % 60), (int) (seconds % 60));
}

char *td_transcript_vtt (const TdTranscript *t, const char *title)
{
    return td_vtt_write (t->captions, t->language, t->begin, title);
}

json_t *td_transcript_to_json (const TdTranscript *t, const TdMeeting *meeting)
{
    json_t *lines = json_array ();

    for (guint i = 0; i < t->captions->len; i++) {
        const TdCaption *c = t->captions->pdata[i];
        json_array_append_new (lines, json_pack ("{s:i, s:I, s:s?, s:s, s:i, s:b}", "n", c->n, "ms",
                                                 (json_int_t) (MAX (c->at - t->begin, 0) / 1000), "speaker", c->shown,
                                                 "text", c->text, "version", c->version, "closed_part", c->closed));
    }
    return json_pack ("{s:s, s:s, s:o}", "meeting", meeting->id, "language", t->language, "lines", lines);
}

/* ---- who has the floor ---- */

static gboolean floor_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;
    g_autoptr (TdLive) live = td_live_now (tx, r->meeting->id, error);
    g_autoptr (GPtrArray) speakers = live != NULL ? td_speakers_in (tx, r->meeting, r->viewer, error) : NULL;

    if (speakers == NULL)
        return FALSE;
    r->now->closed_part = live->closed_part;
    g_clear_pointer (&r->now->shown, g_free);
    r->now->shown = live->speaker == NULL ? g_strdup (live->shown) : NULL;
    for (guint i = 0; i < speakers->len; i++) {
        const TdSpeaker *s = speakers->pdata[i];
        if (g_strcmp0 (s->id, live->speaker) == 0)
            r->now->shown = g_strdup (s->shown);
    }
    return TRUE;
}

gboolean td_floor_now (TdInstance *instance, const TdMeeting *meeting, const TdViewer *viewer, TdFloorNow *ret_now,
                       GError **error)
{
    struct reading r = { .meeting = meeting, .viewer = viewer, .now = ret_now };

    return td_store_read (instance->store, floor_in, &r, error);
}

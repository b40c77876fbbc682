/* What is, for one caller, and its words. Contract in operator-call.h. */
#include "areas/accreditation/attendance.h"
#include "areas/live/hand.h"
#include "areas/live/step.h"
#include "areas/telephone/operator-call.h"
#include "areas/telephone/telephone-rules.h"
#include "base/cell/helper.h"
#include "base/id.h"
#include "base/limits.h"
#include "meeting/phone-words.h"
#include "text/words.h"

#include <string.h>

void td_phone_view_clear (TdPhoneView *view)
{
    td_live_free (view->live);
    td_meeting_free (view->meeting);
    g_free (view->next);
    g_free (view->has_floor);
    g_free (view->comes_next);
    *view = (TdPhoneView){ 0 };
}

struct viewing {
    TdInstance *instance;
    const TdPhonePin *pin;
    TdPhoneView view;
    const char *row;
    const TdPhoneCaller *caller; /* who comes in */
    char *new_row;
};

static const TdSpeaker *speaker_of (const GPtrArray *speakers, const char *id)
{
    for (guint i = 0; id != NULL && i < speakers->len; i++)
        if (g_str_equal (((const TdSpeaker *) speakers->pdata[i])->id, id))
            return speakers->pdata[i];
    return NULL;
}

/* Whose floor it is, and by which name everybody knows them. */
static gboolean view_floor (TdTx *tx, struct viewing *v, const TdViewer *viewer, GError **error)
{
    g_autoptr (GPtrArray) speakers = td_speakers_load (tx, v->pin->meeting, error);
    const TdLive *live = v->view.live;
    const TdSpeaker *speaker = speakers != NULL ? speaker_of (speakers, live->speaker) : NULL;

    if (speakers == NULL || !td_phone_pin_is_speaker (tx, v->pin, viewer, speaker, &v->view.floor, error))
        return FALSE;
    if (live->who != NULL)
        v->view.floor = g_str_equal (live->who, td_phone_pin_who (v->pin));
    v->view.has_floor = g_strdup (speaker != NULL ? speaker->shown : live->shown);
    v->view.left = td_live_left (live, td_clock_now (&v->instance->clock));
    return TRUE;
}

static gboolean view_next (TdTx *tx, struct viewing *v, const TdViewer *viewer, GError **error)
{
    g_autoptr (GPtrArray) follows = td_live_follows (tx, v->pin->meeting, v->view.live->closed_part, error);
    gboolean theirs = FALSE;

    if (follows == NULL)
        return FALSE;
    if (follows->len == 0)
        return TRUE;
    const TdSpeaker *next = follows->pdata[0];
    if (!td_phone_pin_is_speaker (tx, v->pin, viewer, next, &theirs, error))
        return FALSE;
    v->view.comes_next = g_strdup (next->shown);
    v->view.next = theirs ? g_strdup (next->id) : NULL;
    return TRUE;
}

/* They may be in the closed part, or it is their turn in it. */
static gboolean view_closed (TdTx *tx, struct viewing *v, const TdViewer *viewer, GError **error)
{
    if (v->view.floor) {
        v->view.closed_too = TRUE;
        return TRUE;
    }
    return v->pin->person == NULL || td_live_may_closed (tx, v->view.meeting, viewer, &v->view.closed_too, error);
}

static gboolean view_in (TdTx *tx, gpointer data, GError **error)
{
    struct viewing *v = data;
    g_auto (TdViewer) viewer = { 0 };
    int before = -1;

    td_phone_view_clear (&v->view);
    v->view.meeting = td_telephone_meeting (tx, v->pin->meeting, error);
    if (v->view.meeting == NULL || (v->view.live = td_live_now (tx, v->pin->meeting, error)) == NULL
        || !td_phone_pin_viewer (tx, v->instance, v->pin, v->view.meeting, &viewer, &v->view.may, error))
        return FALSE;
    if (!v->view.may)
        return TRUE;
    if (!view_floor (tx, v, &viewer, error) || !view_next (tx, v, &viewer, error)
        || !view_closed (tx, v, &viewer, error)
        || !td_live_hand_place (tx, v->pin->meeting, td_phone_pin_who (v->pin), &before, error))
        return FALSE;
    v->view.hand = before >= 0;
    return TRUE;
}

gboolean td_phone_view (TdInstance *instance, const TdPhonePin *pin, TdPhoneView *ret_view, GError **error)
{
    struct viewing v = { .instance = instance, .pin = pin };

    if (!td_store_read (instance->store, view_in, &v, error)) {
        td_phone_view_clear (&v.view);
        return FALSE;
    }
    *ret_view = v.view;
    return TRUE;
}

/* ---- words ---- */

static void add_sentence (GString *text, const char *key, const char *language, const char *name, int left)
{
    g_autofree char *minutes = g_strdup_printf ("%d", left / 60);
    g_autofree char *seconds = g_strdup_printf ("%d", left % 60);
    g_autofree char *sentence = td_words_fill (td_phone_words (key, language), "name", name != NULL ? name : "",
                                               "minutes", minutes, "seconds", seconds, NULL);

    g_string_append (text, sentence);
    g_string_append_c (text, '\n');
}

GBytes *td_phone_speak_view (const TdPhoneView *view, const char *language)
{
    g_autoptr (GString) text = g_string_new (NULL);
    g_autofree char *voice = td_instance_voice_path ();

    if (view->has_floor != NULL) {
        add_sentence (text, "has-floor", language, view->has_floor, 0);
        if (view->left > 0)
            add_sentence (text, "time-left", language, NULL, view->left);
    }
    if (view->comes_next != NULL)
        add_sentence (text, "comes-next", language, view->comes_next, 0);
    return text->len > 0
               ? td_helper_run (voice, language, text->str, text->len, TD_LIMIT_VOICE_SECONDS, TD_PHONE_SOUND, NULL)
               : NULL;
}

/* ---- rows ---- */

static gboolean note_in_in (TdTx *tx, gpointer data, GError **error)
{
    struct viewing *v = data;
    g_autoptr (TdMeeting) meeting = NULL;
    const TdPhoneCallNew new_one = { v->new_row, v->caller->name, v->pin, v->caller->language };

    return td_instance_may_write (v->instance, tx, error)
           && (meeting = td_telephone_meeting (tx, v->pin->meeting, error)) != NULL
           && td_phone_call_begin (tx, &new_one, td_clock_now (&v->instance->clock), error)
           && td_attendance_note (tx, v->instance, meeting->id, td_phone_pin_who (v->pin), TD_CAME_TELEPHONE,
                                  td_clock_now (&v->instance->clock), error)
           && td_telephone_journal (tx, v->instance, meeting, td_phone_pin_who (v->pin), "phone.enter", error);
}

gboolean td_phone_note_in (TdInstance *instance, const TdPhoneCaller *caller, char **ret_row, GError **error)
{
    g_autofree char *id = td_id_new ();
    struct viewing v = { .instance = instance, .pin = caller->pin, .caller = caller, .new_row = id };

    if (!td_store_write (instance->store, note_in_in, &v, error))
        return FALSE;
    *ret_row = g_steal_pointer (&id);
    return TRUE;
}

static gboolean note_out_in (TdTx *tx, gpointer data, GError **error)
{
    struct viewing *v = data;
    g_autoptr (TdMeeting) meeting = NULL;

    return td_instance_may_write (v->instance, tx, error)
           && (meeting = td_telephone_meeting (tx, v->pin->meeting, error)) != NULL
           && td_phone_call_end (tx, v->row, td_clock_now (&v->instance->clock), error)
           && td_telephone_journal (tx, v->instance, meeting, td_phone_pin_who (v->pin), "phone.leave", error);
}

gboolean td_phone_note_out (TdInstance *instance, const TdPhonePin *pin, const char *row, GError **error)
{
    struct viewing v = { .instance = instance, .pin = pin, .row = row };

    return td_store_write (instance->store, note_out_in, &v, error);
}

static gboolean count_calls (TdTx *tx, gpointer data, GError **error)
{
    gint64 callbacks;

    return td_phone_count (tx, data, &callbacks, error);
}

static gboolean all_out_in (TdTx *tx, gpointer data, GError **error)
{
    TdInstance *instance = data;
    const TdJournalEntry entry = {
        .actor = "system", .act = "phone.leave", .thing = "telephone", .thing_id = "calls", .clock = &instance->clock
    };
    gint64 n;

    return td_instance_may_write (instance, tx, error)
           && td_phone_calls_end_all (tx, td_clock_now (&instance->clock), &n, error)
           && td_journal_append (tx, &entry, NULL, error);
}

gboolean td_phone_note_all_out (TdInstance *instance, GError **error)
{
    gint64 calls = 0;

    return td_store_read (instance->store, count_calls, &calls, error)
           && (calls == 0 || td_store_write (instance->store, all_out_in, instance, error));
}

/* Being called. Contract in callback.h. */
#include "areas/live/step.h"
#include "areas/telephone/callback-sql.h"
#include "areas/telephone/telephone-rules.h"
#include "base/id.h"
#include "base/limits.h"
#include "mail/kept.h"
#include "meeting/phone-settings.h"
#include "text/words.h"

#include <string.h>

enum { AGAIN = 120 }; /* seconds after a call that was not answered */

/* ---- asking ---- */

struct asking {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *meeting;
    char *number; /* NULL: to be called no more */
    gboolean at_turn;
    TdPhoneCallback *own;
};

/* The viewer's PIN and the meeting that they may attend. */
static gboolean load_own (TdTx *tx, const struct asking *a, TdMeeting **ret_meeting, TdPhonePin **ret_pin,
                          GError **error)
{
    *ret_meeting = td_meeting_get_in (tx, a->viewer, a->meeting, error);
    return *ret_meeting != NULL && td_meeting_may (tx, *ret_meeting, a->viewer, TD_ACT_MEETING_ATTEND, error)
           && (a->viewer->person == NULL
               || td_phone_pin_of_person (tx, a->meeting, a->viewer->person, td_clock_now (&a->instance->clock),
                                          ret_pin, error));
}

static gboolean put_in (TdTx *tx, const struct asking *a, const TdPhonePin *pin, GError **error)
{
    g_autofree char *id = td_id_new ();
    g_autoptr (GBytes) number = td_mail_keep (a->instance, id, a->number);
    const TdPhoneCallback callback = {
        .id = id, .pin = pin->id, .at_turn = a->at_turn, .created = td_clock_now (&a->instance->clock), .number = number
    };

    return td_phone_callback_insert (tx, &callback, error);
}

static gboolean take_out (TdTx *tx, const TdPhonePin *pin, GError **error)
{
    g_autoptr (TdPhoneCallback) before = NULL;

    if (!td_phone_callback_load (tx, NULL, pin->id, &before, error))
        return FALSE;
    return before != NULL ? td_phone_callback_delete (tx, before->id, error) : td_door_unknown (error);
}

static gboolean ask_in (TdTx *tx, gpointer data, GError **error)
{
    struct asking *a = data;
    g_autoptr (TdMeeting) meeting = NULL;
    g_autoptr (TdPhonePin) pin = NULL;

    if (!td_instance_may_write (a->instance, tx, error) || !load_own (tx, a, &meeting, &pin, error))
        return FALSE;
    if (pin == NULL)
        return td_telephone_fail (
            error, TD_ERROR_CONFLICT,
            N_ ("Ask for a PIN first: whoever is called types it, so that nobody else can answer for them."));
    return (a->number != NULL ? put_in (tx, a, pin, error) : take_out (tx, pin, error))
           && td_telephone_journal (tx, a->instance, meeting, td_viewer_actor (a->viewer),
                                    a->number != NULL ? "phone.call-me" : "phone.call-me-end", error);
}

gboolean td_phone_callback_ask (TdInstance *instance, const TdViewer *viewer, const char *meeting, const char *typed,
                                gboolean at_turn, GError **error)
{
    g_autoptr (TdPhoneSettings) settings = td_phone_settings_read (instance->folder);
    g_autofree char *number = td_phone_number (typed != NULL ? typed : "");
    struct asking a = {
        .instance = instance, .viewer = viewer, .meeting = meeting, .number = number, .at_turn = at_turn
    };

    if (settings == NULL || !settings->calls_back)
        return td_telephone_fail (error, TD_ERROR_CONFLICT,
                                  N_ ("Nobody can be called from here. Dial one of the numbers."));
    if (number == NULL)
        return td_telephone_fail (error, TD_ERROR_INPUT,
                                  N_ ("Write the number with the code of its country, such as +41 22 555 01 00."));
    if (!td_phone_settings_may_call (settings, number))
        return td_telephone_fail (
            error, TD_ERROR_INPUT,
            N_ ("Numbers of this country cannot be called from here. Dial one of the numbers instead."));
    return td_store_write (instance->store, ask_in, &a, error);
}

gboolean td_phone_callback_drop (TdInstance *instance, const TdViewer *viewer, const char *meeting, GError **error)
{
    struct asking a = { .instance = instance, .viewer = viewer, .meeting = meeting };

    return td_store_write (instance->store, ask_in, &a, error);
}

static gboolean own_in (TdTx *tx, gpointer data, GError **error)
{
    struct asking *a = data;
    g_autoptr (TdMeeting) meeting = NULL;
    g_autoptr (TdPhonePin) pin = NULL;

    g_clear_pointer (&a->own, td_phone_callback_free);
    return load_own (tx, a, &meeting, &pin, error)
           && (pin == NULL || td_phone_callback_load (tx, NULL, pin->id, &a->own, error));
}

gboolean td_phone_callback_own (TdInstance *instance, const TdViewer *viewer, const char *meeting,
                                TdPhoneCallback **ret_callback, GError **error)
{
    struct asking a = { .instance = instance, .viewer = viewer, .meeting = meeting };

    if (!td_store_read (instance->store, own_in, &a, error))
        return FALSE;
    *ret_callback = a.own;
    return TRUE;
}

/* ---- calling ---- */

struct calling {
    TdInstance *instance;
    GPtrArray *due;
    const char *id, *status;
};

/* They have the floor, or are one of the next two. */
static gboolean turn_is_near (TdTx *tx, const TdPhonePin *pin, const TdViewer *viewer, const TdLive *live,
                              gboolean *ret_near, GError **error)
{
    g_autoptr (GPtrArray) follows = td_live_follows (tx, pin->meeting, TRUE, error);

    *ret_near = live->who != NULL && g_str_equal (live->who, td_phone_pin_who (pin));
    for (guint i = 0; follows != NULL && i < MIN (follows->len, 2) && !*ret_near; i++)
        if (!td_phone_pin_is_speaker (tx, pin, viewer, follows->pdata[i], ret_near, error))
            return FALSE;
    return follows != NULL;
}

static gboolean is_due (TdTx *tx, TdInstance *instance, const TdPhoneCallback *callback, gboolean *ret_due,
                        GError **error)
{
    g_autoptr (TdPhonePin) pin = NULL;
    g_autoptr (TdMeeting) meeting = NULL;
    g_autoptr (TdLive) live = NULL;
    g_auto (TdViewer) viewer = { 0 };
    gboolean may = FALSE;

    *ret_due = FALSE;
    if (!td_phone_pin_load (tx, callback->pin, &pin, error) || pin == NULL
        || (meeting = td_telephone_meeting (tx, pin->meeting, error)) == NULL
        || (live = td_live_now (tx, pin->meeting, error)) == NULL)
        return pin == NULL && (error == NULL || *error == NULL);
    if (live->phase != TD_LIVE_RUNS && live->phase != TD_LIVE_PAUSED)
        return TRUE;
    if (!td_phone_pin_viewer (tx, instance, pin, meeting, &viewer, &may, error))
        return FALSE;
    if (!may)
        return TRUE;
    *ret_due = !callback->at_turn;
    return !callback->at_turn || turn_is_near (tx, pin, &viewer, live, ret_due, error);
}

static gboolean due_in (TdTx *tx, gpointer data, GError **error)
{
    struct calling *c = data;

    g_clear_pointer (&c->due, g_ptr_array_unref);
    c->due = td_phone_callback_waiting (tx, td_clock_now (&c->instance->clock), error);
    for (guint i = c->due != NULL ? c->due->len : 0; i > 0; i--) {
        gboolean due;
        if (!is_due (tx, c->instance, c->due->pdata[i - 1], &due, error))
            return FALSE;
        if (!due)
            g_ptr_array_remove_index (c->due, i - 1);
    }
    return c->due != NULL;
}

GPtrArray *td_phone_callbacks_due (TdInstance *instance, GError **error)
{
    struct calling c = { .instance = instance };

    if (!td_store_read (instance->store, due_in, &c, error))
        g_clear_pointer (&c.due, g_ptr_array_unref);
    return c.due;
}

gboolean td_phone_callback_number (const TdInstance *instance, const TdPhoneCallback *callback, char **ret_number)
{
    gsize size = 0;
    const void *kept = g_bytes_get_data (callback->number, &size);

    *ret_number = td_mail_kept (instance, callback->id, kept, size);
    return *ret_number != NULL;
}

/* What becomes of it: one that failed waits again while there are tries left. */
static gboolean set_status (TdTx *tx, const struct calling *c, const TdPhoneCallback *callback, GError **error)
{
    gboolean calls = g_str_equal (c->status, "calls"), failed = g_str_equal (c->status, "failed");
    int tries = callback->tries + (calls ? 1 : 0);
    gboolean again = failed && tries < TD_LIMIT_PHONE_DIALS;

    return td_phone_callback_set (tx, callback->id, again ? "waits" : c->status, tries,
                                  td_clock_now (&c->instance->clock) + (again ? AGAIN * G_TIME_SPAN_SECOND : 0), error);
}

static gboolean note_in (TdTx *tx, gpointer data, GError **error)
{
    const struct calling *c = data;
    g_autoptr (TdPhoneCallback) callback = NULL;
    g_autoptr (TdPhonePin) pin = NULL;
    g_autoptr (TdMeeting) meeting = NULL;

    return td_instance_may_write (c->instance, tx, error) && td_phone_callback_load (tx, c->id, NULL, &callback, error)
           && (callback != NULL || td_door_unknown (error)) && td_phone_pin_load (tx, callback->pin, &pin, error)
           && (meeting = td_telephone_meeting (tx, pin->meeting, error)) != NULL && set_status (tx, c, callback, error)
           && td_telephone_journal (tx, c->instance, meeting, "system", "phone.dial", error);
}

gboolean td_phone_callback_note (TdInstance *instance, const char *id, const char *status, GError **error)
{
    struct calling c = { .instance = instance, .id = id, .status = status };

    return td_store_write (instance->store, note_in, &c, error);
}

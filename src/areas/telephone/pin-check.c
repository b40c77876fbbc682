/* PINs at the telephone: guessing is counted, rights are asked anew. Contract in pin.h. */
#include "areas/people/sessions.h"
#include "areas/telephone/telephone-rules.h"
#include "base/limits.h"
#include "door/rate.h"

#include <sodium.h>

enum { WINDOW = 15 * 60, MINUTE = 60 }; /* seconds */
#define ALL_TOGETHER "all"

struct checking {
    TdInstance *instance;
    const char *caller, *digits;
    TdPhonePinAnswer answer;
    TdPhonePin *pin;
    gboolean locks; /* this wrong one is the last that is taken */
};

static gboolean count (TdTx *tx, const struct checking *c, const char *who, int seconds, gint64 *ret_n, GError **error)
{
    return td_rate_count (tx, c->instance->pepper, "phone-wrong", who, seconds, td_clock_now (&c->instance->clock),
                          ret_n, error);
}

/* In one snapshot, and with the same reads whether there is such a PIN or not. */
static gboolean look_in (TdTx *tx, gpointer data, GError **error)
{
    struct checking *c = data;
    gint64 of_caller, of_all;
    guint8 token[32];

    g_clear_pointer (&c->pin, td_phone_pin_free);
    td_telephone_hash (c->instance, "phone pin", c->digits, token);
    if (!count (tx, c, c->caller, WINDOW, &of_caller, error) || !count (tx, c, ALL_TOGETHER, MINUTE, &of_all, error)
        || !td_phone_pin_of_token (tx, token, td_clock_now (&c->instance->clock), &c->pin, error))
        return FALSE;
    c->answer = of_caller >= TD_LIMIT_PHONE_TRIES || of_all >= TD_LIMIT_PHONE_TRIES_A_MINUTE ? TD_PHONE_PIN_LOCKED
                : c->pin != NULL                                                             ? TD_PHONE_PIN_RIGHT
                                                                                             : TD_PHONE_PIN_WRONG;
    c->locks = of_caller + 1 >= TD_LIMIT_PHONE_TRIES;
    return TRUE;
}

/* What the journal calls a caller: the beginning of a keyed hash. */
static char *name_of_caller (const struct checking *c)
{
    guint8 hash[32];
    char text[2 * 8 + 1];

    td_telephone_hash (c->instance, "phone caller", c->caller, hash);
    sodium_bin2hex (text, sizeof text, hash, 8);
    return g_strdup (text);
}

static gboolean note_in (TdTx *tx, gpointer data, GError **error)
{
    struct checking *c = data;
    gint64 now = td_clock_now (&c->instance->clock);
    g_autofree char *caller = name_of_caller (c);
    const TdJournalEntry entry = { .actor = "nobody",
                                   .act = c->locks ? "phone.lock" : "phone.wrong",
                                   .thing = "telephone",
                                   .thing_id = caller,
                                   .clock = &c->instance->clock };

    return td_instance_may_write (c->instance, tx, error)
           && td_rate_take (tx, c->instance->pepper, "phone-wrong", c->caller, TD_LIMIT_PHONE_TRIES, WINDOW, now, error)
           && td_rate_take (tx, c->instance->pepper, "phone-wrong", ALL_TOGETHER, TD_LIMIT_PHONE_TRIES_A_MINUTE, MINUTE,
                            now, error)
           && td_journal_append (tx, &entry, NULL, error);
}

gboolean td_phone_pin_check (TdInstance *instance, const char *caller, const char *digits, TdPhonePinAnswer *ret_answer,
                             TdPhonePin **ret_pin, GError **error)
{
    struct checking c = { .instance = instance, .caller = caller, .digits = digits };
    g_autoptr (GError) problem = NULL;

    if (!td_store_read (instance->store, look_in, &c, error))
        return FALSE;
    if (c.answer == TD_PHONE_PIN_WRONG && !td_store_write (instance->store, note_in, &c, &problem)) {
        if (td_error_code (problem) != TD_ERROR_BUSY) {
            g_propagate_error (error, g_steal_pointer (&problem));
            return FALSE;
        }
        c.answer = TD_PHONE_PIN_LOCKED; /* others guess at this very moment */
    }
    if (c.answer == TD_PHONE_PIN_WRONG && c.locks)
        c.answer = TD_PHONE_PIN_LOCKED;
    if (c.answer != TD_PHONE_PIN_RIGHT)
        g_clear_pointer (&c.pin, td_phone_pin_free);
    *ret_answer = c.answer;
    *ret_pin = c.pin;
    return TRUE;
}

/* ---- rights ---- */

/* A guest is of the meeting by the secretariat's word. */
static TdViewer guest (const TdPhonePin *pin)
{
    return (TdViewer){ .roles = TD_ROLE_BIT (PUBLIC), .actor = g_strdup_printf ("phone %s", pin->id) };
}

gboolean td_phone_pin_viewer (TdTx *tx, TdInstance *instance, const TdPhonePin *pin, const TdMeeting *meeting,
                              TdViewer *ret_viewer, gboolean *ret_may, GError **error)
{
    g_autoptr (GError) problem = NULL;
    gboolean there = FALSE;

    if (pin->person == NULL) {
        *ret_viewer = guest (pin);
        *ret_may = meeting->status == TD_MEETING_ON;
        return TRUE;
    }
    *ret_viewer = (TdViewer) TD_VIEWER_NOBODY;
    if (!td_person_viewer (tx, instance, pin->person, pin->trust, ret_viewer, &there, error))
        return FALSE;
    *ret_may = there && ret_viewer->person != NULL
               && td_meeting_may (tx, meeting, ret_viewer, TD_ACT_MEETING_ATTEND, &problem);
    if (problem == NULL || problem->domain == TD_DOOR_ERROR)
        return TRUE;
    td_viewer_clear (ret_viewer);
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}

gboolean td_phone_pin_is_speaker (TdTx *tx, const TdPhonePin *pin, const TdViewer *viewer, const TdSpeaker *speaker,
                                  gboolean *ret_is, GError **error)
{
    *ret_is = FALSE;
    if (speaker == NULL)
        return TRUE;
    if (pin->person == NULL) {
        *ret_is = g_strcmp0 (pin->speaker, speaker->id) == 0;
        return TRUE;
    }
    return td_speaker_is_own (tx, speaker, viewer, ret_is, error);
}

const char *td_phone_pin_who (const TdPhonePin *pin)
{
    return pin->person != NULL ? pin->person : pin->id;
}

/* ---- what is over ---- */

struct forgetting {
    TdInstance *instance;
    gint64 n;
};

static gboolean count_in (TdTx *tx, gpointer data, GError **error)
{
    struct forgetting *f = data;

    return td_phone_pin_count_over (tx, td_clock_now (&f->instance->clock), &f->n, error);
}

static gboolean forget_in (TdTx *tx, gpointer data, GError **error)
{
    struct forgetting *f = data;
    const TdJournalEntry entry = {
        .actor = "system", .act = "phone.forget", .thing = "telephone", .thing_id = "pins", .clock = &f->instance->clock
    };

    return td_instance_may_write (f->instance, tx, error)
           && td_phone_pin_erase (tx, td_clock_now (&f->instance->clock), &f->n, error)
           && td_journal_append (tx, &entry, NULL, error);
}

gboolean td_phone_forget (TdInstance *instance, GError **error)
{
    struct forgetting f = { instance, 0 };

    return td_store_read (instance->store, count_in, &f, error)
           && (f.n == 0 || td_store_write (instance->store, forget_in, &f, error));
}

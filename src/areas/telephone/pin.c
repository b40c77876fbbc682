/* PINs: making, giving, ending. Contract in pin.h. */
#include "areas/people/account.h"
#include "areas/people/people.h"
#include "areas/telephone/telephone-rules.h"
#include "base/id.h"
#include "base/limits.h"
#include "door/rate.h"
#include "mail/mail.h"
#include "meeting/phone-protocol.h"
#include "meeting/phone-settings.h"
#include "text/clean.h"
#include "text/words.h"

#include <sodium.h>

TD_DEFINE_ERROR (telephone)

gboolean td_telephone_fail (GError **error, TdErrorCode code, const char *sentence)
{
    g_set_error_literal (error, TD_TELEPHONE_ERROR, (int) code, sentence);
    return FALSE;
}

void td_telephone_hash (const TdInstance *instance, const char *purpose, const char *text, guint8 ret_hash[32])
{
    crypto_generichash_state state;

    crypto_generichash_init (&state, instance->pepper, sizeof instance->pepper, 32);
    crypto_generichash_update (&state, (const guint8 *) purpose, strlen (purpose) + 1);
    crypto_generichash_update (&state, (const guint8 *) text, strlen (text));
    crypto_generichash_final (&state, ret_hash, 32);
}

gboolean td_telephone_journal (TdTx *tx, TdInstance *instance, const TdMeeting *meeting, const char *actor,
                               const char *act, GError **error)
{
    guint8 content[32];
    const TdJournalEntry entry = { .actor = actor,
                                   .act = act,
                                   .thing = "meeting",
                                   .thing_id = meeting->id,
                                   .content = content,
                                   .clock = &instance->clock };

    crypto_generichash (content, sizeof content, (const guint8 *) act, strlen (act), meeting->secret,
                        sizeof meeting->secret);
    return td_journal_append (tx, &entry, NULL, error);
}

TdMeeting *td_telephone_meeting (TdTx *tx, const char *id, GError **error)
{
    TdMeeting *meeting = NULL;

    if (td_meeting_load (tx, id, &meeting, error) && meeting == NULL)
        td_door_unknown (error);
    return meeting;
}

/* ---- making ---- */

struct making {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *meeting, *shown, *speaker, *locale;
    TdPerson *account; /* of the viewer; NULL: for a guest */
    char *digits;
};

static char *digits_new (void)
{
    return g_strdup_printf ("%08u", randombytes_uniform (100000000));
}

/* The viewer's own turn in the list, as it is shown; NULL: none. */
static gboolean shown_in_list (TdTx *tx, const struct making *m, const TdMeeting *meeting, char **ret_shown,
                               GError **error)
{
    g_autoptr (GPtrArray) speakers = td_speakers_in (tx, meeting, m->viewer, error);

    *ret_shown = NULL;
    if (speakers == NULL)
        return FALSE;
    for (guint i = 0; i < speakers->len && *ret_shown == NULL; i++) {
        const TdSpeaker *speaker = speakers->pdata[i];
        gboolean own = FALSE;
        if (!td_speaker_is_own (tx, speaker, m->viewer, &own, error))
            return FALSE;
        if (own)
            *ret_shown = g_strdup (speaker->shown);
    }
    return TRUE;
}

/* The name by which they are called up. */
static gboolean name_of (TdTx *tx, const struct making *m, const TdMeeting *meeting, char **ret_shown, GError **error)
{
    *ret_shown = NULL;
    if (m->shown != NULL && *m->shown != '\0')
        return (*ret_shown = td_person_name (m->shown, error)) != NULL;
    if (m->account == NULL)
        return td_telephone_fail (error, TD_ERROR_INPUT,
                                  N_ ("Write the name by which they are called up in the meeting."));
    if (!shown_in_list (tx, m, meeting, ret_shown, error))
        return FALSE;
    if (*ret_shown == NULL)
        *ret_shown = g_strdup (m->account->name != NULL ? m->account->name : td_words (m->locale, N_ ("A caller")));
    return TRUE;
}

/* The speaker of the meeting's list for whom a guest speaks. */
static gboolean speaker_is_there (TdTx *tx, const struct making *m, GError **error)
{
    g_autoptr (GPtrArray) speakers = NULL;

    if (m->speaker == NULL)
        return TRUE;
    speakers = td_speakers_load (tx, m->meeting, error);
    for (guint i = 0; speakers != NULL && i < speakers->len; i++)
        if (g_str_equal (((const TdSpeaker *) speakers->pdata[i])->id, m->speaker))
            return TRUE;
    return speakers != NULL
           && td_telephone_fail (error, TD_ERROR_INPUT, N_ ("This speaker is not in the meeting's list."));
}

/* Says number and PIN, and when; neither State nor title. */
static gboolean post_letter (TdTx *tx, const struct making *m, const TdMeeting *meeting, GError **error)
{
    const char *locale = m->account->locale != NULL ? m->account->locale : m->locale;
    g_autofree char *when = td_words_instant (locale, meeting->begins, meeting->zone);
    g_autofree char *path = g_strdup_printf ("/%s/meetings/%s/telephone", locale, meeting->id);
    g_autofree char *pin =
        td_words_fill (td_words (locale, N_ ("Your PIN: {pin}. It is for you alone.")), "pin", m->digits, NULL);
    g_autofree char *begins =
        td_words_fill (td_words (locale, N_ ("The meeting begins on {when}.")), "when", when, NULL);
    const char *paragraphs[] = {
        td_words (locale, N_ ("You asked for a PIN to take part in a meeting by telephone.")), pin, begins,
        td_words (locale, N_ ("The numbers to dial stand on the page below. Who has lost the PIN asks for "
                              "another one there; this one then ends.")),
        NULL
    };
    const TdMail mail = { .to = m->account->address,
                          .locale = locale,
                          .subject = td_words (locale, N_ ("Your PIN for the telephone")),
                          .paragraphs = paragraphs,
                          .path = path,
                          .button = td_words (locale, N_ ("Numbers to dial")),
                          .cancel_key = NULL };
    g_autoptr (GError) problem = NULL;

    if (td_mail_post (tx, m->instance, &mail, &problem) || problem->domain == TD_MAIL_ERROR)
        return TRUE; /* it stands on the page anyway */
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
}

/* An older one of this person ends. */
static gboolean end_before (TdTx *tx, const struct making *m, gint64 now, GError **error)
{
    g_autoptr (TdPhonePin) before = NULL;

    return m->account == NULL
           || (td_phone_pin_of_person (tx, m->meeting, m->account->id, now, &before, error)
               && (before == NULL || td_phone_pin_end (tx, before->id, now, error)));
}

static gboolean is_open (const struct making *m, const TdMeeting *meeting, gint64 now, GError **error)
{
    if (!td_phone_settings_there (m->instance->folder))
        return td_telephone_fail (error, TD_ERROR_CONFLICT, N_ ("There is no telephone line to these meetings."));
    if (meeting->status == TD_MEETING_CANCELLED || now > meeting->ends + TD_LIMIT_PHONE_PIN_HOURS * G_TIME_SPAN_HOUR)
        return td_telephone_fail (error, TD_ERROR_CONFLICT,
                                  N_ ("This meeting is over or was cancelled, so nobody can call it."));
    return TRUE;
}

static gboolean may_make (TdTx *tx, const struct making *m, const TdMeeting *meeting, GError **error)
{
    return m->account != NULL
               ? td_meeting_may (tx, meeting, m->viewer, TD_ACT_MEETING_ATTEND, error)
               : td_meeting_may (tx, meeting, m->viewer, TD_ACT_MEETING_PLAN, error) && speaker_is_there (tx, m, error);
}

static gboolean make_in (TdTx *tx, gpointer data, GError **error)
{
    struct making *m = data;
    gint64 now = td_clock_now (&m->instance->clock);
    g_autoptr (TdMeeting) meeting = td_meeting_get_in (tx, m->viewer, m->meeting, error);
    g_autofree char *shown = NULL;
    g_autofree char *id = td_id_new ();
    guint8 token[32];

    if (meeting == NULL || !td_instance_may_write (m->instance, tx, error) || !may_make (tx, m, meeting, error)
        || !is_open (m, meeting, now, error) || !name_of (tx, m, meeting, &shown, error)
        || !td_rate_take (tx, m->instance->pepper, "phone-pin", td_viewer_actor (m->viewer), TD_LIMIT_PHONE_PINS,
                          TD_RATE_DAY, now, error)
        || !end_before (tx, m, now, error))
        return FALSE;
    const TdPhonePin pin = { .id = id,
                             .meeting = meeting->id,
                             .person = m->account != NULL ? m->account->id : NULL,
                             .speaker = (char *) m->speaker,
                             .shown = shown,
                             .locale = (char *) m->locale,
                             .trust = m->viewer->trust,
                             .expires = meeting->ends + TD_LIMIT_PHONE_PIN_HOURS * G_TIME_SPAN_HOUR,
                             .created = now };
    td_telephone_hash (m->instance, "phone pin", m->digits, token);
    return td_phone_pin_insert (tx, &pin, token, error) && (m->account == NULL || post_letter (tx, m, meeting, error))
           && td_telephone_journal (tx, m->instance, meeting, td_viewer_actor (m->viewer), "phone.pin", error);
}

/* Two PINs with the same digits are as good as impossible; if it happens, other digits are drawn. */
static gboolean make (struct making *m, char **ret_digits, GError **error)
{
    for (int left = 3;; left--) {
        g_autoptr (GError) problem = NULL;
        g_free (m->digits);
        m->digits = digits_new ();
        if (td_store_write (m->instance->store, make_in, m, &problem)) {
            *ret_digits = g_steal_pointer (&m->digits);
            return TRUE;
        }
        if (left == 0 || problem->domain != TD_STORE_ERROR || problem->code != TD_ERROR_CONFLICT) {
            g_clear_pointer (&m->digits, g_free);
            g_propagate_error (error, g_steal_pointer (&problem));
            return FALSE;
        }
    }
}

gboolean td_phone_pin_make (TdInstance *instance, const TdViewer *viewer, const char *meeting, const char *shown,
                            const char *locale, char **ret_digits, GError **error)
{
    g_autoptr (TdPerson) account =
        viewer->person != NULL ? td_person_get (instance, viewer, viewer->person, error) : NULL;
    struct making m = {
        .instance = instance, .viewer = viewer, .meeting = meeting, .shown = shown, .locale = locale, .account = account
    };

    if (viewer->person == NULL)
        return td_telephone_fail (
            error, TD_ERROR_NOT_ALLOWED,
            N_ ("A PIN is for somebody with an account. Sign in, or ask the secretariat for one."));
    return account != NULL && make (&m, ret_digits, error);
}

gboolean td_phone_pin_give (TdInstance *instance, const TdViewer *viewer, const char *meeting, const char *shown,
                            const char *speaker, char **ret_digits, GError **error)
{
    struct making m = {
        .instance = instance, .viewer = viewer, .meeting = meeting, .shown = shown, .speaker = speaker, .locale = "en"
    };

    return make (&m, ret_digits, error);
}

/* ---- reading and ending ---- */

struct one {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *meeting, *id;
    TdPhonePin *pin;
    GPtrArray *list;
};

static gboolean own_in (TdTx *tx, gpointer data, GError **error)
{
    struct one *o = data;
    g_autoptr (TdMeeting) meeting = td_meeting_get_in (tx, o->viewer, o->meeting, error);

    g_clear_pointer (&o->pin, td_phone_pin_free);
    return meeting != NULL && td_meeting_may (tx, meeting, o->viewer, TD_ACT_MEETING_ATTEND, error)
           && (o->viewer->person == NULL
               || td_phone_pin_of_person (tx, o->meeting, o->viewer->person, td_clock_now (&o->instance->clock),
                                          &o->pin, error));
}

gboolean td_phone_pin_own (TdInstance *instance, const TdViewer *viewer, const char *meeting, TdPhonePin **ret_pin,
                           GError **error)
{
    struct one o = { .instance = instance, .viewer = viewer, .meeting = meeting };

    if (!td_store_read (instance->store, own_in, &o, error))
        return FALSE;
    *ret_pin = o.pin;
    return TRUE;
}

static gboolean list_in (TdTx *tx, gpointer data, GError **error)
{
    struct one *o = data;
    g_autoptr (TdMeeting) meeting = td_meeting_get_in (tx, o->viewer, o->meeting, error);

    return meeting != NULL && td_meeting_may (tx, meeting, o->viewer, TD_ACT_MEETING_PLAN, error)
           && (o->list = td_phone_pin_list (tx, o->meeting, td_clock_now (&o->instance->clock), error)) != NULL;
}

GPtrArray *td_phone_pins (TdInstance *instance, const TdViewer *viewer, const char *meeting, GError **error)
{
    struct one o = { .instance = instance, .viewer = viewer, .meeting = meeting };

    return td_store_read (instance->store, list_in, &o, error) ? o.list : NULL;
}

/* Their own (id NULL), or any by TD_ACT_MEETING_PLAN. */
static gboolean end_in (TdTx *tx, gpointer data, GError **error)
{
    struct one *o = data;
    gint64 now = td_clock_now (&o->instance->clock);
    g_autoptr (TdPhonePin) pin = NULL;
    g_autoptr (TdMeeting) meeting = NULL;

    if (!td_instance_may_write (o->instance, tx, error)
        || !(o->id != NULL ? td_phone_pin_load (tx, o->id, &pin, error)
                           : td_phone_pin_of_person (tx, o->meeting, o->viewer->person, now, &pin, error)))
        return FALSE;
    if (pin == NULL)
        return td_door_unknown (error);
    meeting = td_meeting_get_in (tx, o->viewer, pin->meeting, error);
    return meeting != NULL && (o->id == NULL || td_meeting_may (tx, meeting, o->viewer, TD_ACT_MEETING_PLAN, error))
           && td_phone_pin_end (tx, pin->id, now, error)
           && td_telephone_journal (tx, o->instance, meeting, td_viewer_actor (o->viewer), "phone.pin-end", error);
}

gboolean td_phone_pin_drop (TdInstance *instance, const TdViewer *viewer, const char *meeting, GError **error)
{
    struct one o = { .instance = instance, .viewer = viewer, .meeting = meeting };

    return viewer->person != NULL ? td_store_write (instance->store, end_in, &o, error) : td_door_unknown (error);
}

gboolean td_phone_pin_withdraw (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error)
{
    struct one o = { .instance = instance, .viewer = viewer, .id = id };

    return td_store_write (instance->store, end_in, &o, error);
}

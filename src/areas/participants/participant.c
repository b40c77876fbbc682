/* Copies for standing participants: listing, addresses, recording. Contract in participant.h. */
#include "areas/participants/participant-private.h"
#include "areas/participants/to-send.h"

#include "base/clock.h"
#include "base/errors.h"
#include "base/limits.h"
#include "journal/journal.h"
#include "mail/kept.h"
#include "mail/mail.h"
#include "text/clean.h"
#include "text/words.h"

TD_DEFINE_ERROR (participant)

gboolean td_participant_fail (const char **ret_field, const char *field, GError **error, int code, const char *message)
{
    if (ret_field != NULL)
        *ret_field = field;
    g_set_error_literal (error, TD_PARTICIPANT_ERROR, code, message);
    return FALSE;
}

/* ---- words ---- */

static const struct {
    const char *word, *label;
} hows[TD_N_SENT] = {
    [TD_SENT_LINK] = { "link", N_ ("By mail, with a link to its files") },
    [TD_SENT_MAIL] = { "mail", N_ ("By mail") },
    [TD_SENT_POST] = { "post", N_ ("By post") },
    [TD_SENT_HAND] = { "hand", N_ ("Handed over") },
    [TD_SENT_OTHER] = { "other", N_ ("In another way") },
};

const char *td_sent_how_word (TdSentHow how)
{
    return how < TD_N_SENT ? hows[how].word : "";
}

const char *td_sent_how_label (TdSentHow how)
{
    return how < TD_N_SENT ? hows[how].label : "";
}

gboolean td_sent_how_from_word (const char *word, TdSentHow *ret_how)
{
    for (int how = TD_SENT_LINK + 1; how < TD_N_SENT; how++)
        if (g_strcmp0 (hows[how].word, word) == 0) {
            *ret_how = (TdSentHow) how;
            return TRUE;
        }
    return FALSE;
}

static const struct {
    TdStatus status;
    const char *word, *label;
} goners[] = {
    { TD_STATUS_REPLACED, "replaced", N_ ("replaced by a corrected one") },
    { TD_STATUS_TAKEN_DOWN, "taken-down", N_ ("taken down") },
    { TD_STATUS_REFUSED, "refused", N_ ("refused") },
    { TD_STATUS_DUPLICATE, "duplicate", N_ ("a double of another") },
    { TD_N_STATUSES, "erased", N_ ("erased") },
};

const char *td_participant_gone_word (TdStatus status)
{
    for (gsize i = 0; i < G_N_ELEMENTS (goners); i++)
        if (goners[i].status == status)
            return goners[i].word;
    return NULL;
}

const char *td_participant_copy_gone_label (const TdParticipantCopy *c)
{
    for (gsize i = 0; i < G_N_ELEMENTS (goners); i++)
        if (g_strcmp0 (goners[i].word, c->gone) == 0)
            return goners[i].label;
    return c->gone;
}

gboolean td_participant_copy_waits (const TdParticipantCopy *c)
{
    return c->gone == NULL && c->sendings->len == 0;
}

/* ---- whom may know ---- */

gboolean td_participant_may_know (const TdViewer *viewer, const char *state)
{
    const TdThing thing = {
        .kind = TD_THING_SUBMISSION, .status = TD_STATUS_RECEIVED, .visibility = TD_VISIBILITY_COMMITTEE, .state = state
    };

    return td_door_may (viewer, TD_ACT_SUBMISSION_READ, &thing, NULL);
}

/* The States of whose reports the viewer may not know. */
static GPtrArray *hidden_from (const TdProfile *profile, const TdViewer *viewer)
{
    GPtrArray *states = g_ptr_array_new ();

    for (gsize i = 0; i < profile->n_states; i++)
        if (!td_participant_may_know (viewer, profile->states[i].iso3))
            g_ptr_array_add (states, (gpointer) profile->states[i].iso3);
    g_ptr_array_add (states, NULL);
    return states;
}

/* ---- reading ---- */

struct listing {
    TdCopySearch search;
    GPtrArray *list;
    gint64 total;
};

static gboolean list_in (TdTx *tx, gpointer data, GError **error)
{
    struct listing *l = data;

    g_clear_pointer (&l->list, g_ptr_array_unref);
    l->list = td_participant_copies_load (tx, &l->search, &l->total, error);
    return l->list != NULL;
}

static GPtrArray *list_copies (TdInstance *instance, const TdViewer *viewer, TdCopySearch search, gint64 *ret_total,
                               GError **error)
{
    g_autoptr (GPtrArray) hidden = hidden_from (instance->profile, viewer);
    struct listing l = { .search = search };

    l.search.not_states = (const char *const *) hidden->pdata;
    if (!td_store_read (instance->store, list_in, &l, error)) {
        g_clear_pointer (&l.list, g_ptr_array_unref);
        return NULL;
    }
    *ret_total = l.total;
    return l.list;
}

GPtrArray *td_participant_copies (TdInstance *instance, const TdViewer *viewer, int from, int most, gint64 *ret_total,
                                  GError **error)
{
    if (!td_door_may (viewer, TD_ACT_PARTICIPANT_RECORD, NULL, error))
        return NULL;
    return list_copies (instance, viewer, (TdCopySearch){ .from = from, .most = most }, ret_total, error);
}

struct getting {
    const char *id;
    TdParticipantCopy *copy;
};

static gboolean get_in (TdTx *tx, gpointer data, GError **error)
{
    struct getting *g = data;

    g_clear_pointer (&g->copy, td_participant_copy_free);
    return td_participant_copy_load (tx, g->id, &g->copy, error);
}

/* Of one that there is not, and of one that the viewer may not know of, the same is said. */
static TdParticipantCopy *known (TdParticipantCopy *take_copy, const TdViewer *viewer, GError **error)
{
    g_autoptr (TdParticipantCopy) c = take_copy;

    if (c != NULL && td_participant_may_know (viewer, c->state))
        return g_steal_pointer (&c);
    td_door_unknown (error);
    return NULL;
}

TdParticipantCopy *td_participant_copy_get (TdInstance *instance, const TdViewer *viewer, const char *id,
                                            GError **error)
{
    struct getting g = { .id = id };

    if (!td_door_may (viewer, TD_ACT_PARTICIPANT_RECORD, NULL, error)
        || !td_store_read (instance->store, get_in, &g, error)) {
        td_participant_copy_free (g.copy);
        return NULL;
    }
    return known (g.copy, viewer, error);
}

void td_to_send_free (TdToSend *t)
{
    if (t == NULL)
        return;
    g_free (t->id);
    g_free (t->participant);
    g_free (t->state);
    g_free (t);
}

GPtrArray *td_participant_to_send (TdInstance *instance, const TdViewer *viewer, int most, gint64 *ret_total,
                                   GError **error)
{
    g_autoptr (GPtrArray) copies = NULL;
    GPtrArray *list;

    if (!td_door_may (viewer, TD_ACT_DESK, NULL, error))
        return NULL;
    copies = list_copies (instance, viewer, (TdCopySearch){ .waiting = TRUE, .most = most }, ret_total, error);
    if (copies == NULL)
        return NULL;
    list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_to_send_free);
    for (guint i = 0; i < copies->len; i++) {
        const TdParticipantCopy *c = copies->pdata[i];
        const TdParticipant *p = td_profile_participant (instance->profile, c->participant);
        TdToSend *one = g_new0 (TdToSend, 1);
        *one = (TdToSend){ g_strdup (c->id), g_strdup (p != NULL ? p->name : c->participant), g_strdup (c->state),
                           c->received };
        g_ptr_array_add (list, one);
    }
    return list;
}

/* ---- addresses ---- */

gboolean td_participant_address_in (TdTx *tx, const TdInstance *instance, const char *participant, char **ret_address,
                                    char **ret_locale, GError **error)
{
    g_autoptr (GBytes) content = NULL;
    gsize size = 0;
    const void *bytes;

    *ret_address = *ret_locale = NULL;
    if (!td_participant_address_load (tx, participant, &content, ret_locale, error))
        return FALSE;
    if (content == NULL)
        return TRUE;
    bytes = g_bytes_get_data (content, &size);
    *ret_address = td_mail_kept (instance, participant, bytes, size);
    return TRUE;
}

struct addressing {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *participant, *given, *locale;
    char *address, *ret_locale;
};

static gboolean address_in (TdTx *tx, gpointer data, GError **error)
{
    struct addressing *a = data;

    g_clear_pointer (&a->address, g_free);
    g_clear_pointer (&a->ret_locale, g_free);
    return td_participant_address_in (tx, a->instance, a->participant, &a->address, &a->ret_locale, error);
}

static gboolean is_participant (const TdInstance *instance, const char *slug, GError **error)
{
    return td_profile_participant (instance->profile, slug) != NULL
           || td_participant_fail (NULL, NULL, error, TD_ERROR_NOT_FOUND,
                                   "There is no such standing participant. The list of them has their names.");
}

gboolean td_participant_address (TdInstance *instance, const TdViewer *viewer, const char *participant,
                                 char **ret_address, char **ret_locale, GError **error)
{
    struct addressing a = { .instance = instance, .participant = participant };

    if (!td_door_may (viewer, TD_ACT_PARTICIPANT_RECORD, NULL, error) || !is_participant (instance, participant, error)
        || !td_store_read (instance->store, address_in, &a, error)) {
        g_free (a.address);
        g_free (a.ret_locale);
        return FALSE;
    }
    *ret_address = a.address;
    *ret_locale = a.ret_locale;
    return TRUE;
}

gboolean td_participant_journal (TdTx *tx, const TdInstance *instance, const char *actor, const char *act,
                                 const char *thing, const char *id, GError **error)
{
    const TdJournalEntry entry = {
        .actor = actor, .act = act, .thing = thing, .thing_id = id, .clock = &instance->clock
    };

    return td_journal_append (tx, &entry, NULL, error);
}

/* What waits for it goes to the new address. */
static gboolean send_waiting (TdTx *tx, const struct addressing *a, GError **error)
{
    const TdCopySearch theirs = { .participant = a->participant };
    g_autoptr (GPtrArray) copies = td_participant_copies_load (tx, &theirs, NULL, error);

    for (guint i = 0; copies != NULL && i < copies->len; i++) {
        gboolean sent;
        if (!td_participant_letter (tx, a->instance, copies->pdata[i], td_viewer_actor (a->viewer), &sent, error))
            return FALSE;
    }
    return copies != NULL;
}

static gboolean set_address_in (TdTx *tx, gpointer data, GError **error)
{
    struct addressing *a = data;
    const char *actor = td_viewer_actor (a->viewer);
    g_autoptr (GBytes) content = a->given != NULL ? td_mail_keep (a->instance, a->participant, a->given) : NULL;
    gint64 now = td_clock_now (&a->instance->clock);

    if (!td_instance_may_write (a->instance, tx, error))
        return FALSE;
    if (content == NULL ? !td_participant_address_drop (tx, a->participant, error)
                        : !td_participant_address_set (tx, a->participant, content, a->locale, actor, now, error)
                              || !send_waiting (tx, a, error))
        return FALSE;
    return td_participant_journal (tx, a->instance, actor, "participant.address", "participant", a->participant, error);
}

gboolean td_participant_set_address (TdInstance *instance, const TdViewer *viewer, const char *participant,
                                     const char *address, const char *locale, GError **error)
{
    g_autofree char *clean = g_strstrip (g_strdup (address));
    struct addressing a = { .instance = instance, .viewer = viewer, .participant = participant, .locale = "en" };

    if (!td_door_may (viewer, TD_ACT_PARTICIPANT_RECORD, NULL, error) || !is_participant (instance, participant, error))
        return FALSE;
    a.given = *clean != '\0' ? clean : NULL;
    if (a.given != NULL && !td_mail_address_ok (a.given))
        return td_participant_fail (NULL, NULL, error, TD_ERROR_INPUT,
                                    "This is not a mail address. Write it like registry@example.org.");
    if (locale != NULL && *locale != '\0' && !g_strv_contains (td_words_locales (), locale))
        return td_participant_fail (NULL, NULL, error, TD_ERROR_INPUT,
                                    "Letters are not written in this language. Choose one of the list.");
    if (locale != NULL && *locale != '\0')
        a.locale = locale;
    return td_store_write (instance->store, set_address_in, &a, error);
}

/* ---- recording ---- */

struct recording {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *id;
    const TdSentWish *wish;
    const char **ret_field;
    TdSending sending;
};

static TdParticipantCopy *copy_for (TdTx *tx, const struct recording *r, GError **error)
{
    TdParticipantCopy *c = NULL;

    if (!td_instance_may_write (r->instance, tx, error) || !td_participant_copy_load (tx, r->id, &c, error))
        return NULL;
    return known (c, r->viewer, error);
}

static gboolean record_in (TdTx *tx, gpointer data, GError **error)
{
    struct recording *r = data;
    g_autoptr (TdParticipantCopy) c = copy_for (tx, r, error);
    const char *actor = td_viewer_actor (r->viewer);

    if (c == NULL)
        return FALSE;
    if (c->sendings->len >= TD_LIMIT_PARTICIPANT_SENDINGS)
        return td_participant_fail (NULL, NULL, error, TD_ERROR_CONFLICT,
                                    "This was sent as often as one record can hold. Nothing more can be noted here.");
    r->sending.at = td_clock_now (&r->instance->clock);
    return td_participant_sending_insert (tx, c, &r->sending, actor, error)
           && td_participant_journal (tx, r->instance, actor, td_act_word (TD_ACT_PARTICIPANT_RECORD),
                                      "participant-copy", c->id, error);
}

/* *ret_day NULL: today. The caller frees it. */
static gboolean read_day (const TdInstance *instance, const char *given, char **ret_day, GError **error)
{
    g_autofree char *today = td_clock_today (&instance->clock, instance->profile->zone);

    *ret_day = NULL;
    if (given == NULL || *given == '\0')
        return TRUE;
    if (td_date_precision (given) != TD_DATE_DAY)
        return td_participant_fail (NULL, NULL, error, TD_ERROR_INPUT,
                                    "This is not a day. Write it like 2026-12-18, or leave it out for today.");
    if (td_date_compare (given, today) > 0)
        return td_participant_fail (NULL, NULL, error, TD_ERROR_INPUT,
                                    "This day is still to come. Record it once it was sent.");
    *ret_day = g_strdup (given);
    return TRUE;
}

static gboolean read_note (const char *given, char **ret_note, GError **error)
{
    g_autofree char *note = td_text_clean_text (given != NULL ? given : "", TD_LIMIT_TEXT_CHARACTERS);

    if (note == NULL)
        return td_participant_fail (NULL, NULL, error, TD_ERROR_INPUT,
                                    "This is too long. Shorten it to what the hint says.");
    *ret_note = *note != '\0' ? g_steal_pointer (&note) : NULL;
    return TRUE;
}

gboolean td_participant_record (TdInstance *instance, const TdViewer *viewer, const char *copy, const TdSentWish *wish,
                                const char **ret_field, GError **error)
{
    struct recording r = { .instance = instance, .viewer = viewer, .id = copy, .wish = wish, .ret_field = ret_field };
    g_autofree char *day = NULL;
    g_autofree char *note = NULL;

    if (!td_door_may (viewer, TD_ACT_PARTICIPANT_RECORD, NULL, error))
        return FALSE;
    if (!td_sent_how_from_word (wish->how, &r.sending.how))
        return td_participant_fail (ret_field, "how", error, TD_ERROR_INPUT, "Choose how it was sent.");
    if (ret_field != NULL)
        *ret_field = "day";
    if (!read_day (instance, wish->day, &day, error))
        return FALSE;
    if (ret_field != NULL)
        *ret_field = "note";
    if (!read_note (wish->note, &note, error))
        return FALSE;
    r.sending.day = day;
    r.sending.note = note;
    if (ret_field != NULL)
        *ret_field = NULL;
    return td_store_write (instance->store, record_in, &r, error);
}

static gboolean send_in (TdTx *tx, gpointer data, GError **error)
{
    struct recording *r = data;
    g_autoptr (TdParticipantCopy) c = copy_for (tx, r, error);
    const char *actor = td_viewer_actor (r->viewer);
    gboolean sent = FALSE;

    if (c == NULL)
        return FALSE;
    if (c->gone != NULL || c->sendings->len >= TD_LIMIT_PARTICIPANT_SENDINGS)
        return td_participant_fail (NULL, NULL, error, TD_ERROR_CONFLICT,
                                    "This report is not sent any more. Its record says why.");
    if (!td_participant_letter (tx, r->instance, c, actor, &sent, error))
        return FALSE;
    if (!sent)
        return td_participant_fail (NULL, NULL, error, TD_ERROR_CONFLICT,
                                    "No letter can go: no mail address is recorded, or too many letters went to it "
                                    "today. Record an address, or send it by another way and note that.");
    return td_participant_journal (tx, r->instance, actor, "participant.send", "participant-copy", c->id, error);
}

gboolean td_participant_send (TdInstance *instance, const TdViewer *viewer, const char *copy, GError **error)
{
    struct recording r = { .instance = instance, .viewer = viewer, .id = copy };

    return td_door_may (viewer, TD_ACT_PARTICIPANT_RECORD, NULL, error)
           && td_store_write (instance->store, send_in, &r, error);
}

/* Late contributions: what one is, and asking for it. Contract in late.h. */
#include "areas/calls/late-private.h"

#include "areas/people/membership.h"
#include "areas/people/people.h"
#include "base/errors.h"
#include "base/id.h"
#include "base/limits.h"
#include "door/rate.h"
#include "journal/journal.h"
#include "mail/mail.h"
#include "text/words.h"

#include <sodium.h>

enum { HOUR = 60 * 60 };

static const char *const status_words[] = {
    [TD_LATE_WAITS] = N_ ("waits"),     [TD_LATE_REFUSED] = N_ ("refused"), [TD_LATE_OPEN] = N_ ("open"),
    [TD_LATE_EXPIRED] = N_ ("expired"), [TD_LATE_REVOKED] = N_ ("revoked"), [TD_LATE_USED] = N_ ("used"),
};

const char *td_late_status_word (TdLateStatus status)
{
    return status_words[status];
}

TdLateStatus td_late_status (const TdLate *late, gint64 at)
{
    if (late->decided == 0)
        return TD_LATE_WAITS;
    if (!late->granted)
        return TD_LATE_REFUSED;
    if (late->used != 0)
        return TD_LATE_USED;
    if (late->revoked != 0)
        return TD_LATE_REVOKED;
    return at < late->until ? TD_LATE_OPEN : TD_LATE_EXPIRED;
}

const char *td_late_way_words (const char *way)
{
    if (g_strcmp0 (way, "link") == 0)
        return N_ ("Taken late, by a personal link that the secretariat gave for one contribution.");
    if (g_strcmp0 (way, "entered") == 0)
        return N_ ("Taken late: the secretariat entered it for its sender.");
    return "";
}

/* ---- what the files of this share ---- */

gboolean td_late_wrong (const char **ret_field, const char *field, GError **error, int code, const char *message)
{
    if (ret_field != NULL)
        *ret_field = field;
    g_set_error_literal (error, TD_CALLS_ERROR, code, message);
    return FALSE;
}

const char *td_late_state (const TdProfile *profile, const TdCall *call, const char *iso3, const char **ret_field,
                           GError **error)
{
    gboolean named = iso3 != NULL && *iso3 != '\0';
    const TdState *state;

    if (!named && call->states[0] != NULL && call->states[1] == NULL)
        iso3 = call->states[0];
    state = td_profile_state (profile, iso3 != NULL ? iso3 : "");
    if (state != NULL && (call->states[0] == NULL || g_strv_contains ((const char *const *) call->states, state->iso3)))
        return state->iso3;
    td_late_wrong (ret_field, "state", error, TD_ERROR_INPUT,
                   "Say about which State it is: one of those that the call is about.");
    return NULL;
}

void td_late_hash (const TdInstance *instance, const char *key, guint8 ret_hash[32])
{
    static const char purpose[] = "late link";
    crypto_generichash_state state;

    crypto_generichash_init (&state, instance->pepper, sizeof instance->pepper, 32);
    crypto_generichash_update (&state, (const guint8 *) purpose, sizeof purpose);
    crypto_generichash_update (&state, (const guint8 *) key, strlen (key));
    crypto_generichash_final (&state, ret_hash, 32);
}

gboolean td_late_journal (TdTx *tx, const TdInstance *instance, const char *actor, const char *act, const TdLate *late,
                          GError **error)
{
    const char *said[] = { late->call,        late->state, late->address,
                           late->name,        late->why,   late->granted ? "granted" : NULL,
                           late->until_local, late->reason };
    guint8 content[32];
    TdJournalEntry entry = {
        .actor = actor, .act = act, .thing = "late", .thing_id = late->id, .content = content, .clock = &instance->clock
    };
    crypto_generichash_state state;

    crypto_generichash_init (&state, late->secret, sizeof late->secret, 32);
    for (gsize i = 0; i < G_N_ELEMENTS (said); i++) {
        const char *word = said[i] != NULL ? said[i] : "";
        crypto_generichash_update (&state, (const guint8 *) word, strlen (word) + 1);
    }
    crypto_generichash_final (&state, content, 32);
    return td_journal_append (tx, &entry, NULL, error);
}

gboolean td_late_reason_ok (const char *reason, const char **ret_field, GError **error)
{
    if (reason == NULL || *reason == '\0')
        return td_late_wrong (ret_field, "reason", error, TD_ERROR_INPUT, "Give the reason, in a sentence or two.");
    return g_utf8_strlen (reason, -1) <= TD_LIMIT_TEXT_CHARACTERS
           || td_late_wrong (ret_field, "reason", error, TD_ERROR_INPUT, "This text is too long. Make it shorter.");
}

/* ---- asking ---- */

struct asking {
    TdInstance *instance;
    const TdViewer *viewer;
    const TdLateAsk *ask;
    const char *name, *address;
    const char *field;
};

static gboolean check_asker (const TdProfile *profile, struct asking *a, GError **error)
{
    if (td_profile_choice (profile->kinds, profile->n_kinds, a->ask->kind) == NULL)
        return td_late_wrong (&a->field, "kind", error, TD_ERROR_INPUT, "Choose what kind of sender you are.");
    if (!td_mail_address_ok (a->address))
        return td_late_wrong (&a->field, "address", error, TD_ERROR_INPUT,
                              "This is not a mail address. Write it like name@example.org.");
    return td_late_reason_ok (a->ask->reason, &a->field, error);
}

static gboolean tell_secretariat (TdTx *tx, struct asking *a, GError **error)
{
    g_autofree char *path = g_strdup_printf ("/calls/%s/late-links", a->ask->call);
    const TdNotice notice = { .subject = N_ ("Somebody asks to send late"),
                              .sentence = N_ ("Somebody asks to send something to a call that is over, and gives a "
                                              "reason. It waits for your word."),
                              .path = path,
                              .button = N_ ("Look at it"),
                              .topic = "desk" };

    return td_notify_role (tx, a->instance, TD_ROLE_SECRETARIAT, &notice, error);
}

/* One address gets no more than a few, whoever asks in its name; *ret_more FALSE: it had them. */
static gboolean count (TdTx *tx, const struct asking *a, gint64 now, gboolean *ret_more, GError **error)
{
    const guint8 *pepper = a->instance->pepper;
    gint64 before = 0;

    if (!td_rate_take (tx, pepper, "late all", "", TD_LIMIT_LATE_ASKED_PER_HOUR, HOUR, now, error)
        || !td_rate_count (tx, pepper, "late", a->address, TD_RATE_DAY, now, &before, error))
        return FALSE;
    *ret_more = before < TD_LIMIT_LATE_ASKED_PER_ADDRESS;
    return !*ret_more
           || td_rate_take (tx, pepper, "late", a->address, TD_LIMIT_LATE_ASKED_PER_ADDRESS, TD_RATE_DAY, now, error);
}

static gboolean keep (TdTx *tx, struct asking *a, const char *state, gint64 now, GError **error)
{
    g_autofree char *id = td_id_new ();
    gboolean more = FALSE;
    TdLate late = { .id = id,
                    .call = (char *) a->ask->call,
                    .state = (char *) state,
                    .address = (char *) a->address,
                    .locale = (char *) (a->ask->locale != NULL ? a->ask->locale : "en"),
                    .name = (char *) a->name,
                    .kind = (char *) a->ask->kind,
                    .why = (char *) a->ask->reason,
                    .asked = now };

    randombytes_buf (late.secret, sizeof late.secret);
    return count (tx, a, now, &more, error)
           && (!more || (td_late_insert (tx, &late, error) && tell_secretariat (tx, a, error)))
           && td_late_journal (tx, a->instance, td_viewer_actor (a->viewer), "late.ask", &late, error);
}

static gboolean ask_in (TdTx *tx, gpointer data, GError **error)
{
    struct asking *a = data;
    const TdProfile *profile = a->instance->profile;
    gint64 now = td_clock_now (&a->instance->clock);
    g_autoptr (TdCall) call = NULL;
    const char *state;

    a->field = NULL;
    if (!td_instance_may_write (a->instance, tx, error))
        return FALSE;
    call = td_call_load (tx, a->ask->call, error);
    if (call == NULL)
        return FALSE;
    if (td_call_status (call, now) != TD_CALL_CLOSED)
        return td_late_wrong (&a->field, NULL, error, TD_ERROR_CONFLICT,
                              "This call is not over. Send your contribution while it is open.");
    state = td_late_state (profile, call, a->ask->state, &a->field, error);
    return state != NULL && check_asker (profile, a, error) && keep (tx, a, state, now, error);
}

gboolean td_late_ask (TdInstance *instance, const TdViewer *viewer, const TdLateAsk *ask, const char **ret_field,
                      GError **error)
{
    g_autofree char *address = td_person_address (ask->address != NULL ? ask->address : "");
    g_autofree char *name = NULL;
    struct asking a = { .instance = instance, .viewer = viewer, .ask = ask, .address = address };

    if (!td_door_may (viewer, TD_ACT_PUBLIC_SEND, NULL, error))
        return FALSE;
    name = td_person_name (ask->name != NULL ? ask->name : "", NULL);
    if (name == NULL)
        return td_late_wrong (ret_field, "name", error, TD_ERROR_INPUT,
                              "Say who asks: your name or that of your organisation, of 1 to 200 characters.");
    a.name = name;
    if (td_store_write (instance->store, ask_in, &a, error))
        return TRUE;
    if (ret_field != NULL)
        *ret_field = a.field;
    return FALSE;
}

/* ---- reading ---- */

struct listing {
    const TdLateFilter *filter;
    GPtrArray *list;
    gint64 total;
};

static gboolean list_in (TdTx *tx, gpointer data, GError **error)
{
    struct listing *l = data;

    g_clear_pointer (&l->list, g_ptr_array_unref);
    l->list = td_late_select (tx, l->filter, &l->total, error);
    return l->list != NULL;
}

GPtrArray *td_late_list (TdInstance *instance, const TdViewer *viewer, const TdLateFilter *filter, gint64 *ret_total,
                         GError **error)
{
    struct listing l = { .filter = filter };

    if (!td_door_may (viewer, TD_ACT_CALL_LATE, NULL, error) || !td_store_read (instance->store, list_in, &l, error))
        g_clear_pointer (&l.list, g_ptr_array_unref);
    if (ret_total != NULL)
        *ret_total = l.total;
    return l.list;
}

static json_t *instant (gint64 at)
{
    g_autofree char *text = at != 0 ? td_instant_to_text (at) : NULL;

    return text != NULL ? json_string (text) : json_null ();
}

json_t *td_late_to_json (const TdLate *l, gint64 now)
{
    return json_pack ("{s:s, s:s, s:s, s:s, s:o, s:s?, s:s, s:s?, s:o, s:o, s:o, s:o, s:s, s:s?, s:s?, s:s?}", "id",
                      l->id, "call", l->call, "state", l->state, "status",
                      td_late_status_word (td_late_status (l, now)), "until", instant (l->until), "until_local",
                      l->until_local, "zone", l->zone, "reason", l->reason, "asked", instant (l->asked), "decided",
                      instant (l->decided), "used", instant (l->used), "revoked", instant (l->revoked), "address",
                      l->address, "name", l->name, "kind", l->kind, "why", l->why);
}

#include "areas/people/second-factor-set.h"

#include "areas/people/membership.h"
#include "areas/people/own-password.h"
#include "areas/people/people-keys.h"
#include "areas/people/people-sql.h"
#include "areas/people/second-factor-sql.h"
#include "areas/people/sessions-sql.h"
#include "areas/people/totp.h"
#include "base/errors.h"
#include "instance/seal.h"
#include "journal/journal.h"
#include "text/words.h"

#include <sodium.h>

static gboolean fail (GError **error, int code, const char *message)
{
    g_set_error_literal (error, TD_PEOPLE_ERROR, code, message);
    return FALSE;
}

/* What all of this changes, and for whom. */
struct set {
    TdInstance *instance;
    const char *person, *actor, *session;
    const char *code; /* typed */
    GBytes *next;     /* a new secret, encrypted */
    GStrv codes;      /* new printed ones */
    gboolean app, right;
    TdSignIn *ret;
};

/* The last of each change: its owner is told, should it not have been they, and the journal. */
static gboolean journal (TdTx *tx, const struct set *s, GError **error)
{
    static const TdNotice notice = {
        .subject = N_ ("The second step of your sign-in was changed"),
        .sentence =
            N_ ("The second step at sign-in of your account was set up, changed or removed. If that was not you, set a "
                "new password now and tell the secretariat."),
        .path = "/sign-in/forgotten",
        .button = N_ ("Set a new password"),
    };
    const TdJournalEntry entry = { .actor = s->actor,
                                   .act = "person.second-factor",
                                   .thing = "person",
                                   .thing_id = s->person,
                                   .clock = &s->instance->clock };

    return td_notify_person (tx, s->instance, s->person, &notice, error) && td_journal_append (tx, &entry, NULL, error);
}

/* ---- proof ---- */

gboolean td_second_asks_code (const TdViewer *viewer, const TdSecond *second)
{
    gboolean used_up = !second->app && second->left == 0;

    return td_second_is_set (second) && !(used_up && viewer->trust == TD_TRUST_SECOND);
}

static gboolean take_code (TdTx *tx, gpointer data, GError **error)
{
    struct set *s = data;

    return td_second_take (tx, s->instance, s->person, s->code, &s->right, error);
}

static gboolean prove (TdInstance *instance, const TdViewer *viewer, TdProof *proof, GError **error)
{
    struct set s = { .instance = instance, .person = viewer->person, .code = proof->code };
    TdSecond second = { 0 };

    if (!td_second_of (instance, viewer->person, &second, error))
        return FALSE;
    if (!td_second_is_set (&second))
        return TRUE;
    if (!td_own_password_check (instance, viewer, proof->password, error))
        return FALSE;
    if (!td_second_asks_code (viewer, &second))
        return TRUE;
    proof->about_code = TRUE;
    return td_store_keep (instance->store, take_code, &s, error) && (s.right || td_second_wrong (error));
}

/* ---- what was confirmed holds ---- */

/* Every other session ends, and this one goes on under a new cookie. */
static gboolean rise (TdTx *tx, struct set *s, GError **error)
{
    return td_sessions_close_others (tx, s->person, NULL, error)
           && td_session_put (tx, s->instance, s->person, TD_TRUST_SECOND, s->ret, error) && journal (tx, s, error);
}

/* ---- the app ---- */

static GBytes *new_secret (const TdInstance *instance, const char *person)
{
    guint8 secret[TD_TOTP_SECRET_BYTES];
    GBytes *sealed;

    randombytes_buf (secret, sizeof secret);
    sealed = td_seal (instance, "second factor", person, secret, sizeof secret);
    sodium_memzero (secret, sizeof secret);
    return sealed;
}

static gboolean begin_app_row (TdTx *tx, gpointer data, GError **error)
{
    struct set *s = data;
    gint64 until = td_clock_now (&s->instance->clock) + TD_SECOND_SET_UP_SECONDS * G_TIME_SPAN_SECOND;

    return td_second_put_next (tx, s->person, s->next, until, error);
}

gboolean td_second_begin_app (TdInstance *instance, const TdViewer *viewer, TdProof *proof, GError **error)
{
    g_autoptr (GBytes) next = new_secret (instance, viewer->person);
    struct set s = { .instance = instance, .person = viewer->person, .next = next };

    return prove (instance, viewer, proof, error) && td_store_keep (instance->store, begin_app_row, &s, error);
}

struct shown {
    TdInstance *instance;
    const char *person;
    TdSecondRow row;
    char *address;
};

static gboolean show_row (TdTx *tx, gpointer data, GError **error)
{
    struct shown *s = data;

    return td_second_load (tx, s->person, &s->row, error) && td_second_address (tx, s->person, &s->address, error);
}

static gboolean waits (const TdInstance *instance, const TdSecondRow *row)
{
    return row->next != NULL && row->next_until > td_clock_now (&instance->clock);
}

static void tell (TdInstance *instance, GBytes *secret, const char *address, char **ret_secret, char **ret_uri)
{
    const guint8 *bytes = g_bytes_get_data (secret, NULL);

    *ret_secret = td_totp_secret_text (bytes);
    *ret_uri = td_totp_uri (bytes, instance->profile->short_name, address);
}

gboolean td_second_app_waiting (TdInstance *instance, const TdViewer *viewer, char **ret_secret, char **ret_uri,
                                GError **error)
{
    struct shown shown = { .instance = instance, .person = viewer->person };
    g_autoptr (GBytes) secret = NULL;
    gboolean read = td_store_read (instance->store, show_row, &shown, error);

    if (read && waits (instance, &shown.row) && shown.address != NULL)
        secret = td_second_secret (instance, viewer->person, shown.row.next);
    if (secret != NULL)
        tell (instance, secret, shown.address, ret_secret, ret_uri);
    td_second_row_clear (&shown.row);
    g_free (shown.address);
    return read;
}

static gboolean confirm_app_row (TdTx *tx, gpointer data, GError **error)
{
    struct set *s = data;
    g_auto (TdSecondRow) row = { 0 };
    g_autoptr (GBytes) secret = NULL;
    gint64 step;

    if (!td_instance_may_write (s->instance, tx, error) || !td_second_load (tx, s->person, &row, error))
        return FALSE;
    if (waits (s->instance, &row))
        secret = td_second_secret (s->instance, s->person, row.next);
    if (secret == NULL)
        return fail (error, TD_ERROR_GONE, "Too much time has passed since you began. Begin again.");
    if (!td_totp_match (g_bytes_get_data (secret, NULL), s->code, td_clock_now (&s->instance->clock), 0, &step))
        return fail (
            error, TD_ERROR_INPUT,
            "This is not the code that the app shows now. Check that the clock of your device is right, and type "
            "the code of the new entry.");
    return td_second_take_next (tx, s->person, step, error) && rise (tx, s, error);
}

gboolean td_second_confirm_app (TdInstance *instance, const TdViewer *viewer, const char *code, TdSignIn *ret,
                                GError **error)
{
    struct set s = {
        .instance = instance, .person = viewer->person, .actor = td_viewer_actor (viewer), .code = code, .ret = ret
    };

    return td_store_write (instance->store, confirm_app_row, &s, error);
}

/* ---- printed codes ---- */

static GStrv new_codes (void)
{
    GStrv codes = g_new0 (char *, TD_SECOND_CODES + 1);

    for (int i = 0; i < TD_SECOND_CODES; i++)
        codes[i] = td_second_code_new ();
    return codes;
}

static gboolean put_codes (TdTx *tx, const struct set *s, GError **error)
{
    if (!td_second_drop_waiting_codes (tx, s->person, error))
        return FALSE;
    for (int i = 0; s->codes[i] != NULL; i++) {
        guint8 hash[32];
        td_second_code_hash (s->instance, s->person, s->codes[i], hash);
        if (!td_second_put_code (tx, s->person, hash, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean begin_codes_row (TdTx *tx, gpointer data, GError **error)
{
    return put_codes (tx, data, error);
}

gboolean td_second_begin_codes (TdInstance *instance, const TdViewer *viewer, TdProof *proof, GStrv *ret_codes,
                                GError **error)
{
    g_auto (GStrv) codes = new_codes ();
    struct set s = { .instance = instance, .person = viewer->person, .codes = codes };

    if (!prove (instance, viewer, proof, error) || !td_store_keep (instance->store, begin_codes_row, &s, error))
        return FALSE;
    *ret_codes = g_steal_pointer (&codes);
    return TRUE;
}

static gboolean confirm_codes_row (TdTx *tx, gpointer data, GError **error)
{
    struct set *s = data;
    guint8 hash[32];
    gboolean was = FALSE;

    td_second_code_hash (s->instance, s->person, s->code, hash);
    if (!td_instance_may_write (s->instance, tx, error) || !td_second_use_code (tx, s->person, hash, TRUE, &was, error))
        return FALSE;
    if (!was)
        return fail (error, TD_ERROR_INPUT,
                     "This is none of the ten codes that you were just shown. Type one of them.");
    return td_second_take_codes (tx, s->person, error) && rise (tx, s, error);
}

gboolean td_second_confirm_codes (TdInstance *instance, const TdViewer *viewer, const char *code, TdSignIn *ret,
                                  GError **error)
{
    struct set s = {
        .instance = instance, .person = viewer->person, .actor = td_viewer_actor (viewer), .code = code, .ret = ret
    };

    return td_store_write (instance->store, confirm_codes_row, &s, error);
}

/* ---- removing ---- */

static gboolean lower_if_none (TdTx *tx, const struct set *s, GError **error)
{
    g_auto (TdSecondRow) row = { 0 };

    return td_second_load (tx, s->person, &row, error)
           && (row.totp != NULL || row.printed || td_sessions_lower (tx, s->person, error));
}

static gboolean remove_row (TdTx *tx, gpointer data, GError **error)
{
    struct set *s = data;

    return td_instance_may_write (s->instance, tx, error)
           && (s->app ? td_second_drop_app (tx, s->person, error) : td_second_drop_codes (tx, s->person, error))
           && lower_if_none (tx, s, error) && journal (tx, s, error);
}

gboolean td_second_remove (TdInstance *instance, const TdViewer *viewer, gboolean app, TdProof *proof, GError **error)
{
    struct set s = { .instance = instance, .person = viewer->person, .actor = td_viewer_actor (viewer), .app = app };

    return prove (instance, viewer, proof, error) && td_store_write (instance->store, remove_row, &s, error);
}

/* ---- by command ---- */

static gboolean reset_row (TdTx *tx, gpointer data, GError **error)
{
    struct set *s = data;

    return td_instance_may_write (s->instance, tx, error) && td_second_drop_app (tx, s->person, error)
           && td_second_drop_codes (tx, s->person, error)
           && (s->next == NULL || (begin_app_row (tx, s, error) && td_second_take_next (tx, s->person, 0, error)))
           && (s->codes == NULL || (put_codes (tx, s, error) && td_second_take_codes (tx, s->person, error)))
           && td_sessions_close_others (tx, s->person, NULL, error) && journal (tx, s, error);
}

struct named {
    const char *address;
    TdPersonRow row;
    gboolean found;
};

static gboolean find_row (TdTx *tx, gpointer data, GError **error)
{
    struct named *n = data;

    td_person_row_clear (&n->row);
    return td_people_find (tx, n->address, &n->row, &n->found, error);
}

/* The id of an account; NULL with error. Free it. */
static char *find (TdInstance *instance, const char *address, GError **error)
{
    g_autofree char *canonical = td_person_address (address);
    struct named n = { .address = canonical };
    char *id = NULL;

    if (td_store_read (instance->store, find_row, &n, error)) {
        if (n.found)
            id = g_strdup (n.row.id);
        else
            fail (error, TD_ERROR_NOT_FOUND, "No account has this address. Check how it is written.");
    }
    td_person_row_clear (&n.row);
    return id;
}

gboolean td_second_reset (TdInstance *instance, const char *address, TdSecondReset reset, char **ret_secret,
                          char **ret_uri, GStrv *ret_codes, GError **error)
{
    g_autofree char *person = find (instance, address, error);
    g_auto (GStrv) codes = reset == TD_SECOND_RESET_CODES ? new_codes () : NULL;
    g_autoptr (GBytes) next = NULL;
    g_autoptr (GBytes) secret = NULL;
    struct set s = { .instance = instance, .person = person, .actor = "command", .codes = codes };

    if (person == NULL)
        return FALSE;
    if (reset == TD_SECOND_RESET_APP)
        s.next = next = new_secret (instance, person);
    if (!td_store_write (instance->store, reset_row, &s, error))
        return FALSE;
    if (next != NULL) {
        secret = td_second_secret (instance, person, next);
        tell (instance, secret, address, ret_secret, ret_uri);
    }
    *ret_codes = g_steal_pointer (&codes);
    return TRUE;
}

gboolean td_second_of_address (TdInstance *instance, const char *address, TdSecond *ret, GError **error)
{
    g_autofree char *person = find (instance, address, error);

    return person != NULL && td_second_of (instance, person, ret, error);
}

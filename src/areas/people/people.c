#include "areas/people/people.h"

#include "areas/people/people-sql.h"
#include "base/errors.h"
#include "base/id.h"
#include "base/limits.h"
#include "journal/journal.h"

#include <sodium.h>

TD_DEFINE_ERROR (people)

#define TRY_WINDOW (15 * 60 * G_USEC_PER_SEC)

enum { COOKIE_BYTES = 32, COOKIE_TEXT = 2 * COOKIE_BYTES };

static gboolean fail (GError **error, int code, const char *message)
{
    g_set_error_literal (error, TD_PEOPLE_ERROR, code, message);
    return FALSE;
}

/* A keyed hash of text under the instance's pepper; purpose keeps the uses apart. */
static void keyed_hash (const TdInstance *instance, const char *purpose, const char *text, guint8 ret_hash[32])
{
    crypto_generichash_state state;

    crypto_generichash_init (&state, instance->pepper, sizeof instance->pepper, 32);
    crypto_generichash_update (&state, (const guint8 *) purpose, strlen (purpose) + 1);
    crypto_generichash_update (&state, (const guint8 *) text, strlen (text));
    crypto_generichash_final (&state, ret_hash, 32);
}

static char *random_text (void)
{
    guint8 bytes[COOKIE_BYTES];
    char text[COOKIE_TEXT + 1];

    randombytes_buf (bytes, sizeof bytes);
    sodium_bin2hex (text, sizeof text, bytes, sizeof bytes);
    return g_strdup (text);
}

static char *canonical_address (const char *address)
{
    g_autofree char *folded = g_utf8_strdown (address, -1);

    return g_strdup (g_strstrip (folded));
}

static gboolean is_address (const char *address)
{
    const char *at = strchr (address, '@');

    return at != NULL && at != address && strchr (at + 1, '@') == NULL && strchr (at + 1, '.') != NULL
           && strpbrk (address, " \t\r\n<>,;\"") == NULL && g_utf8_strlen (address, -1) <= TD_LIMIT_NAME_CHARACTERS;
}

/* Argon2id with the limits that libsodium names interactive: 64 MiB, two passes. */
static char *hash_password (const char *password)
{
    char text[crypto_pwhash_STRBYTES];

    if (crypto_pwhash_str (text, password, strlen (password), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                           crypto_pwhash_MEMLIMIT_INTERACTIVE)
        != 0)
        return NULL;
    return g_strdup (text);
}

/* ---- adding ---- */

struct add {
    TdInstance *instance;
    const char *id, *address, *password, *state, *today;
    TdRole role;
    guint8 secret[32];
};

static gboolean add_row (TdTx *tx, gpointer data, GError **error)
{
    struct add *a = data;
    gint64 now = td_clock_now (&a->instance->clock);
    guint8 content[32];
    TdJournalEntry entry = { .actor = "command",
                             .act = td_act_word (TD_ACT_USER_ADD),
                             .thing = "person",
                             .thing_id = a->id,
                             .content = content,
                             .clock = &a->instance->clock };

    crypto_generichash (content, sizeof content, (const guint8 *) a->address, strlen (a->address), a->secret,
                        sizeof a->secret);
    return td_instance_may_write (a->instance, tx, error)
           && td_people_insert (tx, a->id, a->address, a->password, a->secret, now, error)
           && td_people_insert_role (tx, a->id, a->id, a->role, NULL, a->today, NULL, now, error)
           && (a->state == NULL || td_people_insert_conflict (tx, a->id, a->state, "nationality", now, error))
           && td_journal_append (tx, &entry, NULL, error);
}

static gboolean check_new (TdInstance *instance, const char *address, const char *password, TdRole role,
                           const char *state, GError **error)
{
    glong length = g_utf8_strlen (password, -1);

    if (!is_address (address))
        return fail (error, TD_ERROR_INPUT, "This is not a mail address. Write it like name@example.org.");
    if (length < TD_PASSWORD_LEAST || length > TD_PASSWORD_MOST)
        return fail (error, TD_ERROR_INPUT,
                     "A password has 12 to 200 characters. A few words that only you would put together are good.");
    if (role == TD_ROLE_PUBLIC)
        return fail (error, TD_ERROR_INPUT, "The public needs no account. Choose another role.");
    if (role == TD_ROLE_MEMBER && state == NULL)
        return fail (error, TD_ERROR_INPUT,
                     "Name the member's own State with --state ISO3: members take no part in its review.");
    if (role != TD_ROLE_MEMBER && state != NULL)
        return fail (error, TD_ERROR_INPUT, "Only a member of the Committee has an own State. Leave --state out.");
    /* A member may be a national of any State party; others have no seat (article 72). */
    if (state != NULL && td_profile_state (instance->profile, state) == NULL)
        return fail (error, TD_ERROR_INPUT, "This is not the code of a State party. Use three letters, like GHA.");
    return TRUE;
}

gboolean td_person_add (TdInstance *instance, const char *address, const char *password, TdRole role, const char *state,
                        char **ret_id, GError **error)
{
    g_autofree char *canonical = canonical_address (address);
    g_autofree char *hash = NULL;
    g_autofree char *today = NULL;
    g_autofree char *id = td_id_new ();
    g_autoptr (GError) problem = NULL;
    struct add a = { .instance = instance, .id = id, .address = canonical, .role = role };

    if (!check_new (instance, canonical, password, role, state, error))
        return FALSE;
    hash = hash_password (password);
    if (hash == NULL)
        return fail (error, TD_ERROR_BUSY, "There is not enough memory to keep a password safely. Try again later.");
    today = td_clock_today (&instance->clock, instance->profile->zone);
    a.today = today;
    a.password = hash;
    a.state = state != NULL ? td_profile_state (instance->profile, state)->iso3 : NULL;
    randombytes_buf (a.secret, sizeof a.secret);
    if (!td_store_write (instance->store, add_row, &a, &problem)) {
        if (td_error_code (problem) == TD_ERROR_CONFLICT)
            return fail (error, TD_ERROR_CONFLICT, "This address has an account already.");
        g_propagate_error (error, g_steal_pointer (&problem));
        return FALSE;
    }
    *ret_id = g_steal_pointer (&id);
    return TRUE;
}

/* ---- signing in ---- */

struct look {
    const char *address;
    const guint8 *address_hash;
    gint64 since;
    TdPersonRow row;
    gboolean found;
    gint64 tries;
};

static gboolean look_up (TdTx *tx, gpointer data, GError **error)
{
    struct look *l = data;

    td_person_row_clear (&l->row);
    return td_people_count_tries (tx, l->address_hash, l->since, &l->tries, error)
           && td_people_find (tx, l->address, &l->row, &l->found, error);
}

struct opened {
    const char *id, *person, *csrf;
    const guint8 *token;
    TdTrust trust;
    gint64 now, expires;
};

static gboolean open_row (TdTx *tx, gpointer data, GError **error)
{
    struct opened *o = data;

    return td_people_open_session (tx, o->id, o->token, o->person, o->csrf, o->trust, o->now, o->expires, error);
}

struct tried {
    const guint8 *address_hash;
    gint64 now;
};

static gboolean try_row (TdTx *tx, gpointer data, GError **error)
{
    struct tried *t = data;
    g_autofree char *id = td_id_new ();

    return td_people_note_try (tx, id, t->address_hash, t->now, t->now - TRY_WINDOW, error);
}

/* An account that is not there costs as much time as one that is. */
static gboolean password_holds (const struct look *look, const char *password)
{
    static const char decoy[crypto_pwhash_STRBYTES] = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$"
                                                      "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    gboolean live = look->found && !look->row.disabled;
    int wrong = crypto_pwhash_str_verify (live ? look->row.password : decoy, password, strlen (password));

    return live && wrong == 0;
}

static gboolean open_session (TdInstance *instance, const char *person, TdSignIn *ret, GError **error)
{
    g_autofree char *id = td_id_new ();
    g_autofree char *cookie = random_text ();
    g_autofree char *csrf = random_text ();
    gint64 now = td_clock_now (&instance->clock);
    guint8 token[32];
    struct opened o = { .id = id,
                        .person = person,
                        .csrf = csrf,
                        .token = token,
                        .trust = TD_TRUST_SECOND,
                        .now = now,
                        .expires = now + TD_LIMIT_SESSION_HOURS * G_TIME_SPAN_HOUR };

    keyed_hash (instance, "sign-in", cookie, token);
    if (!td_store_keep (instance->store, open_row, &o, error))
        return FALSE;
    ret->person = g_strdup (person);
    ret->cookie = g_steal_pointer (&cookie);
    return TRUE;
}

gboolean td_sign_in (TdInstance *instance, const char *address, const char *password, TdSignIn *ret, GError **error)
{
    g_autofree char *canonical = canonical_address (address);
    gint64 now = td_clock_now (&instance->clock);
    guint8 address_hash[32];
    struct look look = { .address = canonical, .address_hash = address_hash, .since = now - TRY_WINDOW };
    struct tried tried = { .address_hash = address_hash, .now = now };
    gboolean done;

    keyed_hash (instance, "address", canonical, address_hash);
    if (!td_store_read (instance->store, look_up, &look, error))
        return FALSE;
    if (look.tries >= TD_LIMIT_SIGN_IN_TRIES) {
        td_person_row_clear (&look.row);
        return fail (error, TD_ERROR_BUSY, "There were too many wrong tries. Wait 15 minutes and try again.");
    }
    if (strlen (password) <= 4 * TD_PASSWORD_MOST && password_holds (&look, password)) {
        done = open_session (instance, look.row.id, ret, error);
        td_person_row_clear (&look.row);
        return done;
    }
    td_person_row_clear (&look.row);
    if (!td_store_keep (instance->store, try_row, &tried, error))
        return FALSE;
    return fail (error, TD_ERROR_INPUT, "The address and the password do not match. Check both and try again.");
}

void td_sign_in_clear (TdSignIn *sign_in)
{
    g_free (sign_in->person);
    if (sign_in->cookie != NULL)
        sodium_memzero (sign_in->cookie, strlen (sign_in->cookie));
    g_free (sign_in->cookie);
    *sign_in = (TdSignIn){ 0 };
}

/* ---- sessions ---- */

static gboolean close_row (TdTx *tx, gpointer data, GError **error)
{
    return td_people_close_session (tx, data, error);
}

gboolean td_sign_out (TdInstance *instance, const char *session, GError **error)
{
    return td_store_keep (instance->store, close_row, (gpointer) session, error);
}

struct who {
    const guint8 *token;
    gint64 now;
    const char *today;
    TdViewer viewer;
    char *csrf;
};

static gboolean who_row (TdTx *tx, gpointer data, GError **error)
{
    struct who *w = data;

    return td_people_session (tx, w->token, w->now, w->today, &w->viewer, &w->csrf, error);
}

gboolean td_person_of_cookie (TdInstance *instance, const char *cookie, TdViewer *ret_viewer, char **ret_csrf,
                              GError **error)
{
    guint8 token[32];
    g_autofree char *today = td_clock_today (&instance->clock, instance->profile->zone);
    struct who w = {
        .token = token, .now = td_clock_now (&instance->clock), .today = today, .viewer = TD_VIEWER_NOBODY
    };

    if (cookie != NULL && strlen (cookie) == COOKIE_TEXT) {
        keyed_hash (instance, "sign-in", cookie, token);
        if (!td_store_read (instance->store, who_row, &w, error))
            return FALSE;
    }
    *ret_viewer = w.viewer;
    *ret_csrf = w.csrf;
    return TRUE;
}

#include "areas/people/people.h"

#include "areas/people/passwords.h"
#include "areas/people/people-sql.h"
#include "base/errors.h"
#include "base/id.h"
#include "base/limits.h"
#include "journal/journal.h"

#include <sodium.h>

TD_DEFINE_ERROR (people)

static gboolean fail (GError **error, int code, const char *message)
{
    g_set_error_literal (error, TD_PEOPLE_ERROR, code, message);
    return FALSE;
}

char *td_person_address (const char *typed)
{
    g_autofree char *folded = g_utf8_strdown (typed, -1);

    return g_strdup (g_strstrip (folded));
}

static gboolean is_address (const char *address)
{
    const char *at = strchr (address, '@');

    return at != NULL && at != address && strchr (at + 1, '@') == NULL && strchr (at + 1, '.') != NULL
           && strpbrk (address, " \t\r\n<>,;\"") == NULL && g_utf8_strlen (address, -1) <= TD_LIMIT_NAME_CHARACTERS;
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
    if (!is_address (address))
        return fail (error, TD_ERROR_INPUT, "This is not a mail address. Write it like name@example.org.");
    if (!td_password_ok (instance, password, address, error))
        return FALSE;
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
    g_autofree char *canonical = td_person_address (address);
    g_autofree char *hash = NULL;
    g_autofree char *today = NULL;
    g_autofree char *id = td_id_new ();
    g_autoptr (GError) problem = NULL;
    struct add a = { .instance = instance, .id = id, .address = canonical, .role = role };

    if (!check_new (instance, canonical, password, role, state, error))
        return FALSE;
    hash = td_password_hash (password, error);
    if (hash == NULL)
        return FALSE;
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

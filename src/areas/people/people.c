#include "areas/people/people.h"

#include "areas/people/passwords.h"
#include "areas/people/people-sql.h"
#include "areas/people/person-act.h"
#include "base/errors.h"
#include "base/id.h"
#include "base/limits.h"
#include "mail/mail.h"
#include "text/clean.h"
#include "text/words.h"

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

char *td_person_name (const char *typed, GError **error)
{
    char *name = td_text_clean_line (typed, TD_LIMIT_NAME_CHARACTERS);

    if (name != NULL && *name != '\0')
        return name;
    g_free (name);
    fail (error, TD_ERROR_INPUT, "A name has 1 to 200 characters. Write the one by which others here may know you.");
    return NULL;
}

gboolean td_person_locale_ok (const char *locale, GError **error)
{
    return g_strv_contains (td_words_locales (), locale)
           || fail (error, TD_ERROR_INPUT, "Letters are not written in this language. Choose one from the list.");
}

/* ---- adding ---- */

struct add {
    TdInstance *instance;
    const TdViewer *viewer;
    const TdPersonNew *new_one;
    const char *id, *address, *password, *name;
    guint8 secret[32];
};

static gboolean add_row (TdTx *tx, gpointer data, GError **error)
{
    const struct add *a = data;
    const TdPersonNew *n = a->new_one;
    gint64 now = td_clock_now (&a->instance->clock);
    g_auto (TdPersonRow) row = { 0 };
    gboolean found = FALSE;

    if (!td_instance_may_write (a->instance, tx, error) || !td_people_find (tx, a->address, &row, &found, error))
        return FALSE;
    if (found)
        return fail (error, TD_ERROR_CONFLICT, "This address has an account already.");
    return td_people_insert (tx, a->id, a->address, a->password, a->secret, now, error)
           && td_people_describe (tx, a->id, a->name, n->locale, FALSE, error)
           && (n->term.role == TD_ROLE_ORGANISATION || td_role_give_in (tx, a->instance, a->id, &n->term, NULL, error))
           && td_person_journal (tx, a->instance, td_viewer_actor (a->viewer), td_act_word (TD_ACT_USER_ADD), a->id,
                                 a->address, error);
}

static gboolean check_new (TdInstance *instance, const char *address, const TdPersonNew *new_one, GError **error)
{
    if (!td_mail_address_ok (address))
        return fail (error, TD_ERROR_INPUT, "This is not a mail address. Write it like name@example.org.");
    if (!td_password_ok (instance, new_one->password, address, error))
        return FALSE;
    if (new_one->term.role == TD_ROLE_PUBLIC)
        return fail (error, TD_ERROR_INPUT, "The public needs no account. Choose another role.");
    if (new_one->term.role == TD_ROLE_MEMBER && new_one->term.state == NULL)
        return fail (error, TD_ERROR_INPUT,
                     "Name the member's own State with --state ISO3: members take no part in its review.");
    if (new_one->term.role == TD_ROLE_ORGANISATION && new_one->term.state != NULL)
        return fail (error, TD_ERROR_INPUT, "This role is of no State. Leave the State out.");
    return TRUE;
}

gboolean td_person_add_new (TdInstance *instance, const TdViewer *viewer, const TdPersonNew *new_one, char **ret_id,
                            GError **error)
{
    g_autofree char *canonical = td_person_address (new_one->address);
    g_autofree char *hash = NULL;
    g_autofree char *name = NULL;
    g_autofree char *id = td_id_new ();
    struct add a = { .instance = instance, .viewer = viewer, .new_one = new_one, .id = id, .address = canonical };
    gboolean added;

    if (!td_door_may (viewer, TD_ACT_USER_ADD, NULL, error) || !check_new (instance, canonical, new_one, error))
        return FALSE;
    if (new_one->name != NULL) {
        name = td_person_name (new_one->name, error);
        if (name == NULL)
            return FALSE;
    }
    hash = td_password_hash (new_one->password, error);
    if (hash == NULL)
        return FALSE;
    a.name = name;
    a.password = hash;
    randombytes_buf (a.secret, sizeof a.secret);
    added = td_store_write (instance->store, add_row, &a, error);
    sodium_memzero (a.secret, sizeof a.secret);
    if (added)
        *ret_id = g_steal_pointer (&id);
    return added;
}

gboolean td_person_add (TdInstance *instance, const char *address, const char *password, TdRole role, const char *state,
                        char **ret_id, GError **error)
{
    const TdViewer command = TD_VIEWER_COMMAND;
    const TdPersonNew new_one = { .address = address, .password = password, .term = { .role = role, .state = state } };

    return td_person_add_new (instance, &command, &new_one, ret_id, error);
}

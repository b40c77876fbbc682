#include "areas/people/account.h"

#include "areas/people/account-sql.h"
#include "areas/people/invitation.h"
#include "areas/people/membership.h"
#include "areas/people/people-sql.h"
#include "areas/people/person-act.h"
#include "base/errors.h"
#include "text/words.h"

/* ---- reading ---- */

struct looking {
    TdInstance *instance;
    const char *id, *address, *state;
    const TdPersonFilter *filter;
    TdPerson *person;
    GPtrArray *list;
    gint64 total;
};

static gboolean find_in (TdTx *tx, gpointer data, GError **error)
{
    struct looking *l = data;
    g_autofree char *today = td_clock_today (&l->instance->clock, l->instance->profile->zone);

    g_clear_pointer (&l->person, td_person_free);
    return td_accounts_find (tx, l->id, l->address, today, &l->person, error);
}

static TdPerson *find (TdInstance *instance, const char *id, const char *address, GError **error)
{
    struct looking l = { .instance = instance, .id = id, .address = address };

    if (!td_store_read (instance->store, find_in, &l, error)) {
        td_person_free (l.person);
        return NULL;
    }
    if (l.person == NULL)
        td_door_unknown (error);
    return l.person;
}

TdPerson *td_person_get (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error)
{
    gboolean own = g_strcmp0 (viewer->person, id) == 0;

    if (!td_door_may (viewer, own ? TD_ACT_ACCOUNT_OWN : TD_ACT_USER_LIST, NULL, error))
        return NULL;
    return find (instance, id, NULL, error);
}

TdPerson *td_person_by_address (TdInstance *instance, const TdViewer *viewer, const char *address, GError **error)
{
    g_autofree char *canonical = td_person_address (address);

    if (!td_door_may (viewer, TD_ACT_USER_LIST, NULL, error))
        return NULL;
    return find (instance, NULL, canonical, error);
}

static gboolean list_in (TdTx *tx, gpointer data, GError **error)
{
    struct looking *l = data;
    g_autofree char *today = td_clock_today (&l->instance->clock, l->instance->profile->zone);

    g_clear_pointer (&l->list, g_ptr_array_unref);
    l->list = td_accounts_list (tx, l->filter, today, &l->total, error);
    return l->list != NULL;
}

GPtrArray *td_person_list (TdInstance *instance, const TdViewer *viewer, const TdPersonFilter *filter,
                           gint64 *ret_total, GError **error)
{
    struct looking l = { .instance = instance, .filter = filter };

    if (!td_door_may (viewer, TD_ACT_USER_LIST, NULL, error) || !td_store_read (instance->store, list_in, &l, error))
        return NULL;
    if (ret_total != NULL)
        *ret_total = l.total;
    return l.list;
}

/* ---- changing ---- */

struct change {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *person, *name, *locale;
    gboolean flag;
};

static gboolean describe_in (TdTx *tx, gpointer data, GError **error)
{
    const struct change *c = data;
    g_autofree char *what = g_strdup_printf ("%s %s %d", c->name, c->locale, c->flag);

    return td_instance_may_write (c->instance, tx, error)
           && td_people_describe (tx, c->person, c->name, c->locale, c->flag, error)
           && td_person_journal (tx, c->instance, td_viewer_actor (c->viewer), td_act_word (TD_ACT_ACCOUNT_OWN),
                                 c->person, what, error);
}

gboolean td_account_change (TdInstance *instance, const TdViewer *viewer, const char *name, const char *locale,
                            gboolean mail_detail, GError **error)
{
    g_autofree char *clean = NULL;
    struct change c = {
        .instance = instance, .viewer = viewer, .person = viewer->person, .locale = locale, .flag = mail_detail
    };

    if (!td_door_may (viewer, TD_ACT_ACCOUNT_OWN, NULL, error))
        return FALSE;
    clean = td_person_name (name, error);
    if (clean == NULL || !td_person_locale_ok (locale, error))
        return FALSE;
    c.name = clean;
    return td_store_write (instance->store, describe_in, &c, error);
}

static gboolean disable_in (TdTx *tx, gpointer data, GError **error)
{
    const struct change *c = data;

    if (!td_instance_may_write (c->instance, tx, error)
        || (c->flag && !td_role_not_last_administrator (tx, c->instance, c->person, error)))
        return FALSE;
    if (c->flag && (!td_accounts_close (tx, c->person, error) || !td_invitation_drop_of (tx, c->person, error)))
        return FALSE;
    return (c->flag || td_accounts_reopen (tx, c->person, error))
           && td_person_journal (tx, c->instance, td_viewer_actor (c->viewer), td_act_word (TD_ACT_USER_DISABLE),
                                 c->person, c->flag ? "close" : "reopen", error);
}

gboolean td_account_disable (TdInstance *instance, const TdViewer *viewer, const char *person, gboolean disable,
                             GError **error)
{
    struct change c = { .instance = instance, .viewer = viewer, .person = person, .flag = disable };

    return td_door_may (viewer, TD_ACT_USER_DISABLE, NULL, error)
           && td_store_write (instance->store, disable_in, &c, error);
}

static gboolean erase_in (TdTx *tx, gpointer data, GError **error)
{
    static const TdNotice erased = { .subject = N_ ("Your account was erased"),
                                     .sentence =
                                         N_ ("Your account on the Committee's site was erased, with all that it held"
                                             " about you.") };
    const struct change *c = data;
    const TdJournalEntry entry = { .actor = td_viewer_actor (c->viewer),
                                   .act = "user.erase",
                                   .thing = "person",
                                   .thing_id = c->person,
                                   .clock = &c->instance->clock };
    g_autofree char *today = td_clock_today (&c->instance->clock, c->instance->profile->zone);
    g_autoptr (TdPerson) person = NULL;

    if (!td_instance_may_write (c->instance, tx, error)
        || !td_accounts_find (tx, c->person, NULL, today, &person, error))
        return FALSE;
    if (person == NULL)
        return td_door_unknown (error);
    return td_role_not_last_administrator (tx, c->instance, c->person, error)
           && td_invitation_drop_of (tx, c->person, error)
           && td_notify_address (tx, c->instance, person->address, person->locale, &erased, error)
           && td_accounts_erase (tx, c->person, error) && td_journal_append (tx, &entry, NULL, error);
}

gboolean td_account_erase (TdInstance *instance, const TdViewer *viewer, const char *person, GError **error)
{
    struct change c = { .instance = instance, .viewer = viewer, .person = person };

    return td_door_may (viewer, TD_ACT_USER_DISABLE, NULL, error)
           && td_store_write (instance->store, erase_in, &c, error);
}

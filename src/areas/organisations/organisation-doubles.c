/* Which organisations may be registered twice. Contract in organisation.h. */
#include "areas/organisations/organisation-sql.h"
#include "areas/people/membership-domains.h"
#include "base/base.h"
#include "base/errors.h"
#include "text/lexicon.h"
#include "text/name-likeness.h"

/* What more than these share tells nothing: a university's mail domain, a host of many small sites. */
enum { MOST_PAIRS = 500, MOST_OF_ONE = 20 };

const char *td_double_why_sentence (TdDoubleWhy why)
{
    switch (why) {
    case TD_DOUBLE_NAME: return N_ ("The names are alike.");
    case TD_DOUBLE_LOOKS: return N_ ("The names look the same and are written with other letters.");
    case TD_DOUBLE_MAIL: return N_ ("Their people have mail addresses of one domain.");
    case TD_DOUBLE_WEBSITE: return N_ ("They have the same website.");
    }
    return "";
}

const char *td_double_why_word (TdDoubleWhy why)
{
    switch (why) {
    case TD_DOUBLE_NAME: return "name";
    case TD_DOUBLE_LOOKS: return "looks";
    case TD_DOUBLE_MAIL: return "mail";
    case TD_DOUBLE_WEBSITE: return "website";
    }
    return "";
}

void td_double_free (TdDouble *pair)
{
    if (pair == NULL)
        return;
    g_free (pair->id);
    g_free (pair->name);
    g_free (pair->other);
    g_free (pair->other_name);
    g_free (pair);
}

struct doubles {
    const char *id;
    GPtrArray *looks;    /* TdOrganisationLooks, by id */
    GHashTable *domains; /* of people/membership-domains.h */
    GHashTable *why;     /* a pair of positions to its reasons */
};

static gboolean read_in (TdTx *tx, gpointer data, GError **error)
{
    struct doubles *d = data;

    g_clear_pointer (&d->looks, g_ptr_array_unref);
    g_clear_pointer (&d->domains, g_hash_table_unref);
    d->looks = td_organisation_looks (tx, error);
    d->domains = d->looks != NULL ? td_membership_domains (tx, error) : NULL;
    return d->domains != NULL;
}

static const TdOrganisationLooks *at (const struct doubles *d, guint i)
{
    return d->looks->pdata[i];
}

static void put (struct doubles *d, guint i, guint j, TdDoubleWhy why)
{
    guint64 pair = (guint64) MIN (i, j) << 32 | MAX (i, j);
    guint64 *key = g_memdup2 (&pair, sizeof pair);
    guint before = GPOINTER_TO_UINT (g_hash_table_lookup (d->why, &pair));

    if (i != j && (d->id == NULL || g_str_equal (at (d, i)->id, d->id) || g_str_equal (at (d, j)->id, d->id)))
        g_hash_table_replace (d->why, key, GUINT_TO_POINTER (before | why));
    else
        g_free (key);
}

static void by_names (struct doubles *d)
{
    g_autofree const char **keys = g_new (const char *, d->looks->len + 1);
    g_autoptr (GArray) pairs = NULL;

    for (guint i = 0; i < d->looks->len; i++)
        keys[i] = at (d, i)->likeness;
    if (d->id == NULL) {
        pairs = td_name_pairs (keys, d->looks->len);
        for (guint p = 0; p < pairs->len; p++)
            put (d, g_array_index (pairs, TdNamePair, p).first, g_array_index (pairs, TdNamePair, p).second,
                 TD_DOUBLE_NAME);
        return;
    }
    for (guint i = 0; i < d->looks->len; i++)
        for (guint j = 0; g_str_equal (at (d, i)->id, d->id) && j < d->looks->len; j++)
            if (j != i && td_name_likeness (keys[i], keys[j]) >= TD_NAME_ALIKE)
                put (d, i, j, TD_DOUBLE_NAME);
}

static void put_group (struct doubles *d, const GArray *group, TdDoubleWhy why)
{
    for (guint i = 0; group->len <= MOST_OF_ONE && i < group->len; i++)
        for (guint j = i + 1; j < group->len; j++) {
            guint a = g_array_index (group, guint, i), b = g_array_index (group, guint, j);
            if (why != TD_DOUBLE_LOOKS || !g_str_equal (at (d, a)->name, at (d, b)->name))
                put (d, a, b, why);
        }
}

/* Those that have the same looks or host. */
static void by_text (struct doubles *d, TdDoubleWhy why)
{
    g_autoptr (GHashTable) groups =
        g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_array_unref);
    GHashTableIter iter;
    gpointer group;

    for (guint i = 0; i < d->looks->len; i++) {
        const char *text = why == TD_DOUBLE_LOOKS ? at (d, i)->looks : at (d, i)->host;
        if (text == NULL || *text == '\0')
            continue;
        group = g_hash_table_lookup (groups, text);
        if (group == NULL)
            g_hash_table_insert (groups, (gpointer) text, group = g_array_new (FALSE, FALSE, sizeof (guint)));
        g_array_append_val ((GArray *) group, i);
    }
    g_hash_table_iter_init (&iter, groups);
    while (g_hash_table_iter_next (&iter, NULL, &group))
        put_group (d, group, why);
}

static gboolean is_public_host (const char *domain)
{
    static GHashTable *hosts;
    static gsize once;

    if (g_once_init_enter (&once)) {
        g_autoptr (GPtrArray) rows = td_lexicon_rows ("mail-hosts.csv", 1);
        hosts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
        for (guint i = 0; i < rows->len; i++) {
            g_auto (GStrv) words = g_strsplit (((GStrv) rows->pdata[i])[0], "|", -1);
            for (char **w = words; *w != NULL; w++)
                g_hash_table_add (hosts, g_strdup (*w));
        }
        g_once_init_leave (&once, 1);
    }
    return g_hash_table_contains (hosts, domain);
}

static void by_mail (struct doubles *d)
{
    g_autoptr (GHashTable) positions = g_hash_table_new (g_str_hash, g_str_equal);
    GHashTableIter iter;
    gpointer domain, ids;

    for (guint i = 0; i < d->looks->len; i++)
        g_hash_table_insert (positions, at (d, i)->id, GUINT_TO_POINTER (i + 1));
    g_hash_table_iter_init (&iter, d->domains);
    while (g_hash_table_iter_next (&iter, &domain, &ids)) {
        g_autoptr (GArray) group = g_array_new (FALSE, FALSE, sizeof (guint));
        for (guint i = 0; !is_public_host (domain) && i < ((GPtrArray *) ids)->len; i++) {
            guint position = GPOINTER_TO_UINT (g_hash_table_lookup (positions, ((GPtrArray *) ids)->pdata[i]));
            if (position-- > 0)
                g_array_append_val (group, position);
        }
        put_group (d, group, TD_DOUBLE_MAIL);
    }
}

static guint weight (guint why)
{
    return ((why & TD_DOUBLE_LOOKS) != 0) * 8 + ((why & TD_DOUBLE_NAME) != 0) * 4 + ((why & TD_DOUBLE_WEBSITE) != 0) * 2
           + ((why & TD_DOUBLE_MAIL) != 0);
}

static int likeliest_first (gconstpointer a, gconstpointer b)
{
    const TdDouble *x = *(const TdDouble *const *) a, *y = *(const TdDouble *const *) b;
    int by_id = strcmp (x->id, y->id);

    if (weight (x->why) != weight (y->why))
        return weight (x->why) > weight (y->why) ? -1 : 1;
    return by_id != 0 ? by_id : strcmp (x->other, y->other);
}

static GPtrArray *pairs_of (const struct doubles *d)
{
    GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_double_free);
    GHashTableIter iter;
    gpointer key, why;

    g_hash_table_iter_init (&iter, d->why);
    while (g_hash_table_iter_next (&iter, &key, &why)) {
        guint i = (guint) (*(guint64 *) key >> 32), j = (guint) (*(guint64 *) key & G_MAXUINT32);
        gboolean turned = d->id != NULL && g_str_equal (at (d, j)->id, d->id);
        const TdOrganisationLooks *one = at (d, turned ? j : i), *other = at (d, turned ? i : j);
        TdDouble *pair = g_new0 (TdDouble, 1);
        *pair = (TdDouble){ g_strdup (one->id), g_strdup (one->name), g_strdup (other->id), g_strdup (other->name),
                            GPOINTER_TO_UINT (why) };
        g_ptr_array_add (list, pair);
    }
    g_ptr_array_sort (list, likeliest_first);
    if (list->len > MOST_PAIRS)
        g_ptr_array_set_size (list, MOST_PAIRS);
    return list;
}

GPtrArray *td_organisation_doubles (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error)
{
    g_autoptr (GHashTable) why = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
    struct doubles d = { .id = id, .why = why };
    GPtrArray *list = NULL;

    if (!td_door_may (viewer, TD_ACT_ORGANISATION_LIST, NULL, error))
        return NULL;
    if (td_store_read (instance->store, read_in, &d, error)) {
        by_names (&d);
        by_text (&d, TD_DOUBLE_LOOKS);
        by_text (&d, TD_DOUBLE_WEBSITE);
        by_mail (&d);
        list = pairs_of (&d);
    }
    g_clear_pointer (&d.looks, g_ptr_array_unref);
    g_clear_pointer (&d.domains, g_hash_table_unref);
    return list;
}

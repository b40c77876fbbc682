/* Whom filings are sealed to. Contract in recipients.h. */
#include "areas/sealed/sealed-area.h"
#include "areas/sealed/sealed-private.h"
#include "base/errors.h"
#include "base/id.h"
#include "base/limits.h"
#include "text/clean.h"

static gboolean load_in (TdTx *tx, gpointer data, GError **error)
{
    GPtrArray **list = data;

    *list = td_sealed_recipients_load (tx, error);
    return *list != NULL;
}

GPtrArray *td_sealed_recipients (TdInstance *instance, GError **error)
{
    GPtrArray *list = NULL;

    return td_store_read (instance->store, load_in, &list, error) ? list : NULL;
}

static gboolean in_use_for (const TdSealedRecipient *r, TdSealedPurpose purpose)
{
    return r->ended == 0 && r->purpose == purpose;
}

gboolean td_sealed_recipients_of (TdInstance *instance, TdSealedPurpose purpose,
                                  TdAgeRecipient ret_recipients[TD_AGE_MAX_RECIPIENTS], guint *ret_n, GError **error)
{
    g_autoptr (GPtrArray) list = td_sealed_recipients (instance, error);
    guint n = 0;

    for (guint i = 0; list != NULL && i < list->len; i++) {
        const TdSealedRecipient *r = list->pdata[i];

        if (in_use_for (r, purpose) && n < TD_AGE_MAX_RECIPIENTS
            && !td_age_recipient_parse (r->recipient, &ret_recipients[n++], error))
            return FALSE;
    }
    if (list != NULL)
        *ret_n = n;
    return list != NULL;
}

gboolean td_sealed_to (TdInstance *instance, const char *purpose, TdAgeRecipient ret_recipients[TD_AGE_MAX_RECIPIENTS],
                       guint *ret_n, GError **error)
{
    TdSealedPurpose found;
    guint n = 0;

    if (!td_sealed_purpose_from_word (purpose, &found))
        return td_sealed_fail (error, TD_ERROR_NOT_FOUND,
                               "There is no page at this address. Start from the first page.");
    if (!td_sealed_recipients_of (instance, found, ret_recipients, &n, error))
        return FALSE;
    if (n == 0)
        return td_sealed_fail (error, TD_ERROR_BUSY,
                               "Nothing can be sent sealed yet: no officer has given a key to seal it to. Nothing was "
                               "taken. Please write to the secretariat, without any detail, and ask when it will be "
                               "ready.");
    *ret_n = n;
    return TRUE;
}

/* ---- keeping them ---- */

struct keeping {
    TdInstance *instance;
    TdSealedPurpose purpose;
    const char *name, *old_key, *new_key; /* old_key NULL: added; new_key NULL: removed */
};

/* The one in use, or NULL; *ret_n: how many the purpose has. */
static const TdSealedRecipient *find (const GPtrArray *list, TdSealedPurpose purpose, const char *key, guint *ret_n)
{
    const TdSealedRecipient *found = NULL;

    *ret_n = 0;
    for (guint i = 0; i < list->len; i++) {
        const TdSealedRecipient *r = list->pdata[i];

        if (!in_use_for (r, purpose))
            continue;
        (*ret_n)++;
        if (g_strcmp0 (r->recipient, key) == 0)
            found = r;
    }
    return found;
}

static gboolean add (TdTx *tx, const struct keeping *k, const char *name, GError **error)
{
    g_autofree char *id = td_id_new ();
    const TdSealedRecipient r = { .id = id,
                                  .purpose = k->purpose,
                                  .name = (char *) name,
                                  .recipient = (char *) k->new_key,
                                  .added = td_clock_now (&k->instance->clock) };

    return td_sealed_recipient_insert (tx, &r, error);
}

static gboolean end (TdTx *tx, const struct keeping *k, GError **error)
{
    gint64 n = 0;

    return td_sealed_recipient_end (tx, k->purpose, k->old_key, td_clock_now (&k->instance->clock), &n, error);
}

static gboolean keep_in (TdTx *tx, gpointer data, GError **error)
{
    struct keeping *k = data;
    g_autoptr (GPtrArray) list = NULL;
    const TdSealedRecipient *old_one;
    guint n = 0;

    if (!td_instance_may_write (k->instance, tx, error) || (list = td_sealed_recipients_load (tx, error)) == NULL)
        return FALSE;
    if (k->new_key != NULL && find (list, k->purpose, k->new_key, &n) != NULL)
        return td_sealed_fail (error, TD_ERROR_CONFLICT, "This key is among the recipients of that purpose already.");
    old_one = find (list, k->purpose, k->old_key, &n);
    if (k->old_key != NULL && old_one == NULL)
        return td_sealed_fail (error, TD_ERROR_NOT_FOUND,
                               "This key is not among the recipients of that purpose. See: treatydesk keys recipients "
                               "DIR");
    if (k->old_key == NULL && n >= TD_AGE_MAX_RECIPIENTS)
        return td_sealed_fail (error, TD_ERROR_CONFLICT,
                               "This purpose has as many recipients as a file can have. Remove one first.");
    return (old_one == NULL || end (tx, k, error))
           && (k->new_key == NULL || add (tx, k, old_one != NULL ? old_one->name : k->name, error))
           && td_sealed_journal (tx, k->instance, "command", "sealed.recipients", td_sealed_purpose_word (k->purpose),
                                 error);
}

/* The key as it is kept: in small letters, without blanks. NULL with error. */
static char *tidy_key (const char *key, GError **error)
{
    TdAgeRecipient recipient;

    return td_age_recipient_parse (key, &recipient, error) ? td_age_recipient_text (&recipient) : NULL;
}

gboolean td_sealed_recipient_add (TdInstance *instance, TdSealedPurpose purpose, const char *name,
                                  const char *recipient, GError **error)
{
    g_autofree char *key = tidy_key (recipient, error);
    g_autofree char *clean = td_text_clean_line (name, TD_LIMIT_NAME_CHARACTERS);
    struct keeping k = { .instance = instance, .purpose = purpose, .name = clean, .new_key = key };

    if (key == NULL)
        return FALSE;
    if (clean == NULL || *clean == '\0')
        return td_sealed_fail (error, TD_ERROR_INPUT,
                               "Say whose key it is, as everybody will read it on the page of keys: --name \"Register "
                               "officer 1\".");
    return td_store_write (instance->store, keep_in, &k, error);
}

gboolean td_sealed_recipient_remove (TdInstance *instance, TdSealedPurpose purpose, const char *recipient,
                                     GError **error)
{
    g_autofree char *key = tidy_key (recipient, error);
    struct keeping k = { .instance = instance, .purpose = purpose, .old_key = key };

    return key != NULL && td_store_write (instance->store, keep_in, &k, error);
}

gboolean td_sealed_recipient_rotate (TdInstance *instance, TdSealedPurpose purpose, const char *old_recipient,
                                     const char *new_recipient, GError **error)
{
    g_autofree char *old_key = tidy_key (old_recipient, error);
    g_autofree char *new_key = old_key != NULL ? tidy_key (new_recipient, error) : NULL;
    struct keeping k = { .instance = instance, .purpose = purpose, .old_key = old_key, .new_key = new_key };

    return new_key != NULL && td_store_write (instance->store, keep_in, &k, error);
}

char *td_sealed_fingerprint (const char *recipient)
{
    enum { GROUPS = 8, GROUP = 4 };
    g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, recipient, -1);
    GString *text = g_string_new (NULL);

    for (int i = 0; i < GROUPS; i++)
        g_string_append_printf (text, "%s%.*s", i > 0 ? " " : "", GROUP, hash + i * GROUP);
    return g_string_free (text, FALSE);
}

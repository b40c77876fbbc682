/* Keys as people paste them, and sealed files as a stranger may send them. */
#include "age/age.h"
#include "age/armour.h"
#include "base/base.h"

static gboolean take (const guint8 *bytes, gsize n, gpointer data, GError **error)
{
    (void) error;
    for (gsize i = 0; i < n; i++)
        *(guint8 *) data ^= bytes[i];
    return TRUE;
}

static gboolean to_reader (const guint8 *bytes, gsize n, gpointer reader, GError **error)
{
    return td_age_reader_feed (reader, bytes, n, error);
}

/* The same in armour: what is within goes to a reader. */
static void try_armour (const guint8 *bytes, gsize n, const TdAgeIdentity *known)
{
    guint8 sum = 0;
    g_autoptr (TdAgeReader) reader = td_age_reader_new (known, 1, take, &sum);
    g_autoptr (TdAgeArmour) armour = td_age_armour_new (to_reader, reader);

    if (td_age_armour_feed (armour, bytes, n, NULL) && td_age_armour_finish (armour, NULL))
        td_age_reader_finish (reader, NULL);
}

int LLVMFuzzerTestOneInput (const guint8 *bytes, size_t n)
{
    static const char secret[] = "AGE-SECRET-KEY-1Z6HENHZDYS9KJ6L0J75KP06QUHNTS5DVW6WYPVDE70EKRZSC5HPSQQN4ED";
    static TdAgeIdentity known;
    static gboolean ready;
    TdAgeRecipient recipient;
    TdAgeIdentity identity;
    guint8 sum = 0;
    g_autofree char *text = g_strndup ((const char *) bytes, n);
    g_autoptr (TdAgeReader) reader = NULL;

    if (!ready) {
        td_base_init ();
        if (!td_age_identity_parse (secret, &known, NULL))
            td_age_identity_new (&known);
        ready = TRUE;
    }
    td_age_recipient_parse (text, &recipient, NULL);
    td_age_identity_parse (text, &identity, NULL);
    td_age_looks_sealed (bytes, n);
    reader = td_age_reader_new (&known, 1, take, &sum);
    if (td_age_reader_feed (reader, bytes, n, NULL))
        td_age_reader_finish (reader, NULL);
    try_armour (bytes, n, &known);
    return 0;
}

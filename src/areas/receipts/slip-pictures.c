#include "areas/receipts/slip-pictures.h"

#include "areas/calls/late.h"
#include "templates/receipt-slip.html.h"
#include "text/words.h"

gint64 td_receipt_next_checkpoint (const TdInstance *instance)
{
    gint64 every = MAX (1, instance->checkpoint_seconds) * G_TIME_SPAN_SECOND;

    return (td_clock_now_real (&instance->clock) / every + 1) * every;
}

static char *hex (const guint8 *bytes, gsize n)
{
    GString *text = g_string_sized_new (2 * n);

    for (gsize i = 0; i < n; i++)
        g_string_append_printf (text, "%02x", bytes[i]);
    return g_string_free (text, FALSE);
}

TdMarkup *td_receipt_slip (const TdInstance *instance, const TdReceipt *receipt, const char *about, const char *file,
                           const GPtrArray *names, const TdHtml *like)
{
    const char *zone = instance->profile->zone;
    g_autofree char *received = td_words_instant (like->locale, receipt->received, zone);
    g_autofree char *began = receipt->began != 0 ? td_words_instant (like->locale, receipt->began, zone) : NULL;
    g_autofree char *when = td_words_instant (like->locale, td_receipt_next_checkpoint (instance), zone);
    g_autofree char *leaf = hex (receipt->leaf, sizeof receipt->leaf);
    g_autofree struct html_receipt_slip_files *files = g_new0 (struct html_receipt_slip_files, receipt->files->len + 1);
    TdHtml h = *like;
    struct html_receipt_slip slip = { .submission = receipt->submission,
                                      .received = received,
                                      .began = began,
                                      .late = receipt->late != NULL ? td_late_way_words (receipt->late) : NULL,
                                      .about = about,
                                      .leaf = leaf,
                                      .proof = receipt->index >= 0,
                                      .proof_when = when,
                                      .rehearsal = receipt->rehearsal,
                                      .file = file,
                                      .files = files,
                                      .n_files = receipt->files->len };

    for (guint i = 0; i < receipt->files->len; i++) {
        files[i].hash = receipt->files->pdata[i];
        files[i].name = names != NULL && i < names->len ? names->pdata[i] : NULL;
    }
    h.out = g_string_new (NULL);
    html_receipt_slip (&h, &slip);
    return td_markup_take (h.out);
}

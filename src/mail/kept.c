#include "mail/kept.h"

#include "mail/mail.h"
#include "mail/queue.h"
#include "mail/secret.h"

G_STATIC_ASSERT ((int) TD_MAIL_KEPT_RECEIVER == (int) TD_MAIL_RECEIVER_BYTES);

GBytes *td_mail_keep (const TdInstance *instance, const char *id, const char *text)
{
    return td_mail_seal (instance, id, text);
}

char *td_mail_kept (const TdInstance *instance, const char *id, const void *kept, gsize size)
{
    return td_mail_unseal (instance, id, kept, size);
}

gboolean td_mail_kept_receiver (const TdInstance *instance, const char *text,
                                guint8 ret_receiver[TD_MAIL_KEPT_RECEIVER])
{
    g_autofree char *address = td_mail_address (text);

    if (address == NULL)
        return FALSE;
    td_mail_receiver (instance, address, ret_receiver);
    return TRUE;
}

gboolean td_mail_resume (TdTx *tx, const guint8 receiver[TD_MAIL_KEPT_RECEIVER], const char *topic, GError **error)
{
    return td_queue_resume (tx, receiver, topic, error);
}

gboolean td_mail_take_back (TdTx *tx, const guint8 receiver[TD_MAIL_KEPT_RECEIVER], const char *topic, GError **error)
{
    gboolean is_new;

    return td_queue_stop (tx, receiver, topic, 0, &is_new, error) && td_queue_resume (tx, receiver, topic, error);
}

GPtrArray *td_mail_stopped (TdTx *tx, const char *topic, GError **error)
{
    return td_queue_stopped (tx, topic, error);
}

/* The public keys to which what comes in is sealed, by purpose; kept by commands (`treatydesk keys recipients`), shown to everybody.
 *
 * A purpose without one takes nothing: its page says that it is not ready. Whoever is taken off stays on record (the page of keys says until
 * when); what was sealed to their key before opens with it still, and only with it or its fellows: the server cannot seal it anew.
 */
#pragma once

#include "areas/sealed/sealed.h"

typedef struct {
    char *id;
    TdSealedPurpose purpose;
    char *name;          /* whose it is, as everybody reads it: "Register officer 1" */
    char *recipient;     /* "age1…" */
    gint64 added, ended; /* ended 0: in use */
} TdSealedRecipient;
void td_sealed_recipient_free (TdSealedRecipient *recipient);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdSealedRecipient, td_sealed_recipient_free)

/* All, those in use first. Of TdSealedRecipient. Public. */
GPtrArray *td_sealed_recipients (TdInstance *instance, GError **error);
/* Those in use for a purpose, ready to seal to. *ret_n 0: the purpose takes nothing yet. */
gboolean td_sealed_recipients_of (TdInstance *instance, TdSealedPurpose purpose,
                                  TdAgeRecipient ret_recipients[TD_AGE_MAX_RECIPIENTS], guint *ret_n, GError **error);
/* TD_ERROR_INPUT: no such key; TD_ERROR_CONFLICT: it is there, or there are TD_AGE_MAX_RECIPIENTS. By whoever runs the commands. */
gboolean td_sealed_recipient_add (TdInstance *instance, TdSealedPurpose purpose, const char *name,
                                  const char *recipient, GError **error);
gboolean td_sealed_recipient_remove (TdInstance *instance, TdSealedPurpose purpose, const char *recipient,
                                     GError **error);
/* Puts one key in the place of another, under its name, at one moment. */
gboolean td_sealed_recipient_rotate (TdInstance *instance, TdSealedPurpose purpose, const char *old_recipient,
                                     const char *new_recipient, GError **error);
/* What people compare over the telephone: the first 32 hex letters of SHA-256 of the text, in groups of four. Free it. */
char *td_sealed_fingerprint (const char *recipient);

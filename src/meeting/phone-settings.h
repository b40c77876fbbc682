/* What the server reads of DIR/phone.ini (docs/TELEPHONE.md), which is the gateway's: numbers to dial, whether people can be called back. Where there
 * is no such file there is no telephone. Read anew at each call; errors of the file are the gateway's to tell.
 */
#pragma once

#include <glib.h>

typedef struct {
    char *country; /* ISO 3166 alpha-3 */
    char *number;  /* as people dial it */
} TdPhoneNumber;

typedef struct {
    TdPhoneNumber *numbers; /* as the file has them */
    gsize n_numbers;
    gboolean calls_back; /* there is a trunk */
    char **prefixes;     /* of numbers that may be called back, "+41"; NULL: all */
    char *socket;        /* where the server listens for the gateway */
} TdPhoneSettings;

/* NULL: there is no telephone. */
TdPhoneSettings *td_phone_settings_read (const char *folder);
void td_phone_settings_free (TdPhoneSettings *settings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdPhoneSettings, td_phone_settings_free)

gboolean td_phone_settings_there (const char *folder);

/* A number as somebody types it ("+41 79 123 45 67", "0041…") as it is dialled ("+41791234567"); NULL: it is none with the code of its country.
 * Free it. */
char *td_phone_number (const char *typed);
/* Whether it may be called back. number: as td_phone_number gave it. */
gboolean td_phone_settings_may_call (const TdPhoneSettings *settings, const char *number);

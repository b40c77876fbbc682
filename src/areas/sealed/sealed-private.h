/* What the rules of this area share; private to it. */
#pragma once

#include "areas/sealed/sealed-sql.h"
#include "areas/sealed/sending.h"

/* What is told from a code of words: by what its filing is found, and the keys to which answers are sealed. Wipe it. */
typedef struct {
    guint8 root[32];
    guint8 code[TD_SEALED_HASH];
    TdAgeIdentity identity;
} TdSealedKeys;
void td_sealed_keys_of_root (const TdInstance *instance, const guint8 root[32], TdSealedKeys *ret_keys);
/* FALSE: text is no root. */
gboolean td_sealed_root_parse (const char *text, guint8 ret_root[32]);
void td_sealed_keys_wipe (TdSealedKeys *keys);

/* Always FALSE. */
gboolean td_sealed_fail (GError **error, int code, const char *message);
gboolean td_sealed_journal (TdTx *tx, const TdInstance *instance, const char *actor, const char *act, const char *id,
                            GError **error);
/* text as an age file in memory. NULL with error. */
GByteArray *td_sealed_of_bytes (const TdAgeRecipient *recipients, guint n, const void *bytes, gsize size,
                                GError **error);
/* A file that lies in clear behind fd (at most TD_LIMIT_SEALED_CLEAN_BYTES, in memory): its metadata taken out in a cell, then sealed. *ret_look says what
 * was found. NULL with error. */
GByteArray *td_sealed_clean (TdInstance *instance, const TdAgeRecipient *recipients, guint n, int fd,
                             TdSealedLook *look, GError **error);
/* Answers of a filing opened; of char *, wiped as they are freed. */
GPtrArray *td_sealed_answers_open (TdTx *tx, const char *filing, const TdAgeIdentity *identity, GError **error);
/* What words are stretched for (code.h). */
extern const char td_sealed_code_purpose[];

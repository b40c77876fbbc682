/* The code of words: how a sender without an account comes back, on any device, to what they began or sent.
 *
 * Eight words of a list of 2,048 (88 bits), in their order. Each may also be typed as its number of four digits, in the digits of
 * any script, or by its first four letters; case, spacing and signs between are forgiven. The server keeps a keyed hash of what Argon2id makes
 * of them. One code lives at a time; a new one ends the old one. What is sent sealed (areas/sealed) has codes of the same list.
 */
#pragma once

#include "areas/submissions/submission.h"

enum { TD_CODE_WORDS = 8, TD_CODE_LIST = 2048 };

/* The word of a number from 1 to TD_CODE_LIST. */
const char *td_code_word (int number);
/* What was typed as numbers of the list; FALSE when it is not eight words or numbers of it. */
gboolean td_code_parse (const char *typed, int ret_numbers[TD_CODE_WORDS]);

/* Eight words by lot. */
void td_code_draw (int ret_numbers[TD_CODE_WORDS]);
/* What the words are stretched to for this purpose (a literal); the same for the same words. TD_ERROR_BUSY. Slow on purpose. */
gboolean td_code_stretch (const TdInstance *instance, const int numbers[TD_CODE_WORDS], const char *purpose,
                          guint8 ret_hash[32], GError **error);

/* A new code for a submission of the viewer (TD_RELATION_SENDER), whatever its status; its numbers, to be shown once. */
gboolean td_code_make (TdInstance *instance, const TdViewer *viewer, const char *key, const char *id,
                       int ret_numbers[TD_CODE_WORDS], GError **error);
/* Gives this browser a sender's key of its own. TD_ERROR_INPUT in the same words, after the same work, for whatever is not a code that lives;
 * TD_ERROR_BUSY when everybody together tried too often. *ret_id, *ret_key: free them. Slow on purpose. */
gboolean td_code_return (TdInstance *instance, const char *typed, char **ret_id, char **ret_key, GError **error);

/* The list of names of a case: who is not to be named in what goes out, and what stands in their place.
 *
 * An officer types it; the server keeps of the names hashes of their spellings (text/spelling.h), keyed by the instance's pepper and the case, and the
 * replacements. The list itself is sealed to the register's officers (areas/sealed), who open it on their own machines; the page shows the
 * replacements alone. Who has the server and its keys can try names against the hashes, but reads none (SECURITY.md).
 *
 * Every paper that goes to the State of a case with a list is made anew from its text, names replaced, and then the bytes that were made are read
 * again in the cell and searched: text, title, and whatever else the reader finds. A name that is found stops it.
 */
#pragma once

#include "areas/cases/case.h"
#include "document/text-model.h"
#include "text/spelling.h"

/* Reads "María López = the author", one a line; later lines with the same replacement are other spellings of the same name. Replaces the whole list; "" takes it
 * away. TD_ERROR_INPUT names the line; TD_ERROR_BUSY: there is no officer's key to seal it to. TD_ACT_CASE_KEEP. */
gboolean td_case_names_set (TdInstance *instance, const TdViewer *viewer, const char *id, const char *typed,
                            GError **error);

/* The list as it is searched with. version 0: there is none. */
typedef struct TdCaseNames TdCaseNames;
TdCaseNames *td_case_names_load_in (TdTx *tx, TdInstance *instance, const char *id, GError **error);
TdCaseNames *td_case_names_load (TdInstance *instance, const char *id, GError **error);
void td_case_names_free (TdCaseNames *names);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdCaseNames, td_case_names_free)
int td_case_names_version (const TdCaseNames *names);
/* The replacements, in order. Of char *. Owned by names. */
const GPtrArray *td_case_names_replacements (const TdCaseNames *names);

/* The text with replacements; *ret_n (may be NULL): how many. Free it. */
char *td_case_names_replace (const TdCaseNames *names, const char *utf8, int *ret_n);
/* Where a name stands first, as words around it with the name left out, or NULL. Free it. */
char *td_case_names_where (const TdCaseNames *names, const char *utf8);

/* The list as it was sealed: a file in the age format, for officers. Noted as a reading. TD_ERROR_NOT_FOUND: none. */
GBytes *td_case_names_sealed (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error);

/* A file's bytes, read again in the cell: TRUE if no name stands in them; TD_ERROR_CONFLICT says where (the page). Slow. */
gboolean td_case_names_check (TdInstance *instance, const TdCaseNames *names, GBytes *bytes, GError **error);
/* A text, made anew with replacements: title, sections, notes, tables. The caller's. */
TdText *td_case_names_text (const TdCaseNames *names, const TdText *text);

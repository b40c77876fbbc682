/* The file of a case as one thing: a bound PDF of what is in clear, and a sealed archive of all of it. For officers; noted as readings. */
#pragma once

#include "areas/cases/case-paper.h"

/* The list of papers, each with its number, then the texts of those that did not come sealed. TD_ACT_CASE_KEEP. Slow. */
GBytes *td_case_file_bytes (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error);

/* Everything: case.json (no contents), the papers as they came and as they went out, the sealed list of names, and what came sealed as it
 * is; a tar sealed as a whole to the register's officers (age). Written to fd as it is made: memory does not grow with it.
 * TD_ACT_CASE_KEEP. TD_ERROR_BUSY: there is no officer's key. */
gboolean td_case_archive (TdInstance *instance, const TdViewer *viewer, const char *id, int fd, GError **error);

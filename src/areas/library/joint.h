/* Documents that belong to two bodies and bear two symbols: CMW/C/GC/3 is CRC/C/GC/22.
 *
 * One document, one text; its own symbol is the address, and each further one leads to it wherever a symbol is asked for:
 * td_library_get, what comes in at a symbol, citations. A symbol is one document's alone.
 */
#pragma once

#include "areas/library/library.h"

/* Inside a write of the caller's, which asked the door, and which ends in the journal. A symbol that the document has already is no error;
 * TD_ERROR_CONFLICT: another document has it; TD_ERROR_INPUT: it is none. */
gboolean td_library_join_symbol_in (TdTx *tx, const char *document, const char *symbol, GError **error);
/* A symbol as it is kept: capitals, no blanks; NULL when it can be none. Free it. */
char *td_library_symbol_kept (const char *symbol);

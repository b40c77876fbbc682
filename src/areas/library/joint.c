#include "areas/library/joint.h"

#include "areas/library/library-private.h"
#include "areas/library/library-sql.h"
#include "base/errors.h"

char *td_library_symbol_kept (const char *symbol)
{
    return td_library_clean_symbol (symbol);
}

gboolean td_library_join_symbol_in (TdTx *tx, const char *document, const char *symbol, GError **error)
{
    g_autofree char *clean = td_library_clean_symbol (symbol);
    TdLibraryDocument *found = NULL;

    if (clean == NULL) {
        g_set_error_literal (error, TD_LIBRARY_ERROR, TD_ERROR_INPUT,
                             "This is no symbol of a document. Write it like CRC/C/GC/22.");
        return FALSE;
    }
    if (!td_library_load (tx, NULL, clean, &found, error))
        return FALSE;
    if (found == NULL)
        return td_library_insert_symbol (tx, document, clean, error);
    g_autoptr (TdLibraryDocument) there = found;
    if (g_str_equal (there->id, document))
        return TRUE;
    g_set_error (error, TD_LIBRARY_ERROR, TD_ERROR_CONFLICT,
                 "Another document stands at %s already. Nothing was changed; choose another symbol.", clean);
    return FALSE;
}

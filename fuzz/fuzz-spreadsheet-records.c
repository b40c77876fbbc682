/* Rows of a spreadsheet as a taken-over reader might send them: after a head that is right, two records of anything. */
#include "document/document-private.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
    g_autoptr (GError) error = NULL, other = NULL;
    g_autoptr (TdSpreadsheet) sheet = td_spreadsheet_new ();
    if (!td_spreadsheet_take (sheet, (const char *) data, size, &error) && error == NULL)
        __builtin_trap ();
    if (!td_spreadsheet_take (sheet, (const char *) data, size, &other) && other == NULL)
        __builtin_trap ();
    if (sheet->rows->len != sheet->numbers->len)
        __builtin_trap ();
    return 0;
}

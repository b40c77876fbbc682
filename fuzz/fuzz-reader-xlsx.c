/* The reader's part for spreadsheets, fed with anything. Outside of a cell: the fuzzer needs its files. */
#include "document/reader/reader.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
    g_autoptr (ReaderDocument) document = reader_document_new ();
    if (size == 0)
        return 0;
    reader_prepare ();
    document->format = "xlsx";
    reader_xlsx (data, size, document);
    for (guint i = 0; i < document->rows->len; i++) {
        const GPtrArray *row = document->rows->pdata[i];
        if (row->len == 0 || row->len > 64)
            __builtin_trap ();
        for (guint k = 0; k < row->len; k++)
            if (!g_utf8_validate (row->pdata[k], -1, NULL))
                __builtin_trap ();
    }
    return 0;
}

/* The reader's part for OpenDocument spreadsheets, fed with anything: a ZIP, or what its content.xml might hold, since the sums of a ZIP keep a fuzzer out
 * of it. Outside of a cell: the fuzzer needs its files. */
#include "document/reader/odt.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void read_content (const uint8_t *data, size_t size, ReaderDocument *document)
{
    g_autoptr (GByteArray) content = g_byte_array_new ();

    g_byte_array_append (content, data, (guint) size);
    ods_read_table (content, document);
}

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
    g_autoptr (ReaderDocument) document = reader_document_new ();
    int last = 0;

    if (size < 4)
        return 0;
    reader_prepare ();
    document->format = "ods";
    if (memcmp (data, "PK", 2) == 0)
        reader_ods (data, size, document);
    else
        read_content (data, size, document);
    for (guint i = 0; i < document->rows->len; i++) {
        const GPtrArray *row = document->rows->pdata[i];
        int number = g_array_index (document->numbers, int, i);
        if (row->len == 0 || row->len > 64 || number <= last || number > 1048576)
            __builtin_trap ();
        last = number;
        for (guint k = 0; k < row->len; k++)
            if (!g_utf8_validate (row->pdata[k], -1, NULL))
                __builtin_trap ();
    }
    return 0;
}

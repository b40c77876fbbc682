/* The reader's part for ODT, fed with anything. Outside of a cell: the fuzzer needs its files. */
#include "document/reader/reader.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
    g_autoptr (ReaderDocument) document = reader_document_new ();
    if (size == 0)
        return 0;
    reader_prepare ();
    document->format = "odt";
    reader_odt (data, size, document);
    for (guint i = 0; i < document->blocks->len; i++) {
        const Block *block = &g_array_index (document->blocks, Block, i);
        if (*block->text == '\0' || !g_utf8_validate (block->text, -1, NULL))
            __builtin_trap ();
    }
    return 0;
}

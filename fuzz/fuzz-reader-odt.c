/* The reader's part for ODT, fed with anything: a ZIP, or what its content.xml might hold, since the sums of a ZIP keep a fuzzer out of
 * it. Outside of a cell: the fuzzer needs its files. */
#include "document/reader/odt.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void read_content (const uint8_t *data, size_t size, ReaderDocument *document)
{
    g_autoptr (GByteArray) content = g_byte_array_new ();
    GByteArray *files[ODT_N_FILES] = { content };

    g_byte_array_append (content, data, (guint) size);
    odt_read_text (files, document);
}

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
    g_autoptr (ReaderDocument) document = reader_document_new ();
    if (size < 4)
        return 0;
    reader_prepare ();
    document->format = "odt";
    if (memcmp (data, "PK", 2) == 0)
        reader_odt (data, size, document);
    else
        read_content (data, size, document);
    for (guint i = 0; i < document->blocks->len; i++) {
        const Block *block = &g_array_index (document->blocks, Block, i);
        if (*block->text == '\0' || !g_utf8_validate (block->text, -1, NULL))
            __builtin_trap ();
    }
    return 0;
}

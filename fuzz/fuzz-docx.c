/* A DOCX from anybody: ZIP, then XML: it is read or refused with a fault; what was found keeps the promises of reader.h. */
#include "document/reader/reader.h"

#include "base/limits.h"

int LLVMFuzzerInitialize (int *argc, char ***argv);
int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int LLVMFuzzerInitialize (int *argc, char ***argv)
{
    (void) argc;
    (void) argv;
    reader_prepare ();
    return 0;
}

static void check_block (const Block *block)
{
    g_assert_true (g_utf8_validate (block->text, -1, NULL));
    g_assert_cmpuint (strlen (block->text), >, 0);
    g_assert_cmpuint (strlen (block->text), <=, TD_LIMIT_CELL_RECORD);
    for (const char *p = block->text; *p != '\0'; p++)
        g_assert_false (g_ascii_iscntrl (*p));
    g_assert_true (block->number == NULL || g_utf8_validate (block->number, -1, NULL));
    g_assert_cmpint (block->page, >=, 0);
    g_assert_cmpint (block->level, >=, 0);
}

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
    g_autoptr (ReaderDocument) document = reader_document_new ();
    ReaderFault fault = reader_docx (data, size, document);

    if (fault != READER_FINE)
        return 0;
    for (guint i = 0; i < document->blocks->len; i++)
        check_block (&g_array_index (document->blocks, Block, i));
    g_assert_true (document->title == NULL || g_utf8_validate (document->title, -1, NULL));
    return 0;
}

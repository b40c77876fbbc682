/* treatydesk-reader: one file on standard input, records on standard output.
 *
 * Records (4 bytes of length, big-endian, then JSON):
 *   {"record":"head","format":…,"pages":…,"pages_estimated":…,"title":…,"no_text":…}
 *   {"record":"block","page":…,"type":…,"level":…,"number":…,"text":…}   any number, with "spans":[from,to,style,…] where words stand out
 *   {"record":"row","n":…,"cells":[…]}   any number, of a spreadsheet
 *   {"record":"beside","where":…,"text":…}   any number: what a PDF says beside its text
 *   {"record":"end","blocks":…}   blocks or rows
 * or, instead of all of them, {"record":"error","error":…,"kind":…}.
 * document/reader-client.c and spreadsheet.c check each word of this.
 *
 * With --units it reads a file that translators exchange (units.h), in pieces:
 *   {"record":"head","format":…,"from":…,"to":…,"header":…}
 *   {"record":"unit","line":…,"unit":{…}}   any number (document/unit.h)
 *   {"record":"end","units":…,"codes":…}
 * or at any place {"record":"error","error":…,"line":…,"detail":…}. document/units-client.c checks each word. */
#include "base/cell/cell.h"
#include "base/limits.h"
#include "document/reader/reader.h"
#include "document/reader/records.h"
#include "document/reader/units.h"

#include <errno.h>
#include <jansson.h>
#include <malloc.h>
#include <unistd.h>

/* ---- the file ---- */

/* The file whole, from its start; too_much when it is longer than anybody may send. */
static GByteArray *slurp (gboolean *ret_too_much)
{
    GByteArray *data = g_byte_array_new ();
    guint8 chunk[64 * 1024];
    gint64 at = 0;

    *ret_too_much = FALSE;
    for (;;) {
        ssize_t got = pread (STDIN_FILENO, chunk, sizeof chunk, at);
        if (got < 0 && errno == ESPIPE)
            got = read (STDIN_FILENO, chunk, sizeof chunk);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            _exit (1);
        if (got == 0)
            return data;
        at += got;
        if (at > 4 * (gint64) TD_LIMIT_UPLOAD_BYTES) {
            *ret_too_much = TRUE;
            return data;
        }
        g_byte_array_append (data, chunk, (guint) got);
    }
}

/* ---- the answer ---- */

static json_t *string_or_null (const char *text)
{
    return text == NULL ? json_null () : json_string (text);
}

static void put_error (ReaderFault fault, const char *kind)
{
    reader_put_record (json_pack ("{s:s, s:s, s:o}", "record", "error", "error", reader_fault_name (fault), "kind",
                                  string_or_null (kind)));
}

static void put_row (int number, const GPtrArray *cells)
{
    json_t *list = json_array ();

    for (guint i = 0; i < cells->len; i++)
        json_array_append_new (list, json_string (cells->pdata[i]));
    reader_put_record (json_pack ("{s:s, s:i, s:o}", "record", "row", "n", number, "cells", list));
}

static void put_block (const Block *block)
{
    static const char *const types[] = { "paragraph", "heading", "item", "footnote", "table-row" };
    json_t *record =
        json_pack ("{s:s, s:i, s:s, s:i, s:o, s:s}", "record", "block", "page", block->page, "type", types[block->type],
                   "level", block->level, "number", string_or_null (block->number), "text", block->text);
    json_t *spans = block->spans != NULL ? json_array () : NULL;

    for (guint i = 0; spans != NULL && i < block->spans->len; i++) {
        const ReaderSpan *span = &g_array_index (block->spans, ReaderSpan, i);
        json_array_append_new (spans, json_integer (span->from));
        json_array_append_new (spans, json_integer (span->to));
        json_array_append_new (spans, json_integer (span->style));
    }
    if (spans != NULL)
        json_object_set_new (record, "spans", spans);
    reader_put_record (record);
}

static void put_document (const ReaderDocument *document)
{
    reader_put_record (json_pack ("{s:s, s:s, s:i, s:b, s:o, s:b}", "record", "head", "format", document->format,
                                  "pages", document->pages, "pages_estimated", document->pages_estimated, "title",
                                  string_or_null (document->title), "no_text", document->no_text));
    for (guint i = 0; i < document->blocks->len; i++)
        put_block (&g_array_index (document->blocks, Block, i));
    for (guint i = 0; i < document->rows->len; i++)
        put_row (g_array_index (document->numbers, int, i), document->rows->pdata[i]);
    for (guint i = 0; i < document->beside->len; i++) {
        const ReaderBeside *b = document->beside->pdata[i];
        reader_put_record (json_pack ("{s:s, s:s, s:s}", "record", "beside", "where", b->where, "text", b->text));
    }
    reader_put_record (
        json_pack ("{s:s, s:i}", "record", "end", "blocks", (int) (document->blocks->len + document->rows->len)));
}

/* ---- files that translators exchange ---- */

static gsize read_on (guint8 *bytes, gsize size, gpointer data)
{
    gint64 *at = data;
    ssize_t got;

    do {
        got = pread (STDIN_FILENO, bytes, size, *at);
        if (got < 0 && errno == ESPIPE)
            got = read (STDIN_FILENO, bytes, size);
    } while (got < 0 && errno == EINTR);
    if (got < 0)
        _exit (1);
    *at += got;
    return (gsize) got;
}

static void put_unit_record (json_t *take_record, gpointer data)
{
    (void) data;
    reader_put_record (take_record);
}

static int units_main (void)
{
    g_autoptr (GError) error = NULL;
    gint64 at = 0;
    UnitsRun run = { .read = read_on, .put = put_unit_record, .data = &at };

    json_object_seed (1 + (size_t) getpid ());
    reader_prepare ();
    if (!td_cell_enter (TD_LIMIT_UNITS_MEMORY, TD_LIMIT_UNITS_SECONDS, &error)) {
        g_printerr ("%s\n", error->message);
        return 2;
    }
    if (!td_cell_receive ())
        return 0;
    units_read (&run);
    reader_put_out ();
    _exit (0);
}

int main (int argc, char **argv)
{
    g_autoptr (GError) error = NULL;
    gboolean too_much;

    if (argc > 1 && g_str_equal (argv[1], "--units"))
        return units_main ();
    /* One document, then the end: memory that is freed soon serves again, and going back to the kernel costs time. */
    mallopt (M_TRIM_THRESHOLD, 256 << 20);
    mallopt (M_TOP_PAD, 1 << 20);
    json_object_seed (1 + (size_t) getpid ()); /* would open a file later */
    reader_prepare ();
    if (!td_cell_enter (TD_LIMIT_CELL_MEMORY, TD_LIMIT_CELL_SECONDS, &error)) {
        g_printerr ("%s\n", error->message);
        return 2;
    }
    if (!td_cell_receive ())
        return 0;
    GByteArray *data = slurp (&too_much);
    ReaderDocument *document = reader_document_new ();
    ReaderFault fault = too_much ? READER_TOO_MUCH : reader_read (data->data, data->len, document);
    if (fault == READER_FINE && document->blocks->len + document->rows->len == 0 && !document->no_text)
        fault = READER_EMPTY;
    if (fault == READER_FINE)
        put_document (document);
    else
        put_error (fault, document->kind);
    reader_put_out ();
    _exit (0); /* the process is the document's: nothing to tidy */
}

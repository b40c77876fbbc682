/* Files that translators exchange, fed with anything: XLIFF, TMX, PO, TBX, CSV and DOCX. Outside of a cell: the fuzzer needs its files. */
#include "document/reader/reader.h"
#include "document/reader/units.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

typedef struct {
    const uint8_t *data;
    size_t size, at;
    gint64 units;
    gboolean head, over;
} File;

/* In pieces of uneven length, as a slow file comes. */
static gsize read_some (guint8 *bytes, gsize size, gpointer user_data)
{
    File *f = user_data;
    gsize piece = MIN (MIN (size, f->size - f->at), 1 + f->at % 1009);

    memcpy (bytes, f->data + f->at, piece);
    f->at += piece;
    return piece;
}

/* Head, units, end, or an error; and each unit is one that the parent takes. */
static void take (json_t *take_record, gpointer user_data)
{
    File *f = user_data;
    const char *kind = json_string_value (json_object_get (take_record, "record"));

    if (kind == NULL || f->over)
        __builtin_trap ();
    if (strcmp (kind, "unit") == 0) {
        g_autoptr (TdUnit) unit = td_unit_from_json (json_object_get (take_record, "unit"));
        if (unit == NULL || !f->head)
            __builtin_trap ();
        f->units++;
    }
    f->head |= strcmp (kind, "head") == 0;
    f->over = strcmp (kind, "end") == 0 || strcmp (kind, "error") == 0;
    if (strcmp (kind, "end") == 0 && json_integer_value (json_object_get (take_record, "units")) != f->units)
        __builtin_trap ();
    json_decref (take_record);
}

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
    File file = { .data = data, .size = size };
    UnitsRun run = { .read = read_some, .put = take, .data = &file };

    reader_prepare ();
    units_read (&run);
    units_run_clear (&run);
    if (!file.over)
        __builtin_trap ();
    return 0;
}

/* Which format a file is in, and the records about it. */
#include "document/reader/units.h"

#include "base/limits.h"

#include <string.h>

enum { BEGINNING = 64 * 1024, LINE_BYTES = 1024 * 1024 };

const char *units_fault_name (UnitsFault fault)
{
    static const char *const names[] = {
        [UNITS_FINE] = "fine",         [UNITS_EMPTY] = "empty",         [UNITS_UNKNOWN] = "unknown",
        [UNITS_SYNTAX] = "syntax",     [UNITS_ENTITIES] = "entities",   [UNITS_ENCODING] = "encoding",
        [UNITS_NOT_UTF8] = "not-utf8", [UNITS_TOO_LARGE] = "too-large", [UNITS_COLUMNS] = "columns",
    };
    return names[fault];
}

void units_run_clear (UnitsRun *run)
{
    g_clear_pointer (&run->from, g_free);
    g_clear_pointer (&run->to, g_free);
    g_clear_pointer (&run->header, g_free);
    g_clear_pointer (&run->detail, g_free);
}

UnitsFault units_fail (UnitsRun *run, UnitsFault fault, int line, const char *detail)
{
    run->line = line;
    g_free (run->detail);
    run->detail = g_strdup (detail);
    return fault;
}

/* ---- units ---- */

/* Control characters that no text needs. */
static void clean (char *text)
{
    char *to = text;

    for (const guchar *p = (const guchar *) text; p != NULL && *p != '\0'; p++) {
        if ((*p < 0x20 && *p != '\n' && *p != '\t' && *p != '\r') || *p == 0x7F)
            continue;
        if (*p == 0xC2 && p[1] < 0xA0) {
            p++;
            continue;
        }
        *to++ = (char) *p;
    }
    if (text != NULL)
        *to = '\0';
}

static void clean_all (GPtrArray *texts)
{
    for (guint i = 0; i < texts->len; i++)
        clean (texts->pdata[i]);
}

static void clean_unit (TdUnit *unit)
{
    char *const fields[] = { unit->id, unit->context, unit->language, unit->source, unit->plural };

    for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
        clean (fields[i]);
    for (guint i = 0; i < unit->targets->len; i++) {
        TdUnitTarget *t = unit->targets->pdata[i];
        clean (t->language);
        clean_all (t->texts);
        clean_all (t->marks);
    }
    for (guint i = 0; i < unit->notes->len; i++) {
        TdUnitNote *n = unit->notes->pdata[i];
        clean (n->kind);
        clean (n->text);
    }
}

static void put_head (UnitsRun *run)
{
    run->head_is_out = TRUE;
    clean (run->from);
    clean (run->to);
    clean (run->header);
    run->put (json_pack ("{s:s, s:s, s:s?, s:s?, s:s?}", "record", "head", "format", run->format, "from", run->from,
                         "to", run->to, "header", run->header),
              run->data);
}

UnitsFault units_put (UnitsRun *run, TdUnit *take_unit, int line)
{
    g_autoptr (TdUnit) unit = take_unit;
    json_t *record;

    clean_unit (unit);
    record = json_pack ("{s:s, s:i, s:o}", "record", "unit", "line", line, "unit", td_unit_to_json (unit));
    if (json_dumpb (record, NULL, 0, JSON_COMPACT) > TD_LIMIT_CELL_RECORD) {
        json_decref (record);
        return units_fail (run, UNITS_TOO_LARGE, line, NULL);
    }
    if (!run->head_is_out)
        put_head (run);
    run->put (record, run->data);
    run->units++;
    return UNITS_FINE;
}

/* ---- lines ---- */

void units_lines_begin (UnitsLines *lines, UnitsRun *run, const guint8 *begun, gsize size)
{
    gsize mark = size >= 3 && memcmp (begun, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;

    *lines = (UnitsLines){ .run = run, .bytes = g_byte_array_new () };
    g_byte_array_append (lines->bytes, begun + mark, (guint) (size - mark));
}

void units_lines_clear (UnitsLines *lines)
{
    g_clear_pointer (&lines->bytes, g_byte_array_unref);
}

/* More bytes behind those that are there; those before `at` go. */
static void fill (UnitsLines *lines)
{
    guint8 piece[32 * 1024];
    gsize got;

    if (lines->at > 0)
        g_byte_array_remove_range (lines->bytes, 0, (guint) lines->at);
    lines->at = 0;
    got = lines->run->read (piece, sizeof piece, lines->run->data);
    lines->ended = got == 0;
    g_byte_array_append (lines->bytes, piece, (guint) got);
}

UnitsFault units_lines_next (UnitsLines *lines, GString *ret_text, gboolean *ret_more)
{
    const guint8 *begin, *end;
    gsize length, searched = 0;

    for (;;) {
        begin = lines->bytes->data + lines->at;
        length = lines->bytes->len - lines->at;
        end = length > searched ? memchr (begin + searched, '\n', length - searched) : NULL;
        if (end != NULL || lines->ended)
            break;
        searched = length;
        if (length > LINE_BYTES)
            return units_fail (lines->run, UNITS_TOO_LARGE, lines->line + 1, NULL);
        fill (lines);
    }
    *ret_more = length > 0;
    if (length == 0)
        return UNITS_FINE;
    lines->line++;
    if (end != NULL)
        length = (gsize) (end - begin);
    lines->at += length + (end != NULL);
    if (length > 0 && begin[length - 1] == '\r')
        length--;
    if (!g_utf8_validate ((const char *) begin, (gssize) length, NULL))
        return units_fail (lines->run, UNITS_NOT_UTF8, lines->line, NULL);
    g_string_truncate (ret_text, 0);
    g_string_append_len (ret_text, (const char *) begin, (gssize) length);
    return UNITS_FINE;
}

/* ---- the file ---- */

static gboolean begins (const guint8 *bytes, gsize size, const char *with, gsize length)
{
    return size >= length && memcmp (bytes, with, length) == 0;
}

/* Whether a line among the first begins with msgid or msgctxt. */
static gboolean looks_like_po (const guint8 *bytes, gsize size)
{
    g_autofree char *text = g_strndup ((const char *) bytes, size);

    return g_str_has_prefix (text, "msgid") || strstr (text, "\nmsgid \"") != NULL
           || strstr (text, "\nmsgctxt \"") != NULL || strstr (text, "\n#~ msgid \"") != NULL;
}

static gboolean looks_like_text (const guint8 *bytes, gsize size)
{
    return memchr (bytes, '\0', size) == NULL;
}

static UnitsFault read_as (UnitsRun *run, const guint8 *bytes, gsize size)
{
    gsize blank = begins (bytes, size, "\xEF\xBB\xBF", 3) ? 3 : 0;

    while (blank < size && memchr (" \t\r\n", bytes[blank], 4) != NULL)
        blank++;
    if (size == 0 || blank == size)
        return UNITS_EMPTY;
    if (begins (bytes, size, "PK\3\4", 4))
        return units_docx (run, bytes, size);
    if (bytes[blank] == '<' || begins (bytes, size, "\xFF\xFE", 2) || begins (bytes, size, "\xFE\xFF", 2)
        || begins (bytes, size, "\0<", 2))
        return units_xml (run, bytes, size);
    if (!looks_like_text (bytes, size))
        return UNITS_UNKNOWN;
    return looks_like_po (bytes, size) ? units_po (run, bytes, size) : units_csv (run, bytes, size);
}

void units_read (UnitsRun *run)
{
    g_autofree guint8 *bytes = g_malloc (BEGINNING);
    UnitsFault fault;
    gsize size = 0, got;

    while (size < BEGINNING && (got = run->read (bytes + size, BEGINNING - size, run->data)) > 0)
        size += got;
    fault = read_as (run, bytes, size);
    if (fault == UNITS_FINE && run->units == 0)
        fault = UNITS_EMPTY;
    if (fault != UNITS_FINE) {
        /* What a file calls its encoding may itself be in none. */
        g_autofree char *detail = run->detail != NULL ? g_utf8_make_valid (run->detail, -1) : NULL;

        run->put (json_pack ("{s:s, s:s, s:i, s:s?}", "record", "error", "error", units_fault_name (fault), "line",
                             run->line, "detail", detail),
                  run->data);
    } else
        run->put (json_pack ("{s:s, s:I, s:I}", "record", "end", "units", (json_int_t) run->units, "codes",
                             (json_int_t) run->codes),
                  run->data);
}

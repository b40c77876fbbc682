/* The tables of two columns in a DOCX: source and target. A first row may name the languages: "English (en)", "French (fr)". */
#include "document/reader/docx.h"
#include "document/reader/units.h"

#include "base/limits.h"

#include <string.h>

typedef struct {
    UnitsRun *run;
    UnitsFault fault;
    int tables;       /* tables that are open, one in another */
    gboolean in_text; /* in w:t */
    GPtrArray *cells; /* of GString: of the row at hand */
    gboolean in_cell, cell_begun;
    int rows; /* with two cells, so far */
} Docx;

static GString *cell (const Docx *d)
{
    return d->in_cell && d->cells->len > 0 ? d->cells->pdata[d->cells->len - 1] : NULL;
}

static void string_free (gpointer data)
{
    g_string_free (data, TRUE);
}

/* "en" of "English (en)"; NULL without such. Free it. */
static char *language_in (const char *text)
{
    const char *open = strrchr (text, '('), *close = open != NULL ? strchr (open, ')') : NULL;
    gsize length = close != NULL ? (gsize) (close - open - 1) : 0;

    if (length < 2 || length > TD_LIMIT_LANGUAGE_CHARACTERS || close[1] != '\0'
        || strspn (open + 1, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") != length)
        return NULL;
    return g_strndup (open + 1, length);
}

static gboolean take_languages (Docx *d, const char *source, const char *target)
{
    g_autofree char *from = language_in (source), *to = language_in (target);

    if (d->rows > 0 || from == NULL || to == NULL)
        return FALSE;
    td_unit_set (&d->run->from, from);
    td_unit_set (&d->run->to, to);
    return TRUE;
}

static void end_row (Docx *d)
{
    const char *source, *target;
    TdUnit *unit;
    TdUnitTarget *to;

    if (d->cells->len != 2)
        return;
    source = ((GString *) d->cells->pdata[0])->str;
    target = ((GString *) d->cells->pdata[1])->str;
    if (take_languages (d, source, target) || *source == '\0')
        return;
    unit = td_unit_new ();
    td_unit_set (&unit->language, d->run->from);
    td_unit_set (&unit->source, source);
    to = td_unit_target (unit, d->run->to);
    to->state = *target != '\0' ? TD_UNIT_TRANSLATED : TD_UNIT_INITIAL;
    td_unit_target_add (to, target, NULL);
    d->fault = units_put (d->run, unit, ++d->rows);
}

static void start (gpointer data, const DocxElement *element)
{
    Docx *d = data;
    const char *name = element->name;

    if (!element->word || d->fault != UNITS_FINE)
        return;
    d->tables += g_str_equal (name, "tbl");
    if (d->tables == 1 && g_str_equal (name, "tr")) {
        g_ptr_array_set_size (d->cells, 0);
    } else if (d->tables == 1 && g_str_equal (name, "tc")) {
        d->in_cell = TRUE;
        d->cell_begun = FALSE;
        g_ptr_array_add (d->cells, g_string_new (NULL));
    } else if (cell (d) != NULL && g_str_equal (name, "p")) {
        if (d->cell_begun)
            g_string_append_c (cell (d), '\n');
        d->cell_begun = TRUE;
    } else if (cell (d) != NULL && (g_str_equal (name, "br") || g_str_equal (name, "tab"))) {
        g_string_append_c (cell (d), *name == 'b' ? '\n' : '\t');
    }
    d->in_text = g_str_equal (name, "t");
}

static void end (gpointer data, const char *name, gboolean word)
{
    Docx *d = data;

    if (!word || d->fault != UNITS_FINE)
        return;
    d->in_text = FALSE;
    if (d->tables == 1 && g_str_equal (name, "tc")) {
        g_autofree char *text = g_strchomp (g_strdup (cell (d)->str));
        g_string_assign (cell (d), text);
        d->in_cell = FALSE;
    } else if (d->tables == 1 && g_str_equal (name, "tr")) {
        end_row (d);
    }
    d->tables -= g_str_equal (name, "tbl");
}

static void text (gpointer data, const char *bytes, gsize length)
{
    Docx *d = data;

    if (!d->in_text || cell (d) == NULL || d->fault != UNITS_FINE)
        return;
    g_string_append_len (cell (d), bytes, (gssize) length);
    if (cell (d)->len > UNITS_TEXT_BYTES)
        d->fault = units_fail (d->run, UNITS_TOO_LARGE, d->rows + 1, NULL);
}

/* A ZIP is read from its end, so it is taken in whole. */
static GByteArray *slurp (UnitsRun *run, const guint8 *begun, gsize size)
{
    GByteArray *bytes = g_byte_array_new ();
    guint8 piece[64 * 1024];
    gsize got;

    g_byte_array_append (bytes, begun, (guint) size);
    while (bytes->len <= 4 * (guint) TD_LIMIT_UPLOAD_BYTES && (got = run->read (piece, sizeof piece, run->data)) > 0)
        g_byte_array_append (bytes, piece, (guint) got);
    return bytes;
}

UnitsFault units_docx (UnitsRun *run, const guint8 *begun, gsize size)
{
    static const DocxHandler handler = { start, end, text };
    static const char *const wanted[] = { "word/document.xml" };
    g_autoptr (GByteArray) bytes = slurp (run, begun, size);
    GByteArray *document = NULL;
    Docx d = { .run = run, .cells = g_ptr_array_new_with_free_func (string_free) };
    ReaderFault fault;

    run->format = "docx";
    if (bytes->len > 4 * (guint) TD_LIMIT_UPLOAD_BYTES)
        d.fault = UNITS_TOO_LARGE;
    else if ((fault = reader_unzip (bytes->data, bytes->len, wanted, 1, 0, &document)) != READER_FINE)
        d.fault = fault == READER_TOO_MUCH ? UNITS_TOO_LARGE : UNITS_UNKNOWN;
    else if (!docx_parse (document, &handler, &d) && d.fault == UNITS_FINE)
        d.fault = UNITS_SYNTAX;
    if (document != NULL)
        g_byte_array_unref (document);
    g_ptr_array_unref (d.cells);
    return d.fault;
}

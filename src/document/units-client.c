/* Asks treatydesk-reader for the units of a file and distrusts each word of its answer. Contract in units.h. */
#include "document/units-private.h"

#include "base/errors.h"
#include "base/limits.h"
#include "document/document-private.h"

#include <string.h>
#include <sys/stat.h>

TD_DEFINE_ERROR (units)

enum { MOST_LANGUAGE = 64, MOST_DETAIL = 64, MOST_HEADER = 64 * 1024 };

/* ---- words ---- */

static const struct {
    const char *word, *ending, *type;
} formats[TD_N_UNITS] = {
    [TD_UNITS_XLIFF] = { "xliff", "xlf", "application/xliff+xml" },
    [TD_UNITS_TMX] = { "tmx", "tmx", "application/x-tmx+xml" },
    [TD_UNITS_PO] = { "po", "po", "text/x-gettext-translation; charset=utf-8" },
    [TD_UNITS_TBX] = { "tbx", "tbx", "application/x-tbx+xml" },
    [TD_UNITS_CSV] = { "csv", "csv", "text/csv; charset=utf-8" },
    [TD_UNITS_DOCX] = { "docx", "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
};

const char *td_units_format_word (TdUnitsFormat format)
{
    return format < TD_N_UNITS ? formats[format].word : "";
}

const char *td_units_format_ending (TdUnitsFormat format)
{
    return format < TD_N_UNITS ? formats[format].ending : "";
}

const char *td_units_format_type (TdUnitsFormat format)
{
    return format < TD_N_UNITS ? formats[format].type : "";
}

gboolean td_units_format_from_word (const char *word, TdUnitsFormat *ret_format)
{
    for (int i = 0; i < TD_N_UNITS; i++)
        if (g_strcmp0 (word, formats[i].word) == 0) {
            *ret_format = (TdUnitsFormat) i;
            return TRUE;
        }
    return FALSE;
}

gboolean td_units_format_from_name (const char *name, TdUnitsFormat *ret_format)
{
    const char *dot = strrchr (name, '.');
    g_autofree char *small = dot != NULL ? g_ascii_strdown (dot + 1, -1) : NULL;

    for (int i = 0; i < TD_N_UNITS; i++)
        if (g_strcmp0 (small, formats[i].ending) == 0) {
            *ret_format = (TdUnitsFormat) i;
            return TRUE;
        }
    return td_units_format_from_word (small, ret_format);
}

void td_units_head_clear (TdUnitsHead *head)
{
    g_clear_pointer (&head->from, g_free);
    g_clear_pointer (&head->to, g_free);
    g_clear_pointer (&head->header, g_free);
}

/* ---- sentences ---- */

#define FORMATS "XLIFF, TMX, PO, TBX, CSV or a DOCX with a table of two columns"

static const struct {
    const char *error, *sentence; /* {line} and {detail} are put in */
} sentences[] = {
    { "empty",
      "There is no unit of text in this file. Choose a file with texts and their translations in " FORMATS "." },
    { "unknown", "This is no file of translations that we read. Choose one in " FORMATS "." },
    { "syntax",
      "Line {line} of this file is not as its format wants it, so reading stopped there. Look at that line and the one "
      "before it (a quotation mark or a tag that is not closed), mend it, and try again." },
    { "entities",
      "Line {line} of this file defines or uses an entity of its own, which may grow without end, so it is not read. "
      "Save the file without a DOCTYPE that defines entities, with their text in their place." },
    { "encoding", "This file says that it is in the encoding {detail}. Files of translations are read in UTF-8. "
                  "Convert it first, for "
                  "example with: msgconv --to-code=UTF-8 (PO) or iconv -t UTF-8, and try again." },
    { "not-utf8",
      "Line {line} of this file is not UTF-8. Its encoding is another one than it says, or it was damaged on its way. "
      "Convert the file to UTF-8 (a PO file with: msgconv --to-code=UTF-8) and try again." },
    { "too-large",
      "One unit of this file is too large (at line {line}). Cut it into sentences or paragraphs and try again." },
    { "columns", "This table does not say which column is which. Name two columns “source” and “target” in its first "
                 "row, or by their "
                 "languages (“en”, “fr”)." },
};

/* Free it; NULL for a word that the reader cannot say. */
static char *sentence_for (const char *error, int line, const char *detail)
{
    g_autofree char *number = g_strdup_printf ("%d", line);
    g_autoptr (GString) text = NULL;

    for (gsize i = 0; i < G_N_ELEMENTS (sentences) && text == NULL; i++)
        if (g_strcmp0 (sentences[i].error, error) == 0)
            text = g_string_new (sentences[i].sentence);
    if (text == NULL)
        return NULL;
    g_string_replace (text, "{line}", number, 0);
    g_string_replace (text, "{detail}", detail != NULL ? detail : "", 0);
    return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean distrust (GError **error)
{
    g_set_error_literal (
        error, TD_UNITS_ERROR, TD_ERROR_INPUT,
        "Reading this file gave an answer that makes no sense, so it was stopped. The file may be damaged. Save it "
        "again with the program that made it, and try that.");
    return FALSE;
}

/* ---- records ---- */

/* A text of at most most bytes, or null. */
static gboolean get_text (const json_t *record, const char *key, gsize most, char **ret_text)
{
    const json_t *value = json_object_get (record, key);
    const char *text = json_string_value (value);

    if (json_is_null (value))
        return TRUE;
    if (text == NULL || strlen (text) != json_string_length (value) || strlen (text) > most)
        return FALSE;
    *ret_text = g_strdup (text);
    return TRUE;
}

static gboolean take_head (TdUnitsReading *r, const json_t *record, GError **error)
{
    g_autofree char *format = NULL;

    if (r->begun || json_object_size (record) != 5 || !get_text (record, "format", 16, &format) || format == NULL
        || !td_units_format_from_word (format, &r->head.format)
        || !get_text (record, "from", MOST_LANGUAGE, &r->head.from)
        || !get_text (record, "to", MOST_LANGUAGE, &r->head.to)
        || !get_text (record, "header", MOST_HEADER, &r->head.header))
        return distrust (error);
    r->begun = TRUE;
    return TRUE;
}

static gboolean take_unit (TdUnitsReading *r, const json_t *record, GError **error)
{
    const json_t *line = json_object_get (record, "line");
    g_autoptr (TdUnit) unit = td_unit_from_json (json_object_get (record, "unit"));

    if (!r->begun || r->ended || unit == NULL || json_object_size (record) != 3 || !json_is_integer (line)
        || json_integer_value (line) < 0 || json_integer_value (line) > G_MAXINT)
        return distrust (error);
    r->units++;
    return r->func == NULL || r->func (&r->head, unit, (int) json_integer_value (line), r->data, error);
}

static gboolean take_end (TdUnitsReading *r, const json_t *record, GError **error)
{
    const json_t *codes = json_object_get (record, "codes");

    if (!r->begun || r->ended || json_object_size (record) != 3 || !json_is_integer (codes)
        || json_integer_value (json_object_get (record, "units")) != r->units)
        return distrust (error);
    r->codes = json_integer_value (codes);
    r->ended = TRUE;
    return TRUE;
}

static gboolean take_error (const json_t *record, GError **error)
{
    const json_t *line = json_object_get (record, "line");
    g_autofree char *word = NULL, *detail = NULL, *sentence = NULL;

    if (json_object_size (record) != 4 || !get_text (record, "error", 16, &word)
        || !get_text (record, "detail", MOST_DETAIL, &detail) || !json_is_integer (line)
        || (detail != NULL && !td_answer_text_good (detail, MOST_DETAIL)))
        return distrust (error);
    sentence = sentence_for (word, (int) CLAMP (json_integer_value (line), 0, G_MAXINT), detail);
    if (sentence == NULL)
        return distrust (error);
    g_set_error_literal (error, TD_UNITS_ERROR, TD_ERROR_INPUT, sentence);
    return FALSE;
}

gboolean td_units_take (const char *data, gsize size, gpointer user_data, GError **error)
{
    TdUnitsReading *r = user_data;
    json_t *record = json_loadb (data, size, JSON_REJECT_DUPLICATES, NULL);
    const char *kind = json_string_value (json_object_get (record, "record"));
    gboolean taken;

    if (g_strcmp0 (kind, "unit") == 0)
        taken = take_unit (r, record, error);
    else if (g_strcmp0 (kind, "head") == 0)
        taken = take_head (r, record, error);
    else if (g_strcmp0 (kind, "end") == 0)
        taken = take_end (r, record, error);
    else if (g_strcmp0 (kind, "error") == 0)
        taken = take_error (record, error);
    else
        taken = distrust (error);
    json_decref (record);
    return taken;
}

/* ---- the whole ---- */

/* What a cell may answer about a file of this size: escapes and keys come on top. */
static gsize most_output (int fd)
{
    struct stat about;

    return fstat (fd, &about) == 0 && about.st_size > 0 ? 16 * (gsize) about.st_size + TD_LIMIT_CELL_OUTPUT
                                                        : (gsize) TD_LIMIT_CELL_OUTPUT;
}

gboolean td_units_read (const char *program, int fd, TdUnitFunc func, gpointer data, gint64 *ret_codes, GError **error)
{
    g_autoptr (TdCellPool) cells = td_cell_pool_new (program, 0);
    TdUnitsReading r = { .func = func, .data = data };
    gboolean done;

    td_cell_pool_set_word (cells, "--units");
    td_cell_pool_set_limits (cells, TD_LIMIT_UNITS_SECONDS, most_output (fd));
    done = td_cell_run (cells, fd, td_units_take, &r, error);
    if (done && !r.ended)
        done = distrust (error);
    if (done && ret_codes != NULL)
        *ret_codes = r.codes;
    td_units_head_clear (&r.head);
    return done;
}

typedef struct {
    GPtrArray *units;
    TdUnitsHead *head;
    guint most;
} Gather;

static gboolean gather (const TdUnitsHead *head, const TdUnit *unit, G_GNUC_UNUSED int line, gpointer data,
                        GError **error)
{
    Gather *g = data;

    if (g->units->len >= g->most) {
        g_set_error (
            error, TD_UNITS_ERROR, TD_ERROR_TOO_LARGE,
            "There are more than %u units in this file. Cut it into several files and send one after the other.",
            g->most);
        return FALSE;
    }
    if (g->units->len == 0)
        *g->head = (TdUnitsHead){ head->format, g_strdup (head->from), g_strdup (head->to), g_strdup (head->header) };
    json_t *copy = td_unit_to_json (unit);
    g_ptr_array_add (g->units, td_unit_from_json (copy));
    json_decref (copy);
    return TRUE;
}

GPtrArray *td_units_read_all (const char *program, int fd, guint most, TdUnitsHead *ret_head, GError **error)
{
    g_autoptr (GPtrArray) units = g_ptr_array_new_with_free_func ((GDestroyNotify) td_unit_free);
    g_auto (TdUnitsHead) head = { 0 };
    Gather g = { .units = units, .head = &head, .most = most };

    if (!td_units_read (program, fd, gather, &g, NULL, error))
        return NULL;
    *ret_head = head;
    head = (TdUnitsHead){ 0 };
    return g_steal_pointer (&units);
}

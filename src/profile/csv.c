#include "profile/csv.h"

#include "base/errors.h"

TD_DEFINE_ERROR (csv)

typedef struct {
    const char *at, *end;
    guint line; /* of at */
    GString *field;
    TdCsv *csv;
    GPtrArray *record; /* fields of the row being read */
    guint record_line;
} Reader;

static gboolean refuse (const Reader *r, GError **error, const char *why)
{
    g_set_error (error, TD_CSV_ERROR, TD_ERROR_INPUT, "%s, line %u: %s", r->csv->name, r->line, why);
    return FALSE;
}

/* Whether a line ends here; at stays before it. */
static gsize line_end (const Reader *r)
{
    if (r->at < r->end && *r->at == '\n')
        return 1;
    if (r->at + 1 < r->end && r->at[0] == '\r' && r->at[1] == '\n')
        return 2;
    return 0;
}

static gboolean add_byte (Reader *r, char byte, GError **error)
{
    if (r->field->len >= TD_CSV_FIELD_BYTES)
        return refuse (r, error, "this field is longer than 64 KiB.");
    g_string_append_c (r->field, byte);
    return TRUE;
}

/* at is behind the opening quote; ends behind the closing one. */
static gboolean read_quoted (Reader *r, GError **error)
{
    while (r->at < r->end) {
        if (*r->at == '"') {
            r->at++;
            if (r->at == r->end || *r->at != '"')
                return TRUE;
        } else if (*r->at == '\n') {
            r->line++;
        } else if (*r->at == '\r' && line_end (r) == 0) {
            return refuse (r, error, "a carriage return stands alone. End lines with LF or CRLF.");
        }
        if (!add_byte (r, *r->at++, error))
            return FALSE;
    }
    return refuse (r, error, "a quoted field is not closed. Add the closing quote.");
}

static gboolean read_plain (Reader *r, GError **error)
{
    while (r->at < r->end && *r->at != ',' && line_end (r) == 0) {
        if (*r->at == '"')
            return refuse (r, error,
                           "a quote stands inside a field without quotes. "
                           "Put the whole field in quotes and double the inner ones.");
        if (*r->at == '\r')
            return refuse (r, error, "a carriage return stands alone. End lines with LF or CRLF.");
        if (!add_byte (r, *r->at++, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean read_field (Reader *r, GError **error)
{
    g_string_truncate (r->field, 0);
    if (r->at < r->end && *r->at == '"') {
        r->at++;
        if (!read_quoted (r, error))
            return FALSE;
        if (r->at < r->end && *r->at != ',' && line_end (r) == 0)
            return refuse (r, error, "text follows a closing quote. Put a comma there, or double the quote.");
    } else if (!read_plain (r, error)) {
        return FALSE;
    }
    if (r->record->len == TD_CSV_COLUMNS)
        return refuse (r, error, "this row has more than 64 fields.");
    g_ptr_array_add (r->record, g_strndup (r->field->str, r->field->len));
    return TRUE;
}

/* Reads one row into r->record, its line end included. */
static gboolean read_record (Reader *r, GError **error)
{
    g_ptr_array_set_size (r->record, 0);
    r->record_line = r->line;
    if (line_end (r) > 0)
        return refuse (r, error, "this line is empty. Remove it.");
    for (;;) {
        if (!read_field (r, error))
            return FALSE;
        if (r->at == r->end)
            return TRUE;
        if (*r->at == ',') {
            r->at++;
            continue;
        }
        r->at += line_end (r);
        r->line++;
        return TRUE;
    }
}

static gboolean take_header (Reader *r, GError **error)
{
    TdCsv *csv = r->csv;

    csv->n_columns = r->record->len;
    csv->columns = g_new0 (char *, csv->n_columns + 1);
    for (guint i = 0; i < csv->n_columns; i++) {
        csv->columns[i] = g_strdup (g_ptr_array_index (r->record, i));
        g_autofree char *why = NULL;
        if (*csv->columns[i] == '\0')
            why = g_strdup_printf ("column %u has no name.", i + 1);
        for (guint k = 0; k < i && why == NULL; k++)
            if (g_str_equal (csv->columns[k], csv->columns[i]))
                why = g_strdup_printf ("the column “%s” stands twice.", csv->columns[i]);
        if (why != NULL) {
            r->line = r->record_line;
            return refuse (r, error, why);
        }
    }
    return TRUE;
}

static gboolean take_row (Reader *r, GError **error)
{
    TdCsv *csv = r->csv;
    g_autofree char *why = NULL;

    if (r->record->len != csv->n_columns)
        why = g_strdup_printf ("this row has %u fields and the header has %u.", r->record->len, csv->n_columns);
    else if (csv->n_rows == TD_CSV_ROWS)
        why = g_strdup ("the table has more than 50,000 rows.");
    if (why != NULL) {
        r->line = r->record_line;
        return refuse (r, error, why);
    }
    for (guint i = 0; i < csv->n_columns; i++)
        g_ptr_array_add (csv->fields, g_steal_pointer (&g_ptr_array_index (r->record, i)));
    g_array_append_val (csv->lines, r->record_line);
    csv->n_rows++;
    return TRUE;
}

/* Size, NUL and UTF-8, with the line where it goes wrong. */
static gboolean check_text (Reader *r, GError **error)
{
    const char *bad = NULL;

    if (r->end - r->at > TD_CSV_BYTES)
        return refuse (r, error, "the table is larger than 8 MiB.");
    if (g_utf8_validate_len (r->at, (gsize) (r->end - r->at), &bad))
        return TRUE;
    for (const char *p = r->at; p < bad; p++)
        r->line += *p == '\n';
    return refuse (r, error, *bad == '\0' ? "there is a NUL byte." : "this is not UTF-8. Save the file as UTF-8.");
}

static gboolean read_all (Reader *r, GError **error)
{
    if (!check_text (r, error))
        return FALSE;
    if (r->end - r->at >= 3 && memcmp (r->at, "\xEF\xBB\xBF", 3) == 0)
        r->at += 3;
    if (r->at == r->end)
        return refuse (r, error, "the table is empty. It needs at least a header.");
    if (!read_record (r, error) || !take_header (r, error))
        return FALSE;
    while (r->at < r->end)
        if (!read_record (r, error) || !take_row (r, error))
            return FALSE;
    return TRUE;
}

TdCsv *td_csv_read (const char *name, const char *data, gsize size, GError **error)
{
    g_autoptr (TdCsv) csv = g_new0 (TdCsv, 1);
    csv->name = g_strdup (name);
    csv->fields = g_ptr_array_new_with_free_func (g_free);
    csv->lines = g_array_new (FALSE, FALSE, sizeof (guint));

    Reader r = { .at = data, .end = data + size, .line = 1, .csv = csv };
    r.field = g_string_new (NULL);
    r.record = g_ptr_array_new_with_free_func (g_free);
    gboolean ok = read_all (&r, error);
    g_string_free (r.field, TRUE);
    g_ptr_array_unref (r.record);
    return ok ? g_steal_pointer (&csv) : NULL;
}

void td_csv_free (TdCsv *csv)
{
    if (csv == NULL)
        return;
    g_free (csv->name);
    g_strfreev (csv->columns);
    g_ptr_array_unref (csv->fields);
    g_array_unref (csv->lines);
    g_free (csv);
}

const char *td_csv_field (const TdCsv *csv, guint row, const char *column)
{
    g_return_val_if_fail (row < csv->n_rows, NULL);
    for (guint i = 0; i < csv->n_columns; i++)
        if (g_str_equal (csv->columns[i], column))
            return g_ptr_array_index (csv->fields, row * csv->n_columns + i);
    return NULL;
}

guint td_csv_line (const TdCsv *csv, guint row)
{
    g_return_val_if_fail (row < csv->n_rows, 0);
    return g_array_index (csv->lines, guint, row);
}

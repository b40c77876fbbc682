/* A table with a column for the source and one for the target. Ours and the Translate Toolkit's names of columns are known; two columns named by
 * languages will do. Rows that follow one another with one id and forms that count up are plural forms of one unit. */
#include "document/reader/units.h"

#include <string.h>

typedef enum {
    COLUMN_NOTE, /* any other: a note of that kind */
    COLUMN_ID,
    COLUMN_CONTEXT,
    COLUMN_SOURCE,
    COLUMN_TARGET,
    COLUMN_FROM,
    COLUMN_TO,
    COLUMN_STATE,
    COLUMN_FORM,
    COLUMN_FUZZY,
    COLUMN_OBSOLETE,
} Column;

enum { MOST_COLUMNS = 64 };

typedef struct {
    UnitsRun *run;
    UnitsLines lines;
    char separator;
    Column columns[MOST_COLUMNS];
    char *kinds[MOST_COLUMNS]; /* of notes */
    guint n_columns;
    GPtrArray *fields; /* of the row at hand: char * */
    int row_line;
    TdUnit *unit; /* waits for further forms */
    int unit_line, forms;
} Csv;

/* ---- rows ---- */

/* The sign that stands most often outside of quotes in the first line. */
static char separator_of (const char *line)
{
    static const char signs[] = ",;\t";
    int counts[3] = { 0 }, best = 0;
    gboolean quoted = FALSE;

    for (const char *p = line; *p != '\0'; p++) {
        const char *sign = strchr (signs, *p);
        quoted ^= *p == '"';
        if (!quoted && sign != NULL)
            counts[sign - signs]++;
    }
    for (int i = 1; i < 3; i++)
        if (counts[i] > counts[best])
            best = i;
    return signs[best];
}

/* An apostrophe that keeps a spreadsheet from computing (base/csv-out.h) is none of the text. */
static const char *without_guard (const char *text)
{
    const char *sign = text + 1;

    if (*text != '\'')
        return text;
    sign += strspn (sign, " '");
    return *sign != '\0' && strchr ("=+-@\t\r\n", *sign) != NULL ? text + 1 : text;
}

static UnitsFault add_field (Csv *csv, GString *field)
{
    if (csv->fields->len >= MOST_COLUMNS || field->len > UNITS_TEXT_BYTES)
        return units_fail (csv->run, UNITS_TOO_LARGE, csv->row_line, NULL);
    g_ptr_array_add (csv->fields, g_strdup (without_guard (field->str)));
    g_string_truncate (field, 0);
    return UNITS_FINE;
}

/* What stands in quotes, over ends of lines; *p is behind the first quote and then behind the last. */
static UnitsFault take_quoted (Csv *csv, GString *line, const char **p, GString *field)
{
    for (;;) {
        gboolean more = TRUE;
        UnitsFault fault;
        for (; **p != '\0'; (*p)++) {
            if (**p == '"' && (*p)[1] != '"') {
                (*p)++;
                return UNITS_FINE;
            }
            if (**p == '"')
                (*p)++;
            g_string_append_c (field, **p);
        }
        if (field->len > UNITS_TEXT_BYTES)
            return units_fail (csv->run, UNITS_TOO_LARGE, csv->row_line, NULL);
        fault = units_lines_next (&csv->lines, line, &more);
        if (fault != UNITS_FINE || !more)
            return fault != UNITS_FINE ? fault : units_fail (csv->run, UNITS_SYNTAX, csv->row_line, NULL);
        g_string_append_c (field, '\n');
        *p = line->str;
    }
}

/* The next row that is not empty into fields. */
static UnitsFault next_row (Csv *csv, GString *line, gboolean *ret_more)
{
    g_autoptr (GString) field = g_string_new (NULL);
    UnitsFault fault;
    const char *p;

    do {
        if ((fault = units_lines_next (&csv->lines, line, ret_more)) != UNITS_FINE || !*ret_more)
            return fault;
    } while (line->len == 0);
    csv->row_line = csv->lines.line;
    g_ptr_array_set_size (csv->fields, 0);
    if (csv->separator == '\0')
        csv->separator = separator_of (line->str);
    for (p = line->str;; p++) {
        if (*p == '"' && field->len == 0) {
            p++;
            if ((fault = take_quoted (csv, line, &p, field)) != UNITS_FINE)
                return fault;
        }
        if (*p != '\0' && *p != csv->separator) {
            g_string_append_c (field, *p);
            continue;
        }
        if ((fault = add_field (csv, field)) != UNITS_FINE || *p == '\0')
            return fault;
    }
}

/* ---- the first row ---- */

static const struct {
    const char *name;
    Column column;
    const char *kind; /* of a note under another name */
} known[] = {
    { "id", COLUMN_ID, NULL },
    { "context", COLUMN_CONTEXT, NULL },
    { "source", COLUMN_SOURCE, NULL },
    { "target", COLUMN_TARGET, NULL },
    { "source_language", COLUMN_FROM, NULL },
    { "target_language", COLUMN_TO, NULL },
    { "state", COLUMN_STATE, NULL },
    { "form", COLUMN_FORM, NULL },
    { "fuzzy", COLUMN_FUZZY, NULL },
    { "obsolete", COLUMN_OBSOLETE, NULL },
    { "location", COLUMN_NOTE, "reference" },
    { "translator_comments", COLUMN_NOTE, "note" },
    { "developer_comments", COLUMN_NOTE, "developer" },
};

static void learn_column (Csv *csv, const char *name)
{
    g_autofree char *small = g_strstrip (g_ascii_strdown (name, -1));
    guint n = csv->n_columns++;

    csv->columns[n] = COLUMN_NOTE;
    for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
        if (g_str_equal (small, known[i].name)) {
            csv->columns[n] = known[i].column;
            csv->kinds[n] = g_strdup (known[i].kind);
        }
    if (csv->columns[n] == COLUMN_NOTE && csv->kinds[n] == NULL)
        csv->kinds[n] = g_strdup (small);
}

static gboolean has_column (const Csv *csv, Column column)
{
    for (guint i = 0; i < csv->n_columns; i++)
        if (csv->columns[i] == column)
            return TRUE;
    return FALSE;
}

static gboolean is_language (const char *name)
{
    gsize letters = strspn (name, "abcdefghijklmnopqrstuvwxyz");

    return (letters == 2 || letters == 3) && (name[letters] == '\0' || name[letters] == '-');
}

/* The first two columns named by languages are source and target. */
static void learn_languages (Csv *csv)
{
    for (guint i = 0; i < csv->n_columns; i++) {
        if (csv->columns[i] != COLUMN_NOTE || !is_language (csv->kinds[i]))
            continue;
        if (!has_column (csv, COLUMN_SOURCE)) {
            csv->columns[i] = COLUMN_SOURCE;
            g_free (csv->run->from);
            csv->run->from = g_strdup (csv->kinds[i]);
        } else if (!has_column (csv, COLUMN_TARGET)) {
            csv->columns[i] = COLUMN_TARGET;
            g_free (csv->run->to);
            csv->run->to = g_strdup (csv->kinds[i]);
        }
    }
}

static UnitsFault take_columns (Csv *csv)
{
    for (guint i = 0; i < csv->fields->len; i++)
        learn_column (csv, csv->fields->pdata[i]);
    learn_languages (csv);
    if (has_column (csv, COLUMN_SOURCE) && has_column (csv, COLUMN_TARGET))
        return UNITS_FINE;
    return units_fail (csv->run, UNITS_COLUMNS, csv->row_line, NULL);
}

/* ---- units ---- */

static const char *field (const Csv *csv, Column column)
{
    for (guint i = 0; i < csv->n_columns && i < csv->fields->len; i++)
        if (csv->columns[i] == column)
            return csv->fields->pdata[i];
    return "";
}

static const char *or_null (const char *text)
{
    return *text != '\0' ? text : NULL;
}

static UnitsFault flush (Csv *csv)
{
    return csv->unit != NULL ? units_put (csv->run, g_steal_pointer (&csv->unit), csv->unit_line) : UNITS_FINE;
}

static gboolean is_true (const char *text)
{
    return g_ascii_strcasecmp (text, "true") == 0 || g_ascii_strcasecmp (text, "yes") == 0;
}

static void add_notes (const Csv *csv, TdUnit *unit)
{
    for (guint i = 0; i < csv->n_columns && i < csv->fields->len; i++) {
        g_auto (GStrv) lines = NULL;
        if (csv->columns[i] != COLUMN_NOTE || *(const char *) csv->fields->pdata[i] == '\0')
            continue;
        lines = g_strsplit (csv->fields->pdata[i], "\n", -1);
        for (char **l = lines; *l != NULL; l++)
            td_unit_add_note (unit, csv->kinds[i], *l);
    }
}

static TdUnit *unit_of_row (const Csv *csv)
{
    TdUnit *unit = td_unit_new ();
    const char *from = or_null (field (csv, COLUMN_FROM)), *to = or_null (field (csv, COLUMN_TO));
    TdUnitTarget *target = td_unit_target (unit, to != NULL ? to : csv->run->to);
    const char *text = field (csv, COLUMN_TARGET);

    td_unit_set (&unit->id, or_null (field (csv, COLUMN_ID)));
    td_unit_set (&unit->context, or_null (field (csv, COLUMN_CONTEXT)));
    td_unit_set (&unit->language, from != NULL ? from : csv->run->from);
    td_unit_set (&unit->source, field (csv, COLUMN_SOURCE));
    unit->obsolete = is_true (field (csv, COLUMN_OBSOLETE));
    target->state = *text != '\0' && !is_true (field (csv, COLUMN_FUZZY)) ? TD_UNIT_TRANSLATED : TD_UNIT_INITIAL;
    td_unit_state_from_word (field (csv, COLUMN_STATE), &target->state);
    td_unit_target_add (target, text, NULL);
    add_notes (csv, unit);
    return unit;
}

/* Whether the row is the next plural form of the unit that waits. */
static gboolean add_form (Csv *csv)
{
    const char *form = field (csv, COLUMN_FORM);

    if (csv->unit == NULL || *form == '\0' || g_ascii_strtoll (form, NULL, 10) != csv->forms || csv->forms == 0
        || csv->forms >= 32 || g_strcmp0 (csv->unit->id, or_null (field (csv, COLUMN_ID))) != 0)
        return FALSE;
    if (csv->unit->plural == NULL)
        td_unit_set (&csv->unit->plural, field (csv, COLUMN_SOURCE));
    td_unit_target_add (csv->unit->targets->pdata[0], field (csv, COLUMN_TARGET), NULL);
    csv->forms++;
    return TRUE;
}

static UnitsFault take_row (Csv *csv)
{
    UnitsFault fault;

    if (add_form (csv))
        return UNITS_FINE;
    if ((fault = flush (csv)) != UNITS_FINE)
        return fault;
    csv->unit = unit_of_row (csv);
    csv->unit_line = csv->row_line;
    csv->forms = *field (csv, COLUMN_FORM) != '\0' ? 1 : 0;
    return UNITS_FINE;
}

UnitsFault units_csv (UnitsRun *run, const guint8 *begun, gsize size)
{
    g_autoptr (GString) line = g_string_new (NULL);
    Csv csv = { .run = run, .fields = g_ptr_array_new_with_free_func (g_free) };
    UnitsFault fault;
    gboolean more = TRUE;

    run->format = "csv";
    units_lines_begin (&csv.lines, run, begun, size);
    fault = next_row (&csv, line, &more);
    if (fault == UNITS_FINE && more)
        fault = take_columns (&csv);
    while (fault == UNITS_FINE && more && (fault = next_row (&csv, line, &more)) == UNITS_FINE && more)
        fault = take_row (&csv);
    if (fault == UNITS_FINE)
        fault = flush (&csv);
    td_unit_free (csv.unit);
    units_lines_clear (&csv.lines);
    for (guint i = 0; i < csv.n_columns; i++)
        g_free (csv.kinds[i]);
    g_ptr_array_unref (csv.fields);
    return fault;
}

/* ODS: the first table of a spreadsheet as rows of cells (OpenDocument 1.3).
 *
 * What a cell shows is its value: a day as 2014-09-12, a number as it is stored, else its words. Cells and rows that are written once and
 * stand many times are counted; empty ones cost nothing, others end at the limits of a sheet. Hidden rows and columns are read like others; remarks, pictures
 * and other tables are not. */
#include "document/reader/odt.h"

enum {
    MOST_COLUMNS = 64,
    CELL_BYTES = 32 * 1024,
    LAST_ROW = 1048576,
    LAST_COLUMN = 20000,
    DAY_LETTERS = 10,
};

typedef struct {
    ReaderDocument *document;
    GPtrArray *row;     /* of char *: its cells so far; NULL between rows */
    int number, repeat; /* of the row, from 1; how often it stands */
    int column, across; /* of the cell, from 0; how often it stands */
    GString *words;     /* of the cell's paragraphs */
    char *value;        /* what it is by its type; NULL: its words */
    int tables, skip;   /* depth in tables; within what is not read */
    gboolean in_cell, covered, in_paragraph, done, fits;
} Table;

/* ---- rows ---- */

static void open_row (Table *table, const DocxElement *element)
{
    table->repeat = MAX (docx_int (element, "number-rows-repeated", 1), 1);
    table->column = 0;
    g_clear_pointer (&table->row, g_ptr_array_unref);
    table->row = g_ptr_array_new_with_free_func (g_free);
}

static void close_row (Table *table)
{
    if (table->row == NULL)
        return;
    for (int i = 0; table->row->len > 0 && i < table->repeat && table->fits; i++)
        table->fits =
            table->number + i <= LAST_ROW && reader_document_add_row (table->document, table->number + i, table->row);
    table->number = MIN (table->number + table->repeat, LAST_ROW + 1);
    g_clear_pointer (&table->row, g_ptr_array_unref);
}

/* ---- cells ---- */

/* A day with the time of midnight is a day. */
static char *day_of (char *take_written)
{
    if (take_written != NULL && strlen (take_written) > DAY_LETTERS && take_written[DAY_LETTERS] == 'T')
        take_written[DAY_LETTERS] = '\0';
    return take_written;
}

static char *value_of (const DocxElement *element)
{
    g_autofree char *type = docx_attribute (element, "value-type");

    if (type == NULL)
        return NULL;
    if (strcmp (type, "date") == 0)
        return day_of (docx_attribute (element, "date-value"));
    if (strcmp (type, "float") == 0 || strcmp (type, "percentage") == 0 || strcmp (type, "currency") == 0)
        return docx_attribute (element, "value");
    return strcmp (type, "boolean") == 0 ? docx_attribute (element, "boolean-value") : NULL;
}

static void open_cell (Table *table, const DocxElement *element, gboolean covered)
{
    if (table->row == NULL || table->in_cell)
        return;
    table->in_cell = TRUE;
    table->covered = covered;
    table->across = MAX (docx_int (element, "number-columns-repeated", 1), 1);
    g_string_truncate (table->words, 0);
    g_free (table->value);
    table->value = value_of (element);
}

static void put_cell (Table *table, const char *text)
{
    for (int i = table->column; i < table->column + table->across && table->fits; i++) {
        table->fits = i < MOST_COLUMNS;
        while (table->fits && (int) table->row->len < i)
            g_ptr_array_add (table->row, g_strdup (""));
        if (table->fits)
            g_ptr_array_add (table->row, g_strdup (text));
    }
}

static void close_cell (Table *table)
{
    const char *text = table->value != NULL ? table->value : g_strstrip (table->words->str);

    if (!table->in_cell)
        return;
    table->in_cell = table->in_paragraph = FALSE;
    if (!table->covered && *text != '\0' && strlen (text) <= CELL_BYTES)
        put_cell (table, text);
    table->column = MIN (table->column + table->across, LAST_COLUMN);
}

static void add_words (Table *table, const char *words, gsize length)
{
    if (table->in_paragraph && table->words->len + length <= CELL_BYTES)
        g_string_append_len (table->words, words, (gssize) length);
}

/* ---- elements ---- */

static gboolean not_read (const Table *table, const char *name)
{
    static const char *const words[] = { "annotation", "frame", "custom-shape",     "shapes", "tracked-changes",
                                         "forms",      "g",     "automatic-styles", NULL };

    return table->done || g_strv_contains (words, name) || (table->tables > 0 && strcmp (name, "table") == 0);
}

static void on_start (gpointer user_data, const DocxElement *element)
{
    Table *table = user_data;
    const char *name = element->name;

    if (table->skip > 0 || not_read (table, name)) {
        table->skip++;
        return;
    }
    if (strcmp (name, "table") == 0)
        table->tables = 1;
    else if (strcmp (name, "table-row") == 0 && table->tables > 0)
        open_row (table, element);
    else if (strcmp (name, "table-cell") == 0 || strcmp (name, "covered-table-cell") == 0)
        open_cell (table, element, *name == 'c');
    else if (strcmp (name, "p") == 0 && table->in_cell) {
        table->in_paragraph = TRUE;
        add_words (table, " ", table->words->len > 0);
    } else if (strcmp (name, "s") == 0 || strcmp (name, "tab") == 0 || strcmp (name, "line-break") == 0)
        add_words (table, " ", 1);
}

static void on_end (gpointer user_data, const char *name, gboolean word)
{
    Table *table = user_data;

    (void) word;
    if (table->skip > 0) {
        table->skip--;
        return;
    }
    if (strcmp (name, "p") == 0)
        table->in_paragraph = FALSE;
    else if (strcmp (name, "table-cell") == 0 || strcmp (name, "covered-table-cell") == 0)
        close_cell (table);
    else if (strcmp (name, "table-row") == 0)
        close_row (table);
    else if (strcmp (name, "table") == 0)
        table->done = TRUE;
}

static void on_text (gpointer user_data, const char *text, gsize length)
{
    Table *table = user_data;

    if (table->skip == 0)
        add_words (table, text, length);
}

/* ---- the whole ---- */

ReaderFault ods_read_table (const GByteArray *content, ReaderDocument *document)
{
    static const DocxHandler handler = { on_start, on_end, on_text };
    Table table = { .document = document, .number = 1, .words = g_string_new (NULL), .fits = TRUE };
    gboolean fine = docx_parse (content, &handler, &table);

    g_clear_pointer (&table.row, g_ptr_array_unref);
    g_string_free (table.words, TRUE);
    g_free (table.value);
    return !table.fits ? READER_TOO_MUCH : fine ? READER_FINE : READER_DAMAGED;
}

ReaderFault reader_ods (const guint8 *data, gsize size, ReaderDocument *document)
{
    static const char *const names[] = { "content.xml", "META-INF/manifest.xml" };
    GByteArray *entries[G_N_ELEMENTS (names)] = { NULL };
    ReaderFault fault = reader_unzip (data, size, names, G_N_ELEMENTS (names), 0, entries);

    if (odt_is_encrypted (entries[1]))
        fault = READER_ENCRYPTED;
    if (fault == READER_FINE)
        fault = ods_read_table (entries[0], document);
    for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
        g_clear_pointer (&entries[i], g_byte_array_unref);
    return fault;
}

/* XLSX: the first sheet of a workbook as rows of cells (ECMA-376, SpreadsheetML).
 *
 * What a cell shows is its value: a shared or own string, a number as it is stored, the last value of a formula. Numbers
 * whose format is one of days become dates, because a register's "12.09.2014" is stored as 41894. Hidden rows and columns are
 * read like others; comments, pictures and other sheets are not. */
#include "document/reader/docx.h"

#include "base/limits.h"

enum {
    MOST_COLUMNS = 64,
    CELL_BYTES = 32 * 1024,
    MOST_STRINGS = 1000 * 1000,
    LAST_SERIAL = 2958465, /* 31 December 9999 */
    LEAP_BUG = 60,         /* 29 February 1900, which was none */
};

/* ---- which sheet is the first ---- */

typedef struct {
    char *first; /* its relation's id */
    gboolean since_1904;
    char *target; /* of that relation */
} Book;

static void on_book (gpointer user_data, const DocxElement *element)
{
    Book *book = user_data;

    if (strcmp (element->name, "sheet") == 0 && book->first == NULL)
        book->first = docx_attribute (element, "id");
    if (strcmp (element->name, "workbookPr") == 0) {
        g_autofree char *since = docx_attribute (element, "date1904");
        book->since_1904 = since != NULL && (strcmp (since, "1") == 0 || strcmp (since, "true") == 0);
    }
}

static void on_relation (gpointer user_data, const DocxElement *element)
{
    Book *book = user_data;
    g_autofree char *id = docx_attribute (element, "Id");

    if (strcmp (element->name, "Relationship") == 0 && g_strcmp0 (id, book->first) == 0 && book->target == NULL)
        book->target = docx_attribute (element, "Target");
}

static void on_nothing (gpointer user_data, const char *name, gboolean word)
{
    (void) user_data, (void) name, (void) word;
}

/* ---- strings that cells share ---- */

typedef struct {
    GPtrArray *strings; /* of char * */
    GString *text;
    gboolean in_text, in_string;
    int phonetic; /* depth within a reading aid, which is no text */
} Strings;

static void on_string_start (gpointer user_data, const DocxElement *element)
{
    Strings *s = user_data;

    if (strcmp (element->name, "si") == 0) {
        g_string_truncate (s->text, 0);
        s->in_string = TRUE;
    }
    s->phonetic += strcmp (element->name, "rPh") == 0;
    s->in_text = s->in_string && s->phonetic == 0 && strcmp (element->name, "t") == 0;
}

static void on_string_end (gpointer user_data, const char *name, gboolean word)
{
    Strings *s = user_data;

    (void) word;
    s->in_text = FALSE;
    s->phonetic -= strcmp (name, "rPh") == 0;
    if (strcmp (name, "si") != 0)
        return;
    s->in_string = FALSE;
    if (s->strings->len < MOST_STRINGS)
        g_ptr_array_add (s->strings, g_strdup (s->text->str));
}

static void on_string_text (gpointer user_data, const char *text, gsize length)
{
    Strings *s = user_data;

    if (s->in_text && s->text->len + length <= CELL_BYTES)
        g_string_append_len (s->text, text, (gssize) length);
}

/* ---- which formats are days ---- */

typedef struct {
    GHashTable *codes;  /* of numbers of formats that show days */
    GArray *formats;    /* of gboolean: whether the format of each style shows a day */
    gboolean in_styles; /* cellXfs, not cellStyleXfs */
} Styles;

/* A year or a day in a format's code, outside of words in quotes and colours in brackets. */
static gboolean shows_day (const char *code)
{
    char closes = 0;

    for (const char *c = code; *c != '\0'; c++) {
        if (closes != 0)
            closes = *c == closes ? 0 : closes;
        else if (*c == '"' || *c == '[')
            closes = *c == '[' ? ']' : '"';
        else if (*c == '\\' && c[1] != '\0')
            c++;
        else if (strchr ("yYdD", *c) != NULL)
            return TRUE;
    }
    return FALSE;
}

static gboolean builtin_day (int number)
{
    return (number >= 14 && number <= 17) || number == 22 || (number >= 27 && number <= 36)
           || (number >= 50 && number <= 58);
}

static void on_style_start (gpointer user_data, const DocxElement *element)
{
    Styles *s = user_data;
    int number = docx_int (element, "numFmtId", 0);

    if (strcmp (element->name, "numFmt") == 0) {
        g_autofree char *code = docx_attribute (element, "formatCode");
        if (code != NULL && shows_day (code))
            g_hash_table_add (s->codes, GINT_TO_POINTER (number));
    } else if (strcmp (element->name, "cellXfs") == 0) {
        s->in_styles = TRUE;
    } else if (s->in_styles && strcmp (element->name, "xf") == 0) {
        gboolean day = builtin_day (number) || g_hash_table_contains (s->codes, GINT_TO_POINTER (number));
        g_array_append_val (s->formats, day);
    }
}

static void on_style_end (gpointer user_data, const char *name, gboolean word)
{
    Styles *s = user_data;

    (void) word;
    if (strcmp (name, "cellXfs") == 0)
        s->in_styles = FALSE;
}

/* ---- the sheet ---- */

typedef struct {
    ReaderDocument *document;
    const GPtrArray *strings;
    const GArray *formats;
    gboolean since_1904;
    GPtrArray *row;     /* of char *: its cells so far; NULL between rows */
    int number, column; /* of the row, from 1; of the cell, from 0 */
    char type;          /* 's' shared, 'i' its own, 'n' number, 't' as it stands */
    gboolean day, in_value, fits;
    GString *value;
} Sheet;

/* "BC12" is column 54. -1 where the address says none. */
static int column_of (const char *address)
{
    int column = 0;

    for (; address != NULL && g_ascii_isupper (*address) && column < 10000; address++)
        column = column * 26 + (*address - 'A' + 1);
    return column - 1;
}

static void open_row (Sheet *sheet, const DocxElement *element)
{
    int number = docx_int (element, "r", sheet->number + 1);

    sheet->number = MAX (number, sheet->number + 1);
    sheet->column = -1;
    g_clear_pointer (&sheet->row, g_ptr_array_unref);
    sheet->row = g_ptr_array_new_with_free_func (g_free);
}

static void open_cell (Sheet *sheet, const DocxElement *element)
{
    g_autofree char *address = docx_attribute (element, "r");
    g_autofree char *type = docx_attribute (element, "t");
    int style = docx_int (element, "s", 0), column = column_of (address);

    sheet->column = column >= 0 ? column : sheet->column + 1;
    sheet->type = g_strcmp0 (type, "s") == 0                                 ? 's'
                  : g_strcmp0 (type, "inlineStr") == 0                       ? 'i'
                  : type == NULL || *type == '\0' || strcmp (type, "n") == 0 ? 'n'
                                                                             : 't';
    sheet->day = sheet->type == 'n' && style >= 0 && style < (int) sheet->formats->len
                 && g_array_index (sheet->formats, gboolean, style);
    g_string_truncate (sheet->value, 0);
}

static void on_cell_start (gpointer user_data, const DocxElement *element)
{
    Sheet *sheet = user_data;

    if (strcmp (element->name, "row") == 0)
        open_row (sheet, element);
    else if (strcmp (element->name, "c") == 0)
        open_cell (sheet, element);
    sheet->in_value = sheet->row != NULL && strcmp (element->name, sheet->type == 'i' ? "t" : "v") == 0;
}

static void on_cell_text (gpointer user_data, const char *text, gsize length)
{
    Sheet *sheet = user_data;

    if (sheet->in_value && sheet->value->len + length <= CELL_BYTES)
        g_string_append_len (sheet->value, text, (gssize) length);
}

/* A day of Excel's count as "2014-09-12"; NULL when it is none. Free it. */
static char *day_of (const Sheet *sheet)
{
    double serial = g_ascii_strtod (sheet->value->str, NULL);
    GDate date;

    if (!(serial >= 1 && serial <= LAST_SERIAL - 1462))
        return NULL;
    g_date_set_dmy (&date, sheet->since_1904 ? 1 : 31, sheet->since_1904 ? G_DATE_JANUARY : G_DATE_DECEMBER,
                    sheet->since_1904 ? 1904 : 1899);
    guint days = (guint) serial;
    g_date_add_days (&date, !sheet->since_1904 && days >= LEAP_BUG ? days - 1 : days);
    return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (&date), g_date_get_month (&date),
                            g_date_get_day (&date));
}

static char *text_of (const Sheet *sheet)
{
    char *day = sheet->day ? day_of (sheet) : NULL;

    if (day != NULL)
        return day;
    if (sheet->type == 's') {
        guint64 at = g_ascii_strtoull (sheet->value->str, NULL, 10);
        return g_strdup (sheet->value->len > 0 && at < sheet->strings->len ? sheet->strings->pdata[at] : "");
    }
    return g_strdup (sheet->value->str);
}

static void close_cell (Sheet *sheet)
{
    if (sheet->row == NULL || sheet->column >= MOST_COLUMNS || sheet->column < (int) sheet->row->len) {
        sheet->fits = sheet->fits && sheet->column < MOST_COLUMNS;
        return;
    }
    while ((int) sheet->row->len < sheet->column)
        g_ptr_array_add (sheet->row, g_strdup (""));
    g_ptr_array_add (sheet->row, text_of (sheet));
}

static void on_cell_end (gpointer user_data, const char *name, gboolean word)
{
    Sheet *sheet = user_data;

    (void) word;
    sheet->in_value = FALSE;
    if (strcmp (name, "c") == 0)
        close_cell (sheet);
    if (strcmp (name, "row") != 0 || sheet->row == NULL)
        return;
    sheet->fits = sheet->fits && reader_document_add_row (sheet->document, sheet->number, sheet->row);
    g_clear_pointer (&sheet->row, g_ptr_array_unref);
}

/* ---- the whole ---- */

enum { PART_BOOK, PART_RELATIONS, PART_STRINGS, PART_STYLES, N_PARTS };
static const char *const parts[] = {
    [PART_BOOK] = "xl/workbook.xml",
    [PART_RELATIONS] = "xl/_rels/workbook.xml.rels",
    [PART_STRINGS] = "xl/sharedStrings.xml",
    [PART_STYLES] = "xl/styles.xml",
};

static char *sheet_path (const Book *book)
{
    if (book->target == NULL)
        return g_strdup ("xl/worksheets/sheet1.xml");
    return *book->target == '/' ? g_strdup (book->target + 1) : g_strconcat ("xl/", book->target, NULL);
}

static ReaderFault read_sheet (const guint8 *data, gsize size, const Book *book, Sheet *sheet)
{
    static const DocxHandler handler = { on_cell_start, on_cell_end, on_cell_text };
    g_autofree char *path = sheet_path (book);
    const char *const names[] = { path };
    GByteArray *xml = NULL;
    ReaderFault fault = reader_unzip (data, size, names, 1, 0, &xml);

    if (fault == READER_FINE && !docx_parse (xml, &handler, sheet))
        fault = READER_DAMAGED;
    g_clear_pointer (&xml, g_byte_array_unref);
    g_clear_pointer (&sheet->row, g_ptr_array_unref);
    return fault == READER_FINE && !sheet->fits ? READER_TOO_MUCH : fault;
}

ReaderFault reader_xlsx (const guint8 *data, gsize size, ReaderDocument *document)
{
    static const DocxHandler book_handler = { on_book, on_nothing, NULL },
                             relation_handler = { on_relation, on_nothing, NULL },
                             string_handler = { on_string_start, on_string_end, on_string_text },
                             style_handler = { on_style_start, on_style_end, NULL };
    GByteArray *xml[N_PARTS] = { NULL };
    Book book = { 0 };
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GArray) formats = g_array_new (FALSE, FALSE, sizeof (gboolean));
    g_autoptr (GHashTable) codes = g_hash_table_new (NULL, NULL);
    Strings shared = { .strings = strings, .text = g_string_new (NULL) };
    Styles styles = { .codes = codes, .formats = formats };
    Sheet sheet = {
        .document = document, .strings = strings, .formats = formats, .fits = TRUE, .value = g_string_new (NULL)
    };
    ReaderFault fault = reader_unzip (data, size, parts, N_PARTS, PART_BOOK, xml);

    if (fault == READER_FINE && !docx_parse (xml[PART_BOOK], &book_handler, &book))
        fault = READER_DAMAGED;
    if (fault == READER_FINE) {
        docx_parse (xml[PART_RELATIONS], &relation_handler, &book);
        docx_parse (xml[PART_STRINGS], &string_handler, &shared);
        docx_parse (xml[PART_STYLES], &style_handler, &styles);
        sheet.since_1904 = book.since_1904;
        fault = read_sheet (data, size, &book, &sheet);
    }
    for (gsize i = 0; i < N_PARTS; i++)
        g_clear_pointer (&xml[i], g_byte_array_unref);
    g_string_free (shared.text, TRUE);
    g_string_free (sheet.value, TRUE);
    g_free (book.first);
    g_free (book.target);
    return fault;
}

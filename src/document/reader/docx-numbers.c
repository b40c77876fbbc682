/* Numbers of lists: Word stores that a paragraph is numbered, not its number; so we count. */
#include "document/reader/docx.h"

enum { LEVELS = 9 };

typedef struct {
    char *format; /* "decimal", "lowerLetter", "bullet", … */
    char *text;   /* "%1.%2" */
    int start;
} Level;

typedef struct {
    Level levels[LEVELS];
    int counts[LEVELS]; /* 0: not begun */
} List;

struct DocxNumbers {
    GHashTable *lists; /* abstractNumId -> List */
    GHashTable *nums;  /* numId -> List, some their own with other starts */
    GPtrArray *owned;
    /* while parsing */
    List *list;
    Level *level;
    int num_id;
};

static void list_free (gpointer data)
{
    List *list = data;
    for (int i = 0; i < LEVELS; i++) {
        g_free (list->levels[i].format);
        g_free (list->levels[i].text);
    }
    g_free (list);
}

static List *list_new (DocxNumbers *numbers)
{
    List *list = g_new0 (List, 1);
    for (int i = 0; i < LEVELS; i++)
        list->levels[i].start = 1;
    g_ptr_array_add (numbers->owned, list);
    return list;
}

/* A num with a start of its own counts for itself. */
static List *list_copy (DocxNumbers *numbers, const List *from)
{
    List *list = list_new (numbers);
    for (int i = 0; i < LEVELS; i++) {
        list->levels[i].format = g_strdup (from->levels[i].format);
        list->levels[i].text = g_strdup (from->levels[i].text);
        list->levels[i].start = from->levels[i].start;
    }
    return list;
}

static void on_level (DocxNumbers *numbers, const DocxElement *element)
{
    Level *level = numbers->level;
    char **place = strcmp (element->name, "numFmt") == 0 ? &level->format : &level->text;
    g_free (*place);
    *place = docx_attribute (element, "val");
}

static void on_num (DocxNumbers *numbers, const DocxElement *element)
{
    if (strcmp (element->name, "abstractNumId") == 0) {
        gpointer key = GINT_TO_POINTER (docx_int (element, "val", -1));
        List *list = g_hash_table_lookup (numbers->lists, key);
        if (list != NULL)
            g_hash_table_replace (numbers->nums, GINT_TO_POINTER (numbers->num_id), list);
        numbers->list = list;
    } else if (strcmp (element->name, "lvlOverride") == 0 && numbers->list != NULL) {
        int level = docx_int (element, "ilvl", 0);
        List *own = list_copy (numbers, numbers->list);
        g_hash_table_replace (numbers->nums, GINT_TO_POINTER (numbers->num_id), own);
        numbers->list = own;
        numbers->level = level >= 0 && level < LEVELS ? &own->levels[level] : NULL;
    } else if (strcmp (element->name, "startOverride") == 0 && numbers->level != NULL) {
        numbers->level->start = docx_int (element, "val", 1);
    }
}

static void on_start (gpointer user_data, const DocxElement *element)
{
    DocxNumbers *numbers = user_data;
    const char *name = element->name;
    if (!element->word)
        return;
    if (strcmp (name, "abstractNum") == 0) {
        numbers->list = list_new (numbers);
        g_hash_table_replace (numbers->lists, GINT_TO_POINTER (docx_int (element, "abstractNumId", -1)), numbers->list);
    } else if (strcmp (name, "num") == 0) {
        numbers->num_id = docx_int (element, "numId", -1);
        numbers->list = NULL;
        numbers->level = NULL;
    } else if (strcmp (name, "lvl") == 0 && numbers->list != NULL) {
        int level = docx_int (element, "ilvl", 0);
        numbers->level = level >= 0 && level < LEVELS ? &numbers->list->levels[level] : NULL;
    } else if (numbers->level != NULL && (strcmp (name, "numFmt") == 0 || strcmp (name, "lvlText") == 0)) {
        on_level (numbers, element);
    } else if (numbers->level != NULL && strcmp (name, "start") == 0) {
        numbers->level->start = docx_int (element, "val", 1);
    } else {
        on_num (numbers, element);
    }
}

static void on_end (gpointer user_data, const char *name, gboolean word)
{
    DocxNumbers *numbers = user_data;
    if (word && (strcmp (name, "lvl") == 0 || strcmp (name, "lvlOverride") == 0))
        numbers->level = NULL;
}

DocxNumbers *docx_numbers_new (const GByteArray *xml)
{
    static const DocxHandler handler = { on_start, on_end, NULL };
    DocxNumbers *numbers = g_new0 (DocxNumbers, 1);
    numbers->lists = g_hash_table_new (g_direct_hash, g_direct_equal);
    numbers->nums = g_hash_table_new (g_direct_hash, g_direct_equal);
    numbers->owned = g_ptr_array_new_with_free_func (list_free);
    if (xml != NULL)
        docx_parse (xml, &handler, numbers);
    return numbers;
}

void docx_numbers_free (DocxNumbers *numbers)
{
    if (numbers == NULL)
        return;
    g_hash_table_destroy (numbers->lists);
    g_hash_table_destroy (numbers->nums);
    g_ptr_array_free (numbers->owned, TRUE);
    g_free (numbers);
}

/* ---- how a number is written ---- */

static char *roman (int n, gboolean upper)
{
    static const int values[] = { 1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1 };
    static const char *const letters[] = { "m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i" };
    GString *out = g_string_new (NULL);
    n = CLAMP (n, 1, 3999);
    for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
        for (; n >= values[i]; n -= values[i])
            g_string_append (out, letters[i]);
    if (upper)
        g_string_ascii_up (out);
    return g_string_free (out, FALSE);
}

/* The n-th letter of an alphabet; after its end letters double, as Word does. */
static char *letter (int n, const char *alphabet)
{
    glong count = g_utf8_strlen (alphabet, -1);
    int times = (n - 1) / (int) count + 1;
    gunichar c = g_utf8_get_char (g_utf8_offset_to_pointer (alphabet, (n - 1) % count));
    GString *out = g_string_new (NULL);
    for (int i = 0; i < MIN (times, 4); i++)
        g_string_append_unichar (out, c);
    return g_string_free (out, FALSE);
}

static char *chinese (int n)
{
    static const char *const digits[] = { "", "一", "二", "三", "四", "五", "六", "七", "八", "九" };
    if (n >= 100 || n < 1)
        return g_strdup_printf ("%d", n);
    return g_strconcat (n >= 20 ? digits[n / 10] : "", n >= 10 ? "十" : "", digits[n % 10], NULL);
}

static char *written (const char *format, int n)
{
    if (g_strcmp0 (format, "lowerLetter") == 0)
        return letter (n, "abcdefghijklmnopqrstuvwxyz");
    if (g_strcmp0 (format, "upperLetter") == 0)
        return letter (n, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    if (g_strcmp0 (format, "lowerRoman") == 0 || g_strcmp0 (format, "upperRoman") == 0)
        return roman (n, *format == 'u');
    if (g_strcmp0 (format, "russianLower") == 0)
        return letter (n, "абвгдежзиклмнопрстуфхцчшщэюя");
    if (g_strcmp0 (format, "russianUpper") == 0)
        return letter (n, "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ");
    if (g_strcmp0 (format, "arabicAlpha") == 0)
        return letter (n, "أبتثجحخدذرزسشصضطظعغفقكلمنهوي");
    if (g_strcmp0 (format, "arabicAbjad") == 0)
        return letter (n, "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ");
    if (format != NULL
        && (g_str_has_prefix (format, "chinese") || g_str_has_prefix (format, "japanese")
            || g_str_has_prefix (format, "ideograph") || g_str_has_prefix (format, "taiwanese")))
        return chinese (n);
    return g_strdup_printf (g_strcmp0 (format, "decimalZero") == 0 ? "%02d" : "%d", n);
}

static char *fill (const List *list, int level)
{
    GString *out = g_string_new (NULL);
    for (const char *p = list->levels[level].text; *p != '\0'; p++) {
        int other = *p == '%' && p[1] >= '1' && p[1] <= '9' ? p[1] - '1' : -1;
        if (other < 0) {
            g_string_append_c (out, *p);
            continue;
        }
        int count = list->counts[other] > 0 ? list->counts[other] : list->levels[other].start;
        g_autofree char *text = written (list->levels[other].format, count);
        g_string_append (out, text);
        p++;
    }
    return g_string_free (out, FALSE);
}

char *docx_numbers_next (DocxNumbers *numbers, int num_id, int level)
{
    List *list = num_id > 0 ? g_hash_table_lookup (numbers->nums, GINT_TO_POINTER (num_id)) : NULL;
    level = CLAMP (level, 0, LEVELS - 1);
    if (list == NULL)
        return NULL;
    list->counts[level] = list->counts[level] > 0 ? list->counts[level] + 1 : MAX (list->levels[level].start, 1);
    for (int below = level + 1; below < LEVELS; below++)
        list->counts[below] = 0;
    const Level *said = &list->levels[level];
    if (g_strcmp0 (said->format, "bullet") == 0)
        return g_strdup ("•");
    if (said->text == NULL || *said->text == '\0' || g_strcmp0 (said->format, "none") == 0)
        return NULL;
    return fill (list, level);
}

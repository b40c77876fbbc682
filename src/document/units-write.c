/* Writing units: PO, CSV, and the two columns of a DOCX. The XML formats are units-write-xml.c's. Contract in units.h. */
#include "document/units-write-private.h"

#include "base/csv-out.h"
#include "text/language.h"

#include <string.h>

/* The target in the file's language; the first one where none is of it. NULL: none. */
static const TdUnitTarget *target_of (const TdUnitsHead *head, const TdUnit *unit)
{
    const TdUnitTarget *target = head->to != NULL ? td_unit_target_in (unit, head->to) : NULL;

    return target != NULL ? target : (unit->targets->len > 0 ? unit->targets->pdata[0] : NULL);
}

static const char *text_at (const TdUnitTarget *target, guint form)
{
    return target != NULL && form < target->texts->len ? target->texts->pdata[form] : "";
}

/* ---- PO ---- */

static const struct {
    const char *language, *forms;
} plurals[] = {
    { "ar", "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5;" },
    { "zh", "nplurals=1; plural=0;" },
    { "fr", "nplurals=2; plural=n > 1;" },
    { "pt", "nplurals=2; plural=n > 1;" },
    { "ru", "nplurals=3; plural=n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2;" },
    { "id", "nplurals=1; plural=0;" },
    { "vi", "nplurals=1; plural=0;" },
    { "th", "nplurals=1; plural=0;" },
    { "ja", "nplurals=1; plural=0;" },
};

static const char *plural_forms (const char *language)
{
    gsize length = language != NULL ? strcspn (language, "-_") : 0;

    for (gsize i = 0; i < G_N_ELEMENTS (plurals); i++)
        if (length == 2 && strncmp (plurals[i].language, language, 2) == 0)
            return plurals[i].forms;
    return "nplurals=2; plural=n != 1;";
}

static void put_escaped (GString *out, const char *text, gsize length)
{
    static const char signs[] = "\"\\\t\r\n", letters[] = "\"\\trn";

    g_string_append_c (out, '"');
    for (gsize i = 0; i < length; i++) {
        const char *sign = strchr (signs, text[i]);
        if (sign != NULL) {
            g_string_append_c (out, '\\');
            g_string_append_c (out, letters[sign - signs]);
        } else
            g_string_append_c (out, text[i]);
    }
    g_string_append (out, "\"\n");
}

/* keyword and text; a text of several lines stands on several. */
static void put_po_text (GString *out, const char *prefix, const char *keyword, const char *text)
{
    const char *end = strchr (text, '\n');
    gboolean several = end != NULL && end[1] != '\0';

    g_string_append_printf (out, "%s%s ", prefix, keyword);
    if (several)
        g_string_append (out, "\"\"\n");
    do {
        end = strchr (text, '\n');
        gsize length = end != NULL ? (gsize) (end - text) + 1 : strlen (text);
        if (several)
            g_string_append (out, prefix);
        put_escaped (out, text, length);
        text += length;
    } while (*text != '\0');
}

static void begin_po (GString *out, const TdUnitsHead *head)
{
    g_autoptr (GString) header = g_string_new (head->header);

    if (header->len == 0) {
        g_string_append_printf (header,
                                "MIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\n"
                                "Content-Transfer-Encoding: 8bit\nLanguage: %s\nPlural-Forms: %s\n",
                                head->to != NULL ? head->to : "", plural_forms (head->to));
        if (head->from != NULL)
            g_string_append_printf (header, "X-Source-Language: %s\n", head->from);
    }
    g_string_append (out, "msgid \"\"\n");
    put_po_text (out, "", "msgstr", header->str);
}

/* Lines of comments of one kind, each line of a note on its own. */
static void put_comments (GString *out, const TdUnit *unit, const char *kind, const char *sign)
{
    for (guint i = 0; i < unit->notes->len; i++) {
        const TdUnitNote *n = unit->notes->pdata[i];
        g_auto (GStrv) lines = NULL;
        if (!g_str_equal (n->kind, kind))
            continue;
        lines = g_strsplit (n->text, "\n", -1);
        for (char **l = lines; *l != NULL; l++)
            g_string_append_printf (out, "%s%s%s\n", sign, **l != '\0' ? " " : "", *l);
        if (lines[0] == NULL)
            g_string_append_printf (out, "%s\n", sign);
    }
}

static gboolean is_of_po (const char *kind)
{
    static const char *const kinds[] = { "note", "developer", "reference", "flag", "previous", NULL };

    return g_strv_contains (kinds, kind);
}

static void put_flags (GString *out, const TdUnit *unit, gboolean fuzzy)
{
    g_autoptr (GString) flags = g_string_new (fuzzy ? ", fuzzy" : "");

    for (guint i = 0; i < unit->notes->len; i++) {
        const TdUnitNote *n = unit->notes->pdata[i];
        if (g_str_equal (n->kind, "flag"))
            g_string_append_printf (flags, ", %s", n->text);
    }
    if (flags->len > 0)
        g_string_append_printf (out, "#%s\n", flags->str);
}

static void put_po_comments (GString *out, const TdUnit *unit, const TdUnitTarget *target)
{
    put_comments (out, unit, "note", "#");
    if (target != NULL && target->state > TD_UNIT_TRANSLATED)
        g_string_append_printf (out, "# state: %s\n", td_unit_state_word (target->state));
    put_comments (out, unit, "developer", "#.");
    for (guint i = 0; i < unit->notes->len; i++) { /* what PO has no sign for */
        const TdUnitNote *n = unit->notes->pdata[i];
        g_autofree char *one_line = g_strdelimit (g_strdup (n->text), "\n", ' ');
        if (!is_of_po (n->kind))
            g_string_append_printf (out, "#. %s: %s\n", n->kind, one_line);
    }
    put_comments (out, unit, "reference", "#:");
    put_flags (out, unit, target != NULL && target->state == TD_UNIT_INITIAL && *text_at (target, 0) != '\0');
    put_comments (out, unit, "previous", unit->obsolete ? "#~|" : "#|");
}

static void put_po (GString *out, const TdUnitsHead *head, const TdUnit *unit, G_GNUC_UNUSED int n)
{
    const TdUnitTarget *target = target_of (head, unit);
    const char *prefix = unit->obsolete ? "#~ " : "";

    g_string_append_c (out, '\n');
    put_po_comments (out, unit, target);
    if (unit->context != NULL)
        put_po_text (out, prefix, "msgctxt", unit->context);
    put_po_text (out, prefix, "msgid", unit->source != NULL ? unit->source : "");
    if (unit->plural == NULL) {
        put_po_text (out, prefix, "msgstr", text_at (target, 0));
        return;
    }
    put_po_text (out, prefix, "msgid_plural", unit->plural);
    for (guint form = 0; form < MAX (target != NULL ? target->texts->len : 0, 1); form++) {
        g_autofree char *keyword = g_strdup_printf ("msgstr[%u]", form);
        put_po_text (out, prefix, keyword, text_at (target, form));
    }
}

/* ---- CSV ---- */

/* A field whose own apostrophe would be taken for the one that keeps a spreadsheet from computing gets one more. */
static void put_field (GString *out, const char *text)
{
    g_autofree char *more = NULL;

    if (text != NULL && *text == '\'')
        more = g_strconcat ("'", text, NULL);
    td_csv_put (out, more != NULL && strchr ("=+-@\t\r\n '", text[1]) != NULL && text[1] != '\0' ? more : text);
}

static void put_notes (GString *out, const TdUnit *unit, const char *kind)
{
    g_autoptr (GString) lines = g_string_new (NULL);

    for (guint i = 0; i < unit->notes->len; i++) {
        const TdUnitNote *n = unit->notes->pdata[i];
        if (g_str_equal (n->kind, kind))
            g_string_append_printf (lines, "%s%s", lines->len > 0 ? "\n" : "", n->text);
    }
    put_field (out, lines->str);
}

/* Notes of kinds that have no column, named in one. */
static void put_other_notes (GString *out, const TdUnit *unit)
{
    g_autoptr (GString) lines = g_string_new (NULL);

    for (guint i = 0; i < unit->notes->len; i++) {
        const TdUnitNote *n = unit->notes->pdata[i];
        if (!is_of_po (n->kind))
            g_string_append_printf (lines, "%s%s: %s", lines->len > 0 ? "\n" : "", n->kind, n->text);
    }
    put_field (out, lines->str);
}

static void begin_csv (GString *out, G_GNUC_UNUSED const TdUnitsHead *head)
{
    static const char *const columns[] = {
        "id",   "context",   "source_language", "source", "target_language", "target", "state", "form", "obsolete",
        "note", "developer", "reference",       "flag",   "previous",        "other"
    };

    for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
        td_csv_put (out, columns[i]);
    td_csv_end (out);
}

static void put_csv_row (GString *out, const TdUnitsHead *head, const TdUnit *unit, const TdUnitTarget *target,
                         guint form)
{
    g_autofree char *number = unit->plural != NULL ? g_strdup_printf ("%u", form) : NULL;
    static const char *const kinds[] = { "note", "developer", "reference", "flag", "previous" };

    put_field (out, unit->id);
    put_field (out, unit->context);
    td_csv_put (out, unit->language != NULL ? unit->language : head->from);
    put_field (out, form > 0 ? unit->plural : unit->source);
    td_csv_put (out, target != NULL && target->language != NULL ? target->language : head->to);
    put_field (out, text_at (target, form));
    td_csv_put (out, target != NULL ? td_unit_state_word (target->state) : NULL);
    td_csv_put (out, number);
    td_csv_put (out, unit->obsolete ? "yes" : NULL);
    for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
        put_notes (out, unit, form == 0 ? kinds[i] : "");
    if (form == 0)
        put_other_notes (out, unit);
    else
        td_csv_put (out, NULL);
    td_csv_end (out);
}

static void put_csv (GString *out, const TdUnitsHead *head, const TdUnit *unit, G_GNUC_UNUSED int n)
{
    const TdUnitTarget *target = target_of (head, unit);
    guint forms = unit->plural != NULL ? MAX (target != NULL ? target->texts->len : 0, 2) : 1;

    for (guint form = 0; form < forms; form++)
        put_csv_row (out, head, unit, target, form);
}

static void end_nothing (G_GNUC_UNUSED GString *out, G_GNUC_UNUSED const TdUnitsHead *head)
{
}

/* ---- which format ---- */

static const TdUnitsWriter po = { begin_po, put_po, end_nothing }, csv = { begin_csv, put_csv, end_nothing };

static const TdUnitsWriter *writer_of (const TdUnitsHead *head)
{
    static const TdUnitsWriter *const writers[TD_N_UNITS] = {
        [TD_UNITS_XLIFF] = &td_units_xliff,
        [TD_UNITS_TMX] = &td_units_tmx,
        [TD_UNITS_TBX] = &td_units_tbx,
        [TD_UNITS_PO] = &po,
        [TD_UNITS_CSV] = &csv,
    };

    g_return_val_if_fail (head->format < TD_N_UNITS && writers[head->format] != NULL, &csv);
    return writers[head->format];
}

void td_units_begin (GString *out, const TdUnitsHead *head)
{
    writer_of (head)->begin (out, head);
}

void td_units_put (GString *out, const TdUnitsHead *head, const TdUnit *unit, int n)
{
    writer_of (head)->put (out, head, unit, n);
}

void td_units_end (GString *out, const TdUnitsHead *head)
{
    writer_of (head)->end (out, head);
}

/* ---- two columns ---- */

static void add_row (TdTextSection *section, gboolean heads, const char *a, const char *b)
{
    static const char *const empty[] = { "", "", NULL };
    const char *const texts[] = { a, b };
    TdTextParagraph *row = td_text_add_row (section, heads, empty);

    for (guint i = 0; i < 2; i++)
        if (*texts[i] != '\0')
            td_text_runs_add (row->cells->pdata[i], texts[i], 0);
}

/* "French (fr)". Free it. */
static char *language_words (const char *tag)
{
    g_autofree char *name = tag != NULL ? td_language_name (tag, "en") : NULL;

    return tag != NULL ? g_strdup_printf ("%s (%s)", name, tag) : g_strdup ("");
}

TdText *td_units_text (const char *title, const TdUnitsHead *head, const GPtrArray *units)
{
    TdText *text = td_text_new (head->from != NULL ? head->from : "en");
    TdTextSection *section = td_text_add_section (text, NULL, "", 1);
    g_autofree char *from = language_words (head->from), *to = language_words (head->to);

    text->title = g_strdup (title);
    add_row (section, TRUE, from, to);
    for (guint i = 0; i < units->len; i++) {
        const TdUnit *unit = units->pdata[i];
        add_row (section, FALSE, unit->source != NULL ? unit->source : "", text_at (target_of (head, unit), 0));
    }
    return text;
}

/* PO as GNU gettext writes it. An entry ends where the next one begins. */
#include "document/reader/units.h"

#include <string.h>

enum { MOST_FORMS = 32 };

typedef enum { IN_NOTHING, IN_CONTEXT, IN_SOURCE, IN_PLURAL, IN_TARGET } Place;

typedef struct {
    UnitsRun *run;
    UnitsLines lines;
    Place place;
    GString *context, *source, *plural;
    GPtrArray *targets; /* of GString */
    GPtrArray *notes;   /* of TdUnitNote's kind and text, in pairs of char * */
    gboolean has_context, has_plural, obsolete, fuzzy;
    int line; /* where the entry began */
    gboolean header_seen;
} Po;

static void string_free (gpointer data)
{
    g_string_free (data, TRUE);
}

static void reset (Po *po)
{
    g_string_truncate (po->context, 0);
    g_string_truncate (po->source, 0);
    g_string_truncate (po->plural, 0);
    g_ptr_array_set_size (po->targets, 0);
    g_ptr_array_set_size (po->notes, 0);
    po->place = IN_NOTHING;
    po->has_context = po->has_plural = po->obsolete = po->fuzzy = FALSE;
    po->line = 0;
}

static UnitsFault wrong (const Po *po)
{
    return units_fail (po->run, UNITS_SYNTAX, po->lines.line, NULL);
}

/* ---- the head ---- */

/* The value of a field of the head ("Language: fr\n…"), or NULL. Free it. */
static char *field_of (const char *header, const char *name)
{
    g_auto (GStrv) lines = g_strsplit (header, "\n", -1);
    gsize length = strlen (name);

    for (char **l = lines; *l != NULL; l++)
        if (g_ascii_strncasecmp (*l, name, length) == 0 && (*l)[length] == ':') {
            char *value = g_strstrip (g_strdup (*l + length + 1));
            if (*value != '\0')
                return value;
            g_free (value);
        }
    return NULL;
}

static gboolean is_utf8 (const char *charset)
{
    static const char *const known[] = { "utf-8", "utf8", "ascii", "us-ascii", "charset", NULL };
    g_autofree char *small = g_ascii_strdown (charset, -1);

    return g_strv_contains (known, small);
}

static UnitsFault take_header (Po *po)
{
    const GString *text = po->targets->len > 0 ? po->targets->pdata[0] : NULL;
    g_autofree char *type = NULL;
    const char *charset;

    po->header_seen = TRUE;
    if (text == NULL)
        return UNITS_FINE;
    g_free (po->run->header);
    po->run->header = g_strdup (text->str);
    g_free (po->run->to);
    po->run->to = field_of (text->str, "Language");
    g_free (po->run->from);
    po->run->from = field_of (text->str, "X-Source-Language");
    type = field_of (text->str, "Content-Type");
    charset = type != NULL ? strstr (type, "charset=") : NULL;
    if (charset == NULL || is_utf8 (charset + strlen ("charset=")))
        return UNITS_FINE;
    return units_fail (po->run, UNITS_ENCODING, po->line, charset + strlen ("charset="));
}

/* ---- an entry ---- */

static TdUnit *unit_of (const Po *po)
{
    TdUnit *unit = td_unit_new ();
    TdUnitTarget *target = td_unit_target (unit, po->run->to);
    gboolean whole = po->targets->len > 0;

    if (po->has_context)
        td_unit_set (&unit->context, po->context->str);
    td_unit_set (&unit->language, po->run->from);
    td_unit_set (&unit->source, po->source->str);
    if (po->has_plural)
        td_unit_set (&unit->plural, po->plural->str);
    unit->obsolete = po->obsolete;
    for (guint i = 0; i < po->targets->len; i++) {
        const GString *text = po->targets->pdata[i];
        whole &= text->len > 0;
        td_unit_target_add (target, text->str, NULL);
    }
    target->state = whole && !po->fuzzy ? TD_UNIT_TRANSLATED : TD_UNIT_INITIAL;
    for (guint i = 0; i + 1 < po->notes->len; i += 2) {
        const char *kind = po->notes->pdata[i], *text = po->notes->pdata[i + 1];
        const char *state = g_str_has_prefix (text, "state: ") ? text + strlen ("state: ") : NULL;
        if (state == NULL || !g_str_equal (kind, "note") || !td_unit_state_from_word (state, &target->state))
            td_unit_add_note (unit, kind, text);
    }
    return unit;
}

static UnitsFault end_entry (Po *po)
{
    UnitsFault fault = UNITS_FINE;

    if (po->place == IN_TARGET) {
        if (po->source->len == 0 && !po->has_context && !po->header_seen)
            fault = take_header (po);
        else if (po->source->len > 0 || po->has_context)
            fault = units_put (po->run, unit_of (po), po->line);
    } else if (po->place != IN_NOTHING) {
        fault = wrong (po);
    }
    reset (po);
    return fault;
}

/* ---- texts in quotes ---- */

static int octal (const char **p)
{
    int value = 0;

    for (int i = 0; i < 3 && **p >= '0' && **p <= '7'; i++)
        value = value * 8 + *(*p)++ - '0';
    return value;
}

/* Appends what a backslash and the sign at *p mean. FALSE: nothing. */
static gboolean unescape (const char **p, GString *text)
{
    static const char signs[] = "nrt\\\"abfv", meanings[] = "\n\r\t\\\"\a\b\f\v";
    const char *sign = **p != '\0' ? strchr (signs, **p) : NULL;
    int value;

    if (sign != NULL) {
        g_string_append_c (text, meanings[sign - signs]);
        (*p)++;
        return TRUE;
    }
    if (**p < '0' || **p > '7' || (value = octal (p)) == 0 || value > 0x7F)
        return FALSE;
    g_string_append_c (text, (char) value);
    return TRUE;
}

/* "…" with blanks around it. */
static UnitsFault take_quoted (Po *po, const char *p, GString *text)
{
    p += strspn (p, " \t");
    if (*p++ != '"')
        return wrong (po);
    while (*p != '"') {
        if (*p == '\0')
            return wrong (po);
        if (*p != '\\')
            g_string_append_c (text, *p++);
        else if (p++, !unescape (&p, text))
            return wrong (po);
    }
    if (p[1 + strspn (p + 1, " \t")] != '\0')
        return wrong (po);
    if (text->len > UNITS_TEXT_BYTES)
        return units_fail (po->run, UNITS_TOO_LARGE, po->lines.line, NULL);
    return UNITS_FINE;
}

static GString *text_of_place (Po *po)
{
    switch (po->place) {
    case IN_CONTEXT: return po->context;
    case IN_SOURCE: return po->source;
    case IN_PLURAL: return po->plural;
    case IN_TARGET: return po->targets->pdata[po->targets->len - 1];
    case IN_NOTHING: break;
    }
    return NULL;
}

/* ---- lines ---- */

static UnitsFault begin_target (Po *po, const char *p)
{
    guint form = po->targets->len;

    if (po->place != IN_SOURCE && po->place != IN_PLURAL && po->place != IN_TARGET)
        return wrong (po);
    if (*p == '[') {
        gint64 said = g_ascii_strtoll (p + 1, (char **) &p, 10);
        if (*p++ != ']' || said != form || form >= MOST_FORMS || !po->has_plural)
            return wrong (po);
    } else if (po->has_plural || po->place == IN_TARGET) {
        return wrong (po);
    }
    g_ptr_array_add (po->targets, g_string_new (NULL));
    po->place = IN_TARGET;
    return take_quoted (po, p, po->targets->pdata[form]);
}

static UnitsFault begin (Po *po, Place place, const char *p)
{
    UnitsFault fault = po->place == IN_TARGET && place != IN_PLURAL ? end_entry (po) : UNITS_FINE;

    if (fault != UNITS_FINE)
        return fault;
    if ((place == IN_CONTEXT && po->place != IN_NOTHING) || (place == IN_SOURCE && po->place > IN_CONTEXT)
        || (place == IN_PLURAL && po->place != IN_SOURCE))
        return wrong (po);
    if (po->line == 0)
        po->line = po->lines.line;
    po->place = place;
    po->has_context |= place == IN_CONTEXT;
    po->has_plural |= place == IN_PLURAL;
    return take_quoted (po, p, text_of_place (po));
}

static UnitsFault take_words (Po *po, const char *line)
{
    const char *p = line + strspn (line, " \t");

    if (*p == '"')
        return po->place == IN_NOTHING ? wrong (po) : take_quoted (po, p, text_of_place (po));
    if (g_str_has_prefix (p, "msgctxt"))
        return begin (po, IN_CONTEXT, p + strlen ("msgctxt"));
    if (g_str_has_prefix (p, "msgid_plural"))
        return begin (po, IN_PLURAL, p + strlen ("msgid_plural"));
    if (g_str_has_prefix (p, "msgid"))
        return begin (po, IN_SOURCE, p + strlen ("msgid"));
    if (g_str_has_prefix (p, "msgstr"))
        return begin_target (po, p + strlen ("msgstr"));
    return wrong (po);
}

static void add_flags (Po *po, const char *text)
{
    g_auto (GStrv) flags = g_strsplit (text, ",", -1);

    for (char **f = flags; *f != NULL; f++) {
        g_strstrip (*f);
        if (g_str_equal (*f, "fuzzy"))
            po->fuzzy = TRUE;
        else if (**f != '\0') {
            g_ptr_array_add (po->notes, g_strdup ("flag"));
            g_ptr_array_add (po->notes, g_strdup (*f));
        }
    }
}

/* A comment about the entry that follows. line: behind its #. */
static UnitsFault take_comment (Po *po, const char *line)
{
    static const char signs[] = ".:|";
    static const char *const kinds[] = { "developer", "reference", "previous" };
    const char *sign = *line != '\0' ? strchr (signs, *line) : NULL;
    UnitsFault fault = po->place == IN_TARGET ? end_entry (po) : UNITS_FINE;

    if (fault != UNITS_FINE || po->place != IN_NOTHING)
        return fault != UNITS_FINE ? fault : wrong (po);
    if (po->notes->len > 2000)
        return units_fail (po->run, UNITS_TOO_LARGE, po->lines.line, NULL);
    if (po->line == 0)
        po->line = po->lines.line;
    if (*line == ',') {
        add_flags (po, line + 1);
        return UNITS_FINE;
    }
    if (sign != NULL)
        line++;
    g_ptr_array_add (po->notes, g_strdup (sign != NULL ? kinds[sign - signs] : "note"));
    g_ptr_array_add (po->notes, g_strdup (*line == ' ' ? line + 1 : line));
    return UNITS_FINE;
}

/* "#~ msgid …": what is not used any more. */
static UnitsFault take_obsolete (Po *po, const char *line)
{
    line += strspn (line, " \t");
    if (*line == '|')
        return take_comment (po, line);
    if (po->place == IN_TARGET && (g_str_has_prefix (line, "msgctxt") || g_str_has_prefix (line, "msgid \""))) {
        UnitsFault fault = end_entry (po);
        if (fault != UNITS_FINE)
            return fault;
    }
    po->obsolete = TRUE;
    return take_words (po, line);
}

static UnitsFault take_line (Po *po, const char *line)
{
    const char *p = line + strspn (line, " \t");

    if (*p == '\0')
        return po->place == IN_TARGET ? end_entry (po) : UNITS_FINE;
    if (*p != '#')
        return take_words (po, p);
    if (p[1] == '~')
        return take_obsolete (po, p + 2);
    return take_comment (po, p + 1);
}

UnitsFault units_po (UnitsRun *run, const guint8 *begun, gsize size)
{
    g_autoptr (GString) line = g_string_new (NULL);
    Po po = { .run = run,
              .context = g_string_new (NULL),
              .source = g_string_new (NULL),
              .plural = g_string_new (NULL),
              .targets = g_ptr_array_new_with_free_func (string_free),
              .notes = g_ptr_array_new_with_free_func (g_free) };
    UnitsFault fault;
    gboolean more = TRUE;

    run->format = "po";
    units_lines_begin (&po.lines, run, begun, size);
    while ((fault = units_lines_next (&po.lines, line, &more)) == UNITS_FINE && more)
        if ((fault = take_line (&po, line->str)) != UNITS_FINE)
            break;
    if (fault == UNITS_FINE)
        fault = end_entry (&po);
    units_lines_clear (&po.lines);
    g_string_free (po.context, TRUE);
    g_string_free (po.source, TRUE);
    g_string_free (po.plural, TRUE);
    g_ptr_array_unref (po.targets);
    g_ptr_array_unref (po.notes);
    return fault;
}

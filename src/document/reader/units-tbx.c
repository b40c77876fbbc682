/* TBX: version 2 (martif, termEntry, langSet, tig or ntig) and 3 (tbx, conceptEntry, langSec, termSec), style DCA, and DCT for what is read. */
#include "document/reader/units-xml.h"

#include <string.h>

static gboolean is_any (const char *name, const char *a, const char *b)
{
    return g_str_equal (name, a) || g_str_equal (name, b);
}

static gboolean is_term (const char *name)
{
    return g_str_equal (name, "tig") || is_any (name, "ntig", "termSec");
}

/* Which of our marks a status means. */
static const char *mark_of (const char *status)
{
    if (g_str_has_prefix (status, "preferred"))
        return "preferred";
    if (g_str_has_prefix (status, "deprecated") || g_str_has_prefix (status, "superseded")
        || g_str_has_prefix (status, "notRecommended") || g_str_has_prefix (status, "forbidden"))
        return "forbidden";
    return "admitted";
}

static void begin_concept (UnitsXml *x)
{
    g_clear_pointer (&x->unit, td_unit_free);
    x->unit = td_unit_new ();
    x->unit->id = units_xml_attribute (x, "id");
    x->line = units_xml_line (x);
    g_clear_pointer (&x->language, g_free);
}

static void start (UnitsXml *x, const char *name)
{
    if (is_any (name, "termEntry", "conceptEntry")) {
        begin_concept (x);
    } else if (x->unit == NULL) {
        return;
    } else if (is_any (name, "langSet", "langSec")) {
        g_free (x->language);
        x->language = units_xml_attribute (x, "lang");
    } else if (is_term (name)) {
        g_clear_pointer (&x->target, g_free);
        g_clear_pointer (&x->name, g_free);
    } else if (is_any (name, "descrip", "termNote") || g_str_equal (name, "admin")) {
        g_free (x->kind);
        x->kind = units_xml_attribute (x, "type");
        units_xml_collect (x);
    } else if (is_any (name, "term", "note") || is_any (name, "definition", "subjectField")
               || g_str_equal (name, "administrativeStatus")) {
        g_free (x->kind);
        x->kind = g_strdup (name);
        units_xml_collect (x);
    }
}

/* What was said of a term or a concept, by its kind. */
static void add_fact (UnitsXml *x, const char *text)
{
    const char *kind = x->kind != NULL ? x->kind : "note";

    if (g_str_equal (kind, "administrativeStatus") || g_str_equal (kind, "normativeAuthorization"))
        td_unit_set (&x->name, mark_of (text));
    else if (g_str_equal (kind, "subjectField"))
        td_unit_add_note (x->unit, "subject", text);
    else
        td_unit_add_note (x->unit, kind, text);
}

static void end_term (UnitsXml *x)
{
    TdUnitTarget *target;

    if (x->target == NULL)
        return;
    if (x->language == NULL) {
        units_xml_stop (x, UNITS_SYNTAX, "xml:lang");
        return;
    }
    target = td_unit_target (x->unit, x->language);
    target->state = TD_UNIT_FINAL;
    td_unit_target_add (target, x->target,
                        x->name != NULL ? x->name : (target->texts->len == 0 ? "preferred" : "admitted"));
    g_clear_pointer (&x->target, g_free);
}

static void end (UnitsXml *x, const char *name)
{
    g_autofree char *text = NULL;

    if (x->unit == NULL)
        return;
    if (is_any (name, "termEntry", "conceptEntry")) {
        if (x->unit->targets->len > 0)
            units_xml_put (x, g_steal_pointer (&x->unit), x->line);
        g_clear_pointer (&x->unit, td_unit_free);
    } else if (is_term (name)) {
        end_term (x);
    } else if (g_str_equal (name, "term")) {
        g_free (x->target);
        x->target = units_xml_collected (x);
    } else if (is_any (name, "descrip", "termNote") || is_any (name, "definition", "subjectField")
               || is_any (name, "note", "administrativeStatus")) {
        text = units_xml_collected (x);
        add_fact (x, text);
    }
}

const UnitsDialect units_martif = { "martif", "tbx", start, end };
const UnitsDialect units_tbx = { "tbx", "tbx", start, end };

/* TMX 1.4b: tu elements with a tuv for each language. */
#include "document/reader/units-xml.h"

#include <string.h>

static void variant_free (gpointer data)
{
    TdUnitNote *n = data;

    g_free (n->kind);
    g_free (n->text);
    g_free (n);
}

static void begin_unit (UnitsXml *x)
{
    g_clear_pointer (&x->unit, td_unit_free);
    x->unit = td_unit_new ();
    x->unit->id = units_xml_attribute (x, "tuid");
    x->line = units_xml_line (x);
    x->state = TD_UNIT_TRANSLATED;
    g_free (x->source);
    x->source = units_xml_attribute (x, "srclang");
    g_clear_pointer (&x->variants, g_ptr_array_unref);
    x->variants = g_ptr_array_new_with_free_func (variant_free);
}

static void start (UnitsXml *x, const char *name)
{
    if (g_str_equal (name, "header")) {
        g_free (x->run->from);
        x->run->from = units_xml_attribute (x, "srclang");
    } else if (g_str_equal (name, "tu")) {
        begin_unit (x);
    } else if (g_str_equal (name, "tuv")) {
        g_free (x->language);
        x->language = units_xml_attribute (x, "lang");
    } else if (g_str_equal (name, "prop")) {
        g_free (x->kind);
        x->kind = units_xml_attribute (x, "type");
        units_xml_collect (x);
    } else if (g_str_equal (name, "seg") || g_str_equal (name, "note")) {
        units_xml_collect (x);
    }
}

static void add_prop (UnitsXml *x, const char *text)
{
    const char *kind = x->kind != NULL ? x->kind : "prop";

    if (g_str_has_prefix (kind, "x-"))
        kind += 2;
    if (g_str_equal (kind, "context"))
        td_unit_set (&x->unit->context, text);
    else if (!g_str_equal (kind, "state") || !td_unit_state_from_word (text, &x->state))
        td_unit_add_note (x->unit, kind, text);
}

/* "en" of "en-GB": whether a variant is of the language. */
static gboolean is_of (const TdUnitNote *variant, const char *language, gboolean roughly)
{
    gsize length = strcspn (language, "-_");

    if (g_ascii_strcasecmp (variant->kind, language) == 0)
        return TRUE;
    return roughly && g_ascii_strncasecmp (variant->kind, language, length) == 0
           && (variant->kind[length] == '\0' || variant->kind[length] == '-' || variant->kind[length] == '_');
}

/* Which variant is the source: of the language that tu or header name, else the first. */
static guint source_of (const UnitsXml *x)
{
    const char *language = x->source != NULL ? x->source : x->run->from;

    for (int roughly = 0; roughly < 2 && language != NULL; roughly++)
        for (guint i = 0; i < x->variants->len; i++)
            if (is_of (x->variants->pdata[i], language, roughly))
                return i;
    return 0;
}

static void end_unit (UnitsXml *x)
{
    TdUnit *unit = g_steal_pointer (&x->unit);
    guint source;

    if (unit == NULL || x->variants->len == 0) {
        td_unit_free (unit);
        return;
    }
    source = source_of (x);
    for (guint i = 0; i < x->variants->len; i++) {
        const TdUnitNote *v = x->variants->pdata[i];
        if (i == source) {
            td_unit_set (&unit->language, v->kind);
            td_unit_set (&unit->source, v->text);
            continue;
        }
        TdUnitTarget *target = td_unit_target (unit, v->kind);
        target->state = x->state;
        td_unit_target_add (target, v->text, NULL);
    }
    units_xml_put (x, unit, x->line);
}

static void end_segment (UnitsXml *x)
{
    TdUnitNote *v = g_new0 (TdUnitNote, 1);

    *v = (TdUnitNote){ g_strdup (x->language), units_xml_collected (x) };
    g_ptr_array_add (x->variants, v);
}

static void end (UnitsXml *x, const char *name)
{
    g_autofree char *text = NULL;

    if (x->unit == NULL)
        return;
    if (g_str_equal (name, "tu")) {
        end_unit (x);
    } else if (g_str_equal (name, "seg") && x->language != NULL) {
        end_segment (x);
    } else if (g_str_equal (name, "seg")) {
        units_xml_stop (x, UNITS_SYNTAX, "xml:lang");
    } else if (g_str_equal (name, "note") || g_str_equal (name, "prop")) {
        text = units_xml_collected (x);
        if (g_str_equal (name, "prop"))
            add_prop (x, text);
        else
            td_unit_add_note (x->unit, "note", text);
    }
}

const UnitsDialect units_tmx = { "tmx", "tmx", start, end };

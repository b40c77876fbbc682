/* XLIFF 2 (segments of units) and 1.2 (trans-units). Plural forms stand in a group of units whose type is td:plural (ours) or
 * x-gettext-plurals (of the Translate Toolkit). */
#include "document/reader/units-xml.h"

#include <string.h>

/* ---- beginnings ---- */

static void begin_unit (UnitsXml *x)
{
    g_autofree char *name = units_xml_attribute (x, "name");
    g_autofree char *approved = units_xml_attribute (x, "approved"), *type = units_xml_attribute (x, "restype");

    g_clear_pointer (&x->unit, td_unit_free);
    if (g_strcmp0 (type, "x-gettext-domain-header") == 0)
        return; /* the head of a PO file that was converted: no text */
    x->unit = td_unit_new ();
    x->unit->id = name != NULL ? g_steal_pointer (&name) : units_xml_attribute (x, "id");
    x->line = units_xml_line (x);
    x->segments = 0;
    x->state = g_strcmp0 (approved, "yes") == 0 ? TD_UNIT_FINAL : TD_UNIT_INITIAL;
    g_clear_pointer (&x->source, g_free);
    g_clear_pointer (&x->target, g_free);
}

static void begin_group (UnitsXml *x)
{
    g_autofree char *type = units_xml_attribute (x, "type"), *old_type = units_xml_attribute (x, "restype");

    if (g_strcmp0 (type, "td:plural") != 0 && g_strcmp0 (old_type, "x-gettext-plurals") != 0)
        return;
    g_clear_pointer (&x->forms, td_unit_free);
    x->forms = td_unit_new ();
    x->forms->id = units_xml_attribute (x, "name");
    if (x->forms->id == NULL)
        x->forms->id = units_xml_attribute (x, "id");
}

static void begin_file (UnitsXml *x)
{
    g_autofree char *from = units_xml_attribute (x, "source-language"),
                    *to = units_xml_attribute (x, "target-language");

    if (from != NULL)
        td_unit_set (&x->run->from, from);
    if (to != NULL)
        td_unit_set (&x->run->to, to);
}

static void begin_root (UnitsXml *x)
{
    g_autofree char *version = units_xml_attribute (x, "version");

    x->second = version == NULL || *version == '2';
    g_free (x->run->from); /* an element of that name may come again */
    x->run->from = units_xml_attribute (x, "srcLang");
    g_free (x->run->to); /* an element of that name may come again */
    x->run->to = units_xml_attribute (x, "trgLang");
}

/* The state that XLIFF 1.2 says, in words of XLIFF 2. */
static TdUnitState state_of_first (const char *word, TdUnitState otherwise)
{
    if (word == NULL)
        return MAX (otherwise, TD_UNIT_TRANSLATED);
    if (g_str_equal (word, "final"))
        return TD_UNIT_FINAL;
    if (g_str_equal (word, "signed-off"))
        return TD_UNIT_REVIEWED;
    if (g_str_equal (word, "translated") || g_str_has_prefix (word, "needs-review"))
        return MAX (otherwise, TD_UNIT_TRANSLATED);
    return TD_UNIT_INITIAL;
}

static void begin_target (UnitsXml *x)
{
    g_autofree char *state = units_xml_attribute (x, "state");

    if (!x->second)
        x->state = state_of_first (state, x->state);
    units_xml_collect (x);
}

static void begin_segment (UnitsXml *x)
{
    g_autofree char *state = units_xml_attribute (x, "state");

    x->state = TD_UNIT_INITIAL;
    td_unit_state_from_word (state, &x->state);
    g_clear_pointer (&x->source, g_free);
    g_clear_pointer (&x->target, g_free);
}

static void begin_note (UnitsXml *x)
{
    g_free (x->kind);
    x->kind = units_xml_attribute (x, x->second ? "category" : "from");
    units_xml_collect (x);
}

static void start (UnitsXml *x, const char *name)
{
    if (x->skipped > 0 || g_str_equal (name, "alt-trans") || g_str_equal (name, "matches"))
        x->skipped++;
    else if (g_str_equal (name, "xliff"))
        begin_root (x);
    else if (g_str_equal (name, "file"))
        begin_file (x);
    else if (g_str_equal (name, "group"))
        begin_group (x);
    else if (g_str_equal (name, "unit") || g_str_equal (name, "trans-unit"))
        begin_unit (x);
    else if (x->unit == NULL)
        return;
    else if (g_str_equal (name, "segment"))
        begin_segment (x);
    else if (g_str_equal (name, "source") || g_str_equal (name, "seg-source") || g_str_equal (name, "context"))
        units_xml_collect (x);
    else if (g_str_equal (name, "target"))
        begin_target (x);
    else if (g_str_equal (name, "note"))
        begin_note (x);
}

/* ---- ends ---- */

/* A unit of what stands in a segment, with the notes of the whole. */
static TdUnit *unit_of_segment (const UnitsXml *x, gboolean one_of_many)
{
    TdUnit *unit = td_unit_new ();
    TdUnitTarget *target;

    if (one_of_many)
        unit->id = g_strdup_printf ("%s/%d", x->unit->id != NULL ? x->unit->id : "", x->segments);
    else
        td_unit_set (&unit->id, x->unit->id);
    td_unit_set (&unit->context, x->unit->context);
    td_unit_set (&unit->language, x->run->from);
    td_unit_set (&unit->source, x->source != NULL ? x->source : "");
    for (guint i = 0; i < x->unit->notes->len; i++) {
        const TdUnitNote *n = x->unit->notes->pdata[i];
        td_unit_add_note (unit, n->kind, n->text);
    }
    target = td_unit_target (unit, x->run->to);
    target->state = x->state;
    td_unit_target_add (target, x->target != NULL ? x->target : "", NULL);
    return unit;
}

/* One more plural form of the group. */
static void add_form (UnitsXml *x, TdUnit *take_unit)
{
    g_autoptr (TdUnit) unit = take_unit;
    TdUnitTarget *all, *one = unit->targets->pdata[0];
    gboolean first = x->forms->source == NULL;

    if (first)
        td_unit_set (&x->forms->source, unit->source);
    else if (x->forms->plural == NULL)
        td_unit_set (&x->forms->plural, unit->source);
    if (first) {
        td_unit_set (&x->forms->context, unit->context);
        td_unit_set (&x->forms->language, unit->language);
        for (guint i = 0; i < unit->notes->len; i++) {
            const TdUnitNote *n = unit->notes->pdata[i];
            td_unit_add_note (x->forms, n->kind, n->text);
        }
    }
    all = td_unit_target (x->forms, one->language);
    all->state = first ? one->state : MIN (all->state, one->state);
    td_unit_target_add (all, one->texts->pdata[0], NULL);
}

static void give (UnitsXml *x, TdUnit *take_unit)
{
    if (x->forms != NULL)
        add_form (x, take_unit);
    else
        units_xml_put (x, take_unit, x->line);
}

static void end_segment (UnitsXml *x)
{
    x->segments++;
    give (x, unit_of_segment (x, x->segments > 1));
}

static void end_unit (UnitsXml *x)
{
    if (!x->second && x->unit != NULL)
        end_segment (x);
    g_clear_pointer (&x->unit, td_unit_free);
}

static void end_group (UnitsXml *x)
{
    if (x->forms != NULL && x->forms->source != NULL)
        units_xml_put (x, g_steal_pointer (&x->forms), x->line);
    g_clear_pointer (&x->forms, td_unit_free);
}

static void end_note (UnitsXml *x)
{
    g_autofree char *text = units_xml_collected (x);
    const char *kind = x->kind != NULL ? x->kind : "note";

    if (g_str_equal (kind, "context"))
        td_unit_set (&x->unit->context, text);
    else
        td_unit_add_note (x->unit, g_str_equal (kind, "translator") ? "note" : kind, text);
}

static void keep (UnitsXml *x, char **field)
{
    g_free (*field);
    *field = units_xml_collected (x);
}

static void end (UnitsXml *x, const char *name)
{
    if (x->skipped > 0)
        x->skipped--;
    else if (g_str_equal (name, "group"))
        end_group (x);
    else if (x->unit == NULL)
        return;
    else if (g_str_equal (name, "source"))
        keep (x, &x->source);
    else if (g_str_equal (name, "target"))
        keep (x, &x->target);
    else if (g_str_equal (name, "note"))
        end_note (x);
    else if (g_str_equal (name, "segment"))
        end_segment (x);
    else if (g_str_equal (name, "unit") || g_str_equal (name, "trans-unit"))
        end_unit (x);
}

const UnitsDialect units_xliff = { "xliff", "xliff", start, end };

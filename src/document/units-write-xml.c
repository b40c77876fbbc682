/* Writing units as XLIFF 2.0, TMX 1.4b and TBX (version 2, which most programs read). */
#include "document/units-write-private.h"

#include "base/base.h"
#include "base/xml-out.h"

#include <string.h>

#define DECLARATION "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

static const char *text_at (const TdUnitTarget *target, guint form)
{
    return target != NULL && form < target->texts->len ? target->texts->pdata[form] : "";
}

/* ---- XLIFF 2.0 ---- */

static void begin_xliff (GString *out, const TdUnitsHead *head)
{
    g_string_append (out, DECLARATION);
    td_xml_open (out, "xliff", "xmlns", "urn:oasis:names:tc:xliff:document:2.0", "version", "2.0", "srcLang",
                 head->from != NULL ? head->from : "und", "trgLang", head->to, NULL);
    td_xml_open (out, "file", "id", "f1", NULL);
}

static void put_xliff_notes (GString *out, const TdUnit *unit)
{
    if (unit->notes->len == 0 && unit->context == NULL)
        return;
    td_xml_open (out, "notes", NULL);
    if (unit->context != NULL)
        td_xml_element (out, "note", unit->context, "category", "context", NULL);
    for (guint i = 0; i < unit->notes->len; i++) {
        const TdUnitNote *n = unit->notes->pdata[i];
        td_xml_element (out, "note", n->text, "category", g_str_equal (n->kind, "note") ? NULL : n->kind, NULL);
    }
    td_xml_close (out, "notes");
}

static void put_xliff_form (GString *out, const TdUnit *unit, const TdUnitTarget *target, guint form, const char *id)
{
    gboolean plain = unit->plural == NULL;
    const char *source = form > 0 ? unit->plural : unit->source;

    td_xml_open (out, "unit", "id", id, "name", plain ? unit->id : NULL, "xml:space", "preserve", NULL);
    if (form == 0)
        put_xliff_notes (out, unit);
    td_xml_open (out, "segment", "state", target != NULL ? td_unit_state_word (target->state) : NULL, NULL);
    td_xml_element (out, "source", source != NULL ? source : "", NULL);
    if (*text_at (target, form) != '\0')
        td_xml_element (out, "target", text_at (target, form), NULL);
    td_xml_close (out, "segment");
    td_xml_close (out, "unit");
}

static void put_xliff (GString *out, const TdUnitsHead *head, const TdUnit *unit, int n)
{
    const TdUnitTarget *target = head->to != NULL ? td_unit_target_in (unit, head->to) : NULL;
    g_autofree char *id = g_strdup_printf ("u%d", n), *group = g_strdup_printf ("g%d", n);

    if (target == NULL && unit->targets->len > 0)
        target = unit->targets->pdata[0];
    if (unit->plural == NULL) {
        put_xliff_form (out, unit, target, 0, id);
        return;
    }
    td_xml_open (out, "group", "id", group, "name", unit->id, "type", "td:plural", NULL);
    for (guint form = 0; form < MAX (target != NULL ? target->texts->len : 0, 2); form++) {
        g_autofree char *one = g_strdup_printf ("%s-%u", id, form);
        put_xliff_form (out, unit, target, form, one);
    }
    td_xml_close (out, "group");
}

static void end_xliff (GString *out, G_GNUC_UNUSED const TdUnitsHead *head)
{
    td_xml_close (out, "file");
    td_xml_close (out, "xliff");
}

/* ---- TMX 1.4b ---- */

static void begin_tmx (GString *out, const TdUnitsHead *head)
{
    g_string_append (out, DECLARATION);
    td_xml_open (out, "tmx", "version", "1.4", NULL);
    td_xml_element (out, "header", "", "creationtool", "treatydesk", "creationtoolversion", td_version (), "segtype",
                    "sentence", "o-tmf", "treatydesk", "adminlang", "en", "srclang",
                    head->from != NULL ? head->from : "*all*", "datatype", "plaintext", NULL);
    td_xml_open (out, "body", NULL);
}

static void put_tmx_facts (GString *out, const TdUnit *unit)
{
    const TdUnitTarget *target = unit->targets->len > 0 ? unit->targets->pdata[0] : NULL;

    if (unit->context != NULL)
        td_xml_element (out, "prop", unit->context, "type", "x-context", NULL);
    if (target != NULL && target->state != TD_UNIT_TRANSLATED)
        td_xml_element (out, "prop", td_unit_state_word (target->state), "type", "x-state", NULL);
    for (guint i = 0; i < unit->notes->len; i++) {
        const TdUnitNote *n = unit->notes->pdata[i];
        g_autofree char *type = g_strconcat ("x-", n->kind, NULL);
        if (g_str_equal (n->kind, "note"))
            td_xml_element (out, "note", n->text, NULL);
        else
            td_xml_element (out, "prop", n->text, "type", type, NULL);
    }
}

static void put_variant (GString *out, const char *language, const char *text)
{
    td_xml_open (out, "tuv", "xml:lang", language != NULL ? language : "und", NULL);
    td_xml_element (out, "seg", text, NULL);
    td_xml_close (out, "tuv");
}

static void put_tmx_form (GString *out, const TdUnitsHead *head, const TdUnit *unit, guint form)
{
    const char *language = unit->language != NULL ? unit->language : head->from;
    g_autofree char *id =
        unit->plural != NULL && unit->id != NULL ? g_strdup_printf ("%s#%u", unit->id, form) : g_strdup (unit->id);
    const char *other = language != NULL && g_strcmp0 (language, head->from) != 0 ? language : NULL;

    td_xml_open (out, "tu", "tuid", id, "srclang", other, NULL);
    put_tmx_facts (out, unit);
    put_variant (out, language, form > 0 ? unit->plural : unit->source);
    for (guint i = 0; i < unit->targets->len; i++) {
        const TdUnitTarget *t = unit->targets->pdata[i];
        for (guint k = 0; k < t->texts->len; k++)
            if (unit->plural == NULL || k == form)
                put_variant (out, t->language != NULL ? t->language : head->to, t->texts->pdata[k]);
    }
    td_xml_close (out, "tu");
}

static void put_tmx (GString *out, const TdUnitsHead *head, const TdUnit *unit, G_GNUC_UNUSED int n)
{
    guint forms = 1;

    if (unit->source == NULL)
        return;
    for (guint i = 0; unit->plural != NULL && i < unit->targets->len; i++)
        forms = MAX (forms, ((const TdUnitTarget *) unit->targets->pdata[i])->texts->len);
    for (guint form = 0; form < forms; form++)
        put_tmx_form (out, head, unit, form);
}

static void end_tmx (GString *out, G_GNUC_UNUSED const TdUnitsHead *head)
{
    td_xml_close (out, "body");
    td_xml_close (out, "tmx");
}

/* ---- TBX ---- */

static void begin_tbx (GString *out, const TdUnitsHead *head)
{
    g_string_append (out, DECLARATION);
    td_xml_open (out, "martif", "type", "TBX", "xml:lang", head->from != NULL ? head->from : "en", NULL);
    g_string_append (out,
                     "<martifHeader><fileDesc><sourceDesc><p>treatydesk</p></sourceDesc></fileDesc></martifHeader>\n");
    td_xml_open (out, "text", NULL);
    td_xml_open (out, "body", NULL);
}

static const char *status_of (const TdUnitTarget *target, guint i)
{
    const char *mark = i < target->marks->len ? target->marks->pdata[i] : "preferred";

    if (g_str_equal (mark, "forbidden"))
        return "deprecatedTerm-admn-sts";
    return g_str_equal (mark, "admitted") ? "admittedTerm-admn-sts" : "preferredTerm-admn-sts";
}

static void put_terms (GString *out, const TdUnitTarget *target)
{
    td_xml_open (out, "langSet", "xml:lang", target->language != NULL ? target->language : "und", NULL);
    for (guint i = 0; i < target->texts->len; i++) {
        td_xml_open (out, "tig", NULL);
        td_xml_element (out, "term", target->texts->pdata[i], NULL);
        td_xml_element (out, "termNote", status_of (target, i), "type", "administrativeStatus", NULL);
        td_xml_close (out, "tig");
    }
    td_xml_close (out, "langSet");
}

static void put_tbx (GString *out, G_GNUC_UNUSED const TdUnitsHead *head, const TdUnit *unit, int n)
{
    g_autofree char *id = unit->id != NULL ? g_strdup (unit->id) : g_strdup_printf ("c%d", n);

    td_xml_open (out, "termEntry", "id", id, NULL);
    for (guint i = 0; i < unit->notes->len; i++) {
        const TdUnitNote *note = unit->notes->pdata[i];
        if (g_str_equal (note->kind, "note"))
            continue;
        td_xml_element (out, "descrip", note->text, "type",
                        g_str_equal (note->kind, "subject") ? "subjectField" : note->kind, NULL);
    }
    for (guint i = 0; i < unit->notes->len; i++) {
        const TdUnitNote *note = unit->notes->pdata[i];
        if (g_str_equal (note->kind, "note"))
            td_xml_element (out, "note", note->text, NULL);
    }
    for (guint i = 0; i < unit->targets->len; i++)
        put_terms (out, unit->targets->pdata[i]);
    td_xml_close (out, "termEntry");
}

static void end_tbx (GString *out, G_GNUC_UNUSED const TdUnitsHead *head)
{
    td_xml_close (out, "body");
    td_xml_close (out, "text");
    td_xml_close (out, "martif");
}

const TdUnitsWriter td_units_xliff = { begin_xliff, put_xliff, end_xliff };
const TdUnitsWriter td_units_tmx = { begin_tmx, put_tmx, end_tmx };
const TdUnitsWriter td_units_tbx = { begin_tbx, put_tbx, end_tbx };

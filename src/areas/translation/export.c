/* A translation as units, and as a file of them. Contract in exchange.h. */
#include "areas/translation/exchange.h"

#include "areas/library/library.h"
#include "areas/translation/catalogue.h"
#include "areas/translation/translation-rules.h"
#include "base/errors.h"
#include "document/writer.h"

#include <string.h>

static TdUnitState unit_state (TdSegmentState state)
{
    return state == TD_SEGMENT_REVIEWED     ? TD_UNIT_REVIEWED
           : state == TD_SEGMENT_TRANSLATED ? TD_UNIT_TRANSLATED
                                            : TD_UNIT_INITIAL;
}

static TdUnit *unit_of (const TdTranslation *t, const TdSegment *s)
{
    TdUnit *unit = td_unit_new ();
    TdUnitTarget *target = td_unit_target (unit, t->language);
    g_auto (GStrv) forms = g_strsplit (s->words != NULL ? s->words : "", TD_FORM_BREAK, -1);

    unit->id = g_strdup_printf ("s%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT, s->n, s->version);
    unit->context = g_strdup (t->kind == TD_PROJECT_CATALOGUE ? s->context : unit->id);
    unit->language = g_strdup (t->source);
    unit->source = g_strdup (s->source);
    unit->plural = g_strdup (s->plural);
    for (gsize i = 0; forms[i] != NULL; i++)
        td_unit_target_add (target, forms[i], NULL);
    target->state = unit_state (s->state);
    td_catalogue_notes_into (unit, s->note);
    if (s->number != NULL && *s->joint == '\0')
        td_unit_add_note (unit, "developer", s->number);
    if (s->state == TD_SEGMENT_SENT_BACK && s->reason != NULL)
        td_unit_add_note (unit, "note", s->reason);
    return unit;
}

GPtrArray *td_translation_units (TdInstance *instance, const TdTranslation *t, GError **error)
{
    const TdSegmentFilter all = { 0 };
    g_autoptr (GPtrArray) segments = td_translation_segments (instance, t->id, &all, error);
    GPtrArray *units;

    if (segments == NULL)
        return NULL;
    units = g_ptr_array_new_with_free_func ((GDestroyNotify) td_unit_free);
    for (guint i = 0; i < segments->len; i++)
        g_ptr_array_add (units, unit_of (t, segments->pdata[i]));
    return units;
}

TdUnitsHead td_translation_head (const TdTranslation *t, TdUnitsFormat format)
{
    return (TdUnitsHead){ .format = format, .from = t->source, .to = t->language };
}

char *td_translation_stem (TdInstance *instance, const TdTranslation *t)
{
    g_autoptr (TdLibraryDocument) d = t->kind == TD_PROJECT_DOCUMENT ? td_library_get (instance, t->thing, NULL) : NULL;
    g_autofree char *name = g_strdup (d != NULL && d->symbol != NULL ? d->symbol : t->thing);

    g_strcanon (name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.", '-');
    return g_strdup_printf ("%s-%s", name, t->language);
}

static GBytes *as_docx (const TdTranslation *t, const TdUnitsHead *head, const GPtrArray *units, GError **error)
{
    g_autoptr (TdText) text = td_units_text (t->title, head, units);
    g_autofree char *program = td_instance_writer_path ();

    return td_text_write (program, text, TD_FILE_DOCX, error);
}

GBytes *td_translation_export (TdInstance *instance, const TdTranslation *t, TdUnitsFormat format, char **ret_name,
                               GError **error)
{
    const TdUnitsHead head = td_translation_head (t, format);
    g_autoptr (GPtrArray) units = td_translation_units (instance, t, error);
    g_autofree char *stem = td_translation_stem (instance, t);
    GBytes *bytes;

    if (units == NULL)
        return NULL;
    if (format == TD_UNITS_DOCX) {
        bytes = as_docx (t, &head, units, error);
    } else {
        GString *out = g_string_new (NULL);
        td_units_begin (out, &head);
        for (guint i = 0; i < units->len; i++)
            td_units_put (out, &head, units->pdata[i], (int) i + 1);
        td_units_end (out, &head);
        bytes = g_string_free_to_bytes (out);
    }
    if (bytes != NULL && ret_name != NULL)
        *ret_name = g_strdup_printf ("%s.%s", stem, td_units_format_ending (format));
    return bytes;
}

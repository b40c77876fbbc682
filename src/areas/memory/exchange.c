/* Files into the memory and out of it. Contract in exchange.h. */
#include "areas/memory/exchange.h"

#include "areas/memory/memory-keep.h"
#include "areas/memory/memory-sql.h"
#include "base/errors.h"
#include "base/limits.h"

#include <stdio.h>
#include <string.h>

enum { A_PIECE = 2000 };

/* ---- in ---- */

typedef struct {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *name, *from, *to;
    GArray *pairs;    /* of TdMemoryPair that wait */
    GPtrArray *texts; /* theirs */
    TdMemoryImported done;
} Importing;

typedef struct {
    const char *language, *text;
} Variant;

static gboolean write_pairs (Importing *i, GError **error)
{
    gint64 added = 0;

    if (i->pairs->len == 0)
        return TRUE;
    if (!td_memory_replace (i->instance, i->viewer, TD_MEMORY_FILE, i->name, NULL, NULL,
                            (const TdMemoryPair *) (void *) i->pairs->data, i->pairs->len, &added, error))
        return FALSE;
    i->done.added += added;
    g_array_set_size (i->pairs, 0);
    g_ptr_array_set_size (i->texts, 0);
    return TRUE;
}

static const char *keep (Importing *i, const char *text)
{
    char *copy = g_strdup (text);

    g_ptr_array_add (i->texts, copy);
    return copy;
}

/* "en" for "en-GB" where the profile has that and no other English; else the tag. */
static const char *settled (const Importing *i, const char *tag)
{
    const char *const *languages = i->instance->profile->languages;
    const char *base = NULL;

    for (gsize k = 0; tag != NULL && languages[k] != NULL; k++) {
        gsize length = strlen (languages[k]);
        if (g_ascii_strcasecmp (languages[k], tag) == 0)
            return languages[k];
        if (g_ascii_strncasecmp (languages[k], tag, length) == 0 && (tag[length] == '-' || tag[length] == '_'))
            base = languages[k];
    }
    return base != NULL ? base : tag;
}

static void add_variant (const Importing *i, GArray *variants, const char *language, const char *text)
{
    const Variant v = { settled (i, language), text };

    if (text != NULL && *text != '\0')
        g_array_append_val (variants, v);
}

/* What of a unit may be relied on; the texts of one plural form, of the source the singular for the first. */
static GArray *variants_of (const Importing *i, const TdUnitsHead *head, const TdUnit *unit, guint form)
{
    GArray *variants = g_array_new (FALSE, FALSE, sizeof (Variant));
    const char *from = unit->language != NULL ? unit->language : (head->from != NULL ? head->from : i->from);

    add_variant (i, variants, from, form > 0 && unit->plural != NULL ? unit->plural : unit->source);
    for (guint k = 0; k < unit->targets->len; k++) {
        const TdUnitTarget *t = unit->targets->pdata[k];
        const char *to = t->language != NULL ? t->language : (head->to != NULL ? head->to : i->to);
        if (t->state == TD_UNIT_INITIAL)
            continue;
        for (guint n = 0; n < t->texts->len; n++)
            if (unit->plural == NULL || n == form)
                add_variant (i, variants, to, t->texts->pdata[n]);
    }
    return variants;
}

static gboolean which_languages (GError **error)
{
    g_set_error_literal (error, TD_MEMORY_ERROR, TD_ERROR_INPUT,
                         "This file does not say which languages its texts are in. Name both: --from en --to fr.");
    return FALSE;
}

/* Each with each other language. */
static gboolean add_pairs (Importing *i, const GArray *variants, GError **error)
{
    for (guint a = 0; a < variants->len; a++)
        for (guint b = a + 1; b < variants->len; b++) {
            const Variant *x = &g_array_index (variants, Variant, a), *y = &g_array_index (variants, Variant, b);
            if (x->language == NULL || y->language == NULL)
                return which_languages (error);
            if (g_str_equal (x->language, y->language))
                continue;
            const TdMemoryPair pair = { .from = keep (i, x->language),
                                        .to = keep (i, y->language),
                                        .source = keep (i, x->text),
                                        .target = keep (i, y->text),
                                        .origin = TD_MEMORY_FILE,
                                        .name = i->name };
            g_array_append_val (i->pairs, pair);
            i->done.pairs++;
        }
    return TRUE;
}

static gboolean take_unit (const TdUnitsHead *head, const TdUnit *unit, G_GNUC_UNUSED int line, gpointer data,
                           GError **error)
{
    Importing *i = data;
    guint forms = 1;

    i->done.units++;
    if (unit->obsolete)
        return TRUE;
    for (guint k = 0; unit->plural != NULL && k < unit->targets->len; k++)
        forms = MAX (forms, ((const TdUnitTarget *) unit->targets->pdata[k])->texts->len);
    for (guint form = 0; form < forms; form++) {
        g_autoptr (GArray) variants = variants_of (i, head, unit, form);
        if (!add_pairs (i, variants, error))
            return FALSE;
    }
    return i->pairs->len < A_PIECE || write_pairs (i, error);
}

gboolean td_memory_import (TdInstance *instance, const TdViewer *viewer, int fd, const char *name, const char *from,
                           const char *to, TdMemoryImported *ret, GError **error)
{
    g_autofree char *reader = td_instance_reader_path ();
    g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (TdMemoryPair));
    g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
    Importing i = {
        .instance = instance, .viewer = viewer, .name = name, .from = from, .to = to, .pairs = pairs, .texts = texts
    };

    if (!td_door_may (viewer, TD_ACT_TRANSLATION_KEEP, NULL, error)
        || !td_units_read (reader, fd, take_unit, &i, &i.done.codes, error) || !write_pairs (&i, error))
        return FALSE;
    *ret = i.done;
    return TRUE;
}

/* ---- out ---- */

typedef struct {
    TdUnitsHead head;
    const char *from;
    FILE *out;
    GString *text;
    gint64 pairs;
} Exporting;

static gboolean write_out (Exporting *e, GError **error)
{
    if (fwrite (e->text->str, 1, e->text->len, e->out) != e->text->len) {
        g_set_error_literal (
            error, TD_MEMORY_ERROR, TD_ERROR_OURS,
            "The file could not be written whole. Look whether there is room on the disk, and try again.");
        return FALSE;
    }
    g_string_truncate (e->text, 0);
    return TRUE;
}

/* The pair the other way round where it was added from the other language. */
static TdUnit *unit_of (const TdMemoryPair *pair, const char *from, gint64 at)
{
    gboolean turned = from != NULL && !g_str_equal (pair->from, from);
    g_autofree char *when = td_instant_to_text (at);
    g_autofree char *origin = g_strjoin (" ", td_memory_origin_word (pair->origin), pair->name, pair->place, NULL);
    TdUnit *unit = td_unit_new ();
    TdUnitTarget *target = td_unit_target (unit, turned ? pair->from : pair->to);

    td_unit_set (&unit->language, turned ? pair->to : pair->from);
    td_unit_set (&unit->source, turned ? pair->target : pair->source);
    target->state = TD_UNIT_TRANSLATED;
    td_unit_target_add (target, turned ? pair->source : pair->target, NULL);
    td_unit_add_note (unit, "origin", origin);
    td_unit_add_note (unit, "changed", when);
    return unit;
}

static gboolean put_pair (const TdMemoryPair *pair, gint64 at, gpointer data, GError **error)
{
    Exporting *e = data;
    g_autoptr (TdUnit) unit = unit_of (pair, e->from, at);

    td_units_put (e->text, &e->head, unit, (int) ++e->pairs);
    return write_out (e, error);
}

gboolean td_memory_export (TdInstance *instance, TdUnitsFormat format, const char *from, const char *to, FILE *out,
                           gint64 *ret_pairs, GError **error)
{
    g_autoptr (GString) text = g_string_new (NULL);
    Exporting e = {
        .head = { .format = format, .from = (char *) from, .to = (char *) to }, .from = from, .out = out, .text = text
    };

    if (format == TD_UNITS_TBX || format == TD_UNITS_DOCX || (from == NULL && format != TD_UNITS_TMX)) {
        g_set_error_literal (error, TD_MEMORY_ERROR, TD_ERROR_INPUT,
                             "The memory of all languages is written as TMX. For XLIFF, PO or CSV name two languages: "
                             "--from en --to fr.");
        return FALSE;
    }
    td_units_begin (text, &e.head);
    if (!td_memory_each_pair (instance->store, from, to, put_pair, &e, error))
        return FALSE;
    td_units_end (text, &e.head);
    if (!write_out (&e, error))
        return FALSE;
    *ret_pairs = e.pairs;
    return TRUE;
}

/* ---- terms ---- */

/* "brick-kiln" of "Brick kiln". Free it. */
static char *slug_of (const char *text)
{
    g_autofree char *small = g_utf8_strdown (text, -1);
    GString *slug = g_string_new (NULL);

    for (const char *p = small; *p != '\0' && slug->len < 80; p = g_utf8_next_char (p)) {
        gunichar c = g_utf8_get_char (p);
        if (g_unichar_isalnum (c))
            g_string_append_unichar (slug, c);
        else if (slug->len > 0 && slug->str[slug->len - 1] != '-')
            g_string_append_c (slug, '-');
    }
    return g_string_free (slug, FALSE);
}

static void add_words (TdGlossaryTerm *term, const TdUnitTarget *t, const char *language)
{
    for (guint i = 0; i < t->texts->len; i++) {
        TdTermStatus status = i == 0 ? TD_TERM_PREFERRED : TD_TERM_ADMITTED;
        if (t->marks->len > i)
            td_term_status_from_word (t->marks->pdata[i], &status);
        if (*(const char *) t->texts->pdata[i] != '\0')
            td_glossary_term_add_word (term, language, t->texts->pdata[i], status, FALSE);
    }
}

static TdGlossaryTerm *term_of (const TdUnitsHead *head, const TdUnit *unit, const char *origin)
{
    TdGlossaryTerm *term = td_glossary_term_new ();
    const char *note = td_unit_note (unit, "definition");
    const char *from = unit->language != NULL ? unit->language : head->from;

    term->origin = g_strdup (origin);
    term->note = g_strdup (note != NULL ? note : td_unit_note (unit, "note"));
    if (unit->source != NULL && *unit->source != '\0' && from != NULL)
        td_glossary_term_add_word (term, from, unit->source, TD_TERM_PREFERRED, FALSE);
    for (guint i = 0; i < unit->targets->len; i++) {
        const TdUnitTarget *t = unit->targets->pdata[i];
        const char *to = t->language != NULL ? t->language : head->to;
        if (to != NULL)
            add_words (term, t, to);
    }
    if (term->words->len > 0)
        term->name = unit->id != NULL && *unit->id != '\0'
                         ? g_strdup (unit->id)
                         : slug_of (((const TdGlossaryWord *) term->words->pdata[0])->text);
    return term;
}

gboolean td_glossary_import (TdInstance *instance, const TdViewer *viewer, int fd, const char *name, gint64 *ret_kept,
                             GError **error)
{
    g_autofree char *reader = td_instance_reader_path ();
    g_auto (TdUnitsHead) head = { 0 };
    g_autoptr (GPtrArray) units = NULL;
    g_autoptr (GPtrArray) terms = g_ptr_array_new_with_free_func ((GDestroyNotify) td_glossary_term_free);

    if (!td_door_may (viewer, TD_ACT_TRANSLATION_KEEP, NULL, error)
        || (units = td_units_read_all (reader, fd, TD_LIMIT_GLOSSARY_TERMS, &head, error)) == NULL)
        return FALSE;
    for (guint i = 0; i < units->len; i++) {
        TdGlossaryTerm *term = term_of (&head, units->pdata[i], name);
        if (term->words->len > 0)
            g_ptr_array_add (terms, term);
        else
            td_glossary_term_free (term);
    }
    return td_glossary_put (instance, viewer, terms, ret_kept, error);
}

/* Where its words come from: the treaty's own languages are named. */
static void add_origin (TdUnit *unit, const TdGlossaryTerm *t)
{
    g_autoptr (GString) origin = g_string_new (t->origin);

    for (guint i = 0; i < t->words->len; i++) {
        const TdGlossaryWord *w = t->words->pdata[i];
        if (w->from_treaty)
            g_string_append_printf (origin, "%s%s", origin->len == strlen (t->origin) ? ": " : ", ", w->language);
    }
    td_unit_add_note (unit, "note", origin->str);
}

char *td_glossary_tbx (const TdGlossary *glossary)
{
    const TdUnitsHead head = { .format = TD_UNITS_TBX, .from = (char *) "en" };
    const GPtrArray *terms = td_glossary_terms (glossary);
    GString *out = g_string_new (NULL);

    td_units_begin (out, &head);
    for (guint i = 0; i < terms->len; i++) {
        const TdGlossaryTerm *t = terms->pdata[i];
        g_autoptr (TdUnit) unit = td_unit_new ();
        td_unit_set (&unit->id, t->name);
        if (t->note != NULL)
            td_unit_add_note (unit, "definition", t->note);
        add_origin (unit, t);
        for (guint k = 0; k < t->words->len; k++) {
            const TdGlossaryWord *w = t->words->pdata[k];
            td_unit_target_add (td_unit_target (unit, w->language), w->text, td_term_status_word (w->status));
        }
        td_units_put (out, &head, unit, (int) i + 1);
    }
    td_units_end (out, &head);
    return g_string_free (out, FALSE);
}

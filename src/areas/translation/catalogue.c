/* Catalogues in and out. Contract in catalogue.h. */
#include "areas/translation/catalogue.h"

#include "areas/translation/plural.h"
#include "areas/translation/translation-rules.h"
#include "base/clock.h"
#include "base/errors.h"
#include "base/id.h"
#include "base/limits.h"
#include "document/units.h"
#include "text/words.h"

#include <jansson.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

#define INTERFACE "interface"
#define RELEASED  "catalogue" /* whose words they are that came with the file */
enum { MOST_COMMENTS = 16 * 1024 };

/* ---- notes ---- */

char *td_catalogue_notes (const TdUnit *unit)
{
    json_t *list = json_array ();
    char *dumped, *notes;

    for (guint i = 0; i < unit->notes->len; i++) {
        const TdUnitNote *n = unit->notes->pdata[i];
        json_array_append_new (list, json_pack ("[s, s]", n->kind, n->text));
    }
    dumped = json_array_size (list) > 0 ? json_dumps (list, JSON_COMPACT) : NULL;
    notes = g_strdup (dumped);
    free (dumped);
    json_decref (list);
    return notes;
}

void td_catalogue_notes_into (TdUnit *unit, const char *notes)
{
    json_t *list = notes != NULL ? json_loads (notes, 0, NULL) : NULL;

    for (gsize i = 0; i < json_array_size (list); i++) {
        const json_t *pair = json_array_get (list, i);
        const char *kind = json_string_value (json_array_get (pair, 0));
        const char *text = json_string_value (json_array_get (pair, 1));
        if (kind != NULL && text != NULL)
            td_unit_add_note (unit, kind, text);
    }
    json_decref (list);
}

char *td_catalogue_hint (const char *notes)
{
    g_autoptr (TdUnit) unit = td_unit_new ();
    g_autoptr (GString) lines = g_string_new (NULL);

    td_catalogue_notes_into (unit, notes);
    for (guint i = 0; i < unit->notes->len; i++) {
        const TdUnitNote *n = unit->notes->pdata[i];
        if (g_str_equal (n->kind, "developer") || g_str_equal (n->kind, "reference"))
            g_string_append_printf (lines, "%s%s", lines->len > 0 ? "; " : "", n->text);
    }
    return lines->len > 0 ? g_string_free (g_steal_pointer (&lines), FALSE) : NULL;
}

/* ---- in ---- */

/* Lines of comments that stand before the head, as they are: the readers of units give the head alone. Free it. */
static char *comments_before (int fd)
{
    g_autofree char *start = g_malloc0 (MOST_COMMENTS + 1);
    gssize got = pread (fd, start, MOST_COMMENTS, 0);
    const char *end = start;

    while (got > 0 && *end == '#' && strchr (end, '\n') != NULL)
        end = strchr (end, '\n') + 1;
    start[got > 0 ? end - start : 0] = '\0';
    return g_utf8_validate (start, -1, NULL) ? g_steal_pointer (&start) : g_strdup ("");
}

static gboolean is_fuzzy (const TdUnit *unit)
{
    const TdUnitTarget *target = unit->targets->len > 0 ? unit->targets->pdata[0] : NULL;

    return target == NULL || target->state == TD_UNIT_INITIAL;
}

/* What the file has as translation; NULL: nothing. Free it. */
static char *words_of (const TdUnit *unit)
{
    const TdUnitTarget *target = unit->targets->len > 0 ? unit->targets->pdata[0] : NULL;
    g_autoptr (GString) words = g_string_new (NULL);

    for (guint i = 0; target != NULL && i < target->texts->len; i++)
        g_string_append_printf (words, "%s%s", i > 0 ? TD_FORM_BREAK : "", (const char *) target->texts->pdata[i]);
    return strspn (words->str, TD_FORM_BREAK) == words->len ? NULL : g_string_free (g_steal_pointer (&words), FALSE);
}

static TdSegment *segment_of (const TdUnit *unit, gint64 n, gint64 now)
{
    TdSegment *s = g_new0 (TdSegment, 1);

    s->n = n;
    s->paragraph = g_strdup ("");
    s->kind = g_strdup (unit->obsolete ? "obsolete" : "entry");
    s->joint = g_strdup ("");
    s->context = g_strdup (unit->context);
    s->source = g_strdup (unit->source != NULL ? unit->source : "");
    s->plural = g_strdup (unit->plural);
    s->note = td_catalogue_notes (unit);
    s->words = words_of (unit);
    if (s->words == NULL)
        return s;
    s->state = is_fuzzy (unit) ? TD_SEGMENT_DRAFT : TD_SEGMENT_REVIEWED;
    s->version = 1;
    s->actor = g_strdup (RELEASED);
    s->at = now;
    return s;
}

struct coming {
    TdInstance *instance;
    const TdViewer *viewer;
    TdTranslation *t;
    GPtrArray *segments;
    gboolean replace;
};

static char *key_of (const TdSegment *s)
{
    return g_strdup_printf ("%s%c%s", s->context != NULL ? s->context : "", 4, s->source);
}

/* Words that people wrote stay with their sentence: they are more than the file has. */
static void keep_words (const GPtrArray *before, GPtrArray *segments)
{
    g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < before->len; i++)
        g_hash_table_insert (known, key_of (before->pdata[i]), before->pdata[i]);
    for (guint i = 0; i < segments->len; i++) {
        TdSegment *s = segments->pdata[i];
        g_autofree char *key = key_of (s);
        const TdSegment *old = g_hash_table_lookup (known, key);
        if (old == NULL || old->words == NULL || g_strcmp0 (old->actor, RELEASED) == 0
            || g_strcmp0 (old->plural, s->plural) != 0)
            continue;
        g_free (s->words);
        g_free (s->actor);
        s->words = g_strdup (old->words);
        s->actor = g_strdup (old->actor);
        s->reviewer = g_strdup (old->reviewer);
        s->reviewed = old->reviewed;
        s->state = old->state;
        s->version = MAX (old->version, 1);
        s->at = old->at;
    }
}

/* The one that is there makes room; its people's words go on in the new one. */
static gboolean make_room (TdTx *tx, struct coming *c, const char *there, GError **error)
{
    const TdSegmentFilter all = { 0 };
    g_autoptr (GPtrArray) before = td_segment_select (tx, there, &all, error);

    if (before == NULL)
        return FALSE;
    keep_words (before, c->segments);
    return td_translation_set_off (tx, there, c->t->created, "Another version of the catalogue took its place.", error);
}

static gboolean put_one (TdTx *tx, const struct coming *c, const TdSegment *s, GError **error)
{
    const TdSegmentVersion v = { .version = s->version, .words = s->words, .actor = s->actor, .at = s->at };

    return td_segment_insert (tx, c->t->id, s, error)
           && (s->words == NULL || td_segment_version_insert (tx, c->t->id, s->n, &v, error));
}

static gboolean import_in (TdTx *tx, gpointer data, GError **error)
{
    struct coming *c = data;
    g_autofree char *there = NULL;

    if (!td_instance_may_write (c->instance, tx, error)
        || !td_translation_find (tx, c->t->kind, c->t->thing, c->t->language, &there, error))
        return FALSE;
    if (there != NULL && !c->replace)
        return td_translation_fail (
            error, TD_ERROR_CONFLICT,
            "The interface is being translated into this language already. Say that the file is to "
            "take its place; words that people wrote stay.");
    if ((there != NULL && !make_room (tx, c, there, error)) || !td_translation_insert (tx, c->t, error))
        return FALSE;
    for (guint i = 0; i < c->segments->len; i++)
        if (!put_one (tx, c, c->segments->pdata[i], error))
            return FALSE;
    return td_translation_journal (tx, c->instance, c->t, c->viewer, "translation.catalogue", c->t->language, error);
}

static GPtrArray *segments_of (const GPtrArray *units, gint64 now)
{
    GPtrArray *segments = g_ptr_array_new_with_free_func ((GDestroyNotify) td_segment_free);

    for (guint i = 0; i < units->len; i++)
        g_ptr_array_add (segments, segment_of (units->pdata[i], i + 1, now));
    return segments;
}

gboolean td_catalogue_import (TdInstance *instance, const TdViewer *viewer, const char *language, int fd,
                              gboolean replace, char **ret_id, GError **error)
{
    struct coming c = { .instance = instance, .viewer = viewer, .replace = replace };
    g_autofree char *program = td_instance_reader_path ();
    g_auto (TdUnitsHead) head = { 0 };
    g_autoptr (TdTranslation) t = g_new0 (TdTranslation, 1);
    g_autoptr (GPtrArray) units = NULL;
    g_autoptr (GPtrArray) segments = NULL;
    g_autofree char *comments = comments_before (fd);

    if (!td_door_may (viewer, TD_ACT_TRANSLATION_KEEP, NULL, error)
        || (t->language = td_translation_language (language, error)) == NULL
        || (units = td_units_read_all (program, fd, TD_LIMIT_TRANSLATION_SEGMENTS, &head, error)) == NULL)
        return FALSE;
    if (head.format != TD_UNITS_PO)
        return td_translation_fail (error, TD_ERROR_INPUT, "A catalogue is a PO file. This file is another.");
    t->id = td_id_new ();
    t->kind = TD_PROJECT_CATALOGUE;
    t->thing = g_strdup (INTERFACE);
    t->source = g_strdup ("en");
    t->title = g_strdup (N_ ("The words of this site"));
    t->person = g_strdup (td_translation_hand (viewer));
    t->created = td_clock_now (&instance->clock);
    t->header = g_strdup_printf ("%s%s%s", comments, TD_FORM_BREAK, head.header != NULL ? head.header : "");
    randombytes_buf (t->secret, sizeof t->secret);
    segments = segments_of (units, t->created);
    c.t = t;
    c.segments = segments;
    if (!td_store_write (instance->store, import_in, &c, error))
        return FALSE;
    if (ret_id != NULL)
        *ret_id = g_strdup (t->id);
    return TRUE;
}

/* ---- out ---- */

/* An entry as its file had it, with the words that stand now. */
static TdUnit *unit_of (const TdTranslation *t, const TdSegment *s)
{
    TdUnit *unit = td_unit_new ();
    TdUnitTarget *target = td_unit_target (unit, t->language);
    g_auto (GStrv) forms = g_strsplit (s->words != NULL ? s->words : "", TD_FORM_BREAK, -1);
    guint n = s->plural != NULL ? td_plural_forms (t->language, t->header) : 1;

    unit->context = g_strdup (s->context);
    unit->source = g_strdup (s->source);
    unit->plural = g_strdup (s->plural);
    unit->obsolete = g_str_equal (s->kind, "obsolete");
    td_catalogue_notes_into (unit, s->note);
    for (guint i = 0; i < n; i++)
        td_unit_target_add (target, i < g_strv_length (forms) ? forms[i] : "", NULL);
    target->state =
        s->state == TD_SEGMENT_REVIEWED || s->state == TD_SEGMENT_TRANSLATED ? TD_UNIT_TRANSLATED : TD_UNIT_INITIAL;
    return unit;
}

/* Whether the head says which plural forms there are: a template's does not. */
static gboolean is_of_a_language (const char *head)
{
    const char *forms = strstr (head, "Plural-Forms:");

    return forms != NULL && strstr (forms, "nplurals=INTEGER") == NULL;
}

/* The head for a language that the file was not of. Free it. */
static char *head_for (const TdTranslation *t)
{
    g_autofree char *changed = td_instant_to_text (t->changed);
    return g_strdup_printf ("Project-Id-Version: treatydesk\nPO-Revision-Date: %.10s %.5s+0000\nLast-Translator: \n"
                            "Language-Team: \nLanguage: %s\nMIME-Version: 1.0\n"
                            "Content-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\n"
                            "Plural-Forms: %s\n",
                            changed, changed + strlen ("2026-11-28T"), t->language, td_plural_formula (t->language));
}

static GBytes *write_catalogue (const TdTranslation *t, const GPtrArray *segments)
{
    g_auto (GStrv) parts = g_strsplit (t->header != NULL ? t->header : TD_FORM_BREAK, TD_FORM_BREAK, 2);
    gboolean whole = is_of_a_language (parts[1] != NULL ? parts[1] : "");
    g_autofree char *header = whole ? g_strdup (parts[1]) : head_for (t);
    const TdUnitsHead head = { .format = TD_UNITS_PO, .from = t->source, .to = t->language, .header = header };
    GString *out = g_string_new (whole ? parts[0] : NULL);

    td_units_begin (out, &head);
    for (guint i = 0; i < segments->len; i++) {
        g_autoptr (TdUnit) unit = unit_of (t, segments->pdata[i]);
        td_units_put (out, &head, unit, (int) i + 1);
    }
    td_units_end (out, &head);
    return g_string_free_to_bytes (out);
}

struct going {
    const char *language;
    TdTranslation *t;
    GPtrArray *segments;
};

static gboolean export_in (TdTx *tx, gpointer data, GError **error)
{
    struct going *g = data;
    const TdSegmentFilter all = { 0 };
    g_autofree char *id = NULL;

    if (!td_translation_find (tx, TD_PROJECT_CATALOGUE, INTERFACE, g->language, &id, error))
        return FALSE;
    if (id == NULL)
        return td_translation_fail (error, TD_ERROR_NOT_FOUND,
                                    "The interface is not translated into this language here.");
    return td_translation_load (tx, id, &g->t, error)
           && (g->segments = td_segment_select (tx, id, &all, error)) != NULL;
}

GBytes *td_catalogue_export (TdInstance *instance, const char *language, GError **error)
{
    g_autofree char *tag = td_translation_language (language, error);
    struct going g = { .language = tag };
    GBytes *bytes = NULL;

    if (tag != NULL && td_store_read (instance->store, export_in, &g, error))
        bytes = write_catalogue (g.t, g.segments);
    td_translation_free (g.t);
    g_clear_pointer (&g.segments, g_ptr_array_unref);
    return bytes;
}

/* A file that comes back: read, set beside what stands, taken. Contract in exchange.h. */
#include "areas/translation/exchange-sql.h"
#include "areas/translation/exchange.h"
#include "areas/translation/translation-rules.h"

#include "base/errors.h"
#include "base/id.h"
#include "base/limits.h"
#include "text/clean.h"

#include <jansson.h>
#include <string.h>

void td_import_change_free (TdImportChange *c)
{
    if (c == NULL)
        return;
    g_free (c->source);
    g_free (c->before);
    g_free (c->after);
    g_free (c);
}

void td_import_free (TdImport *import)
{
    if (import == NULL)
        return;
    g_free (import->id);
    g_free (import->translation);
    g_free (import->name);
    g_clear_pointer (&import->changes, g_ptr_array_unref);
    g_free (import);
}

/* ---- a file as records: which sentence, on which words, which words ---- */

enum { NO_BASE = -1 };

/* "s12.3". */
static gboolean id_of (const char *id, gint64 *ret_n, gint64 *ret_base)
{
    char *end = NULL;

    if (id == NULL || *id != 's')
        return FALSE;
    *ret_n = g_ascii_strtoll (id + 1, &end, 10);
    if (end == id + 1 || *end != '.')
        return FALSE;
    *ret_base = g_ascii_strtoll (end + 1, &end, 10);
    return *end == '\0' && *ret_n > 0 && *ret_base >= 0;
}

static gboolean same_words (const char *a, const char *b)
{
    g_autofree char *one = td_text_clean_line (a, TD_LIMIT_TRANSLATION_CHARACTERS);
    g_autofree char *other = td_text_clean_line (b, TD_LIMIT_TRANSLATION_CHARACTERS);

    return one != NULL && other != NULL && g_str_equal (one, other);
}

/* By its id, else by context and source from *at on, then from the beginning. */
static const TdSegment *segment_for (const GPtrArray *segments, const TdUnit *unit, guint *at, gint64 *ret_base)
{
    gint64 n = 0;

    *ret_base = NO_BASE;
    if (unit->source == NULL)
        return NULL;
    if (id_of (unit->id, &n, ret_base) || id_of (unit->context, &n, ret_base)) {
        const TdSegment *s = n <= segments->len ? segments->pdata[n - 1] : NULL;
        return s != NULL && same_words (s->source, unit->source) ? s : NULL;
    }
    for (guint i = 0; i < segments->len; i++) {
        guint k = (*at + i) % segments->len;
        const TdSegment *s = segments->pdata[k];
        if (g_strcmp0 (s->context, unit->context) == 0 && same_words (s->source, unit->source)) {
            *at = k + 1;
            return s;
        }
    }
    return NULL;
}

static char *words_of (const TdTranslation *t, const TdUnit *unit)
{
    const TdUnitTarget *target = td_unit_target_in (unit, t->language);
    g_autoptr (GString) words = g_string_new (NULL);

    if (target == NULL && unit->targets->len == 1)
        target = unit->targets->pdata[0];
    for (guint i = 0; target != NULL && i < target->texts->len; i++) {
        g_autofree char *clean = td_text_clean_text (target->texts->pdata[i], TD_LIMIT_TRANSLATION_CHARACTERS);
        if (clean == NULL)
            return NULL;
        g_string_append_printf (words, "%s%s", i > 0 ? TD_FORM_BREAK : "", clean);
    }
    return strspn (words->str, TD_FORM_BREAK) == words->len ? NULL : g_string_free (g_steal_pointer (&words), FALSE);
}

/* {records: [{n, base, words}], empty, unknown}. */
static json_t *records_of (const TdTranslation *t, const GPtrArray *segments, const GPtrArray *units)
{
    json_t *list = json_array ();
    int empty = 0, unknown = 0;
    guint at = 0;

    for (guint i = 0; i < units->len; i++) {
        const TdUnit *unit = units->pdata[i];
        gint64 base = NO_BASE;
        const TdSegment *s = unit->obsolete ? NULL : segment_for (segments, unit, &at, &base);
        g_autofree char *words = s != NULL ? words_of (t, unit) : NULL;
        unknown += s == NULL;
        empty += s != NULL && words == NULL;
        if (words != NULL)
            json_array_append_new (
                list, json_pack ("{s:I, s:I, s:s}", "n", (json_int_t) s->n, "base", (json_int_t) base, "words", words));
    }
    return json_pack ("{s:o, s:i, s:i}", "records", list, "empty", empty, "unknown", unknown);
}

/* ---- beside what stands now ---- */

static TdImportChange *change_of (const TdSegment *s, TdImportKind kind, const char *words)
{
    TdImportChange *c = g_new0 (TdImportChange, 1);

    c->kind = kind;
    c->n = s->n;
    c->base = s->version;
    c->source = g_strdup (s->source);
    c->before = g_strdup (s->words);
    c->after = g_strdup (words);
    return c;
}

/* *ret_kind TD_N_IMPORT_CHANGES: nothing changes. */
static gboolean kind_of (TdTx *tx, const TdTranslation *t, const TdSegment *s, gint64 base, const char *words,
                         const char *hand, TdImportKind *ret_kind, GError **error)
{
    g_autofree char *rested_on = NULL;

    *ret_kind = TD_N_IMPORT_CHANGES;
    if (g_strcmp0 (s->words, words) == 0)
        return TRUE;
    if (base > 0 && !td_segment_version_words (tx, t->id, s->n, base, &rested_on, error))
        return FALSE;
    if (rested_on != NULL && same_words (rested_on, words))
        return TRUE; /* it was not touched without a line; others may have */
    if (s->words == NULL && (base == NO_BASE || base == s->version))
        *ret_kind = TD_CHANGE_NEW;
    else if (base == s->version || (base == NO_BASE && g_strcmp0 (s->actor, hand) == 0))
        *ret_kind = TD_CHANGE_OTHER;
    else
        *ret_kind = TD_CHANGE_CONFLICT;
    return TRUE;
}

static gboolean compare (TdTx *tx, const TdTranslation *t, const GPtrArray *segments, const json_t *json,
                         const char *hand, TdImport *import, GError **error)
{
    const json_t *list = json_object_get (json, "records");

    import->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) td_import_change_free);
    import->same = (int) json_integer_value (json_object_get (json, "empty"));
    import->unknown = (int) json_integer_value (json_object_get (json, "unknown"));
    for (gsize i = 0; i < json_array_size (list); i++) {
        const json_t *record = json_array_get (list, i);
        gint64 n = json_integer_value (json_object_get (record, "n"));
        gint64 base = json_integer_value (json_object_get (record, "base"));
        const char *words = json_string_value (json_object_get (record, "words"));
        const TdSegment *s = n > 0 && n <= segments->len ? segments->pdata[n - 1] : NULL;
        TdImportKind kind = TD_N_IMPORT_CHANGES;
        if (s == NULL || words == NULL)
            continue;
        if (!kind_of (tx, t, s, base, words, hand, &kind, error))
            return FALSE;
        if (kind == TD_N_IMPORT_CHANGES)
            import->same++;
        else
            g_ptr_array_add (import->changes, change_of (s, kind, words));
    }
    return TRUE;
}

/* ---- the steps ---- */

struct step {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *id, *import, *name, *dumped;
    const TdGlossary *glossary;
    TdImport *found;
    int taken, beside;
};

static gboolean load (TdTx *tx, struct step *s, TdTranslation **ret_t, GPtrArray **ret_segments, GError **error)
{
    const TdSegmentFilter all = { 0 };
    const char *hand = td_translation_hand (s->viewer);
    g_autoptr (TdTranslation) t = td_translation_need (tx, s->id, error);
    g_autoptr (GPtrArray) segments = t != NULL ? td_segment_select (tx, t->id, &all, error) : NULL;
    g_autofree char *records = NULL;
    json_t *json;
    gboolean done;

    g_clear_pointer (&s->found, td_import_free);
    s->found = g_new0 (TdImport, 1);
    if (segments == NULL || !td_import_load (tx, s->import, t->id, hand, &s->found->name, &records, error))
        return FALSE;
    json = records != NULL ? json_loads (records, JSON_REJECT_DUPLICATES, NULL) : NULL;
    if (json == NULL)
        return td_door_unknown (error);
    s->found->id = g_strdup (s->import);
    s->found->translation = g_strdup (t->id);
    done = compare (tx, t, segments, json, hand, s->found, error);
    json_decref (json);
    if (!done)
        return FALSE;
    *ret_t = g_steal_pointer (&t);
    *ret_segments = g_steal_pointer (&segments);
    return TRUE;
}

static gboolean get_in (TdTx *tx, gpointer data, GError **error)
{
    TdTranslation *t = NULL;
    GPtrArray *segments = NULL;

    if (!load (tx, data, &t, &segments, error))
        return FALSE;
    td_translation_free (t);
    g_ptr_array_unref (segments);
    return TRUE;
}

TdImport *td_translation_import_get (TdInstance *instance, const TdViewer *viewer, const char *id, const char *import,
                                     GError **error)
{
    struct step s = { .instance = instance, .viewer = viewer, .id = id, .import = import };

    if (td_translation_may_write (viewer, error) && td_store_read (instance->store, get_in, &s, error))
        return s.found;
    td_import_free (s.found);
    return NULL;
}

static gboolean keep_in (TdTx *tx, gpointer data, GError **error)
{
    struct step *s = data;
    gint64 now = td_clock_now (&s->instance->clock);
    g_autoptr (TdTranslation) t = NULL;

    return td_instance_may_write (s->instance, tx, error) && (t = td_translation_need (tx, s->id, error)) != NULL
           && td_import_insert (tx, s->import, t->id, td_translation_hand (s->viewer), now, s->name, s->dumped,
                                now - G_TIME_SPAN_DAY, error)
           && td_translation_journal (tx, s->instance, t, s->viewer, "translation.import", s->dumped, error);
}

/* The records of a file, as JSON text; NULL with error. Free it. */
static char *read_records (TdInstance *instance, const TdTranslation *t, int fd, GError **error)
{
    g_autofree char *program = td_instance_reader_path ();
    const TdSegmentFilter all = { 0 };
    g_auto (TdUnitsHead) head = { 0 };
    g_autoptr (GPtrArray) segments = td_translation_segments (instance, t->id, &all, error);
    g_autoptr (GPtrArray) units =
        segments != NULL ? td_units_read_all (program, fd, 2 * TD_LIMIT_TRANSLATION_SEGMENTS, &head, error) : NULL;
    json_t *json = units != NULL ? records_of (t, segments, units) : NULL;
    char *dumped = json != NULL ? json_dumps (json, JSON_COMPACT) : NULL, *copy;

    json_decref (json);
    copy = g_strdup (dumped);
    free (dumped);
    return copy;
}

TdImport *td_translation_import (TdInstance *instance, const TdViewer *viewer, const char *id, int fd, const char *name,
                                 GError **error)
{
    g_autofree char *import = td_id_new ();
    g_autofree char *valid = g_utf8_make_valid (name != NULL ? name : "file", -1);
    g_autofree char *clean = td_text_clean_line (valid, TD_LIMIT_NAME_CHARACTERS);
    struct step s = {
        .instance = instance, .viewer = viewer, .id = id, .import = import, .name = clean != NULL ? clean : "file"
    };
    g_autoptr (TdTranslation) t = NULL;
    g_autofree char *dumped = NULL;

    if (!td_translation_may_write (viewer, error) || (t = td_translation_get (instance, viewer, id, error)) == NULL
        || (dumped = read_records (instance, t, fd, error)) == NULL)
        return NULL;
    s.dumped = dumped;
    return td_store_write (instance->store, keep_in, &s, error)
               ? td_translation_import_get (instance, viewer, id, import, error)
               : NULL;
}

/* What is taken rests on the version that it was shown beside; what others changed meanwhile, on none. */
static gboolean take_one (TdTx *tx, struct step *s, const TdTranslation *t, TdSegment *segment, const TdImportChange *c,
                          GError **error)
{
    const TdSegmentSave save = { .base = c->kind == TD_CHANGE_CONFLICT ? NO_BASE : c->base, .words = c->after };
    TdSegmentSaved saved;

    if (!td_segment_write_in (tx, s->instance, t, segment, td_translation_hand (s->viewer), &save, s->glossary, &saved,
                              error))
        return FALSE;
    s->beside += saved == TD_SAVED_BESIDE;
    s->taken += saved != TD_SAVED_BESIDE;
    return TRUE;
}

static gboolean take_in (TdTx *tx, gpointer data, GError **error)
{
    struct step *s = data;
    TdTranslation *opened = NULL;
    GPtrArray *all = NULL;

    s->taken = s->beside = 0;
    if (!td_instance_may_write (s->instance, tx, error) || !load (tx, s, &opened, &all, error))
        return FALSE;
    g_autoptr (TdTranslation) t = opened;
    g_autoptr (GPtrArray) segments = all;
    for (guint i = 0; i < s->found->changes->len; i++) {
        const TdImportChange *c = s->found->changes->pdata[i];
        if (!take_one (tx, s, t, segments->pdata[c->n - 1], c, error))
            return FALSE;
    }
    return td_import_drop (tx, s->import, error)
           && td_translation_journal (tx, s->instance, t, s->viewer, "translation.take", NULL, error);
}

gboolean td_translation_import_take (TdInstance *instance, const TdViewer *viewer, const char *id, const char *import,
                                     int *ret_taken, int *ret_beside, GError **error)
{
    g_autoptr (TdGlossary) glossary = NULL;
    struct step s = { .instance = instance, .viewer = viewer, .id = id, .import = import };
    gboolean done;

    if (!td_translation_may_write (viewer, error) || (glossary = td_glossary_load (instance, error)) == NULL)
        return FALSE;
    s.glossary = glossary;
    done = td_store_write (instance->store, take_in, &s, error);
    td_import_free (s.found);
    if (!done)
        return FALSE;
    *ret_taken = s.taken;
    *ret_beside = s.beside;
    return TRUE;
}

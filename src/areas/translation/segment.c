/* Writing, choosing, reviewing one segment. Contract in translation.h. */
#include "areas/translation/checks.h"
#include "areas/translation/translation-rules.h"

#include "areas/memory/memory.h"
#include "base/errors.h"
#include "base/limits.h"
#include "text/clean.h"

#include <string.h>

char *td_translation_clean (const char *words, GError **error)
{
    g_auto (GStrv) forms = g_strsplit (words != NULL ? words : "", TD_FORM_BREAK, -1);
    gboolean any = FALSE;

    for (gsize i = 0; forms[i] != NULL; i++) {
        char *clean = td_text_clean_text (forms[i], TD_LIMIT_TRANSLATION_CHARACTERS);
        if (clean == NULL) {
            td_translation_fail (error, TD_ERROR_INPUT, "This is too long for one sentence. Shorten it.");
            return NULL;
        }
        any |= *clean != '\0';
        g_free (forms[i]);
        forms[i] = clean;
    }
    return any ? g_strjoinv (TD_FORM_BREAK, forms) : g_strdup ("");
}

struct work {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *id;
    gint64 n;
    const TdSegmentSave *save;
    const TdGlossary *glossary;
    const char *version, *reason;
    gint64 seen;
    gboolean take;
    TdSegmentSaved saved;
};

/* The translation and one of its segments, for who may write now. */
static gboolean open (TdTx *tx, const struct work *w, TdTranslation **ret_t, TdSegment **ret_segment, GError **error)
{
    g_autoptr (TdTranslation) t = NULL;
    TdSegment *s = NULL;

    if (!td_instance_may_write (w->instance, tx, error) || (t = td_translation_need (tx, w->id, error)) == NULL
        || !td_segment_load (tx, t->id, w->n, &s, error))
        return FALSE;
    if (s == NULL)
        return td_door_unknown (error);
    *ret_t = g_steal_pointer (&t);
    *ret_segment = s;
    return TRUE;
}

static void set (char **field, const char *value)
{
    g_free (*field);
    *field = g_strdup (value);
}

/* ---- writing ---- */

static gboolean keep_version (TdTx *tx, const TdTranslation *t, const TdSegment *s, const char *words, const char *hand,
                              gint64 now, gboolean beside, GError **error)
{
    const TdSegmentVersion v = {
        .version = beside ? 0 : s->version, .words = (char *) words, .actor = (char *) hand, .at = now, .beside = beside
    };
    gint64 n = 0;

    if (!td_segment_version_count (tx, t->id, s->n, &n, error))
        return FALSE;
    if (n >= TD_LIMIT_TRANSLATION_VERSIONS)
        return td_translation_fail (error, TD_ERROR_CONFLICT,
                                    "This sentence was rewritten too often. It stays as it is.");
    return td_segment_version_insert (tx, t->id, s->n, &v, error);
}

/* What the state is of words that stand now. */
static gboolean state_of (TdTx *tx, const TdTranslation *t, TdSegment *s, const TdSegmentSave *save,
                          const TdGlossary *glossary, TdSegmentSaved *ret_saved, GError **error)
{
    g_autoptr (GPtrArray) warnings = NULL;
    gboolean ready;

    if (s->words == NULL) {
        s->state = TD_SEGMENT_EMPTY;
        *ret_saved = TD_SAVED_EMPTY;
        return TRUE;
    }
    warnings = td_translation_warnings_in (tx, t, s, NULL, glossary, error);
    if (warnings == NULL)
        return FALSE;
    ready = !save->draft && (s->excuse != NULL || !td_checks_want_answer (warnings));
    s->state = ready ? TD_SEGMENT_TRANSLATED : TD_SEGMENT_DRAFT;
    *ret_saved = ready ? TD_SAVED_TRANSLATED : TD_SAVED_DRAFT;
    return TRUE;
}

gboolean td_segment_write_in (TdTx *tx, TdInstance *instance, const TdTranslation *t, TdSegment *s, const char *hand,
                              const TdSegmentSave *save, const TdGlossary *glossary, TdSegmentSaved *ret_saved,
                              GError **error)
{
    gint64 now = td_clock_now (&instance->clock);
    g_autofree char *excuse = td_text_clean_line (save->excuse != NULL ? save->excuse : "", TD_LIMIT_TEXT_CHARACTERS);
    gboolean same = g_strcmp0 (save->words, s->words != NULL ? s->words : "") == 0;

    if (excuse == NULL)
        return td_translation_fail (error, TD_ERROR_INPUT, "This reason is too long. Shorten it.");
    if (save->base != s->version && !same) {
        *ret_saved = TD_SAVED_BESIDE;
        return keep_version (tx, t, s, save->words, hand, now, TRUE, error);
    }
    /* Reviewed words that are saved again unchanged stay reviewed. */
    if (same && s->state == TD_SEGMENT_REVIEWED) {
        *ret_saved = TD_SAVED_TRANSLATED;
        return TRUE;
    }
    if (!same) {
        s->version++;
        s->at = now;
        set (&s->actor, hand);
        set (&s->words, *save->words != '\0' ? save->words : NULL);
        if (!keep_version (tx, t, s, save->words, hand, now, FALSE, error))
            return FALSE;
    }
    set (&s->excuse, *excuse != '\0' ? excuse : NULL);
    set (&s->reviewer, NULL);
    s->reviewed = 0;
    if (same && s->state == TD_SEGMENT_SENT_BACK && s->excuse == NULL) {
        *ret_saved = TD_SAVED_DRAFT; /* nothing was mended: it stays sent back, with its reason */
        return TRUE;
    }
    set (&s->reason, NULL);
    return state_of (tx, t, s, save, glossary, ret_saved, error) && td_segment_update (tx, t->id, s, error)
           && td_translation_touch (tx, t->id, now, error);
}

static gboolean save_in (TdTx *tx, gpointer data, GError **error)
{
    struct work *w = data;
    TdTranslation *opened = NULL;
    TdSegment *segment = NULL;

    if (!open (tx, w, &opened, &segment, error))
        return FALSE;
    g_autoptr (TdTranslation) t = opened;
    g_autoptr (TdSegment) s = segment;
    return td_segment_write_in (tx, w->instance, t, s, td_translation_hand (w->viewer), w->save, w->glossary, &w->saved,
                                error)
           && td_translation_journal (tx, w->instance, t, w->viewer, "translation.write", w->save->words, error);
}

gboolean td_translation_save (TdInstance *instance, const TdViewer *viewer, const char *id, gint64 n,
                              const TdSegmentSave *save, TdSegmentSaved *ret_saved, GError **error)
{
    TdSegmentSave clean = *save;
    struct work w = { .instance = instance, .viewer = viewer, .id = id, .n = n, .save = &clean };
    g_autofree char *words = NULL;
    g_autoptr (TdGlossary) glossary = NULL;

    if (!td_translation_may_write (viewer, error) || (glossary = td_glossary_load (instance, error)) == NULL
        || (words = td_translation_clean (save->words, error)) == NULL)
        return FALSE;
    w.glossary = glossary;
    clean.words = words;
    if (!td_store_write (instance->store, save_in, &w, error))
        return FALSE;
    *ret_saved = w.saved;
    return TRUE;
}

/* ---- two at once ---- */

static TdSegmentVersion *waiting (GPtrArray *versions, const char *id)
{
    for (guint i = 0; i < versions->len; i++) {
        TdSegmentVersion *v = versions->pdata[i];
        if (v->beside && g_str_equal (v->id, id))
            return v;
    }
    return NULL;
}

static gboolean choose_in (TdTx *tx, gpointer data, GError **error)
{
    struct work *w = data;
    TdTranslation *opened = NULL;
    TdSegment *segment = NULL;
    g_autoptr (GPtrArray) versions = NULL;
    const TdSegmentVersion *v;

    if (!open (tx, w, &opened, &segment, error))
        return FALSE;
    g_autoptr (TdTranslation) t = opened;
    g_autoptr (TdSegment) s = segment;
    versions = td_segment_version_select (tx, t->id, s->n, error);
    if (versions == NULL)
        return FALSE;
    v = waiting (versions, w->version);
    if (v == NULL)
        return td_translation_fail (error, TD_ERROR_CONFLICT, "Somebody chose already. Look at what stands now.");
    if (w->take) {
        const TdSegmentSave save = { .base = s->version, .words = v->words };
        if (!td_segment_write_in (tx, w->instance, t, s, v->actor, &save, w->glossary, &w->saved, error))
            return FALSE;
    }
    return td_segment_version_settle (tx, v->id, w->take ? "taken" : "dropped", error)
           && td_translation_journal (tx, w->instance, t, w->viewer, "translation.choose", v->words, error);
}

gboolean td_translation_choose (TdInstance *instance, const TdViewer *viewer, const char *id, gint64 n,
                                const char *version, gboolean take, GError **error)
{
    struct work w = { .instance = instance, .viewer = viewer, .id = id, .n = n, .version = version, .take = take };
    g_autoptr (TdGlossary) glossary = NULL;

    if (!td_translation_may_write (viewer, error) || (glossary = td_glossary_load (instance, error)) == NULL)
        return FALSE;
    w.glossary = glossary;
    return td_store_write (instance->store, choose_in, &w, error);
}

/* ---- reviewing ---- */

static gboolean may_review (const TdSegment *s, const char *hand, gint64 seen, GError **error)
{
    if (s->version != seen)
        return td_translation_fail (error, TD_ERROR_CONFLICT,
                                    "Somebody changed these words meanwhile. Look at what stands now.");
    if (s->state != TD_SEGMENT_TRANSLATED)
        return td_translation_fail (error, TD_ERROR_CONFLICT, "There is nothing to review here now.");
    if (g_strcmp0 (s->actor, hand) == 0)
        return td_translation_fail (error, TD_ERROR_NOT_ALLOWED,
                                    "These words are your own. Another person reviews them.");
    return TRUE;
}

/* What was reviewed helps whoever translates the like. */
static gboolean remember (TdTx *tx, const struct work *w, const TdTranslation *t, const TdSegment *s, GError **error)
{
    g_autofree char *place = g_strdup_printf ("%" G_GINT64_FORMAT, s->n);
    const TdMemoryPair pair = { .from = t->source,
                                .to = t->language,
                                .source = s->source,
                                .target = s->words,
                                .origin = TD_MEMORY_WORKSHOP,
                                .name = t->id,
                                .place = place };

    return s->state != TD_SEGMENT_REVIEWED || s->plural != NULL
           || td_memory_add_in (tx, w->viewer, &w->instance->clock, &pair, 1, NULL, error);
}

static gboolean review_in (TdTx *tx, gpointer data, GError **error)
{
    struct work *w = data;
    const char *hand = td_translation_hand (w->viewer);
    gint64 now = td_clock_now (&w->instance->clock);
    TdTranslation *opened = NULL;
    TdSegment *segment = NULL;

    if (!open (tx, w, &opened, &segment, error))
        return FALSE;
    g_autoptr (TdTranslation) t = opened;
    g_autoptr (TdSegment) s = segment;
    if (!may_review (s, hand, w->seen, error))
        return FALSE;
    s->state = w->reason != NULL ? TD_SEGMENT_SENT_BACK : TD_SEGMENT_REVIEWED;
    s->reviewed = now;
    set (&s->reviewer, hand);
    set (&s->reason, w->reason);
    return td_segment_update (tx, t->id, s, error) && td_translation_touch (tx, t->id, now, error)
           && remember (tx, w, t, s, error)
           && td_translation_journal (tx, w->instance, t, w->viewer, "translation.review", s->words, error);
}

gboolean td_translation_review (TdInstance *instance, const TdViewer *viewer, const char *id, gint64 n, gint64 version,
                                const char *reason, GError **error)
{
    struct work w = { .instance = instance, .viewer = viewer, .id = id, .n = n, .seen = version };
    g_autofree char *clean = td_text_clean_text (reason != NULL ? reason : "", TD_LIMIT_TEXT_CHARACTERS);

    if (!td_translation_may_write (viewer, error))
        return FALSE;
    if (clean == NULL)
        return td_translation_fail (error, TD_ERROR_INPUT, "This reason is too long. Shorten it.");
    w.reason = *clean != '\0' ? clean : NULL;
    return td_store_write (instance->store, review_in, &w, error);
}

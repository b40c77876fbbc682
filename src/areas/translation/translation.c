/* Translations: proposing, reading, listing. Contract in translation.h. */
#include "areas/translation/translation-rules.h"

#include "areas/library/library.h"
#include "areas/organisations/organisation.h"
#include "base/base.h"
#include "base/errors.h"
#include "base/id.h"
#include "base/limits.h"
#include "text/language.h"

#include <sodium.h>

TD_DEFINE_ERROR (translation)

gboolean td_translation_fail (GError **error, int code, const char *message)
{
    g_set_error_literal (error, TD_TRANSLATION_ERROR, code, message);
    return FALSE;
}

/* ---- words ---- */

const char *td_project_kind_word (TdProjectKind kind)
{
    return kind == TD_PROJECT_CATALOGUE ? "catalogue" : "document";
}

static const struct {
    const char *word, *label;
} states[TD_N_SEGMENT_STATES] = {
    [TD_SEGMENT_EMPTY] = { "empty", N_ ("not translated") },
    [TD_SEGMENT_DRAFT] = { "draft", N_ ("draft") },
    [TD_SEGMENT_TRANSLATED] = { "translated", N_ ("waits for review") },
    [TD_SEGMENT_REVIEWED] = { "reviewed", N_ ("reviewed") },
    [TD_SEGMENT_SENT_BACK] = { "sent-back", N_ ("sent back") },
};

const char *td_segment_state_word (TdSegmentState state)
{
    return state < TD_N_SEGMENT_STATES ? states[state].word : "";
}

const char *td_segment_state_label (TdSegmentState state)
{
    return state < TD_N_SEGMENT_STATES ? states[state].label : "";
}

gboolean td_segment_state_from_word (const char *word, TdSegmentState *ret_state)
{
    for (int s = 0; s < TD_N_SEGMENT_STATES; s++)
        if (g_strcmp0 (states[s].word, word) == 0) {
            *ret_state = (TdSegmentState) s;
            return TRUE;
        }
    return FALSE;
}

gint64 td_translation_total (const TdTranslation *t)
{
    gint64 total = 0;

    for (int s = 0; s < TD_N_SEGMENT_STATES; s++)
        total += t->n[s];
    return total;
}

const char *td_translation_hand (const TdViewer *viewer)
{
    return viewer->person != NULL ? viewer->person : td_viewer_actor (viewer);
}

/* A part behind the first of a tag, in its usual form: Latn, PE, 419, valencia. */
static gboolean settle_part (char *part)
{
    gsize n = strlen (part);
    gboolean letters = TRUE;

    for (const char *c = part; *c != '\0'; c++) {
        if (!g_ascii_isalnum (*c))
            return FALSE;
        letters &= g_ascii_isalpha (*c);
    }
    for (char *c = part; *c != '\0'; c++)
        *c = n == 2 || (n == 4 && letters && c == part) ? g_ascii_toupper (*c) : g_ascii_tolower (*c);
    return n >= 1 && n <= 8;
}

static char *settle_tag (const char *typed)
{
    g_auto (GStrv) parts = g_strsplit_set (typed, "-_", -1);
    gsize n = parts[0] != NULL ? strlen (parts[0]) : 0;

    if (n < 2 || n > 3 || strlen (typed) > TD_LIMIT_LANGUAGE_CHARACTERS)
        return NULL;
    for (char *c = parts[0]; *c != '\0'; c++) {
        if (!g_ascii_isalpha (*c))
            return NULL;
        *c = g_ascii_tolower (*c);
    }
    for (gsize i = 1; parts[i] != NULL; i++)
        if (!settle_part (parts[i]))
            return NULL;
    return g_strjoinv ("-", parts);
}

char *td_translation_language (const char *typed, GError **error)
{
    g_autofree char *clean = g_strstrip (g_strdup (typed != NULL ? typed : ""));
    char *tag = td_language_by_name (clean);

    if (tag == NULL)
        tag = settle_tag (clean);
    if (tag == NULL)
        td_translation_fail (
            error, TD_ERROR_INPUT,
            "This is no language that is known here. Write its name in English, or its tag, such as wo, "
            "qu or zh-Hant.");
    return tag;
}

gboolean td_translation_may_write (const TdViewer *viewer, GError **error)
{
    return td_door_viewer_may (viewer, TD_ACT_TRANSLATION_KEEP)
           || td_door_may (viewer, TD_ACT_TRANSLATION_WRITE, NULL, error);
}

/* ---- in a transaction ---- */

TdTranslation *td_translation_need (TdTx *tx, const char *id, GError **error)
{
    TdTranslation *t = NULL;

    if (!td_translation_load (tx, id, &t, error))
        return NULL;
    if (t == NULL) {
        td_door_unknown (error);
        return NULL;
    }
    if (t->off == 0)
        return t;
    td_translation_free (t);
    td_translation_fail (error, TD_ERROR_GONE, "This translation was taken off.");
    return NULL;
}

gboolean td_translation_journal (TdTx *tx, const TdInstance *instance, const TdTranslation *t, const TdViewer *viewer,
                                 const char *act, const char *content, GError **error)
{
    guint8 hash[32];
    const TdJournalEntry entry = { .actor = td_viewer_actor (viewer),
                                   .act = act,
                                   .thing = "translation",
                                   .thing_id = t->id,
                                   .content = content != NULL ? hash : NULL,
                                   .clock = &instance->clock };

    if (content != NULL)
        crypto_generichash (hash, sizeof hash, (const guint8 *) content, strlen (content), t->secret, sizeof t->secret);
    return td_journal_append (tx, &entry, NULL, error);
}

/* ---- proposing ---- */

struct proposal {
    TdInstance *instance;
    const TdViewer *viewer;
    TdTranslation *t;
    GPtrArray *segments;
};

/* The organisation that is meant, in which the viewer may contribute. *ret NULL: the secretariat's own. */
static gboolean settle_organisation (const TdViewer *viewer, const char *wished, const char **ret, GError **error)
{
    *ret = NULL;
    for (gsize i = 0; i < viewer->n_organisations; i++) {
        const TdMembership *m = &viewer->organisations[i];
        if (m->level >= TD_LEVEL_CONTRIBUTOR && (wished == NULL || g_str_equal (wished, m->organisation))) {
            *ret = m->organisation;
            return TRUE;
        }
    }
    if (wished != NULL && viewer->behalf != NULL && g_str_equal (wished, viewer->behalf)) {
        *ret = viewer->behalf;
        return TRUE;
    }
    if (wished == NULL && td_door_viewer_may (viewer, TD_ACT_TRANSLATION_KEEP))
        return TRUE;
    return td_translation_fail (
        error, TD_ERROR_NOT_ALLOWED,
        "A translation is proposed by an organisation. Register yours, or ask to join it; its people "
        "who may contribute can then propose.");
}

static gboolean propose_in (TdTx *tx, gpointer data, GError **error)
{
    struct proposal *p = data;
    gint64 now = td_clock_now (&p->instance->clock), today = 0;
    g_autofree char *there = NULL;

    if (!td_instance_may_write (p->instance, tx, error)
        || !td_translation_find (tx, p->t->kind, p->t->thing, p->t->language, &there, error)
        || !td_translation_count_since (tx, p->t->person, now - G_TIME_SPAN_DAY, &today, error))
        return FALSE;
    if (there != NULL)
        return td_translation_fail (error, TD_ERROR_CONFLICT,
                                    "This translation was begun already. Open it and take part in it.");
    if (today >= TD_LIMIT_TRANSLATIONS_A_DAY)
        return td_translation_fail (error, TD_ERROR_BUSY,
                                    "You began as many translations today as one person may. Go on tomorrow.");
    if (!td_translation_insert (tx, p->t, error))
        return FALSE;
    for (guint i = 0; i < p->segments->len; i++)
        if (!td_segment_insert (tx, p->t->id, p->segments->pdata[i], error))
            return FALSE;
    return td_translation_journal (tx, p->instance, p->t, p->viewer, "translation.propose", p->t->language, error);
}

/* What is to be translated, checked: the translation without its rows. */
static TdTranslation *settle (TdInstance *instance, const TdTranslationWish *wish, GPtrArray **ret_segments,
                              const char **ret_field, GError **error)
{
    g_autoptr (TdTranslation) t = g_new0 (TdTranslation, 1);
    g_autoptr (TdLibraryDocument) d = NULL;
    g_autoptr (GPtrArray) paragraphs = NULL;
    const TdLibraryLanguage *from, *there;

    *ret_field = "language";
    t->language = td_translation_language (wish->language, error);
    if (t->language == NULL)
        return NULL;
    *ret_field = "source";
    if (!td_library_read (instance, wish->document, wish->source, &d, &paragraphs, error))
        return NULL;
    from = wish->source != NULL ? td_library_in (d, wish->source) : d->languages->pdata[0];
    there = td_library_in (d, t->language);
    if (from->unofficial_by != NULL) {
        td_translation_fail (error, TD_ERROR_INPUT, "Translate out of an official text, not out of a translation.");
        return NULL;
    }
    *ret_field = "language";
    if (there != NULL && there->unofficial_by == NULL) {
        td_translation_fail (error, TD_ERROR_CONFLICT, "The official text is there in this language already.");
        return NULL;
    }
    t->kind = TD_PROJECT_DOCUMENT;
    t->thing = g_strdup (d->id);
    t->source = g_strdup (from->language);
    t->title = g_strdup (td_library_title (d, from->language));
    *ret_segments = td_translation_cut (from->title, paragraphs, from->language);
    if ((*ret_segments)->len > 0 && (*ret_segments)->len <= TD_LIMIT_TRANSLATION_SEGMENTS)
        return g_steal_pointer (&t);
    td_translation_fail (error, TD_ERROR_TOO_LARGE,
                         (*ret_segments)->len == 0 ? "There is no text in this document that could be translated."
                                                   : "This document is too long to be translated as one.");
    return NULL;
}

gboolean td_translation_propose (TdInstance *instance, const TdViewer *viewer, const TdTranslationWish *wish,
                                 char **ret_id, const char **ret_field, GError **error)
{
    struct proposal p = { .instance = instance, .viewer = viewer };
    g_autoptr (TdTranslation) t = NULL;
    g_autoptr (GPtrArray) segments = NULL;
    const char *field = "organisation", *organisation = NULL;
    gboolean done;

    if (!td_translation_may_write (viewer, error))
        return FALSE;
    done = settle_organisation (viewer, wish->organisation, &organisation, error)
           && (t = settle (instance, wish, &segments, &field, error)) != NULL;
    if (ret_field != NULL)
        *ret_field = field;
    if (!done)
        return FALSE;
    t->id = td_id_new ();
    t->organisation = g_strdup (organisation);
    t->person = g_strdup (td_translation_hand (viewer));
    t->created = td_clock_now (&instance->clock);
    randombytes_buf (t->secret, sizeof t->secret);
    p.t = t;
    p.segments = segments;
    if (!td_store_write (instance->store, propose_in, &p, error))
        return FALSE;
    *ret_id = g_strdup (t->id);
    return TRUE;
}

/* ---- reading ---- */

struct reading {
    TdInstance *instance;
    const char *id, *person;
    const TdTranslationFilter *filter;
    const TdSegmentFilter *segments;
    gint64 n, *ret_total;
    gboolean chosen, with_versions;
    TdTranslation *t;
    TdSegment *segment;
    GPtrArray *list, *versions;
    char *name;
};

static gboolean get_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;

    return td_translation_load (tx, r->id, &r->t, error);
}

TdTranslation *td_translation_get (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error)
{
    struct reading r = { .id = id };

    if (!td_store_read (instance->store, get_in, &r, error))
        return NULL;
    if (r.t == NULL)
        td_door_unknown (error);
    else if (r.t->off != 0 && !td_door_viewer_may (viewer, TD_ACT_TRANSLATION_KEEP)
             && td_viewer_level (viewer, r.t->organisation) == TD_LEVEL_NONE) {
        g_clear_pointer (&r.t, td_translation_free);
        td_translation_fail (error, TD_ERROR_GONE, "This translation was taken off.");
    }
    return r.t;
}

static gboolean list_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;

    r->list = td_translation_select (tx, r->filter, r->ret_total, error);
    return r->list != NULL;
}

GPtrArray *td_translation_list (TdInstance *instance, const TdTranslationFilter *filter, gint64 *ret_total,
                                GError **error)
{
    struct reading r = { .filter = filter, .ret_total = ret_total };

    return td_store_read (instance->store, list_in, &r, error) ? r.list : NULL;
}

static gboolean segments_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;

    r->list = td_segment_select (tx, r->id, r->segments, error);
    return r->list != NULL;
}

GPtrArray *td_translation_segments (TdInstance *instance, const char *id, const TdSegmentFilter *filter, GError **error)
{
    struct reading r = { .id = id, .segments = filter };

    return td_store_read (instance->store, segments_in, &r, error) ? r.list : NULL;
}

static gboolean segment_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;

    if (!td_segment_load (tx, r->id, r->n, &r->segment, error))
        return FALSE;
    if (r->segment == NULL)
        return td_door_unknown (error);
    return !r->with_versions || (r->versions = td_segment_version_select (tx, r->id, r->n, error)) != NULL;
}

TdSegment *td_translation_segment (TdInstance *instance, const char *id, gint64 n, GPtrArray **ret_versions,
                                   GError **error)
{
    struct reading r = { .id = id, .n = n, .with_versions = ret_versions != NULL };

    if (!td_store_read (instance->store, segment_in, &r, error)) {
        td_segment_free (r.segment);
        return NULL;
    }
    if (ret_versions != NULL)
        *ret_versions = r.versions;
    return r.segment;
}

static gboolean elsewhere_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;

    r->list = td_segment_others (tx, r->id, r->segment->n, r->segment->source, error);
    return r->list != NULL;
}

char *td_translation_elsewhere (TdInstance *instance, const char *id, const TdSegment *segment, GError **error)
{
    struct reading r = { .id = id, .segment = (TdSegment *) segment };
    char *words;

    if (!td_store_read (instance->store, elsewhere_in, &r, error))
        return NULL;
    words = r.list->len > 0 ? g_strdup (r.list->pdata[0]) : NULL;
    g_ptr_array_unref (r.list);
    return words;
}

static gboolean credit_in (TdTx *tx, gpointer data, GError **error)
{
    struct reading *r = data;

    return td_credit_load (tx, r->id, r->person, &r->name, &r->chosen, error);
}

char *td_translation_credit (TdInstance *instance, const char *id, const char *person, gboolean *ret_chosen,
                             GError **error)
{
    struct reading r = { .id = id, .person = person };

    if (!td_store_read (instance->store, credit_in, &r, error))
        return NULL;
    *ret_chosen = r.chosen;
    return r.name;
}

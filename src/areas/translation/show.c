/* A translation in the library, with its names; and taking it off. */
#include "areas/translation/translation-rules.h"

#include "areas/library/library.h"
#include "areas/memory/memory.h"
#include "areas/organisations/organisation.h"
#include "base/errors.h"
#include "base/limits.h"
#include "text/clean.h"

#include <string.h>

/* ---- names ---- */

struct naming {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *id, *name;
};

static gboolean set_credit_in (TdTx *tx, gpointer data, GError **error)
{
    struct naming *n = data;
    g_autoptr (TdTranslation) t = NULL;

    return td_instance_may_write (n->instance, tx, error) && (t = td_translation_need (tx, n->id, error)) != NULL
           && td_credit_set (tx, t->id, td_translation_hand (n->viewer), n->name, error)
           && td_translation_journal (tx, n->instance, t, n->viewer, "translation.credit", n->name, error);
}

gboolean td_translation_set_credit (TdInstance *instance, const TdViewer *viewer, const char *id, const char *name,
                                    GError **error)
{
    g_autofree char *clean = td_text_clean_line (name != NULL ? name : "", TD_LIMIT_NAME_CHARACTERS);
    struct naming n = { instance, viewer, id, clean != NULL && *clean != '\0' ? clean : NULL };

    if (!td_translation_may_write (viewer, error))
        return FALSE;
    if (clean == NULL)
        return td_translation_fail (error, TD_ERROR_INPUT, "This name is too long. Shorten it.");
    return td_store_write (instance->store, set_credit_in, &n, error);
}

/* "Awa Ndiaye, Modou Fall, Union of Tests": who chose a name, and the organisation where everybody may read its page. Free it. */
static char *names_of (TdTx *tx, const TdTranslation *t, gboolean reviewers, GError **error)
{
    static const TdViewer everybody = TD_VIEWER_NOBODY;
    int unnamed = 0;
    g_autoptr (GPtrArray) names = td_credit_names (tx, t->id, reviewers, &unnamed, error);
    g_autoptr (TdOrganisation) o = NULL;

    if (names == NULL)
        return NULL;
    if (!reviewers && t->organisation != NULL)
        o = td_organisation_get_in (tx, &everybody, t->organisation, NULL);
    if (o != NULL && !g_ptr_array_find_with_equal_func (names, o->name, g_str_equal, NULL))
        g_ptr_array_add (names, g_strdup (o->name));
    g_ptr_array_add (names, NULL);
    return g_strjoinv (", ", (char **) names->pdata);
}

/* ---- the text ---- */

/* Languages that set no blank between sentences. */
static gboolean sets_no_blanks (const char *language)
{
    static const char *const tags[] = { "zh", "ja", "th", "lo", "km", "my", NULL };
    g_autofree char *first = g_strndup (language, strcspn (language, "-"));

    return g_strv_contains (tags, first);
}

static void append (GString *text, const TdSegment *s, gboolean close)
{
    g_autofree char *blank = g_strstrip (g_strdup (s->joint));

    if (text->len > 0)
        g_string_append (text, *blank != '\0' ? s->joint : close ? "" : " ");
    g_string_append (text, s->words);
}

typedef struct {
    GPtrArray *paragraphs, *anchors;
    char *title;
    int missing;
} Shown;

static void shown_clear (Shown *shown)
{
    g_clear_pointer (&shown->paragraphs, g_ptr_array_unref);
    g_clear_pointer (&shown->anchors, g_ptr_array_unref);
    g_clear_pointer (&shown->title, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Shown, shown_clear)

/* Whether the source of these segments is the document's title. */
static gboolean is_title (const TdTranslation *t, const GPtrArray *segments, guint from, guint to)
{
    g_autoptr (GString) source = g_string_new (NULL);

    for (guint i = from; i < to; i++) {
        const TdSegment *s = segments->pdata[i];
        g_string_append (source, s->joint);
        g_string_append (source, s->source);
    }
    return g_str_equal (source->str, t->title);
}

/* One paragraph's segments, from..to: it is shown where all of them were reviewed. */
static void take_paragraph (Shown *shown, const GPtrArray *segments, guint from, guint to, const TdTranslation *t)
{
    const TdSegment *first = segments->pdata[from];
    g_autoptr (GString) text = g_string_new (NULL);
    gboolean close = sets_no_blanks (t->language);
    TdParagraph *p;

    for (guint i = from; i < to; i++) {
        const TdSegment *s = segments->pdata[i];
        if (s->state != TD_SEGMENT_REVIEWED) {
            shown->missing += !g_str_equal (first->paragraph, "title");
            return;
        }
        append (text, s, close);
    }
    if (g_str_equal (first->paragraph, "title")) {
        shown->title = g_strdup (text->str);
        return;
    }
    if (shown->title == NULL && g_str_equal (first->kind, "heading") && is_title (t, segments, from, to))
        shown->title = g_strdup (text->str);
    p = td_paragraph_new ();
    p->n = (int) shown->paragraphs->len + 1;
    p->page = 1;
    p->level = first->level;
    td_paragraph_kind_from_name (first->kind, &p->kind);
    p->number = g_strdup (first->number);
    p->text = g_strdup (text->str);
    p->language = g_intern_string (t->language);
    g_ptr_array_add (shown->paragraphs, p);
    g_ptr_array_add (shown->anchors, g_strdup (first->paragraph));
}

static void compose (Shown *shown, const TdTranslation *t, const GPtrArray *segments)
{
    shown->paragraphs = g_ptr_array_new_with_free_func ((GDestroyNotify) td_paragraph_free);
    shown->anchors = g_ptr_array_new_with_free_func (g_free);
    for (guint from = 0, to; from < segments->len; from = to) {
        const char *anchor = ((const TdSegment *) segments->pdata[from])->paragraph;
        for (to = from + 1; to < segments->len; to++)
            if (!g_str_equal (((const TdSegment *) segments->pdata[to])->paragraph, anchor))
                break;
        take_paragraph (shown, segments, from, to, t);
    }
}

/* ---- showing ---- */

gboolean td_translation_may_show (const TdViewer *viewer, const TdTranslation *t)
{
    return (t->organisation != NULL && td_viewer_level (viewer, t->organisation) >= TD_LEVEL_CONTRIBUTOR)
           || (t->organisation != NULL && g_strcmp0 (viewer->behalf, t->organisation) == 0)
           || td_door_viewer_may (viewer, TD_ACT_TRANSLATION_KEEP);
}

static gboolean put (TdTx *tx, TdInstance *instance, const TdViewer *viewer, const TdTranslation *t, const Shown *shown,
                     GError **error)
{
    g_autofree char *by = names_of (tx, t, FALSE, error);
    g_autofree char *reviewed = by != NULL ? names_of (tx, t, TRUE, error) : NULL;
    const TdLibraryTranslation translation = { .document = t->thing,
                                               .language = t->language,
                                               .title = shown->title,
                                               .by = by,
                                               .reviewed = reviewed,
                                               .missing = shown->missing,
                                               .paragraphs = shown->paragraphs,
                                               .anchors = shown->anchors,
                                               .actor = td_viewer_actor (viewer) };

    return reviewed != NULL && td_translation_set_shown (tx, t->id, td_clock_now (&instance->clock), error)
           && td_library_put_translation_in (tx, instance, &translation, error);
}

static gboolean show_in (TdTx *tx, gpointer data, GError **error)
{
    struct naming *n = data;
    const TdSegmentFilter all = { 0 };
    g_autoptr (TdTranslation) t = NULL;
    g_autoptr (GPtrArray) segments = NULL;
    g_auto (Shown) shown = { 0 };

    if (!td_instance_may_write (n->instance, tx, error) || (t = td_translation_need (tx, n->id, error)) == NULL)
        return FALSE;
    if (!td_translation_may_show (n->viewer, t))
        return td_translation_fail (
            error, TD_ERROR_NOT_ALLOWED,
            "The people of the organisation that proposed a translation show it in the library.");
    if (t->kind != TD_PROJECT_DOCUMENT)
        return td_translation_fail (error, TD_ERROR_CONFLICT, "This is no document. It leaves as a file.");
    segments = td_segment_select (tx, t->id, &all, error);
    if (segments == NULL)
        return FALSE;
    compose (&shown, t, segments);
    if (shown.paragraphs->len == 0)
        return td_translation_fail (
            error, TD_ERROR_CONFLICT,
            "No paragraph was reviewed whole yet. Another person than its translator reviews each "
            "sentence; then it can be shown.");
    return put (tx, n->instance, n->viewer, t, &shown, error);
}

gboolean td_translation_show (TdInstance *instance, const TdViewer *viewer, const char *id, GError **error)
{
    struct naming n = { instance, viewer, id, NULL };

    return td_translation_may_write (viewer, error) && td_store_write (instance->store, show_in, &n, error);
}

/* ---- taking off ---- */

static gboolean public_entry (TdTx *tx, const TdInstance *instance, const TdTranslation *t, const TdViewer *viewer,
                              GError **error)
{
    const TdJournalEntry entry = { .actor = td_viewer_actor (viewer),
                                   .act = "translation.take-off",
                                   .thing = t->kind == TD_PROJECT_DOCUMENT ? "document" : "translation",
                                   .thing_id = t->kind == TD_PROJECT_DOCUMENT ? t->thing : t->id,
                                   .public_change = TRUE,
                                   .clock = &instance->clock };

    return td_journal_append (tx, &entry, NULL, error);
}

static gboolean take_off_in (TdTx *tx, gpointer data, GError **error)
{
    struct naming *n = data;
    g_autoptr (TdTranslation) t = NULL;
    gint64 gone = 0;

    return td_instance_may_write (n->instance, tx, error) && (t = td_translation_need (tx, n->id, error)) != NULL
           && (t->kind != TD_PROJECT_DOCUMENT || td_library_drop_translation_in (tx, t->thing, t->language, error))
           && td_memory_forget_in (tx, TD_MEMORY_WORKSHOP, t->id, NULL, NULL, &gone, error)
           && td_translation_set_off (tx, t->id, td_clock_now (&n->instance->clock), n->name, error)
           && public_entry (tx, n->instance, t, n->viewer, error);
}

gboolean td_translation_take_off (TdInstance *instance, const TdViewer *viewer, const char *id, const char *reason,
                                  GError **error)
{
    g_autofree char *clean = td_text_clean_text (reason != NULL ? reason : "", TD_LIMIT_TEXT_CHARACTERS);
    struct naming n = { instance, viewer, id, clean };

    if (!td_door_may (viewer, TD_ACT_TRANSLATION_KEEP, NULL, error))
        return FALSE;
    if (clean == NULL || *clean == '\0')
        return td_translation_fail (error, TD_ERROR_INPUT, "Say why it is taken off; its people read that.");
    return td_store_write (instance->store, take_off_in, &n, error);
}

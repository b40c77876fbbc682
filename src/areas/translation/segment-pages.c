/* One sentence: written, reviewed, chosen. */
#include "areas/translation/pages.h"

#include "areas/memory/glossary.h"
#include "areas/memory/memory.h"
#include "areas/translation/catalogue.h"
#include "areas/translation/checks.h"
#include "areas/translation/letters.h"
#include "areas/translation/machine.h"
#include "areas/translation/plural.h"
#include "areas/translation/translation-pictures.h"
#include "areas/translation/translation-segment.html.h"
#include "base/errors.h"
#include "base/limits.h"
#include "text/language.h"
#include "text/words.h"
#include "web/static.h"

#define F(request, name) td_request_field (request, name)
#define KEEP             td_translation_keep

typedef struct html_translation_segment_context Context;
typedef struct html_translation_segment_forms Form;
typedef struct html_translation_segment_warnings Warning;
typedef struct html_translation_segment_beside Beside;
typedef struct html_translation_segment_matches Match;
typedef struct html_translation_segment_history History;
typedef struct html_translation_segment_terms Term;
typedef struct html_translation_segment_terms_others Other;

/* One sentence while it is shown. */
typedef struct {
    TdRequest *request;
    TdTranslation *t;
    TdSegment *s;
    TdGlossary *glossary;
    char *elsewhere; /* how the same sentence is translated elsewhere, or NULL */
    GPtrArray *versions, *around, *warnings, *matches, *hits, *strings, *others;
    GArray *terms, *context, *forms, *shown_warnings, *beside, *shown_matches, *history;
} View;

static void view_clear (View *v)
{
    g_clear_pointer (&v->t, td_translation_free);
    g_clear_pointer (&v->s, td_segment_free);
    GPtrArray **lists[] = { &v->versions, &v->around, &v->warnings, &v->matches, &v->hits, &v->strings, &v->others };
    for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
        g_clear_pointer (lists[i], g_ptr_array_unref);
    g_clear_pointer (&v->glossary, td_glossary_free);
    g_clear_pointer (&v->elsewhere, g_free);
    GArray **arrays[] = { &v->terms,  &v->context,       &v->forms,  &v->shown_warnings,
                          &v->beside, &v->shown_matches, &v->history };
    for (gsize i = 0; i < G_N_ELEMENTS (arrays); i++)
        g_clear_pointer (arrays[i], g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (View, view_clear)

static gboolean view_open (TdRequest *request, View *v, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const char *id = td_request_part (request, "id");
    gint64 n = 0;

    v->request = request;
    v->strings = g_ptr_array_new_with_free_func (g_free);
    if (!g_ascii_string_to_signed (td_request_part (request, "n"), 10, 1, G_MAXINT, &n, NULL))
        return td_door_unknown (error);
    v->t = td_translation_get (instance, td_request_viewer (request), id, error);
    v->s = v->t != NULL ? td_translation_segment (instance, id, n, &v->versions, error) : NULL;
    if (v->s == NULL)
        return FALSE;
    const TdSegmentFilter same = { .paragraph = v->s->paragraph };
    const TdMemoryQuery query = { .from = v->t->source, .to = v->t->language, .text = v->s->source };
    v->around = *v->s->paragraph != '\0' ? td_translation_segments (instance, id, &same, error) : g_ptr_array_new ();
    v->matches = v->around != NULL ? td_memory_search (instance, &query, error) : NULL;
    GError *problem = NULL;
    v->elsewhere = v->matches != NULL ? td_translation_elsewhere (instance, id, v->s, &problem) : NULL;
    if (problem != NULL) {
        g_propagate_error (error, problem);
        return FALSE;
    }
    v->glossary = v->matches != NULL ? td_glossary_load (instance, error) : NULL;
    return v->glossary != NULL;
}

/* Who wrote something, as others are told. */
static const char *name_of (View *v, const char *actor)
{
    const char *locale = td_request_locale (v->request);
    gboolean chosen = FALSE;
    char *name;

    if (g_strcmp0 (actor, td_translation_hand (td_request_viewer (v->request))) == 0)
        return td_words (locale, N_ ("You"));
    name = td_translation_credit (td_request_instance (v->request), v->t->id, actor, &chosen, NULL);
    return name != NULL ? KEEP (v->strings, name) : td_words (locale, N_ ("Somebody who gives no name"));
}

static const char *when_of (View *v, gint64 at)
{
    const TdProfile *profile = td_request_instance (v->request)->profile;

    return KEEP (v->strings, td_words_instant (td_request_locale (v->request), at, profile->zone));
}

static const char *readable (View *v, const char *words)
{
    g_auto (GStrv) forms = g_strsplit (words, TD_FORM_BREAK, -1);

    return KEEP (v->strings, g_strjoinv (" · ", forms));
}

static const char *path_of (View *v, gint64 n, const char *more)
{
    return KEEP (v->strings, g_strdup_printf ("/%s/translation/%s/%" G_GINT64_FORMAT "%s",
                                              td_request_locale (v->request), v->t->id, n, more));
}

/* ---- what stands around the field ---- */

static void fill_context (View *v)
{
    v->context = g_array_new (FALSE, TRUE, sizeof (Context));
    for (guint i = 0; i < v->around->len; i++) {
        const TdSegment *s = v->around->pdata[i];
        const Context one = { .text = s->source, .current = s->n == v->s->n };
        if (ABS (s->n - v->s->n) <= 3)
            g_array_append_val (v->context, one);
    }
    if (v->context->len == 0) {
        const Context alone = { .text = v->s->source, .current = TRUE };
        g_array_append_val (v->context, alone);
    }
}

static void fill_versions (View *v)
{
    v->beside = g_array_new (FALSE, TRUE, sizeof (Beside));
    v->history = g_array_new (FALSE, TRUE, sizeof (History));
    for (guint i = 0; i < v->versions->len; i++) {
        const TdSegmentVersion *one = v->versions->pdata[i];
        if (one->beside) {
            const Beside beside = { one->id, readable (v, one->words), name_of (v, one->actor), when_of (v, one->at) };
            g_array_append_val (v->beside, beside);
        } else if (one->version != v->s->version) {
            const History before = { readable (v, one->words), name_of (v, one->actor), when_of (v, one->at) };
            g_array_append_val (v->history, before);
        }
    }
}

/* Each term of the source once, with its word in the target language, else in all languages that it has. */
static void fill_terms (View *v)
{
    v->hits = td_glossary_terms_in (v->glossary, v->s->source, v->t->source, v->t->language);
    v->others = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
    v->terms = g_array_new (FALSE, TRUE, sizeof (Term));
    for (guint i = 0; i < v->hits->len; i++) {
        const TdGlossaryHit *hit = v->hits->pdata[i];
        gboolean again = FALSE;
        for (guint before = 0; before < i; before++)
            again |= ((const TdGlossaryHit *) v->hits->pdata[before])->term == hit->term;
        if (again)
            continue;
        GArray *others = g_array_new (FALSE, TRUE, sizeof (Other));
        g_ptr_array_add (v->others, others);
        for (guint w = 0; w < hit->term->words->len; w++) {
            const TdGlossaryWord *word = hit->term->words->pdata[w];
            const Other other = { word->language, word->text, word->status == TD_TERM_FORBIDDEN };
            gboolean fits = hit->wanted->len > 0
                                ? g_str_equal (word->language, v->t->language)
                                : word->status == TD_TERM_PREFERRED && !g_str_equal (word->language, v->t->source);
            if (fits)
                g_array_append_val (others, other);
        }
        const Term term = { .term = KEEP (v->strings, g_strndup (v->s->source + hit->start, hit->end - hit->start)),
                            .others = (const Other *) (void *) others->data,
                            .n_others = others->len };
        g_array_append_val (v->terms, term);
    }
}

static void fill_matches (View *v)
{
    v->shown_matches = g_array_new (FALSE, TRUE, sizeof (Match));
    for (guint i = 0; i < v->matches->len; i++) {
        const TdMemoryMatch *m = v->matches->pdata[i];
        g_autofree char *use = g_strdup_printf ("?edit=1&use=%u", i + 1);
        const Match one = { .score = m->score,
                            .source = m->source,
                            .words = m->target,
                            .origin = td_memory_origin_label (m->origin),
                            .link = path_of (v, v->s->n, use) };
        g_array_append_val (v->shown_matches, one);
    }
}

/* ---- the field ---- */

/* What the field holds at first: what was typed, what was chosen from the memory, what stands. */
static const char *words_for (View *v, guint form, const char *typed)
{
    g_auto (GStrv) forms = g_strsplit (typed != NULL         ? typed
                                       : v->s->words != NULL ? v->s->words
                                                             : "",
                                       TD_FORM_BREAK, -1);
    gint64 use = 0;

    if (typed == NULL && form == 0 && v->s->machine != NULL && g_str_equal (F (v->request, "use"), "machine"))
        return v->s->machine;
    if (typed == NULL && form == 0 && v->matches->len > 0
        && g_ascii_string_to_signed (F (v->request, "use"), 10, 1, v->matches->len, &use, NULL))
        return ((const TdMemoryMatch *) v->matches->pdata[use - 1])->target;
    if (typed == NULL && v->s->state == TD_SEGMENT_EMPTY && v->elsewhere != NULL) {
        g_strfreev (forms);
        forms = g_strsplit (v->elsewhere, TD_FORM_BREAK, -1);
    }
    return form < g_strv_length (forms) ? KEEP (v->strings, g_strdup (forms[form])) : "";
}

static void fill_forms (View *v, const char *typed)
{
    const char *locale = td_request_locale (v->request);
    guint n = v->s->plural != NULL ? td_plural_forms (v->t->language, v->t->header) : 1;

    v->forms = g_array_new (FALSE, TRUE, sizeof (Form));
    for (guint i = 0; i < n; i++) {
        g_autofree char *examples = n > 1 ? td_plural_examples (v->t->language, v->t->header, i) : NULL;
        const Form form = {
            .field = KEEP (v->strings, g_strdup_printf ("words-%u", i)),
            .label = examples != NULL
                         ? KEEP (v->strings,
                                 td_words_fill (td_words (locale, N_ ("For numbers such as {n}")), "n", examples, NULL))
                         : td_words (locale, N_ ("Your translation")),
            .words = words_for (v, i, typed),
        };
        g_array_append_val (v->forms, form);
    }
}

static gboolean fill_warnings (View *v, const char *typed, GError **error)
{
    v->warnings = td_translation_warnings (td_request_instance (v->request), v->t, v->s, typed, error);
    if (v->warnings == NULL)
        return FALSE;
    v->shown_warnings = g_array_new (FALSE, TRUE, sizeof (Warning));
    for (guint i = 0; i < v->warnings->len; i++) {
        const Warning one = { KEEP (v->strings,
                                    td_warning_words (v->warnings->pdata[i], td_request_locale (v->request))) };
        g_array_append_val (v->shown_warnings, one);
    }
    return TRUE;
}

/* "Sentence 5 is saved." */
static const char *said_of (View *v, const char **ret_link)
{
    const char *locale = td_request_locale (v->request);
    const char *words = *F (v->request, "saved") != '\0'      ? N_ ("Sentence {n} is saved.")
                        : *F (v->request, "reviewed") != '\0' ? N_ ("Sentence {n} is reviewed.")
                        : *F (v->request, "beside") != '\0'
                            ? N_ ("Somebody wrote here meanwhile. Both texts of sentence {n} are kept; choose below.")
                            : NULL;
    const char *which = *F (v->request, "saved") != '\0'      ? F (v->request, "saved")
                        : *F (v->request, "reviewed") != '\0' ? F (v->request, "reviewed")
                                                              : F (v->request, "beside");
    gint64 n = 0;

    *ret_link = "";
    if (words == NULL || !g_ascii_string_to_signed (which, 10, 1, G_MAXINT, &n, NULL))
        return NULL;
    g_autofree char *number = td_words_number (locale, n);
    *ret_link = path_of (v, n, "?edit=1");
    return KEEP (v->strings, td_words_fill (td_words (locale, words), "n", number, NULL));
}

/* ---- showing ---- */

/* Borrows from letters. */
static GArray *letter_rows (char **letters)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_translation_segment_letters));

    for (gsize i = 0; letters[i] != NULL; i++) {
        const struct html_translation_segment_letters row = { letters[i] };
        g_array_append_val (rows, row);
    }
    return rows;
}

/* The sentence, who wrote its translation, and what stands beside it. */
static void fill_segment (View *v, struct html_translation_segment *page)
{
    const TdSegment *s = v->s;

    page->n = s->n;
    page->words = s->words != NULL ? readable (v, s->words) : "";
    page->plural = s->plural;
    page->note = KEEP (v->strings, td_catalogue_hint (s->note));
    page->state = td_segment_state_label (s->state);
    page->tone = td_segment_tone (s->state);
    page->by = s->words != NULL ? name_of (v, s->actor) : NULL;
    page->when = s->words != NULL ? when_of (v, s->at) : NULL;
    page->version = s->version;
    page->reason = s->state == TD_SEGMENT_SENT_BACK ? s->reason : NULL;
    page->excuse = s->excuse != NULL ? s->excuse : "";
    page->ask_why = td_checks_want_answer (v->warnings) || s->excuse != NULL || s->state == TD_SEGMENT_SENT_BACK;
    page->before = s->n > 1 ? path_of (v, s->n - 1, "") : NULL;
    page->after = s->n < page->total ? path_of (v, s->n + 1, "") : NULL;
}

static void fill_machine (View *v, struct html_translation_segment *page)
{
    gboolean has = td_machine_has (v->t->source, v->t->language);

    page->machine = v->s->machine;
    page->machine_may = v->s->machine == NULL && has;
    page->machine_none =
        has ? NULL
            : td_words (td_request_locale (v->request), N_ ("No machine here translates between these languages."));
    page->machine_link = path_of (v, v->s->n, "?edit=1&use=machine");
}

/* Rows that were gathered before; the page borrows them. */
static void fill_rows (const View *v, struct html_translation_segment *page)
{
    page->context = (const Context *) (void *) v->context->data;
    page->n_context = v->context->len;
    page->forms = (const Form *) (void *) v->forms->data;
    page->n_forms = v->forms->len;
    page->warnings = (const Warning *) (void *) v->shown_warnings->data;
    page->n_warnings = v->shown_warnings->len;
    page->beside = (const Beside *) (void *) v->beside->data;
    page->n_beside = v->beside->len;
    page->terms = (const Term *) (void *) v->terms->data;
    page->n_terms = v->terms->len;
    page->matches = (const Match *) (void *) v->shown_matches->data;
    page->n_matches = v->shown_matches->len;
    page->history = (const History *) (void *) v->history->data;
    page->n_history = v->history->len;
}

static gboolean show (View *v, const char *typed, const char *problem, GError **error)
{
    TdRequest *request = v->request;
    const char *locale = td_request_locale (request), *said_link = "";
    gboolean own = g_strcmp0 (v->s->actor, td_translation_hand (td_request_viewer (request))) == 0
                   && v->s->state != TD_SEGMENT_EMPTY;
    g_auto (GStrv) letters = td_letters_of (v->t->language);
    g_autoptr (GArray) shown_letters = letter_rows (letters);

    fill_context (v);
    fill_versions (v);
    fill_terms (v);
    fill_matches (v);
    fill_forms (v, typed);
    if (!fill_warnings (v, typed, error))
        return FALSE;
    const char *said = said_of (v, &said_link);
    struct html_translation_segment page = {
        .module = td_static_address ("letters.js"),
        .title = v->t->title,
        .project = KEEP (v->strings, g_strdup_printf ("/%s/translation/%s", locale, v->t->id)),
        .here = path_of (v, v->s->n, ""),
        .edit = path_of (v, v->s->n, "?edit=1"),
        .total = td_translation_total (v->t),
        .said = said,
        .said_link = said_link,
        .problem = problem,
        .source = v->t->source,
        .source_direction = td_language_direction (v->t->source),
        .language = v->t->language,
        .direction = td_language_direction (v->t->language),
        .name = KEEP (v->strings, td_language_name (v->t->language, locale)),
        .most = TD_LIMIT_TRANSLATION_CHARACTERS,
        .review = v->s->state == TD_SEGMENT_TRANSLATED && !own && *F (request, "edit") == '\0' && typed == NULL,
        .own = own && v->s->state == TD_SEGMENT_TRANSLATED,
        .letters = (const struct html_translation_segment_letters *) (void *) shown_letters->data,
        .n_letters = shown_letters->len,
    };
    fill_segment (v, &page);
    fill_machine (v, &page);
    fill_rows (v, &page);
    html_translation_segment (td_request_html (request), &page);
    td_reply_html (request, problem != NULL ? 422 : 200);
    return TRUE;
}

gboolean td_translation_segment_page (TdRequest *request, GError **error)
{
    g_auto (View) v = { 0 };

    return view_open (request, &v, error) && show (&v, NULL, NULL, error);
}

/* ---- doing ---- */

/* The forms as one text, as rules take them. Free it. */
static char *typed_words (View *v)
{
    guint n = v->s->plural != NULL ? td_plural_forms (v->t->language, v->t->header) : 1;
    g_autoptr (GPtrArray) forms = g_ptr_array_new_with_free_func (g_free);

    for (guint i = 0; i < n; i++) {
        g_autofree char *field = g_strdup_printf ("words-%u", i);
        g_ptr_array_add (forms, g_strdup (F (v->request, field)));
    }
    g_ptr_array_add (forms, NULL);
    return g_strjoinv (TD_FORM_BREAK, (char **) forms->pdata);
}

/* To the next sentence that wants the same, from this one on and then from the beginning; to the translation where there is none. */
static gboolean go_on (View *v, TdSegmentFilter filter, const char *said, GError **error)
{
    filter.most = 1;
    for (int round = 0; round < 2; round++) {
        filter.after = round == 0 ? v->s->n : 0;
        g_autoptr (GPtrArray) list =
            td_translation_segments (td_request_instance (v->request), v->t->id, &filter, error);
        if (list == NULL)
            return FALSE;
        if (list->len > 0) {
            g_autofree char *query = g_strdup_printf ("?%s=%" G_GINT64_FORMAT, said, v->s->n);
            td_reply_redirect (v->request, path_of (v, ((const TdSegment *) list->pdata[0])->n, query));
            return TRUE;
        }
    }
    td_reply_redirect (v->request, KEEP (v->strings, g_strdup_printf ("/%s/translation/%s?done=1",
                                                                      td_request_locale (v->request), v->t->id)));
    return TRUE;
}

static gboolean back_here (View *v, const char *query)
{
    td_reply_redirect (v->request, path_of (v, v->s->n, query));
    return TRUE;
}

static gint64 seen_version (TdRequest *request)
{
    gint64 version = -1;

    g_ascii_string_to_signed (F (request, "version"), 10, 0, G_MAXINT, &version, NULL);
    return version;
}

static gboolean save (View *v, const char *typed, GError **error)
{
    gboolean draft = g_str_equal (F (v->request, "do"), "draft");
    const TdSegmentSave wish = {
        .base = seen_version (v->request), .words = typed, .excuse = F (v->request, "excuse"), .draft = draft
    };
    TdSegmentSaved saved;
    g_autofree char *query = NULL;

    if (!td_translation_save (td_request_instance (v->request), td_request_viewer (v->request), v->t->id, v->s->n,
                              &wish, &saved, error))
        return FALSE;
    query = g_strdup_printf ("?beside=%" G_GINT64_FORMAT "&edit=1", v->s->n);
    if (saved == TD_SAVED_BESIDE)
        return back_here (v, query);
    if (saved == TD_SAVED_DRAFT && !draft)
        return back_here (v, "?edit=1#warnings");
    return go_on (v, (TdSegmentFilter){ .to_do = TRUE }, "saved", error);
}

static gboolean review (View *v, gboolean right, GError **error)
{
    TdInstance *instance = td_request_instance (v->request);
    const TdViewer *viewer = td_request_viewer (v->request);
    const char *reason = F (v->request, "reason");

    if (!right && *reason == '\0') {
        g_set_error_literal (error, TD_TRANSLATION_ERROR, TD_ERROR_INPUT,
                             "Say what is wrong with it, so that its translator can mend it.");
        return FALSE;
    }
    return td_translation_review (instance, viewer, v->t->id, v->s->n, seen_version (v->request), right ? NULL : reason,
                                  error)
           && go_on (v, (TdSegmentFilter){ .review_for = td_translation_hand (viewer) }, "reviewed", error);
}

static gboolean choose (View *v, gboolean take, GError **error)
{
    return td_translation_choose (td_request_instance (v->request), td_request_viewer (v->request), v->t->id, v->s->n,
                                  F (v->request, "beside"), take, error)
           && back_here (v, "?edit=1");
}

static gboolean ask_machine (View *v, GError **error)
{
    return td_translation_ask_machine (td_request_instance (v->request), td_request_viewer (v->request), v->t->id,
                                       v->s->n, error)
           && back_here (v, "?edit=1#machine");
}

static gboolean do_so (View *v, const char *typed, GError **error)
{
    const char *what = F (v->request, "do");

    if (g_str_equal (what, "right") || g_str_equal (what, "back"))
        return review (v, g_str_equal (what, "right"), error);
    if (g_str_equal (what, "take") || g_str_equal (what, "drop"))
        return choose (v, g_str_equal (what, "take"), error);
    if (g_str_equal (what, "machine"))
        return ask_machine (v, error);
    return save (v, typed, error);
}

gboolean td_translation_segment_post (TdRequest *request, GError **error)
{
    const char *wrong = td_request_field_problem (request, NULL), *what = F (request, "do");
    gboolean writes = g_str_equal (what, "save") || g_str_equal (what, "draft");
    g_autofree char *typed = NULL;
    GError *problem = NULL;
    g_auto (View) v = { 0 };

    if (!view_open (request, &v, error))
        return FALSE;
    typed = typed_words (&v);
    if (wrong == NULL && !do_so (&v, typed, &problem)) {
        wrong = td_translation_problem (request, v.strings, problem, error);
        if (wrong == NULL)
            return FALSE;
    } else if (wrong == NULL) {
        return TRUE;
    }
    return show (&v, writes ? typed : NULL, wrong, error);
}

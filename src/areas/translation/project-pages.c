/* One translation: its progress, its sentences, what its people can do. */
#include "areas/translation/pages.h"

#include "areas/library/library.h"
#include "areas/organisations/organisation.h"
#include "areas/translation/translation-json.h"
#include "areas/translation/translation-pictures.h"
#include "areas/translation/translation-project.html.h"
#include "base/errors.h"
#include "text/language.h"
#include "text/words.h"

#define F(request, name) td_request_field (request, name)
#define KEEP             td_translation_keep

enum { A_PAGE = 20 };

typedef struct html_translation_project_sentences Sentence;
typedef struct html_translation_project_states State;

static const char *project_path (TdRequest *request, GPtrArray *strings, const TdTranslation *t, const char *more)
{
    return KEEP (strings, g_strdup_printf ("/%s/translation/%s%s", td_request_locale (request), t->id, more));
}

/* The first sentence of a kind, as a link to its page; NULL: there is none. FALSE with error. */
static gboolean first_of (TdRequest *request, GPtrArray *strings, const TdTranslation *t, const TdSegmentFilter *filter,
                          const char **ret_link, GError **error)
{
    g_autoptr (GPtrArray) list = td_translation_segments (td_request_instance (request), t->id, filter, error);

    *ret_link = NULL;
    if (list == NULL)
        return FALSE;
    if (list->len > 0)
        *ret_link = KEEP (strings, g_strdup_printf ("/%s/translation/%s/%" G_GINT64_FORMAT, td_request_locale (request),
                                                    t->id, ((const TdSegment *) list->pdata[0])->n));
    return TRUE;
}

static GArray *states_of (TdRequest *request, const TdTranslation *t, GPtrArray *strings)
{
    GArray *list = g_array_new (FALSE, TRUE, sizeof (State));
    const char *chosen = F (request, "state");
    const State all = { .label = N_ ("all"),
                        .link = project_path (request, strings, t, "#sentences"),
                        .current = *chosen == '\0' };

    g_array_append_val (list, all);
    for (int s = 0; s < TD_N_SEGMENT_STATES; s++) {
        const char *word = td_segment_state_word ((TdSegmentState) s);
        g_autofree char *query = g_strdup_printf ("?state=%s#sentences", word);
        const State one = { .label = td_segment_state_label ((TdSegmentState) s),
                            .link = project_path (request, strings, t, query),
                            .current = g_str_equal (word, chosen) };
        if (t->n[s] > 0)
            g_array_append_val (list, one);
    }
    return list;
}

static char *first_form (const char *words)
{
    return words != NULL ? g_strndup (words, strcspn (words, TD_FORM_BREAK)) : NULL;
}

static GArray *sentences_of (TdRequest *request, const TdTranslation *t, const GPtrArray *segments, guint most,
                             gboolean may_write, GPtrArray *strings)
{
    GArray *list = g_array_new (FALSE, TRUE, sizeof (Sentence));

    for (guint i = 0; i < segments->len && i < most; i++) {
        const TdSegment *s = segments->pdata[i];
        g_autofree char *path = g_strdup_printf ("/%" G_GINT64_FORMAT, s->n);
        const Sentence one = { .n = s->n,
                               .number = g_str_equal (s->joint, "") ? s->number : NULL,
                               .source = s->source,
                               .words = KEEP (strings, first_form (s->words)),
                               .state = td_segment_state_label (s->state),
                               .tone = td_segment_tone (s->state),
                               .link = may_write ? project_path (request, strings, t, path) : NULL,
                               .beside = s->beside > 0 };
        g_array_append_val (list, one);
    }
    return list;
}

typedef struct {
    TdTranslation *t;
    GPtrArray *strings, *one, *segments;
    TdMarkup *picture;
    GArray *states, *sentences;
    TdLibraryDocument *d;
    TdOrganisation *organisation;
} View;

static void view_clear (View *v)
{
    g_clear_pointer (&v->t, td_translation_free);
    g_clear_pointer (&v->strings, g_ptr_array_unref);
    g_clear_pointer (&v->one, g_ptr_array_unref);
    g_clear_pointer (&v->segments, g_ptr_array_unref);
    g_clear_pointer (&v->picture, td_markup_free);
    g_clear_pointer (&v->states, g_array_unref);
    g_clear_pointer (&v->sentences, g_array_unref);
    g_clear_pointer (&v->d, td_library_document_free);
    g_clear_pointer (&v->organisation, td_organisation_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (View, view_clear)

/* Where one goes on, and by which name one is shown. */
static gboolean fill_own (TdRequest *request, View *v, struct html_translation_project *page, GError **error)
{
    const TdViewer *viewer = td_request_viewer (request);
    const char *hand = td_translation_hand (viewer);
    const TdSegmentFilter to_do = { .to_do = TRUE, .most = 1 }, to_review = { .review_for = hand, .most = 1 };
    GError *problem = NULL;

    if (!page->signed_in || v->t->off != 0)
        return TRUE;
    if (!first_of (request, v->strings, v->t, &to_do, &page->write, error)
        || !first_of (request, v->strings, v->t, &to_review, &page->review, error))
        return FALSE;
    page->credit = KEEP (
        v->strings, td_translation_credit (td_request_instance (request), v->t->id, hand, &page->worked, &problem));
    if (problem != NULL) {
        g_propagate_error (error, problem);
        return FALSE;
    }
    if (page->credit == NULL)
        page->credit = "";
    page->worked = TRUE;
    return TRUE;
}

static void fill_library (TdRequest *request, View *v, struct html_translation_project *page)
{
    const TdProfile *profile = td_request_instance (request)->profile;
    const char *locale = td_request_locale (request);

    if (v->t->kind != TD_PROJECT_DOCUMENT)
        return;
    v->d = td_library_get (td_request_instance (request), v->t->thing, NULL);
    if (v->d == NULL)
        return;
    g_autofree char *address = td_library_address (locale, v->d->symbol != NULL ? v->d->symbol : v->d->id, NULL);
    page->document = KEEP (v->strings, g_strdup_printf ("%s?language=%s", address, v->t->source));
    if (v->t->shown == 0 || td_library_in (v->d, v->t->language) == NULL)
        return;
    page->library = KEEP (v->strings, g_strdup_printf ("%s?language=%s", address, v->t->language));
    page->shown = KEEP (v->strings, td_words_instant (locale, v->t->shown, profile->zone));
}

static gboolean open_view (TdRequest *request, View *v, gboolean *ret_more, GError **error)
{
    const char *state = F (request, "state");
    gint64 after = 0;
    TdSegmentFilter filter = { .most = A_PAGE + 1 };

    v->strings = g_ptr_array_new_with_free_func (g_free);
    v->t = td_translation_get (td_request_instance (request), td_request_viewer (request),
                               td_request_part (request, "id"), error);
    if (v->t == NULL)
        return FALSE;
    g_ascii_string_to_signed (F (request, "after"), 10, 0, G_MAXINT, &after, NULL);
    filter.state = *state != '\0' ? state : NULL;
    filter.after = after;
    v->segments = td_translation_segments (td_request_instance (request), v->t->id, &filter, error);
    if (v->segments == NULL)
        return FALSE;
    *ret_more = v->segments->len > A_PAGE;
    return TRUE;
}

static const char *more_link (TdRequest *request, View *v)
{
    const TdSegment *last = v->segments->pdata[A_PAGE - 1];
    g_autofree char *query =
        g_strdup_printf ("?state=%s&after=%" G_GINT64_FORMAT "#sentences", F (request, "state"), last->n);

    return project_path (request, v->strings, v->t, query);
}

static gboolean show (TdRequest *request, const char *problem, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    const char *locale = td_request_locale (request);
    gboolean more = FALSE;
    g_auto (View) v = { 0 };

    if (!open_view (request, &v, &more, error))
        return FALSE;
    if (td_request_wants_json (request)) {
        td_reply_json (request, 200, td_translation_to_json (v.t, v.segments));
        return TRUE;
    }
    v.one = g_ptr_array_new ();
    g_ptr_array_add (v.one, v.t);
    v.picture = td_translation_picture (request, v.one, FALSE);
    v.states = states_of (request, v.t, v.strings);
    if (v.t->organisation != NULL)
        v.organisation = td_organisation_get (instance, viewer, v.t->organisation, NULL);
    struct html_translation_project page = {
        .title = v.t->title,
        .source = v.t->source,
        .source_name = KEEP (v.strings, td_language_name (v.t->source, locale)),
        .name = KEEP (v.strings, td_language_name (v.t->language, locale)),
        .said = *F (request, "done") != '\0' ? td_words (locale, N_ ("Done.")) : NULL,
        .problem = problem,
        .here = project_path (request, v.strings, v.t, ""),
        .off = v.t->off != 0 ? v.t->reason : NULL,
        .organisation = v.organisation != NULL ? v.organisation->name : NULL,
        .picture = v.picture,
        .files = KEEP (v.strings, g_strdup_printf ("/%s/translation-files/%s", locale, v.t->id)),
        .signed_in = td_door_viewer_may (viewer, TD_ACT_TRANSLATION_WRITE),
        .may_show = v.t->off == 0 && v.t->kind == TD_PROJECT_DOCUMENT && v.t->n[TD_SEGMENT_REVIEWED] > 0
                    && td_translation_may_show (viewer, v.t),
        .may_take_off = v.t->off == 0 && td_door_viewer_may (viewer, TD_ACT_TRANSLATION_KEEP),
        .credit = "",
        .states = (const State *) (void *) v.states->data,
        .n_states = v.states->len,
        .language = v.t->language,
        .direction = td_language_direction (v.t->language),
        .source_direction = td_language_direction (v.t->source),
        .next = more ? more_link (request, &v) : NULL,
    };
    if (!fill_own (request, &v, &page, error))
        return FALSE;
    fill_library (request, &v, &page);
    v.sentences = sentences_of (request, v.t, v.segments, A_PAGE, page.signed_in && v.t->off == 0, v.strings);
    page.sentences = (const Sentence *) (void *) v.sentences->data;
    page.n_sentences = v.sentences->len;
    html_translation_project (td_request_html (request), &page);
    td_reply_html (request, problem != NULL ? 422 : 200);
    return TRUE;
}

gboolean td_translation_page (TdRequest *request, GError **error)
{
    return show (request, NULL, error);
}

static gboolean do_so (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    const char *what = F (request, "do"), *id = td_request_part (request, "id");

    if (g_str_equal (what, "show"))
        return td_translation_show (instance, viewer, id, error);
    if (g_str_equal (what, "off"))
        return td_translation_take_off (instance, viewer, id, F (request, "reason"), error);
    return td_translation_set_credit (instance, viewer, id, F (request, "credit"), error);
}

gboolean td_translation_post (TdRequest *request, GError **error)
{
    const char *wrong = td_request_field_problem (request, NULL);
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    GError *problem = NULL;

    if (wrong == NULL && !do_so (request, &problem)) {
        wrong = td_translation_problem (request, strings, problem, error);
        if (wrong == NULL)
            return FALSE;
    }
    if (wrong != NULL)
        return show (request, wrong, error);
    g_autofree char *back =
        g_strdup_printf ("/%s/translation/%s?done=1", td_request_locale (request), td_request_part (request, "id"));
    td_reply_redirect (request, back);
    return TRUE;
}

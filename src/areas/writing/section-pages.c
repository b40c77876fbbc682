/* One section: read, taken for writing, written in, saved. */
#include "areas/writing/pages.h"
#include "areas/writing/text-page.h"
#include "areas/writing/writing-page.h"
#include "areas/writing/writing-rules.h"
#include "areas/writing/writing-section.html.h"
#include "base/errors.h"
#include "base/limits.h"
#include "text/words.h"

typedef struct html_writing_section_paragraphs Paragraph;
typedef struct html_writing_section_branches Branch;

/* One section while it is shown. */
typedef struct {
    TdEditor e;
    const TdWrittenSection *section;
    TdWrittenVersion *version; /* that stands */
    GPtrArray *history;        /* of TdWrittenVersion */
    GPtrArray *markups;
    GArray *paragraphs, *branches;
    const char *problem, *typed, *base;
    struct html_writing_section page;
} View;

static void view_clear (View *v)
{
    td_editor_clear (&v->e);
    g_clear_pointer (&v->version, td_written_version_free);
    g_clear_pointer (&v->history, g_ptr_array_unref);
    g_clear_pointer (&v->markups, g_ptr_array_unref);
    g_clear_pointer (&v->paragraphs, g_array_unref);
    g_clear_pointer (&v->branches, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (View, view_clear)

static gboolean view_open (TdRequest *request, View *v, GError **error)
{
    TdEditor *e = &v->e;

    if (!td_editor_open (request, e, error))
        return FALSE;
    v->section = td_written_need (e->written, td_request_part (request, "slug"), error);
    if (v->section == NULL)
        return FALSE;
    v->markups = g_ptr_array_new_with_free_func ((GDestroyNotify) td_markup_free);
    v->paragraphs = g_array_new (FALSE, TRUE, sizeof (Paragraph));
    v->branches = g_array_new (FALSE, TRUE, sizeof (Branch));
    v->version = td_writing_version (e->instance, &e->writer, e->kind, e->thing, v->section->slug, NULL,
                                     v->section->version, error);
    v->history = v->version != NULL ? td_writing_versions (e->instance, &e->writer, e->kind, e->thing, v->section->slug,
                                                           0, NULL, error)
                                    : NULL;
    return v->history != NULL;
}

static gboolean is_mine (const View *v)
{
    return v->section->holder != NULL && g_str_equal (v->section->holder, td_writing_hand (&v->e.writer));
}

/* The section's own text as a whole text: numbered from one. */
static TdText *text_alone (const View *v)
{
    TdText *text = td_text_new (v->e.written->language);
    TdTextSection *copy = td_writing_section_copy (v->version->text);

    g_free (copy->title);
    copy->title = g_strdup ("");
    g_ptr_array_add (text->sections, copy);
    td_text_number (text);
    return text;
}

/* ---- articles beside paragraphs ---- */

static const char *numbers_plain (TdEditor *e, const GArray *articles)
{
    g_autoptr (GString) all = g_string_new (NULL);

    for (guint i = 0; articles != NULL && i < articles->len; i++)
        g_string_append_printf (all, "%s%d", i > 0 ? ", " : "", g_array_index (articles, int, i));
    return td_editor_keep (e, g_string_free (g_steal_pointer (&all), FALSE));
}

static int compare_numbers (gconstpointer a, gconstpointer b)
{
    return *(const int *) a - *(const int *) b;
}

/* What the tagger is sure enough of and the writer has not said yet. */
static void suggest (View *v, const TdTextParagraph *p, Paragraph *row)
{
    g_autoptr (GPtrArray) runs = td_text_paragraph_runs (p);
    g_autofree char *plain = td_text_plain (runs);
    g_autoptr (GArray) tags = td_tagger_tag (v->e.instance->profile->tagger, plain, v->e.written->language);
    g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (int));
    const char *because = NULL;

    for (guint i = 0; i < tags->len; i++) {
        const TdTag *tag = &g_array_index (tags, TdTag, i);
        gboolean said = FALSE;
        for (guint k = 0; p->articles != NULL && k < p->articles->len; k++)
            said = said || g_array_index (p->articles, int, k) == tag->article;
        if (said || tag->confidence < 0.5)
            continue;
        if (because == NULL)
            because = td_editor_keep (&v->e, g_strdup (tag->because));
        g_array_append_val (found, tag->article);
    }
    if (found->len == 0)
        return;
    g_array_sort (found, compare_numbers);
    row->suggested = td_editor_keep (&v->e, td_words_runs (v->e.locale, found));
    row->suggested_value = numbers_plain (&v->e, found);
    row->several = found->len > 1;
    row->because = because;
}

struct beside {
    View *v;
    const TdText *text;
};

/* What the owner says beside each paragraph. */
static gboolean beside_in (TdTx *tx, gpointer data, GError **error)
{
    struct beside *b = data;
    TdEditor *e = &b->v->e;
    const TdWritingOwner *owner = td_writing_owner (e->kind);

    (void) error;
    for (guint i = 0; i < b->v->paragraphs->len; i++) {
        Paragraph *row = &g_array_index (b->v->paragraphs, Paragraph, i);
        char *link = NULL;
        char *words = owner->beside (tx, e->instance, &e->writer, e->thing, row->id, e->locale, &link);
        row->beside = words != NULL ? td_editor_keep (e, words) : NULL;
        if (link != NULL)
            row->beside_link = td_editor_keep (e, g_strdup_printf ("/%s%s", e->locale, link));
        g_free (link);
    }
    return TRUE;
}

static gboolean fill_paragraphs (View *v, const TdText *text, GError **error)
{
    const TdTextSection *section = text->sections->pdata[0];
    const TdHtml *h = td_request_html (v->e.request);
    struct beside b = { v, text };

    for (guint i = 0; i < section->paragraphs->len; i++) {
        const TdTextParagraph *p = section->paragraphs->pdata[i];
        Paragraph row = { .id = td_editor_keep (&v->e, g_strdup (p->id)),
                          .kind = td_text_kind_word (p->kind),
                          .number = p->number != NULL ? td_editor_keep (&v->e, g_strdup (p->number)) : NULL,
                          .articles = numbers_plain (&v->e, p->articles) };
        g_autoptr (GPtrArray) runs = td_text_paragraph_runs (p);
        if (p->heads)
            continue;
        row.words = td_text_runs_markup (runs, h);
        g_ptr_array_add (v->markups, (gpointer) row.words);
        suggest (v, p, &row);
        g_array_append_val (v->paragraphs, row);
    }
    v->page.paragraphs = (const Paragraph *) (void *) v->paragraphs->data;
    v->page.n_paragraphs = v->paragraphs->len;
    return td_writing_owner (v->e.kind)->beside == NULL || td_store_read (v->e.instance->store, beside_in, &b, error);
}

/* ---- the page ---- */

static void fill_branches (View *v)
{
    for (guint i = 0; i < v->history->len; i++) {
        const TdWrittenVersion *version = v->history->pdata[i];
        g_autofree char *rest = g_strdup_printf ("/branch/%s", version->id);
        Branch row = { .by = td_words (v->e.locale, version->by_name), .words = version->words };
        if (version->state != TD_VERSION_BRANCH)
            continue;
        row.link = td_editor_path (&v->e, rest);
        row.when = td_editor_when (&v->e, version->at);
        g_array_append_val (v->branches, row);
    }
    v->page.branches = (const Branch *) (void *) v->branches->data;
    v->page.n_branches = v->branches->len;
}

static const TdWrittenSection *neighbour (const View *v, int step)
{
    const GPtrArray *all = v->e.written->sections;
    guint i = 0;

    g_ptr_array_find ((GPtrArray *) all, v->section, &i);
    for (int k = (int) i + step; k >= 0 && k < (int) all->len; k += step)
        if (!((const TdWrittenSection *) all->pdata[k])->taken_out)
            return all->pdata[k];
    return NULL;
}

static void fill_neighbours (View *v)
{
    const TdWrittenSection *before = neighbour (v, -1), *after = neighbour (v, 1);

    if (before != NULL) {
        g_autofree char *rest = g_strdup_printf ("/section/%s", before->slug);
        v->page.before = td_editor_path (&v->e, rest);
        v->page.before_title = td_editor_section_title (&v->e, before);
    }
    if (after != NULL) {
        g_autofree char *rest = g_strdup_printf ("/section/%s", after->slug);
        v->page.after = td_editor_path (&v->e, rest);
        v->page.after_title = td_editor_section_title (&v->e, after);
    }
}

static const char *said (const View *v)
{
    const char *done = td_request_field (v->e.request, "done");

    if (v->problem != NULL)
        return NULL;
    if (g_str_equal (done, "saved"))
        return td_words (v->e.locale, N_ ("Saved. The text as it reads now is below."));
    if (g_str_equal (done, "next"))
        return td_words (v->e.locale, N_ ("Saved. Here is the next section."));
    if (g_str_equal (done, "same"))
        return td_words (v->e.locale, N_ ("Nothing was changed, so no new version was made."));
    return NULL;
}

static void fill_size (View *v)
{
    struct html_writing_section *page = &v->page;

    page->words = v->section->words;
    page->all_words = td_editor_words (&v->e);
    page->pages = td_editor_pages (&v->e, page->all_words);
    page->page_limit = v->e.about.page_limit;
    page->over = page->page_limit != 0 && page->pages > page->page_limit;
}

static void fill_lease (View *v)
{
    struct html_writing_section *page = &v->page;

    page->minutes = TD_LIMIT_LOCK_SECONDS / 60;
    page->taken_out = v->section->taken_out;
    page->may = v->e.may_write && !v->section->taken_out;
    if (v->section->holder != NULL && !is_mine (v))
        page->who = td_words (v->e.locale, v->section->holder_name);
    if (v->section->holder != NULL)
        page->until =
            td_editor_keep (&v->e, td_words_time (v->e.locale, v->section->held_until, v->e.instance->profile->zone));
}

/* With what was typed the form stands there whoever has the section now: a save then becomes a branch. */
static gboolean show (View *v, GError **error)
{
    TdEditor *e = &v->e;
    TdHtml *h = td_request_html (e->request);
    g_autoptr (TdText) text = text_alone (v);
    TdTextLook look = { .low = TRUE };
    g_autoptr (TdMarkup) markup = td_text_markup (text, &look, h);
    g_autofree char *typed = td_text_section_typed (v->version->text, v->section->usual);
    g_autofree char *base = g_strdup_printf ("%" G_GINT64_FORMAT, v->section->version);
    g_autofree char *versions = g_strdup_printf ("/versions?section=%s", v->section->slug);
    g_autofree char *here = g_strdup_printf ("/section/%s", v->section->slug);
    struct html_writing_section *page = &v->page;

    *page = (struct html_writing_section){ .title = td_editor_section_title (e, v->section),
                                           .of = e->about.title,
                                           .whole = td_editor_path (e, ""),
                                           .here = td_editor_path (e, here),
                                           .hint = v->section->hint,
                                           .marking = e->about.marking,
                                           .said = said (v),
                                           .problem = v->problem,
                                           .edit = e->may_write && (is_mine (v) || v->typed != NULL),
                                           .base = v->base != NULL ? v->base : base,
                                           .typed = v->typed != NULL ? v->typed : typed,
                                           .most = TD_LIMIT_SECTION_CHARACTERS,
                                           .language = e->written->language,
                                           .versions = td_editor_path (e, versions),
                                           .text = markup };
    fill_size (v);
    fill_lease (v);
    fill_branches (v);
    fill_neighbours (v);
    if (v->version->by_name != NULL) {
        page->by = td_words (e->locale, v->version->by_name);
        page->when = td_editor_when (e, v->version->at);
    }
    if (page->until == NULL)
        page->until = td_words (e->locale, N_ ("you save"));
    if (page->edit && !fill_paragraphs (v, text, error))
        return FALSE;
    html_writing_section (h, page);
    td_editor_reply (e->request, v->problem != NULL);
    return TRUE;
}

gboolean td_writing_section_page (TdRequest *request, GError **error)
{
    g_auto (View) v = { 0 };

    return view_open (request, &v, error) && show (&v, error);
}

/* ---- acts ---- */

/* The page again with what was typed and what is wrong with it; where it cannot be shown any more, the words alone. */
static gboolean come_back (TdRequest *request, GError *take_problem, GError **error)
{
    g_auto (View) v = { 0 };
    g_autoptr (GError) gone = NULL;
    g_autoptr (GError) problem = take_problem;
    const char *sentence = problem->message;
    g_auto (TdEditor) bare = { 0 };

    if (*td_request_field (request, "typed") == '\0' && td_error_code (problem) != TD_ERROR_CONFLICT) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return FALSE;
    }
    if (view_open (request, &v, &gone) && v.e.may_write) {
        v.problem = td_words (v.e.locale, sentence);
        if (*td_request_field (request, "base") != '\0') {
            v.typed = td_request_field (request, "typed");
            v.base = td_request_field (request, "base");
        }
        if (show (&v, NULL))
            return TRUE;
    }
    td_editor_begin (request, &bare);
    return td_editor_give_back (&bare, "typed", sentence);
}

static gint64 base_of (TdRequest *request)
{
    gint64 base = -1;

    g_ascii_string_to_signed (td_request_field (request, "base"), 10, 0, G_MAXINT32, &base, NULL);
    return base;
}

/* "ID=7 9": what stands in the field, and what was ticked. */
static GPtrArray *articles_of (TdRequest *request)
{
    const char *const *names = td_request_names (request, "a-*");
    GPtrArray *said = g_ptr_array_new_with_free_func (g_free);

    for (gsize i = 0; names[i] != NULL; i++) {
        g_autofree char *ticked = g_strconcat ("s-", names[i] + 2, NULL);
        g_ptr_array_add (said, g_strdup_printf ("%s=%s %s", names[i] + 2, td_request_field (request, names[i]),
                                                td_request_field (request, ticked)));
    }
    g_ptr_array_add (said, NULL);
    return said;
}

/* The section that follows is taken for writing; where somebody else has it, its page says who. After the last comes the whole text. */
static gboolean go_on (TdRequest *request, GError **error)
{
    g_auto (View) v = { 0 };
    const TdWrittenSection *after;
    g_autofree char *rest = NULL;

    if (!view_open (request, &v, error))
        return FALSE;
    after = neighbour (&v, 1);
    if (after != NULL)
        td_writing_lock (v.e.instance, &v.e.writer, v.e.kind, v.e.thing, after->slug, NULL);
    rest = after != NULL ? g_strdup_printf ("/section/%s?done=next", after->slug) : g_strdup ("");
    td_editor_go (&v.e, rest);
    return TRUE;
}

static gboolean save (TdRequest *request, gboolean done, gboolean next, GError **error)
{
    g_auto (TdEditor) e = { 0 };
    g_autoptr (GPtrArray) articles = articles_of (request);
    const char *wrong = td_request_field_problem (request, NULL), *slug = td_request_part (request, "slug");
    TdWritingSave save = { .section = slug,
                           .base = base_of (request),
                           .typed = td_request_field (request, "typed"),
                           .articles = (const char *const *) articles->pdata,
                           .done = done };
    TdSaved saved;
    g_autofree char *version = NULL;
    g_autofree char *rest = NULL;
    g_autoptr (GError) problem = NULL;

    td_editor_begin (request, &e);
    save.kind = e.kind;
    save.thing = e.thing;
    if (wrong != NULL)
        g_set_error_literal (&problem, TD_WRITING_ERROR, TD_ERROR_INPUT, wrong);
    else if (td_writing_save (e.instance, &e.writer, &save, &saved, &version, &problem)) {
        if (next && saved != TD_SAVED_BRANCH)
            return go_on (request, error);
        if (saved == TD_SAVED_BRANCH)
            rest = g_strdup_printf ("/branch/%s?done=branch", version);
        else
            rest = g_strdup_printf ("/section/%s?done=%s", slug, saved == TD_SAVED_STANDS ? "saved" : "same");
        td_editor_go (&e, rest);
        return TRUE;
    }
    return come_back (request, g_steal_pointer (&problem), error);
}

static gboolean take (TdRequest *request, gboolean want, GError **error)
{
    g_auto (TdEditor) e = { 0 };
    const char *slug = td_request_part (request, "slug");
    g_autofree char *rest = g_strdup_printf ("/section/%s", slug);
    g_autoptr (GError) problem = NULL;
    gboolean done;

    td_editor_begin (request, &e);
    done = want ? td_writing_lock (e.instance, &e.writer, e.kind, e.thing, slug, &problem)
                : td_writing_unlock (e.instance, &e.writer, e.kind, e.thing, slug, &problem);
    if (!done && td_editor_problem (&e, g_error_copy (problem), error) == NULL)
        return FALSE;
    if (!done && want)
        return come_back (request, g_steal_pointer (&problem), error);
    td_editor_go (&e, rest);
    return TRUE;
}

gboolean td_writing_section_post (TdRequest *request, GError **error)
{
    const char *what = td_request_field (request, "do");

    if (g_str_equal (what, "write"))
        return take (request, TRUE, error);
    if (g_str_equal (what, "leave"))
        return take (request, FALSE, error);
    return save (request, g_str_equal (what, "done") || g_str_equal (what, "next"), g_str_equal (what, "next"), error);
}

gboolean td_writing_section_kept (TdRequest *request, GError **error)
{
    return td_editor_kept (request, "typed", error);
}

/* Somebody's words beside what stands, and what becomes of them. */
#include "areas/writing/compare.h"
#include "areas/writing/pages.h"
#include "areas/writing/text-page.h"
#include "areas/writing/writing-branch.html.h"
#include "areas/writing/writing-page.h"
#include "areas/writing/writing-rules.h"
#include "base/errors.h"
#include "base/limits.h"
#include "text/words.h"

typedef struct {
    TdEditor e;
    TdWrittenVersion *branch, *stands, *base;
    const TdWrittenSection *section;
    const char *problem;
    struct html_writing_branch page;
} View;

static void view_clear (View *v)
{
    td_editor_clear (&v->e);
    g_clear_pointer (&v->branch, td_written_version_free);
    g_clear_pointer (&v->stands, td_written_version_free);
    g_clear_pointer (&v->base, td_written_version_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (View, view_clear)

static TdWrittenVersion *version_of (View *v, const char *id, gint64 number, GError **error)
{
    TdEditor *e = &v->e;

    return td_writing_version (e->instance, &e->writer, e->kind, e->thing, v->section != NULL ? v->section->slug : NULL,
                               id, number, error);
}

static gboolean view_open (TdRequest *request, View *v, GError **error)
{
    if (!td_editor_open (request, &v->e, error))
        return FALSE;
    v->branch = version_of (v, td_request_part (request, "idbranch"), 0, error);
    if (v->branch == NULL)
        return FALSE;
    v->section = td_written_section (v->e.written, v->branch->section);
    v->stands = version_of (v, NULL, v->section->version, error);
    v->base = v->stands != NULL ? version_of (v, NULL, v->branch->base, error) : NULL;
    return v->base != NULL;
}

/* One text alone, untitled and numbered from one. */
static TdMarkup *markup_of (const View *v, const TdTextSection *section, const TdHtml *h)
{
    g_autoptr (TdText) text = td_text_new (v->e.written->language);
    TdTextSection *copy = td_writing_section_copy (section);
    TdTextLook look = { .low = TRUE };

    g_free (copy->title);
    copy->title = g_strdup ("");
    g_ptr_array_add (text->sections, copy);
    td_text_number (text);
    return td_text_markup (text, &look, h);
}

/* What both make together, for the form; *ret_merges: nobody has to choose. */
static char *both (const View *v, gboolean *ret_merges)
{
    TdTextSection *merged = td_writing_merge (v->base->text, v->stands->text, v->branch->text, NULL);
    char *typed = td_text_section_typed (merged != NULL ? merged : v->branch->text, v->section->usual);

    *ret_merges = merged != NULL;
    td_writing_section_free (merged);
    return typed;
}

static void fill_state (View *v)
{
    struct html_writing_branch *page = &v->page;
    const TdWrittenVersion *b = v->branch;

    page->open = b->state == TD_VERSION_BRANCH && v->e.written->frozen == 0;
    page->taken = b->state == TD_VERSION_TAKEN;
    page->may = v->e.may_write;
    page->reason = b->reason;
    if (b->decided_by_name != NULL) {
        page->decided_by = td_words (v->e.locale, b->decided_by_name);
        page->decided = td_editor_when (&v->e, b->decided);
    }
    if (v->section->holder != NULL && td_written_held_by_other (v->section, &v->e.writer)) {
        page->who = td_words (v->e.locale, v->section->holder_name);
        page->until =
            td_editor_keep (&v->e, td_words_time (v->e.locale, v->section->held_until, v->e.instance->profile->zone));
    }
}

static const char *said (const View *v)
{
    if (v->problem != NULL || !g_str_equal (td_request_field (v->e.request, "done"), "branch"))
        return NULL;
    return td_words (v->e.locale,
                     N_ ("Saved, and nothing is lost: somebody else changed or holds this section, so your words stand "
                         "beside it until somebody decides."));
}

static void show (View *v)
{
    TdEditor *e = &v->e;
    TdHtml *h = td_request_html (e->request);
    const char *typed = td_request_field (e->request, "typed");
    const char *by = td_words (e->locale, v->branch->by_name);
    TdTextLook look = { .low = TRUE, .no_articles = TRUE };
    g_autofree char *rest = g_strdup_printf ("/branch/%s", v->branch->id);
    g_autofree char *section = g_strdup_printf ("/section/%s", v->section->slug);
    g_autofree char *stands = g_strdup_printf ("%" G_GINT64_FORMAT, v->section->version);
    g_autofree char *proposed = NULL;
    g_autoptr (TdText) changes =
        td_text_compare_sections (v->stands->text, v->branch->text, e->written->language, by, NULL);
    g_autoptr (TdMarkup) changed = td_text_markup (changes, &look, h);
    g_autoptr (TdMarkup) theirs = markup_of (v, v->branch->text, h);
    g_autoptr (TdMarkup) standing = markup_of (v, v->stands->text, h);
    struct html_writing_branch *page = &v->page;

    *page = (struct html_writing_branch){ .title = td_editor_section_title (e, v->section),
                                          .of = e->about.title,
                                          .section = td_editor_path (e, section),
                                          .here = td_editor_path (e, rest),
                                          .marking = e->about.marking,
                                          .said = said (v),
                                          .problem = v->problem,
                                          .by = by,
                                          .when = td_editor_when (e, v->branch->at),
                                          .base = v->branch->base,
                                          .stands = stands,
                                          .stands_n = v->section->version,
                                          .typed_reason = td_request_field (e->request, "reason"),
                                          .language = e->written->language,
                                          .most = TD_LIMIT_SECTION_CHARACTERS,
                                          .changes = changed,
                                          .theirs = theirs,
                                          .standing = standing };
    proposed = both (v, &page->merges);
    page->typed = *typed != '\0' ? typed : proposed;
    fill_state (v);
    html_writing_branch (h, page);
    td_editor_reply (e->request, v->problem != NULL);
}

gboolean td_writing_branch_page (TdRequest *request, GError **error)
{
    g_auto (View) v = { 0 };

    if (!view_open (request, &v, error))
        return FALSE;
    show (&v);
    return TRUE;
}

/* ---- deciding ---- */

static gboolean decide (TdEditor *e, GError **error)
{
    static const struct {
        const char *word;
        TdTake how;
    } hows[] = { { "changes", TD_TAKE_CHANGES }, { "whole", TD_TAKE_WHOLE }, { "edited", TD_TAKE_EDITED } };
    const char *what = td_request_field (e->request, "do"), *id = td_request_part (e->request, "idbranch");
    const char *wrong = td_request_field_problem (e->request, NULL);
    gint64 stands = -1;

    if (wrong != NULL)
        return td_writing_fail (error, TD_ERROR_INPUT, wrong);
    if (g_str_equal (what, "aside"))
        return td_writing_set_aside (e->instance, &e->writer, e->kind, e->thing, id,
                                     td_request_field (e->request, "reason"), error);
    g_ascii_string_to_signed (td_request_field (e->request, "base"), 10, 0, G_MAXINT32, &stands, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS (hows); i++)
        if (g_str_equal (what, hows[i].word))
            return td_writing_take (e->instance, &e->writer, e->kind, e->thing, id, hows[i].how, stands,
                                    td_request_field (e->request, "typed"), error);
    return td_writing_fail (error, TD_ERROR_INPUT, "Choose what becomes of these words.");
}

gboolean td_writing_branch_post (TdRequest *request, GError **error)
{
    g_auto (TdEditor) e = { 0 };
    g_auto (View) v = { 0 };
    g_autoptr (GError) problem = NULL;
    g_autofree char *rest = g_strdup_printf ("/branch/%s", td_request_part (request, "idbranch"));

    td_editor_begin (request, &e);
    if (decide (&e, &problem)) {
        td_editor_go (&e, rest);
        return TRUE;
    }
    v.problem = td_editor_problem (&e, g_steal_pointer (&problem), error);
    if (v.problem == NULL || !view_open (request, &v, error))
        return FALSE;
    show (&v);
    return TRUE;
}

gboolean td_writing_branch_kept (TdRequest *request, GError **error)
{
    const char *field = *td_request_field (request, "typed") != '\0' ? "typed" : "reason";

    return td_editor_kept (request, field, error);
}

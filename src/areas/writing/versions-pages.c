/* The history of a text, and two versions compared: of one section, or of the whole as it stood at two moments. */
#include "areas/writing/compare.h"
#include "areas/writing/pages.h"
#include "areas/writing/text-page.h"
#include "areas/writing/writing-page.h"
#include "areas/writing/writing-rules.h"
#include "areas/writing/writing-versions.html.h"
#include "base/errors.h"
#include "base/limits.h"
#include "text/words.h"

typedef struct html_writing_versions_rows Row;

typedef struct {
    TdEditor e;
    const TdWrittenSection *section; /* NULL: of the whole */
    const char *from, *to;           /* ids of versions; "" where none is chosen */
    GPtrArray *list;
    gint64 total;
    int page_number;
    GArray *rows;
    TdMarkup *changes;
    struct html_writing_versions page;
} View;

static void view_clear (View *v)
{
    td_editor_clear (&v->e);
    g_clear_pointer (&v->list, g_ptr_array_unref);
    g_clear_pointer (&v->rows, g_array_unref);
    g_clear_pointer (&v->changes, td_markup_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (View, view_clear)

static gboolean view_open (TdRequest *request, View *v, GError **error)
{
    const char *slug = td_request_field (request, "section");
    gint64 page = 1;

    if (!td_editor_open (request, &v->e, error))
        return FALSE;
    if (*slug != '\0' && (v->section = td_written_need (v->e.written, slug, error)) == NULL)
        return FALSE;
    g_ascii_string_to_signed (td_request_field (request, "page"), 10, 1, 10000, &page, NULL);
    v->page_number = (int) page;
    v->from = td_request_field (request, "from");
    v->to = td_request_field (request, "to");
    v->rows = g_array_new (FALSE, TRUE, sizeof (Row));
    v->list = td_writing_versions (v->e.instance, &v->e.writer, v->e.kind, v->e.thing,
                                   v->section != NULL ? v->section->slug : NULL,
                                   (v->page_number - 1) * TD_LIMIT_VERSIONS_SHOWN, &v->total, error);
    return v->list != NULL;
}

/* ---- the list ---- */

static const char *state_words (const TdWrittenVersion *version)
{
    switch (version->state) {
    case TD_VERSION_STANDS: break;
    case TD_VERSION_BRANCH: return N_ ("waits beside it");
    case TD_VERSION_TAKEN: return N_ ("taken in");
    case TD_VERSION_SET_ASIDE: return N_ ("set aside");
    }
    return "";
}

static Row row_of (View *v, const TdWrittenVersion *version)
{
    TdEditor *e = &v->e;
    const TdWrittenSection *section = td_written_section (e->written, version->section);
    g_autofree char *branch = g_strdup_printf ("/branch/%s", version->id);
    g_autofree char *step = g_strdup_printf ("/versions?section=%s&to=%s", version->section, version->id);

    return (Row){ .value = version->id,
                  .id = version->id,
                  .section = td_editor_section_title (e, section),
                  .number = version->number,
                  .state = td_words (e->locale, state_words (version)),
                  .by = td_words (e->locale, version->by_name),
                  .when = td_editor_when (e, version->at),
                  .words = version->words,
                  .link = td_editor_path (e, version->state == TD_VERSION_STANDS ? step : branch),
                  .before = g_str_equal (version->id, v->from),
                  .after = g_str_equal (version->id, v->to) };
}

static const char *page_path (View *v, int page)
{
    g_autofree char *rest = NULL;

    if (page < 1 || (gint64) (page - 1) * TD_LIMIT_VERSIONS_SHOWN >= v->total)
        return "";
    rest = v->section != NULL ? g_strdup_printf ("/versions?section=%s&page=%d", v->section->slug, page)
                              : g_strdup_printf ("/versions?page=%d", page);
    return td_editor_path (&v->e, rest);
}

static void fill_list (View *v)
{
    for (guint i = 0; i < v->list->len; i++) {
        Row row = row_of (v, v->list->pdata[i]);
        g_array_append_val (v->rows, row);
    }
    v->page.rows = (const Row *) (void *) v->rows->data;
    v->page.n_rows = v->rows->len;
    v->page.page = v->page_number;
    v->page.pages = MAX (1, (v->total + TD_LIMIT_VERSIONS_SHOWN - 1) / TD_LIMIT_VERSIONS_SHOWN);
    v->page.previous = page_path (v, v->page_number - 1);
    v->page.next = page_path (v, v->page_number + 1);
}

/* ---- comparing ---- */

static TdWrittenVersion *version_by_id (View *v, const char *id, GError **error)
{
    return td_writing_version (v->e.instance, &v->e.writer, v->e.kind, v->e.thing, NULL, id, 0, error);
}

/* The one before it, for somebody who asks what a version changed; an empty one before the first. */
static TdWrittenVersion *version_before (View *v, const TdWrittenVersion *version, GError **error)
{
    return td_writing_version (v->e.instance, &v->e.writer, v->e.kind, v->e.thing, version->section, NULL,
                               version->base, error);
}

static const char *one_words (View *v, const TdWrittenVersion *version)
{
    const char *locale = v->e.locale;

    if (version->by_name == NULL)
        return td_words (locale, N_ ("nothing"));
    return td_editor_keep (&v->e, td_words_fill (td_words (locale, N_ ("{who}, {when}")), "who",
                                                 td_words (locale, version->by_name), "when",
                                                 td_editor_when (&v->e, version->at), NULL));
}

static void tell (View *v, TdText *take_changes, const TdTextChanges *changes, const TdWrittenVersion *before,
                  const TdWrittenVersion *after)
{
    TdTextLook look = { .no_articles = TRUE, .low = TRUE };

    v->page.compared = TRUE;
    v->page.told =
        td_editor_keep (&v->e, td_words_fill (td_words (v->e.locale, N_ ("From {before} to {after}.")), "before",
                                              one_words (v, before), "after", one_words (v, after), NULL));
    v->page.added = changes->added;
    v->page.removed = changes->removed;
    v->page.changed = changes->changed;
    v->changes = td_text_markup (take_changes, &look, td_request_html (v->e.request));
    v->page.changes = v->changes;
    td_text_free (take_changes);
}

/* The older one first, whichever was chosen as which. */
static void in_order (TdWrittenVersion **before, TdWrittenVersion **after)
{
    TdWrittenVersion *later = *before;

    if ((*before)->at <= (*after)->at)
        return;
    *before = *after;
    *after = later;
}

static gboolean compare_section (View *v, TdWrittenVersion *before, TdWrittenVersion *after)
{
    TdTextChanges changes = { 0 };
    TdText *text =
        td_text_compare_sections (before->text, after->text, v->e.written->language,
                                  after->by_name != NULL ? td_words (v->e.locale, after->by_name) : NULL, &changes);

    tell (v, text, &changes, before, after);
    return TRUE;
}

static gboolean compare_whole (View *v, TdWrittenVersion *before, TdWrittenVersion *after, GError **error)
{
    TdEditor *e = &v->e;
    g_autoptr (TdText) old = td_writing_text_at (e->instance, &e->writer, e->kind, e->thing, before->at, error);
    g_autoptr (TdText) new =
        old != NULL ? td_writing_text_at (e->instance, &e->writer, e->kind, e->thing, after->at, error) : NULL;
    TdTextChanges changes = { 0 };

    if (new == NULL)
        return FALSE;
    tell (v, td_text_compare (old, new, NULL, &changes), &changes, before, after);
    return TRUE;
}

static gboolean compare (View *v, GError **error)
{
    TdWrittenVersion *after = version_by_id (v, v->to, error);
    TdWrittenVersion *before = NULL;
    gboolean done;

    if (after == NULL)
        return FALSE;
    before = *v->from != '\0' ? version_by_id (v, v->from, error) : version_before (v, after, error);
    if (before == NULL) {
        td_written_version_free (after);
        return FALSE;
    }
    in_order (&before, &after);
    done = v->section != NULL || *v->from == '\0' ? compare_section (v, before, after)
                                                  : compare_whole (v, before, after, error);
    td_written_version_free (before);
    td_written_version_free (after);
    return done;
}

gboolean td_writing_versions_page (TdRequest *request, GError **error)
{
    g_auto (View) v = { 0 };
    g_autofree char *back = NULL;

    if (!view_open (request, &v, error))
        return FALSE;
    back = v.section != NULL ? g_strdup_printf ("/section/%s", v.section->slug) : g_strdup ("");
    v.page =
        (struct html_writing_versions){ .title = v.section != NULL ? td_editor_section_title (&v.e, v.section)
                                                                   : td_words (v.e.locale, N_ ("Versions and changes")),
                                        .of = v.e.about.title,
                                        .back = td_editor_path (&v.e, back),
                                        .here = td_editor_path (&v.e, "/versions"),
                                        .section = v.section != NULL ? v.section->slug : "",
                                        .marking = v.e.about.marking };
    fill_list (&v);
    if (*v.to != '\0' && !compare (&v, error))
        return FALSE;
    html_writing_versions (td_request_html (request), &v.page);
    td_editor_reply (request, FALSE);
    return TRUE;
}

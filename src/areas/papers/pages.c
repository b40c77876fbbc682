/* The list of papers, and one paper. */
#include "areas/papers/pages.h"

#include "areas/papers/paper-file.h"
#include "areas/papers/paper-json.h"
#include "areas/papers/paper-rules.h"
#include "areas/papers/paper-words.h"
#include "areas/papers/paper.html.h"
#include "areas/papers/papers.html.h"
#include "areas/writing/text-page.h"
#include "base/errors.h"
#include "text/language.h"
#include "text/words.h"

typedef struct html_papers_rows ListRow;
typedef struct html_paper_sections SectionRow;
typedef struct html_paper_files FileRow;

enum { PAPERS_A_PAGE = 50 };

/* ---- the list ---- */

static ListRow list_row (TdPaperWords *words, TdRequest *request, const TdPaper *p)
{
    const TdProfile *profile = td_request_instance (request)->profile;
    gint64 at = p->published != 0 ? p->published : p->transmitted != 0 ? p->transmitted : p->adopted;

    return (ListRow){ .title = td_paper_keep (words, td_paper_title (profile, p, td_request_locale (request))),
                      .link = td_paper_path (words, request, p->id, ""),
                      .status = td_paper_status_label (p),
                      .public = p->status == TD_STATUS_PUBLISHED,
                      .symbol = p->symbol,
                      .cycle = p->cycle,
                      .when = at != 0
                                  ? td_paper_keep (words, td_words_day (td_request_locale (request), at, profile->zone))
                                  : NULL };
}

static GArray *state_choices (TdRequest *request, const char *chosen)
{
    const TdProfile *profile = td_request_instance (request)->profile;
    GArray *list = td_paper_choice_list ();

    for (gsize i = 0; i < profile->n_states; i++)
        td_paper_choice (list, profile->states[i].iso3, td_paper_state_name (request, profile->states[i].iso3), chosen);
    return list;
}

static const char *list_path (TdPaperWords *words, TdRequest *request, const char *state, int page, guint total)
{
    if (page < 1 || (guint) (page - 1) * PAPERS_A_PAGE >= MAX (total, 1))
        return "";
    return td_paper_keep (words, g_strdup_printf ("/%s/papers?state=%s&page=%d", td_request_locale (request),
                                                  state != NULL ? state : "", page));
}

static void reply_list (TdRequest *request, const GPtrArray *list, const char *state)
{
    g_auto (TdPaperWords) words = { 0 };
    g_autoptr (GArray) rows = g_array_new (FALSE, TRUE, sizeof (ListRow));
    g_autoptr (GArray) states = state_choices (request, state);
    const TdViewer *viewer = td_request_viewer (request);
    gint64 page = 1;

    td_paper_words_init (&words);
    g_ascii_string_to_signed (td_request_field (request, "page"), 10, 1, 1000, &page, NULL);
    for (guint i = (guint) (page - 1) * PAPERS_A_PAGE; i < list->len && rows->len < PAPERS_A_PAGE; i++) {
        const ListRow row = list_row (&words, request, list->pdata[i]);
        g_array_append_val (rows, row);
    }
    struct html_papers html = { .committee = td_door_viewer_may (viewer, TD_ACT_PAPER_WRITE),
                                .states = (const void *) states->data,
                                .n_states = states->len,
                                .rows = (const ListRow *) (void *) rows->data,
                                .n_rows = rows->len,
                                .page = page,
                                .pages = MAX (1, (list->len + PAPERS_A_PAGE - 1) / PAPERS_A_PAGE),
                                .previous = list_path (&words, request, state, (int) page - 1, list->len),
                                .next = list_path (&words, request, state, (int) page + 1, list->len),
                                .json = td_paper_keep (
                                    &words, g_strdup_printf ("/%s/papers.json", td_request_locale (request))) };
    if (html.committee)
        html.begin = td_paper_keep (&words, g_strdup_printf ("/%s/papers/begin", td_request_locale (request)));
    html_papers (td_request_html (request), &html);
    td_paper_reply (request, FALSE);
}

static void reply_list_json (TdRequest *request, const GPtrArray *list)
{
    json_t *papers = json_array ();

    for (guint i = 0; i < list->len; i++)
        json_array_append_new (
            papers, td_paper_to_json (td_request_instance (request), list->pdata[i], td_request_locale (request)));
    td_reply_header (request, "Cache-Control", "no-store");
    td_reply_json (request, 200, json_pack ("{s:o}", "papers", papers));
}

gboolean td_papers_page (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdState *state = td_profile_state (instance->profile, td_request_field (request, "state"));
    const char *kind = td_request_field (request, "kind");
    const TdPaperFilter filter = { .state = state != NULL ? state->iso3 : NULL, .kind = *kind != '\0' ? kind : NULL };
    g_autoptr (GPtrArray) list = td_paper_list (instance, td_request_viewer (request), &filter, error);

    if (list == NULL)
        return FALSE;
    if (td_request_wants_json (request))
        reply_list_json (request, list);
    else
        reply_list (request, list, filter.state);
    return TRUE;
}

/* ---- one paper ---- */

/* Everything of one page; its arrays live as long as it. */
typedef struct {
    TdRequest *request;
    TdPaper *paper;
    TdText *text;
    TdWritten *written; /* NULL for those who do not write */
    TdPaperWords words;
    GArray *sections, *files;
    struct html_paper page;
} View;

static void view_clear (View *v)
{
    td_paper_free (v->paper);
    td_text_free (v->text);
    td_written_free (v->written);
    td_paper_words_clear (&v->words);
    g_clear_pointer (&v->sections, g_array_unref);
    g_clear_pointer (&v->files, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (View, view_clear)

struct origins {
    const TdViewer *viewer;
    const char *paper;
    int n;
};

static gboolean origins_in (TdTx *tx, gpointer data, GError **error)
{
    struct origins *o = data;
    g_autoptr (GPtrArray) list = td_paper_origins_in (tx, o->viewer, o->paper, error);

    o->n = list != NULL ? (int) list->len : 0;
    return list != NULL;
}

/* The editor's view of it, for those who write. */
static gboolean fill_work (View *v, GError **error)
{
    TdInstance *instance = td_request_instance (v->request);
    const TdViewer *viewer = td_request_viewer (v->request);
    const TdWriter writer = { .viewer = viewer };
    TdThing dossier = td_door_dossier (v->paper->state);
    struct origins origins = { viewer, v->paper->id, 0 };

    v->sections = g_array_new (FALSE, TRUE, sizeof (SectionRow));
    if (!td_door_may (viewer, TD_ACT_DOSSIER_READ, &dossier, NULL))
        return TRUE;
    v->written = td_writing_get (instance, &writer, TD_PAPER_THING, v->paper->id, error);
    if (v->written == NULL || !td_store_read (instance->store, origins_in, &origins, error))
        return FALSE;
    v->page.origins = origins.n;
    for (guint i = 0; i < v->written->sections->len; i++) {
        const TdWrittenSection *s = v->written->sections->pdata[i];
        g_autofree char *path = td_writing_path (TD_PAPER_THING, v->paper->id, s->slug);
        const char *locale = td_request_locale (v->request);
        SectionRow row = { .title = td_words (locale, s->title), .branches = s->branches };
        if (s->holder == NULL && s->branches == 0)
            continue;
        row.link = td_paper_keep (&v->words, g_strdup_printf ("/%s%s", locale, path));
        if (s->holder != NULL) {
            row.who = td_words (locale, s->holder_name);
            row.until = td_paper_keep (&v->words, td_words_time (locale, s->held_until, instance->profile->zone));
        }
        g_array_append_val (v->sections, row);
    }
    v->page.sections = (const SectionRow *) (void *) v->sections->data;
    v->page.n_sections = v->sections->len;
    return TRUE;
}

/* What this one can do with it now. */
static void fill_doors (View *v)
{
    const TdViewer *viewer = td_request_viewer (v->request);
    const char *locale = td_request_locale (v->request);
    TdThing thing = td_paper_thing (v->paper);
    g_autofree char *write = td_writing_path (TD_PAPER_THING, v->paper->id, NULL);

    if (td_door_may (viewer, TD_ACT_PAPER_WRITE, &thing, NULL)) {
        v->page.write = td_paper_keep (&v->words, g_strdup_printf ("/%s%s", locale, write));
        v->page.pool = td_paper_keep (
            &v->words, g_strdup_printf ("/%s/states/%s/pool?cycle=%d", locale, v->paper->state, v->paper->cycle));
    }
    if (v->written != NULL)
        v->page.versions = td_paper_keep (&v->words, g_strdup_printf ("/%s%s/versions", locale, write));
    if (td_door_may (viewer, TD_ACT_PAPER_ADOPT, &thing, NULL))
        v->page.adopt = td_paper_path (&v->words, v->request, v->paper->id, "/adopt");
    if (td_door_may (viewer, TD_ACT_PAPER_RELEASE, &thing, NULL)) {
        const char *path = td_paper_path (&v->words, v->request, v->paper->id, "/release");
        v->page.transmit = v->paper->status == TD_STATUS_ACCEPTED ? path : NULL;
        v->page.publish = v->paper->status == TD_STATUS_RECEIVED ? path : NULL;
    }
    if (v->paper->stage_waits && td_door_viewer_may (viewer, TD_ACT_STAGE_CHANGE))
        v->page.stage_waits =
            td_paper_keep (&v->words, g_strdup_printf ("/%s/states/%s/stages", locale, v->paper->state));
}

static char *hex_of (const guint8 hash[32])
{
    GString *text = g_string_sized_new (64);

    for (gsize i = 0; i < 32; i++)
        g_string_append_printf (text, "%02x", hash[i]);
    return g_string_free (text, FALSE);
}

static void fill_facts (View *v)
{
    const TdPaper *p = v->paper;
    struct html_paper *page = &v->page;

    page->symbol = p->symbol;
    page->adopted = td_paper_when (&v->words, v->request, p->adopted);
    page->session = p->session;
    page->transmitted = td_paper_when (&v->words, v->request, p->transmitted);
    page->embargo = p->published == 0 ? td_paper_when (&v->words, v->request, p->embargo) : NULL;
    page->published = td_paper_when (&v->words, v->request, p->published);
    if (p->published != 0)
        page->document =
            td_paper_keep (&v->words, g_strdup_printf ("/%s/documents/%s", td_request_locale (v->request), p->symbol));
    if (p->adopted != 0) {
        page->hash = td_paper_keep (&v->words, hex_of (p->text_hash));
        page->receipt = td_paper_path (&v->words, v->request, p->id, "/receipt");
    }
}

static void fill_files (View *v)
{
    static const struct {
        TdFileFormat format;
        const char *label;
    } rows[] = { { TD_FILE_DOCX, "DOCX" }, { TD_FILE_ODT, "ODT" },   { TD_FILE_PDF, "PDF" },
                 { TD_FILE_HTML, "HTML" }, { TD_FILE_EPUB, "EPUB" }, { TD_FILE_TEXT, N_ ("Plain text") } };

    v->files = g_array_new (FALSE, TRUE, sizeof (FileRow));
    for (gsize i = 0; i < G_N_ELEMENTS (rows) && v->text->sections->len > 0; i++) {
        g_autofree char *rest = g_strdup_printf ("/files/%s", td_file_format_word (rows[i].format));
        const FileRow row = { .label = rows[i].label,
                              .link = td_paper_path (&v->words, v->request, v->paper->id, rest) };
        g_array_append_val (v->files, row);
    }
    v->page.files = (const FileRow *) (void *) v->files->data;
    v->page.n_files = v->files->len;
}

static const char *said (TdRequest *request)
{
    static const struct {
        const char *word, *sentence;
    } rows[] = { { "begun", N_ ("Begun. Members without a conflict and the secretariat can write on it now.") },
                 { "adopted", N_ ("Adopted: text, numbers and symbol are frozen, and the log has it.") },
                 { "transmitted", N_ ("Transmitted. Those who act for the State can read it now.") },
                 { "published", N_ ("Published. Everybody can read it at its symbol.") } };
    const char *done = td_request_field (request, "done");

    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
        if (g_str_equal (done, rows[i].word))
            return td_words (td_request_locale (request), rows[i].sentence);
    return NULL;
}

static gboolean show (View *v, GError **error)
{
    TdRequest *request = v->request;
    const TdPaper *p = v->paper;
    const char *locale = td_request_locale (request);
    TdHtml *h = td_request_html (request);
    TdTextLook look = { .locale = locale };
    g_autoptr (TdMarkup) markup = td_text_markup (v->text, &look, h);
    g_autofree char *language = td_language_name (p->language, locale);
    g_autofree char *title = td_paper_title (td_request_instance (request)->profile, p, locale);
    g_autofree char *state_link = g_strdup_printf ("/%s/states/%s", locale, p->state);

    v->page = (struct html_paper){ .title = title,
                                   .state = td_paper_state_name (request, p->state),
                                   .state_link = state_link,
                                   .cycle = p->cycle,
                                   .status = td_paper_status_label (p),
                                   .public = p->status == TD_STATUS_PUBLISHED,
                                   .confidential = td_paper_marking (p),
                                   .language_name = language,
                                   .language = p->language,
                                   .direction = td_language_direction (p->language),
                                   .said = said (request),
                                   .json = td_paper_path (&v->words, request, p->id, ".json"),
                                   .empty = v->text->sections->len == 0,
                                   .text = markup };
    if (!fill_work (v, error))
        return FALSE;
    fill_facts (v);
    fill_files (v);
    fill_doors (v);
    html_paper (h, &v->page);
    td_paper_reply (request, FALSE);
    return TRUE;
}

gboolean td_paper_page (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    g_auto (View) v = { .request = request };

    td_paper_words_init (&v.words);
    v.paper = td_paper_get (instance, viewer, td_request_part (request, "id"), error);
    v.text = v.paper != NULL ? td_paper_text (instance, viewer, v.paper->id, error) : NULL;
    if (v.text == NULL)
        return FALSE;
    if (!td_request_wants_json (request))
        return show (&v, error);
    td_reply_header (request, "Cache-Control", "no-store");
    td_reply_json (request, 200, td_paper_whole_json (instance, v.paper, v.text, td_request_locale (request)));
    return TRUE;
}

gboolean td_paper_receipt_file (TdRequest *request, GError **error)
{
    g_autofree char *text = td_paper_receipt (td_request_instance (request), td_request_viewer (request),
                                              td_request_part (request, "id"), error);
    g_autofree char *name = g_strdup_printf ("receipt-%s.txt", td_request_part (request, "id"));
    g_autoptr (GBytes) bytes = text != NULL ? g_bytes_new (text, strlen (text)) : NULL;

    if (text == NULL)
        return FALSE;
    td_reply_header (request, "Cache-Control", "no-store");
    td_reply_bytes (request, "text/plain; charset=utf-8", name, bytes);
    return TRUE;
}

/* The decision on a communication, the case's file and archive, the register in figures. */
#include "areas/cases/pages.h"

#include "areas/cases/case-decision.h"
#include "areas/cases/case-decision.html.h"
#include "areas/cases/case-figures.h"
#include "areas/cases/case-figures.html.h"
#include "areas/cases/case-file.h"
#include "areas/cases/case-reading.h"
#include "areas/cases/cases-words.h"
#include "areas/writing/text-page.h"
#include "base/errors.h"
#include "templates/error-summary.html.h"
#include "templates/field-radios.html.h"
#include "text/language.h"
#include "text/words.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define F(name) td_request_field (page->request, name)

/* ---- the decision ---- */

static gboolean show_decision (TdCasePage *page, const char *wrong, GError **error)
{
    const char *id = td_request_part (page->request, "id");
    g_autoptr (TdCase) c = td_case_get (page->instance, page->viewer, id, error);
    g_autoptr (TdCaseDecision) d = c != NULL ? td_case_decision_get (page->instance, page->viewer, id, error) : NULL;
    const struct html_error_summary_errors errors[] = { { .field = "main", .text = wrong } };
    TdHtml *h = td_request_html (page->request);
    TdTextLook look = { .locale = page->locale };
    g_autoptr (TdText) nothing = NULL;
    g_autoptr (TdMarkup) markup = NULL;
    g_autoptr (GArray) languages = NULL;
    g_autofree char *write = NULL;
    gboolean keeps;
    TdThing thing;

    if (d == NULL)
        return FALSE;
    thing = td_case_thing (c, page->viewer);
    keeps = td_door_may (page->viewer, TD_ACT_CASE_KEEP, &thing, NULL);
    nothing = d->text == NULL ? td_text_new ("en") : NULL;
    markup = td_text_markup (d->text != NULL ? d->text : nothing, &look, h);
    languages = td_case_language_choices (page);
    write = td_writing_path (TD_CASE_THING, c->id, NULL);
    const struct html_case_decision html = {
        .title = td_case_keep (page, td_words_fill (td_words (page->locale, N_ ("Decision: {case}")), "case",
                                                    td_case_title (page, c), NULL)),
        .back = td_case_path (page, c->id, ""),
        .errors = errors,
        .n_errors = wrong != NULL,
        .action = td_case_path (page, c->id, "/decision"),
        .begun = d->begun,
        .keeps = keeps,
        .languages = (const void *) languages->data,
        .n_languages = languages->len,
        .write =
            d->begun && c->adopted == 0 ? td_case_keep (page, g_strdup_printf ("/%s%s", page->locale, write)) : NULL,
        .symbol = d->symbol,
        .may_adopt = keeps && d->may_adopt,
        .adopted = td_case_when (page, c->adopted),
        .checked = td_case_when (page, c->checked),
        .may_check = c->adopted != 0 && c->checked == 0 && !d->wrote,
        .may_publish = keeps && c->checked != 0 && c->document == NULL,
        .published = c->symbol != NULL && c->document != NULL
                         ? td_case_keep (page, g_strdup_printf ("/%s/documents/%s", page->locale, c->symbol))
                         : NULL,
        .language = d->text != NULL ? d->text->language : "en",
        .direction = td_language_direction (d->text != NULL ? d->text->language : "en"),
        .text = markup,
    };
    if (!td_case_note_reading (page->instance, page->viewer, c, "decision", error))
        return FALSE;
    html_case_decision (h, &html);
    td_case_reply (page, wrong != NULL);
    return TRUE;
}

gboolean td_case_decision_page (TdRequest *request, GError **error)
{
    g_auto (TdCasePage) page = { 0 };

    td_case_page_begin (&page, request);
    return show_decision (&page, NULL, error);
}

static gboolean do_so (TdCasePage *page, GError **error)
{
    const char *id = td_request_part (page->request, "id"), *what = F ("do");

    if (g_str_equal (what, "begin"))
        return td_case_decision_begin (page->instance, page->viewer, id, F ("language"), error);
    if (g_str_equal (what, "adopt"))
        return td_case_decision_adopt (page->instance, page->viewer, id, error);
    if (g_str_equal (what, "check"))
        return td_case_decision_check (page->instance, page->viewer, id, error);
    if (g_str_equal (what, "publish"))
        return td_case_decision_publish (page->instance, page->viewer, id, error);
    return td_door_unknown (error);
}

gboolean td_case_decision_post (TdRequest *request, GError **error)
{
    g_auto (TdCasePage) made = { 0 };
    TdCasePage *page = &made;
    GError *problem = NULL;
    const char *wrong;

    td_case_page_begin (page, request);
    if (do_so (page, &problem)) {
        td_reply_redirect (request, td_case_path (page, td_request_part (request, "id"), "/decision"));
        return TRUE;
    }
    wrong = td_case_problem (page, problem, error);
    return wrong != NULL && show_decision (page, wrong, error);
}

/* ---- files ---- */

gboolean td_case_file_pdf (TdRequest *request, GError **error)
{
    g_autoptr (GBytes) bytes = td_case_file_bytes (td_request_instance (request), td_request_viewer (request),
                                                   td_request_part (request, "id"), error);

    if (bytes == NULL)
        return FALSE;
    td_reply_header (request, "Cache-Control", "no-store");
    td_reply_bytes (request, "application/pdf", "case.pdf", bytes);
    return TRUE;
}

struct mapped {
    void *data;
    gsize size;
};

static void unmap (gpointer data)
{
    struct mapped *m = data;

    munmap (m->data, m->size);
    g_free (m);
}

/* What lies sealed in a file without a name, as bytes that the kernel brings in as they are sent. */
static GBytes *map (int fd)
{
    struct stat status;
    struct mapped *m;
    void *data;

    if (fstat (fd, &status) != 0 || status.st_size == 0)
        return NULL;
    data = mmap (NULL, (gsize) status.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (data == MAP_FAILED)
        return NULL;
    m = g_new0 (struct mapped, 1);
    m->data = data;
    m->size = (gsize) status.st_size;
    return g_bytes_new_with_free_func (data, m->size, unmap, m);
}

gboolean td_case_archive_file (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    g_autofree char *folder = g_build_filename (instance->folder, "outgoing", NULL);
    int fd = open (folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    gboolean done =
        fd >= 0 && td_case_archive (instance, td_request_viewer (request), td_request_part (request, "id"), fd, error);
    g_autoptr (GBytes) bytes = done ? map (fd) : NULL;

    if (fd >= 0)
        close (fd);
    if (fd >= 0 && !done)
        return FALSE;
    if (bytes == NULL) {
        g_set_error_literal (error, TD_CASES_ERROR, TD_ERROR_OURS, "The archive could not be made. Try again.");
        return FALSE;
    }
    td_reply_header (request, "Cache-Control", "no-store");
    td_reply_bytes (request, "application/octet-stream", "case.tar.age", bytes);
    return TRUE;
}

/* ---- figures ---- */

typedef struct html_case_figures_parts Part;
typedef struct html_case_figures_parts_rows Row;

static const char *figure_label (TdCasePage *page, const TdCaseFigure *f)
{
    const TdCaseStage *stage = td_profile_case_stage (page->profile, f->key);

    if (f->by == TD_FIGURE_STATE)
        return td_case_state_name (page, f->key);
    return stage != NULL ? td_words (page->locale, stage->label) : f->key;
}

static void show_figures (TdCasePage *page, const GPtrArray *figures, const char *closed)
{
    static const char *const titles[] = { N_ ("By year of registration"), N_ ("By State"), N_ ("By stage"),
                                          N_ ("By outcome") };
    g_autoptr (GArray) rows = g_array_new (FALSE, TRUE, sizeof (Row));
    g_autoptr (GArray) parts = g_array_new (FALSE, TRUE, sizeof (Part));

    for (guint i = 0; i < figures->len; i++) {
        const TdCaseFigure *f = figures->pdata[i];
        const Row row = { .label = figure_label (page, f), .n = f->n, .shown = f->n >= 0 };
        g_array_append_val (rows, row);
    }
    for (guint i = 0, from = 0; i < figures->len; i++) {
        const TdCaseFigure *f = figures->pdata[i];
        if (i + 1 < figures->len && ((TdCaseFigure *) figures->pdata[i + 1])->by == f->by)
            continue;
        const Part part = { .title = titles[f->by], .rows = &g_array_index (rows, Row, from), .n_rows = i + 1 - from };
        g_array_append_val (parts, part);
        from = i + 1;
    }
    const struct html_case_figures html = {
        .json = td_case_keep (page, g_strdup_printf ("/%s/cases/figures.json", page->locale)),
        .closed = closed,
        .parts = (const Part *) (void *) parts->data,
        .n_parts = parts->len,
    };
    html_case_figures (td_request_html (page->request), &html);
    td_case_reply (page, FALSE);
}

gboolean td_register_figures_page (TdRequest *request, GError **error)
{
    g_auto (TdCasePage) page = { 0 };
    g_autoptr (GPtrArray) figures = NULL;
    g_autofree char *words = NULL;
    gboolean open = FALSE;

    td_case_page_begin (&page, request);
    figures = td_case_figures (page.instance, error);
    if (figures == NULL || !td_case_gate (page.instance, NULL, page.locale, &open, &words, error))
        return FALSE;
    if (td_request_wants_json (request))
        td_reply_json (request, 200, td_case_figures_to_json (figures));
    else
        show_figures (&page, figures, open ? NULL : words);
    return TRUE;
}

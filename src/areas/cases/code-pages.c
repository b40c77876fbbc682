/* The page of one's own communication for whoever has no account and came with the code of words (areas/sealed). Nothing is kept of them: the
 * filing's root stands in each form. */
#include "areas/cases/annex-pages.h"
#include "areas/cases/case-code.html.h"
#include "areas/cases/case-reading.h"
#include "areas/cases/case-rules.h"
#include "areas/cases/pages.h"
#include "areas/sealed/sealed-place.h"
#include "areas/sealed/sending.h"
#include "base/errors.h"
#include "templates/error-summary.html.h"
#include "text/words.h"
#include "web/static.h"

#define F(name) td_request_field (page->request, name)

/* ---- who came ---- */

static gboolean is_there (TdTx *tx, const char *filing, gboolean *ret_there, GError **error)
{
    return td_case_filing_taken (tx, filing, ret_there, error);
}

extern const TdSealedPlace td_case_sealed_place;
const TdSealedPlace td_case_sealed_place = {
    .path = "/sealed-case",
    .hint = N_ (
        "It is in the register of communications. There you can read the files that the other side or the Committee "
        "sent, and"
        " say with which authority you act. That the author read something is noted there, without anything that tells"
        " who or from where."),
    .button = N_ ("To the register"),
    .is_there = is_there,
};

/* One visit: whoever has the root is the author of its case, and nobody else. */
typedef struct {
    TdCasePage page;
    TdSealedVisit *visit;
    TdViewer viewer;
    char *id;
} Visit;

static void visit_clear (Visit *v)
{
    td_case_page_clear (&v->page);
    g_clear_pointer (&v->visit, td_sealed_visit_free);
    g_clear_pointer (&v->id, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Visit, visit_clear)

static gboolean id_in (TdTx *tx, gpointer data, GError **error)
{
    Visit *v = data;

    g_clear_pointer (&v->id, g_free);
    v->id = td_case_of_filing (tx, v->visit->filing->id, error);
    return v->id != NULL;
}

static gboolean come (Visit *v, TdRequest *request, GError **error)
{
    td_case_page_begin (&v->page, request);
    td_reply_header (request, "Referrer-Policy", "no-referrer");
    v->visit = td_sealed_visit (v->page.instance, td_request_field (request, "root"), error);
    if (v->visit == NULL)
        return FALSE;
    v->viewer =
        (TdViewer){ .roles = TD_ROLE_BIT (PUBLIC), .filing = v->visit->filing->id, .actor = TD_CASE_READER_AUTHOR };
    v->page.viewer = &v->viewer;
    return td_store_read (v->page.instance->store, id_in, v, error);
}

/* ---- the page ---- */

typedef struct html_case_code_papers PaperRow;
typedef struct html_case_code_papers_annexes AnnexRow;

static GArray *annex_rows (const GPtrArray *annexes)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (AnnexRow));

    for (guint i = 0; i < annexes->len; i++) {
        const TdCaseAnnex *a = annexes->pdata[i];
        const AnnexRow row = { .k = a->n, .there = a->blob != NULL || a->outgoing != NULL };
        g_array_append_val (rows, row);
    }
    return rows;
}

static GArray *paper_rows (Visit *v, const GPtrArray *papers, const GPtrArray *annexes, const GArray *all)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (PaperRow));

    for (guint i = 0; i < papers->len; i++) {
        const TdCasePaper *p = papers->pdata[i];
        PaperRow row = { .n = p->n,
                         .whose = td_case_party_label (p->party),
                         .came = td_case_when (&v->page, p->received),
                         .own = p->party == TD_PARTY_AUTHOR,
                         .there = p->blob != NULL || (p->party != TD_PARTY_AUTHOR && p->outgoing != NULL) };
        for (guint k = 0; k < annexes->len; k++) {
            if (((TdCaseAnnex *) annexes->pdata[k])->paper != p->n)
                continue;
            if (row.annexes == NULL)
                row.annexes = &g_array_index (all, AnnexRow, k);
            row.n_annexes++;
        }
        g_array_append_val (rows, row);
    }
    return rows;
}

static int authorities (const GPtrArray *annexes)
{
    int n = 0;

    for (guint i = 0; i < annexes->len; i++)
        n += ((TdCaseAnnex *) annexes->pdata[i])->paper == TD_CASE_AUTHORITY;
    return n;
}

static void fill_waits (Visit *v, const GPtrArray *clocks, struct html_case_code *html)
{
    const TdCaseClock *clock = td_case_running (clocks);

    if (clock == NULL || clock->stopped != NULL)
        return;
    html->waits_for =
        clock->party == TD_PARTY_STATE ? N_ ("The State’s answer is awaited.") : N_ ("Your answer is awaited.");
    html->due = td_case_day (&v->page, clock->due);
}

static gboolean show_case (Visit *v, const char *said, const char *wrong, GError **error)
{
    TdCasePage *page = &v->page;
    g_autoptr (TdCase) c = td_case_get (page->instance, page->viewer, v->id, error);
    g_autoptr (GPtrArray) papers = c != NULL ? td_case_papers (page->instance, page->viewer, v->id, error) : NULL;
    g_autoptr (GPtrArray) annexes =
        papers != NULL ? td_case_annexes (page->instance, page->viewer, v->id, error) : NULL;
    g_autoptr (GPtrArray) clocks = annexes != NULL ? td_case_clocks (page->instance, page->viewer, v->id, error) : NULL;
    const TdCaseStage *stage = c != NULL ? td_profile_case_stage (page->profile, c->stage) : NULL;
    const struct html_error_summary_errors errors[] = { { .field = "file-1", .text = wrong } };
    g_autoptr (GArray) all = NULL;
    g_autoptr (GArray) rows = NULL;

    if (clocks == NULL || !td_case_note_reading (page->instance, page->viewer, c, "page", error))
        return FALSE;
    all = annex_rows (annexes);
    rows = paper_rows (v, papers, annexes, all);
    struct html_case_code html = {
        .title = td_case_title (page, c),
        .state = td_case_state_name (page, c->state),
        .stage = stage != NULL ? stage->label : c->stage,
        .hint = stage != NULL ? stage->hint : NULL,
        .ended = td_case_when (page, c->ended),
        .said = said,
        .errors = errors,
        .n_errors = wrong != NULL,
        .root = v->visit->root,
        .action = td_case_keep (page, g_strdup_printf ("/%s/sealed-case", page->locale)),
        .upload = td_case_keep (page, g_strdup_printf ("/%s/sealed-case/communication", page->locale)),
        .acts = !g_str_equal (c->representation, "self"),
        .none = g_str_equal (c->authority, "none"),
        .signed_ = g_str_equal (c->authority, "signed"),
        .authorities = authorities (annexes),
        .papers = (const PaperRow *) (void *) rows->data,
        .n_papers = rows->len,
        .quiet = td_static_address ("quiet.js"),
    };
    fill_waits (v, clocks, &html);
    html_case_code (td_request_html (page->request), &html);
    td_case_reply (page, wrong != NULL);
    return TRUE;
}

/* ---- files ---- */

static int number_of (TdCasePage *page, const char *name)
{
    gint64 n = 0;

    g_ascii_string_to_signed (td_request_field (page->request, name), 10, 0, 100000, &n, NULL);
    return (int) n;
}

static gboolean reply_file (Visit *v, GError **error)
{
    TdCasePage *page = &v->page;
    int n = number_of (page, "n"), k = number_of (page, "k");
    g_autofree char *format = NULL;
    g_autofree char *name = k > 0 ? g_strdup_printf ("paper-%d-annex-%d", n, k) : g_strdup_printf ("paper-%d", n);
    g_autoptr (GBytes) bytes =
        k > 0 ? td_case_annex_file (page->instance, page->viewer, v->id, n, k, FALSE, &format, error)
              : td_case_paper_file (page->instance, page->viewer, v->id, n, FALSE, &format, error);

    if (bytes == NULL)
        return FALSE;
    td_case_reply_bytes (page->request, name, format, bytes);
    return TRUE;
}

static const char *signed_said (TdCasePage *page)
{
    return td_words (page->locale, N_ ("Recorded: you hold a written authority."));
}

gboolean td_case_code_post (TdRequest *request, GError **error)
{
    g_auto (Visit) v = { 0 };
    TdCasePage *page = &v.page;
    GError *problem = NULL;
    const char *wrong;

    if (!come (&v, request, error))
        return FALSE;
    if (g_str_equal (F ("do"), "file"))
        return reply_file (&v, error);
    if (!g_str_equal (F ("do"), "sign"))
        return show_case (&v, NULL, NULL, error);
    if (td_case_sign_authority (page->instance, page->viewer, v.id, &problem))
        return show_case (&v, signed_said (page), NULL, error);
    wrong = td_case_problem (page, problem, error);
    return wrong != NULL && show_case (&v, NULL, wrong, error);
}

/* ---- the authority, sealed ---- */

/* The part as which the file came: the last that is no message. */
static int last_file (Visit *v, GError **error)
{
    g_autoptr (TdSealedVisit) now = td_sealed_visit (v->page.instance, v->visit->root, error);
    int part = 0;

    for (guint i = 0; now != NULL && i < now->filing->parts->len; i++) {
        const TdSealedPart *p = now->filing->parts->pdata[i];
        if (!p->message)
            part = p->position;
    }
    return part;
}

static gboolean send_authority (Visit *v, GError **error)
{
    TdCasePage *page = &v->page;
    TdSealedFieldState state = TD_SEALED_FIELD_CLEAR;
    const char *name = NULL;
    gint64 size = 0;
    int fd = td_request_sealed (page->request, "file-1", &state, &name, &size);
    const TdSealedFile file = { .name = name,
                                .fd = fd,
                                .clear = state == TD_SEALED_FIELD_CLEAR,
                                .by = state == TD_SEALED_FIELD_BEFORE ? TD_SEALED_BEFORE : TD_SEALED_HERE };
    const TdSealedSending sending = {
        .text = "The written authority of who acts in this case.", .message = -1, .files = &file, .n_files = 1
    };
    g_autoptr (TdCase) c = td_case_get (page->instance, page->viewer, v->id, error);
    int part;

    if (c == NULL)
        return FALSE;
    if (g_str_equal (c->representation, "self"))
        return td_case_fail (error, TD_ERROR_CONFLICT,
                             "The victims act themselves in this case, so that no authority is needed.");
    if (fd < 0)
        return td_case_fail (error, TD_ERROR_INPUT, "Choose a file.");
    if (!td_sealed_send_more (page->instance, v->visit->root, &sending, NULL, error))
        return FALSE;
    part = last_file (v, error);
    return part > 0 && td_case_authority_sealed (page->instance, page->viewer, v->id, part, error);
}

gboolean td_case_code_authority_post (TdRequest *request, GError **error)
{
    g_auto (Visit) v = { 0 };
    TdCasePage *page = &v.page;
    GError *problem = NULL;
    const char *wrong;

    if (!come (&v, request, error))
        return FALSE;
    /* What came was sealed to the officers of the path's purpose, so that has to be the filing's. */
    if (!g_str_equal (td_request_part (request, "purpose"), td_sealed_purpose_word (v.visit->filing->purpose)))
        return td_door_unknown (error);
    wrong = td_request_field_problem (request, NULL);
    if (wrong == NULL && send_authority (&v, &problem))
        return show_case (&v, td_words (page->locale, N_ ("Your written authority came, sealed. An officer opens it.")),
                          NULL, error);
    if (wrong == NULL)
        wrong = td_case_problem (page, problem, error);
    return wrong != NULL && show_case (&v, NULL, wrong, error);
}

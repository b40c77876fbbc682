/* The register as a list, entering a case, and the journal of readings. */
#include "areas/cases/pages.h"

#include "areas/cases/case-enter.html.h"
#include "areas/cases/case-reading.h"
#include "areas/cases/case-readings.html.h"
#include "areas/cases/case-register.html.h"
#include "areas/cases/cases-words.h"
#include "areas/cases/due.h"
#include "base/errors.h"
#include "templates/error-summary.html.h"
#include "text/words.h"

enum { A_PAGE = 50 };

#define F(name) td_request_field (page->request, name)

/* ---- the list ---- */

typedef struct html_case_register_rows Row;
typedef struct html_case_register_due Due;

static const char *stage_label (const TdCasePage *page, const char *slug)
{
    const TdCaseStage *stage = td_profile_case_stage (page->profile, slug);

    return stage != NULL ? stage->label : slug;
}

static GArray *rows_of (TdCasePage *page, const GPtrArray *list, gint64 from)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (Row));

    for (guint i = (guint) from; i < list->len && rows->len < A_PAGE; i++) {
        const TdCase *c = list->pdata[i];
        const Row row = { .number = td_case_title (page, c),
                          .link = td_case_path (page, c->id, ""),
                          .state = td_case_state_name (page, c->state),
                          .stage = stage_label (page, c->stage),
                          .ended = c->ended != 0,
                          .received = td_case_day (page, c->received),
                          .withheld = c->withheld && td_case_is_of_house (c, page->viewer) };
        g_array_append_val (rows, row);
    }
    return rows;
}

static const char *awaited (TdCaseParty party)
{
    return party == TD_PARTY_STATE ? N_ ("The State’s answer is awaited.") : N_ ("The author’s answer is awaited.");
}

static GArray *due_rows (TdCasePage *page, const GPtrArray *due)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (Due));
    g_autofree char *today = td_clock_today (&page->instance->clock, page->profile->zone);

    for (guint i = 0; i < due->len && i < A_PAGE; i++) {
        const TdCaseDue *d = due->pdata[i];
        const Due row = { .number = td_case_title (page, d->c),
                          .link = td_case_path (page, d->c->id, ""),
                          .state = td_case_state_name (page, d->c->state),
                          .whose = awaited (d->clock->party),
                          .when = td_case_day (page, d->clock->due),
                          .over = td_date_compare (d->clock->due, today) < 0,
                          .stopped = d->clock->stopped != NULL };
        g_array_append_val (rows, row);
    }
    return rows;
}

static GArray *paper_rows (TdCasePage *page, const GPtrArray *papers)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_case_register_papers));

    for (guint i = 0; i < papers->len && i < A_PAGE; i++) {
        const TdCaseWaiting *w = papers->pdata[i];
        g_autofree char *rest = g_strdup_printf ("/papers/%d", w->n);
        const struct html_case_register_papers row = { .number = td_case_title (page, w->c),
                                                       .link = td_case_path (page, w->c->id, rest),
                                                       .whose = td_case_party_label (w->party),
                                                       .came = td_case_when (page, w->received) };
        g_array_append_val (rows, row);
    }
    return rows;
}

static GArray *filing_rows (TdCasePage *page, const GPtrArray *filings)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_case_register_filings));

    for (guint i = 0; i < filings->len; i++) {
        const char *id = filings->pdata[i];
        const struct html_case_register_filings row = {
            .id = id,
            .link = td_case_keep (page, g_strdup_printf ("/%s/desk/sealed/%s", page->locale, id)),
            .enter = td_case_keep (page, g_strdup_printf ("/%s/cases/enter?filing=%s", page->locale, id)),
        };
        g_array_append_val (rows, row);
    }
    return rows;
}

static GArray *state_choices (TdCasePage *page, const char *chosen)
{
    GArray *list = td_case_choices ();

    for (gsize i = 0; i < page->profile->n_states; i++) {
        const char *iso3 = page->profile->states[i].iso3;
        td_case_choice (list, iso3, iso3, td_case_state_name (page, iso3), chosen);
    }
    return list;
}

static GArray *stage_choices (TdCasePage *page, const char *chosen)
{
    GArray *list = td_case_choices ();

    for (gsize i = 0; i < page->profile->n_case_stages; i++) {
        const TdCaseStage *s = &page->profile->case_stages[i];
        td_case_choice (list, s->slug, s->slug, td_words (page->locale, s->label), chosen);
    }
    return list;
}

static gboolean reply_list_json (TdCasePage *page, const GPtrArray *list, const GPtrArray *due)
{
    td_reply_json (page->request, 200, td_register_to_json (page->instance, list, due));
    return TRUE;
}

static const char *page_link (TdCasePage *page, gint64 number, gint64 pages)
{
    return number >= 1 && number <= pages
               ? td_case_keep (page, g_strdup_printf ("/%s/cases?state=%s&stage=%s&page=%d", page->locale, F ("state"),
                                                      F ("stage"), (int) number))
               : "";
}

static void show_list (TdCasePage *page, const GPtrArray *list, const GPtrArray *due, const GPtrArray *papers,
                       const GPtrArray *filings, const char *closed)
{
    g_autoptr (GArray) waiting = paper_rows (page, papers);
    g_autoptr (GArray) sealed = filing_rows (page, filings);
    gint64 number = 1, pages = MAX (1, (list->len + A_PAGE - 1) / A_PAGE);
    g_autoptr (GArray) states = state_choices (page, F ("state"));
    g_autoptr (GArray) stages = stage_choices (page, F ("stage"));
    g_autoptr (GArray) dues = due_rows (page, due);
    g_autoptr (GArray) rows = NULL;

    g_ascii_string_to_signed (F ("page"), 10, 1, 99999, &number, NULL);
    rows = rows_of (page, list, (number - 1) * A_PAGE);
    const struct html_case_register html = { .house = td_door_viewer_may (page->viewer, TD_ACT_CASE_READ),
                                             .may_enter = td_door_viewer_may (page->viewer, TD_ACT_CASE_KEEP),
                                             .chair = td_door_viewer_may (page->viewer, TD_ACT_CASE_JOURNAL),
                                             .closed = closed,
                                             .due = (const Due *) (void *) dues->data,
                                             .n_due = dues->len,
                                             .papers = (const void *) waiting->data,
                                             .n_papers = waiting->len,
                                             .filings = (const void *) sealed->data,
                                             .n_filings = sealed->len,
                                             .states = (const void *) states->data,
                                             .n_states = states->len,
                                             .stages = (const void *) stages->data,
                                             .n_stages = stages->len,
                                             .rows = (const Row *) (void *) rows->data,
                                             .n_rows = rows->len,
                                             .page = number,
                                             .pages = pages,
                                             .several = pages > 1,
                                             .previous = page_link (page, number - 1, pages),
                                             .next = page_link (page, number + 1, pages) };
    html_case_register (td_request_html (page->request), &html);
    td_case_reply (page, FALSE);
}

gboolean td_case_register_page (TdRequest *request, GError **error)
{
    g_auto (TdCasePage) made = { 0 };
    TdCasePage *page = &made;
    g_autoptr (GPtrArray) list = NULL;
    g_autoptr (GPtrArray) due = NULL;
    g_autoptr (GPtrArray) papers = NULL;
    g_autoptr (GPtrArray) filings = NULL;
    g_autofree char *closed = NULL;
    gboolean open = FALSE;

    td_case_page_begin (page, request);
    const TdCaseFilter filter = { .state = *F ("state") != '\0' ? F ("state") : NULL,
                                  .stage = *F ("stage") != '\0' ? F ("stage") : NULL };
    list = td_case_list (page->instance, page->viewer, &filter, error);
    due = list != NULL ? td_case_due (page->instance, page->viewer, error) : NULL;
    if (due == NULL || !td_case_gate (page->instance, NULL, page->locale, &open, &closed, error))
        return FALSE;
    if (td_request_wants_json (request))
        return reply_list_json (page, list, due);
    papers = td_case_papers_waiting (page->instance, page->viewer, error);
    filings = papers != NULL ? td_case_filings_waiting (page->instance, page->viewer, error) : NULL;
    if (filings == NULL)
        return FALSE;
    show_list (page, list, due, papers, filings, open ? NULL : closed);
    return TRUE;
}

/* ---- entering ---- */

typedef struct {
    const char *value, *label;
} Word;

static GArray *words_of (TdCasePage *page, const char *name, const Word *words, gsize n, const char *chosen)
{
    GArray *list = td_case_choices ();

    for (gsize i = 0; i < n; i++)
        td_case_choice (list, i == 0 ? name : words[i].value, words[i].value, td_words (page->locale, words[i].label),
                        chosen);
    return list;
}

static const char *at (const char *field, const char *name, const char *wrong)
{
    return g_strcmp0 (field, name) == 0 ? wrong : NULL;
}

static void show_enter (TdCasePage *page, const char *field, const char *wrong)
{
    static const Word victims[] = { { "one", N_ ("One") }, { "several", N_ ("Several") }, { "group", N_ ("A group") } };
    static const Word by[] = { { "self", N_ ("The victims themselves") },
                               { "organisation", N_ ("An organisation") },
                               { "lawyer", N_ ("A lawyer") },
                               { "kin", N_ ("Next of kin") } };
    static const Word authorities[] = { { "own", N_ ("Their own case: none is needed") },
                                        { "written", N_ ("A written authority came, sealed") },
                                        { "none", N_ ("None, with a reason") } };
    const struct html_error_summary_errors errors[] = { { .field = field != NULL ? field : "state", .text = wrong } };
    g_autoptr (GArray) states = state_choices (page, F ("state"));
    g_autoptr (GArray) victim_rows = words_of (page, "victims", victims, G_N_ELEMENTS (victims), F ("victims"));
    g_autoptr (GArray) by_rows = words_of (page, "representation", by, G_N_ELEMENTS (by), F ("representation"));
    g_autoptr (GArray) authority_rows =
        words_of (page, "authority", authorities, G_N_ELEMENTS (authorities), F ("authority"));
    const struct html_case_enter html = {
        .errors = errors,
        .n_errors = wrong != NULL,
        .states = (const void *) states->data,
        .n_states = states->len,
        .victims = (const void *) victim_rows->data,
        .n_victims = victim_rows->len,
        .by = (const void *) by_rows->data,
        .n_by = by_rows->len,
        .authorities = (const void *) authority_rows->data,
        .n_authorities = authority_rows->len,
        .state_error = at (field, "state", wrong),
        .received = F ("received"),
        .received_error = at (field, "received", wrong),
        .filing = F ("filing"),
        .filing_error = at (field, "filing", wrong),
        .victims_error = at (field, "victims", wrong),
        .by_error = at (field, "representation", wrong),
        .authority_error = at (field, "authority", wrong),
        .reason = F ("reason"),
        .reason_error = at (field, "reason", wrong),
        .organisation = F ("organisation"),
        .organisation_error = at (field, "organisation", wrong),
        .account = F ("account"),
        .account_error = at (field, "account", wrong),
        .withheld = *F ("withheld") != '\0',
        .kin = *F ("kin") != '\0',
    };
    html_case_enter (td_request_html (page->request), &html);
    td_case_reply (page, wrong != NULL);
}

gboolean td_case_enter_page (TdRequest *request, GError **error)
{
    g_auto (TdCasePage) page = { 0 };

    (void) error;
    td_case_page_begin (&page, request);
    show_enter (&page, NULL, NULL);
    return TRUE;
}

gboolean td_case_enter_post (TdRequest *request, GError **error)
{
    g_auto (TdCasePage) made = { 0 };
    TdCasePage *page = &made;
    const char *wrong, *field = NULL;
    g_autofree char *id = NULL;
    GError *problem = NULL;

    td_case_page_begin (page, request);
    wrong = td_request_field_problem (request, NULL);
    const TdCaseNew given = { .state = F ("state"),
                              .received = F ("received"),
                              .filing = F ("filing"),
                              .withheld = *F ("withheld") != '\0',
                              .kin = *F ("kin") != '\0',
                              .victims = F ("victims"),
                              .representation = F ("representation"),
                              .authority = F ("authority"),
                              .reason = F ("reason"),
                              .organisation = F ("organisation"),
                              .account = F ("account") };
    if (wrong == NULL && !td_case_enter (page->instance, page->viewer, &given, &id, &field, &problem)) {
        wrong = td_case_problem (page, problem, error);
        if (wrong == NULL)
            return FALSE;
    }
    if (wrong != NULL)
        show_enter (page, field, wrong);
    else
        td_reply_redirect (request, td_case_path (page, id, "?done=entered"));
    return TRUE;
}

/* ---- who read what ---- */

static json_t *readings_json (const GPtrArray *list)
{
    json_t *rows = json_array ();

    for (guint i = 0; i < list->len; i++) {
        const TdCaseReading *r = list->pdata[i];
        g_autofree char *when = td_instant_to_text (r->at);
        json_array_append_new (rows, json_pack ("{s:s, s:s, s:s, s:s?, s:s}", "case", r->case_id, "what", r->what,
                                                "reader", r->reader, "name", r->name, "at", when));
    }
    return json_pack ("{s:o}", "readings", rows);
}

static void show_readings (TdCasePage *page, const GPtrArray *list, const char *id, const char *title)
{
    g_autoptr (GArray) rows = g_array_new (FALSE, TRUE, sizeof (struct html_case_readings_rows));

    for (guint i = 0; i < list->len; i++) {
        const TdCaseReading *r = list->pdata[i];
        const struct html_case_readings_rows row = {
            .when = td_case_keep (page, td_words_instant (page->locale, r->at, page->profile->zone)),
            .who = g_str_equal (r->reader, TD_CASE_READER_AUTHOR) ? td_words (page->locale, N_ ("The author"))
                   : r->name != NULL                              ? r->name
                                                                  : r->reader,
            .what = r->what,
            .of = r->number != NULL ? r->number : r->case_id,
            .link = td_case_path (page, r->case_id, ""),
        };
        g_array_append_val (rows, row);
    }
    const struct html_case_readings html = {
        .title = title,
        .back =
            id != NULL ? td_case_path (page, id, "") : td_case_keep (page, g_strdup_printf ("/%s/cases", page->locale)),
        .json = td_case_path (page, id != NULL ? id : "readings.json", id != NULL ? "/readings.json" : ""),
        .rows = (const void *) rows->data,
        .n_rows = rows->len,
    };
    html_case_readings (td_request_html (page->request), &html);
    td_case_reply (page, FALSE);
}

static gboolean readings (TdRequest *request, const char *id, GError **error)
{
    g_auto (TdCasePage) page = { 0 };
    g_autoptr (GPtrArray) list = NULL;

    td_case_page_begin (&page, request);
    list = td_case_readings (page.instance, page.viewer, id, error);
    if (list == NULL)
        return FALSE;
    if (td_request_wants_json (request))
        td_reply_json (request, 200, readings_json (list));
    else
        show_readings (&page, list, id, td_words (page.locale, N_ ("Who read what in the register")));
    return TRUE;
}

gboolean td_register_readings_page (TdRequest *request, GError **error)
{
    return readings (request, NULL, error);
}

gboolean td_case_readings_page (TdRequest *request, GError **error)
{
    return readings (request, td_request_part (request, "id"), error);
}

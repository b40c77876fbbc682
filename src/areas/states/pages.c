/* The pages of States. */
#include "areas/states/pages.h"

#include "areas/calls/now-short-page.h"
#include "areas/library/library.h"
#include "areas/states/state-facts.h"
#include "areas/states/state-pictures.h"
#include "areas/states/state.html.h"
#include "areas/states/states.html.h"
#include "areas/submissions/state-paper.h"
#include "base/errors.h"
#include "text/words.h"

/* ---- all States ---- */

static gboolean is_asked (const TdProfile *profile, const TdState *state, const char *locale, const char *words)
{
    g_autofree char *asked = g_utf8_casefold (words, -1);
    g_autofree char *name = g_utf8_casefold (td_profile_state_name (profile, state, locale), -1);

    return *words == '\0' || strstr (name, asked) != NULL || g_ascii_strcasecmp (words, state->iso3) == 0;
}

static char *last_review (const TdProfile *profile, const TdState *state, const char *today, const char *locale)
{
    gsize n;
    const TdReview *reviews = td_profile_reviews (profile, state, &n);

    for (gsize i = n; i-- > 0;)
        if (td_review_time (&reviews[i], today) == TD_REVIEW_HELD)
            return td_state_session_words (reviews[i].session, locale);
    return NULL;
}

struct row {
    char *key; /* sort key in the reader's language */
    struct html_states_states cells;
};

static int by_key (gconstpointer a, gconstpointer b)
{
    return strcmp (((const struct row *) a)->key, ((const struct row *) b)->key);
}

static void row_clear (gpointer data)
{
    struct row *row = data;

    g_free (row->key);
    g_free ((char *) row->cells.link);
    g_free ((char *) row->cells.in_force);
    g_free ((char *) row->cells.last);
}

static char *in_force_words (const TdProfile *profile, const TdState *state, const char *locale)
{
    g_autofree char *date = td_profile_entry_into_force (profile, state);

    return date != NULL ? td_words_date (locale, date) : g_strdup (td_words (locale, N_ ("not known")));
}

static GArray *rows_of (TdInstance *instance, const char *locale, const char *words, GHashTable *counts)
{
    const TdProfile *profile = instance->profile;
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct row));
    g_autofree char *today = td_state_today (instance);

    g_array_set_clear_func (rows, row_clear);
    for (gsize i = 0; i < profile->n_states; i++) {
        const TdState *state = &profile->states[i];
        const char *name = td_profile_state_name (profile, state, locale);
        struct row row;
        if (!is_asked (profile, state, locale, words))
            continue;
        row.key = td_words_sort_key (locale, name);
        row.cells =
            (struct html_states_states){ .name = name,
                                         .link = g_strdup_printf ("/%s/states/%s", locale, state->iso3),
                                         .region = state->region,
                                         .in_force = in_force_words (profile, state, locale),
                                         .last = last_review (profile, state, today, locale),
                                         .reports = GPOINTER_TO_INT (g_hash_table_lookup (counts, state->iso3)) };
        g_array_append_val (rows, row);
    }
    g_array_sort (rows, by_key);
    return rows;
}

gboolean td_states_page (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const char *words = td_request_field (request, "words");
    g_autoptr (GHashTable) counts = td_submission_public_counts (instance, error);
    g_autoptr (GArray) rows = NULL;
    g_autofree struct html_states_states *cells = NULL;
    struct html_states page;

    if (counts == NULL)
        return FALSE;
    rows = rows_of (instance, td_request_locale (request), words, counts);
    cells = g_new (struct html_states_states, rows->len + 1);
    for (guint i = 0; i < rows->len; i++)
        cells[i] = g_array_index (rows, struct row, i).cells;
    page = (struct html_states){ .words = words, .count = rows->len, .states = cells, .n_states = rows->len };
    html_states (td_request_html (request), &page);
    td_reply_html (request, 200);
    return TRUE;
}

/* ---- one State ---- */

static void add_fact (GArray *facts, const char *locale, const char *term, char *take_value, TdBasis basis,
                      char *take_source)
{
    struct html_state_facts fact = { .term = td_words (locale, term), .value = take_value, .source = take_source };

    if (basis != TD_BASIS_NOT_GIVEN)
        fact.basis = td_state_basis_words (basis);
    g_array_append_val (facts, fact);
}

static char *date_or_unknown (const char *locale, const char *date)
{
    return date != NULL ? td_words_date (locale, date) : g_strdup (td_words (locale, N_ ("not known")));
}

static GArray *facts_of (const TdTimetable *timetable, const TdState *state, const char *today, const char *locale)
{
    GArray *facts = g_array_new (FALSE, TRUE, sizeof (struct html_state_facts));
    g_auto (TdEntry) entry = { 0 };
    g_auto (TdReportDue) due = { 0 };
    const TdProfile *profile = timetable->profile;
    g_autofree char *adherence = date_or_unknown (locale, state->adherence_date);

    td_profile_entry (profile, state, &entry);
    td_timetable_overdue (timetable, state, today, &due);
    add_fact (facts, locale, N_ ("Joined the Convention"),
              g_strdup_printf ("%s (%s)", adherence, td_words (locale, state->adherence)), state->adherence_basis,
              g_strdup (state->adherence_source));
    add_fact (facts, locale, N_ ("In force for the State since"), date_or_unknown (locale, entry.date), entry.basis,
              td_profile_entry_because (profile, &entry, locale));
    add_fact (facts, locale, N_ ("Next report due"), date_or_unknown (locale, due.date), due.basis,
              td_timetable_due_because (timetable, &due, locale));
    add_fact (facts, locale, N_ ("Declarations under articles 76 and 77"),
              g_strdup (td_words (locale, state->declarations != NULL ? state->declarations : N_ ("not known"))),
              state->declarations != NULL ? TD_BASIS_SEEN : TD_BASIS_NOT_GIVEN, NULL);
    return facts;
}

static GArray *reports_of (TdInstance *instance, const TdViewer *viewer, const GPtrArray *list, const char *locale)
{
    GArray *reports = g_array_new (FALSE, TRUE, sizeof (struct html_state_reports));

    for (guint i = 0; i < list->len; i++) {
        const TdSubmission *s = list->pdata[i];
        const char *name = td_submission_name_for (s, viewer);
        struct html_state_reports row = {
            .title = s->title != NULL ? s->title : td_words (locale, N_ ("Report without a title")),
            .link = g_strdup_printf ("/%s/submissions/%s", locale, s->id),
            .who = name != NULL ? name : td_words (locale, N_ ("Name withheld")),
            .when = s->register_day != NULL ? td_words_date (locale, s->register_day)
                                            : td_words_day (locale, s->received, instance->profile->zone),
            .status = s->status == TD_STATUS_PUBLISHED ? NULL : td_status_word (s->status),
            .articles = s->articles->len > 0 ? td_words_runs (locale, s->articles) : NULL,
        };
        g_array_append_val (reports, row);
    }
    return reports;
}

/* What the State says itself. */
static GArray *papers_of (TdInstance *instance, const GPtrArray *list, const char *locale)
{
    GArray *papers = g_array_new (FALSE, TRUE, sizeof (struct html_state_papers));

    for (guint i = 0; i < list->len; i++) {
        const TdSubmission *s = list->pdata[i];
        const TdChoice *purpose = td_profile_purpose (instance->profile, s->purpose);
        struct html_state_papers row = {
            .title = s->title != NULL ? s->title : td_words (locale, N_ ("Report without a title")),
            .link = g_strdup_printf ("/%s/submissions/%s", locale, s->id),
            .what = purpose != NULL ? purpose->label : "",
            .draft = td_state_paper_at_once (instance->profile, s),
            .who = s->sender_name,
            .when = td_words_day (locale, s->received, instance->profile->zone),
            .status = s->status == TD_STATUS_PUBLISHED ? NULL : td_status_word (s->status),
        };
        g_array_append_val (papers, row);
    }
    return papers;
}

static void free_papers (GArray *papers)
{
    for (guint i = 0; i < papers->len; i++) {
        g_free ((char *) g_array_index (papers, struct html_state_papers, i).link);
        g_free ((char *) g_array_index (papers, struct html_state_papers, i).when);
    }
    g_array_unref (papers);
}

enum { DOCUMENTS_SHOWN = 12 };

static void document_clear (gpointer data)
{
    const struct html_state_documents *row = data;

    g_free ((char *) row->link);
    g_free ((char *) row->symbol);
    g_free ((char *) row->when);
}

/* The newest documents of the library about the State. */
static GArray *documents_of (const TdProfile *profile, const GPtrArray *list, const char *locale)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_state_documents));

    g_array_set_clear_func (rows, document_clear);
    for (guint i = 0; i < list->len && i < DOCUMENTS_SHOWN; i++) {
        const TdLibraryDocument *d = list->pdata[i];
        const TdDocumentType *type = td_profile_document_type (profile, d->type);
        struct html_state_documents row = {
            .title = td_library_title (d, locale),
            .link = td_library_address (locale, d->symbol != NULL ? d->symbol : d->id, NULL),
            .symbol = d->symbol != NULL ? td_library_symbol_words (d->symbol) : NULL,
            .type = type != NULL ? type->label : N_ ("Document"),
            .when = d->day != NULL ? td_words_date (locale, d->day) : NULL,
        };
        g_array_append_val (rows, row);
    }
    return rows;
}

/* Where a document is in the library; NULL when it is not there. Free it. */
static char *link_of (const GPtrArray *documents, const char *symbol, const char *locale)
{
    for (guint i = 0; symbol != NULL && i < documents->len; i++)
        if (g_strcmp0 (((const TdLibraryDocument *) documents->pdata[i])->symbol, symbol) == 0)
            return td_library_address (locale, symbol, NULL);
    return NULL;
}

static GArray *reviews_of (const TdProfile *profile, const TdState *state, const GPtrArray *documents,
                           const char *locale)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_state_reviews));
    gsize n;
    const TdReview *reviews = td_profile_reviews (profile, state, &n);

    for (gsize i = n; i-- > 0;) {
        struct html_state_reviews row = { .cycle = reviews[i].cycle,
                                          .type = reviews[i].type,
                                          .when = td_state_session_words (reviews[i].session, locale),
                                          .report = reviews[i].report,
                                          .report_link = link_of (documents, reviews[i].report, locale),
                                          .list = reviews[i].list_of_issues,
                                          .list_link = link_of (documents, reviews[i].list_of_issues, locale),
                                          .observations = reviews[i].observations,
                                          .observations_link = link_of (documents, reviews[i].observations, locale),
                                          .basis = td_state_basis_words (reviews[i].observations_basis) };
        g_array_append_val (rows, row);
    }
    return rows;
}

static void free_lists (GArray *facts, GArray *reports, GArray *reviews)
{
    for (guint i = 0; i < facts->len; i++) {
        g_free ((char *) g_array_index (facts, struct html_state_facts, i).value);
        g_free ((char *) g_array_index (facts, struct html_state_facts, i).source);
    }
    for (guint i = 0; i < reports->len; i++) {
        const struct html_state_reports *row = &g_array_index (reports, struct html_state_reports, i);
        g_free ((char *) row->link);
        g_free ((char *) row->when);
        g_free ((char *) row->articles);
    }
    for (guint i = 0; i < reviews->len; i++) {
        const struct html_state_reviews *row = &g_array_index (reviews, struct html_state_reviews, i);
        g_free ((char *) row->when);
        g_free ((char *) row->report_link);
        g_free ((char *) row->list_link);
        g_free ((char *) row->observations_link);
    }
    g_array_unref (facts);
    g_array_unref (reports);
    g_array_unref (reviews);
}

static gboolean render (TdRequest *request, const TdState *state, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdProfile *profile = instance->profile;
    const TdViewer *viewer = td_request_viewer (request);
    const char *locale = td_request_locale (request);
    TdSubmissionFilter filter = { .state = state->iso3, .others = TRUE };
    g_autoptr (GPtrArray) own = td_state_papers (instance, viewer, state->iso3, NULL, error);
    g_autoptr (GPtrArray) list = own != NULL ? td_submission_list (instance, viewer, &filter, error) : NULL;
    g_autoptr (GArray) counts = list != NULL ? td_submission_coverage (instance, viewer, state->iso3, error) : NULL;
    g_autoptr (TdTimetable) timetable = counts != NULL ? td_timetable_read (instance, error) : NULL;
    g_autoptr (GPtrArray) library =
        timetable != NULL ? td_library_list (instance, &(TdLibraryFilter){ .state = state->iso3 }, error) : NULL;
    g_autofree char *today = td_state_today (instance);
    g_autofree char *send = g_strdup_printf ("/%s/send?state=%s", locale, state->iso3);
    g_autoptr (TdMarkup) cycle = NULL;
    g_autoptr (TdMarkup) coverage = NULL;
    g_autoptr (TdMarkup) doors = NULL;
    g_autoptr (GArray) documents = NULL;
    GArray *facts, *reports, *reviews, *papers;
    const TdThing dossier = td_door_dossier (state->iso3);
    TdHtml *h = td_request_html (request);

    if (library == NULL || !td_now_short (request, state, &doors, error))
        return FALSE;
    cycle = td_state_cycle_picture (timetable, state, today, h);
    coverage = td_state_coverage_picture (profile, state, counts, h);
    facts = facts_of (timetable, state, today, locale);
    reports = reports_of (instance, viewer, list, locale);
    papers = papers_of (instance, own, locale);
    reviews = reviews_of (timetable->profile, state, library, locale);
    documents = documents_of (profile, library, locale);
    const struct html_state page = {
        .name = td_profile_state_name (profile, state, locale),
        .iso3 = state->iso3,
        .region = state->region,
        .send = send,
        .dossier = td_door_may (viewer, TD_ACT_DOSSIER_READ, &dossier, NULL),
        .cycle = cycle,
        .doors = doors,
        .coverage = coverage,
        .facts = (const struct html_state_facts *) (void *) facts->data,
        .n_facts = facts->len,
        .papers = (const struct html_state_papers *) (void *) papers->data,
        .n_papers = papers->len,
        .reports = (const struct html_state_reports *) (void *) reports->data,
        .n_reports = reports->len,
        .documents = (const struct html_state_documents *) (void *) documents->data,
        .n_documents = documents->len,
        .more_documents = library->len > documents->len,
        .reviews = (const struct html_state_reviews *) (void *) reviews->data,
        .n_reviews = reviews->len,
    };
    html_state (h, &page);
    free_lists (facts, reports, reviews);
    free_papers (papers);
    td_reply_html (request, 200);
    return TRUE;
}

gboolean td_state_page (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdState *state = td_profile_state (instance->profile, td_request_part (request, "state"));
    json_t *json;

    if (state == NULL) {
        g_set_error_literal (error, TD_WEB_ERROR, TD_ERROR_NOT_FOUND,
                             "This is not a State party. Look for it in the list of States.");
        return FALSE;
    }
    if (!td_request_wants_json (request))
        return render (request, state, error);
    json = td_state_to_json (instance, td_request_viewer (request), state, td_request_locale (request), error);
    if (json == NULL)
        return FALSE;
    td_reply_json (request, 200, json);
    return TRUE;
}

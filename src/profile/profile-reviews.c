/* sessions.csv and reviews.csv: when the Committee met, and whom it reviewed. */
#include "profile/profile-private.h"

#include "base/clock.h"
#include "base/errors.h"

static const TdColumn session_columns[] = {
    { "number", TD_FIELD_NUMBER, TRUE, TRUE }, { "start", TD_FIELD_DATE },  { "end", TD_FIELD_DATE },
    { "basis", TD_FIELD_BASIS, TRUE },         { "source", TD_FIELD_TEXT },
};

static const TdColumn review_columns[] = {
    { "iso3", TD_FIELD_TEXT, TRUE },
    { "cycle", TD_FIELD_NUMBER, TRUE },
    { "type", TD_FIELD_SLUG, TRUE },
    { "numbers", TD_FIELD_TEXT },
    { "session", TD_FIELD_NUMBER },
    { "session_basis", TD_FIELD_BASIS, TRUE },
    { "report", TD_FIELD_TEXT, FALSE, TRUE },
    { "report_basis", TD_FIELD_BASIS, TRUE },
    { "list_of_issues", TD_FIELD_TEXT, FALSE, TRUE },
    { "list_basis", TD_FIELD_BASIS, TRUE },
    { "observations", TD_FIELD_TEXT, FALSE, TRUE },
    { "observations_basis", TD_FIELD_BASIS, TRUE },
    { "next_report_due", TD_FIELD_DATE },
    { "next_report_source", TD_FIELD_TEXT },
};

static gboolean check_session (const TdSheet *sheet, guint row, GError **error)
{
    const TdSession *session = &sheet->whole->profile.sessions[row];

    if (session->start != NULL && session->end != NULL && td_date_compare (session->start, session->end) > 0)
        return td_sheet_refuse (sheet, row, error, "the session ends before it begins.");
    if ((session->start == NULL && session->end == NULL) != (session->basis == TD_BASIS_NOT_GIVEN))
        return td_sheet_refuse (sheet, row, error, "dates have a basis, and what is not given has no dates.");
    if (session->basis == TD_BASIS_SEEN && session->source == NULL)
        return td_sheet_refuse (sheet, row, error, "what was seen needs its source.");
    if (row == 0)
        return TRUE;
    const TdSession *before = session - 1;
    if (session->number <= before->number)
        return td_sheet_refuse (sheet, row, error, "session %d stands after session %d. Put sessions in order.",
                                session->number, before->number);
    const char *earlier = before->end != NULL ? before->end : before->start;
    const char *later = session->start != NULL ? session->start : session->end;
    if (earlier != NULL && later != NULL && td_date_compare (earlier, later) > 0)
        return td_sheet_refuse (sheet, row, error, "session %d begins before session %d ends.", session->number,
                                before->number);
    return TRUE;
}

gboolean td_profile_load_sessions (TdProfileWhole *whole, GError **error)
{
    g_auto (TdSheet) sheet = { 0 };

    if (!td_sheet_open (whole, "sessions.csv", session_columns, G_N_ELEMENTS (session_columns), &sheet, error))
        return FALSE;
    TdSession *sessions = g_new0 (TdSession, sheet.csv->n_rows);
    whole->profile.sessions = sessions;
    whole->profile.n_sessions = sheet.csv->n_rows;
    for (guint i = 0; i < sheet.csv->n_rows; i++) {
        sessions[i] = (TdSession){
            .number = td_sheet_number (&sheet, i, "number"),
            .start = td_sheet_text (&sheet, i, "start"),
            .end = td_sheet_text (&sheet, i, "end"),
            .basis = td_sheet_basis (&sheet, i, "basis"),
            .source = td_sheet_text (&sheet, i, "source"),
        };
        if (!check_session (&sheet, i, error))
            return FALSE;
    }
    return TRUE;
}

/* A document is named as its State's documents are, and has a basis exactly when it is named. */
static gboolean check_symbol (const TdSheet *sheet, guint row, const char *column, const char *symbol, TdBasis basis,
                              GError **error)
{
    const char *iso3 = td_csv_field (sheet->csv, row, "iso3");

    if ((symbol == NULL) != (basis == TD_BASIS_NOT_GIVEN))
        return td_sheet_refuse (sheet, row, error, "“%s” and its basis disagree: a symbol has one, none has not-given.",
                                column);
    if (symbol == NULL || td_profile_symbol_fits (sheet->whole->symbols_state, iso3, symbol))
        return TRUE;
    return td_sheet_refuse (sheet, row, error, "“%s” is no symbol of this State (%s): “%.60s”.", column,
                            sheet->whole->symbols_state, symbol);
}

static gboolean check_review (const TdSheet *sheet, guint row, GError **error)
{
    const TdReview *review = &sheet->whole->profile.reviews[row];
    static const char *const types[] = { "initial", "periodic", "no-report", NULL };

    if (review->state == NULL)
        return td_sheet_refuse (sheet, row, error, "states.csv has no State “%s”.",
                                td_csv_field (sheet->csv, row, "iso3"));
    if (!g_strv_contains (types, review->type))
        return td_sheet_refuse (sheet, row, error, "“type” is none of initial, periodic, no-report: “%s”.",
                                review->type);
    if (td_sheet_number (sheet, row, "session") != 0 && review->session == NULL)
        return td_sheet_refuse (sheet, row, error, "sessions.csv has no session %d.",
                                td_sheet_number (sheet, row, "session"));
    if ((review->session == NULL) != (review->session_basis == TD_BASIS_NOT_GIVEN))
        return td_sheet_refuse (sheet, row, error, "“session” and its basis disagree.");
    if ((review->next_report_due == NULL) != (review->next_report_source == NULL))
        return td_sheet_refuse (sheet, row, error, "a date for the next report needs its source, and only that.");
    return check_symbol (sheet, row, "report", review->report, review->report_basis, error)
           && check_symbol (sheet, row, "list_of_issues", review->list_of_issues, review->list_basis, error)
           && check_symbol (sheet, row, "observations", review->observations, review->observations_basis, error);
}

/* A State's reviews stand together and count up from 1, in sessions that do not go back. */
static gboolean check_order (const TdSheet *sheet, guint row, GHashTable *seen, GError **error)
{
    const TdReview *review = &sheet->whole->profile.reviews[row];
    const TdReview *before = row > 0 && review[-1].state == review->state ? review - 1 : NULL;

    if (before == NULL && !g_hash_table_add (seen, (gpointer) review->state))
        return td_sheet_refuse (sheet, row, error, "the reviews of %s are torn apart. Put them together.",
                                review->state->iso3);
    int expected = before == NULL ? 1 : before->cycle + 1;
    if (review->cycle != expected)
        return td_sheet_refuse (sheet, row, error, "review %d of %s stands where review %d belongs.", review->cycle,
                                review->state->iso3, expected);
    if (before != NULL && before->session != NULL && review->session != NULL
        && review->session->number <= before->session->number)
        return td_sheet_refuse (sheet, row, error, "this review was held no later than the one before it.");
    return TRUE;
}

static TdReview read_review (const TdSheet *sheet, guint row)
{
    const TdProfileWhole *whole = sheet->whole;
    TdReview review = {
        .state = td_profile_state (&whole->profile, td_csv_field (sheet->csv, row, "iso3")),
        .cycle = td_sheet_number (sheet, row, "cycle"),
        .type = td_sheet_text (sheet, row, "type"),
        .numbers = td_sheet_text (sheet, row, "numbers"),
        .report = td_sheet_text (sheet, row, "report"),
        .report_basis = td_sheet_basis (sheet, row, "report_basis"),
        .list_of_issues = td_sheet_text (sheet, row, "list_of_issues"),
        .list_basis = td_sheet_basis (sheet, row, "list_basis"),
        .observations = td_sheet_text (sheet, row, "observations"),
        .observations_basis = td_sheet_basis (sheet, row, "observations_basis"),
        .session = td_profile_session (&whole->profile, td_sheet_number (sheet, row, "session")),
        .session_basis = td_sheet_basis (sheet, row, "session_basis"),
        .next_report_due = td_sheet_text (sheet, row, "next_report_due"),
        .next_report_source = td_sheet_text (sheet, row, "next_report_source"),
    };
    review.list_prior = review.state != NULL && review.list_of_issues != NULL
                        && td_profile_symbol_fits (whole->symbols_prior, review.state->iso3, review.list_of_issues);
    return review;
}

gboolean td_profile_load_reviews (TdProfileWhole *whole, GError **error)
{
    g_auto (TdSheet) sheet = { 0 };
    g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

    if (!td_sheet_open (whole, "reviews.csv", review_columns, G_N_ELEMENTS (review_columns), &sheet, error))
        return FALSE;
    TdReview *reviews = g_new0 (TdReview, sheet.csv->n_rows);
    whole->profile.reviews = reviews;
    whole->profile.n_reviews = sheet.csv->n_rows;
    for (guint i = 0; i < sheet.csv->n_rows; i++) {
        reviews[i] = read_review (&sheet, i);
        if (!check_review (&sheet, i, error) || !check_order (&sheet, i, seen, error))
            return FALSE;
    }
    return TRUE;
}

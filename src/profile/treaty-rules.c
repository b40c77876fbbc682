/* Entry into force and reports due: the treaty's arithmetic, with the profile's numbers. */
#include "profile/profile.h"

#include "base/clock.h"
#include "text/words.h"

/* The last day that a date of any precision may mean. */
static char *last_day (const char *date)
{
    g_autofree char *month =
        td_date_precision (date) == TD_DATE_YEAR ? g_strconcat (date, "-12", NULL) : g_strdup (date);
    if (td_date_precision (month) == TD_DATE_DAY)
        return g_steal_pointer (&month);
    /* A day that the month lacks becomes its last: counted from a January, it stays one. */
    g_autofree char *january = g_strdup_printf ("%.4s-01-31", month);
    guint64 number = 1;
    g_ascii_string_to_unsigned (month + 5, 10, 1, 12, &number, NULL);
    return td_date_add_months (january, (int) number - 1);
}

/* ---- entry into force ---- */

/* For a deposit in that month: "2018-07" or a day. "The first day of the month following a period of so many
 * months after the date of the deposit": the period ends in the month that many months on, whatever the day.
 */
static char *entry_for_month (const TdProfile *profile, const char *deposit)
{
    g_autofree char *first = g_strdup_printf ("%.7s-01", deposit);
    g_autofree char *entry = td_date_add_months (first, profile->entry_months + 1);

    if (entry == NULL || td_date_compare (entry, profile->in_force) < 0)
        return g_strdup (profile->in_force);
    return g_steal_pointer (&entry);
}

void td_profile_entry (const TdProfile *profile, const TdState *state, TdEntry *ret_entry)
{
    TdEntry entry = { .basis = TD_BASIS_NOT_GIVEN };
    const char *deposit = state->adherence_date;

    if (deposit != NULL && td_date_precision (deposit) == TD_DATE_YEAR) {
        g_autofree char *january = g_strconcat (deposit, "-01", NULL);
        g_autofree char *december = g_strconcat (deposit, "-12", NULL);
        entry.earliest = entry_for_month (profile, january);
        entry.latest = entry_for_month (profile, december);
    } else if (deposit != NULL) {
        entry.earliest = entry_for_month (profile, deposit);
        entry.latest = g_strdup (entry.earliest);
    }
    if (entry.earliest != NULL) {
        entry.basis = TD_BASIS_CALCULATED;
        entry.date =
            g_str_equal (entry.earliest, entry.latest) ? g_strdup (entry.earliest) : g_strndup (entry.earliest, 4);
    }
    *ret_entry = entry;
}

void td_entry_clear (TdEntry *entry)
{
    g_clear_pointer (&entry->date, g_free);
    g_clear_pointer (&entry->earliest, g_free);
    g_clear_pointer (&entry->latest, g_free);
}

char *td_profile_entry_into_force (const TdProfile *profile, const TdState *state)
{
    g_auto (TdEntry) entry = { 0 };

    td_profile_entry (profile, state, &entry);
    return g_steal_pointer (&entry.date);
}

char *td_profile_entry_because (const TdProfile *profile, const TdEntry *entry, const char *locale)
{
    g_autofree char *article = g_strdup_printf ("%d", profile->entry_article);
    g_autofree char *months = td_words_number (locale, profile->entry_months);

    if (entry->date == NULL)
        return g_strdup (td_words (locale, "The date of the deposit is not known here."));
    if (g_str_equal (entry->date, profile->in_force))
        return td_words_fill (td_words (locale, "The day on which the Convention itself entered into force "
                                                "(article {article}); the State had joined before."),
                              "article", article, NULL);
    if (td_date_precision (entry->date) == TD_DATE_DAY)
        return td_words_fill (td_words_n (locale,
                                          "The first day of the month after {n} month from deposit (article "
                                          "{article}).",
                                          "The first day of the month after {n} months from deposit (article "
                                          "{article}).",
                                          profile->entry_months),
                              "n", months, "article", article, NULL);
    g_autofree char *earliest = td_words_date (locale, entry->earliest);
    g_autofree char *latest = td_words_date (locale, entry->latest);
    return td_words_fill (td_words (locale, "The deposit is known only to the year, so the day lies between {earliest} "
                                            "and {latest} (article {article})."),
                          "earliest", earliest, "latest", latest, "article", article, NULL);
}

/* ---- reviews in time ---- */

TdReviewTime td_review_time (const TdReview *review, const char *today)
{
    if (today == NULL)
        return TD_REVIEW_HELD;
    if (review->session == NULL)
        return TD_REVIEW_UNKNOWN;
    const char *start = review->session->start, *end = review->session->end;
    if (end != NULL && td_date_compare (end, today) < 0)
        return TD_REVIEW_HELD;
    if (start != NULL && td_date_compare (start, today) > 0)
        return TD_REVIEW_PLANNED;
    if (td_date_precision (start) == TD_DATE_DAY && td_date_precision (end) == TD_DATE_DAY)
        return TD_REVIEW_NOW;
    /* Only the end is known: in which year it lies is all that can be said of the beginning. */
    if (start == NULL && end != NULL && strncmp (end, today, 4) > 0)
        return TD_REVIEW_PLANNED;
    return TD_REVIEW_UNKNOWN;
}

/* ---- the next report ---- */

static void due_first (const TdProfile *profile, const TdState *state, TdReportDue *due)
{
    g_auto (TdEntry) entry = { 0 };

    td_profile_entry (profile, state, &entry);
    due->cycle = 1;
    if (entry.date == NULL)
        return;
    g_autofree char *earliest = td_date_add_months (entry.earliest, profile->first_report_months);
    due->rule = TD_DUE_FIRST;
    due->basis = TD_BASIS_CALCULATED;
    due->latest = td_date_add_months (entry.latest, profile->first_report_months);
    due->date = g_strcmp0 (earliest, due->latest) == 0 ? g_steal_pointer (&earliest) : g_strndup (earliest, 4);
    due->since = g_steal_pointer (&entry.date);
}

static void due_after (const TdProfile *profile, const TdReview *last, TdReportDue *due)
{
    const char *end = last->session == NULL        ? NULL
                      : last->session->end != NULL ? last->session->end
                                                   : last->session->start;

    due->cycle = last->cycle + 1;
    due->review = last;
    if (last->next_report_due != NULL) {
        due->rule = TD_DUE_FIXED;
        due->basis = TD_BASIS_SEEN;
        due->date = g_strdup (last->next_report_due);
    } else if (end != NULL) {
        due->rule = TD_DUE_INTERVAL;
        due->basis = TD_BASIS_CALCULATED;
        due->since = g_strdup (end);
        due->date = td_date_add_months (end, profile->interval_years * 12);
    }
    if (due->date != NULL)
        due->latest = last_day (due->date);
}

/* A review in the absence of its report says that the report did not come. */
static gboolean has_report (const TdReview *review)
{
    return review->report != NULL || g_strcmp0 (review->type, "no-report") != 0;
}

void td_profile_next_report_on (const TdProfile *profile, const TdState *state, const char *today, TdReportDue *ret_due)
{
    TdReportDue due = { .basis = TD_BASIS_NOT_GIVEN, .known_until = profile->known_until };
    const TdReview *last = NULL;
    gsize n = 0;
    const TdReview *reviews = td_profile_reviews (profile, state, &n);

    for (gsize i = 0; i < n; i++)
        if (td_review_time (&reviews[i], today) == TD_REVIEW_HELD)
            last = &reviews[i];
    if (last == NULL)
        due_first (profile, state, &due);
    else
        due_after (profile, last, &due);
    for (gsize i = 0; i < n && due.planned == NULL; i++)
        if (reviews[i].cycle == due.cycle && reviews[i].session != NULL && has_report (&reviews[i]))
            due.planned = &reviews[i];
    due.because = td_profile_report_because (profile, &due, "en");
    *ret_due = due;
}

void td_profile_report_opening (const TdProfile *profile, const TdReview *review, TdReportDue *ret_due)
{
    TdReportDue due = { .basis = TD_BASIS_NOT_GIVEN,
                        .known_until = profile->known_until,
                        .planned = review->session != NULL && has_report (review) ? review : NULL };

    /* A State's reviews stand together, so the one before it is its neighbour. */
    if (review > profile->reviews && review[-1].state == review->state)
        due_after (profile, review - 1, &due);
    else
        due_first (profile, review->state, &due);
    due.because = td_profile_report_because (profile, &due, "en");
    *ret_due = due;
}

static char *because_first (const TdProfile *profile, const TdReportDue *due, const char *article, const char *locale)
{
    g_autofree char *months = td_words_number (locale, profile->first_report_months);

    if (td_date_precision (due->date) == TD_DATE_YEAR) {
        g_autofree char *latest = td_words_date (locale, due->latest);
        return td_words_fill (
            td_words_n (locale,
                        "The first report is due {n} month after the Convention entered into force for "
                        "the State (article {article}). The deposit is known only to the year: due on "
                        "{latest} at the latest.",
                        "The first report is due {n} months after the Convention entered into force "
                        "for the State (article {article}). The deposit is known only to the year: due "
                        "on {latest} at the latest.",
                        profile->first_report_months),
            "n", months, "article", article, "latest", latest, NULL);
    }
    return td_words_fill (
        td_words_n (locale,
                    "The first report is due {n} month after the Convention entered into force for the "
                    "State (article {article}).",
                    "The first report is due {n} months after the Convention entered into force for "
                    "the State (article {article}).",
                    profile->first_report_months),
        "n", months, "article", article, NULL);
}

static char *because_interval (const TdProfile *profile, const TdReportDue *due, const char *article,
                               const char *locale)
{
    g_autofree char *years = td_words_number (locale, profile->interval_years);
    g_autofree char *session = td_words_number (locale, due->review->session->number);

    return td_words_fill (
        td_words_n (locale,
                    "No date fixed by the Committee is known here. Counted: {n} year after the end of "
                    "session {session}, the State's last review (article {article}).",
                    "No date fixed by the Committee is known here. Counted: {n} years after the end of "
                    "session {session}, the State's last review (article {article}).",
                    profile->interval_years),
        "n", years, "session", session, "article", article, NULL);
}

char *td_profile_report_because (const TdProfile *profile, const TdReportDue *due, const char *locale)
{
    g_autofree char *article = g_strdup_printf ("%d", profile->report_article);

    switch (due->rule) {
    case TD_DUE_FIRST: return because_first (profile, due, article, locale);
    case TD_DUE_FIXED:
        return td_words_fill (td_words (locale, "Fixed by the Committee: {source}."), "source",
                              due->review->next_report_source, NULL);
    case TD_DUE_INTERVAL: return because_interval (profile, due, article, locale);
    case TD_DUE_UNKNOWN: break;
    }
    return g_strdup (td_words (locale, "Nothing is known here from which the date could be counted."));
}

int td_report_due_overdue (const TdReportDue *due, const char *today)
{
    int years = 0;

    if (due->latest == NULL || due->planned != NULL || td_date_compare (due->latest, today) >= 0
        || td_date_compare (due->latest, due->known_until) >= 0)
        return -1;
    for (;; years++) {
        g_autofree char *later = td_date_add_months (due->latest, 12 * (years + 1));
        if (later == NULL || td_date_compare (later, today) > 0)
            return years;
    }
}

void td_report_due_clear (TdReportDue *due)
{
    g_clear_pointer (&due->date, g_free);
    g_clear_pointer (&due->latest, g_free);
    g_clear_pointer (&due->because, g_free);
    g_clear_pointer (&due->since, g_free);
}

/* The CMW's profile: all of it parses and hangs together. */
#include "base/clock.h"
#include "base/errors.h"
#include "profile/profile.h"

static TdProfile *profile;

static void test_counts (void)
{
    g_assert_cmpstr (profile->name, ==, "cmw");
    g_assert_cmpstr (profile->short_name, ==, "CMW");
    g_assert_cmpstr (profile->body, ==, "Committee on Migrant Workers");
    g_assert_cmpuint (profile->n_states, ==, 60);
    g_assert_cmpuint (profile->n_articles, ==, 93);
    g_assert_cmpuint (profile->n_themes, ==, 16);
    g_assert_cmpuint (profile->n_sessions, ==, 41);
    g_assert_cmpuint (profile->n_reviews, ==, 97);
    g_assert_cmpint (profile->page_limit, ==, 10);
    g_assert_cmpint (profile->file_bytes, ==, 25 * 1024 * 1024);
    g_assert_true (profile->page_rule.without_annexes);
    g_assert_cmpint (profile->members, ==, 14);
    g_assert_cmpint (profile->checkpoint_seconds, ==, 3600);
    g_assert_cmpuint (g_strv_length ((char **) profile->languages), ==, 6);
    g_assert_true (g_strv_contains (profile->working_languages, "fr"));
    g_assert_nonnull (profile->tagger);
}

static void test_states (void)
{
    int exact = 0;

    for (gsize i = 0; i < profile->n_states; i++) {
        const TdState *state = &profile->states[i];
        g_autofree char *entry = td_profile_entry_into_force (profile, state);
        g_assert_nonnull (entry);
        g_assert_cmpstr (entry, >=, "2003-07-01");
        exact += td_date_precision (entry) == TD_DATE_DAY;
        g_assert_nonnull (state->adherence_source);
        g_assert_true (td_profile_state (profile, state->iso3) == state);
    }
    g_assert_cmpint (exact, ==, 56);
    g_assert_cmpstr (profile->states[0].iso3, ==, "ALB");
    g_assert_cmpstr (profile->states[59].iso3, ==, "ZWE");
    g_assert_cmpstr (td_profile_state (profile, "gha")->name, ==, "Ghana");
    g_assert_null (td_profile_state (profile, "XXX"));
    g_assert_null (td_profile_state (profile, NULL));
}

static void test_names (void)
{
    const TdState *syria = td_profile_state (profile, "SYR");

    g_assert_cmpstr (td_profile_state_name (profile, syria, "fr"), ==, "République arabe syrienne");
    g_assert_cmpstr (td_profile_state_name (profile, syria, "en"), ==, "Syrian Arab Republic");
    g_assert_cmpstr (td_profile_state_name (profile, syria, "ar"), ==, "الجمهورية العربية السورية");
    g_assert_cmpstr (td_profile_state_name (profile, syria, "fr-CH"), ==, "République arabe syrienne");
    const char *german = td_profile_state_name (profile, syria, "de");
    g_assert_cmpstr (german, ==, "Syrien");
    g_assert_true (td_profile_state_name (profile, syria, "de") == german);
    for (gsize i = 0; i < profile->n_states; i++)
        for (const char *const *l = profile->languages; *l != NULL; l++)
            g_assert_cmpuint (strlen (td_profile_state_name (profile, &profile->states[i], *l)), >, 2);
}

static void test_reviews (void)
{
    for (gsize i = 0; i < profile->n_reviews; i++) {
        const TdReview *review = &profile->reviews[i];
        const char *symbols[] = { review->report, review->list_of_issues, review->observations };
        g_assert_nonnull (review->session);
        for (gsize k = 0; k < G_N_ELEMENTS (symbols); k++) {
            g_autofree char *pattern = g_strdup_printf ("^CMW/C/%s/((Q|QPR|CO)/)?[1-9](-[1-9])?$", review->state->iso3);
            if (symbols[k] != NULL)
                g_assert_true (g_regex_match_simple (pattern, symbols[k], 0, 0));
        }
        if (i > 0 && review[-1].state == review->state)
            g_assert_cmpint (review->cycle, ==, review[-1].cycle + 1);
    }
}

static void check_symbol (const char *symbol, const char *slug, const char *iso3, int n)
{
    const TdState *state = NULL;
    int number = 0;
    const TdDocumentType *type = td_profile_symbol_type (profile, symbol, &state, &number);

    g_assert_cmpstr (type != NULL ? type->slug : NULL, ==, slug);
    g_assert_cmpstr (state != NULL ? state->iso3 : NULL, ==, iso3);
    g_assert_cmpint (number, ==, n);
}

static void test_documents (void)
{
    const TdState *ghana = td_profile_state (profile, "GHA");
    const TdDocumentType *observations = td_profile_document_that_is (profile, TD_IS_OBSERVATIONS);
    g_autofree char *symbol = td_profile_document_symbol (observations, ghana, 2);

    check_symbol ("CMW/C/GHA/CO/1", "concluding-observations", "GHA", 1);
    check_symbol ("cmw/c/gha/co/12", "concluding-observations", "GHA", 12);
    check_symbol ("CMW/C/GHA/Q/1", "list-of-issues", "GHA", 1);
    check_symbol ("CMW/C/GHA/QPR/1", "list-of-issues-prior", "GHA", 1);
    check_symbol ("CMW/C/GHA/Q/1/Add.1", "replies", "GHA", 1);
    check_symbol ("CMW/C/GHA/RQ/1", "replies", "GHA", 1);
    check_symbol ("CMW/C/GHA/1", "state-report", "GHA", 1);
    check_symbol ("CMW/C/GHA/2-3", "state-report", "GHA", 2);
    check_symbol ("CMW/C/GC/2", "general-comment", NULL, 2);
    check_symbol ("HRI/CORE/GHA/2018", "core-document", "GHA", 0);
    check_symbol ("HRI/CORE/1/Add.124", "core-document", NULL, 0);
    check_symbol ("CMW/C/37/2", "committee-paper", NULL, 0);
    check_symbol ("CEDAW/C/GHA/CO/7", "un-mechanism", "GHA", 0);
    check_symbol ("A/HRC/52/4", "un-document", NULL, 0);
    check_symbol ("CMW/C/GHA/CO/0", "committee-paper", NULL, 0);
    check_symbol ("OEA/1", NULL, NULL, 0);
    check_symbol ("", NULL, NULL, 0);
    g_assert_cmpstr (symbol, ==, "CMW/C/GHA/CO/2");
    g_assert_null (td_profile_document_symbol (observations, NULL, 2));
    g_assert_null (td_profile_document_symbol (td_profile_document_type (profile, "nhri-document"), ghana, 2));
    g_assert_cmpstr (td_profile_document_that_is (profile, TD_IS_REPORT)->source, ==, "state");
}

/* Each document that a review names is of the type that its column says. */
static void test_documents_of_reviews (void)
{
    for (gsize i = 0; i < profile->n_reviews; i++) {
        const TdReview *review = &profile->reviews[i];
        const struct {
            const char *symbol;
            TdDocumentIs is;
        } named[] = { { review->report, TD_IS_REPORT },
                      { review->list_of_issues, review->list_prior ? TD_IS_LIST_PRIOR : TD_IS_LIST },
                      { review->observations, TD_IS_OBSERVATIONS } };
        for (gsize k = 0; k < G_N_ELEMENTS (named); k++) {
            const TdState *state = NULL;
            int n = 0;
            const TdDocumentType *type = td_profile_symbol_type (profile, named[k].symbol, &state, &n);
            if (named[k].symbol == NULL)
                continue;
            g_assert_cmpint (type->is, ==, named[k].is);
            g_assert_true (state == review->state && n > 0);
        }
    }
}

static void test_choices (void)
{
    g_assert_nonnull (td_profile_choice (profile->purposes, profile->n_purposes, "dialogue"));
    g_assert_cmpstr (td_profile_choice (profile->kinds, profile->n_kinds, "nhri")->source, ==, "nhri");
    g_assert_cmpstr (td_profile_choice (profile->kinds, profile->n_kinds, "trade-union")->source, ==, "civil-society");
    g_assert_true (td_profile_choice (profile->kinds, profile->n_kinds, "nhri")->registered);
    g_assert_false (td_profile_choice (profile->kinds, profile->n_kinds, "person")->registered);
    g_assert_false (td_profile_choice (profile->kinds, profile->n_kinds, "state")->registered);
    g_assert_true (td_profile_choice (profile->kinds, profile->n_kinds, "network")->coalition);
    g_assert_false (td_profile_choice (profile->kinds, profile->n_kinds, "ngo")->coalition);
    g_assert_null (td_profile_choice (profile->kinds, profile->n_kinds, "nobody"));
    g_assert_true (td_profile_choice (profile->stages, profile->n_stages, "dialogue")->civil_society);
    g_assert_cmpstr (td_profile_article (profile, 16)->theme, ==, "liberty");
    g_assert_null (td_profile_article (profile, 94));
}

static void test_tagger (void)
{
    g_autoptr (GArray) tags = td_tagger_tag (profile->tagger, "Detention breaches article 16 of the Convention.", "en");
    g_assert_cmpuint (tags->len, >, 0);
    g_assert_cmpint (g_array_index (tags, TdTag, 0).article, ==, 16);
}

static void test_unknown (void)
{
    const char *names[] = { "nothing", "", "./nowhere", "cmw/../cmw/x" };

    for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
        g_autoptr (GError) error = NULL;
        g_assert_null (td_profile_load (names[i], &error));
        g_assert_error (error, TD_PROFILE_ERROR, TD_ERROR_NOT_FOUND);
    }
}

/* The folder and the built-in one are the same. */
static void test_from_folder (void)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (TdProfile) other = td_profile_load (TD_SOURCE_FOLDER "/profiles/cmw", &error);
    g_assert_no_error (error);
    g_assert_cmpstr (other->name, ==, "cmw");
    g_assert_cmpuint (other->n_states, ==, profile->n_states);
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_autoptr (GError) error = NULL;
    g_autoptr (TdProfile) loaded = td_profile_load ("cmw", &error);
    g_assert_no_error (error);
    profile = loaded;
    g_test_add_func ("/profile/load/counts", test_counts);
    g_test_add_func ("/profile/load/states", test_states);
    g_test_add_func ("/profile/load/names", test_names);
    g_test_add_func ("/profile/load/reviews", test_reviews);
    g_test_add_func ("/profile/load/documents", test_documents);
    g_test_add_func ("/profile/load/documents-of-reviews", test_documents_of_reviews);
    g_test_add_func ("/profile/load/choices", test_choices);
    g_test_add_func ("/profile/load/tagger", test_tagger);
    g_test_add_func ("/profile/load/unknown", test_unknown);
    g_test_add_func ("/profile/load/from-folder", test_from_folder);
    return g_test_run ();
}

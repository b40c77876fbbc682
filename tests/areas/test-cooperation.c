/* Accounts of consultations and the State's answers: what is kept, who reads, what stands against what. */
#include "people-house.h"

#include "areas/cooperation/both-sides.h"
#include "areas/cooperation/to-accept.h"
#include "areas/organisations/organisation.h"
#include "base/limits.h"

static const TdViewer officer = { .roles =
                                      TD_ROLE_BIT (PUBLIC) | TD_ROLE_BIT (ORGANISATION) | TD_ROLE_BIT (SECRETARIAT),
                                  .trust = TD_TRUST_SECOND,
                                  .actor = "command" };

static char *organisation (House *house, const char *name, gboolean verify)
{
    const TdOrganisationFacts facts = { .name = name, .kind = "ngo", .visibility = "public" };
    g_autoptr (GError) error = NULL;
    char *id = NULL;

    td_organisation_add (house->instance, &officer, &facts, &id, NULL, &error);
    g_assert_no_error (error);
    if (verify)
        td_organisation_decide (house->instance, &secretariat, id, TD_ORGANISATION_VERIFY, "Seen.", NULL, &error);
    g_assert_no_error (error);
    return id;
}

/* Somebody who leads an organisation of this name, in a session. */
typedef struct {
    char *person, *organisation;
    TdViewer viewer;
} Lead;

static void lead_new (House *house, const char *name, gboolean verify, Lead *ret)
{
    g_autofree char *address = g_strdup_printf ("%s@example.org", name);

    ret->organisation = organisation (house, name, verify);
    ret->person = add_lead (house, address, ret->organisation);
    viewer_now (house, ret->person, &ret->viewer);
}

static void lead_clear (Lead *lead)
{
    g_free (lead->person);
    g_free (lead->organisation);
    td_viewer_clear (&lead->viewer);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Lead, lead_clear)

static char *tell (House *house, const TdViewer *viewer, const char *organisation, const char *question,
                   const char *value, const char *visibility, int seen, const char **ret_field, GError **error)
{
    const gboolean text = g_str_equal (question, "how");
    const TdOwnGiven answers[] = { { question, text ? NULL : value, text ? value : NULL } };
    const TdOwnWish wish = { .state = "GHA",
                             .organisation = organisation,
                             .visibility = visibility,
                             .answers = answers,
                             .n_answers = 1,
                             .seen = seen };
    char *id = NULL;

    return td_own_account_give (house->instance, viewer, &wish, &id, ret_field, error) ? id : NULL;
}

static char *must_tell (House *house, const TdViewer *viewer, const char *organisation, const char *question,
                        const char *value, const char *visibility, int seen)
{
    g_autoptr (GError) error = NULL;
    char *id = tell (house, viewer, organisation, question, value, visibility, seen, NULL, &error);

    g_assert_no_error (error);
    return id;
}

static void not_told (House *house, const TdViewer *viewer, const char *organisation, const char *question,
                      const char *value, const char *visibility, int seen, const char *field, TdErrorCode code)
{
    g_autoptr (GError) error = NULL;
    const char *wrong = NULL;

    g_assert_null (tell (house, viewer, organisation, question, value, visibility, seen, &wrong, &error));
    g_assert_cmpstr (wrong, ==, field);
    assert_code (&error, code);
}

static guint seen_by (House *house, const TdViewer *viewer)
{
    g_auto (TdBothSides) sides = { 0 };
    g_autoptr (GError) error = NULL;

    td_both_sides (house->instance, viewer, "GHA", 0, &sides, &error);
    g_assert_no_error (error);
    return sides.accounts->len;
}

static void member_of (House *house, const char *address, const char *state, TdViewer *ret)
{
    g_autofree char *id = add (house, address, TD_ROLE_MEMBER, state);

    viewer_now (house, id, ret);
}

/* ---- giving ---- */

static void test_refused (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *long_text = g_strnfill (TD_LIMIT_TEXT_CHARACTERS + 1, 'x');
    g_auto (Lead) ama = { 0 };
    g_auto (TdViewer) mission = { 0 };
    g_autofree char *envoy = add (house, "envoy@example.org", TD_ROLE_MISSION, "GHA");
    static const struct {
        const char *question, *value;
    } rows[] = {
        { "consulted", "maybe" },
        { "when", "2026-13-01" },
        { "when", "2026-02" },
        { "when", "2999-01-01" },
        { "days", "a week" },
        { "days", "-1" },
        { "days", "3651" },
        { "days", "1e3" },
        { "draft-languages", "English" },
        { "draft-languages", "en;<b>" },
    };

    viewer_now (house, envoy, &mission);
    lead_new (house, "Ama", TRUE, &ama);
    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
        not_told (house, &ama.viewer, ama.organisation, rows[i].question, rows[i].value, "public", 0, rows[i].question,
                  TD_ERROR_INPUT);
    not_told (house, &ama.viewer, ama.organisation, "how", long_text, "public", 0, "how", TD_ERROR_INPUT);
    not_told (house, &ama.viewer, ama.organisation, "how", " \n ", "public", 0, "consulted", TD_ERROR_INPUT);
    not_told (house, &ama.viewer, ama.organisation, "consulted", "no", "everybody", 0, "visibility", TD_ERROR_INPUT);
    not_told (house, &nobody, NULL, "consulted", "no", "public", 0, "visibility", TD_ERROR_INPUT);
    not_told (house, &nobody, ama.organisation, "consulted", "no", NULL, 0, "for", TD_ERROR_INPUT);
    not_told (house, &ama.viewer, ama.organisation, "consulted", "no", NULL, 3, NULL, TD_ERROR_CONFLICT);
    not_told (house, &mission, NULL, "consulted", "yes", "public", 0, NULL, TD_ERROR_NOT_ALLOWED);
    g_assert_cmpuint (seen_by (house, &secretariat), ==, 0);
}

static void test_rate (void)
{
    g_autoptr (House) house = house_new (FALSE);

    for (int i = 0; i < TD_LIMIT_OWN_ACCOUNTS_UNVERIFIED; i++)
        g_free (must_tell (house, &nobody, NULL, "consulted", "no", NULL, 0));
    not_told (house, &nobody, NULL, "consulted", "no", NULL, 0, NULL, TD_ERROR_BUSY);
}

/* Silence means the Committee alone, and no role of the public sees a trace. */
static void test_silence (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_auto (Lead) ama = { 0 };
    g_auto (TdViewer) member = { 0 }, own = { 0 };
    g_autoptr (TdOwnAccount) a = NULL;
    g_autoptr (GError) error = NULL;
    g_autofree char *id = NULL;

    lead_new (house, "Ama", TRUE, &ama);
    member_of (house, "member@example.org", "PHL", &member);
    member_of (house, "own@example.org", "GHA", &own);
    id = must_tell (house, &ama.viewer, ama.organisation, "how", "Nobody asked us.", NULL, 0);
    a = td_own_account_get (house->instance, &ama.viewer, id, &error);
    g_assert_no_error (error);
    g_assert_false (a->visibility_chosen);
    g_assert_cmpint (a->status, ==, TD_STATUS_RECEIVED);
    g_assert_cmpuint (seen_by (house, &nobody), ==, 0);
    g_assert_cmpuint (seen_by (house, &own), ==, 0);
    g_assert_cmpuint (seen_by (house, &member), ==, 1);
    g_assert_cmpuint (seen_by (house, &ama.viewer), ==, 1);
    g_assert_null (td_own_account_get (house->instance, &own, id, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    g_assert_false (td_own_account_decide (house->instance, &secretariat, id, TRUE, "", &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    g_assert_false (td_own_account_decide (house->instance, &member, id, TRUE, "", &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
}

/* ---- what the journal and the rows hold ---- */

static gboolean count_in (TdTx *tx, gpointer data, GError **error)
{
    gint64 *counts = data;
    g_autoptr (TdRows) rows = td_select (tx,
                                         "select (select count(*) from journal where act = 'own-account.read'),"
                                         " (select count(*) from own_account_answer),"
                                         " (select count(*) from own_account),"
                                         " (select coalesce(sum(length(secret)), 0) from own_account)",
                                         error);

    if (rows == NULL || !td_rows_next (rows, error))
        return FALSE;
    for (int i = 0; i < 4; i++)
        counts[i] = td_rows_int (rows, i);
    return TRUE;
}

static void counts_are (House *house, gint64 readings, gint64 answers, gint64 accounts, gint64 secrets)
{
    g_autoptr (GError) error = NULL;
    gint64 counts[4] = { 0 };

    td_store_read (house->instance->store, count_in, counts, &error);
    g_assert_no_error (error);
    g_assert_cmpint (counts[0], ==, readings);
    g_assert_cmpint (counts[1], ==, answers);
    g_assert_cmpint (counts[2], ==, accounts);
    g_assert_cmpint (counts[3], ==, secrets);
}

static void test_readings (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_auto (Lead) ama = { 0 };
    g_auto (TdViewer) member = { 0 };
    g_autofree char *open = NULL, *closed = NULL;

    lead_new (house, "Ama", TRUE, &ama);
    member_of (house, "member@example.org", "PHL", &member);
    open = must_tell (house, &ama.viewer, ama.organisation, "consulted", "no", "public", 0);
    closed = must_tell (house, &ama.viewer, NULL, "consulted", "no", NULL, 0);
    seen_by (house, &nobody);
    seen_by (house, &ama.viewer);
    counts_are (house, 0, 2, 2, 64);
    seen_by (house, &member);
    seen_by (house, &member);
    counts_are (house, 1, 2, 2, 64);
    seen_by (house, &secretariat);
    counts_are (house, 2, 2, 2, 64);
}

static void test_withdrawn_and_erased (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_auto (Lead) ama = { 0 };
    g_autoptr (GError) error = NULL;
    g_autofree char *of_organisation = NULL, *of_person = NULL, *again = NULL;

    lead_new (house, "Ama", TRUE, &ama);
    of_organisation = must_tell (house, &ama.viewer, ama.organisation, "how", "First.", "public", 0);
    g_free (must_tell (house, &ama.viewer, ama.organisation, "how", "Second.", "public", 1));
    of_person = must_tell (house, &ama.viewer, NULL, "how", "Mine.", NULL, 0);
    counts_are (house, 0, 3, 2, 64);
    g_assert_true (td_own_account_withdraw (house->instance, &ama.viewer, of_organisation, &error));
    counts_are (house, 0, 1, 2, 32);
    g_assert_false (td_own_account_withdraw (house->instance, &ama.viewer, of_organisation, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    again = must_tell (house, &ama.viewer, ama.organisation, "how", "Third.", "public", 0);
    /* Who wrote for an organisation takes nothing of the organisation along. */
    g_assert_true (td_account_erase (house->instance, &command, ama.person, &error));
    g_assert_no_error (error);
    counts_are (house, 0, 1, 2, 32);
    g_assert_cmpuint (seen_by (house, &nobody), ==, 1);
    g_assert_true (td_journal_check (house->instance->store, &(gint64){ 0 }, &error));
    g_assert_no_error (error);
}

static void test_merged (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_auto (Lead) ama = { 0 }, bo = { 0 }, ce = { 0 };
    g_autoptr (GError) error = NULL;

    lead_new (house, "Ama", TRUE, &ama);
    lead_new (house, "Bo", TRUE, &bo);
    lead_new (house, "Ce", TRUE, &ce);
    g_free (must_tell (house, &ama.viewer, ama.organisation, "how", "Ours.", "public", 0));
    g_free (must_tell (house, &bo.viewer, bo.organisation, "how", "The same, twice.", "public", 0));
    g_assert_cmpuint (seen_by (house, &nobody), ==, 2);
    g_assert_true (
        td_organisation_merge (house->instance, &secretariat, bo.organisation, ama.organisation, "One.", &error));
    g_assert_no_error (error);
    g_assert_cmpuint (seen_by (house, &nobody), ==, 1);
    g_assert_true (
        td_organisation_merge (house->instance, &secretariat, ama.organisation, ce.organisation, "One.", &error));
    g_assert_no_error (error);
    g_assert_cmpuint (seen_by (house, &nobody), ==, 1);
    td_viewer_clear (&ce.viewer);
    viewer_now (house, ce.person, &ce.viewer);
    g_free (must_tell (house, &ce.viewer, ce.organisation, "how", "Changed by those who have it now.", "public", 1));
}

/* What the secretariat kept from the public waits again when it changes, and so does what it accepted of others. */
static void test_decided (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_auto (Lead) ama = { 0 }, bo = { 0 };
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) waiting = NULL;
    g_autofree char *verified = NULL, *other = NULL;
    gint64 total = 0;

    lead_new (house, "Ama", TRUE, &ama);
    lead_new (house, "Bo", FALSE, &bo);
    verified = must_tell (house, &ama.viewer, ama.organisation, "how", "Names a child.", "public", 0);
    other = must_tell (house, &bo.viewer, bo.organisation, "how", "Fine.", "name-withheld", 0);
    g_assert_cmpuint (seen_by (house, &nobody), ==, 1);
    g_assert_false (td_own_account_decide (house->instance, &secretariat, verified, FALSE, " ", &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_true (td_own_account_decide (house->instance, &secretariat, verified, FALSE, "It names a child.", &error));
    g_assert_true (td_own_account_decide (house->instance, &secretariat, other, TRUE, NULL, &error));
    g_assert_no_error (error);
    g_assert_cmpuint (seen_by (house, &nobody), ==, 1);
    g_free (must_tell (house, &ama.viewer, ama.organisation, "how", "Names nobody.", "public", 1));
    g_free (must_tell (house, &bo.viewer, bo.organisation, "how", "Changed.", "name-withheld", 1));
    g_assert_cmpuint (seen_by (house, &nobody), ==, 0);
    waiting = td_own_account_to_accept (house->instance, &secretariat, 10, &total, &error);
    g_assert_no_error (error);
    g_assert_cmpint (total, ==, 2);
    g_assert_cmpuint (waiting->len, ==, 2);
}

/* ---- what stands against what ---- */

static TdOwnAccount *account (const TdProfile *profile, const char *id, const char *question, const char *value)
{
    TdOwnAccount *a = g_new0 (TdOwnAccount, 1);
    TdOwnAnswer answer = { .question = td_profile_own_question (profile, question), .value = g_strdup (value) };

    a->id = g_strdup (id);
    a->organisation = g_strdup ("ours");
    a->verified = TRUE;
    a->answers = g_array_new (FALSE, TRUE, sizeof (TdOwnAnswer));
    g_array_set_clear_func (a->answers, (GDestroyNotify) td_own_answer_clear);
    g_array_append_val (a->answers, answer);
    return a;
}

static void state_says (const TdProfile *profile, TdBothSides *s, const char *question, const char *answer)
{
    TdStateAnswer *a = g_new0 (TdStateAnswer, 1);

    a->question = td_profile_standing (profile, question);
    a->answer = g_strdup (answer);
    g_ptr_array_add (s->answers, a);
}

static void sides_new (TdBothSides *s)
{
    s->answers = g_ptr_array_new_with_free_func ((GDestroyNotify) td_state_answer_free);
    s->accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) td_own_account_free);
}

static void check_sentence (const TdBothSides *s, guint i, const char *word, const char *sentence)
{
    const TdContradiction *c = s->contradictions->pdata[i];
    g_autofree char *said = td_contradiction_sentence (c, "en");

    g_assert_cmpstr (td_contradiction_word (c->kind), ==, word);
    g_assert_cmpstr (said, ==, sentence);
}

static void test_contradictions (void)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (TdProfile) profile = td_profile_load ("cmw", &error);
    g_auto (TdBothSides) s = { 0 };

    g_assert_no_error (error);
    sides_new (&s);
    state_says (profile, &s, "consulted", "yes");
    state_says (profile, &s, "cooperation", "no");
    state_says (profile, &s, "transparent", "partly");
    state_says (profile, &s, "available", "yes");
    s.known.consultations = 1;
    s.known.days = 30;
    s.known.languages = g_strsplit ("en;fr", ";", -1);
    g_ptr_array_add (s.accounts, account (profile, "a", "consulted", "no"));
    g_ptr_array_add (s.accounts, account (profile, "b", "consulted", "yes"));
    g_ptr_array_add (s.accounts, account (profile, "c", "heard", "yes"));
    g_ptr_array_add (s.accounts, account (profile, "d", "days", "5"));
    g_ptr_array_add (s.accounts, account (profile, "e", "days", "3"));
    g_ptr_array_add (s.accounts, account (profile, "f", "days", "30"));
    g_ptr_array_add (s.accounts, account (profile, "g", "draft-languages", "en;tw"));
    g_ptr_array_add (s.accounts, account (profile, "h", "open", "no"));
    g_ptr_array_add (s.accounts, account (profile, "i", "report-languages", "tw"));
    g_ptr_array_add (s.accounts, account (profile, "j", "consulted", "no"));
    ((TdOwnAccount *) s.accounts->pdata[9])->verified = FALSE; /* counts nowhere */
    td_both_sides_compare (profile, &s);
    g_assert_cmpint (s.counted, ==, 9);
    g_assert_cmpuint (s.contradictions->len, ==, 5);
    check_sentence (&s, 0, "yes-no",
                    "The State answers yes; 1 organisation answers no to “Were you consulted on the State's report?”");
    check_sentence (
        &s, 1, "days",
        "The record of the consultation gives 30 days; 2 organisations say that they had fewer, the fewest 3");
    check_sentence (&s, 2, "no-yes", "The State answers no; 1 organisation answers yes to “Was your word heard?”");
    check_sentence (&s, 3, "languages",
                    "The record of the consultation names languages that 1 organisation did not find: French");
    check_sentence (&s, 4, "no-report",
                    "The State says that its report was to be had; none of its reports is public here");
}

/* Nothing recorded and nothing said: nothing is held against anybody. */
static void test_no_contradictions (void)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (TdProfile) profile = td_profile_load ("cmw", &error);
    g_auto (TdBothSides) s = { 0 }, silent = { 0 };

    sides_new (&s);
    state_says (profile, &s, "consulted", "no");
    g_ptr_array_add (s.accounts, account (profile, "a", "consulted", "no"));
    g_ptr_array_add (s.accounts, account (profile, "b", "days", "0"));
    g_ptr_array_add (s.accounts, account (profile, "c", "draft-languages", "en"));
    g_ptr_array_add (s.accounts, account (profile, "d", "consulted", "unknown"));
    td_both_sides_compare (profile, &s);
    g_assert_cmpuint (s.contradictions->len, ==, 0);
    sides_new (&silent);
    g_ptr_array_add (silent.accounts, account (profile, "a", "consulted", "no"));
    td_both_sides_compare (profile, &silent);
    g_assert_cmpuint (silent.contradictions->len, ==, 0);
}

/* ---- the State's answers ---- */

static gboolean answer (House *house, const TdViewer *viewer, const char *state, const char *question, const char *word,
                        int seen, GError **error)
{
    const TdStateAnswerGiven given = { question, word, "Words.", seen };

    return td_state_answer_give (house->instance, viewer, state, &given, 1, NULL, NULL, error);
}

static void test_state_answers (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_autofree char *envoy = add (house, "envoy@example.org", TD_ROLE_MISSION, "GHA");
    g_autofree char *clerk = add (house, "clerk@example.org", TD_ROLE_MINISTRY, "GHA");
    g_auto (TdViewer) mission = { 0 }, ministry = { 0 };
    g_autoptr (GPtrArray) answers = NULL;
    g_autoptr (GError) error = NULL;

    viewer_now (house, envoy, &mission);
    viewer_now (house, clerk, &ministry);
    g_assert_true (answer (house, &mission, "GHA", "consulted", "yes", 0, &error));
    g_assert_false (answer (house, &ministry, "GHA", "consulted", "no", 0, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    g_assert_true (answer (house, &ministry, "GHA", "consulted", "no", 1, &error));
    g_assert_no_error (error);
    g_assert_false (answer (house, &mission, "GHA", "consulted", "no", 2, &error));
    assert_code (&error, TD_ERROR_INPUT); /* nothing differs */
    g_assert_false (answer (house, &mission, "GHA", "consulted", "perhaps", 2, &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_false (answer (house, &mission, "GHA", "weather", "yes", 0, &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_false (answer (house, &mission, "PHL", "consulted", "yes", 0, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    g_assert_false (answer (house, &secretariat, "GHA", "consulted", "yes", 2, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    g_assert_false (answer (house, &nobody, "GHA", "consulted", "yes", 2, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    answers = td_state_answers (house->instance, "GHA", &error);
    g_assert_no_error (error);
    g_assert_cmpuint (answers->len, ==, 1);
    g_assert_cmpstr (td_state_answer_to (answers, "consulted")->answer, ==, "no");
    g_assert_cmpint (td_state_answer_to (answers, "consulted")->version, ==, 2);
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/cooperation/refused", test_refused);
    g_test_add_func ("/cooperation/rate", test_rate);
    g_test_add_func ("/cooperation/silence", test_silence);
    g_test_add_func ("/cooperation/readings", test_readings);
    g_test_add_func ("/cooperation/withdrawn-and-erased", test_withdrawn_and_erased);
    g_test_add_func ("/cooperation/merged", test_merged);
    g_test_add_func ("/cooperation/decided", test_decided);
    g_test_add_func ("/cooperation/contradictions", test_contradictions);
    g_test_add_func ("/cooperation/no-contradictions", test_no_contradictions);
    g_test_add_func ("/cooperation/state-answers", test_state_answers);
    return g_test_run ();
}

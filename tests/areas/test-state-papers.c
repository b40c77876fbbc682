/* The State's own papers: whose they are, who sends and withdraws them, their files by part, the stage that is done with them. */
#include "areas/calls/record.h"
#include "areas/submissions/state-paper.h"
#include "areas/submissions/state-stage.h"
#include "areas/submissions/take-down.h"
#include "fixture.h"

#define R(name) TD_ROLE_BIT (name)
#define SIGNED  (R (PUBLIC) | R (ORGANISATION))
#define STATE_OF(code, role, trust_of, who)                                                                            \
    {                                                                                                                  \
        .roles = SIGNED | R (role), .trust = TD_TRUST_##trust_of, .person = who, .session = who, .state = code         \
    }

static const TdViewer mission = STATE_OF ("GHA", MISSION, SECOND, "mission");
static const TdViewer colleague = STATE_OF ("GHA", MISSION, SECOND, "colleague");
static const TdViewer ministry = STATE_OF ("GHA", MINISTRY, PASSWORD, "ministry");
static const TdViewer elsewhere = STATE_OF ("PHL", MISSION, SECOND, "elsewhere");
static const TdViewer left = { .roles = SIGNED, .trust = TD_TRUST_SECOND, .person = "mission", .session = "mission" };
static const TdViewer member = { .roles = SIGNED, .trust = TD_TRUST_PASSWORD, .person = "one", .session = "one" };
static const TdViewer officer = { .roles = SIGNED,
                                  .trust = TD_TRUST_SECOND,
                                  .person = "officer",
                                  .session = "officer",
                                  .behalf_state = "GHA",
                                  .actor = "officer for GHA" };

#define ANNEX "# Statistics\n\nnarwhalannex stands here.\n"
#define LAWS  "# Laws\n\nbelugaannex stands here.\n"
#define CORE  "# Common core document\n\ndugongcore stands here.\n"

static gboolean add (House *house, const TdViewer *viewer, const Draft *draft, const char *text, TdFilePart part,
                     GError **error)
{
    int fd = file_of (text);
    gboolean added =
        td_submission_add_part (house->instance, viewer, draft->key, draft->id, fd, "file.md", part, NULL, error);

    close (fd);
    return added;
}

static void must_add (House *house, const TdViewer *viewer, const Draft *draft, const char *text, TdFilePart part)
{
    g_autoptr (GError) error = NULL;

    add (house, viewer, draft, text, part, &error);
    g_assert_no_error (error);
}

/* A State's paper with its main file, ready to send. */
static void prepare (House *house, const TdViewer *viewer, Draft *draft, const char *purpose)
{
    const TdAnswers first = { .purpose = purpose }, then = { .checked = TRUE };
    g_autoptr (GError) error = NULL;

    td_submission_begin (house->instance, viewer, &draft->id, &draft->key, &error);
    g_assert_no_error (error);
    td_submission_answer (house->instance, viewer, draft->key, draft->id, &first, NULL, &error);
    g_assert_no_error (error);
    must_add (house, viewer, draft, REPORT, TD_PART_MAIN);
    td_submission_answer (house->instance, viewer, draft->key, draft->id, &then, NULL, &error);
    g_assert_no_error (error);
}

static gboolean try_send (House *house, const TdViewer *viewer, const Draft *draft, GError **error)
{
    return td_submission_send (house->instance, viewer, draft->key, draft->id, NULL, NULL, error);
}

static void must_send (House *house, const TdViewer *viewer, const Draft *draft)
{
    g_autoptr (GError) error = NULL;

    try_send (house, viewer, draft, &error);
    g_assert_no_error (error);
}

static TdSubmission *get (House *house, const TdViewer *viewer, const char *id)
{
    return td_submission_get (house->instance, viewer, NULL, id, NULL);
}

static gboolean sees (House *house, const TdViewer *viewer, const char *id)
{
    g_autoptr (TdSubmission) s = get (house, viewer, id);

    return s != NULL;
}

static TdStatus status_of (House *house, const char *id)
{
    g_autoptr (TdSubmission) s = get (house, &secretariat, id);

    return s != NULL ? s->status : TD_STATUS_DRAFT;
}

/* ---- whose it is ---- */

static void test_whose (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_auto (Draft) draft = { 0 };
    g_autoptr (GError) error = NULL;
    g_autoptr (TdSubmission) s = NULL;

    prepare (house, &ministry, &draft, "state-report");
    g_assert_cmpstr (draft.key, ==, TD_KEY_OF_ACCOUNT);
    s = get (house, &mission, draft.id);
    g_assert_nonnull (s);
    g_assert_cmpstr (s->by_state, ==, "GHA");
    g_assert_cmpstr (s->state, ==, "GHA");
    g_assert_cmpstr (s->sender_name, ==, "Ghana, ministry");
    g_assert_cmpstr (s->sender_kind, ==, "state");
    g_assert_null (s->person);
    g_assert_true (s->visibility_chosen && s->visibility == TD_VISIBILITY_PUBLIC);
    g_assert_false (s->unverified);
    g_assert_false (sees (house, &elsewhere, draft.id) || sees (house, &member, draft.id)
                    || sees (house, &nobody, draft.id) || sees (house, &secretariat, draft.id)
                    || sees (house, &left, draft.id) || sees (house, &officer, draft.id));
    g_assert_false (try_send (house, &ministry, &draft, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    g_assert_false (try_send (house, &elsewhere, &draft, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    must_send (house, &mission, &draft);
    g_clear_pointer (&s, td_submission_free);
    s = get (house, &secretariat, draft.id);
    g_assert_cmpint (s->status, ==, TD_STATUS_RECEIVED);
    g_assert_cmpstr (s->sender_name, ==, "Ghana, permanent mission");
    g_assert_false (s->uncalled);
    g_assert_true (sees (house, &colleague, draft.id) && sees (house, &ministry, draft.id));
    g_assert_false (sees (house, &left, draft.id) || sees (house, &elsewhere, draft.id));
}

/* What is not asked cannot be said otherwise either. */
static void test_settled (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_auto (Draft) draft = { 0 };
    const TdAnswers other = {
        .state = "PHL", .sender_name = "Someone", .sender_kind = "ngo", .visibility = "confidential"
    };
    const TdAnswers wrong = { .purpose = "dialogue" };
    g_autoptr (GError) error = NULL;
    g_autoptr (TdSubmission) s = NULL;
    const char *field = NULL;

    prepare (house, &mission, &draft, "state-report");
    td_submission_answer (house->instance, &mission, draft.key, draft.id, &other, NULL, &error);
    g_assert_no_error (error);
    s = get (house, &mission, draft.id);
    g_assert_cmpstr (s->state, ==, "GHA");
    g_assert_cmpstr (s->sender_name, ==, "Ghana, permanent mission");
    g_assert_cmpstr (s->sender_kind, ==, "state");
    g_assert_cmpint (s->visibility, ==, TD_VISIBILITY_PUBLIC);
    g_assert_false (td_submission_answer (house->instance, &mission, draft.key, draft.id, &wrong, &field, &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_cmpstr (field, ==, "purpose");
}

static void test_nobody_else (void)
{
    static const TdAnswers papers[] = { { .purpose = "state-report" },
                                        { .purpose = "state-replies" },
                                        { .purpose = "state-draft" },
                                        { .sender_name = "X", .sender_kind = "state" } };
    const TdViewer *const others[] = { &nobody, &member, &left };
    g_autoptr (House) house = house_new (FALSE);
    g_autoptr (GError) error = NULL;

    for (gsize v = 0; v < G_N_ELEMENTS (others); v++) {
        g_auto (Draft) draft = { 0 };
        td_submission_begin (house->instance, others[v], &draft.id, &draft.key, &error);
        g_assert_no_error (error);
        for (gsize i = 0; i < G_N_ELEMENTS (papers); i++) {
            g_assert_false (
                td_submission_answer (house->instance, others[v], draft.key, draft.id, &papers[i], NULL, &error));
            assert_code (&error, TD_ERROR_INPUT);
            g_assert_false (td_state_paper_may_send (others[v], house->instance->profile, papers[i].purpose));
        }
    }
    g_assert_false (td_state_paper_may_send (&ministry, house->instance->profile, "state-report"));
    g_assert_true (td_state_paper_may_send (&ministry, house->instance->profile, "state-draft"));
    g_assert_true (td_state_paper_may_send (&mission, house->instance->profile, "state-replies"));
    g_assert_false (td_state_paper_may_send (&mission, house->instance->profile, "dialogue"));
}

/* No call is opened for one. */
static void test_no_call (void)
{
    g_autoptr (House) house = house_new (FALSE);
    const TdCallWish wish = { .purpose = "state-report", .closes = "2099-12-18T18:00" };
    g_autofree char *id = NULL;
    g_autoptr (GError) error = NULL;

    g_assert_false (td_call_open (house->instance, &secretariat, &wish, &id, NULL, &error));
    assert_code (&error, TD_ERROR_INPUT);
}

/* ---- files ---- */

static char *texts_of (House *house, const TdViewer *viewer, const char *id)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (TdSubmission) s = get (house, viewer, id);
    g_autoptr (GPtrArray) paragraphs = td_submission_read_paragraphs (house->instance, s, &error);
    GString *all = g_string_new (NULL);

    g_assert_no_error (error);
    for (guint i = 0; i < paragraphs->len; i++)
        g_string_append_printf (all, "%s\n", ((TdParagraph *) paragraphs->pdata[i])->text);
    return g_string_free (all, FALSE);
}

static void check_parts (House *house, const char *id, const char *wanted)
{
    g_autoptr (TdSubmission) s = get (house, &mission, id);
    g_autoptr (GString) parts = g_string_new (NULL);

    for (guint i = 0; i < s->files->len; i++) {
        const TdSubmissionFile *file = s->files->pdata[i];
        g_assert_cmpint (file->position, ==, i + 1);
        g_string_append_printf (parts, "%s%s", i > 0 ? " " : "", td_file_part_word (file->part));
    }
    g_assert_cmpstr (parts->str, ==, wanted);
}

/* Where each file begins is where its words stand. */
static void check_begins (House *house, const char *id)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (TdSubmission) s = get (house, &mission, id);
    g_autoptr (GPtrArray) paragraphs = td_submission_read_paragraphs (house->instance, s, &error);
    g_autoptr (GArray) begins = td_submission_read_begins (house->instance, s, &error);
    const char *const titles[] = { "Another", "Common core document", "Laws" };
    int found = 0;

    g_assert_no_error (error);
    for (guint i = 0; i < paragraphs->len; i++)
        for (guint file = 1; file <= 3; file++) {
            const TdParagraph *p = paragraphs->pdata[i];
            if (p->n != g_array_index (begins, int, file))
                continue;
            found++;
            g_assert_cmpstr (p->text, ==, titles[file - 1]);
        }
    g_assert_cmpint (found, ==, 3);
}

static void test_files (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_auto (Draft) draft = { 0 }, other = { 0 };
    g_autoptr (GError) error = NULL;
    g_autofree char *before = NULL;
    g_autofree char *after = NULL;
    gint64 files = 0;

    td_submission_begin (house->instance, &mission, &draft.id, &draft.key, &error);
    g_assert_false (add (house, &mission, &draft, ANNEX, TD_PART_ANNEX, &error));
    assert_code (&error, TD_ERROR_INPUT);
    draft_clear (&draft);
    draft = (Draft){ 0 };
    prepare (house, &mission, &draft, "state-report");
    must_add (house, &mission, &draft, ANNEX, TD_PART_ANNEX);
    must_add (house, &mission, &draft, CORE, TD_PART_CORE_DOCUMENT);
    must_add (house, &mission, &draft, LAWS, TD_PART_ANNEX);
    check_parts (house, draft.id, "main annex core-document annex");
    /* Another main file leaves the others, and its paragraphs come first. */
    must_add (house, &mission, &draft, "# Another\n\nA manateemain instead, on article 17.\n", TD_PART_MAIN);
    check_parts (house, draft.id, "main annex core-document annex");
    before = texts_of (house, &mission, draft.id);
    g_assert_nonnull (strstr (before, "manateemain"));
    g_assert_null (strstr (before, "without a decision"));
    g_assert_true (strstr (before, "manateemain") < strstr (before, "narwhalannex"));
    g_assert_true (td_submission_remove_file (house->instance, &mission, draft.key, draft.id, 2, &error));
    check_parts (house, draft.id, "main core-document annex");
    check_begins (house, draft.id);
    after = texts_of (house, &mission, draft.id);
    g_assert_null (strstr (after, "narwhalannex"));
    g_assert_nonnull (strstr (after, "dugongcore"));
    g_assert_nonnull (strstr (after, "belugaannex"));
    begin (house, &other);
    answer_all (house, &other, "public", REPORT);
    g_assert_false (add (house, &nobody, &other, CORE, TD_PART_CORE_DOCUMENT, &error));
    assert_code (&error, TD_ERROR_INPUT);
    must_add (house, &nobody, &other, ANNEX, TD_PART_ANNEX);
    g_assert_false (td_submission_remove_file (house->instance, &mission, draft.key, draft.id, 1, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    g_assert_false (td_submission_remove_file (house->instance, &elsewhere, draft.key, draft.id, 2, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    td_submission_answer (house->instance, &mission, draft.key, draft.id, &(TdAnswers){ .checked = TRUE }, NULL,
                          &error);
    g_assert_no_error (error);
    must_send (house, &mission, &draft);
    g_assert_true (td_submission_check_files (house->instance, &files, &error));
    g_assert_no_error (error);
    g_assert_false (td_submission_remove_file (house->instance, &mission, draft.key, draft.id, 2, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
}

static void test_ten_files (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_auto (Draft) draft = { 0 };
    g_autoptr (GError) error = NULL;

    prepare (house, &mission, &draft, "state-report");
    for (int i = 2; i <= 10; i++) {
        g_autofree char *text = g_strdup_printf ("# Annex %d\n\nWords of it.\n", i);
        must_add (house, &mission, &draft, text, TD_PART_ANNEX);
    }
    g_assert_false (add (house, &mission, &draft, ANNEX, TD_PART_ANNEX, &error));
    assert_code (&error, TD_ERROR_INPUT);
    /* One goes; the others stay whole. */
    g_assert_true (td_submission_remove_file (house->instance, &mission, draft.key, draft.id, 5, &error));
    must_send (house, &mission, &draft);
    g_assert_true (td_submission_check_files (house->instance, &(gint64){ 0 }, &error));
    g_assert_no_error (error);
}

/* ---- a draft for consultation ---- */

static guint papers (House *house, const TdViewer *viewer, const char *purpose)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) list = td_state_papers (house->instance, viewer, "GHA", purpose, &error);

    g_assert_no_error (error);
    return list->len;
}

static void test_draft (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_auto (Draft) draft = { 0 }, report = { 0 }, ours = { 0 };
    g_autoptr (GHashTable) counts = NULL;
    g_autoptr (GArray) coverage = NULL;
    g_autoptr (GError) error = NULL;

    prepare (house, &ministry, &draft, "state-draft");
    must_send (house, &ministry, &draft);
    g_assert_cmpint (status_of (house, draft.id), ==, TD_STATUS_PUBLISHED);
    g_assert_true (sees (house, &nobody, draft.id));
    prepare (house, &mission, &report, "state-report");
    must_send (house, &mission, &report);
    g_assert_cmpuint (papers (house, &nobody, NULL), ==, 1);
    g_assert_cmpuint (papers (house, &ministry, NULL), ==, 2);
    g_assert_cmpuint (papers (house, &ministry, "state-report"), ==, 1);
    g_assert_cmpuint (papers (house, &elsewhere, "state-report"), ==, 0);
    decide (house, report.id, TD_DECISION_PUBLISH);
    counts = td_submission_public_counts (house->instance, &error);
    coverage = td_submission_coverage (house->instance, &nobody, "GHA", &error);
    g_assert_no_error (error);
    g_assert_cmpint (GPOINTER_TO_INT (g_hash_table_lookup (counts, "GHA")), ==, 0);
    g_assert_cmpint (g_array_index (coverage, gint64, 16), ==, 0);
    /* An alternative report stays open to whoever writes one. */
    send_one (house, &ours, "public", REPORT);
    g_assert_cmpint (status_of (house, ours.id), ==, TD_STATUS_RECEIVED);
}

static void test_withdraw (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_auto (Draft) draft = { 0 }, report = { 0 };
    g_autoptr (GError) error = NULL;

    prepare (house, &mission, &draft, "state-draft");
    must_send (house, &mission, &draft);
    prepare (house, &mission, &report, "state-report");
    must_send (house, &mission, &report);
    g_assert_false (td_submission_take_down (house->instance, &left, NULL, report.id, NULL, NULL, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    g_assert_false (td_submission_take_down (house->instance, &ministry, NULL, report.id, NULL, NULL, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    g_assert_true (td_submission_take_down (house->instance, &colleague, NULL, draft.id, NULL, NULL, &error));
    g_assert_false (sees (house, &nobody, draft.id));
    /* It needed nobody's word to be shown, so it needs none to come back. */
    g_assert_true (td_submission_put_back (house->instance, &ministry, NULL, draft.id, &error));
    g_assert_true (sees (house, &nobody, draft.id));
    g_assert_true (td_submission_take_down (house->instance, &colleague, NULL, report.id, NULL, NULL, &error));
    g_assert_cmpint (status_of (house, report.id), ==, TD_STATUS_TAKEN_DOWN);
    g_assert_no_error (error);
}

/* The secretariat asks for a change: the mission is told, and the corrected one is the State's too. */
static void test_corrected (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_auto (Draft) report = { 0 }, better = { 0 };
    g_autoptr (TdSubmission) s = NULL;
    g_autoptr (GError) error = NULL;

    prepare (house, &mission, &report, "state-report");
    must_send (house, &mission, &report);
    decide (house, report.id, TD_DECISION_ASK_CHANGE);
    g_assert_false (
        td_submission_correct (house->instance, &elsewhere, NULL, report.id, &better.id, &better.key, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    td_submission_correct (house->instance, &ministry, NULL, report.id, &better.id, &better.key, &error);
    g_assert_no_error (error);
    must_add (house, &ministry, &better, REPORT, TD_PART_MAIN);
    td_submission_answer (house->instance, &ministry, better.key, better.id, &(TdAnswers){ .checked = TRUE }, NULL,
                          &error);
    g_assert_no_error (error);
    must_send (house, &colleague, &better);
    s = get (house, &mission, better.id);
    g_assert_cmpstr (s->by_state, ==, "GHA");
    g_assert_cmpstr (s->purpose, ==, "state-report");
    g_assert_cmpint (status_of (house, report.id), ==, TD_STATUS_REPLACED);
}

/* ---- from paper ---- */

static void test_from_paper (void)
{
    g_autoptr (House) house = house_new (FALSE);
    g_auto (Draft) draft = { 0 };
    const TdViewer ended = { .roles = SIGNED | R (SECRETARIAT), .trust = TD_TRUST_SECOND, .person = "officer" };
    g_autoptr (GError) error = NULL;
    g_autoptr (TdSubmission) s = NULL;

    prepare (house, &officer, &draft, "state-replies");
    g_assert_cmpstr (draft.key, !=, TD_KEY_OF_ACCOUNT);
    /* Whoever no longer enters in the State's name sends nothing of it, though they hold the key. */
    g_assert_false (try_send (house, &ended, &draft, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    must_send (house, &officer, &draft);
    s = get (house, &mission, draft.id);
    g_assert_cmpstr (s->sender_name, ==, "Ghana, permanent mission");
    g_assert_null (s->person);
}

/* ---- the stage ---- */

static const TdStageDate *stage_of (const TdTimetable *t, const char *stage)
{
    int cycle = td_timetable_cycle_for (t, td_profile_state (t->profile, "GHA"), stage, "2026-12-01");

    return td_timetable_stage (t, "GHA", cycle, stage);
}

static House *house_in_december (void)
{
    House *house = house_new (TRUE);
    g_autoptr (GError) error = NULL;

    td_clock_at ("2026-12-01T10:00:00Z", &house->instance->clock, &error);
    g_assert_no_error (error);
    return house;
}

static guint waiting (House *house)
{
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) list = td_state_stage_read_waiting (house->instance->store, &error);

    g_assert_no_error (error);
    return list->len;
}

static void test_stage (void)
{
    g_autoptr (House) house = house_in_december ();
    g_auto (Draft) draft = { 0 }, again = { 0 };
    g_autoptr (TdTimetable) t = NULL;
    g_autoptr (GError) error = NULL;

    prepare (house, &mission, &draft, "state-report");
    must_send (house, &mission, &draft);
    td_clock_at ("2026-12-05T10:00:00Z", &house->instance->clock, &error);
    prepare (house, &mission, &again, "state-report");
    must_send (house, &mission, &again);
    t = td_timetable_read (house->instance, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (stage_of (t, "report")->how, ==, "done");
    g_assert_cmpstr (stage_of (t, "report")->day, ==, "2026-12-01");
    g_assert_null (stage_of (t, "replies"));
    g_assert_cmpuint (waiting (house), ==, 0);
}

static gboolean hang_in (TdTx *tx, gpointer id, GError **error)
{
    return td_exec (
        tx, "update call set anchor = 'date', stage = 'report', cycle = $2, weeks = 4, hour = '18:00' where id = $1",
        error, TD_TEXT (id), TD_INT (2));
}

/* Deadlines hang on the stage: the paper is taken, nothing moves unseen, and the desk asks an officer. */
static void test_stage_waits (void)
{
    g_autoptr (House) house = house_in_december ();
    g_auto (Draft) draft = { 0 };
    const char *const ghana[] = { "GHA", NULL };
    const TdCallWish wish = { .purpose = "follow-up", .states = ghana, .closes = "2027-03-01T18:00" };
    const TdStageWish record = {
        .state = "GHA", .stage = "report", .day = "2026-12-01", .how = "done", .reason = "It came."
    };
    const TdConfirm confirm = { .confirm = TRUE };
    g_autofree char *id = NULL;
    g_autoptr (TdTimetable) t = NULL;
    g_autoptr (GError) error = NULL;

    td_call_open (house->instance, &secretariat, &wish, &id, NULL, &error);
    g_assert_no_error (error);
    g_assert_true (td_store_keep (house->instance->store, hang_in, id, &error));
    prepare (house, &mission, &draft, "state-report");
    must_send (house, &mission, &draft);
    t = td_timetable_read (house->instance, &error);
    g_assert_no_error (error);
    g_assert_null (stage_of (t, "report"));
    g_assert_cmpuint (waiting (house), ==, 1);
    td_stage_record (house->instance, &secretariat, &record, &confirm, NULL, NULL, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (waiting (house), ==, 0);
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/areas/state-papers/whose", test_whose);
    g_test_add_func ("/areas/state-papers/settled", test_settled);
    g_test_add_func ("/areas/state-papers/nobody-else", test_nobody_else);
    g_test_add_func ("/areas/state-papers/no-call", test_no_call);
    g_test_add_func ("/areas/state-papers/files", test_files);
    g_test_add_func ("/areas/state-papers/ten-files", test_ten_files);
    g_test_add_func ("/areas/state-papers/draft", test_draft);
    g_test_add_func ("/areas/state-papers/withdraw", test_withdraw);
    g_test_add_func ("/areas/state-papers/corrected", test_corrected);
    g_test_add_func ("/areas/state-papers/from-paper", test_from_paper);
    g_test_add_func ("/areas/state-papers/stage", test_stage);
    g_test_add_func ("/areas/state-papers/stage-waits", test_stage_waits);
    return g_test_run ();
}

/* The register of reprisals: consents, steps that need them, who may know of it, figures that tell no small count; marks of risk. */
#include "areas/organisations/organisation-risk.h"
#include "areas/reprisals/reprisal.h"
#include "letters.h"
#include "people-house.h"

typedef struct {
    House *house;
    TdViewer focal, officer;
} Scene;

static void scene_clear (Scene *s)
{
    td_viewer_clear (&s->focal);
    td_viewer_clear (&s->officer);
    g_clear_pointer (&s->house, house_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Scene, scene_clear)

static void scene_new (Scene *s)
{
    g_autofree char *focal = NULL, *officer = NULL;

    s->house = house_new (TRUE);
    set_day (s->house, "2026-11-02");
    focal = add (s->house, "focal@example.org", TD_ROLE_FOCAL_POINT, NULL);
    officer = add (s->house, "officer@example.org", TD_ROLE_SECRETARIAT, NULL);
    viewer_now (s->house, focal, &s->focal);
    viewer_now (s->house, officer, &s->officer);
}

static char *open_one (Scene *s, const char *kind, const char *state)
{
    const TdReprisalNew what = { kind, "person", state, "" };
    g_autoptr (GError) error = NULL;
    char *id = NULL;

    td_reprisal_open (s->house->instance, &s->focal, &what, &id, &error);
    g_assert_no_error (error);
    return id;
}

static gboolean change (Scene *s, const char *id, TdReprisalDo act, const char *what, GError **error)
{
    const TdReprisalChange c = { .act = act, .what = what };

    return td_reprisal_change (s->house->instance, &s->focal, id, &c, error);
}

static void must (Scene *s, const char *id, TdReprisalDo act, const char *what)
{
    g_autoptr (GError) error = NULL;

    change (s, id, act, what, &error);
    g_assert_no_error (error);
}

static void refused (Scene *s, const char *id, TdReprisalDo act, const char *what, TdErrorCode code)
{
    g_autoptr (GError) error = NULL;

    g_assert_false (change (s, id, act, what, &error));
    assert_code (&error, code);
}

/* Every step that needs a consent is refused without it, taken with it, and refused once it was taken back. */
static void test_consents (void)
{
    g_auto (Scene) s = { 0 };
    g_autofree char *id = NULL;
    int needing = 0;

    scene_new (&s);
    id = open_one (&s, "threat", "GHA");
    for (const TdReprisalWord *step = td_reprisal_steps; step->word != NULL; step++) {
        if (step->needs == NULL) {
            must (&s, id, TD_REPRISAL_STEP, step->word);
            continue;
        }
        needing++;
        g_assert_nonnull (td_reprisal_word (td_reprisal_consents, step->needs));
        refused (&s, id, TD_REPRISAL_STEP, step->word, TD_ERROR_CONFLICT);
        must (&s, id, TD_REPRISAL_AGREE, step->needs);
        refused (&s, id, TD_REPRISAL_AGREE, step->needs, TD_ERROR_CONFLICT);
        must (&s, id, TD_REPRISAL_STEP, step->word);
        must (&s, id, TD_REPRISAL_WITHDRAW, step->needs);
        refused (&s, id, TD_REPRISAL_STEP, step->word, TD_ERROR_CONFLICT);
        refused (&s, id, TD_REPRISAL_WITHDRAW, step->needs, TD_ERROR_CONFLICT);
    }
    g_assert_cmpint (needing, >=, 5);
    refused (&s, id, TD_REPRISAL_STEP, "shouted", TD_ERROR_INPUT);
    must (&s, id, TD_REPRISAL_CLOSE, NULL);
    refused (&s, id, TD_REPRISAL_ASK, "know", TD_ERROR_CONFLICT);
    must (&s, id, TD_REPRISAL_REOPEN, NULL);
    must (&s, id, TD_REPRISAL_ASK, "know");
}

static void test_nobody_else (void)
{
    g_auto (Scene) s = { 0 };
    g_autofree char *id = NULL;
    g_autoptr (GError) error = NULL;
    const TdViewer *others[] = { &s.officer, &secretariat, &nobody };

    scene_new (&s);
    id = open_one (&s, "arrest", "");
    for (gsize i = 0; i < G_N_ELEMENTS (others); i++) {
        g_assert_null (td_reprisals (s.house->instance, others[i], 0, 10, NULL, &error));
        assert_code (&error, TD_ERROR_NOT_ALLOWED);
        g_assert_null (td_reprisal_get (s.house->instance, others[i], id, &error));
        assert_code (&error, TD_ERROR_NOT_ALLOWED);
        g_assert_null (td_reprisal_figures (s.house->instance, others[i], &error));
        assert_code (&error, TD_ERROR_NOT_ALLOWED);
    }
}

static const json_t *n_of (const json_t *figures, const char *list, const char *name, const char *label)
{
    const json_t *row;
    size_t i;

    json_array_foreach (json_object_get (figures, list), i,
                        row) if (g_strcmp0 (json_string_value (json_object_get (row, name)), label)
                                 == 0) return json_object_get (row, "n");
    return NULL;
}

/* Six threats, five arrests, one act of violence: the one is hidden, and so is the five, or the sum would tell. */
static void test_figures (void)
{
    g_auto (Scene) s = { 0 };
    g_autoptr (GError) error = NULL;
    json_t *figures;

    scene_new (&s);
    for (int i = 0; i < 6; i++)
        g_free (open_one (&s, "threat", "GHA"));
    for (int i = 0; i < 5; i++)
        g_free (open_one (&s, "arrest", "PHL"));
    figures = td_reprisal_figures (s.house->instance, &s.focal, &error);
    g_assert_cmpint (json_integer_value (json_object_get (figures, "total")), ==, 11);
    g_assert_cmpint (json_integer_value (n_of (figures, "by_kind", "kind", "arrest")), ==, 5);
    json_decref (figures);
    g_free (open_one (&s, "violence", "PHL"));
    figures = td_reprisal_figures (s.house->instance, &s.focal, &error);
    g_assert_true (json_is_null (n_of (figures, "by_kind", "kind", "violence")));
    g_assert_true (json_is_null (n_of (figures, "by_kind", "kind", "arrest")));
    g_assert_cmpint (json_integer_value (n_of (figures, "by_kind", "kind", "threat")), ==, 6);
    json_decref (figures);
}

static gboolean is_at_risk (TdTx *tx, gpointer data, GError **error)
{
    gboolean at_risk = FALSE;

    return td_risk_is (tx, data, &at_risk, error) && at_risk;
}

static gboolean everybody_reads (House *house, const char *id)
{
    g_autoptr (TdOrganisation) o = td_organisation_get (house->instance, &nobody, id, NULL);

    return o != NULL;
}

/* Hidden with the mark, as before without it; one that was hidden stays so. */
static void test_risk (void)
{
    g_auto (Scene) s = { 0 };
    g_autofree char *id = NULL;
    g_autoptr (GError) error = NULL;
    const TdOrganisationFacts facts = { .name = "Quollburg Union", .kind = "trade-union", .visibility = "public" };
    TdInstance *instance;

    scene_new (&s);
    instance = s.house->instance;
    g_assert_true (td_organisation_add (instance, &s.officer, &facts, &id, NULL, &error));
    g_assert_true (td_organisation_decide (instance, &s.officer, id, TD_ORGANISATION_VERIFY, "Seen.", NULL, &error));
    g_assert_true (everybody_reads (s.house, id));
    g_assert_false (td_risk_set (instance, &nobody, id, TRUE, NULL, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    g_assert_false (td_risk_set (instance, &s.focal, "Nobody Union", TRUE, NULL, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
    g_assert_true (td_risk_set (instance, &s.focal, "Quollburg Union", TRUE, NULL, &error));
    g_assert_no_error (error);
    g_assert_false (everybody_reads (s.house, id));
    g_assert_true (td_store_read (instance->store, is_at_risk, id, NULL));
    g_assert_false (td_risk_set (instance, &s.focal, id, TRUE, NULL, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    g_assert_true (td_risk_set (instance, &s.officer, id, FALSE, NULL, &error));
    g_assert_true (everybody_reads (s.house, id));
    g_assert_false (td_risk_set (instance, &s.officer, id, FALSE, NULL, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
}

/* One letter for each of the profile's days, once; it names neither the register nor the thing; none for what is closed. */
static void test_reminders (void)
{
    g_auto (Scene) s = { 0 };
    g_autofree char *one = NULL, *two = NULL, *no = NULL;
    g_autoptr (GError) error = NULL;
    static const struct {
        const char *day;
        int about;
        gint64 letters;
    } rows[] = { { "2026-11-23", 0, 0 }, { "2026-11-24", 2, 1 }, { "2026-11-24", 0, 0 }, { "2026-11-29", 0, 0 },
                 { "2026-12-01", 2, 1 }, { "2026-12-03", 0, 0 }, { "2026-12-08", 1, 1 }, { "2027-01-08", 0, 0 } };
    const TdReprisalChange set = { .act = TD_REPRISAL_REMIND, .day = "2026-12-01" };

    scene_new (&s);
    one = open_one (&s, "threat", "GHA");
    two = open_one (&s, "arrest", "MLI");
    no = open_one (&s, "arrest", "MLI");
    td_reprisal_change (s.house->instance, &s.focal, one, &set, &error);
    td_reprisal_change (s.house->instance, &s.focal, two, &set, &error);
    g_assert_no_error (error);
    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autofree char *text = NULL;
        gint64 n = 0;
        int about = -1;
        set_day (s.house, rows[i].day);
        if (i == 6)
            must (&s, two, TD_REPRISAL_CLOSE, NULL);
        text = letters (s.house, &n);
        g_free (text);
        td_reprisal_remind_due (s.house->instance, &about, &error);
        g_assert_no_error (error);
        text = letters (s.house, &n);
        if (about != rows[i].about || n != rows[i].letters)
            g_error ("%s: about %d, %d letters", rows[i].day, about, (int) n);
        static const char *const untold[] = { "eprisal", "Ghana", "Mali", "hreat", "fraid" };
        for (gsize k = 0; k < G_N_ELEMENTS (untold); k++)
            g_assert_null (strstr (text, untold[k]));
    }
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/reprisals/consents", test_consents);
    g_test_add_func ("/reprisals/nobody-else", test_nobody_else);
    g_test_add_func ("/reprisals/figures", test_figures);
    g_test_add_func ("/reprisals/risk", test_risk);
    g_test_add_func ("/reprisals/reminders", test_reminders);
    return g_test_run ();
}

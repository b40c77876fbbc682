/* The gate of communications: before, on and after the tenth declaration, withdrawal, what is not known, days by zone; recording. */
#include "areas/communications/gate.h"
#include "people-house.h"

/* ---- the pure rules, with three States and two declarations needed ---- */

static const char *const states[] = { "AAA", "BBB", "CCC" };
enum { N_STATES = 3, NEEDED = 2 };

#define MADE(state, day)                                                                                               \
    {                                                                                                                  \
        state, TD_DECLARATION_MADE, day                                                                                \
    }
#define ENDED(state, day)                                                                                              \
    {                                                                                                                  \
        state, TD_DECLARATION_WITHDRAWN, day                                                                           \
    }
#define NONE(state, day)                                                                                               \
    {                                                                                                                  \
        state, TD_DECLARATION_NONE, day                                                                                \
    }
#define SHUT   TD_GATE_CLOSED
#define OPEN   TD_GATE_OPEN
#define UNSURE TD_GATE_UNKNOWN

typedef struct {
    const char *what;
    TdDeclarationFact facts[6];
    const char *state, *day;
    TdGateAnswer open, in_force;
    int declarations, unknown;
    const char *since;
} Case;

static const Case cases[] = {
    { "nothing is known", { { 0 } }, "AAA", "2026-01-01", UNSURE, UNSURE, 0, 3, NULL },
    { "all were looked for",
      { NONE ("AAA", "2026-01-01"), NONE ("BBB", "2026-01-01"), NONE ("CCC", "2026-01-01") },
      "AAA",
      "2026-01-02",
      SHUT,
      SHUT,
      0,
      0,
      NULL },
    { "one unknown is enough",
      { NONE ("AAA", "2026-01-01"), NONE ("BBB", "2026-01-01") },
      "AAA",
      "2026-01-02",
      UNSURE,
      UNSURE,
      0,
      1,
      NULL },
    { "few unknown cannot be ten, and are not closed",
      { MADE ("AAA", "2020-01-01") },
      "AAA",
      "2026-01-02",
      UNSURE,
      UNSURE,
      1,
      2,
      NULL },
    { "the day before the last",
      { MADE ("AAA", "2020-05-01"), MADE ("BBB", "2021-05-01"), NONE ("CCC", "2022-01-01") },
      "AAA",
      "2021-04-30",
      SHUT,
      SHUT,
      1,
      0,
      NULL },
    { "the day of the last",
      { MADE ("AAA", "2020-05-01"), MADE ("BBB", "2021-05-01"), NONE ("CCC", "2022-01-01") },
      "AAA",
      "2021-05-01",
      OPEN,
      OPEN,
      2,
      0,
      "2021-05-01" },
    { "the day after",
      { MADE ("AAA", "2020-05-01"), MADE ("BBB", "2021-05-01"), NONE ("CCC", "2022-01-01") },
      "BBB",
      "2021-05-02",
      OPEN,
      OPEN,
      2,
      0,
      "2021-05-01" },
    { "a State that made none",
      { MADE ("AAA", "2020-05-01"), MADE ("BBB", "2021-05-01"), NONE ("CCC", "2022-01-01") },
      "CCC",
      "2022-05-02",
      SHUT,
      OPEN,
      2,
      0,
      "2021-05-01" },
    { "open with others unknown",
      { MADE ("AAA", "2020-05-01"), MADE ("BBB", "2021-05-01") },
      "AAA",
      "2022-05-02",
      OPEN,
      OPEN,
      2,
      1,
      "2021-05-01" },
    { "the unknown one itself",
      { MADE ("AAA", "2020-05-01"), MADE ("BBB", "2021-05-01") },
      "CCC",
      "2022-05-02",
      UNSURE,
      OPEN,
      2,
      1,
      "2021-05-01" },
    { "the procedure alone",
      { MADE ("AAA", "2020-05-01"), MADE ("BBB", "2021-05-01") },
      NULL,
      "2022-05-02",
      UNSURE,
      OPEN,
      2,
      1,
      "2021-05-01" },
    { "on the day of a withdrawal",
      { MADE ("AAA", "2020-05-01"), MADE ("BBB", "2021-05-01"), ENDED ("AAA", "2023-01-01") },
      "AAA",
      "2023-01-01",
      OPEN,
      OPEN,
      2,
      1,
      "2021-05-01" },
    { "the day after a withdrawal; it stays in force",
      { MADE ("AAA", "2020-05-01"), MADE ("BBB", "2021-05-01"), ENDED ("AAA", "2023-01-01") },
      "AAA",
      "2023-01-02",
      SHUT,
      OPEN,
      1,
      1,
      "2021-05-01" },
    { "and is still open for the other",
      { MADE ("AAA", "2020-05-01"), MADE ("BBB", "2021-05-01"), ENDED ("AAA", "2023-01-01") },
      "BBB",
      "2023-01-02",
      OPEN,
      OPEN,
      1,
      1,
      "2021-05-01" },
    { "withdrawn before there were enough",
      { MADE ("AAA", "2020-05-01"), ENDED ("AAA", "2020-06-01"), MADE ("BBB", "2021-05-01"),
        NONE ("CCC", "2022-01-01") },
      "BBB",
      "2023-01-02",
      SHUT,
      SHUT,
      1,
      0,
      NULL },
    { "made anew",
      { MADE ("AAA", "2020-05-01"), ENDED ("AAA", "2020-06-01"), MADE ("BBB", "2021-05-01"),
        MADE ("AAA", "2024-02-29") },
      "AAA",
      "2024-02-29",
      OPEN,
      OPEN,
      2,
      1,
      "2024-02-29" },
    { "looked for before it was made",
      { NONE ("AAA", "2019-01-01"), MADE ("AAA", "2020-05-01"), MADE ("BBB", "2021-05-01") },
      "AAA",
      "2021-05-01",
      OPEN,
      OPEN,
      2,
      1,
      "2021-05-01" },
    { "in any order",
      { MADE ("BBB", "2021-05-01"), MADE ("AAA", "2020-05-01") },
      "AAA",
      "2021-05-01",
      OPEN,
      OPEN,
      2,
      1,
      "2021-05-01" },
    { "a withdrawal of which the beginning is not known",
      { ENDED ("AAA", "2020-05-01") },
      "AAA",
      "2020-05-02",
      UNSURE,
      UNSURE,
      0,
      2,
      NULL },
};

static void test_rules (void)
{
    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
        const Case *c = &cases[i];
        gsize n = 0;
        TdGateSense s;

        while (n < G_N_ELEMENTS (c->facts) && c->facts[n].state != NULL)
            n++;
        g_test_message ("%s", c->what);
        td_gate_sense (c->facts, n, states, N_STATES, NEEDED, c->state, c->day, &s);
        g_assert_cmpint (s.open, ==, c->open);
        g_assert_cmpint (s.in_force, ==, c->in_force);
        g_assert_cmpint (s.declarations, ==, c->declarations);
        g_assert_cmpint (s.unknown, ==, c->unknown);
        g_assert_cmpstr (s.in_force_since, ==, c->since);
    }
}

/* ---- recorded, in the Committee's profile ---- */

enum { ARTICLE = 77, TEN = 10 };

static void at (House *house, const char *instant)
{
    g_autoptr (GError) error = NULL;

    td_clock_at (instant, &house->instance->clock, &error);
    g_assert_no_error (error);
}

static gboolean record (House *house, const char *state, TdDeclarationKind kind, const char *day, char **ret_id,
                        GError **error)
{
    const TdDeclarationWish wish = { .state = state, .article = ARTICLE, .kind = kind, .day = day };

    return td_declaration_record (house->instance, &secretariat, &wish, ret_id, error);
}

static void must_record (House *house, const char *state, TdDeclarationKind kind, const char *day)
{
    g_autoptr (GError) error = NULL;

    record (house, state, kind, day, NULL, &error);
    g_assert_no_error (error);
}

static void refused (House *house, const char *state, TdDeclarationKind kind, const char *day, TdErrorCode code)
{
    g_autoptr (GError) error = NULL;

    g_assert_false (record (house, state, kind, day, NULL, &error));
    assert_code (&error, code);
}

static TdGateAnswer answer (House *house, const char *state)
{
    g_auto (TdGate) gate = { 0 };
    g_autoptr (GError) error = NULL;

    td_gate_get (house->instance, state, ARTICLE, &gate, &error);
    g_assert_no_error (error);
    return gate.sense.open;
}

/* Ten of all States parties, the tenth on 15 June; nobody knows of the others yet. */
static void ten_declare (House *house)
{
    static const char *const days[TEN] = { "2024-01-10", "2024-02-10", "2024-03-10", "2024-04-10", "2024-05-10",
                                           "2024-06-10", "2024-07-10", "2024-08-10", "2024-09-10", "2025-06-15" };

    for (gsize i = 0; i < TEN; i++)
        must_record (house, house->instance->profile->states[i].iso3, TD_DECLARATION_MADE, days[i]);
}

static void all_others_have_none (House *house, const char *day)
{
    const TdProfile *profile = house->instance->profile;

    for (gsize i = TEN; i < profile->n_states; i++)
        must_record (house, profile->states[i].iso3, TD_DECLARATION_NONE, day);
}

static void test_tenth (void)
{
    g_autoptr (House) house = house_new (TRUE);
    const char *first = house->instance->profile->states[0].iso3, *other = house->instance->profile->states[TEN].iso3;

    set_day (house, "2026-11-02");
    g_assert_cmpint (answer (house, first), ==, TD_GATE_UNKNOWN);
    ten_declare (house);
    g_assert_cmpint (answer (house, first), ==, TD_GATE_OPEN);
    g_assert_cmpint (answer (house, other), ==, TD_GATE_UNKNOWN);
    set_day (house, "2025-06-14");
    g_assert_cmpint (answer (house, first), ==, TD_GATE_UNKNOWN);
    set_day (house, "2026-11-02");
    all_others_have_none (house, "2026-11-01");
    g_assert_cmpint (answer (house, other), ==, TD_GATE_CLOSED);
    set_day (house, "2025-06-14");
    g_assert_cmpint (answer (house, first), ==, TD_GATE_CLOSED);
    set_day (house, "2025-06-15");
    g_assert_cmpint (answer (house, first), ==, TD_GATE_OPEN);
}

/* It is the 15th in Geneva when it is the 14th in London still. */
static void test_zone (void)
{
    g_autoptr (House) house = house_new (TRUE);
    const char *first = house->instance->profile->states[0].iso3;

    set_day (house, "2026-11-02");
    ten_declare (house);
    at (house, "2025-06-14T21:59:59Z");
    g_assert_cmpint (answer (house, first), ==, TD_GATE_UNKNOWN);
    at (house, "2025-06-14T22:00:00Z");
    g_assert_cmpint (answer (house, first), ==, TD_GATE_OPEN);
}

struct receive {
    House *house;
    const char *state;
    gboolean training;
};

static gboolean receive_in (TdTx *tx, gpointer data, GError **error)
{
    struct receive *r = data;
    g_auto (TdGate) gate = { 0 };

    if (!td_gate_may_receive (tx, r->house->instance, r->state, &gate, error))
        return FALSE;
    r->training = gate.training;
    return TRUE;
}

static void test_may_receive (void)
{
    g_autoptr (House) house = house_new (TRUE);
    const char *first = house->instance->profile->states[0].iso3;
    struct receive r = { house, first, FALSE };
    g_autoptr (GError) error = NULL;

    set_day (house, "2026-11-02");
    g_assert_true (td_store_read (house->instance->store, receive_in, &r, &error));
    g_assert_true (r.training);
    house->instance->rehearsal = FALSE;
    g_assert_false (td_store_read (house->instance->store, receive_in, &r, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
    house->instance->rehearsal = TRUE;
    ten_declare (house);
    g_assert_true (td_store_read (house->instance->store, receive_in, &r, &error));
    g_assert_false (r.training);
    house->instance->rehearsal = FALSE;
    g_assert_true (td_store_read (house->instance->store, receive_in, &r, &error));
    r.state = "DEU";
    g_assert_false (td_store_read (house->instance->store, receive_in, &r, &error));
    assert_code (&error, TD_ERROR_NOT_FOUND);
}

/* What contradicts what is recorded is refused, and a mistake can be struck out. */
static void test_recording (void)
{
    g_autoptr (House) house = house_new (TRUE);
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) list = NULL;
    g_autofree char *id = NULL;
    const TdDeclarationWish other = { .state = "GHA", .article = 73, .kind = TD_DECLARATION_MADE, .day = "2024-01-01" };

    set_day (house, "2026-11-02");
    refused (house, "DEU", TD_DECLARATION_MADE, "2024-01-01", TD_ERROR_NOT_FOUND);
    refused (house, "GHA", TD_DECLARATION_MADE, "2024-01", TD_ERROR_INPUT);
    refused (house, "GHA", TD_DECLARATION_NONE, "2026-11-03", TD_ERROR_INPUT);
    refused (house, "GHA", TD_DECLARATION_WITHDRAWN, "2024-01-01", TD_ERROR_CONFLICT);
    g_assert_false (td_declaration_record (house->instance, &secretariat, &other, NULL, &error));
    assert_code (&error, TD_ERROR_INPUT);
    g_assert_true (record (house, "gha", TD_DECLARATION_MADE, "2024-01-01", &id, &error));
    refused (house, "GHA", TD_DECLARATION_MADE, "2024-05-01", TD_ERROR_CONFLICT);
    refused (house, "GHA", TD_DECLARATION_MADE, "2023-05-01", TD_ERROR_CONFLICT);
    refused (house, "GHA", TD_DECLARATION_NONE, "2026-11-01", TD_ERROR_CONFLICT);
    must_record (house, "GHA", TD_DECLARATION_NONE, "2023-11-01");
    g_assert_true (td_declaration_strike (house->instance, &secretariat, id, &error));
    g_assert_false (td_declaration_strike (house->instance, &secretariat, id, &error));
    assert_code (&error, TD_ERROR_CONFLICT);
    must_record (house, "GHA", TD_DECLARATION_MADE, "2024-05-01");
    must_record (house, "GHA", TD_DECLARATION_WITHDRAWN, "2025-05-01");
    refused (house, "GHA", TD_DECLARATION_MADE, "2025-01-01", TD_ERROR_CONFLICT);
    must_record (house, "GHA", TD_DECLARATION_MADE, "2025-05-02");
    list = td_declarations (house->instance, ARTICLE, "GHA", &error);
    g_assert_cmpuint (list->len, ==, 5);
    g_assert_false (td_declaration_record (house->instance, &nobody, &other, NULL, &error));
    assert_code (&error, TD_ERROR_NOT_ALLOWED);
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    g_test_add_func ("/gate/rules", test_rules);
    g_test_add_func ("/gate/tenth", test_tenth);
    g_test_add_func ("/gate/zone", test_zone);
    g_test_add_func ("/gate/may-receive", test_may_receive);
    g_test_add_func ("/gate/recording", test_recording);
    return g_test_run ();
}

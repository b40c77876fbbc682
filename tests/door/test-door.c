/* The door against the answers written out in answers.h; and the answers against the door: each condition of each of its rows is
 * turned round once, and some answer must notice. */
#include "altered-rules.h"

#include "answers.h"
#include "base/errors.h"

/* ---- asking ---- */

enum { N_ASKERS = G_N_ELEMENTS (askers), N_CELLS = 12, SEVERAL = 30 };

/* The columns of the answers. */
static const struct {
    TdStatus status;
    int visibility; /* or any */
} cells[N_CELLS] = {
    { TD_STATUS_DRAFT, -1 },
    { TD_STATUS_RECEIVED, -1 },
    { TD_STATUS_ACCEPTED, -1 },
    { TD_STATUS_CHANGE_ASKED, -1 },
    { TD_STATUS_PUBLISHED, TD_VISIBILITY_COMMITTEE },
    { TD_STATUS_PUBLISHED, TD_VISIBILITY_NAME_WITHHELD },
    { TD_STATUS_PUBLISHED, TD_VISIBILITY_PUBLIC },
    { TD_STATUS_REFUSED, -1 },
    { TD_STATUS_WITHHELD, -1 },
    { TD_STATUS_DUPLICATE, -1 },
    { TD_STATUS_REPLACED, -1 },
    { TD_STATUS_TAKEN_DOWN, -1 },
};

static char ask (const TdViewer *viewer, TdAct act, const TdThing *thing)
{
    g_autoptr (GError) error = NULL;

    if (td_door_may (viewer, act, thing, &error))
        return error == NULL ? 'y' : '?';
    if (error == NULL || error->domain != TD_DOOR_ERROR)
        return '?';
    return error->code == TD_ERROR_NOT_ALLOWED ? '3' : error->code == TD_ERROR_NOT_FOUND ? '4' : '?';
}

/* Rows of answers with their names looked up. */
typedef struct {
    TdAct act;
    char cells[N_CELLS + 1];
    gboolean who[N_ASKERS];
} Row;

static int asker (const char *name)
{
    for (int i = 0; i < N_ASKERS; i++)
        if (g_str_equal (askers[i].name, name))
            return i;
    g_error ("No asker is called “%s”.", name);
}

static void look_up (const char *names, gboolean who[N_ASKERS])
{
    g_auto (GStrv) words = g_strsplit (names, " ", 0);

    for (int i = 0; i < N_ASKERS; i++)
        who[i] = g_str_equal (names, EVERYBODY);
    for (int i = 0; words[i] != NULL && !g_str_equal (names, EVERYBODY); i++)
        if (*words[i] != '\0')
            who[asker (words[i])] = TRUE;
}

static Row *rows_of (const Answers *answers, gsize n)
{
    Row *made = g_new0 (Row, n);

    for (gsize i = 0; i < n; i++) {
        int cell = 0;
        made[i].act = answers[i].act;
        look_up (answers[i].who, made[i].who);
        for (const char *c = answers[i].answers; *c != '\0'; c++)
            if (*c != ' ') {
                g_assert_cmpint (cell, <, N_CELLS);
                made[i].cells[cell++] = *c;
            }
        g_assert_cmpint (cell, ==, N_CELLS);
    }
    return made;
}

/* The answers about each kind of thing. */
enum { N_KINDS = TD_THING_CASE + 1 };
static const struct {
    const Answers *answers;
    gsize n;
} kinds[N_KINDS] = {
    [TD_THING_SUBMISSION] = { of_submissions, G_N_ELEMENTS (of_submissions) },
    [TD_THING_ORGANISATION] = { of_organisations, G_N_ELEMENTS (of_organisations) },
    [TD_THING_OWN_ACCOUNT] = { of_accounts, G_N_ELEMENTS (of_accounts) },
    [TD_THING_DOSSIER] = { of_dossiers, G_N_ELEMENTS (of_dossiers) },
    [TD_THING_PAPER] = { of_papers, G_N_ELEMENTS (of_papers) },
    [TD_THING_MEETING] = { of_meetings, G_N_ELEMENTS (of_meetings) },
    [TD_THING_CASE] = { of_cases, G_N_ELEMENTS (of_cases) },
};

/* Everything written in answers.h, looked up once. */
static struct {
    Row *things[N_KINDS];
    gboolean enters[TD_N_ACTS][N_ASKERS];
    guint roles[TD_N_ACTS];
} written;

static void look_up_all (void)
{
    for (int kind = 0; kind < N_KINDS; kind++)
        written.things[kind] = rows_of (kinds[kind].answers, kinds[kind].n);
    for (gsize i = 0; i < G_N_ELEMENTS (entering); i++) {
        g_auto (GStrv) words = g_strsplit (entering[i].roles, " ", 0);
        look_up (entering[i].who, written.enters[entering[i].act]);
        for (int w = 0; words[w] != NULL; w++) {
            TdRole role;
            if (*words[w] == '\0')
                continue;
            g_assert_true (td_role_from_word (words[w], &role));
            written.roles[entering[i].act] |= 1u << role;
        }
    }
}

/* ---- how many answers are other than written: those of an act (or of all, TD_ACT_NOBODY), up to most, told where told is set ---- */

typedef struct {
    int wrong, most;
    gboolean told;
    gboolean open; /* everybody may read everything: then a 4 of another act is a 3 */
} Found;

static void differs (Found *found, const char *who, TdAct act, const char *what, char is, char wanted)
{
    found->wrong++;
    if (found->told && found->wrong <= SEVERAL)
        g_test_message ("%s, %s, %s: %c, not %c", who, td_act_word (act), what, is, wanted);
}

static void ask_thing (TdThing thing, const Row *row, int who, char wanted, Found *found)
{
    const Asker *a = &askers[who];
    char is;

    thing.relations = a->relations;
    is = ask (&a->viewer, row->act, &thing);
    if (is != wanted) {
        g_autofree char *what =
            g_strdup_printf ("%s %s one", td_status_word (thing.status), td_visibility_word (thing.visibility));
        differs (found, a->name, row->act, what, is, wanted);
    }
}

static void ask_row (const Row *row, TdThingKind kind, Found *found)
{
    for (int who = 0; who < N_ASKERS; who++)
        for (int c = 0; row->who[who] && c < N_CELLS && found->wrong < found->most; c++)
            for (int v = 0; v < TD_N_VISIBILITIES; v++) {
                TdThing thing = { .kind = kind,
                                  .status = cells[c].status,
                                  .visibility = (TdVisibility) v,
                                  .state = kind != TD_THING_ORGANISATION ? "GHA" : NULL };
                char wanted = found->open && row->cells[c] == '4' ? '3' : row->cells[c];
                if (cells[c].visibility == -1 || cells[c].visibility == v)
                    ask_thing (thing, row, who, wanted, found);
            }
}

static void ask_things (TdAct act, Found *found)
{
    for (int kind = 0; kind < N_KINDS; kind++)
        for (gsize i = 0; i < kinds[kind].n; i++)
            if (act == TD_ACT_NOBODY || written.things[kind][i].act == act)
                ask_row (&written.things[kind][i], (TdThingKind) kind, found);
}

static void ask_nothing (TdAct act, Found *found)
{
    for (int a = 1; a < TD_N_ACTS; a++) {
        if (act != TD_ACT_NOBODY && (int) act != a)
            continue;
        for (int who = 0; who < N_ASKERS; who++) {
            char is = ask (&askers[who].viewer, (TdAct) a, NULL), wanted = written.enters[a][who] ? 'y' : '3';
            if (is != wanted)
                differs (found, askers[who].name, (TdAct) a, "nothing", is, wanted);
        }
        for (int role = 0; role < TD_N_ROLES; role++) {
            gboolean is = td_door_role_may ((TdRole) role, (TdAct) a);
            gboolean wanted = (written.roles[a] & (1u << role)) != 0;
            if (is != wanted)
                differs (found, td_role_word ((TdRole) role), (TdAct) a, "the role alone", is ? 'y' : '3',
                         wanted ? 'y' : '3');
        }
    }
}

static gboolean is_bare (const TdDoorRule *rule)
{
    return rule->relations == 0 && rule->statuses == 0 && rule->visibilities == 0 && !rule->without_conflict;
}

/* An act without a thing is never asked about one: its rows have conditions of roles alone. */
static void ask_bare (TdAct act, Found *found)
{
    gsize n;
    const TdDoorRule *table = td_door_rules (&n);

    for (gsize e = 0; e < G_N_ELEMENTS (entering); e++)
        for (gsize i = 0; i < n; i++)
            if (!entering[e].thing && table[i].act == entering[e].act && (act == TD_ACT_NOBODY || act == table[i].act)
                && !is_bare (&table[i]))
                differs (found, "its row", table[i].act, "a condition on a thing", 'n', 'y');
}

/* What one may not know of one may not touch either, by the rows of the act itself: should reading ever let something slip,
 * nothing else follows. */
static void ask_behind (TdAct act, Found *found)
{
    open_reading (TRUE);
    found->open = TRUE;
    for (int a = 1; a < TD_N_ACTS; a++)
        if (!is_reading ((TdAct) a) && (act == TD_ACT_NOBODY || (int) act == a))
            ask_things ((TdAct) a, found);
    found->open = FALSE;
    open_reading (FALSE);
}

static void ask_all (TdAct act, Found *found)
{
    ask_nothing (act, found);
    ask_bare (act, found);
    ask_things (act, found);
    if (found->wrong < found->most)
        ask_behind (act, found);
}

static void test_answers (void)
{
    Found found = { .most = G_MAXINT, .told = TRUE };

    ask_all (TD_ACT_NOBODY, &found);
    g_assert_cmpint (found.wrong, ==, 0);
}

/* Each asker stands in each act's rows once, and each act of a thing has rows. */
static void count_rows (const Row *rows, gsize n, int times[TD_N_ACTS][N_ASKERS])
{
    for (gsize i = 0; i < n; i++)
        for (int who = 0; who < N_ASKERS; who++)
            times[rows[i].act][who] += rows[i].who[who];
}

static void test_whole (void)
{
    int times[TD_N_ACTS][N_ASKERS] = { 0 };

    for (int kind = 0; kind < N_KINDS; kind++)
        count_rows (written.things[kind], kinds[kind].n, times);
    for (gsize e = 0; e < G_N_ELEMENTS (entering); e++) {
        g_assert_cmpint (entering[e].act, ==, e + 1);
        for (int who = 0; who < N_ASKERS; who++) {
            if (times[entering[e].act][who] != entering[e].thing)
                g_test_message ("%s, %s: in %d rows", askers[who].name, td_act_word (entering[e].act),
                                times[entering[e].act][who]);
            g_assert_cmpint (times[entering[e].act][who], ==, entering[e].thing);
        }
    }
}

/* ---- the rows turned round ---- */

/* Roles that come with another one: who is anything is the public, who signed in with a password is an organisation (or
 * alone), chair and rapporteur are members; and of what members may do with a submission the secretariat has a wider row. To name the
 * second where the first stands says nothing new. */
static gboolean comes_with (const TdDoorRule *rule, int role)
{
    const guint roles = rule->roles;

    if ((roles & TD_ROLE_BIT (PUBLIC)) != 0)
        return TRUE;
    if ((roles & TD_ROLE_BIT (ORGANISATION)) != 0)
        return role != TD_ROLE_PUBLIC;
    /* The secretariat has a row of its own for captions. */
    if (rule->act == TD_ACT_CAPTION_TYPE && rule->relations != 0)
        return role == TD_ROLE_SECRETARIAT;
    /* Officers of the register have a wider row than members. */
    if (rule->act == TD_ACT_CASE_READ && roles == TD_ROLE_BIT (MEMBER) && role == TD_ROLE_OFFICER)
        return TRUE;
    return (roles & TD_ROLE_BIT (MEMBER)) != 0
           && (role == TD_ROLE_RAPPORTEUR || role == TD_ROLE_CHAIR
               || (role == TD_ROLE_SECRETARIAT && rule->without_conflict));
}

/* Who acts for the State has a conflict; nobody is asked to co-sign a meeting, nor gets a link to it as a participant. */
static gboolean invited_comes_with (const TdDoorRule *rule, guint bit)
{
    gboolean assigned = rule->act == TD_ACT_MEETING_INTERPRET || rule->act == TD_ACT_CAPTION_TYPE;

    return (rule->without_conflict && (bit == TD_RELATION_OWN_STATE || bit == TD_RELATION_ITS_STATE))
           || (assigned && (bit == TD_RELATION_ASKED || bit == TD_RELATION_PARTICIPANT));
}

/* A public meeting on the programme is everybody's. */
static gboolean visibility_comes_with (const TdDoorRule *rule, int bit)
{
    return (rule->act == TD_ACT_MEETING_READ || rule->act == TD_ACT_MEETING_ATTEND) && bit == TD_VISIBILITY_PUBLIC
           && rule->visibilities == 0 && rule->statuses == 1u << TD_STATUS_PUBLISHED;
}

/* The same of relations: a contributor is a viewer, a lead is both. And what the row for those asked to co-sign lets pass, the row
 * for its sender and their organisation lets pass already, as it does what the rows for a State's own paper let pass. An organisation is of no State. */
static gboolean relation_comes_with (const TdDoorRule *rule, guint bit)
{
    guint above = bit == TD_RELATION_CONTRIBUTOR ? TD_RELATION_VIEWER
                  : bit == TD_RELATION_LEAD      ? TD_RELATION_VIEWER | TD_RELATION_CONTRIBUTOR
                                                 : 0;
    gboolean ours_too =
        rule->act == TD_ACT_SUBMISSION_READ || rule->act == TD_ACT_SUBMISSION_NAME || rule->act == TD_ACT_FILE_READ;

    gboolean stateless = (bit == TD_RELATION_OWN_STATE || bit == TD_RELATION_ITS_STATE)
                         && rule->act >= TD_ACT_ORGANISATION_READ && rule->act <= TD_ACT_ORGANISATION_OFFERED;

    /* What a participant's link lets pass, the rows for its sender, their organisation and those asked to co-sign let pass already. */
    if (rule->relations == TD_RELATION_PARTICIPANT)
        return bit != TD_RELATION_OWN_STATE && bit != TD_RELATION_ITS_STATE;
    if (rule->relations == TD_RELATION_INVITED)
        return invited_comes_with (rule, bit);
    if (bit == TD_RELATION_PARTICIPANT)
        return FALSE;
    /* What the State's mission may do with a case its sender may, too. */
    if ((rule->act == TD_ACT_CASE_READ || rule->act == TD_ACT_CASE_ANSWER) && rule->relations == TD_RELATION_OWN_STATE)
        return bit == TD_RELATION_SENDER || bit == TD_RELATION_ITS_STATE;
    /* An answer at a public meeting is those's of the organisation, whatever else they are. */
    if (rule->act == TD_ACT_QUESTION_ANSWER && rule->relations == TD_RELATION_OWN_STATE)
        return (bit & (TD_RELATION_SENDER | TD_RELATION_CONTRIBUTOR | TD_RELATION_LEAD | TD_RELATION_ITS_STATE)) != 0;
    /* A State's own paper is about that State. */
    if (rule->relations == TD_RELATION_OWN_STATE && bit == TD_RELATION_ITS_STATE)
        return TRUE;
    if (rule->relations == TD_RELATION_ITS_STATE && rule->act != TD_ACT_STATE_PAPER_SEND
        && rule->act != TD_ACT_STATE_DRAFT_PUBLISH)
        return bit != TD_RELATION_ASKED && bit != TD_RELATION_OWN_STATE
               && (ours_too || rule->act == TD_ACT_RECEIPT_READ || bit != TD_RELATION_VIEWER);
    /* Who acts for the State whose paper it is acts for the State that it is about. */
    if (rule->relations == TD_RELATION_OWN_STATE && bit == TD_RELATION_ITS_STATE)
        return TRUE;
    return (rule->relations & above) != 0 || (stateless && rule->relations != 0)
           || (ours_too && rule->relations == TD_RELATION_ASKED
               && (bit & (TD_RELATION_SENDER | TD_RELATION_VIEWER | TD_RELATION_CONTRIBUTOR | TD_RELATION_LEAD)) != 0);
}

static int mutants, survivors;

static void try_mutant (gsize i, TdDoorRule mutant, const char *what, int bit)
{
    Found found = { .most = 1 };

    alter_rule (i, mutant);
    ask_all (rules[i].act, &found);
    mend_rule (i);
    mutants++;
    if (found.wrong > 0)
        return;
    survivors++;
    g_test_message ("Nobody notices: row %" G_GSIZE_FORMAT " (%s), %s, bit %d", i, td_act_word (rules[i].act), what,
                    bit);
}

/* 0 is all of them; to take one out of all leaves the others. */
static guint turned (guint set, int bit, guint all)
{
    return (set == 0 ? all : set) ^ (1u << bit);
}

static void turn_row (gsize i)
{
    const guint all_statuses = (1u << TD_N_STATUSES) - 1, all_visibilities = (1u << TD_N_VISIBILITIES) - 1;
    const TdDoorRule row = rules[i];
    TdDoorRule mutant = row;

    mutant.act = TD_ACT_NOBODY;
    try_mutant (i, mutant, "without the row", 0);
    for (int b = 0; b < TD_N_ROLES; b++) {
        mutant = row;
        mutant.roles ^= 1u << b;
        if ((row.roles & (1u << b)) != 0 || !comes_with (&row, b))
            try_mutant (i, mutant, "role", b);
    }
    for (int b = 0; (1u << b) <= TD_RELATION_LAST; b++) {
        mutant = row;
        mutant.relations ^= 1u << b;
        if ((row.relations & (1u << b)) != 0 || !relation_comes_with (&row, 1u << b))
            try_mutant (i, mutant, "relation", b);
    }
    for (int b = 0; b < TD_N_STATUSES; b++) {
        mutant = row;
        mutant.statuses = turned (row.statuses, b, all_statuses);
        try_mutant (i, mutant, "status", b);
    }
    for (int b = 0; b < TD_N_VISIBILITIES; b++) {
        mutant = row;
        mutant.visibilities = turned (row.visibilities, b, all_visibilities);
        if (!visibility_comes_with (&row, b))
            try_mutant (i, mutant, "visibility", b);
    }
    mutant = row;
    mutant.without_conflict = !row.without_conflict;
    try_mutant (i, mutant, "conflict", 0);
}

static void test_turned_round (void)
{
    for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
        turn_row (i);
    g_test_message ("%d conditions turned round", mutants);
    g_assert_cmpint (mutants, >, 1000);
    g_assert_cmpint (survivors, ==, 0);
}

/* Every row by which a role, and no relation, opens what is not public of something about a State has the conflict in it. */
static void test_conflict_everywhere (void)
{
    for (gsize i = 0; i < G_N_ELEMENTS (rules); i++) {
        gboolean to_all = (rules[i].roles & (TD_ROLE_BIT (PUBLIC) | TD_ROLE_BIT (ORGANISATION))) != 0;
        gboolean of_state = FALSE;
        for (int kind = 0; kind < N_KINDS; kind++)
            for (gsize a = 0; kind != TD_THING_ORGANISATION && a < kinds[kind].n; a++)
                of_state |= kinds[kind].answers[a].act == rules[i].act;
        if (of_state && rules[i].relations == 0 && !to_all)
            g_assert_true (rules[i].without_conflict);
    }
}

/* ---- what is beside the rows ---- */

/* Numbers from outside the tables open nothing. */
static void test_unknown (void)
{
    const TdThing thing = { .status = TD_STATUS_PUBLISHED,
                            .visibility = TD_VISIBILITY_PUBLIC,
                            .state = "GHA",
                            .relations = TD_RELATION_SENDER };
    const TdThing odd = { .status = TD_N_STATUSES, .visibility = TD_VISIBILITY_PUBLIC, .state = "GHA" };
    const TdViewer nothing = { 0 }, secretary = TD_VIEWER_SECRETARIAT, nobody = TD_VIEWER_NOBODY;

    g_assert_cmpint (ask (&secretary, TD_ACT_NOBODY, NULL), ==, '4');
    g_assert_cmpint (ask (&secretary, TD_N_ACTS, NULL), ==, '4');
    g_assert_cmpint (ask (&secretary, (TdAct) 1000, &thing), ==, '4');
    g_assert_cmpint (ask (&nothing, TD_ACT_PUBLIC_READ, NULL), ==, '3');
    g_assert_cmpint (ask (&nothing, TD_ACT_SUBMISSION_READ, &thing), ==, '4');
    g_assert_cmpint (ask (&nobody, TD_ACT_SUBMISSION_READ, &odd), ==, '4');
    g_assert_false (td_door_role_may (TD_N_ROLES, TD_ACT_PUBLIC_READ));
    g_assert_false (td_door_role_may (TD_ROLE_SECRETARIAT, TD_ACT_NOBODY));
    g_assert_false (td_viewer_has (&secretary, TD_N_ROLES));
    g_assert_true (td_role_needs_second (TD_N_ROLES));
}

/* A refusal says what would help: signing in, a password, or the secretariat. */
static void test_refusals (void)
{
    static const struct {
        const char *who, *words;
    } rows[] = { { "nobody", "sign in" },
                 { "all-by-link", "password" },
                 { "person", "secretariat" },
                 { "administrator", "secretariat" } };

    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
        g_autoptr (GError) error = NULL;
        g_assert_false (td_door_may (&askers[asker (rows[i].who)].viewer, TD_ACT_DESK, NULL, &error));
        g_assert_error (error, TD_DOOR_ERROR, TD_ERROR_NOT_ALLOWED);
        g_assert_nonnull (strstr (error->message, rows[i].words));
    }
}

/* What is not there and what one may not know of: the same words. */
static void test_one_answer (void)
{
    const TdThing hidden = { .status = TD_STATUS_RECEIVED, .state = "GHA" };
    g_autoptr (GError) none = NULL;

    td_door_unknown (&none);
    for (int act = 1; act < TD_N_ACTS; act++) {
        g_autoptr (GError) error = NULL;
        g_assert_false (td_door_may (&askers[asker ("mission")].viewer, (TdAct) act, &hidden, &error));
        g_assert_error (error, TD_DOOR_ERROR, TD_ERROR_NOT_FOUND);
        g_assert_cmpstr (error->message, ==, none->message);
    }
}

static const TdMembership three[] = { { "seen", TD_LEVEL_VIEWER },
                                      { "helped", TD_LEVEL_CONTRIBUTOR },
                                      { "led", TD_LEVEL_LEAD } };

/* The relations that follow from whose a thing is. */
static void test_relations (void)
{
    enum { SE = TD_RELATION_SENDER, VI = TD_RELATION_VIEWER, CO = TEAM, LE = TEAM | TD_RELATION_LEAD };
    static const struct {
        TdTrust trust;
        const char *person, *behalf; /* of the viewer */
        const char *sent, *organisation;
        gboolean has_key;
        guint relations;
    } rows[] = {
        { TD_TRUST_NOBODY, NULL, NULL, NULL, NULL, FALSE, 0 },
        { TD_TRUST_NOBODY, NULL, NULL, "me", "led", FALSE, 0 },
        { TD_TRUST_NOBODY, NULL, NULL, NULL, NULL, TRUE, SE },
        { TD_TRUST_LINK, "me", NULL, "me", "led", FALSE, 0 },
        { TD_TRUST_LINK, "me", NULL, "me", "led", TRUE, SE },
        { TD_TRUST_PASSWORD, "me", NULL, "me", NULL, FALSE, SE },
        { TD_TRUST_PASSWORD, "me", NULL, "you", NULL, FALSE, 0 },
        { TD_TRUST_PASSWORD, "me", NULL, NULL, "seen", FALSE, VI },
        { TD_TRUST_PASSWORD, "me", NULL, NULL, "helped", FALSE, CO },
        { TD_TRUST_PASSWORD, "me", NULL, NULL, "led", FALSE, LE },
        { TD_TRUST_PASSWORD, "me", NULL, "you", "another", FALSE, 0 },
        { TD_TRUST_SECOND, "me", NULL, "me", "led", FALSE, SE | LE },
        { TD_TRUST_SECOND, "me", NULL, "you", "helped", TRUE, SE | CO },
        /* Who acts for an organisation acts for it alone. */
        { TD_TRUST_SECOND, "me", "led", "me", NULL, FALSE, 0 },
        { TD_TRUST_SECOND, "me", "led", "me", "led", FALSE, LE },
    };

    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
        const TdViewer viewer = { .roles = SIGNED,
                                  .trust = rows[i].trust,
                                  .person = rows[i].person,
                                  .behalf = rows[i].behalf,
                                  .organisations = three,
                                  .n_organisations = G_N_ELEMENTS (three) };
        guint found = td_door_relations (&viewer, rows[i].sent, rows[i].organisation, rows[i].has_key);
        if (found != rows[i].relations)
            g_test_message ("row %" G_GSIZE_FORMAT ": %x, not %x", i, found, rows[i].relations);
        g_assert_cmpuint (found, ==, rows[i].relations);
    }
}

static void test_levels (void)
{
    TdViewer viewer = { .roles = SIGNED, PASSWORD, .organisations = three, .n_organisations = 3 };

    g_assert_cmpint (td_viewer_level (&viewer, "seen"), ==, TD_LEVEL_VIEWER);
    g_assert_cmpint (td_viewer_level (&viewer, "helped"), ==, TD_LEVEL_CONTRIBUTOR);
    g_assert_cmpint (td_viewer_level (&viewer, "led"), ==, TD_LEVEL_LEAD);
    g_assert_cmpint (td_viewer_level (&viewer, "another"), ==, TD_LEVEL_NONE);
    g_assert_cmpint (td_viewer_level (&viewer, NULL), ==, TD_LEVEL_NONE);
    viewer.trust = TD_TRUST_LINK;
    g_assert_cmpint (td_viewer_level (&viewer, "led"), ==, TD_LEVEL_NONE);
}

static void test_actor (void)
{
    const TdViewer nobody = TD_VIEWER_NOBODY, command = TD_VIEWER_SECRETARIAT;
    const TdViewer person = { .roles = SIGNED, PASSWORD };
    const TdViewer behalf = { .roles = SIGNED, SECOND, .behalf = "ours", .actor = "me for ours" };

    g_assert_cmpstr (td_viewer_actor (&nobody), ==, "nobody");
    g_assert_cmpstr (td_viewer_actor (&command), ==, "command");
    g_assert_cmpstr (td_viewer_actor (&person), ==, "me");
    g_assert_cmpstr (td_viewer_actor (&behalf), ==, "me for ours");
}

/* Whose reading is journalled: of what is not public, by who neither sent it nor belongs to those who did. */
static void test_noted (void)
{
    static const struct {
        TdStatus status;
        TdVisibility visibility;
        const char *noted; /* the others are not */
    } rows[] = {
        { TD_STATUS_DRAFT, TD_VISIBILITY_COMMITTEE, ASKED SLIP },
        { TD_STATUS_RECEIVED, TD_VISIBILITY_PUBLIC, SECRETARY MEMBERS ASKED SLIP PARTICIPANTS },
        { TD_STATUS_PUBLISHED, TD_VISIBILITY_COMMITTEE, SECRETARY MEMBERS ASKED SLIP PARTICIPANTS },
        { TD_STATUS_PUBLISHED, TD_VISIBILITY_NAME_WITHHELD, "" },
        { TD_STATUS_PUBLISHED, TD_VISIBILITY_PUBLIC, "" },
        { TD_STATUS_REFUSED, TD_VISIBILITY_PUBLIC, SECRETARY ASKED SLIP },
        { TD_STATUS_TAKEN_DOWN, TD_VISIBILITY_PUBLIC, SECRETARY },
    };

    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
        gboolean noted[N_ASKERS];
        look_up (rows[i].noted, noted);
        for (int who = 0; who < N_ASKERS; who++) {
            const TdThing thing = { .status = rows[i].status,
                                    .visibility = rows[i].visibility,
                                    .state = "GHA",
                                    .relations = askers[who].relations };
            if (td_door_reading_is_noted (&askers[who].viewer, &thing) != noted[who])
                g_test_message ("%s reads a %s one", askers[who].name, td_status_word (rows[i].status));
            g_assert_cmpint (td_door_reading_is_noted (&askers[who].viewer, &thing), ==, noted[who]);
        }
    }
}

static void test_words (void)
{
    for (int i = 0; i < TD_N_ROLES; i++) {
        TdRole role = TD_N_ROLES;
        g_assert_true (td_role_from_word (td_role_word ((TdRole) i), &role));
        g_assert_cmpint (role, ==, i);
    }
    for (int i = 0; i < TD_N_STATUSES; i++) {
        TdStatus status = TD_N_STATUSES;
        g_assert_true (td_status_from_word (td_status_word ((TdStatus) i), &status));
        g_assert_cmpint (status, ==, i);
    }
    for (int i = 0; i < TD_N_VISIBILITIES; i++) {
        TdVisibility visibility = TD_N_VISIBILITIES;
        g_assert_true (td_visibility_from_word (td_visibility_word ((TdVisibility) i), &visibility));
        g_assert_cmpint (visibility, ==, i);
    }
    for (int i = TD_LEVEL_VIEWER; i <= TD_LEVEL_LEAD; i++) {
        TdLevel level = TD_LEVEL_NONE;
        g_assert_true (td_level_from_word (td_level_word ((TdLevel) i), &level));
        g_assert_cmpint (level, ==, i);
    }
    for (int i = 0; i < 2; i++) {
        static const char *const words[] = { "Published", "" };
        g_assert_false (td_status_from_word (words[i], &(TdStatus){ 0 }));
        g_assert_false (td_visibility_from_word (words[i], &(TdVisibility){ 0 }));
        g_assert_false (td_role_from_word (words[i], &(TdRole){ 0 }));
        g_assert_false (td_level_from_word (words[i], &(TdLevel){ 0 }));
    }
}

int main (int argc, char **argv)
{
    g_test_init (&argc, &argv, NULL);
    look_up_all ();
    g_test_add_func ("/door/whole", test_whole);
    g_test_add_func ("/door/answers", test_answers);
    g_test_add_func ("/door/turned-round", test_turned_round);
    g_test_add_func ("/door/conflict-everywhere", test_conflict_everywhere);
    g_test_add_func ("/door/unknown", test_unknown);
    g_test_add_func ("/door/refusals", test_refusals);
    g_test_add_func ("/door/one-answer", test_one_answer);
    g_test_add_func ("/door/relations", test_relations);
    g_test_add_func ("/door/levels", test_levels);
    g_test_add_func ("/door/actor", test_actor);
    g_test_add_func ("/door/noted", test_noted);
    g_test_add_func ("/door/words", test_words);
    return g_test_run ();
}

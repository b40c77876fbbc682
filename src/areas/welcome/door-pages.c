/* The page "Who can see what", made from the door's rows. */
#include "areas/welcome/door-json.h"
#include "areas/welcome/door-sentences.h"
#include "areas/welcome/pages.h"
#include "areas/welcome/who-can-see-what.html.h"
#include "text/words.h"

typedef struct html_who_can_see_what_groups Group;
typedef struct html_who_can_see_what_groups_acts Act;
typedef struct html_who_can_see_what_groups_acts_rows Row;

/* Acts of one subject stand together: the beginnings of their words. The last takes what is left. */
static const struct {
    const char *title, *beginnings[7];
} subjects[] = {
    { N_ ("Submissions"), { "submission.", "file.", "receipt.", "state-", "uptake." } },
    { N_ ("Organisations"), { "organisation." } },
    { N_ ("How a State consulted civil society"), { "own-account.", "state-answer." } },
    { N_ ("The Committee's papers and a State's dossier"),
      { "dossier.", "paper.", "follow-up.", "document.", "participant." } },
    { N_ ("Meetings: the programme, the floor, questions, who comes"),
      { "meeting.", "floor.", "question.", "caption.", "accreditation.", "delegation." } },
    { N_ ("States, and members who take no part"), { "state.", "conflict." } },
    { N_ ("Accounts"), { "person.", "user." } },
    { N_ ("The secretariat's desk, and everything else"), { "" } },
};

static gsize subject_of (TdAct act)
{
    for (gsize s = 0; s < G_N_ELEMENTS (subjects); s++)
        for (const char *const *beginning = subjects[s].beginnings; *beginning != NULL; beginning++)
            if (g_str_has_prefix (td_act_word (act), *beginning))
                return s;
    return G_N_ELEMENTS (subjects) - 1;
}

static GArray *rows_of (const char *locale, TdAct act)
{
    GArray *rows = g_array_new (FALSE, FALSE, sizeof (Row));
    gsize n;
    const TdDoorRule *rules = td_door_rules (&n);

    for (gsize i = 0; i < n; i++)
        if (rules[i].act == act) {
            Row row = { .who = td_door_rule_who (locale, &rules[i]), .when = td_door_rule_when (locale, &rules[i]) };
            g_array_append_val (rows, row);
        }
    return rows;
}

static GArray *acts_of (const char *locale, gsize subject)
{
    GArray *acts = g_array_new (FALSE, FALSE, sizeof (Act));

    for (int act = 1; act < TD_N_ACTS; act++) {
        GArray *rows;
        Act made = { .meaning = td_act_meaning ((TdAct) act) };
        if (subject_of ((TdAct) act) != subject)
            continue;
        rows = rows_of (locale, (TdAct) act);
        made.n_rows = rows->len;
        made.rows = (const Row *) (void *) g_array_free (rows, FALSE);
        g_array_append_val (acts, made);
    }
    return acts;
}

static void free_acts (const Act *acts, gsize n)
{
    for (gsize a = 0; a < n; a++) {
        for (gsize r = 0; r < acts[a].n_rows; r++) {
            g_free ((char *) acts[a].rows[r].who);
            g_free ((char *) acts[a].rows[r].when);
        }
        g_free ((Row *) acts[a].rows);
    }
    g_free ((Act *) acts);
}

static gsize fill_relations (struct html_who_can_see_what_relations *relations)
{
    gsize n = 0;

    for (guint bit = 1; bit <= TD_RELATION_LAST; bit <<= 1)
        if (td_relation_is_used ((TdRelation) bit))
            relations[n++] =
                (struct html_who_can_see_what_relations){ .name = td_relation_meaning ((TdRelation) bit),
                                                          .meaning = td_relation_sentence ((TdRelation) bit) };
    return n;
}

static void render (TdRequest *request)
{
    const char *locale = td_request_locale (request);
    struct html_who_can_see_what_roles roles[TD_N_ROLES];
    struct html_who_can_see_what_relations relations[8];
    Group groups[G_N_ELEMENTS (subjects)];
    struct html_who_can_see_what page = { .roles = roles,
                                          .n_roles = TD_N_ROLES,
                                          .relations = relations,
                                          .n_relations = fill_relations (relations),
                                          .groups = groups,
                                          .n_groups = G_N_ELEMENTS (subjects) };

    for (int i = 0; i < TD_N_ROLES; i++)
        roles[i] = (struct html_who_can_see_what_roles){ .name = td_role_people ((TdRole) i),
                                                         .meaning = td_role_meaning ((TdRole) i),
                                                         .second = td_role_needs_second ((TdRole) i) };
    for (gsize s = 0; s < G_N_ELEMENTS (subjects); s++) {
        GArray *acts = acts_of (locale, s);
        groups[s] = (Group){ .title = subjects[s].title, .n_acts = acts->len };
        groups[s].acts = (const Act *) (void *) g_array_free (acts, FALSE);
    }
    html_who_can_see_what (td_request_html (request), &page);
    for (gsize s = 0; s < G_N_ELEMENTS (subjects); s++)
        free_acts (groups[s].acts, groups[s].n_acts);
}

gboolean td_who_can_see_what_page (TdRequest *request, GError **error)
{
    (void) error;
    if (td_request_wants_json (request)) {
        td_reply_json (request, 200, td_door_json ());
        return TRUE;
    }
    render (request);
    td_reply_html (request, 200);
    return TRUE;
}

/* The rows of the table as conditions of lists. Contract in door.h. */
#include "door/door-rules.h"

static void add_words (TdQuery *query, guint set, int n, const char *(*word) (int) )
{
    const char *between = "";

    for (int i = 0; i < n; i++)
        if ((set & (1u << i)) != 0) {
            if (*between != '\0')
                td_query_add (query, ", $?", TD_TEXT (word (i)));
            else
                td_query_add (query, "$?", TD_TEXT (word (i)));
            between = ",";
        }
}

static const char *status_word (int i)
{
    return td_status_word ((TdStatus) i);
}

static const char *visibility_word (int i)
{
    return td_visibility_word ((TdVisibility) i);
}

static gboolean has_level (const TdViewer *viewer, TdLevel least)
{
    for (gsize i = 0; i < viewer->n_organisations; i++)
        if (viewer->organisations[i].level >= least)
            return TRUE;
    return FALSE;
}

/* The organisations in which the viewer has at least this level, as "$?, $?"; there is one. */
static void add_organisations (TdQuery *query, const TdViewer *viewer, TdLevel least)
{
    gboolean first = TRUE;

    for (gsize i = 0; i < viewer->n_organisations; i++) {
        if (viewer->organisations[i].level < least)
            continue;
        if (first)
            td_query_add (query, "$?", TD_TEXT (viewer->organisations[i].organisation));
        else
            td_query_add (query, ", $?", TD_TEXT (viewer->organisations[i].organisation));
        first = FALSE;
    }
}

static const struct {
    TdRelation relation;
    TdLevel level;
} levels[] = { { TD_RELATION_VIEWER, TD_LEVEL_VIEWER },
               { TD_RELATION_CONTRIBUTOR, TD_LEVEL_CONTRIBUTOR },
               { TD_RELATION_LEAD, TD_LEVEL_LEAD } };

static gboolean is_of_submissions (TdAct act)
{
    return act == TD_ACT_SUBMISSION_READ || act == TD_ACT_SUBMISSION_NAME;
}

/* The relations of a row that this viewer can have at all to a row of a list; 0: the row is nothing to them. A paper of the
 * Committee has no sender and no organisation. */
static guint possible (const TdDoorRule *rule, const TdViewer *viewer)
{
    guint can = 0;

    if (viewer->trust < TD_TRUST_PASSWORD)
        return 0;
    if (rule->act == TD_ACT_PAPER_READ)
        return viewer->state != NULL ? rule->relations & TD_RELATION_OWN_STATE : 0;
    for (gsize i = 0; i < G_N_ELEMENTS (levels); i++)
        can |= has_level (viewer, levels[i].level) ? levels[i].relation : 0;
    if (rule->act != TD_ACT_ORGANISATION_READ) {
        can |= td_door_counts_as_sender (viewer) ? TD_RELATION_SENDER : 0;
        can |= rule->act == TD_ACT_SUBMISSION_READ && has_level (viewer, TD_LEVEL_LEAD) ? TD_RELATION_ASKED : 0;
        can |= viewer->state != NULL ? TD_RELATION_OWN_STATE : 0;
        can |= is_of_submissions (rule->act) && viewer->state != NULL ? TD_RELATION_ITS_STATE : 0;
    }
    return rule->relations & can;
}

static void add_sent_relations (TdQuery *query, const TdViewer *viewer, guint relations)
{
    td_query_add (query, " and (1 = 0");
    if ((relations & TD_RELATION_SENDER) != 0)
        td_query_add (query, " or s.person = $?", TD_TEXT (viewer->person));
    for (gsize i = 0; i < G_N_ELEMENTS (levels); i++)
        if ((relations & levels[i].relation) != 0) {
            td_query_add (query, " or s.organisation in (");
            add_organisations (query, viewer, levels[i].level);
            td_query_add (query, ")");
        }
    if ((relations & TD_RELATION_ASKED) != 0) {
        td_query_add (query,
                      " or exists (select 1 from co_signature c where c.submission = s.id and c.organisation in (");
        add_organisations (query, viewer, TD_LEVEL_LEAD);
        td_query_add (query, "))");
    }
    if ((relations & TD_RELATION_OWN_STATE) != 0)
        td_query_add (query, " or s.state = $?", TD_TEXT (viewer->state));
    if ((relations & TD_RELATION_ITS_STATE) != 0)
        td_query_add (query, " or s.by_state = $?", TD_TEXT (viewer->state));
    td_query_add (query, ")");
}

static void add_organisation_relations (TdQuery *query, const TdViewer *viewer, guint relations)
{
    td_query_add (query, " and (1 = 0");
    for (gsize i = 0; i < G_N_ELEMENTS (levels); i++)
        if ((relations & levels[i].relation) != 0) {
            td_query_add (query, " or o.id in (");
            add_organisations (query, viewer, levels[i].level);
            td_query_add (query, ")");
        }
    td_query_add (query, ")");
}

/* The other side of no_conflict in door.c. */
static void add_conflicts (TdQuery *query, const TdViewer *viewer)
{
    if (viewer->state != NULL && viewer->trust >= TD_TRUST_PASSWORD)
        td_query_add (query, " and (s.state is null or s.state <> $?)", TD_TEXT (viewer->state));
    if (td_viewer_has (viewer, TD_ROLE_MEMBER))
        td_query_add (query, " and s.state is not null");
    for (gsize i = 0; viewer->conflicts != NULL && viewer->conflicts[i] != NULL; i++)
        td_query_add (query, " and (s.state is null or s.state <> $?)", TD_TEXT (viewer->conflicts[i]));
}

/* Whether the row says anything about lists of this viewer. */
static gboolean counts (const TdDoorRule *rule, const TdViewer *viewer, TdAct act)
{
    gboolean untold = td_viewer_has (viewer, TD_ROLE_MEMBER) && viewer->conflicts == NULL;

    return rule->act == act && (rule->roles & td_door_roles (viewer)) != 0
           && (rule->relations == 0 || possible (rule, viewer) != 0) && !(rule->without_conflict && untold);
}

/* Rows of something about a State, under the alias s, which this act reads. */
static void filter_of_state (TdQuery *query, const TdViewer *viewer, TdAct reading)
{
    gsize n;
    const TdDoorRule *rules = td_door_rules (&n);

    td_query_add (query, " and (1 = 0");
    for (gsize i = 0; i < n; i++) {
        const TdDoorRule *rule = &rules[i];
        if (!counts (rule, viewer, reading))
            continue;
        td_query_add (query, " or (1 = 1");
        if (rule->statuses != 0) {
            td_query_add (query, " and s.status in (");
            add_words (query, rule->statuses, TD_N_STATUSES, status_word);
            td_query_add (query, ")");
        }
        if (rule->visibilities != 0) {
            td_query_add (query, " and s.visibility in (");
            add_words (query, rule->visibilities, TD_N_VISIBILITIES, visibility_word);
            td_query_add (query, ")");
        }
        if (rule->relations != 0)
            add_sent_relations (query, viewer, possible (rule, viewer));
        if (rule->without_conflict)
            add_conflicts (query, viewer);
        td_query_add (query, ")");
    }
    td_query_add (query, ")");
}

/* What somebody sent is in no list while it is a draft. */
static void filter_sent (TdQuery *query, const TdViewer *viewer, TdAct reading)
{
    td_query_add (query, " and s.status <> 'draft'");
    filter_of_state (query, viewer, reading);
}

void td_door_filter (TdQuery *query, const TdViewer *viewer)
{
    filter_sent (query, viewer, TD_ACT_SUBMISSION_READ);
}

void td_door_filter_names (TdQuery *query, const TdViewer *viewer)
{
    filter_sent (query, viewer, TD_ACT_SUBMISSION_NAME);
}

void td_door_filter_own_accounts (TdQuery *query, const TdViewer *viewer)
{
    filter_sent (query, viewer, TD_ACT_OWN_ACCOUNT_READ);
}

void td_door_filter_papers (TdQuery *query, const TdViewer *viewer)
{
    filter_of_state (query, viewer, TD_ACT_PAPER_READ);
}

void td_door_filter_organisations (TdQuery *query, const TdViewer *viewer)
{
    gsize n;
    const TdDoorRule *rules = td_door_rules (&n);

    td_query_add (query, " and (1 = 0");
    for (gsize i = 0; i < n; i++) {
        const TdDoorRule *rule = &rules[i];
        /* An organisation is of no State, so that a member's conflict cannot be told. */
        if (!counts (rule, viewer, TD_ACT_ORGANISATION_READ)
            || (rule->without_conflict && td_viewer_has (viewer, TD_ROLE_MEMBER)))
            continue;
        td_query_add (query, " or (1 = 1");
        if (rule->statuses != 0) {
            td_query_add (query, " and o.status in (");
            add_words (query, rule->statuses, TD_N_STATUSES, status_word);
            td_query_add (query, ")");
        }
        if (rule->visibilities != 0) {
            td_query_add (query, " and o.visibility in (");
            add_words (query, rule->visibilities, TD_N_VISIBILITIES, visibility_word);
            td_query_add (query, ")");
        }
        if (rule->relations != 0)
            add_organisation_relations (query, viewer, possible (rule, viewer));
        td_query_add (query, ")");
    }
    td_query_add (query, ")");
}

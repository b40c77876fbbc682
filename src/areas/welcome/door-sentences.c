/* The rows of the door's table in words for people. Contract in door-sentences.h. */
#include "areas/welcome/door-sentences.h"

#include "text/words.h"

static const char *const people[] = {
    [TD_ROLE_PUBLIC] = N_ ("everybody"),
    [TD_ROLE_ORGANISATION] = N_ ("everybody who signed in with a password"),
    [TD_ROLE_SECRETARIAT] = N_ ("the Committee's secretariat"),
    [TD_ROLE_MEMBER] = N_ ("members of the Committee"),
    [TD_ROLE_RAPPORTEUR] = N_ ("country rapporteurs"),
    [TD_ROLE_CHAIR] = N_ ("the chair"),
    [TD_ROLE_TRANSLATOR] = N_ ("translators"),
    [TD_ROLE_INTERPRETER] = N_ ("interpreters"),
    [TD_ROLE_OBSERVER] = N_ ("observers"),
    [TD_ROLE_ADMINISTRATOR] = N_ ("administrators"),
    [TD_ROLE_MISSION] = N_ ("permanent missions"),
    [TD_ROLE_MINISTRY] = N_ ("ministries"),
    [TD_ROLE_OFFICER] = N_ ("officers of the register"),
    [TD_ROLE_FOCAL_POINT] = N_ ("the focal point on reprisals"),
};
G_STATIC_ASSERT (G_N_ELEMENTS (people) == TD_N_ROLES);

/* How a thing is called that has the status. */
static const char *const phases[] = {
    [TD_STATUS_DRAFT] = N_ ("a draft"),
    [TD_STATUS_RECEIVED] = N_ ("received"),
    [TD_STATUS_ACCEPTED] = N_ ("accepted"),
    [TD_STATUS_CHANGE_ASKED] = N_ ("sent back for a change"),
    [TD_STATUS_PUBLISHED] = N_ ("published"),
    [TD_STATUS_REFUSED] = N_ ("refused"),
    [TD_STATUS_WITHHELD] = N_ ("withheld from the public"),
    [TD_STATUS_DUPLICATE] = N_ ("a double of another"),
    [TD_STATUS_REPLACED] = N_ ("replaced by a corrected one"),
    [TD_STATUS_TAKEN_DOWN] = N_ ("taken down"),
};
G_STATIC_ASSERT (G_N_ELEMENTS (phases) == TD_N_STATUSES);

/* An organisation has four. */
static const char *const organisation_phases[TD_N_STATUSES] = {
    [TD_STATUS_RECEIVED] = N_ ("registered"),
    [TD_STATUS_PUBLISHED] = N_ ("verified"),
    [TD_STATUS_REFUSED] = N_ ("not verified"),
    [TD_STATUS_WITHHELD] = N_ ("closed"),
};

/* A paper of the Committee as well, but other ones. */
static const char *const paper_phases[TD_N_STATUSES] = {
    [TD_STATUS_DRAFT] = N_ ("a draft"),
    [TD_STATUS_ACCEPTED] = N_ ("adopted"),
    [TD_STATUS_RECEIVED] = N_ ("transmitted to its State"),
    [TD_STATUS_PUBLISHED] = N_ ("published"),
};

/* A meeting. */
static const char *const meeting_phases[TD_N_STATUSES] = {
    [TD_STATUS_DRAFT] = N_ ("planned"),
    [TD_STATUS_PUBLISHED] = N_ ("on the programme"),
};

/* An individual communication. */
static const char *const case_phases[TD_N_STATUSES] = {
    [TD_STATUS_RECEIVED] = N_ ("received"),
    [TD_STATUS_ACCEPTED] = N_ ("transmitted to its State"),
};

const char *td_role_people (TdRole role)
{
    return role < TD_N_ROLES ? people[role] : "";
}

const char *td_relation_sentence (TdRelation relation)
{
    switch (relation) {
    case TD_RELATION_SENDER:
        return N_ (
            "Who sent it: from their account, with the browser in which it was written, or with the code of words.");
    case TD_RELATION_VIEWER:
        return N_ (
            "Whoever belongs to the organisation that it is from, or that it is: its viewers, contributors and leads.");
    case TD_RELATION_CONTRIBUTOR: return N_ ("Those of the organisation who write for it; its leads as well.");
    case TD_RELATION_LEAD: return N_ ("Those of the organisation who answer for it and invite their colleagues.");
    case TD_RELATION_ASKED: return N_ ("Its sender asked their organisation to sign it, too.");
    case TD_RELATION_OWN_STATE: return N_ ("The permanent mission and the ministries of the State that it is about.");
    case TD_RELATION_ITS_STATE:
        return N_ ("The permanent mission and the ministries of the State whose own paper it is: its report, its "
                   "replies, a draft of its report.");
    case TD_RELATION_PARTICIPANT:
        return N_ (
            "Who receives each report of a State by the treaty itself, such as the International Labour Office: by "
            "the link of the letter with which it was sent, for a time.");
    case TD_RELATION_INVITED:
        return N_ (
            "Who was invited to the meeting and accredited, or is assigned to interpret or to type captions there.");
    }
    return "";
}

gboolean td_relation_is_used (TdRelation relation)
{
    gsize n;
    const TdDoorRule *rules = td_door_rules (&n);

    for (gsize i = 0; i < n; i++)
        if ((rules[i].relations & relation) != 0)
            return TRUE;
    return FALSE;
}

static void add (GString *text, const char *between, const char *words)
{
    g_string_append_printf (text, "%s%s", text->len > 0 ? between : "", words);
}

char *td_door_rule_who (const char *locale, const TdDoorRule *rule)
{
    const char *comma = td_words (locale, N_ (", "));
    GString *who = g_string_new (NULL);

    for (guint bit = 1; bit <= TD_RELATION_LAST; bit <<= 1)
        if (bit == TD_RELATION_ITS_STATE && rule->relations == bit && rule->roles == TD_ROLE_BIT (MISSION))
            add (who, comma, td_words (locale, N_ ("the permanent mission of the State that sends it")));
        else if ((rule->relations & bit) != 0)
            add (who, comma, td_words (locale, td_relation_meaning ((TdRelation) bit)));
    for (int role = 0; rule->relations == 0 && role < TD_N_ROLES; role++)
        if ((rule->roles & (1u << role)) != 0)
            add (who, comma, td_words (locale, people[role]));
    return g_string_free (who, FALSE);
}

static gboolean of_organisation (const TdDoorRule *rule)
{
    return g_str_has_prefix (td_act_word (rule->act), "organisation.");
}

static gboolean of_paper (const TdDoorRule *rule)
{
    return g_str_has_prefix (td_act_word (rule->act), "paper.")
           || g_str_has_prefix (td_act_word (rule->act), "follow-up.");
}

static gboolean of_case (const TdDoorRule *rule)
{
    return g_str_has_prefix (td_act_word (rule->act), "case.");
}

static gboolean of_meeting (const TdDoorRule *rule)
{
    static const char *const prefixes[] = { "meeting.", "floor.", "question.", "caption." };

    for (gsize i = 0; i < G_N_ELEMENTS (prefixes); i++)
        if (g_str_has_prefix (td_act_word (rule->act), prefixes[i]))
            return TRUE;
    return FALSE;
}

static const char *const *phases_of (const TdDoorRule *rule)
{
    if (of_organisation (rule))
        return organisation_phases;
    if (of_meeting (rule))
        return meeting_phases;
    if (of_case (rule))
        return case_phases;
    return of_paper (rule) ? paper_phases : phases;
}

static void add_phases (GString *when, const char *locale, const TdDoorRule *rule)
{
    const char *const *names = phases_of (rule);
    g_autoptr (GString) in = g_string_new (NULL), out = g_string_new (NULL);
    const char *comma = td_words (locale, N_ (", "));
    int n_in = 0, n_out = 0;
    g_autofree char *words = NULL;

    for (int i = 0; rule->statuses != 0 && i < TD_N_STATUSES; i++) {
        if (names[i] == NULL)
            continue;
        if ((rule->statuses & (1u << i)) != 0 && ++n_in > 0)
            add (in, comma, td_words (locale, names[i]));
        else if (++n_out > 0)
            add (out, comma, td_words (locale, names[i]));
    }
    if (n_out == 0)
        return;
    if (names == phases && (rule->statuses | (1u << TD_STATUS_DRAFT)) == ~0u && n_out == 1) {
        add (when, td_words (locale, N_ ("; ")), td_words (locale, N_ ("once it was sent")));
        return;
    }
    /* Whichever is said in fewer words. */
    words = n_in <= n_out ? td_words_fill (td_words (locale, N_ ("while it is: {phases}")), "phases", in->str, NULL)
                          : td_words_fill (td_words (locale, N_ ("but not: {phases}")), "phases", out->str, NULL);
    add (when, td_words (locale, N_ ("; ")), words);
}

static void add_visibilities (GString *when, const char *locale, const TdDoorRule *rule)
{
    const char *semicolon = td_words (locale, N_ ("; "));
    gboolean text = (rule->visibilities & (1u << TD_VISIBILITY_NAME_WITHHELD)) != 0;

    /* A paper that is published is public. */
    if (rule->visibilities == 0 || of_paper (rule))
        return;
    if (of_organisation (rule))
        add (when, semicolon, td_words (locale, N_ ("if its people chose a public page")));
    else if (of_meeting (rule))
        add (when, semicolon, td_words (locale, N_ ("if it is a public one")));
    else if (text)
        add (when, semicolon, td_words (locale, N_ ("if its sender chose public, with or without the name")));
    else
        add (when, semicolon, td_words (locale, N_ ("if its sender chose public, with the name")));
}

char *td_door_rule_when (const char *locale, const TdDoorRule *rule)
{
    GString *when = g_string_new (NULL);
    gboolean everybody = (rule->roles & TD_ROLE_BIT (PUBLIC)) != 0;

    add_phases (when, locale, rule);
    add_visibilities (when, locale, rule);
    if (rule->relations != 0 && !everybody)
        add (when, td_words (locale, N_ ("; ")), td_words (locale, N_ ("signed in with a password")));
    if (rule->without_conflict)
        add (when, td_words (locale, N_ ("; ")),
             td_words (locale, N_ ("not about a State in whose review they take no part")));
    return g_string_free (when, when->len == 0);
}

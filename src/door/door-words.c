/* The words of acts, roles, levels, statuses and visibilities. Contract in door.h. */
#include "base/base.h"
#include "door/door.h"

static const char *const act_words[TD_N_ACTS] = { [TD_ACT_NOBODY] = "nobody",
#define ROW(name, word, what) [TD_ACT_##name] = word,
                                                  TD_ACTS (ROW)
#undef ROW
};

static const char *const act_meanings[TD_N_ACTS] = { [TD_ACT_NOBODY] = "nobody may",
#define ROW(name, word, what) [TD_ACT_##name] = what,
                                                     TD_ACTS (ROW)
#undef ROW
};

static const char *const role_words[TD_N_ROLES] = {
#define ROW(name, word, second, what) [TD_ROLE_##name] = word,
    TD_ROLES (ROW)
#undef ROW
};

static const char *const role_meanings[TD_N_ROLES] = {
#define ROW(name, word, second, what) [TD_ROLE_##name] = what,
    TD_ROLES (ROW)
#undef ROW
};

static const gboolean role_seconds[TD_N_ROLES] = {
#define ROW(name, word, second, what) [TD_ROLE_##name] = second,
    TD_ROLES (ROW)
#undef ROW
};

static const char *const level_words[] = { "", N_ ("viewer"), N_ ("contributor"), N_ ("lead") };
static const char *const status_words[TD_N_STATUSES] = {
    [TD_STATUS_DRAFT] = N_ ("draft"),         [TD_STATUS_RECEIVED] = N_ ("received"),
    [TD_STATUS_ACCEPTED] = N_ ("accepted"),   [TD_STATUS_CHANGE_ASKED] = N_ ("change-asked"),
    [TD_STATUS_PUBLISHED] = N_ ("published"), [TD_STATUS_REFUSED] = N_ ("refused"),
    [TD_STATUS_WITHHELD] = N_ ("withheld"),   [TD_STATUS_DUPLICATE] = N_ ("duplicate"),
    [TD_STATUS_REPLACED] = N_ ("replaced"),   [TD_STATUS_TAKEN_DOWN] = N_ ("taken-down"),
};
static const char *const visibility_words[] = { N_ ("confidential"), N_ ("name-withheld"), N_ ("public") };

static int find_word (const char *const *words, int n, const char *word)
{
    for (int i = 0; i < n; i++)
        if (g_strcmp0 (words[i], word) == 0)
            return i;
    return -1;
}

const char *td_act_word (TdAct act)
{
    return act < TD_N_ACTS ? act_words[act] : act_words[TD_ACT_NOBODY];
}

const char *td_act_meaning (TdAct act)
{
    return act < TD_N_ACTS ? act_meanings[act] : act_meanings[TD_ACT_NOBODY];
}

const char *td_role_word (TdRole role)
{
    return role < TD_N_ROLES ? role_words[role] : role_words[TD_ROLE_PUBLIC];
}

const char *td_role_meaning (TdRole role)
{
    return role < TD_N_ROLES ? role_meanings[role] : role_meanings[TD_ROLE_PUBLIC];
}

gboolean td_role_needs_second (TdRole role)
{
    return role >= TD_N_ROLES || role_seconds[role];
}

gboolean td_role_from_word (const char *word, TdRole *ret_role)
{
    int i = find_word (role_words, TD_N_ROLES, word);

    if (i < 0)
        return FALSE;
    *ret_role = (TdRole) i;
    return TRUE;
}

const char *td_level_word (TdLevel level)
{
    return (gsize) level < G_N_ELEMENTS (level_words) ? level_words[level] : "";
}

gboolean td_level_from_word (const char *word, TdLevel *ret_level)
{
    int i = find_word (level_words, G_N_ELEMENTS (level_words), word);

    if (i <= 0)
        return FALSE;
    *ret_level = (TdLevel) i;
    return TRUE;
}

const char *td_status_word (TdStatus status)
{
    return (gsize) status < G_N_ELEMENTS (status_words) ? status_words[status] : "";
}

gboolean td_status_from_word (const char *word, TdStatus *ret)
{
    int i = find_word (status_words, G_N_ELEMENTS (status_words), word);

    if (i < 0)
        return FALSE;
    *ret = (TdStatus) i;
    return TRUE;
}

const char *td_visibility_word (TdVisibility visibility)
{
    return (gsize) visibility < G_N_ELEMENTS (visibility_words) ? visibility_words[visibility] : "";
}

gboolean td_visibility_from_word (const char *word, TdVisibility *ret)
{
    int i = find_word (visibility_words, G_N_ELEMENTS (visibility_words), word);

    if (i < 0)
        return FALSE;
    *ret = (TdVisibility) i;
    return TRUE;
}

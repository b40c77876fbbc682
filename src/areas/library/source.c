#include "areas/library/source.h"

#include "base/base.h"

static const struct {
    const char *word, *key, *label, *brief;
} rows[TD_N_SOURCES] = {
    [TD_SOURCE_STATE] = { "state", "state", N_ ("The State"), N_ ("State") },
    [TD_SOURCE_UN] = { "un", "un", N_ ("United Nations offices and agencies"), N_ ("UN") },
    [TD_SOURCE_REGIONAL] = { "regional", "regional", N_ ("Other international and regional entities"),
                             N_ ("Regional") },
    [TD_SOURCE_NHRI] = { "nhri", "nhri", N_ ("National human rights institution"), N_ ("NHRI") },
    [TD_SOURCE_CIVIL_SOCIETY] = { "civil-society", "civil_society", N_ ("Civil society"), N_ ("Civil society") },
    [TD_SOURCE_COMMITTEE] = { "committee", "committee", N_ ("What the Committee said before"), N_ ("Committee") },
};

const char *td_source_word (TdSource source)
{
    return rows[source].word;
}

const char *td_source_key (TdSource source)
{
    return rows[source].key;
}

const char *td_source_label (TdSource source)
{
    return rows[source].label;
}

const char *td_source_short (TdSource source)
{
    return rows[source].brief;
}

gboolean td_source_from_word (const char *word, TdSource *ret_source)
{
    for (int i = 0; i < TD_N_SOURCES; i++)
        if (g_strcmp0 (rows[i].word, word) == 0) {
            *ret_source = (TdSource) i;
            return TRUE;
        }
    return FALSE;
}

TdSource td_source_of_submission (const TdProfile *profile, const char *kind, gboolean own)
{
    const TdChoice *choice = td_profile_choice (profile->kinds, profile->n_kinds, kind);
    TdSource source = TD_SOURCE_CIVIL_SOCIETY;

    if (own)
        return TD_SOURCE_STATE;
    if (choice != NULL)
        (void) td_source_from_word (choice->source, &source);
    return source;
}

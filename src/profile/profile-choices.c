/* purposes.csv, kinds.csv and stages.csv: what a profile offers to choose from, and the stages of a review.
 */
#include "profile/profile-private.h"

#include "base/errors.h"
#include "profile/cycle.h"

static const TdColumn purpose_columns[] = {
    { "slug", TD_FIELD_SLUG, TRUE, TRUE },
    { "label", TD_FIELD_TEXT, TRUE, TRUE },
    { "hint", TD_FIELD_TEXT },
    { "origin", TD_FIELD_TEXT },
    { "from", TD_FIELD_SLUG },
    { "shown", TD_FIELD_SLUG },
    { "stage", TD_FIELD_SLUG },
    { "taken", TD_FIELD_SLUG },
};

static const TdColumn kind_columns[] = {
    { "slug", TD_FIELD_SLUG, TRUE, TRUE }, { "label", TD_FIELD_TEXT, TRUE, TRUE }, { "hint", TD_FIELD_TEXT },
    { "source", TD_FIELD_SLUG, TRUE },     { "registered", TD_FIELD_FLAG, TRUE },  { "coalition", TD_FIELD_FLAG, TRUE },
};

static const TdColumn stage_columns[] = {
    { "slug", TD_FIELD_SLUG, TRUE, TRUE },      { "label", TD_FIELD_TEXT, TRUE, TRUE },   { "hint", TD_FIELD_TEXT },
    { "known_by", TD_FIELD_SLUG, FALSE, TRUE }, { "civil_society", TD_FIELD_FLAG, TRUE },
};

/* The dossier's kinds of source (the Committee's own words come from its documents). */
static const char *const sources[] = { "civil-society", "nhri", "un", "regional", "state", NULL };

static gboolean is_word (const TdSheet *sheet, guint row, const char *column, const char *word)
{
    return g_strcmp0 (td_csv_field (sheet->csv, row, column), word) == 0;
}

static TdChoice *read_choices (const TdSheet *sheet)
{
    TdChoice *choices = g_new0 (TdChoice, sheet->csv->n_rows);

    for (guint i = 0; i < sheet->csv->n_rows; i++)
        choices[i] = (TdChoice){
            .slug = td_sheet_text (sheet, i, "slug"),
            .label = td_sheet_text (sheet, i, "label"),
            .hint = td_sheet_text (sheet, i, "hint"),
            .source = td_sheet_text (sheet, i, "source"),
            .registered = td_sheet_flag (sheet, i, "registered"),
            .coalition = td_sheet_flag (sheet, i, "coalition"),
            .known_by = td_sheet_text (sheet, i, "known_by"),
            .civil_society = td_sheet_flag (sheet, i, "civil_society"),
            .origin = td_sheet_text (sheet, i, "origin"),
            .from_state = is_word (sheet, i, "from", "state"),
            .at_once = is_word (sheet, i, "shown", "at-once"),
            .stage = td_sheet_text (sheet, i, "stage"),
            .after_dialogue = is_word (sheet, i, "taken", "after-dialogue"),
        };
    return choices;
}

static gboolean empty_or (const TdSheet *sheet, guint row, const char *column, const char *word)
{
    return *td_csv_field (sheet->csv, row, column) == '\0' || is_word (sheet, row, column, word);
}

/* The State's own papers, and what is shown without anybody's word. The stages are loaded after, so they are looked up there. */
static gboolean check_purpose (const TdSheet *sheet, guint row, GError **error)
{
    const TdChoice *purpose = &sheet->whole->profile.purposes[row];

    if (!empty_or (sheet, row, "from", "state"))
        return td_sheet_refuse (sheet, row, error, "“from” is neither empty nor state: “%s”.",
                                td_csv_field (sheet->csv, row, "from"));
    if (!empty_or (sheet, row, "shown", "at-once"))
        return td_sheet_refuse (sheet, row, error, "“shown” is neither empty nor at-once: “%s”.",
                                td_csv_field (sheet->csv, row, "shown"));
    if (!empty_or (sheet, row, "taken", "after-dialogue"))
        return td_sheet_refuse (sheet, row, error, "“taken” is neither empty nor after-dialogue: “%s”.",
                                td_csv_field (sheet->csv, row, "taken"));
    if ((purpose->at_once || purpose->stage != NULL || purpose->after_dialogue) && !purpose->from_state)
        return td_sheet_refuse (sheet, row, error,
                                "only a State's own paper is shown at once, is taken after its dialogue or makes a "
                                "stage of its review done.");
    return TRUE;
}

static gboolean load_purposes (TdProfileWhole *whole, GError **error)
{
    g_auto (TdSheet) sheet = { 0 };

    if (!td_sheet_open (whole, "purposes.csv", purpose_columns, G_N_ELEMENTS (purpose_columns), &sheet, error))
        return FALSE;
    whole->profile.purposes = read_choices (&sheet);
    whole->profile.n_purposes = sheet.csv->n_rows;
    for (guint i = 0; i < sheet.csv->n_rows; i++)
        if (!check_purpose (&sheet, i, error))
            return FALSE;
    if (td_profile_choice (whole->profile.purposes, whole->profile.n_purposes, "dialogue") != NULL)
        return TRUE;
    g_set_error (error, TD_PROFILE_ERROR, TD_ERROR_INPUT,
                 "purposes.csv: the purpose “dialogue” is missing. Every treaty body has a dialogue with States.");
    return FALSE;
}

static gboolean load_kinds (TdProfileWhole *whole, GError **error)
{
    g_auto (TdSheet) sheet = { 0 };

    if (!td_sheet_open (whole, "kinds.csv", kind_columns, G_N_ELEMENTS (kind_columns), &sheet, error))
        return FALSE;
    whole->profile.kinds = read_choices (&sheet);
    whole->profile.n_kinds = sheet.csv->n_rows;
    for (guint i = 0; i < sheet.csv->n_rows; i++) {
        const TdChoice *kind = &whole->profile.kinds[i];
        if (!g_strv_contains (sources, kind->source))
            return td_sheet_refuse (
                &sheet, i, error, "“source” is none of civil-society, nhri, un, regional, state: “%s”.", kind->source);
        /* National human rights institutions are a source of their own (statement of September 2014,
         * paragraph 6). */
        if (g_str_equal (kind->slug, "nhri") && !g_str_equal (kind->source, "nhri"))
            return td_sheet_refuse (&sheet, i, error, "a national human rights institution is a source of its own.");
        /* What a State says comes by its permanent mission's own account. */
        if (kind->registered && g_str_equal (kind->source, "state"))
            return td_sheet_refuse (&sheet, i, error, "a State is no organisation that can be registered.");
        if (kind->coalition && !kind->registered)
            return td_sheet_refuse (&sheet, i, error, "a coalition has to be registered, to have members.");
    }
    return TRUE;
}

static gboolean load_stages (TdProfileWhole *whole, GError **error)
{
    g_auto (TdSheet) sheet = { 0 };

    if (!td_sheet_open (whole, "stages.csv", stage_columns, G_N_ELEMENTS (stage_columns), &sheet, error))
        return FALSE;
    whole->profile.stages = read_choices (&sheet);
    whole->profile.n_stages = sheet.csv->n_rows;
    for (guint i = 0; i < sheet.csv->n_rows; i++) {
        const char *fact = whole->profile.stages[i].known_by;
        if (fact != NULL && !td_stage_fact_known (fact))
            return td_sheet_refuse (&sheet, i, error,
                                    "“known_by” names no fact that the program knows: “%s”. See profiles/README.md.",
                                    fact);
    }
    return TRUE;
}

/* A State's paper has a kind of sender too. */
static gboolean check_kind_of_state (const TdProfile *profile, GError **error)
{
    gboolean papers = FALSE;

    for (gsize i = 0; i < profile->n_purposes; i++)
        papers |= profile->purposes[i].from_state;
    if (!papers || td_profile_state_kind (profile) != NULL)
        return TRUE;
    g_set_error_literal (error, TD_PROFILE_ERROR, TD_ERROR_INPUT,
                         "kinds.csv: purposes.csv has papers of States, so a kind with the source “state” is needed.");
    return FALSE;
}

static gboolean check_stages_of_purposes (const TdProfile *profile, GError **error)
{
    for (gsize i = 0; i < profile->n_purposes; i++) {
        const char *stage = profile->purposes[i].stage;
        if (stage != NULL && td_profile_choice (profile->stages, profile->n_stages, stage) == NULL) {
            g_set_error (error, TD_PROFILE_ERROR, TD_ERROR_INPUT, "purposes.csv: stages.csv has no stage “%s”.", stage);
            return FALSE;
        }
    }
    return TRUE;
}

gboolean td_profile_load_choices (TdProfileWhole *whole, GError **error)
{
    return load_purposes (whole, error) && load_kinds (whole, error) && load_stages (whole, error)
           && check_stages_of_purposes (&whole->profile, error) && check_kind_of_state (&whole->profile, error);
}

const TdChoice *td_profile_state_kind (const TdProfile *profile)
{
    for (gsize i = 0; i < profile->n_kinds; i++)
        if (g_str_equal (profile->kinds[i].source, "state"))
            return &profile->kinds[i];
    return NULL;
}

const TdChoice *td_profile_purpose (const TdProfile *profile, const char *slug)
{
    return td_profile_choice (profile->purposes, profile->n_purposes, slug);
}

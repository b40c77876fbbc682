/* general-comment-stages.csv: what a general comment goes through until the body adopts it. */
#include "profile/profile-private.h"

#include "base/errors.h"

static const TdColumn columns[] = {
    { "slug", TD_FIELD_SLUG, TRUE, TRUE }, { "label", TD_FIELD_TEXT, TRUE, TRUE }, { "hint", TD_FIELD_TEXT },
    { "is", TD_FIELD_SLUG, TRUE },         { "again", TD_FIELD_FLAG, TRUE },       { "origin", TD_FIELD_TEXT, TRUE },
};

static const char *const is_words[TD_N_GENERAL + 1] = { "concept",  "input",    "discussion", "draft",
                                                        "comments", "adoption", NULL };

static gboolean read_is (const TdSheet *sheet, guint row, TdGeneralIs *ret_is, GError **error)
{
    const char *word = td_sheet_text (sheet, row, "is");

    for (int is = 0; is < TD_N_GENERAL; is++)
        if (g_str_equal (word, is_words[is])) {
            *ret_is = (TdGeneralIs) is;
            return TRUE;
        }
    return td_sheet_refuse (sheet, row, error,
                            "“is” is none of concept, input, discussion, draft, comments, adoption: “%s”.", word);
}

/* What the program itself puts into a stage finds one stage for it. */
static gboolean check_once (const TdSheet *sheet, guint row, GError **error)
{
    const TdGeneralStageKind *stages = sheet->whole->profile.general_stages;

    for (guint i = 0; stages[row].is >= TD_GENERAL_DRAFT && i < row; i++)
        if (stages[i].is == stages[row].is)
            return td_sheet_refuse (sheet, row, error, "“is” stands twice: “%s”.", is_words[stages[row].is]);
    if (stages[row].is == TD_GENERAL_ADOPTION && stages[row].again)
        return td_sheet_refuse (sheet, row, error, "adoption comes once.");
    return TRUE;
}

static gboolean check_whole (const TdProfile *profile, GError **error)
{
    gsize n = profile->n_general_stages;

    if (n > 0 && profile->general_stages[n - 1].is == TD_GENERAL_ADOPTION)
        return TRUE;
    g_set_error (error, TD_PROFILE_ERROR, TD_ERROR_INPUT, "general-comment-stages.csv: the last stage is no adoption.");
    return FALSE;
}

gboolean td_profile_load_general (TdProfileWhole *whole, GError **error)
{
    g_auto (TdSheet) sheet = { 0 };

    if (!td_sheet_open (whole, "general-comment-stages.csv", columns, G_N_ELEMENTS (columns), &sheet, error))
        return FALSE;
    TdGeneralStageKind *stages = g_new0 (TdGeneralStageKind, sheet.csv->n_rows + 1);
    whole->profile.general_stages = stages;
    whole->profile.n_general_stages = sheet.csv->n_rows;
    for (guint i = 0; i < sheet.csv->n_rows; i++) {
        stages[i] = (TdGeneralStageKind){ .slug = td_sheet_text (&sheet, i, "slug"),
                                          .label = td_sheet_text (&sheet, i, "label"),
                                          .hint = td_sheet_text (&sheet, i, "hint"),
                                          .again = td_sheet_flag (&sheet, i, "again"),
                                          .origin = td_sheet_text (&sheet, i, "origin") };
        if (!read_is (&sheet, i, &stages[i].is, error) || !check_once (&sheet, i, error))
            return FALSE;
    }
    return check_whole (&whole->profile, error);
}

const TdGeneralStageKind *td_profile_general_stage (const TdProfile *profile, const char *slug)
{
    for (gsize i = 0; slug != NULL && i < profile->n_general_stages; i++)
        if (g_str_equal (profile->general_stages[i].slug, slug))
            return &profile->general_stages[i];
    return NULL;
}

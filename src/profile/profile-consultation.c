/* standing-questions.csv and own-account.csv: what is asked of both sides about how civil society was consulted. */
#include "profile/profile-private.h"

#include "base/errors.h"

static const TdColumn standing_columns[] = {
    { "slug", TD_FIELD_SLUG, TRUE, TRUE }, { "question", TD_FIELD_TEXT, TRUE, TRUE }, { "label", TD_FIELD_TEXT, TRUE },
    { "evidence", TD_FIELD_SLUG },         { "state_question", TD_FIELD_TEXT, TRUE }, { "source", TD_FIELD_TEXT },
    { "origin", TD_FIELD_TEXT },
};

static const TdColumn own_columns[] = {
    { "slug", TD_FIELD_SLUG, TRUE, TRUE },
    { "question", TD_FIELD_TEXT, TRUE, TRUE },
    { "hint", TD_FIELD_TEXT },
    { "kind", TD_FIELD_SLUG, TRUE },
    { "standing", TD_FIELD_SLUG },
    { "origin", TD_FIELD_TEXT },
};

static const char *const evidence_words[] = {
    [TD_EVIDENCE_NONE] = "",
    [TD_EVIDENCE_CONSULTATIONS] = "consultations",
    [TD_EVIDENCE_COMMENTS] = "comments",
    [TD_EVIDENCE_DRAFT] = "draft",
    [TD_EVIDENCE_REPORT] = "report",
};

static const char *const kind_words[] = {
    [TD_OWN_CHOICE] = "yes-partly-no-unknown", [TD_OWN_DAY] = "day",   [TD_OWN_DAYS] = "days",
    [TD_OWN_LANGUAGES] = "languages",          [TD_OWN_TEXT] = "text",
};

static int find_word (const char *const *words, gsize n, const char *word)
{
    for (gsize i = 0; i < n; i++)
        if (g_str_equal (words[i], word))
            return (int) i;
    return -1;
}

static gboolean load_standing (TdProfileWhole *whole, GError **error)
{
    g_auto (TdSheet) sheet = { 0 };

    if (!td_sheet_open (whole, "standing-questions.csv", standing_columns, G_N_ELEMENTS (standing_columns), &sheet,
                        error))
        return FALSE;
    TdStandingQuestion *questions = g_new0 (TdStandingQuestion, sheet.csv->n_rows + 1);
    whole->profile.standing = questions;
    whole->profile.n_standing = sheet.csv->n_rows;
    for (guint i = 0; i < sheet.csv->n_rows; i++) {
        const char *word = td_csv_field (sheet.csv, i, "evidence");
        int evidence = find_word (evidence_words, G_N_ELEMENTS (evidence_words), word);
        if (evidence < 0)
            return td_sheet_refuse (&sheet, i, error,
                                    "“evidence” is none of consultations, comments, draft, report: “%s”.", word);
        questions[i] = (TdStandingQuestion){ .slug = td_sheet_text (&sheet, i, "slug"),
                                             .question = td_sheet_text (&sheet, i, "question"),
                                             .label = td_sheet_text (&sheet, i, "label"),
                                             .state_question = td_sheet_text (&sheet, i, "state_question"),
                                             .source = td_sheet_text (&sheet, i, "source"),
                                             .evidence = (TdEvidence) evidence,
                                             .origin = td_sheet_text (&sheet, i, "origin") };
    }
    return TRUE;
}

static gboolean load_own (TdProfileWhole *whole, GError **error)
{
    g_auto (TdSheet) sheet = { 0 };

    if (!td_sheet_open (whole, "own-account.csv", own_columns, G_N_ELEMENTS (own_columns), &sheet, error))
        return FALSE;
    TdOwnQuestion *questions = g_new0 (TdOwnQuestion, sheet.csv->n_rows + 1);
    whole->profile.own_questions = questions;
    whole->profile.n_own_questions = sheet.csv->n_rows;
    for (guint i = 0; i < sheet.csv->n_rows; i++) {
        const char *word = td_csv_field (sheet.csv, i, "kind"), *standing = td_sheet_text (&sheet, i, "standing");
        int kind = find_word (kind_words, G_N_ELEMENTS (kind_words), word);
        if (kind < 0)
            return td_sheet_refuse (&sheet, i, error,
                                    "“kind” is none of yes-partly-no-unknown, day, days, languages, text: “%s”.", word);
        questions[i] = (TdOwnQuestion){ .slug = td_sheet_text (&sheet, i, "slug"),
                                        .question = td_sheet_text (&sheet, i, "question"),
                                        .hint = td_sheet_text (&sheet, i, "hint"),
                                        .kind = (TdOwnKind) kind,
                                        .standing = td_profile_standing (&whole->profile, standing),
                                        .origin = td_sheet_text (&sheet, i, "origin") };
        if (standing != NULL && questions[i].standing == NULL)
            return td_sheet_refuse (&sheet, i, error, "standing-questions.csv has no question “%s”.", standing);
    }
    return TRUE;
}

gboolean td_profile_load_consultation (TdProfileWhole *whole, GError **error)
{
    return load_standing (whole, error) && load_own (whole, error);
}

const TdStandingQuestion *td_profile_standing (const TdProfile *profile, const char *slug)
{
    for (gsize i = 0; slug != NULL && i < profile->n_standing; i++)
        if (g_str_equal (profile->standing[i].slug, slug))
            return &profile->standing[i];
    return NULL;
}

const TdOwnQuestion *td_profile_own_question (const TdProfile *profile, const char *slug)
{
    for (gsize i = 0; slug != NULL && i < profile->n_own_questions; i++)
        if (g_str_equal (profile->own_questions[i].slug, slug))
            return &profile->own_questions[i];
    return NULL;
}

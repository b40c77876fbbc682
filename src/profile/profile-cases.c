/* case-stages.csv: the stages of an individual communication, which may follow which, and whose clock runs in them. */
#include "profile/profile-private.h"

#include "base/errors.h"
#include "profile/case-stages.h"

/* By it decisions are written. */
#define OUTLINE "case"

static const TdColumn columns[] = {
    { "slug", TD_FIELD_SLUG, TRUE, TRUE },
    { "label", TD_FIELD_TEXT, TRUE, TRUE },
    { "hint", TD_FIELD_TEXT },
    { "next", TD_FIELD_TEXT },
    { "party", TD_FIELD_SLUG },
    { "months", TD_FIELD_NUMBER },
    { "reminders", TD_FIELD_TEXT },
    { "numbers", TD_FIELD_FLAG, TRUE },
    { "transmits", TD_FIELD_FLAG, TRUE },
    { "ends", TD_FIELD_FLAG, TRUE },
    { "line", TD_FIELD_FLAG, TRUE },
    { "document", TD_FIELD_SLUG },
    { "text", TD_FIELD_SLUG },
    { "origin", TD_FIELD_TEXT, TRUE },
};

static const char *const party_words[] = {
    [TD_PARTY_NONE] = "",
    [TD_PARTY_AUTHOR] = "author",
    [TD_PARTY_STATE] = "state",
    [TD_PARTY_COMMITTEE] = "committee",
};

const char *td_case_party_word (TdCaseParty party)
{
    return (gsize) party < G_N_ELEMENTS (party_words) ? party_words[party] : "";
}

TdCaseParty td_case_party_from_word (const char *word)
{
    for (gsize i = 0; word != NULL && i < G_N_ELEMENTS (party_words); i++)
        if (g_str_equal (party_words[i], word))
            return (TdCaseParty) i;
    return TD_PARTY_NONE;
}

const TdCaseStage *td_profile_case_stage (const TdProfile *profile, const char *slug)
{
    for (gsize i = 0; slug != NULL && i < profile->n_case_stages; i++)
        if (g_str_equal (profile->case_stages[i].slug, slug))
            return &profile->case_stages[i];
    return NULL;
}

gboolean td_profile_case_may_move (const TdProfile *profile, const char *from, const char *to)
{
    const TdCaseStage *stage = td_profile_case_stage (profile, from);
    g_auto (GStrv) next = g_strsplit (stage != NULL && stage->next != NULL ? stage->next : "", ";", -1);

    return to != NULL && td_profile_case_stage (profile, to) != NULL
           && g_strv_contains ((const char *const *) next, to);
}

char *td_profile_case_symbol (const TdProfile *profile, const TdCaseStage *stage, int n, int year)
{
    const TdDocumentType *type = td_profile_document_type (profile, stage->document);
    g_auto (GStrv) patterns = g_strsplit (type != NULL && type->symbols != NULL ? type->symbols : "", ";", 2);
    g_autofree char *number = g_strdup_printf ("%d", n);
    g_autofree char *of = g_strdup_printf ("%d", year);
    g_autoptr (GString) symbol = g_string_new (patterns[0]);

    if (strstr (symbol->str, "{n}") == NULL || strstr (symbol->str, "{m}") == NULL)
        return NULL;
    g_string_replace (symbol, "{n}", number, 1);
    g_string_replace (symbol, "{m}", of, 1);
    return strpbrk (symbol->str, "{*") == NULL ? g_string_free (g_steal_pointer (&symbol), FALSE) : NULL;
}

/* ---- loading ---- */

/* "90;30;7". FALSE: not falling numbers, or too many. */
static gboolean read_reminders (const char *text, int *ret_days)
{
    g_auto (GStrv) days = g_strsplit (text, ";", -1);
    gint64 last = 1000, day;

    for (gsize i = 0; days[i] != NULL; i++, last = day) {
        if (i == TD_CASE_REMINDERS || !g_ascii_string_to_signed (days[i], 10, 1, last - 1, &day, NULL))
            return FALSE;
        ret_days[i] = (int) day;
    }
    return TRUE;
}

static gboolean check_next (const TdSheet *sheet, guint row, GError **error)
{
    const TdProfile *profile = &sheet->whole->profile;
    const TdCaseStage *stage = &profile->case_stages[row];
    g_auto (GStrv) next = g_strsplit (stage->next != NULL ? stage->next : "", ";", -1);

    if (stage->ends != (stage->next == NULL))
        return td_sheet_refuse (sheet, row, error, "a stage that ends a case has none after it, every other has one.");
    for (gsize i = 0; next[i] != NULL; i++)
        if (td_profile_case_stage (profile, next[i]) == NULL)
            return td_sheet_refuse (sheet, row, error, "“next” names no stage: “%s”.", next[i]);
    return TRUE;
}

static gboolean check_stage (const TdSheet *sheet, guint row, GError **error)
{
    const TdProfile *profile = &sheet->whole->profile;
    const TdCaseStage *stage = &profile->case_stages[row];
    const char *party = td_csv_field (sheet->csv, row, "party");
    g_autofree char *symbol = stage->document != NULL ? td_profile_case_symbol (profile, stage, 1, 2026) : NULL;

    if (*party != '\0' && stage->party != TD_PARTY_AUTHOR && stage->party != TD_PARTY_STATE)
        return td_sheet_refuse (sheet, row, error, "“party” is neither empty nor state nor author: “%s”.", party);
    if ((stage->party == TD_PARTY_NONE) != (stage->months == 0))
        return td_sheet_refuse (sheet, row, error, "“party” and “months” stand together.");
    if (stage->document != NULL && symbol == NULL)
        return td_sheet_refuse (sheet, row, error, "“document” is no type whose first symbol holds {n} and {m}: “%s”.",
                                stage->document);
    if (stage->text != NULL && (!stage->ends || td_profile_outline (profile, stage->text, &(gsize){ 0 }) == NULL))
        return td_sheet_refuse (sheet, row, error, "“text” is no outline, or the stage does not end a case: “%s”.",
                                stage->text);
    return check_next (sheet, row, error);
}

static gboolean read_stage (const TdSheet *sheet, guint i, TdCaseStage *ret, GError **error)
{
    *ret = (TdCaseStage){ .slug = td_sheet_text (sheet, i, "slug"),
                          .label = td_sheet_text (sheet, i, "label"),
                          .hint = td_sheet_text (sheet, i, "hint"),
                          .next = td_sheet_text (sheet, i, "next"),
                          .party = td_case_party_from_word (td_csv_field (sheet->csv, i, "party")),
                          .months = td_sheet_number (sheet, i, "months"),
                          .numbers = td_sheet_flag (sheet, i, "numbers"),
                          .transmits = td_sheet_flag (sheet, i, "transmits"),
                          .ends = td_sheet_flag (sheet, i, "ends"),
                          .line = td_sheet_flag (sheet, i, "line"),
                          .document = td_sheet_text (sheet, i, "document"),
                          .text = td_sheet_text (sheet, i, "text"),
                          .origin = td_sheet_text (sheet, i, "origin") };
    return read_reminders (td_csv_field (sheet->csv, i, "reminders"), ret->reminders)
           || td_sheet_refuse (sheet, i, error,
                               "“reminders” holds at most six numbers of days, falling, with ; between.");
}

gboolean td_profile_load_cases (TdProfileWhole *whole, GError **error)
{
    g_auto (TdSheet) sheet = { 0 };
    TdCaseStage *stages;
    gsize n = 0;

    if (!td_sheet_open (whole, "case-stages.csv", columns, G_N_ELEMENTS (columns), &sheet, error))
        return FALSE;
    stages = g_new0 (TdCaseStage, sheet.csv->n_rows + 1);
    whole->profile.case_stages = stages;
    whole->profile.n_case_stages = sheet.csv->n_rows;
    for (guint i = 0; i < sheet.csv->n_rows; i++)
        if (!read_stage (&sheet, i, &stages[i], error))
            return FALSE;
    for (guint i = 0; i < sheet.csv->n_rows; i++)
        if (!check_stage (&sheet, i, error))
            return FALSE;
    if (td_profile_outline (&whole->profile, OUTLINE, &n) != NULL && sheet.csv->n_rows > 0)
        return TRUE;
    g_set_error (error, TD_PROFILE_ERROR, TD_ERROR_INPUT,
                 "case-stages.csv: a first stage and an outline “" OUTLINE "” in outlines.csv are needed.");
    return FALSE;
}

/* follow-up.csv and assessments.csv: what tells a recommendation, and the scale on which what became of it is assessed. */
#include "profile/profile-private.h"

#include "base/errors.h"

static const TdColumn rule_columns[] = {
    { "rule", TD_FIELD_SLUG, TRUE, TRUE },
    { "keywords_*", TD_FIELD_KEYWORDS },
    { "origin", TD_FIELD_TEXT, TRUE },
};

static const TdColumn grade_columns[] = {
    { "slug", TD_FIELD_SLUG, TRUE, TRUE }, { "label", TD_FIELD_TEXT, TRUE, TRUE }, { "hint", TD_FIELD_TEXT },
    { "tone", TD_FIELD_SLUG, TRUE },       { "origin", TD_FIELD_TEXT, TRUE },
};

#define WITHIN "within-"

static const char *const rule_words[] = {
    [TD_FOLLOW_HEADING] = "heading",     [TD_FOLLOW_BODY] = "body",   [TD_FOLLOW_ASKS] = "asks",
    [TD_FOLLOW_BETWEEN] = "between",     [TD_FOLLOW_FIRST] = "first", [TD_FOLLOW_WITHIN] = "within-",
    [TD_FOLLOW_PARAGRAPH] = "paragraph",
};

static const char *const tone_words[] = {
    [TD_TONE_GOOD] = "good",
    [TD_TONE_PARTLY] = "partly",
    [TD_TONE_BAD] = "bad",
    [TD_TONE_UNKNOWN] = "unknown",
};

const char *td_tone_word (TdTone tone)
{
    return (gsize) tone < G_N_ELEMENTS (tone_words) ? tone_words[tone] : "";
}

static int find_word (const char *const *words, gsize n, const char *word)
{
    for (gsize i = 0; i < n; i++)
        if (g_str_equal (words[i], word))
            return (int) i;
    return -1;
}

static void add_words (const TdSheet *sheet, guint row, TdFollowRule rule, int months, GArray *all)
{
    GStringChunk *strings = sheet->whole->strings;

    for (guint c = 0; c < sheet->csv->n_columns; c++) {
        const char *column = sheet->csv->columns[c];
        g_auto (GStrv) words = NULL;
        if (!g_str_has_prefix (column, "keywords_"))
            continue;
        words = g_strsplit (td_csv_field (sheet->csv, row, column), "|", -1);
        for (char **w = words; *w != NULL; w++) {
            const TdFollowWords one = {
                .rule = rule,
                .language = g_string_chunk_insert_const (strings, column + strlen ("keywords_")),
                .words = g_string_chunk_insert_const (strings, *w),
                .months = months,
            };
            if (**w != '\0')
                g_array_append_val (all, one);
        }
    }
}

/* "within-24": 24 months. -1: no rule. */
static int rule_of (const char *word, int *ret_months)
{
    gint64 months = 0;

    if (!g_str_has_prefix (word, WITHIN))
        return find_word (rule_words, G_N_ELEMENTS (rule_words), word);
    if (!g_ascii_string_to_signed (word + strlen (WITHIN), 10, 1, 1200, &months, NULL))
        return -1;
    *ret_months = (int) months;
    return TD_FOLLOW_WITHIN;
}

static gboolean load_rules (TdProfileWhole *whole, GError **error)
{
    g_auto (TdSheet) sheet = { 0 };
    g_autoptr (GArray) all = g_array_new (FALSE, TRUE, sizeof (TdFollowWords));

    if (!td_sheet_open (whole, "follow-up.csv", rule_columns, G_N_ELEMENTS (rule_columns), &sheet, error))
        return FALSE;
    for (guint i = 0; i < sheet.csv->n_rows; i++) {
        const char *word = td_csv_field (sheet.csv, i, "rule");
        int months = 0, rule = rule_of (word, &months);
        if (rule < 0)
            return td_sheet_refuse (&sheet, i, error,
                                    "“rule” is none of heading, body, asks, between, first, within-N, paragraph: “%s”.",
                                    word);
        add_words (&sheet, i, (TdFollowRule) rule, months, all);
    }
    whole->profile.n_follow_words = all->len;
    whole->profile.follow_words = (const TdFollowWords *) (void *) g_array_free (g_steal_pointer (&all), FALSE);
    return TRUE;
}

static gboolean load_grades (TdProfileWhole *whole, GError **error)
{
    g_auto (TdSheet) sheet = { 0 };

    if (!td_sheet_open (whole, "assessments.csv", grade_columns, G_N_ELEMENTS (grade_columns), &sheet, error))
        return FALSE;
    TdAssessmentGrade *grades = g_new0 (TdAssessmentGrade, sheet.csv->n_rows + 1);
    whole->profile.grades = grades;
    whole->profile.n_grades = sheet.csv->n_rows;
    for (guint i = 0; i < sheet.csv->n_rows; i++) {
        const char *word = td_csv_field (sheet.csv, i, "tone");
        int tone = find_word (tone_words, G_N_ELEMENTS (tone_words), word);
        if (tone < 0)
            return td_sheet_refuse (&sheet, i, error, "“tone” is none of good, partly, bad, unknown: “%s”.", word);
        grades[i] = (TdAssessmentGrade){ .slug = td_sheet_text (&sheet, i, "slug"),
                                         .label = td_sheet_text (&sheet, i, "label"),
                                         .hint = td_sheet_text (&sheet, i, "hint"),
                                         .tone = (TdTone) tone,
                                         .origin = td_sheet_text (&sheet, i, "origin") };
    }
    return TRUE;
}

gboolean td_profile_load_follow_up (TdProfileWhole *whole, GError **error)
{
    return load_rules (whole, error) && load_grades (whole, error);
}

const TdAssessmentGrade *td_profile_grade (const TdProfile *profile, const char *slug)
{
    for (gsize i = 0; slug != NULL && i < profile->n_grades; i++)
        if (g_str_equal (profile->grades[i].slug, slug))
            return &profile->grades[i];
    return NULL;
}

const TdChoice *td_profile_follow_up_stage (const TdProfile *profile)
{
    for (gsize i = 0; i < profile->n_stages; i++)
        if (g_strcmp0 (profile->stages[i].known_by, "follow-up") == 0)
            return &profile->stages[i];
    return NULL;
}

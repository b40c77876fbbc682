/* terms.csv: the treaty's vocabulary in several languages. */
#include "profile/profile-private.h"
#include "profile/terms.h"

#include "base/errors.h"

static const TdColumn columns[] = {
    { "slug", TD_FIELD_SLUG, TRUE, TRUE }, { "articles", TD_FIELD_TEXT },   { "convention", TD_FIELD_TEXT },
    { "term_*", TD_FIELD_TEXT },           { "also_*", TD_FIELD_KEYWORDS }, { "forbidden_*", TD_FIELD_KEYWORDS },
    { "origin", TD_FIELD_TEXT, TRUE },
};

static const struct {
    const char *word, *column;
} statuses[TD_N_TERM_STATUSES] = {
    [TD_TERM_PREFERRED] = { "preferred", "term_" },
    [TD_TERM_ADMITTED] = { "admitted", "also_" },
    [TD_TERM_FORBIDDEN] = { "forbidden", "forbidden_" },
};

const char *td_term_status_word (TdTermStatus status)
{
    return status < TD_N_TERM_STATUSES ? statuses[status].word : "";
}

gboolean td_term_status_from_word (const char *word, TdTermStatus *ret_status)
{
    for (int status = 0; status < TD_N_TERM_STATUSES; status++)
        if (g_strcmp0 (statuses[status].word, word) == 0) {
            *ret_status = (TdTermStatus) status;
            return TRUE;
        }
    return FALSE;
}

/* Whether tag is one of a list with ; between. */
static gboolean listed (const char *list, const char *tag)
{
    g_auto (GStrv) tags = g_strsplit (list != NULL ? list : "", ";", -1);

    return g_strv_contains ((const char *const *) tags, tag);
}

static void add_words (GArray *words, const TdSheet *sheet, guint row, const char *column, TdTermStatus status)
{
    const char *language =
        g_string_chunk_insert_const (sheet->whole->strings, column + strlen (statuses[status].column));
    g_auto (GStrv) texts = g_strsplit (td_csv_field (sheet->csv, row, column), "|", -1);
    gboolean from_treaty =
        status == TD_TERM_PREFERRED && listed (td_csv_field (sheet->csv, row, "convention"), language);

    for (char **t = texts; *t != NULL && **t != '\0'; t++) {
        const TdProfileWord word = { language, g_string_chunk_insert_const (sheet->whole->strings, *t), status,
                                     from_treaty };
        g_array_append_val (words, word);
    }
}

/* Of TdProfileWord. */
static GArray *words_of (const TdSheet *sheet, guint row)
{
    GArray *words = g_array_new (FALSE, FALSE, sizeof (TdProfileWord));

    for (int status = 0; status < TD_N_TERM_STATUSES; status++)
        for (guint c = 0; c < sheet->csv->n_columns; c++)
            if (g_str_has_prefix (sheet->csv->columns[c], statuses[status].column))
                add_words (words, sheet, row, sheet->csv->columns[c], (TdTermStatus) status);
    return words;
}

/* Each language that is named has a word of its own. */
static gboolean check_convention (const TdSheet *sheet, guint row, GError **error)
{
    g_auto (GStrv) tags = g_strsplit (td_csv_field (sheet->csv, row, "convention"), ";", -1);

    for (char **t = tags; *t != NULL && **t != '\0'; t++) {
        g_autofree char *column = g_strconcat ("term_", *t, NULL);
        const char *text = td_csv_field (sheet->csv, row, column);
        if (text == NULL || *text == '\0')
            return td_sheet_refuse (sheet, row, error, "“convention” names “%s”, in which there is no term.", *t);
    }
    return TRUE;
}

static gboolean check_articles (const TdSheet *sheet, guint row, GError **error)
{
    g_auto (GStrv) numbers = g_strsplit (td_csv_field (sheet->csv, row, "articles"), ";", -1);

    for (char **n = numbers; *n != NULL && **n != '\0'; n++) {
        gint64 number = 0;
        if (!g_ascii_string_to_signed (*n, 10, 1, G_MAXINT, &number, NULL)
            || td_profile_article (&sheet->whole->profile, (int) number) == NULL)
            return td_sheet_refuse (sheet, row, error, "articles.csv has no article “%s”.", *n);
    }
    return TRUE;
}

gboolean td_profile_load_terms (TdProfileWhole *whole, GError **error)
{
    g_auto (TdSheet) sheet = { 0 };

    if (!td_sheet_open (whole, "terms.csv", columns, G_N_ELEMENTS (columns), &sheet, error))
        return FALSE;
    TdProfileTerm *terms = g_new0 (TdProfileTerm, sheet.csv->n_rows + 1);
    whole->profile.terms = terms;
    whole->profile.n_terms = sheet.csv->n_rows;
    for (guint i = 0; i < sheet.csv->n_rows; i++) {
        g_autoptr (GArray) words = words_of (&sheet, i);
        terms[i] = (TdProfileTerm){ .slug = td_sheet_text (&sheet, i, "slug"),
                                    .articles = td_sheet_text (&sheet, i, "articles"),
                                    .origin = td_sheet_text (&sheet, i, "origin"),
                                    .n_words = words->len,
                                    .words = g_memdup2 (words->data, words->len * sizeof (TdProfileWord)) };
        if (words->len == 0)
            return td_sheet_refuse (&sheet, i, error, "the term has no word in any language.");
        if (!check_convention (&sheet, i, error) || !check_articles (&sheet, i, error))
            return FALSE;
    }
    return TRUE;
}

void td_profile_free_terms (TdProfile *profile)
{
    for (gsize i = 0; i < profile->n_terms; i++)
        g_free (profile->terms[i].words);
    g_free ((gpointer) profile->terms);
}

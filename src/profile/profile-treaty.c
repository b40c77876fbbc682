/* themes.csv, articles.csv and article-hints.csv, and the tagger made from them. */
#include "profile/profile-private.h"

#include "base/errors.h"

static const TdColumn theme_columns[] = {
    { "slug", TD_FIELD_SLUG, TRUE, TRUE },
    { "title", TD_FIELD_TEXT, TRUE, TRUE },
    { "keywords_*", TD_FIELD_KEYWORDS },
};

static const TdColumn hint_columns[] = {
    { "articles", TD_FIELD_TEXT, TRUE, TRUE },
    { "keywords_*", TD_FIELD_KEYWORDS },
};

static const TdColumn article_columns[] = {
    { "number", TD_FIELD_NUMBER, TRUE, TRUE }, { "part", TD_FIELD_TEXT, TRUE },  { "part_title", TD_FIELD_TEXT, TRUE },
    { "title", TD_FIELD_TEXT, TRUE, TRUE },    { "theme", TD_FIELD_SLUG, TRUE },
};

static gboolean has_theme (const TdProfile *profile, const char *slug)
{
    for (gsize i = 0; i < profile->n_themes; i++)
        if (g_str_equal (profile->themes[i].slug, slug))
            return TRUE;
    return FALSE;
}

/* Collects the keywords of one row into keywords: of a theme, or hints of an article. */
static void add_keywords (const TdSheet *sheet, guint row, const char *theme, int article, GArray *keywords)
{
    for (guint c = 0; c < sheet->csv->n_columns; c++) {
        const char *column = sheet->csv->columns[c];
        const char *text = td_csv_field (sheet->csv, row, column);
        if (!g_str_has_prefix (column, "keywords_") || *text == '\0')
            continue;
        g_auto (GStrv) words = g_strsplit (text, "|", -1);
        for (char **w = words; *w != NULL; w++) {
            TdTaggerKeyword keyword = {
                .theme = theme,
                .language = g_string_chunk_insert_const (sheet->whole->strings, column + strlen ("keywords_")),
                .keyword = g_string_chunk_insert_const (sheet->whole->strings, *w),
                .article = article,
            };
            g_array_append_val (keywords, keyword);
        }
    }
}

static gboolean load_themes (TdProfileWhole *whole, GArray *keywords, GError **error)
{
    g_auto (TdSheet) sheet = { 0 };

    if (!td_sheet_open (whole, "themes.csv", theme_columns, G_N_ELEMENTS (theme_columns), &sheet, error))
        return FALSE;
    TdTheme *themes = g_new0 (TdTheme, sheet.csv->n_rows);
    whole->profile.themes = themes;
    whole->profile.n_themes = sheet.csv->n_rows;
    for (guint i = 0; i < sheet.csv->n_rows; i++) {
        themes[i] = (TdTheme){ td_sheet_text (&sheet, i, "slug"), td_sheet_text (&sheet, i, "title") };
        add_keywords (&sheet, i, themes[i].slug, 0, keywords);
    }
    return TRUE;
}

/* Articles stand in order; the articles of a part stand together and give it one title. */
static gboolean check_article (const TdSheet *sheet, guint row, GError **error)
{
    const TdProfile *profile = &sheet->whole->profile;
    const TdArticle *article = &profile->articles[row];

    if (!has_theme (profile, article->theme))
        return td_sheet_refuse (sheet, row, error, "themes.csv has no theme “%s”.", article->theme);
    if (row == 0)
        return TRUE;
    const TdArticle *before = article - 1;
    if (article->number <= before->number)
        return td_sheet_refuse (sheet, row, error, "article %d stands after article %d. Put articles in order.",
                                article->number, before->number);
    gboolean same_part = g_str_equal (article->part, before->part);
    if (same_part != g_str_equal (article->part_title, before->part_title))
        return td_sheet_refuse (sheet, row, error, "a part and its title do not go together: “%s”, “%.60s”.",
                                article->part, article->part_title);
    for (guint i = 0; i < row && !same_part; i++)
        if (g_str_equal (profile->articles[i].part, article->part))
            return td_sheet_refuse (sheet, row, error, "part %s is torn apart. Put its articles together.",
                                    article->part);
    return TRUE;
}

static gboolean load_articles (TdProfileWhole *whole, GError **error)
{
    g_auto (TdSheet) sheet = { 0 };

    if (!td_sheet_open (whole, "articles.csv", article_columns, G_N_ELEMENTS (article_columns), &sheet, error))
        return FALSE;
    TdArticle *articles = g_new0 (TdArticle, sheet.csv->n_rows);
    whole->profile.articles = articles;
    whole->profile.n_articles = sheet.csv->n_rows;
    for (guint i = 0; i < sheet.csv->n_rows; i++) {
        articles[i] = (TdArticle){
            .number = td_sheet_number (&sheet, i, "number"),
            .part = td_sheet_text (&sheet, i, "part"),
            .part_title = td_sheet_text (&sheet, i, "part_title"),
            .title = td_sheet_text (&sheet, i, "title"),
            .theme = td_sheet_text (&sheet, i, "theme"),
        };
        if (!check_article (&sheet, i, error))
            return FALSE;
    }
    return TRUE;
}

/* "none", or numbers of articles with semicolons between. */
static gboolean load_hint (const TdSheet *sheet, guint row, GArray *keywords, GError **error)
{
    const char *text = td_sheet_text (sheet, row, "articles");
    g_auto (GStrv) numbers = g_strsplit (text, ";", -1);

    if (g_str_equal (text, "none")) {
        add_keywords (sheet, row, NULL, TD_TAGGER_NO_EVIDENCE, keywords);
        return TRUE;
    }
    for (char **n = numbers; *n != NULL; n++) {
        guint64 number;
        if (!g_ascii_string_to_unsigned (*n, 10, 1, 1000000, &number, NULL)
            || td_profile_article (&sheet->whole->profile, (int) number) == NULL)
            return td_sheet_refuse (sheet, row, error, "articles.csv has no article “%.20s”.", *n);
        add_keywords (sheet, row, NULL, (int) number, keywords);
    }
    return TRUE;
}

static gboolean load_hints (TdProfileWhole *whole, GArray *keywords, GError **error)
{
    g_auto (TdSheet) sheet = { 0 };

    if (!td_sheet_open (whole, "article-hints.csv", hint_columns, G_N_ELEMENTS (hint_columns), &sheet, error))
        return FALSE;
    for (guint i = 0; i < sheet.csv->n_rows; i++)
        if (!load_hint (&sheet, i, keywords, error))
            return FALSE;
    return TRUE;
}

static void make_tagger (TdProfileWhole *whole, const GArray *keywords)
{
    const TdProfile *profile = &whole->profile;
    g_autofree TdTaggerArticle *articles = g_new0 (TdTaggerArticle, profile->n_articles + 1);

    for (gsize i = 0; i < profile->n_articles; i++)
        articles[i] = (TdTaggerArticle){ profile->articles[i].number, profile->articles[i].theme };
    whole->tagger = td_tagger_new (articles, profile->n_articles, (const TdTaggerKeyword *) (gpointer) keywords->data,
                                   keywords->len);
    whole->profile.tagger = whole->tagger;
}

gboolean td_profile_load_treaty (TdProfileWhole *whole, GError **error)
{
    g_autoptr (GArray) keywords = g_array_new (FALSE, FALSE, sizeof (TdTaggerKeyword));

    if (!load_themes (whole, keywords, error) || !load_articles (whole, error) || !load_hints (whole, keywords, error))
        return FALSE;
    make_tagger (whole, keywords);
    return TRUE;
}

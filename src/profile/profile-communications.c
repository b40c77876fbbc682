/* declarations.csv and other-ways.csv: which State let persons and States complain, and where else a person can turn. */
#include "profile/profile-private.h"

#include "base/clock.h"
#include "base/errors.h"

static const TdColumn declaration_columns[] = {
    { "state", TD_FIELD_TEXT, TRUE }, { "article", TD_FIELD_NUMBER, TRUE }, { "kind", TD_FIELD_SLUG, TRUE },
    { "date", TD_FIELD_DATE, TRUE },  { "basis", TD_FIELD_BASIS, TRUE },    { "source", TD_FIELD_TEXT },
};

static const char *const kind_words[] = { "made", "withdrawn", "none" };

const char *td_declaration_kind_word (TdDeclarationKind kind)
{
    return kind_words[kind];
}

gboolean td_declaration_kind_from_word (const char *word, TdDeclarationKind *ret_kind)
{
    for (gsize i = 0; i < G_N_ELEMENTS (kind_words); i++) {
        if (g_strcmp0 (word, kind_words[i]) == 0) {
            *ret_kind = (TdDeclarationKind) i;
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean read_declaration (const TdSheet *sheet, guint row, TdDeclarationRow *d, GError **error)
{
    const TdProfile *profile = &sheet->whole->profile;
    const char *state = td_sheet_text (sheet, row, "state");

    *d = (TdDeclarationRow){ .state = td_profile_state (profile, state),
                             .article = td_sheet_number (sheet, row, "article"),
                             .date = td_sheet_text (sheet, row, "date"),
                             .basis = td_sheet_basis (sheet, row, "basis"),
                             .source = td_sheet_text (sheet, row, "source") };
    if (d->state == NULL)
        return td_sheet_refuse (sheet, row, error, "states.csv has no State “%s”.", state);
    if (d->article != profile->communications_article && d->article != profile->interstate_article)
        return td_sheet_refuse (sheet, row, error, "article %d has no procedure with declarations.", d->article);
    if (!td_declaration_kind_from_word (td_sheet_text (sheet, row, "kind"), &d->kind))
        return td_sheet_refuse (sheet, row, error, "the kind is none of made, withdrawn, none.");
    if (td_date_precision (d->date) != TD_DATE_DAY)
        return td_sheet_refuse (sheet, row, error, "the date must be a day.");
    if (d->basis == TD_BASIS_SEEN && d->source == NULL)
        return td_sheet_refuse (sheet, row, error, "what was seen needs its source.");
    return TRUE;
}

static gboolean load_declarations (TdProfileWhole *whole, GError **error)
{
    g_auto (TdSheet) sheet = { 0 };

    if (!td_sheet_open (whole, "declarations.csv", declaration_columns, G_N_ELEMENTS (declaration_columns), &sheet,
                        error))
        return FALSE;
    TdDeclarationRow *rows = g_new0 (TdDeclarationRow, sheet.csv->n_rows + 1);
    whole->profile.declarations = rows;
    whole->profile.n_declarations = sheet.csv->n_rows;
    for (guint i = 0; i < sheet.csv->n_rows; i++)
        if (!read_declaration (&sheet, i, &rows[i], error))
            return FALSE;
    return TRUE;
}

static const TdColumn way_columns[] = {
    { "slug", TD_FIELD_SLUG, TRUE, TRUE },
    { "name", TD_FIELD_TEXT, TRUE, TRUE },
    { "group", TD_FIELD_SLUG, TRUE },
    { "what", TD_FIELD_TEXT, TRUE },
    { "needs", TD_FIELD_TEXT },
    { "source", TD_FIELD_TEXT, TRUE },
    { "basis", TD_FIELD_BASIS, TRUE },
};

static gboolean load_ways (TdProfileWhole *whole, GError **error)
{
    static const char *const groups[] = { "treaty-body", "special-procedure", "labour", "regional", "other", NULL };
    g_auto (TdSheet) sheet = { 0 };

    if (!td_sheet_open (whole, "other-ways.csv", way_columns, G_N_ELEMENTS (way_columns), &sheet, error))
        return FALSE;
    TdOtherWay *ways = g_new0 (TdOtherWay, sheet.csv->n_rows + 1);
    whole->profile.other_ways = ways;
    whole->profile.n_other_ways = sheet.csv->n_rows;
    for (guint i = 0; i < sheet.csv->n_rows; i++) {
        ways[i] = (TdOtherWay){ .slug = td_sheet_text (&sheet, i, "slug"),
                                .name = td_sheet_text (&sheet, i, "name"),
                                .group = td_sheet_text (&sheet, i, "group"),
                                .what = td_sheet_text (&sheet, i, "what"),
                                .needs = td_sheet_text (&sheet, i, "needs"),
                                .source = td_sheet_text (&sheet, i, "source"),
                                .basis = td_sheet_basis (&sheet, i, "basis") };
        if (!g_strv_contains (groups, ways[i].group))
            return td_sheet_refuse (&sheet, i, error,
                                    "the group is none of treaty-body, special-procedure, labour, regional, other.");
    }
    return TRUE;
}

/* A row is a choice; its question's texts stand on the first of them. */
static const TdColumn check_columns[] = {
    { "question", TD_FIELD_SLUG, TRUE }, { "asks", TD_FIELD_TEXT },         { "hint", TD_FIELD_TEXT },
    { "articles", TD_FIELD_TEXT },       { "choice", TD_FIELD_SLUG, TRUE }, { "label", TD_FIELD_TEXT, TRUE },
    { "tone", TD_FIELD_SLUG, TRUE },     { "advice", TD_FIELD_TEXT, TRUE },
};

static gboolean read_choice (const TdSheet *sheet, guint row, TdCheckChoice *choice, GError **error)
{
    static const char *const tones[] = { "good", "write", "stop" };
    const char *tone = td_sheet_text (sheet, row, "tone");

    *choice = (TdCheckChoice){ .slug = td_sheet_text (sheet, row, "choice"),
                               .label = td_sheet_text (sheet, row, "label"),
                               .advice = td_sheet_text (sheet, row, "advice") };
    for (gsize i = 0; i < G_N_ELEMENTS (tones); i++) {
        if (g_str_equal (tone, tones[i])) {
            choice->tone = (TdCheckTone) i;
            return TRUE;
        }
    }
    return td_sheet_refuse (sheet, row, error, "the tone is none of good, write, stop.");
}

static const TdCheckQuestion *question_asked (const TdProfile *profile, const char *slug)
{
    for (gsize i = 0; i < profile->n_check_questions; i++)
        if (g_str_equal (profile->check_questions[i].slug, slug))
            return &profile->check_questions[i];
    return NULL;
}

/* Adds the row's question where it begins one. */
static gboolean add_question (const TdSheet *sheet, guint row, TdCheckQuestion *questions, GError **error)
{
    TdProfile *profile = &sheet->whole->profile;
    const char *slug = td_sheet_text (sheet, row, "question"), *asks = td_sheet_text (sheet, row, "asks");
    const TdCheckQuestion *known = question_asked (profile, slug);
    gboolean goes_on = known != NULL && known == &questions[profile->n_check_questions - 1];

    if ((known != NULL && !goes_on) || goes_on == (asks != NULL))
        return td_sheet_refuse (sheet, row, error,
                                "the choices of a question stand together, and the first of them asks it.");
    if (goes_on)
        return TRUE;
    questions[profile->n_check_questions++] = (TdCheckQuestion){ .slug = slug,
                                                                 .question = asks,
                                                                 .hint = td_sheet_text (sheet, row, "hint"),
                                                                 .articles = td_sheet_text (sheet, row, "articles"),
                                                                 .choices = &profile->check_choices[row] };
    return TRUE;
}

static gboolean load_check (TdProfileWhole *whole, GError **error)
{
    g_auto (TdSheet) sheet = { 0 };

    if (!td_sheet_open (whole, "check-before.csv", check_columns, G_N_ELEMENTS (check_columns), &sheet, error))
        return FALSE;
    TdCheckChoice *choices = g_new0 (TdCheckChoice, sheet.csv->n_rows + 1);
    TdCheckQuestion *questions = g_new0 (TdCheckQuestion, sheet.csv->n_rows + 1);
    whole->profile.check_choices = choices;
    whole->profile.check_questions = questions;
    for (guint i = 0; i < sheet.csv->n_rows; i++) {
        if (!add_question (&sheet, i, questions, error) || !read_choice (&sheet, i, &choices[i], error))
            return FALSE;
        questions[whole->profile.n_check_questions - 1].n_choices++;
    }
    return TRUE;
}

gboolean td_profile_load_communications (TdProfileWhole *whole, GError **error)
{
    return load_declarations (whole, error) && load_ways (whole, error) && load_check (whole, error);
}

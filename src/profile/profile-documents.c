/* documents.csv: the types of documents, and how the symbol of one is built and read. */
#include "profile/profile-private.h"

#include "base/errors.h"

static const TdColumn columns[] = {
    { "slug", TD_FIELD_SLUG, TRUE, TRUE }, { "label", TD_FIELD_TEXT, TRUE, TRUE }, { "is", TD_FIELD_SLUG },
    { "source", TD_FIELD_SLUG, TRUE },     { "symbols", TD_FIELD_TEXT },           { "origin", TD_FIELD_TEXT, TRUE },
};

static const char *const is_words[] = {
    [TD_IS_OTHER] = "",
    [TD_IS_REPORT] = "report",
    [TD_IS_LIST] = "list",
    [TD_IS_LIST_PRIOR] = "list-prior",
    [TD_IS_REPLIES] = "replies",
    [TD_IS_OBSERVATIONS] = "observations",
    [TD_IS_FOLLOW_UP] = "follow-up",
    [TD_IS_GENERAL_COMMENT] = "general-comment",
    [TD_IS_TREATY] = "treaty",
    [TD_IS_MECHANISM] = "mechanism",
};

const char *const td_dossier_sources[] = { "state", "un", "regional", "nhri", "civil-society", "committee", NULL };

const char *td_document_is_word (TdDocumentIs is)
{
    return (gsize) is < G_N_ELEMENTS (is_words) ? is_words[is] : "";
}

static gboolean is_from_word (const char *word, TdDocumentIs *ret_is)
{
    for (gsize i = 0; i < G_N_ELEMENTS (is_words); i++)
        if (g_str_equal (is_words[i], word)) {
            *ret_is = (TdDocumentIs) i;
            return TRUE;
        }
    return FALSE;
}

/* ---- patterns ---- */

enum { ISO_LETTERS = 3, MOST_DIGITS = 5 };

/* How long a pattern's next piece is, and of which kind: a letter itself, 's' {state}, 'n' {n}, 'm' {m}, '*'; 0: none. */
static gsize piece (const char *pattern, char *ret_kind)
{
    static const struct {
        const char *text;
        char kind;
    } holes[] = { { "{state}", 's' }, { "{n}", 'n' }, { "{m}", 'm' }, { "*", '*' } };

    for (gsize i = 0; i < G_N_ELEMENTS (holes); i++)
        if (g_str_has_prefix (pattern, holes[i].text)) {
            *ret_kind = holes[i].kind;
            return strlen (holes[i].text);
        }
    *ret_kind = 0;
    return g_ascii_isupper (*pattern) || g_ascii_isdigit (*pattern) || (*pattern != '\0' && strchr ("/.-", *pattern))
               ? 1
               : 0;
}

typedef struct {
    const TdProfile *profile;
    const TdState *state;
    int n;
} Found;

/* Whether the symbol is one of the pattern, by one piece after the other. Symbols are short. */
static gboolean fits (const char *pattern, const char *end, const char *symbol, Found *found)
{
    char kind;
    gsize length;

    if (pattern == end)
        return *symbol == '\0';
    length = piece (pattern, &kind);
    if (length == 0 || *symbol == '\0')
        return FALSE;
    if (kind == 0)
        return *pattern == g_ascii_toupper (*symbol) && fits (pattern + 1, end, symbol + 1, found);
    if (kind == 's') {
        g_autofree char *iso3 = g_strndup (symbol, ISO_LETTERS);
        const TdState *state = td_profile_state (found->profile, iso3);
        found->state = state != NULL ? state : found->state;
        return state != NULL && fits (pattern + length, end, symbol + ISO_LETTERS, found);
    }
    if (kind == '*') {
        for (gsize rest = strlen (symbol); rest > 0; rest--)
            if (fits (pattern + length, end, symbol + rest, found))
                return TRUE;
        return FALSE;
    }
    gsize digits = strspn (symbol, "0123456789");
    if (digits == 0 || digits > MOST_DIGITS || *symbol == '0')
        return FALSE;
    if (kind == 'n')
        found->n = (int) g_ascii_strtoll (symbol, NULL, 10);
    return fits (pattern + length, end, symbol + digits, found);
}

static gboolean pattern_ok (const char *pattern)
{
    char kind;

    if (*pattern == '\0')
        return FALSE;
    while (*pattern != '\0') {
        gsize length = piece (pattern, &kind);
        if (length == 0)
            return FALSE;
        pattern += length;
    }
    return TRUE;
}

const TdDocumentType *td_profile_symbol_type (const TdProfile *profile, const char *symbol, const TdState **ret_state,
                                              int *ret_n)
{
    for (gsize i = 0; symbol != NULL && i < profile->n_document_types; i++) {
        const char *at = profile->document_types[i].symbols;
        while (at != NULL) {
            const char *end = strchrnul (at, ';');
            Found found = { .profile = profile };
            if (fits (at, end, symbol, &found)) {
                *ret_state = found.state;
                *ret_n = found.n;
                return &profile->document_types[i];
            }
            at = *end == ';' ? end + 1 : NULL;
        }
    }
    return NULL;
}

char *td_profile_document_symbol (const TdDocumentType *type, const TdState *state, int n)
{
    g_autoptr (GString) symbol = g_string_new (NULL);
    const char *at = type->symbols, *end = at != NULL ? strchrnul (at, ';') : NULL;

    if (at == NULL)
        return NULL;
    while (at < end) {
        char kind;
        gsize length = piece (at, &kind);
        if (kind == '*' || kind == 'm' || (kind == 's' && state == NULL))
            return NULL;
        if (kind == 's')
            g_string_append (symbol, state->iso3);
        else if (kind == 'n')
            g_string_append_printf (symbol, "%d", n);
        else
            g_string_append_c (symbol, *at);
        at += length;
    }
    return g_string_free (g_steal_pointer (&symbol), FALSE);
}

/* ---- loading ---- */

/* What a program does with a type, it does with one; mechanisms are several. */
static gboolean check_type (const TdSheet *sheet, guint row, GError **error)
{
    const TdDocumentType *types = sheet->whole->profile.document_types, *type = &types[row];
    g_auto (GStrv) patterns = g_strsplit (type->symbols != NULL ? type->symbols : "", ";", -1);

    if (!g_strv_contains (td_dossier_sources, type->source))
        return td_sheet_refuse (sheet, row, error,
                                "“source” is none of state, un, regional, nhri, civil-society, committee: “%s”.",
                                type->source);
    for (guint i = 0; i < row; i++)
        if (type->is != TD_IS_OTHER && type->is != TD_IS_MECHANISM && types[i].is == type->is)
            return td_sheet_refuse (sheet, row, error, "only one type is “%s”, and “%s” is.",
                                    td_document_is_word (type->is), types[i].slug);
    for (char **pattern = patterns; *pattern != NULL; pattern++)
        if (!pattern_ok (*pattern))
            return td_sheet_refuse (sheet, row, error,
                                    "“symbols” holds capitals, digits, /, -, ., {state}, {n}, {m} and *, and ; between "
                                    "two: “%s”.",
                                    type->symbols);
    return TRUE;
}

gboolean td_profile_load_documents (TdProfileWhole *whole, GError **error)
{
    g_auto (TdSheet) sheet = { 0 };

    if (!td_sheet_open (whole, "documents.csv", columns, G_N_ELEMENTS (columns), &sheet, error))
        return FALSE;
    TdDocumentType *types = g_new0 (TdDocumentType, sheet.csv->n_rows + 1);
    whole->profile.document_types = types;
    whole->profile.n_document_types = sheet.csv->n_rows;
    for (guint i = 0; i < sheet.csv->n_rows; i++) {
        const char *is = td_csv_field (sheet.csv, i, "is");
        types[i] = (TdDocumentType){ .slug = td_sheet_text (&sheet, i, "slug"),
                                     .label = td_sheet_text (&sheet, i, "label"),
                                     .source = td_sheet_text (&sheet, i, "source"),
                                     .symbols = td_sheet_text (&sheet, i, "symbols"),
                                     .origin = td_sheet_text (&sheet, i, "origin") };
        if (!is_from_word (is, &types[i].is))
            return td_sheet_refuse (&sheet, i, error,
                                    "“is” is none of report, list, list-prior, replies, observations, follow-up, "
                                    "general-comment, treaty, mechanism: “%s”.",
                                    is);
        if (!check_type (&sheet, i, error))
            return FALSE;
    }
    return TRUE;
}

/* ---- looking up ---- */

const TdDocumentType *td_profile_document_type (const TdProfile *profile, const char *slug)
{
    for (gsize i = 0; slug != NULL && i < profile->n_document_types; i++)
        if (g_str_equal (profile->document_types[i].slug, slug))
            return &profile->document_types[i];
    return NULL;
}

const TdDocumentType *td_profile_document_that_is (const TdProfile *profile, TdDocumentIs is)
{
    for (gsize i = 0; i < profile->n_document_types; i++)
        if (profile->document_types[i].is == is)
            return &profile->document_types[i];
    return NULL;
}

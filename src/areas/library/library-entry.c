/* What is said of a document that comes into the library, checked. */
#include "areas/library/library-private.h"
#include "base/clock.h"
#include "base/errors.h"
#include "base/id.h"
#include "base/limits.h"
#include "text/clean.h"

static gboolean fail (GError **error, const char *message)
{
    g_set_error_literal (error, TD_LIBRARY_ERROR, TD_ERROR_INPUT, message);
    return FALSE;
}

/* Parts between strokes hold letters, digits and a few signs, and begin with a letter or digit, so that a symbol is an address too. */
static gboolean symbol_ok (const char *symbol)
{
    gboolean starts = TRUE;

    for (const char *c = symbol; *c != '\0'; c++) {
        if (*c == '/' ? starts : !g_ascii_isalnum (*c) && (starts || strchr (".-()_", *c) == NULL))
            return FALSE;
        starts = *c == '/';
    }
    return !starts;
}

char *td_library_clean_symbol (const char *symbol)
{
    GString *clean = g_string_new (NULL);

    for (const char *c = symbol; *c != '\0' && clean->len <= TD_LIMIT_SYMBOL_CHARACTERS; c++)
        if (!g_ascii_isspace (*c))
            g_string_append_c (clean, g_ascii_toupper (*c));
    if (clean->len > TD_LIMIT_SYMBOL_CHARACTERS || !symbol_ok (clean->str) || td_id_valid (clean->str)) {
        g_string_free (clean, TRUE);
        return NULL;
    }
    return g_string_free (clean, FALSE);
}

static gboolean tag_ok (const char *tag)
{
    gsize first = strcspn (tag, "-");

    return first >= 2 && first <= 3 && strlen (tag) <= TD_LIMIT_LANGUAGE_CHARACTERS
           && strspn (tag, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-") == strlen (tag);
}

char *td_library_settle_language (const char *tag, GError **error)
{
    g_autofree char *clean = g_strdelimit (g_strdup (tag != NULL ? tag : ""), "_", '-');

    if (!tag_ok (clean)) {
        fail (error, "This is no tag of a language. Write it like en, fr or ar.");
        return NULL;
    }
    for (char *c = clean; *c != '\0' && *c != '-'; c++)
        *c = g_ascii_tolower (*c);
    return g_steal_pointer (&clean);
}

/* The review that names the symbol, or 0. */
static int cycle_of (const TdProfile *profile, const char *symbol)
{
    for (gsize i = 0; symbol != NULL && i < profile->n_reviews; i++) {
        const TdReview *review = &profile->reviews[i];
        if (g_strcmp0 (symbol, review->report) == 0 || g_strcmp0 (symbol, review->list_of_issues) == 0
            || g_strcmp0 (symbol, review->observations) == 0)
            return review->cycle;
    }
    return 0;
}

/* One line, or NULL where nothing is said. */
static gboolean take_line (const char *said, gsize most, const char *what, char **ret_line, GError **error)
{
    g_autofree char *line = said != NULL ? td_text_clean_line (said, most) : NULL;

    if (said != NULL && line == NULL)
        return fail (error, what);
    if (line != NULL && *line != '\0')
        *ret_line = g_steal_pointer (&line);
    return TRUE;
}

static gboolean settle_type (const TdProfile *profile, const TdLibraryEntry *entry, TdLibraryDocument *document,
                             GError **error)
{
    const TdState *of_symbol = NULL;
    int number = 0;
    const TdDocumentType *by_symbol = td_profile_symbol_type (profile, document->symbol, &of_symbol, &number);
    const TdDocumentType *type = entry->type != NULL ? td_profile_document_type (profile, entry->type) : by_symbol;
    const TdState *state = entry->state != NULL ? td_profile_state (profile, entry->state) : of_symbol;

    if (entry->type != NULL && type == NULL)
        return fail (error, "There is no such type of document. The types are those of documents.csv of the profile.");
    if (type == NULL)
        return fail (error, "The symbol does not tell what type of document this is. Say the type.");
    if (entry->state != NULL && state == NULL)
        return fail (error, "This is not the code of a State party. Use three letters, like GHA.");
    if (of_symbol != NULL && state != of_symbol)
        return fail (error, "The symbol is of another State than the one that was given.");
    if (entry->source != NULL && !g_strv_contains (td_dossier_sources, entry->source))
        return fail (error, "The source is one of: state, un, regional, nhri, civil-society, committee.");
    document->type = g_strdup (type->slug);
    document->source = g_strdup (entry->source != NULL ? entry->source : type->source);
    document->state = g_strdup (state != NULL ? state->iso3 : NULL);
    return TRUE;
}

TdLibraryDocument *td_library_settle (const TdInstance *instance, const TdLibraryEntry *entry, GError **error)
{
    g_autoptr (TdLibraryDocument) document = g_new0 (TdLibraryDocument, 1);

    if (entry->symbol != NULL) {
        document->symbol = td_library_clean_symbol (entry->symbol);
        if (document->symbol == NULL) {
            fail (error, "This is no symbol of a document. Write it like CMW/C/GHA/CO/1.");
            return NULL;
        }
    }
    if (entry->day != NULL && td_date_precision (entry->day) == TD_DATE_NONE) {
        fail (error, "This is no date. Write it like 2014-09-12, 2014-09 or 2014.");
        return NULL;
    }
    if (entry->cycle < 0 || entry->cycle > TD_LIMIT_CYCLES) {
        fail (error, "This is no number of a review. The first is 1.");
        return NULL;
    }
    document->day = g_strdup (entry->day);
    document->cycle = entry->cycle > 0 ? entry->cycle : cycle_of (instance->profile, document->symbol);
    return settle_type (instance->profile, entry, document, error)
                   && take_line (entry->title, TD_LIMIT_TITLE_CHARACTERS, "The title is too long.", &document->title,
                                 error)
                   && take_line (entry->body, TD_LIMIT_NAME_CHARACTERS, "The name of the body is too long.",
                                 &document->body, error)
               ? g_steal_pointer (&document)
               : NULL;
}

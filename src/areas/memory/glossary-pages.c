/* The page of the glossary, its file, and what those who keep it do there. */
#include "areas/memory/pages.h"

#include "areas/memory/exchange.h"
#include "areas/memory/glossary.html.h"
#include "areas/memory/tongues.h"
#include "base/errors.h"
#include "base/limits.h"
#include "text/language.h"
#include "text/words.h"

#include <string.h>

enum { TERMS_A_PAGE = 50, MOST_PAGES = 200 };

typedef struct html_glossary_terms Term;
typedef struct html_glossary_terms_sides Side;

/* What the page says beside the list. */
typedef struct {
    const char *error, *done; /* sentences in the reader's language, or NULL */
} Saying;

/* ---- rows ---- */

/* Words of one language and status with commas between; from the one that is given on. NULL: none. Free it. */
static char *words_of (const TdGlossaryTerm *t, const char *language, TdTermStatus status, guint from)
{
    g_autoptr (GString) words = g_string_new (NULL);
    guint seen = 0;

    for (guint i = 0; i < t->words->len; i++) {
        const TdGlossaryWord *w = t->words->pdata[i];
        if (w->status == status && g_str_equal (w->language, language) && seen++ >= from)
            g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", w->text);
    }
    return words->len > 0 ? g_string_free (g_steal_pointer (&words), FALSE) : NULL;
}

/* Whether the word is a proposal beside a treaty's term of another language. */
static gboolean is_proposed (const TdGlossaryTerm *t, const char *language)
{
    gboolean treaty = FALSE, own = FALSE;

    for (guint i = 0; i < t->words->len; i++) {
        const TdGlossaryWord *w = t->words->pdata[i];
        treaty |= w->from_treaty;
        own |= w->from_treaty && g_str_equal (w->language, language);
    }
    return treaty && !own && td_glossary_term_in (t, language) != NULL;
}

static Side side_of (const TdGlossaryTerm *t, const char *language, const char *heading)
{
    return (Side){ .language = language,
                   .direction = td_language_direction (language),
                   .heading = heading,
                   .word = td_glossary_term_in (t, language),
                   .proposed = is_proposed (t, language),
                   .others = words_of (t, language, TD_TERM_ADMITTED, 0),
                   .forbidden = words_of (t, language, TD_TERM_FORBIDDEN, 0) };
}

static void clear_term (gpointer data)
{
    const Term *term = data;

    for (gsize i = 0; i < term->n_sides; i++) {
        g_free ((char *) term->sides[i].others);
        g_free ((char *) term->sides[i].forbidden);
    }
    g_free ((void *) term->sides);
    g_free ((char *) term->articles);
}

/* "2, 4" of "2;4". Free it. */
static char *articles_of (const TdGlossaryTerm *t)
{
    g_auto (GStrv) numbers = g_strsplit (t->articles != NULL ? t->articles : "", ";", -1);

    return t->articles != NULL ? g_strjoinv (", ", numbers) : NULL;
}

static Term term_of (const TdGlossaryTerm *t, const char *from, const char *from_name, const char *to,
                     const char *to_name, gboolean keeps)
{
    Side *sides = g_new0 (Side, 2);

    sides[0] = side_of (t, from, from_name);
    sides[1] = side_of (t, to, to_name);
    return (Term){ .id = t->id,
                   .articles = articles_of (t),
                   .one = t->articles != NULL && strchr (t->articles, ';') == NULL,
                   .origin = t->origin,
                   .note = t->note,
                   .removable = keeps && !t->of_profile,
                   .sides = sides,
                   .n_sides = 2 };
}

/* Terms that have a word in either language. Of const TdGlossaryTerm *. */
static GPtrArray *shown (const TdGlossary *glossary, const char *from, const char *to)
{
    const GPtrArray *terms = td_glossary_terms (glossary);
    GPtrArray *list = g_ptr_array_new ();

    for (guint i = 0; i < terms->len; i++)
        if (td_glossary_term_in (terms->pdata[i], from) != NULL || td_glossary_term_in (terms->pdata[i], to) != NULL)
            g_ptr_array_add (list, terms->pdata[i]);
    return list;
}

/* Languages that terms have. Of char *, borrowed. */
static GPtrArray *languages_of (const TdGlossary *glossary)
{
    const GPtrArray *terms = td_glossary_terms (glossary);
    GPtrArray *tags = g_ptr_array_new ();

    for (guint i = 0; i < terms->len; i++) {
        const TdGlossaryTerm *t = terms->pdata[i];
        for (guint k = 0; k < t->words->len; k++)
            g_ptr_array_add (tags, ((TdGlossaryWord *) t->words->pdata[k])->language);
    }
    return tags;
}

/* ---- the page ---- */

/* Free it. */
static char *address_of (const char *locale, const char *from, const char *to, int page)
{
    return g_strdup_printf ("/%s/translation/glossary?from=%s&to=%s&page=%d", locale, from, to, page);
}

static void render (TdRequest *request, const TdGlossary *glossary, const Saying *saying)
{
    TdInstance *instance = td_request_instance (request);
    const char *locale = td_request_locale (request), *from, *to;
    gboolean keeps = td_door_may (td_request_viewer (request), TD_ACT_TRANSLATION_KEEP, NULL, NULL);
    g_autoptr (GPtrArray) others = languages_of (glossary);
    g_autoptr (GPtrArray) tags = td_tongue_tags (instance->profile->languages, others);
    g_autoptr (GPtrArray) list = NULL;
    g_autoptr (GArray) rows = g_array_new (FALSE, TRUE, sizeof (Term)), all_from = NULL, all_to = NULL;
    g_autofree char *from_name = NULL, *to_name = NULL, *previous = NULL, *next = NULL;
    gint64 page = 1;
    int pages;

    td_tongues_choose (tags, td_request_field (request, "from"), td_request_field (request, "to"), locale, &from, &to);
    all_from = td_tongues (tags, from, locale);
    all_to = td_tongues (tags, to, locale);
    from_name = td_language_name (from, locale);
    to_name = td_language_name (to, locale);
    list = shown (glossary, from, to);
    pages = MAX ((int) (list->len + TERMS_A_PAGE - 1) / TERMS_A_PAGE, 1);
    if (!g_ascii_string_to_signed (td_request_field (request, "page"), 10, 1, MIN (pages, MOST_PAGES), &page, NULL))
        page = 1;
    previous = page > 1 ? address_of (locale, from, to, (int) page - 1) : g_strdup ("");
    next = page < pages ? address_of (locale, from, to, (int) page + 1) : g_strdup ("");
    g_array_set_clear_func (rows, clear_term);
    for (guint i = (guint) (page - 1) * TERMS_A_PAGE; i < MIN (list->len, (guint) page * TERMS_A_PAGE); i++) {
        const Term row = term_of (list->pdata[i], from, from_name, to, to_name, keeps);
        g_array_append_val (rows, row);
    }
    html_glossary (td_request_html (request), &(struct html_glossary){
                                                  .from = (const struct html_glossary_from *) (void *) all_from->data,
                                                  .n_from = all_from->len,
                                                  .to = (const struct html_glossary_to *) (void *) all_to->data,
                                                  .n_to = all_to->len,
                                                  .from_name = from_name,
                                                  .to_name = to_name,
                                                  .total = list->len,
                                                  .terms = (const Term *) (void *) rows->data,
                                                  .n_terms = rows->len,
                                                  .keeps = keeps,
                                                  .error = saying->error,
                                                  .done = saying->done,
                                                  .largest = TD_LIMIT_UPLOAD_BYTES,
                                                  .previous = previous,
                                                  .next = next,
                                                  .page = page,
                                                  .pages = pages,
                                                  .many = pages > 1,
                                              });
    td_reply_html (request, saying->error != NULL ? 422 : 200);
}

/* load and show; what was said stands above. */
static gboolean show (TdRequest *request, const Saying *saying, GError **error)
{
    g_autoptr (TdGlossary) glossary = td_glossary_load (td_request_instance (request), error);

    if (glossary == NULL)
        return FALSE;
    if (td_request_wants_json (request))
        td_reply_json (request, 200, td_glossary_to_json (glossary));
    else
        render (request, glossary, saying);
    return TRUE;
}

gboolean td_glossary_page (TdRequest *request, GError **error)
{
    return show (request, &(Saying){ NULL, NULL }, error);
}

gboolean td_glossary_file (TdRequest *request, GError **error)
{
    g_autoptr (TdGlossary) glossary = td_glossary_load (td_request_instance (request), error);
    g_autoptr (GBytes) bytes = NULL;
    char *tbx;

    if (glossary == NULL)
        return FALSE;
    tbx = td_glossary_tbx (glossary);
    bytes = g_bytes_new_take (tbx, strlen (tbx));
    td_reply_bytes (request, td_units_format_type (TD_UNITS_TBX), "glossary.tbx", bytes);
    return TRUE;
}

/* ---- keeping ---- */

static gboolean bring_in (TdRequest *request, gint64 *ret_kept, GError **error)
{
    const char *name = NULL;
    gint64 size = 0;
    int fd = td_request_file (request, "file", &name, &size);

    if (fd < 0) {
        g_set_error_literal (error, TD_MEMORY_ERROR, TD_ERROR_INPUT, "Choose the file with the terms first.");
        return FALSE;
    }
    return td_glossary_import (td_request_instance (request), td_request_viewer (request), fd,
                               name != NULL && *name != '\0' ? name : "terms", ret_kept, error);
}

gboolean td_glossary_post (TdRequest *request, GError **error)
{
    const char *locale = td_request_locale (request), *problem = td_request_field_problem (request, NULL);
    g_autoptr (GError) refused = NULL;
    g_autofree char *sentence = NULL;
    gint64 kept = 0;

    if (problem != NULL)
        return show (request, &(Saying){ .error = problem }, error);
    if (!bring_in (request, &kept, &refused)) {
        if (td_error_code (refused) == TD_ERROR_INPUT || td_error_code (refused) == TD_ERROR_TOO_LARGE) {
            sentence = g_strdup (td_words (locale, refused->message));
            return show (request, &(Saying){ .error = sentence }, error);
        }
        g_propagate_error (error, g_steal_pointer (&refused));
        return FALSE;
    }
    sentence = td_words_number (locale, kept);
    g_autofree char *done =
        td_words_fill (td_words (locale, N_ ("Terms brought in: {number}.")), "number", sentence, NULL);
    return show (request, &(Saying){ .done = done }, error);
}

gboolean td_glossary_remove_post (TdRequest *request, GError **error)
{
    g_autofree char *path = g_strdup_printf ("/%s/translation/glossary", td_request_locale (request));

    if (!td_glossary_remove (td_request_instance (request), td_request_viewer (request),
                             td_request_field (request, "term"), error))
        return FALSE;
    td_reply_redirect (request, path);
    return TRUE;
}

/* The page of the concordance. */
#include "areas/memory/pages.h"

#include "areas/library/library.h"
#include "areas/memory/concordance.h"
#include "areas/memory/concordance.html.h"
#include "areas/memory/tongues.h"
#include "base/errors.h"
#include "base/limits.h"
#include "text/language.h"
#include "text/words.h"

enum { MOST_PAGES = 40 };

typedef struct html_concordance_rows Row;

static void clear_row (gpointer data)
{
    Row *row = data;

    td_markup_free ((TdMarkup *) row->source);
    td_markup_free ((TdMarkup *) row->target);
    g_free ((char *) row->name);
    g_free ((char *) row->link);
}

/* Where a sentence stands. Free both. */
static void place_of (const TdConcordanceRow *r, const char *locale, char **ret_name, char **ret_link)
{
    gboolean document = r->origin == TD_MEMORY_DOCUMENT;

    *ret_name =
        r->origin == TD_MEMORY_WORKSHOP ? NULL : (document ? td_library_symbol_words (r->name) : g_strdup (r->name));
    *ret_link =
        document && strchr (r->name, '.') == NULL ? td_library_address (locale, r->name, r->place) : g_strdup ("");
}

static GArray *rows_of (const TdConcordance *found, const TdConcordanceQuery *query, const char *locale)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (Row));

    g_array_set_clear_func (rows, clear_row);
    for (guint i = 0; found != NULL && i < found->rows->len; i++) {
        const TdConcordanceRow *r = found->rows->pdata[i];
        char *name, *link;
        place_of (r, locale, &name, &link);
        const Row row = { .source = td_markup_from_highlights (r->source, r->in_source),
                          .source_language = query->from,
                          .source_direction = td_language_direction (query->from),
                          .target = td_markup_from_highlights (r->target, r->in_target),
                          .target_language = query->to,
                          .target_direction = td_language_direction (query->to),
                          .origin = td_memory_origin_label (r->origin),
                          .name = name,
                          .link = link };
        g_array_append_val (rows, row);
    }
    return rows;
}

/* Free it. */
static char *address_of (const TdConcordanceQuery *query, const char *locale, const char *ending, int page)
{
    g_autofree char *words = g_uri_escape_string (query->words, NULL, FALSE);
    g_autofree char *other = g_uri_escape_string (query->other, NULL, FALSE);

    return g_strdup_printf ("/%s/translation/concordance%s?from=%s&to=%s&words=%s&other=%s&page=%d", locale, ending,
                            query->from, query->to, words, other, page);
}

static void render (TdRequest *request, const TdConcordanceQuery *query, const GPtrArray *tags,
                    const TdConcordance *found, int page, gint64 pairs, const char *message)
{
    const char *locale = td_request_locale (request);
    gboolean more = found != NULL && found->more;
    g_autoptr (GArray) from = td_tongues (tags, query->from, locale), to = td_tongues (tags, query->to, locale);
    g_autoptr (GArray) rows = rows_of (found, query, locale);
    g_autofree char *previous = page > 1 ? address_of (query, locale, "", page - 1) : g_strdup ("");
    g_autofree char *next = more ? address_of (query, locale, "", page + 1) : g_strdup ("");
    g_autofree char *json = address_of (query, locale, ".json", page);
    const struct html_concordance in = {
        .error = message != NULL ? td_words (locale, message) : NULL,
        .words = query->words,
        .other = query->other,
        .from = (const struct html_concordance_from *) (void *) from->data,
        .n_from = from->len,
        .to = (const struct html_concordance_to *) (void *) to->data,
        .n_to = to->len,
        .asked = found != NULL,
        .rows = (const Row *) (void *) rows->data,
        .n_rows = rows->len,
        .previous = previous,
        .next = next,
        .page = page,
        .pages = more ? page + 1 : page,
        .many = more || page > 1,
        .json = json,
        .pairs = pairs,
    };

    html_concordance (td_request_html (request), &in);
    td_reply_html (request, message != NULL ? 422 : 200);
}

gboolean td_concordance_page (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    TdConcordanceQuery query = { .words = td_request_field (request, "words"),
                                 .other = td_request_field (request, "other"),
                                 .most = TD_LIMIT_MEMORY_FOUND };
    gboolean asked = *query.words != '\0' || *query.other != '\0';
    g_autoptr (GPtrArray) there = td_memory_languages (instance, error), tags = NULL;
    g_autoptr (TdConcordance) found = NULL;
    g_autoptr (GError) problem = NULL;
    TdMemorySize size;
    gint64 page = 1;

    if (there == NULL || !td_memory_size (instance, &size, error))
        return FALSE;
    tags = td_tongue_tags (instance->profile->languages, there);
    td_tongues_choose (tags, td_request_field (request, "from"), td_request_field (request, "to"),
                       td_request_locale (request), &query.from, &query.to);
    if (!g_ascii_string_to_signed (td_request_field (request, "page"), 10, 1, MOST_PAGES, &page, NULL))
        page = 1;
    query.offset = (int) (page - 1) * TD_LIMIT_MEMORY_FOUND;
    if (asked && (found = td_concordance (instance, &query, &problem)) == NULL
        && (td_error_code (problem) != TD_ERROR_INPUT || td_request_wants_json (request))) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return FALSE;
    }
    if (td_request_wants_json (request) && found != NULL)
        td_reply_json (request, 200, td_concordance_to_json (&query, found));
    else if (td_request_wants_json (request))
        td_reply_json (request, 200, json_pack ("{s:I}", "pairs", (json_int_t) size.pairs));
    else
        render (request, &query, tags, found, (int) page, size.pairs, problem != NULL ? problem->message : NULL);
    return TRUE;
}

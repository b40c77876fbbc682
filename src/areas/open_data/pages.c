/* What is public in bulk, over the web. */
#include "areas/open_data/pages.h"

#include "areas/open_data/bulk.h"
#include "areas/open_data/oai.h"
#include "areas/open_data/open-data.html.h"
#include "base/errors.h"
#include "base/limits.h"

#include <string.h>

#define XML "text/xml; charset=utf-8"

struct counting {
    gint64 n[TD_N_OPEN_KINDS];
};

static gboolean count_in (TdTx *tx, gpointer data, GError **error)
{
    struct counting *c = data;

    for (int kind = 0; kind < TD_N_OPEN_KINDS; kind++) {
        const TdOpenSearch search = { .kind = td_open_kind_word ((TdOpenKind) kind), .most = 1 };
        g_autoptr (GPtrArray) one = td_open_records_in (tx, &search, &c->n[kind], error);
        if (one == NULL)
            return FALSE;
    }
    return TRUE;
}

/* take_text as the reply, or the error. */
static gboolean reply (TdRequest *request, const char *type, char *take_text)
{
    g_autofree char *text = take_text;

    if (text != NULL)
        td_reply_text (request, 200, type, text);
    return text != NULL;
}

gboolean td_open_data_page (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    struct counting c = { 0 };

    if (td_request_form (request) == TD_FORM_ATOM)
        return reply (request, "application/atom+xml; charset=utf-8",
                      td_open_atom (instance, td_request_locale (request), error));
    if (!td_store_read (instance->store, count_in, &c, error))
        return FALSE;
    html_open_data (td_request_html (request), &(struct html_open_data){ .address = instance->address,
                                                                         .documents = c.n[TD_OPEN_DOCUMENT],
                                                                         .submissions = c.n[TD_OPEN_SUBMISSION] });
    td_reply_html (request, 200);
    return TRUE;
}

/* Where the lines go on (RFC 8288); without it they are at their end. */
static gboolean reply_lines (TdRequest *request, GError **error)
{
    gint64 after = 0, last;
    g_autofree char *lines = NULL;

    if (*td_request_field (request, "after") != '\0'
        && !g_ascii_string_to_signed (td_request_field (request, "after"), 10, 0, G_MAXINT64, &after, NULL)) {
        g_set_error_literal (error, TD_OPEN_ERROR, TD_ERROR_INPUT,
                             "“after” is the position of the last line that you have: a number.");
        return FALSE;
    }
    lines = td_open_lines (td_request_instance (request), after, TD_LIMIT_OPEN_RECORDS, &last, error);
    if (lines == NULL)
        return FALSE;
    if (last != after) {
        g_autofree char *position = g_strdup_printf ("%" G_GINT64_FORMAT, last);
        g_autofree char *next = g_strconcat ("<", "/open/records.jsonl?after=", position, ">; rel=\"next\"", NULL);
        td_reply_header (request, "Link", next);
    }
    td_reply_text (request, 200, "application/jsonl; charset=utf-8", lines);
    return TRUE;
}

gboolean td_open_data_file (TdRequest *request, GError **error)
{
    const char *name = td_request_part (request, "name");

    if (g_str_equal (name, "records.jsonl"))
        return reply_lines (request, error);
    for (int kind = 0; kind < TD_N_OPEN_KINDS; kind++) {
        g_autofree char *table = g_strdup_printf ("%ss", td_open_kind_word ((TdOpenKind) kind));
        if (td_request_form (request) == TD_FORM_CSV && g_str_equal (name, table))
            return reply (request, "text/csv; charset=utf-8",
                          td_open_csv (td_request_instance (request), (TdOpenKind) kind, error));
    }
    return td_door_unknown (error);
}

gboolean td_oai_answer (TdRequest *request, GError **error)
{
    const char *const *names = td_request_names (request, "*");
    g_autoptr (GArray) arguments = g_array_new (FALSE, FALSE, sizeof (TdOaiArgument));

    for (gsize i = 0; names[i] != NULL; i++) {
        const char *const *values = td_request_fields (request, names[i]);
        for (gsize k = 0; values[k] != NULL; k++) {
            const TdOaiArgument one = { names[i], values[k] };
            g_array_append_val (arguments, one);
        }
    }
    return reply (request, XML,
                  td_oai (td_request_instance (request), (const TdOaiArgument *) (void *) arguments->data,
                          arguments->len, error));
}

gboolean td_sitemaps_file (TdRequest *request, GError **error)
{
    (void) error;
    return reply (request, XML, td_open_sitemaps (td_request_instance (request)));
}

gboolean td_sitemap_file (TdRequest *request, GError **error)
{
    return reply (request, XML, td_open_sitemap (td_request_instance (request), td_request_locale (request), error));
}

/* What is somebody's own is not for search engines. */
gboolean td_robots_file (TdRequest *request, GError **error)
{
    const TdInstance *instance = td_request_instance (request);

    (void) error;
    return reply (request, "text/plain; charset=utf-8",
                  g_strdup_printf ("User-agent: *\nDisallow: /*/desk\nDisallow: /*/account\nDisallow: /*/send\n"
                                   "Disallow: /*/search\nSitemap: %s/sitemap.xml\n",
                                   instance->address));
}

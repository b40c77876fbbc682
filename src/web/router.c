#include "web/router.h"

#include "base/id.h"
#include "text/words.h"

typedef struct {
    const TdRoute *route;
    char **segments;
    guint n;
} Row;

struct TdRouter {
    GArray *rows; /* Row */
};

/* "/" is one empty segment (g_strsplit makes none of it). */
static char **cut (const char *path)
{
    static const char *const root[] = { "", NULL };

    return path[1] == '\0' ? g_strdupv ((char **) root) : g_strsplit (path + 1, "/", 33);
}

TdRouter *td_router_new (const TdRoute *const *tables)
{
    TdRouter *router = g_new0 (TdRouter, 1);

    router->rows = g_array_new (FALSE, FALSE, sizeof (Row));
    for (; *tables != NULL; tables++) {
        for (const TdRoute *route = *tables; route->method != NULL; route++) {
            Row row = { .route = route, .segments = cut (route->path) };

            row.n = g_strv_length (row.segments);
            g_array_append_val (router->rows, row);
        }
    }
    return router;
}

void td_router_free (TdRouter *router)
{
    if (router == NULL)
        return;
    for (guint i = 0; i < router->rows->len; i++)
        g_strfreev (g_array_index (router->rows, Row, i).segments);
    g_array_unref (router->rows);
    g_free (router);
}

void td_match_clear (TdMatch *match)
{
    g_free (match->location);
    g_free (match->allow);
    g_strfreev (match->names);
    g_strfreev (match->values);
    g_free (match->without_language);
    memset (match, 0, sizeof *match);
}

/* ---- languages ---- */

static const char *known_locale (const char *tag)
{
    for (const char *const *locale = td_words_locales (); *locale != NULL; locale++) {
        if (strcmp (*locale, tag) == 0)
            return *locale;
    }
    return NULL;
}

static const char *locale_of_range (const char *range, gsize size)
{
    g_autofree char *tag = g_ascii_strdown (range, (gssize) size);
    const char *known = known_locale (tag);

    tag[strcspn (tag, "-")] = '\0';
    return known != NULL ? known : known_locale (tag);
}

const char *td_locale_choose (const char *accept)
{
    const char *best = NULL;
    double best_weight = 0;

    for (int i = 0; accept != NULL && *accept != '\0' && i < 32; i++) {
        gsize size, n;
        const char *q, *locale;
        double weight;

        accept += strspn (accept, " \t,");
        size = strcspn (accept, ",");
        n = strcspn (accept, "; \t,");
        q = memmem (accept, size, "q=", 2);
        weight = q != NULL ? g_ascii_strtod (q + 2, NULL) : 1.0;
        locale = n > 0 ? locale_of_range (accept, n) : NULL;
        if (locale != NULL && weight > best_weight && weight <= 1.0) {
            best = locale;
            best_weight = weight;
        }
        accept += size;
    }
    return best != NULL ? best : td_words_locales ()[0];
}

/* ---- paths ---- */

/* One segment decoded; NULL for what no address of ours holds. */
static char *decode_segment (const char *segment)
{
    char *text = g_uri_unescape_string (segment, NULL); /* NULL for %00 and broken triplets */

    if (text == NULL)
        return NULL;
    if (text[0] == '\0' || strcmp (text, ".") == 0 || strcmp (text, "..") == 0 || strpbrk (text, "/\\") != NULL
        || !g_utf8_validate (text, -1, NULL))
        g_clear_pointer (&text, g_free);
    for (const guchar *at = (const guchar *) text; at != NULL && *at != '\0'; at++) {
        if (*at < 0x20 || *at == 0x7f) {
            g_clear_pointer (&text, g_free);
            break;
        }
    }
    return text;
}

/* The decoded segments of a path; NULL when one of them can't be. */
static char **split_path (const char *path)
{
    g_auto (GStrv) raw = NULL;
    g_autoptr (GPtrArray) out = g_ptr_array_new_with_free_func (g_free);

    if (path[0] != '/')
        return NULL;
    raw = cut (path);
    if (g_strv_length (raw) > 32)
        return NULL;
    for (char **segment = raw; *segment != NULL; segment++) {
        char *text = path[1] == '\0' ? g_strdup ("") : decode_segment (*segment);

        if (text == NULL)
            return NULL;
        g_ptr_array_add (out, text);
    }
    g_ptr_array_add (out, NULL);
    return (char **) g_ptr_array_free (g_steal_pointer (&out), FALSE);
}

static gboolean segment_fits (const char *pattern, const char *segment)
{
    if (pattern[0] != '{')
        return strcmp (pattern, segment) == 0;
    if (segment[0] == '\0')
        return FALSE;
    if (strcmp (pattern, "{lang}") == 0)
        return known_locale (segment) != NULL;
    if (g_str_has_prefix (pattern, "{id"))
        return td_id_valid (segment);
    return TRUE;
}

/* "{symbol*}": the rest of the path, one segment or more. */
static gboolean takes_rest (const Row *row)
{
    return row->segments[row->n - 1][0] == '{' && g_str_has_suffix (row->segments[row->n - 1], "*}");
}

static gboolean row_fits (const Row *row, char **segments, guint n)
{
    if (takes_rest (row) ? n < row->n : n != row->n)
        return FALSE;
    for (guint i = 0; i < row->n; i++) {
        if (!segment_fits (row->segments[i], segments[i]))
            return FALSE;
    }
    return TRUE;
}

static void take_parts (const Row *row, char **segments, TdMatch *match)
{
    g_autoptr (GPtrArray) names = g_ptr_array_new ();
    g_autoptr (GPtrArray) values = g_ptr_array_new ();

    for (guint i = 0; i < row->n; i++) {
        const char *pattern = row->segments[i];

        if (pattern[0] != '{')
            continue;
        gboolean rest = i + 1 == row->n && takes_rest (row);
        g_ptr_array_add (names, g_strndup (pattern + 1, strlen (pattern) - (rest ? 3 : 2)));
        g_ptr_array_add (values, rest ? g_strjoinv ("/", segments + i) : g_strdup (segments[i]));
    }
    g_ptr_array_add (names, NULL);
    g_ptr_array_add (values, NULL);
    match->names = (char **) g_ptr_array_free (g_steal_pointer (&names), FALSE);
    match->values = (char **) g_ptr_array_free (g_steal_pointer (&values), FALSE);
}

/* A word in the pattern beats a hole: "/{lang}/states/new" before "/{lang}/states/{state}"; and every row beats one that takes
 * the rest. */
static gboolean more_exact (const Row *a, const Row *b)
{
    if (b != NULL && takes_rest (a) != takes_rest (b))
        return takes_rest (b);
    for (guint i = 0; b != NULL && i < MIN (a->n, b->n); i++) {
        gboolean hole_a = a->segments[i][0] == '{', hole_b = b->segments[i][0] == '{';

        if (hole_a != hole_b)
            return hole_b;
    }
    return b == NULL;
}

/* Finds the row; when only other methods fit, collects them in allow. */
static const Row *find (TdRouter *router, const char *method, char **segments, GString *allow)
{
    const char *wanted = strcmp (method, "HEAD") == 0 ? "GET" : method;
    guint n = g_strv_length (segments);
    const Row *best = NULL;

    for (guint i = 0; i < router->rows->len; i++) {
        const Row *row = &g_array_index (router->rows, Row, i);

        if (!row_fits (row, segments, n))
            continue;
        if (strcmp (row->route->method, wanted) == 0 && more_exact (row, best))
            best = row;
        if (allow != NULL && strstr (allow->str, row->route->method) == NULL)
            g_string_append_printf (allow, "%s%s", allow->len > 0 ? ", " : "", row->route->method);
    }
    if (allow != NULL && strstr (allow->str, "GET") != NULL)
        g_string_append (allow, ", HEAD");
    return best;
}

/* The forms that a row may have beside its page. */
static const struct {
    const char *suffix;
    TdForm form;
    gsize flag; /* of TdRoute */
} forms[] = {
    { ".json", TD_FORM_JSON, G_STRUCT_OFFSET (TdRoute, json) },
    { ".ics", TD_FORM_ICS, G_STRUCT_OFFSET (TdRoute, ics) },
    { ".atom", TD_FORM_ATOM, G_STRUCT_OFFSET (TdRoute, atom) },
    { ".csv", TD_FORM_CSV, G_STRUCT_OFFSET (TdRoute, csv) },
};

/* The form that the last segment's end names, cut off it; -1 for none. */
static int cut_form (char *last)
{
    for (gsize i = 0; i < G_N_ELEMENTS (forms); i++) {
        gsize n = strlen (last), m = strlen (forms[i].suffix);

        if (n > m && g_str_has_suffix (last, forms[i].suffix)) {
            last[n - m] = '\0';
            return (int) i;
        }
    }
    return -1;
}

static const Row *find_form (TdRouter *router, const char *method, char **segments, GString *allow, TdForm *ret_form)
{
    guint n = g_strv_length (segments) - 1;
    g_autofree char *whole = g_strdup (segments[n]);
    const Row *row = find (router, method, segments, allow);
    int at = cut_form (segments[n]);

    if (at < 0)
        return row;
    *ret_form = forms[at].form;
    if (row != NULL && row->segments[row->n - 1][0] != '{') { /* a row that spells its .json */
        g_free (segments[n]);
        segments[n] = g_steal_pointer (&whole);
        return row;
    }
    g_string_truncate (allow, 0);
    row = find (router, method, segments, allow);
    if (row != NULL && G_STRUCT_MEMBER (gboolean, row->route, forms[at].flag))
        return row;
    g_string_truncate (allow, 0); /* a page without this form: nothing is at this address, for no method */
    return NULL;
}

/* "/states" is "/en/states" for one who reads English, and "/en/" is "/en". */
static void find_elsewhere (TdRouter *router, const char *path, const char *query, TdMatch *match)
{
    g_autofree char *other = NULL;
    g_auto (GStrv) segments = NULL;
    gsize n = strlen (path);
    gboolean slash = n > 1 && path[n - 1] == '/';
    TdForm form = TD_FORM_PAGE;
    g_autoptr (GString) allow = g_string_new (NULL);

    if (slash)
        other = g_strndup (path, n - 1);
    else
        other = g_strconcat ("/", match->locale, n > 1 ? path : "", NULL);
    segments = split_path (other);
    if (segments == NULL || find_form (router, "GET", segments, allow, &form) == NULL)
        return;
    match->status = slash ? 301 : 303;
    match->location = g_strconcat (other, query != NULL ? "?" : NULL, query, NULL);
}

void td_router_match (TdRouter *router, const char *method, const char *address, const char *accept_language,
                      TdMatch *match)
{
    const char *query = strchr (address, '?');
    gsize n = query != NULL ? (gsize) (query - address) : strlen (address);
    g_autofree char *path = g_strndup (address, n);
    g_auto (GStrv) segments = split_path (path);
    g_autoptr (GString) allow = g_string_new (NULL);
    const char *spoken = segments != NULL ? known_locale (segments[0]) : NULL;
    const Row *row = NULL;

    memset (match, 0, sizeof *match);
    match->locale = spoken != NULL ? spoken : td_locale_choose (accept_language);
    match->without_language = g_strdup (spoken == NULL                      ? path
                                        : path[1 + strlen (spoken)] == '\0' ? "/"
                                                                            : path + 1 + strlen (spoken));
    match->status = 404;
    if (segments != NULL)
        row = find_form (router, method, segments, allow, &match->form);
    match->json = match->form == TD_FORM_JSON || (segments == NULL && g_str_has_suffix (path, ".json"));
    if (row != NULL) {
        match->route = row->route;
        match->status = 200;
        take_parts (row, segments, match);
    } else if (allow->len > 0) {
        match->status = 405;
        match->allow = g_strdup (allow->str);
    } else if (strcmp (method, "GET") == 0 || strcmp (method, "HEAD") == 0) {
        find_elsewhere (router, path, query != NULL ? query + 1 : NULL, match);
    }
}

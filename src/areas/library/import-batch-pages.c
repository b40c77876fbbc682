/* Many documents at once, by page: a spreadsheet with its files, what it would bring in, and confirming it. */
#include "areas/library/pages.h"

#include "areas/library/import-batch.h"
#include "areas/library/import-batch.html.h"
#include "areas/library/import-many.html.h"
#include "areas/library/library.h"
#include "base/errors.h"
#include "base/limits.h"
#include "text/language.h"
#include "text/words.h"

#define F td_request_field

enum { ROWS_A_PAGE = 50, WRONG_MOST = 50, REQUEST_MEGABYTES = TD_LIMIT_REQUEST_BYTES / (1024 * 1024) - 1 };

typedef struct html_import_batch_rows Row;
typedef struct html_import_batch_wrong Wrong;
typedef struct html_import_batch_fields Field;
typedef struct html_import_batch_fields_columns Column;

/* What of a form will not do. */
typedef struct {
    const char *field, *wrong;
} Came;

static const char *at (const Came *came, const char *field)
{
    return g_strcmp0 (came->field, field) == 0 ? came->wrong : NULL;
}

static GArray *rows_new (gsize size)
{
    return g_array_new (FALSE, TRUE, (guint) size);
}

/* ---- beginning ---- */

static gboolean show_many (TdRequest *request, const Came *came, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const char *locale = td_request_locale (request);
    const struct html_error_summary_errors errors[] = { { .field = came->field, .text = came->wrong } };
    g_autofree char *action = g_strdup_printf ("/%s/desk/documents/many", locale);
    g_autofree char *back = g_strdup_printf ("/%s/desk/documents", locale);
    g_autoptr (GPtrArray) list = td_import_batch_list (instance, td_request_viewer (request), error);
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GArray) waiting = rows_new (sizeof (struct html_import_many_waiting));

    for (guint i = 0; list != NULL && i < list->len; i++) {
        const TdImportBatch *b = list->pdata[i];
        char *link = g_strdup_printf ("%s/%s", action, b->id);
        char *when = td_words_day (locale, b->created, instance->profile->zone);
        const struct html_import_many_waiting row = { .link = link, .name = b->sheet_name, .when = when };
        g_ptr_array_add (strings, link);
        g_ptr_array_add (strings, when);
        g_array_append_val (waiting, row);
    }
    if (list == NULL)
        return FALSE;
    const struct html_import_many page = {
        .action = action,
        .back = back,
        .errors = errors,
        .n_errors = came->wrong != NULL,
        .sheet_error = at (came, "sheet"),
        .files_error = at (came, "files"),
        .largest = instance->profile->file_bytes,
        .megabytes = REQUEST_MEGABYTES,
        .waiting = (const void *) waiting->data,
        .n_waiting = waiting->len,
    };
    td_reply_header (request, "Cache-Control", "no-store");
    html_import_many (td_request_html (request), &page);
    td_reply_html (request, came->wrong != NULL ? 422 : 200);
    return TRUE;
}

gboolean td_import_many_page (TdRequest *request, GError **error)
{
    return show_many (request, &(Came){ 0 }, error);
}

/* Of TdBatchFileIn. */
static GArray *files_of (TdRequest *request)
{
    GArray *files = rows_new (sizeof (TdBatchFileIn));
    TdBatchFileIn file = { .fd = -1 };
    gint64 size = 0;

    while ((file.fd = td_request_file_at (request, "files", files->len, &file.name, &size)) >= 0)
        g_array_append_val (files, file);
    return files;
}

/* Those that somebody can mend come back to the form: the sentence, in the reader's language. */
static const char *mendable (TdRequest *request, GError *problem, GError **error)
{
    TdErrorCode code = td_error_code (problem);

    if (code == TD_ERROR_INPUT || code == TD_ERROR_CONFLICT || code == TD_ERROR_TOO_LARGE)
        return td_words (td_request_locale (request), problem->message);
    g_propagate_error (error, g_error_copy (problem));
    return NULL;
}

static void go_to (TdRequest *request, const char *id)
{
    g_autofree char *to = g_strdup_printf ("/%s/desk/documents/many%s%s", td_request_locale (request),
                                           id != NULL ? "/" : "", id != NULL ? id : "");

    td_reply_redirect (request, to);
}

gboolean td_import_many_post (TdRequest *request, GError **error)
{
    const char *name = NULL;
    gint64 size = 0;
    g_autoptr (GArray) files = files_of (request);
    int sheet = td_request_file (request, "sheet", &name, &size); /* which says the name, too */
    const TdBatchWish wish = {
        .sheet = sheet, .sheet_name = name, .files = (const TdBatchFileIn *) (void *) files->data, .n_files = files->len
    };
    Came came = { "files", td_request_field_problem (request, NULL) };
    g_autofree char *id = NULL;
    g_autoptr (GError) problem = NULL;

    if (came.wrong != NULL)
        return show_many (request, &came, error);
    if (td_import_batch_begin (td_request_instance (request), td_request_viewer (request), &wish, &id, &came.field,
                               &problem)) {
        go_to (request, id);
        return TRUE;
    }
    came.wrong = mendable (request, problem, error);
    return came.wrong != NULL && show_many (request, &came, error);
}

/* ---- what was found ---- */

/* Everything of one page. */
typedef struct {
    TdRequest *request;
    TdInstance *instance;
    const char *locale;
    const TdImportBatch *batch;
    json_t *looked; /* or NULL */
    GPtrArray *strings, *lists;
    struct html_import_batch html;
} View;

static const char *keep (View *v, char *take)
{
    g_ptr_array_add (v->strings, take);
    return take;
}

static GArray *hold (View *v, gsize size)
{
    GArray *list = rows_new (size);

    g_ptr_array_add (v->lists, list);
    return list;
}

static const char *text_of (const json_t *json, const char *key)
{
    return json_string_value (json_object_get (json, key));
}

static const char *sentence (const View *v, const char *why)
{
    return why != NULL ? td_words (v->locale, why) : NULL;
}

static const char *row_link (View *v, const json_t *json)
{
    const char *id = text_of (json, "id");

    if (id == NULL)
        return NULL;
    return keep (v, json_is_true (json_object_get (json, "contribution"))
                        ? g_strdup_printf ("/%s/submissions/%s", v->locale, id)
                        : td_library_address (v->locale, id, NULL));
}

static const char *language_of (View *v, const json_t *json)
{
    const char *tag = text_of (json, "language");

    return tag != NULL ? keep (v, td_language_name (tag, v->locale)) : NULL;
}

static Row row_of (View *v, const json_t *json)
{
    const char *what = text_of (json, "what");

    return (Row){ .line = json_integer_value (json_object_get (json, "line")),
                  .what = what != NULL ? what : "",
                  .link = row_link (v, json),
                  .language = language_of (v, json),
                  .result = text_of (json, "result"),
                  .contribution = json_is_true (json_object_get (json, "contribution")),
                  .why = sentence (v, text_of (json, "why")) };
}

static const char *page_link (View *v, int page, int pages)
{
    return page >= 1 && page <= pages
               ? keep (v, g_strdup_printf ("/%s/desk/documents/many/%s?page=%d#rows", v->locale, v->batch->id, page))
               : "";
}

static void fill_rows (View *v)
{
    const json_t *all = json_object_get (v->looked, "outcomes");
    GArray *wrong = hold (v, sizeof (Wrong)), *rows = hold (v, sizeof (Row));
    gint64 asked = g_ascii_strtoll (F (v->request, "page"), NULL, 10), n = 0;
    int good = (int) (json_array_size (all) - (gsize) v->html.problems),
        pages = MAX (1, (good + ROWS_A_PAGE - 1) / ROWS_A_PAGE);
    int page = (int) CLAMP (asked, 1, pages);

    for (gsize i = 0; i < json_array_size (all); i++) {
        const Row row = row_of (v, json_array_get (all, i));
        const Wrong bad = { .line = row.line, .what = row.what, .why = row.why };
        if (g_strcmp0 (row.result, "problem") == 0) {
            if (wrong->len < WRONG_MOST)
                g_array_append_val (wrong, bad);
        } else if (n++ / ROWS_A_PAGE == page - 1) {
            g_array_append_val (rows, row);
        }
    }
    v->html.wrong = (const void *) wrong->data;
    v->html.n_wrong = wrong->len;
    v->html.more_wrong = v->html.problems - wrong->len;
    v->html.rows = (const void *) rows->data;
    v->html.n_rows = rows->len;
    v->html.several = pages > 1;
    v->html.page = page;
    v->html.pages = pages;
    v->html.previous = page_link (v, page - 1, pages);
    v->html.next = page_link (v, page + 1, pages);
}

static void fill_found (View *v)
{
    v->html.previous = v->html.next = "";
    v->html.page = v->html.pages = 1;
    if (v->looked == NULL)
        return;
    v->html.problem = sentence (v, text_of (v->looked, "problem"));
    v->html.unused = text_of (v->looked, "unused");
    v->html.found = json_object_get (v->looked, "outcomes") != NULL;
    v->html.done = v->html.found && json_is_false (json_object_get (v->looked, "dry_run"));
    v->html.new = json_integer_value (json_object_get (v->looked, "new"));
    v->html.there = json_integer_value (json_object_get (v->looked, "there"));
    v->html.problems = json_integer_value (json_object_get (v->looked, "problems"));
    fill_rows (v);
}

/* ---- which column is which ---- */

/* Those of files, in the order in which people fill them; recommendations have others. */
static const struct {
    TdImportField field;
    const char *label;
} fields[] = { { TD_IMPORT_FILE, N_ ("File") },
               { TD_IMPORT_SYMBOL, N_ ("Symbol") },
               { TD_IMPORT_LANGUAGE, N_ ("Language") },
               { TD_IMPORT_TYPE, N_ ("Type") },
               { TD_IMPORT_STATE, N_ ("State") },
               { TD_IMPORT_TITLE, N_ ("Title") },
               { TD_IMPORT_DATE, N_ ("Date") },
               { TD_IMPORT_BODY, N_ ("Who wrote it") },
               { TD_IMPORT_SOURCE, N_ ("Column of the dossier") },
               { TD_IMPORT_CYCLE, N_ ("Review") },
               { TD_IMPORT_ORGANISATION, N_ ("Organisation") },
               { TD_IMPORT_KIND, N_ ("Kind") },
               { TD_IMPORT_PURPOSE, N_ ("Purpose") },
               { TD_IMPORT_RECEIVED, N_ ("Received") },
               { TD_IMPORT_NOTICE, N_ ("Who reads it?") } };

static const char *column_of_field (const json_t *map, const char *word)
{
    gsize n = strlen (word);

    for (gsize i = 0; i < json_array_size (map); i++) {
        const char *pair = json_string_value (json_array_get (map, i));
        if (pair != NULL && strncmp (pair, word, n) == 0 && pair[n] == '=')
            return pair + n + 1;
    }
    return NULL;
}

static void fill_fields (View *v)
{
    const json_t *columns = json_object_get (v->looked, "columns");
    json_t *map = json_loads (v->batch->map, 0, NULL);
    GArray *rows = hold (v, sizeof (Field));

    for (gsize i = 0; json_array_size (columns) > 0 && i < G_N_ELEMENTS (fields); i++) {
        const char *word = td_import_field_word (fields[i].field), *mapped = column_of_field (map, word);
        GArray *choices = hold (v, sizeof (Column));
        for (gsize k = 0; k < json_array_size (columns); k++) {
            const char *name = json_string_value (json_array_get (columns, k));
            const Column column = { .name = name, .chosen = g_strcmp0 (name, mapped) == 0 };
            if (*name != '\0')
                g_array_append_val (choices, column);
        }
        const Field row = { .word = word,
                            .label = td_words (v->locale, fields[i].label),
                            .columns = (const void *) choices->data,
                            .n_columns = choices->len };
        g_array_append_val (rows, row);
    }
    v->html.fields = (const void *) rows->data;
    v->html.n_fields = rows->len;
    json_decref (map);
}

/* ---- the page ---- */

static void show (TdRequest *request, const TdImportBatch *batch, const Came *came)
{
    TdInstance *instance = td_request_instance (request);
    const struct html_error_summary_errors errors[] = { { .field = came->field, .text = came->wrong } };
    const struct html_field_radios_choices replace[] = { { .id = "replace",
                                                           .value = "yes",
                                                           .label = td_words (td_request_locale (request),
                                                                              N_ ("Put this one in its place")),
                                                           .chosen = batch->replace } };
    View v = { .request = request,
               .instance = instance,
               .locale = td_request_locale (request),
               .batch = batch,
               .looked = batch->looked != NULL ? json_loads (batch->looked, 0, NULL) : NULL,
               .strings = g_ptr_array_new_with_free_func (g_free),
               .lists = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref) };

    v.html = (struct html_import_batch){
        .action = keep (&v, g_strdup_printf ("/%s/desk/documents/many/%s", v.locale, batch->id)),
        .name = batch->sheet_name,
        .version = batch->version,
        .errors = errors,
        .n_errors = came->wrong != NULL,
        .files = batch->files->len,
        .sheet_error = at (came, "sheet"),
        .files_error = at (came, "files"),
        .keep_as = F (request, "keep_as"),
        .keep_as_error = at (came, "keep_as"),
        .replace = replace,
        .n_replace = 1,
        .largest = instance->profile->file_bytes,
        .megabytes = REQUEST_MEGABYTES,
    };
    fill_found (&v);
    fill_fields (&v);
    v.html.choosing = !v.html.found || v.html.keep_as_error != NULL;
    td_reply_header (request, "Cache-Control", "no-store");
    html_import_batch (td_request_html (request), &v.html);
    td_reply_html (request, came->wrong != NULL ? 422 : 200);
    json_decref (v.looked);
    g_ptr_array_unref (v.strings);
    g_ptr_array_unref (v.lists);
}

static TdImportBatch *batch_of (TdRequest *request, GError **error)
{
    return td_import_batch_get (td_request_instance (request), td_request_viewer (request),
                                td_request_part (request, "batch"), error);
}

gboolean td_import_batch_page (TdRequest *request, GError **error)
{
    g_autoptr (TdImportBatch) batch = batch_of (request, error);

    if (batch == NULL)
        return FALSE;
    show (request, batch, &(Came){ "change", NULL });
    return TRUE;
}

/* ---- the post ---- */

/* What was chosen for each field; NULL where the form had no columns to choose from, or another spreadsheet came. */
static char **map_of (TdRequest *request, gboolean other_sheet)
{
    const char *const *names = td_request_names (request, "map-*");
    g_autoptr (GStrvBuilder) pairs = g_strv_builder_new ();

    if (names[0] == NULL || other_sheet)
        return NULL;
    for (; *names != NULL; names++) {
        const char *column = F (request, *names);
        g_autofree char *pair = g_strconcat (*names + strlen ("map-"), "=", column, NULL);
        if (*column != '\0')
            g_strv_builder_add (pairs, pair);
    }
    return g_strv_builder_end (pairs);
}

static gboolean look (TdRequest *request, const char *id, gint64 version, const char **ret_field, GError **error)
{
    const char *name = NULL;
    gint64 size = 0;
    g_autoptr (GArray) files = files_of (request);
    int sheet = td_request_file (request, "sheet", &name, &size);
    g_auto (GStrv) map = map_of (request, sheet >= 0);
    const TdBatchWish wish = { .version = version,
                               .sheet = sheet,
                               .sheet_name = name,
                               .files = (const TdBatchFileIn *) (void *) files->data,
                               .n_files = files->len,
                               .map = (const char *const *) map,
                               .replace = *F (request, "replace") != '\0',
                               .keep_as = F (request, "keep_as") };

    return td_import_batch_change (td_request_instance (request), td_request_viewer (request), id, &wish, ret_field,
                                   error);
}

static gboolean act (TdRequest *request, const char *id, Came *came, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    gint64 version = g_ascii_strtoll (F (request, "version"), NULL, 10);

    if (g_str_equal (F (request, "do"), "drop"))
        return td_import_batch_drop (instance, viewer, id, error);
    if (g_str_equal (F (request, "do"), "import"))
        return td_import_batch_do (instance, viewer, id, version, error);
    return look (request, id, version, &came->field, error);
}

gboolean td_import_batch_post (TdRequest *request, GError **error)
{
    g_autoptr (TdImportBatch) batch = batch_of (request, error);
    g_autoptr (TdImportBatch) now = NULL;
    Came came = { "files", td_request_field_problem (request, NULL) };
    g_autoptr (GError) problem = NULL;

    if (batch == NULL)
        return FALSE;
    if (came.wrong == NULL) {
        if (act (request, batch->id, &came, &problem)) {
            go_to (request, g_str_equal (F (request, "do"), "drop") ? NULL : batch->id);
            return TRUE;
        }
        came.wrong = mendable (request, problem, error);
        if (came.wrong == NULL)
            return FALSE;
    }
    now = batch_of (request, error);
    if (now == NULL)
        return FALSE;
    show (request, now, &came);
    return TRUE;
}

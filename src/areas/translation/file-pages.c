/* A translation as files: the page, the files, what came back. */
#include "areas/translation/exchange.h"
#include "areas/translation/pack.h"
#include "areas/translation/pages.h"
#include "areas/translation/translation-came.html.h"
#include "areas/translation/translation-files.html.h"
#include "areas/translation/translation-pictures.h"
#include "base/errors.h"
#include "text/language.h"
#include "text/words.h"

#define KEEP td_translation_keep

enum { SHOWN = 40 };

typedef struct html_translation_files_formats Format;
typedef struct html_translation_came_changes Change;

static const struct {
    TdUnitsFormat format;
    const char *label;
} formats[] = { { TD_UNITS_XLIFF, "XLIFF" },
                { TD_UNITS_PO, "PO" },
                { TD_UNITS_CSV, N_ ("Table (CSV)") },
                { TD_UNITS_DOCX, N_ ("Two columns (DOCX)") } };

static TdTranslation *open_translation (TdRequest *request, GError **error)
{
    return td_translation_get (td_request_instance (request), td_request_viewer (request),
                               td_request_part (request, "id"), error);
}

/* "Taken: 3. Beside others' words: 1." */
static const char *said_of (TdRequest *request, GPtrArray *strings)
{
    const char *locale = td_request_locale (request), *taken = td_request_field (request, "taken");
    const char *beside = td_request_field (request, "beside");
    gint64 n = 0, m = 0;

    if (!g_ascii_string_to_signed (taken, 10, 0, G_MAXINT, &n, NULL)
        || !g_ascii_string_to_signed (beside, 10, 0, G_MAXINT, &m, NULL))
        return NULL;
    g_autofree char *of_taken = td_words_number (locale, n);
    g_autofree char *of_beside = td_words_number (locale, m);
    return KEEP (
        strings,
        td_words_fill (td_words (locale, N_ ("Sentences that have your words now: {n}. Beside others’ words: {m}.")),
                       "n", of_taken, "m", of_beside, NULL));
}

static gboolean show_files (TdRequest *request, const char *problem, GError **error)
{
    const char *locale = td_request_locale (request);
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (TdTranslation) t = open_translation (request, error);
    Format rows[G_N_ELEMENTS (formats)] = { 0 };

    if (t == NULL)
        return FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
        rows[i] = (Format){ .label = formats[i].label,
                            .link = KEEP (strings, g_strdup_printf ("/%s/translation-files/%s/as/%s", locale, t->id,
                                                                    td_units_format_word (formats[i].format))) };
    const struct html_translation_files page = {
        .title = t->title,
        .source = t->source,
        .name = KEEP (strings, td_language_name (t->language, locale)),
        .project = KEEP (strings, g_strdup_printf ("/%s/translation/%s", locale, t->id)),
        .here = KEEP (strings, g_strdup_printf ("/%s/translation-files/%s", locale, t->id)),
        .may = td_door_viewer_may (td_request_viewer (request), TD_ACT_TRANSLATION_WRITE),
        .problem = problem,
        .said = said_of (request, strings),
        .pack = KEEP (strings, g_strdup_printf ("/%s/translation-files/%s/as/pack", locale, t->id)),
        .formats = rows,
        .n_formats = G_N_ELEMENTS (rows),
    };
    html_translation_files (td_request_html (request), &page);
    td_reply_html (request, problem != NULL ? 422 : 200);
    return TRUE;
}

gboolean td_translation_files_page (TdRequest *request, GError **error)
{
    return show_files (request, NULL, error);
}

gboolean td_translation_file_page (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const char *word = td_request_part (request, "format");
    g_autoptr (TdTranslation) t = open_translation (request, error);
    g_autofree char *name = NULL;
    g_autoptr (GBytes) bytes = NULL;
    TdUnitsFormat format = TD_N_UNITS;
    gboolean whole = g_str_equal (word, "pack");

    if (t == NULL)
        return FALSE;
    if (!whole && (!td_units_format_from_word (word, &format) || format == TD_UNITS_TMX || format == TD_UNITS_TBX))
        return td_door_unknown (error);
    bytes = whole ? td_translation_pack (instance, t, td_request_locale (request), &name, error)
                  : td_translation_export (instance, t, format, &name, error);
    if (bytes == NULL)
        return FALSE;
    td_reply_bytes (request, whole ? "application/zip" : td_units_format_type (format), name, bytes);
    return TRUE;
}

/* ---- back ---- */

gboolean td_translation_files_post (TdRequest *request, GError **error)
{
    const char *id = td_request_part (request, "id"), *name = NULL;
    const char *wrong = td_request_field_problem (request, NULL);
    gint64 size = 0;
    int fd = td_request_file (request, "file", &name, &size);
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (TdImport) import = NULL;
    GError *problem = NULL;

    if (wrong == NULL && fd < 0)
        wrong = td_words (td_request_locale (request), N_ ("Choose the file that you worked in."));
    if (wrong == NULL) {
        import =
            td_translation_import (td_request_instance (request), td_request_viewer (request), id, fd, name, &problem);
        if (import == NULL && (wrong = td_translation_problem (request, strings, problem, error)) == NULL)
            return FALSE;
    }
    if (wrong != NULL)
        return show_files (request, wrong, error);
    g_autofree char *came =
        g_strdup_printf ("/%s/translation-files/%s/came/%s", td_request_locale (request), id, import->id);
    td_reply_redirect (request, came);
    return TRUE;
}

static const char *readable (GPtrArray *strings, const char *words)
{
    g_auto (GStrv) forms = g_strsplit (words != NULL ? words : "", TD_FORM_BREAK, -1);

    return words != NULL ? KEEP (strings, g_strjoinv (" · ", forms)) : NULL;
}

static GArray *changes_of (const TdImport *import, GPtrArray *strings, gint64 *ret_conflicts)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (Change));

    *ret_conflicts = 0;
    for (guint i = 0; i < import->changes->len; i++) {
        const TdImportChange *c = import->changes->pdata[i];
        const Change row = { .n = c->n,
                             .source = c->source,
                             .before = readable (strings, c->before),
                             .after = readable (strings, c->after),
                             .conflict = c->kind == TD_CHANGE_CONFLICT,
                             .is_new = c->kind == TD_CHANGE_NEW };
        *ret_conflicts += row.conflict;
        if (i < SHOWN)
            g_array_append_val (rows, row);
    }
    return rows;
}

gboolean td_translation_came_page (TdRequest *request, GError **error)
{
    const char *locale = td_request_locale (request);
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (TdTranslation) t = open_translation (request, error);
    g_autoptr (TdImport) import = NULL;
    g_autoptr (GArray) rows = NULL;
    gint64 conflicts = 0;

    td_reply_header (request, "Cache-Control", "no-store");
    if (t == NULL
        || (import = td_translation_import_get (td_request_instance (request), td_request_viewer (request), t->id,
                                                td_request_part (request, "idimport"), error))
               == NULL)
        return FALSE;
    rows = changes_of (import, strings, &conflicts);
    const struct html_translation_came page = {
        .title = t->title,
        .source = t->source,
        .language = t->language,
        .direction = td_language_direction (t->language),
        .files = KEEP (strings, g_strdup_printf ("/%s/translation-files/%s", locale, t->id)),
        .here = KEEP (strings, g_strdup_printf ("/%s/translation-files/%s/came/%s", locale, t->id, import->id)),
        .file = import->name,
        .same = import->same,
        .unknown = import->unknown,
        .total = import->changes->len,
        .conflicts = conflicts,
        .more = (gint64) import->changes->len - (gint64) rows->len,
        .changes = (const Change *) (void *) rows->data,
        .n_changes = rows->len,
    };
    html_translation_came (td_request_html (request), &page);
    td_reply_html (request, 200);
    return TRUE;
}

gboolean td_translation_came_post (TdRequest *request, GError **error)
{
    const char *id = td_request_part (request, "id");
    int taken = 0, beside = 0;

    if (!td_translation_import_take (td_request_instance (request), td_request_viewer (request), id,
                                     td_request_part (request, "idimport"), &taken, &beside, error))
        return FALSE;
    g_autofree char *back =
        g_strdup_printf ("/%s/translation-files/%s?taken=%d&beside=%d", td_request_locale (request), id, taken, beside);
    td_reply_redirect (request, back);
    return TRUE;
}

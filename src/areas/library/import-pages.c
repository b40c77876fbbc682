/* Bringing one document into the library by a form, for the secretariat. */
#include "areas/library/document-import.html.h"
#include "areas/library/library.h"
#include "areas/library/pages.h"
#include "base/errors.h"
#include "text/language.h"
#include "text/words.h"

#define F td_request_field

static void add_choice (GArray *rows, const char *value, char *take_label, const char *chosen)
{
    struct html_field_radios_choices row = {
        .id = value, .value = value, .label = take_label, .chosen = g_str_equal (value, chosen)
    };
    g_array_append_val (rows, row);
}

static void clear_choice (gpointer data)
{
    g_free ((char *) ((struct html_field_radios_choices *) data)->label);
}

static GArray *choices_new (void)
{
    GArray *rows = g_array_new (FALSE, TRUE, sizeof (struct html_field_radios_choices));

    g_array_set_clear_func (rows, clear_choice);
    return rows;
}

static GArray *languages_of (const TdProfile *profile, const char *locale, const char *chosen)
{
    GArray *rows = choices_new ();

    for (const char *const *l = profile->languages; *l != NULL; l++)
        add_choice (rows, *l, td_language_name (*l, locale), chosen);
    return rows;
}

static GArray *types_of (const TdProfile *profile, const char *locale, const char *chosen)
{
    GArray *rows = choices_new ();

    for (gsize i = 0; i < profile->n_document_types; i++)
        add_choice (rows, profile->document_types[i].slug,
                    g_strdup (td_words (locale, profile->document_types[i].label)), chosen);
    return rows;
}

static GArray *states_of (const TdProfile *profile, const char *locale, const char *chosen)
{
    GArray *rows = choices_new ();

    for (gsize i = 0; i < profile->n_states; i++)
        add_choice (rows, profile->states[i].iso3,
                    g_strdup (td_profile_state_name (profile, &profile->states[i], locale)), chosen);
    return rows;
}

#define CHOICES(rows) (const struct html_field_radios_choices *) (const void *) (rows)->data

static void show (TdRequest *request, const char *field, const char *message)
{
    const TdProfile *profile = td_request_instance (request)->profile;
    const char *locale = td_request_locale (request), *wrong = message != NULL ? td_words (locale, message) : NULL;
    const struct html_error_summary_errors errors[] = { { .field = field != NULL ? field : "file", .text = wrong } };
    g_autofree char *action = g_strdup_printf ("/%s/desk/documents", locale);
    g_autofree char *back = g_strdup_printf ("/%s/documents", locale);
    g_autoptr (GArray) languages = languages_of (profile, locale, F (request, "language"));
    g_autoptr (GArray) types = types_of (profile, locale, F (request, "type"));
    g_autoptr (GArray) states = states_of (profile, locale, F (request, "state"));
    g_autoptr (GArray) replace = choices_new ();
    const struct html_document_import page = {
        .question = td_words (locale, N_ ("Bring a document in")),
        .action = action,
        .back = back,
        .errors = errors,
        .n_errors = wrong != NULL,
        .file_error = g_strcmp0 (field, "file") == 0 ? wrong : NULL,
        .symbol = F (request, "symbol"),
        .symbol_error = g_strcmp0 (field, "symbol") == 0 ? wrong : NULL,
        .languages = CHOICES (languages),
        .n_languages = languages->len,
        .types = CHOICES (types),
        .n_types = types->len,
        .states = CHOICES (states),
        .n_states = states->len,
        .title = F (request, "title"),
        .date = F (request, "date"),
        .body = F (request, "body"),
        .replace = (add_choice (replace, "yes", g_strdup (td_words (locale, N_ ("Put this one in its place"))),
                                F (request, "replace")),
                    CHOICES (replace)),
        .n_replace = 1,
        .largest = profile->file_bytes,
    };

    td_reply_header (request, "Cache-Control", "no-store");
    html_document_import (td_request_html (request), &page);
    td_reply_html (request, wrong != NULL ? 422 : 200);
}

gboolean td_document_import_page (TdRequest *request, GError **error)
{
    (void) error;
    show (request, NULL, NULL);
    return TRUE;
}

static const char *said (TdRequest *request, const char *field)
{
    const char *text = F (request, field);

    return *text != '\0' ? text : NULL;
}

/* What somebody can mend comes back to the form; the reader's word is about the file, all else about what it is. */
static gboolean is_mendable (const GError *problem)
{
    TdErrorCode code = td_error_code (problem);

    return code == TD_ERROR_INPUT || code == TD_ERROR_CONFLICT || code == TD_ERROR_TOO_LARGE;
}

gboolean td_document_import_post (TdRequest *request, GError **error)
{
    const TdLibraryEntry entry = { .symbol = said (request, "symbol"),
                                   .language = said (request, "language"),
                                   .type = said (request, "type"),
                                   .state = said (request, "state"),
                                   .title = said (request, "title"),
                                   .day = said (request, "date"),
                                   .body = said (request, "body") };
    const char *name = NULL, *wrong = td_request_field_problem (request, NULL);
    g_autofree char *id = NULL;
    g_autofree char *address = NULL;
    g_autoptr (GError) problem = NULL;
    gint64 size = 0;
    int fd = td_request_file (request, "file", &name, &size);

    if (wrong != NULL || fd < 0) {
        show (request, "file", wrong != NULL ? wrong : N_ ("Choose the file that is to be brought in."));
        return TRUE;
    }
    if (td_library_import (td_request_instance (request), td_request_viewer (request), &entry, fd, name,
                           said (request, "replace") != NULL, &id, &problem)) {
        address = td_library_address (td_request_locale (request), id, NULL);
        td_reply_redirect (request, address);
        return TRUE;
    }
    if (!is_mendable (problem)) {
        g_propagate_error (error, g_steal_pointer (&problem));
        return FALSE;
    }
    show (request, g_error_matches (problem, TD_LIBRARY_ERROR, problem->code) ? "symbol" : "file", problem->message);
    return TRUE;
}

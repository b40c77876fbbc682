/* The commands document import, list and show. */
#include "areas/library/cite.h"
#include "areas/library/import-commands.h"
#include "areas/library/library-area.h"
#include "areas/library/library-text.h"
#include "areas/library/library.h"
#include "base/errors.h"
#include "text/language.h"

enum { DONE = 0, SAID_NO = 1 };

static void print_json (json_t *take_json)
{
    json_dumpf (take_json, stdout, JSON_INDENT (2) | JSON_REAL_PRECISION (3));
    putchar ('\n');
    json_decref (take_json);
}

/* ---- list ---- */

static char *ask_state, *ask_type, *ask_source, *ask_language;
static int ask_cycle;

static const GOptionEntry list_options[] = {
    { "state", 0, 0, G_OPTION_ARG_STRING, &ask_state, "Only about this State party", "ISO3" },
    { "type", 0, 0, G_OPTION_ARG_STRING, &ask_type, "Only of this type of the profile's documents.csv", "SLUG" },
    { "source", 0, 0, G_OPTION_ARG_STRING, &ask_source, "Only of this column of the dossier", "WORD" },
    { "language", 0, 0, G_OPTION_ARG_STRING, &ask_language, "Only what is there in this language", "TAG" },
    { "cycle", 0, 0, G_OPTION_ARG_INT, &ask_cycle, "Only of this review", "N" },
    { NULL },
};

static void print_line (const TdLibraryDocument *d)
{
    printf ("%s  %s  %s ", d->symbol != NULL ? d->symbol : d->id, d->day != NULL ? d->day : "no date", d->type);
    for (guint i = 0; i < d->languages->len; i++)
        printf (" %s", ((const TdLibraryLanguage *) d->languages->pdata[i])->language);
    printf ("  %s\n", td_library_title (d, "en"));
}

static int run_list (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = td_instance_open (call->words[0], &call->clock, 1, 0, error);
    g_autofree char *state = ask_state != NULL ? g_ascii_strup (ask_state, -1) : NULL;
    const TdLibraryFilter filter = {
        .state = state, .type = ask_type, .source = ask_source, .language = ask_language, .cycle = ask_cycle
    };
    g_autoptr (GPtrArray) list = instance != NULL ? td_library_list (instance, &filter, error) : NULL;
    json_t *json;

    if (list == NULL)
        return SAID_NO;
    if (!call->json) {
        for (guint i = 0; i < list->len; i++)
            print_line (list->pdata[i]);
        return DONE;
    }
    json = json_array ();
    for (guint i = 0; i < list->len; i++)
        json_array_append_new (json, td_library_to_json (list->pdata[i], NULL));
    print_json (json_pack ("{s:o}", "documents", json));
    return DONE;
}

/* ---- show ---- */

static char *show_language;

static const GOptionEntry show_options[] = {
    { "language", 0, 0, G_OPTION_ARG_STRING, &show_language, "Its paragraphs in this language (the leading one)",
      "TAG" },
    { NULL },
};

static int run_show (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = td_instance_open (call->words[0], &call->clock, 1, 0, error);
    g_autoptr (TdLibraryDocument) document = NULL;
    g_autoptr (GPtrArray) paragraphs = NULL;

    if (instance == NULL || !td_library_read (instance, call->words[1], show_language, &document, &paragraphs, error))
        return SAID_NO;
    if (call->json) {
        print_json (td_library_to_json (document, paragraphs));
        return DONE;
    }
    print_line (document);
    for (guint i = 0; i < paragraphs->len; i++) {
        const TdLibraryParagraph *p = paragraphs->pdata[i];
        printf ("\n%s  %s%s%s\n", p->anchor, p->paragraph->number != NULL ? p->paragraph->number : "",
                p->paragraph->number != NULL ? " " : "", p->paragraph->text);
    }
    return DONE;
}

/* ---- export ---- */

static char *export_language, *export_format, *export_file;

static const GOptionEntry export_options[] = {
    { "language", 0, 0, G_OPTION_ARG_STRING, &export_language, "In this language (the leading one)", "TAG" },
    { "format", 0, 0, G_OPTION_ARG_STRING, &export_format, "pdf, epub, docx, odt, html, txt, bib or ris (pdf)",
      "WORD" },
    { "file", 0, 0, G_OPTION_ARG_FILENAME, &export_file, "Write it there (a file named by its symbol)", "FILE" },
    { NULL },
};

/* A citation as bytes; *ret_name is free's. */
static GBytes *citation (TdInstance *instance, const char *symbol, TdCiteFormat format, char **ret_name, GError **error)
{
    g_autoptr (TdLibraryDocument) d = td_library_get (instance, symbol, error);
    const char *language;
    char *cited;

    if (d == NULL)
        return NULL;
    language =
        export_language != NULL ? export_language : ((const TdLibraryLanguage *) d->languages->pdata[0])->language;
    if (td_library_in (d, language) == NULL) {
        td_door_unknown (error);
        return NULL;
    }
    cited = td_cite (instance, d, language, format);
    *ret_name = g_strdup_printf ("%s-%s.%s", d->symbol != NULL ? d->symbol : d->id, language, td_cite_word (format));
    g_strdelimit (*ret_name, "/()", '-');
    return g_bytes_new_take (cited, strlen (cited));
}

static GBytes *exported (TdInstance *instance, const char *symbol, char **ret_name, GError **error)
{
    const char *word = export_format != NULL ? export_format : "pdf";
    TdFileFormat format;
    TdCiteFormat cite;

    if (td_cite_from_word (word, &cite))
        return citation (instance, symbol, cite, ret_name, error);
    if (td_file_format_from_word (word, &format))
        return td_library_export (instance, symbol, export_language, format, ret_name, error);
    g_set_error (error, TD_LIBRARY_ERROR, TD_ERROR_INPUT,
                 "There is no format “%s”. Name pdf, epub, docx, odt, html, txt, bib or ris.", word);
    return NULL;
}

static int run_export (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = td_instance_open (call->words[0], &call->clock, 1, 0, error);
    g_autofree char *name = NULL;
    g_autoptr (GBytes) bytes = instance != NULL ? exported (instance, call->words[1], &name, error) : NULL;
    gsize size;
    const char *data;

    if (bytes == NULL)
        return SAID_NO;
    data = g_bytes_get_data (bytes, &size);
    if (!g_file_set_contents_full (export_file != NULL ? export_file : name, data, (gssize) size,
                                   G_FILE_SET_CONTENTS_CONSISTENT, 0644, error))
        return SAID_NO;
    printf ("%s\n", export_file != NULL ? export_file : name);
    return DONE;
}

/* ---- languages ---- */

static void print_languages (const TdProfile *profile, const TdLibraryDocument *d)
{
    printf ("%s ", d->symbol != NULL ? d->symbol : d->id);
    for (gsize i = 0; profile->languages[i] != NULL; i++)
        printf (" %s", td_library_in (d, profile->languages[i]) != NULL ? profile->languages[i] : "--");
    for (guint i = 0; i < d->languages->len; i++) {
        const TdLibraryLanguage *l = d->languages->pdata[i];
        if (!g_strv_contains (profile->languages, l->language))
            printf (" %s", l->language);
    }
    printf ("  %s\n", td_library_title (d, "en"));
}

static int run_languages (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = td_instance_open (call->words[0], &call->clock, 1, 0, error);
    const TdLibraryFilter filter = { 0 };
    g_autoptr (GPtrArray) list = instance != NULL ? td_library_list (instance, &filter, error) : NULL;

    if (list == NULL)
        return SAID_NO;
    if (call->json) {
        print_json (td_library_languages_to_json (instance->profile, list, list->len));
        return DONE;
    }
    for (guint i = 0; i < list->len; i++)
        print_languages (instance->profile, list->pdata[i]);
    return DONE;
}

const TdCommand td_library_commands[] = {
    { "document", "import", "DIR [FILE]", "Brings documents into the library", 1, 2, td_import_options, td_import_run },
    { "document", "export", "DIR SYMBOL", "One document as a file, or how it is cited", 2, 2, export_options,
      run_export },
    { "document", "languages", "DIR", "Which document is there in which language", 1, 1, NULL, run_languages },
    { "document", "list", "DIR", "The documents of the library", 1, 1, list_options, run_list },
    { "document", "show", "DIR SYMBOL", "One document with its paragraphs", 2, 2, show_options, run_show },
    { NULL },
};

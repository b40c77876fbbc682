/* The commands document import, list and show. */
#include "areas/library/import-commands.h"
#include "areas/library/library-area.h"
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

const TdCommand td_library_commands[] = {
    { "document", "import", "DIR [FILE]", "Brings documents into the library", 1, 2, td_import_options, td_import_run },
    { "document", "list", "DIR", "The documents of the library", 1, 1, list_options, run_list },
    { "document", "show", "DIR SYMBOL", "One document with its paragraphs", 2, 2, show_options, run_show },
    { NULL },
};

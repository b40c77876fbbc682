/* The command document import: its options, and one file. */
#include "areas/library/import-commands.h"

#include "areas/library/library.h"
#include "areas/subscribers.h"
#include "base/errors.h"
#include "jobs/jobs.h"
#include "text/language.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

enum { DONE = 0, SAID_NO = 1, WRONG_USE = 2 };

static const TdViewer secretariat = TD_VIEWER_SECRETARIAT;

static char *said_symbol, *said_language, *said_type, *said_state, *said_title, *said_day, *said_body, *said_source;
static int said_cycle;
static gboolean said_replace;
static char *bulk_folder, *bulk_sheet, *bulk_recommendations, *bulk_map, *bulk_mapping;
static gboolean bulk_do_it, bulk_dry;

const GOptionEntry td_import_options[] = {
    { "symbol", 0, 0, G_OPTION_ARG_STRING, &said_symbol, "Its symbol, such as CMW/C/GHA/CO/1", "SYMBOL" },
    { "language", 0, 0, G_OPTION_ARG_STRING, &said_language, "The language of this file (else as the reader finds it)",
      "TAG" },
    { "type", 0, 0, G_OPTION_ARG_STRING, &said_type, "Its type, of the profile's documents.csv (else by the symbol)",
      "SLUG" },
    { "state", 0, 0, G_OPTION_ARG_STRING, &said_state, "The State party that it is about (else by the symbol)",
      "ISO3" },
    { "title", 0, 0, G_OPTION_ARG_STRING, &said_title, "What it is called (else as the file says)", "WORDS" },
    { "date", 0, 0, G_OPTION_ARG_STRING, &said_day, "Of what year, month or day it is", "DATE" },
    { "body", 0, 0, G_OPTION_ARG_STRING, &said_body, "Who wrote it", "NAME" },
    { "source", 0, 0, G_OPTION_ARG_STRING, &said_source, "The column of the dossier (else the type's)", "WORD" },
    { "cycle", 0, 0, G_OPTION_ARG_INT, &said_cycle, "Of which review it is", "N" },
    { "replace", 0, 0, G_OPTION_ARG_NONE, &said_replace, "In place of what is there in this language", NULL },
    { "folder", 0, 0, G_OPTION_ARG_FILENAME, &bulk_folder, "Many files: the folder where they lie", "FOLDER" },
    { "sheet", 0, 0, G_OPTION_ARG_FILENAME, &bulk_sheet,
      "and the spreadsheet (CSV, XLSX or ODS) that says what they are", "FILE" },
    { "recommendations", 0, 0, G_OPTION_ARG_FILENAME, &bulk_recommendations,
      "Recommendations of other mechanisms, a row each (CSV, XLSX or ODS)", "FILE" },
    { "map", 0, 0, G_OPTION_ARG_STRING, &bulk_map, "Which column is which field: symbol=Symbol,language=Lang", "MAP" },
    { "mapping", 0, 0, G_OPTION_ARG_STRING, &bulk_mapping, "Keep --map under this name, or use the one kept under it",
      "NAME" },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &bulk_dry, "Store nothing, say what would be stored (many at once: the rule)",
      NULL },
    { "do-it", 0, 0, G_OPTION_ARG_NONE, &bulk_do_it, "Store what is new", NULL },
    { NULL },
};

/* A file that a person named; the sentence shows no path of the machine. */
static int open_file (const char *path, GError **error)
{
    int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY);

    if (fd >= 0 && g_file_test (path, G_FILE_TEST_IS_REGULAR))
        return fd;
    g_set_error_literal (error, TD_LIBRARY_ERROR, TD_ERROR_INPUT,
                         fd >= 0 || errno == EISDIR ? "This is not a file. Name the file of the document."
                         : errno == ENOENT          ? "There is no such file. Check the name and the folder."
                                                    : "The file cannot be opened. Check that you may read it.");
    if (fd >= 0)
        close (fd);
    return -1;
}

static int print_result (const TdInstance *instance, const TdLibraryDocument *d, const GPtrArray *paragraphs,
                         gboolean json)
{
    const TdLibraryParagraph *first = paragraphs->len > 0 ? paragraphs->pdata[0] : NULL;
    const TdLibraryLanguage *there = first != NULL ? td_library_in (d, first->language) : d->languages->pdata[0];
    g_autofree char *name = td_language_name (there->language, "en");

    if (json) {
        json_t *whole = td_library_to_json (d, paragraphs);
        json_dumpf (whole, stdout, JSON_INDENT (2) | JSON_REAL_PRECISION (3));
        putchar ('\n');
        json_decref (whole);
        return DONE;
    }
    printf ("%s in %s: %u paragraphs, %d pages, %" G_GINT64_FORMAT " words. %s\n",
            d->symbol != NULL ? d->symbol : d->id, name, paragraphs->len, there->pages, there->words,
            td_profile_document_type (instance->profile, d->type)->label);
    if (there->no_text)
        printf ("%s\n", td_document_no_text_advice ());
    return DONE;
}

/* That of the file which came last; interned. */
static const char *newest_language (TdInstance *instance, const char *id, GError **error)
{
    g_autoptr (TdLibraryDocument) document = td_library_get (instance, id, error);
    const TdLibraryLanguage *newest = NULL;

    for (guint i = 0; document != NULL && i < document->languages->len; i++) {
        const TdLibraryLanguage *l = document->languages->pdata[i];
        if (newest == NULL || l->added > newest->added)
            newest = l;
    }
    return newest != NULL ? g_intern_string (newest->language) : NULL;
}

static int import_one (const TdCommandCall *call, TdInstance *instance, GError **error)
{
    const TdLibraryEntry entry = { .symbol = said_symbol,
                                   .type = said_type,
                                   .source = said_source,
                                   .state = said_state,
                                   .cycle = said_cycle,
                                   .language = said_language,
                                   .title = said_title,
                                   .body = said_body,
                                   .day = said_day };
    g_autoptr (TdLibraryDocument) document = NULL;
    g_autoptr (GPtrArray) paragraphs = NULL;
    g_autofree char *id = NULL;
    const char *language;
    int fd = open_file (call->words[1], error);
    gboolean done;

    if (fd < 0)
        return SAID_NO;
    done = td_library_import (instance, &secretariat, &entry, fd, call->words[1], said_replace, &id, error);
    close (fd);
    if (!done || (language = newest_language (instance, id, error)) == NULL
        || !td_library_read (instance, id, language, &document, &paragraphs, error)
        || !td_jobs_catch_up (instance, td_area_subscribers (), error))
        return SAID_NO;
    return print_result (instance, document, paragraphs, call->json);
}

int td_import_run (const TdCommandCall *call, GError **error)
{
    const TdBulkWish wish = { .folder = bulk_folder,
                              .sheet = bulk_folder != NULL ? bulk_sheet : bulk_recommendations,
                              .map = bulk_map,
                              .mapping = bulk_mapping,
                              .replace = said_replace,
                              .do_it = bulk_do_it && !bulk_dry };
    g_autoptr (TdInstance) instance = NULL;

    if ((bulk_folder != NULL) != (bulk_sheet != NULL) || (bulk_folder != NULL && bulk_recommendations != NULL)) {
        g_set_error_literal (error, TD_LIBRARY_ERROR, TD_ERROR_INPUT,
                             "Give --folder together with --sheet, or --recommendations alone.");
        return WRONG_USE;
    }
    if (wish.sheet != NULL && call->n_words == 1)
        return td_import_bulk (call, &wish, error);
    if (call->n_words < 2 || wish.sheet != NULL) {
        g_set_error_literal (error, TD_LIBRARY_ERROR, TD_ERROR_INPUT, "Name the file that is to be brought in.");
        return WRONG_USE;
    }
    instance = td_instance_open (call->words[0], &call->clock, 1, 1, error);
    return instance != NULL ? import_one (call, instance, error) : SAID_NO;
}

/* Commands: tm align|import|export|search|forget, glossary export|import. */
#include "areas/memory/align-documents.h"
#include "areas/memory/exchange.h"
#include "areas/memory/memory-area.h"
#include "base/errors.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { DONE = 0, SAID_NO = 1 };

static const TdViewer secretariat = TD_VIEWER_SECRETARIAT;
static char *from, *to;
static int least, most;

static const GOptionEntry languages[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &from, "The language of the text: en", "LANGUAGE" },
    { "to", 0, 0, G_OPTION_ARG_STRING, &to, "The language to translate into: fr", "LANGUAGE" },
    { NULL },
};
static const GOptionEntry search_options[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &from, "The language of the text: en", "LANGUAGE" },
    { "to", 0, 0, G_OPTION_ARG_STRING, &to, "The language to translate into: fr", "LANGUAGE" },
    { "least", 0, 0, G_OPTION_ARG_INT, &least, "The lowest score of a match, 30 to 100 (60)", "SCORE" },
    { "most", 0, 0, G_OPTION_ARG_INT, &most, "How many matches (5)", "NUMBER" },
    { NULL },
};

static TdInstance *open_instance (const TdCommandCall *call, GError **error)
{
    return td_instance_open (call->words[0], &call->clock, 1, 0, error);
}

static int open_file (const char *path, GError **error)
{
    int fd = open (path, O_RDONLY | O_CLOEXEC);

    if (fd < 0)
        g_set_error (error, TD_MEMORY_ERROR, TD_ERROR_NOT_FOUND,
                     "The file cannot be opened (%s). Look at its name and try again.", g_strerror (errno));
    return fd;
}

/* ---- tm align ---- */

/* "CMW/C/GC/2:en" or "text.docx:en": what stands before the language. Free both. */
static gboolean split (const char *word, char **ret_what, char **ret_language, GError **error)
{
    const char *colon = strrchr (word, ':');

    if (colon == NULL || colon == word || colon[1] == '\0') {
        g_set_error_literal (
            error, TD_MEMORY_ERROR, TD_ERROR_INPUT,
            "Name each text with its language behind a colon: CMW/C/GC/2:en, or a file, text.docx:en.");
        return FALSE;
    }
    *ret_what = g_strndup (word, (gsize) (colon - word));
    *ret_language = g_strdup (colon + 1);
    return TRUE;
}

static gboolean align_files (TdInstance *instance, const char *a, const char *in_a, const char *b, const char *in_b,
                             TdAligned *ret, GError **error)
{
    g_autofree char *name = g_path_get_basename (a);
    int fd_a = open_file (a, error), fd_b = fd_a >= 0 ? open_file (b, error) : -1;
    gboolean done =
        fd_b >= 0 && td_memory_align_files (instance, &secretariat, fd_a, in_a, fd_b, in_b, name, ret, error);

    if (fd_a >= 0)
        close (fd_a);
    if (fd_b >= 0)
        close (fd_b);
    return done;
}

static gboolean align (TdInstance *instance, const char *a, const char *in_a, const char *b, const char *in_b,
                       TdAligned *ret, GError **error)
{
    if (g_file_test (a, G_FILE_TEST_IS_REGULAR) && g_file_test (b, G_FILE_TEST_IS_REGULAR))
        return align_files (instance, a, in_a, b, in_b, ret, error);
    if (g_ascii_strcasecmp (a, b) == 0)
        return td_memory_align_document (instance, &secretariat, a, in_a, in_b, ret, error);
    g_set_error_literal (error, TD_MEMORY_ERROR, TD_ERROR_INPUT,
                         "These are neither two files nor two languages of one document. Name one symbol twice, or two "
                         "files that are there.");
    return FALSE;
}

static int run_align (const TdCommandCall *call, GError **error)
{
    g_autofree char *a = NULL, *b = NULL, *in_a = NULL, *in_b = NULL;
    g_autoptr (TdInstance) instance = NULL;
    TdAligned done;

    if (!split (call->words[1], &a, &in_a, error) || !split (call->words[2], &b, &in_b, error)
        || (instance = open_instance (call, error)) == NULL || !align (instance, a, in_a, b, in_b, &done, error))
        return SAID_NO;
    if (call->json)
        printf ("{\"paragraphs\": %" G_GINT64_FORMAT ", \"pairs\": %" G_GINT64_FORMAT ", \"added\": %" G_GINT64_FORMAT
                "}\n",
                done.paragraphs, done.pairs, done.added);
    else
        printf ("%" G_GINT64_FORMAT " paragraphs, %" G_GINT64_FORMAT " pairs of sentences, %" G_GINT64_FORMAT
                " of them added to the memory.\n",
                done.paragraphs, done.pairs, done.added);
    return DONE;
}

/* ---- tm import, export, forget ---- */

static int run_import (const TdCommandCall *call, GError **error)
{
    g_autofree char *name = g_path_get_basename (call->words[1]);
    g_autoptr (TdInstance) instance = open_instance (call, error);
    TdMemoryImported done;
    gboolean imported;
    int fd = instance != NULL ? open_file (call->words[1], error) : -1;

    if (fd < 0)
        return SAID_NO;
    imported = td_memory_import (instance, &secretariat, fd, name, from, to, &done, error);
    close (fd);
    if (!imported)
        return SAID_NO;
    if (call->json)
        printf ("{\"units\": %" G_GINT64_FORMAT ", \"pairs\": %" G_GINT64_FORMAT ", \"added\": %" G_GINT64_FORMAT
                ", \"codes\": %" G_GINT64_FORMAT "}\n",
                done.units, done.pairs, done.added, done.codes);
    else
        printf ("%" G_GINT64_FORMAT " units, %" G_GINT64_FORMAT " pairs of texts, %" G_GINT64_FORMAT
                " of them added; %" G_GINT64_FORMAT " codes of other programs were left out.\n",
                done.units, done.pairs, done.added, done.codes);
    return DONE;
}

static int run_export (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = NULL;
    TdUnitsFormat format;
    gint64 pairs = 0;
    gboolean done;
    FILE *out;

    if (!td_units_format_from_name (call->words[1], &format)) {
        g_set_error_literal (error, TD_MEMORY_ERROR, TD_ERROR_INPUT,
                             "The file’s name says in which format: it ends in .tmx, .xlf, .po or .csv.");
        return SAID_NO;
    }
    if ((instance = open_instance (call, error)) == NULL)
        return SAID_NO;
    out = fopen (call->words[1], "wxe");
    if (out == NULL) {
        g_set_error (error, TD_MEMORY_ERROR, TD_ERROR_CONFLICT,
                     "The file cannot be made (%s). Name one that is not there yet.", g_strerror (errno));
        return SAID_NO;
    }
    done = td_memory_export (instance, format, from, from != NULL ? to : NULL, out, &pairs, error);
    if (fclose (out) != 0 || !done) {
        unlink (call->words[1]);
        if (done)
            g_set_error_literal (error, TD_MEMORY_ERROR, TD_ERROR_OURS,
                                 "The file could not be written whole. Look for room on the disk.");
        return SAID_NO;
    }
    printf (call->json ? "{\"pairs\": %" G_GINT64_FORMAT "}\n" : "%" G_GINT64_FORMAT " pairs of texts.\n", pairs);
    return DONE;
}

static int run_forget (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = open_instance (call, error);
    gint64 gone = 0;

    if (instance == NULL
        || (!td_memory_forget (instance, &secretariat, TD_MEMORY_FILE, call->words[1], &gone, NULL)
            && !td_memory_forget (instance, &secretariat, TD_MEMORY_DOCUMENT, call->words[1], &gone, error)))
        return SAID_NO;
    printf (call->json ? "{\"gone\": %" G_GINT64_FORMAT "}\n" : "%" G_GINT64_FORMAT " pairs taken away.\n", gone);
    return DONE;
}

/* ---- tm search ---- */

static void print_match (const TdMemoryMatch *m)
{
    printf ("%3d  %s\n     %s\n     (%s: %s%s%s)\n", m->score, m->source, m->target, td_memory_origin_word (m->origin),
            m->name, m->place != NULL ? " " : "", m->place != NULL ? m->place : "");
}

static int run_search (const TdCommandCall *call, GError **error)
{
    const TdMemoryQuery query = { .from = from, .to = to, .text = call->words[1], .least = least, .most = most };
    g_autoptr (TdInstance) instance = NULL;
    g_autoptr (GPtrArray) matches = NULL;

    if (from == NULL || to == NULL) {
        g_set_error_literal (error, TD_MEMORY_ERROR, TD_ERROR_INPUT, "Name both languages: --from en --to fr.");
        return SAID_NO;
    }
    if ((instance = open_instance (call, error)) == NULL
        || (matches = td_memory_search (instance, &query, error)) == NULL)
        return SAID_NO;
    if (call->json) {
        json_t *json = td_memory_matches_to_json (matches);
        json_dumpf (json, stdout, JSON_INDENT (2));
        putchar ('\n');
        json_decref (json);
        return DONE;
    }
    for (guint i = 0; i < matches->len; i++)
        print_match (matches->pdata[i]);
    if (matches->len == 0)
        puts ("Nothing in the memory resembles this text.");
    return DONE;
}

/* ---- glossary ---- */

static int run_glossary_export (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = open_instance (call, error);
    g_autoptr (TdGlossary) glossary = instance != NULL ? td_glossary_load (instance, error) : NULL;
    g_autofree char *tbx = NULL;

    if (glossary == NULL)
        return SAID_NO;
    if (call->json) {
        json_t *json = td_glossary_to_json (glossary);
        json_dumpf (json, stdout, JSON_INDENT (2));
        putchar ('\n');
        json_decref (json);
        return DONE;
    }
    tbx = td_glossary_tbx (glossary);
    fputs (tbx, stdout);
    return DONE;
}

static int run_glossary_import (const TdCommandCall *call, GError **error)
{
    g_autofree char *name = g_path_get_basename (call->words[1]);
    g_autoptr (TdInstance) instance = open_instance (call, error);
    int fd = instance != NULL ? open_file (call->words[1], error) : -1;
    gint64 kept = 0;
    gboolean done;

    if (fd < 0)
        return SAID_NO;
    done = td_glossary_import (instance, &secretariat, fd, name, &kept, error);
    close (fd);
    if (!done)
        return SAID_NO;
    printf (call->json ? "{\"kept\": %" G_GINT64_FORMAT "}\n" : "%" G_GINT64_FORMAT " terms.\n", kept);
    return DONE;
}

const TdCommand td_memory_commands[] = {
    { "tm", "align", "DIR A B",
      "Fills the translation memory from a document in two languages: SYMBOL:en SYMBOL:fr, or files", 3, 3, NULL,
      run_align },
    { "tm", "import", "DIR FILE", "Brings a file into the translation memory: TMX, XLIFF, PO, CSV or DOCX", 2, 2,
      languages, run_import },
    { "tm", "export", "DIR FILE", "Writes the translation memory into a file: .tmx, .xlf, .po or .csv", 2, 2, languages,
      run_export },
    { "tm", "search", "DIR TEXT", "What the translation memory has that resembles a text", 2, 2, search_options,
      run_search },
    { "tm", "forget", "DIR NAME", "Takes away what one file or document brought into the translation memory", 2, 2,
      NULL, run_forget },
    { "glossary", "export", "DIR", "The glossary as TBX, or as JSON", 1, 1, NULL, run_glossary_export },
    { "glossary", "import", "DIR FILE", "Brings terms into the glossary: TBX", 2, 2, NULL, run_glossary_import },
    { NULL },
};

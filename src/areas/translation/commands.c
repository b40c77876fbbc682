/* Commands: translation status|propose|show|library|take-off|export|import|catalogue. */
#include "areas/translation/translation-area.h"

#include "areas/subscribers.h"
#include "areas/translation/catalogue.h"
#include "areas/translation/exchange.h"
#include "areas/translation/translation-json.h"
#include "base/errors.h"
#include "jobs/jobs.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

enum { DONE = 0, SAID_NO = 1, WRONG_USE = 2 };

static const TdViewer secretariat = TD_VIEWER_SECRETARIAT;

static TdInstance *open_instance (const TdCommandCall *call, GError **error)
{
    return td_instance_open (call->words[0], &call->clock, 1, 0, error);
}

static void print_json (json_t *take_json)
{
    json_dumpf (take_json, stdout, JSON_INDENT (2));
    putchar ('\n');
    json_decref (take_json);
}

static void print_one (const TdTranslation *t)
{
    printf ("%s  %-9s  %s to %-5s  %" G_GINT64_FORMAT " of %" G_GINT64_FORMAT " reviewed, %" G_GINT64_FORMAT
            " to review, %" G_GINT64_FORMAT " to translate%s  %s\n",
            t->id, td_project_kind_word (t->kind), t->source, t->language, t->n[TD_SEGMENT_REVIEWED],
            td_translation_total (t), t->n[TD_SEGMENT_TRANSLATED],
            t->n[TD_SEGMENT_EMPTY] + t->n[TD_SEGMENT_DRAFT] + t->n[TD_SEGMENT_SENT_BACK],
            t->shown != 0 ? ", in the library" : "", t->title);
}

static char *given_language, *given_source, *given_reason;

static const GOptionEntry status_options[] = {
    { "language", 0, 0, G_OPTION_ARG_STRING, &given_language, "Only those into this language", "TAG" },
    { NULL },
};

static int run_status (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = open_instance (call, error);
    const TdTranslationFilter filter = { .language = given_language };
    g_autoptr (GPtrArray) list = instance != NULL ? td_translation_list (instance, &filter, NULL, error) : NULL;

    if (list == NULL)
        return SAID_NO;
    if (call->json) {
        print_json (td_translation_status_to_json (list));
        return DONE;
    }
    for (guint i = 0; i < list->len; i++)
        print_one (list->pdata[i]);
    return DONE;
}

static const GOptionEntry propose_options[] = {
    { "source", 0, 0, G_OPTION_ARG_STRING, &given_source, "Out of this language of it", "TAG" },
    { NULL },
};

static int run_propose (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = open_instance (call, error);
    const TdTranslationWish wish = { .document = call->words[1], .language = call->words[2], .source = given_source };
    g_autofree char *id = NULL;

    if (instance == NULL || !td_translation_propose (instance, &secretariat, &wish, &id, NULL, error))
        return SAID_NO;
    if (call->json)
        print_json (json_pack ("{s:s}", "id", id));
    else
        puts (id);
    return DONE;
}

static int run_show (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = open_instance (call, error);
    const TdSegmentFilter all = { 0 };
    g_autoptr (TdTranslation) t =
        instance != NULL ? td_translation_get (instance, &secretariat, call->words[1], error) : NULL;
    g_autoptr (GPtrArray) segments = t != NULL ? td_translation_segments (instance, t->id, &all, error) : NULL;

    if (segments == NULL)
        return SAID_NO;
    if (call->json) {
        print_json (td_translation_to_json (t, segments));
        return DONE;
    }
    print_one (t);
    for (guint i = 0; i < segments->len; i++) {
        const TdSegment *s = segments->pdata[i];
        printf ("%5" G_GINT64_FORMAT "  %-10s  %s\n", s->n, td_segment_state_word (s->state), s->source);
        if (s->words != NULL)
            printf ("                   %s\n", s->words);
    }
    return DONE;
}

static int run_library (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = open_instance (call, error);

    return instance != NULL && td_translation_show (instance, &secretariat, call->words[1], error)
                   && td_jobs_catch_up (instance, td_area_subscribers (), error)
               ? DONE
               : SAID_NO;
}

static const GOptionEntry off_options[] = {
    { "reason", 0, 0, G_OPTION_ARG_STRING, &given_reason, "Why; its people read that", "TEXT" },
    { NULL },
};

static int run_take_off (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = open_instance (call, error);

    return instance != NULL && td_translation_take_off (instance, &secretariat, call->words[1], given_reason, error)
                   && td_jobs_catch_up (instance, td_area_subscribers (), error)
               ? DONE
               : SAID_NO;
}

/* ---- files ---- */

static gboolean given_look, given_replace;

static int wrong_use (GError **error, const char *message)
{
    g_set_error_literal (error, TD_TRANSLATION_ERROR, TD_ERROR_INPUT, message);
    return WRONG_USE;
}

static int open_file (const char *path, GError **error)
{
    int fd = open (path, O_RDONLY | O_CLOEXEC);

    if (fd < 0)
        g_set_error_literal (error, TD_TRANSLATION_ERROR, TD_ERROR_INPUT, "This file cannot be opened.");
    return fd;
}

static gboolean put_file (const char *path, GBytes *bytes, GError **error)
{
    gsize size = 0;
    const char *data = g_bytes_get_data (bytes, &size);

    return g_file_set_contents (path, data, (gssize) size, error);
}

static int run_export (const TdCommandCall *call, GError **error)
{
    g_autoptr (TdInstance) instance = NULL;
    g_autoptr (TdTranslation) t = NULL;
    g_autoptr (GBytes) bytes = NULL;
    TdUnitsFormat format;

    if (!td_units_format_from_name (call->words[2], &format) || format == TD_UNITS_TMX || format == TD_UNITS_TBX)
        return wrong_use (error, "The name of the file says its format: .xlf, .po, .csv or .docx.");
    instance = open_instance (call, error);
    t = instance != NULL ? td_translation_get (instance, &secretariat, call->words[1], error) : NULL;
    bytes = t != NULL ? td_translation_export (instance, t, format, NULL, error) : NULL;
    return bytes != NULL && put_file (call->words[2], bytes, error) ? DONE : SAID_NO;
}

static const GOptionEntry import_options[] = {
    { "look", 0, 0, G_OPTION_ARG_NONE, &given_look, "Only tell what would change", NULL },
    { NULL },
};

static const char *const kinds[TD_N_IMPORT_CHANGES] = { "new", "other", "conflict" };

static void print_import (const TdImport *import)
{
    for (guint i = 0; i < import->changes->len; i++) {
        const TdImportChange *c = import->changes->pdata[i];
        printf ("%5" G_GINT64_FORMAT "  %-8s  %s\n                 %s\n", c->n, kinds[c->kind], c->source, c->after);
    }
    printf ("%u change, %d stay, %d are no sentence of it\n", import->changes->len, import->same, import->unknown);
}

static int run_import (const TdCommandCall *call, GError **error)
{
    int fd = open_file (call->words[2], error), taken = 0, beside = 0;
    g_autoptr (TdInstance) instance = fd >= 0 ? open_instance (call, error) : NULL;
    g_autoptr (TdImport) import =
        instance != NULL ? td_translation_import (instance, &secretariat, call->words[1], fd, call->words[2], error)
                         : NULL;

    if (fd >= 0)
        close (fd);
    if (import == NULL)
        return SAID_NO;
    if (!given_look
        && !td_translation_import_take (instance, &secretariat, call->words[1], import->id, &taken, &beside, error))
        return SAID_NO;
    if (call->json)
        print_json (json_pack ("{s:i, s:i, s:i, s:i, s:i}", "changes", (int) import->changes->len, "same", import->same,
                               "unknown", import->unknown, "taken", taken, "beside", beside));
    else
        print_import (import);
    return DONE;
}

static const GOptionEntry catalogue_options[] = {
    { "replace", 0, 0, G_OPTION_ARG_NONE, &given_replace, "In place of the one that is there", NULL },
    { NULL },
};

static int catalogue_in (TdInstance *instance, const TdCommandCall *call, GError **error)
{
    int fd = open_file (call->words[3], error);
    g_autofree char *id = NULL;
    gboolean done =
        fd >= 0 && td_catalogue_import (instance, &secretariat, call->words[2], fd, given_replace, &id, error);

    if (fd >= 0)
        close (fd);
    if (done && call->json)
        print_json (json_pack ("{s:s}", "id", id));
    else if (done)
        puts (id);
    return done ? DONE : SAID_NO;
}

static int run_catalogue (const TdCommandCall *call, GError **error)
{
    gboolean in = g_str_equal (call->words[0], "import");
    g_autoptr (TdInstance) instance = NULL;
    g_autoptr (GBytes) bytes = NULL;

    if (!in && !g_str_equal (call->words[0], "export"))
        return wrong_use (error, "Say import or export.");
    instance = td_instance_open (call->words[1], &call->clock, 1, 0, error);
    if (instance == NULL)
        return SAID_NO;
    if (in)
        return catalogue_in (instance, call, error);
    bytes = td_catalogue_export (instance, call->words[2], error);
    return bytes != NULL && put_file (call->words[3], bytes, error) ? DONE : SAID_NO;
}

const TdCommand td_translation_commands[] = {
    { "translation", "status", "DIR", "Tells how far translations are, by language", 1, 1, status_options, run_status },
    { "translation", "propose", "DIR DOCUMENT LANGUAGE", "Begins the translation of a document of the library", 3, 3,
      propose_options, run_propose },
    { "translation", "show", "DIR TRANSLATION", "Shows the sentences of a translation", 2, 2, NULL, run_show },
    { "translation", "library", "DIR TRANSLATION", "Puts what was reviewed into the library", 2, 2, NULL, run_library },
    { "translation", "take-off", "DIR TRANSLATION", "Takes a translation off, for abuse", 2, 2, off_options,
      run_take_off },
    { "translation", "export", "DIR TRANSLATION FILE",
      "Writes a translation as XLIFF, PO, CSV or DOCX, by the file's name", 3, 3, NULL, run_export },
    { "translation", "import", "DIR TRANSLATION FILE", "Takes back what was translated in a file", 3, 3, import_options,
      run_import },
    { "translation", "catalogue", "import|export DIR LANGUAGE FILE",
      "Brings the words of the interface in as a translation, or writes them as PO", 4, 4, catalogue_options,
      run_catalogue },
    { NULL },
};

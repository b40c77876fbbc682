/* Commands: translation status|propose|show|take-off. */
#include "areas/translation/translation-area.h"

#include "areas/subscribers.h"
#include "areas/translation/translation-json.h"
#include "base/errors.h"
#include "jobs/jobs.h"

#include <stdio.h>

enum { DONE = 0, SAID_NO = 1 };

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

const TdCommand td_translation_commands[] = {
    { "translation", "status", "DIR", "Tells how far translations are, by language", 1, 1, status_options, run_status },
    { "translation", "propose", "DIR DOCUMENT LANGUAGE", "Begins the translation of a document of the library", 3, 3,
      propose_options, run_propose },
    { "translation", "show", "DIR TRANSLATION", "Shows the sentences of a translation", 2, 2, NULL, run_show },
    { "translation", "library", "DIR TRANSLATION", "Puts what was reviewed into the library", 2, 2, NULL, run_library },
    { "translation", "take-off", "DIR TRANSLATION", "Takes a translation off, for abuse", 2, 2, off_options,
      run_take_off },
    { NULL },
};

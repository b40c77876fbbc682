#include "areas/translation/machine.h"

#include "areas/translation/translation-rules.h"
#include "base/cell/helper.h"
#include "base/errors.h"
#include "base/limits.h"
#include "text/language.h"

#include <string.h>

#define SHELL    "/bin/bash"
#define PROGRAM  "/usr/bin/apertium-destxt"
#define MODES    "/usr/share/apertium/modes"

/* What its own script "apertium" does to plain words, without the file that it makes for a moment, which nobody may make there. $1: the pair. */
#define PIPELINE "set -o pipefail; apertium-destxt | bash \"" MODES "/$1.mode\" -g | apertium-retxt"

/* The name of the pair as its package has it: "eng-spa", "fr-es", or of both kinds. NULL: it is not here. Free it. */
static char *mode_of (const char *from, const char *to)
{
    g_autofree char *from_short = g_strndup (from, strcspn (from, "-"));
    g_autofree char *to_short = g_strndup (to, strcspn (to, "-"));
    g_autofree char *from_long = td_language_iso3 (from);
    g_autofree char *to_long = td_language_iso3 (to);
    const char *const froms[] = { from_long, from_short }, *const tos[] = { to_long, to_short };

    for (gsize i = 0; i < 4; i++) {
        g_autofree char *mode = g_strdup_printf ("%s-%s", froms[i / 2], tos[i % 2]);
        g_autofree char *path = g_strdup_printf ("%s/%s.mode", MODES, mode);
        if (*froms[i / 2] != '\0' && *tos[i % 2] != '\0' && g_file_test (path, G_FILE_TEST_IS_REGULAR))
            return g_steal_pointer (&mode);
    }
    return NULL;
}

gboolean td_machine_has (const char *from, const char *to)
{
    g_autofree char *mode = g_file_test (PROGRAM, G_FILE_TEST_IS_EXECUTABLE) ? mode_of (from, to) : NULL;

    return mode != NULL;
}

char *td_machine_translate (const char *from, const char *to, const char *text, GError **error)
{
    g_autofree char *mode = td_machine_has (from, to) ? mode_of (from, to) : NULL;
    g_autoptr (GBytes) answer = NULL;
    g_autofree char *said = NULL;
    gsize size = 0;
    const char *data;

    if (mode == NULL) {
        td_translation_fail (error, TD_ERROR_NOT_FOUND,
                             "No machine here translates between these languages. Translate it yourself.");
        return NULL;
    }
    const char *const argv[] = { SHELL, "-c", PIPELINE, SHELL, mode, NULL };
    answer = td_helper_run_foreign (argv, text, strlen (text), TD_LIMIT_MACHINE_SECONDS, TD_LIMIT_MACHINE_MEMORY,
                                    TD_LIMIT_MACHINE_BYTES, NULL);
    data = answer != NULL ? g_bytes_get_data (answer, &size) : NULL;
    said = g_strndup (data != NULL ? data : "", size);
    g_strstrip (said);
    if (*said != '\0' && g_utf8_validate (said, -1, NULL))
        return g_steal_pointer (&said);
    td_translation_fail (error, TD_ERROR_CONFLICT,
                         "The machine had no answer to this sentence. Translate it yourself.");
    return NULL;
}

struct asking {
    TdInstance *instance;
    const TdViewer *viewer;
    const char *id, *words;
    gint64 n;
};

static gboolean keep_in (TdTx *tx, gpointer data, GError **error)
{
    const struct asking *a = data;
    g_autoptr (TdTranslation) t = NULL;

    return td_instance_may_write (a->instance, tx, error) && (t = td_translation_need (tx, a->id, error)) != NULL
           && td_segment_set_machine (tx, t->id, a->n, a->words, error)
           && td_translation_journal (tx, a->instance, t, a->viewer, "translation.machine", a->words, error);
}

gboolean td_translation_ask_machine (TdInstance *instance, const TdViewer *viewer, const char *id, gint64 n,
                                     GError **error)
{
    g_autoptr (TdTranslation) t = td_translation_get (instance, viewer, id, error);
    g_autoptr (TdSegment) s = t != NULL ? td_translation_segment (instance, id, n, NULL, error) : NULL;
    struct asking a = { .instance = instance, .viewer = viewer, .id = id, .n = n };
    g_autofree char *words = NULL;

    if (s == NULL || !td_translation_may_write (viewer, error)
        || (words = td_machine_translate (t->source, t->language, s->source, error)) == NULL)
        return FALSE;
    a.words = words;
    return td_store_write (instance->store, keep_in, &a, error);
}

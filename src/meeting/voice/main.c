/* treatydesk-voice LANGUAGE: words on standard input, their sound on standard output (G.711 µ-law, 8,000 a second).
 *
 * The build makes the telephone's prompts with it, and the server the names of those who speak (base/cell/helper.h). By hand:
 * echo Good morning | treatydesk-voice en | play -t ul -r 8000 - */
#include "base/base.h"
#include "base/cell/helper.h"
#include "base/errors.h"
#include "base/limits.h"
#include "meeting/voice/voice.h"

#include <stdio.h>

enum { WORDS = 8 * 1024 }; /* bytes */

/* espeak-ng's tables and voices. */
static const char *const folders[] = { "/usr", "/lib", "/lib64", NULL };

static char *words_of_input (GError **error)
{
    char words[WORDS + 1];
    gsize n = fread (words, 1, WORDS, stdin);

    words[n] = '\0';
    if (ferror (stdin) || !feof (stdin) || !g_utf8_validate (words, (gssize) n, NULL)) {
        g_set_error (error, TD_VOICE_ERROR, TD_ERROR_INPUT,
                     "These are no words that can be spoken: they are no UTF-8, or too many.");
        return NULL;
    }
    return g_strdup (words);
}

int main (int argc, char **argv)
{
    g_autoptr (GError) error = NULL;
    g_autofree char *words = NULL;
    g_autoptr (GByteArray) sound = NULL;

    if (argc != 2) {
        g_printerr ("Usage: treatydesk-voice LANGUAGE <words >sound\n");
        return 2;
    }
    if (td_helper_enter (folders, TD_LIMIT_VOICE_MEMORY, TD_LIMIT_VOICE_SECONDS, &error) && voice_prepare (&error)
        && (words = words_of_input (&error)) != NULL)
        sound = voice_speak (argv[1], words, &error);
    if (sound == NULL) {
        g_printerr ("%s\n", error->message);
        return 1;
    }
    return fwrite (sound->data, 1, sound->len, stdout) == sound->len && fflush (stdout) == 0 ? 0 : 1;
}

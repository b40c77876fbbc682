#include "meeting/voice/voice.h"

#include "base/errors.h"
#include "meeting/phone/sound.h"

#include <espeak-ng/espeak_ng.h>
#include <string.h>
#include <unistd.h>

TD_DEFINE_ERROR (voice)

static const struct {
    const char *language, *voice;
    int words_a_minute; /* slower than usual: a bad line, a second language */
} voices[] = {
    { "ar", "ar", 160 }, { "en", "en", 150 }, { "es", "es", 150 },
    { "fr", "fr", 150 }, { "ru", "ru", 150 }, { "zh", "cmn", 220 },
};

/* What espeak-ng hands over piece by piece. */
static GArray *spoken;

static int take_piece (short *samples, int n, espeak_EVENT *events)
{
    (void) events;
    if (samples != NULL && n > 0)
        g_array_append_vals (spoken, samples, (guint) n);
    return 0;
}

static gboolean ours (GError **error, const char *what)
{
    g_set_error (error, TD_VOICE_ERROR, TD_ERROR_OURS, "The voice of the telephone could not be readied (%s).", what);
    return FALSE;
}

/* espeak-ng asks for a loudspeaker, even when none is wanted, and its libraries say on standard error that there is none. */
static espeak_ng_STATUS begin_output (void)
{
    int said = dup (STDERR_FILENO);
    (void) close (STDERR_FILENO);
    espeak_ng_STATUS status = espeak_ng_InitializeOutput (ENOUTPUT_MODE_SYNCHRONOUS, 0, NULL);
    if (said >= 0) {
        (void) dup2 (said, STDERR_FILENO);
        (void) close (said);
    }
    return status;
}

gboolean voice_prepare (GError **error)
{
    espeak_ng_InitializePath (NULL);
    if (espeak_ng_Initialize (NULL) != ENS_OK)
        return ours (error, "its tables");
    if (begin_output () != ENS_OK)
        return ours (error, "its output");
    espeak_SetSynthCallback (take_piece);
    return TRUE;
}

static gboolean choose_voice (const char *language, GError **error)
{
    for (gsize i = 0; i < G_N_ELEMENTS (voices); i++)
        if (strcmp (voices[i].language, language) == 0)
            return (espeak_ng_SetVoiceByName (voices[i].voice) == ENS_OK
                    && espeak_ng_SetParameter (espeakRATE, voices[i].words_a_minute, 0) == ENS_OK)
                   || ours (error, voices[i].voice);
    g_set_error (error, TD_VOICE_ERROR, TD_ERROR_INPUT, "There is no voice for the language \"%s\".", language);
    return FALSE;
}

GByteArray *voice_speak (const char *language, const char *text, GError **error)
{
    g_autoptr (GArray) samples = g_array_new (FALSE, FALSE, sizeof (short));

    if (!choose_voice (language, error))
        return NULL;
    spoken = samples;
    espeak_ng_STATUS status =
        espeak_ng_Synthesize (text, strlen (text) + 1, 0, POS_CHARACTER, 0, espeakCHARS_UTF8, NULL, NULL);
    spoken = NULL;
    if (status != ENS_OK || samples->len == 0) {
        g_set_error (error, TD_VOICE_ERROR, TD_ERROR_OURS, "These words could not be spoken.");
        return NULL;
    }
    return phone_sound_narrow ((const gint16 *) (void *) samples->data, samples->len, espeak_ng_GetSampleRate ());
}

#include "areas/telephone/asked.h"

#include "areas/questions/question.h"
#include "areas/telephone/telephone-rules.h"
#include "base/cell/helper.h"
#include "base/limits.h"
#include "meeting/phone-protocol.h"
#include "meeting/phone-words.h"
#include "text/sentences.h"
#include "text/words.h"

#include <string.h>

enum {
    PIECE = 300,       /* letters that are spoken at once: within half a minute */
    PIECE_SIGNS = 100, /* of Chinese */
    ALL_SOUND = 6 * TD_PHONE_SOUND
};

void td_phone_asked_clear (TdPhoneAsked *asked)
{
    g_free (asked->text);
    g_free (asked->language);
    *asked = (TdPhoneAsked){ 0 };
}

/* ---- which ---- */

struct asking {
    TdInstance *instance;
    const TdPhonePin *pin;
    guint turn;
    TdPhoneAsked asked;
};

/* Leaves those alone that wait for this viewer. */
static gboolean keep_waiting (TdTx *tx, GPtrArray *questions, const TdMeeting *meeting, const TdViewer *viewer,
                              gint64 now, GError **error)
{
    for (guint i = questions->len; i > 0; i--) {
        const TdQuestion *q = questions->pdata[i - 1];
        gboolean waits = FALSE;

        if (q->until > now && !td_question_waits_in (tx, q, meeting, viewer, &waits, error))
            return FALSE;
        if (!waits)
            g_ptr_array_remove_index (questions, i - 1);
    }
    return TRUE;
}

static gboolean asked_in (TdTx *tx, gpointer data, GError **error)
{
    struct asking *a = data;
    g_autoptr (TdMeeting) meeting = td_telephone_meeting (tx, a->pin->meeting, error);
    g_autoptr (GPtrArray) questions = NULL;
    g_auto (TdViewer) viewer = { 0 };
    gboolean may = FALSE;

    td_phone_asked_clear (&a->asked);
    if (meeting == NULL || !td_phone_pin_viewer (tx, a->instance, a->pin, meeting, &viewer, &may, error))
        return FALSE;
    if (!may)
        return TRUE;
    questions = td_questions_in (tx, meeting, &viewer, NULL, error);
    if (questions == NULL || !keep_waiting (tx, questions, meeting, &viewer, td_clock_now (&a->instance->clock), error))
        return FALSE;
    a->asked.all = questions->len;
    if (questions->len == 0)
        return TRUE;
    const TdQuestion *q = questions->pdata[a->turn % questions->len];
    a->asked.n = a->turn % questions->len + 1;
    a->asked.text = g_strdup (q->text);
    a->asked.language = g_strdup (q->language);
    return TRUE;
}

gboolean td_phone_asked (TdInstance *instance, const TdPhonePin *pin, guint turn, TdPhoneAsked *ret_asked,
                         GError **error)
{
    struct asking a = { .instance = instance, .pin = pin, .turn = turn };

    if (!td_store_read (instance->store, asked_in, &a, error)) {
        td_phone_asked_clear (&a.asked);
        return FALSE;
    }
    *ret_asked = a.asked;
    return TRUE;
}

/* ---- spoken ---- */

/* Where the first piece of at most so many letters ends: behind the last blank in it, where it has one. */
static const char *end_of_piece (const char *text, glong most)
{
    const char *end, *blank;

    if (g_utf8_strlen (text, -1) <= most)
        return text + strlen (text);
    end = g_utf8_offset_to_pointer (text, most);
    blank = g_strrstr_len (text, end - text, " ");
    return blank != NULL && blank > text ? blank + 1 : end;
}

static void add_pieces (GPtrArray *pieces, const char *sentence, glong most)
{
    while (*sentence != '\0') {
        const char *end = end_of_piece (sentence, most);

        g_ptr_array_add (pieces, g_strndup (sentence, (gsize) (end - sentence)));
        sentence = end;
    }
}

static GPtrArray *pieces_of (const char *text, const char *language)
{
    GPtrArray *pieces = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GPtrArray) sentences = td_sentence_texts (text, language);

    for (guint i = 0; i < sentences->len; i++)
        add_pieces (pieces, sentences->pdata[i], g_str_equal (language, "zh") ? PIECE_SIGNS : PIECE);
    return pieces;
}

/* FALSE: it could not be spoken. */
static gboolean add_sound (GPtrArray *sounds, const char *text, const char *language)
{
    g_autofree char *voice = td_instance_voice_path ();
    GBytes *sound = td_helper_run (voice, language, text, strlen (text), TD_LIMIT_VOICE_SECONDS, TD_PHONE_SOUND, NULL);

    if (sound == NULL)
        return FALSE;
    g_ptr_array_add (sounds, sound);
    return TRUE;
}

static void add_number (GPtrArray *sounds, const TdPhoneAsked *asked, const char *language)
{
    g_autofree char *n = g_strdup_printf ("%u", asked->n);
    g_autofree char *all = g_strdup_printf ("%u", asked->all);
    g_autofree char *words = td_words_fill (td_phone_words ("question", language), "n", n, "all", all, NULL);

    add_sound (sounds, words, language);
}

/* "fr" of "fr-CH". */
static char *spoken_language (const TdPhoneAsked *asked)
{
    const char *tag = asked->language != NULL ? asked->language : "";

    return g_strndup (tag, strcspn (tag, "-"));
}

GPtrArray *td_phone_speak_asked (const TdPhoneAsked *asked, const char *language, gboolean *ret_whole)
{
    GPtrArray *sounds = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
    g_autofree char *own = spoken_language (asked);
    g_autoptr (GPtrArray) pieces = pieces_of (asked->text, own);
    gsize size = 0;

    *ret_whole = pieces->len > 0;
    add_number (sounds, asked, language);
    for (guint i = 0; i < pieces->len && *ret_whole; i++) {
        *ret_whole = size < ALL_SOUND && add_sound (sounds, pieces->pdata[i], own);
        if (*ret_whole)
            size += g_bytes_get_size (sounds->pdata[sounds->len - 1]);
    }
    return sounds;
}

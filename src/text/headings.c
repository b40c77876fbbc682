#include "text/headings.h"
#include "text/analyzer-words.h"
#include "text/lexicon.h"
#include <string.h>

static const struct {
    const char *name;
    TdHeadingSense sense;
} senses[] = {
    { "recommendations", TD_HEADING_RECOMMENDATIONS },
    { "questions", TD_HEADING_QUESTIONS },
    { "contents", TD_HEADING_CONTENTS },
    { "annex", TD_HEADING_ANNEX },
    { "notes", TD_HEADING_NOTES },
    { "bibliography", TD_HEADING_BIBLIOGRAPHY },
};

/* How a phrase has to stand in the heading. */
typedef enum { PLACE_WHOLE, PLACE_START, PLACE_ANYWHERE } Place;

typedef struct {
    char *language;
    char *words; /* folded, one space between */
    TdHeadingSense sense;
    Place place;
} Phrase;

static void fold_into (const char *text, gsize start, gsize end, gpointer data)
{
    GString *folded = data;
    char token[TD_TOKEN_BYTES + 1];
    if (td_token_plain (text + start, end - start, token) == 0)
        return;
    if (folded->len > 0)
        g_string_append_c (folded, ' ');
    g_string_append (folded, token);
}

static char *fold_phrase (const char *text, gsize length)
{
    GString *folded = g_string_new (NULL);
    td_segment (text, length, fold_into, folded);
    return g_string_free (folded, FALSE);
}

static gpointer load_phrases (gpointer unused G_GNUC_UNUSED)
{
    GPtrArray *phrases = g_ptr_array_new ();
    g_autoptr (GPtrArray) rows = td_lexicon_rows ("headings.csv", 4);
    for (guint i = 0; i < rows->len; i++) {
        char **row = g_ptr_array_index (rows, i);
        guint s = 0;
        while (s < G_N_ELEMENTS (senses) && !g_str_equal (senses[s].name, row[1]))
            s++;
        if (s == G_N_ELEMENTS (senses))
            g_error ("The word list headings.csv has an unknown sense: %s.", row[1]);
        Place place = g_str_equal (row[2], "whole")   ? PLACE_WHOLE
                      : g_str_equal (row[2], "start") ? PLACE_START
                                                      : PLACE_ANYWHERE;
        g_auto (GStrv) words = g_strsplit (row[3], "|", -1);
        for (guint w = 0; words[w] != NULL; w++) {
            Phrase *phrase = g_new (Phrase, 1);
            *phrase = (Phrase){ g_strdup (row[0]), fold_phrase (words[w], strlen (words[w])), senses[s].sense, place };
            g_ptr_array_add (phrases, phrase);
        }
    }
    return phrases;
}

/* "IV.", "3.2", "(a)", "第三部分", "Part II:" before a heading's words. */
static const char *skip_number (const char *text)
{
    for (;;) {
        while (*text != '\0' && !g_unichar_isalnum (g_utf8_get_char (text)))
            text = g_utf8_next_char (text);
        const char *end = text;
        while (*end != '\0' && g_unichar_isalnum (g_utf8_get_char (end)))
            end = g_utf8_next_char (end);
        gsize n = (gsize) (end - text);
        gboolean marked = *end == '.' || *end == ')' || *end == ':' || *end == ' ' || *end == '\t'
                          || g_str_has_prefix (end, "、") || g_str_has_prefix (end, "．")
                          || g_str_has_prefix (end, "）");
        gboolean digits = n > 0, roman = n > 0 && n <= 6;
        for (const char *p = text; p < end; p = g_utf8_next_char (p)) {
            gunichar c = g_utf8_get_char (p);
            digits =
                digits && (g_unichar_digit_value (c) >= 0 || g_utf8_strchr ("一二三四五六七八九十", -1, c) != NULL);
            roman = roman && c < 0x80 && strchr ("IVXivx", (char) c) != NULL;
        }
        gboolean letter = g_utf8_strlen (text, (gssize) n) == 1 && (*end == '.' || *end == ')');
        if (!marked || !(digits || roman || letter))
            return text;
        text = end;
    }
}

/* "Fourthly:" numbers the parts of an Arabic report. heading is folded. */
static const char *skip_ordinal (const char *heading)
{
    static const char *const ordinals[] = { "اولا",  "ثانيا", "ثالثا", "رابعا", "خامسا",
                                            "سادسا", "سابعا", "ثامنا", "تاسعا", "عاشرا" };
    for (guint i = 0; i < G_N_ELEMENTS (ordinals); i++) {
        gsize n = strlen (ordinals[i]);
        if (strncmp (heading, ordinals[i], n) == 0 && heading[n] == ' ')
            return heading + n + 1;
    }
    return heading;
}

static gboolean matches (const Phrase *phrase, const char *heading)
{
    gsize n = strlen (phrase->words);
    if (phrase->place == PLACE_WHOLE)
        return g_str_equal (phrase->words, heading);
    for (const char *p = heading; (p = strstr (p, phrase->words)) != NULL; p++) {
        gboolean starts = p == heading || p[-1] == ' ';
        /* Chinese words may be cut otherwise beside other words, so their edge is no test. */
        gboolean ends = p[n] == '\0' || p[n] == ' ' || (guchar) p[0] >= 0xE3;
        if (starts && ends && (p == heading || phrase->place == PLACE_ANYWHERE))
            return TRUE;
        if (phrase->place == PLACE_START)
            return FALSE;
    }
    return FALSE;
}

TdHeadingSense td_heading_sense (const char *utf8, const char *language)
{
    static GOnce once = G_ONCE_INIT;
    GPtrArray *phrases = g_once (&once, load_phrases, NULL);
    enum { HEADING_BYTES = 300 };
    gsize length = strlen (utf8);
    if (length > HEADING_BYTES)
        return TD_HEADING_OTHER; /* a paragraph in heading's clothes */
    const char *words = skip_number (utf8);
    g_autofree char *folded = fold_phrase (words, strlen (words));
    const char *heading = skip_ordinal (folded);
    /* The language of one line is a guess: its own language's phrases first, then those of all. */
    for (int round = 0; round < 2; round++)
        for (guint i = 0; i < phrases->len; i++) {
            const Phrase *phrase = g_ptr_array_index (phrases, i);
            gboolean own = language != NULL && g_str_equal (phrase->language, language);
            if (own == (round == 0) && matches (phrase, heading))
                return phrase->sense;
        }
    return TD_HEADING_OTHER;
}

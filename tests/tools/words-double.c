#include "words-double.h"

const WordsDouble *words_double;

const char *td_words (const char *locale, const char *text)
{
    (void) locale;
    for (const WordsDouble *row = words_double; row != NULL && row->text != NULL; row++)
        if (strcmp (row->text, text) == 0)
            return row->translated;
    return text;
}

const char *td_words_n (const char *locale, const char *one, const char *many, gint64 n)
{
    return td_words (locale, n == 1 ? one : many);
}

char *td_words_number (const char *locale, gint64 number)
{
    (void) locale;
    return g_strdup_printf ("%'" G_GINT64_FORMAT, number);
}

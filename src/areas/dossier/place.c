#include "areas/dossier/place.h"

#include "text/words.h"

char *td_dossier_span_words (const TdSpan *span, const char *locale)
{
    g_autofree char *from = span->from_day != NULL ? td_words_date (locale, span->from_day) : NULL;
    g_autofree char *last = span->until_day != NULL ? td_date_add_days (span->until_day, -1) : NULL;
    g_autofree char *until = last != NULL ? td_words_date (locale, last) : NULL;

    if (from == NULL && until == NULL)
        return NULL;
    if (until == NULL)
        return td_words_fill (td_words (locale, N_ ("since {from}")), "from", from, NULL);
    if (from == NULL)
        return td_words_fill (td_words (locale, N_ ("until {until}")), "until", until, NULL);
    return td_words_fill (td_words (locale, N_ ("{from} to {until}")), "from", from, "until", until, NULL);
}

char *td_dossier_place_words (const char *document, const char *anchor, const char *locale)
{
    if (anchor == NULL || anchor[0] != 'p')
        return g_strdup (document);
    return td_words_fill (td_words (locale, N_ ("{document}, paragraph {n}")), "document", document, "n", anchor + 1,
                          NULL);
}

char *td_dossier_cut (const char *text, glong most, gboolean *ret_cut)
{
    gboolean cut = g_utf8_strlen (text, -1) > most;
    char *part = cut ? g_utf8_substring (text, 0, most) : g_strdup (text);
    char *space = cut ? strrchr (part, ' ') : NULL;

    /* Chinese has no spaces, and a space that is far back would take too much. */
    if (space != NULL && space > part + strlen (part) / 2)
        *space = '\0';
    if (ret_cut != NULL)
        *ret_cut = cut;
    return part;
}

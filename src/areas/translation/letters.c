/* Contract in letters.h. */
#include "areas/translation/letters.h"

#include <string.h>

static const struct {
    const char *language, *letters;
} table[] = {
    { "ak", "ɛ ɔ Ɛ Ɔ" },
    { "ay", "ñ ä ï ü Ñ Ä Ï Ü" },
    { "az", "ə ğ ı ö ü ç ş Ə Ğ İ Ö Ü Ç Ş" },
    { "bm", "ɛ ɔ ɲ ŋ Ɛ Ɔ Ɲ Ŋ" },
    { "ee", "ɖ ɛ ƒ ɣ ŋ ɔ ʋ Ɖ Ɛ Ƒ Ɣ Ŋ Ɔ Ʋ" },
    { "ff", "ɓ ɗ ŋ ɲ ƴ Ɓ Ɗ Ŋ Ɲ Ƴ" },
    { "gn", "ã ẽ g̃ ĩ ñ õ ũ ỹ Ã Ẽ G̃ Ĩ Ñ Õ Ũ Ỹ" },
    { "ha", "ɓ ɗ ƙ ƴ Ɓ Ɗ Ƙ Ƴ" },
    { "ig", "ị ọ ụ ṅ Ị Ọ Ụ Ṅ" },
    { "ilo", "ñ Ñ" },
    { "kab", "č ḍ ɛ ǧ ɣ ḥ ṛ ṣ ṭ ẓ Č Ḍ Ɛ Ǧ Ɣ Ḥ Ṛ Ṣ Ṭ Ẓ" },
    { "ln", "ɛ ɔ Ɛ Ɔ" },
    { "qu", "ñ Ñ ’" },
    { "sq", "ç ë Ç Ë" },
    { "tl", "ñ Ñ" },
    { "tr", "ç ğ ı ö ş ü Ç Ğ İ Ö Ş Ü" },
    { "tw", "ɛ ɔ Ɛ Ɔ" },
    { "vi", "ă â đ ê ô ơ ư Ă Â Đ Ê Ô Ơ Ư" },
    { "wo", "à é ë ó ñ ŋ À É Ë Ó Ñ Ŋ" },
    { "yo", "ẹ ọ ṣ Ẹ Ọ Ṣ" },
};

char **td_letters_of (const char *language)
{
    gsize n = strcspn (language, "-");

    for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
        if (strlen (table[i].language) == n && g_ascii_strncasecmp (table[i].language, language, n) == 0)
            return g_strsplit (table[i].letters, " ", -1);
    return g_new0 (char *, 1);
}

/* Negations of the six languages: words that stand alone, and signs of Chinese. */
#include "areas/translation/checks.h"

#include <string.h>

/* In small letters, apart by blanks. */
static const struct {
    const char *language, *words;
} tables[] = {
    { "en", " not no never none neither nor without cannot nobody nothing nowhere n't " },
    { "fr", " ne n pas jamais aucun aucune ni sans non rien nul nulle nullement " },
    { "es", " no nunca jamás ningún ninguno ninguna ningunos ningunas ni sin nada nadie tampoco " },
    { "ru",
      " не нет ни без никогда никто никого никому ничто ничего нельзя никакой никакая никакое никакие никаких никакого "
      "никакой нигде некому нечего " },
    { "ar", " لا لم لن ليس ليست ليسوا غير دون بدون بلا عدم ولا ولم ولن فلا فلم وليس وليست وغير ودون وبدون وعدم بعدم "
            "لعدم وبلا "
            "إلا " },
};

static const char *const chinese[] = { "不", "没", "無", "无", "未", "非", "否", "勿", "毋", "莫", "别" };
/* What holds such a sign and denies nothing. */
static const char *const chinese_others[] = { "非洲", "非常", "不同", "不断", "未来", "无论", "不仅", "不管", "分别",
                                              "特别", "性别", "个别", "差别", "区别", "是否", "否则", "级别", "不久" };

static gboolean is_language (const char *tag, const char *language)
{
    gsize n = strlen (language);

    return tag != NULL && g_ascii_strncasecmp (tag, language, n) == 0 && (tag[n] == '\0' || tag[n] == '-');
}

static gsize other_at (const char *p)
{
    for (gsize i = 0; i < G_N_ELEMENTS (chinese_others); i++)
        if (g_str_has_prefix (p, chinese_others[i]))
            return strlen (chinese_others[i]);
    return 0;
}

static int in_chinese (const char *text, char **ret_word)
{
    int n = 0;

    for (const char *p = text; *p != '\0';) {
        gsize skip = other_at (p);
        for (gsize i = 0; skip == 0 && i < G_N_ELEMENTS (chinese); i++)
            if (g_str_has_prefix (p, chinese[i])) {
                if (n++ == 0 && ret_word != NULL)
                    *ret_word = g_strdup (chinese[i]);
                break;
            }
        p += skip > 0 ? skip : (gsize) (g_utf8_next_char (p) - p);
    }
    return n;
}

static gboolean is_apostrophe (gunichar c)
{
    return c == '\'' || c == 0x2019;
}

/* "No. 2" is a number's name, not a negation. */
static gboolean counts_something (const char *word, const char *after)
{
    if (!g_str_equal (word, "no") && !g_str_equal (word, "nos"))
        return FALSE;
    if (*after != '.')
        return FALSE;
    for (after++; *after != '\0' && g_unichar_isspace (g_utf8_get_char (after)); after = g_utf8_next_char (after))
        ;
    return g_unichar_isdigit (g_utf8_get_char (after));
}

/* Marks that Arabic may leave out. */
static char *bare (const char *from, const char *to)
{
    g_autofree char *piece = g_strndup (from, (gsize) (to - from));
    g_autofree char *small = g_utf8_strdown (piece, -1);
    GString *out = g_string_new (NULL);

    for (const char *p = small; *p != '\0'; p = g_utf8_next_char (p)) {
        gunichar c = g_utf8_get_char (p);
        if (c < 0x64B || c > 0x652)
            g_string_append_unichar (out, c);
    }
    return g_string_free (out, FALSE);
}

static gboolean denies (const char *words, const char *word)
{
    g_autofree char *padded = g_strconcat (" ", word, " ", NULL);

    return strstr (words, padded) != NULL;
}

/* "n't" of "don't" and "doesn’t". */
static gboolean is_contracted (const char *words, const char *word, const char *after)
{
    return g_str_has_prefix (words, " not ") && g_str_has_suffix (word, "n") && is_apostrophe (g_utf8_get_char (after))
           && g_ascii_tolower (*g_utf8_next_char (after)) == 't'
           && !g_unichar_isalpha (g_utf8_get_char (g_utf8_next_char (after) + 1));
}

static int in_words (const char *text, const char *words, char **ret_word)
{
    int n = 0;

    for (const char *p = text; *p != '\0';) {
        const char *start = p;
        g_autofree char *word = NULL;
        if (!g_unichar_isalpha (g_utf8_get_char (p))) {
            p = g_utf8_next_char (p);
            continue;
        }
        while (g_unichar_isalpha (g_utf8_get_char (p)) || g_unichar_ismark (g_utf8_get_char (p)))
            p = g_utf8_next_char (p);
        word = bare (start, p);
        if ((denies (words, word) && !counts_something (word, p)) || is_contracted (words, word, p)) {
            if (n++ == 0 && ret_word != NULL)
                *ret_word = g_strndup (start, (gsize) (p - start));
        }
    }
    return n;
}

int td_check_negations (const char *text, const char *language, char **ret_word)
{
    if (is_language (language, "zh"))
        return in_chinese (text, ret_word);
    for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
        if (is_language (language, tables[i].language))
            return in_words (text, tables[i].words, ret_word);
    return -1;
}

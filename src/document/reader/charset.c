/* Plain text says nowhere in which encoding it is: this finds the likeliest and turns it into UTF-8.
 *
 * A byte order mark and valid UTF-8 decide at once; so do zero bytes for UTF-16. Of the rest each encoding is tried on the first
 * bytes, and the one whose result looks most like a language wins: letters that are common, small letters
 * after small ones, no mixing of scripts in a word. Converters are opened before the doors close, since they
 * are files. */
#include "document/reader/reader.h"

#include <errno.h>
#include <iconv.h>

enum { SAMPLE = 32 * 1024 };

typedef struct {
    const char *name;
    const char *common; /* letters that most texts in it use, small */
    iconv_t converter;
} Charset;

static Charset charsets[] = {
    { "GB18030", "", NULL }, /* judged by its characters */
    { "WINDOWS-1252", "éèàçùêôîïëâûáíóúñüöäßãõåøæ¿¡°«»’“”–—œ€", NULL },
    { "WINDOWS-1251", "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфії", NULL },
    { "KOI8-R", "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэф", NULL },
    { "ISO-8859-5", "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэф", NULL },
    { "WINDOWS-1256", "اليمنورتبةعدسفهكقحجشطصخذضثزغئءظإأآىؤ،؟", NULL },
    { "ISO-8859-6", "اليمنورتبةعدسفهكقحجشطصخذضثزغئءظإأآىؤ،؟", NULL },
    { "WINDOWS-1250", "ěščřžýáíéúůóďťňąćęłńśźżőűăâîșțđ„”–", NULL },
    { "WINDOWS-1253", "αοιετσνηυρπκμλςωδγχθφβξζψάέήίόύώ", NULL },
    { "WINDOWS-1254", "ışğüöçİâî’–", NULL },
    { "WINDOWS-1255", "יוהלאתרמבשנעדכפקחטגצסזךםןףץ", NULL },
    { "ISO-8859-2", "ěščřžýáíéúůóďťňąćęłńśźżőű", NULL },
};
static iconv_t utf16_little, utf16_big;

void reader_charset_prepare (void)
{
    static gboolean done;
    if (done)
        return;
    done = TRUE;
    for (gsize i = 0; i < G_N_ELEMENTS (charsets); i++)
        charsets[i].converter = iconv_open ("UTF-8", charsets[i].name);
    utf16_little = iconv_open ("UTF-8", "UTF-16LE");
    utf16_big = iconv_open ("UTF-8", "UTF-16BE");
}

/* size bytes through converter. What cannot be converted becomes U+FFFD, counted in ret_bad. */
static char *convert (iconv_t converter, const guint8 *data, gsize size, gsize *ret_bad)
{
    if (converter == (iconv_t) -1)
        return NULL;
    GString *out = g_string_sized_new (size + size / 2);
    char *in = (char *) data;
    gsize left = size;

    *ret_bad = 0;
    iconv (converter, NULL, NULL, NULL, NULL);
    while (left > 0) {
        char chunk[16 * 1024], *to = chunk;
        gsize room = sizeof chunk, result = iconv (converter, &in, &left, &to, &room);
        int reason = errno;
        g_string_append_len (out, chunk, to - chunk);
        if (result != (gsize) -1 || reason == E2BIG)
            continue;
        if (reason == EINVAL && left < 4) /* cut in the middle of a character */
            break;
        g_string_append (out, "\xEF\xBF\xBD");
        (*ret_bad)++;
        in++;
        left--;
    }
    return g_string_free (out, FALSE);
}

static int script_of (gunichar c)
{
    if (c < 128 || (c >= 0xC0 && c < 0x250))
        return 1;
    if (c >= 0x370 && c < 0x400)
        return 2;
    if (c >= 0x400 && c < 0x530)
        return 3;
    return reader_is_rtl (c) ? 4 : 5;
}

/* How much one character beyond ASCII speaks for the text being right, given the one before. */
static double worth (gunichar c, gunichar before, const char *common)
{
    if (c == 0xFFFD || (c >= 0x80 && c < 0xA0))
        return -8;
    if (!g_unichar_isalpha (c))
        return g_utf8_strchr (common, -1, c) != NULL ? 0.6 : -0.6;
    double sum = g_utf8_strchr (common, -1, g_unichar_tolower (c)) != NULL ? 1 : -1;
    if (g_unichar_isalpha (before)) {
        sum += script_of (before) == script_of (c) ? 0.2 : -1;
        if (g_unichar_islower (before) && g_unichar_isupper (c))
            sum -= 1.5;
        else if (g_unichar_islower (c))
            sum += 0.3;
    }
    return sum;
}

static double worth_chinese (gunichar c)
{
    if (c == 0xFFFD)
        return -8;
    if (c >= 0x4E00 && c <= 0x9FA5)
        return 1.2;
    return (c >= 0x3000 && c <= 0x301F) || (c >= 0xFF00 && c <= 0xFF5E) || (c >= 0x2010 && c <= 0x2030) ? 1.5 : -1.5;
}

static double score (const Charset *charset, const guint8 *data, gsize size)
{
    gsize bad, n = 0, rare = 0;
    double sum = 0;
    gboolean chinese = *charset->common == '\0';
    g_autofree char *text = convert (charset->converter, data, size, &bad);
    gunichar before = ' ';

    if (text == NULL)
        return -100;
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
        gunichar c = g_utf8_get_char (p);
        if (c >= 128) {
            sum += chinese ? worth_chinese (c) : worth (c, before, charset->common);
            /* GB2312 orders its common half first; real Chinese is mostly made of these and their signs */
            rare += chinese && g_unichar_isalpha (before) && before < 128;
            n++;
        }
        before = c;
    }
    if (chinese && rare * 3 > n) /* letters of Latin words with "ideographs" in them: accents misread */
        return -50;
    return n == 0 ? 0 : sum / (double) n;
}

/* Zero bytes at even places: big-endian; at odd places: little-endian. */
static iconv_t guess_utf16 (const guint8 *data, gsize size, gsize *ret_skip)
{
    gsize zeros[2] = { 0, 0 }, sample = MIN (size, SAMPLE);
    *ret_skip = 2;
    if (size >= 2 && data[0] == 0xFF && data[1] == 0xFE)
        return utf16_little;
    if (size >= 2 && data[0] == 0xFE && data[1] == 0xFF)
        return utf16_big;
    *ret_skip = 0;
    for (gsize i = 0; i < sample; i++)
        zeros[i & 1] += data[i] == 0;
    if (zeros[1] * 5 > sample && zeros[0] * 50 < sample)
        return utf16_little;
    if (zeros[0] * 5 > sample && zeros[1] * 50 < sample)
        return utf16_big;
    return (iconv_t) -1;
}

/* Bytes that no text has: many control characters. */
static gboolean is_binary (const guint8 *data, gsize size)
{
    gsize control = 0, sample = MIN (size, SAMPLE);
    for (gsize i = 0; i < sample; i++) {
        if (data[i] == 0)
            return TRUE;
        control += data[i] < 32 && strchr ("\t\n\r\f\v\x1A\x1B\b", data[i]) == NULL;
    }
    return control * 100 > sample;
}

char *reader_charset_convert (const guint8 *data, gsize size)
{
    gsize skip, bad;
    reader_charset_prepare ();
    iconv_t utf16 = guess_utf16 (data, size, &skip);
    if (utf16 != (iconv_t) -1) {
        char *text = convert (utf16, data + skip, size - skip, &bad);
        if (bad * 20 > size) {
            g_free (text);
            return NULL;
        }
        return text;
    }
    if (is_binary (data, size))
        return NULL;
    if (size >= 3 && memcmp (data, "\xEF\xBB\xBF", 3) == 0)
        return g_utf8_make_valid ((const char *) data + 3, (gssize) size - 3);
    if (g_utf8_validate ((const char *) data, (gssize) size, NULL))
        return g_strndup ((const char *) data, size);

    const Charset *best = NULL;
    double most = -0.8; /* below this it is noise in every encoding */
    for (gsize i = 0; i < G_N_ELEMENTS (charsets); i++) {
        double value = score (&charsets[i], data, MIN (size, SAMPLE));
        if (value > most) {
            most = value;
            best = &charsets[i];
        }
    }
    return best == NULL ? NULL : convert (best->converter, data, size, &bad);
}

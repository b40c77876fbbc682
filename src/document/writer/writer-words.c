/* The few words that a file itself says. The catalogues of po/ are the pages'; this program reads no file but fonts. */
#include "document/writer/writer.h"

#include <string.h>

static const struct {
    const char *language, *words[3];
} languages[] = {
    { "en", { "Contents", "Source", "Notes" } },
    { "ar", { "المحتويات", "المصدر", "الحواشي" } },
    { "es", { "Índice", "Fuente", "Notas" } },
    { "fr", { "Table des matières", "Source", "Notes" } },
    { "ru", { "Содержание", "Источник", "Примечания" } },
    { "zh", { "目录", "来源", "注释" } },
};

const char *writer_word (const char *language, WriterWord word)
{
    for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
        if (strncmp (language, languages[i].language, 2) == 0 && (language[2] == '\0' || language[2] == '-'))
            return languages[i].words[word];
    return languages[0].words[word];
}

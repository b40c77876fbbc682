#include "areas/search/public-text.h"

#include "base/base.h"
#include "text/words.h"

const char *td_public_text_title (const char *kind)
{
    static const struct {
        const char *kind, *title;
    } kinds[] = {
        { "question", N_ ("Question {number} at a meeting") },
        { "answer", N_ ("Answer to question {number} of a meeting") },
        { "caption", N_ ("What was said at a meeting") },
        { "draft", N_ ("Draft of a general comment, paragraph {number}") },
    };

    for (gsize i = 0; kind != NULL && i < G_N_ELEMENTS (kinds); i++)
        if (g_str_equal (kind, kinds[i].kind))
            return kinds[i].title;
    return NULL;
}

/* What a segment's words are warned of: each of its forms, with what stands beside it in its translation. */
#include "areas/translation/checks.h"
#include "areas/translation/translation-rules.h"

#include <string.h>

/* Of plural forms a hole may be left out ("one" says no number), so that only those that are too many count. */
static void check_form (const TdTranslation *t, const TdSegment *s, const char *words, const char *const *others,
                        gboolean plural, const TdGlossary *glossary, GPtrArray *into)
{
    const TdCheckAsk ask = { .source = plural && s->plural != NULL ? s->plural : s->source,
                             .source_language = t->source,
                             .target = words,
                             .target_language = t->language,
                             .glossary = glossary,
                             .others = s->plural == NULL ? others : NULL,
                             .holes = t->kind == TD_PROJECT_CATALOGUE && s->plural == NULL };
    g_autoptr (GPtrArray) found = td_checks (&ask);

    for (guint i = 0; i < found->len; i++) {
        TdWarning *w = found->pdata[i];
        if (s->plural != NULL && (w->check == TD_CHECK_NUMBER || w->check == TD_CHECK_UNTRANSLATED))
            continue;
        g_ptr_array_add (into, w);
        found->pdata[i] = NULL;
    }
}

GPtrArray *td_translation_warnings_in (TdTx *tx, const TdTranslation *t, const TdSegment *s, const char *words,
                                       const TdGlossary *glossary, GError **error)
{
    g_autoptr (GPtrArray) others = td_segment_others (tx, t->id, s->n, s->source, error);
    g_auto (GStrv) forms = NULL;
    GPtrArray *list;

    if (others == NULL)
        return NULL;
    g_ptr_array_add (others, NULL);
    list = g_ptr_array_new_with_free_func ((GDestroyNotify) td_warning_free);
    if (words == NULL)
        words = s->words != NULL ? s->words : "";
    forms = g_strsplit (words, TD_FORM_BREAK, -1);
    for (gsize i = 0; forms[i] != NULL; i++)
        check_form (t, s, forms[i], (const char *const *) others->pdata, i > 0, glossary, list);
    return list;
}

struct asking {
    const TdGlossary *glossary;
    const TdTranslation *t;
    const TdSegment *s;
    const char *words;
    GPtrArray *list;
};

static gboolean warnings_in (TdTx *tx, gpointer data, GError **error)
{
    struct asking *a = data;

    a->list = td_translation_warnings_in (tx, a->t, a->s, a->words, a->glossary, error);
    return a->list != NULL;
}

GPtrArray *td_translation_warnings (TdInstance *instance, const TdTranslation *t, const TdSegment *s, const char *words,
                                    GError **error)
{
    g_autoptr (TdGlossary) glossary = td_glossary_load (instance, error);
    struct asking a = { glossary, t, s, words, NULL };

    return glossary != NULL && td_store_read (instance->store, warnings_in, &a, error) ? a.list : NULL;
}

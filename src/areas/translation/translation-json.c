#include "areas/translation/translation-json.h"

#include "base/clock.h"
#include "text/language.h"

static json_t *text_or_null (const char *text)
{
    return text != NULL ? json_string (text) : json_null ();
}

static json_t *instant_or_null (gint64 instant)
{
    g_autofree char *text = instant != 0 ? td_instant_to_text (instant) : NULL;

    return text_or_null (text);
}

static json_t *counts_to_json (const gint64 *n)
{
    json_int_t total = 0;

    for (int s = 0; s < TD_N_SEGMENT_STATES; s++)
        total += n[s];
    return json_pack ("{s:I, s:I, s:I, s:I, s:I, s:I}", "total", total, "empty", (json_int_t) n[TD_SEGMENT_EMPTY],
                      "draft", (json_int_t) n[TD_SEGMENT_DRAFT], "translated", (json_int_t) n[TD_SEGMENT_TRANSLATED],
                      "reviewed", (json_int_t) n[TD_SEGMENT_REVIEWED], "sent_back",
                      (json_int_t) n[TD_SEGMENT_SENT_BACK]);
}

static json_t *forms_to_json (const char *words)
{
    json_t *list = json_array ();
    g_auto (GStrv) forms = g_strsplit (words != NULL ? words : "", TD_FORM_BREAK, -1);

    for (gsize i = 0; words != NULL && forms[i] != NULL; i++)
        json_array_append_new (list, json_string (forms[i]));
    return list;
}

static json_t *segment_to_json (const TdSegment *s)
{
    return json_pack ("{s:I, s:s, s:o, s:s, s:o, s:s, s:I, s:o}", "n", (json_int_t) s->n, "paragraph", s->paragraph,
                      "number", text_or_null (s->number), "source", s->source, "words", forms_to_json (s->words),
                      "state", td_segment_state_word (s->state), "version", (json_int_t) s->version, "machine",
                      text_or_null (s->machine));
}

json_t *td_translation_to_json (const TdTranslation *t, const GPtrArray *segments)
{
    json_t *json = json_pack ("{s:s, s:s, s:s, s:s, s:s, s:s, s:o, s:o, s:o, s:o, s:o}", "id", t->id, "kind",
                              td_project_kind_word (t->kind), "thing", t->thing, "title", t->title, "source", t->source,
                              "language", t->language, "organisation", text_or_null (t->organisation), "created",
                              instant_or_null (t->created), "changed", instant_or_null (t->changed), "shown",
                              instant_or_null (t->shown), "sentences", counts_to_json (t->n));
    json_t *list = segments != NULL ? json_array () : NULL;

    for (guint i = 0; segments != NULL && i < segments->len; i++)
        json_array_append_new (list, segment_to_json (segments->pdata[i]));
    if (list != NULL)
        json_object_set_new (json, "segments", list);
    return json;
}

typedef struct {
    const char *language;
    gint64 n[TD_N_SEGMENT_STATES];
    int translations;
} Sum;

static GArray *sums_of (const GPtrArray *list)
{
    GArray *sums = g_array_new (FALSE, TRUE, sizeof (Sum));

    for (guint i = 0; i < list->len; i++) {
        const TdTranslation *t = list->pdata[i];
        guint at = 0;
        while (at < sums->len && !g_str_equal (g_array_index (sums, Sum, at).language, t->language))
            at++;
        if (at == sums->len) {
            const Sum sum = { .language = t->language };
            g_array_append_val (sums, sum);
        }
        g_array_index (sums, Sum, at).translations++;
        for (int s = 0; s < TD_N_SEGMENT_STATES; s++)
            g_array_index (sums, Sum, at).n[s] += t->n[s];
    }
    return sums;
}

json_t *td_translation_status_to_json (const GPtrArray *list)
{
    g_autoptr (GArray) sums = sums_of (list);
    json_t *languages = json_array (), *translations = json_array ();

    for (guint i = 0; i < sums->len; i++) {
        const Sum *sum = &g_array_index (sums, Sum, i);
        g_autofree char *name = td_language_name (sum->language, "en");
        json_array_append_new (languages,
                               json_pack ("{s:s, s:s, s:i, s:o}", "language", sum->language, "name", name,
                                          "translations", sum->translations, "sentences", counts_to_json (sum->n)));
    }
    for (guint i = 0; i < list->len; i++)
        json_array_append_new (translations, td_translation_to_json (list->pdata[i], NULL));
    return json_pack ("{s:o, s:o}", "languages", languages, "translations", translations);
}

#include "areas/translation/translation-pictures.h"

#include "areas/translation/translation-picture.html.h"
#include "base/errors.h"
#include "text/language.h"
#include "text/words.h"

typedef struct html_translation_picture_rows Row;
typedef struct html_translation_picture_rows_parts Part;
typedef struct html_translation_picture_states State;

/* As they stand in the picture: what is done first. */
static const struct {
    TdSegmentState state;
    const char *bar, *tag;
} looks[TD_N_SEGMENT_STATES] = {
    { TD_SEGMENT_REVIEWED, "yes", "good" }, { TD_SEGMENT_TRANSLATED, "partly", "warning" },
    { TD_SEGMENT_SENT_BACK, "no", "bad" },  { TD_SEGMENT_DRAFT, "unsure", "" },
    { TD_SEGMENT_EMPTY, "open", "" },
};

const char *td_translation_keep (GPtrArray *strings, char *take)
{
    if (take != NULL)
        g_ptr_array_add (strings, take);
    return take;
}

const char *td_segment_tone (TdSegmentState state)
{
    for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
        if (looks[i].state == state)
            return looks[i].tag;
    return "";
}

int td_translation_percent (const TdTranslation *t)
{
    gint64 total = td_translation_total (t);

    return total > 0 ? (int) (t->n[TD_SEGMENT_REVIEWED] * 100 / total) : 0;
}

const char *td_translation_problem (TdRequest *request, GPtrArray *strings, GError *take_problem, GError **error)
{
    TdErrorCode code = td_error_code (take_problem);
    const char *words;

    if (code != TD_ERROR_INPUT && code != TD_ERROR_CONFLICT && code != TD_ERROR_TOO_LARGE && code != TD_ERROR_BUSY) {
        g_propagate_error (error, take_problem);
        return NULL;
    }
    words = td_translation_keep (strings, g_strdup (td_words (td_request_locale (request), take_problem->message)));
    g_error_free (take_problem);
    return words;
}

/* ---- the picture ---- */

static Row row_of (const TdTranslation *t, const char *locale, char *take_link, GPtrArray *strings, GPtrArray *arrays)
{
    GArray *parts = g_array_new (FALSE, TRUE, sizeof (Part));
    gint64 at = 0;
    Row row = { .label = td_translation_keep (strings, td_language_name (t->language, locale)),
                .language = locale,
                .link = td_translation_keep (strings, take_link),
                .total = MAX (td_translation_total (t), 1),
                .percent = td_translation_percent (t) };

    g_ptr_array_add (arrays, parts);
    for (gsize i = 0; i < G_N_ELEMENTS (looks); i++) {
        const Part part = { .label = td_words (locale, td_segment_state_label (looks[i].state)),
                            .tone = looks[i].bar,
                            .at = at,
                            .n = t->n[looks[i].state] };
        g_array_append_val (parts, part);
        at += part.n;
    }
    row.parts = (const Part *) (void *) parts->data;
    row.n_parts = parts->len;
    return row;
}

/* One for each language, its counts those of all its translations. Owned by the list. */
static GPtrArray *by_languages (const GPtrArray *translations)
{
    GPtrArray *sums = g_ptr_array_new_with_free_func ((GDestroyNotify) td_translation_free);

    for (guint i = 0; i < translations->len; i++) {
        const TdTranslation *t = translations->pdata[i];
        TdTranslation *sum = NULL;
        for (guint s = 0; s < sums->len && sum == NULL; s++)
            if (g_str_equal (((TdTranslation *) sums->pdata[s])->language, t->language))
                sum = sums->pdata[s];
        if (sum == NULL) {
            sum = g_new0 (TdTranslation, 1);
            sum->language = g_strdup (t->language);
            g_ptr_array_add (sums, sum);
        }
        for (int state = 0; state < TD_N_SEGMENT_STATES; state++)
            sum->n[state] += t->n[state];
    }
    return sums;
}

static char *link_of (const TdTranslation *t, const char *locale)
{
    return t->id != NULL ? g_strdup_printf ("/%s/translation/%s", locale, t->id)
                         : g_strdup_printf ("/%s/translation?language=%s", locale, t->language);
}

TdMarkup *td_translation_picture (TdRequest *request, const GPtrArray *translations, gboolean by_language)
{
    const char *locale = td_request_locale (request);
    const TdHtml *of = td_request_html (request);
    g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GPtrArray) arrays = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
    g_autoptr (GPtrArray) sums = by_language ? by_languages (translations) : NULL;
    const GPtrArray *shown = by_language ? sums : translations;
    g_autoptr (GArray) rows = g_array_new (FALSE, TRUE, sizeof (Row));
    State states[TD_N_SEGMENT_STATES] = { 0 };
    TdHtml h = { .out = NULL, .locale = of->locale, .direction = of->direction, .site = of->site };

    if (shown->len == 0)
        return NULL;
    for (guint i = 0; i < shown->len; i++) {
        const Row row = row_of (shown->pdata[i], locale, link_of (shown->pdata[i], locale), strings, arrays);
        g_array_append_val (rows, row);
    }
    for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
        states[i] =
            (State){ .label = td_words (locale, td_segment_state_label (looks[i].state)), .tone = looks[i].bar };
    const struct html_translation_picture picture = {
        .caption = td_words (locale, N_ ("How far translations are, in sentences")),
        .head = td_words (locale, N_ ("Language")),
        .states = states,
        .n_states = G_N_ELEMENTS (states),
        .rows = (const Row *) (void *) rows->data,
        .n_rows = rows->len,
    };
    h.out = g_string_new (NULL);
    html_translation_picture (&h, &picture);
    return td_markup_take (h.out);
}

/* The picture of progress at the bench. */
#include "areas/general_comments/bench-picture.html.h"
#include "areas/general_comments/bench-words.h"
#include "text/words.h"

typedef struct html_bench_picture_parts Part;

static void add_part (TdBenchPage *page, GArray *parts, const char *label, const char *tone, int n)
{
    const Part *last = parts->len > 0 ? &g_array_index (parts, Part, parts->len - 1) : NULL;
    const Part part = {
        .label = td_words (page->locale, label), .tone = tone, .at = last != NULL ? last->at + last->n : 0, .n = n
    };

    g_array_append_val (parts, part);
}

TdMarkup *td_bench_picture (TdBenchPage *page, const TdBenchTally *tally, const char *waiting)
{
    static const char *const tones[TD_N_DISPOSITIONS] = {
        [TD_TAKEN] = "yes", [TD_IN_PART] = "partly", [TD_NOT_TAKEN] = "no"
    };
    const TdHtml *of = td_request_html (page->request);
    TdHtml h = { .out = g_string_new (NULL), .locale = of->locale, .direction = of->direction, .site = of->site };
    GArray *parts = td_bench_list (page, sizeof (Part));
    struct html_bench_picture picture = { .done = tally->all - tally->waiting, .all = tally->all };

    for (int d = 0; d < TD_N_DISPOSITIONS; d++)
        add_part (page, parts, td_disposition_label ((TdDisposition) d), tones[d], tally->by_disposition[d]);
    add_part (page, parts, waiting, "open", tally->waiting);
    TD_BENCH_FILL (&picture, parts, parts);
    html_bench_picture (&h, &picture);
    return td_markup_take (h.out);
}

#include "areas/area.h"
#include "areas/citations/citation-use.h"
#include "areas/citations/citations-area.h"
#include "areas/citations/pages.h"
#include "areas/library/library-place.h"
#include "areas/library/library-sayings.h"
#include "areas/submissions/own-place.h"
#include "text/words.h"

static const TdField used_by_fields[] = { { "paragraph", TD_FIELD_LINE, 3 }, { "page", TD_FIELD_LINE, 4 }, { NULL } };
static const TdField page_fields[] = { { "page", TD_FIELD_LINE, 4 }, { NULL } };

static const TdRoute routes[] = {
    { "GET", "/{lang}/documents/{id}/used-by", TD_ACT_PUBLIC_READ, .fields = used_by_fields, .handler = td_used_by_page,
      .cache = TD_CACHE_PUBLIC, .json = TRUE, .summary = N_ ("Which texts cite a document, paragraph by paragraph") },
    { "GET", "/{lang}/documents/{id}/cites", TD_ACT_PUBLIC_READ, .fields = page_fields,
      .handler = td_document_cites_page, .cache = TD_CACHE_PUBLIC, .json = TRUE,
      .summary = N_ ("What a document cites") },
    { "GET", "/{lang}/submissions/{id}/cites", TD_ACT_SUBMISSION_READ, .fields = page_fields,
      .handler = td_submission_cites_page, .json = TRUE, .summary = N_ ("What a submission cites") },
    { NULL },
};

/* On the page of a document (areas/library/library-place.h) and of a submission (areas/submissions/own-place.h). */
extern const TdLibraryPlace td_used_by_place, td_cites_place;
const TdLibraryPlace td_used_by_place = { "used-by", N_ ("Where it is used"), NULL };
const TdLibraryPlace td_cites_place = { "cites", N_ ("What it cites"), NULL };
extern const TdOwnPlace td_submission_cites_place;
const TdOwnPlace td_submission_cites_place = { "cites", N_ ("What it cites"), TD_ACT_SUBMISSION_READ };

/* At the paragraphs of a document (areas/library/library-sayings.h). */
static gboolean add_counts (TdTx *tx, const TdInstance *instance, const char *document, GPtrArray *list, GError **error)
{
    g_autoptr (GArray) counts = td_uses_public_counts_in (tx, instance, document, error);

    for (guint i = 0; counts != NULL && i < counts->len; i++) {
        const TdUseCount *c = &g_array_index (counts, TdUseCount, i);
        TdLibrarySaying *saying;
        if (c->paragraph == 0)
            continue;
        saying = g_new0 (TdLibrarySaying, 1);
        saying->anchor = g_strdup_printf ("p%d", c->paragraph);
        saying->path = g_strdup_printf ("/documents/%s/used-by?paragraph=%d", document, c->paragraph);
        saying->n = td_use_count_texts (c);
        g_ptr_array_add (list, saying);
    }
    return counts != NULL;
}
extern const TdLibrarySayingSource td_citations_saying_source;
const TdLibrarySayingSource td_citations_saying_source = { .add = add_counts };

static const TdSubscriber subscribers[] = { { TD_CITATIONS_SUBSCRIBER, td_citations_follow }, { NULL } };

extern const TdArea td_citations_area;
const TdArea td_citations_area = {
    .name = "citations", .routes = routes, .commands = td_citations_commands, .subscribers = subscribers
};

#include "areas/dossier/dossier.h"

#include "areas/dossier/meetings.h"
#include "areas/dossier/place.h"
#include "areas/submissions/reading.h"
#include "text/words.h"

void td_dossier_paper_free (TdDossierPaper *p)
{
    if (p == NULL)
        return;
    g_free (p->submission);
    g_free (p->document);
    g_free (p->meeting);
    g_free (p->id);
    g_clear_pointer (&p->filed, g_ptr_array_unref);
    g_free (p->title);
    g_free (p->who);
    g_free (p->symbol);
    g_free (p->type);
    g_free (p->language);
    g_free (p->format);
    g_free (p->day);
    g_free (p->status);
    g_clear_pointer (&p->priorities, g_array_unref);
    g_free (p);
}

void td_dossier_clear (TdDossier *d)
{
    td_span_clear (&d->span);
    g_clear_pointer (&d->by_id, g_hash_table_unref);
    g_clear_pointer (&d->papers, g_ptr_array_unref);
}

void td_dossier_paragraph_free (TdDossierParagraph *p)
{
    if (p == NULL)
        return;
    g_free (p->file_format);
    g_free (p->anchor);
    g_free (p->number);
    g_free (p->heading);
    g_free (p->text);
    g_free (p->language);
    g_free (p);
}

void td_dossier_found_clear (TdDossierFound *found)
{
    g_clear_pointer (&found->paragraphs, g_ptr_array_unref);
    td_coverage_clear (&found->coverage);
}

/* ---- opening ---- */

/* Those of one source follow one another; within it the order of the queries stays, submissions first. */
static int by_source (gconstpointer a, gconstpointer b)
{
    const TdDossierPaper *one = *(TdDossierPaper *const *) a, *two = *(TdDossierPaper *const *) b;

    if (one->source != two->source)
        return (int) one->source - (int) two->source;
    if ((one->document != NULL) != (two->document != NULL))
        return one->document != NULL ? 1 : -1;
    if (one->document != NULL && g_strcmp0 (one->day, two->day) != 0)
        return -g_strcmp0 (one->day, two->day);
    return one->received > two->received ? -1 : one->received < two->received;
}

gboolean td_dossier_open_in (TdTx *tx, const TdInstance *instance, const TdViewer *viewer, const char *state, int cycle,
                             TdDossier *ret_dossier, GError **error)
{
    g_auto (TdDossier) d = { 0 };
    TdThing thing;

    if (!td_span_in (tx, instance, state, cycle, &d.span, error))
        return FALSE;
    thing = td_door_dossier (d.span.state->iso3);
    if (!td_door_may (viewer, TD_ACT_DOSSIER_READ, &thing, error))
        return FALSE;
    d.papers = g_ptr_array_new_with_free_func ((GDestroyNotify) td_dossier_paper_free);
    d.by_id = g_hash_table_new (g_str_hash, g_str_equal);
    if (!td_dossier_select_submissions (tx, instance->profile, viewer, &d, error)
        || !td_dossier_select_documents (tx, &d, error) || !td_dossier_select_priorities (tx, viewer, &d, error)
        || !td_dossier_add_meetings (tx, instance, viewer, &d, error))
        return FALSE;
    g_ptr_array_sort (d.papers, by_source);
    *ret_dossier = d;
    d = (TdDossier){ 0 };
    return TRUE;
}

gboolean td_dossier_may_read (const TdInstance *instance, const TdViewer *viewer, const char *state, GError **error)
{
    const TdState *known = td_profile_state (instance->profile, state);
    TdThing thing;

    if (known == NULL)
        return td_door_unknown (error);
    thing = td_door_dossier (known->iso3);
    return td_door_may (viewer, TD_ACT_DOSSIER_READ, &thing, error);
}

/* ---- finding ---- */

/* By article and source; then what somebody named first, what is surest, the newest, in the order of its text. */
static int by_rank (gconstpointer a, gconstpointer b)
{
    const TdDossierKey *one = a, *two = b;

    if (one->article != two->article)
        return one->article - two->article;
    if (one->paper->source != two->paper->source)
        return (int) one->paper->source - (int) two->paper->source;
    if (one->priority != two->priority)
        return one->priority ? -1 : 1;
    if (one->confidence != two->confidence)
        return two->confidence - one->confidence;
    if (one->paper->received != two->paper->received)
        return one->paper->received > two->paper->received ? -1 : 1;
    return one->paper != two->paper ? (one->paper < two->paper ? -1 : 1) : one->n - two->n;
}

static void count (TdCoverage *coverage, const TdDossierKey *key)
{
    if (key->article > 0 && (guint) key->article < coverage->rows->len)
        g_array_index (coverage->rows, TdCoverageRow, key->article).by[key->paper->source]++;
}

/* Those of each article and source that are asked for. */
static gboolean load_asked (TdTx *tx, const GArray *keys, const TdDossierAsk *ask, TdDossierFound *found,
                            GError **error)
{
    guint place = 0;

    for (guint i = 0; i < keys->len; i++) {
        const TdDossierKey *key = &g_array_index (keys, TdDossierKey, i);
        const TdDossierKey *before = i > 0 ? key - 1 : NULL;
        TdDossierParagraph *p = NULL;
        if (before == NULL || before->article != key->article || before->paper->source != key->paper->source)
            place = 0;
        count (&found->coverage, key);
        if ((ask->source >= 0 && (int) key->paper->source != ask->source) || place < ask->from
            || place - ask->from >= ask->most) {
            place++;
            continue;
        }
        place++;
        if (!td_dossier_load_paragraph (tx, key, &p, error))
            return FALSE;
        if (p != NULL)
            g_ptr_array_add (found->paragraphs, p);
    }
    return TRUE;
}

static void cover (const TdProfile *profile, const TdSpan *span, TdCoverage *coverage)
{
    int last = 0;

    for (gsize i = 0; i < profile->n_articles; i++)
        last = MAX (last, profile->articles[i].number);
    coverage->rows = g_array_set_size (g_array_new (FALSE, TRUE, sizeof (TdCoverageRow)), (guint) last + 1);
    coverage->whole = TRUE;
    coverage->span = *span;
    coverage->span.from_day = g_strdup (span->from_day);
    coverage->span.until_day = g_strdup (span->until_day);
}

gboolean td_dossier_find_in (TdTx *tx, const TdInstance *instance, const TdViewer *viewer, const TdDossier *dossier,
                             const TdDossierAsk *ask, TdDossierFound *ret_found, GError **error)
{
    g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (TdDossierKey));
    g_auto (TdDossierFound)
        found = { .paragraphs = g_ptr_array_new_with_free_func ((GDestroyNotify) td_dossier_paragraph_free) };

    if (!td_dossier_select_submission_keys (tx, viewer, dossier, ask->article, keys, error)
        || !td_dossier_select_document_keys (tx, dossier, ask->article, keys, error))
        return FALSE;
    td_dossier_add_meeting_keys (dossier, ask->article, keys);
    g_array_sort (keys, by_rank);
    cover (instance->profile, &dossier->span, &found.coverage);
    if (!load_asked (tx, keys, ask, &found, error))
        return FALSE;
    *ret_found = found;
    found = (TdDossierFound){ 0 };
    return TRUE;
}

struct read {
    const TdInstance *instance;
    const TdViewer *viewer;
    const char *state;
    int cycle;
    const TdDossierAsk *ask;
    TdDossier dossier;
    TdDossierFound found;
    gboolean find;
};

static gboolean read_in (TdTx *tx, gpointer data, GError **error)
{
    struct read *r = data;

    if (!td_dossier_open_in (tx, r->instance, r->viewer, r->state, r->cycle, &r->dossier, error))
        return FALSE;
    return !r->find || td_dossier_find_in (tx, r->instance, r->viewer, &r->dossier, r->ask, &r->found, error);
}

gboolean td_dossier_read (TdInstance *instance, const TdViewer *viewer, const char *state, int cycle,
                          const TdDossierAsk *ask, TdDossier *ret_dossier, TdDossierFound *ret_found, GError **error)
{
    struct read r = {
        .instance = instance, .viewer = viewer, .state = state, .cycle = cycle, .ask = ask, .find = ret_found != NULL
    };

    if (!td_store_read (instance->store, read_in, &r, error)) {
        td_dossier_clear (&r.dossier);
        return FALSE;
    }
    *ret_dossier = r.dossier;
    if (ret_found != NULL)
        *ret_found = r.found;
    return TRUE;
}

gboolean td_dossier_note_readings (TdInstance *instance, const TdViewer *viewer, const TdDossierFound *found,
                                   GError **error)
{
    g_autoptr (GHashTable) noted = g_hash_table_new (g_direct_hash, g_direct_equal);
    g_autoptr (GPtrArray) ids = g_ptr_array_new ();

    for (guint i = 0; i < found->paragraphs->len; i++) {
        const TdDossierParagraph *p = found->paragraphs->pdata[i];
        if (p->paper->noted && g_hash_table_add (noted, (gpointer) p->paper))
            g_ptr_array_add (ids, p->paper->submission);
    }
    return td_reading_note_many (instance, viewer, ids, error);
}

/* ---- words and addresses ---- */

char *td_dossier_address (const TdDossierPaper *paper, int n, const char *anchor)
{
    const char *document = paper->symbol != NULL ? paper->symbol : paper->document;

    if (paper->meeting != NULL)
        return anchor != NULL ? g_strdup_printf ("/questions/%s#answers", anchor)
                              : g_strdup_printf ("/meetings/%s/questions", paper->meeting);
    if (paper->submission != NULL)
        return n > 0 ? g_strdup_printf ("/submissions/%s#p%d", paper->submission, n)
                     : g_strdup_printf ("/submissions/%s", paper->submission);
    return anchor != NULL ? g_strdup_printf ("/documents/%s#%s", document, anchor)
                          : g_strdup_printf ("/documents/%s", document);
}

/* Whoever opens a PDF so comes to the page. */
static char *at_page (char *take_address, const char *format, int page)
{
    g_autofree char *address = take_address;

    return g_str_equal (format, "pdf") ? g_strdup_printf ("%s#page=%d", address, page) : g_steal_pointer (&address);
}

char *td_dossier_file_address (const TdDossierParagraph *p)
{
    const TdDossierPaper *paper = p->paper;

    if (paper->document != NULL)
        return paper->format != NULL ? at_page (
                   g_strdup_printf ("/documents/%s/files/%s", paper->document, paper->language), paper->format, p->page)
                                     : NULL;
    if (!paper->read_file || p->file_format == NULL)
        return NULL;
    return at_page (g_strdup_printf ("/submissions/%s/files/%d", paper->submission, p->file), p->file_format, p->page);
}

const char *td_dossier_paper_title (const TdDossierPaper *paper, const char *locale)
{
    if (paper->meeting != NULL)
        return td_words (locale, paper->title);
    if (paper->title != NULL)
        return paper->title;
    return paper->symbol != NULL ? paper->symbol : td_words (locale, N_ ("Report without a title"));
}

const char *td_dossier_paper_who (const TdDossierPaper *paper, const char *locale)
{
    if (paper->who != NULL)
        return paper->who;
    return paper->submission != NULL ? td_words (locale, N_ ("Name withheld"))
                                     : td_words (locale, td_source_label (paper->source));
}

char *td_dossier_reference (const TdDossierParagraph *p, const char *locale)
{
    g_autofree char *n = g_strdup_printf ("%d", p->n);

    if (p->paper->meeting != NULL)
        return td_words_fill (td_words (locale, N_ ("{who}, question {n}")), "who",
                              td_dossier_paper_who (p->paper, locale), "n", n, NULL);
    if (p->paper->symbol != NULL)
        return td_dossier_place_words (p->paper->symbol, p->anchor, locale);
    return td_words_fill (td_words (locale, N_ ("{document}, paragraph {n}")), "document",
                          td_dossier_paper_who (p->paper, locale), "n", n, NULL);
}

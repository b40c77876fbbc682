/* The sender's word on which recommendations their submission speaks of. */
#include "areas/dossier/pages.h"

#include "areas/dossier/dossier-page.h"
#include "areas/dossier/links.html.h"
#include "areas/library/match.h"
#include "areas/submissions/draft-cookie.h"
#include "base/errors.h"
#include "text/language.h"
#include "text/words.h"

enum { ON_A_PAGE = 10 };

/* What one page is made from. */
typedef struct {
    TdInstance *instance;
    const char *locale;
    GHashTable *texts; /* "document anchor" to TdLibraryParagraph */
    GPtrArray *documents;
    TdKept kept;
} Page;

static void page_clear (Page *page)
{
    g_hash_table_unref (page->texts);
    g_ptr_array_unref (page->documents);
    td_kept_clear (&page->kept);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Page, page_clear)

/* ---- the Committee's paragraphs ---- */

struct load {
    Page *page;
    const GPtrArray *matches;
};

static gboolean load_document (TdTx *tx, Page *page, const char *document, GError **error)
{
    GPtrArray *paragraphs = td_library_paragraphs_in (tx, document, NULL, error);

    for (guint i = 0; paragraphs != NULL && i < paragraphs->len; i++) {
        TdLibraryParagraph *p = paragraphs->pdata[i];
        g_hash_table_insert (page->texts, g_strdup_printf ("%s %s", document, p->anchor), p);
    }
    if (paragraphs != NULL)
        g_ptr_array_add (page->documents, paragraphs);
    return paragraphs != NULL;
}

static gboolean load_in (TdTx *tx, gpointer data, GError **error)
{
    struct load *l = data;
    g_autoptr (GHashTable) done = g_hash_table_new (g_str_hash, g_str_equal);

    g_hash_table_remove_all (l->page->texts);
    for (guint i = 0; i < l->matches->len; i++) {
        const TdParagraphMatch *m = l->matches->pdata[i];
        if (g_hash_table_add (done, m->target) && !load_document (tx, l->page, m->target, error))
            return FALSE;
    }
    return TRUE;
}

/* ---- the page ---- */

static struct html_links_rows row_of (Page *page, const TdParagraphMatch *m)
{
    g_autofree char *key = g_strdup_printf ("%s %s", m->target, m->target_anchor);
    const TdLibraryParagraph *theirs = g_hash_table_lookup (page->texts, key);
    const char *document = m->target_symbol != NULL ? m->target_symbol : m->target;

    return (struct html_links_rows){
        .id = m->id,
        .n = m->n,
        .language = m->language,
        .direction = td_language_direction (m->language),
        .text = m->text,
        .mine = td_keep (&page->kept, g_strdup_printf ("/%s/submissions/%s#p%d", page->locale, m->submission, m->n)),
        .theirs = theirs != NULL ? theirs->paragraph->text : "",
        .their_language = theirs != NULL ? theirs->language : page->locale,
        .their_direction = td_language_direction (theirs != NULL ? theirs->language : page->locale),
        .place = td_keep (&page->kept, td_dossier_place_words (document, m->target_anchor, page->locale)),
        .link =
            td_keep (&page->kept, g_strdup_printf ("/%s/documents/%s#%s", page->locale, document, m->target_anchor)),
        .cited = m->how == TD_MATCH_CITED,
        .confirmed = m->said == TD_MATCH_CONFIRMED,
        .denied = m->said == TD_MATCH_DENIED,
    };
}

static const char *page_link (Page *page, const char *here, gint64 number, gint64 pages)
{
    if (number < 1 || number > pages)
        return "";
    return td_keep (&page->kept, g_strdup_printf ("%s?page=%" G_GINT64_FORMAT, here, number));
}

static gboolean render (TdRequest *request, const TdSubmission *s, const GPtrArray *matches, gint64 number,
                        GError **error)
{
    const char *locale = td_request_locale (request);
    g_auto (Page) made = { .instance = td_request_instance (request),
                           .locale = locale,
                           .texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
                           .documents = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref) };
    struct load load = { &made, matches };
    gint64 pages = MAX (1, (matches->len + ON_A_PAGE - 1) / ON_A_PAGE);
    struct html_links page;
    const char *back, *here;
    GArray *rows;

    td_kept_init (&made.kept);
    if (!td_store_read (made.instance->store, load_in, &load, error))
        return FALSE;
    number = CLAMP (number, 1, pages);
    back = td_keep (&made.kept, g_strdup_printf ("/%s/submissions/%s", locale, s->id));
    here = td_keep (&made.kept, g_strdup_printf ("%s/links", back));
    rows = td_keep_list (&made.kept, sizeof (struct html_links_rows));
    for (guint i = (guint) (number - 1) * ON_A_PAGE; i < matches->len && rows->len < ON_A_PAGE; i++) {
        struct html_links_rows row = row_of (&made, matches->pdata[i]);
        g_array_append_val (rows, row);
    }
    page = (struct html_links){ .here = here,
                                .back = back,
                                .title = s->title != NULL ? s->title : td_words (locale, N_ ("Report without a title")),
                                .page = number,
                                .pages = pages,
                                .previous = page_link (&made, here, number - 1, pages),
                                .next = page_link (&made, here, number + 1, pages) };
    TD_FILL (&page, rows, rows);
    td_reply_header (request, "Cache-Control", "no-store");
    html_links (td_request_html (request), &page);
    td_reply_html (request, 200);
    return TRUE;
}

gboolean td_links_page (TdRequest *request, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const TdViewer *viewer = td_request_viewer (request);
    const char *id = td_request_part (request, "id"), *key;
    g_auto (TdDraftCookie) cookie = { 0 };
    g_autoptr (TdSubmission) s = NULL;
    g_autoptr (GPtrArray) matches = NULL;

    td_draft_cookie_read (request, &cookie);
    key = td_draft_cookie_key_for (&cookie, id);
    s = td_submission_get (instance, viewer, key, id, error);
    matches = s != NULL ? td_match_of_submission (instance, viewer, key, id, error) : NULL;
    return matches != NULL && render (request, s, matches, td_dossier_asked_page (request), error);
}

gboolean td_links_post (TdRequest *request, GError **error)
{
    const char *id = td_request_part (request, "id"), *say = td_request_field (request, "say");
    const char *match = td_request_field (request, "match");
    TdMatchSaid said = g_str_equal (say, "confirmed") ? TD_MATCH_CONFIRMED
                       : g_str_equal (say, "denied")  ? TD_MATCH_DENIED
                                                      : TD_MATCH_UNSAID;
    g_auto (TdDraftCookie) cookie = { 0 };
    g_autofree char *path = NULL;

    td_draft_cookie_read (request, &cookie);
    if (!td_match_say (td_request_instance (request), td_request_viewer (request),
                       td_draft_cookie_key_for (&cookie, id), id, match, said, error))
        return FALSE;
    path = g_strdup_printf ("/%s/submissions/%s/links?page=%" G_GINT64_FORMAT "#m-%s", td_request_locale (request), id,
                            td_dossier_asked_page (request), match);
    td_reply_redirect (request, path);
    return TRUE;
}

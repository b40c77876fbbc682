/* The page of the pool, and what it shares with the page of taking. */
#include "areas/papers/pool-pages.h"

#include "areas/papers/pool-page.h"
#include "areas/papers/pool.html.h"
#include "base/id.h"
#include "text/language.h"
#include "text/words.h"

enum { GROUPS_A_PAGE = 15, ITEMS_SHOWN = 12, MOST_PAGES = 500 };

static int number (const char *text, int least, int most, int otherwise)
{
    gint64 value;

    return g_ascii_string_to_signed (text, 10, least, most, &value, NULL) ? (int) value : otherwise;
}

static const char *field (TdRequest *request, const char *beginning, const char *name)
{
    g_autofree char *whole = g_strconcat (beginning, name, NULL);

    return td_request_field (request, whole);
}

TdPoolAsked td_pool_asked (TdRequest *request, const char *beginning)
{
    return (TdPoolAsked){ .words = field (request, beginning, "words"),
                          .article = field (request, beginning, "article"),
                          .kind = field (request, beginning, "kind"),
                          .page = number (field (request, beginning, "page"), 1, MOST_PAGES, 1),
                          .cycle = number (td_request_field (request, "cycle"), 1, 99, 0) };
}

static char *address (TdRequest *request, const TdPoolAsked *asked, const char *ending, const char *beginning, int page)
{
    g_autofree char *words = g_uri_escape_string (asked->words, NULL, FALSE);
    g_autofree char *article = g_uri_escape_string (asked->article, NULL, FALSE);
    g_autofree char *kind = g_uri_escape_string (asked->kind, NULL, FALSE);

    return g_strdup_printf ("/%s/states/%s/pool%s?cycle=%d&%swords=%s&%sarticle=%s&%skind=%s&%spage=%d",
                            td_request_locale (request), td_request_part (request, "state"), ending, asked->cycle,
                            beginning, words, beginning, article, beginning, kind, beginning, page);
}

char *td_pool_address (TdRequest *request, const TdPoolAsked *asked, const char *ending, int page)
{
    return address (request, asked, ending, "", page);
}

char *td_pool_take_address (TdRequest *request, const TdPoolAsked *asked, const char *item)
{
    g_autofree char *rest = address (request, asked, "/take", "narrow-", asked->page);

    return g_strconcat (rest, "&of=", item, NULL);
}

const char *td_pool_who (const TdPoolItem *item, const char *locale)
{
    return item->name != NULL ? item->name : td_words (locale, N_ ("Name withheld"));
}

void td_pool_reply (TdRequest *request, int status)
{
    td_reply_header (request, "Cache-Control", "no-store");
    td_reply_html (request, status);
}

/* ---- the page ---- */

typedef struct html_pool_groups Group;

typedef struct {
    TdRequest *request;
    const char *locale;
    const TdPoolAsked *asked;
    const TdPoolList *pool;
    GPtrArray *strings, *lists;
} Page;

static void page_clear (Page *page)
{
    g_ptr_array_unref (page->lists);
    g_ptr_array_unref (page->strings);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Page, page_clear)

static const char *keep (Page *page, char *take_text)
{
    g_ptr_array_add (page->strings, take_text);
    return take_text;
}

static GArray *new_list (Page *page, guint size)
{
    GArray *list = g_array_new (FALSE, TRUE, size);

    g_ptr_array_add (page->lists, list);
    return list;
}

#define FILL(row, list, array) ((row)->list = (const void *) (array)->data, (row)->n_##list = (array)->len)

/* A priority stands at the head of its contribution, not at a paragraph. */
static const char *link_to (Page *page, const TdPoolItem *item)
{
    if (item->kind == TD_POOL_PRIORITY)
        return keep (page, g_strdup_printf ("/%s/submissions/%s", page->locale, item->submission));
    return keep (page, g_strdup_printf ("/%s/submissions/%s#p%d", page->locale, item->submission, item->n));
}

static void put_items (Page *page, Group *row, const TdPoolGroup *group)
{
    const char *shown = ((const TdPoolItem *) group->items->pdata[0])->text;
    GArray *rows = new_list (page, sizeof (struct html_pool_groups_items));

    for (guint i = 0; i < group->items->len && i < ITEMS_SHOWN; i++) {
        const TdPoolItem *item = group->items->pdata[i];
        struct html_pool_groups_items one = { .who = td_pool_who (item, page->locale),
                                              .link = link_to (page, item),
                                              .quiet = item->quiet,
                                              .text = i > 0 && !g_str_equal (item->text, shown) ? item->text : NULL,
                                              .language = item->language,
                                              .direction = td_language_direction (item->language) };
        g_array_append_val (rows, one);
    }
    row->more = group->items->len - rows->len;
    FILL (row, items, rows);
}

static const TdPaperKind *paper_kind (const TdProfile *profile, const char *slug)
{
    for (gsize i = 0; i < profile->n_paper_kinds; i++)
        if (g_str_equal (profile->paper_kinds[i].slug, slug))
            return &profile->paper_kinds[i];
    return NULL;
}

static gboolean is_there (const GArray *rows, const char *link)
{
    for (guint i = 0; i < rows->len; i++)
        if (g_str_equal (g_array_index (rows, struct html_pool_groups_taken, i).link, link))
            return TRUE;
    return FALSE;
}

static void put_taken (Page *page, Group *row, const TdPoolGroup *group)
{
    const TdProfile *profile = td_request_instance (page->request)->profile;
    GArray *rows = new_list (page, sizeof (struct html_pool_groups_taken));

    for (guint i = 0; i < group->items->len; i++) {
        const TdPoolItem *item = group->items->pdata[i];
        for (guint j = 0; j < item->taken->len; j++) {
            const TdPoolTaken *taken = item->taken->pdata[j];
            const TdPaperKind *kind = paper_kind (profile, taken->paper_kind);
            struct html_pool_groups_taken one = {
                .label = td_words (page->locale, kind != NULL ? kind->label : N_ ("A paper of the Committee")),
                .link = keep (page, g_strdup_printf ("/%s/papers/%s", page->locale, taken->paper))
            };
            if (!is_there (rows, one.link))
                g_array_append_val (rows, one);
        }
    }
    FILL (row, taken, rows);
}

/* "Article 16: Liberty and security of person", above the first of its article on this page. */
static const char *heading_of (Page *page, int article)
{
    const TdArticle *found = td_profile_article (td_request_instance (page->request)->profile, article);
    g_autofree char *n = td_words_number (page->locale, article);

    if (article == 0)
        return td_words (page->locale, N_ ("No article"));
    if (found == NULL)
        return keep (page, td_words_fill (td_words (page->locale, N_ ("Article {n}")), "n", n, NULL));
    return keep (page, td_words_fill (td_words (page->locale, N_ ("Article {n}: {title}")), "n", n, "title",
                                      td_words (page->locale, found->title), NULL));
}

static GArray *group_rows (Page *page)
{
    GArray *rows = new_list (page, sizeof (Group));
    int article = -1;

    for (guint i = 0; i < page->pool->groups->len; i++) {
        const TdPoolGroup *group = page->pool->groups->pdata[i];
        const TdPoolItem *first = group->items->pdata[0];
        const char *key = keep (page, td_pool_item_key (first));
        Group row = { .key = key,
                      .kind = td_pool_kind_label (group->kind),
                      .organisations = group->organisations,
                      .text = first->text,
                      .language = first->language,
                      .direction = td_language_direction (first->language),
                      .take = keep (page, td_pool_take_address (page->request, page->asked, key)),
                      .alone = group->items->len == 1,
                      .count = group->items->len };
        if (group->article != article)
            row.heading = heading_of (page, group->article);
        article = group->article;
        if (group->articles->len > 1)
            row.articles = keep (page, td_words_runs (page->locale, group->articles));
        put_items (page, &row, group);
        put_taken (page, &row, group);
        g_array_append_val (rows, row);
    }
    return rows;
}

static GArray *kind_rows (Page *page)
{
    GArray *rows = new_list (page, sizeof (struct html_pool_kinds));

    for (int i = 0; i < TD_N_POOL_KINDS; i++) {
        struct html_pool_kinds row = { .word = td_pool_kind_word ((TdPoolKind) i),
                                       .label = td_pool_kind_label ((TdPoolKind) i),
                                       .chosen = g_str_equal (page->asked->kind, td_pool_kind_word ((TdPoolKind) i)) };
        g_array_append_val (rows, row);
    }
    return rows;
}

/* The draft into which something was just taken: its id, if it is one. */
static const char *just_taken (Page *page)
{
    const char *id = td_request_field (page->request, "taken");

    return td_id_valid (id) ? keep (page, g_strdup_printf ("/%s/papers/%s", page->locale, id)) : "";
}

static void render (TdRequest *request, const TdPoolAsked *asked, const TdPoolList *pool)
{
    const TdProfile *profile = td_request_instance (request)->profile;
    const char *locale = td_request_locale (request);
    g_auto (Page) made = { .request = request,
                           .locale = locale,
                           .asked = asked,
                           .pool = pool,
                           .strings = g_ptr_array_new_with_free_func (g_free),
                           .lists = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref) };
    const TdPoolAsked nothing = { .words = "", .article = "", .kind = "", .cycle = asked->cycle };
    int pages = (int) ((pool->total + GROUPS_A_PAGE - 1) / GROUPS_A_PAGE), now = asked->page;
    GArray *groups = group_rows (&made), *kinds = kind_rows (&made);
    struct html_pool page = {
        .state_name = td_profile_state_name (profile, pool->state, locale),
        .state = keep (&made, g_strdup_printf ("/%s/states/%s", locale, pool->state->iso3)),
        .iso3 = pool->state->iso3,
        .cycle = pool->cycle,
        .submissions = pool->submissions,
        .total = pool->total,
        .narrowed = *asked->words != '\0' || *asked->article != '\0' || *asked->kind != '\0',
        .words = asked->words,
        .article = asked->article,
        .all = keep (&made, td_pool_address (request, &nothing, "", 1)),
        .taken = just_taken (&made),
        .branch = g_str_equal (td_request_field (request, "beside"), "1"),
        .json = keep (&made, td_pool_address (request, asked, ".json", now)),
        .page = now,
        .pages = pages,
        .many = pages > 1,
        .previous = now > 1 ? keep (&made, td_pool_address (request, asked, "", now - 1)) : "",
        .next = now < pages ? keep (&made, td_pool_address (request, asked, "", now + 1)) : "",
    };

    FILL (&page, groups, groups);
    FILL (&page, kinds, kinds);
    html_pool (td_request_html (request), &page);
    td_pool_reply (request, 200);
}

gboolean td_pool_page (TdRequest *request, GError **error)
{
    TdPoolAsked asked = td_pool_asked (request, "");
    const TdPoolAsk ask = { .state = td_request_part (request, "state"),
                            .cycle = asked.cycle,
                            /* What is no article is asked for as one that nothing speaks of. */
                            .article = *asked.article != '\0' ? number (asked.article, 1, 9999, 9999) : 0,
                            .kind = asked.kind,
                            .words = asked.words,
                            .offset = (asked.page - 1) * GROUPS_A_PAGE,
                            .limit = GROUPS_A_PAGE };
    g_auto (TdPoolList) pool = { 0 };

    if (!td_pool (td_request_instance (request), td_request_viewer (request), &ask, &pool, error))
        return FALSE;
    if (td_request_wants_json (request)) {
        td_reply_header (request, "Cache-Control", "no-store");
        td_reply_json (request, 200, td_pool_to_json (&pool));
        return TRUE;
    }
    asked.cycle = pool.cycle;
    render (request, &asked, &pool);
    return TRUE;
}

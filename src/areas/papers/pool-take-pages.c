/* Taking a group of the pool into a draft. */
#include "areas/papers/pool-page.h"
#include "areas/papers/pool-pages.h"
#include "areas/papers/pool-take.html.h"
#include "base/errors.h"
#include "templates/error-summary.html.h"
#include "text/language.h"
#include "text/words.h"

typedef struct {
    TdRequest *request;
    const char *locale;
    TdPoolList pool; /* of the one group */
    GPtrArray *papers;
    GPtrArray *strings, *lists;
} Page;

static void page_clear (Page *page)
{
    td_pool_clear (&page->pool);
    g_clear_pointer (&page->papers, g_ptr_array_unref);
    g_clear_pointer (&page->lists, g_ptr_array_unref);
    g_clear_pointer (&page->strings, g_ptr_array_unref);
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

/* The words as they are in the small mark-up, in which some signs mean something. Free it. */
static char *as_typed (const char *text)
{
    GString *typed = g_string_new (NULL);

    for (const char *c = text; *c != '\0'; c++) {
        if (strchr ("*[]^\\", *c) != NULL)
            g_string_append_c (typed, '\\');
        g_string_append_c (typed, *c);
    }
    return g_string_free (typed, FALSE);
}

/* Whether a value stands in the form as it was sent; before that everything does. */
static gboolean is_chosen (Page *page, const char *key)
{
    const char *const *sent = td_request_fields (page->request, "item");

    return sent[0] == NULL ? td_request_names (page->request, "into")[0] == NULL : g_strv_contains (sent, key);
}

static GArray *item_rows (Page *page, const TdPoolGroup *group)
{
    GArray *rows = new_list (page, sizeof (struct html_pool_take_items));

    for (guint i = 0; i < group->items->len; i++) {
        const TdPoolItem *item = group->items->pdata[i];
        const char *key = keep (page, td_pool_item_key (item));
        struct html_pool_take_items row = { .id = i == 0 ? "item" : keep (page, g_strdup_printf ("item-%u", i)),
                                            .key = key,
                                            .who = td_pool_who (item, page->locale),
                                            .text = item->text,
                                            .language = item->language,
                                            .direction = td_language_direction (item->language),
                                            .chosen = is_chosen (page, key) };
        g_array_append_val (rows, row);
    }
    return rows;
}

/* The sections of one draft, as "PAPER SECTION". */
static gboolean put_sections (Page *page, struct html_pool_take_papers *row, const TdPaper *paper, GError **error)
{
    const TdWriter writer = { .viewer = td_request_viewer (page->request) };
    g_autoptr (TdWritten) written =
        td_writing_get (td_request_instance (page->request), &writer, "paper", paper->id, error);
    GArray *rows = new_list (page, sizeof (struct html_pool_take_papers_sections));

    if (written == NULL)
        return FALSE;
    for (guint i = 0; i < written->sections->len; i++) {
        const TdWrittenSection *section = written->sections->pdata[i];
        struct html_pool_take_papers_sections one = { .value = "" };
        if (section->taken_out)
            continue;
        one.value = keep (page, g_strdup_printf ("%s %s", paper->id, section->slug));
        one.label = keep (page, g_strdup (td_words (page->locale, section->title)));
        one.chosen = g_str_equal (one.value, td_request_field (page->request, "into"));
        g_array_append_val (rows, one);
    }
    FILL (row, sections, rows);
    return TRUE;
}

/* The drafts of the State that this viewer can write in. */
static GArray *paper_rows (Page *page, GError **error)
{
    TdInstance *instance = td_request_instance (page->request);
    const TdViewer *viewer = td_request_viewer (page->request);
    const TdPaperFilter filter = { .state = page->pool.state->iso3, .status = td_status_word (TD_STATUS_DRAFT) };
    GArray *rows = new_list (page, sizeof (struct html_pool_take_papers));

    page->papers = td_paper_list (instance, viewer, &filter, error);
    if (page->papers == NULL)
        return NULL;
    for (guint i = 0; i < page->papers->len; i++) {
        const TdPaper *paper = page->papers->pdata[i];
        const TdThing thing = td_paper_thing (paper);
        struct html_pool_take_papers row = { .label = td_words (page->locale,
                                                                td_paper_kind_label (instance->profile, paper)) };
        if (!td_door_may (viewer, TD_ACT_PAPER_WRITE, &thing, NULL))
            continue;
        if (!put_sections (page, &row, paper, error))
            return NULL;
        g_array_append_val (rows, row);
    }
    return rows;
}

static gboolean show (TdRequest *request, const char *field, const char *message, GError **error)
{
    TdInstance *instance = td_request_instance (request);
    const char *locale = td_request_locale (request), *state = td_request_part (request, "state");
    TdPoolAsked asked = td_pool_asked (request, "narrow-");
    g_auto (Page) made = { .request = request,
                           .locale = locale,
                           .strings = g_ptr_array_new_with_free_func (g_free),
                           .lists = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref) };
    const char *text = message != NULL ? td_words (locale, message) : NULL;
    const struct html_error_summary_errors errors[] = { { .field = field, .text = text } };
    const TdPoolGroup *group;
    GArray *items, *papers;

    if (!td_pool_group_of (instance, td_request_viewer (request), state, asked.cycle, td_request_field (request, "of"),
                           &made.pool, error))
        return FALSE;
    group = made.pool.groups->pdata[0];
    papers = paper_rows (&made, error);
    if (papers == NULL)
        return FALSE;
    items = item_rows (&made, group);
    asked.cycle = made.pool.cycle;
    struct html_pool_take page = {
        .action = keep (&made, g_strdup_printf ("/%s/states/%s/pool/take", locale, state)),
        .back = keep (&made, td_pool_address (request, &asked, "", asked.page)),
        .caption = td_profile_state_name (instance->profile, made.pool.state, locale),
        .begin = keep (&made, g_strdup_printf ("/%s/papers/begin?state=%s", locale, made.pool.state->iso3)),
        .words = message != NULL ? td_request_field (request, "words")
                                 : keep (&made, as_typed (((const TdPoolItem *) group->items->pdata[0])->text)),
        .quiet = ((const TdPoolItem *) group->items->pdata[0])->quiet,
        .words_error = g_strcmp0 (field, "words") == 0 ? text : NULL,
        .into_error = g_strcmp0 (field, "into") == 0 ? text : NULL,
        .items_error = g_strcmp0 (field, "item") == 0 ? text : NULL,
        .cycle = made.pool.cycle,
        .of = td_request_field (request, "of"),
        .words_asked = asked.words,
        .article = asked.article,
        .kind = asked.kind,
        .page = keep (&made, g_strdup_printf ("%d", asked.page)),
        .errors = errors,
        .n_errors = message != NULL,
    };
    FILL (&page, items, items);
    FILL (&page, papers, papers);
    html_pool_take (td_request_html (request), &page);
    td_pool_reply (request, message != NULL ? 422 : 200);
    return TRUE;
}

gboolean td_pool_take_page (TdRequest *request, GError **error)
{
    return show (request, NULL, NULL, error);
}

/* Which field a refusal is about. */
static const char *field_of (TdRequest *request)
{
    if (*td_request_field (request, "words") == '\0' || td_request_field_problem (request, "words") != NULL)
        return "words";
    if (*td_request_field (request, "into") == '\0')
        return "into";
    return td_request_fields (request, "item")[0] == NULL ? "item" : "words";
}

gboolean td_pool_take_post (TdRequest *request, GError **error)
{
    TdPoolAsked asked = td_pool_asked (request, "narrow-");
    g_auto (GStrv) into = g_strsplit (td_request_field (request, "into"), " ", 2);
    const TdPoolTake take = { .state = td_request_part (request, "state"),
                              .cycle = asked.cycle,
                              .paper = into[0],
                              .section = into[0] != NULL ? into[1] : NULL,
                              .words = td_request_field (request, "words"),
                              .items = td_request_fields (request, "item") };
    const char *typed = td_request_field_problem (request, "words");
    g_autoptr (GError) problem = NULL;
    g_autofree char *pool = NULL;
    g_autofree char *there = NULL;
    gboolean branch = FALSE;

    if (typed != NULL)
        return show (request, "words", typed, error);
    if (!td_pool_take (td_request_instance (request), td_request_viewer (request), &take, NULL, &branch, &problem)) {
        if (td_error_code (problem) == TD_ERROR_INPUT)
            return show (request, field_of (request), problem->message, error);
        g_propagate_error (error, g_steal_pointer (&problem));
        return FALSE;
    }
    pool = td_pool_address (request, &asked, "", asked.page);
    there = g_strdup_printf ("%s&taken=%s%s#%s", pool, take.paper, branch ? "&beside=1" : "",
                             td_request_field (request, "of"));
    td_reply_redirect (request, there);
    return TRUE;
}

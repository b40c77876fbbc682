/* One draft with comments in the margin. */
#include "areas/general_comments/pages.h"

#include "areas/calls/deadline.h"
#include "areas/general_comments/general-draft.html.h"
#include "areas/general_comments/general-words.h"
#include "text/language.h"
#include "text/words.h"

typedef struct html_general_draft_paragraphs Row;
typedef struct html_general_draft_paragraphs_notes Note;

/* So much of it on one page, that it stays small on a bad line; so many comments in the margin of a paragraph, and so much of each. */
enum { PAGE_BYTES = 12000, PAGE_ITEMS = 40, NOTES = 2, NOTE_CHARACTERS = 140 };

/* A heading, or a paragraph. */
typedef struct {
    const TdTextSection *section;
    const TdTextParagraph *paragraph; /* NULL: the heading */
    const char *text;
    gsize size; /* with its notes */
} Item;

static gsize size_of_notes (const TdTextParagraph *paragraph)
{
    g_autoptr (GPtrArray) runs = td_text_notes_of (paragraph) > 0 ? td_text_paragraph_runs (paragraph) : NULL;
    gsize size = 0;

    for (guint i = 0; runs != NULL && i < runs->len; i++) {
        const TdTextRun *run = runs->pdata[i];
        size += run->note != NULL ? strlen (run->note) : 0;
    }
    return size;
}

static GArray *items_of (TdGeneralPage *p, const TdText *text)
{
    GArray *items = td_general_list (p, sizeof (Item));

    for (guint i = 0; i < text->sections->len; i++) {
        const TdTextSection *section = text->sections->pdata[i];
        const Item heading = { section, NULL, section->title, strlen (section->title) };
        if (*section->title != '\0')
            g_array_append_val (items, heading);
        for (guint k = 0; k < section->paragraphs->len; k++) {
            const TdTextParagraph *paragraph = section->paragraphs->pdata[k];
            const char *plain = td_general_plain (p, paragraph);
            const Item item = { section, paragraph, plain, strlen (plain) + size_of_notes (paragraph) };
            g_array_append_val (items, item);
        }
    }
    return items;
}

/* The first item of each page. */
static GArray *page_starts (TdGeneralPage *p, const GArray *items)
{
    GArray *starts = td_general_list (p, sizeof (guint));
    gsize bytes = 0;
    guint on_page = 0;

    for (guint i = 0; i < items->len; i++) {
        gsize size = g_array_index (items, Item, i).size;
        if (i == 0 || bytes + size > PAGE_BYTES || on_page >= PAGE_ITEMS) {
            g_array_append_val (starts, i);
            bytes = on_page = 0;
        }
        bytes += size;
        on_page++;
    }
    return starts;
}

static const char *beginning (TdGeneralPage *p, const char *text)
{
    gsize n = (gsize) g_utf8_strlen (text, -1);
    g_autofree char *line = g_strdelimit (g_strdup (text), "\n", ' ');
    g_autofree char *cut = NULL;

    if (n <= NOTE_CHARACTERS)
        return td_general_keep (p, g_steal_pointer (&line));
    cut = g_utf8_substring (line, 0, NOTE_CHARACTERS);
    return td_general_keep (p, g_strconcat (cut, "…", NULL));
}

static GArray *note_rows (TdGeneralPage *p, const GPtrArray *first, const char *anchor)
{
    GArray *rows = td_general_list (p, sizeof (Note));

    for (guint i = 0; i < first->len; i++) {
        const TdDraftComment *c = first->pdata[i];
        const char *who = td_general_writer (p, c);
        const Note note = { .who = who != NULL ? td_general_keep (p, g_strdup (who)) : NULL,
                            .position = td_general_position (p, c),
                            .text = beginning (p, c->text != NULL ? c->text : "") };
        if (g_strcmp0 (c->anchor, anchor) == 0)
            g_array_append_val (rows, note);
    }
    return rows;
}

typedef struct {
    TdCommentDraft *draft;
    TdGeneralComment *general;
    TdText *text;
    GHashTable *counts;
    gboolean is_open;
} Draft;

static void draft_clear (Draft *d)
{
    td_comment_draft_free (d->draft);
    td_general_comment_free (d->general);
    td_text_free (d->text);
    g_clear_pointer (&d->counts, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Draft, draft_clear)

/* What the paragraph is called in a link: its number, or its words' beginning. */
static const char *label_of (const TdTextParagraph *paragraph)
{
    return paragraph->id[0] == 'p' ? paragraph->id + 1 : paragraph->id;
}

static Row row_of (TdGeneralPage *p, const Draft *d, const Item *item, const GPtrArray *first, TdTextNotes *notes)
{
    const TdTextParagraph *paragraph = item->paragraph;
    Row row = { .heading = paragraph == NULL, .text = item->text, .anchor = "", .kind = "", .label = "" };

    if (paragraph == NULL)
        return row;
    row.words = td_general_marked (p, paragraph, notes);
    row.anchor = paragraph->id;
    row.kind = td_text_kind_word (paragraph->kind);
    row.number = paragraph->number;
    row.label = label_of (paragraph);
    row.comments = GPOINTER_TO_INT (g_hash_table_lookup (d->counts, paragraph->id));
    if (row.comments > 0 || d->is_open)
        row.link = td_general_comments_path (p, d->draft->id, d->text->language, paragraph->id);
    TD_GENERAL_FILL (&row, notes, note_rows (p, first, paragraph->id));
    return row;
}

static GPtrArray *first_comments (TdGeneralPage *p, const Draft *d, const GArray *items, guint from, guint to,
                                  GError **error)
{
    g_autoptr (GPtrArray) anchors = g_ptr_array_new ();

    for (guint i = from; i < to; i++) {
        const TdTextParagraph *paragraph = g_array_index (items, Item, i).paragraph;
        if (paragraph != NULL && g_hash_table_contains (d->counts, paragraph->id))
            g_ptr_array_add (anchors, paragraph->id);
    }
    if (anchors->len == 0)
        return g_ptr_array_new ();
    g_ptr_array_add (anchors, NULL);
    return td_draft_comments_first (p->instance, p->viewer, d->draft->id, (const char *const *) anchors->pdata, NOTES,
                                    error);
}

static const char *page_link (TdGeneralPage *p, const Draft *d, int page, int pages)
{
    g_autofree char *rest = g_strdup_printf ("?page=%d&in=%s#text", page, d->text->language);

    return page >= 1 && page <= pages ? td_general_draft_path (p, d->draft->id, rest) : "";
}

static int notes_before (const GArray *items, guint from)
{
    int n = 0;

    for (guint i = 0; i < from; i++) {
        const TdTextParagraph *paragraph = g_array_index (items, Item, i).paragraph;
        n += paragraph != NULL ? td_text_notes_of (paragraph) : 0;
    }
    return n;
}

static gboolean fill_text (TdGeneralPage *p, const Draft *d, struct html_general_draft *page, GError **error)
{
    GArray *items = items_of (p, d->text), *starts = page_starts (p, items);
    GArray *rows = td_general_list (p, sizeof (Row));
    int pages = MAX (1, (int) starts->len), n = MIN (td_consultation_page_number (p->request), pages);
    guint from = starts->len > 0 ? g_array_index (starts, guint, n - 1) : 0;
    guint to = n < (int) starts->len ? g_array_index (starts, guint, n) : items->len;
    g_autoptr (GPtrArray) first = first_comments (p, d, items, from, to, error);
    g_autoptr (TdTextNotes) notes = td_text_notes_new (notes_before (items, from));

    if (first == NULL)
        return FALSE;
    for (guint i = from; i < to; i++) {
        const Row row = row_of (p, d, &g_array_index (items, Item, i), first, notes);
        g_array_append_val (rows, row);
    }
    TD_GENERAL_FILL (page, paragraphs, rows);
    page->footnotes = td_general_footnotes (p, notes);
    page->several = pages > 1;
    page->page = n;
    page->pages = pages;
    page->previous = page_link (p, d, n - 1, pages);
    page->next = page_link (p, d, n + 1, pages);
    return TRUE;
}

static GArray *language_rows (TdGeneralPage *p, const Draft *d)
{
    GArray *rows = td_general_list (p, sizeof (struct html_general_draft_languages));

    for (guint i = 0; d->draft->languages->len > 1 && i < d->draft->languages->len; i++) {
        const TdDraftLanguage *l = d->draft->languages->pdata[i];
        g_autofree char *rest = g_strdup_printf ("?in=%s", l->language);
        const struct html_general_draft_languages row = { .tag = l->language,
                                                          .name = td_general_keep (
                                                              p, td_language_name (l->language, l->language)),
                                                          .link = td_general_draft_path (p, d->draft->id, rest),
                                                          .current = g_str_equal (l->language, d->text->language) };
        g_array_append_val (rows, row);
    }
    return rows;
}

static void fill_phase (TdGeneralPage *p, const Draft *d, struct html_general_draft *page)
{
    const TdGeneralStage *phase = td_general_comment_phase (d->general, d->draft->id);

    if (phase == NULL || phase->closes == 0)
        return;
    page->opens = td_general_when (p, phase->opens);
    page->closes = td_general_when (p, phase->closes);
    page->is_open = d->is_open;
    page->is_over = td_general_stage_when (phase, p->now) == TD_GENERAL_OVER;
    if (d->is_open)
        page->distance = td_general_keep (p, td_deadline_distance (phase->closes, p->now, p->locale));
}

static gboolean newer_draft (TdGeneralPage *p, const Draft *d, const char **ret_link, GError **error)
{
    g_autoptr (GPtrArray) drafts = td_comment_draft_list (p->instance, d->general->id, error);
    const TdCommentDraft *last;

    if (drafts == NULL)
        return FALSE;
    last = drafts->pdata[drafts->len - 1];
    if (last->n > d->draft->n)
        *ret_link = td_general_draft_path (p, last->id, "");
    return TRUE;
}

static gboolean render (TdGeneralPage *p, const Draft *d, GError **error)
{
    struct html_general_draft page = { .id = d->draft->id };
    g_autofree char *rest = g_strdup_printf ("/%s", d->general->id);

    page.general = td_general_path (p, rest);
    page.general_title = td_general_comment_title (d->general, p->locale, &page.title_language);
    page.title_direction = td_language_direction (page.title_language);
    page.name = td_general_keep (p, td_comment_draft_name (d->draft, p->locale));
    page.when = td_general_day (p, d->draft->created);
    page.earlier = d->draft->n > 1;
    page.bench = td_door_viewer_may (p->viewer, TD_ACT_GENERAL_COMMENT_BENCH);
    page.language = d->text->language;
    page.direction = td_language_direction (d->text->language);
    page.whole = GPOINTER_TO_INT (g_hash_table_lookup (d->counts, ""));
    page.whole_link = td_general_comments_path (p, d->draft->id, d->text->language, NULL);
    fill_phase (p, d, &page);
    TD_GENERAL_FILL (&page, languages, language_rows (p, d));
    if (!newer_draft (p, d, &page.newer, error) || !fill_text (p, d, &page, error))
        return FALSE;
    html_general_draft (td_request_html (p->request), &page);
    td_reply_html (p->request, 200);
    return TRUE;
}

gboolean td_general_draft_page (TdRequest *request, GError **error)
{
    g_auto (TdGeneralPage) p = { 0 };
    g_auto (Draft) d = { 0 };
    const TdGeneralStage *phase;

    td_general_page_init (&p, request);
    if (!td_general_draft_of (&p, &d.draft, &d.general, error)
        || (d.text = td_comment_draft_text (p.instance, d.draft->id, td_general_language (&p, d.draft), error)) == NULL
        || (d.counts = td_draft_comments_counts (p.instance, d.draft->id, error)) == NULL)
        return FALSE;
    phase = td_general_comment_phase (d.general, d.draft->id);
    d.is_open = phase != NULL && td_general_stage_when (phase, p.now) == TD_GENERAL_OPEN;
    if (!td_request_wants_json (request))
        return render (&p, &d, error);
    td_reply_json (request, 200, td_comment_draft_to_json (d.draft, d.text));
    return TRUE;
}

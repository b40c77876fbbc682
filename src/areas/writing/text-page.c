#include "areas/writing/text-page.h"

#include "areas/writing/text-part.html.h"
#include "areas/writing/text-runs.html.h"
#include "text/language.h"
#include "text/words.h"

typedef struct html_text_part_sections Section;
typedef struct html_text_part_sections_blocks Block;
typedef struct html_text_part_sections_blocks_rows Row;
typedef struct html_text_part_sections_blocks_rows_cells Cell;
typedef struct html_text_part_notes Note;
typedef struct html_text_runs_runs Run;

/* Everything of one text on its way to a page; arrays and strings live as long as it. */
typedef struct {
    const TdText *text;
    const TdTextLook *look;
    const TdHtml *like;
    GPtrArray *arrays, *strings, *markups;
    GArray *notes; /* of Note */
} View;

static GArray *hold (View *v, gsize size)
{
    GArray *array = g_array_new (FALSE, TRUE, (guint) size);

    g_ptr_array_add (v->arrays, array);
    return array;
}

static const char *keep (View *v, char *take)
{
    if (take != NULL)
        g_ptr_array_add (v->strings, take);
    return take;
}

static const TdMarkup *keep_markup (View *v, TdMarkup *take)
{
    g_ptr_array_add (v->markups, take);
    return take;
}

/* ---- words ---- */

static TdMarkup *render_runs (GArray *rows, const TdHtml *like)
{
    const struct html_text_runs page = { .runs = (const Run *) (void *) rows->data, .n_runs = rows->len };
    TdHtml h = *like;

    h.out = g_string_new (NULL);
    html_text_runs (&h, &page);
    return td_markup_take (h.out);
}

static Run run_of (const TdTextRun *run)
{
    return (Run){ .text = run->text,
                  .strong = (run->style & TD_RUN_STRONG) != 0,
                  .emphasis = (run->style & TD_RUN_EMPHASIS) != 0,
                  .link = run->link,
                  .added = run->change == TD_CHANGE_ADDED,
                  .removed = run->change == TD_CHANGE_REMOVED,
                  .by = run->by };
}

TdMarkup *td_text_runs_markup (const GPtrArray *runs, const TdHtml *like)
{
    g_autoptr (GArray) rows = g_array_new (FALSE, TRUE, sizeof (Run));

    for (guint i = 0; i < runs->len; i++) {
        Run row = run_of (runs->pdata[i]);
        g_array_append_val (rows, row);
    }
    return render_runs (rows, like);
}

/* Takes the note's words along; its number. */
static int note_of (View *v, const char *words)
{
    g_autoptr (GPtrArray) runs = td_text_runs_from_words (words);
    Note note = { .n = v->notes->len + 1, .words = keep_markup (v, td_text_runs_markup (runs, v->like)) };

    g_array_append_val (v->notes, note);
    return (int) v->notes->len;
}

static const TdMarkup *words_of (View *v, const GPtrArray *runs)
{
    g_autoptr (GArray) rows = g_array_new (FALSE, TRUE, sizeof (Run));

    for (guint i = 0; i < runs->len; i++) {
        const TdTextRun *run = runs->pdata[i];
        Run row = run_of (run);
        if (run->note != NULL)
            row.note = note_of (v, run->note);
        g_array_append_val (rows, row);
    }
    return keep_markup (v, render_runs (rows, v->like));
}

/* ---- paragraphs and tables ---- */

static const char *tag_of (const View *v, const TdTextParagraph *p)
{
    return p->language != NULL ? p->language : v->text->language;
}

/* NULL: none, or they are not shown. */
static const char *articles_words (View *v, const TdTextParagraph *p)
{
    const char *locale = v->look->locale != NULL ? v->look->locale : v->like->locale;

    if (v->look->no_articles || p->articles == NULL || p->articles->len == 0)
        return NULL;
    return keep (v, td_words_runs (locale, p->articles));
}

static Block block_of (View *v, const TdTextParagraph *p)
{
    Block block = { .id = p->id,
                    .kind = td_text_kind_word (p->kind),
                    .number = p->number,
                    .language = tag_of (v, p),
                    .direction = td_language_direction (tag_of (v, p)) };

    block.articles = articles_words (v, p);
    block.several = block.articles != NULL && p->articles->len > 1;
    if (v->look->sources && p->source != NULL) {
        block.source = p->source;
        block.source_link = p->source_link;
    }
    return block;
}

static void add_row (View *v, GArray *rows, const TdTextParagraph *p)
{
    GArray *cells = hold (v, sizeof (Cell));
    Row row = { .heads = p->heads, .articles = articles_words (v, p) };

    for (guint i = 0; i < p->cells->len; i++) {
        const Cell cell = { .words = words_of (v, p->cells->pdata[i]) };
        g_array_append_val (cells, cell);
    }
    row.cells = (const Cell *) (void *) cells->data;
    row.n_cells = cells->len;
    g_array_append_val (rows, row);
}

/* The rows that follow one another are one table. *i: of the last of them afterwards. */
static Block table_of (View *v, const GPtrArray *paragraphs, guint *i)
{
    Block block = block_of (v, paragraphs->pdata[*i]);
    GArray *rows = hold (v, sizeof (Row));

    for (; *i < paragraphs->len && ((TdTextParagraph *) paragraphs->pdata[*i])->kind == TD_TEXT_ROW; ++*i)
        add_row (v, rows, paragraphs->pdata[*i]);
    --*i;
    block.kind = "table";
    block.articles = NULL;
    for (guint r = 0; r < rows->len; r++)
        block.by_row = block.by_row || g_array_index (rows, Row, r).articles != NULL;
    block.rows = (const Row *) (void *) rows->data;
    block.n_rows = rows->len;
    return block;
}

static Section section_of (View *v, const TdTextSection *s)
{
    GArray *blocks = hold (v, sizeof (Block));
    Section section = { .id = s->id, .title = s->title, .deep = s->level > 1 };

    for (guint i = 0; i < s->paragraphs->len; i++) {
        const TdTextParagraph *p = s->paragraphs->pdata[i];
        Block block;
        if (p->kind == TD_TEXT_ROW)
            block = table_of (v, s->paragraphs, &i);
        else {
            block = block_of (v, p);
            block.words = words_of (v, p->runs);
        }
        g_array_append_val (blocks, block);
    }
    if (v->look->edit != NULL)
        section.edit = keep (v, v->look->edit (s->id, v->look->data));
    section.blocks = (const Block *) (void *) blocks->data;
    section.n_blocks = blocks->len;
    return section;
}

TdMarkup *td_text_markup (const TdText *text, const TdTextLook *look, const TdHtml *like)
{
    View v = { .text = text,
               .look = look,
               .like = like,
               .arrays = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref),
               .strings = g_ptr_array_new_with_free_func (g_free),
               .markups = g_ptr_array_new_with_free_func ((GDestroyNotify) td_markup_free),
               .notes = g_array_new (FALSE, TRUE, sizeof (Note)) };
    GArray *sections = hold (&v, sizeof (Section));
    TdHtml h = *like;

    for (guint i = 0; i < text->sections->len; i++) {
        const Section section = section_of (&v, text->sections->pdata[i]);
        g_array_append_val (sections, section);
    }
    const struct html_text_part page = { .low = look->low,
                                         .sections = (const Section *) (void *) sections->data,
                                         .n_sections = sections->len,
                                         .notes = (const Note *) (void *) v.notes->data,
                                         .n_notes = v.notes->len };
    h.out = g_string_new (NULL);
    html_text_part (&h, &page);
    g_array_unref (v.notes);
    g_ptr_array_unref (v.markups);
    g_ptr_array_unref (v.strings);
    g_ptr_array_unref (v.arrays);
    return td_markup_take (h.out);
}

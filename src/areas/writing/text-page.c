#include "areas/writing/text-page.h"

#include "areas/writing/text-notes.html.h"
#include "areas/writing/text-part.html.h"
#include "areas/writing/text-runs.html.h"
#include "text/language.h"
#include "text/words.h"

typedef struct html_text_part_sections Section;
typedef struct html_text_part_sections_blocks Block;
typedef struct html_text_part_sections_blocks_rows Row;
typedef struct html_text_part_sections_blocks_rows_cells Cell;
typedef struct html_text_notes_notes Note;
typedef struct html_text_runs_runs Run;

/* Everything of one text on its way to a page; arrays and strings live as long as it. */
typedef struct {
    const TdText *text;
    const TdTextLook *look;
    const TdHtml *like;
    GPtrArray *arrays, *strings, *markups;
    TdTextNotes *notes;
} View;

struct TdTextNotes {
    int before;
    GPtrArray *words; /* of char *, in the small mark-up */
};

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

TdTextNotes *td_text_notes_new (int before)
{
    TdTextNotes *notes = g_new0 (TdTextNotes, 1);

    notes->before = before;
    notes->words = g_ptr_array_new_with_free_func (g_free);
    return notes;
}

void td_text_notes_free (TdTextNotes *notes)
{
    if (notes == NULL)
        return;
    g_ptr_array_unref (notes->words);
    g_free (notes);
}

static int notes_in (const GPtrArray *runs)
{
    int n = 0;

    for (guint i = 0; runs != NULL && i < runs->len; i++)
        n += ((const TdTextRun *) runs->pdata[i])->note != NULL;
    return n;
}

int td_text_notes_of (const TdTextParagraph *p)
{
    int n = notes_in (p->runs);

    for (guint i = 0; p->cells != NULL && i < p->cells->len; i++)
        n += notes_in (p->cells->pdata[i]);
    return n;
}

TdMarkup *td_text_noted_markup (TdTextNotes *notes, const GPtrArray *runs, const TdHtml *like)
{
    g_autoptr (GArray) rows = g_array_new (FALSE, TRUE, sizeof (Run));

    for (guint i = 0; i < runs->len; i++) {
        const TdTextRun *run = runs->pdata[i];
        Run row = run_of (run);
        if (run->note != NULL) {
            g_ptr_array_add (notes->words, g_strdup (run->note));
            row.note = notes->before + (int) notes->words->len;
        }
        g_array_append_val (rows, row);
    }
    return render_runs (rows, like);
}

TdMarkup *td_text_notes_markup (const TdTextNotes *notes, const TdHtml *like)
{
    g_autoptr (GPtrArray) markups = g_ptr_array_new_with_free_func ((GDestroyNotify) td_markup_free);
    g_autoptr (GArray) rows = g_array_new (FALSE, TRUE, sizeof (Note));
    TdHtml h = *like;

    for (guint i = 0; i < notes->words->len; i++) {
        g_autoptr (GPtrArray) runs = td_text_runs_from_words (notes->words->pdata[i]);
        Note note = { .n = notes->before + (int) i + 1, .words = td_text_runs_markup (runs, like) };
        g_ptr_array_add (markups, (gpointer) note.words);
        g_array_append_val (rows, note);
    }
    if (rows->len == 0)
        return NULL;
    const struct html_text_notes page = { .notes = (const Note *) (void *) rows->data, .n_notes = rows->len };
    h.out = g_string_new (NULL);
    html_text_notes (&h, &page);
    return td_markup_take (h.out);
}

static const TdMarkup *words_of (View *v, const GPtrArray *runs)
{
    return keep_markup (v, td_text_noted_markup (v->notes, runs, v->like));
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
               .notes = td_text_notes_new (0) };
    GArray *sections = hold (&v, sizeof (Section));
    TdHtml h = *like;

    for (guint i = 0; i < text->sections->len; i++) {
        const Section section = section_of (&v, text->sections->pdata[i]);
        g_array_append_val (sections, section);
    }
    g_autoptr (TdMarkup) notes = td_text_notes_markup (v.notes, like);
    const struct html_text_part page = { .low = look->low,
                                         .sections = (const Section *) (void *) sections->data,
                                         .n_sections = sections->len,
                                         .notes = notes };
    h.out = g_string_new (NULL);
    html_text_part (&h, &page);
    td_text_notes_free (v.notes);
    g_ptr_array_unref (v.markups);
    g_ptr_array_unref (v.strings);
    g_ptr_array_unref (v.arrays);
    return td_markup_take (h.out);
}

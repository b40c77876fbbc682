/* A file as the reader found it becomes a text of the one text model. Contract in draft-rules.h and draft.h. */
#include "areas/general_comments/draft-rules.h"

#include "areas/library/library.h"
#include "base/errors.h"
#include "base/limits.h"

#include <string.h>

/* A heading is the same one in the next draft by its words. */
static char *section_id (GHashTable *taken, const char *title)
{
    g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, title, -1);
    g_autofree char *id = g_strdup_printf ("s%.12s", hash);

    for (int n = 2; g_hash_table_contains (taken, id); n++) {
        g_free (id);
        id = g_strdup_printf ("s%.12s-%d", hash, n);
    }
    g_hash_table_add (taken, g_strdup (id));
    return g_steal_pointer (&id);
}

static TdTextSection *begin_section (TdText *text, GHashTable *taken, const TdParagraph *p)
{
    g_autofree char *title =
        p == NULL ? g_strdup ("")
                  : g_strjoin (" ", p->number != NULL ? p->number : p->text, p->number != NULL ? p->text : NULL, NULL);
    g_autofree char *id = section_id (taken, title);

    return td_text_add_section (text, id, title, p != NULL ? CLAMP (p->level, 1, 6) : 1);
}

/* (a) to (z): what td_text_number gives to items. */
static gboolean is_item (const TdParagraph *p)
{
    return p->number != NULL && strlen (p->number) == 3 && p->number[0] == '(' && g_ascii_islower (p->number[1])
           && p->number[2] == ')';
}

/* ---- how words stand ---- */

/* The footnotes of a file by their number; each is found once, by its call. */
typedef struct {
    GHashTable *by_number; /* GQueue of const TdParagraph */
    GHashTable *called;    /* a set of const TdParagraph: those that hang on their call */
} Notes;

static void notes_clear (Notes *notes)
{
    g_hash_table_unref (notes->by_number);
    g_hash_table_unref (notes->called);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Notes, notes_clear)

static void queue_free (gpointer queue)
{
    g_queue_free (queue);
}

static Notes notes_of (const TdDocument *document)
{
    Notes notes = { g_hash_table_new_full (g_str_hash, g_str_equal, NULL, queue_free), g_hash_table_new (NULL, NULL) };

    for (guint i = 0; i < document->paragraphs->len; i++) {
        TdParagraph *p = document->paragraphs->pdata[i];
        char *number = p->number != NULL ? p->number : (char *) "";
        GQueue *queue;
        if (p->kind != TD_PARAGRAPH_FOOTNOTE)
            continue;
        queue = g_hash_table_lookup (notes.by_number, number);
        if (queue == NULL)
            g_hash_table_insert (notes.by_number, number, queue = g_queue_new ());
        g_queue_push_tail (queue, p);
    }
    return notes;
}

/* call: "[3]". NULL where no such note is left. */
static const TdParagraph *note_of_call (Notes *notes, const char *call)
{
    gsize length = strlen (call);
    g_autofree char *number = length > 2 ? g_strndup (call + 1, length - 2) : g_strdup ("");
    GQueue *queue = g_hash_table_lookup (notes->by_number, number);
    TdParagraph *note = queue != NULL ? g_queue_pop_head (queue) : NULL;

    if (note != NULL)
        g_hash_table_add (notes->called, note);
    return note;
}

/* Neighbours that stand alike are one run. */
static void add_words (GPtrArray *runs, const char *words, guint style)
{
    TdTextRun *last = runs->len > 0 ? runs->pdata[runs->len - 1] : NULL;
    const TdTextRun *run = *words != '\0' ? td_text_runs_add (runs, words, style) : NULL;

    if (run == NULL || last == NULL || last->note != NULL || last->style != style)
        return;
    g_autofree char *first = g_steal_pointer (&last->text);
    last->text = g_strconcat (first, run->text, NULL);
    g_ptr_array_remove_index (runs, runs->len - 1);
}

static void add_piece (GPtrArray *runs, const char *text, gsize from, gsize to, guint style)
{
    g_autofree char *piece = g_strndup (text + from, to > from ? to - from : 0);

    add_words (runs, piece, style & (TD_RUN_STRONG | TD_RUN_EMPHASIS));
}

/* The words of a note in the small mark-up, in which the model keeps them. A call within a note is mere words. */
static char *note_words (const TdParagraph *note)
{
    g_autoptr (GPtrArray) runs = td_text_runs_new ();
    guint at = 0;

    for (guint i = 0; note->spans != NULL && i < note->spans->len; i++) {
        const TdWordSpan *span = &g_array_index (note->spans, TdWordSpan, i);
        add_piece (runs, note->text, at, span->from, 0);
        add_piece (runs, note->text, span->from, span->to, span->style);
        at = span->to;
    }
    add_words (runs, note->text + at, 0);
    return td_text_words_of_runs (runs);
}

/* The note hangs on the word before its call; at the beginning of a paragraph on the call itself. Two at one place are one. */
static void hang_note (GPtrArray *runs, const TdParagraph *note, const char *call)
{
    TdTextRun *run = runs->len > 0 ? runs->pdata[runs->len - 1] : td_text_runs_add (runs, call, 0);
    g_autofree char *before = g_steal_pointer (&run->note);
    g_autofree char *words = note_words (note);

    run->note = before != NULL ? g_strconcat (before, " ", words, NULL) : g_steal_pointer (&words);
}

/* Bytes [from, to) of a paragraph as runs. */
static void add_runs (Notes *notes, GPtrArray *runs, const TdParagraph *p, gsize from, gsize to)
{
    gsize at = from;

    for (guint i = 0; p->spans != NULL && i < p->spans->len; i++) {
        const TdWordSpan *span = &g_array_index (p->spans, TdWordSpan, i);
        gsize begins = MAX (span->from, at), ends = MIN (span->to, to);
        g_autofree char *call = NULL;
        const TdParagraph *note = NULL;
        if (begins >= ends)
            continue;
        add_piece (runs, p->text, at, begins, 0);
        at = ends;
        if ((span->style & TD_SPAN_NOTE) != 0) {
            call = g_strndup (p->text + begins, ends - begins);
            note = note_of_call (notes, call);
        }
        if (note != NULL)
            hang_note (runs, note, call);
        else
            add_piece (runs, p->text, begins, ends, span->style);
    }
    add_piece (runs, p->text, at, to, 0);
}

/* ---- paragraphs ---- */

/* The kind by what stands before the text. A number that the model does not know stays among the words, so that nothing is lost. */
static TdTextParagraph *add_paragraph (Notes *notes, TdTextSection *section, const TdParagraph *p, const char *anchor)
{
    gboolean numbered = anchor[0] == 'p', item = !numbered && is_item (p);
    TdTextParagraph *made = td_text_add (section,
                                         numbered ? TD_TEXT_NUMBERED
                                         : item   ? TD_TEXT_ITEM
                                                  : TD_TEXT_PLAIN,
                                         "");
    g_autofree char *before = numbered || item || p->number == NULL ? NULL : g_strconcat (p->number, " ", NULL);

    if (before != NULL)
        add_words (made->runs, before, 0);
    add_runs (notes, made->runs, p, 0, strlen (p->text));
    if (numbered)
        made->number = g_strdup_printf ("%s.", anchor + 1);
    else if (item)
        made->number = g_strdup (p->number);
    return made;
}

static TdTextParagraph *add_row (Notes *notes, TdTextSection *section, const TdParagraph *p)
{
    g_auto (GStrv) cells = g_strsplit (p->text, " | ", TD_LIMIT_TEXT_CELLS);
    static const char *const none[] = { NULL };
    TdTextParagraph *row = td_text_add_row (section, FALSE, none);
    gsize at = 0;

    for (gsize i = 0; cells[i] != NULL; i++) {
        GPtrArray *runs = td_text_runs_new ();
        add_runs (notes, runs, p, at, at + strlen (cells[i]));
        at += strlen (cells[i]) + strlen (" | ");
        g_ptr_array_add (row->cells, runs);
    }
    return row;
}

/* Notes that hang on their call stand there and nowhere else. What its file puts before the paragraph (in a table) is found late, so that
 * they go at the end. */
static void drop_called (const TdText *text, const Notes *notes, const TdDocument *document, const GPtrArray *anchors)
{
    g_autoptr (GHashTable) gone = g_hash_table_new (g_str_hash, g_str_equal);

    for (guint i = 0; i < document->paragraphs->len; i++)
        if (g_hash_table_contains (notes->called, document->paragraphs->pdata[i]))
            g_hash_table_add (gone, anchors->pdata[i]);
    for (guint i = 0; i < text->sections->len; i++) {
        const TdTextSection *section = text->sections->pdata[i];
        for (guint k = section->paragraphs->len; k > 0; k--) {
            const TdTextParagraph *p = section->paragraphs->pdata[k - 1];
            if (g_hash_table_contains (gone, p->id))
                g_ptr_array_remove_index (section->paragraphs, k - 1);
        }
    }
}

TdText *td_draft_text_of (const TdDocument *document, const char *language)
{
    g_autoptr (GPtrArray) anchors = td_library_anchors_whole (document->paragraphs);
    g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    g_auto (Notes) notes = notes_of (document);
    TdText *text = td_text_new (language);
    TdTextSection *section = NULL;

    text->title = g_strdup (document->title);
    for (guint i = 0; i < document->paragraphs->len; i++) {
        const TdParagraph *p = document->paragraphs->pdata[i];
        TdTextParagraph *made;
        if (p->kind == TD_PARAGRAPH_HEADING || section == NULL)
            section = begin_section (text, taken, p->kind == TD_PARAGRAPH_HEADING ? p : NULL);
        if (p->kind == TD_PARAGRAPH_HEADING)
            continue;
        made = p->kind == TD_PARAGRAPH_TABLE ? add_row (&notes, section, p)
                                             : add_paragraph (&notes, section, p, anchors->pdata[i]);
        g_free (made->id);
        made->id = g_strdup (anchors->pdata[i]);
    }
    drop_called (text, &notes, document, anchors);
    return text;
}

int td_draft_text_off (const TdText *text)
{
    int next = 1;

    for (guint i = 0; i < text->sections->len; i++) {
        const TdTextSection *section = text->sections->pdata[i];
        for (guint k = 0; k < section->paragraphs->len; k++) {
            const TdTextParagraph *p = section->paragraphs->pdata[k];
            if (p->kind != TD_TEXT_NUMBERED)
                continue;
            if (g_ascii_strtoll (p->id + 1, NULL, 10) != next)
                return (int) g_ascii_strtoll (p->id + 1, NULL, 10);
            next++;
        }
    }
    return 0;
}

const char *td_draft_text_missing (const TdText *a, const TdText *b)
{
    const TdText *texts[] = { a, b };

    for (gsize t = 0; t < G_N_ELEMENTS (texts); t++)
        for (guint i = 0; i < texts[t]->sections->len; i++) {
            const TdTextSection *section = texts[t]->sections->pdata[i];
            for (guint k = 0; k < section->paragraphs->len; k++) {
                const TdTextParagraph *p = section->paragraphs->pdata[k];
                if (p->kind == TD_TEXT_NUMBERED && td_text_paragraph (texts[1 - t], p->id) == NULL)
                    return p->id;
            }
        }
    return NULL;
}

char *td_draft_text_kept (const TdText *text)
{
    json_t *json = td_text_to_json (text);
    char *dumped = json_dumps (json, JSON_COMPACT);
    char *kept = g_strdup (dumped);

    free (dumped);
    json_decref (json);
    return kept;
}

TdText *td_draft_text_read (const char *kept, GError **error)
{
    json_t *json = json_loads (kept, JSON_REJECT_DUPLICATES, NULL);
    TdText *text = NULL;

    if (json == NULL)
        g_set_error_literal (error, TD_GENERAL_COMMENT_ERROR, TD_ERROR_OURS,
                             "The text of this draft is damaged in the store. Bring the draft in again.");
    else
        text = td_text_from_json (json, error);
    json_decref (json);
    return text;
}

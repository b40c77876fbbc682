/* What changed between two versions of a text, as runs that say so: paragraphs beside each other by id or likeness, then word by word. */
#include "document/text-model-private.h"

#include "text/word-diff.h"

#include <string.h>

/* ---- runs ---- */

/* Takes the next n bytes of the words of runs (those that stand) with their styles. */
typedef struct {
    const GPtrArray *runs;
    guint run;
    gsize at; /* within its text */
} Cutting;

static const TdTextRun *standing_run (Cutting *cutting)
{
    for (; cutting->run < cutting->runs->len; cutting->run++, cutting->at = 0) {
        const TdTextRun *run = g_ptr_array_index (cutting->runs, cutting->run);
        if (run->change != TD_CHANGE_REMOVED && cutting->at < strlen (run->text))
            return run;
    }
    return NULL;
}

static void skip (Cutting *cutting, gsize n)
{
    for (const TdTextRun *run; n > 0 && (run = standing_run (cutting)) != NULL;) {
        gsize part = MIN (n, strlen (run->text) - cutting->at);
        cutting->at += part;
        n -= part;
    }
}

static void take (Cutting *cutting, gsize n, TdTextChange change, const char *by, GPtrArray *into)
{
    for (const TdTextRun *run; n > 0 && (run = standing_run (cutting)) != NULL;) {
        gsize part = MIN (n, strlen (run->text) - cutting->at);
        g_autofree char *words = g_strndup (run->text + cutting->at, part);
        TdTextRun *cut = td_text_runs_add (into, words, run->style);
        cut->link = g_strdup (run->link);
        cut->change = change;
        cut->by = change != TD_CHANGE_NONE ? g_strdup (by) : NULL;
        cutting->at += part;
        if (cutting->at == strlen (run->text) && change != TD_CHANGE_REMOVED)
            cut->note = g_strdup (run->note);
        n -= part;
    }
}

/* ---- words that stay ---- */

/* How much of a run is left, at most so much. */
static gsize left_of (const TdTextRun *run, const Cutting *cutting, gsize most)
{
    return MIN (most, strlen (run->text) - cutting->at);
}

/* The note that hangs on what a piece of a run ends with. */
static const char *note_at (const TdTextRun *run, const Cutting *cutting, gsize n)
{
    return cutting->at + n == strlen (run->text) ? run->note : NULL;
}

/* Where the last word of a piece begins. */
static gsize last_word (const char *text, gsize n)
{
    gsize at = n;

    while (at > 0 && text[at - 1] == ' ')
        at--;
    while (at > 0 && text[at - 1] != ' ')
        at--;
    return at;
}

/* The piece as it was, then as it is. */
static void take_both (Cutting *before, Cutting *after, gsize n, const char *by, GPtrArray *into)
{
    const TdTextRun *was = standing_run (before);
    g_autofree char *note = g_strdup (note_at (was, before, n));

    take (before, n, TD_CHANGE_REMOVED, by, into);
    if (note != NULL) {
        TdTextRun *gone = g_ptr_array_index (into, into->len - 1);
        gone->note = g_steal_pointer (&note);
    }
    take (after, n, TD_CHANGE_ADDED, by, into);
}

/* The next n bytes, the same words on both sides. */
static void take_same (Cutting *before, Cutting *after, gsize n, const char *by, GPtrArray *into)
{
    const TdTextRun *was, *is;

    while (n > 0 && (was = standing_run (before)) != NULL && (is = standing_run (after)) != NULL) {
        gsize part = left_of (was, before, left_of (is, after, n));
        gboolean styled = was->style != is->style || g_strcmp0 (was->link, is->link) != 0;
        gboolean noted = g_strcmp0 (note_at (was, before, part), note_at (is, after, part)) != 0;
        gsize plain = styled ? 0 : noted ? last_word (is->text + after->at, part) : part;
        skip (before, plain);
        take (after, plain, TD_CHANGE_NONE, by, into);
        if (plain < part)
            take_both (before, after, part - plain, by, into);
        n -= part;
    }
}

GPtrArray *td_text_runs_compare (const GPtrArray *before, const GPtrArray *after, const char *language, const char *by)
{
    g_autofree char *old = td_text_plain (before), *new = td_text_plain (after);
    g_autoptr (GPtrArray) pieces = td_word_diff (old, new, language);
    Cutting from_before = { before, 0, 0 }, from_after = { after, 0, 0 };
    GPtrArray *runs = td_text_runs_new ();

    for (guint i = 0; i < pieces->len; i++) {
        const TdDiffPiece *piece = g_ptr_array_index (pieces, i);
        gsize n = strlen (piece->text);
        if (piece->kind == TD_DIFF_REMOVED) {
            take (&from_before, n, TD_CHANGE_REMOVED, by, runs);
            continue;
        }
        if (piece->kind == TD_DIFF_ADDED)
            take (&from_after, n, TD_CHANGE_ADDED, by, runs);
        else
            take_same (&from_before, &from_after, n, by, runs);
    }
    return runs;
}

gboolean td_text_runs_changed (const GPtrArray *runs)
{
    for (guint i = 0; i < runs->len; i++)
        if (((const TdTextRun *) g_ptr_array_index (runs, i))->change != TD_CHANGE_NONE)
            return TRUE;
    return FALSE;
}

GPtrArray *td_text_paragraph_runs (const TdTextParagraph *paragraph)
{
    GPtrArray *runs;

    if (paragraph->runs != NULL)
        return td_text_runs_copy (paragraph->runs);
    runs = td_text_runs_new ();
    for (guint i = 0; paragraph->cells != NULL && i < paragraph->cells->len; i++) {
        GPtrArray *cell = td_text_runs_copy (g_ptr_array_index (paragraph->cells, i));
        if (i > 0)
            td_text_runs_add (runs, " | ", 0);
        for (guint k = 0; k < cell->len; k++)
            g_ptr_array_add (runs, g_ptr_array_index (cell, k));
        g_ptr_array_set_free_func (cell, NULL);
        g_ptr_array_unref (cell);
    }
    return runs;
}

static void mark_runs (GPtrArray *runs, TdTextChange change, const char *by)
{
    for (guint i = 0; i < runs->len; i++) {
        TdTextRun *run = g_ptr_array_index (runs, i);
        run->change = change;
        g_free (run->by);
        run->by = g_strdup (by);
    }
}

/* ---- paragraphs ---- */

static void mark_paragraph (TdTextParagraph *paragraph, TdTextChange change, const char *by)
{
    if (paragraph->runs != NULL)
        mark_runs (paragraph->runs, change, by);
    for (guint i = 0; paragraph->cells != NULL && i < paragraph->cells->len; i++)
        mark_runs (g_ptr_array_index (paragraph->cells, i), change, by);
}

/* A row of as many cells is compared cell by cell. */
static TdTextParagraph *compared (const TdTextParagraph *before, const TdTextParagraph *after, const char *language,
                                  const char *by)
{
    TdTextParagraph *now = td_text_paragraph_copy (after);
    const char *in = after->language != NULL ? after->language : language;

    if (after->runs != NULL && before->runs != NULL) {
        g_ptr_array_unref (now->runs);
        now->runs = td_text_runs_compare (before->runs, after->runs, in, by);
    } else if (after->cells != NULL && before->cells != NULL && after->cells->len == before->cells->len) {
        g_ptr_array_set_size (now->cells, 0);
        for (guint i = 0; i < after->cells->len; i++)
            td_text_add_cell (now, td_text_runs_compare (g_ptr_array_index (before->cells, i),
                                                         g_ptr_array_index (after->cells, i), in, by));
    } else {
        mark_paragraph (now, TD_CHANGE_ADDED, by);
    }
    return now;
}

typedef struct {
    GPtrArray *ids, *words; /* of const char *, of char * */
} Listed;

static Listed listed (const GPtrArray *paragraphs)
{
    Listed list = { g_ptr_array_new (), g_ptr_array_new_with_free_func (g_free) };
    for (guint i = 0; i < paragraphs->len; i++) {
        const TdTextParagraph *paragraph = g_ptr_array_index (paragraphs, i);
        g_ptr_array_add (list.ids, paragraph->id);
        g_ptr_array_add (list.words, td_text_paragraph_plain (paragraph));
    }
    return list;
}

static void listed_clear (Listed *list)
{
    g_ptr_array_unref (list->ids);
    g_ptr_array_unref (list->words);
}

/* A paragraph that went has its id still, unless another one has it now; then it gets one of its own. */
static void add_gone (TdTextSection *into, const TdTextParagraph *gone, GHashTable *taken, const char *by)
{
    TdTextParagraph *paragraph = td_text_paragraph_copy (gone);
    if (g_hash_table_contains (taken, paragraph->id)) {
        g_free (paragraph->id);
        paragraph->id = td_text_paragraph_id_new ();
    }
    mark_paragraph (paragraph, TD_CHANGE_REMOVED, by);
    g_ptr_array_add (into->paragraphs, paragraph);
}

static void compare_sections (TdTextSection *into, const GPtrArray *before, const GPtrArray *after, GHashTable *taken,
                              const char *language, const char *by)
{
    Listed old = listed (before), new = listed (after);
    g_autoptr (GArray) pairs =
        td_paragraph_diff ((const char *const *) old.ids->pdata, (const char *const *) old.words->pdata, before->len,
                           (const char *const *) new.ids->pdata, (const char *const *) new.words->pdata, after->len);
    for (guint i = 0; i < pairs->len; i++) {
        TdDiffPair pair = g_array_index (pairs, TdDiffPair, i);
        const TdTextParagraph *was = pair.before >= 0 ? g_ptr_array_index (before, pair.before) : NULL;
        const TdTextParagraph *is = pair.after >= 0 ? g_ptr_array_index (after, pair.after) : NULL;
        if (is == NULL) {
            add_gone (into, was, taken, by);
        } else if (was != NULL) {
            g_ptr_array_add (into->paragraphs, compared (was, is, language, by));
        } else {
            TdTextParagraph *added = td_text_paragraph_copy (is);
            mark_paragraph (added, TD_CHANGE_ADDED, by);
            g_ptr_array_add (into->paragraphs, added);
        }
    }
    listed_clear (&old);
    listed_clear (&new);
}

/* ---- the whole ---- */

static GHashTable *ids_of (const TdText *text)
{
    GHashTable *ids = g_hash_table_new (g_str_hash, g_str_equal);
    for (guint i = 0; i < text->sections->len; i++) {
        const TdTextSection *section = g_ptr_array_index (text->sections, i);
        g_hash_table_add (ids, section->id);
        for (guint k = 0; k < section->paragraphs->len; k++)
            g_hash_table_add (ids, ((TdTextParagraph *) g_ptr_array_index (section->paragraphs, k))->id);
    }
    return ids;
}

TdText *td_text_changes (const TdText *before, const TdText *after, const char *by)
{
    g_return_val_if_fail (before != NULL && after != NULL && by != NULL, NULL);
    TdText *text = td_text_copy (after);
    g_autoptr (GHashTable) taken = ids_of (after);
    g_autoptr (GPtrArray) nothing = g_ptr_array_new ();

    for (guint i = 0; i < text->sections->len; i++) {
        TdTextSection *into = g_ptr_array_index (text->sections, i);
        const TdTextSection *is = g_ptr_array_index (after->sections, i), *was = td_text_section (before, is->id);
        g_ptr_array_set_size (into->paragraphs, 0);
        compare_sections (into, was != NULL ? was->paragraphs : nothing, is->paragraphs, taken, text->language, by);
    }
    for (guint i = 0; i < before->sections->len; i++) {
        const TdTextSection *gone = g_ptr_array_index (before->sections, i);
        if (td_text_section (after, gone->id) != NULL)
            continue;
        gboolean id_taken = g_hash_table_contains (taken, gone->id);
        TdTextSection *into = td_text_add_section (text, id_taken ? NULL : gone->id, gone->title, gone->level);
        compare_sections (into, gone->paragraphs, nothing, taken, text->language, by);
    }
    return text;
}

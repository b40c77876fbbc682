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

/* ---- paragraphs ---- */

typedef struct {
    GPtrArray *ids, *words; /* of const char *, of char * */
} Listed;

/* ---- the whole ---- */

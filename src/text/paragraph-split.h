/* What somebody wrote on a numbered text, split by the paragraphs of it that they name: "Para. 12: …", "Paragraphs 12–14", "§ 12",
 * "párr. 12", "п. 12", "الفقرة 12", "第12段", a heading "Paragraph 12", a table whose first column has the numbers, a list numbered as the text is.
 *
 * Which sign of these splits is decided for the whole: headings, "Para. 12:" and rows of a table where there are some; else blocks that begin
 * with a paragraph's name ("On paragraph 12 we …"); else numbers before the blocks, unless they simply count from 1 (that is the
 * writer's own numbering); else the first paragraph that a block names anywhere. Paragraphs of other papers ("CMW/C/GHA/CO/1, para. 34",
 * "article 16, paragraph 4") split nothing. What stands before the first, and under a later heading of its own, is on the whole. Words
 * are never lost: a heading or a cell that says no more than the number is left out, everything else is in one piece.
 *
 * A suggestion: whoever wrote it sees and corrects it. Pure functions; any thread.
 *
 * To add a form: the words in citation-paragraphs.c, or what may stand before them here, and a row in tests/text/splits.tsv.
 */
#pragma once

#include <glib.h>

typedef enum { TD_SPLIT_TEXT, TD_SPLIT_HEADING, TD_SPLIT_ROW } TdSplitKind;

typedef struct {
    TdSplitKind kind;
    int level;          /* of a heading, 1 to 6 */
    const char *number; /* as printed before it: "12."; or NULL */
    const char *text;   /* cells of a row with " | " between */
} TdSplitBlock;

/* The text that is written about. */
typedef struct {
    int paragraphs; /* its last paragraph's number; 0: not known */
    int comment;    /* its number where it is a general comment ("draft general comment No. 6, para. 12"); 0: none */
    const char *const *symbols; /* as td_symbol_clean gives them; NULL-terminated, or NULL */
} TdSplitOf;

typedef struct {
    int first, last; /* paragraphs, both included */
} TdSplitRange;

typedef struct {
    GArray *ranges; /* of TdSplitRange; empty: the whole */
    char *text;     /* an empty line between blocks */
} TdSplitPiece;
void td_split_piece_free (TdSplitPiece *piece);

/* In order of the text; neighbours on the same paragraphs are one. Of TdSplitPiece; empty where there are no words. */
GPtrArray *td_split_by_paragraph (const TdSplitBlock *blocks, gsize n, const TdSplitOf *of);

/* Ranges as people type them: "12, 14-16", "12 and 14–16", "12؛ ١٤", "paras. 12–14"; "" is the whole. Rising order, those that touch joined. NULL: it is no
 * such list, or a number is past paragraphs (0: no bound). */
GArray *td_split_ranges_read (const char *typed, int paragraphs);
/* "12, 14–16"; "" for none. Free it. */
char *td_split_ranges_write (const GArray *ranges);

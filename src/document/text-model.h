/* The one document model: what people write here, whatever becomes of it.
 *
 * A report written in the browser, a list of issues, concluding observations, a briefing paper: sections with numbered
 * paragraphs, in runs of words. Pages, DOCX, ODT, tagged PDF and HTML files are its writers (document/writer.h); the
 * word diff (text/word-diff.h) compares two of them paragraph by paragraph.
 *
 * What always holds: valid UTF-8 without control characters; ids are stable and unlike within a text, sections' and paragraphs' together (an id that was given is never given
 * to another paragraph, so that an address with it holds for ever); a paragraph belongs to one section; a run has text; notes are
 * numbered by their order in the text. Numbers of paragraphs are worked out (td_text_number), never typed: those of kind
 * TD_TEXT_NUMBERED count through the whole text, items (a), (b) within their paragraph. Sizes are bounded by
 * limits.h where a text comes in as JSON; the functions here take what they are given.
 *
 * Threads: a text is its owner's alone.
 *
 * Example:
 *   g_autoptr (TdText) text = td_text_new ("en");
 *   TdTextSection *section = td_text_add_section (text, "priorities", "Our priorities", 1);
 *   td_text_add (section, TD_TEXT_NUMBERED, "Recruitment fees take **a year's** wages.");
 */
#pragma once

#include <glib.h>
#include <jansson.h>

#define TD_TEXT_ERROR (td_text_error_quark ())
GQuark td_text_error_quark (void);

typedef enum {
    TD_TEXT_PLAIN,    /* a paragraph without number */
    TD_TEXT_NUMBERED, /* a numbered paragraph */
    TD_TEXT_ITEM,     /* (a), (b) under the paragraph before it */
    TD_TEXT_ROW,      /* a row of a table: its cells; rows that follow one another are one table */
    TD_TEXT_QUOTE,    /* somebody else's words, set apart */
} TdTextKind;
const char *td_text_kind_word (TdTextKind kind); /* "plain", "numbered", "item", "row", "quote" */
gboolean td_text_kind_from_word (const char *word, TdTextKind *ret_kind);

typedef enum { TD_RUN_STRONG = 1 << 0, TD_RUN_EMPHASIS = 1 << 1 } TdRunStyle;
typedef enum { TD_CHANGE_NONE, TD_CHANGE_ADDED, TD_CHANGE_REMOVED } TdTextChange;

typedef struct {
    char *text;
    guint style; /* bits of TdRunStyle */
    char *link;  /* "https://…", "/…" or "#id"; NULL: none */
    char *note;  /* the words of a note that hangs on the end of this run; NULL: none */
    TdTextChange change;
    char *by; /* whose change, as people read it; NULL where change is none */
} TdTextRun;

typedef struct {
    char *id; /* "p" and 16 letters, or an anchor such as "p34" of a published text; see td_text_id_good */
    TdTextKind kind;
    char *number;      /* "12.", "(a)": by td_text_number; NULL: none */
    char *language;    /* NULL: the text's */
    GPtrArray *runs;   /* of TdTextRun; of a row: NULL */
    GPtrArray *cells;  /* of GPtrArray of TdTextRun; of a row alone */
    gboolean heads;    /* a row of headings */
    GArray *articles;  /* of int: the articles it refers to, ascending; may be empty */
    char *source;      /* where it comes from, for people, shown in the margin or below; NULL: nothing */
    char *source_link; /* or NULL */
} TdTextParagraph;

typedef struct {
    char *id;    /* slug of the outline, or "s" and 16 letters */
    char *title; /* "": none */
    int level;   /* of its heading, 1 to 6 */
    GPtrArray *paragraphs;
} TdTextSection;

typedef struct {
    char *title, *subtitle; /* or NULL */
    char *symbol;           /* "CMW/C/GHA/CO/2", or NULL */
    char *language;         /* tag */
    char *author;           /* whose paper it is, or NULL */
    char *date;             /* as people read it, or NULL */
    char *marking;          /* stands on every page: "Confidential", "Advance unedited version"; NULL: nothing */
    char *address;          /* of the site, for files: where "/…" links lead; NULL: their words stand alone there */
    gboolean contents;      /* begins with a table of contents */
    gboolean large;         /* large type */
    GPtrArray *sections;
} TdText;

TdText *td_text_new (const char *language);
void td_text_free (TdText *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdText, td_text_free)
TdText *td_text_copy (const TdText *text);

/* id NULL: a new one. level 1 to 6. Owned by text. */
TdTextSection *td_text_add_section (TdText *text, const char *id, const char *title, int level);
/* words in the small mark-up of td_text_runs_from_words; its id is new. Owned by section. */
TdTextParagraph *td_text_add (TdTextSection *section, TdTextKind kind, const char *words);
/* A row of a table; cells NULL-terminated, in the same mark-up. */
TdTextParagraph *td_text_add_row (TdTextSection *section, gboolean heads, const char *const *cells);
/* A letter, then letters, digits, ".", "-" and "_"; at most 64. */
gboolean td_text_id_good (const char *id);
TdTextSection *td_text_section (const TdText *text, const char *id);     /* NULL if none */
TdTextParagraph *td_text_paragraph (const TdText *text, const char *id); /* NULL if none */
void td_text_number (TdText *text);                                      /* sets number of every paragraph */
gint64 td_text_words (const TdText *text);

/* ---- the small mark-up in which people type ----
 *
 * **strong**, *emphasis*, [words](https://…), ^[words of a note]; a backslash before a sign or a blank takes its meaning.
 * A star opens only before a word and closes only behind one. What has no end, and a link to elsewhere than
 * td_text_link_good says, is what it is; nothing is ever an error. Two notes at one place become one. Ends of lines become
 * blanks, other control characters go. td_text_words_of_runs gives it back: both ways lose nothing but tracked changes (words that
 * were removed are left out, as in td_text_plain and td_text_words). Neighbouring runs that differ in nothing are one. */
GPtrArray *td_text_runs_from_words (const char *words);
char *td_text_words_of_runs (const GPtrArray *runs); /* free it */
char *td_text_plain (const GPtrArray *runs);         /* the bare words, without notes; free it */

/* "https://…", "http://…", "mailto:…", "/…" (never "//…") or "#…", without blanks or control characters. */
gboolean td_text_link_good (const char *link);

/* A section as typed into one field: paragraphs apart by an empty line; one that begins with "1." or "#." or "12." is numbered,
 * with "(a)" or "-" an item, with ">" a quotation, with "~" plain; without such a sign it is of the usual kind. "| a | b |" is a
 * row, and "| --- |" below it makes it a row of headings. Items and rows need no empty line between them. Replaces the
 * section's paragraphs. ids: those of before are kept, with articles, source and language, for paragraphs that stay like
 * (by words, moved or not; then by place, where as many stand between the same neighbours); the others are new. */
void td_text_section_from_typed (TdTextSection *section, const char *typed, TdTextKind usual);
char *td_text_section_typed (const TdTextSection *section, TdTextKind usual); /* free it */

/* ---- runs made by hand ---- */
GPtrArray *td_text_runs_new (void);                                           /* free with g_ptr_array_unref */
TdTextRun *td_text_runs_add (GPtrArray *runs, const char *text, guint style); /* text not empty; line breaks
                                                                                  become spaces; owned by runs */
GPtrArray *td_text_runs_copy (const GPtrArray *runs);

/* ---- what changed ---- */

/* What went and came in one paragraph's runs, as changes by `by`, word by word, each in its own style. Words that stay but are strong, emphasised, linked
 * or noted otherwise went as they were and came as they are; of a note that came, went or changed, the word that it hangs on. by may be NULL. */
GPtrArray *td_text_runs_compare (const GPtrArray *before, const GPtrArray *after, const char *language, const char *by);
gboolean td_text_runs_changed (const GPtrArray *runs); /* whether any of them came or went */
/* All runs of a paragraph, copied; of a row, its cells with " | " between. */
GPtrArray *td_text_paragraph_runs (const TdTextParagraph *paragraph);

/* ---- at rest and on the way to the writer ---- */
json_t *td_text_to_json (const TdText *text); /* docs/FORMATS.md has its keys; what is NULL or false is left out */
TdText *td_text_from_json (const json_t *json, GError **error); /* TD_ERROR_OURS names what is wrong */
json_t *td_text_section_to_json (const TdTextSection *section);
TdTextSection *td_text_section_from_json (const json_t *json, GError **error);

/* The library: every document that the Committee's work rests on, at its symbol, in its languages, paragraph by paragraph.
 *
 * State reports, lists of issues, concluding observations, general comments, papers of United Nations bodies and others,
 * recommendations of other mechanisms. All of it is public: what is not is a submission (areas/submissions) or a paper of the Committee that is
 * not published yet (areas/papers). A document has an id, and mostly a symbol; each of its paragraphs has an anchor that never
 * changes: "p34" (or "p146.1") by its printed number, so that /en/documents/CMW/C/GHA/CO/1#p34 is paragraph 34 in every language.
 *
 * Which types there are, how their symbols are built and in which of the dossier's columns they count is the profile's
 * (documents.csv). One language of a document leads (the first of the profile's working languages that is there): counts and likenesses use
 * that one alone.
 *
 * Threads: any; records are their caller's.
 */
#pragma once

#include "document/document.h"
#include "document/text-model.h"
#include "door/door.h"
#include "instance/instance.h"

#define TD_LIBRARY_ERROR (td_library_error_quark ())
GQuark td_library_error_quark (void);

typedef struct {
    char *language;
    gboolean leads;
    char *title, *name, *format; /* or NULL */
    char *sha256;                /* NULL: written here */
    gint64 size, words, added;
    int pages;
    gboolean no_text;
    /* A translation that people made (areas/translation), which nobody certifies; NULL: an official text. "": nobody is named. */
    char *unofficial_by, *unofficial_reviewed;
    int unofficial_missing; /* so many paragraphs are not translated yet */
} TdLibraryLanguage;

typedef struct {
    char *id;
    char *symbol;             /* or NULL */
    char **joint;             /* further symbols of a document that belongs to two bodies (joint.h); NULL: none */
    char *type;               /* slug of the profile's document types */
    char *source;             /* "state", "un", "regional", "nhri", "civil-society", "committee" */
    char *state;              /* iso3 or NULL */
    int cycle;                /* 0: not known */
    char *title, *body, *day; /* or NULL */
    gint64 created;
    GPtrArray *languages; /* of TdLibraryLanguage, the leading one first */
} TdLibraryDocument;
void td_library_document_free (TdLibraryDocument *document);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdLibraryDocument, td_library_document_free)

/* A paragraph of the library: TdParagraph's fields, and where it stands. */
typedef struct {
    char *document, *symbol; /* symbol or NULL */
    char *language;
    char *anchor;
    TdParagraph *paragraph; /* with its articles */
} TdLibraryParagraph;
void td_library_paragraph_free (TdLibraryParagraph *paragraph);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdLibraryParagraph, td_library_paragraph_free)

/* ---- reading ---- */

/* By symbol (any case; any of several) or id. TD_ERROR_NOT_FOUND. */
TdLibraryDocument *td_library_get_in (TdTx *tx, const char *symbol_or_id, GError **error);
TdLibraryDocument *td_library_get (TdInstance *instance, const char *symbol_or_id, GError **error);

typedef struct {
    const char *state;    /* iso3 or NULL */
    const char *type;     /* slug or NULL */
    const char *source;   /* or NULL */
    int cycle;            /* 0: any */
    const char *language; /* documents that are there in it; or NULL */
    int limit, offset;    /* limit 0: all */
} TdLibraryFilter;
/* The newest by day first, then by symbol. Of TdLibraryDocument. (Functions about paragraphs take no notice of language, limit and offset.) */
GPtrArray *td_library_list_in (TdTx *tx, const TdLibraryFilter *filter, GError **error);
GPtrArray *td_library_list (TdInstance *instance, const TdLibraryFilter *filter, GError **error);

/* How many the filter lets through, whatever its limit. */
gboolean td_library_count (TdInstance *instance, const TdLibraryFilter *filter, gint64 *ret_n, GError **error);

/* An anchor for each paragraph (of TdParagraph): "p34", "p146.1" of a printed number that was not there before, else "n12" of its place. */
GPtrArray *td_library_anchors (const GPtrArray *paragraphs);
/* The same for texts whose numbered paragraphs have whole numbers alone: 146.1 has the anchor of its place. */
GPtrArray *td_library_anchors_whole (const GPtrArray *paragraphs);
/* A second anchor under which each paragraph (of TdLibraryParagraph, all of a document in one language) is found, or NULL: that of its place for one whose
 * number has parts, that of its number for one of a document from before such numbers had anchors. It is nobody else's. */
GPtrArray *td_library_anchors_also (const GPtrArray *paragraphs);
/* 34 of "p34"; 0 for any other, so for "p146.1". */
int td_library_anchor_number (const char *anchor);
gboolean td_library_is_anchor (const char *text); /* "p34", "p146.1", "n12" */

/* Of TdLibraryParagraph in order. document: its id. language NULL: the leading one. */
GPtrArray *td_library_paragraphs_in (TdTx *tx, const char *document, const char *language, GError **error);
/* A document and the paragraphs of one language (NULL: the leading one) in one read. TD_ERROR_NOT_FOUND, also for a language that it lacks. */
gboolean td_library_read (TdInstance *instance, const char *symbol_or_id, const char *language,
                          TdLibraryDocument **ret_document, GPtrArray **ret_paragraphs, GError **error);
/* The file as it came: for everybody. Free name and bytes. TD_ERROR_NOT_FOUND where it was written here. */
GBytes *td_library_file (TdInstance *instance, const char *id, const char *language, char **ret_name, char **ret_format,
                         GError **error);
/* Hashes every file of the library again: TD_ERROR_OURS names the document whose file is not what it was. */
gboolean td_library_check_files (TdInstance *instance, gint64 *ret_files, GError **error);

/* What a document has in this language; NULL: nothing. */
const TdLibraryLanguage *td_library_in (const TdLibraryDocument *document, const char *language);
/* Its title in the language of locale where it is there in that, else as it is called; never NULL. Owned by document. */
const char *td_library_title (const TdLibraryDocument *document, const char *locale);
/* "Unofficial translation by Awa Ndiaye, reviewed by Modou Fall." in locale, and what is missing in it; NULL for an official text. It stands
 * wherever the text does. Free it. */
char *td_library_mark (const TdLibraryLanguage *language, const char *locale);
/* A symbol as people write it: "CMW/C/GHA/Q/1/Add.1". Free it. */
char *td_library_symbol_words (const char *symbol);
/* All of a document's as the United Nations prints them: "CMW/C/GC/3-CRC/C/GC/22"; NULL where it has none. Free it. */
char *td_library_symbols (const TdLibraryDocument *document);
/* "/en/documents/CMW/C/GHA/CO/1", or with an anchor "/en/documents/CMW/C/GHA/CO/1/p34", which leads to that paragraph on whatever page it is.
 * symbol_or_id as kept; anchor may be NULL. Free it. */
char *td_library_address (const char *locale, const char *symbol_or_id, const char *anchor);
/* {id, symbol, joint[], type, source, state, cycle, title, body, day, languages[{language, leads, title, format, sha256, size, pages, words, no_text,
 * added, unofficial{by, reviewed_by, missing, mark} or null}]}, and with paragraphs (of TdLibraryParagraph; may be NULL) language and
 * paragraphs[{n, anchor, number, kind, level, heading, page,
 * text, articles[{article, confidence, because}]}]. Free with json_decref. */
json_t *td_library_to_json (const TdLibraryDocument *document, const GPtrArray *paragraphs);

/* {total, languages, documents[{id, symbol, title, there, missing, unofficial}]}: of the profile's languages, and what is there in others. list: of
 * TdLibraryDocument. Free with json_decref. */
json_t *td_library_languages_to_json (const TdProfile *profile, const GPtrArray *list, gint64 total);

/* All paragraphs in leading languages of the documents that the filter lets through; article 0: all, else those that speak of it (confidence 0.5
 * and more). By document (the newest first), then in order. */
GPtrArray *td_library_paragraphs_about_in (TdTx *tx, const TdLibraryFilter *filter, int article, GError **error);
/* How many paragraphs in leading languages speak of each article, by source: a GArray of gint64 of size (articles + 1) for the
 * source. */
GArray *td_library_coverage_in (TdTx *tx, const TdProfile *profile, const char *state, const char *source,
                                GError **error);

/* ---- bringing in ---- */

typedef struct {
    const char *symbol; /* or NULL */
    const char *type;   /* slug; NULL: by the symbol */
    const char *source; /* NULL: the type's */
    const char *state;  /* iso3; NULL: by the symbol */
    int cycle;          /* 0: by the profile's reviews, where a review names the symbol; else not known */
    const char *language;
    const char *title, *body, *day; /* or NULL */
} TdLibraryEntry;

/* Reads the file in its cell and keeps it at its symbol in this language; another file for the same symbol and language takes
 * its place (replace) or is TD_ERROR_CONFLICT. TD_ACT_DOCUMENT_IMPORT. *ret_id: free it; may be NULL. Blocks. */
gboolean td_library_import (TdInstance *instance, const TdViewer *viewer, const TdLibraryEntry *entry, int fd,
                            const char *name, gboolean replace, char **ret_id, GError **error);

/* A text that was written here (a paper that is published): inside a write of the caller's, which asked the door. Its paragraphs are tagged
 * and get anchors by their numbers; what stood there in this language goes. Journals "document.publish" of the document as a public
 * change, from which search follows; the caller ends with its own entry all the same. *ret_id: free it; may be NULL. */
gboolean td_library_put_text_in (TdTx *tx, TdInstance *instance, const TdLibraryEntry *entry, const TdText *text,
                                 char **ret_id, GError **error);

/* A translation that people made, with the mark that it is one. */
typedef struct {
    const char *document; /* id */
    const char *language, *title;
    const char *by, *reviewed;   /* names as they are to be shown; "": nobody is named */
    int missing;                 /* paragraphs that are not in it yet */
    const GPtrArray *paragraphs; /* of TdParagraph, without articles */
    const GPtrArray *anchors;    /* of char *: those of the source, one a paragraph */
    const char *actor;           /* of the journal */
} TdLibraryTranslation;
/* Inside a write of the caller's, which asked the door: the translation stands among the document's languages, in place of one that stood
 * there. It never leads, and an official text takes its place whenever it comes in. TD_ERROR_CONFLICT: there is an official text
 * in this language. Journals "translation.show" of the document as a public change, from which search follows. */
gboolean td_library_put_translation_in (TdTx *tx, TdInstance *instance, const TdLibraryTranslation *translation,
                                        GError **error);
/* Takes it off; an official text stays. The caller journals. */
gboolean td_library_drop_translation_in (TdTx *tx, const char *document, const char *language, GError **error);

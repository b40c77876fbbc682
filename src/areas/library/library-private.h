/* Between the files of the library; private to this area. */
#pragma once

#include "areas/library/library.h"

/* A symbol as it is kept: capitals, no blanks; NULL when it can be none. Symbols of other bodies count too. Free it. */
char *td_library_clean_symbol (const char *symbol);
/* What an entry says, checked, as a document without id and languages: type, source, State and cycle worked out. TD_ERROR_INPUT. */
TdLibraryDocument *td_library_settle (const TdInstance *instance, const TdLibraryEntry *entry, GError **error);
/* The tag of a language in its usual form; TD_ERROR_INPUT when it can be none. Free it. */
char *td_library_settle_language (const char *tag, GError **error);

/* Whether these (of TdLibraryParagraph) came in when a number with parts, such as 146.1, had the anchor of its place. */
gboolean td_library_keeps_places (const GPtrArray *paragraphs);

/* What comes into the library in one language. */
typedef struct {
    const TdLibraryDocument *said; /* of td_library_settle */
    TdLibraryLanguage language;    /* borrowed */
    const GPtrArray *paragraphs;   /* of TdParagraph */
    const GPtrArray *anchors;      /* of char *, one a paragraph; NULL: worked out */
    const char *into;              /* id of the document that it belongs to; NULL: by its symbol, or a new one */
    const char *new_id;            /* of a new one; NULL: any */
    gboolean replace;              /* another text that is there in this language goes */
    const char *actor, *act;       /* of the journal */
    char *id;                      /* set: of the document; free it */
    char *dropped;                 /* set: hash of a file that no row names any more, or NULL; free it */
} TdLibraryPut;
/* Inside a write. Ends in td_journal_append. TD_ERROR_CONFLICT: it is there in this language already. */
gboolean td_library_put_in (TdTx *tx, TdInstance *instance, TdLibraryPut *put, GError **error);

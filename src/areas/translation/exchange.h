/* A translation as files: out, to work without a line, and back in.
 *
 * Out it goes as XLIFF 2.0, PO, CSV or a DOCX with two columns (document/units.h), or as a pack with all of them, the glossary and a page to read
 * (pack.h). Each sentence has an id with its version ("s12.3"; in PO of a document as its context), so that what comes back says on
 * which words it rests.
 *
 * In, a file is read in the cell, set beside what stands now, and kept until its sender says yes: what is new, what changes, what others
 * changed meanwhile. The latter is never put in place of theirs: it stands beside, and somebody chooses. Sentences without words
 * change nothing; what the file does not hold stays. A sentence that has no id is found by its source; where others wrote words there, it is taken as one
 * that others changed meanwhile.
 *
 * Threads: any. Errors: TD_TRANSLATION_ERROR, and those of units.h.
 */
#pragma once

#include "areas/translation/translation.h"
#include "document/units.h"

/* One of XLIFF, PO, CSV, DOCX. *ret_name: "CMW-C-GHA-CO-1-wo.xlf". Blocks. Free both. */
GBytes *td_translation_export (TdInstance *instance, const TdTranslation *translation, TdUnitsFormat format,
                               char **ret_name, GError **error);
/* The units of it, for who writes them elsewhere: of TdUnit. */
GPtrArray *td_translation_units (TdInstance *instance, const TdTranslation *translation, GError **error);
/* What the file says of itself; borrows from translation. */
TdUnitsHead td_translation_head (const TdTranslation *translation, TdUnitsFormat format);
/* "CMW-C-GHA-CO-1-wo", of signs that every machine's names may hold. Free it. */
char *td_translation_stem (TdInstance *instance, const TdTranslation *translation);

typedef enum {
    TD_CHANGE_NEW,      /* nothing stood there */
    TD_CHANGE_OTHER,    /* other words than stood there */
    TD_CHANGE_CONFLICT, /* others wrote meanwhile: it will stand beside */
    TD_N_IMPORT_CHANGES
} TdImportKind;
typedef struct {
    TdImportKind kind;
    gint64 n, base;
    char *source, *before, *after; /* before: or NULL */
} TdImportChange;
void td_import_change_free (TdImportChange *change);

typedef struct {
    char *id, *translation, *name;
    GPtrArray *changes; /* of TdImportChange, in order */
    int same, unknown;  /* units that change nothing; that are no sentence of it */
} TdImport;
void td_import_free (TdImport *import);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdImport, td_import_free)

/* Reads the file behind fd and keeps what it would change, for a day. Blocks. */
TdImport *td_translation_import (TdInstance *instance, const TdViewer *viewer, const char *id, int fd, const char *name,
                                 GError **error);
/* One's own, set beside what stands now. TD_ERROR_NOT_FOUND. */
TdImport *td_translation_import_get (TdInstance *instance, const TdViewer *viewer, const char *id, const char *import,
                                     GError **error);
/* Takes it: *ret_taken sentences have its words now, *ret_beside stand beside. */
gboolean td_translation_import_take (TdInstance *instance, const TdViewer *viewer, const char *id, const char *import,
                                     int *ret_taken, int *ret_beside, GError **error);

/* Sending something sealed, and coming back to it by the code of words. What officers do with it: sealed.h. */
#pragma once

#include "areas/sealed/sealed.h"

/* A file that came with a form. The bytes behind fd are sealed already (by), or lie in clear in memory (clear): then its metadata is taken
 * out in the cell, and it is sealed here. */
typedef struct {
    const char *name; /* as its sender has it; goes into the sealed message alone. May be NULL */
    int fd;
    gboolean clear;
    TdSealedBy by;    /* where not clear */
    const char *file; /* of a file in pieces: the browser's word for it, 1 to 64 letters, digits, - and _; else NULL */
    int piece;        /* from 1 */
} TdSealedFile;

typedef struct {
    const char *text; /* in clear; may be empty where files came, or where message says it */
    int message;      /* the same sealed before it came, as an open descriptor; -1 without */
    const TdSealedFile *files;
    gsize n_files;
} TdSealedSending;

/* What was found in a file beside its content, and whether it was taken out. */
typedef struct {
    const char *name; /* the file's, of the sending */
    gboolean
        cleaned; /* what is named in found was taken out; FALSE: it went as it came, being of a kind that is not looked into */
    GPtrArray *found; /* of char *: "GPS position: 5.6, -0.2" */
} TdSealedLook;
void td_sealed_look_free (TdSealedLook *look);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdSealedLook, td_sealed_look_free)

/* The root of a filing as it stands in forms: 64 hex letters. */
enum { TD_SEALED_ROOT_TEXT = 64 };

/* Takes it in. *ret_numbers: the code of words, to be shown once; ret_root: what follows from it, for the forms of the page that shows it; *ret_looks (of TdSealedLook): what was found in the files. TD_ERROR_INPUT: nothing
 * was sent; TD_ERROR_BUSY: the purpose has no recipients, or everybody together sent too much. Slow. */
gboolean td_sealed_send (TdInstance *instance, TdSealedPurpose purpose, const TdSealedSending *sending,
                         int ret_numbers[TD_CODE_WORDS], char ret_root[TD_SEALED_ROOT_TEXT + 1], GPtrArray **ret_looks,
                         GError **error);

/* What whoever came back is shown. */
typedef struct {
    char *root; /* for the forms of the page; wiped with the visit */
    TdSealedFiling *filing;
    GPtrArray *answers; /* of char *, in clear, as filing->answers; wiped with the visit */
} TdSealedVisit;
void td_sealed_visit_free (TdSealedVisit *visit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdSealedVisit, td_sealed_visit_free)

/* By the words or numbers that were typed. TD_ERROR_INPUT in the same words, after the same work, for whatever is not a code that lives;
 * TD_ERROR_BUSY when everybody together tried too often. Slow on purpose. */
TdSealedVisit *td_sealed_return (TdInstance *instance, const char *typed, GError **error);
/* By the root of a form. TD_ERROR_NOT_FOUND. */
TdSealedVisit *td_sealed_visit (TdInstance *instance, const char *root, GError **error);
/* More to the same filing. TD_ERROR_CONFLICT: it is closed. A piece that is there already counts as sent. */
gboolean td_sealed_send_more (TdInstance *instance, const char *root, const TdSealedSending *sending,
                              GPtrArray **ret_looks, GError **error);

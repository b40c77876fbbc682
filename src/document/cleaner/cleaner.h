/* Inside the cleaner: what its parts share.
 *
 * treatydesk-cleaner takes out of one file what it says of who made it, where and when: the camera's notes in a JPEG, texts in a PNG, the
 * document information and metadata of a PDF, the properties, authors of comments and changes in OOXML (DOCX and its kin) and OpenDocument files, and the same
 * in the pictures within. What is seen of the file stays as it is. Nothing here opens a file; all of it runs in the cell.
 */
#pragma once

#include <glib.h>

typedef enum {
    CLEANER_CLEAN,   /* the result stands */
    CLEANER_UNKNOWN, /* not of a kind that is known here, damaged, locked, or too much: it is left as it is */
} CleanerVerdict;

typedef struct {
    GPtrArray *found; /* of char *: "Camera: X", in English */
    GByteArray *out;
} CleanerResult;

CleanerResult *cleaner_result_new (void);
void cleaner_result_free (CleanerResult *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CleanerResult, cleaner_result_free)

/* One thing that was found; value (length bytes, maybe no text) is shortened and made fit to be shown. Empty values are nothing. */
void cleaner_found (CleanerResult *result, const char *what, const void *value, gsize length);

/* data (size bytes) of any kind into result->out. */
CleanerVerdict cleaner_clean (const guint8 *data, gsize size, CleanerResult *result);

/* Before the doors close. */
void cleaner_prepare (void);

CleanerVerdict cleaner_jpeg (const guint8 *data, gsize size, CleanerResult *result);
CleanerVerdict cleaner_png (const guint8 *data, gsize size, CleanerResult *result);
CleanerVerdict cleaner_pdf (const guint8 *data, gsize size, CleanerResult *result);
CleanerVerdict cleaner_zip (const guint8 *data, gsize size, CleanerResult *result);
void cleaner_pdf_prepare (void);

/* What an Exif block (after "Exif\0\0") tells; *ret_orientation 1 to 8, 1 where it says none. */
void cleaner_exif (const guint8 *data, gsize size, CleanerResult *result, int *ret_orientation);

/* An XML member of an OOXML or OpenDocument file, by its name: its names taken out. NULL: leave it as it is. */
GBytes *cleaner_office_member (const char *name, const guint8 *data, gsize size, CleanerResult *result);

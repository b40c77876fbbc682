/* The form of a backup: a tar file (POSIX.1-2001, ustar) of plain files with plain names, that `tar` opens on any machine.
 *
 * Its last member is MANIFEST, a line for each member before it in their order, as `sha256sum` writes and checks them:
 *
 *   <64 hex letters>  <name>
 *
 * What is not in it, in another order, changed by a bit or cut off, is refused at the end, so who reads keeps apart what it was given until
 * td_archive_reader_finish said that all of it holds. The manifest protects from damage, not from who makes another archive: that is for
 * a seal, or for a hash that is kept elsewhere.
 *
 * A reader takes this one form and nothing else of what a tar can be: no links, no folders, no extended headers. A name is of letters,
 * digits and "-_.,:+=@~", in folders by "/", no part of it begins with a dot, at most TD_ARCHIVE_NAME bytes. It is pushed, in pieces of any size, so that what
 * comes sealed streams through it. Memory is bounded whatever comes.
 *
 * Threads: a writer or reader is its owner's alone.
 */
#pragma once

#include <glib.h>

enum { TD_ARCHIVE_NAME = 100 };

#define TD_ARCHIVE_MANIFEST "MANIFEST"

/* Takes what was made, in order; FALSE with error ends it. */
typedef gboolean (*TdArchiveSink) (const guint8 *bytes, gsize n, gpointer data, GError **error);

typedef struct TdArchiveWriter TdArchiveWriter;
/* mtime: of all members, in seconds. */
TdArchiveWriter *td_archive_writer_new (gint64 mtime, TdArchiveSink sink, gpointer data);
gboolean td_archive_put (TdArchiveWriter *writer, const char *name, const void *bytes, gsize n, GError **error);
/* All of an open file, of which nothing is added meanwhile. TD_ERROR_OURS: it became shorter, or could not be read. */
gboolean td_archive_put_fd (TdArchiveWriter *writer, const char *name, int fd, GError **error);
/* The manifest and the end. */
gboolean td_archive_writer_finish (TdArchiveWriter *writer, GError **error);
void td_archive_writer_free (TdArchiveWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdArchiveWriter, td_archive_writer_free)

/* What a reader tells: a member begins, its bytes, its end. FALSE with error ends the reading. The manifest is not told. */
typedef struct {
    gboolean (*begin) (const char *name, gint64 size, gpointer data, GError **error);
    gboolean (*bytes) (const guint8 *bytes, gsize n, gpointer data, GError **error);
    gboolean (*end) (gpointer data, GError **error);
} TdArchiveTaker;

typedef struct TdArchiveReader TdArchiveReader;
/* taker stays the caller's. */
TdArchiveReader *td_archive_reader_new (const TdArchiveTaker *taker, gpointer data);
/* TD_ERROR_INPUT: this is no such archive, or it is damaged. */
gboolean td_archive_reader_feed (TdArchiveReader *reader, const guint8 *bytes, gsize n, GError **error);
gboolean td_archive_reader_finish (TdArchiveReader *reader, GError **error);
void td_archive_reader_free (TdArchiveReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TdArchiveReader, td_archive_reader_free)

/* Whether a name is one that an archive may hold. */
gboolean td_archive_name_valid (const char *name);

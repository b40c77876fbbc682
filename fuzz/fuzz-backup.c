/* A backup as a stranger may have made it: its form, and what each member says, proved as before a restore; nothing is put in place. */
#include "base/base.h"
#include "instance/backup-private.h"

const TdSchemaFile td_schema_files[] = { { 0 } }; /* the program has them; nothing here asks for one */

int LLVMFuzzerTestOneInput (const guint8 *bytes, size_t n)
{
    TdPlacing placing;
    TdArchiveReader *reader;
    gsize half = n / 2;

    td_base_init ();
    td_placing_init (&placing, -1);
    reader = td_archive_reader_new (&td_placing_taker, &placing);
    if (td_archive_reader_feed (reader, bytes, half, NULL)
        && td_archive_reader_feed (reader, bytes + half, n - half, NULL))
        td_archive_reader_finish (reader, NULL);
    td_archive_reader_free (reader);
    td_placing_clear (&placing);
    return 0;
}

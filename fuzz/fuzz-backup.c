/* A backup as a stranger may have made it: its form, and what each member says, proved as before a restore; nothing is put in place. Sums of
 * headers are set right first, so that what stands in them is tried and not only that a wrong sum is refused. */
#include "base/base.h"
#include "instance/archive-private.h"
#include "instance/backup-private.h"

const TdSchemaFile td_schema_files[] = { { 0 } }; /* the program has them; nothing here asks for one */

static void mend_sums (guint8 *bytes, size_t n)
{
    for (size_t at = 0; at + TD_TAR_BLOCK <= n; at += TD_TAR_BLOCK) {
        char sum[TD_TAR_SUM];

        if (memcmp (bytes + at + TD_TAR_MAGIC_AT, "ustar", 5) != 0)
            continue;
        g_snprintf (sum, sizeof sum, "%06o", td_tar_sum (bytes + at));
        memcpy (bytes + at + TD_TAR_SUM_AT, sum, 7);
        bytes[at + TD_TAR_SUM_AT + 7] = ' ';
    }
}

int LLVMFuzzerTestOneInput (const guint8 *input, size_t n)
{
    g_autofree guint8 *bytes = g_memdup2 (input, n);
    TdPlacing placing;
    TdArchiveReader *reader;
    gsize half = n / 2;

    td_base_init ();
    mend_sums (bytes, n);
    td_placing_init (&placing, -1);
    reader = td_archive_reader_new (&td_placing_taker, &placing);
    if (td_archive_reader_feed (reader, bytes, half, NULL)
        && td_archive_reader_feed (reader, bytes + half, n - half, NULL))
        td_archive_reader_finish (reader, NULL);
    td_archive_reader_free (reader);
    td_placing_clear (&placing);
    return 0;
}

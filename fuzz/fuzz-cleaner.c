/* What takes metadata out of pictures and documents: any bytes. */
#include "document/cleaner/cleaner.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
    static gsize ready = 0;
    g_autoptr (CleanerResult) result = cleaner_result_new ();

    if (g_once_init_enter (&ready)) {
        cleaner_prepare ();
        g_once_init_leave (&ready, 1);
    }
    cleaner_clean (data, size, result);
    return 0;
}

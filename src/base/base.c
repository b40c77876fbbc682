#include "base/base.h"

#include <sodium.h>

void td_base_init (void)
{
    static gsize done = 0;

    if (g_once_init_enter (&done)) {
        if (sodium_init () < 0)
            g_error ("libsodium could not start; without it nothing can be signed or encrypted.");
        g_once_init_leave (&done, 1);
    }
}

const char *td_version (void)
{
    return TD_VERSION;
}

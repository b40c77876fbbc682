#define TD_LIBPQ_PLAIN
#include "store/libpq.h"

#include <dlfcn.h>
#include <string.h>

TdLibpq td_libpq;

static gboolean find (void *library, const char *name, void *ret_function)
{
    void *found = dlsym (library, name);

    memcpy (ret_function, &found, sizeof found);
    return found != NULL;
}

static gpointer load (gpointer unused)
{
    void *library = dlopen ("libpq.so.5", RTLD_NOW | RTLD_LOCAL);
    gboolean whole = library != NULL;

    (void) unused;
#define FIND(name) whole = whole && find (library, #name, &td_libpq.name);
    TD_LIBPQ_FUNCTIONS (FIND)
#undef FIND
    return GINT_TO_POINTER (whole);
}

gboolean td_libpq_load (void)
{
    static GOnce once = G_ONCE_INIT;

    return g_once (&once, load, NULL) != NULL;
}

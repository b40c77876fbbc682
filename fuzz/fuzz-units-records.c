/* Units as a taken-over reader might send them: after a head that is right, two records of anything. */
#include "document/units-private.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
    static const char head[] = "{\"record\":\"head\",\"format\":\"po\",\"from\":null,\"to\":\"fr\",\"header\":null}";
    TdUnitsReading r = { 0 };
    g_autoptr (GError) first = NULL, error = NULL, other = NULL;

    if (!td_units_take (head, strlen (head), &r, &first))
        __builtin_trap ();
    if (!td_units_take ((const char *) data, size, &r, &error) && error == NULL)
        __builtin_trap ();
    if (!td_units_take ((const char *) data, size, &r, &other) && other == NULL)
        __builtin_trap ();
    td_units_head_clear (&r.head);
    return 0;
}

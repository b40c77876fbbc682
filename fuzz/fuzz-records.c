/* Records as a taken-over reader might send them: after a head that is right, one record of anything. */
#include "document/document-private.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
    static const char head[] =
        "{\"record\":\"head\",\"format\":\"pdf\",\"pages\":9,\"pages_estimated\":false,\"title\":null,"
        "\"no_text\":false}";
    g_autoptr (GError) error = NULL, other = NULL;
    g_autoptr (TdAnswer) fresh = td_answer_new (), begun = td_answer_new ();
    if (!td_answer_take (head, sizeof head - 1, begun, &error))
        __builtin_trap ();
    if (!td_answer_take ((const char *) data, size, begun, &error) && error == NULL)
        __builtin_trap ();
    if (!td_answer_take ((const char *) data, size, fresh, &other) && other == NULL)
        __builtin_trap ();
    return 0;
}

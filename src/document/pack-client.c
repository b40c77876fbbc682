/* Asks treatydesk-writer for a ZIP. */
#include "document/pack-file.h"

#include "base/cell/helper.h"
#include "base/limits.h"

#include <jansson.h>
#include <string.h>

GBytes *td_pack_write (const char *program, const TdPackMember *members, gsize n, GError **error)
{
    json_t *list = json_array ();
    char *text;
    GBytes *file;

    for (gsize i = 0; i < n; i++) {
        gsize size = 0;
        const guint8 *data = g_bytes_get_data (members[i].bytes, &size);
        g_autofree char *base64 = g_base64_encode (data, size);
        json_array_append_new (list, json_pack ("{s:s, s:s}", "name", members[i].name, "base64", base64));
    }
    text = json_dumps (list, JSON_COMPACT);
    file = td_helper_run (program, "pack", text, strlen (text), TD_LIMIT_WRITER_SECONDS, TD_LIMIT_WRITER_OUTPUT, error);
    free (text);
    json_decref (list);
    return file;
}

/* Several files as one ZIP, from JSON: [{name, base64}] (document/pack-file.h). */
#include "document/writer/writer.h"

#include "base/errors.h"
#include "document/writer/zip.h"

GBytes *writer_pack (const json_t *json, GError **error)
{
    Zip *zip = zip_new ();

    for (gsize i = 0; i < json_array_size (json); i++) {
        const json_t *member = json_array_get (json, i);
        const char *name = json_string_value (json_object_get (member, "name"));
        const char *base64 = json_string_value (json_object_get (member, "base64"));
        gsize size = 0;
        guchar *data = base64 != NULL ? g_base64_decode (base64, &size) : NULL;
        if (name != NULL && data != NULL)
            zip_add (zip, name, g_bytes_new_take (data, size), FALSE);
    }
    if (json_array_size (json) > 0)
        return zip_end (zip);
    g_bytes_unref (zip_end (zip));
    g_set_error_literal (error, TD_TEXT_ERROR, TD_ERROR_INPUT, "There is nothing to pack.");
    return NULL;
}

/* Forms from anybody, urlencoded and multipart, cut into chunks anywhere: refused or checked against the table.
 *
 * The first byte chooses the kind and the length of the chunks; the boundary is always the same, "XX". */
#include "base/base.h"
#include "base/limits.h"
#include "web/body.h"

static const TdField fields[] = {
    { "line", TD_FIELD_LINE, 40 },
    { "text", TD_FIELD_TEXT, 400 },
    { "choice", TD_FIELD_CHOICES, 4 },
    { "item-*", TD_FIELD_LINE, 20 },
    { "file", TD_FIELD_FILE, 2000 },
    { NULL },
};

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void check (TdBody *body)
{
    static const char *const names[] = { "line", "text", "choice" };
    const char *name = NULL;
    gint64 file_size = 0;

    for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
        const char *value = td_body_value (body, names[i]);
        g_assert_true (g_utf8_validate (value, -1, NULL));
        g_assert_cmpuint (strlen (value), <=, TD_LIMIT_FIELD_BYTES);
    }
    for (const char *const *v = td_body_values (body, "choice"); *v != NULL; v++)
        g_assert_true (g_utf8_validate (*v, -1, NULL));
    for (const char *const *v = td_body_names (body, "item-"); *v != NULL; v++)
        g_assert_true (g_str_has_prefix (*v, "item-"));
    if (td_body_file (body, "file", &name, &file_size) >= 0)
        g_assert_cmpint (file_size, <=, 2000);
}

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
    g_autoptr (TdBody) body = NULL;
    gsize step;

    if (size < 2)
        return 0;
    step = 1 + (data[0] >> 1);
    body = td_body_new (fields, TRUE, g_get_tmp_dir (), 2000);
    if (!td_body_start (body, (data[0] & 1) ? "multipart/form-data; boundary=XX" : "application/x-www-form-urlencoded", NULL))
        return 0;
    for (gsize at = 1; at < size; at += step)
        if (!td_body_feed (body, (const char *) data + at, MIN (step, size - at), NULL))
            return 0;
    if (td_body_finish (body, NULL))
        check (body);
    return 0;
}

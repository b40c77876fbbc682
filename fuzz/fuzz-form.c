/* Forms as a handler sees them: whatever is sent, every value that is taken is NFC text in UTF-8 without control characters
 * (newlines and tabs in texts aside), names are those of the table, and too much is refused. */
#include "base/base.h"
#include "base/limits.h"
#include "web/body.h"

static const TdField fields[] = {
    { "line", TD_FIELD_LINE, 10 },   { "text", TD_FIELD_TEXT, 20 }, { "choice", TD_FIELD_CHOICES, 3 },
    { "item-*", TD_FIELD_LINE, 10 }, { "file", TD_FIELD_FILE, 50 }, { 0 },
};

static void look_at (const char *text)
{
    g_assert_true (g_utf8_validate (text, -1, NULL));
    for (; *text != '\0'; text = g_utf8_next_char (text)) {
        gunichar c = g_utf8_get_char (text);

        g_assert_true (c >= 0x20 || c == '\n' || c == '\t');
        g_assert_false (c >= 0x7f && c < 0xa0);
    }
}

static void look_at_all (TdBody *body)
{
    const char *name = NULL;
    gint64 size = 0;

    look_at (td_body_value (body, "line"));
    look_at (td_body_value (body, "text"));
    g_assert_null (strpbrk (td_body_value (body, "line"), "\n\t"));
    for (const char *const *value = td_body_values (body, "choice"); *value != NULL; value++)
        look_at (*value);
    for (const char *const *item = td_body_names (body, "item-*"); *item != NULL; item++) {
        g_assert_true (g_str_has_prefix (*item, "item-"));
        look_at (td_body_value (body, *item));
    }
    if (td_body_file (body, "file", &name, &size) >= 0)
        g_assert_true (g_utf8_validate (name, -1, NULL));
    if (td_body_problem (body, NULL, "en") == NULL)
        g_assert_cmpint (g_utf8_strlen (td_body_value (body, "line"), -1), <=, 10);
}

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* The first line is the query, the second the Content-Type, the rest the body. */
int LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
    g_autoptr (TdBody) body = td_body_new (fields, TRUE, g_get_tmp_dir (), 100);
    g_autofree char *all = g_strndup ((const char *) data, size);
    char *type = memchr (all, '\n', size);
    char *rest = type != NULL ? memchr (type + 1, '\n', size - (gsize) (type + 1 - all)) : NULL;

    td_base_init ();
    if (rest == NULL)
        return 0;
    *type++ = '\0';
    *rest++ = '\0';
    if (!td_body_query (body, all, NULL) || !td_body_type_known (type) || !td_body_start (body, type, NULL))
        return 0;
    if (td_body_feed (body, rest, size - (gsize) (rest - all), NULL) && td_body_finish (body, NULL))
        look_at_all (body);
    return 0;
}

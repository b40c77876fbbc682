/* A text as JSON: what td_text_from_json takes must come back the same, by JSON and by its typed sections, and every writer of XML must
 * cope with it. */
#include "document/text-model.h"
#include "document/writer/writer.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void must_come_back (const TdText *text)
{
    json_t *json = td_text_to_json (text);
    g_autoptr (TdText) again = td_text_from_json (json, NULL);
    g_assert_nonnull (again);
    json_t *second = td_text_to_json (again);
    g_assert_true (json_equal (json, second));
    json_decref (json);
    json_decref (second);
}

/* Runs that differ in nothing become one on the first way through the field; from then on it stays as it is. */
static void type_again (TdText *text)
{
    for (guint i = 0; i < text->sections->len; i++) {
        TdTextSection *section = g_ptr_array_index (text->sections, i);
        g_autofree char *first = td_text_section_typed (section, TD_TEXT_PLAIN);
        td_text_section_from_typed (section, first, TD_TEXT_PLAIN);
        g_autofree char *second = td_text_section_typed (section, TD_TEXT_PLAIN);
        td_text_section_from_typed (section, second, TD_TEXT_PLAIN);
        g_autofree char *third = td_text_section_typed (section, TD_TEXT_PLAIN);
        g_assert_cmpstr (second, ==, third);
    }
}

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
    static const char *const formats[] = { "html", "docx", "odt" };
    json_t *json = json_loadb ((const char *) data, size, JSON_REJECT_DUPLICATES, NULL);
    g_autoptr (TdText) text = td_text_from_json (json, NULL);

    json_decref (json);
    if (text == NULL)
        return 0;
    must_come_back (text);
    for (gsize i = 0; i < G_N_ELEMENTS (formats); i++) {
        g_autoptr (GBytes) file = writer_write (text, formats[i], NULL);
        g_assert_nonnull (file);
    }
    type_again (text);
    return 0;
}

/* Asks treatydesk-writer for cards and leaflets. */
#include "document/spread-file.h"

#include "base/cell/helper.h"
#include "base/limits.h"

#include <jansson.h>
#include <qrencode.h>
#include <string.h>

static const struct {
    const char *word;
    int width, height;
} shapes[TD_N_CARDS] = { [TD_CARD_WIDE] = { "wide", 1200, 630 }, [TD_CARD_SQUARE] = { "square", 1080, 1080 } };

const char *td_card_shape_word (TdCardShape shape)
{
    return shape < TD_N_CARDS ? shapes[shape].word : "";
}

gboolean td_card_shape_from_word (const char *word, TdCardShape *ret_shape)
{
    for (int shape = 0; shape < TD_N_CARDS; shape++)
        if (g_strcmp0 (word, shapes[shape].word) == 0) {
            *ret_shape = (TdCardShape) shape;
            return TRUE;
        }
    return FALSE;
}

void td_card_size (TdCardShape shape, int *ret_width, int *ret_height)
{
    *ret_width = shapes[shape].width;
    *ret_height = shapes[shape].height;
}

gboolean td_card_fits (const char *quotation)
{
    int characters = 0;

    for (const char *p = quotation; *p != '\0'; p = g_utf8_next_char (p))
        characters += g_unichar_iswide (g_utf8_get_char (p)) ? 2 : 1;
    return characters <= TD_LIMIT_CARD_CHARACTERS;
}

/* Takes json. */
static GBytes *ask (const char *program, const char *word, json_t *take_json, GError **error)
{
    char *text = json_dumps (take_json, JSON_COMPACT);
    GBytes *file =
        td_helper_run (program, word, text, strlen (text), TD_LIMIT_WRITER_SECONDS, TD_LIMIT_WRITER_OUTPUT, error);

    free (text);
    json_decref (take_json);
    return file;
}

GBytes *td_card_write (const char *program, const TdCardFile *c, GError **error)
{
    int width, height;

    td_card_size (c->shape, &width, &height);
    return ask (program, "card",
                json_pack ("{s:i, s:i, s:s, s:s, s:s*, s:s, s:s, s:s*}", "width", width, "height", height, "language",
                           c->language, "quotation", c->quotation, "source", c->source, "symbol", c->symbol, "body",
                           c->body, "address", c->address),
                error);
}

static json_t *paragraphs_json (const TdLeafletFile *l)
{
    json_t *list = json_array ();

    for (gsize i = 0; i < l->n_paragraphs; i++)
        json_array_append_new (
            list, json_pack ("{s:s*, s:s}", "number", l->paragraphs[i].number, "text", l->paragraphs[i].text));
    return list;
}

GBytes *td_leaflet_write (const char *program, const TdLeafletFile *l, GError **error)
{
    json_t *rows = json_array ();

    for (gsize i = 0; l->modules[i] != NULL; i++)
        json_array_append_new (rows, json_string (l->modules[i]));
    return ask (program, "leaflet",
                json_pack ("{s:s, s:s, s:s, s:s*, s:s*, s:s*, s:s*, s:s, s:s, s:s, s:o, s:o}", "language", l->language,
                           "body", l->body, "title", l->title, "symbol", l->symbol, "about", l->about, "summary",
                           l->summary, "summary_language", l->summary_language, "chosen", l->chosen, "more", l->more,
                           "address", l->address, "paragraphs", paragraphs_json (l), "modules", rows),
                error);
}

char **td_code_modules (const char *text)
{
    QRcode *code = QRcode_encodeString8bit (text, 0, QR_ECLEVEL_M);
    g_autoptr (GStrvBuilder) rows = g_strv_builder_new ();

    if (code == NULL)
        return NULL;
    for (int y = 0; y < code->width; y++) {
        g_autoptr (GString) row = g_string_new (NULL);
        for (int x = 0; x < code->width; x++)
            g_string_append_c (row, code->data[y * code->width + x] & 1 ? '1' : '0');
        g_strv_builder_add (rows, row->str);
    }
    QRcode_free (code);
    return g_strv_builder_end (rows);
}

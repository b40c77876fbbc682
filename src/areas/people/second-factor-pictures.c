#include "areas/people/second-factor-pictures.h"

#include "areas/people/second-factor-picture.html.h"

#include <qrencode.h>

/* ISO/IEC 18004: four light modules around. */
enum { QUIET = 4 };

/* Dark modules of a row, run by run. */
static void add_row (GString *path, const QRcode *code, int y)
{
    const unsigned char *row = code->data + y * code->width;

    for (int x = 0; x < code->width;) {
        int end = x;
        while (end < code->width && (row[end] & 1))
            end++;
        if (end > x)
            g_string_append_printf (path, "M%d %dh%dv1h-%dz", x + QUIET, y + QUIET, end - x, end - x);
        x = end > x ? end : x + 1;
    }
}

TdMarkup *td_second_picture (const char *text, const TdHtml *like)
{
    QRcode *code = QRcode_encodeString8bit (text, 0, QR_ECLEVEL_M);
    g_autoptr (GString) path = g_string_new (NULL);
    struct html_second_factor_picture picture;
    TdHtml h = *like;

    if (code == NULL)
        return NULL;
    for (int y = 0; y < code->width; y++)
        add_row (path, code, y);
    picture = (struct html_second_factor_picture){ .size = code->width + 2 * QUIET, .path = path->str };
    QRcode_free (code);
    h.out = g_string_new (NULL);
    html_second_factor_picture (&h, &picture);
    return td_markup_take (h.out);
}

/* A picture card: a quotation as large as it fits, below it where it is from. What stands on it is document/spread-file.h's.
 *
 * Paper, a bar of the house's blue at the side where lines begin, the quotation in the middle of what is left, its source at the foot. In a
 * language that runs from right to left all of it stands the other way round. */
#include "document/writer/sheet.h"
#include "document/writer/writer.h"

#include "base/errors.h"

/* Pixels. LARGEST, LEAST: of the quotation's letters; below the least nobody reads it on a telephone. */
enum { MARGIN = 72, BAR = 18, LARGEST = 76, LEAST = 24, FOOT_SIZE = 27, GAP = 36 };

static cairo_status_t take_bytes (void *data, const unsigned char *bytes, unsigned int size)
{
    g_byte_array_append (data, bytes, size);
    return CAIRO_STATUS_SUCCESS;
}

typedef struct {
    cairo_t *cairo;
    const json_t *json;
    const char *language;
    double width, height;
} Card;

static PangoLayout *words (const Card *c, const char *text, double size, gboolean bold, gboolean serif)
{
    const SheetStyle style = {
        .language = c->language, .size = size, .bold = bold, .serif = serif, .width = c->width - 2 * MARGIN - BAR
    };

    return sheet_layout (c->cairo, text, &style);
}

/* Takes layout. */
static void show (const Card *c, PangoLayout *take_layout, double y)
{
    cairo_move_to (c->cairo, writer_rtl (c->language) ? MARGIN : MARGIN + BAR, y);
    pango_cairo_show_layout (c->cairo, take_layout);
    g_object_unref (take_layout);
}

/* A line of the foot above y; answers where it begins. Too long a line is cut: it is no quotation. */
static double foot (const Card *c, const char *name, gboolean bold, double y)
{
    const char *text = sheet_text (c->json, name);
    PangoLayout *layout;

    if (*text == '\0')
        return y;
    layout = words (c, text, FOOT_SIZE, bold, FALSE);
    pango_layout_set_height (layout, -2);
    pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
    y -= sheet_height (layout) + 4;
    show (c, layout, y);
    return y;
}

static void paint (const Card *c)
{
    gboolean rtl = writer_rtl (c->language);

    cairo_set_source_rgb (c->cairo, 1, 0.996, 0.98);
    cairo_paint (c->cairo);
    cairo_set_source_rgb (c->cairo, 0.11, 0.29, 0.6);
    cairo_rectangle (c->cairo, rtl ? c->width - BAR : 0, 0, BAR, c->height);
    cairo_fill (c->cairo);
}

/* The largest that fits into so many pixels of height; NULL: none does. */
static PangoLayout *fitted (const Card *c, double most)
{
    for (double size = LARGEST; size >= LEAST; size -= 2) {
        PangoLayout *layout = words (c, sheet_text (c->json, "quotation"), size, FALSE, TRUE);
        if (sheet_height (layout) <= most)
            return layout;
        g_object_unref (layout);
    }
    return NULL;
}

static gboolean draw (const Card *c, GError **error)
{
    double y = c->height - MARGIN * 0.8, room;
    PangoLayout *quotation;

    paint (c);
    cairo_set_source_rgb (c->cairo, 0.35, 0.35, 0.35);
    y = foot (c, "address", FALSE, y);
    y = foot (c, "body", FALSE, y);
    cairo_set_source_rgb (c->cairo, 0.11, 0.29, 0.6);
    y = foot (c, "symbol", TRUE, y);
    y = foot (c, "source", TRUE, y);
    room = y - GAP - MARGIN * 0.8;
    quotation = fitted (c, room);
    if (quotation == NULL) {
        g_set_error_literal (error, TD_TEXT_ERROR, TD_ERROR_INPUT,
                             "These words are too long to be read on a card. Choose a shorter phrase.");
        return FALSE;
    }
    cairo_set_source_rgb (c->cairo, 0.09, 0.09, 0.09);
    y = MARGIN * 0.8 + (room - sheet_height (quotation)) / 2;
    show (c, quotation, y);
    return TRUE;
}

GBytes *writer_card (const json_t *json, GError **error)
{
    int width = (int) json_integer_value (json_object_get (json, "width"));
    int height = (int) json_integer_value (json_object_get (json, "height"));
    GByteArray *file = g_byte_array_new ();
    cairo_surface_t *surface =
        cairo_image_surface_create (CAIRO_FORMAT_RGB24, CLAMP (width, 100, 4000), CLAMP (height, 100, 4000));
    cairo_t *cairo = cairo_create (surface);
    const Card card = { cairo, json, sheet_text (json, "language"), width, height };
    gboolean drawn = draw (&card, error);
    cairo_status_t status = cairo_status (cairo);

    if (drawn && status == CAIRO_STATUS_SUCCESS)
        status = cairo_surface_write_to_png_stream (surface, take_bytes, file);
    cairo_destroy (cairo);
    cairo_surface_destroy (surface);
    if (drawn && status == CAIRO_STATUS_SUCCESS)
        return g_byte_array_free_to_bytes (file);
    g_byte_array_unref (file);
    if (drawn)
        g_set_error (error, TD_TEXT_ERROR, TD_ERROR_OURS, "The card could not be drawn (%s). This is our fault.",
                     cairo_status_to_string (status));
    return NULL;
}

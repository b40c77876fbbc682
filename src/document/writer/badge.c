/* A badge: one page of A6, drawn with Pango and Cairo. What stands on it is document/badge-file.h's.
 *
 * From the top: the body and its session; the name, as large as it fits; function and organisation; a band with the category; the QR code with
 * its quiet zone, and below it until when it is valid. Lines are centred; each runs in the direction of its own script. */
#include "document/writer/sheet.h"
#include "document/writer/writer.h"

#include "base/errors.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <string.h>

/* Points. */
enum { WIDTH = 298, HEIGHT = 420, MARGIN = 18, CODE = 130, BAND = 30 };

static cairo_status_t take_bytes (void *data, const unsigned char *bytes, unsigned int size)
{
    g_byte_array_append (data, bytes, size);
    return CAIRO_STATUS_SUCCESS;
}

static PangoLayout *layout_of (cairo_t *cairo, const char *text, double size, gboolean bold)
{
    PangoLayout *layout = pango_cairo_create_layout (cairo);
    PangoFontDescription *font =
        pango_font_description_from_string (bold ? "Noto Sans, sans-serif bold" : "Noto Sans, sans-serif");

    pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
    pango_layout_set_font_description (layout, font);
    pango_font_description_free (font);
    pango_layout_set_width (layout, (WIDTH - 2 * MARGIN) * PANGO_SCALE);
    pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
    pango_layout_set_auto_dir (layout, TRUE);
    pango_layout_set_text (layout, text, -1);
    return layout;
}

static double height_of (PangoLayout *layout)
{
    int height;

    pango_layout_get_pixel_size (layout, NULL, &height);
    return height;
}

/* Draws it as large as it fits into so many points of height, from size down to least; what is too long even then is cut. Answers where it
 * ends. */
static double put (cairo_t *cairo, const char *text, double y, double size, double least, double most, gboolean bold)
{
    PangoLayout *layout;
    double height;

    if (*text == '\0')
        return y;
    layout = layout_of (cairo, text, size, bold);
    while (height_of (layout) > most && size > least) {
        g_object_unref (layout);
        size -= 1;
        layout = layout_of (cairo, text, size, bold);
    }
    if (height_of (layout) > most) {
        pango_layout_set_height (layout, (int) (most * PANGO_SCALE));
        pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
    }
    height = height_of (layout);
    cairo_move_to (cairo, MARGIN, y);
    pango_cairo_show_layout (cairo, layout);
    g_object_unref (layout);
    return y + height;
}

static void put_band (cairo_t *cairo, const char *category, double y)
{
    cairo_set_source_rgb (cairo, 0.08, 0.24, 0.5);
    cairo_rectangle (cairo, 0, y, WIDTH, BAND);
    cairo_fill (cairo);
    cairo_set_source_rgb (cairo, 1, 1, 1);
    put (cairo, category, y + 6, 15, 9, BAND - 8, TRUE);
    cairo_set_source_rgb (cairo, 0, 0, 0);
}

static void draw (cairo_t *cairo, const json_t *json)
{
    double y = put (cairo, sheet_text (json, "body"), MARGIN, 13, 9, 34, TRUE);

    y = put (cairo, sheet_text (json, "session"), y + 2, 11, 8, 28, FALSE);
    y = put (cairo, sheet_text (json, "name"), MARGIN + 66, 26, 11, 66, TRUE);
    y = put (cairo, sheet_text (json, "function"), y + 2, 11, 8, 15, FALSE);
    put (cairo, sheet_text (json, "organisation"), y + 3, 13, 8, 34, FALSE);
    put_band (cairo, sheet_text (json, "category"), 206);
    sheet_code (cairo, json_object_get (json, "modules"), (WIDTH - CODE) / 2.0, 240, CODE);
    put (cairo, sheet_text (json, "valid"), 240 + CODE, 8, 6, HEIGHT - 240 - CODE - 6, FALSE);
}

static void set_metadata (cairo_surface_t *surface, const json_t *json)
{
    g_autofree char *title = g_strdup_printf ("%s – %s", sheet_text (json, "body"), sheet_text (json, "session"));

    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, title);
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Treatydesk");
}

/* One page whose whole text a reader can have; the address stands in it as a link over the code. */
GBytes *writer_badge (const json_t *json, GError **error)
{
    GByteArray *file = g_byte_array_new ();
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (take_bytes, file, WIDTH, HEIGHT);
    cairo_t *cairo = cairo_create (surface);
    g_autofree char *link = g_strdup_printf ("uri='%s' rect=[%d %d %d %d]", sheet_text (json, "address"),
                                             (WIDTH - CODE) / 2, 240, CODE, CODE);
    cairo_status_t status;

    set_metadata (surface, json);
    draw (cairo, json);
    if (strpbrk (sheet_text (json, "address"), "'\\ ") == NULL) {
        cairo_tag_begin (cairo, CAIRO_TAG_LINK, link);
        cairo_tag_end (cairo, CAIRO_TAG_LINK);
    }
    cairo_show_page (cairo);
    cairo_surface_finish (surface);
    status = cairo_status (cairo);
    cairo_destroy (cairo);
    status = status == CAIRO_STATUS_SUCCESS ? cairo_surface_status (surface) : status;
    cairo_surface_destroy (surface);
    if (status == CAIRO_STATUS_SUCCESS)
        return g_byte_array_free_to_bytes (file);
    g_byte_array_unref (file);
    g_set_error (error, TD_TEXT_ERROR, TD_ERROR_OURS, "The badge could not be drawn (%s). This is our fault.",
                 cairo_status_to_string (status));
    return NULL;
}

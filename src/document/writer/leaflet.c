/* A leaflet: A4, one page or both sides of one, with the summary, the chosen paragraphs and where to read more. What stands on it is
 * document/spread-file.h's. Tagged: headings, paragraphs and the address as a link, in the language that it is in. */
#include "document/writer/pdf.h"
#include "document/writer/sheet.h"
#include "document/writer/writer.h"

#include "base/errors.h"

#include <string.h>

/* Points. */
enum { MARGIN = 50, CODE = 96, NUMBER = 30, SIDES = 2, LEAST = 8 };

static cairo_status_t take_bytes (void *data, const unsigned char *bytes, unsigned int size)
{
    g_byte_array_append (data, bytes, size);
    return CAIRO_STATUS_SUCCESS;
}

typedef struct {
    cairo_t *cairo; /* NULL where it is only measured */
    cairo_t *ruler;
    const json_t *json;
    const char *language;
    gboolean rtl;
    double size, y, bottom;
    int sides;
    GArray *tags; /* of PdfTag */
} Leaflet;

static void begin (Leaflet *l, const char *tag, const char *attributes)
{
    const char *own = sheet_text (l->json, "language");
    const PdfTag one = { .name = tag, .language = strcmp (own, l->language) != 0 ? l->language : NULL };

    if (l->cairo == NULL)
        return;
    g_array_append_val (l->tags, one);
    cairo_tag_begin (l->cairo, tag, attributes);
}

static void end (Leaflet *l, const char *tag)
{
    if (l->cairo != NULL)
        cairo_tag_end (l->cairo, tag);
}

static void next_side (Leaflet *l)
{
    l->sides++;
    l->y = MARGIN;
    if (l->cairo != NULL)
        cairo_show_page (l->cairo);
}

/* One line of a layout where there is room for it. from: how far from the start side it stands. */
static void put_line (Leaflet *l, PangoLayoutLine *line, double from, double width)
{
    PangoRectangle logical;
    double x, height;

    pango_layout_line_get_extents (line, NULL, &logical);
    height = 1.25 * (double) logical.height / PANGO_SCALE;
    if (l->y + height > l->bottom)
        next_side (l);
    x = l->rtl ? PDF_WIDTH - MARGIN - from - (double) logical.width / PANGO_SCALE : MARGIN + from;
    if (l->cairo != NULL && logical.width <= (width + 2) * PANGO_SCALE) {
        cairo_move_to (l->cairo, x, l->y + (double) -logical.y / PANGO_SCALE);
        pango_cairo_show_layout_line (l->cairo, line);
    }
    l->y += height;
}

static void put_linked (Leaflet *l, const char *tag, const char *link, const char *text, double scale, gboolean bold,
                        double from)
{
    const SheetStyle style = {
        .language = l->language, .size = l->size * scale, .bold = bold, .width = PDF_WIDTH - 2 * MARGIN - from
    };
    PangoLayout *layout;

    if (*text == '\0')
        return;
    layout = sheet_layout (l->cairo != NULL ? l->cairo : l->ruler, text, &style);
    begin (l, tag, link);
    for (int i = 0; i < pango_layout_get_line_count (layout); i++)
        put_line (l, pango_layout_get_line_readonly (layout, i), from, style.width);
    end (l, tag);
    g_object_unref (layout);
}

static void put (Leaflet *l, const char *tag, const char *text, double scale, gboolean bold, double from)
{
    put_linked (l, tag, NULL, text, scale, bold, from);
}

static void colour (const Leaflet *l, double red, double green, double blue)
{
    if (l->cairo != NULL)
        cairo_set_source_rgb (l->cairo, red, green, blue);
}

static void put_head (Leaflet *l)
{
    colour (l, 0.11, 0.29, 0.6);
    put (l, "P", sheet_text (l->json, "body"), 1, TRUE, 0);
    l->y += l->size * 0.4;
    colour (l, 0, 0, 0);
    put (l, "H1", sheet_text (l->json, "title"), 1.7, TRUE, 0);
    colour (l, 0.35, 0.35, 0.35);
    put (l, "P", sheet_text (l->json, "symbol"), 1, FALSE, 0);
    l->y += l->size;
}

/* What is put from now on is in this language. */
static void speak (Leaflet *l, const char *language)
{
    l->language = language;
    l->rtl = writer_rtl (language);
}

/* A summary may be in another language than the text. */
static void put_summary (Leaflet *l)
{
    if (*sheet_text (l->json, "summary") == '\0')
        return;
    colour (l, 0.11, 0.29, 0.6);
    put (l, "H2", sheet_text (l->json, "about"), 1.1, TRUE, 0);
    l->y += l->size * 0.3;
    colour (l, 0, 0, 0);
    speak (l, sheet_text (l->json, "summary_language"));
    put (l, "P", sheet_text (l->json, "summary"), 1.15, FALSE, 0);
    speak (l, sheet_text (l->json, "language"));
    l->y += l->size;
}

static void put_paragraph (Leaflet *l, const json_t *paragraph)
{
    const char *number = sheet_text (paragraph, "number");
    double top = l->y;
    int side = l->sides;

    if (*number != '\0') {
        colour (l, 0.11, 0.29, 0.6);
        put (l, "P", number, 1, TRUE, 0);
        if (l->sides == side)
            l->y = top;
        else
            l->y = MARGIN;
    }
    colour (l, 0, 0, 0);
    put (l, "P", sheet_text (paragraph, "text"), 1, FALSE, NUMBER);
    l->y += l->size * 0.7;
}

static void put_paragraphs (Leaflet *l)
{
    const json_t *list = json_object_get (l->json, "paragraphs");
    json_t *paragraph;
    size_t i;

    if (json_array_size (list) == 0)
        return;
    colour (l, 0.11, 0.29, 0.6);
    put (l, "H2", sheet_text (l->json, "chosen"), 1.1, TRUE, 0);
    l->y += l->size * 0.4;
    json_array_foreach (list, i, paragraph) put_paragraph (l, paragraph);
}

/* A link stands in a paragraph. */
static void put_link (Leaflet *l, const char *link, const char *address)
{
    begin (l, "P", NULL);
    put_linked (l, CAIRO_TAG_LINK, link, address, 1, FALSE, CODE + 12);
    end (l, "P");
}

/* At the foot of the last side: the code, and beside it the address as it is typed. */
static void put_more (Leaflet *l)
{
    const char *address = sheet_text (l->json, "address");
    double top = PDF_HEIGHT - MARGIN - CODE;
    g_autofree char *link = g_strdup_printf ("uri='%s'", address);

    if (l->y > top)
        next_side (l);
    if (l->cairo == NULL)
        return;
    colour (l, 0, 0, 0);
    sheet_code (l->cairo, json_object_get (l->json, "modules"), l->rtl ? PDF_WIDTH - MARGIN - CODE : MARGIN, top, CODE);
    l->bottom = PDF_HEIGHT;
    l->y = top + CODE / 4.0;
    put (l, "P", sheet_text (l->json, "more"), 1.1, TRUE, CODE + 12);
    colour (l, 0.11, 0.29, 0.6);
    if (strpbrk (address, "'\\ ") == NULL)
        put_link (l, link, address);
    else
        put (l, "P", address, 1, FALSE, CODE + 12);
}

static void put_all (Leaflet *l)
{
    l->y = MARGIN;
    l->sides = 1;
    l->bottom = PDF_HEIGHT - MARGIN;
    begin (l, "Document", NULL);
    put_head (l);
    put_summary (l);
    put_paragraphs (l);
    put_more (l);
    end (l, "Document");
}

/* The largest letters with which it is one page, else those with which it is two. 0: it is more. */
static double fitting_size (Leaflet *l)
{
    for (int sides = 1; sides <= SIDES; sides++)
        for (l->size = 12.5; l->size >= (sides == 1 ? 10 : LEAST); l->size -= 0.5) {
            put_all (l);
            if (l->sides <= sides)
                return l->size;
        }
    return 0;
}

static void set_metadata (cairo_surface_t *surface, const json_t *json)
{
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, sheet_text (json, "title"));
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT, sheet_text (json, "symbol"));
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Treatydesk");
}

static GBytes *finished (GByteArray *take_file, const Leaflet *l)
{
    g_autoptr (TdText) about = td_text_new (l->language);

    about->title = g_strdup (sheet_text (l->json, "title"));
    return g_byte_array_free_to_bytes (pdf_finish (take_file, about, l->tags));
}

GBytes *writer_leaflet (const json_t *json, GError **error)
{
    GByteArray *file = g_byte_array_new ();
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (take_bytes, file, PDF_WIDTH, PDF_HEIGHT);
    cairo_t *cairo = cairo_create (surface);
    Leaflet l = { .ruler = cairo,
                  .json = json,
                  .language = sheet_text (json, "language"),
                  .tags = g_array_new (FALSE, FALSE, sizeof (PdfTag)) };
    cairo_status_t status;
    GBytes *made = NULL;

    l.rtl = writer_rtl (l.language);
    l.size = fitting_size (&l);
    set_metadata (surface, json);
    if (l.size > 0) {
        l.cairo = cairo;
        put_all (&l);
        cairo_show_page (cairo);
    }
    cairo_surface_finish (surface);
    status = cairo_status (cairo);
    cairo_destroy (cairo);
    status = status == CAIRO_STATUS_SUCCESS ? cairo_surface_status (surface) : status;
    cairo_surface_destroy (surface);
    if (l.size == 0)
        g_set_error_literal (error, TD_TEXT_ERROR, TD_ERROR_INPUT,
                             "This is more than two sides of paper hold. Choose fewer paragraphs.");
    else if (status != CAIRO_STATUS_SUCCESS)
        g_set_error (error, TD_TEXT_ERROR, TD_ERROR_OURS, "The leaflet could not be drawn (%s). This is our fault.",
                     cairo_status_to_string (status));
    else
        made = finished (g_steal_pointer (&file), &l);
    if (file != NULL)
        g_byte_array_unref (file);
    g_array_unref (l.tags);
    return made;
}

/* Lines of words for what is drawn by hand: a card, a leaflet. Between files of the writer. */
#pragma once

#include <jansson.h>
#include <pango/pangocairo.h>

typedef struct {
    const char *language; /* a tag: fonts and the direction follow from it */
    double size;          /* of the letters, in the surface's units; those of Arabic are made larger */
    gboolean bold, serif;
    double width; /* lines are at most so long */
} SheetStyle;

/* Set from the start side of its script. Unref it. */
PangoLayout *sheet_layout (cairo_t *cairo, const char *text, const SheetStyle *style);
double sheet_height (PangoLayout *layout);
/* The text of a member; "" where there is none. */
const char *sheet_text (const json_t *json, const char *name);
/* A square code of rows of '1' and '0' with its quiet zone, so large altogether. */
void sheet_code (cairo_t *cairo, const json_t *rows, double left, double top, double size);

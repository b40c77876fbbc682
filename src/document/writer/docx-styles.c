/* word/styles.xml: Word's own styles by their names, so that its navigation, contents and readers know them. */
#include "document/writer/docx.h"

typedef struct {
    const char *id, *name, *based_on, *next;
    int size;            /* in percent of body type; 0: as it is */
    int before, after;   /* twentieths of a point at 11 points */
    int indent, hanging; /* in hundredths of a centimetre */
    int outline;         /* 1 to 6; 0: none */
    gboolean bold, italic, keep_next;
    const char *align;
} ParagraphStyle;

static const ParagraphStyle styles[] = {
    { .id = "Normal", .name = "Normal", .after = 140 },
    { .id = "Title",
      .name = "Title",
      .based_on = "Normal",
      .next = "Normal",
      .size = 160,
      .before = 240,
      .after = 160,
      .bold = TRUE,
      .keep_next = TRUE },
    { .id = "Subtitle", .name = "Subtitle", .based_on = "Normal", .next = "Normal", .after = 60 },
    { .id = "Heading1",
      .name = "heading 1",
      .based_on = "Normal",
      .next = "Normal",
      .size = 125,
      .before = 360,
      .after = 120,
      .outline = 1,
      .bold = TRUE,
      .keep_next = TRUE },
    { .id = "Heading2",
      .name = "heading 2",
      .based_on = "Normal",
      .next = "Normal",
      .size = 108,
      .before = 280,
      .after = 120,
      .outline = 2,
      .bold = TRUE,
      .keep_next = TRUE },
    { .id = "Heading3",
      .name = "heading 3",
      .based_on = "Normal",
      .next = "Normal",
      .before = 240,
      .after = 100,
      .outline = 3,
      .bold = TRUE,
      .keep_next = TRUE },
    { .id = "Heading4",
      .name = "heading 4",
      .based_on = "Normal",
      .next = "Normal",
      .before = 200,
      .after = 80,
      .outline = 4,
      .bold = TRUE,
      .italic = TRUE,
      .keep_next = TRUE },
    { .id = "Heading5",
      .name = "heading 5",
      .based_on = "Normal",
      .next = "Normal",
      .before = 200,
      .after = 80,
      .outline = 5,
      .italic = TRUE,
      .keep_next = TRUE },
    { .id = "Heading6",
      .name = "heading 6",
      .based_on = "Normal",
      .next = "Normal",
      .before = 200,
      .after = 80,
      .outline = 6,
      .italic = TRUE,
      .keep_next = TRUE },
    { .id = "TOCHeading",
      .name = "TOC Heading",
      .based_on = "Normal",
      .next = "Normal",
      .size = 125,
      .before = 360,
      .after = 120,
      .bold = TRUE,
      .keep_next = TRUE },
    { .id = "TOC1", .name = "toc 1", .based_on = "Normal", .after = 40 },
    { .id = "TOC2", .name = "toc 2", .based_on = "Normal", .after = 40, .indent = 60 },
    { .id = "TOC3", .name = "toc 3", .based_on = "Normal", .after = 40, .indent = 120 },
    { .id = "NumberedParagraph",
      .name = "Numbered paragraph",
      .based_on = "Normal",
      .after = 140,
      .indent = 116,
      .hanging = 116 },
    { .id = "NumberedItem",
      .name = "Numbered item",
      .based_on = "Normal",
      .after = 100,
      .indent = 232,
      .hanging = 116 },
    { .id = "Quote", .name = "Quote", .based_on = "Normal", .after = 140, .indent = 116 },
    { .id = "Source", .name = "Source", .based_on = "Normal", .size = 82, .after = 140 },
    { .id = "FootnoteText", .name = "footnote text", .based_on = "Normal", .size = 82, .after = 40 },
    { .id = "Header", .name = "header", .based_on = "Normal", .after = 0 },
    { .id = "Footer", .name = "footer", .based_on = "Normal", .size = 82, .align = "center" },
    { .id = "TableText", .name = "Table text", .based_on = "Normal", .before = 40, .after = 40 },
};

static void put_number (Xml *xml, const char *name, const char *attribute, int value)
{
    g_autofree char *text = g_strdup_printf ("%d", value);
    xml_empty (xml, name, attribute, text, NULL);
}

void docx_put_toggle (Xml *xml, const char *name, const char *complex_name)
{
    xml_empty (xml, name, NULL);
    xml_empty (xml, complex_name, NULL);
}

void docx_put_language (Xml *xml, const char *language)
{
    gboolean chinese = g_str_has_prefix (language, "zh"), rtl = writer_rtl (language);
    const char *full = g_str_equal (language, "zh") ? "zh-CN" : language;
    xml_empty (xml, "w:lang", "w:val", chinese || rtl ? NULL : language, "w:eastAsia", chinese ? full : NULL, "w:bidi",
               rtl ? language : NULL, NULL);
}

/* In half points; Arabic a little larger. */
static void put_size (Xml *xml, const TdText *text, int percent)
{
    int half_points = (text->large ? 34 : 22) * percent / 100;
    put_number (xml, "w:sz", "w:val", half_points);
    put_number (xml, "w:szCs", "w:val", half_points * 112 / 100);
}

static void put_defaults (Xml *xml, const TdText *text)
{
    xml_open (xml, "w:docDefaults", NULL);
    xml_open (xml, "w:rPrDefault", NULL);
    xml_open (xml, "w:rPr", NULL);
    xml_empty (xml, "w:rFonts", "w:ascii", "Arial", "w:hAnsi", "Arial", "w:eastAsia", "SimSun", "w:cs", "Arial", NULL);
    put_size (xml, text, 100);
    docx_put_language (xml, text->language);
    xml_close (xml);
    xml_close (xml);
    xml_open (xml, "w:pPrDefault", NULL);
    xml_open (xml, "w:pPr", NULL);
    xml_empty (xml, "w:widowControl", NULL);
    xml_empty (xml, "w:spacing", "w:line", "269", "w:lineRule", "auto", NULL);
    xml_close (xml);
    xml_close (xml);
    xml_close (xml);
}

static void put_layout (Xml *xml, const ParagraphStyle *style, int scale)
{
    g_autofree char *before = g_strdup_printf ("%d", style->before), *after = g_strdup_printf ("%d", style->after);
    g_autofree char *indent = g_strdup_printf ("%d", style->indent * 567 / 100 * scale / 100);
    g_autofree char *hanging = g_strdup_printf ("%d", style->hanging * 567 / 100 * scale / 100);

    xml_open (xml, "w:pPr", NULL);
    if (style->keep_next) {
        xml_empty (xml, "w:keepNext", NULL);
        xml_empty (xml, "w:keepLines", NULL);
    }
    xml_empty (xml, "w:spacing", "w:before", before, "w:after", after, NULL);
    if (style->indent > 0)
        xml_empty (xml, "w:ind", "w:start", NULL, "w:left", indent, "w:hanging", style->hanging > 0 ? hanging : NULL,
                   NULL);
    if (style->align != NULL)
        xml_empty (xml, "w:jc", "w:val", style->align, NULL);
    if (style->outline > 0)
        put_number (xml, "w:outlineLvl", "w:val", style->outline - 1);
    xml_close (xml);
}

static void put_style (Xml *xml, const TdText *text, const ParagraphStyle *style)
{
    xml_open (xml, "w:style", "w:type", "paragraph", "w:default", style->based_on == NULL ? "1" : NULL, "w:styleId",
              style->id, NULL);
    xml_empty (xml, "w:name", "w:val", style->name, NULL);
    if (style->based_on != NULL)
        xml_empty (xml, "w:basedOn", "w:val", style->based_on, NULL);
    if (style->next != NULL)
        xml_empty (xml, "w:next", "w:val", style->next, NULL);
    xml_empty (xml, "w:qFormat", NULL);
    put_layout (xml, style, text->large ? 155 : 100);
    xml_open (xml, "w:rPr", NULL);
    if (style->bold)
        docx_put_toggle (xml, "w:b", "w:bCs");
    if (style->italic)
        docx_put_toggle (xml, "w:i", "w:iCs");
    if (style->size > 0)
        put_size (xml, text, style->size);
    xml_close (xml);
    xml_close (xml);
}

static void put_letter_styles (Xml *xml)
{
    xml_open (xml, "w:style", "w:type", "character", "w:styleId", "FootnoteReference", NULL);
    xml_empty (xml, "w:name", "w:val", "footnote reference", NULL);
    xml_open (xml, "w:rPr", NULL);
    xml_empty (xml, "w:vertAlign", "w:val", "superscript", NULL);
    xml_close (xml);
    xml_close (xml);
    xml_open (xml, "w:style", "w:type", "character", "w:styleId", "Hyperlink", NULL);
    xml_empty (xml, "w:name", "w:val", "Hyperlink", NULL);
    xml_open (xml, "w:rPr", NULL);
    xml_empty (xml, "w:color", "w:val", "103090", NULL);
    xml_empty (xml, "w:u", "w:val", "single", NULL);
    xml_close (xml);
    xml_close (xml);
}

static void put_table_style (Xml *xml)
{
    static const char *const sides[] = { "w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV" };
    xml_open (xml, "w:style", "w:type", "table", "w:styleId", "TableGrid", NULL);
    xml_empty (xml, "w:name", "w:val", "Table Grid", NULL);
    xml_open (xml, "w:tblPr", NULL);
    xml_open (xml, "w:tblBorders", NULL);
    for (gsize i = 0; i < G_N_ELEMENTS (sides); i++)
        xml_empty (xml, sides[i], "w:val", "single", "w:sz", "4", "w:space", "0", "w:color", "595959", NULL);
    xml_close (xml);
    xml_close (xml);
    xml_close (xml);
}

GBytes *docx_styles (const TdText *text)
{
    Xml *xml = xml_new ();
    xml_open (xml, "w:styles", "xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main", NULL);
    put_defaults (xml, text);
    for (gsize i = 0; i < G_N_ELEMENTS (styles); i++)
        put_style (xml, text, &styles[i]);
    put_letter_styles (xml);
    put_table_style (xml);
    return xml_end (xml);
}

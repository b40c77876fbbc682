/* styles.xml: LibreOffice's own styles by their names, A4, heads and feet of pages. */
#include "document/writer/odt.h"

typedef struct {
    const char *name, *shown, *parent;
    int size;            /* percent of body type; 0: as it is */
    int before, after;   /* tenths of a point */
    int indent, hanging; /* hundredths of a centimetre */
    int outline;
    gboolean bold, italic, keep_next, contents;
    const char *align;
} ParagraphStyle;

static const ParagraphStyle styles[] = {
    { .name = "Standard" },
    { .name = "Text_20_body", .shown = "Text body", .parent = "Standard", .after = 70 },
    { .name = "Title", .parent = "Standard", .size = 160, .before = 120, .after = 80, .bold = TRUE, .keep_next = TRUE },
    { .name = "Subtitle", .parent = "Standard", .after = 30 },
    { .name = "Heading_20_1",
      .shown = "Heading 1",
      .parent = "Standard",
      .size = 125,
      .before = 180,
      .after = 60,
      .outline = 1,
      .bold = TRUE,
      .keep_next = TRUE },
    { .name = "Heading_20_2",
      .shown = "Heading 2",
      .parent = "Standard",
      .size = 108,
      .before = 140,
      .after = 60,
      .outline = 2,
      .bold = TRUE,
      .keep_next = TRUE },
    { .name = "Heading_20_3",
      .shown = "Heading 3",
      .parent = "Standard",
      .before = 120,
      .after = 50,
      .outline = 3,
      .bold = TRUE,
      .keep_next = TRUE },
    { .name = "Heading_20_4",
      .shown = "Heading 4",
      .parent = "Standard",
      .before = 100,
      .after = 40,
      .outline = 4,
      .bold = TRUE,
      .italic = TRUE,
      .keep_next = TRUE },
    { .name = "Heading_20_5",
      .shown = "Heading 5",
      .parent = "Standard",
      .before = 100,
      .after = 40,
      .outline = 5,
      .italic = TRUE,
      .keep_next = TRUE },
    { .name = "Heading_20_6",
      .shown = "Heading 6",
      .parent = "Standard",
      .before = 100,
      .after = 40,
      .outline = 6,
      .italic = TRUE,
      .keep_next = TRUE },
    { .name = "Contents_20_Heading",
      .shown = "Contents Heading",
      .parent = "Standard",
      .size = 125,
      .before = 180,
      .after = 60,
      .bold = TRUE,
      .keep_next = TRUE },
    { .name = "Contents_20_1", .shown = "Contents 1", .parent = "Standard", .after = 20, .contents = TRUE },
    { .name = "Contents_20_2",
      .shown = "Contents 2",
      .parent = "Standard",
      .after = 20,
      .indent = 60,
      .contents = TRUE },
    { .name = "Contents_20_3",
      .shown = "Contents 3",
      .parent = "Standard",
      .after = 20,
      .indent = 120,
      .contents = TRUE },
    { .name = "Numbered_20_paragraph",
      .shown = "Numbered paragraph",
      .parent = "Standard",
      .after = 70,
      .indent = 116,
      .hanging = 116 },
    { .name = "Numbered_20_item",
      .shown = "Numbered item",
      .parent = "Standard",
      .after = 50,
      .indent = 232,
      .hanging = 116 },
    { .name = "Quotations", .parent = "Standard", .after = 70, .indent = 116 },
    { .name = "Source", .parent = "Standard", .size = 82, .after = 70 },
    { .name = "Footnote", .parent = "Standard", .size = 82, .after = 20, .indent = 60, .hanging = 60 },
    { .name = "Header", .parent = "Standard" },
    { .name = "Marking", .parent = "Header", .bold = TRUE, .align = "center" },
    { .name = "Footer", .parent = "Standard", .size = 82, .align = "center" },
    { .name = "Table_20_Contents", .shown = "Table Contents", .parent = "Standard" },
    { .name = "Table_20_Heading", .shown = "Table Heading", .parent = "Table_20_Contents", .bold = TRUE },
};

/* ---- languages ---- */

typedef struct {
    char *western[2], *asian[2], *complex[2]; /* language and country */
} Languages;

/* LibreOffice keeps three languages beside each other, one a kind of script. */
static void set_language (Languages *languages, const char *tag)
{
    g_auto (GStrv) parts = g_strsplit (tag, "-", -1);
    guint n = g_strv_length (parts);
    const char *country = n > 1 && strlen (parts[n - 1]) == 2 ? parts[n - 1] : NULL;
    gboolean asian = g_strv_contains ((const char *const[]){ "zh", "ja", "ko", NULL }, parts[0]);
    char **place = asian ? languages->asian : writer_rtl (tag) ? languages->complex : languages->western;
    place[0] = g_ascii_strdown (parts[0], -1);
    place[1] = g_strdup (country != NULL ? country : g_str_equal (parts[0], "zh") ? "CN" : "none");
}

static void languages_clear (Languages *languages)
{
    char **const all[] = { languages->western, languages->asian, languages->complex };
    for (gsize i = 0; i < G_N_ELEMENTS (all); i++) {
        g_free (all[i][0]);
        g_free (all[i][1]);
    }
}

static void put_letters (Xml *xml, const char *language, const char *size, const char *complex_size, gboolean bold,
                         gboolean italic, gboolean fonts)
{
    Languages l = { 0 };
    const char *weight = bold ? "bold" : NULL, *slant = italic ? "italic" : NULL;
    if (language != NULL)
        set_language (&l, language);
    xml_empty (xml, "style:text-properties", "fo:font-family", fonts ? "'Noto Sans'" : NULL, "style:font-family-asian",
               fonts ? "'Noto Sans CJK SC'" : NULL, "style:font-family-complex", fonts ? "'Noto Naskh Arabic'" : NULL,
               "fo:font-size", size, "style:font-size-asian", size, "style:font-size-complex", complex_size,
               "fo:language", l.western[0], "fo:country", l.western[1], "style:language-asian", l.asian[0],
               "style:country-asian", l.asian[1], "style:language-complex", l.complex[0], "style:country-complex",
               l.complex[1], "fo:font-weight", weight, "style:font-weight-asian", weight, "style:font-weight-complex",
               weight, "fo:font-style", slant, "style:font-style-asian", slant, "style:font-style-complex", slant,
               NULL);
    languages_clear (&l);
}

/* Not "start": LibreOffice takes that for the left whatever the direction. */
static const char *side_of (const char *language)
{
    return writer_rtl (language) ? "right" : "left";
}

static const char *mode_of (const char *language)
{
    return writer_rtl (language) ? "rl-tb" : "lr-tb";
}

void odt_put_manner (Xml *xml, const char *name, const char *parent, const char *language)
{
    xml_open (xml, "style:style", "style:name", name, "style:family", "paragraph", "style:parent-style-name", parent,
              NULL);
    xml_empty (xml, "style:paragraph-properties", "fo:text-align", side_of (language), "style:writing-mode",
               mode_of (language), NULL);
    put_letters (xml, language, NULL, NULL, FALSE, FALSE, FALSE);
    xml_close (xml);
}

/* ---- styles ---- */

static char *points (double value)
{
    char buffer[G_ASCII_DTOSTR_BUF_SIZE];
    return g_strconcat (g_ascii_formatd (buffer, sizeof buffer, "%.1f", value), "pt", NULL);
}

static char *centimetres (int hundredths)
{
    char buffer[G_ASCII_DTOSTR_BUF_SIZE];
    return g_strconcat (g_ascii_formatd (buffer, sizeof buffer, "%.2f", hundredths / 100.0), "cm", NULL);
}

static double body_size (const TdText *text)
{
    return text->large ? 17 : 11;
}

static void put_layout (Xml *xml, const TdText *text, const ParagraphStyle *style)
{
    int scale = text->large ? 155 : 100;
    g_autofree char *before = points (style->before / 10.0), *after = points (style->after / 10.0);
    g_autofree char *indent = centimetres (style->indent * scale / 100),
                    *hanging = centimetres (-style->hanging * scale / 100);

    xml_open (xml, "style:paragraph-properties", "fo:margin-top", before, "fo:margin-bottom", after, "fo:margin-left",
              style->indent > 0 ? indent : NULL, "fo:margin-right", style->indent > 0 ? "0cm" : NULL, "fo:text-indent",
              style->hanging > 0 ? hanging : NULL, "fo:text-align", style->align != NULL ? style->align : NULL,
              "fo:keep-with-next", style->keep_next ? "always" : NULL, NULL);
    if (style->contents) {
        xml_open (xml, "style:tab-stops", NULL);
        g_autofree char *end = centimetres (1600 - style->indent * scale / 100);
        xml_empty (xml, "style:tab-stop", "style:position", end, "style:type", "right", "style:leader-style", "dotted",
                   "style:leader-text", ".", NULL);
        xml_close (xml);
    }
    xml_close (xml);
}

static void put_style (Xml *xml, const TdText *text, const ParagraphStyle *style)
{
    double size = body_size (text) * style->size / 100.0;
    g_autofree char *level = g_strdup_printf ("%d", style->outline);
    g_autofree char *plain = points (size), *complex_size = points (size * 1.12);

    xml_open (xml, "style:style", "style:name", style->name, "style:display-name", style->shown, "style:family",
              "paragraph", "style:parent-style-name", style->parent, "style:default-outline-level",
              style->outline > 0 ? level : NULL, "style:class", "text", NULL);
    put_layout (xml, text, style);
    put_letters (xml, NULL, style->size > 0 ? plain : NULL, style->size > 0 ? complex_size : NULL, style->bold,
                 style->italic, FALSE);
    xml_close (xml);
}

static void put_defaults (Xml *xml, const TdText *text)
{
    g_autofree char *size = points (body_size (text)), *complex_size = points (body_size (text) * 1.12);
    xml_open (xml, "style:default-style", "style:family", "paragraph", NULL);
    xml_empty (xml, "style:paragraph-properties", "fo:orphans", "2", "fo:widows", "2", "fo:line-height", "115%",
               "fo:text-align", side_of (text->language), "style:writing-mode", mode_of (text->language), NULL);
    put_letters (xml, text->language, size, complex_size, FALSE, FALSE, TRUE);
    xml_close (xml);
}

static void put_letter_style (Xml *xml, const char *name, const char *shown, gboolean bold, gboolean italic)
{
    xml_open (xml, "style:style", "style:name", name, "style:display-name", shown, "style:family", "text", NULL);
    put_letters (xml, NULL, NULL, NULL, bold, italic, FALSE);
    xml_close (xml);
}

static void put_letter_styles (Xml *xml)
{
    put_letter_style (xml, "Strong", NULL, TRUE, FALSE);
    put_letter_style (xml, "Emphasis", NULL, FALSE, TRUE);
    put_letter_style (xml, "StrongEmphasis", "Strong emphasis", TRUE, TRUE);
    xml_open (xml, "style:style", "style:name", "Internet_20_link", "style:display-name", "Internet link",
              "style:family", "text", NULL);
    xml_empty (xml, "style:text-properties", "fo:color", "#103090", "style:text-underline-style", "solid",
               "style:text-underline-width", "auto", "style:text-underline-color", "font-color", NULL);
    xml_close (xml);
    xml_open (xml, "style:style", "style:name", "Footnote_20_anchor", "style:display-name", "Footnote anchor",
              "style:family", "text", NULL);
    xml_empty (xml, "style:text-properties", "style:text-position", "super 58%", NULL);
    xml_close (xml);
    xml_empty (xml, "text:notes-configuration", "text:note-class", "footnote", "text:citation-body-style-name",
               "Footnote_20_anchor", "style:num-format", "1", "text:start-value", "0", "text:footnotes-position",
               "page", "text:start-numbering-at", "document", NULL);
}

/* ---- pages ---- */

static void put_page_layout (Xml *xml, const TdText *text)
{
    xml_open (xml, "style:page-layout", "style:name", "A4", NULL);
    xml_empty (xml, "style:page-layout-properties", "fo:page-width", "21cm", "fo:page-height", "29.7cm",
               "fo:margin-top", "1.2cm", "fo:margin-bottom", "1.2cm", "fo:margin-left", "2.5cm", "fo:margin-right",
               "2.5cm", "style:writing-mode", mode_of (text->language), NULL);
    xml_open (xml, "style:header-style", NULL);
    xml_empty (xml, "style:header-footer-properties", "fo:min-height", "1.2cm", "fo:margin-bottom", "0.3cm", NULL);
    xml_close (xml);
    xml_open (xml, "style:footer-style", NULL);
    xml_empty (xml, "style:header-footer-properties", "fo:min-height", "1cm", "fo:margin-top", "0.3cm", NULL);
    xml_close (xml);
    xml_close (xml);
}

static void put_master_page (Xml *xml, const TdText *text)
{
    xml_open (xml, "style:master-page", "style:name", "Standard", "style:page-layout-name", "A4", NULL);
    xml_open (xml, "style:header", NULL);
    if (text->marking != NULL)
        xml_element (xml, "text:p", text->marking, "text:style-name", "Marking", NULL);
    xml_element (xml, "text:p", text->symbol != NULL ? text->symbol : "", "text:style-name", "Header", NULL);
    xml_close (xml);
    xml_open (xml, "style:footer", NULL);
    xml_open (xml, "text:p", "text:style-name", "Footer", NULL);
    xml_element (xml, "text:page-number", "1", "text:select-page", "current", NULL);
    xml_text (xml, " / ");
    xml_element (xml, "text:page-count", "1", NULL);
    xml_close (xml);
    xml_close (xml);
    xml_close (xml);
}

GBytes *odt_styles (const TdText *text)
{
    Xml *xml = xml_new ();
    xml_open (xml, "office:document-styles", ODT_NAMESPACES, NULL);
    xml_open (xml, "office:styles", NULL);
    put_defaults (xml, text);
    for (gsize i = 0; i < G_N_ELEMENTS (styles); i++)
        put_style (xml, text, &styles[i]);
    put_letter_styles (xml);
    xml_close (xml);
    xml_open (xml, "office:automatic-styles", NULL);
    put_page_layout (xml, text);
    xml_close (xml);
    xml_open (xml, "office:master-styles", NULL);
    put_master_page (xml, text);
    xml_close (xml);
    return xml_end (xml);
}

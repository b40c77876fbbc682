#!/usr/bin/env python3
"""Turns one of the source texts beside this file into a flat OpenDocument text on standard output.

    make-fodt.py TEXT LANGUAGE [--columns] [--long]

Marks of the source: "= " title, "== " and "=== " headings, "# " a numbered paragraph, "| " a row of a table,
"^{…}" a footnote; any other line is a paragraph. --columns sets the text in two columns under its title;
--long adds a title page, a table of contents, more text and an annex.
"""
import re
import sys
from xml.sax.saxutils import escape

FONTS = {"ar": "Noto Naskh Arabic", "zh": "Noto Serif CJK SC"}
COUNTRY = {"ar": "MA", "zh": "CN", "en": "GB", "fr": "FR", "ru": "RU", "es": "ES"}
notes = 0


def inline(text):
    global notes
    out = []
    for part in re.split(r"(\^\{.*?\})", text):
        if part.startswith("^{"):
            notes += 1
            out.append(f'<text:note text:id="n{notes}" text:note-class="footnote"><text:note-citation>{notes}'
                       f'</text:note-citation><text:note-body><text:p text:style-name="Note">{escape(part[2:-1])}'
                       '</text:p></text:note-body></text:note>')
        else:
            out.append(escape(part))
    return "".join(out)


def body(lines):
    out, number, table = [], 0, []

    def flush():
        if not table:
            return
        n = len(table[0])
        out.append(f'<table:table table:name="T{len(out)}" table:style-name="Tab"><table:table-column '
                   f'table:number-columns-repeated="{n}"/>')
        for row in table:
            cells = "".join(f'<table:table-cell table:style-name="Cell"><text:p text:style-name="InCell">{inline(c)}'
                            '</text:p></table:table-cell>' for c in row)
            out.append(f"<table:table-row>{cells}</table:table-row>")
        out.append("</table:table>")
        table.clear()

    for line in lines:
        line = line.rstrip("\n")
        if line.startswith("| "):
            table.append([c.strip() for c in line[2:].split("|")])
            continue
        flush()
        if not line:
            continue
        if line.startswith("=== "):
            out.append(f'<text:h text:style-name="Heading_20_2" text:outline-level="2">{inline(line[4:])}</text:h>')
        elif line.startswith("== "):
            out.append(f'<text:h text:style-name="Heading_20_1" text:outline-level="1">{inline(line[3:])}</text:h>')
        elif line.startswith("= "):
            out.append(f'<text:p text:style-name="Title">{inline(line[2:])}</text:p>')
        elif line.startswith("# "):
            number += 1
            out.append(f'<text:list text:style-name="Numbers" text:continue-numbering="true"><text:list-item>'
                       f'<text:p text:style-name="Body">{inline(line[2:])}</text:p></text:list-item></text:list>')
        elif line == "<page>":
            out.append('<text:p text:style-name="Break"/>')
        else:
            out.append(f'<text:p text:style-name="Body">{inline(line)}</text:p>')
    flush()
    return "".join(out)


def long_text(lines):
    """A report of thirteen pages: title page, contents, ten of text, annex."""
    title, rest = lines[:3], lines[3:]
    paragraphs = [line for line in rest if line.startswith("# ")]
    out = list(title) + ["<page>", "== Contents"]
    for i in range(1, 11):
        out.append(f"Part {i}. The situation in region {i} {'.' * 60} {i + 2}")
    for i in range(1, 11):
        out += ["<page>", f"== Part {i}. The situation in region {i}"]
        out += [re.sub(r"\^\{.*?\}", "", p) for p in (paragraphs * 3)[i % 3:i % 3 + 5]]
    out += ["<page>", "== Annex: how we worked", "The volunteers wrote down what they heard on the same day."]
    return out


def document(lines, language, columns):
    rtl = language == "ar"
    font = FONTS.get(language, "Noto Serif")
    mode = 'style:writing-mode="rl-tb"' if rtl else 'style:writing-mode="lr-tb"'
    align = "end" if rtl else "start"
    lang = (f'fo:language="{language}" fo:country="{COUNTRY[language]}" style:language-asian="zh" '
            f'style:country-asian="CN" style:language-complex="ar" style:country-complex="MA"')
    sizes = lambda n: f'fo:font-size="{n}pt" style:font-size-asian="{n}pt" style:font-size-complex="{n}pt"'
    bold = 'fo:font-weight="bold" style:font-weight-asian="bold" style:font-weight-complex="bold"'
    names = f'style:font-name="{font}" style:font-name-asian="{font}" style:font-name-complex="{font}"'
    hyphens = 'fo:hyphenate="true" fo:hyphenation-remain-char-count="2" fo:hyphenation-push-char-count="2"'

    plain = f'fo:text-align="{align}"'

    def style(name, size, paragraph="", text="", extra=""):
        return (f'<style:style style:name="{name}" style:family="paragraph" {extra}><style:paragraph-properties '
                f'fo:margin-top="0.1cm" fo:margin-bottom="0.2cm" {mode} {paragraph or plain}/>'
                f'<style:text-properties {names} {sizes(size)} {lang} {text}/></style:style>')

    heading = body(lines[:3]) if columns else ""
    text = body(lines[3:]) if columns else body(lines)
    if columns:
        text = (heading + '<text:section text:name="S" text:style-name="Two">' + text + '</text:section>')
    justify = 'fo:text-align="justify"' if columns else ""
    return f'''<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:font-face-decls><style:font-face style:name="{font}" svg:font-family="'{font}'"/></office:font-face-decls>
<office:styles>
{style("Title", 18, text=bold, extra='style:display-name="Title"')}
{style("Heading_20_1", 14, plain + ' fo:keep-with-next="always"', bold, 'style:display-name="Heading 1" style:default-outline-level="1"')}
{style("Heading_20_2", 12, plain + ' fo:keep-with-next="always"', bold, 'style:display-name="Heading 2" style:default-outline-level="2"')}
{style("Body", 11, justify, hyphens)}
{style("InCell", 10)}
{style("Note", 9)}
{style("Foot", 9)}
</office:styles>
<office:automatic-styles>
<style:style style:name="Break" style:family="paragraph" style:parent-style-name="Body"><style:paragraph-properties fo:break-before="page"/></style:style>
<style:style style:name="Tab" style:family="table"><style:table-properties style:width="16cm" table:align="margins" {mode}/></style:style>
<style:style style:name="Cell" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #000000" fo:padding="0.1cm"/></style:style>
<style:style style:name="Two" style:family="section"><style:section-properties text:dont-balance-text-columns="false"><style:columns fo:column-count="2" fo:column-gap="0.8cm"><style:column style:rel-width="1*" fo:start-indent="0cm" fo:end-indent="0.4cm"/><style:column style:rel-width="1*" fo:start-indent="0.4cm" fo:end-indent="0cm"/></style:columns></style:section-properties></style:style>
<text:list-style style:name="Numbers"><text:list-level-style-number text:level="1" style:num-suffix="." style:num-format="1"><style:list-level-properties text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment text:label-followed-by="listtab" text:list-tab-stop-position="1cm" fo:text-indent="0cm" fo:margin-left="0cm"/></style:list-level-properties></text:list-level-style-number></text:list-style>
<style:page-layout style:name="P"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin-top="1.5cm" fo:margin-bottom="1.5cm" fo:margin-left="2.5cm" fo:margin-right="2.5cm" {mode}/><style:header-style><style:header-footer-properties fo:margin-bottom="0.5cm" fo:min-height="0.5cm"/></style:header-style><style:footer-style><style:header-footer-properties fo:margin-top="0.5cm" fo:min-height="0.5cm"/></style:footer-style></style:page-layout>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="P">
<style:header><text:p text:style-name="Foot">Sample Network (fictitious)</text:p></style:header>
<style:footer><text:p text:style-name="Foot"><text:page-number text:select-page="current"/> / <text:page-count/></text:p></style:footer>
</style:master-page></office:master-styles>
<office:body><office:text>{text}</office:text></office:body></office:document>
'''


def main():
    lines = open(sys.argv[1], encoding="utf-8").read().split("\n")
    if "--long" in sys.argv:
        lines = long_text(lines)
    sys.stdout.write(document(lines, sys.argv[2], "--columns" in sys.argv))


main()

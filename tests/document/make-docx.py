#!/usr/bin/env python3
"""Makes corpus/marks.docx: bold and italics by runs, by styles and by both, notes of both kinds, within a table too, by hand.

    tests/document/make-docx.py > tests/document/corpus/marks.docx
"""
import io
import sys
import zipfile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


def run(words, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(*runs, style=""):
    return "<w:p>" + (f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else "") + "".join(runs) + "</w:p>"


def note(n, kind="footnote"):
    return f'<w:r><w:{kind}Reference w:id="{n}"/></w:r>'


BOLD, ITALIC = "<w:b/>", "<w:i/>"
STYLES = ('<w:style w:type="character" w:styleId="Emphasis"><w:name w:val="Emphasis"/><w:rPr><w:i/></w:rPr></w:style>'
          '<w:style w:type="paragraph" w:styleId="Said"><w:name w:val="Said"/><w:rPr><w:i/></w:rPr></w:style>')
BODY = (paragraph(run("A draft in DOCX"), style="Title")
        + paragraph(run("1. Fees are "), run("never", BOLD), run(" paid", BOLD), run(" by "), run("workers", BOLD + ITALIC), note(2), run("."))
        + paragraph(run("2. So says "), run("the handbook", '<w:rStyle w:val="Emphasis"/>'), note(3), note(5, "endnote"), run(" on it."))
        + paragraph(run("All in italics but "), run("this", '<w:rStyle w:val="Emphasis"/>'), run(" and "), run("that", '<w:i w:val="0"/>'), run(", as a style says."), style="Said")
        + "<w:tbl><w:tr><w:tc>" + paragraph(run("Left "), run("side", BOLD)) + "</w:tc><w:tc>" + paragraph(run("Right", ITALIC), note(4)) + "</w:tc></w:tr></w:tbl>"
        + paragraph(run("3. No more.")))


def notes(kind, entries):
    return f'{HEAD}<w:{kind}s {W}>' + "".join(f'<w:{kind} w:id="{n}">{p}</w:{kind}>' for n, p in entries) + f"</w:{kind}s>"


PARTS = {"[Content_Types].xml": "<Types/>",
         "word/document.xml": f"{HEAD}<w:document {W}><w:body>{BODY}</w:body></w:document>",
         "word/styles.xml": f'{HEAD}<w:styles {W}><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>{STYLES}</w:styles>',
         "word/footnotes.xml": notes("footnote", [(2, paragraph(run("See "), run("Debt", ITALIC), run(", page 4."))), (3, paragraph(run("Page 7."))),
                                                  (4, paragraph(run("Of the table.")))]),
         "word/endnotes.xml": notes("endnote", [(5, paragraph(run("At the end.")))])}
out = io.BytesIO()
with zipfile.ZipFile(out, "w") as packed:
    for name, text in PARTS.items():
        packed.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)
sys.stdout.buffer.write(out.getvalue())

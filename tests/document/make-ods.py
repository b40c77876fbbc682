#!/usr/bin/env python3
"""Makes corpus/sheet.ods (what ODS stores in its own way) and corpus/bomb.ods (a row that stands a million times), by hand.

    tests/document/make-ods.py sheet > tests/document/corpus/sheet.ods
"""
import io
import sys
import zipfile

SPACES = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "text", "table", "draw"))


def cell(words="", more="", name="table-cell"):
    return f"<table:{name}{more}>" + "".join(f"<text:p>{w}</text:p>" for w in words.split("\n") if w) + f"</table:{name}>"


def row(*cells, more=""):
    return f"<table:table-row{more}>" + "".join(cells) + "</table:table-row>"


EMPTY = cell(more=' table:number-columns-repeated="16384"')
DAY = ' office:value-type="date" office:date-value="2014-09-12T00:00:00"'
SHEETS = {
    "sheet": ('<table:table table:name="Register"><table:shapes><draw:frame><draw:text-box><text:p>a picture</text:p></draw:text-box></draw:frame></table:shapes>'
              '<table:table-column table:number-columns-repeated="1024"/>'
              + "<table:table-header-rows>" + row(cell("File"), cell("Lang"), cell("Day"), cell("Box"), EMPTY) + "</table:table-header-rows>"
              + row(cell("co/en.docx<office:annotation><text:p>a remark</text:p></office:annotation>"), cell("En<text:s/>glish"),
                    cell("12 September 2014", DAY), cell("7", ' office:value-type="float" office:value="7"'), EMPTY)
              + row(EMPTY, more=' table:number-rows-repeated="3"')
              + row(cell("first\nsecond"), cell("hidden", name="covered-table-cell"), cell("x", ' table:number-columns-repeated="2"'),
                    cell("", ' office:value-type="boolean" office:boolean-value="true"'), EMPTY, more=' table:number-rows-repeated="2"')
              + row(EMPTY, more=' table:number-rows-repeated="1048566"') + "</table:table>"
              '<table:table table:name="Other">' + row(cell("not read")) + "</table:table>"),
    "bomb": "<table:table>" + row(cell("x"), more=' table:number-rows-repeated="1000000"') + "</table:table>",
    "wide": "<table:table>" + row(cell("x", ' table:number-columns-repeated="1000000"')) + "</table:table>",
}
out = io.BytesIO()
with zipfile.ZipFile(out, "w") as packed:
    content = (f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {SPACES}><office:body><office:spreadsheet>{SHEETS[sys.argv[1]]}'
               "</office:spreadsheet></office:body></office:document-content>")
    for name, text in (("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content),
                       ("META-INF/manifest.xml", '<?xml version="1.0"?><manifest/>')):
        packed.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), text, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED)
sys.stdout.buffer.write(out.getvalue())

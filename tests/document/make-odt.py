#!/usr/bin/env python3
"""Makes corpus/lists.odt: what ODT stores in its own way (list numbers that go on, changes, notes, tables, contents), by hand.

    tests/document/make-odt.py > tests/document/corpus/lists.odt
"""
import io
import sys
import zipfile

SPACES = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{u}:1.0"' for n, u in
                  (("office", "office"), ("text", "text"), ("style", "style"), ("table", "table"), ("fo", "xsl-fo-compatible")))
LEVELS = "".join(f'<text:list-level-style-number text:level="{n}" style:num-format="{f}" style:num-prefix="{p}" style:num-suffix="{s}"/>'
                 for n, f, p, s in ((1, "1", "", "."), (2, "a", "(", ")"), (3, "i", "", ".")))
STYLES = (f'<text:list-style style:name="L1">{LEVELS}</text:list-style>'
          '<text:list-style style:name="B"><text:list-level-style-bullet text:level="1" text:bullet-char="x"/></text:list-style>'
          '<style:style style:name="Strong" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
          '<style:style style:name="Em" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>'
          '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>'
          '<style:style style:name="P2" style:family="paragraph"><style:paragraph-properties fo:break-before="page"/></style:style>')


def item(words, inner=""):
    return f"<text:list-item><text:p>{words}</text:p>{inner}</text:list-item>"


def numbered(*items, more=""):
    return f'<text:list text:style-name="L1"{more}>' + "".join(items) + "</text:list>"


NOTE = '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>The <text:span text:style-name="Em">note</text:span>.</text:p></text:note-body></text:note>'
BODY = ('<text:tracked-changes><text:changed-region><text:deletion><text:p>taken out</text:p></text:deletion></text:changed-region></text:tracked-changes>'
        '<text:p text:style-name="P1">A draft in ODT</text:p>'
        '<text:table-of-content><text:index-body><text:p>1. Beginning 1</text:p></text:index-body></text:table-of-content>'
        '<text:h text:outline-level="1">Beginning</text:h>'
        + numbered(item(f"First<text:s text:c=\"3\"/>paragraph{NOTE}."), item("Second.", numbered(item("With an item."), item("And another."))))
        + '<text:p>Between the two.</text:p>'
        + numbered(item('Third, which <text:span text:style-name="Em">goes <text:span text:style-name="Strong">on</text:span></text:span>.'), more=' text:continue-numbering="true"')
        + '<text:h text:outline-level="2">Again</text:h>' + numbered(item("One anew."))
        + '<text:list text:style-name="B">' + item("A bullet.") + '</text:list>'
        '<text:p><text:span text:style-name="Strong">Bold and short</text:span></text:p>'
        '<table:table><table:table-row><table:table-cell><text:p>Left</text:p></table:table-cell><table:table-cell><text:p>Right</text:p>'
        '</table:table-cell></table:table-row></table:table>'
        '<text:p text:style-name="P2">On the next page.<office:annotation><text:p>a remark</text:p></office:annotation></text:p>')
PARTS = {"mimetype": "application/vnd.oasis.opendocument.text",
         "content.xml": f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {SPACES}><office:automatic-styles>{STYLES}'
                        f'</office:automatic-styles><office:body><office:text>{BODY}</office:text></office:body></office:document-content>',
         "META-INF/manifest.xml": '<?xml version="1.0"?><manifest/>'}
out = io.BytesIO()
with zipfile.ZipFile(out, "w") as packed:
    for name, text in PARTS.items():
        packed.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), text, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED)
sys.stdout.buffer.write(out.getvalue())

#!/usr/bin/env python3
"""Writes the two DOCX that no word processor makes on request: one with tracked changes, one bomb."""
import sys
import zipfile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = ('<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
         '<Default Extension="xml" ContentType="application/xml"/></Types>')
CHANGES = f'''<?xml version="1.0" encoding="UTF-8"?><w:document {W}><w:body>
<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:r><w:t>A draft with changes (a sample)</w:t></w:r></w:p>
<w:p><w:r><w:t xml:space="preserve">Migrant workers are </w:t></w:r><w:del w:id="1" w:author="A"><w:r><w:delText>seldom</w:delText></w:r></w:del><w:ins w:id="2" w:author="A"><w:r><w:t>often</w:t></w:r></w:ins><w:r><w:t xml:space="preserve"> held without a decision.</w:t></w:r></w:p>
<w:p><w:pPr><w:rPr><w:del w:id="3" w:author="A"/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">This sentence goes on </w:t></w:r></w:p>
<w:p><w:r><w:t>after a deleted paragraph mark.</w:t></w:r></w:p>
<w:p><w:moveFrom w:id="4" w:author="A"><w:r><w:t>Moved away.</w:t></w:r></w:moveFrom></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Women</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>7</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
<w:p><w:moveTo w:id="5" w:author="A"><w:r><w:t>Moved away.</w:t></w:r></w:moveTo></w:p>
</w:body></w:document>'''


def write(path, text):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (("[Content_Types].xml", TYPES), ("word/document.xml", text)):
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)


write(sys.argv[1] + "/changes.docx", CHANGES)
write(sys.argv[1] + "/bomb.docx", f"<w:document {W}><w:body><w:p><w:r><w:t>" + "a" * 60_000_000)

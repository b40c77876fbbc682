"""Documents in the shape of concluding observations: numbered paragraphs under headings, as DOCX. The words are invented."""
import io
import zipfile
from xml.sax.saxutils import escape

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = ('<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
         '<Default Extension="xml" ContentType="application/xml"/></Types>')

# language: title, headings, sentences with {n} (the paragraph's number) and {a} (an article).
WORDS = {
    "en": ("Concluding observations on the report of Ghana (a sample)",
           ["Introduction", "What goes well", "Matters of concern"],
           ["The Committee looked at what the State wrote in part {n} of its report and thanks its delegation for the talk.",
            "Workers told of fees that recruiters took before they left, although article {a} of the Convention is clear. "
            "The Committee asks the State to have such agencies inspected and to say how many were closed.",
            "In measure {n} the State promised a register of places of detention. The Committee asks that it be opened, "
            "and that it be read in the light of article {a} of the Convention."]),
    "fr": ("Observations finales sur le rapport du Ghana (un exemple)",
           ["Introduction", "Ce qui va bien", "Sujets de préoccupation"],
           ["Le Comité a lu ce que l'État écrit dans la partie {n} de son rapport et remercie sa délégation de l'échange.",
            "Des travailleurs ont parlé de frais que des recruteurs ont pris avant leur départ, alors que l'article {a} de la "
            "Convention est clair. Le Comité demande à l'État de faire inspecter ces agences et de dire combien ont fermé.",
            "Dans la mesure {n}, l'État a promis un registre des lieux de détention. Le Comité demande qu'il soit ouvert et lu "
            "à la lumière de l'article {a} de la Convention."]),
    "ar": ("الملاحظات الختامية بشأن تقرير غانا (نموذج)",
           ["مقدمة", "ما يسير على نحو جيد", "دواعي القلق"],
           ["نظرت اللجنة فيما كتبته الدولة في الجزء {n} من تقريرها وتشكر وفدها على الحديث.",
            "تحدث عمال عن رسوم أخذها الوسطاء قبل سفرهم، مع أن المادة {a} من الاتفاقية واضحة. وتطلب اللجنة إلى الدولة تفتيش هذه "
            "الوكالات وبيان عدد ما أغلق منها.",
            "وعدت الدولة في التدبير {n} بسجل لأماكن الاحتجاز. وتطلب اللجنة فتحه وقراءته في ضوء المادة {a} من الاتفاقية."]),
}


def _paragraph(text, level=None):
    outline = f'<w:pPr><w:outlineLvl w:val="{level}"/></w:pPr>' if level is not None else ""
    return f'<w:p>{outline}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def observations(language, paragraphs=60, secret=""):
    """A DOCX; paragraph 34 holds the secret word."""
    title, headings, sentences = WORDS[language]
    body = [_paragraph(title, 0)]
    for n in range(1, paragraphs + 1):
        at = {1: 0, 6: 1, 11: 2}.get(n)
        if at is not None:
            body.append(_paragraph(headings[at], 1))
        chosen = [sentences[0]] if n < 6 else [sentences[1 + n % 2], sentences[0], sentences[2 - n % 2]]
        text = " ".join(chosen).format(n=n, a=8 + n % 60)
        body.append(_paragraph(f"{n}. {text}" + (f" {secret}." if secret and n == 34 else "")))
    return _zip({"[Content_Types].xml": TYPES,
                 "word/document.xml": f'<?xml version="1.0" encoding="UTF-8"?><w:document {W}><w:body>{"".join(body)}</w:body></w:document>'})


def _zip(files):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return made.getvalue()


# ---- spreadsheets ----

def workbook(rows, dates=(), sheet="xl/worksheets/sheet1.xml"):
    """An XLSX: rows of texts and whole numbers; columns in dates hold days as Excel counts them."""
    shared, cells = [], []
    for r, row in enumerate(rows, 1):
        made = []
        for c, value in enumerate(row):
            at = f"{chr(65 + c)}{r}"
            if isinstance(value, int):
                style = ' s="1"' if c in dates else ""
                made.append(f'<c r="{at}"{style}><v>{value}</v></c>')
            elif c % 2:
                made.append(f'<c r="{at}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>')
            elif value:
                shared.append(value)
                made.append(f'<c r="{at}" t="s"><v>{len(shared) - 1}</v></c>')
        cells.append(f'<row r="{r}">{"".join(made)}</row>')
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    return _zip({
        "[Content_Types].xml": TYPES,
        "xl/workbook.xml": f'{head}<workbook {main} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
                           '<sheets><sheet name="Register" sheetId="1" r:id="rId7"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                                      f'<Relationship Id="rId7" Target="{sheet.removeprefix("xl/")}"/></Relationships>',
        "xl/sharedStrings.xml": f'{head}<sst {main}>' + "".join(f"<si><r><t>{escape(s[:2])}</t></r><r><t>{escape(s[2:])}</t></r></si>"
                                                                for s in shared) + "</sst>",
        "xl/styles.xml": f'{head}<styleSheet {main}><numFmts count="1"><numFmt numFmtId="164" formatCode="[$-409]d\\ mmmm\\ yyyy"/></numFmts>'
                         '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>',
        sheet: f'{head}<worksheet {main}><sheetData>{"".join(cells)}</sheetData></worksheet>',
    })


def sheet(rows):
    """The same rows as CSV."""
    return "\r\n".join(",".join('"' + str(v).replace('"', '""') + '"' for v in row) for row in rows) + "\r\n"


def ods(rows, dates=()):
    """The same rows as an ODS, as LibreOffice stores them: columns in dates hold days; empty cells go on to the edge of the sheet."""
    spaces = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "text", "table"))
    made = []
    for row in rows:
        cells = []
        for c, value in enumerate(row):
            day = f' office:value-type="date" office:date-value="{value}T00:00:00"' if c in dates and len(value) == 10 and value[:1].isdigit() else ""
            cells.append(f'<table:table-cell{day}>{f"<text:p>{escape(value)}</text:p>" if value else ""}</table:table-cell>')
        made.append("<table:table-row>" + "".join(cells) + '<table:table-cell table:number-columns-repeated="1000"/></table:table-row>')
    content = (f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces}><office:body><office:spreadsheet><table:table>{"".join(made)}'
               '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row></table:table></office:spreadsheet></office:body>'
               "</office:document-content>")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        packed.writestr("content.xml", content, zipfile.ZIP_DEFLATED)
    return out.getvalue()

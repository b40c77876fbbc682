"""Files to send, made on the spot: small PDFs, texts in six languages, and files that no reader should like."""
import io
import zipfile
import zlib


def pdf(pages, words="The State party should answer. Article 16 of the Convention is at stake.", text=True):
    """A plain PDF with so many pages; text False: pages with a picture and no words, as a scanner makes them."""
    objects = []

    def put(body):
        objects.append(body if isinstance(body, bytes) else body.encode())
        return len(objects)

    def stream(head, data):
        packed = zlib.compress(data)
        return f"<< {head} /Filter /FlateDecode /Length {len(packed)} >>\nstream\n".encode() + packed + b"\nendstream"

    catalog, tree = put(""), put("")
    font = put("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    image = put(stream("/Type /XObject /Subtype /Image /Width 64 /Height 64 /ColorSpace /DeviceGray /BitsPerComponent 8",
                       bytes((x * y) & 255 for x in range(64) for y in range(64))))
    kids = []
    for page in range(1, pages + 1):
        if text:
            lines = [f"{page}.{n} {words}" for n in range(1, 31)]
            drawn = "BT /F 11 Tf 14 TL 70 770 Td " + " ".join(
                "(" + line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)") + ") Tj T*"
                for line in lines) + " ET"
        else:
            drawn = "q 500 0 0 700 50 70 cm /I Do Q"
        content = put(stream("", drawn.encode("cp1252", "replace")))
        kids.append(put(f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 595 842] /Contents {content} 0 R "
                        f"/Resources << /Font << /F {font} 0 R >> /XObject << /I {image} 0 R >> >> >>"))
    objects[catalog - 1] = f"<< /Type /Catalog /Pages {tree} 0 R >>".encode()
    objects[tree - 1] = (f"<< /Type /Pages /Count {pages} /Kids [" + " ".join(f"{k} 0 R" for k in kids) + "] >>").encode()
    out, offsets = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{o:010} 00000 n \n".encode() for o in offsets)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root {catalog} 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def _zip(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, text in parts:
            packed.writestr(name, text, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED)
    return out.getvalue()


def docx(body, head=""):
    """A DOCX of nothing but its text: WordprocessingML within the body; head stands before it."""
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return _zip([("[Content_Types].xml", "<Types/>"),
                 ("word/document.xml", f'<?xml version="1.0" encoding="UTF-8"?>{head}<w:document xmlns:w="{word}"><w:body>{body}</w:body></w:document>')])


def odt(body, styles=""):
    """An ODT likewise."""
    spaces = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "text", "style"))
    return _zip([("mimetype", "application/vnd.oasis.opendocument.text"),
                 ("content.xml", f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces}><office:automatic-styles>{styles}'
                                 f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>")])


def report(secret="", title="Notes on labour migration"):
    """A short report in Markdown; secret is a word that stands nowhere else."""
    return f"""# {title}

## Detention

1. Migrant workers are held for weeks without a decision, contrary to article 16 of the Convention. {secret}

2. Their families are not told where they are, although article 17 (4) speaks of visits by members of the family.

## Questions

(a) How many persons were held under the rules on migration last year?

## Recommendations

(a) The State party should publish a list of all places of detention.
"""


# One paragraph a language, each naming article 16 outright.
SIX = {
    "en": "The State party should report on the detention of migrant workers under article 16 of the Convention, and on "
          "the remedies that are open to those who were held without a decision.",
    "fr": "L'État partie devrait rendre compte de la détention des travailleurs migrants au titre de l'article 16 de la "
          "Convention, ainsi que des recours ouverts aux personnes détenues sans décision.",
    "es": "El Estado parte debería informar sobre la detención de trabajadores migratorios con arreglo al artículo 16 de "
          "la Convención, y sobre los recursos de que disponen las personas detenidas sin una decisión.",
    "ru": "Государству-участнику следует сообщить о содержании под стражей трудящихся-мигрантов в свете статьи 16 "
          "Конвенции и о средствах защиты, доступных тем, кто содержался под стражей без решения.",
    "ar": "ينبغي للدولة الطرف أن تقدم معلومات عن احتجاز العمال المهاجرين بموجب المادة 16 من الاتفاقية، وعن سبل الانتصاف "
          "المتاحة لمن احتجزوا دون قرار.",
    "zh": "缔约国应说明根据《公约》第十六条拘留移徙工人的情况，以及未经裁决而被拘留者可以利用的补救办法。",
}

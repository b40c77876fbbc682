"""A document of the library in every form: files for every kind of reader, citations, languages side by side, what is missing."""
import io
import json
import zipfile
from xml.etree import ElementTree

import papers

SYMBOL = "CMW/C/GHA/CO/1"
TITLES = {"en": "Conclusions on Ghana", "fr": "Conclusions: 100 % {sûr} & signé", "ar": "ملاحظات ختامية"}
BEGINNINGS = {"pdf": b"%PDF-", "epub": b"PK", "docx": b"PK", "odt": b"PK", "html": b"<!DOCTYPE html>", "txt": b"Conclusions on Ghana"}


def bring(desk, *languages):
    for language in languages:
        result = desk.run("document", "import", desk.dir, "--symbol", SYMBOL, "--language", language, "--date", "2014-09-12",
                          "--title", TITLES[language], desk.file(f"co-{language}.docx", papers.observations(language)), "--json")
        assert result.status == 0, str(result)
    return result.json["id"]


def story_files_and_citations(desk, tap):
    desk.init()
    id_ = bring(desk, "en", "fr", "ar")
    visitor = desk.serve().visitor()
    page = visitor.get(f"/en/documents/{SYMBOL}")
    for word, beginning in BEGINNINGS.items():
        file = visitor.get(f"/en/documents/{id_}/as/en/{word}")
        tap.ok(file.status == 200 and file.body.startswith(beginning) and f"/documents/{id_}/as/en/{word}" in page.text, f"as {word}")
    words = visitor.get(f"/en/documents/{id_}/as/en/txt").body.decode()
    shown = {p["anchor"]: p for p in json.loads(visitor.get(f"/en/documents/{SYMBOL}.json").text)["paragraphs"]}
    tap.ok(f'\n{shown["p34"]["number"]} {shown["p34"]["text"]}' in words and "CMW/C/GHA/CO/1" in words, "with its printed numbers")
    book = zipfile.ZipFile(io.BytesIO(visitor.get(f"/ar/documents/{id_}/as/ar/epub").body))
    read = ElementTree.fromstring(book.read("EPUB/text.xhtml"))
    tap.ok(read.get("dir") == "rtl" and any(e.get("id") == "p34" for e in read.iter()), "an EPUB from right to left, its anchors the page's")
    tap.ok(visitor.get(f"/en/documents/{id_}/as/zh/pdf").status == 404 and visitor.get(f"/en/documents/{id_}/as/en/doc").status == 404
           and visitor.get(f"/en/documents/{id_}/cite/en/pdf").status == 404, "not in a language or a format that there is not")
    bib = visitor.get(f"/en/documents/{id_}/cite/fr/bib").body.decode()
    tap.ok(bib.startswith("@techreport{CMW-C-GHA-CO-1,") and "title = {{Conclusions: 100 \\% \\{sûr\\} \\& signé}}" in bib
           and "number = {CMW/C/GHA/CO/1}" in bib and "year = {2014}" in bib, f"BibTeX, in which no sign of TeX's is one: {bib}")
    ris = visitor.get(f"/en/documents/{id_}/cite/en/ris").body.decode()
    tap.ok(ris.startswith("TY  - RPRT\r\nTI  - Conclusions on Ghana\r\n") and "DA  - 2014/09/12\r\n" in ris and ris.endswith("ER  - \r\n")
           and "UR  - http" in ris, f"RIS: {ris}")
    tap.ok("“Conclusions on Ghana”, 12 September 2014 (CMW/C/GHA/CO/1)" in page.words, "and in words, as the Committee's papers cite")
    tap.ok('property="identifier dcterms:identifier"' in page.text and 'datetime="2014-09-12"' in page.text, "for programs: schema.org and Dublin Core")


def story_side_by_side(desk, tap):
    desk.init()
    id_ = bring(desk, "en", "fr", "ar")
    visitor = desk.serve().visitor()
    page = visitor.get(f"/en/documents/{id_}/beside?with=fr&with=ar&with=en")
    row = page.text.split('id="p1"')[1].split('class="abreast"')[0]
    tap.ok(page.status == 200 and [row.index(f'lang="{l}"') for l in ("fr", "ar", "en")] == sorted(row.index(f'lang="{l}"') for l in ("fr", "ar", "en"))
           and 'dir="rtl"' in row, "three languages in one row, in the order asked for")
    two = visitor.get(f"/ar/documents/{id_}/beside")
    tap.ok('lang="ar"' in two.text and two.text.count('<div lang="en"') > 10 and '<div lang="fr"' not in two.text, "the reader's and the leading one unasked")
    tap.ok(visitor.get(f"/en/documents/{id_}/beside?with=zh").status == 404, "a language that is not there")
    tap.ok(f"/documents/{id_}/beside" in visitor.get(f"/en/documents/{SYMBOL}").text, "the document leads there")


def story_what_is_missing(desk, tap):
    desk.init()
    bring(desk, "en", "ar")
    desk.json("document", "import", desk.dir, "--symbol", "CMW/C/GHA/1", "--language", "fr", desk.file("r.md", "# Rapport\n\nUn mot.\n"))
    lists = desk.json("document", "languages", desk.dir)
    tap.ok({d["symbol"]: d["missing"] for d in lists["documents"]}
           == {SYMBOL: ["fr", "es", "zh", "ru"], "CMW/C/GHA/1": ["en", "es", "ar", "zh", "ru"]}, f"each document's missing languages: {lists}")
    page = desk.serve().visitor().get("/en/document-languages")
    tap.ok(page.text.count("<strong>missing</strong>") == 9 and "Arabic" in page.words and "2 documents" in page.words, "and at a glance")
    out = desk.home / "out.epub"
    result = desk.run("document", "export", desk.dir, SYMBOL, "--language", "ar", "--format", "epub", "--file", out)
    tap.ok(result.status == 0 and zipfile.is_zipfile(out), "a file by command")
    tap.ok(desk.run("document", "export", desk.dir, SYMBOL, "--format", "doc").status == 1
           and desk.run("document", "export", desk.dir, SYMBOL, "--language", "zh").status == 1, "or a word why not")

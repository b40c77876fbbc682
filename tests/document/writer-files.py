#!/usr/bin/env python3
"""Files of treatydesk-writer opened as others open them: ZIP and XML are well formed, and what the text holds is there as each
format says it. TAP. Called with the path of treatydesk-writer."""
import io
import json
import os
import re
import subprocess
import sys
import zipfile
import zlib
from xml.etree import ElementTree

writer = sys.argv[1]
count = failed = 0


def ok(good, what, why=""):
    global count, failed
    count += 1
    failed += not good
    print(("ok" if good else "not ok"), count, "-", what)
    if not good and why:
        print("#  ", str(why)[:400])


def run(text, **more):
    return {"text": text, **more}


def text(language):
    return {
        "title": "A <title> & \"more\"", "symbol": "CMW/C/GHA/CO/2", "author": "The Committee", "language": language,
        "marking": "Confidential & embargoed", "contents": True, "address": "https://example.org",
        "sections": [
            {"id": "intro-1.a", "title": "Introduction", "level": 1, "paragraphs": [
                {"id": "p1", "kind": "numbered", "number": "17.", "runs": [
                    run("Two  blanks, "), run("strong", strong=True, note="A note & more."), run(" and "),
                    run("a link", link="https://example.org/?a=1&b=2"), run(" and "), run("another", link="/en/calls"),
                    run(" and "), run("an inner one", link="#intro-1.a"), run(" and "), run("a lost one", link="#nowhere")]},
                {"id": "p2", "kind": "item", "number": "(b)", "runs": [
                    run("went", change="removed", by="A & B"), run("came", change="added", by="A & B")]},
            ]},
            {"id": "s2", "title": "Deep", "level": 4, "paragraphs": [
                {"id": "r1", "kind": "row", "heads": True, "cells": [[run("Head")], []]},
                {"id": "r2", "kind": "row", "cells": [[run("Cell", note="In a cell.")], [run("Other")], [run("third")]]},
                {"id": "p3", "kind": "plain", "language": "ar", "runs": [run("توصي اللجنة")]},
                {"id": "p4", "kind": "quote", "language": "zh", "runs": [run("委员会建议")], "source": "A report",
                 "source_link": "https://example.org/r"},
                {"id": "p" + "x" * 50, "kind": "plain", "runs": [run("An id that is long")]},
            ]}]}


def write(form, what):
    # The leak check at a program's end wants what the writer's filter forbids.
    return subprocess.run([writer, form], input=json.dumps(what).encode(), capture_output=True, timeout=60,
                          env={**os.environ, "ASAN_OPTIONS": "detect_leaks=0"})


def opened(form, language="en"):
    answer = write(form, text(language))
    archive = zipfile.ZipFile(io.BytesIO(answer.stdout))
    ok(answer.returncode == 0 and archive.testzip() is None, f"{form} {language}: a whole ZIP", answer.stderr)
    trees = {}
    for name in archive.namelist():
        if name != "mimetype":
            trees[name] = ElementTree.fromstring(archive.read(name))
    ok(len(trees) >= 4, f"{form} {language}: each member is well-formed XML")
    return archive, trees


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
archive, trees = opened("docx")
body = trees["word/document.xml"]
links = {r.get("Id"): r.get("Target") for r in trees["word/_rels/document.xml.rels"]}
styles = {p.get(W + "val") for p in body.iter(W + "pStyle")}
ok({"Title", "Heading1", "Heading4", "NumberedParagraph", "NumberedItem", "Quote", "TableText", "TOC1"} <= styles
   and styles <= {s.get(W + "styleId") for s in trees["word/styles.xml"].iter(W + "style")},
   "docx: styles that there are", styles)
parts = {o.get("PartName") for o in trees["[Content_Types].xml"] if o.get("PartName")}
ok(parts == {"/" + n for n in archive.namelist() if not n.startswith(("_rels", "[", "word/_rels"))},
   "docx: every part has its type", parts)
ok([t.text for t in body.iter(W + "delText")] == ["went"] and [i.get(W + "author") for i in body.iter(W + "ins")] == ["A & B"],
   "docx: changes are tracked, with whose they are")
notes = [f for f in trees["word/footnotes.xml"].iter(W + "footnote") if int(f.get(W + "id")) > 0]
ok(["".join(t.text for t in n.iter(W + "t")).strip() for n in notes] == ["A note & more.", "In a cell."]
   and [r.get(W + "id") for r in body.iter(W + "footnoteReference")] == ["1", "2"], "docx: notes are footnotes")
marks = [b.get(W + "name") for b in body.iter(W + "bookmarkStart")]
anchors = [h.get(W + "anchor") for h in body.iter(W + "hyperlink") if h.get(W + "anchor")]
ok("p1" in marks and "p2" in marks and len(set(marks)) == len(marks) and all(len(m) <= 40 for m in marks)
   and set(anchors) <= set(marks) and len(anchors) == 2, "docx: bookmarks, and links that lead to them", (marks, anchors))
ok(sorted(links[h.get(R + "id")] for h in body.iter(W + "hyperlink") if h.get(R + "id"))
   == ["https://example.org/?a=1&b=2", "https://example.org/en/calls", "https://example.org/r"], "docx: links that lead outside", links)
ok(len(list(body.iter(W + "tblHeader"))) == 1 and [len(r.findall(W + "tc")) for r in body.iter(W + "tr")] == [3, 3],
   "docx: a row of headings, and rows of one width")
ok([p.find(W + "pPr/" + W + "bidi") is not None for p in body.iter(W + "p") if "توصي" in "".join(p.itertext())] == [True]
   and any(lang.get(W + "bidi") == "ar" for lang in body.iter(W + "lang"))
   and any(lang.get(W + "eastAsia") == "zh-CN" for lang in body.iter(W + "lang")), "docx: languages and directions")
ok("TOC " in "".join(i.text for i in body.iter(W + "instrText")), "docx: the contents are a field")
ok("Confidential & embargoed" in "".join(trees["word/header1.xml"].itertext()), "docx: the marking is in the head of the page")
shown = "".join("\t" if e.tag == W + "tab" else e.text or "" for e in body.iter() if e.tag in (W + "t", W + "tab"))
ok("17.\tTwo  blanks, strong" in shown and "(b)\tcame" in shown, "docx: numbers are the text's own", shown)

T = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
archive, trees = opened("odt")
first = archive.infolist()[0]
ok(first.filename == "mimetype" and first.compress_type == zipfile.ZIP_STORED
   and archive.fp.getvalue()[38:77] == b"application/vnd.oasis.opendocument.text", "odt: the mimetype stands where it must")
content = trees["content.xml"]
names = {s.get(STYLE + "name") for tree in trees.values() for s in tree.iter(STYLE + "style")}
used = {e.get(T + "style-name") for e in content.iter() if e.get(T + "style-name")}
ok(used <= names, "odt: styles that there are", used - names)
ok([h.get(T + "outline-level") for h in content.iter(T + "h")] == ["1", "4"], "odt: headings of their levels")
regions = list(content.iter(T + "changed-region"))
ok(len(regions) == 2 and "went" in "".join(regions[0].itertext())
   and {c.get(T + "change-id") for c in content.iter() if c.get(T + "change-id")} == {r.get(T + "id") for r in regions},
   "odt: changes are tracked")
ok(len(list(content.iter(T + "note"))) == 2 and len(list(content.iter(T + "s"))) == 1, "odt: notes, and blanks that would fold")
ok(len(list(content.iter(TABLE + "table-header-rows"))) == 1
   and [len(r) for r in content.iter(TABLE + "table-row")] == [3, 3], "odt: a row of headings, and rows of one width")
ok({"p1", "p2", "r2", "intro-1.a"} <= {b.get(T + "name") for b in content.iter(T + "bookmark")}
   and len(list(content.iter(T + "table-of-content"))) == 1, "odt: bookmarks and contents")
opened("docx", "ar")
opened("odt", "ar")

H = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
archive, trees = opened("epub", "ar")
first = archive.infolist()[0]
ok(first.filename == "mimetype" and first.compress_type == zipfile.ZIP_STORED
   and archive.fp.getvalue()[38:58] == b"application/epub+zip", "epub: the mimetype stands where it must")
package = trees["EPUB/package.opf"]
ok([package.findtext(f".//{DC}{n}") for n in ("identifier", "title", "language", "creator")]
   == ["CMW/C/GHA/CO/2", 'A <title> & "more"', "ar", "The Committee"]
   and package.find(OPF + "spine").get("page-progression-direction") == "rtl", "epub: what it is, in Dublin Core")
ok({"EPUB/" + i.get("href") for i in package.iter(OPF + "item")} <= set(archive.namelist()), "epub: what is named is there")
read = trees["EPUB/text.xhtml"]
ids = [e.get("id") for e in read.iter() if e.get("id")]
inner = {a.get("href")[1:] for a in read.iter(H + "a") if a.get("href", "").startswith("#")}
listed = {a.get("href").split("#")[1] for a in trees["EPUB/contents.xhtml"].iter(H + "a")}
ok(len(ids) == len(set(ids)) and inner | listed <= set(ids) and all(re.match(r"[A-Za-z_]", i) for i in ids),
   "epub: addresses that there are, each once", (inner | listed) - set(ids))
ok("17. Two  blanks, strong" in "".join(read.itertext()), "epub: the words of the text")
bare = {"language": "fr", "sections": [{"id": "a", "title": "", "level": 1, "paragraphs": []}]}
ok(len(list(ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(write("epub", bare).stdout)).read("EPUB/contents.xhtml"))
            .iter(H + "a"))) == 1, "epub: contents that are not empty, though the text has no headings")

plain = write("txt", text("en")).stdout.decode()
ok(plain.startswith('Confidential & embargoed\nA <title> & "more"\nCMW/C/GHA/CO/2\nThe Committee\n\n\nIntroduction\n\n'
                    "17. Two  blanks, strong[1] and a link and"), "txt: what stands on top, and the first paragraph", plain[:200])
ok("    (b) [-went-]{+came+}\n" in plain and "Head\t\nCell[2]\tOther\tthird\n" in plain and "> 委员会建议\n(Source: A report)\n" in plain
   and plain.endswith("\n\nNotes\n\n[1] A note & more.\n[2] In a cell.\n"), "txt: changes, rows, quotations, notes", plain)

page = write("html", text("ar")).stdout.decode()
ElementTree.fromstring(re.sub(r"^<!DOCTYPE html>", "", page))
ids = re.findall(r' id="([^"]+)"', page)
ok(len(ids) == len(set(ids)) and set(re.findall(r'href="#([^"]+)"', page)) <= set(ids), "html: addresses that there are, each once")

pdf = write("pdf", text("en")).stdout
catalogs = re.findall(rb"<< /Type /Catalog.*?\nendobj", pdf, re.S)
ok(b"/Lang (en)" in catalogs[-1] and b"/StructTreeRoot" in catalogs[-1] and b"/MarkInfo" in catalogs[-1],
   "pdf: the catalog says tags and language", catalogs)
table = int(re.findall(rb"startxref\n(\d+)", pdf)[-1])
places = re.findall(rb"(\d+) 1\n(\d{10}) 00000 n \n", pdf[table:])
ok(pdf[table:table + 4] == b"xref" and places
   and all(pdf[int(at):].startswith(number + b" 0 obj") for number, at in places), "pdf: what was added lies where it says")
streams = [zlib.decompress(s) for s in re.findall(rb"/FlateDecode\s*>>\s*stream\n(.*?)\nendstream", pdf, re.S) if s[:1] == b"x"]
pages = [s for s in streams if b"/Artifact BMC" in s]
depth, loose = 0, []
for line in b"\n".join(pages).split(b"\n"):
    depth += line.endswith((b"BDC", b"BMC")) - line.endswith(b"EMC")
    if depth == 0 and re.search(rb"(Tj|TJ|\bS|\bf|Do)$", line):
        loose.append(line)
ok(pages and not loose and depth == 0 and all(s.startswith(b"/Artifact BMC") for s in pages),
   "pdf: all that is drawn is marked, heads and feet of pages as no content", loose)
ok(pdf.count(b"/Tabs /S") == len(pages) and b"/Contents <FEFF" + "a link".encode("utf-16-be").hex().upper().encode() in pdf,
   "pdf: links go in order and say what they are")

def large(form):
    return write(form, {**text("en"), "large": True}).stdout


styles = zipfile.ZipFile(io.BytesIO(large("docx"))).read("word/styles.xml")
ok(b'<w:sz w:val="34"/>' in styles, "docx: large type is 17 points")
ok(b'fo:font-size="17.0pt"' in zipfile.ZipFile(io.BytesIO(large("odt"))).read("styles.xml"), "odt: large type is 17 points")
ok(b'<body class="large">' in large("html"), "html: large type")
drawn = b"".join(zlib.decompress(s) for s in
                 re.findall(rb"/FlateDecode\s*>>\s*stream\n(.*?)\nendstream", large("pdf"), re.S) if s[:1] == b"x")
ok(re.search(rb"\n17 0 0 -17 ", drawn), "pdf: large type is 17 points")

for form in ("docx", "odt", "html", "pdf", "txt"):
    same = [re.sub(rb"\(D:\d+.*?\)", b"", write(form, text("en")).stdout) for _ in range(2)]
    ok(same[0] == same[1], f"{form}: the same text makes the same file")
for what, status in ((b"{", 1), (b"[]", 1), (json.dumps({"language": "en"}).encode(), 1)):
    answer = subprocess.run([writer, "pdf"], input=what, capture_output=True, timeout=60)
    ok(answer.returncode == status and not answer.stdout and answer.stderr, f"refused: {what[:20]}")
ok(write("doc", text("en")).returncode == 1, "refused: a format that there is not")
print(f"1..{count}")
sys.exit(failed > 0)

"""What comes in as files: a draft with its bold, italics and footnotes; many documents by page, also with an ODS; anchors of 146.1; the document of comments."""
import importlib
import io
import json
import pathlib
import zipfile

import papers
from files import docx
from tasks import sign_in

bench = importlib.import_module("65-comment-bench")
CORPUS = pathlib.Path(__file__).parent.parent / "document" / "corpus"
SYMBOL = "CMW/C/GHA/CO/1"


def story_draft_as_it_stands(desk, tap):
    """A draft of DOCX and one of ODT keep bold, italics and footnotes, which belong to their paragraphs, into the library."""
    desk.init("--rehearsal")
    general = desk.json("general-comment", "begin", desk.dir, "--title", "en=Fees", "--body", "CMW CMW/C/GC/6 6")["id"]
    draft = desk.json("general-comment", "draft", desk.dir, general, desk.file("marks.docx", (CORPUS / "marks.docx").read_bytes()), "--language", "en")["id"]
    desk.must("general-comment", "stage", desk.dir, general, "comments", "--opens", bench.OPENS, "--closes", bench.CLOSES)
    server = desk.serve()
    public = server.visitor()
    page = public.get(f"/en/general-comments/drafts/{draft}")
    tap.ok("<strong>never paid</strong>" in page.text and "<strong><em>workers</em></strong>" in page.text, "bold and italics", page.text[:300])
    tap.ok('href="#note-1"' in page.text and 'id="note-1"' in page.text and page.has("See Debt, page 4.") and page.has("Page 7. At the end."),
           "notes by their calls, those of one place in one", page.words[-900:])
    tap.ok("[1]" not in page.text and not page.has("¶"), "no call is left among the words")
    told = {p["anchor"]: p for p in json.loads(public.get(f"/en/general-comments/drafts/{draft}.json").text)["paragraphs"]}
    tap.equal((told["p1"]["text"], told["p1"]["marked"]), ("Fees are never paid by workers.", "Fees are **never paid** by ***workers***^[See *Debt*, page 4.]."), "as JSON")
    tap.ok(any(p["kind"] == "row" and p["marked"] == "Left **side** | *Right*^[Of the table.]" for p in told.values()), "in a table too", list(told.values()))
    one = public.get(f"/en/general-comments/drafts/{draft}/comments?p=p1")
    tap.ok("<strong>never paid</strong>" in one.text and one.has("See Debt, page 4."), "and where one comments on it", one.text[:300])
    said = one.form("Send the comment").fill("phrase", "never paid by workers").fill("text", "Yes.").fill("position", "person").fill("name", "Ama").choose("visibility", "committee")
    tap.equal(said.send("Send the comment").status, 200, "words across bold and plain are words of it")
    second = desk.json("general-comment", "draft", desk.dir, general, desk.file("lists.odt", (CORPUS / "lists.odt").read_bytes()), "--language", "en", "--final")["id"]
    told = json.loads(public.get(f"/en/general-comments/drafts/{second}.json").text)["paragraphs"]
    tap.ok(told[0]["marked"] == "First paragraph^[The *note*.]." and any(p["marked"] == "Third, which *goes* ***on***." for p in told), "ODT too", told)
    third = desk.json("general-comment", "begin", desk.dir, "--title", "en=Fees again", "--body", "CMW CMW/C/GC/7 7")["id"]
    desk.must("general-comment", "draft", desk.dir, third, desk.home / "marks.docx", "--language", "en", "--final")
    desk.must("general-comment", "adopt", desk.dir, third, "--day", "2020-01-01")
    shown = desk.json("document", "show", desk.dir, "CMW/C/GC/7")["paragraphs"]
    notes = [p["text"] for p in shown if p["kind"] == "footnote"]
    tap.ok(notes[0] == "See Debt, page 4." and [p["text"] for p in shown][1:3] == ["Fees are never paid by workers.", "See Debt, page 4."],
           "in the library a note stands behind its paragraph", [p["text"] for p in shown])


# ---- many documents ----

ROWS = [["Datei", "Symbol", "Lang", "Day", "Who, by name"], ["co/en.docx", SYMBOL, "English", "2014-09-12", ""], ["nhri.md", "", "en", "2012-05", "The commission"],
        ["gone.md", "CMW/C/GHA/Q/1", "en", "", ""], ["same.md", "CMW/C/GHA/Q/2", "en", "", ""]]
NHRI = "# Paper of the commission\n\n1. The quollword is against article 16 of the Convention.\n"


def story_ods_by_the_command(desk, tap):
    """An ODS says what a folder holds as an XLSX does."""
    desk.init()
    place = desk.home / "papers"
    (place / "co").mkdir(parents=True)
    (place / "co" / "en.docx").write_bytes(papers.observations("en"))
    rows = [["file", "symbol", "language", "date"], ["co/en.docx", SYMBOL, "English", "2014-09-12"], ["gone.md", "CMW/C/GHA/Q/1", "en", ""]]
    found = {}
    for name, made in (("list.ods", papers.ods(rows, dates=(3,))), ("list.xlsx", papers.workbook(rows))):
        run = desk.run("document", "import", desk.dir, "--folder", place, "--sheet", desk.file(name, made), "--json")
        found[name] = [(o["line"], o["result"], o["what"], o["language"], o["why"]) for o in run.json["outcomes"]]
    tap.ok(found["list.ods"] == found["list.xlsx"] and [f[:2] for f in found["list.ods"]] == [(2, "new"), (3, "problem")], "the same is found", found)
    desk.run("document", "import", desk.dir, "--folder", place, "--sheet", desk.home / "list.ods", "--do-it")
    tap.equal([(d["symbol"], d["day"]) for d in desk.json("document", "list", desk.dir)["documents"]], [(SYMBOL, "2014-09-12")], "and stored, with its day")
    for name in ("bomb.ods", "wide.ods"):
        run = desk.run("document", "import", desk.dir, "--folder", place, "--sheet", desk.file(name, (CORPUS / name).read_bytes()))
        tap.ok(run.status == 1 and "no spreadsheet that we read" in run.err, f"{name} ends early", run.err)


def story_many_by_page(desk, tap):
    """The secretariat brings in a spreadsheet with its files: columns are mapped once, all is looked at first, and confirmed."""
    desk.init()
    desk.user("officer@example.org", "--role", "secretariat")
    desk.user("ngo@example.org", "--role", "organisation")
    server = desk.serve()
    officer, other = sign_in(server, "officer@example.org"), sign_in(server, "ngo@example.org")
    tap.equal((other.get("/en/desk/documents/many").status, server.visitor().get("/en/desk/documents/many").status), (403, 403), "nobody else")
    page = officer.get("/en/desk/documents").follow("Bring many documents in")
    tap.ok(page.form("Look at what would come in").send().errors(), "a spreadsheet is needed")
    wrong = page.form("Look at what would come in").attach("sheet", "x.ods", papers.observations("en")).send()
    tap.ok(wrong.status == 422 and "no spreadsheet" in wrong.errors()[0], "a DOCX is none", wrong.errors())
    form = page.form("Look at what would come in").attach("sheet", "list.ods", papers.ods(ROWS, dates=(3,)))
    for name, data in (("en.docx", papers.observations("en")), ("nhri.md", NHRI.encode()), ("same.md", NHRI.encode())):
        form = form.attach("files", name, data)
    page = form.send()
    here = page.path
    tap.ok(page.has("No column is mapped to the field “file”") and page.has("3 files have come"), "columns that are called otherwise are to be mapped", page.words[:500])
    tap.equal((other.get(here).status, server.visitor().get(here).status), (403, 403), "nobody else looks at it")
    form = page.form("Look again")
    for field, column in (("file", "Datei"), ("symbol", "Symbol"), ("language", "Lang"), ("date", "Day"), ("body", "Who, by name")):
        form = form.fill(f"map-{field}", column)
    page = form.fill("keep_as", "A name?").send("Look again")
    tap.ok(page.status == 422 and "letters a to z" in page.errors()[0] and page.form("Look again").value("map-file") == "Datei", "a name that is none", page.errors())
    page = page.form("Look again").fill("keep_as", "papers").send("Look again")
    tap.ok(page.has("New: 2. Here already: 0. Not understood: 2."), "a dry run", page.words[:600])
    tap.ok(page.has("This file has not come yet") and page.has("type"), "what was not understood, and why", page.words[:1200])
    tap.equal(desk.json("document", "list", desk.dir)["documents"], [], "nothing is stored")
    mended = [list(r) for r in ROWS]
    mended[0].append("Type")
    mended[2][0:6] = ["nhri.md", "", "en", "2012-05", "The commission", "nhri-document"]
    page = page.form("Look again").attach("sheet", "better.xlsx", papers.workbook(mended)).attach("files", "gone.md", b"# Told\n\n1. Another.\n").send("Look again")
    tap.ok(page.has("better.xlsx") and page.has("4 files have come"), "another spreadsheet with the same columns is read by the kept mapping", page.words[:900])
    page = page.form("Look again").fill("map-type", "Type").send("Look again")
    tap.ok(page.has("New: 3. Here already: 0. Not understood: 1.") and page.has("The same file as in line 3"), "a double is told by its hash", page.words[:900])
    stale = page.form("Bring in what is new")
    done = page.form("Bring in what is new").send()
    tap.ok(done.has("Brought in: 3. Here already: 0. Left out: 1."), "confirmed, it is in", done.words[:600])
    tap.ok(stale.send().status == 422 and "another window" in stale.send().errors()[0], "who confirms what was changed meanwhile is told")
    listed = desk.json("document", "list", desk.dir)["documents"]
    tap.equal({(d["symbol"], d["day"], d["body"]) for d in listed}, {(SYMBOL, "2014-09-12", None), (None, "2012-05", "The commission"), ("CMW/C/GHA/Q/1", None, None)}, "as the rows say")
    tap.ok(done.follow(SYMBOL).has("Concluding observations"), "from the table to the document")
    again = officer.get(here).form("Look again").send("Look again")
    tap.ok(again.has("New: 0. Here already: 3. Not understood: 1.") and "Bring in what is new" not in again.text, "looked at again, all is here", again.words[:500])
    tap.ok(officer.get("/en/desk/documents/many").has("better.xlsx"), "it waits where it was begun")
    tap.ok(desk.json("verify", desk.dir)["ok"], "and all holds")
    page = again.form("Drop it").send()
    tap.ok(page.path.endswith("/many") and not page.has("better.xlsx") and officer.get(here).status == 404, "and goes when it is dropped", page.path)
    arabic = officer.get("/ar/desk/documents/many")
    tap.ok('dir="rtl"' in arabic.text and len(arabic.body) < 40000, f"from right to left, {len(arabic.body)} bytes")


def story_anchor_of_a_part(desk, tap):
    """146.1 is found at its number; so is it at the anchor of its place."""
    desk.init()
    text = "# Told\n\n146. As follows.\n\n146.1 Ratify it.\n\n146.2 Keep it.\n\n146.1 Told twice.\n"
    shown = desk.json("document", "import", desk.dir, "--symbol", "CMW/C/GHA/CO/4", "--language", "en", desk.file("x.md", text))["paragraphs"]
    tap.equal([p["anchor"] for p in shown], ["n1", "p146", "p146.1", "p146.2", "n5"], "each anchor once")
    visitor = desk.serve().visitor()
    page = visitor.get("/en/documents/CMW/C/GHA/CO/4")
    tap.ok('id="p146.1"' in page.text and 'id="n3"' in page.text and 'href="#p146.1"' in page.text, "on the page, with the anchor of its place", page.text[-2000:])
    for anchor in ("p146.1", "n3"):
        landed = visitor.get(f"/en/documents/CMW/C/GHA/CO/4/{anchor}")
        tap.ok(landed.status == 200 and landed.url.endswith("#" + anchor), f"{anchor} leads to it", landed.url)
    tap.equal(visitor.get("/en/documents/CMW/C/GHA/CO/4/p146.9").status, 404, "what is not there is not")
    # As a document stands that came in before such numbers had anchors.
    desk.sql("update document_paragraph set anchor = 'n3' where anchor = 'p146.1'")
    landed = desk.serve().visitor().get("/en/documents/CMW/C/GHA/CO/4/p146.1")
    tap.ok(landed.status == 200 and 'id="n3"' in landed.text and 'id="p146.1"' in landed.text, "an old one is found by both too", landed.url)


# ---- the document of comments ----

def named(data, who):
    """The same DOCX with the name of its maker in its properties."""
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as packed:
        packed.writestr("docProps/core.xml", f'<?xml version="1.0"?><cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:creator>{who}</dc:creator></cp:coreProperties>')
    return out.getvalue()


def unpacked(data):
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return b"".join(packed.read(name) for name in packed.namelist())


COMMENTS = docx("<w:p><w:r><w:t>Para. 2</w:t></w:r></w:p><w:p><w:r><w:t>qwhole Say that employers pay every fee.</w:t></w:r></w:p>"
                "<w:p><w:r><w:t>Para. 7</w:t></w:r></w:p><w:p><w:r><w:t>Unclear.</w:t></w:r></w:p>")


def send_document(visitor, draft, visibility):
    form = visitor.get(bench.path(draft, "document")).form("Send and see the pieces").attach("file", "by Ama Mensah.docx", named(COMMENTS, "Ama Mensah"))
    return form.choose("organisation", "Migrants United").choose("visibility", visibility).send()


def story_document_is_kept(desk, tap):
    """The file stands beside its comments, for those who read them, as long as they stand; its sender takes it back."""
    _, draft = bench.house(desk)
    bench.organisation(desk, "Migrants United", "united")
    server = desk.serve()
    united, member, public = sign_in(server, "united@example.org"), sign_in(server, "member@example.org"), server.visitor()
    page = send_document(united, draft, "public")
    file = page.path.replace("/pieces/", "/files/")
    tap.ok(page.has("stays beside the comments") and united.get(file).body[:2] == b"PK", "its sender reads it", page.words[:600])
    tap.equal([who.get(file).status for who in (public, member)], [404, 404], "nobody else before it is confirmed")
    page.form("Confirm and send all").send("Confirm and send all")
    got = public.get(file)
    tap.ok(got.status == 200 and got.body[:2] == b"PK" and 'filename="comments.docx"' in got.headers["Content-Disposition"], "then everybody, without its name", dict(got.headers))
    tap.ok(b"qwhole" in unpacked(got.body) and b"Mensah" not in unpacked(got.body), "what it said of its maker is not in it")
    listed = public.get(bench.path(draft, "comments?p=p2"))
    tap.ok(listed.follow("The document it came in").body == got.body, "from the comment to it")
    mine = united.get(bench.path(draft, "mine")).follow("Change it or take it back")
    mine.form("Take it back").send("Take it back")
    tap.equal([who.get(file).status for who in (public, member, united)], [404, 404, 200], "once a comment of it was taken back it is its sender's alone")
    tap.ok("The document it came in" not in public.get(bench.path(draft, "comments?p=p2")).text + public.get(bench.path(draft, "comments?p=p7")).text, "and no comment leads to it")
    quiet = send_document(united, draft, "committee")
    file = quiet.path.replace("/pieces/", "/files/")
    quiet.form("Confirm and send all").send("Confirm and send all")
    tap.equal([who.get(file).status for who in (public, member, united)], [404, 200, 200], "of comments for the Committee alone it is for the Committee alone")
    tap.ok(member.get(bench.path(draft, "comments?p=p2")).has("The document it came in"), "who finds it beside them")
    united.get(bench.path(draft, "document")).form(f"/files/{file.rsplit('/', 1)[1]}").send()
    tap.equal([who.get(file).status for who in (public, member, united)], [404, 404, 404], "taken back, it is nobody's")
    tap.equal(len([c for c in bench.bench(member, draft)["comments"] if c["text"]]), 3, "and the comments stay")
    page = send_document(united, draft, "public")
    page = page.form("Do not keep the document").send()
    tap.ok(not page.has("stays beside the comments") and page.has("2 pieces become comments"), "before it is confirmed too", page.words[:500])
    file = page.path.replace("/pieces/", "/files/")
    page.form("Confirm and send all").send("Confirm and send all")
    tap.equal((public.get(file).status, united.get(file).status), (404, 404), "and the comments come without it")

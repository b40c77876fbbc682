"""The Committee's own papers: begun, written, adopted, transmitted in confidence, published at their hour; what never leaves the house."""
import json
import re
import time

from tasks import sign_in

SECRET = "qunderembargo"
TEXT = f"The Committee is concerned about detention, contrary to article 16 of the Convention. {SECRET}\n\nIt recommends to end it."
PEOPLE = {"office": ["--role", "secretariat"], "ana": ["--role", "member", "--state", "MEX"],
          "own": ["--role", "member", "--state", "GHA"], "shy": ["--role", "member", "--state", "PHL"],
          "mission": ["--role", "permanent-mission", "--state", "GHA"], "ministry": ["--role", "ministry", "--state", "GHA"],
          "other": ["--role", "permanent-mission", "--state", "MLI"], "union": ["--role", "organisation"]}


def house(desk, *args):
    desk.init(*args)
    for who, role in PEOPLE.items():
        desk.user(f"{who}@example.org", *role)
    desk.must("user", "conflict", desk.dir, "shy@example.org", "--state", "GHA", "--ground", "residence")


def written(desk, kind="concluding-observations", cycle="2", section="all-workers"):
    id_ = desk.json("paper", "begin", desk.dir, "--kind", kind, "--state", "GHA", "--cycle", cycle)["id"]
    desk.must("paper", "write", desk.dir, id_, desk.file("section.md", TEXT), "--section", section)
    return id_


def everywhere(visitor, id_):
    """All that could tell of it, as one text."""
    places = ["/en/papers", "/en/papers.json", f"/en/papers/{id_}", f"/en/papers/{id_}.json", f"/en/papers/{id_}/receipt",
              f"/en/writing/paper/{id_}", f"/en/writing/paper/{id_}.json", f"/en/writing/paper/{id_}/section/all-workers",
              f"/en/writing/paper/{id_}/versions", "/en/states/GHA", "/en/states/GHA.json", "/en/documents/CMW/C/GHA/CO/2",
              f"/en/search?words={SECRET}", f"/en/search.json?words={SECRET}", "/en/search.json?words=detention",
              "/en/now.json?state=GHA", "/en/now.atom?state=GHA", "/en/desk"]
    places += [f"/en/papers/{id_}/files/{f}" for f in ("docx", "odt", "pdf", "html")]
    pages = [visitor.get(p) for p in places]
    return "\n".join(p.text for p in pages if "words=" not in p.url or p.kind == "application/json" or p.status == 200)


def tells(visitor, id_):
    """Whether any of it speaks of the paper; the asked words themselves stand in the search's own form."""
    said = everywhere(visitor, id_).replace(f'value="{SECRET}"', "").replace(f"words={SECRET}", "").replace(f"“{SECRET}”", "")
    said = re.sub(r"/documents/CMW/C/GHA/CO/2", "", re.sub(r"<title>[^<]*</title>", "", said))  # the address that was asked
    return [w for w in (SECRET, "CMW/C/GHA/CO/2", "is concerned about detention") if w in said.replace('"words": "' + SECRET, "")]


def files_of(visitor, id_):
    return {f: visitor.get(f"/en/papers/{id_}/files/{f}") for f in ("docx", "odt", "pdf", "html")}


def story_from_draft_to_symbol(desk, tap):
    """A paper by the web: begun, written, adopted, transmitted, read by its State alone, published, and found by everybody."""
    house(desk, "--checkpoint-seconds", "1")
    server = desk.serve()
    office, ana, mission = (sign_in(server, f"{w}@example.org") for w in ("office", "ana", "mission"))
    form = office.get("/en/papers").follow("Begin a paper").form("Begin it")
    page = form.choose("kind", "concluding-observations").fill("state", "GHA").fill("cycle", "2").send("Begin it")
    tap.ok(page.has("Begun.") and page.has("Being written"), "a paper is begun by the outline of its kind")
    id_ = page.path.rsplit("/", 1)[1]
    again = office.get("/en/papers/begin").form("Begin it").choose("kind", "concluding-observations").fill("state", "GHA")
    tap.ok(again.fill("cycle", "2").send("Begin it").status == 422, "not twice for the same review")
    page = ana.get(f"/en/writing/paper/{id_}/section/all-workers").form("Write in this section").send("Write in this section")
    page.form("Save").fill("typed", TEXT).send("Save and leave the section")
    page = office.get(f"/en/papers/{id_}/adopt")
    tap.equal(page.form("It was adopted").value("symbol"), "CMW/C/GHA/CO/2", "the next free symbol is proposed")
    stale = page.form("It was adopted")
    page = ana.get(f"/en/writing/paper/{id_}/section/introduction").form("Write in this section").send("Write in this section")
    page.form("Save").fill("typed", "The Committee considered the report.").send("Save and leave the section")
    page = stale.send()
    tap.ok(page.status == 422 and page.has("changed the text"), "what was not seen is not adopted")
    page = page.form("It was adopted").fill("symbol", "CMW/C/GHA/CO/1").send()
    tap.ok(page.status == 422 and page.has("another paper’s") or page.has("another paper's"), "nor under a symbol that another has")
    page = page.form("It was adopted").fill("symbol", "CMW/C/GHA/CO/2").send()
    tap.ok(page.has("are frozen") and page.has("CMW/C/GHA/CO/2"), "adopted")
    tap.ok(ana.get(f"/en/writing/paper/{id_}/section/introduction").form is not None and
           not ana.get(f"/en/writing/paper/{id_}").has("Change the outline"), "nobody writes in it any more")
    tap.ok(mission.get(f"/en/papers/{id_}").status == 404, "its State does not know yet")
    page = office.get(f"/en/papers/{id_}").follow("Transmit to the State").form("Transmit to the State")
    page = page.fill("embargo", "2027-03-28T02:30").send()
    tap.ok(page.status == 422 and page.errors() and page.form("Transmit").value("embargo") == "2027-03-28T02:30",
           "an hour that the clocks leap over is refused, as typed")
    page = page.form("Transmit").fill("embargo", "2099-12-18T18:00").send()
    tap.ok(page.has("Transmitted.") and page.has("18 December 2099"), "transmitted with an embargo")
    page = mission.get(f"/en/papers/{id_}")
    tap.ok(page.has(SECRET) and page.has("Not for publication"), "its State reads it, marked")
    tap.ok(mission.get(f"/en/writing/paper/{id_}").status == 404, "but not how it was written")
    tap.ok("CMW-C-GHA-CO-2-en.docx" in files_of(mission, id_)["docx"].headers.get("Content-Disposition", ""), "also as a file under its symbol")
    page = office.get(f"/en/papers/{id_}/release").form("Publish it now").send()
    tap.ok(page.status == 422 and page.has("embargo"), "not before its hour unless somebody says so")
    page = page.form("Publish it now").choose("early", "yes").send()
    tap.ok(page.has("Everybody can read it"), "published")
    visitor = server.visitor()
    page = visitor.get("/en/documents/CMW/C/GHA/CO/2")
    tap.ok(page.status == 200 and page.has(SECRET) and 'id="p2"' in page.text, "it stands at its symbol, with an anchor a paragraph")
    tap.ok(visitor.get(f"/en/papers/{id_}").has(SECRET), "and on its own page")
    for _ in range(100):
        if SECRET in visitor.get(f"/en/search.json?words={SECRET}").text.replace(f'"words": "{SECRET}"', ""):
            break
        time.sleep(0.1)
    stages = json.loads(visitor.get("/en/states/GHA/stages.json").text)
    tap.ok(any(h["stage"] == "observations" and h["how"] == "done" and h["cycle"] == 2 for h in stages["history"]), "the stage of the review is done")
    for _ in range(100):  # it completes itself at the next checkpoint
        receipt = visitor.get(f"/en/papers/{id_}/receipt").text
        if "c2sp.org/tlog-proof@v1" in receipt:
            break
        time.sleep(0.1)
    tap.ok("c2sp.org/tlog-proof@v1" in receipt, "and the log proves when it was adopted")
    tap.ok(desk.run("verify", desk.dir).status == 0, "everything holds")
    tap.ok(desk.run("paper", "publish", desk.dir, id_).status == 1, "twice is once")


def story_under_embargo(desk, tap):
    """Until its hour it is in no page, list, search, feed or file of anybody else; then by itself, at that hour in Geneva."""
    house(desk, "--rehearsal")
    id_ = written(desk)
    now = ("--now", "2027-03-27T10:00:00Z")
    desk.must("paper", "adopt", desk.dir, id_, *now)
    desk.must("paper", "transmit", desk.dir, id_, "--embargo", "2027-03-28T09:00", *now)
    server = desk.serve("--now", "2027-03-28T06:58:00Z")
    for who in ("own", "shy", "other", "union"):
        tap.equal(tells(sign_in(server, f"{who}@example.org"), id_), [], f"{who}: nothing tells of it")
    tap.equal(tells(server.visitor(), id_), [], "nobody: nothing tells of it")
    for who in ("mission", "ministry", "ana"):
        tap.ok(sign_in(server, f"{who}@example.org").get(f"/en/papers/{id_}").has(SECRET), f"{who}: reads it")
    letters = "".join(p.read_text(errors="replace") for p in (desk.dir / "mail").rglob("*") if p.is_file())
    server.stop()
    tap.ok(SECRET not in letters and "CMW/C" not in letters and "Ghana" not in letters, "no letter names it")
    server = desk.serve("--now", "2027-03-28T07:00:00Z")
    visitor = server.visitor()
    for _ in range(100):
        if visitor.get(f"/en/papers/{id_}").status == 200:
            break
        time.sleep(0.1)
    tap.ok(visitor.get(f"/en/papers/{id_}").has(SECRET), "at nine in Geneva, summer time having begun, it is published by itself")
    tap.ok(visitor.get("/en/documents/CMW/C/GHA/CO/2").has(SECRET), "at its symbol")


def story_origin_stays_in_the_house(desk, tap):
    """Where a paragraph comes from is in the editor for members and secretariat, and in no file, page or JSON that leaves."""
    house(desk)
    sent = desk.submit(desk.file("report.md", "# Notes\n\nPeople are held, contrary to article 16.\n"), organisation="Quiet Friends", more=["--confidential"])["id"]
    id_ = written(desk)
    text = desk.json("paper", "show", desk.dir, id_)["text"]
    paragraph = text["sections"][-1]["paragraphs"][0]["id"]
    desk.sql(f"insert into paper_origin (paper, paragraph, submission, number, what, actor, at) values ('{id_}', '{paragraph}', '{sent}', 1, 'paragraph', 'command', 1)")
    server = desk.serve()
    ana = sign_in(server, "ana@example.org")
    page = ana.get(f"/en/writing/paper/{id_}/section/all-workers").form("Write in this section").send("Write in this section")
    tap.ok(page.has("for the Committee alone") and sent in page.text, "in the editor it stands beside the paragraph")
    page.form("Save").send("Leave it as it was")
    desk.must("paper", "adopt", desk.dir, id_)
    desk.must("paper", "transmit", desk.dir, id_)
    mission = sign_in(server, "mission@example.org")
    here = lambda who, when: tap.equal([f for f, p in files_of(who, id_).items() if p.status != 200 or holds(p.body, sent)], [], f"no file {when} names it")
    here(ana, "that a member carries out")
    here(mission, "that its State gets")
    said = "".join(mission.get(f"/en/papers/{id_}{e}").text for e in ("", ".json", "/receipt"))
    tap.ok(SECRET in said and sent not in said, "nor any page or JSON of its State")
    desk.must("paper", "publish", desk.dir, id_)
    visitor = server.visitor()
    here(visitor, "that everybody gets")
    said = "".join(visitor.get(p).text for p in (f"/en/papers/{id_}", f"/en/papers/{id_}.json", "/en/documents/CMW/C/GHA/CO/2", "/en/documents/CMW/C/GHA/CO/2.json"))
    tap.ok(SECRET in said and sent not in said and "Quiet Friends" not in said, "nor what is published")
    tap.ok(sign_in(server, "own@example.org").get(f"/en/writing/paper/{id_}").status == 404, "a member of that State never learns it")


def holds(data, word):
    """Whether a file holds a word, packed or not."""
    import io
    import zipfile
    import zlib
    if word.encode() in data:
        return True
    if data[:2] == b"PK":
        return any(word.encode() in zipfile.ZipFile(io.BytesIO(data)).read(n) for n in zipfile.ZipFile(io.BytesIO(data)).namelist())
    for match in re.finditer(rb"stream\r?\n", data):
        try:
            if word.encode() in zlib.decompressobj().decompress(data[match.end():]):
                return True
        except zlib.error:
            pass
    return False

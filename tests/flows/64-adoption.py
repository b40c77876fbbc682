"""The secretariat's own pages of a general comment, drafts as DOCX and ODT in two languages, and the way into the library under two symbols."""
import importlib
import json

from files import docx, odt
from tasks import sign_in

general = importlib.import_module("63-general-comment")
consultation = importlib.import_module("37-consultation")
subscriptions = importlib.import_module("34-subscriptions")
NOW = general.NOW
LIST = ('<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/></text:list-style>')


def as_docx(*paragraphs):
    return docx("".join(f"<w:p><w:r><w:t>{n}. {p}</w:t></w:r></w:p>" for n, p in enumerate(paragraphs, 1)))


def as_odt(*paragraphs):
    return odt('<text:h text:outline-level="1">Introduction</text:h><text:list text:style-name="L">'
               + "".join(f"<text:list-item><text:p>{p}</text:p></text:list-item>" for p in paragraphs) + "</text:list>", LIST)


def story_by_the_pages(desk, tap):
    """An officer begins one, brings in a draft as ODT and as DOCX, opens comments, and sees what waits for a look."""
    desk.init("--rehearsal")
    desk.user("officer@example.org", "--role", "secretariat")
    server = desk.serve("--now", NOW)
    officer = sign_in(server, "officer@example.org")
    page = officer.get("/en/general-comments").follow("Begin a general comment").form("/new").fill("title", "").fill("bodies", "CMW\nCRC").send()
    tap.ok(page.status == 422 and page.form("/new").value("bodies") == "CMW\nCRC" and page.errors(), "nothing typed is lost", page.words[:400])
    page = page.form("/new").fill("title", "en=Recruitment and debt\nar=الاستقدام والديون").send()
    keep = page.path
    tap.ok(page.has("It is recorded") and keep.endswith("/keep"), "begun", page.words[:400])
    page = officer.get(keep).form("Bring it in").attach("file", "draft.odt", as_odt("Fees bind workers.", "States forbid them.")).fill("tag", "en").send("Bring it in")
    tap.ok(page.has("It is recorded"), "an ODT came in", page.words[:500])
    page = officer.get(keep).form("Bring it in").attach("file", "draft.docx", as_docx("الرسوم تقيد العمال.", "تحظرها الدول.")).fill("tag", "ar").fill("into", "1")
    page = page.send("Bring it in")
    tap.ok(page.has("It is recorded") and not page.has("Look again"), "a DOCX as its Arabic", page.words[:500])
    page = officer.get(keep).form("Bring it in").attach("file", "draft.txt", b"Draft\n\n1. One is here.\n\n3. Three is here.\n").fill("tag", "en").send("Bring it in")
    tap.ok(page.has("Look again"), "numbers that do not count up are said", page.words[:500])
    form = officer.get(keep).form("Record the stage")
    page = form.fill("stage", [o for o in form.node.all("option") if o.words() == "Comments on the draft"][0].get("value"))
    page = page.fill("opens", "2026-12-01").fill("closes", "soon").fill("draft", "1").send("Record the stage")
    tap.ok(page.status == 422 and page.form("Record the stage").value("closes") == "soon", "a day that is none is told", page.words[:500])
    page = page.form("Record the stage").fill("closes", "2026-12-18T18:00").send("Record the stage")
    tap.ok(page.has("It is recorded"), "comments are open", page.words[:400])
    public = server.visitor()
    page = public.get(keep.removesuffix("/keep"))
    tap.ok(page.has("Comments until Friday 18 December 2026, 18:00 in Geneva"), "everybody sees until when", page.words[:600])
    page = page.follow("Comment on the draft")
    tap.ok(page.has("States forbid them."), "the ODT as numbered paragraphs", page.words[:600])
    draft = page.path.rsplit("/", 1)[1]
    page = public.get(f"/ar/general-comments/drafts/{draft}")
    tap.ok("تحظرها الدول" in page.text and 'dir="rtl"' in page.text, "the Arabic from right to left")
    page = page.follow("English")
    tap.ok(page.has("States forbid them."), "from one language to the other")
    general.say(public, draft, "qwaits A thought.", position="expert", name="Dr. Ama")
    page = officer.get(keep)
    tap.ok(page.has("Comments that wait for a look") and page.has("Dr. Ama"), "what came without an account waits", page.words[:500])
    page.follow("First draft, No. 1").form("Show it to the public").send()
    tap.ok(not officer.get(keep).has("Dr. Ama") and public.get(f"/en/general-comments/drafts/{draft}").has("Dr. Ama"), "and is shown")
    tap.equal(public.get(keep).status, 403, "nobody else keeps it")


def story_adoption(desk, tap):
    """A second draft, its adoption under both symbols in both languages, the same anchors; open comments end."""
    server, id_, d, ids = general.house(desk)

    def found(words):
        """What the search finds of these words: kinds with their numbers, and symbols of documents."""
        return [(h["kind"], h["paragraph"]) if h.get("kind") else h["symbol"] for h in desk.json("search", desk.dir, *words.split())["hits"]]
    tap.equal(found("labour inspection"), [("draft", 3)], "a draft's paragraph is found")
    hit = desk.json("search", desk.dir, "labour", "inspection")["hits"][0]
    page = server.visitor().get("/en" + hit["path"])
    tap.ok(page.status == 200 and page.has("Labour inspection reaches every home."), "and leads to it with its discussion", page.words[:400])
    page = server.visitor().get("/en/search?words=labour+inspection")
    tap.ok(page.has("Draft of a general comment, paragraph 3"), "the page says what it is", page.words[:500])
    final = general.draft(desk, id_, "--final", "--now", NOW, text=general.text_of([p + " Finally." for p in general.PARAGRAPHS]), name="final.md")
    french = "# Observation générale\n\n## I. Introduction\n\n" + "\n\n".join(f"{n}. Paragraphe {n}." for n in (1, 2, 3)) + "\n"
    desk.must("general-comment", "draft", desk.dir, id_, desk.file("fr.md", french), "--into", "2", "--language", "fr", "--now", NOW)
    public = server.visitor()
    tap.equal((found("labour inspection finally")[0], len(found("labour inspection"))), (("draft", 3), 1), "the newest draft alone is found")
    tap.equal(found("paragraphe"), [("draft", 1), ("draft", 2), ("draft", 3)], "in each of its languages")
    tap.ok(public.get(f"/en/general-comments/drafts/{d}").has("A newer draft took its place"), "the first draft leads to the newer one")
    ran = desk.run("general-comment", "adopt", desk.dir, id_, "--day", "2027-05-01", "--now", NOW)
    tap.ok(ran.status == 1 and "day" in ran.err, "no day to come", ran.err)
    shown = desk.json("general-comment", "adopt", desk.dir, id_, "--day", "2026-12-01", "--now", NOW)
    tap.ok(shown["adopted"] == "2026-12-01" and shown["document"], "adopted", shown)
    tap.equal(found("labour inspection"), ["CMW/C/GC/6"], "from then on the document is found, and no draft")
    for symbol in ("CMW/C/GC/6", "CRC/C/GC/30", "crc/c/gc/30"):
        page = public.get(f"/en/documents/{symbol}")
        tap.ok(page.status == 200 and page.has("CMW/C/GC/6-CRC/C/GC/30") and page.has("Labour inspection reaches every home. Finally."), symbol, page.words[:600])
    document = json.loads(public.get("/en/documents/CRC/C/GC/30.json").text)
    tap.equal((document["symbol"], document["joint"], [p["anchor"] for p in document["paragraphs"] if p["number"]]),
              ("CMW/C/GC/6", ["CRC/C/GC/30"], ["p1", "p2", "p3"]), "one document, with the anchors of the draft")
    tap.ok(public.get("/en/documents/CRC/C/GC/30?language=fr").has("Paragraphe 2."), "in French too")
    tap.ok(public.get("/en/documents/CRC/C/GC/30/p2").status == 200, "a paragraph by the other symbol")
    page = public.get(f"/en/general-comments/{id_}")
    tap.ok(page.has("The Committee adopted it on 1 December 2026") and page.follow("Read it in the library").has("every home. Finally."), "from its page", page.words[:500])
    lead = sign_in(server, "open@example.org")
    tap.ok(not lead.get(f"/en/general-comments/drafts/{d}/comments?p=p1").has("Write a comment"), "comments ended with it")
    ran = desk.run("general-comment", "comment", desk.dir, d, "qlate", "--public", "--as", "person", "--name", "A", "--now", "2026-12-01T13:00:00Z")
    tap.ok(ran.status == 1 and "qlate" in ran.out, "by the command too", ran.err)
    ran = desk.run("document", "import", desk.dir, desk.file("other.md", "# Other\n\n1. Another.\n"), "--symbol", "CRC/C/GC/30", "--language", "en", "--now", NOW)
    tap.equal(ran.status, 1, "no other document takes its second symbol")


def story_joint_symbols(desk, tap):
    """A symbol is one document's: a general comment cannot be adopted under one that another has."""
    desk.init("--rehearsal")
    id_ = general.begin(desk)["id"]
    general.draft(desk, id_)
    desk.must("document", "import", desk.dir, desk.file("taken.md", "# Taken\n\n1. It stands here.\n"), "--symbol", "CRC/C/GC/30", "--language", "en", "--type", "un-document")
    ran = desk.run("general-comment", "adopt", desk.dir, id_)
    tap.ok(ran.status == 1 and "CRC/C/GC/30" in ran.err, "said, and why", ran.err)
    tap.equal(desk.run("document", "show", desk.dir, "CMW/C/GC/6").status, 1, "nothing of it stands")
    tap.equal(desk.json("general-comment", "show", desk.dir, id_)["adopted"], None, "it is not adopted")


def story_letters(desk, tap):
    """Who subscribed is told when comments open, when their end moves, and when they end with the adoption."""
    desk.init("--rehearsal")
    server = desk.serve()
    subscriptions.ask(server.visitor())
    subscriptions.say_yes(desk, server.visitor())
    id_ = general.begin(desk)["id"]
    general.draft(desk, id_)
    desk.must("general-comment", "stage", desk.dir, id_, "comments", "--opens", consultation.OPENS, "--closes", consultation.CLOSES)
    tap.equal(len(consultation.letters(desk, "A draft general comment is open to comments", 1)), 1, "open")
    stage = [s["id"] for s in desk.json("general-comment", "show", desk.dir, id_)["stages"] if s["kind"] == "comments"][0]
    desk.must("general-comment", "stage", desk.dir, id_, stage, "--closes", consultation.LONGER, "--reason", "qmoved Asked for.")
    tap.equal(len(consultation.letters(desk, "The end of comments on a draft general comment moved", 1)), 1, "moved")
    desk.must("general-comment", "adopt", desk.dir, id_)
    tap.equal(len(consultation.letters(desk, "Comments on a draft general comment ended early", 1)), 1, "ended")

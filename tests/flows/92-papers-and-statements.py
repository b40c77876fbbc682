"""Papers laid before a closed briefing, which exist for those of it alone; statements played and read at their turn."""
import datetime
import re
import socket
import zipfile

import files
import raw
from tasks import sign_in

TODAY = datetime.date.today()
START = TODAY + datetime.timedelta(days=40)
TITLE, AUTHOR = "Quaggafees of recruiters", "Quaggaauthor"
BEFORE, AFTER, THEN = "2035-03-05T09:00:00Z", "2035-03-28T09:00:00Z", "2035-04-02T13:30:00Z"
SOUND = b"OggS" + bytes(i % 251 for i in range(5000))


def briefing(desk):
    desk.init("--rehearsal")
    for who, *role in (("officer", "secretariat"), ("member", "member", "--state", "PHL"), ("own", "member", "--state", "GHA"),
                       ("mission", "permanent-mission", "--state", "GHA"), ("lead", "organisation"), ("other", "organisation")):
        desk.user(f"{who}@example.org", "--role", *role)
    desk.must("session", "add", desk.dir, "88", "--start", START, "--end", START + datetime.timedelta(days=10), "--reason", "For a story")
    server = desk.serve()
    people = {who: sign_in(server, f"{who}@example.org") for who in ("officer", "member", "own", "mission", "lead", "other")}
    people["nobody"] = server.visitor()
    people["lead"].get("/en/organisations/new").form("/new").fill("name", "Union of Tests").choose("kind", "ngo").choose("countries", "GHA").send()
    people["lead"].get("/en/sessions/88/briefing").form("Send the request").fill("state", "GHA").fill("words", "About fees.").send()
    made = desk.json("programme", "add", desk.dir, "--session", "88", "--kind", "lunchtime-briefing", "--begins", f"{START}T13:00", "--states", "GHA")
    desk.must("programme", "publish", desk.dir, "--session", "88")
    people["officer"].get("/en/desk/briefings").form("Decide").fill("meeting", made["id"]).send("Decide")
    return server, people, made["id"]


def signed_docx():
    """A DOCX whose properties name who wrote it."""
    body = files.docx(f"<w:p><w:r><w:t>{TITLE}</w:t></w:r></w:p><w:p><w:r><w:t>Fees are taken before people leave.</w:t></w:r></w:p>")
    out = files.io.BytesIO(body)
    with zipfile.ZipFile(out, "a") as packed:
        packed.writestr("docProps/core.xml", '<?xml version="1.0"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/'
                        'metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>' + AUTHOR + "</dc:creator></cp:coreProperties>")
    return out.getvalue()


def without(page):
    """Its bytes without what is new in every form, and without what was asked for."""
    return re.sub(r"/meetings/[0-9a-z]{16}/papers/[0-9a-z]{16}", "", re.sub(r'name="csrf" value="[^"]*"', "", page.text))


def token_on(page):
    return re.search(r'name="csrf" value="([^"]*)"', page.text)[1]


def send(visitor, meeting, name, data, title=""):
    form = visitor.get(f"/en/meetings/{meeting}/people").form("Send the file")
    return form.attach("file", name, data).fill("title", title).send("Send the file")


def everything(page):
    """All that came of a document, out of its archive."""
    with zipfile.ZipFile(files.io.BytesIO(page.body)) as packed:
        return b"".join(packed.read(n) for n in packed.namelist()).decode(errors="replace")


def story_papers(desk, tap):
    """Sent by who was invited and by the secretariat; read by those of the meeting; for others neither there nor refused."""
    server, people, meeting = briefing(desk)
    page = send(people["lead"], meeting, f"{AUTHOR}.docx", signed_docx(), TITLE)
    tap.ok(page.status == 200 and page.has(TITLE) and page.has("Union of Tests") and page.has("1 page"), "who was invited sends a file", page.words[:700])
    paper = next(h for w, h in page.links() if TITLE in w)
    page = send(people["officer"], meeting, "note.md", b"# Note of the secretariat\n\nThe room is small.\n")
    tap.ok(page.has("Note of the secretariat") and page.has(TITLE), "so does the secretariat; what a file is called it says itself", page.words[:700])
    got = people["member"].get(paper)
    inside = everything(got)
    tap.ok(got.status == 200 and "Fees are taken" in inside and AUTHOR not in inside and "attachment" in got.headers["Content-Disposition"]
           and AUTHOR not in got.headers["Content-Disposition"], "a member reads it, and nothing in it says who wrote it", got.headers)
    tap.equal(got.headers["Cache-Control"], "no-store", "nothing keeps it")
    dossier = people["member"].get("/en/states/GHA/dossier")
    tap.ok(dossier.status == 200 and dossier.follow(f"Paper: {TITLE}").status == 200, "it stands in the dossier", dossier.words[:900])
    outside = ("nobody", "other", "own", "mission")
    tap.ok(not any(TITLE in p.text or meeting in p.text for who in outside for p in [people[who].get("/en/states/GHA/dossier")]),
           "and in nobody else's", [people[who].get("/en/states/GHA/dossier").status for who in outside])
    never = [people[who].get(f"/en/meetings/{m}/papers/{'0' * 16}") for who in outside for m in ("aaaabbbbccccdddd", meeting)]
    there = [people[who].get(paper) for who in outside for _ in range(2)]
    tap.ok(all(a.status == b.status == 404 and without(a) == without(b) for a, b in zip(never, there)),
           "for others it answers as one that never was, to the byte", [(a.status, b.status) for a, b in zip(never, there)])
    token = token_on(people["other"].get("/en/sessions/88/briefing"))
    body = raw.parts(raw.part('name="csrf"', token.encode()), raw.part('name="file"; filename="a.md"', b"# Words\n"))
    said = [raw.ask(server, raw.post(f"/en/meetings/{m}/papers", body, raw.KIND, people["other"])).status for m in (meeting, "aaaabbbbccccdddd")]
    tap.equal(said, [404, 404], "and nobody else sends one")
    told = [f"{who} {p}" for who in outside for p in ("/en/search?words=Quaggafees", "/en/states/GHA", "/en/sessions/88", "/en/states/GHA/meetings",
            "/en/organisations") for page in [people[who].get(p)] if TITLE in page.text.replace("words=", "") or meeting in page.text]
    tap.ok(not told, "no search and no list tells it", told)

    page = send(people["lead"], meeting, "empty.pdf", b"%PDF-1.4 nothing")
    tap.ok(page.status == 422 and page.has("damaged"), "what is no document is refused beside the field", page.words[:600])
    page = send(people["lead"], meeting, "again.docx", people["member"].get(paper).body)
    tap.ok(page.status == 422 and page.has("already"), "the same is not taken twice", page.words[:500])
    page = people["lead"].get(f"/en/meetings/{meeting}/people")
    tap.equal(page.text.count('name="off"'), 1, "each takes their own off")
    page = page.form('papers').send("Take off")
    tap.ok(page.status == 200 and not page.has(TITLE) and page.has("Note of the secretariat"), "taken off", page.words[:500])
    tap.equal(people["member"].get(paper).status, 404, "and gone")
    journal = desk.run("verify", desk.dir)
    tap.ok(journal.status == 0 and "Quagga" not in str(journal), "the journal holds, and tells no words", str(journal))


def kept(desk):
    return sorted(p.name for p in (desk.dir / "blobs").rglob("*") if p.is_file())


def story_killed_on_the_way(desk, tap):
    """A server that dies in the middle of a file leaves nothing of it; the meeting stands, and the file is sent again."""
    server, people, meeting = briefing(desk)
    before = kept(desk)
    token = token_on(people["lead"].get(f"/en/meetings/{meeting}/people"))
    body = raw.parts(raw.part('name="csrf"', token.encode()), raw.part('name="file"; filename="a.md"', b"# Words\n\n" + b"Half of it came.\n" * 20000))
    with socket.create_connection(("127.0.0.1", server.port), 10) as link:
        link.sendall(raw.post(f"/en/meetings/{meeting}/papers", body, raw.KIND, people["lead"])[:200000])
        server.kill()
    server = desk.serve()
    lead = sign_in(server, "lead@example.org")
    tap.ok([p.name for p in (desk.dir / "outgoing").iterdir()] == [] and kept(desk) == before, "nothing is left of it", kept(desk))
    tap.ok(lead.get(f"/en/meetings/{meeting}/people").has("None that you may read."), "nor listed")
    tap.ok(send(lead, meeting, "a.md", b"# Words\n\nAll of it came.\n").has("Words"), "sent again, it is there")


def story_statements(desk, tap):
    """Recorded and written statements: heard and read on one's own page, and by the chair when their turn comes."""
    desk.init("--rehearsal")
    for who, *role in (("officer", "secretariat"), ("chair", "member", "--state", "SLV"), ("ama", "organisation"), ("kofi", "organisation")):
        desk.user(f"{who}@example.org", "--role", *role)
    desk.must("user", "role", desk.dir, "chair@example.org", "--role", "chair")
    desk.must("session", "add", desk.dir, "43", "--start", "2035-04-02", "--end", "2035-04-13", "--reason", "The calendar.", "--now", BEFORE)
    desk.must("programme", "new", desk.dir, "--session", "43", "--states", "GHA,SEN", "--now", BEFORE)
    desk.must("programme", "publish", desk.dir, "--session", "43", "--now", BEFORE)
    id_ = next(m["id"] for m in desk.json("programme", desk.dir, "--session", "43", "--now", BEFORE)["meetings"] if m["kind"] == "informal-meeting")
    desk.must("speakers", "open", desk.dir, id_, "--minutes", "GHA=10", "--minutes", "SEN=10", "--now", BEFORE)
    server = desk.serve("--now", BEFORE)
    for who, mode in (("ama", "recorded"), ("kofi", "written")):
        visitor = sign_in(server, f"{who}@example.org")
        form = visitor.get("/en/organisations/new").form("/new").fill("name", f"Quagga of {who}").choose("kind", "ngo")
        made = form.choose("visibility", "public").choose("countries", "GHA").send()
        desk.must("organisation", "verify", desk.dir, made.path.rsplit("/", 1)[1], "--reason", "Statutes seen.", "--now", BEFORE)
        form = visitor.get(f"/en/meetings/{id_}/floor?state=GHA").form("/floor").choose("mode", mode)
        form.fill("statement", "We worked without pay.").send()
        if who == "ama":
            part = visitor.get(f"/en/meetings/{id_}/part").form("Send the file").attach("file", "speech.ogg", SOUND).send("Send the file")
            player = part.tree.first("audio")
            tap.ok(player is not None and "controls" in player.attributes and player.get("preload") == "none" and not part.tree.first("video"),
                   "one's own recording can be heard on the page, without script", part.words[:500])
            whole = visitor.get(player.get("src"))
            tap.equal((whole.status, whole.body, whole.headers["Accept-Ranges"], whole.headers["Content-Type"]), (200, SOUND, "bytes", "audio/ogg"), "it is what was sent")
            part = visitor.get(player.get("src"), {"Range": "bytes=1000-1999"})
            tap.equal((part.status, part.body, part.headers["Content-Range"]), (206, SOUND[1000:2000], f"bytes 1000-1999/{len(SOUND)}"), "a player begins anywhere")
            tap.equal(visitor.get(player.get("src"), {"Range": "bytes=9999-"}).status, 416, "and not behind the end")
            tap.ok("media-src 'self'" in visitor.get(f"/en/meetings/{id_}/part").headers["Content-Security-Policy"], "the page lets its own sound play, and no other")
    server.stop()
    desk.must("speakers", "share", desk.dir, id_, "--now", AFTER)
    server = desk.serve("--now", THEN)
    chair, officer, ama, kofi, nobody = (*(sign_in(server, f"{w}@example.org") for w in ("chair", "officer", "ama", "kofi")), server.visitor())
    console = chair.get(f"/en/meetings/{id_}/console").form("/console").send("Open the meeting")
    heard = {}
    for _ in range(2):
        tap.ok("/statement" in console.text, "who follows has a link to it", console.words[:500])
        button = next(b for f in console.forms() for b in f.buttons() if b.startswith("Next:"))
        console = console.form("/console").send(button)
        page = console.follow("Play or read the statement")
        heard[page.heading] = page
    tap.equal(sorted(heard), ["Quagga of ama", "Quagga of kofi"], "each at their turn")
    recorded, written = heard["Quagga of ama"], heard["Quagga of kofi"]
    sound = recorded.tree.first("audio").get("src")
    tap.ok(recorded.has("We worked without pay.") and chair.get(sound, {"Range": "bytes=-10"}).body == SOUND[-10:], "the chair plays it, with its words beside")
    tap.ok(recorded.follow("Download it").body == SOUND and recorded.follow("Lead the meeting").path.endswith("/console"), "or fetches it, and goes back")
    tap.ok(written.tree.first("audio", "video") is None and written.has("We worked without pay."), "a written one is read")
    tap.equal([v.get(p).status for p in (recorded.path, sound) for v in (officer, ama, kofi, nobody)], [200, 200, 404, 403] * 2, "nobody else hears it")

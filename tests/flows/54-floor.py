"""The floor at the public informal meeting: organisations ask, also without their name; minutes are shared by a lot that anybody can check."""
import hashlib
import json
import time

from smtpd import message
from tasks import sign_in

BEFORE, AFTER = "2035-03-05T09:00:00Z", "2035-03-28T09:00:00Z"


def organisation(desk, name, kind="ngo", visibility="public", verify=True):
    id_ = desk.json("organisation", "add", desk.dir, "--name", name, "--kind", kind, "--visibility", visibility)["id"]
    if verify:
        desk.must("organisation", "verify", desk.dir, id_, "--reason", "Statutes seen.")
    return id_


def meeting(desk):
    """The informal meeting of a programme with two States."""
    desk.must("session", "add", desk.dir, "43", "--start", "2035-04-02", "--end", "2035-04-13", "--reason", "The calendar.", "--now", BEFORE)
    desk.must("programme", "new", desk.dir, "--session", "43", "--states", "GHA,SEN", "--now", BEFORE)
    desk.must("programme", "publish", desk.dir, "--session", "43", "--now", BEFORE)
    return next(m["id"] for m in desk.json("programme", desk.dir, "--session", "43", "--now", BEFORE)["meetings"] if m["kind"] == "informal-meeting")


def house(desk):
    desk.init("--rehearsal")
    desk.user("officer@example.org", "--role", "secretariat")
    return {"union": organisation(desk, "Quaggaunion", "trade-union"), "hidden": organisation(desk, "Quaggahidden", visibility="confidential"),
            "bureau": organisation(desk, "Quaggabureau"), "nhri": organisation(desk, "Quaggarights", "nhri")}


def ask(desk, id_, organisation_, *more, state="GHA", now=BEFORE):
    return desk.run("speakers", "ask", desk.dir, id_, "--organisation", organisation_, "--state", state, "--language", "fr", "--mode", "video", *more, "--now", now)


def lot(found, least=120):
    """The whole rule anew, from what everybody is given; seconds by request."""
    seed = bytes.fromhex(found["seed"])
    given = {}
    for part in found["parts"]:
        claims = sorted((c for c in found["lot"] if c["state"] == part["state"]), key=lambda c: hashlib.sha256(seed + c["request"].encode()).digest())
        claims, fixed = claims[:part["seconds"] // least], set()
        while claims:
            units = sum(c["weight"] for c in claims if c["request"] not in fixed)
            unit = (part["seconds"] - least * len(fixed)) // units if units else 0
            low = {c["request"] for c in claims if c["request"] not in fixed and unit * c["weight"] < least}
            if not low:
                break
            fixed |= low
        left = part["seconds"]
        for c in claims:
            given[c["request"]] = least if c["request"] in fixed else unit * c["weight"]
            left -= given[c["request"]]
        for i in range(left if claims else 0):
            given[claims[i % len(claims)]["request"]] += 1
    return given


def letters(desk):
    desk.must("mail", "send", desk.dir, "--now", AFTER.replace("T09", "T10"))
    folder = desk.dir / "mail" / "new"
    return [message(p.read_bytes()) for p in sorted(folder.iterdir())] if folder.exists() else []


def story_shared_by_lot(desk, tap):
    """From the open list to minutes that anybody can work out anew; nobody's hidden name is in any of it."""
    ids = house(desk)
    id_ = meeting(desk)
    desk.must("speakers", "open", desk.dir, id_, "--minutes", "GHA=5", "--minutes", "SEN=20,4,3", "--now", BEFORE)
    promised = desk.json("speakers", desk.dir, id_, "--now", BEFORE)
    tap.ok(len(promised["commitment"]) == 64 and promised["seed"] is None and not promised["speakers"], "only the hash of the seed is told", promised)
    for who, more in (("union", ()), ("bureau", ("--shown-as", "Quaggaalias")), ("hidden", ()), ("nhri", ())):
        done = ask(desk, id_, ids[who], *more)
        tap.ok(done.status == 0, f"{who} asks", str(done))
    tap.equal(ask(desk, id_, ids["union"], "--who", "Ama").out, ask(desk, id_, ids["union"]).out, "asking again is the same request")
    tap.equal(ask(desk, id_, ids["hidden"], "--how", "closed", state="SEN").status, 0, "also in the closed part")
    early = desk.run("speakers", "share", desk.dir, id_, "--now", BEFORE)
    tap.ok(early.status == 1 and "after the deadline" in early.err, "minutes are not shared before the deadline", str(early))
    preview = desk.must("speakers", "share", desk.dir, id_, "--preview", "--now", AFTER)
    tap.ok("Quaggaunion" in preview.out and not desk.json("speakers", desk.dir, id_, "--now", AFTER)["speakers"], "a preview fixes nothing", str(preview))
    desk.must("speakers", "share", desk.dir, id_, "--seen", "0", "--now", AFTER)
    clash = desk.run("speakers", "share", desk.dir, id_, "--seen", "0", "--now", AFTER)
    tap.ok(clash.status == 1 and "meanwhile" in clash.err, "who saw an older list is told", str(clash))
    server = desk.serve("--now", AFTER)
    public = server.visitor()
    text = public.get(f"/en/meetings/{id_}/speakers.json").text
    found = json.loads(text)
    tap.equal(hashlib.sha256(bytes.fromhex(found["seed"])).hexdigest(), promised["commitment"], "the seed is the one that was promised")
    tap.equal({c["request"]: c["seconds"] for c in found["lot"] if c["seconds"]}, lot(found), "everybody can work out the minutes anew")
    spoken = [s for s in found["speakers"] if s["state"] == "GHA"]
    tap.equal(sorted(s["seconds"] for s in spoken), [150, 150, 180], "two of three fit into five minutes, and an institution has its slot")
    tap.equal([s for s in found["speakers"] if s["state"] == "SEN"], [], "the closed part is not in what everybody is told")
    pages = [public.get(f"/en/meetings/{id_}{p}").text for p in ("/speakers", "/speakers.json", "/speakers/sheet", "")]
    tap.ok(not any("Quaggahidden" in p or "Quaggabureau" in p for p in pages), "no page tells a hidden name")
    officer = sign_in(server, "officer@example.org")
    page = officer.get(f"/en/meetings/{id_}/share")
    tap.ok(page.has("Quaggahidden") and page.has("Quaggabureau") and page.has("hidden in the registry"), "the secretariat knows whom it gives the floor",
           page.words[:900])
    tap.ok(officer.get(f"/en/meetings/{id_}/speakers/sheet").has("Began"), "and prints the list with room for a pencil")


def story_asks_on_the_page(desk, tap):
    """An organisation asks, reads when its turn is in two zones, sends a text and a recording, and withdraws."""
    house(desk)
    id_ = meeting(desk)
    desk.must("speakers", "open", desk.dir, id_, "--minutes", "GHA=10", "--minutes", "SEN=10", "--now", BEFORE)
    desk.user("ama@example.org", "--role", "organisation")
    desk.user("kofi@example.org", "--role", "organisation")
    server = desk.serve("--now", BEFORE)
    ama = sign_in(server, "ama@example.org")
    tap.ok(ama.get(f"/en/meetings/{id_}/floor").has("Register yours"), "without an organisation one is told what to do")
    form = ama.get("/en/organisations/new").form("/new").fill("name", "Quaggaworkers").choose("kind", "ngo").choose("visibility", "public")
    own = form.choose("countries", "GHA").send()
    tap.ok(own.path.startswith("/en/organisations/") and own.has("Open to it now") and own.follow("Ask for the floor").path == f"/en/meetings/{id_}/floor",
           "its own page leads to the floor", (own.path, own.words[:400]))
    tap.ok("/floor" not in server.visitor().get(own.path).text, "and tells nobody else")
    account = ama.get("/en/zone").form("/zone").fill("zone", "Africa/Accra").send()
    tap.ok(account.status == 200, "a zone of one's own", account.words[:200])
    now = ama.get("/en/now?state=GHA")
    tap.ok(now.has("Speak at the public meeting with civil society"), "what one can do now names it", now.words[:600])
    page = ama.get(f"/en/meetings/{id_}/floor?state=GHA")
    tap.ok(page.has("did not verify"), "who is not verified may ask, and is told", page.words[:600])
    wrong = page.form("/floor").fill("alias", "Quagga by another name").send()
    tap.ok(wrong.status == 422 and wrong.form("/floor").value("alias") == "Quagga by another name", "how one speaks is asked, and nothing typed is lost",
           wrong.words[:300])
    done = wrong.form("/floor").choose("mode", "video").choose("If you need it", "no-picture").send()
    tap.ok(done.status == 200 and done.has("Received"), "asked", done.words[:300])
    part = done.follow("Your own part")
    tap.ok(part.has("Quagga by another name") and part.has("Minutes are not shared yet"), "one's own part says what others see", part.words[:500])
    part = part.form("Send the file").attach("file", "speech.md", "# Speech\n\nWe worked without pay.\n".encode()).send("Send the file")
    tap.ok(part.has("We worked without pay."), "a file of words becomes the statement", part.words[:600])
    part = part.form("Send the file").attach("file", "speech.ogg", b"OggS" + bytes(200)).send("Send the file")
    tap.equal(part.follow("Your recording").body, b"OggS" + bytes(200), "a recording comes back as it was sent")
    part = part.form("Send the file").attach("file", "x.bin", bytes(300)).send("Send the file")
    tap.equal(part.status, 422, "what is neither is refused")
    kofi = sign_in(server, "kofi@example.org")
    recording = next(h for w, h in ama.get(f"/en/meetings/{id_}/part").links() if "/part/" in h)
    tap.equal((ama.get(recording + "/statement").text, kofi.get(recording + "/statement").status), ("Speech\n\nWe worked without pay.", 404),
              "the text alone, for those who wrote it")
    tap.equal([kofi.get(recording).status, server.visitor().get(recording).status], [404, 403], "nobody else has it")
    server.stop()
    where = desk.json("place", "add", desk.dir, "--name", "A room", "--remote", "ours", "--now", AFTER)["id"]
    desk.must("programme", "place", desk.dir, id_, where, "--now", AFTER)
    desk.must("programme", "publish", desk.dir, "--session", "43", "--now", AFTER)
    (desk.dir / "phone.ini").write_text("[gateway]\nlisten=127.0.0.1:5999\n[numbers]\nCH=+41 22 555 01 00\n")
    desk.must("speakers", "share", desk.dir, id_, "--now", AFTER)
    told = [m for m in letters(desk) if m["To"] == "ama@example.org" and "turn" in m["Subject"]]
    words = told[-1].get_body(("plain",)).get_content() if told else ""
    tap.ok(len(told) == 1 and "Geneva" in words and "where you are" in words and "Quagga" not in words and "Ghana" not in words,
           "a letter tells the minute in two zones, and no State and no name", words)
    server = desk.serve("--now", AFTER)
    ama = sign_in(server, "ama@example.org")
    part = ama.get(f"/en/meetings/{id_}/part")
    tap.ok(part.has("You have 10:00 minutes") and part.has("where you are"), "the page says when and how long", part.words[:600])
    ways = {words: href for words, href in part.links()}
    tap.equal([ways.get(w) for w in ("Enter the room", "Numbers to dial, and your PIN")], [f"/en/meetings/{id_}/{p}" for p in ("room", "telephone")],
              "and how to join, in the room or by telephone")
    late = sign_in(server, "ama@example.org").get(f"/en/meetings/{id_}/floor?state=SEN").form("/floor").choose("mode", "video").send()
    tap.ok(late.status == 422 and late.has("time to ask for the floor is over"), "a request after the deadline is refused", late.words[:300])
    gone = part.form("Withdraw").send("Withdraw the request")
    tap.ok(gone.has("did not ask for the floor") and not server.visitor().get(f"/en/meetings/{id_}/speakers").has("Quagga"), "withdrawn, it is in no list",
           gone.words[:300])


def story_shared_on_the_page(desk, tap):
    """The secretariat changes minutes, previews and shares by hand; the server opens lists and shows seeds by itself."""
    ids = house(desk)
    id_ = meeting(desk)
    server = desk.serve("--now", BEFORE)
    officer = sign_in(server, "officer@example.org")
    page = None
    for _ in range(100):
        page = officer.get(f"/en/meetings/{id_}/share")
        if page.has("Save deadline and minutes"):
            break
        time.sleep(0.1)
    tap.ok(page.has("Save deadline and minutes"), "the list of an informal meeting opens by itself", page.words[:400])
    page = page.form("Save deadline").fill("minutes-GHA", "x").send("Save deadline")
    tap.equal(page.status, 422, "minutes are numbers")
    page = page.form("Save deadline").fill("minutes-GHA", "12").send("Save deadline")
    tap.ok(page.status == 200 and page.form("Save deadline").value("minutes-GHA") == "12", "they are saved", page.words[:300])
    server.stop()
    for who in ("union", "bureau"):
        tap.equal(ask(desk, id_, ids[who]).status, 0, f"{who} asks")
    server = desk.serve("--now", AFTER)
    officer = sign_in(server, "officer@example.org")
    page = officer.get(f"/en/meetings/{id_}/share").form("Preview the even rule").send("Preview the even rule")
    tap.ok(page.has("only a preview") and not server.visitor().get(f"/en/meetings/{id_}/speakers").has("Quaggaunion"), "a preview fixes nothing",
           page.words[:600])
    form = page.form("Share as typed")
    times = [v for n, v in form.values if n.startswith("time-")]
    tap.equal(times, ["6:00", "6:00"], "the even rule's minutes stand in the fields")
    names = [n for n, _ in form.values if n.startswith("time-")]
    page = form.fill(names[0], "4:30").fill(names[0].replace("time", "place"), "2").fill(names[1], "5").fill(names[1].replace("time", "place"), "1").send("Share as typed")
    tap.ok(page.status == 200 and page.has("Saved"), "shared by hand", page.words[:300])
    found = desk.json("speakers", desk.dir, id_, "--now", AFTER)
    tap.equal(([s["seconds"] for s in found["speakers"]], found["by_hand"]), ([300, 270], True), "as typed")
    stale = form.send("Share by the even rule")
    tap.ok(stale.status == 422 and stale.has("meanwhile"), "who saw an older list is told", stale.words[:300])
    tap.equal([server.visitor().get(f"/en/meetings/{id_}/share").status], [403], "nobody else shares")
    server.stop()
    desk.must("organisation", "merge", desk.dir, ids["bureau"], ids["union"], "--reason", "The same one.")
    left = desk.json("speakers", "requests", desk.dir, id_, "--now", AFTER)["requests"]
    tap.equal([(r["name"], r["organisation"]) for r in left], [("Quaggaunion", ids["union"])], "of two that are one, one request stands")
    before = desk.json("speakers", desk.dir, id_, "--now", AFTER)["speakers"]
    desk.must("programme", "move", desk.dir, id_, "--begins", "2035-04-02T15:00", "--now", AFTER)
    desk.must("programme", "publish", desk.dir, "--session", "43", "--now", AFTER)
    server = desk.serve("--now", AFTER)
    for _ in range(100):
        moved = json.loads(server.visitor().get(f"/en/meetings/{id_}/speakers.json").text)["speakers"]
        if moved[0]["planned"] != before[0]["planned"]:
            break
        time.sleep(0.1)
    hour = [int(s["planned"][11:13]) for s in (before[0], moved[0])]
    tap.equal((len(moved), hour[1] - hour[0]), (1, 4), "turns move with their meeting")

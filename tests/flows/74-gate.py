"""The gate of communications: what is known of declarations, before, on and after the tenth; checking before one writes, which leaves no trace;
being told without the mail saying about what."""
import email
import gzip
import re
import time
from email.policy import default

from tasks import sign_in

NOW = ["--now", "2026-11-20T12:00:00Z"]
SOON = ["--now", "2026-11-20T12:00:06Z"]
TEN = ["DZA", "ARG", "BOL", "CHL", "COL", "EGY", "GHA", "MAR", "PHL", "SEN"]
MARK = "numbatleaf"
PLAIN = str.maketrans("ilou", "vvvv")  # letters that ids lack


def gate(desk, *more):
    return desk.json("communication", "gate", desk.dir, *more)


def story_what_is_known(desk, tap):
    """Unknown is never closed; the tenth opens on its day; a withdrawal closes for that State the day after."""
    desk.init()
    first = gate(desk, "--state", "GHA")
    tap.ok(first["open"] is None and first["declarations"] == 0 and first["at_least"] is True and first["needed"] == 10
           and "ask the depositary" in first["reason"], f"nobody looked: {first}")
    tap.ok(desk.run("communication", "gate", desk.dir, "--state", "DEU").status == 1, "a State that is no party")
    record = ["declaration", "record", desk.dir, "--article", "77"]
    for n, state in enumerate(TEN[:9]):
        desk.must(*record, "--state", state, "--date", f"2024-0{n + 1}-15")
    nine = gate(desk, "--state", "GHA")
    tap.ok(nine["open"] is None and nine["declarations"] == 9 and nine["at_least"], "nine, and others unknown: not closed")
    others = sorted({s["state"] for s in desk.json("state", "list", desk.dir)["states"]} - set(TEN))
    desk.must(*record, "--state", others[0], "--none-checked-on", "2026-11-01")
    # As the command would, fifty times.
    desk.sql(*[f"insert into declaration (id, state, article, kind, day, actor, at) values ('{'0' * 11}{state.lower().translate(PLAIN)}{n:02}', "
               f"'{state}', 77, 'none', '2026-11-01', 'command', 1)" for n, state in enumerate(others[1:])])
    tap.ok(gate(desk, "--state", "GHA")["open"] is None, "one unknown is enough")
    desk.must(*record, "--state", TEN[9], "--date", "2026-11-10", "--source", "C.N.1.2026")
    for day, is_open, n in (("2026-11-09", False, 9), ("2026-11-10", True, 10), ("2026-11-11", True, 10)):
        there = gate(desk, "--state", "GHA", "--now", day)
        tap.ok(there["open"] is is_open and there["declarations"] == n and there["at_least"] is False, f"{day}: {there['open']}")
    tap.ok(gate(desk, "--state", "GHA", "--now", "2026-11-09T22:59:59Z")["open"] is False
           and gate(desk, "--state", "GHA", "--now", "2026-11-09T23:00:00Z")["open"] is True, "the day begins in Geneva")
    none = others[0]
    tap.ok(gate(desk, "--state", none, "--now", "2026-11-11")["open"] is False, "a State without one")
    desk.must(*record, "--state", "GHA", "--withdrawn", "2026-11-15")
    tap.ok(gate(desk, "--state", "GHA", "--now", "2026-11-15")["open"] is True, "on the day of the withdrawal")
    after = gate(desk, "--state", "GHA", "--now", "2026-11-16")
    tap.ok(after["open"] is False and after["in_force"] is True and "stays with the Committee" in after["reason"], "the day after")
    tap.ok(gate(desk, "--state", "PHL", "--now", "2026-11-16")["open"] is True, "others stay open")
    tap.ok(desk.run(*record, "--state", "GHA", "--date", "2024-01-01").status == 1
           and desk.run(*record, "--state", "GHA", "--date", "2024-01").status == 1
           and desk.run(*record, "--state", "GHA").status == 2, "what does not fit is refused")
    other = gate(desk, "--article", "76")
    tap.ok(other["open"] is None and other["article"] == 76 and other["declarations"] == 0, "between States nothing is known still")


def story_pages(desk, tap):
    """The public pages, the secretariat's, and that nothing of a check is left anywhere."""
    desk.init("--rehearsal")
    desk.user("office@example.org", "--role", "secretariat", *NOW)
    server = desk.serve(*NOW)
    visitor = server.visitor()
    page = visitor.get("/en/communications/GHA")
    tap.ok(page.status == 200 and page.has("Not known") and page.has("ask the depositary") and page.has("Rehearsal")
           and page.has("Other ways there are") and page.has("Special Rapporteur on the human rights of migrants"), page.words[:500])
    tap.ok(page.follow("Write to the Committee, sealed").status == 200, "in a rehearsal one can try it")
    tap.ok(visitor.get("/en/communications?state=GHA").path == "/en/communications/GHA" and visitor.get("/en/communications/XXX").status == 404,
           "by the form, and no other State")
    tap.ok(visitor.get("/en/communications/gha.json").status in (200, 303) and visitor.get("/en/communications.json").status == 200, "as JSON")
    small = {path: len(gzip.compress(server.visitor().get(path).body)) for path in
             ("/en/communications", "/ar/communications/GHA", "/ar/communications/check", "/ru/communications")}
    tap.ok(max(small.values()) < 14336, "first views are small", small)
    office = sign_in(server, "office@example.org")
    form = office.get("/en/desk/declarations").form("/desk/declarations")
    done = form.fill("state", "GHA").choose("kind", "made").fill("day", "2025-03-04").fill("source", "C.N.7.2025").send()
    tap.ok(done.has("Made on 4 March 2025") and done.has("Done"), "the secretariat records", done.words[:600])
    tap.ok(visitor.get("/en/communications/GHA").has("Ghana made its declaration on 4 March 2025"), "and everybody reads it")
    again = form.fill("state", "GHA").choose("kind", "made").fill("day", "2025-05-04").send()
    tap.ok(again.status == 409 and again.form("/desk/declarations").value("day") == "2025-05-04", "a second one is refused, what was typed stays")
    struck = done.form("/desk/declarations/strike").send()
    tap.ok(struck.has("struck out") and visitor.get("/en/communications/GHA").has("We have not checked whether Ghana"), "by mistake: struck out")
    tap.ok(visitor.get("/en/desk/declarations").status in (302, 303, 403) or visitor.get("/en/desk/declarations").path.endswith("/sign-in"), "nobody else records")


def story_check_leaves_nothing(desk, tap):
    desk.init()
    server = desk.serve()
    visitor = server.visitor()
    page = visitor.get("/en/communications/check")
    tap.ok(page.status == 200 and "no-store" in page.headers["Cache-Control"] and page.headers.get("Set-Cookie") is None
           and page.has("Your answers are kept nowhere"), "the questions, without a cookie")
    before = desk.run("verify", desk.dir, "--json").out
    form = page.form("/communications/check")
    form.choose("q-name", "no").choose("q-remedies", "hopeless").choose("q-elsewhere", "no")
    done = form.send()
    tap.ok(done.status == 200 and done.has("Something stands in the way") and done.has("A communication without a name is not received")
           and done.has("You left 4 questions open") and done.has("article 77.3 (b)"), done.words[:900])
    tap.ok("no-store" in done.headers["Cache-Control"] and done.headers.get("Set-Cookie") is None and done.path == "/en/communications/check",
           "no cookie, no address, nothing kept by the browser")
    tap.equal(desk.run("verify", desk.dir, "--json").out, before, "nothing was written")
    wild = visitor.request("POST", "/en/communications/check", body=f"q-name={MARK}".encode(),
                           headers={"Content-Type": "application/x-www-form-urlencoded"})
    tap.ok(wild.status == 200 and MARK.encode() not in wild.body, "what is no answer is none")
    tap.ok(visitor.get(f"/en/communications/check?q-name={MARK}").status == 422, "not by the address")
    server.stop()
    left = [f.name for f in desk.home.rglob("*") if f.is_file() and (MARK.encode() in f.read_bytes() or b"hopeless" in f.read_bytes())]
    tap.equal(left, [], "no file holds a word of it")


def story_told_quietly(desk, tap):
    """The letter says that a page changed, and not which; declarations that change nothing tell nobody."""
    desk.init("--rehearsal", "--address", "https://treaty.example.org")
    server = desk.serve(*NOW)
    visitor = server.visitor()
    page = visitor.get("/en/communications/GHA").follow("Tell me when this changes")
    tap.ok(page.has("What a letter could give away") and page.has("It does not say what it is about"), page.words[:500])
    page.form("/subscriptions/new").fill("address", "ana@example.org").send()
    box = desk.dir / "mail"

    def letters(n):
        end = time.monotonic() + 20
        while time.monotonic() < end:
            all_ = [email.message_from_bytes(p.read_bytes(), policy=default) for p in sorted(box.rglob("*")) if p.is_file() and "new" in str(p.parent)]
            if len(all_) >= n:
                return all_
            time.sleep(0.1)
        raise AssertionError(f"{n} letters did not come")

    asked = letters(1)[0].get_body(("plain",)).get_content()
    link = next(w for w in asked.split() if "/subscriptions/confirm/" in w)
    visitor.get("/" + link.split("/", 3)[3]).form("/subscriptions/confirm").send()
    desk.must("declaration", "record", desk.dir, "--state", "PHL", "--none-checked-on", "2026-11-01", *SOON)
    desk.must("declaration", "record", desk.dir, "--state", "GHA", "--date", "2026-11-10", *SOON)
    told = letters(2)
    tap.equal(len(told), 2, "one letter, for what changed something")
    both = "\n".join(str(m["Subject"]) + m.get_body(("plain",)).get_content() for m in told).lower()
    both = re.sub(r"/confirm/[0-9a-f]+|/own/[0-9a-z]+", "", both)
    tap.ok("a page that you chose" in both and not [w for w in ("ghana", "communication", "declaration", "article", "complain", "77") if w in both.replace("2026", "")],
           "no word of what it is about", both)
    tap.ok("/en/look" in both and visitor.get("/en/look").path == "/en/communications", "the link leads there")

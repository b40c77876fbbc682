"""The register of communications: entered, numbered, transmitted; papers through the desk only; clocks; who read what."""
import json
import re

from register import enter, house, move
from tasks import sign_in

STATE_PAPER = b"# Observations\n\nThe State party holds that every remedy was open.\n"


def bare(page, id_):
    """Without what is new in every answer, and without the id that was asked for."""
    return re.sub(r'name="csrf" value="[^"]*"', "", page.text).replace(id_, "0123456789abcdef")


def story_from_entry_to_end(desk, tap):
    """An officer enters a communication, the State answers, the author comments, the case ends, and a late word is kept."""
    house(desk)
    server = desk.serve()
    officer, mission, author = (sign_in(server, f"{who}@example.org") for who in ("officer", "mission", "author"))
    page = officer.get("/en/account").follow("Register of communications")
    tap.ok(page.status == 200 and page.has("Nothing is awaited") and page.has("Rehearsal."), "the register begins empty, and says rehearsal", page.words[:500])
    form = page.follow("Enter a communication").form("Enter it").choose("representation", "organisation").choose("victims", "one").choose("authority", "none")
    wrong = form.fill("state", "GHA").fill("account", "author@example.org").send()
    tap.ok(wrong.status == 422 and wrong.has("Say why, in a few words") and wrong.form("Enter it").value("account") == "author@example.org",
           "without an authority there is a reason; what was typed stays", wrong.words[:500])
    case = wrong.form("Enter it").fill("reason", "She is held without contact.").send()
    id_ = case.path.rsplit("/", 1)[1]
    tap.ok(case.has("Not registered yet") and case.has("Entered in the register") and case.has("without an authority, for a reason"),
           "it stands without a number", case.words[:800])
    tap.equal(mission.get(f"/en/cases/{id_}").status, 404, "its State does not know of it")
    tap.ok(author.get("/en/cases").has("Not registered yet"), "its author does")
    case = case.form("/move").fill("to", "registered").send()
    tap.ok(case.has("Communication No. 1/"), "registered, it has its number", case.words[:300])
    case = case.form("/move").fill("to", "transmitted").send()
    tap.ok(case.has("The State’s answer is awaited.") and "<svg" in case.text and 'data-mark="today"' in case.text,
           "transmitted, six months run, on a line of stages", case.words[:600])
    theirs = mission.get("/en/cases").follow("Communication No. 1/")
    tap.ok(theirs.has("The State’s answer is awaited.") and not theirs.has("held without contact") and not theirs.has("Why") and
           not theirs.has("An organisation"), "the State sees the clock and nothing of the author", theirs.words[:800])
    sent = theirs.form("Send it to the register").attach("file", "observations.md", STATE_PAPER).send()
    tap.ok(sent.has("It came. An officer reads it"), "the State sends its observations", sent.words[:500])
    mine = author.get(f"/en/cases/{id_}")
    tap.ok(mine.has("None yet.") and author.get(f"/en/cases/{id_}/papers/1/file").status == 404, "the author has them only by the desk")
    work = officer.get(f"/en/cases/{id_}").follow("Prepare and transmit")
    done = work.form("Transmit it now").send()
    tap.ok(done.has("Transmitted."), "an officer transmits them", done.words[:400])
    tap.equal(author.get(f"/en/cases/{id_}/papers/1/file").body, STATE_PAPER, "then the author reads them")
    letters = sorted((desk.dir / "mail" / "new").iterdir())
    tap.ok(letters and all(b"No. 1/" not in l.read_bytes() and b"Ghana" not in l.read_bytes() for l in letters),
           "letters say that something waits, no more", len(letters))
    move(desk, id_, "admissibility")
    ended = officer.get(f"/en/cases/{id_}").form("/move").fill("to", "inadmissible").send()
    tap.ok(ended.status == 422 and ended.has("Say why"), "an end has a reason", ended.words[:300])
    ended = ended.form("/move").fill("to", "inadmissible").fill("note", "A court still examines it.").send()
    tap.ok(ended.has("there is no stage after this one"), "it is over", ended.words[:400])
    again = author.get(f"/en/cases/{id_}")
    tap.ok(again.has("This case is over."), "the author is told before they write", again.words[:600])
    again = again.form("Send it to the register").attach("file", "more.txt", b"He was here again.\n").send()
    tap.ok(again.has("is kept with the case"), "a reply to a closed case gets an answer", again.words[:500])
    tap.ok(officer.get(f"/en/cases/{id_}").has("after the end"), "and is not lost")


def story_clocks(desk, tap):
    """More time, standing still, two officers at once."""
    house(desk)
    id_ = enter(desk)
    move(desk, id_, "registered", "transmitted")
    server = desk.serve()
    one, two = sign_in(server, "officer@example.org"), sign_in(server, "second@example.org")
    first, second = one.get(f"/en/cases/{id_}"), two.get(f"/en/cases/{id_}")
    first = first.form("/clock").fill("note", "Talks on a settlement.").send("Stop the clock")
    tap.ok(first.has("The clock stands still"), "an officer stops the clock, with a reason", first.words[:600])
    late = second.form("/clock").fill("day", "2031-01-01").fill("note", "They asked for it.").send("Give more time")
    tap.ok(late.status == 422 and late.has("Another officer changed this case") and late.form("/clock").value("note") == "They asked for it." and
           late.form("/clock").value("day") == "2031-01-01", "the second is told, and loses nothing", late.words[:500])
    done = late.form("/clock").send("Give more time")
    tap.ok(done.has("More time was given") and done.has("Talks on a settlement."), "then gives more time", done.words[-900:])
    due = desk.json("register", "list", desk.dir)["due"]
    tap.equal([(d["party"], d["due"], d["stopped"] is not None) for d in due], [("state", "2031-01-01", True)], "as JSON")
    tap.equal(desk.run("register", "clock", desk.dir, id_, "--act", "stop", "--reason", "Again.").status, 1, "a clock does not stop twice")


def story_who_read_what(desk, tap):
    """The chair sees each reading; nobody else; the author's visits are not noted."""
    house(desk)
    id_ = enter(desk, "GHA", "--account", "author@example.org")
    move(desk, id_, "registered", "transmitted")
    server = desk.serve()
    chair = sign_in(server, "chair@example.org")
    for who in ("officer", "mission", "author", "member"):
        assert sign_in(server, f"{who}@example.org").get(f"/en/cases/{id_}").status == 200, who
    for who in ("own", "mali", "nobody"):
        visitor = server.visitor() if who == "nobody" else sign_in(server, f"{who}@example.org")
        for form in ("", ".json", "/papers/1/file", "/decision", "/readings", "/file"):
            there, none = (visitor.get(f"/en/cases/{i}{form}") for i in (id_, "0123456789abcdef"))
            tap.equal((there.status, bare(there, id_)), (none.status, bare(none, id_)), f"{who}: {form or 'the page'} is as if there were none")
        tap.ok(id_ not in visitor.get("/en/cases").text, f"{who}: it is in no list")
    page = chair.get(f"/en/cases/{id_}/readings")
    tap.ok(all(page.has(f"{who}@example.org") for who in ("officer", "mission", "member")) and not page.has("author@"), "who read it",
           page.words[:600])
    rows = json.loads(chair.get(f"/en/cases/{id_}/readings.json").text)["readings"]
    tap.ok({r["what"] for r in rows} >= {"page", "command"}, "pages and commands", rows)
    tap.equal([sign_in(server, f"{who}@example.org").get(f"/en/cases/{id_}/readings").status for who in ("officer", "mission", "member")],
              [403, 403, 403], "the journal is the chair's alone")
    tap.equal(server.visitor().get("/en/cases/figures").status, 200, "figures are for everybody")
    tap.ok(json.loads(server.visitor().get("/en/cases/figures.json").text)["figures"][0]["n"] is None, "one case is too few to be shown")


def story_closed(desk, tap):
    """Where the gate is not open nothing is entered."""
    desk.init()
    desk.user("officer@example.org", "--role", "register-officer")
    said = desk.run("register", "enter", desk.dir, "--state", "GHA")
    tap.ok(said.status == 1 and "cannot take a communication" in said.err, "the command says why", said.err)
    tap.equal(desk.json("register", "list", desk.dir)["cases"], [], "nothing is there")
    page = sign_in(desk.serve(), "officer@example.org").get("/en/cases")
    tap.ok(page.has("Not open now"), "the page too", page.words[:500])

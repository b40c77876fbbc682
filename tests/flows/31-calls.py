"""Calls for input: opened, shown, closed for every way in; sessions that move; calendar and feed that others can read."""
import http.client
import json
import pathlib
import subprocess
import time
import urllib.parse
import xml.etree.ElementTree

import files
from tasks import answer_until_file, begin

NOW = ("--now", "2026-10-01T10:00:00Z")
BROWSER = pathlib.Path(__file__).resolve().parents[1] / "browser"


def open_call(desk, *more, state="GHA", closes="2026-12-31T18:00"):
    return desk.json("call", "open", desk.dir, "--purpose", "dialogue", "--state", state, "--closes", closes, *more, *NOW)


def story_closed_is_closed(desk, tap):
    """Uncalled before, taken while open, refused after: which, when and what to do; an extension opens it again."""
    desk.init("--rehearsal")
    report = desk.file("report.md", files.report("zanzibarleaf"))

    def submit(now, state="GHA"):
        return desk.run("submit", desk.dir, "--state", state, "--purpose", "dialogue", "--organisation", "Union", "--kind", "ngo",
                        report, "--json", "--now", now)
    tap.equal(submit("2026-10-01T09:00:00Z").json["uncalled"], True, "without a call it is taken and says so")
    call = open_call(desk)
    tap.equal((call["status"], call["closes"], call["states"]), ("open", "2026-12-31T17:00:00Z", ["GHA"]), "a call opens")
    tap.equal(submit("2026-12-31T16:59:50Z").json["uncalled"], False, "before the deadline it answers the call")
    late = submit("2026-12-31T17:00:00Z")
    tap.ok(late.status == 1 and "Alternative reports" in late.err and "31 December 2026, 18:00 in Geneva" in late.err,
           "at the deadline it is refused, with which and when", late)
    tap.equal(submit("2026-12-31T17:00:00Z", "BEN").json["uncalled"], True, "another State had no call")
    early = desk.run("call", "extend", desk.dir, call["id"], "--closes", "2026-12-30T18:00", "--reason", "No.", *NOW)
    tap.equal(early.status, 1, "a deadline is never made earlier")
    longer = desk.json("call", "extend", desk.dir, call["id"], "--closes", "2027-01-15T18:00", "--reason", "A strike.",
                       "--now", "2027-01-02")
    tap.equal((longer["status"], [d["why"] for d in longer["deadlines"]]), ("open", ["opened", "extended"]), "extended, it opens again")
    tap.equal(submit("2027-01-15T16:59:00Z").status, 0, "and takes what comes")
    ended = desk.json("call", "close", desk.dir, call["id"], "--reason", "Enough came.", "--now", "2027-01-10")
    tap.equal((ended["status"], submit("2027-01-10T01:00:00Z").status), ("closed", 1), "closed by hand, it is closed")


def story_closed_in_the_same_second(desk, tap):
    """What comes after a close by hand is refused, however soon."""
    desk.init()
    report = desk.file("report.md", files.report("zanzibarleaf"))
    call = desk.json("call", "open", desk.dir, "--purpose", "dialogue", "--state", "GHA", "--closes", "2099-12-31T18:00")
    desk.must("call", "close", desk.dir, call["id"], "--reason", "Enough came.")
    at_once = desk.run("submit", desk.dir, "--state", "GHA", "--purpose", "dialogue", "--organisation", "Union", "--kind", "ngo", report)
    tap.ok(at_once.status == 1 and "closed on" in at_once.err, "at once too", at_once)


def story_what_began_in_time(desk, tap):
    """What began to arrive before the deadline and ended after it is taken by web, and its receipt says so."""
    desk.init("--rehearsal")
    open_call(desk)
    early = desk.serve("--now", "2026-12-31T16:30:00Z")
    visitor = early.visitor()
    page = answer_until_file(begin(visitor)).form().attach("file", "report.md", files.report("zanzibarleaf").encode()).send()
    page = page.form().send().form().send()
    page = page.form().choose("visibility", "public").send()
    form = page.form("/answers")
    body = urllib.parse.urlencode(form.values).encode()
    early.stop()
    server = desk.serve("--now", "2026-12-31T16:59:54Z")
    past = time.monotonic() + 6.2
    again = server.visitor()
    again.cookies = visitor.cookies
    link = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    link.putrequest("POST", "/en/send/answers")
    for name, value in (("Content-Type", "application/x-www-form-urlencoded"), ("Content-Length", len(body)),
                        ("Cookie", "; ".join(f"{k}={v}" for k, v in visitor.cookies.items())),
                        ("Referer", f"http://127.0.0.1:{server.port}/en/send/answers")):
        link.putheader(name, str(value))
    link.endheaders(body[:10])
    time.sleep(max(0, past - time.monotonic()))
    link.send(body[10:])
    answer = link.getresponse()
    tap.equal((answer.status, answer.headers.get("Location")), (303, "/en/send/done"), "it is taken")
    link.close()
    done = again.get("/en/send/done")
    tap.ok(done.has("Began to arrive") and done.has("the deadline passed while it arrived"), "the page says so", done.words[:900])
    id_ = desk.json("submission", "list", desk.dir)["submissions"][0]["id"]
    lines = dict(line.split(": ", 1) for line in again.get(f"/en/submissions/{id_}/receipt-file").text.splitlines() if ": " in line)
    tap.ok(lines.get("began", "") < "2026-12-31T17:00:00Z" <= lines["received"], "its receipt says when it began", lines)
    other = server.visitor()
    page = answer_until_file(begin(other)).form().attach("file", "report.md", files.report("quokkaleaf").encode()).send()
    page = page.form().send().form().send()
    page = page.form().choose("visibility", "public").send().form("/answers").send()
    tap.ok(page.status == 422 and page.has("closed on Thursday 31 December 2026, 18:00 in Geneva"),
           "what began after it is refused on the page, and the answers stay", (page.status, page.words[:500]))
    page = other.get("/fr/send/answers").form("/answers").send()
    tap.ok(page.status == 422 and page.has("31 décembre 2026"), "in the reader's language", page.words[:500])


def story_session_moves(desk, tap):
    """Deadlines that hang on a session are shown before they move, move when confirmed, and are public with their reason."""
    desk.init("--rehearsal")
    desk.must("session", "add", desk.dir, "43", "--start", "2027-04-05", "--end", "2027-04-16", "--reason", "The calendar.", *NOW)
    desk.must("state", "stage", desk.dir, "GHA", "dialogue", "--session", "43", "--how", "planned", "--reason", "The programme.", *NOW)
    expected = desk.json("calendar", desk.dir, "--state", "GHA", *NOW)["expected"]
    tap.equal([(e["purpose"], e["closes_local"]) for e in expected], [("dialogue", "2027-03-08T18:00")], "a deadline is to be expected")
    call = desk.json("call", "open", desk.dir, "--kind", "alternative-report", "--state", "GHA", *NOW)
    tap.equal(call["closes_local"], "2027-03-08T18:00", "opened in one step from its kind, four weeks before the session")
    move = ["session", "move", desk.dir, "43", "--start", "2027-04-12", "--end", "2027-04-23", "--reason", "The room is taken."]
    shown = desk.run(*move, "--json", *NOW)
    tap.equal((shown.status, shown.json["stored"], [(m["old_local"], m["new_local"]) for m in shown.json["moved"]]),
              (1, False, [("2027-03-08T18:00", "2027-03-15T18:00")]), "what follows is shown and not stored")
    tap.equal(desk.json("call", "list", desk.dir, *NOW)["calls"][0]["closes_local"], "2027-03-08T18:00", "the deadline stands")
    tap.equal(desk.json(*move, "--confirm", *NOW)["stored"], True, "confirmed, it is stored")
    tap.equal(desk.json("calendar", desk.dir, *NOW)["openings"][0]["closes_local"], "2027-03-15T18:00", "and the deadline moves")
    session = [s for s in desk.json("session", "list", desk.dir, *NOW)["sessions"] if s["number"] == 43][0]
    tap.equal((session["start"], session["how"], session["reason"]), ("2027-04-12", "moved", "The room is taken."), "the list says why")
    line = {s["stage"]: s for s in desk.json("state", desk.dir, "GHA", *NOW)["cycle_line"]}
    tap.equal((line["dialogue"]["date"], line["dialogue"]["how"]), ("2027-04-12", "planned"), "the cycle line has it")
    visitor = desk.serve(*NOW).visitor()
    page = visitor.get(f"/en/calls/{call['id']}")
    tap.ok(page.status == 200 and page.has("15 March 2027, 18:00 in Geneva") and page.has("The room is taken."),
           "the call's page says what it was and why it moved", page.words[:900])
    tap.ok(visitor.get("/en/states/GHA").has("planned, says the secretariat: The programme."), "the State's page says it")


def story_what_can_i_do_now(desk, tap):
    """The page, its button into the form, JSON, calendar and feed."""
    desk.init("--rehearsal")
    call = open_call(desk)
    open_call(desk, "--guidance", "Commas, semicolons; and \\ a very long line, " + "é" * 120, state="BEN")
    visitor = desk.serve(*NOW).visitor()
    page = visitor.get("/en/now").form("/now").fill("state", "GHA").send()
    tap.ok(page.has("What can I do now about Ghana?") and page.has("31 December 2026, 18:00 in Geneva") and page.has("in 91 days")
           and not page.has("Benin: "), "one State's openings", page.words[:900])
    tap.ok(page.has("Always open") and page.has("Urgent news"), "and what is always open")
    page = page.follow("Begin: Alternative reports: Ghana").form("/send").send()
    tap.equal((page.form().value("state"), page.form().value("purpose")), ("GHA", "dialogue"), "the button leads into the form, filled")
    facts = json.loads(visitor.get("/en/calls.json").text)
    tap.equal(sorted((o["state"], o["purpose"], o["status"]) for o in facts["openings"]),
              [("BEN", "dialogue", "open"), ("GHA", "dialogue", "open")], "as JSON")
    tap.ok({"state", "purpose", "call", "opens", "closes", "address"} <= set(facts["openings"][0]), "with what it is called", facts)
    tap.equal(desk.json("calendar", desk.dir, "--state", "GHA", *NOW)["openings"][0]["call"], call["id"], "by command too")
    tap.equal([visitor.get(f"/en/calls{end}").status for end in ("?state=XXX", ".csv", "/0000000000000000")], [404, 404, 404],
              "what is not there is not there")
    ics = visitor.get("/en/calls.ics")
    tap.ok(ics.kind == "text/calendar" and all(len(line) <= 75 for line in ics.body.split(b"\r\n")), "the calendar's lines are folded")
    read_calendar(tap, desk, ics.body)
    atom = visitor.get("/en/calls.atom?state=GHA")
    feed, ns = xml.etree.ElementTree.fromstring(atom.text), "{http://www.w3.org/2005/Atom}"
    tap.equal((atom.kind, [e.findtext(ns + "title") for e in feed.iter(ns + "entry")]),
              ("application/atom+xml", ["Alternative reports: Ghana"]), "the feed is well-formed and holds the State's call")
    tap.ok(all(feed.findtext(ns + name) for name in ("id", "title", "updated")) and
           all(e.findtext(ns + name) for e in feed.iter(ns + "entry") for name in ("id", "title", "updated", "summary")),
           "with what RFC 4287 asks of feeds and entries")


def read_calendar(tap, desk, data):
    """By ical.js, where the browser tests' packages are installed."""
    if not (BROWSER / "node_modules" / "ical.js").is_dir():
        tap.skip("ical.js reads the calendar", "npm ci in tests/browser installs it")
        return
    script = """import ICAL from 'ical.js'; import fs from 'fs';
        const events = new ICAL.Component(ICAL.parse(fs.readFileSync(0, 'utf8'))).getAllSubcomponents('vevent');
        console.log(JSON.stringify(events.map(e => new ICAL.Event(e)).map(e => [e.summary, e.startDate.toJSDate().toISOString(),
                                                                               e.description])));"""
    done = subprocess.run(["node", "--input-type=module", "-e", script], input=data, capture_output=True, cwd=BROWSER)
    found = sorted(json.loads(done.stdout)) if done.returncode == 0 else done.stderr.decode()
    tap.equal([row[:2] for row in found], [["Deadline: Alternative reports: Benin", "2026-12-31T17:00:00.000Z"],
                                           ["Deadline: Alternative reports: Ghana", "2026-12-31T17:00:00.000Z"]],
              "ical.js reads the calendar")
    tap.ok("Commas, semicolons; and \\ a very long line, " + "é" * 120 in found[0][2], "and every letter of its texts", found)

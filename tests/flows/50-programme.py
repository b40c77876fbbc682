"""The programme of a session: planned from the template, changed beside what everybody sees, published in versions; calendars; hours over the change of clocks."""
import json
import time

import calendars
import meetings
from smtpd import message
from tasks import sign_in

AUTUMN = ["--now", "2026-09-01T10:00:00Z"]


def house(desk, *serve):
    """A session over the end of summer time, 21 to 30 October 2026."""
    desk.init("--rehearsal")
    desk.user("officer@example.org", "--role", "secretariat", *AUTUMN)
    desk.user("member@example.org", "--role", "member", "--state", "PHL", *AUTUMN)
    desk.user("observer@example.org", "--role", "organisation", *AUTUMN)
    desk.must("session", "add", desk.dir, "43", "--start", "2026-10-21", "--end", "2026-10-30", "--reason", "Decided.", *AUTUMN)
    return desk.serve(*AUTUMN, *serve)


def versions(visitor):
    return json.loads(visitor.get("/en/sessions/43/programme.json").text)["versions"]


def listed(visitor):
    return {m["id"]: m for m in json.loads(visitor.get("/en/sessions/43/programme.json").text)["meetings"]}


def story_planned_and_published(desk, tap):
    """An officer plans from the template on a page, moves and cancels; the public sees whole versions, with what changed."""
    server = house(desk)
    officer, public = sign_in(server, "officer@example.org"), server.visitor()
    empty = public.get("/en/sessions/43").follow("Programme of work")
    tap.ok(empty.has("No programme of this session was published yet"), "before it there is none, and the page says so")
    plan = officer.get("/en/sessions/43/programme").follow("Plan the meetings")
    bad = plan.form("/new").fill("states", "GHA,XYZ").send()
    tap.ok(bad.status == 422 and "not a State party" in " ".join(bad.errors()), "what is no State is refused on the form")
    plan = bad.form("/new").fill("states", "GHA, SEN").send()
    tap.ok(plan.has("11 meetings are new or changed"), "the template gives eleven meetings that wait")
    tap.equal(listed(public), {}, "nobody else sees a meeting yet")
    tap.equal(officer.get("/en/desk/sessions/43/programme").forms().__len__() > 0, True, "the plan can be published")
    plan = plan.form("/publish").fill("note", "A first programme.").send()
    tap.ok(plan.has("Everything is published"), "published")
    page = public.get("/en/sessions/43/programme")
    tap.ok(page.has("Version 1") and page.has("A first programme.") and page.has("Dialogue: Ghana (2 of 2)"), "everybody reads version 1")
    tap.ok(not page.has("briefing") and not page.has("closed"), "and nothing of closed meetings")
    seen = listed(public)
    dialogue = meetings.one(list(seen.values()), "dialogue", "GHA")
    form = officer.get(f"/en/desk/meetings/{dialogue['id']}").form(f"/desk/meetings/{dialogue['id']}")
    wrong = form.fill("begins", "2026-10-25T02:30").fill("ends", "2026-10-25T05:00").send()
    tap.ok(wrong.status == 422 and "twice" in " ".join(wrong.errors()), "an hour that the clocks show twice is refused")
    plan = wrong.form(f"/desk/meetings/{dialogue['id']}").fill("begins", "2026-10-24T10:00").fill("ends", "2026-10-24T13:00").send()
    tap.ok(plan.has("It is on a weekend"), "on a Saturday the plan says so")
    tap.ok(plan.has("Published: Thursday") or plan.has("Published: "), "with what stands published")
    tap.equal(listed(public)[dialogue["id"]]["begins_local"], "2026-10-22T15:00", "nobody sees half a change")
    plan = officer.get(f"/en/desk/meetings/{dialogue['id']}").form("/restore").send()
    tap.ok(plan.has("Everything is published"), "what waits can be forgotten")
    closing = meetings.one(list(seen.values()), "closing")
    page = officer.get(f"/en/desk/meetings/{closing['id']}").form("/cancel").fill("reason", "The session ends earlier.").send()
    page.form("/publish").send()
    page = public.get("/en/sessions/43/programme")
    tap.ok(page.has("Version 2") and page.has("Cancelled: The session ends earlier."), "version 2 says what was cancelled and why")
    tap.equal([v["n"] for v in versions(public)], [2, 1], "versions are numbered")
    tap.equal(public.get("/en/desk/sessions/43/programme").status, 403, "the plan is the secretariat's")
    again = desk.run("programme", "new", desk.dir, "--session", "43", "--states", "GHA", *AUTUMN)
    tap.ok(again.status == 1 and "meetings already" in again.err, "a second programme is refused, with the way on")


def story_places_and_conflicts(desk, tap):
    """Rooms of others are told to who may attend; two at once, in one room, of one State are shown in the plan."""
    server = house(desk)
    officer, member, public = sign_in(server, "officer@example.org"), sign_in(server, "member@example.org"), server.visitor()
    found = meetings.programme(desk, 43, "GHA,SEN", *AUTUMN)
    form = officer.get("/en/desk/places").form("/desk/places").fill("name", "Conference room")
    bad = form.choose("remote", "outside").send()
    tap.ok(bad.status == 422, "a room of others needs its link or numbers")
    bad.form("/desk/places").choose("remote", "outside").fill("link", "https://rooms.example.org/secretlink").fill("codes", "4711#").send()
    place = desk.json("place", "list", desk.dir)[0]["id"]
    briefing, dialogue = meetings.one(found, "lunchtime-briefing", "GHA"), meetings.one(found, "dialogue", "SEN")
    first = meetings.one(found, "dialogue", "GHA")
    page = officer.get(f"/en/desk/meetings/{briefing['id']}").form(f"/desk/meetings/{briefing['id']}").fill("place", place).send()
    page.form("/publish").send()
    tap.ok("secretlink" in member.get(f"/en/meetings/{briefing['id']}").text, "a member of the briefing has its link")
    tap.ok("secretlink" in member.get(f"/en/meetings/{briefing['id']}.json").text, "in JSON too")
    tap.ok("secretlink" not in public.get("/en/sessions/43/programme.json").text, "nobody else has")
    pages = {below: member.get(f"/en/meetings/{briefing['id']}{below}") for below in
             ("/live", "/people", "/questions", "/captions", "/record")}
    tap.equal({below: page.status for below, page in pages.items()}, dict.fromkeys(pages, 200), "its other pages work beside a room of others")
    room = member.get(f"/en/meetings/{briefing['id']}/room")
    tap.ok(room.status == 200 and "secretlink" in room.text and "4711#" in room.text and 'id="room"' not in room.text,
           "and the room's own page leads there, with the code")
    tap.equal(public.get(f"/en/meetings/{briefing['id']}/room").status, 404, "for nobody else")
    for m in (dialogue, first):
        form = officer.get(f"/en/desk/meetings/{m['id']}").form(f"/desk/meetings/{m['id']}").fill("place", place)
        page = form.fill("begins", "2026-10-26T15:00").fill("ends", "2026-10-26T18:00").send()
    tap.ok(page.has("Both are in the same place at once"), "one room twice is shown")
    tap.ok(page.has("One is closed and the other public"), "a link that a public meeting would give away is shown")
    form = officer.get("/en/desk/sessions/43/programme/add").form("/add").fill("kind", "dialogue").fill("states", "GHA")
    page = form.fill("begins", "2026-10-26T17:00").fill("ends", "2026-10-26T19:00").send()
    tap.ok(page.has("Both are about the same State at once"), "one State at two at once is shown")
    tap.ok(page.has("It is outside the usual hours"), "outside the hours is shown")
    page = officer.get("/en/desk/sessions/43/programme/add").form("/add").fill("kind", "opening").fill("begins", "2026-10-25T10:00").send()
    tap.ok(page.has("On that day the clocks change"), "the day on which the clocks change is shown")


def story_calendars(desk, tap):
    """Hours stay local over the change of clocks; calendars per session, State, meeting and person; a person's can be ended."""
    server = house(desk)
    public, member = server.visitor(), sign_in(server, "member@example.org")
    found = meetings.programme(desk, 43, "GHA,SEN,BEN", *AUTUMN)
    before, after = meetings.one(found, "dialogue", "GHA", 1), meetings.one(found, "dialogue", "BEN", 1)
    tap.equal([before["begins_local"], before["begins"]], ["2026-10-22T15:00", "2026-10-22T13:00:00Z"], "15:00 is summer time before")
    tap.equal([after["begins_local"], after["begins"]], ["2026-10-26T15:00", "2026-10-26T14:00:00Z"], "and 15:00 by winter's clocks after")
    ics = public.get("/en/sessions/43/programme.ics")
    tap.equal(ics.headers["content-type"], "text/calendar; charset=utf-8", "a calendar of the session")
    calendars.read(tap, desk, ics.body, "the session's calendar")
    tap.ok("DTSTART:20261026T140000Z" in ics.text and "briefing" not in ics.text, "with its instants, and nothing closed")
    told = desk.must("programme", desk.dir, "--session", "43", "--ics", *AUTUMN).out
    tap.equal(told.count("BEGIN:VEVENT"), len(found), "the command prints one with all meetings, as the secretariat may see them")
    tap.ok("Dialogue: Ghana" in public.get("/en/states/GHA/meetings.ics").text, "one of a State")
    tap.ok("Senegal" not in public.get("/en/states/GHA/meetings.ics").text.replace("Dialogue: Ghana", ""), "of that State alone")
    one = public.get(f"/en/meetings/{before['id']}.ics").text
    tap.ok("SEQUENCE:0" in one and one.count("BEGIN:VEVENT") == 1, "and of one meeting")
    desk.must("programme", "move", desk.dir, before["id"], "--begins", "2026-10-27T10:00", *AUTUMN)
    desk.must("programme", "publish", desk.dir, "--session", "43", *AUTUMN)
    for _ in range(40):  # another process published: the page cache looks every moment
        one = public.get(f"/en/meetings/{before['id']}.ics").text
        if "SEQUENCE:1" in one:
            break
        time.sleep(0.05)
    tap.ok("SEQUENCE:1" in one and "DTSTART:20261027T090000Z" in one, "moved, its sequence counts up")
    page = member.get("/en/account").follow("My meetings in my calendar").form("/calendar/new").send()
    address = page.words[page.words.index("/en/calendars/"):].split()[0]
    own = public.get(address)
    closed = [m["id"] for m in found if m["closed"]]
    tap.ok(own.status == 200 and all(f"/meetings/{i}" in own.text for i in closed) and own.text.count("CLASS:CONFIDENTIAL") == len(closed),
           "a member's own has closed meetings, for who has the address")
    tap.ok("briefing" not in own.text.lower(), "without a word of what they are: whoever keeps the calendar reads it")
    calendars.read(tap, desk, own.body, "a person's calendar")
    tap.equal(public.get(address.replace(".ics", "")).status, 404, "as a page it is not there")
    tap.equal(public.get(address[:-5] + ("0" if address[-5] != "0" else "1") + ".ics").status, 404, "a guessed address has nothing")
    tap.equal(public.get("/en/account/calendar").status, 403, "one's own is one's own")
    page = page.form("/calendar/new").send()
    tap.equal(public.get(address).status, 404, "a new address ends the old one")
    other = page.words[page.words.index("/en/calendars/"):].split()[0]
    tap.equal(public.get(other).status, 200, "the new one opens")
    desk.must("user", "conflict", desk.dir, "member@example.org", "--state", "GHA", "--ground", "residence", *AUTUMN)
    tap.ok("Ghana" not in public.get(other).text, "a conflict takes that State's meetings out at once")
    page.form("/calendar/end").send()
    tap.equal(public.get(other).status, 404, "ended, it is not there")
    nobodys = sign_in(server, "observer@example.org").get("/en/account/calendar").form("/calendar/new").send()
    own = public.get(nobodys.words[nobodys.words.index("/en/calendars/"):].split()[0])
    tap.equal(own.text.count("BEGIN:VEVENT"), 0, "whoever is invited to nothing has an empty one")


def letters(desk, who):
    folder = desk.dir / "mail" / "new"
    mails = [message(p.read_bytes()) for p in sorted(folder.iterdir(), key=lambda p: p.stat().st_mtime_ns)] if folder.exists() else []
    return [m for m in mails if m["To"] == who]


def story_subscribers_are_told(desk, tap):
    """Whoever follows a State is told of each version with its meetings, and of nothing closed."""
    server = house(desk)
    reader, officer = sign_in(server, "observer@example.org"), sign_in(server, "officer@example.org")
    done = reader.get("/en/subscriptions/new?state=GHA").form("/subscriptions").send()
    assert done.status == 200, done.words[:300]
    found = meetings.programme(desk, 43, "GHA,SEN", *AUTUMN, publish=False)
    briefing, closing, ghana = (meetings.one(found, "lunchtime-briefing", "GHA"), meetings.one(found, "closing"), meetings.one(found, "dialogue", "GHA"))

    def publish():  # on the server, by whose clock the subscription was made
        officer.get("/en/desk/sessions/43/programme").form("/publish").send()

    def wait(n):
        for _ in range(80):
            if len(letters(desk, "observer@example.org")) >= n:
                break
            time.sleep(0.1)
        return letters(desk, "observer@example.org")

    publish()
    tap.equal([m["Subject"] for m in wait(1)], ["The programme of a session was published"], "told of the first version")
    for meeting, change in ((briefing, ["move", "--begins", "2026-10-22T13:30"]), (closing, ["cancel", "--reason", "Not needed."]),
                            (ghana, ["move", "--begins", "2026-10-28T10:00"])):
        desk.must("programme", change[0], desk.dir, meeting["id"], *change[1:], *AUTUMN)
        publish()
    said = wait(2)
    tap.equal([m["Subject"] for m in said][1:], ["The programme of a session changed"], "told of the one that moves its State's meeting alone")
    text = said[-1].get_body(("plain",)).get_content() if len(said) > 1 else ""
    tap.ok("Dialogue: Ghana (1 of 2)" in text and "28 October 2026" in text and "version 3" in text, "with what moved")
    tap.ok("briefing" not in text.lower(), "and nothing closed")

"""A meeting's room without a script: what it says to whom, raising a hand, an outside room, and that camera and microphone are allowed nowhere else."""
import datetime
import json
import re
import subprocess

from tasks import sign_in

GENEVA = datetime.timezone(datetime.timedelta(hours=1))


def at(minutes):
    return (datetime.datetime(2026, 12, 7, 10, 0) + datetime.timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M")


def place(desk, *more):
    return desk.json("place", "add", desk.dir, "--name", "A room", *more)["id"]


def meeting(desk, where, kind="opening", *more):
    """One that begins at ten in Geneva on 7 December 2026."""
    id_ = desk.json("programme", "add", desk.dir, "--session", "42", "--kind", kind, "--begins", at(0), "--ends", at(120), "--place", where, *more)["id"]
    desk.must("programme", "publish", desk.dir, "--session", "42")
    return id_


def steps(desk, *words):
    """tests/rooms/room-steps: speakers and steps, at the hour of the meeting's own server."""
    done = subprocess.run([desk.program.parent / "tests" / "rooms" / "room-steps", desk.dir, *words], capture_output=True, text=True, timeout=30)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def told(visitor, path):
    """What a page says as JSON."""
    return json.loads(visitor.get(path).text)


def house(desk, now="2026-12-07T08:30:00Z"):
    desk.init("--rehearsal")
    desk.user("officer@example.org", "--role", "secretariat")
    desk.user("member@example.org", "--role", "member", "--state", "PHL")
    desk.user("ghana@example.org", "--role", "member", "--state", "GHA")
    desk.user("ngo@example.org", "--role", "organisation")
    return desk.serve("--now", now)


def story_the_page(desk, tap):
    """A public meeting's room: for nobody, for who has an account, before it opens."""
    server = house(desk)
    id_ = meeting(desk, place(desk, "--remote", "ours"))
    nobody, member = server.visitor(), sign_in(server, "member@example.org")
    room = f"/en/meetings/{id_}/room"
    page = nobody.get(room)
    tap.ok(page.status == 200 and page.has("To enter the room, sign in") and page.has("Take part by telephone") and page.has("Captions"),
           "nobody is told how to come in, and what works without", page.words[:700])
    tap.ok("room-enter" not in page.text, "and is offered no button that would not work")
    page = member.get(room)
    tap.ok("room-enter" in page.text and page.has("yours runs none"), "who has an account may enter, by a script or is told what else there is", page.words[:500])
    tap.ok(page.headers["Permissions-Policy"].startswith("camera=(self), microphone=(self),") and page.headers["Cache-Control"] == "no-store",
           "this page may ask for camera and microphone", page.headers["Permissions-Policy"])
    tap.ok(member.get("/en/room-test").headers["Permissions-Policy"].startswith("camera=(self), microphone=(self),"), "so may the test of both")
    for other in (f"/en/meetings/{id_}/room/people", "/en/account", "/en"):
        got = sign_in(server, "officer@example.org").get(other) if "people" in other else member.get(other)
        tap.ok("camera=()" in got.headers["Permissions-Policy"], f"no other page: {other.replace(id_, 'ID')}", got.headers["Permissions-Policy"])
    tap.ok("script-src 'self'" in page.headers["Content-Security-Policy"] and "unsafe" not in page.headers["Content-Security-Policy"], "scripts are ours alone, as everywhere")
    test = nobody.get("/en/room-test")
    tap.ok(test.has("by telephone") and test.has("Nothing that you say or show here leaves your browser"), "the test says what is possible without a script")
    tap.ok(member.get("/ar/room-test").status == 200 and member.get(f"/ar/meetings/{id_}/room").status == 200, "in Arabic too")


def story_hands(desk, tap):
    """Whoever has an account takes a place and raises a hand, without a script; once is once."""
    server = house(desk)
    id_ = meeting(desk, place(desk, "--remote", "ours"))
    room = f"/en/meetings/{id_}/room"
    member, ngo = sign_in(server, "member@example.org"), sign_in(server, "ngo@example.org")
    steps(desk, id_, "open")
    page = member.get(room).form("Take my place").send("Take my place")
    tap.ok(page.status == 200 and page.has("You are here as: Member of the Committee"), "a member takes a place", page.words[:500])
    empty = page.form("Raise your hand").send("Raise your hand")
    tap.ok(empty.status == 422 and empty.has("Say under which name"), "a hand has a name", empty.words[:400])
    page = page.form("Raise your hand").fill("name", "Ms <b>Member</b>").send("Raise your hand")
    tap.ok(page.has("Your hand is up; 0 are up before it"), "it is up", page.words[:600])
    tap.ok(steps(desk, id_, "hands").endswith("Ms <b>Member</b>"), "the chair's list has it", steps(desk, id_, "hands"))
    steps(desk, id_, "give", "hand:" + steps(desk, id_, "hands").split()[0])
    tap.ok(told(member, room + ".json")["heard"] is True, "given the floor: the room says that they are heard")
    lower = member.get(room)
    tap.ok('value="lower"' not in lower.text, "the hand is down then")
    other = ngo.get(room).form("Take my place").send("Take my place")
    tap.ok(other.has("Observer, who listens") and 'value="raise"' not in other.text, "an observer listens and has no hand", other.words[:400])
    tap.ok(told(ngo, room + ".json")["heard"] is False, "and is never heard")
    stranger = server.visitor()
    tap.equal(told(stranger, room + ".json"), {"sits": False}, "who has no place is told that alone")
    steps(desk, id_, "close")
    tap.ok(member.get(room).has("This meeting is over"), "after the meeting the room is closed")


def story_outside(desk, tap):
    """An outside room: its link, numbers and codes for those who may attend, and for nobody else."""
    server = house(desk, "2026-12-07T06:30:00Z")
    where = place(desk, "--remote", "outside", "--link", "https://rooms.example.org/qxlink", "--dial-in", "+41 22 000 00 00", "--codes", "qxcodes")
    open_one = meeting(desk, where)
    closed = meeting(desk, where, "closed-meeting", "--title", "Qxtitle")
    member, nobody = sign_in(server, "member@example.org"), server.visitor()
    page = member.get(f"/en/meetings/{closed}/room")
    tap.ok("https://rooms.example.org/qxlink" in page.text and page.has("+41 22 000 00 00") and page.has("qxcodes"), "who may attend has link, numbers and codes", page.words[:500])
    tap.ok("room-enter" not in page.text, "and no room of ours beside it")
    ours = member.get(f"/en/meetings/{meeting(desk, place(desk, '--remote', 'ours'))}/room")
    tap.ok(page.status == 200 and not page.has("Not open yet") and ours.has("Not open yet"), "when a room opens is said of ours alone")
    tap.ok("qxcodes" in nobody.get(f"/en/meetings/{open_one}/room").text, "a public meeting's are public")
    for form in ("", ".json", "/people"):
        got, none = (nobody.get(f"/en/meetings/{i}/room{form}") for i in (closed, "0" * 16))
        tap.ok(got.status == none.status and "qx" not in got.text.lower() and re.sub(r'name="csrf" value="[^"]*"', "", got.text).replace(closed, "") == re.sub(r'name="csrf" value="[^"]*"', "", none.text).replace("0" * 16, ""),
               f"a closed meeting's room{form} answers as one that is not there", f"{got.status} {none.status}")

"""Personal links to a room: for one person, in one browser, until some hours after the meeting; who tries another's is refused and seen."""
import importlib
import re
import urllib.parse

from tasks import sign_in

room = importlib.import_module("57-room")
told = room.told
LINK = re.compile(r"/en/rooms/([0-9a-f]{64})")


def invite(officer, meeting, name, kind="speaker"):
    """The path of a new link."""
    page = officer.get(f"/en/meetings/{meeting}/room/people").form("Make a link").fill("name", name).choose("kind", kind).send("Make a link")
    assert page.status == 200 and LINK.search(page.text), page.words[:400]
    return LINK.search(page.text).group(0)


def post(visitor, path, fields):
    return visitor.request("POST", path, urllib.parse.urlencode(fields).encode(), {"Content-Type": "application/x-www-form-urlencoded"})


def house(desk, now="2026-12-07T08:30:00Z"):
    server = room.house(desk, now)
    return server, room.meeting(desk, room.place(desk, "--remote", "ours"), "closed-meeting", "--title", "Sealed briefing")


def story_one_person(desk, tap):
    """A closed meeting's link opens in the first browser that used it, and in no other."""
    server, id_ = house(desk)
    officer, guest, thief = sign_in(server, "officer@example.org"), server.visitor(), server.visitor()
    link = invite(officer, id_, "Guest <i>one</i>")
    at = f"/en/meetings/{id_}/room"
    tap.ok(LINK.search(officer.get(f"{at}/people").text) is None, "a link is told once")
    tap.equal(guest.get(at).status, 404, "without it the room is not there")
    page = guest.get(link)
    tap.ok(page.has("Guest <i>one</i>") and page.has("Sealed briefing") and page.headers["Referrer-Policy"] == "no-referrer", "the link says for whom it is", page.words[:400])
    tap.equal(guest.get(at).status, 404, "looking at it opens nothing")
    page = page.form("Use it in this browser").send()
    tap.ok(page.path == at and page.has("You are here as: Speaker"), "using it does", f"{page.path} {page.words[:300]}")
    dead = [a for _, a in page.links() if f"/meetings/{id_}" in a and guest.get(a).status != 200]
    tap.equal(dead, [], "and the page leads nowhere that is not there for them")
    again = guest.get(link).form("Use it in this browser").send()
    tap.equal(again.status, 200, "once more in the same browser")
    refused = thief.get(link).form("Use it in this browser").send()
    tap.ok(refused.status == 409 and refused.has("for one person"), "another browser is refused", refused.words[:300])
    tap.equal([thief.get(at).status, thief.get(at + ".json").status], [404, 404], "and finds no room")
    people = officer.get(f"{at}/people")
    tap.ok(people.has("Somebody else tried it 1 time"), "the secretariat sees it", people.words[:700])
    tap.ok(guest.get(at).status == 200, "its holder is not disturbed")
    form = people.form("End this place")
    ended = form.send("End this place")
    tap.ok(ended.has("Done") and "Guest" not in ended.words, "ended: its name is gone", ended.words[:500])
    tap.equal([guest.get(at).status, guest.get(link).status, guest.get(at + ".json").status], [404, 404, 404], "and it opens nothing any more")


def story_nothing_tells(desk, tap):
    """A wrong link, one that was ended, one that is over, and one of nobody answer alike; so do rooms of closed meetings to whoever is not of them."""
    server, id_ = house(desk)
    officer, nobody = sign_in(server, "officer@example.org"), server.visitor()
    member, ghana = sign_in(server, "member@example.org"), sign_in(server, "ngo@example.org")
    link = invite(officer, id_, "Somebody")
    officer.get(f"/en/meetings/{id_}/room/people").form("End this place").send("End this place")
    answers = {}
    for name, path in {"ended": link, "unknown": "/en/rooms/" + "0" * 64, "short": "/en/rooms/0"}.items():
        page = nobody.get(path)
        answers[name] = (page.status, re.sub(r"/rooms/[0-9a-f]+", "", page.text))
    tap.ok(len(set(answers.values())) == 1 and answers["ended"][0] == 404, "one answer to all that open nothing", {k: v[0] for k, v in answers.items()})
    tap.equal(member.get(f"/en/meetings/{id_}/room").status, 200, "a member is of it")
    for what in ("room", "room.json", "room/people", "recordings/" + "0" * 16):
        got, none = (ghana.get(f"/en/meetings/{i}/{what}") for i in (id_, "0" * 16))
        tap.ok(got.status == none.status and got.words == none.words and id_ not in got.words, f"{what} answers an organisation as one that is not there",
               f"{got.status} {none.status}")
    fresh = invite(officer, id_, "Late")
    guest = server.visitor()
    guest.get(fresh).form("Use it in this browser").send()
    server.stop()
    later = desk.serve("--now", "2026-12-07T18:30:00Z")
    guest.server = later
    tap.equal(later.visitor().get(fresh).status, 404, "seven hours after the meeting a link is over")


def story_one_browser(desk, tap):
    """An account is in a room in one browser at a time: the second is refused, or puts the first out."""
    server, id_ = house(desk)
    at = f"/en/meetings/{id_}/room"
    one, two = sign_in(server, "member@example.org"), sign_in(server, "member@example.org")
    first = one.get(at).form("Take my place").send("Take my place")
    tap.ok(first.has("You are here as: Member"), "in")
    one.get(at + ".json")
    csrf = re.search(r'name="csrf" value="([^"]+)"', two.get(at).text).group(1)
    refused = post(two, at, {"csrf": csrf, "do": "enter"})
    tap.ok(refused.status == 409 and refused.has("in another browser"), "the second browser is refused while the first is there", refused.words[:300])
    tap.equal(told(two, at + ".json"), {"sits": False}, "and is told nothing of the room")
    moved = post(two, at, {"csrf": csrf, "do": "enter", "over": "1"})
    tap.equal(moved.status, 200, "unless it takes the place over")
    tap.equal(told(one, at + ".json"), {"sits": False}, "then the first is out")
    officer = sign_in(server, "officer@example.org")
    tap.ok(officer.get(f"{at}/people").has("Somebody else tried it 1 time"), "and the secretariat sees that somebody tried")

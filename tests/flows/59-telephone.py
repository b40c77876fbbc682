"""By telephone: a PIN is told once and by letter, numbers to dial, being called, a PIN for a guest; a closed meeting has none of it."""
import datetime
import json
import re

import meetings
from smtpd import message
from tasks import sign_in

DAY = datetime.date.today() + datetime.timedelta(days=7)
SETTINGS = """[gateway]
listen=127.0.0.1:5999
[numbers]
CH=+41 22 555 01 00
SEN=+221 33 555 01 00
"""
TRUNK = "[trunk]\naddress=sip:trunk.example.org\nfrom=sip:desk@trunk.example.org\npassword=quetzal\nprefixes=+233\n"


def house(desk, settings=SETTINGS + TRUNK):
    desk.init()
    (desk.dir / "phone.ini").write_text(settings)
    desk.user("caller@example.org", "--role", "organisation")
    found = meetings.session(desk, 50, str(DAY), str(DAY + datetime.timedelta(days=4)), "GHA")
    return desk.serve(), meetings.one(found, "informal-meeting"), meetings.one(found, "lunchtime-briefing", "GHA")


def letters(desk):
    desk.must("mail", "send", desk.dir)
    folder = desk.dir / "mail" / "new"
    return [message(p.read_bytes()) for p in folder.iterdir()] if folder.exists() else []


def story_a_pin(desk, tap):
    server, meeting, _ = house(desk)
    address = f"/en/meetings/{meeting['id']}/telephone"
    page = server.visitor().get(address)
    tap.ok(page.status == 200 and page.has("Switzerland: +41 22 555 01 00") and page.has("Senegal: +221") and page.has("Sign in to get a PIN"), "everybody sees the numbers to dial",
           page.words[:600])
    caller = sign_in(server, "caller@example.org")
    page = caller.get(address).form("Give me a PIN").fill("shown", "Ama of the Union").send("Give me a PIN")
    digits = re.search(r"<bdi>(\d{8})</bdi>", page.text)
    tap.ok(digits, "a PIN of eight digits is told", page.words[:600])
    again = caller.get(address)
    tap.ok(digits.group(1) not in again.text and again.has("called up as Ama of the Union"), "once: the page knows of it and not what it is",
           again.words[:900])
    found = [m.get_body(("plain",)).get_content() for m in letters(desk) if m["To"] == "caller@example.org"]
    tap.ok(any(digits.group(1) in text and "Ghana" not in text for text in found), "and by a letter that names neither State nor title", found)
    rows = desk.json("phone", "pins", desk.dir, meeting["id"])
    tap.equal([(r["shown"], r["speaker"]) for r in rows], [("Ama of the Union", None)], "the secretariat lists it")
    tap.ok(digits.group(1) not in json.dumps(rows), "without its digits")
    page = caller.get(address).form("Give me a PIN").send("End my PIN")
    tap.ok(page.has("Your PIN opens nothing any more") and desk.json("phone", "pins", desk.dir, meeting["id"]) == [], "it can be ended",
           page.words[:600])


def story_being_called(desk, tap):
    server, meeting, _ = house(desk)
    address = f"/en/meetings/{meeting['id']}/telephone"
    caller = sign_in(server, "caller@example.org")
    tap.ok(caller.get(address).has("Ask for a PIN first"), "without a PIN nobody is called")
    caller.get(address).form("Give me a PIN").send("Give me a PIN")
    wrong = caller.get(address).form("Call me").fill("number", "024 123").choose("when", "opening").send("Call me")
    tap.ok(wrong.status == 422 and wrong.has("with the code of its country"), "a number has the code of its country", wrong.words[:600])
    wrong = caller.get(address).form("Call me").fill("number", "+41 79 123 45 67").choose("when", "opening").send("Call me")
    tap.ok(wrong.status == 422 and wrong.has("cannot be called from here"), "only what the settings allow is called", wrong.words[:600])
    page = caller.get(address).form("Call me").fill("number", "+233 24 123 4567").choose("when", "turn").send("Call me")
    tap.ok(page.has("You will be called when your turn comes near") and "4567" not in page.text, "the number is shown to nobody, not even to them",
           page.words[:900])
    tap.equal(desk.json("phone", "status", desk.dir)["callbacks_waiting"], 1, "it waits")
    page = caller.get(address).form("Do not call me").send("Do not call me")
    tap.ok(page.has("Your number is erased") and desk.json("phone", "status", desk.dir)["callbacks_waiting"] == 0, "it can be taken back",
           page.words[:600])


def story_a_guest(desk, tap):
    _, meeting, briefing = house(desk)
    made = desk.json("phone", "pin", desk.dir, meeting["id"], "--name", "Guest of Accra")
    tap.ok(re.fullmatch(r"\d{8}", made["pin"]), "the secretariat gives a guest a PIN", made)
    desk.json("phone", "pin", desk.dir, briefing["id"], "--name", "Guest of the briefing")
    row = desk.json("phone", "pins", desk.dir, briefing["id"])[0]
    desk.must("phone", "withdraw", desk.dir, row["id"])
    tap.equal(desk.json("phone", "pins", desk.dir, briefing["id"]), [], "of a closed meeting too, and ends it")
    bare = desk.run("phone", "pin", desk.dir, meeting["id"])
    tap.equal(bare.status, 2, "never one without a name")


def story_a_closed_meeting(desk, tap):
    """It has no telephone for whoever is not of it; nor has one that is not there."""
    server, _, briefing = house(desk)
    desk.json("phone", "pin", desk.dir, briefing["id"], "--name", "Guest of the briefing")
    caller = sign_in(server, "caller@example.org")
    closed, none = (caller.get(f"/en/meetings/{id_}/telephone") for id_ in (briefing["id"], "0123456789abcdef"))
    tap.ok(closed.status == none.status == 404 and closed.words == none.words, "its page is like one that never was",
           [closed.status, none.status, closed.words[:300]])


def story_no_telephone(desk, tap):
    server, meeting, _ = house(desk)
    (desk.dir / "phone.ini").unlink()
    caller = sign_in(server, "caller@example.org")
    tap.equal(caller.get(f"/en/meetings/{meeting['id']}/telephone").status, 404, "without settings there is no page")
    tap.ok("telephone" not in caller.get(f"/en/meetings/{meeting['id']}").text.lower(), "and no word of one")
    tap.equal(desk.json("phone", "status", desk.dir)["telephone"], False, "the command says so")

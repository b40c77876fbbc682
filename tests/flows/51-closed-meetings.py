"""A closed meeting is not there for who is not of it: every list, search, count, calendar, JSON, feed, version and header is the same as in an instance without it."""
import json
import re
import time

import meetings
from tasks import sign_in

NOW = ["--now", "2026-09-01T10:00:00Z"]
WHO = {"nobody": None, "an organisation": "ngo@example.org", "the State's mission": "mission@example.org",
       "a member in conflict": "partial@example.org"}
WORD = "qsecretq"


def house(desk):
    desk.init("--rehearsal")
    desk.user("ngo@example.org", "--role", "organisation", *NOW)
    desk.user("mission@example.org", "--role", "permanent-mission", "--state", "GHA", *NOW)
    desk.user("partial@example.org", "--role", "member", "--state", "GHA", *NOW)
    desk.user("member@example.org", "--role", "member", "--state", "PHL", *NOW)
    desk.must("session", "add", desk.dir, "43", "--start", "2026-10-21", "--end", "2026-10-30", "--reason", "Decided.", *NOW)
    # All that is public, and no briefing: each is planned by itself.
    for kind, begins, more in (("opening", "2026-10-21T10:00", []), ("dialogue", "2026-10-22T15:00", ["--states", "GHA"]),
                               ("closing", "2026-10-30T15:00", [])):
        desk.must("programme", "add", desk.dir, "--session", "43", "--kind", kind, "--begins", begins, *more, *NOW)
    desk.must("programme", "publish", desk.dir, "--session", "43", *NOW)
    return desk.serve(*NOW)


def plant(desk):
    """Closed meetings, published, moved, in a room of others, one cancelled; their ids."""
    place = desk.json("place", "add", desk.dir, "--name", WORD, "--remote", "outside", "--link", f"https://x.example/{WORD}", *NOW)["id"]
    ids = []
    for begins in ("2026-10-22T13:15", "2026-10-23T13:15"):
        ids.append(desk.json("programme", "add", desk.dir, "--session", "43", "--kind", "lunchtime-briefing", "--states", "GHA", "--begins",
                             begins, "--title", WORD, "--note", WORD, "--place", place, *NOW)["id"])
    desk.must("programme", "publish", desk.dir, "--session", "43", *NOW)
    desk.must("programme", "move", desk.dir, ids[0], "--begins", "2026-10-22T13:30", *NOW)
    desk.must("programme", "cancel", desk.dir, ids[1], "--reason", WORD, *NOW)
    desk.must("programme", "publish", desk.dir, "--session", "43", *NOW)
    return ids


ADDRESSES = [f"/en/{path}{form}" for path, forms in {
    "sessions/43/programme": ("", ".json", ".ics"), "sessions/43": ("", ".json"), "sessions": ("", ".json"),
    "states/GHA/meetings": ("", ".json", ".ics"), "states/GHA": ("", ".json"), "states/GHA/stages": ("", ".json"), "now": ("", ".json", ".ics", ".atom"),
    f"search?words={WORD}": ("",), f"search.json?words={WORD}": ("",), "search?words=briefing": ("",), "calls": ("", ".ics", ".atom"),
    "states/GHA/meetings?page=1": ("",), "who-sees-what": ("",)}.items() for form in forms] + ["/sitemap.xml", "/robots.txt"]


def bare(text, id_):
    """Without what is new in every answer: tokens of forms and what names the instance."""
    text = re.sub(r'name="csrf" value="[^"]*"', "", text)
    return text.replace(id_, "INSTANCE")


def answers(visitor, addresses):
    found = {}
    for address in addresses:
        page = visitor.get(address, follow=False)
        heads = {k: v for k, v in page.headers.items() if k.lower() not in ("date", "set-cookie")}
        found[address] = (page.status, heads, bare(page.text, ""))
    return found


def differences(before, after):
    """Addresses whose answers differ, ETag and length among the headers."""
    return [a for a in before if before[a] != after[a]]


def story_nothing_tells(desk, tap):
    """Nobody, an organisation, the State's mission and a member in conflict get the same bytes as before it was there."""
    server = house(desk)
    visitors = {who: sign_in(server, address) if address else server.visitor() for who, address in WHO.items()}
    before = {who: answers(v, ADDRESSES) for who, v in visitors.items()}
    ids = plant(desk)
    time.sleep(0.4)  # the page cache and all who follow the journal have looked
    for who, visitor in visitors.items():
        after = answers(visitor, ADDRESSES)
        tap.equal(differences(before[who], after), [], f"{who}: {len(ADDRESSES)} addresses answer with the same bytes and headers")
        tap.equal([a for a, (_, heads, text) in after.items() if (WORD in text and WORD not in a) or any(i in text or i in str(heads) for i in ids)], [],
                  f"{who}: none holds its words or its id")
        unlike = []
        for form in ("", ".json", ".ics"):
            there, never = visitor.get(f"/en/meetings/{ids[0]}{form}"), visitor.get(f"/en/meetings/{'0' * 16}{form}")
            if there.status != 404 or bare(there.text, ids[0]) != bare(never.text, "0" * 16):
                unlike.append(form)
        tap.equal(unlike, [], f"{who}: asked for by its id it is what never was")
    member = sign_in(server, "member@example.org")
    tap.ok(WORD in member.get("/en/sessions/43/programme").text and member.get(f"/en/meetings/{ids[0]}").status == 200, "a member without conflict has both")
    tap.ok(member.get(f"/en/meetings/{ids[0]}").has("Moved to"), "with what became of it")
    desk.must("programme", "add", desk.dir, "--session", "43", "--kind", "general-discussion", "--begins", "2026-10-27T10:00", *NOW)
    desk.must("programme", "publish", desk.dir, "--session", "43", *NOW)
    for _ in range(40):  # another process published: the page cache looks every moment
        listed = json.loads(server.visitor().get("/en/sessions/43/programme.json").text)
        if len(listed["versions"]) > 1:
            break
        time.sleep(0.05)
    tap.equal([v["n"] for v in listed["versions"]], [2, 1], "the next public version has the next number")
    tap.equal(len(listed["versions"][0]["changes"]), 1, "and counts what is public alone")


def story_invited_alone(desk, tap):
    """What the secretariat only plans is for the Committee; a closed meeting is in nobody's calendar but theirs."""
    server = house(desk)
    ids = plant(desk)
    own = sign_in(server, "member@example.org").get("/en/account/calendar").form("/calendar/new").send()
    address = own.words[own.words.index("/en/calendars/"):].split()[0]
    text = server.visitor().get(address).text
    tap.ok(ids[0] in text and "CLASS:CONFIDENTIAL" in text and "STATUS:CANCELLED" in text, "a member's calendar has both, marked confidential")
    for address in ("partial@example.org", "mission@example.org", "ngo@example.org"):
        own = sign_in(server, address).get("/en/account/calendar").form("/calendar/new").send()
        text = server.visitor().get(own.words[own.words.index("/en/calendars/"):].split()[0]).text
        tap.ok(WORD not in text and not any(i in text for i in ids), f"{address}: theirs has neither")
    meetings.add(desk, 43, "opening", "2026-10-21T12:00", *NOW, publish=False)
    tap.equal(server.visitor().get("/en/sessions/43/programme").text.count("Opening of the session"), 1, "what is only planned nobody sees")

"""A closed briefing: asked for, planned, known to those of it alone; its letters tell nothing; every list is probed."""
import datetime
import re

from smtpd import message
from tasks import sign_in

TODAY = datetime.date.today()
START = TODAY + datetime.timedelta(days=40)
SECRET = "qbriefingwords"
CLOSED = "Lunchtime briefing"


def house(desk):
    desk.init("--rehearsal")
    for who, *role in (("officer", "secretariat"), ("member", "member", "--state", "PHL"), ("own", "member", "--state", "GHA"),
                       ("mission", "permanent-mission", "--state", "GHA"), ("lead", "organisation"), ("colleague", "organisation"),
                       ("other", "organisation"), ("voice", "interpreter")):
        desk.user(f"{who}@example.org", "--role", *role)
    desk.must("session", "add", desk.dir, "88", "--start", START, "--end", START + datetime.timedelta(days=10), 
              "--reason", "For a story")
    server = desk.serve()
    people = {who: sign_in(server, f"{who}@example.org") for who in ("officer", "member", "own", "mission", "lead", "other", "voice")}
    people["nobody"] = server.visitor()
    page = people["lead"].get("/en/organisations/new").form("/new").fill("name", "Union of Tests").choose("kind", "ngo")
    page = page.choose("countries", "GHA").send()
    return server, people, page.path.rsplit("/", 1)[1]


def letters(desk, to):
    folder = desk.dir / "mail" / "new"
    mails = [message(p.read_bytes()) for p in folder.iterdir()] if folder.exists() else []
    return [m for m in mails if m["To"] == to]


PROBED = ("/en/sessions/88", "/en/sessions/88/programme", "/en/sessions/88/programme.json", "/en/sessions/88/programme.ics", "/en/states/GHA",
          "/en/states/GHA/meetings", "/en/states/GHA/meetings.json", "/en/states/GHA/meetings.ics", "/en/calls", "/en/sessions", "/en/search?words=briefing",
          "/en/sessions/88/delegations", "/en/organisations", "/en/states/GHA.json")


def story_briefing(desk, tap):
    """The request says nothing to others; the meeting exists for those of it alone."""
    server, people, organisation = house(desk)
    outside = ("nobody", "other", "own", "mission", "voice")
    form = people["lead"].get("/en/sessions/88/briefing").form("Send the request").fill("state", "GHA").fill("words", SECRET)
    page = form.send()
    tap.ok(page.has("waits for the secretariat") and page.has("Ghana"), "an organisation asks", page.words[:300])
    tap.ok(people["member"].get("/en/desk/briefings").status == 403 and people["other"].get("/en/desk/briefings").status == 403,
           "the request is the secretariat's alone")

    # The same questions before there is a meeting, for comparing bytes.
    paths = [p for p in PROBED if people["nobody"].get(p).status == 200]
    before = {(who, p): people[who].get(p).status for who in outside for p in PROBED}
    noon = f"{START}T13:00"
    made = desk.json("programme", "add", desk.dir, "--session", "88", "--kind", "lunchtime-briefing", "--begins", noon, "--states", "GHA",
                     "--title", SECRET + " room")
    desk.must("programme", "publish", desk.dir, "--session", "88")
    meeting = made["id"]
    tap.ok(len(paths) > 5, "there is something to probe", paths)

    desked = people["officer"].get("/en/desk/briefings")
    tap.ok(desked.has(SECRET) and desked.has("Union of Tests"), "the secretariat reads it", desked.words[:300])
    done = desked.form("Decide").fill("meeting", meeting).send("Decide")
    tap.ok(done.has("there will be one"), "yes, with the meeting", done.words[:300])
    page = people["lead"].get(f"/en/meetings/{meeting}/people")
    tap.ok(page.status == 200 and page.has("Union of Tests") and page.has("Closed"), "the organisation's lead knows of it", page.words[:300])
    tap.ok(people["member"].get(f"/en/meetings/{meeting}/people").status == 200, "a member too")

    mail = until_letter(desk, "lead@example.org")
    text = "\n".join(str(m["Subject"]) + "\n" + m.get_body(("plain",)).get_content() for m in mail)
    tap.ok(mail and "Ghana" not in text and "riefing" not in text and SECRET not in text, "its letter tells nothing", text[:400])

    never = [people[who].get(f"/en/meetings/aaaabbbbccccdddd{end}") for who in outside for end in ("", "/people")]
    there = [people[who].get(f"/en/meetings/{meeting}{end}") for who in outside for end in ("", "/people")]
    tap.ok(all(a.status == b.status == 404 and without(a) == without(b).replace(meeting, "aaaabbbbccccdddd") for a, b in zip(never, there)),
           "for others it answers as one that never was, to the byte", [(a.status, b.status) for a, b in zip(never, there)])
    told = [f"{who} {p}" for who in outside for p in PROBED for page in [people[who].get(p)]
            if SECRET in page.text or meeting in page.text or CLOSED in page.text]
    tap.ok(not told, "no list, search, calendar or JSON tells it", told)
    changed = [f"{who} {p}" for who in outside for p in PROBED if people[who].get(p).status != before[who, p]
               and "programme" not in p and "meetings" not in p]
    tap.ok(not changed, "and no page comes or goes", changed)

    calendar = people["lead"].get(f"/en/meetings/{meeting}.ics")
    tap.ok(calendar.status == 200 and "SUMMARY:A meeting" in calendar.text and SECRET not in calendar.text and "Ghana" not in calendar.text
           and people["nobody"].get(f"/en/meetings/{meeting}.ics").status == 404, "its calendar is for those of it and tells nothing", calendar.text[:600])

    # Interpreters are assigned by name; then they know of it, and of nothing else.
    form = people["officer"].get(f"/en/meetings/{meeting}/people").form("Name them").fill("address", "voice@example.org")
    page = form.choose("role", "interpreter").fill("language", "fr").fill("begins", noon).send()
    tap.ok(page.status == 200 and page.has("Interpreter") and page.has("French"), "an interpreter is assigned", page.words[:400])
    tap.ok(people["voice"].get(f"/en/meetings/{meeting}/people").has("Interpreter"), "and knows of it")

    # A lead brings a colleague of theirs, and nobody else.
    form = people["lead"].get(f"/en/organisations/{organisation}/people")
    tap.ok(form.status == 200, "the organisation has its page of people")
    row = re.findall(r'name="remove" value="([0-9a-z]{16})"', people["officer"].get(f"/en/meetings/{meeting}/people").text)
    for id_ in row:
        people["officer"].get(f"/en/meetings/{meeting}/people").form("Take off").send("Take off")
    tap.ok(len(row) == 2 and people["lead"].get(f"/en/meetings/{meeting}/people").status == 404
           and people["voice"].get(f"/en/meetings/{meeting}/people").status == 404, "taken off, it does not exist for them any more", row)


def until_letter(desk, to):
    import time
    for _ in range(100):
        found = [m for m in letters(desk, to) if "Something waits for you" in str(m["Subject"])]
        if found:
            break
        time.sleep(0.1)
    return letters(desk, to)


def without(page):
    """Its bytes without what is new in every form."""
    return re.sub(r'name="csrf" value="[^"]*"', "", page.text)

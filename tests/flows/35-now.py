"""What can I do now: for a State, a theme, an organisation; in both zones; as calendar and feed that others read."""
import datetime
import json
import re
import time
import urllib.parse
import xml.etree.ElementTree
import zoneinfo

import calendars
from tasks import sign_in

NOW = ("--now", "2026-10-01T10:00:00Z")
ZONES = ("America/Mexico_City", "Asia/Kolkata", "Africa/Casablanca", "Pacific/Apia")
# What is said in Geneva and what it is in UTC: summer time begins, ends, and a leap day.
CLOCKS = {"2027-03-28T18:00": "2027-03-28T16:00:00Z", "2027-03-28T01:59": "2027-03-28T00:59:00Z",
          "2027-03-28T03:00": "2027-03-28T01:00:00Z", "2027-10-31T18:00": "2027-10-31T17:00:00Z",
          "2028-02-29T18:00": "2028-02-29T17:00:00Z"}


def open_call(desk, *more, state="GHA", closes="2026-12-18T18:00", purpose="dialogue", now=NOW):
    return desk.json("call", "open", desk.dir, "--purpose", purpose, "--state", state, "--closes", closes, *more, *now)


def organisation(desk, name, *more, kind="ngo", verify=True):
    id_ = desk.json("organisation", "add", desk.dir, "--name", name, "--kind", kind, *more, *NOW)["id"]
    if verify:
        desk.must("organisation", "verify", desk.dir, id_, "--reason", "Statutes seen.", *NOW)
    return id_


def local(instant, zone):
    moment = datetime.datetime.fromisoformat(instant.replace("Z", "+00:00"))
    return moment.astimezone(zoneinfo.ZoneInfo(zone)).strftime("%Y-%m-%dT%H:%M")


def story_for_whom(desk, tap):
    """One State's, a theme's, an organisation's and the world's openings; who may not be known of is unknown."""
    desk.init("--rehearsal")
    ghana, benin = open_call(desk), open_call(desk, "--theme", "work", state="BEN")
    planned = open_call(desk, "--opens", "2027-01-04T09:00", purpose="follow-up", closes="2027-02-01T18:00", state="BEN")
    desk.must("session", "add", desk.dir, "43", "--start", "2027-04-05", "--end", "2027-04-16", "--reason", "The calendar.", *NOW)
    desk.must("state", "stage", desk.dir, "MLI", "dialogue", "--session", "43", "--how", "planned", "--reason", "The programme.", *NOW)
    union = organisation(desk, "Union <of> Tests", "--visibility", "public", "--country", "BEN")
    hidden = organisation(desk, "Zanzibarleaf", "--visibility", "confidential", "--country", "GHA")
    everywhere = organisation(desk, "Worldwide", "--visibility", "public")
    server = desk.serve(*NOW)
    visitor = server.visitor()

    def ids(query):
        return {o["call"] for o in json.loads(visitor.get(f"/en/now.json{query}").text)["openings"]}
    tap.equal((ids(""), ids("?state=GHA"), ids("?state=BEN"), ids("?theme=work"), ids("?theme=family")),
              ({ghana["id"], benin["id"], planned["id"]}, {ghana["id"]}, {benin["id"], planned["id"]},
               {ghana["id"], benin["id"], planned["id"]}, {ghana["id"], planned["id"]}),
              "the world's, a State's, and a theme's with those on every theme")
    tap.equal((ids(f"?organisation={union}"), ids(f"?organisation={everywhere}"), ids(f"?organisation={union}&state=GHA")),
              ({benin["id"], planned["id"]}, {ghana["id"], benin["id"], planned["id"]}, {ghana["id"]}),
              "an organisation's: of the States where it works, of all where it named none")
    wrong = ("state=XXX", "theme=moon", f"organisation={hidden}", "organisation=0000000000000000", "organisation=x")
    tap.equal([visitor.get(f"/en/now{end}?{w}").status for w in wrong for end in ("", ".json", ".ics", ".atom")], [404] * 20,
              "no State, theme or organisation that one may know of is not there")
    page = visitor.get(f"/en/organisations/{union}").follow("What it can do now")
    tap.ok(page.heading == "What can Union <of> Tests do now?" and page.has("Alternative reports: Benin") and not page.has("reports: Ghana"),
           "the organisation's page leads there", page.words[:600])
    page = page.form("/now").fill("state", "MLI").fill("organisation", "").send()
    tap.ok(page.heading == "What can I do now about Mali?" and page.has("To be expected") and page.has("by Monday 8 March 2027, 18:00 in Geneva")
           and page.has("the profile's own proposal"), "what is to be expected says that it is", page.words[:1200])
    page = visitor.get("/en/now?state=BEN&theme=work")
    tap.ok(page.has("On the theme") and page.has("opens Monday 4 January 2027, 09:00 in Geneva") and page.has("in 78 days")
           and page.has("Always open"), "open, next and always open stand apart", page.words[:1200])
    form = page.follow("Begin: Alternative reports: Benin").form("/send").send().form()
    tap.equal((form.value("state"), form.value("purpose")), ("BEN", "dialogue"), "the first step has State and purpose filled")
    home = visitor.get("/en").follow("What can I do now?")
    tap.equal(home.path, "/en/now", "the first page leads there")
    page = visitor.get("/en/states/BEN")
    tap.ok(page.has("What is open now") and page.has("18:00 in Geneva") and page.has("Next: Information on follow-up, opens Monday 4 January"),
           "a State's page says it in short", page.words[:900])
    tap.ok(page.follow("Everything that can be done now").url.endswith("/en/now?state=BEN"), "and leads to the whole")
    desk.must("organisation", "verify", desk.dir, union, "--close", "--reason", "Ended.", *NOW)
    tap.equal(visitor.get(f"/en/now?organisation={union}").status, 404, "what was kept of it is not shown when it is closed")
    command = desk.json("calendar", desk.dir, "--theme", "family", *NOW)
    tap.equal({o["call"] for o in command["openings"]}, {ghana["id"], planned["id"]}, "by command too")
    row = desk.json("calendar", desk.dir, "--state", "GHA", *NOW)["openings"][0]
    tap.equal({k: row[k] for k in ("state", "purpose", "call", "closes", "address")},
              {"state": "GHA", "purpose": "dialogue", "call": ghana["id"], "closes": "2026-12-18T17:00:00Z",
               "address": ghana["address"]}, "with what it is called")
    tap.equal(desk.run("calendar", desk.dir, "--theme", "moon", *NOW).status, 1, "a theme that there is not is said")


def story_clocks(desk, tap):
    """Deadlines as summer time begins and ends and on a leap day, by the clocks of four readers; and times that do not exist."""
    desk.init("--rehearsal")
    states = ("GHA", "BEN", "MLI", "SEN", "MAR")
    calls = {open_call(desk, state=state, closes=said)["id"]: (said, utc) for state, (said, utc) in zip(states, CLOCKS.items())}
    for wrong in ("2027-02-29T18:00", "2027-03-28T02:30", "2027-10-31T02:30", "2027-03-28T24:00"):
        tap.equal(desk.run("call", "open", desk.dir, "--purpose", "dialogue", "--state", "NER", "--closes", wrong, *NOW).status, 1,
                  f"no deadline at {wrong}")
    server = desk.serve(*NOW)
    visitor = server.visitor()
    for zone in ZONES:
        facts = json.loads(visitor.get(f"/en/now.json?zone={zone}").text)["openings"]
        tap.equal({o["call"]: (o["closes_local"], o["closes"], o["closes_here"], o["zone_here"]) for o in facts},
                  {id_: (said, utc, local(utc, zone), zone) for id_, (said, utc) in calls.items()}, f"JSON has both: {zone}")
    page = visitor.get("/en/now?zone=Africa/Casablanca").words
    for said, there in (("Sunday 28 March 2027, 18:00 in Geneva", local(CLOCKS["2027-03-28T18:00"], "Africa/Casablanca")[-5:]),
                        ("Tuesday 29 February 2028, 18:00 in Geneva", local(CLOCKS["2028-02-29T18:00"], "Africa/Casablanca")[-5:])):
        tap.ok(f"{said}, {there} where you are" in page, f"the page has both: {said}, {there}", page[:1500])
    page = visitor.get("/en/now?zone=Pacific/Apia").words
    tap.ok("Tuesday 29 February 2028, 18:00 in Geneva, Wednesday 1 March 2028, 06:00 where you are" in page,
           "with the day where it is another one there", page[:1500])
    page = visitor.get("/en/now?zone=Asia/Kolkata").words
    tap.ok("Sunday 31 October 2027, 18:00 in Geneva, 22:30 where you are" in page, "half hours too", page[:1500])
    events = calendars.read(tap, desk, visitor.get("/en/now.ics").body, "deadlines around the changes of clocks")
    if events is not None:
        found = {e["uid"].split(".")[0]: e["start"] for e in events if not e["uid"].startswith("session-")}
        tap.equal(found, {id_: utc for id_, (_, utc) in calls.items()}, "the calendar holds the same instants")
    for id_, (said, utc) in list(calls.items())[:1]:
        report = desk.file("report.md", "# A report\n\nThe State party should answer about article 16.\n")
        before, at = "2027-03-28T15:59:59Z", "2027-03-28T16:00:01Z"
        sent = [desk.run("submit", desk.dir, "--state", "GHA", "--purpose", "dialogue", "--organisation", "Union", "--kind", "ngo", report,
                         "--json", "--now", now).status for now in (before, at)]
        tap.equal(sent, [0, 1], "on the day on which summer time begins it closes at 18:00 of that time")


def story_zone(desk, tap):
    """A zone is chosen on a page, remembered by name alone, shown to its reader and to nobody else."""
    desk.init("--rehearsal")
    call = open_call(desk)
    server = desk.serve(*NOW)
    visitor, other = server.visitor(), server.visitor()
    both = "18:00 in Geneva, 17:00 where you are, in 78 days"
    page = visitor.get("/en/now?state=GHA")
    tap.ok(page.has("Friday 18 December 2026, 18:00 in Geneva, in 78 days") and "td_" not in str(page.headers), "at first the Committee's alone",
           page.words[:600])
    page = page.follow("Say them by my clocks too")
    tap.ok("no-store" in page.headers["Cache-Control"], "the page of choosing is nobody else's", page.headers)
    page = page.form("/zone").fill("zone", "Africa/Accra").send()
    tap.equal((page.url[len(server.base):], visitor.cookies.get("td_zone")), ("/en/now?state=GHA", "Africa/Accra"), "chosen, it leads back; the cookie names the zone")
    tap.ok(page.has(both) and page.headers["Cache-Control"] == "no-store", "and both zones are said", (page.words[:600], page.headers))
    tap.ok(visitor.get(f"/en/calls/{call['id']}").has(both) and visitor.get("/en/states/GHA").has(both), "on a call's and a State's page too")
    tap.equal(json.loads(visitor.get("/en/now.json").text)["openings"][0]["closes_here"], "2026-12-18T17:00", "as JSON too")
    plain = [other.get(p) for p in ("/en/now?state=GHA", f"/en/calls/{call['id']}", "/en/states/GHA", "/en/now.json")]
    tap.ok(not any("where you are, in" in p.words or "Accra" in p.text for p in plain), "nobody else is shown it")
    tap.equal(visitor.get("/en/now.ics").body, other.get("/en/now.ics").body, "the calendar is the same for everybody")
    tap.ok(visitor.get("/ar/now?state=GHA").has("17:00") and visitor.get("/fr/now").has("17:00"), "in other languages too")
    bad = other.get("/en/zone?to=/now").form("/zone")
    bad.values = [(name, "../../etc/passwd" if name == "zone" else value) for name, value in bad.values]
    page = bad.send()
    tap.ok(page.status == 422 and page.errors and "td_zone" not in other.cookies, "what is no zone is refused beside its field", page.words[:300])
    for to in ("https://example.org/", "//example.org", "/\\example.org", "x"):
        page = other.get("/en/zone?" + urllib.parse.urlencode({"to": to})).form("/zone").fill("zone", "Africa/Accra").send()
        tap.ok(page.url.startswith(server.base) and page.path == "/en", f"it leads to no other place: {to}", page.url)
    other.cookies["td_zone"] = "Moon/Base"
    tap.ok(other.get("/en/now?state=GHA").has("18:00 in Geneva, in 78 days"), "a cookie that names no zone is none")
    tap.equal(visitor.get("/en/now?zone=Moon/Base").status, 422, "nor does an address")
    page = visitor.get("/en/zone?to=/now").form("/zone").fill("zone", "").send()
    tap.ok("td_zone" not in visitor.cookies and page.has("18:00 in Geneva, in 78 days"), "forgotten, it is gone", visitor.cookies)


def story_zone_of_account(desk, tap):
    """An account keeps its zone: in another browser too, with no cookie, and it goes with the account."""
    desk.init()
    desk.user("ama@example.org", "--role", "organisation")
    desk.json("call", "open", desk.dir, "--purpose", "dialogue", "--state", "GHA", "--closes", "2099-12-18T18:00")
    server = desk.serve()
    ama = sign_in(server, "ama@example.org")
    page = ama.get("/en/now").follow("Say them by my clocks too").form("/zone").fill("zone", "Asia/Kolkata").send()
    tap.ok(page.has("18:00 in Geneva, 22:30 where you are") and "td_zone" not in ama.cookies, "the account remembers it, no cookie does",
           (page.words[:500], list(ama.cookies)))
    tap.ok(sign_in(server, "ama@example.org").get("/en/now").has("22:30 where you are"), "in another browser too")
    tap.ok(not server.visitor().get("/en/now").has("where you are, in"), "nobody else is shown it")
    page = ama.get("/en/zone?to=/now").form("/zone").fill("zone", "").send()
    tap.ok(not page.has("22:30"), "taken back, it is gone")


def story_hidden_organisation(desk, tap):
    """A hidden organisation's openings are for its own people; what they were shown is kept for nobody else, and what was public is
    gone at once when it hides."""
    desk.init()
    desk.user("ama@example.org", "--role", "organisation")
    desk.json("call", "open", desk.dir, "--purpose", "dialogue", "--state", "GHA", "--closes", "2099-12-18T18:00")
    server = desk.serve()
    ama, stranger = sign_in(server, "ama@example.org"), server.visitor()
    form = ama.get("/en/organisations/new").form("/new").fill("name", "Zanzibarleaf Union").choose("kind", "ngo")
    page = form.choose("visibility", "confidential").send()
    id_ = page.path.split("/")[-1]
    addresses = [f"/en/now{end}?organisation={id_}" for end in ("", ".json", ".ics", ".atom")]
    page = ama.get("/en/now").form("/now").fill("organisation", "Zanzibarleaf Union").send()
    tap.ok(page.heading == "What can Zanzibarleaf Union do now?" and page.has("Alternative reports: Ghana"), "its own people choose it in the form",
           page.words[:500])
    answers = [ama.get(a) for a in addresses]
    tap.equal([(a.status, a.headers["Cache-Control"]) for a in answers], [(200, "no-store")] * 4, "what they are shown is for them alone")
    unknown = [stranger.get(f"/en/now{end}?organisation=0000000000000000") for end in ("", ".json", ".ics", ".atom")]
    hidden = [stranger.get(a) for a in addresses]
    tap.ok([a.status for a in hidden] == [404] * 4 and not any("Zanzibarleaf" in a.text for a in hidden)
           and [a.text.replace(id_, "0" * 16) for a in hidden] == [a.text for a in unknown], "to others it is as if it were not")
    desk.must("organisation", "verify", desk.dir, id_, "--reason", "Statutes seen.")
    ama.get(f"/en/organisations/{id_}/edit").form("/edit").choose("visibility", "public").send()
    tap.equal([stranger.get(a).status for a in addresses], [200] * 4, "public, everybody may ask for it")
    ama.get(f"/en/organisations/{id_}/edit").form("/edit").choose("visibility", "confidential").send()
    tap.equal([stranger.get(a).status for a in addresses], [404] * 4, "hidden again, what was kept of it is gone")


def story_calendar(desk, tap):
    """A calendar that is subscribed to: what moves keeps its name and counts up, what is closed is cancelled, what stands is not
    sent again, and no text breaks out of its line."""
    desk.init("--rehearsal")
    call = open_call(desk)
    hostile = "A; b, c\\ d\nEND:VEVENT\r\nSUMMARY:Zanzibarleaf " + "é漢字😀" * 40
    other = open_call(desk, "--guidance", hostile, state="BEN")
    third = open_call(desk, state="MLI", closes="2026-11-30T18:00")
    desk.must("session", "add", desk.dir, "43", "--start", "2027-04-05", "--end", "2027-04-16", "--reason", "The calendar.", *NOW)
    server = desk.serve(*NOW)
    visitor = server.visitor()
    first = visitor.get("/en/now.ics")
    tap.equal((first.kind, visitor.get("/en/now.ics", headers={"If-None-Match": first.headers["ETag"]}).status), ("text/calendar", 304),
              "what has not changed is not sent again")
    lines = first.body.split(b"\r\n")
    tap.ok(all(len(line) <= 75 for line in lines) and lines[-1] == b"" and b"\n" not in b"".join(lines), "lines end as they should, folded at 75 octets")
    for line in lines:
        line.decode()  # no letter is broken by folding
    text = first.body.decode()
    tap.ok("REFRESH-INTERVAL;VALUE=DURATION:PT6H" in text and "METHOD" not in text, "it says how often to ask")
    tap.equal(desk.must("calendar", desk.dir, "--ics", *NOW).out.replace("\r\n", "\n"), text.replace("\r\n", "\n"), "the command writes the same")
    before = calendars.read(tap, desk, first.body, "three deadlines and a session") or []
    name = {call["id"]: "call", other["id"]: "other", third["id"]: "third", "session-43": "session"}
    events = {name.get(e["uid"].split(".")[0], e["uid"]): e for e in before}
    if before:
        tap.equal({k: (e["start"], e["day"], e["sequence"], e["status"]) for k, e in events.items()},
                  {"call": ("2026-12-18T17:00:00Z", False, 0, "CONFIRMED"), "other": ("2026-12-18T17:00:00Z", False, 0, "CONFIRMED"),
                   "third": ("2026-11-30T17:00:00Z", False, 0, "CONFIRMED"), "session": ("2027-04-05", True, 1, "TENTATIVE")},
                  "each deadline once, each session once")
        tap.ok("END:VEVENT" in events["other"]["description"] and "é漢字😀" * 40 in events["other"]["description"]
               and events["other"]["summary"] == "Deadline: Alternative reports: Benin", "a hostile text stays a text", events["other"])
    desk.must("call", "extend", desk.dir, call["id"], "--closes", "2027-01-15T18:00", "--reason", "A strike.", "--now", "2026-10-02")
    desk.must("call", "close", desk.dir, third["id"], "--reason", "Enough came.", "--now", "2026-10-02")
    desk.must("session", "move", desk.dir, "43", "--start", "2027-04-12", "--end", "2027-04-23", "--reason", "The room.", "--confirm",
              "--now", "2026-10-02")
    for _ in range(40):
        again = visitor.get("/en/now.ics", headers={"If-None-Match": first.headers["ETag"]})
        if again.status == 200:
            break
        time.sleep(0.1)
    tap.equal(again.status, 200, "what has changed is sent")
    after = {name.get(e["uid"].split(".")[0]): e for e in calendars.read(tap, desk, again.body, "after a move and an end") or []}
    if after:
        tap.equal({k: (e["start"], e["sequence"], e["status"]) for k, e in after.items() if k != "session"},
                  {"call": ("2027-01-15T17:00:00Z", 1, "CONFIRMED"), "other": ("2026-12-18T17:00:00Z", 0, "CONFIRMED"),
                   "third": ("2026-11-30T17:00:00Z", 1, "CANCELLED")}, "the moved one counts up, the closed one is cancelled")
        tap.ok(after["session"]["start"] == "2027-04-12" and after["session"]["sequence"] == 2, "a session too")
        tap.equal({e["uid"] for e in before}, {e["uid"] for e in after.values()}, "under the same names")
    arabic = calendars.read(tap, desk, visitor.get("/ar/now.ics?state=GHA").body, "in Arabic, of one State")
    tap.ok(arabic is None or {e["uid"] for e in arabic} == {e["uid"] for e in before if name.get(e["uid"].split(".")[0]) in ("call", "session")},
           "another language has the same names")


def story_expected(desk, tap):
    """What is only to be expected: in the feed under a title that says so; in the calendar for whoever asks for it, as tentative; gone once there is a call."""
    desk.init("--rehearsal")
    desk.must("session", "add", desk.dir, "43", "--start", "2027-04-05", "--end", "2027-04-16", "--reason", "The calendar.", *NOW)
    desk.must("state", "stage", desk.dir, "MLI", "dialogue", "--session", "43", "--how", "planned", "--reason", "The programme.", *NOW)
    visitor = desk.serve(*NOW).visitor()
    said = "To be expected, not open yet: Alternative reports: Mali"
    plain, asked = visitor.get("/en/now.ics?state=MLI"), visitor.get("/en/now.ics?state=MLI&expected=1")
    tap.ok("expected" not in plain.body.decode() and asked.kind == "text/calendar", "a calendar that did not ask for it has nothing uncertain")
    page = visitor.get("/en/now?state=MLI")
    tap.ok(page.follow("As a calendar that has what is to be expected too, marked as uncertain").body == asked.body and
           "marked as uncertain" not in visitor.get("/en/now?state=SLV").words, "the page leads there where there is something")
    tap.equal(desk.must("calendar", desk.dir, "--state", "MLI", "--ics", "--expected", *NOW).out.replace("\r\n", "\n"),
              asked.body.decode().replace("\r\n", "\n"), "the command writes the same")
    events = calendars.read(tap, desk, asked.body, "expected ones and a session")
    if events:
        found = {e["uid"].split(".")[0]: e for e in events if e["uid"].startswith("expected-")}
        tap.ok(found and {e["status"] for e in found.values()} == {"TENTATIVE"} and
               all(e["summary"].startswith("To be expected, not open yet: ") and "only the call counts" in e["description"] for e in found.values()),
               "each is tentative, and says so in words", found)
        event = next(e for e in found.values() if e["summary"] == said)
        tap.equal(event["start"], "2027-03-08T17:00:00Z", "on the day that the page says")
    ns = "{http://www.w3.org/2005/Atom}"

    def entries():
        feed = xml.etree.ElementTree.fromstring(visitor.get("/en/now.atom?state=MLI").body)
        return feed.findtext(ns + "updated"), {e.findtext(ns + "title"): e for e in feed.findall(ns + "entry")}

    updated, feed = entries()
    tap.ok(said in feed and all(t.startswith("To be expected, not open yet: ") for t in feed) and
           "No call says so yet" in feed[said].findtext(ns + "summary") and updated == "2026-10-01T10:00:00Z", "in the feed the title says it",
           (updated, list(feed)))
    desk.must("session", "move", desk.dir, "43", "--start", "2027-04-12", "--end", "2027-04-23", "--reason", "The room.", "--confirm",
              "--now", "2026-10-01T11:00:00Z")
    moved = until(lambda: calendars.read(tap, desk, visitor.get("/en/now.ics?state=MLI&expected=1").body, "after a move"),
                  lambda es: es is None or any(e["start"] == "2027-03-15T17:00:00Z" for e in es))
    if events and moved:
        again = next(e for e in moved if e["uid"] == event["uid"])
        tap.ok(again["start"] == "2027-03-15T17:00:00Z" and again["sequence"] > event["sequence"], "it moves with its session, under the same name", again)
    tap.equal(until(entries, lambda r: r[0] == "2026-10-01T11:00:00Z")[0], "2026-10-01T11:00:00Z", "and the feed says when")
    desk.must("call", "open", desk.dir, "--kind", "alternative-report", "--state", "MLI", "--now", "2026-10-01T12:00:00Z")
    titles = until(lambda: set(entries()[1]), lambda ts: said not in ts)
    tap.ok(said not in titles and "Alternative reports: Mali" in titles, "once there is a call it is the call's", titles)


def until(ask, good):
    """The answer of a server that learns of what a command did in a moment."""
    for _ in range(40):
        found = ask()
        if good(found):
            break
        time.sleep(0.1)
    return found


def story_feed(desk, tap):
    """The feed as RFC 4287 asks: unlike names, true times, links to itself and to the page."""
    desk.init("--rehearsal")
    open_call(desk, now=("--now", "2026-09-01T10:00:00Z"))
    other = open_call(desk, "--guidance", "<b>Zanzibarleaf</b> & “more” ]]>", state="BEN")
    visitor = desk.serve(*NOW).visitor()
    page = visitor.get("/en/now.atom?state=BEN")
    ns = "{http://www.w3.org/2005/Atom}"
    feed = xml.etree.ElementTree.fromstring(page.body)
    links = {link.get("rel"): link.get("href") for link in feed.findall(ns + "link")}
    tap.ok(links["self"].endswith("/en/now.atom?state=BEN") and links["alternate"].endswith("/en/now?state=BEN") and feed.findtext(ns + "id") == links["self"],
           "it says where it is from", links)
    whole = xml.etree.ElementTree.fromstring(visitor.get("/en/now.atom").body)
    entries = whole.findall(ns + "entry")
    times = [e.findtext(ns + "updated") for e in entries]
    tap.ok(len({e.findtext(ns + "id") for e in entries}) == 2 and times == sorted(times, reverse=True) and whole.findtext(ns + "updated") == times[0]
           and all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", t) for t in times), "the last change first, each under its own name", times)
    tap.ok("<b>Zanzibarleaf</b> & “more” ]]>" in feed.find(ns + "entry").findtext(ns + "summary"), "markup in a text is text")
    tap.equal(visitor.get("/en/now.atom?state=BEN", headers={"If-None-Match": page.headers["ETag"]}).status, 304, "unchanged, it is not sent again")
    french = xml.etree.ElementTree.fromstring(visitor.get("/fr/now.atom").body)
    tap.equal({e.findtext(ns + "id") for e in french.findall(ns + "entry")}, {e.findtext(ns + "id") for e in entries}, "in French the same entries")
    empty = xml.etree.ElementTree.fromstring(visitor.get("/en/now.atom?state=MLI").body)
    tap.ok(empty.findtext(ns + "updated") > "2020" and not empty.findall(ns + "entry"), "an empty feed has a time too", other["id"])

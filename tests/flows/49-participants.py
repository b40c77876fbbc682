"""Standing participants: the International Labour Office has each State's report, by a link that opens nothing else, or by hand and recorded."""
import datetime
import json
import re
import time

import files
from smtpd import message
from tasks import begin, sign_in

TODAY = datetime.date.today()
ILO = "registry@ilo.example.org"
DAY = re.compile(r"/en/participants/([0-9a-f]{64})")


def house(desk):
    desk.init("--rehearsal")
    desk.user("mission@example.org", "--role", "permanent-mission", "--state", "GHA")
    desk.user("officer@example.org", "--role", "secretariat")
    desk.user("ngo@example.org", "--role", "organisation")
    return desk.serve()


def report(visitor, word):
    """A State's report with an annex, by its mission; its id."""
    page = begin(visitor).form("/send/state").choose("purpose", "state-report").send()
    page = page.form("/send/file").attach("file", "report.md", files.report(word).encode()).send()
    page = page.form("Add this file").choose("part", "annex").attach("file", "annex.md", files.report("annex" + word).encode()).send("Add this file")
    page = page.form("/send/annexes").send("Continue").form("/send/found").fill("title", f"Report {word}").send()
    id_ = visitor.cookies["td_draft"].split(".")[0]
    done = page.form("/send/answers").send()
    assert done.path.endswith("/done"), done.words[:400]
    return id_


def until(ask, good):
    for _ in range(100):
        found = ask()
        if good(found):
            break
        time.sleep(0.1)
    return found


def letters(desk):
    """To the Office, the oldest first: subject and text."""
    folder = desk.dir / "mail" / "new"
    mails = [message(p.read_bytes()) for p in sorted(folder.iterdir(), key=lambda p: p.stat().st_mtime_ns)] if folder.exists() else []
    return [(m["Subject"], m.get_body(("plain",)).get_content()) for m in mails if m["To"] == ILO]


def copies(desk):
    return {c["submission"]: c for c in desk.json("participant", "list", desk.dir)["copies"]}


def story_recorded_by_hand(desk, tap):
    """Without an address it waits at the desk until an officer says when and how it was sent."""
    server = house(desk)
    mission, officer = sign_in(server, "mission@example.org"), sign_in(server, "officer@example.org")
    empty = officer.get("/en/desk").follow("Standing participants")
    tap.ok(empty.has("International Labour Office") and empty.has("article 74.2") and empty.has("article 74.5") and
           empty.has("Articles: 74.2, 74.5") and empty.has("No mail address is recorded") and empty.has("No report came yet"),
           "the page says who has what by which article", empty.words[:900])
    id_ = report(mission, "narwhal")
    desk_page = until(lambda: officer.get("/en/desk"), lambda p: p.has("1 report to send to a standing participant"))
    tap.ok(desk_page.has("Reports to send to standing participants") and desk_page.has("International Labour Office"), "it waits at the desk",
           desk_page.words[:600])
    told = json.loads(officer.get("/en/desk.json").text)["participants"]
    tap.equal((told["waiting"], [i["state"] for i in told["items"]]), (1, ["GHA"]), "as JSON too")
    page = officer.get(f"/en/desk/participants/copies/{told['items'][0]['id']}")
    tap.ok(page.has("Nothing yet.") and page.follow("The report").path.endswith(id_), "its page leads to the report", page.words[:500])
    wrong = page.form("Record it").fill("note", "Note verbale 7 <b>").send("Record it")
    tap.ok(wrong.status == 422 and wrong.has("Choose how it was sent") and wrong.form("Record it").value("note") == "Note verbale 7 <b>",
           "how is asked, and nothing typed is lost", wrong.words[:400])
    wrong = wrong.form("Record it").choose("how", "post").fill("day", str(TODAY + datetime.timedelta(days=9))).send("Record it")
    tap.ok(wrong.status == 422 and wrong.has("still to come"), "a day to come is none")
    done = wrong.form("Record it").fill("day", str(TODAY - datetime.timedelta(days=1))).send("Record it")
    tap.ok(done.status == 200 and done.has("By post") and done.has("Note verbale 7 <b>") and "<b>" not in done.text.replace("<bdi>", ""),
           "recorded, with day and note", done.words[:700])
    tap.ok(not officer.get("/en/desk").has("to send to a standing participant"), "nothing waits any more")
    entry = copies(desk)[id_]
    tap.equal([(s["how"], s["day"], s["note"]) for s in entry["sendings"]], [("post", str(TODAY - datetime.timedelta(days=1)), "Note verbale 7 <b>")],
              "the command has the record")
    desk.must("participant", "record", desk.dir, entry["id"], "--how", "hand", "--note", "Again, at the meeting.")
    tap.equal([s["how"] for s in copies(desk)[id_]["sendings"]], ["post", "hand"], "and adds to it")
    tap.equal([desk.run("participant", "record", desk.dir, entry["id"]).status, desk.run("participant", "record", desk.dir, entry["id"], "--how", "link").status,
               desk.run("participant", "send", desk.dir, entry["id"]).status], [2, 1, 1], "what will not do is refused")
    tap.ok("GHA" in desk.must("participant", "list", desk.dir).out, "in lines for people")
    others = [sign_in(server, "ngo@example.org"), mission, server.visitor()]
    tap.equal([v.get(p).status for v in others for p in ("/en/desk/participants", f"/en/desk/participants/copies/{entry['id']}",
                                                         "/en/desk/participants/address/ilo")], [403] * 9, "nobody else sees it")


def story_by_letter(desk, tap):
    """With an address a letter goes at once; its link opens that report, notes who read it, and nothing once it is replaced or taken down."""
    server = house(desk)
    mission, officer, office = sign_in(server, "mission@example.org"), sign_in(server, "officer@example.org"), server.visitor()
    form = officer.get("/en/desk/participants").follow("Record an address").form("/address/ilo")
    wrong = form.fill("address", "nobody here").send()
    tap.ok(wrong.status == 422 and wrong.has("not a mail address"), "an address that is none", wrong.words[:300])
    page = wrong.form("/address/ilo").fill("address", ILO).send()
    tap.ok(page.has("Letters with a link go to:") and page.has(ILO), "is recorded by the page", page.words[:500])
    listed = desk.run("participant", "list", desk.dir, "--json")
    tap.ok(listed.json["participants"][0]["address"] is True and ILO not in listed.out, "the list says that there is one, and not which")
    id_ = report(mission, "narwhal")
    mail = until(lambda: letters(desk), len)
    subject, text = mail[0]
    tap.ok("Ghana" not in subject + text and "narwhal" not in subject + text and "article 74.2" in text, "a letter that names neither State nor report", mail)
    key = DAY.search(text)[1]
    page = office.get(f"/en/participants/{key}")
    tap.ok(page.status == 200 and page.has("Ghana") and page.has("Report narwhal") and page.has("For International Labour Office") and
           page.headers["Cache-Control"] == "no-store", "the page behind the link", (page.status, page.words[:500]))
    main, annex = page.follow("The report"), page.follow("Annex")
    tap.ok(b"narwhal" in main.body and b"annexnarwhal" in annex.body and main.kind == "application/octet-stream", "has its files", main.body[:200])
    tap.equal([office.get(p).status for p in (f"/en/submissions/{id_}", f"/en/submissions/{id_}/files/1", f"/en/participants/{key}/files/3",
                                              f"/en/participants/{key[:-1]}{'0' if key[-1] != '0' else '1'}", "/en/participants/x")], [404] * 5,
              "and opens nothing else")
    read = officer.get(f"/en/submissions/{id_}/readers")
    tap.ok(read.has("participant ilo"), "that it was read stands with who read it", read.words[:500])
    entry = copies(desk)[id_]
    tap.equal((entry["waits"], [s["how"] for s in entry["sendings"]], entry["link"]["opened"]), (False, ["link"], 2), "and in the record")
    page = officer.get(f"/en/desk/participants/copies/{entry['id']}")
    tap.ok(page.has("A file was fetched 2 times"), "which the officer reads", page.words[:600])
    page.form("Send the letter").send("Send the letter")
    fresh = DAY.search(until(lambda: letters(desk), lambda m: len(m) > 1)[1][1])[1]
    tap.equal([office.get(f"/en/participants/{k}").status for k in (key, fresh)], [404, 200], "sent again, the link before opens nothing")
    gone(desk, tap, server, mission, officer, office, id_, fresh, entry["id"])


def gone(desk, tap, server, mission, officer, office, id_, key, copy):
    """Taken down: nothing opens, the record says so; put back, it can be sent again."""
    desk.must("submission", "take-down", desk.dir, id_)
    tap.equal([office.get(f"/en/participants/{key}").status, office.get(f"/en/participants/{key}/files/1").status], [404, 404], "taken down, it opens nothing")
    page = until(lambda: officer.get(f"/en/desk/participants/copies/{copy}"), lambda p: p.has("Not sent any more"))
    tap.ok(page.has("taken down") and not any(f for f in page.forms() if "Send the letter" in str(f.values)) and page.has("By mail, with a link to its files"),
           "the record says so, and what was sent stays on it", page.words[:600])
    tap.equal((copies(desk)[id_]["gone"], desk.run("participant", "send", desk.dir, copy).status), ("taken-down", 1), "the command as well")
    desk.must("submission", "put-back", desk.dir, id_)
    until(lambda: copies(desk)[id_], lambda c: c["gone"] is None)
    desk.must("participant", "send", desk.dir, copy)
    back = until(lambda: letters(desk), lambda m: len(m) > 2)
    tap.equal(office.get(f"/en/participants/{DAY.search(back[2][1])[1]}").status, 200, "put back, it can be sent again")
    desk.must("participant", "address", desk.dir, "ilo", "--none")
    id_second = report(mission, "beluga")
    entry = until(lambda: copies(desk).get(id_second), lambda c: c)
    tap.ok(entry["waits"] and len(letters(desk)) == 3, "without an address the next one waits again")
    desk.must("participant", "address", desk.dir, "ilo", ILO, "--language", "fr")
    mail = until(lambda: letters(desk), lambda m: len(m) > 3)
    tap.ok("/fr/participants/" in mail[3][1], "and goes once there is one", mail[-1])
    tap.equal([desk.run("participant", "address", desk.dir, "who", ILO).status, desk.run("participant", "address", desk.dir, "ilo").status],
              [1, 2], "what will not do is refused")

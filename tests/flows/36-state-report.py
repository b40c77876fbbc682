"""The State's own papers: its report with annexes and core document by its mission, replies, a draft for consultation, from paper."""
import datetime
import json
import time
import urllib.parse
import zoneinfo

import files
from desk import SAMPLES
from tasks import begin, send_by_web, sign_in

PDF = files.pdf(12, "The Government reports on article 16 of the Convention. pangolinreport")
DOCX = (SAMPLES / "sample-report.docx").read_bytes()
MISSION, COLLEAGUE, MINISTRY, OTHERS = "mission", "colleague", "ministry", "elsewhere"


def in_geneva(instant):
    """The day of an instant by the Committee's clocks, where it is past midnight an hour or two before UTC."""
    at = datetime.datetime.fromisoformat(instant.replace("Z", "+00:00"))
    return at.astimezone(zoneinfo.ZoneInfo("Europe/Zurich")).date().isoformat()


def house(desk):
    """An instance with those who act for Ghana and for the Philippines, the secretariat and an organisation, served."""
    desk.init("--checkpoint-seconds", "1")
    for who, role, state in ((MISSION, "permanent-mission", "GHA"), (COLLEAGUE, "permanent-mission", "GHA"),
                             (MINISTRY, "ministry", "GHA"), (OTHERS, "permanent-mission", "PHL")):
        desk.user(f"{who}@example.org", "--role", role, "--state", state)
    desk.user("officer@example.org", "--role", "secretariat")
    desk.user("ngo@example.org", "--role", "organisation")
    return desk.serve()


def enter(server, who):
    return sign_in(server, f"{who}@example.org")


def post(visitor, path, **fields):
    """As a crafted form would."""
    token = dict(visitor.get("/en/send").form("/send").values)["csrf"]
    return visitor.request("POST", path, urllib.parse.urlencode({"csrf": token, **fields}).encode(),
                           {"Content-Type": "application/x-www-form-urlencoded"})


def draft_id(visitor):
    return visitor.cookies["td_draft"].split(".")[0]


def prepare(visitor, purpose, name="report.pdf", data=PDF, title="Second report of Ghana"):
    """A State's paper up to the page with its annexes."""
    page = begin(visitor).form("/send/state").choose("purpose", purpose).send()
    page = page.form("/send/file").attach("file", name, data).send()
    assert page.path.endswith("/send/annexes"), page.words[:300]
    visitor.title = title
    return page


def to_answers(visitor, page):
    page = page.form("/send/annexes").send("Continue").form("/send/found").fill("title", visitor.title).send()
    assert page.path.endswith("/send/answers"), page.words[:300]
    return page


def annex(page, name, data, part="annex"):
    return page.form("Add this file").choose("part", part).attach("file", name, data).send("Add this file")


def found(desk, word, wanted):
    """How often a word is found, once the index has followed."""
    end = time.monotonic() + 10
    while (total := desk.json("search", desk.dir, word)["total"]) != wanted and time.monotonic() < end:
        time.sleep(0.1)
    return total


def facts(desk):
    return desk.json("state", desk.dir, "GHA")


def stage(desk, slug):
    return next(s for s in facts(desk)["cycle_line"] if s["stage"] == slug)


def story_the_mission_sends_the_report(desk, tap):
    """Two annexes and the core document, one taken out again; no limit of pages, nothing asked that is known; the stage is done."""
    server = house(desk)
    mission = enter(server, MISSION)
    start = mission.get("/en/send")
    tap.ok(start.has("You send papers of Ghana in its name"), "the start says in whose name")
    page = begin(mission)
    tap.ok(page.has("In the name of Ghana") and not page.has("Choose a State"), "the State is not asked")
    tap.ok(page.has("The State's report") and not page.has("For the dialogue with a State"), "its own papers are offered alone")
    page = prepare(mission, "state-report")
    tap.ok(page.heading == "Annexes and common core document", "after the report come the other files, and no reason for its length")
    page = annex(page, "statistics.pdf", files.pdf(2, "Statistics of permits. narwhalannex"))
    page = annex(page, "wrong.md", b"# Wrong\n\nNot this one. walruswrong\n")
    page = annex(page, "laws.docx", DOCX)
    page = annex(page, "core.md", b"# Common core document\n\nLand and people. dugongcore\n", "core-document")
    page = page.form("/send/annexes").send(value="remove-3")
    tap.ok(not page.has("wrong.md") and page.has("laws.docx"), "the wrong annex is taken out", page.words[:600])
    page = to_answers(mission, page)
    tap.ok(page.has("Ghana, permanent mission") and page.has("public document"), "the answers say who sends it and that it is public")
    tap.ok(not page.has("What matters most") and not page.has("Who may see it"), "and ask nothing else")
    id_ = draft_id(mission)
    page = page.form("/send/answers").send("Send the report")
    tap.ok(page.path.endswith("/done") and page.has("Receipt"), "it is sent and has its receipt", page.words[:300])
    sent = desk.json("submission", "show", desk.dir, id_)
    tap.equal([sent[k] for k in ("by_state", "state", "purpose", "status", "visibility", "kind", "uncalled", "organisation")],
              ["GHA", "GHA", "state-report", "received", "public", "state", False, "Ghana, permanent mission"], "what it is")
    tap.equal([(f["position"], f["part"]) for f in sent["files"]],
              [(1, "main"), (2, "annex"), (3, "annex"), (4, "core-document")], "its files in order, each with its part")
    texts = " ".join(p["text"] for p in sent["paragraphs"])
    tap.ok("narwhalannex" in texts and "dugongcore" in texts and "walruswrong" not in texts, "all that stayed was read")
    tap.equal(stage(desk, "report")["status"], "done", "the stage is done")
    tap.equal(stage(desk, "report")["date"], in_geneva(sent["received"]), "on the day of the receipt, as the Committee counts days")
    tap.equal(server.visitor().get(f"/en/submissions/{id_}").status, 404, "nobody outside sees it before the secretariat has")
    tap.equal(enter(server, COLLEAGUE).get(f"/en/submissions/{id_}").status, 200, "a colleague of the mission does")
    tap.equal(enter(server, MINISTRY).get(f"/en/submissions/{id_}/files/2").status, 200, "and the ministry, with its files")
    tap.equal(enter(server, OTHERS).get(f"/en/submissions/{id_}").status, 404, "another State's mission does not")
    published_beside_others(desk, tap, server, id_)
    tap.ok("All holds" in desk.must("verify", desk.dir).out, "the log and every file hold")


def published_beside_others(desk, tap, server, id_):
    desk.publish(id_)
    page = server.visitor().get("/en/states/GHA")
    tap.ok(page.has("What the State says") and page.has("Second report of Ghana"), "the State's page shows it apart")
    tap.ok(page.has("No report about Ghana is public yet"), "and not among what others sent")
    known = facts(desk)
    tap.equal(([s["id"] for s in known["state_papers"]], known["submissions"], known["articles_covered"]), ([id_], [], []),
              "neither the count nor the grid of civil society has it")
    row = next(r for r in server.visitor().get("/en/states?words=Ghana").text.split("<tr") if "/GHA" in r)
    tap.ok(">1<" not in row, "the list of States counts no report of others", row)
    assert desk.json("search", desk.dir, "pangolinreport")["total"] > 0
    hits = desk.json("search", desk.dir, "pangolinreport")["hits"]
    tap.equal({h["by_state"] for h in hits}, {"GHA"}, "search says whose it is")
    tap.ok(server.visitor().get("/en/search?words=pangolinreport").has("The State’s own paper"), "on the page too")
    ngo = send_by_web(server.visitor(), "ours.md", files.report("quokkaleaf").encode())
    tap.equal(desk.json("submission", "show", desk.dir, ngo["id"])["status"], "received",
              "an alternative report by an organisation stays open after all of it")
    tap.equal(len([s for s in desk.json("submission", "list", desk.dir)["submissions"] if s["by_state"] is None]), 1,
              "and is nobody's but its own")


def story_who_may_not(desk, tap):
    """A ministry prepares and cannot send; another State's mission, an organisation, a visitor cannot at all."""
    server = house(desk)
    ministry = enter(server, MINISTRY)
    page = to_answers(ministry, prepare(ministry, "state-report"))
    id_ = draft_id(ministry)
    tap.ok(page.has("The permanent mission sends this paper") and "Send the report" not in page.form("/send/answers").buttons(),
           "a ministry is told that the mission sends it")
    page = post(ministry, "/en/send/answers")
    tap.equal(page.status, 403, "a crafted form of the ministry sends nothing")
    tap.ok(page.has("permanent mission"), "and says who does", page.words[:300])
    others = enter(server, OTHERS)
    for path in ("", "/receipt", "/files/1"):
        tap.equal(others.get(f"/en/submissions/{id_}{path}").status, 404, f"another State's mission finds nothing at the draft{path}")
    tap.equal(post(others, f"/en/submissions/{id_}/go-on").status, 404, "and cannot go on with it")
    begin(others)
    others.cookies["td_draft"] = f"{id_}.account"
    tap.ok("answers" not in post(others, "/en/send/answers").path, "nor send it with a forged cookie")
    begin(others)
    page = post(others, "/en/send/state", state="GHA", purpose="state-report")
    tap.equal(desk.json("submission", "list", desk.dir)["submissions"], [], "nothing was sent so far")
    page = others.get("/en/send/state")
    tap.ok(page.has("In the name of Philippines") and not page.has("Ghana"), "what it begins is its own State's, whatever a form says", page.words[:300])
    crafted(desk, tap, server)
    mission = enter(server, MISSION)
    page = mission.get("/en/account/submissions")
    tap.ok(page.has("Second report of Ghana"), "the mission finds what the ministry prepared")
    page = page.form(f"/{id_}/go-on").send()
    page = page.form("/send/answers").send("Send the report")
    tap.ok(page.path.endswith("/done"), "and sends it")
    tap.equal(desk.json("submission", "show", desk.dir, id_)["organisation"], "Ghana, permanent mission", "in its own name")
    page = post(ministry, f"/en/submissions/{id_}/take-down", what="whole")
    tap.equal(page.status, 403, "the ministry cannot take back what the mission sent")
    tap.equal(desk.json("submission", "show", desk.dir, id_)["status"], "received", "and did not")


def crafted(desk, tap, server):
    """Forms that an organisation and a visitor without account make themselves."""
    for who, visitor in (("an organisation", enter(server, "ngo")), ("a visitor", server.visitor())):
        page = begin(visitor)
        tap.ok(not page.has("The State's report") and page.has("For the dialogue with a State"), f"{who} is offered no State's paper")
        page = post(visitor, "/en/send/state", state="GHA", purpose="state-draft")
        tap.ok(page.status == 422 and page.has("a State's own papers"), f"{who} cannot choose one with a crafted form", page.words[:300])
        page = post(visitor, "/en/send", state="GHA", purpose="state-draft")
        tap.ok(page.path.endswith("/send/state"), f"nor in the address ({who})", page.path)
        page = visitor.get("/en/send/state").form().fill("state", "GHA").choose("purpose", "dialogue").send()
        tap.ok(not page.has("State's permanent mission"), f"{who} is not offered to be a State")
        page = post(visitor, "/en/send/sender", sender_name="Government", sender_kind="state", contact="")
        tap.ok(page.status == 422 and page.has("permanent mission"), f"nor takes a crafted form it ({who})", page.words[:300])
    file = desk.file("r.md", files.report())
    for more in (["--state", "GHA", "--purpose", "state-report", "--organisation", "X", "--kind", "ngo"],
                 ["--state", "GHA", "--purpose", "dialogue", "--organisation", "X", "--kind", "state"]):
        tap.equal(desk.run("submit", desk.dir, file, *more).status, 1, f"the command refuses {more[3]} of {more[7]}")


def story_a_draft_for_consultation(desk, tap):
    """A ministry publishes it, everybody reads that it is no report; another officer of the mission takes it down."""
    server = house(desk)
    ministry = enter(server, MINISTRY)
    page = to_answers(ministry, prepare(ministry, "state-draft", "draft.md", b"# Draft\n\nOn article 16. manateedraft\n", "Draft report"))
    id_ = draft_id(ministry)
    page = page.form("/send/answers").send("Publish the draft")
    tap.ok(page.path.endswith("/done") and page.has("Everybody can read it now"), "a ministry publishes a draft", page.words[:300])
    page = server.visitor().get(f"/en/submissions/{id_}")
    tap.ok(page.status == 200 and page.has("manateedraft"), "everybody reads it without the secretariat's word")
    tap.ok(page.has("Draft of the State’s report") and page.has("not a report to the Committee"), "and that it is no report")
    tap.equal(found(desk, "manateedraft", 1), 1, "search finds it")
    known = facts(desk)
    tap.equal((known["submissions"], known["articles_covered"], [s["purpose"] for s in known["state_papers"]]),
              ([], [], ["state-draft"]), "it is no contribution of civil society")
    tap.equal(stage(desk, "report")["how"], None, "and no report: the stage is not done")
    tap.ok(server.visitor().get("/en/states/GHA").has("not a report to the Committee"), "the State's page says so")
    mission = enter(server, MISSION)
    colleague = enter(server, COLLEAGUE)
    page = prepare(mission, "state-draft", "two.md", b"# Draft two\n\nMore. manateetwo\n", "Second draft")
    to_answers(mission, page).form("/send/answers").send("Publish the draft")
    second = draft_id(mission)
    page = colleague.get(f"/en/submissions/{second}").form("Take the whole report down").send()
    tap.equal(server.visitor().get(f"/en/submissions/{second}").status, 404, "another officer of the mission took it down")
    tap.equal(found(desk, "manateetwo", 0), 0, "search too")
    page = page.form("/put-back").send()
    tap.equal(server.visitor().get(f"/en/submissions/{second}").status, 200, "what needed nobody's word needs none to come back")
    page = ministry.get(f"/en/submissions/{id_}").form("Take the whole report down").send()
    tap.equal(server.visitor().get(f"/en/submissions/{id_}").status, 404, "a ministry takes its own draft down")


def story_a_stage_that_waits(desk, tap):
    """Where a deadline hangs on the stage, the paper is taken, nothing moves unseen, and the desk asks an officer."""
    server = house(desk)
    call = desk.json("call", "open", desk.dir, "--purpose", "follow-up", "--state", "GHA", "--closes", "2099-12-18T18:00")["id"]
    desk.sql(f"update call set anchor = 'date', stage = 'report', cycle = 2, weeks = 4, hour = '18:00' where id = '{call}'")
    mission = enter(server, MISSION)
    page = to_answers(mission, prepare(mission, "state-report")).form("/send/answers").send("Send the report")
    tap.ok(page.path.endswith("/done"), "the report is taken")
    tap.equal(stage(desk, "report")["how"], None, "nothing is recorded by itself")
    officer = enter(server, "officer")
    page = officer.get("/en/desk")
    tap.ok(page.has("Stages to record") and page.has("Report received"), "the desk asks an officer", page.words[-800:])
    waits = json.loads(officer.get("/en/desk.json").text)["stages"]
    tap.equal([(w["state"], w["cycle"], w["stage"], w["submission"]) for w in waits], [("GHA", 2, "report", draft_id(mission))],
              "as JSON too")
    desk.must("state", "stage", desk.dir, "GHA", "report", "--date", waits[0]["day"], "--how", "done", "--reason", "It came.", "--confirm")
    tap.ok(not officer.get("/en/desk").has("Stages to record"), "once it is recorded nothing waits")


def story_an_officer_who_left(desk, tap):
    """What somebody sent for a State is the State's: without the role they have nothing of it."""
    server = house(desk)
    mission = enter(server, MISSION)
    to_answers(mission, prepare(mission, "state-report")).form("/send/answers").send("Send the report")
    id_ = draft_id(mission)
    tap.equal(mission.get(f"/en/submissions/{id_}").status, 200, "while they act for the State they read it")
    desk.sql("update person_role set ended = 1 where person = (select id from person where address = 'mission@example.org')")
    tap.equal(mission.get(f"/en/submissions/{id_}").status, 404, "when they left they do not")
    tap.equal(post(mission, f"/en/submissions/{id_}/take-down", what="whole").status, 404, "nor can they take it down")
    tap.ok(not mission.get("/en/account/submissions").has("Second report of Ghana"), "nor is it among what they sent")
    tap.ok(enter(server, COLLEAGUE).get("/en/account/submissions").has("Second report of Ghana"), "their colleague has it")


def story_an_organisation_adds_an_annex(desk, tap):
    """Annexes are for everybody; a core document is a State's."""
    desk.init("--checkpoint-seconds", "1")
    server = desk.serve()
    visitor = server.visitor()
    page = begin(visitor).form().fill("state", "GHA").choose("purpose", "dialogue").send()
    page = page.form().fill("sender_name", "Union of Tests").choose("sender_kind", "ngo").send()
    page.form().attach("file", "r.md", files.report().encode()).send()
    page = visitor.get("/en/send/file").follow("Add or remove annexes")
    tap.ok(not page.has("Common core document"), "a core document is not offered")
    page = page.form("Add this file").send("Add this file")
    tap.equal((page.status, bool(page.errors())), (422, True), "without a file it says so")
    page = page.form("Add this file").attach("file", "list.md", b"# List of cases\n\nkittiwakelist\n").send("Add this file")
    tap.ok(page.has("list.md"), "the annex is there")
    page = page.form("/send/annexes").send("Continue").form("/send/found").send().form().send()
    page = page.form().choose("visibility", "public").send()
    tap.ok(page.has("Annex: list.md"), "the answers name it", page.words[:500])
    page.form("/send/answers").send("Send the report")
    sent = draft_id(visitor)
    desk.publish(sent)
    tap.equal([f["part"] for f in desk.json("submission", "show", desk.dir, sent)["files"]], ["main", "annex"], "two files, each with its part")
    page = server.visitor().get(f"/en/submissions/{sent}")
    tap.ok(page.has("kittiwakelist") and ">Annex</h2>" in page.text, "everybody reads where the annex begins")


def story_from_paper(desk, tap):
    """The secretariat enters a State's paper by command and by web; the journal says both, late or not."""
    server = house(desk)
    report, annexes = desk.file("report.pdf", PDF), desk.file("annex.docx", DOCX)
    core = desk.file("core.md", "# Core\n\nLand.\n")
    sent = desk.json("submit", desk.dir, report, "--as-state", "GHA", "--purpose", "state-report", "--annex", annexes,
                     "--core-document", core)
    tap.equal((sent["by_state"], sent["organisation"], [f["part"] for f in sent["files"]], sent["uncalled"]),
              ("GHA", "Ghana, permanent mission", ["main", "annex", "core-document"], False), "by command, with its other files")
    tap.equal(desk.run("submit", desk.dir, report, "--as-state", "USA", "--purpose", "state-report").status, 1, "no State party")
    tap.equal(desk.run("submit", desk.dir, report, "--as-state", "GHA", "--purpose", "dialogue").status, 1, "no paper of a State")
    tap.equal(desk.run("submit", desk.dir, report, "--as-state", "GHA", "--purpose", "state-report", "--confidential").status, 2,
              "a State's paper is public")
    tap.ok(enter(server, MISSION).get("/en/account/submissions").has("received"), "its mission finds it")
    officer = enter(server, "officer")
    page = officer.get("/en/desk/behalf").form("Enter in its name").fill("state", "GHA").send()
    tap.ok(page.has("on behalf of Ghana") and page.has("You send papers of Ghana"), "by web, in the State's name")
    ministry = enter(server, MINISTRY)
    prepare(ministry, "state-report", title="Not yet")
    tap.equal(officer.get(f"/en/submissions/{draft_id(ministry)}").status, 404, "the officer sees no draft of the State's own")
    tap.equal(officer.get("/en/desk").status, 403, "and has no other right meanwhile")
    page = to_answers(officer, prepare(officer, "state-replies", title="Replies of Ghana"))
    id_ = draft_id(officer)
    page = page.form("/send/answers").send("Send the report")
    tap.ok(page.path.endswith("/done"), "the replies are entered", page.words[:300])
    tap.equal(stage(desk, "replies")["status"], "done", "and their stage is done")
    page = officer.get("/en").form("/desk/behalf/end").send()
    page = officer.get(f"/en/submissions/{id_}")
    tap.ok(page.has("The secretariat entered this on behalf of its sender"), "its page says who entered it", page.words[:400])
    tap.equal(post(officer, "/en/send/answers").path.rsplit("/", 1)[1], "done", "it is sent once")

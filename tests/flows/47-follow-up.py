"""Following up the Committee's recommendations: made from concluding observations, corrected, reported on, assessed, and seen."""
import csv
import io
import json
import time

from tasks import sign_in

FIRST = """# Concluding observations on the initial report of Ghana

## Recruitment

12. The Committee notes with concern that agencies take fees, contrary to article 66 of the Convention.

13. The Committee recommends that the State party:

(a) Prohibit recruitment fees in law, as article 66 asks;

(b) Inspect agencies each year.

## Detention

15. The Committee urges the State party to hold nobody in immigration detention without a decision of a judge (article 16 of the Convention).

## Formulas

20. The Committee recommends a formula.

## Recommendations

21. =cmd|' /C calc'!A0

## Follow-up

30. The Committee requests the State party to provide, within two years, information on the implementation of the recommendations contained in paragraphs 13 and 15.
"""
# A better file: one paragraph more before, so that what was 15 is 16 now.
BETTER = FIRST.replace("15. The Committee urges", "15. The Committee is concerned about long detention.\n\n16. The Committee urges")
LIST = "/en/states/GHA/recommendations"


def bring(desk, text=FIRST, symbol="CMW/C/GHA/CO/1", day="2014-09-12", more=()):
    return desk.json("document", "import", desk.dir, "--symbol", symbol, "--language", "en", "--date", day, *more,
                     desk.file(symbol.replace("/", "-") + ".md", text))["id"]


def listed(desk, state="GHA"):
    return desk.json("recommendations", desk.dir, "--state", state)["recommendations"]


def by_number(desk):
    return {r["number"].rstrip(".") + r["item"]: r for r in listed(desk)}


def staff(desk):
    desk.user("officer@example.org", "--role", "secretariat")
    desk.user("member@example.org", "--role", "member", "--state", "PHL")
    desk.user("colleague@example.org", "--role", "member", "--state", "MAR")
    desk.user("own@example.org", "--role", "member", "--state", "GHA")
    desk.user("mission@example.org", "--role", "permanent-mission", "--state", "GHA")
    desk.user("elsewhere@example.org", "--role", "permanent-mission", "--state", "PHL")
    desk.user("ministry@example.org", "--role", "ministry", "--state", "GHA")


def enter(server, *names):
    return [sign_in(server, f"{n}@example.org") for n in names]


def soon(tap, look, what, detail=lambda: ""):
    """Until what the program finds by itself is there."""
    for _ in range(100):
        if look():
            break
        time.sleep(0.1)
    else:
        tap.ok(False, what, detail())
        return
    tap.ok(True, what)


def story_list_and_data(desk, tap):
    """A document makes its list; pages, JSON, CSV and command say the same; formulas are no formulas; corrections hold."""
    desk.init()
    bring(desk)
    rows = by_number(desk)
    tap.equal(sorted(rows), ["13", "15", "20", "21", "30"], "the command has the recommendations, not the concern")
    tap.equal((rows["13"]["articles"], rows["13"]["first"], rows["13"]["due"], rows["13"]["due_by"]),
              ([66], True, "2016-09-12", "document"), "with articles, and the day that the document's words give to those to be followed up first")
    tap.equal((rows["20"]["first"], rows["20"]["due"], rows["15"]["cycle"]), (False, None, 1), "the others have none")
    table = list(csv.DictReader(io.StringIO(desk.must("recommendations", desk.dir, "--csv").out, newline="")))
    tap.equal([r["text"] for r in table if r["number"] == "21."], ["'=cmd|' /C calc'!A0"], "what a spreadsheet would compute is text")
    tap.equal(len(table), 5, "one row each")
    server = desk.serve()
    public = server.visitor()
    page = public.get(LIST)
    tap.ok(page.has("5 recommendations") and page.has("The State alone answers for carrying out the Convention"),
           "the State's page says who answers", page.words[:600])
    tap.ok(page.has("no public report yet") and page.has("Not assessed yet"), "and what is not there yet")
    tap.equal(public.get("/en/states/GHA").follow("Recommendations, and what became of them").path, LIST, "the State leads there")
    for query, numbers in (("?article=66", ["13"]), ("?first=1", ["13", "15"]), ("?status=carried-out", []), ("?cycle=1&article=16", ["15"]),
                           ("?theme=liberty", ["15"]), ("?status=none&unreported=1", ["13", "15", "20", "21", "30"]), ("?cycle=2", [])):
        found = [r["number"].rstrip(".") for r in json.loads(public.get(LIST + ".json" + query).text)["recommendations"]]
        tap.equal(found, numbers, f"filter {query}")
    tap.ok(public.get(LIST + "?cycle=2").has("None of them fits"), "nothing fits is said")
    tap.equal(json.loads(public.get("/en/states/PHL/recommendations.json").text), {"recommendations": []}, "another State has none")
    got = public.get(LIST + ".csv")
    tap.ok(got.status == 200 and got.headers.get("Content-Type", "").startswith("text/csv") and "'=cmd" in got.text, "the page's table")
    tap.equal(public.get("/en/recommendations").status, 200, "all States' are one list")
    page = public.get(f"/en/recommendations/{rows['13']['id']}")
    tap.ok(page.has("Inspect agencies each year") and page.has("Counted by the words of the concluding observations"), "one of them", page.words[:600])
    tap.ok(public.get("/ar" + page.path[3:]).status == 200, "in Arabic too")
    desk.must("recommendation", "correct", desk.dir, rows["13"]["id"], "--split")
    desk.must("recommendation", "correct", desk.dir, rows["21"]["id"], "--none")
    tap.equal(sorted(by_number(desk)), ["13(a)", "13(b)", "15", "20", "30"], "items stand for themselves; one is none")
    no = desk.run("recommendation", "correct", desk.dir, rows["15"]["id"], "--articles", "900")
    tap.ok(no.status == 1 and "numbers of articles" in no.err, "an article that is none is refused", str(no))
    tap.equal(desk.run("recommendation", "correct", desk.dir, rows["15"]["id"]).status, 1, "nothing to correct is said")


def story_assessing(desk, tap):
    """Two members at once, the State's own member, drafts that nobody else sees, release, and the picture of it."""
    desk.init()
    bring(desk)
    id_ = by_number(desk)["15"]["id"]
    one = f"/en/recommendations/{id_}"
    staff(desk)
    server = desk.serve()
    member, colleague, own, officer, mission = enter(server, "member", "colleague", "own", "officer", "mission")
    public = server.visitor()
    tap.equal([v.get(one + "/assess").status for v in (public, mission, own, member)], [403, 403, 403, 200], "who may assess")
    stale = colleague.get(one + "/assess").form("/assess")
    before = {n: v.get(one + ".json").text + v.get(LIST + ".json").text for n, v in (("public", public), ("own", own), ("mission", mission))}
    page = member.get(one + "/assess").form("/assess").choose("grade", "in-part").fill("reason", "qfirstreason").send("Save the draft")
    tap.ok(page.has("qfirstreason") and page.has("draft: Committee alone"), "a draft for the Committee", page.words[:500])
    page = stale.choose("grade", "not-carried-out").fill("reason", "qsecondreason").send("Save the draft")
    tap.ok(page.status in (409, 422) and page.has("qfirstreason") and "qsecondreason" in page.text, "who saves second sees both",
           page.words[:500])
    page = page.form("/assess").send("Save the draft")
    tap.ok(page.has("qsecondreason") and page.has("qfirstreason"), "and may save again: both are kept", page.words[:400])
    for name, visitor in (("public", public), ("own", own), ("mission", mission)):
        text = visitor.get(one).text + visitor.get(LIST).text
        tap.ok("qfirstreason" not in text and "qsecondreason" not in text, f"{name}: no draft on any page")
        tap.equal(visitor.get(one + ".json").text + visitor.get(LIST + ".json").text, before[name], f"{name}: nor in any data")
    tap.ok(not member.get(one).has("Release the newest draft"), "a member does not release")
    page = officer.get(one).form("/release").send("Release the newest draft")
    tap.ok(page.has("Saved") and not page.has("draft: Committee alone"), "the secretariat does", page.words[:400])
    text = public.get(one).text
    tap.ok("qsecondreason" in text and "qfirstreason" not in text, "the public reads what was released, and no earlier draft")
    tap.equal([r["assessment"] for r in json.loads(public.get(LIST + ".json?status=not-carried-out").text)["recommendations"]],
              ["not-carried-out"], "it counts in the list")
    tap.ok(public.get(LIST).has("By assessment, and by years since"), "and in the picture")
    no = desk.run("recommendation", "assess", desk.dir, id_, "--assessment", "splendid", "--reason", "x")
    tap.ok(no.status == 1 and "scale" in no.err, "the scale is the profile's", str(no))
    desk.must("recommendation", "assess", desk.dir, id_, "--assessment", "carried-out", "--reason", "A law.", "--release")
    tap.equal(by_number(desk)["15"]["assessment"], "carried-out", "the command drafts and releases")


def story_steps(desk, tap):
    """The State says what it does; another State cannot; nothing is overwritten."""
    desk.init()
    bring(desk)
    one = f"/en/recommendations/{by_number(desk)['15']['id']}"
    staff(desk)
    server = desk.serve()
    mission, ministry, elsewhere, member = enter(server, "mission", "ministry", "elsewhere", "member")
    public = server.visitor()
    tap.equal([v.get(one + "/steps").status for v in (public, elsewhere, member, ministry)], [403, 403, 403, 200], "who may say it")
    page = mission.get(one)
    tap.ok(page.has("Say what the State does") and not page.has("Report on this"), "the State's people are led to their form")
    page = page.follow("Say what the State does").form("/steps").fill("ministry", "").fill("words", "A law.").send()
    tap.ok(page.status == 422 and page.has("Name the ministry"), "what is missing is said",
           page.words[:400])
    page = page.form("/steps").fill("ministry", "Ministry of Justice").fill("day", "2027-06").choose("progress", "planned").send()
    tap.ok(page.has("Ministry of Justice") and page.has("said by the permanent mission"), "shown at once", page.words[:500])
    first, second = (v.get(one + "/steps").follow("Change").form("/steps") for v in (mission, ministry))
    first.fill("words", "A law, adopted.").choose("progress", "done").send()
    page = second.fill("words", "A bill.").choose("progress", "begun").send()
    tap.ok(page.has("Somebody else of your State changed") and page.has("A law, adopted."), "who saves second sees the first",
           page.words[:500])
    page = page.form("/steps").send()
    tap.ok(page.has("A bill.") and page.has("said by a ministry"), "and may save again")
    page = public.get(one)
    tap.ok(all(page.has(w) for w in ("A bill.", "A law, adopted.", "What was said before")), "every version is there for everybody",
           page.words[:800])
    data = json.loads(public.get(one + ".json").text)
    tap.equal([(s["version"], s["newest"]) for s in data["state_steps"]], [(3, True), (2, False), (1, False)], "in the data too")
    tap.equal(data["steps"], 1, "one step")
    page = member.get("/en/states/GHA/dossier")
    tap.ok(page.has("Step of the State") and page.has("A bill.") and not page.has("A law, adopted."), "a member is told of it in the dossier", page.words[:900])
    page = page.form("/seen").send("I saw it") if page.words.count("I saw it") == 1 else page
    mission.get(one + "/steps").follow("Change").form("/steps").fill("words", "A bill in its second reading.").send()
    tap.ok(member.get("/en/states/GHA/dossier").has("A bill in its second reading."), "and of what changed since")


def story_evidence(desk, tap):
    """What others report stands beside it, each for whom the door lets see it; a confidential one counts for nobody else."""
    desk.init()
    bring(desk)
    id_ = by_number(desk)["15"]["id"]
    one = f"/en/recommendations/{id_}"
    staff(desk)
    text = "# Notes\n\nPersons are held for months without a judge (CMW/C/GHA/CO/1, para. 15). qsecretword\n"
    closed = desk.submit(desk.file("closed.md", text), purpose="follow-up", organisation="Quiet Union", more=["--confidential"])["id"]
    server = desk.serve()
    member, own, mission = enter(server, "member", "own", "mission")
    public = server.visitor()
    soon(tap, lambda: member.get(one).has("Quiet Union"), "members see what is for the Committee alone", lambda: member.get(one).words[:600])
    for name, visitor in (("public", public), ("own", own), ("mission", mission)):
        said = "".join(visitor.get(a).text for a in (one, one + ".json", LIST, LIST + ".json", LIST + ".csv", LIST + "?unreported=1"))
        tap.ok("qsecretword" not in said and "Quiet Union" not in said and closed not in said, f"{name}: no word of it")
        tap.ok(visitor.get(one).has("No public report yet") and id_ in visitor.get(LIST + "?unreported=1").text, f"{name}: nobody reported")
    tap.equal(json.loads(member.get(one + ".json").text)["public_reports"], 0, "what leaves as data is public, whoever asks")
    tap.equal(by_number(desk)["15"]["public_reports"], 0, "the command's too")
    page = public.get(one).follow("Report on this")
    tap.ok(page.has("CMW/C/GHA/CO/1, para. 15") and 'value="follow-up"' in page.text and 'value="GHA"' in page.text,
           "reporting begins with State, purpose and paragraph", page.words[:500])
    tap.ok(not public.get("/en/send?state=GHA&about=Pay+here").has("Pay here"), "nothing else is shown back")
    opened = desk.submit(desk.file("open.md", text.replace("qsecretword", "qopenword")), purpose="follow-up", organisation="Open Union",
                         more=["--public"])["id"]
    desk.publish(opened)
    soon(tap, lambda: public.get(one).has("Open Union"), "a published one is everybody's", lambda: public.get(one).words[:600])
    page = public.get(one)
    tap.ok(page.has("cites the paragraph") and not page.has("No public report yet"), "with how it speaks of it")
    soon(tap, lambda: by_number(desk)["15"]["public_reports"] == 1, "and is counted")
    tap.ok(id_ not in public.get(LIST + "?unreported=1").text, "somebody reported")


def story_replaced(desk, tap):
    """A better file, in which paragraphs have other numbers: steps and assessments go with the words."""
    desk.init()
    bring(desk)
    before = by_number(desk)
    id_ = before["15"]["id"]
    desk.must("recommendation", "assess", desk.dir, id_, "--assessment", "in-part", "--reason", "qreason", "--release")
    bring(desk, BETTER, more=["--replace"])
    after = by_number(desk)
    tap.equal((after["16"]["id"], after["16"]["assessment"], "15" in after), (id_, "in-part", False), "the words have another number now")
    tap.equal(after["13"]["id"], before["13"]["id"], "what stayed is the same")
    bring(desk, BETTER.split("## Formulas")[0], more=["--replace"])
    after = by_number(desk)
    tap.equal((after["20"]["gone"], after["16"]["gone"]), (True, False), "what the document has no more is said to be gone")
    bring(desk, BETTER.replace("initial", "second"), "CMW/C/GHA/CO/2", "2020-04-30")
    staff(desk)
    server = desk.serve()
    officer, member = enter(server, "officer", "member")
    public = server.visitor()
    later = next(r for r in listed(desk) if r["symbol"] == "CMW/C/GHA/CO/2" and r["number"] == "16.")
    correct = f"/en/recommendations/{later['id']}/correct"
    tap.equal([v.get(correct).status for v in (public, member)], [403, 403], "correcting is the secretariat's")
    page = officer.get(correct)
    tap.ok(page.has("CMW/C/GHA/CO/1, paragraph 16") and page.has("% alike"), "a likeness to an earlier one is suggested", page.words[:900])
    tap.ok(not public.get(f"/en/recommendations/{later['id']}").has("is taken up again"), "and is not shown")
    page = page.form("It does").send("It does")
    tap.ok(page.has("confirmed"), "confirmed", page.words[:600])
    tap.ok(public.get(f"/en/recommendations/{later['id']}").has("is taken up again by this one")
           and public.get(f"/en/recommendations/{id_}").has("takes this one up again"), "then everybody sees it, from both sides")
    page = officer.get(correct).form("Save").fill("articles", "16, 17").fill("due", "2022-05-01").send("Save")
    tap.ok(page.has("Saved") and page.has("Articles: 16, 17"), "corrections are kept with their words", page.words[:900])
    page = officer.get(correct).form("Save").fill("due", "soon").send("Save")
    tap.ok(page.status == 422 and page.has("Write the day"), "a day that is none is refused")


def story_day(desk, tap):
    """The day that the secretariat confirms is the stage's, and the call that hangs on it is to be expected."""
    desk.init()
    document = bring(desk, FIRST.replace("initial", "second"), "CMW/C/GHA/CO/2", "2026-05-01")
    staff(desk)
    server = desk.serve()
    officer, member = enter(server, "officer", "member")
    public = server.visitor()
    where = f"/en/recommendations/of/{document}"
    tap.equal(member.get(where).status, 403, "a member does not confirm")
    page = officer.get(where)
    tap.ok(page.has("2 recommendations are to be followed up first") and page.form("Confirm this day").value("day") == "2028-05-01",
           "the profile's day is proposed", page.words[:500])
    tap.ok(not public.get("/en/now?state=GHA").has("Information on follow-up"), "nothing is expected yet")
    page = page.form("Confirm this day").fill("day", "2028-06-15").send("Confirm this day")
    tap.ok(page.has("Saved"), "confirmed", page.words[:500])
    now = public.get("/en/now?state=GHA")
    tap.ok(now.has("Information on follow-up") and now.has("15 June 2028"), "what can I do now tells it", now.words[:900])
    tap.equal({r["due"] for r in listed(desk) if r["first"]}, {"2028-06-15"}, "and each recommendation")
    page = officer.get(where)
    page = next(f for f in page.forms() if dict(f.values).get("anchor") == "p12").send("This is a recommendation")
    tap.ok("12" in by_number(desk), "a paragraph that the rule left out is brought in", page.words[:300])

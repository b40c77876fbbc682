"""How a State consulted civil society, from both sides: accounts, the State's answers, contradictions, and who sees what of it."""
import datetime
import json
import re

import files
from tasks import begin, sign_in, answer_until_file, send_by_web

PAGE = "/en/states/GHA/cooperation"
FORM = "/en/states/GHA/own-account"
ANSWERS = "/en/states/GHA/state-answers"


def organisation(desk, name, verify=True, **people):
    """One with its people; its id."""
    id_ = desk.json("organisation", "add", desk.dir, "--name", name, "--kind", "ngo", "--visibility", "public",
                    "--country", "GHA")["id"]
    if verify:
        desk.must("organisation", "verify", desk.dir, id_, "--reason", "Statutes seen.")
    for who, level in people.items():
        desk.user(f"{who}@example.org", "--role", "organisation")
        desk.sql("insert into membership (person, organisation, level, since)"
                 f" select id, '{id_}', '{level}', 1 from person where address = '{who}@example.org'")
    return id_


def staff(desk):
    desk.user("officer@example.org", "--role", "secretariat")
    desk.user("member@example.org", "--role", "member", "--state", "PHL")
    desk.user("own@example.org", "--role", "member", "--state", "GHA")
    desk.user("mission@example.org", "--role", "permanent-mission", "--state", "GHA")
    desk.user("ministry@example.org", "--role", "ministry", "--state", "GHA")


def enter(server, *names):
    return [sign_in(server, f"{n}@example.org") for n in names]


def give(visitor, consulted="no", days="", how="", visibility=None, **more):
    """The form filled and sent; the page that comes."""
    form = visitor.get(FORM).form("/own-account").choose("a-consulted", consulted).fill("a-days", days).fill("t-how", how)
    for field, value in more.items():
        form.choose(field.replace("_", "-"), value)
    if visibility is not None:
        form.choose("visibility", visibility)
    return form.send()


def id_of(page):
    return page.path.rsplit("/", 1)[1]


def answer(visitor, slug="consulted", word="yes", words=""):
    form = visitor.get(ANSWERS).form("/state-answers").choose(f"answer-{slug}", word).fill(f"words-{slug}", words)
    return form.send("Save the answers")


def both(visitor):
    return visitor.get(PAGE + ".json").text


def all_bytes(visitor):
    """Page and JSON, but for the form's token, which is new for every page."""
    return re.sub(r'name="csrf" value="[^"]*"', "", visitor.get(PAGE).text) + both(visitor) + visitor.get("/en/states/GHA.json").text


def tally(text, question="consulted"):
    rows = [t for q in json.loads(text)["questions"] for t in q["tallies"] if t["question"] == question]
    return {k: rows[0][k] for k in ("yes", "partly", "no", "unknown")}


def kinds(text):
    return [c["kind"] for q in json.loads(text)["questions"] for c in q["contradictions"]]


def story_who_sees_what(desk, tap):
    """What is for the Committee alone is nowhere for the State and the public: in no page, count, contradiction or byte."""
    desk.init()
    organisation(desk, "Open Union", ama="contributor", vi="viewer")
    quiet_id = organisation(desk, "Quiet Union", bo="lead")
    organisation(desk, "Nameless Union", ce="contributor")
    organisation(desk, "New Union", verify=False, di="lead")
    staff(desk)
    server = desk.serve()
    ama, bo, ce, di, vi = enter(server, "ama", "bo", "ce", "di", "vi")
    mission, ministry, member, own, officer = enter(server, "mission", "ministry", "member", "own", "officer")
    public = server.visitor()

    page = give(ama, "partly", "5", "qopenwords", "public")
    tap.ok(page.path.startswith("/en/own-accounts/") and page.has("published"), "a verified organisation's is shown at once",
           page.words[:400])
    others = {"public": public, "mission": mission, "ministry": ministry, "a member in conflict": own, "another organisation": ama}
    before = {n: all_bytes(v) for n, v in others.items()}
    quiet = give(bo, "no", "2", "qquietwords")
    tap.ok(quiet.has("received") and not quiet.has("published"), "without a choice it is for the Committee alone", quiet.words[:400])
    unverified = server.visitor()
    page = unverified.get(FORM).form("/own-account").choose("a-consulted", "no").fill("t-how", "qstrangerwords") \
        .fill("name", "qstrangername").send()
    tap.ok(page.has("It is shown to nobody else"), "without an account too", page.words[:400])
    tap.equal([n for n, v in others.items() if all_bytes(v) != before[n]], [], "everybody else gets the same bytes as before")
    for name, visitor in (("mission", mission), ("public", public), ("own", own)):
        tap.equal(visitor.get(quiet.path).status, 404, f"{name}: nor is the account itself there")
        tap.equal(tally(both(visitor)), {"yes": 0, "partly": 1, "no": 0, "unknown": 0}, f"{name}: it counts nowhere")
    text = both(member)
    tap.equal(tally(text), {"yes": 0, "partly": 1, "no": 1, "unknown": 0}, "members have both; who has no account counts nowhere")
    tap.ok("qquietwords" in text and "qstrangerwords" in text and "Quiet Union" in text, "with their texts")
    tap.ok(member.get(PAGE).has("Committee alone") and member.get(PAGE).has("not verified"), "marked so")
    tap.ok(vi.get(FORM).has("You write for: yourself") and not vi.get(FORM).has("Open Union"), "a viewer writes for no organisation")
    tap.equal(ama.get(f"{FORM}?for={quiet_id}").status, 404, "nor anybody for another's")

    page = give(di, "yes", "30", "qnewwords", "public")
    new = id_of(page)
    tap.ok(page.has("The secretariat looks at it"), "one that nobody verified waits", page.words[:400])
    tap.ok("qnewwords" not in both(public) and "qnewwords" in both(member), "and is the Committee's until then")
    tap.equal(json.loads(officer.get("/en/desk.json").text)["accounts"]["waiting"], 1, "it stands on the desk")
    page = officer.get("/en/desk").follow("Ghana")
    tap.ok(page.has("qnewwords"), "the desk leads there", page.words[:300])
    bad = page.form("/decide").send("Keep it for the Committee")
    tap.ok(bad.status == 422 and bad.has("Say why"), "keeping it needs a reason", bad.words[:300])
    bad.form("/decide").fill("reason", "qkeptwhy").send("Keep it for the Committee")
    tap.ok("qnewwords" not in both(public) and di.get(f"/en/own-accounts/{new}").has("qkeptwhy"), "kept, with the reason for its giver")
    officer.get(f"/en/own-accounts/{new}").form("/decide").send("Show it to the public")
    tap.ok("qnewwords" in both(public) and "qkeptwhy" not in both(public), "shown in the end")
    tap.equal(tally(both(public))["yes"], 1, "and counted")

    nameless = give(ce, "no", "", "qnamelesswords", "name-withheld")
    text = both(public) + public.get(PAGE).text + public.get(nameless.path).text
    tap.ok("qnamelesswords" in text and "Nameless Union" not in text, "a name is withheld from everybody else")
    tap.ok("Nameless Union" in both(member), "not from the Committee")
    tap.equal(officer.get(quiet.path).status, 200, "the secretariat reads")
    tap.equal(mission.get(FORM).status, 403, "who acts for the State gives no account of it")
    tap.equal(public.get(ANSWERS).status, 403, "and nobody else answers for it")


def story_change_and_withdraw(desk, tap):
    """Each version is kept, a colleague's change is not lost, and what is withdrawn is gone."""
    desk.init()
    organisation(desk, "Open Union", ama="contributor", bo="lead")
    staff(desk)
    server = desk.serve()
    ama, bo, member = enter(server, "ama", "bo", "member")
    public = server.visitor()
    stale = bo.get(FORM).form("/own-account")
    first = give(ama, "no", "5", "qfirstwords", "public")
    page = stale.choose("a-consulted", "yes").fill("t-how", "qsecondwords").choose("visibility", "public").send()
    tap.ok(page.status == 409 and page.has("qfirstwords") and "qsecondwords" in page.text, "who saves second sees both", page.words[:500])
    page = page.form("/own-account").send()
    tap.ok(page.path == first.path and page.has("qsecondwords") and page.has("Version 2"), "and may save again", page.words[:500])
    tap.equal(tally(both(public)), {"yes": 1, "partly": 0, "no": 0, "unknown": 0}, "one account of an organisation counts")
    page = give(ama, "yes", "x", "")
    tap.ok(page.status == 422 and page.errors() and page.form("/own-account").value("a-days") == "x",
           "a mistake is told, and what was typed stays", page.errors())
    page = give(ama, "yes", "5", "qthirdwords", "confidential")
    tap.ok(page.has("Version 3") and "qthirdwords" not in both(public) and public.get(first.path).status == 404,
           "made confidential, it is gone for the public")
    page = bo.get(FORM).form("/withdraw").send()
    tap.ok(page.has("It was withdrawn") and not page.has("qthirdwords"), "withdrawn: its text is gone", page.words[:300])
    tap.ok("qthirdwords" not in both(member) and member.get(first.path).status == 404, "for the Committee too")
    said = desk.must("cooperation", "show", desk.dir, "GHA", "--json").out
    tap.ok(not any(w in said for w in ("qfirstwords", "qsecondwords", "qthirdwords")), "and for commands")
    tap.ok(give(ama, "no", "1", "qfourthwords", "public").path != first.path, "a new one may be given after it")
    desk.user("pat@example.org", "--role", "organisation")
    pat = sign_in(server, "pat@example.org")
    page = give(pat, "no", "", "qpersonwords", "name-withheld")
    tap.ok(page.has("received") and "qpersonwords" not in both(public), "a person's own waits for the secretariat's word")
    tap.ok("qpersonwords" in both(member), "the Committee has it")
    officer, = enter(server, "officer")
    officer.get(page.path).form("/decide").send("Show it to the public")
    tap.ok("qpersonwords" in both(public), "shown once it was accepted")
    desk.must("user", "erase", desk.dir, "pat@example.org")
    tap.ok("qpersonwords" not in both(public) + both(member) and public.get(page.path).status == 404,
           "who erases their account takes theirs along, at once")


def story_both_sides(desk, tap):
    """The State answers, two officers at once; contradictions stand with both sources."""
    desk.init()
    organisation(desk, "Open Union", ama="contributor")
    organisation(desk, "Quiet Union", bo="lead")
    staff(desk)
    server = desk.serve()
    ama, bo, mission, ministry, member = enter(server, "ama", "bo", "mission", "ministry", "member")
    public = server.visitor()
    tap.ok(public.get("/en/states/GHA").follow("How civil society was consulted").has("The State has not answered yet"),
           "the State's page leads there")
    stale = ministry.get(ANSWERS).form("/state-answers")
    page = answer(mission, "consulted", "yes", "We held <b>three</b> meetings.")
    tap.ok(page.has("Saved"), "the mission answers", page.words[:300])
    tap.ok(public.get(PAGE).has("We held <b>three</b> meetings."), "public at once, as text")
    tap.equal(kinds(both(public)), ["no-record"], "it says that it consulted, and no consultation is recorded")
    page = stale.choose("answer-consulted", "partly").fill("words-consulted", "Two meetings.").send()
    tap.ok(page.status == 409 and page.has("We held <b>three</b> meetings.") and "Two meetings." in page.text,
           "the second officer sees both", page.words[:500])
    tap.ok(not public.get(PAGE).has("Two meetings."), "nothing was overwritten")
    page.form("/state-answers").send()
    tap.ok(public.get(PAGE).has("Two meetings.") and public.get(PAGE).has("1 earlier version"), "saved again it stands; the other is kept")
    stale = ministry.get(ANSWERS).form("/state-answers")
    answer(mission, "consulted", "yes", "Three meetings.")
    page = stale.choose("answer-cooperation", "yes").send()
    tap.ok(page.status == 200 and public.get(PAGE).has("Three meetings."), "who changed another answer overwrites nothing", page.words[:300])
    give(ama, "no", "5", "", "public", a_heard="no")
    give(bo, "no", "2", "", None, a_heard="partly")
    found = [c for q in json.loads(both(public))["questions"] for c in q["contradictions"]]
    tap.equal([(c["kind"], len(c["accounts"])) for c in found], [("no-record", 0), ("yes-no", 1), ("yes-no", 1)],
              "the public has the contradictions of what is public")
    tap.equal([(c["kind"], len(c["accounts"])) for q in json.loads(both(member))["questions"] for c in q["contradictions"]],
              [("no-record", 0), ("yes-no", 2), ("yes-no", 1)], "members those of all")
    page = public.get(PAGE)
    tap.ok(page.has("3 contradictions are marked below") and page.follow("Account 1").has("Open Union"), "each leads to its sources")
    tap.ok(page.tree.first("svg") is not None and page.has("Not known"), "a picture, with its table")
    tap.ok(len(page.body) < 60000, "not large", len(page.body))
    tap.equal(mission.get("/en/states/PHL/state-answers").status, 404, "nobody answers for another State")
    listed = desk.json("cooperation", "list", desk.dir)["states"]
    tap.equal([(s["state"], s["answers"], s["accounts"]) for s in listed], [("GHA", 2, 2)], "cooperation list")
    said = desk.must("cooperation", "show", desk.dir, "gha").out
    tap.ok("contradiction: The State answers yes; 2 organisations answer no" in said, "cooperation show", said[:600])
    tap.equal(desk.run("cooperation", "show", desk.dir, "XXX").status, 1, "no State party")
    for path in (PAGE, FORM):
        tap.ok('dir="rtl"' in public.get(path.replace("/en/", "/ar/")).text, f"{path} in Arabic")


def story_an_alternative_report_stays_open(desk, tap):
    """Who gave an account, or took part in a consultation, sends a report as anybody does: nothing stops or warns them."""
    desk.init()
    organisation(desk, "Open Union", ama="contributor")
    server = desk.serve()
    ama, = enter(server, "ama")
    other = server.visitor()
    page = give(ama, "yes", "30", "We took part.", "public")
    tap.ok(page.has("We took part."), "it took part, and says so")
    tap.ok(ama.get(FORM).has("may still send a report of their own"), "the form says that a report stays open")

    def words_of(visitor):
        page = begin(visitor).form("/send/state").fill("state", "GHA").choose("purpose", "dialogue").send()
        return page.words
    tap.ok("consult" not in words_of(ama).casefold(), "no question of the report speaks of it", words_of(ama)[:600])
    sent = send_by_web(other, "r.md", files.report("", "A report").encode())
    page = begin(ama).form("/send/state").fill("state", "GHA").choose("purpose", "dialogue").send()
    form = page.form("/send/sender")
    page = form.choose("organisation", form_value(form, "organisation")).send()
    page = page.form("/send/file").attach("file", "r.md", files.report("", "Another report").encode()).send()
    page = page.form("/send/found").send().form("/send/priorities").send()
    page = page.form("/send/visibility").choose("visibility", "public").send()
    page = page.form("/send/answers").send("Send the report")
    tap.ok(page.path.endswith("/done"), "its alternative report is sent", page.words[:400])
    tap.ok("warning" not in page.text and sent["id"], "without a warning, as another's is")


def form_value(form, name):
    """The first choice of a group that is an organisation."""
    return next(f.get("value") for _, f in form.fields() if f.get("name") == name and len(f.get("value", "")) == 16)


def consult(holder, opens, closes):
    """The State's consultation, begun without a draft; its path."""
    form = holder.get("/en/consultations/new").form("/new")
    for name, value in {"opens": opens, "closes": closes, "zone": "Africa/Accra", "languages": "en, fr", "how": "Here."}.items():
        form.fill(name, value)
    return form.send().path


def story_what_is_recorded(desk, tap):
    """A consultation and the State's report stand between both sides: days and languages are held against what organisations found."""
    desk.init()
    organisation(desk, "Open Union", ama="contributor")
    organisation(desk, "Quiet Union", bo="lead")
    staff(desk)
    server = desk.serve()
    ama, bo, mission, member = enter(server, "ama", "bo", "mission", "member")
    public = server.visitor()
    answer(mission, "consulted", "yes")
    answer(mission, "available", "yes")
    tap.equal(kinds(both(public)), ["no-record", "no-report"], "the State says yes, and nothing is recorded")
    today = datetime.date.today()
    path = consult(mission, str(today), str(today + datetime.timedelta(days=20)))
    report = desk.file("report.md", files.report("", "Report of Ghana"))
    sent = desk.json("submit", desk.dir, report, "--as-state", "GHA", "--purpose", "state-report")["id"]
    desk.publish(sent)
    known = json.loads(both(public))["known"]
    tap.equal((known["consultations"], known["records"], known["languages"], known["report"]),
              (1, [path.rsplit("/", 1)[1]], ["en", "fr"], sent), "the records are known")
    tap.ok(18 <= known["days"] <= 21, "with its days", known["days"])
    tap.equal(kinds(both(public)), [], "and nothing is held against the State any more")
    page = public.get(PAGE)
    tap.ok(page.follow("The record of a consultation").status == 200 and page.follow("public here since").status == 200,
           "the page leads to the records")
    tap.ok(public.get(path).follow("How civil society was consulted").path == PAGE, "and the consultation's page leads back")
    give(ama, "yes", "5", "", "public", l_draft_languages="en")
    give(bo, "yes", "40", "", None, l_draft_languages="fr")
    tap.equal(kinds(both(public)), ["days", "languages"], "fewer days, and a language that was not found")
    tap.ok("did not find: French" in both(public) and "did not find: French, English" in both(member),
           "for members, what all of them did not find")
    tap.ok("French" in public.get(FORM).words, "the form offers the languages that the record names")
    said = send_by_web(server.visitor(), "r.md", files.report("", "Beside the State").encode())
    tap.ok(said["id"], "an alternative report stays open")


def story_on_behalf_and_limits(desk, tap):
    """An officer enters what an organisation said by letter; nothing typed is markup; nobody gives one on a State that is none."""
    desk.init()
    union = organisation(desk, "Paper Union", ama="contributor")
    staff(desk)
    server = desk.serve()
    officer, ama = enter(server, "officer", "ama")
    public = server.visitor()
    page = officer.get("/en/desk/behalf?words=paper").form("Enter for this one").send("Enter for this one")
    tap.ok(page.has("on behalf of Paper Union"), "an officer acts for it", page.words[:200])
    page = give(officer, "no", "", "<script>alert(1)</script> & by letter", "public")
    tap.ok(page.has("<script>alert(1)</script> & by letter") and "<script>alert" not in page.text, "what was typed is text",
           page.words[:300])
    tap.equal(json.loads(both(public))["accounts"][0]["name"], "Paper Union", "it is the organisation's")
    tap.ok(ama.get(FORM).has("Save the account"), "its people may change it")
    for path in ("/en/states/XXX/cooperation", "/en/states/XXX/own-account", "/en/own-accounts/0123456789abcdef"):
        tap.equal(public.get(path).status, 404, f"{path} is not there")
    tap.equal(public.get(PAGE + "?cycle=1").status, 200, "an earlier review has its page")
    tap.equal(json.loads(public.get(PAGE + ".json?cycle=1").text)["accounts"], [], "with what belongs to it")
    tap.equal(public.get(PAGE + "?cycle=x").status, 404, "what is no number is none")

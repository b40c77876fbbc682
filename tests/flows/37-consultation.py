"""The State's consultation on its draft: begun, invited, commented, answered by two ministries, withdrawn, recorded; and who learns what."""
import contextlib
import datetime
import json
import sqlite3
import subprocess
import time
import urllib.parse

from smtpd import message
from tasks import begin as begin_sending
from tasks import sign_in

TODAY = datetime.date.today()
OPENS, CLOSES = str(TODAY - datetime.timedelta(days=3)), str(TODAY + datetime.timedelta(days=27)) + "T18:00"
LONGER, LONGEST = str(TODAY + datetime.timedelta(days=40)), str(TODAY + datetime.timedelta(days=50))
LATER = str(TODAY + datetime.timedelta(days=60)) + "T12:00:00Z"


def draft_text(n=6, word="draftleaf"):
    body = "\n\n".join(f"{i}. Measure number {i}: migrant workers and members of their families have the rights of article "
                       f"{i % 60 + 8} of the Convention, and the State says what it did about them in the years since its "
                       f"last report, with figures and with what is still to be done. {word}" for i in range(1, n + 1))
    return f"# Draft report\n\n## Measures\n\n{body}\n"


def draft(visitor, n=6, word="draftleaf"):
    """A draft that one who acts for the State publishes; its id."""
    page = begin_sending(visitor).form("/send/state").choose("purpose", "state-draft").send()
    page = page.form("/send/file").attach("file", f"{word}.md", draft_text(n, word).encode()).send()
    page = page.form("/send/annexes").send("Continue").form("/send/found").send()
    id_ = visitor.cookies["td_draft"].split(".")[0]
    assert page.form("/send/answers").send("Publish the draft").path.endswith("/done"), page.words[:400]
    return id_


def people(desk):
    desk.user("mission@example.org", "--role", "permanent-mission", "--state", "GHA")
    for who in ("labour", "interior"):
        desk.user(f"{who}@example.org", "--role", "ministry", "--state", "GHA")


def organisation(desk, name, lead, visibility="public", kind="ngo"):
    id_ = desk.json("organisation", "add", desk.dir, "--name", name, "--kind", kind, "--visibility", visibility, "--country", "GHA")["id"]
    desk.must("organisation", "verify", desk.dir, id_, "--reason", "Statutes seen.")
    desk.user(f"{lead}@example.org", "--role", "organisation")
    desk.sql("insert into membership (person, organisation, level, since)"
             f" select id, '{id_}', 'lead', 1 from person where address = '{lead}@example.org'")
    return id_


def begin(holder, draft_id=None, **fields):
    form = holder.get("/en/states/GHA/consultations").follow("Begin a consultation").form("/consultations/new")
    given = {"opens": OPENS, "closes": CLOSES, "zone": "Africa/Accra", "languages": "en, fr",
             "how": "Here, by post, and at two meetings.", **fields}
    if draft_id:
        form.fill("draft", draft_id)
    for name, value in given.items():
        form.fill(name, value)
    return form.send()


def comment(visitor, path, text, **more):
    form = visitor.get(path).form("/comments").fill("text", text)
    for name, value in more.items():
        form = form.choose(name, value) if name in ("organisation", "visibility", "named") else form.fill(name, value)
    return form.send()


def letters(desk, subject, count):
    """Receivers and texts of the letters with this subject, once there are that many."""
    folder = desk.dir / "mail" / "new"
    for _ in range(150):
        mails = [message(p.read_bytes()) for p in folder.iterdir()] if folder.exists() else []
        found = sorted((m["To"], m.get_body(("plain",)).get_content()) for m in mails if m["Subject"] == subject)
        if len(found) >= count:
            break
        time.sleep(0.1)
    return found


def rows(desk, query):
    """What a query finds, as text, behind the program's back."""
    if desk.database:
        return subprocess.run(["psql", "-X", "-q", "-A", "-t", desk.store_url(), "-c", query], check=True, capture_output=True,
                              text=True, stdin=subprocess.DEVNULL).stdout
    with contextlib.closing(sqlite3.connect(desk.dir / "treatydesk.db")) as base:
        return "\n".join("|".join(map(str, row)) for row in base.execute(query))


def story_a_consultation(desk, tap):
    """From the first form to the record: invited, commented with and without a name, met, answered in a group."""
    desk.init("--rehearsal")
    people(desk)
    invited = organisation(desk, "Open House", "open")
    organisation(desk, "qquietname House", "quiet")
    organisation(desk, "qhiddenname House", "hidden", "confidential")
    server = desk.serve()
    mission = sign_in(server, "mission@example.org")
    id_draft = draft(mission)
    wrong = begin(mission, id_draft, closes="soon")
    tap.ok(wrong.status == 422 and wrong.form("/new").value("how").startswith("Here, by post") and wrong.errors(),
           "a wrong day is told and nothing typed is lost", wrong.words[:400])
    page = begin(mission, id_draft)
    tap.ok(page.status == 200 and page.has("Comments until") and page.has("Accra") and page.has("English, French"),
           "it stands with its time, zone and languages", (page.status, page.words[:600]))
    path = page.path
    doors = server.visitor().get("/en/now?state=GHA")
    tap.ok(doors.has("Consultation on the draft of the State’s report: Ghana"), "it stands among what can be done now", doors.words[:900])
    found = [o for o in desk.json("calendar", desk.dir, "--state", "GHA")["openings"] if o["source"] == "consultation"]
    tap.equal([(o["status"], o["zone"], o["address"].endswith(path.split("/en")[1])) for o in found], [("open", "Africa/Accra", True)],
              "and in the calendar")
    hold = page.follow("Invite, meet, withdraw")
    tap.ok(hold.has("Open House") and not hold.has("qhiddenname"), "organisations with a public page are offered, hidden ones not")
    hold = hold.form("Invite those ticked").choose("organisation", invited).send("Invite those ticked")
    tap.ok(hold.status == 200 and hold.has("Done"), "one is invited", hold.words[:300])
    mail = letters(desk, "You are invited to a consultation", 1)
    tap.ok([to for to, _ in mail] == ["open@example.org"] and "Ghana" not in mail[0][1] and path.split("/en")[1] in mail[0][1],
           "and told, without the State's name", mail)
    meeting = hold.follow("Add a meeting").form("/meeting").fill("starts", f"{OPENS}T10:00").choose("way", "person")
    hold = meeting.fill("place", "The old town hall.").fill("languages", "en, ak").send()
    report = hold.follow("Say what came of it").form("/meeting").fill("outcome", "Three proposals.")
    hold = report.fill("came-ngo", "12").fill("came-trade-union", "1").send()
    tap.ok(hold.has("Change what came of it"), "a meeting, and what came of it")
    public = server.visitor().get(path)
    tap.ok(public.has("The old town hall.") and public.has("Non-governmental organisation: 12 · Others: 1") and
           public.has("Measure number 2"), "everybody reads meetings and draft; one of a kind is no kind", public.words[:1500])
    writes(desk, tap, server, path, mission)


def writes(desk, tap, server, path, mission):
    """Comments of all sorts, and who learns what of them."""
    opener, quiet, stranger = sign_in(server, "open@example.org"), sign_in(server, "quiet@example.org"), server.visitor()
    form = opener.get(path + "/comments?n=3").form("/comments")
    tap.equal(({n for n, v in form.values if n in ("visibility", "named")}), set(), "neither choice has a default")
    mine = comment(opener, path + "/comments?n=3", "Families are missing.", organisation="Open House", visibility="public", named="yes")
    tap.ok(mine.path.endswith("/mine") and mine.has("No. 1") and mine.has("for everybody"), "one that is public and named", mine.words[:500])
    mine = comment(quiet, path + "/comments?n=3", "qsecretwords of ours.", organisation="qquietname House")
    tap.ok(mine.has("for the State alone") and mine.has("without a name"), "silence is for the State alone, without a name")
    own = comment(stranger, path + "/comments", "From somebody without account: qstrangerwords.", kind="person")
    tap.ok("/consultations/comment/" in own.path and own.has("never again"), "without an account: an address, shown once", own.words[:500])
    tap.ok("td_session" not in stranger.cookies, "and no account is made of it")
    everybody = server.visitor()
    answers = {p: everybody.get(p).text for p in (path, path + ".json", path + "/comments?n=3", path + "/comments.json?n=3", path + "/comments",
                                                  path + "/comments.json", path + "/record", path + "/record.json",
                                                  "/en/states/GHA/consultations", "/en/states/GHA/consultations.json")}
    told = [(p, w) for p, text in answers.items() for w in ("qsecretwords", "qquietname", "qhiddenname", "qstrangerwords") if w in text]
    tap.equal(told, [], "nothing of what is not public stands in a public answer")
    tap.ok("Families are missing." in answers[path + "/comments?n=3"] and "Open House" in answers[path + "/comments?n=3"],
           "what is public and named does")
    record = json.loads(answers[path + "/record.json"])
    tap.equal((record["comments"], record["came"], record["comments_by_kind"], [o["name"] for o in record["organisations"]]),
              (3, 3, [{"kind": None, "n": 3}], ["Open House"]), "the record counts, and names the one that said so")
    seen = mission.get(path + "/answer")
    tap.ok(seen.has("qsecretwords") and seen.has("qstrangerwords") and seen.has("Open House") and "qquietname" not in seen.text
           and "quiet@" not in seen.text, "the State reads all, and no name that was not given", seen.words[:900])
    shown = desk.run("consultation", "show", desk.dir, path.rsplit("/", 1)[1], "--json")
    tap.ok(shown.status == 0 and "qquietname" not in shown.out and shown.json["comments"] == 3, "the command tells no more", shown)
    journal = rows(desk, "select actor, act, thing, thing_id from journal where act like 'consultation.comment%'")
    person = rows(desk, "select id from person where address = 'quiet@example.org'").strip()
    tap.ok("consultation.comment" in journal and person not in journal, "and the journal does not say whose they are",
           journal)
    answered(desk, tap, server, path, mission, quiet, own, stranger)


def tick(page, *numbers):
    form = page.form("/answer")
    boxes = {label.split("·")[0].strip(): f.get("value") for label, f in form.fields() if f.get("name") == "comment"}
    return form.choose("comment", *[boxes[f"No. {n}"] for n in numbers])


def answer(form, office, disposition, text):
    return form.fill("office", office).choose("disposition", disposition).fill("text", text)


def answered(desk, tap, server, path, mission, quiet, own, stranger):
    """In a group; then two ministries at the same comment."""
    page = answer(tick(mission.get(path + "/answer"), 1, 2), "Ministry of qofficeone", "taken", "Families come into paragraph 3.").send()
    tap.ok(page.status == 200 and page.has("Done") and page.has("No. 3") and not page.has("No. 1 "), "two with one word; one waits")
    tap.equal([to for to, _ in letters(desk, "Your comment was answered", 2)], ["open@example.org", "quiet@example.org"], "both are told")
    public = server.visitor().get(path + "/comments?n=3")
    tap.ok(public.has("Families come into paragraph 3.") and "qofficeone" not in public.text, "the answer stands beside the public one, "
           "not which ministry", public.words[:900])
    tap.ok(quiet.get(path + "/mine").has("Families come into paragraph 3."), "and with who commented for the State alone")
    labour, interior = sign_in(server, "labour@example.org"), sign_in(server, "interior@example.org")
    first, second = tick(labour.get(path + "/answer"), 3), tick(interior.get(path + "/answer"), 3)
    answer(first, "Ministry of Labour", "in-part", "The first half is taken.").send()
    page = answer(second, "Ministry of the Interior", "not-taken", "Nothing of it: qtypedtext.").send()
    tap.ok(page.status == 422 and page.has("The first half is taken.") and page.has("Ministry of Labour") and
           page.form("/answer").value("text") == "Nothing of it: qtypedtext." and page.form("/answer").value("office") == "Ministry of the Interior",
           "the second ministry gets both texts, and nothing typed is lost", (page.status, page.words[:900]))
    still = stranger.get(own.url)
    tap.ok(still.has("The first half is taken.") and not still.has("qtypedtext"), "nothing of it was stored")
    again = page.form("/answer").send()
    tap.ok(again.status == 422 and again.errors(), "it is asked whether to replace or to add", again.errors())
    done = again.form("/answer").choose("how", "add").send()
    tap.ok(done.status == 200 and done.has("Done"), "and adds", (done.status, done.words[:600]))
    both = stranger.get(own.url)
    tap.ok(both.has("The first half is taken.") and both.has("qtypedtext"), "both stand with who commented")
    third = tick(mission.get(path + "/answer?all=1"), 3)
    third = answer(third, "Permanent mission", "taken", "It is taken after all.").choose("how", "replace").send()
    both = stranger.get(own.url)
    tap.ok(both.has("It is taken after all.") and not both.has("qtypedtext"), "one replaces them", both.words[:500])
    state = labour.get(path + "/answer?all=1")
    tap.ok(state.has("qtypedtext") and state.has("replaced"), "the State keeps every version, with who gave it")
    record = server.visitor().get(path + "/record")
    tap.ok(record.has("Taken3") and "<svg" in record.text, "the record says what became of them", record.words[:900])
    consent(tap, server, path, quiet, stranger, own)


def consent(tap, server, path, quiet, stranger, own):
    """Named later by its own word, and no longer; a comment taken back."""
    page = quiet.get(path + "/mine").form("Let the record name it").send("Let the record name it")
    tap.ok(server.visitor().get(path + "/record").has("qquietname House"), "an organisation may be named by its own word", page.words[:300])
    quiet.get(path + "/mine").form("Take its name out").send("Take its name out")
    tap.ok("qquietname" not in server.visitor().get(path + "/record").text, "and no longer")
    form = quiet.get(path + "/mine").form("Change this").fill("visibility", "public")
    form.send("Change this")
    public = server.visitor().get(path + "/comments?n=3")
    tap.ok(public.has("qsecretwords") and "qquietname" not in public.text, "its comment may be shown without its name")
    stranger.get(own.url).form("Take the comment back").send()
    tap.equal(stranger.get(own.url).status, 404, "who has the address takes the comment back")
    record = json.loads(server.visitor().get(path + "/record.json").text)
    tap.equal((record["comments"], record["taken_back"]), (2, 1), "the record says that one was taken back")


def post(visitor, path, **fields):
    """As a form that was left open would."""
    token = dict(visitor.get("/en/sign-in").form("/sign-in").values)["csrf"]
    return visitor.request("POST", path, urllib.parse.urlencode({"csrf": token, **fields}).encode(),
                           {"Content-Type": "application/x-www-form-urlencoded"})


def extended(desk, tap, server, path, mission):
    """More time, by the page and by the command: later only, with a reason, and everybody can read what was said before."""
    id_ = path.rsplit("/", 1)[1]
    form = mission.get(path + "/hold").form("Give it more time")
    page = form.fill("closes", OPENS).fill("why", "Floods in the north.").send("Give it more time")
    tap.ok(page.status == 422 and page.has("only made longer") and page.form("Give it more time").value("why") == "Floods in the north.",
           "never less time, and nothing typed is lost", (page.status, page.words[:400]))
    page = page.form("Give it more time").fill("closes", LONGER).send("Give it more time")
    tap.ok(page.status == 200 and page.has("Done"), "more time is given", (page.status, page.words[:400]))
    public = server.visitor().get(path)
    tap.ok(public.has("It got more time") and public.has("Floods in the north."), "the page says from when to when, and why", public.words[:900])
    tap.equal([to for to, _ in letters(desk, "A consultation got more time", 1)], ["writer@example.org"], "who commented is told")
    given = desk.json("consultation", "extend", desk.dir, id_, "--closes", LONGEST, "--reason", "Asked by telephone.")
    tap.equal([(x["closes_local"], x["reason"]) for x in given["extensions"]],
              [(LONGER + "T23:59", "Floods in the north."), (LONGEST + "T23:59", "Asked by telephone.")], "and by the command, for the State")
    tap.ok("command for GHA" in rows(desk, "select actor from journal where act = 'consultation.extend'"), "the journal says for whom")
    tap.equal([desk.run("consultation", "extend", desk.dir, id_, "--closes", OPENS, "--reason", "No.").status,
               desk.run("consultation", "extend", desk.dir, id_).status], [1, 2], "which asks for the same")
    found = [o for o in desk.json("calendar", desk.dir, "--state", "GHA")["openings"] if o["source"] == "consultation"]
    tap.equal([o["closes_local"] for o in found], [LONGEST + "T23:59"], "and the calendar has the new one")


def story_withdrawn_in_mid_consultation(desk, tap):
    """The button with a reason, and the draft taken down elsewhere: the text is gone, comments stay, all are told, a new one begins."""
    desk.init("--rehearsal")
    people(desk)
    desk.user("writer@example.org", "--role", "organisation")
    server = desk.serve()
    mission, writer, visitor = sign_in(server, "mission@example.org"), sign_in(server, "writer@example.org"), server.visitor()
    id_draft, second, third = (draft(mission, word=f"{word}leaf") for word in ("once", "twice", "thrice"))
    path = begin(mission, id_draft).path
    comment(writer, path + "/comments?n=3", "qpublicwords about it.", kind="person", visibility="public", named="no")
    open_form = visitor.get(path + "/comments?n=3").form("/comments").fill("text", "qtoolate").fill("kind", "person")
    extended(desk, tap, server, path, mission)
    page = mission.get(path + "/hold").form("Withdraw the draft").send("Withdraw the draft")
    tap.ok(page.status == 422 and page.has("Say why the draft is withdrawn"), "a reason is asked", page.words[:400])
    mission.get(path + "/hold").form("Withdraw the draft").fill("reason", "A new law was passed.").send("Withdraw the draft")
    page = server.visitor().get(path)
    tap.ok(page.has("Withdrawn") and page.has("A new law was passed.") and "onceleaf" not in page.text and
           server.visitor().get(f"/en/submissions/{id_draft}").status == 404, "the page says when and why; the text is gone",
           page.words[:800])
    tap.ok("qpublicwords" not in server.visitor().get(path + "/comments?n=0").text and
           server.visitor().get(path + "/comments.json").text.count("qpublicwords") == 0, "comments are no longer public")
    tap.ok(writer.get(path + "/mine").has("qpublicwords") and mission.get(path + "/answer?all=1").has("qpublicwords"),
           "they stay with who wrote them and with the State")
    late = open_form.send()
    tap.ok(late.status == 422 and late.has("The draft was withdrawn") and "qtoolate" in late.text,
           "a form that was open is refused, with what was typed", (late.status, late.words[:400]))
    ended = "A consultation ended early"
    tap.equal([to for to, _ in letters(desk, ended, 1)], ["writer@example.org"], "who commented is told")
    found = [o for o in desk.json("calendar", desk.dir)["openings"] if o["source"] == "consultation"]
    tap.equal(found, [], "what was withdrawn is no opening")
    page = begin(mission, second)
    tap.ok(page.has("An earlier draft was withdrawn"), "a new draft begins a new consultation, which leads back", page.words[:600])
    tap.ok(server.visitor().get(path).follow("The consultation on the new draft").path == page.path, "and the old one leads on")
    comment(writer, page.path + "/comments", "On the second.", kind="person")
    desk.must("submission", "take-down", desk.dir, second)
    refused = post(visitor, page.path + "/comments", text="qtoolate", kind="person", n="0")
    tap.ok(refused.status == 422 and refused.has("withdrawn"), "taken down elsewhere: no comment is taken from that moment", refused.words[:400])
    for _ in range(100):
        gone = server.visitor().get(page.path)
        if gone.has("no reason was given"):
            break
        time.sleep(0.1)
    tap.ok(gone.has("The draft was taken down") and "twiceleaf" not in gone.text, "and the consultation ends with it", gone.words[:600])
    tap.equal(len(letters(desk, ended, 2)), 2, "its people are told")
    tap.ok(begin(mission, third).status == 200, "and a third begins")


def story_closed_and_limits(desk, tap):
    """Closed on the server; too long, too many; other States' officers; small pages of a long draft."""
    desk.init("--rehearsal")
    people(desk)
    desk.user("benin@example.org", "--role", "ministry", "--state", "BEN")
    server = desk.serve()
    mission, benin, visitor = sign_in(server, "mission@example.org"), sign_in(server, "benin@example.org"), server.visitor()
    path = begin(mission, draft(mission, 80)).path
    sizes, page, last = [], visitor.get(path), 0
    while True:
        packed = server.visitor().get(page.url.split(str(server.port))[1], headers={"Accept-Encoding": "gzip"})
        sizes.append(len(packed.body))
        last = page.words
        if not any(words == "Next page" for words, _ in page.links()):
            break
        page = page.follow("Next page")
    tap.ok(len(sizes) > 1 and max(sizes) <= 14 * 1024 and "Measure number 80" in last, f"80 paragraphs on {len(sizes)} pages of at most 14 KB",
           sizes)
    tap.equal([benin.get(path + end).status for end in ("", "/hold", "/answer", "/meeting")], [200, 403, 403, 403],
              "another State's officer reads what everybody reads")
    tap.equal([visitor.get(path + end).status for end in ("/hold", "/answer", "/mine", "/comments?n=99")], [403, 403, 403, 404],
              "nobody holds nothing")
    long = comment(visitor, path + "/comments", "long " * 1000, kind="person")
    tap.ok(long.status == 422 and long.form("/comments").value("text").startswith("long long"), "too long: told, and nothing is lost",
           (long.status, long.words[:300]))
    tap.equal(comment(visitor, path + "/comments", "Fine.").status, 422, "without a kind it is asked")
    own = comment(benin, path + "/comments", "Neighbours comment too.", kind="person", visibility="public", named="no")
    tap.equal(own.status, 200, "whoever has an account may comment")
    tap.equal(comment(mission, path + "/comments", "We like it.", kind="person").status, 403, "but those who act for the State")
    open_form = visitor.get(path + "/comments").form("/comments").fill("text", "qtoolate").fill("kind", "person")
    server.stop()
    server = desk.serve("--now", LATER)
    visitor = server.visitor()
    page = visitor.get(path)
    tap.ok(page.has("closed") and not page.has("Everybody may take part"), "later it is closed", page.words[:400])
    tap.equal([f.action for f in visitor.get(path + "/comments").forms() if f.action.endswith("/comments")], [], "no form is offered")
    late = post(visitor, path + "/comments", **{n: v for n, v in open_form.values if n != "csrf"})
    tap.ok(late.status == 422 and late.has("This consultation is closed") and "alternative report" in late.words,
           "and what is sent all the same is refused", (late.status, late.words[:400]))
    listed = desk.json("consultation", "list", desk.dir, "--state", "GHA", "--now", LATER)["consultations"]
    tap.equal([(c["state"], c["status"], c["days"]) for c in listed], [("GHA", "closed", 28 if datetime.datetime.now(datetime.timezone.utc).hour < 18 else 27)], "the command lists it")
    tap.equal(desk.run("consultation", "list", desk.dir, "--state", "XXX").status, 1, "no such State")

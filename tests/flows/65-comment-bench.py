"""Comments on a draft general comment from a whole document to what became of them: split and confirmed, grouped and decided at the bench, released."""
import datetime
import json
import time
import zlib

from smtpd import message
from tasks import sign_in

TODAY = datetime.date.today()
OPENS, CLOSES = str(TODAY - datetime.timedelta(days=3)), str(TODAY + datetime.timedelta(days=20)) + "T18:00"
LATER = str(TODAY + datetime.timedelta(days=25)) + "T12:00:00Z"  # after the phase, before what nobody confirmed is erased
SUBJECTS = ["fees", "debt", "inspection", "housing", "children", "complaints", "papers", "wages", "rest", "health"]
DRAFT = "# Draft general comment\n\n## Duties\n\n" + "\n\n".join(
    f"{i}. States protect migrant workers with regard to {SUBJECTS[i % 10]}, by law and in practice, in the {i}th place." for i in range(1, 31)) + "\n"
DOCUMENT = """# Comments of Migrants United

We welcome the draft as a whole.

## Paragraph 2

Say that employers pay every fee.

## Paragraphs 3 and 5

Homes of domestic workers belong in both.

## Para. 7

The word qpapers is unclear.
"""


def organisation(desk, name, lead, visibility="public"):
    id_ = desk.json("organisation", "add", desk.dir, "--name", name, "--kind", "ngo", "--visibility", visibility, "--country", "GHA")["id"]
    desk.must("organisation", "verify", desk.dir, id_, "--reason", "Statutes seen.")
    desk.user(f"{lead}@example.org", "--role", "organisation")
    desk.sql("insert into membership (person, organisation, level, since)"
             f" select id, '{id_}', 'lead', 1 from person where address = '{lead}@example.org'")
    return id_


def house(desk, text=DRAFT):
    """A general comment with a draft on which comments are taken; ids of both."""
    desk.init("--rehearsal")
    desk.user("officer@example.org", "--role", "secretariat")
    desk.user("member@example.org", "--role", "member", "--state", "PHL")
    general = desk.json("general-comment", "begin", desk.dir, "--title", "en=Recruitment and debt", "--body", "CMW CMW/C/GC/6 6")["id"]
    draft = desk.json("general-comment", "draft", desk.dir, general, desk.file("draft.md", text))["id"]
    desk.must("general-comment", "stage", desk.dir, general, "comments", "--opens", OPENS, "--closes", CLOSES)
    return general, draft


def say(desk, draft, text, paragraph, organisation_, *more):
    where = ["--paragraph", paragraph] if paragraph else []
    return desk.json("general-comment", "comment", desk.dir, draft, text, *where, "--organisation", organisation_, *(more or ["--public"]))["id"]


def path(draft, rest):
    return f"/en/general-comments/drafts/{draft}/{rest}"


def bench(visitor, draft):
    return json.loads(visitor.get(path(draft, "bench.json")).text)


def letters(desk, to):
    folder = desk.dir / "mail" / "new"
    mails = [message(p.read_bytes()) for p in sorted(folder.iterdir())] if folder.exists() else []
    return [(m["Subject"], m.get_body(("plain",)).get_content()) for m in mails if m["To"] == to]


def until(ask):
    for _ in range(100):
        found = ask()
        if found:
            break
        time.sleep(0.1)
    return found


def send_document(visitor, draft, text, visibility="public", who="Migrants United"):
    page = visitor.get(path(draft, "document"))
    form = page.form("Send and see the pieces").attach("file", "comments.md", text.encode()).choose("organisation", who)
    return form.choose("visibility", visibility).send()


def story_document(desk, tap):
    """A whole document is split, corrected by its sender and confirmed; only then are there comments."""
    _, draft = house(desk)
    organisation(desk, "Migrants United", "united")
    server = desk.serve()
    united, member = sign_in(server, "united@example.org"), sign_in(server, "member@example.org")
    tap.equal(server.visitor().get(path(draft, "document")).status, 403, "nobody sends one without an account")
    page = united.get(path(draft, "document"))
    tap.ok(page.has("What counts is when you confirm") and page.has("in Geneva"), "until when is said in Geneva's time", page.words[:600])
    page = page.form("Send and see the pieces").attach("file", "x.md", DOCUMENT.encode()).send()
    tap.ok(page.status == 422 and "Choose who may read the comments" in page.errors()[0], "who reads it is asked, with no default", page.errors())
    page = send_document(united, draft, "")
    tap.ok(page.status == 422 and page.errors() != [], "an empty file is no document", page.errors())
    page = send_document(united, draft, DOCUMENT)
    tap.ok(page.has("4 pieces become comments when you confirm") and page.has("Paragraphs 3, 5"), "the pieces are seen", page.words[:900])
    here = page.path
    tap.equal(bench(member, draft)["all"], 0, "and are no comments yet")
    tap.equal(member.get(here).status, 404, "nobody else sees them")
    page = page.form("Confirm and send all").fill("places-2", "2, 77").send("Save")
    tap.ok(page.status == 422 and page.form("Confirm and send all").value("places-2") == "2, 77", "a paragraph that is not there comes back as typed", page.errors())
    page = page.form("Confirm and send all").fill("places-2", "4").fill("text-2", "Say that employers pay every fee, also abroad.").send("Save")
    tap.ok(page.status == 200 and page.has("Saved. Nothing is a comment yet"), "a piece moves to another paragraph")
    page = page.form("Confirm and send all").send("Drop it")  # the first
    tap.ok(page.has("3 pieces become comments") and page.has("1 is dropped") and page.has("We welcome the draft as a whole"), "one is dropped and stays in sight", page.words[:600])
    page = page.form("Confirm and send all").send("Take it back in")
    tap.ok(page.has("4 pieces become comments"), "and comes back")
    done = page.form("Confirm and send all").send("Confirm and send all")
    tap.ok(done.path.endswith("/outcome/own") and done.has("Say that employers pay every fee, also abroad") and done.has("Not told yet"), "confirmed, they are comments", done.words[:600])
    told = bench(member, draft)
    tap.equal([(c["anchor"], c["also"]) for c in told["comments"]], [(None, []), ("p3", ["p5"]), ("p4", []), ("p7", [])], "each on its paragraphs")
    tap.equal(united.get(here).status, 404, "the document is gone")
    kept = send_document(united, draft, DOCUMENT, "committee")
    server.stop()
    late = desk.serve("--now", LATER)
    united = sign_in(late, "united@example.org")
    page = united.get(kept.path).form("Confirm and send all").send("Confirm and send all")
    tap.ok(page.status == 422 and page.has("Say that employers pay every fee"), "after the end nothing is taken, and nothing of it is lost", page.words[:500])
    tap.equal(bench(sign_in(late, "member@example.org"), draft)["all"], 4, "no comment came of it")
    tap.equal(send_document(united, draft, DOCUMENT).status, 422, "nor is another document taken")
    page = united.get(kept.path).form("Drop the whole document").send("Drop the whole document")
    tap.ok(page.path.endswith("/document") and united.get(kept.path).status == 404, "its sender drops it")


def story_bench(desk, tap):
    """Many comments: pages, filters, groups that a person confirms, dispositions with reasons, released to those who wrote and to everybody."""
    _, draft = house(desk)
    one, two = organisation(desk, "Migrants United", "united"), organisation(desk, "Union of Homes", "homes")
    a = say(desk, draft, "Recruitment agencies that charge fees should lose their licence.", 2, one)
    b = say(desk, draft, "Agencies that charge recruitment fees should lose their licence at once.", 2, two)
    say(desk, draft, "Children of workers need schools in their own language.", 2, two)
    secret = say(desk, draft, "Our members fear qreprisals.", 5, one, "--committee")
    server = desk.serve()
    member, officer, united = (sign_in(server, f"{who}@example.org") for who in ("member", "officer", "united"))
    nobody = server.visitor()
    tap.equal((nobody.get(path(draft, "bench")).status, united.get(path(draft, "bench")).status), (403, 403), "the bench is the Committee's")
    page = member.get(path(draft, "bench"))
    tap.ok(page.has("Decided: 0 of 4") and page.has("qreprisals") and page.has("for the Committee alone"), "a member reads all, with what is decided", page.words[:600])
    tap.ok(not page.has("Release the dispositions"), "a member releases nothing")
    page = page.form("Show").choose("confidential", "1").send("Show")
    tap.ok(page.has("1 comment") and page.has("qreprisals") and not page.has("Children of workers"), "those for the Committee alone can be chosen")
    alike = member.get(path(draft, "alike"))
    tap.ok(alike.has("1 suggestion") and alike.has("lose their licence at once") and not alike.has("Children of workers"), "two comments are alike", alike.words[:500])
    alike = alike.form("Those ticked say the same").send("Those ticked say the same")
    tap.ok(alike.has("No comments are alike"), "a person groups them", alike.words[:400])
    page = member.get(path(draft, "bench"))
    tap.ok(page.has("Group 1"), "the group is seen")
    form = page.form("Decide on those ticked").choose("comment", a + ".0").choose("disposition", "in-part")
    page = form.send("Decide on those ticked")
    tap.ok(page.status == 422 and "Write the reason" in page.errors()[0], "in part wants its reason", page.errors())
    page = page.form("Decide on those ticked").fill("reason", "qlicence is for another paper.").choose("whole_group", "1").send("Decide on those ticked")
    tap.ok(page.status == 200 and page.has("Decided: 2 of 4"), "the whole group is decided at once", page.words[:400])
    stale = member.get(path(draft, "bench")).form("Decide on those ticked").choose("comment", secret + ".0").choose("disposition", "taken")
    officer.get(path(draft, "bench")).form("Decide on those ticked").choose("comment", secret + ".0").choose("disposition", "not-taken").fill("reason", "qsecretreason").send("Decide on those ticked")
    page = stale.send("Decide on those ticked")
    tap.ok(page.status == 422 and "meanwhile" in page.errors()[0], "who decides on what another decided meanwhile is told", page.errors())
    page = member.get(path(draft, "bench?state=waiting"))
    tap.ok(page.has("1 comment") and page.has("Children of workers"), "what waits can be chosen")
    page = member.get(path(draft, "bench")).form("Take it out of the group").send("Take it out of the group")
    tap.ok(not page.has("Group 1"), "a group is undone")
    mine = united.get(path(draft, "outcome/own"))
    tap.ok(mine.has("Not told yet") and not mine.has("qlicence"), "who wrote learns nothing before the release", mine.words[:500])
    tap.ok(not nobody.get(path(draft, "outcome")).has("qlicence"), "nor does the public")
    page = officer.get(path(draft, "bench")).form("Release the dispositions").send("Release the dispositions")
    tap.ok(page.status == 422, "nothing is released while comments are taken", page.errors())
    server.stop()
    server = desk.serve("--now", LATER)
    officer, united, nobody = sign_in(server, "officer@example.org"), sign_in(server, "united@example.org"), server.visitor()
    page = officer.get(path(draft, "bench")).form("Release the dispositions").send("Release the dispositions")
    tap.ok(page.status == 200 and page.has("Dispositions are released"), "the secretariat releases them", page.words[:400])
    got = until(lambda: [m for m in letters(desk, "united@example.org") if "What became" in m[0]])
    tap.ok(len(got) == 1 and f"/drafts/{draft}/outcome/own" in got[0][1] and "qlicence" not in got[0][1] and "Recruitment" not in got[0][1],
           "who wrote is told by letter, which names nothing", got)
    mine = united.get(path(draft, "outcome/own"))
    tap.ok(mine.has("qlicence is for another paper") and mine.has("qsecretreason") and not mine.has("Children of workers"), "each sees what became of its own", mine.words[:700])
    told = json.loads(united.get(path(draft, "outcome/own.json")).text)
    tap.equal((told["released"], told["all"], told["in_part"], told["not_taken"]), (True, 2, 1, 1), "as JSON too")
    public = nobody.get(path(draft, "outcome"))
    tap.ok(public.has("qlicence is for another paper") and public.has("Nothing was said of it"), "the public has a table of public comments", public.words[:600])
    everything = public.text + nobody.get(path(draft, "outcome.json")).text
    tap.ok("qreprisals" not in everything and "qsecretreason" not in everything, "without a word of those for the Committee alone")
    tap.equal(json.loads(nobody.get(path(draft, "outcome.json")).text)["all"], 3, "and without counting them")
    tap.ok(server.visitor("ar").get(path(draft, "outcome").replace("/en/", "/ar/")).status == 200, "in Arabic too")


def story_many(desk, tap):
    """Five hundred comments are paged through, and their first view is small."""
    _, draft = house(desk)
    for n in range(3):
        organisation(desk, f"Union number {n}", f"union{n}")
    server = desk.serve()
    for n in range(3):
        text = "\n\n".join(f"Para. {i % 30 + 1}: comment {n} {i} on {SUBJECTS[i % 10]} and {SUBJECTS[(i * 7 + n) % 10]}." for i in range(167))
        page = send_document(sign_in(server, f"union{n}@example.org"), draft, text, who=f"Union number {n}").form("Confirm and send all").send("Confirm and send all")
        tap.ok(page.path.endswith("/outcome/own"), "167 come as one document", page.errors())
    member = sign_in(server, "member@example.org")
    told = bench(member, draft)
    tap.equal(told["all"], 501, "all are there")
    began = time.monotonic()
    page = member.get(path(draft, "bench"))
    took = time.monotonic() - began
    small = len(zlib.compress(page.body, 9))
    tap.ok(small < 14 * 1024, f"its first view is {small} bytes, compressed")
    tap.ok(took < 2, f"the bench shows within {took:.2f} s")
    seen = set()
    for _ in range(60):
        seen |= {f.get("value") for _, f in page.form("Decide on those ticked").fields() if f.get("name") == "comment"}
        if "Next page" not in page.words:
            break
        page = page.follow("Next page")
    tap.equal(len(seen), told["all"], "each is on some page once")

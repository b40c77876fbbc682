"""A joint general comment from its concept note to the library: drafts, comments in the margin, a discussion, support, and an end that is an end."""
import datetime
import importlib
import json

from files import docx, odt
from tasks import sign_in

consultation = importlib.import_module("37-consultation")
NOW = "2026-12-01T12:00:00Z"
END, AFTER = "2026-12-18T16:59:50Z", "2026-12-18T17:00:01Z"
PARAGRAPHS = ["Recruitment fees bind workers to debt for years.", "States should forbid such fees in law.", "Labour inspection reaches every home."]


def text_of(paragraphs=PARAGRAPHS, title="Draft general comment No. 6"):
    return f"# {title}\n\n## I. Introduction\n\n" + "\n\n".join(f"{i}. {p}" for i, p in enumerate(paragraphs, 1)) + "\n"


def begin(desk, *more):
    return desk.json("general-comment", "begin", desk.dir, "--title", "en=Recruitment and debt", "--title", "fr=Recrutement et dettes",
                     "--body", "CMW CMW/C/GC/6 6", "--body", "CRC CRC/C/GC/30 30", "--drafter-name", "Ms. Drafter", *more)


def draft(desk, id_, *more, text=None, name="draft.md"):
    return desk.json("general-comment", "draft", desk.dir, id_, desk.file(name, text or text_of()), "--language", "en", *more)


def house(desk, now=NOW):
    """A general comment whose first draft is open to comments in December 2026, with organisations, a mission and a member; served at that time."""
    desk.init("--rehearsal")
    id_ = begin(desk, "--now", NOW)["id"]
    desk.must("general-comment", "stage", desk.dir, id_, "concept-note", "--opens", "2026-03-02", "--note", "Debt keeps workers in place.", "--now", NOW)
    d = draft(desk, id_, "--now", NOW)["id"]
    desk.must("general-comment", "stage", desk.dir, id_, "comments", "--opens", "2026-12-01", "--closes", "2026-12-18T18:00", "--now", NOW)
    ids = {name: consultation.organisation(desk, name, lead, *more) for name, lead, *more in
           (("Open House", "open"), ("Dock Workers", "dock", "public", "trade-union"), ("qhiddenname House", "hidden", "confidential"))}
    desk.user("mission@example.org", "--role", "permanent-mission", "--state", "GHA")
    desk.user("member@example.org", "--role", "member", "--state", "PHL")
    desk.user("officer@example.org", "--role", "secretariat")
    desk.user("expert@example.org", "--role", "organisation")
    return desk.serve("--now", now), id_, d, ids


def say(visitor, d, text, p="p2", **more):
    form = visitor.get(f"/en/general-comments/drafts/{d}/comments?p={p}").form("Send the comment").fill("text", text)
    for name, value in {"visibility": "public", **more}.items():
        form = form.choose(name, value) if name in ("organisation", "visibility") else form.fill(name, value)
    return form.send("Send the comment")


def story_stages_and_draft(desk, tap):
    """Everybody sees where it stands, reads the draft with its numbers, and is led to what they can do."""
    server, id_, d, _ = house(desk)
    public = server.visitor()
    page = public.get("/en/general-comments")
    tap.ok(page.has("Recruitment and debt") and page.has("CMW/C/GC/6 · CRC/C/GC/30") and page.has("Comments until"), "the list", page.words[:600])
    page = page.follow("Recruitment and debt")
    tap.ok(page.has("Concept note") and page.has("Open to civil society") and page.has("Ms. Drafter") and page.has("Debt keeps workers"),
           "its stages as a picture", page.words[:900])
    tap.ok(not page.has("Day of general discussion"), "a stage that was left out is not among them")
    page = page.follow("Comment on the draft")
    tap.ok(page.has("First draft") and page.has("Friday 18 December 2026, 18:00 in Geneva") and page.has(PARAGRAPHS[2]), "the draft", page.words[:900])
    tap.ok(len(page.body) < 60000, f"{len(page.body)} bytes")
    visitor = server.visitor()
    visitor.cookies["td_zone"] = "Africa/Accra"
    tap.ok(visitor.get(f"/en/general-comments/drafts/{d}").has("17:00 where you are"), "when it closes, in the reader's zone too")
    tap.ok('dir="rtl"' in public.get("/ar/general-comments").text, "from right to left")
    tap.equal(json.loads(public.get("/en/general-comments.json").text)["general_comments"][0]["bodies"][1],
              {"body": "CRC", "number": 30, "symbol": "CRC/C/GC/30"}, "as JSON")
    paragraphs = json.loads(public.get(f"/en/general-comments/drafts/{d}.json").text)["paragraphs"]
    tap.equal([(p["anchor"], p["number"]) for p in paragraphs], [("p1", "1."), ("p2", "2."), ("p3", "3.")], "its paragraphs by their numbers")
    page = public.get("/en/now")
    tap.ok(page.has("Recruitment and debt"), "among what everybody can do now", page.words[:1500])
    found = [o for o in desk.json("calendar", desk.dir, "--now", NOW)["openings"] if o["source"] == "general-comment"]
    tap.ok(found and found[0]["closes"] == "2026-12-18T17:00:00Z", "with its end", found[:1])


def story_comments(desk, tap):
    """An organisation proposes other wording; another supports it; a State, an expert and somebody without an account speak too; they discuss."""
    server, id_, d, ids = house(desk)
    lead, dock, hidden = (sign_in(server, f"{who}@example.org") for who in ("open", "dock", "hidden"))
    path = f"/en/general-comments/drafts/{d}/comments?p=p2"
    wrong = say(lead, d, "Say who pays.", organisation=ids["Open House"], phrase="words that are not there")
    tap.ok(wrong.status == 422 and wrong.form("Send the comment").value("text") == "Say who pays." and wrong.errors(), "nothing typed is lost",
           wrong.words[:500])
    page = say(lead, d, "qfirst Say who pays.", organisation=ids["Open House"], phrase="forbid such fees in law",
               wording="forbid such fees in law and punish who takes them")
    tap.ok(page.status == 200 and page.has("qfirst") and page.has("Open House") and "<ins" in page.text and page.has("On the words"),
           "it stands with its wording as a change", page.words[:900])
    tap.ok(server.visitor().get(f"/en/general-comments/drafts/{d}").has("Open House: qfirst"), "in the margin of the draft too")
    page = dock.get(path).form("Support this for Dock Workers").send()
    tap.ok(page.has("Supported by 1 organisation: Dock Workers"), "support is counted and named", page.words[:900])
    page = dock.get(path).follow("Answer No. 1").form("Send the comment").fill("text", "qanswer And who checks?")
    page = page.choose("organisation", ids["Dock Workers"]).send("Send the comment")
    tap.ok(page.has("qanswer"), "an answer in its discussion", page.words[:900])
    mission = sign_in(server, "mission@example.org")
    say(mission, d, "qstate Ghana agrees.", organisation="state")
    say(sign_in(server, "expert@example.org"), d, "qexpert So it is.", position="expert", name="Dr. Ama")
    page = server.visitor().get(path)
    tap.ok(page.has("Ghana") and page.has("State") and page.has("Dr. Ama") and page.has("Expert, as they say"), "positions are marked", page.words[:1200])
    tap.ok("qhiddenname" not in page.text and say(hidden, d, "Named?", organisation=ids["qhiddenname House"]).status == 422,
           "an organisation without a public page is not named")
    listed = json.loads(server.visitor().get(f"/en/general-comments/drafts/{d}/comments.json").text)
    tap.equal((listed["total"], listed["comments"][0]["supported"], listed["comments"][0]["discussion"][0]["text"]), (3, 1, "qanswer And who checks?"), "as JSON")
    page = lead.get(path).follow("Change it or take it back")
    page = page.form("Change the comment").fill("text", "qother words.").send("Change the comment")
    tap.ok(page.has("qother words.") and not server.visitor().get(path).has("Supported by"), "other words, which nobody supported", page.words[:500])
    page = lead.get(f"/en/general-comments/drafts/{d}/mine").follow("Change it or take it back").form("Take it back").send("Take it back")
    page = server.visitor().get(path)
    tap.ok("qother" not in page.text and page.has("These words were taken back") and page.has("qanswer"), "taken back, and its discussion stands")


def story_committee_alone(desk, tap):
    """What is for the Committee alone is in no page, list, count or number for anybody else."""
    server, id_, d, ids = house(desk)
    hidden, lead = sign_in(server, "hidden@example.org"), sign_in(server, "open@example.org")
    before = server.visitor().get(f"/en/general-comments/drafts/{d}", follow=True)
    page = say(hidden, d, "qsecret They would be known.", organisation=ids["qhiddenname House"], visibility="committee")
    tap.ok(page.has("The Committee has your comment"), "it was received", page.words[:400])
    after = server.visitor().get(f"/en/general-comments/drafts/{d}")
    tap.equal((after.headers.get("ETag"), after.words), (before.headers.get("ETag"), before.words), "the draft's page is the same to the byte's name")
    tap.ok("qsecret" not in lead.get(f"/en/general-comments/drafts/{d}/comments?p=p2").text, "another organisation reads nothing of it")
    say(lead, d, "qopen.", organisation=ids["Open House"])
    listed = json.loads(server.visitor().get(f"/en/general-comments/drafts/{d}/comments.json").text)
    tap.equal((listed["total"], [c["number"] for c in listed["comments"]]), (1, [1]), "no number is missing")
    tap.equal(json.loads(server.visitor().get(f"/en/general-comments/drafts/{d}.json").text)["comments"], 1, "nor counted")
    member = sign_in(server, "member@example.org")
    tap.ok(member.get(f"/en/general-comments/drafts/{d}/comments?p=p2").has("qsecret"), "a member reads it")
    tap.ok(hidden.get(f"/en/general-comments/drafts/{d}/mine").has("qsecret"), "and its writer")
    tap.ok(any(c["text"].startswith("qsecret") for c in desk.json("general-comment", "comments", desk.dir, d, "--all")["comments"]), "the bench too")
    tap.ok("qsecret" not in desk.must("general-comment", "comments", desk.dir, d).out, "the command for everybody does not")


def story_without_account(desk, tap):
    """Somebody without an account is read by the Committee, and by the public once an officer looked; they can change it by its address."""
    server, id_, d, ids = house(desk)
    public = server.visitor()
    page = say(public, d, "qnobody A thought.", position="nhri", name="A commission")
    tap.ok("/general-comments/comment/" in page.path and page.has("keep it, for example as a bookmark"), "it has an address", page.words[:500])
    path = f"/en/general-comments/drafts/{d}/comments?p=p2"
    tap.ok("qnobody" not in server.visitor().get(path).text, "not shown yet")
    officer = sign_in(server, "officer@example.org")
    officer.get(path).form("Show it to the public").send()
    shown = server.visitor().get(path)
    tap.ok(shown.has("qnobody") and shown.has("National human rights institution, as they say"), "an officer looked", shown.words[:900])
    changed = public.get(page.path).form("Change the comment").fill("text", "qsecond thought.").send("Change the comment")
    tap.ok(changed.has("qsecond") and "qsecond" not in server.visitor().get(path).text, "other words wait again", changed.words[:500])
    public.get(page.path).form("Take it back").send("Take it back")
    tap.equal(public.get(page.path).status, 404, "taken back")
    tap.equal(server.visitor().get("/en/general-comments/comment/" + "0" * 64).status, 404, "no other address opens anything")


def story_closing(desk, tap):
    """A comment a second after the end is refused by each way in, and what was typed comes back."""
    server, id_, d, ids = house(desk, now=END)
    lead, dock = sign_in(server, "open@example.org"), sign_in(server, "dock@example.org")
    say(lead, d, "qintime.", organisation=ids["Open House"])
    path = f"/en/general-comments/drafts/{d}/comments?p=p2"
    forms = {"a comment": lead.get(path).form("Send the comment").fill("text", "qlate typed.").fill("wording", "qlate wording")
             .choose("organisation", ids["Open House"]).choose("visibility", "public"),
             "an answer": dock.get(path).follow("Answer No. 1").form("Send the comment").fill("text", "qlate answer.").choose("organisation", ids["Dock Workers"])}
    mine = lead.get(f"/en/general-comments/drafts/{d}/mine").follow("Change it or take it back")
    change = mine.form("Change the comment").fill("text", "qlate change.")
    back = lead.get(f"/en/general-comments/drafts/{d}/mine").follow("Change it or take it back").form("Take it back")
    support = dock.get(path).form("Support this for Dock Workers")
    before = lead.base
    server.stop()
    server = desk.serve("--now", AFTER)
    for visitor in (lead, dock):
        visitor.base = server.visitor().base
    for form in (*forms.values(), change, back, support):
        form.page.url, form.action = (url.replace(before, lead.base) for url in (form.page.url, form.action))
    for what, form in forms.items():
        page = form.send("Send the comment")
        tap.ok(page.status == 422 and page.has("closed") and page.form("Send the comment").value("text").startswith("qlate"), f"{what}, given back",
               (page.status, page.words[:400]))
    tap.ok(forms["a comment"].send("Send the comment").form("Send the comment").value("wording") == "qlate wording", "its wording too")
    page = change.send("Change the comment")
    tap.ok(page.status == 422 and page.form("Change the comment").value("text") == "qlate change." and page.has("closed"), "a change, given back", page.words[:400])
    tap.equal((back.send("Take it back").status, support.send().status), (422, 422), "nothing is taken back, nothing supported")
    ran = desk.run("general-comment", "comment", desk.dir, d, "qlate by command.", "--public", "--as", "expert", "--name", "A", "--now", AFTER)
    tap.ok(ran.status == 1 and "qlate by command." in ran.out and "18 December 2026, 18:00 in Geneva" in ran.out and "closed" in ran.err,
           "by the command, given back", (ran.status, ran.out, ran.err))
    typed = json.loads(desk.run("general-comment", "comment", desk.dir, d, "--public", "--as", "expert", "--name", "A", "--json", "--now", AFTER,
                                given="qlate by a pipe.").out)
    tap.equal((typed["taken"], typed["typed"]["text"]), (False, "qlate by a pipe."), "by a pipe, as JSON")
    listed = json.loads(server.visitor().get(f"/en/general-comments/drafts/{d}/comments.json").text)
    tap.equal([c["text"] for c in listed["comments"]], ["qintime."], "what came in time is there, and nothing else")
    tap.ok(not any(o["source"] == "general-comment" for o in json.loads(server.visitor().get("/en/now.json").text)["openings"]), "no longer among what one can do now")


def story_bad_drafts(desk, tap):
    """Files that are none, are bombs or hold nothing are refused in a sentence; dates that are none too."""
    desk.init("--rehearsal")
    id_ = begin(desk)["id"]
    empty = docx("<w:p/>" * 1000000)
    bombs = {"a million empty paragraphs": empty, "a bomb": docx("<w:p><w:r><w:t>" + "a" * 300_000_000 + "</w:t></w:r></w:p>"),
             "entities": docx("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", head='<!DOCTYPE d [<!ENTITY x "' + "y" * 1000 + '">]>'),
             "a million empty paragraphs of ODT": odt("<text:p/>" * 1000000), "nothing": b"", "cut off": docx("<w:p><w:r><w:t>A.</w:t></w:r></w:p>")[:300]}
    for what, data in bombs.items():
        ran = desk.run("general-comment", "draft", desk.dir, id_, desk.file("bad.docx", data), "--language", "en")
        tap.ok(ran.status == 1 and ran.err.strip() and "Traceback" not in ran.err, what, (ran.status, ran.err[:200]))
    tap.equal(desk.json("general-comment", "show", desk.dir, id_)["drafts"], [], "no draft came of them")
    draft(desk, id_)
    for what, opens, closes in (("no day", "2026-02-30", "2026-12-18"), ("no words", "soon", "later"), ("the end first", "2099-12-18", "2099-12-01"),
                                ("gone by", "2020-01-01", "2020-02-01"), ("a second end", "2099-01-01", None), ("an hour that is none", "2099-01-01T25:00", "2099-02-01")):
        more = ["--closes", closes] if closes else []
        ran = desk.run("general-comment", "stage", desk.dir, id_, "comments", "--opens", opens, *more)
        tap.equal((ran.status, bool(ran.err.strip())), (1, True), what)

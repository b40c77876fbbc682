"""The search narrowed to who said it and to several States; all faults of a form at once; what officers note for one another."""
import datetime
import json
import time

import files
from tasks import answer_until_file, begin, sign_in

TODAY = datetime.date.today()
OPENS, CLOSES = str(TODAY - datetime.timedelta(days=3)), str(TODAY + datetime.timedelta(days=20)) + "T18:00"


def wait_for(look, seconds=10):
    end = time.monotonic() + seconds
    while True:
        found = look()
        if found or time.monotonic() > end:
            return found
        time.sleep(0.2)


def member_of(desk, name, who):
    """A verified organisation with a page, and somebody who leads it."""
    id_ = desk.json("organisation", "add", desk.dir, "--name", name, "--kind", "ngo", "--visibility", "public")["id"]
    desk.must("organisation", "verify", desk.dir, id_, "--reason", "Statutes seen.")
    desk.user(f"{who}@example.org", "--role", "organisation")
    desk.sql("insert into membership (person, organisation, level, since)"
             f" select id, '{id_}', 'lead', 1 from person where address = '{who}@example.org'")
    return id_


def story_search(desk, tap):
    """Who said it, by kind and by name, and about which States: in the page, its JSON and the command; a name that is withheld finds nothing."""
    desk.init()
    desk.user("officer@example.org", "--role", "secretariat")
    sent = {}
    for name, kind, state, more in (("Quokka Union", "trade-union", "GHA", "--public"), ("Quokka Commission", "nhri", "SEN", "--public"),
                                    ("Numbat House", "ngo", "MAR", "--name-withheld"), ("Bilby Guild", "ngo", "GHA", "--confidential")):
        sent[name] = desk.submit(desk.file(f"{len(sent)}.md", files.report("zwhoword", f"Report {len(sent)}")), state=state, kind=kind,
                                 organisation=name, more=[more])["id"]
        if more != "--confidential":
            desk.publish(sent[name])
    desk.must("document", "import", desk.dir, "--symbol", "CMW/C/GHA/CO/2", "--language", "en", desk.file("co.md", "# Observations\n\n1. The zwhoword is noted.\n"))
    server = desk.serve()
    visitor, officer = server.visitor(), sign_in(server, "officer@example.org")

    def total(asked, who=visitor):
        return json.loads(who.get(f"/en/search.json?words=zwhoword{asked}").text)["total"]

    everything = wait_for(lambda: total("") if total("") >= 4 else 0)
    per = total("&who=nhri")  # a report has the word more than once
    tap.ok(per > 0 and everything == 3 * per + 1 and total("", officer) == 4 * per + 1, "what there is", (everything, per))
    found = {kind: (total(f"&who={kind}") - (kind == "committee")) // per for kind in ("state", "un", "regional", "nhri", "civil-society", "committee")}
    tap.equal(found, {"state": 0, "un": 0, "regional": 0, "nhri": 1, "civil-society": 2, "committee": 0}, "by kind of source")
    tap.equal((total("&who=committee"), total("&who=committee&state=GHA"), total("&who=committee&state=SEN")), (1, 1, 0), "the Committee")
    tap.equal([total(f"&name={name}") // per for name in ("quokka", "QUOKKA+union", "Numbat", "Bilby+Guild", "nobody")], [2, 1, 0, 0, 0], "by name, to all")
    tap.equal([total(f"&name={name}", officer) // per for name in ("quokka", "numbat", "bilby")], [2, 1, 1], "and to the secretariat, which knows all")
    tap.equal([total(f"&state={'&state='.join(s)}") - ("GHA" in s) for s in (["GHA"], ["GHA", "SEN"], ["sen", "MAR", "SEN"])], [per, 2 * per, 2 * per], "about several States")
    page = visitor.get("/en/search?words=zwhoword&state=GHA&state=SEN&who=civil-society")
    ticked = [n.get("value") for n in page.tree.all("input") if n.get("type") == "checkbox" and n.get("checked") is not None]
    tap.ok(page.status == 200 and ticked == ["GHA", "SEN"] and page.form("/search").value("who") == "civil-society", "the form has what was asked", ticked)
    tap.ok("Quokka Union" in page.text and "Quokka Commission" not in page.text and "Tell me by mail" not in page.text, "and the page what was found")
    tap.ok("Tell me by mail" in visitor.get("/en/search?words=zwhoword&state=GHA").text, "one State alone can be followed")
    for asked in ("who=everybody", "state=XXX", "&".join(f"state={s}" for s in ("GHA", "XXX"))):
        wrong = visitor.get(f"/en/search?words=zwhoword&{asked}")
        tap.ok(wrong.status == 422 and wrong.form("/search").value("words") == "zwhoword", f"{asked} is told, and the words stay", wrong.words[:300])
    sizes = {p: len(visitor.get(p, {"Accept-Encoding": "gzip"}).body) for p in
             ("/ar/search", "/ru/search?words=zwhoword&state=GHA&state=SEN", "/zh/search?words=zwhoword&who=nhri")}
    tap.ok(max(sizes.values()) < 14336, "the page stays small", sizes)
    told = desk.json("search", desk.dir, "zwhoword", "--state", "GHA", "--state", "SEN", "--who", "nhri", "--name", "commission")
    tap.ok(told["total"] == per and all(h["organisation"] == "Quokka Commission" for h in told["hits"]), "the command too", told["total"])
    tap.equal(desk.json("search", desk.dir, "zwhoword", "--name", "numbat")["total"], 0, "and it leaks as little")


def fields(page):
    """Where the lines of the summary lead, and whether each is there to be reached."""
    links = [a.get("href", "")[1:] for node in page.tree.all("div") if node.get("id") == "errors" for a in node.all("a")]
    ids = {n.get("id") for n in page.tree.all() if n.get("id")}
    return links, all(link in ids for link in links)


def story_faults(desk, tap):
    """What is wrong with a form stands there whole, each line leads to its field, and nothing that was typed is lost."""
    desk.init("--rehearsal")
    desk.user("officer@example.org", "--role", "secretariat")
    union = member_of(desk, "Union of Faults", "ana")
    general = desk.json("general-comment", "begin", desk.dir, "--title", "en=Recruitment", "--body", "CMW CMW/C/GC/6 6")["id"]
    draft = desk.json("general-comment", "draft", desk.dir, general, desk.file("draft.md", "# Draft general comment\n\n1. States protect migrant workers against every fee, by law and in practice.\n"))["id"]
    desk.must("general-comment", "stage", desk.dir, general, "comments", "--opens", OPENS, "--closes", CLOSES)
    server = desk.serve()
    visitor, officer, ana = server.visitor(), sign_in(server, "officer@example.org"), sign_in(server, "ana@example.org")

    def look(page, wanted, what, kept=()):
        links, there = fields(page)
        values = [page.form().value(name) for name, _ in kept]
        tap.ok(page.status == 422 and links == wanted and there and values == [v for _, v in kept], what, (page.status, links, there, values, page.errors()))

    page = begin(visitor).form().send()
    look(page, ["state", "purpose"], "State and purpose")
    page = page.form().fill("state", "GHA").choose("purpose", "dialogue").send()
    page = page.form().fill("contact", "nobody@").send()
    look(page, ["sender_name", "sender_kind", "contact"], "the sender", [("contact", "nobody@")])
    page = answer_until_file(begin(visitor))
    page = page.form().attach("file", "r.md", files.report("zfault").encode()).send()
    page = page.form().fill("title", "").fill("articles", "none at all").send()
    look(page, ["title", "articles"], "what was found", [("articles", "none at all")])
    page = page.form().fill("title", "Notes").fill("articles", "16").send()
    page = page.form().fill("priority-article-1", "16").fill("priority-2", "Fees.").fill("priority-article-2", "999").send()
    look(page, ["priority-1", "priority-article-2"], "priorities", [("priority-2", "Fees.")])
    page = ana.get("/en/organisations/new").form("/new").fill("website", "no address").fill("more_languages", "Klingonese").send()
    look(page, ["name", "kind", "website", "more_languages"], "an organisation", [("website", "no address"), ("more_languages", "Klingonese")])
    page = visitor.get(f"/en/general-comments/drafts/{draft}/comments").form("Send the comment").send()
    look(page, ["text", "position", "name", "visibility"], "a comment on a draft")
    desk.must("session", "add", desk.dir, "43", "--start", "2035-04-02", "--end", "2035-04-13", "--reason", "So.")
    page = officer.get("/en/desk/sessions/43/programme/add").form("/add").fill("kind", "dialogue").fill("title", "Mine").send()
    look(page, ["states", "begins"], "a meeting", [("title", "Mine")])
    before = ("--now", "2035-03-05T09:00:00Z")
    desk.must("programme", "new", desk.dir, "--session", "43", "--states", "GHA,SEN", *before)
    desk.must("programme", "publish", desk.dir, "--session", "43", *before)
    meeting = next(m["id"] for m in desk.json("programme", desk.dir, "--session", "43")["meetings"] if m["kind"] == "informal-meeting")
    desk.must("speakers", "open", desk.dir, meeting, "--minutes", "GHA=20", "--minutes", "SEN=20", *before)
    page = ana.get(f"/en/meetings/{meeting}/floor?for={union}&state=GHA").form("/floor").fill("other_language", "Tagalog!").fill("alias", "A name").send()
    look(page, ["mode", "language"], "the floor", [("alias", "A name")])
    told = desk.run("organisation", "add", desk.dir, "--name", "?", "--kind", "nothing")
    tap.ok(told.status == 1 and "Write the name" in told.err and "Choose the kind" in told.err, "a command says all of it too", told.err)


def story_notes(desk, tap):
    """Officers note something for one another: counted in the desk's row, read by nobody else, gone with the submission."""
    desk.init()
    desk.user("officer@example.org", "--role", "secretariat")
    desk.user("colleague@example.org", "--role", "secretariat")
    desk.user("member@example.org", "--role", "member", "--state", "PHL")
    id_ = desk.submit(desk.file("r.md", files.report("znoted", "Report with notes")), more=["--public"])["id"]
    server = desk.serve()
    officer, colleague = sign_in(server, "officer@example.org"), sign_in(server, "colleague@example.org")
    others = sign_in(server, "member@example.org"), server.visitor()
    here = f"/en/submissions/{id_}"
    empty = officer.get(f"{here}?desk=1").form("Keep the note").fill("text", "  ").send()
    tap.ok(empty.status == 422 and empty.has("Write the note first"), "nothing is no note", empty.words[:300])
    page = officer.get(f"{here}?desk=1").form("Keep the note").fill("text", "zsecretnote: ask them\nfor the annex").send()
    tap.ok(page.status == 200 and page.has("zsecretnote") and "desk=1" in page.url, "it stands there, still in the row", (page.url, page.words[:500]))
    theirs = colleague.get(here)
    tap.ok(theirs.has("zsecretnote") and "Delete the note" not in str([f.buttons() for f in theirs.forms()]), "a colleague reads it and does not delete it")
    tap.ok(colleague.get("/en/desk").has("1 note"), "and sees in the row that there is one")
    items = desk.json("desk", desk.dir)["submissions"]["items"]
    tap.equal([i["notes"] for i in items], [1], "the command counts it too")
    desk.publish(id_)
    for who in others:
        tap.ok(who.get(here).status == 200 and not any("zsecretnote" in who.get(p).text for p in
                                                       (here, f"{here}.json", "/en/search.json?words=zsecretnote", "/en/states/GHA.json")), "nobody else reads it")
    forged = others[0].get(here)
    token = dict(forged.form().values).get("csrf", "")
    no = others[0].request("POST", f"{here}/note", f"csrf={token}&text=mine".encode(), {"Content-Type": "application/x-www-form-urlencoded", "Referer": forged.url})
    tap.equal(no.status, 403, "nor writes one")
    tap.ok("zsecretnote" not in json.dumps(desk.json("submission", "show", desk.dir, id_)), "it is in no answer of the submission")
    colleague.get(here).form("Keep the note").fill("text", "zsecond").send()
    page = officer.get(here).form("Delete the note").send("Delete the note")
    tap.ok(page.has("zsecond") and not page.has("zsecretnote"), "whoever wrote it deletes it", page.words[:400])
    desk.must("submission", "take-down", desk.dir, id_)
    gone = desk.run("submission", "erase", desk.dir, id_, "--really")
    tap.ok(gone.status == 0 and officer.get(here).status == 404, "all go with the submission", str(gone))

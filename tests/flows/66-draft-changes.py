"""A second draft word by word with the comments that led to it, and all comments by paragraph as DOCX and PDF, for everybody and for the Committee alone."""
import importlib
import json

from tasks import sign_in

comments = importlib.import_module("65-comment-bench")
house, say, organisation, path, LATER = comments.house, comments.say, comments.organisation, comments.path, comments.LATER

FIRST = """# Draft general comment

## Duties

1. Recruitment fees bind workers to debt.

2. States should forbid such fees in law.

3. Labour inspection reaches every home.
"""
SECOND = """# Draft general comment

## Duties

1. Recruitment fees bind workers to debt.

2. Employers gain most from these fees.

3. States should forbid such fees in law and punish whoever takes them.

4. Labour inspection reaches every home.
"""


def decide(member, draft, id_, disposition, reason=""):
    form = member.get(path(draft, "bench")).form("Decide on those ticked").choose("comment", id_ + ".0").choose("disposition", disposition)
    return form.fill("reason", reason).send("Decide on those ticked")


def changes(visitor, draft):
    return json.loads(visitor.get(path(draft, "changes.json")).text)


def story_changes(desk, tap):
    """Paragraphs are compared by their words although their numbers moved; the bench names what led to a change; the public reads it after the release."""
    general, draft = house(desk, FIRST)
    one = organisation(desk, "Migrants United", "united")
    led = say(desk, draft, "Punish whoever takes fees.", 2, one)
    other = say(desk, draft, "Name who gains.", 1, one)
    secret = say(desk, draft, "qsecretgain of our employer.", 1, one, "--committee")
    server = desk.serve()
    member = sign_in(server, "member@example.org")
    for id_, disposition in ((led, "taken"), (other, "not-taken"), (secret, "taken")):
        page = decide(member, draft, id_, disposition, "qreason.")
        tap.equal(page.status, 200, f"decided: {disposition}")
    server.stop()
    second = desk.json("general-comment", "draft", desk.dir, general, desk.file("second.md", SECOND))["id"]
    server = desk.serve("--now", LATER)
    member, officer, nobody = sign_in(server, "member@example.org"), sign_in(server, "officer@example.org"), server.visitor()
    tap.equal(nobody.get(path(draft, "changes")).status, 404, "the first draft has none before it")
    page = member.get(path(second, "changes"))
    tap.ok(page.has("2 paragraphs changed") and page.has("It was paragraph 2") and page.has("Migrants United"), "what came, what changed and why", page.words[:700])
    tap.ok("<ins" in page.text, "changes are marked for who cannot see colours")
    told = changes(member, second)
    tap.equal([(c["kind"], c["number"], [k["id"] for k in c["comments"]]) for c in told["changes"]],
              [("added", "2.", []), ("changed", "3.", [led])], "a comment that was taken led to the change of its paragraph")
    tap.equal(changes(nobody, second)["changes"][1]["comments"], [], "before the release nobody else is told")
    form = next(f for f in page.forms() if f.action.endswith("/changes") and "Name it" in f.buttons())
    wrong = form.fill("number", "99").send("Name it")
    tap.ok(wrong.has("No comment on the draft before has this number"), "a number that is not there is said")
    form = next(f for f in page.forms() if "Name it" in f.buttons())
    page = form.fill("number", "2").send("Name it")
    tap.ok(page.has("named by the bench"), "the bench names another comment", page.words[:700])
    form = next(f for f in page.forms() if "Name it" in f.buttons())
    form.fill("number", "1").choose("closed", "1").send("Name it")
    tap.equal([k["id"] for k in changes(member, second)["changes"][0]["comments"]], [other, secret], "also one for the Committee alone")
    page = member.get(path(second, "changes"))
    [f for f in page.forms() if "It did not lead to this" in f.buttons()][-1].send("It did not lead to this")
    tap.equal(changes(member, second)["changes"][1]["comments"], [], "and takes one back")
    officer.get(path(draft, "bench")).form("Release the dispositions").send("Release the dispositions")
    told = changes(nobody, second)
    tap.equal([k["id"] for k in told["changes"][0]["comments"]], [other], "after the release the public reads what is public")
    page = nobody.get(path(second, "changes"))
    tap.ok(page.has("Migrants United") and "qsecretgain" not in page.text and not page.has(", for the Committee alone") and not page.has("Name it"), "and nothing else", page.words[:600])
    tap.equal(json.loads(desk.must("general-comment", "changes", desk.dir, second, "--json").out)["same"], 2, "by command too")
    tap.equal(nobody.request("POST", path(second, "changes"), b"anchor=p3", {"Content-Type": "application/x-www-form-urlencoded"}).status, 403, "nobody else names anything")


def story_compilation(desk, tap):
    """All comments by paragraph, in two editions and two formats."""
    general, draft = house(desk, FIRST)
    one = organisation(desk, "Migrants United", "united")
    say(desk, draft, "Punish whoever takes fees.", 2, one, "--public", "--wording", "States should forbid and punish such fees.")
    say(desk, draft, "qreprisals are feared.", 3, one, "--committee")
    say(desk, draft, "We welcome it.", None, one)

    def compiled(to, *more):
        file = desk.home / f"comments.{to}"
        desk.must("general-comment", "compilation", desk.dir, general, "--to", to, "-o", file, *more)
        return " ".join(p["text"] for p in desk.json("read", file)["paragraphs"])
    for to in ("docx", "pdf"):
        public, closed = compiled(to), compiled(to, "--committee")
        tap.ok("Punish whoever takes fees." in public and "States should forbid and punish such fees." in public and "We welcome it." in public
               and "States should forbid such fees in law." in public, f"comments with their paragraphs as {to}", public[:800])
        tap.ok("qreprisals" not in public and "Committee alone" not in public and "Paragraph 3" not in public, f"the public edition has nothing for the Committee alone, as {to}")
        tap.ok("qreprisals" in closed and "for the Committee alone" in closed, f"the Committee's has, as {to}", closed[:800])
    tap.equal(desk.run("general-comment", "compilation", desk.dir, general, "--to", "html", "-o", desk.home / "x").status, 2, "no other format")
    tap.equal(desk.run("general-comment", "compilation", desk.dir, general, "--to", "pdf").status, 2, "and not without a file")
    server = desk.serve()
    member, nobody = sign_in(server, "member@example.org"), server.visitor()
    got = nobody.get(path(draft, "compilation/public/pdf"))
    tap.ok(got.status == 200 and got.headers["Content-Type"] == "application/pdf" and got.body.startswith(b"%PDF-"), "the public fetches its edition", got.status)
    tap.equal(nobody.get(path(draft, "compilation/committee/pdf")).status, 403, "not the Committee's")
    got = member.get(path(draft, "compilation/committee/docx"))
    tap.ok(got.status == 200 and got.body.startswith(b"PK"), "a member does")
    tap.equal(nobody.get(path(draft, "compilation/public/exe")).status, 404, "nothing else")
    tap.ok(member.get(path(draft, "bench")).has("All comments as PDF, for the Committee alone"), "the bench leads to them")
    united = sign_in(server, "united@example.org")
    for to in ("docx", "pdf"):
        form = united.get(path(draft, "document")).form("Send and see the pieces").attach("file", f"x.{to}", (desk.home / f"comments.{to}").read_bytes())
        page = form.choose("organisation", one).choose("visibility", "committee").send()
        places = [f.get("value") for _, f in page.form("Confirm and send all").fields() if f.get("name", "").startswith("places-")]
        tap.equal((page.status, places[:3]), (200, ["", "2", "3"]), f"a document with such headings is split by them, from {to}")

"""Making, moving up and serving an instance when something is not as it should be."""
import pathlib
import re

import files
from desk import ROOT


def says_no(tap, said, what, word=""):
    lines = [line for line in said.err.splitlines() if line.strip()]
    tap.ok(said.status == 1 and len(lines) == 1 and word in said.err and "Traceback" not in said.err, f"{what}: one sentence", said)


def story_init_makes_all_or_nothing(desk, tap):
    """What init refuses leaves nothing behind, and the same folder can be used for the next try."""
    tries = {"an unknown profile": ["--profile", "nowhere"], "a folder without a profile": ["--profile", f"{desk.home}/"],
             "no address of a store": ["--store", "mysql://host/base"],
             "a store that is not there": ["--store", f"postgresql://nobody@/none?host={desk.home}"]}
    for what, args in tries.items():
        said = desk.run("init", desk.dir, *args)
        says_no(tap, said, what)
        tap.ok("nobody" not in said.err and str(desk.home) not in said.err, f"{what}: no address or path is told", said)
        tap.ok(not desk.dir.exists(), f"{what}: nothing is left")
    full = desk.home / "full"
    full.mkdir()
    (full / "letter.txt").write_text("Dear friends")
    says_no(tap, desk.run("init", full), "a folder that is not empty", "not empty")
    tap.equal([p.name for p in full.iterdir()], ["letter.txt"], "what was in it is as it was")
    desk.init()
    store = desk.store_url() if desk.database else f"sqlite:{desk.dir}/treatydesk.db"
    says_no(tap, desk.run("init", desk.home / "second", "--store", store), "a store that has an instance")
    tap.equal(desk.run("verify", desk.dir).status, 0, "the instance is as it was")
    for command in ("serve", "verify"):
        says_no(tap, desk.run(command, full), f"{command} of a folder that is no instance", "not a Treatydesk instance")


def story_an_older_store_is_moved_up(desk, tap):
    """A store of an earlier version is refused with what to do; migrate does it, once."""
    desk.init()
    newest = max(ROOT.glob("src/**/schema/*.sql"), key=lambda p: p.name)
    made = re.findall(r"create (?:unique )?(table|index) (\w+)|alter table (\w+)\s+add column (\w+)", newest.read_text())
    undo = [f"alter table {table} drop column {column}" if column else f"drop {kind} {name}"
            for kind, name, table, column in reversed(made)]
    desk.sql(*undo, f"delete from store_schema where number = {int(newest.name[:4])}")
    for command in ("serve", "verify"):
        says_no(tap, desk.run(command, desk.dir), f"{command} is refused", "treatydesk migrate")
    moved = desk.run("migrate", desk.dir)
    tap.ok(moved.status == 0 and "1" in moved.out, "migrate moves it up", moved)
    again = desk.run("migrate", desk.dir)
    tap.ok(again.status == 0 and "Nothing to do" in again.out, "once", again)
    desk.submit(desk.file("r.md", files.report()), more=["--public"])
    tap.equal(desk.run("verify", desk.dir).status, 0, "then it works")


def story_a_newer_store_is_left_alone(desk, tap):
    """A store of a later version, or one whose schema was altered, is refused and not touched."""
    desk.init()
    desk.sql("insert into store_schema (number, name, hash) values (9999, '9999-future', 'abc')")
    for command in ("serve", "migrate"):
        says_no(tap, desk.run(command, desk.dir), f"{command}: newer", "newer version")
    desk.sql("delete from store_schema where number = 9999", "update store_schema set hash = 'abc' where number = 1")
    for command in ("serve", "migrate"):
        says_no(tap, desk.run(command, desk.dir), f"{command}: altered", "altered")


def story_another_treaty_body(desk, tap):
    """The tiny profile of the tests: another body's words, kinds, purposes and limits, by command and by web."""
    tiny = str(pathlib.Path(ROOT / "tests/profile/tiny")) + "/"
    desk.init(profile=tiny)
    to = {"organisation": "Guild of Tests", "state": "QNA", "kind": "guild", "purpose": "inspection"}
    send = ["submit", desk.dir, "--state", "QNA", "--purpose", "inspection", "--organisation", "Guild of Tests", "--kind",
            "guild", "--contact", "guild@example.org", "--public"]
    five = desk.file("five.pdf", files.pdf(5))
    said = desk.run(*send, five)
    tap.ok(said.status == 1 and "5 pages; the Committee asks for at most 4 as a rule" in said.err, "its page limit is four", said)
    sent = desk.submit(five, more=["--public", "--reason", "Five lamps."], **to)
    tap.ok(any("at most 4" in w for w in sent["warnings"]), "with a reason five are taken", sent)
    tap.equal(desk.submit(desk.file("four.pdf", files.pdf(4)), more=["--public"], **to)["status"], "received", "four are no matter")
    for change in (("QNA", "GHA"), ("inspection", "list-of-issues"), ("guild", "ngo")):
        says_no(tap, desk.run(*[change[1] if a == change[0] else a for a in send], five), f"{change[1]} is none of its words")
    says_no(tap, desk.run(*send, desk.file("large.txt", b"lamp " * 250000)), "its files are small")
    desk.publish(sent["id"])
    visitor = desk.serve().visitor()
    home = visitor.get("/en")
    tap.ok(home.status == 200 and "Migrant" not in home.words and home.has("Lighthouse"), "the first page is its own", home.words[:400])
    states = visitor.get("/en/states")
    tap.ok(states.has("Northhaven") and not states.has("Ghana"), "its States are listed", states.words[:400])
    page = visitor.get("/en/states/QNA")
    tap.ok(page.has("Guild of Tests") and "Migrant" not in page.words, "a State's page names the report", page.words[:600])
    tap.equal(visitor.get("/en/states/GHA").status, 404, "a State of another treaty is none")
    tap.ok(visitor.get(f"/en/submissions/{sent['id']}").has("Guild of keepers"), "kinds are its own")
    sending = visitor.get("/en/send").form("/send").send()
    tap.ok(sending.has("Northhaven") and not sending.has("Ghana") and "inspection" in sending.text, "so is the form", sending.words[:400])
    tap.equal(desk.run("verify", desk.dir).status, 0, "all holds")

"""Uptake: what of the Committee's resembles one's own words: for oneself alone, confirmed, denied, published and taken back."""
import re
import time

from smtpd import message
from tasks import sign_in

REPORT = """# Work on plantations

Migrant workers pick cocoa in the north and are paid by the sack.

## Recommendations

1. The State party should inspect cocoa plantations every month and publish the penalties imposed on employers.
2. The State party should open an embassy school in Quito.

## Questions

1. How many passports were given back to domestic workers in 2023?
"""
PAPER = [
    (33, "The Committee notes the information on the national plan for statistics and on the census of 2021."),
    (34, "The Committee recommends that the State party carry out inspections of cocoa plantations and publish the"
         " penalties imposed on employers who withhold wages."),
    (35, "The State party should ensure that the passports confiscated from domestic workers are given back."),
]


def organisation(desk, name, **people):
    id_ = desk.json("organisation", "add", desk.dir, "--name", name, "--kind", "ngo", "--visibility", "public",
                    "--country", "GHA")["id"]
    desk.must("organisation", "verify", desk.dir, id_, "--reason", "Statutes seen.")
    for who, level in people.items():
        desk.user(f"{who}@example.org", "--role", "organisation")
        desk.sql("insert into membership (person, organisation, level, since)"
                 f" select id, '{id_}', '{level}', 1 from person where address = '{who}@example.org'")
    return id_


def report(desk, id_, how):
    """One that is the organisation's."""
    sent = desk.submit(desk.file("report.md", REPORT), more=[how])["id"]
    desk.sql(f"update submission set organisation = '{id_}' where id = '{sent}'")
    return sent


def paper(desk, symbol="CMW/C/GHA/CO/2", day="2090-09-05", language="en", paragraphs=PAPER):
    """A document of the Committee's comes into the library."""
    text = "# Concluding observations\n\n" + "\n\n".join(f"{n}. {words}" for n, words in paragraphs) + "\n"
    desk.must("document", "import", desk.dir, "--symbol", symbol, "--language", language, "--date", day,
              desk.file("paper.md", text))


def letters(desk):
    """(receiver, subject and text) of each letter that is to go by now."""
    desk.must("mail", "send", desk.dir)
    folder = desk.dir / "mail" / "new"
    mails = [message(p.read_bytes()) for p in folder.iterdir()] if folder.exists() else []
    return [(m["To"], m["Subject"] + "\n" + m.get_body(("plain",)).get_content()) for m in mails]


def page(visitor, id_):
    return visitor.get(f"/en/submissions/{id_}/uptake")


def say(visitor, id_, anchor, button):
    """Presses a button beside the pair with the Committee's paragraph at this anchor."""
    p = page(visitor, id_)
    form = next(f for f in p.forms() if f.node.get("action", "").endswith("/uptake") and ("anchor", anchor) in f.values)
    return form.send(button)


def story_own_people_alone(desk, tap):
    """A report's people see both sides; members, the secretariat, the State and everybody else do not know of it."""
    desk.init()
    union = organisation(desk, "Open Union", ama="contributor", vi="viewer")
    organisation(desk, "Other Union", bo="lead")
    desk.user("officer@example.org", "--role", "secretariat")
    desk.user("member@example.org", "--role", "member", "--state", "PHL")
    desk.user("mission@example.org", "--role", "permanent-mission", "--state", "GHA")
    quiet = report(desk, union, "--confidential")
    empty = desk.json("uptake", desk.dir, "--submission", quiet)
    tap.equal(empty["suggestions"], [], "nothing of the Committee's is there yet")
    paper(desk, "CMW/C/GHA/CO/1", "2014-09-05", paragraphs=[(1, PAPER[1][1] + " Earlier.")])
    paper(desk)
    found = desk.json("uptake", desk.dir, "--submission", quiet)
    tap.equal([(s["symbol"], s["paragraph"], s["confirmed"]) for s in found["suggestions"]],
              [("CMW/C/GHA/CO/2", 34, None), ("CMW/C/GHA/CO/2", 35, None)], "the command: what came after, not before")
    server = desk.serve()
    ama, vi, bo, officer, member, mission = (sign_in(server, f"{n}@example.org")
                                             for n in ("ama", "vi", "bo", "officer", "member", "mission"))
    p = page(ama, quiet)
    tap.ok(p.status == 200 and p.has("CMW/C/GHA/CO/2") and p.has("paragraph 34"), "its people see the paragraphs", p.words)
    tap.ok("<mark>cocoa</mark>" in p.text and "<mark>plantations</mark>" in p.text, "shared words are marked", p.text[:3000])
    tap.ok("taken from" not in p.text and p.has("resemble"), "it says resembles")
    tap.ok(p.has("for the Committee alone, so nothing of it is said publicly"), "why nothing can be published is said", p.words)
    tap.ok(ama.get("/en/account/submissions").has("What of the Committee’s resembles your words"), "a link from what one sent")
    tap.ok(ama.get(f"/en/submissions/{quiet}").has("What of the Committee’s resembles your words"), "and from the report")
    tap.equal(page(vi, quiet).status, 200, "a viewer of the organisation sees it")
    tap.ok("/uptake\"" not in "".join(f.node.get("action", "") for f in page(vi, quiet).forms()), "and has no buttons")
    for name, who, status in (("secretariat", officer, 403), ("member", member, 403), ("another organisation", bo, 404),
                              ("mission", mission, 404), ("nobody", server.visitor(), 404)):
        answer = page(who, quiet)
        tap.equal(answer.status, status, f"the {name} does not see it")
        tap.ok("cocoa" not in answer.text, f"nor a word of it: {name}")
    tap.ok(not officer.get(f"/en/submissions/{quiet}").has("resembles your words"), "no link for the secretariat")


def story_confirm_and_publish(desk, tap):
    """Confirmed and denied by its people; a claim stands under their name, is taken back at once, and goes with the report."""
    desk.init()
    union = organisation(desk, "Open Union", ama="contributor", vi="viewer")
    open_ = report(desk, union, "--public")
    paper(desk)
    server = desk.serve()
    ama, vi = sign_in(server, "ama@example.org"), sign_in(server, "vi@example.org")
    document = "/en/documents/CMW/C/GHA/CO/2"
    claim = "Open Union says: this paragraph resembles a recommendation of ours"

    def claimed():
        return server.visitor().get(document).has(claim)

    p = say(ama, open_, "p35", "It does not")
    tap.ok(p.has("You say it does not"), "denied", p.words)
    p = say(ama, open_, "p34", "It resembles ours")
    tap.ok(p.has("You say it resembles"), "confirmed", p.words)
    told = {s["paragraph"]: s["confirmed"] for s in desk.json("uptake", desk.dir, "--submission", open_)["suggestions"]}
    tap.equal(told, {34: True, 35: False}, "and the command says so")
    tap.ok(p.has("not published yet") and not p.has("Say so publicly"), "no claim before the report is public", p.words)
    tap.ok(not claimed(), "nobody reads what was confirmed")
    desk.publish(open_)
    p = say(ama, open_, "p34", "Say so publicly, under our name")
    tap.ok(p.has("Everybody reads that you say so"), "published", p.words)
    public = server.visitor().get(document)
    tap.ok(public.has(claim), "it stands at the Committee's paragraph under their name", public.words)
    tap.ok(f"/en/submissions/{open_}#p" in public.text, "and leads to their words")
    tap.ok("taken from" not in public.text, "as resembles")
    say(ama, open_, "p34", "Take back what everybody reads")
    tap.ok(not claimed(), "taken back at once")
    tap.ok(page(ama, open_).has("You say it resembles"), "and confirmed it stays")
    say(ama, open_, "p34", "Say so publicly, under our name")
    tap.ok(claimed(), "again")
    desk.must("submission", "take-down", desk.dir, open_)
    end = time.monotonic() + 5  # another process took it down: the server sees that within a moment
    while claimed() and time.monotonic() < end:
        time.sleep(0.05)
    tap.ok(not claimed(), "it goes with the report")
    desk.must("submission", "put-back", desk.dir, open_)
    tap.ok(not claimed(), "and does not come back by itself")


def story_told_by_letter(desk, tap):
    """A letter says that something waits when the Committee's paper comes in; it names no State and no text."""
    desk.init()
    union = organisation(desk, "Open Union", ama="contributor")
    organisation(desk, "Other Union", bo="lead")
    report(desk, union, "--confidential")
    paper(desk)
    came = letters(desk)
    mine = [text for to, text in came if to == "ama@example.org"]
    tap.equal(len(mine), 1, "one letter to its people")
    tap.equal([to for to, _ in came if to == "bo@example.org"], [], "and none to others")
    tap.ok("resembles what you wrote" in mine[0] and not re.search("Ghana|cocoa|GHA", mine[0]), "that names nothing", mine[0])
    paper(desk, "CMW/C/GHA/CO/3", "2091-01-01", paragraphs=[(1, "The Committee thanks the delegation for its open dialogue.")])
    tap.equal(len([to for to, _ in letters(desk) if to == "ama@example.org"]), 1, "a paper that resembles nothing tells nobody")
    written = desk.json("paper", "begin", desk.dir, "--kind", "concluding-observations", "--state", "GHA", "--cycle", "2")["id"]
    desk.must("paper", "write", desk.dir, written, desk.file("section.txt", PAPER[1][1]), "--section", "all-workers")
    desk.must("paper", "adopt", desk.dir, written, "--symbol", "CMW/C/GHA/CO/4")
    tap.equal(len([to for to, _ in letters(desk) if to == "ama@example.org"]), 1, "one that is not published tells nobody")
    desk.must("paper", "transmit", desk.dir, written)
    tap.equal(len([to for to, _ in letters(desk) if to == "ama@example.org"]), 1, "nor one that the State has in confidence")
    desk.must("paper", "publish", desk.dir, written)
    desk.serve()  # who follows the journal
    end = time.monotonic() + 15
    while len(letters(desk)) < 2 and time.monotonic() < end:
        time.sleep(0.2)
    tap.equal([to for to, _ in letters(desk)], ["ama@example.org"] * 2, "published, it does")

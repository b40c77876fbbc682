"""The register: files beside papers, pictures that a person looks at, written authorities, ends by a text, and who comes by the code of words."""
import json
import re
import struct
import zlib

from register import AGE, age_open, enter, house, move, officer_key
from tasks import sign_in


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(note):
    """A picture of one pixel that says who made it."""
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)) + chunk(b"tEXt", b"Author\0" + note) +
            chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b""))


def story_annexes(desk, tap):
    """Several files a paper; a name stops an annex; a picture is looked at; what stays, stays."""
    house(desk)
    officer_key(desk)
    id_ = enter(desk, "GHA", "--withheld")
    move(desk, id_, "registered", "transmitted")
    server = desk.serve()
    officer, mission = sign_in(server, "officer@example.org"), sign_in(server, "mission@example.org")
    officer.get(f"/en/cases/{id_}/names").form("Seal the list").fill("names", "María López = the author").send()
    form = officer.get(f"/en/cases/{id_}").form("Enter it").fill("party", "author").attach("file", "comments.md", b"Comments of the author.\n")
    form.attach("annex-1", "letter.txt", "What María López said.\n".encode()).attach("annex-2", "house.png", png(b"Maria Lopez"))
    case = form.attach("annex-3", "more.txt", b"Another letter.\n").send("Enter it")
    tap.ok(case.has("Annex 1") and case.has("Annex 3") and case.has("picture"), "a paper comes with three files", case.words[:900])
    kept = officer.get(f"/en/cases/{id_}/papers/1/annexes/2")
    tap.ok(kept.body.startswith(b"\x89PNG") and b"Lopez" not in kept.body, "who made the picture is taken out before it is kept")
    work = officer.get(f"/en/cases/{id_}/papers/1")
    tap.ok(work.has("to be looked at") and work.has("to be prepared"), "the officer sees what is to be done", work.words[:900])
    work.form("Prepare and check it").attach("paper", "comments.md", b"Comments of the author.\n").send("Prepare and check it")
    refused = officer.get(f"/en/cases/{id_}/papers/1").form("Transmit it now").send()
    tap.ok(refused.status == 422 and refused.has("Annex 1 is not prepared"), "an annex that is not ready keeps the paper here", refused.words[:400])
    page = officer.get(f"/en/cases/{id_}/papers/1")
    forms = [f for f in page.forms() if any("Prepare and check the annex" in b for b in f.buttons())]
    tap.equal(len(forms), 3, "each annex has its form")
    forms[0].attach("file", "a.txt", "What María López said.\n".encode()).send("Prepare and check the annex")
    forms[2].send("It stays with the register")
    done = officer.get(f"/en/cases/{id_}/papers/1").form("I looked at it").send()
    tap.ok(done.has("looked at") and done.has("stays with the register") and not done.has("to be prepared"), "prepared, looked at, and one stays", done.words[:900])
    tap.ok(officer.get(f"/en/cases/{id_}/papers/1").form("Transmit it now").send().has("Transmitted."), "then it goes")
    theirs = mission.get(f"/en/cases/{id_}")
    tap.ok(theirs.has("Annex 1") and theirs.has("Annex 2") and not theirs.has("Annex 3") and not theirs.has("stays with"), "the State knows of two", theirs.words[:700])
    first = desk.file("annex.pdf", mission.get(f"/en/cases/{id_}/papers/1/annexes/1").body)
    read = desk.must("read", first, "--profile", "cmw").out
    tap.ok("the author" in read and "López" not in read, "without a name", read[:300])
    tap.equal(mission.get(f"/en/cases/{id_}/papers/1/annexes/3").status, 404, "what stays is as if it were not there")
    pdf = desk.file("case.pdf", officer.get(f"/en/cases/{id_}/file").body)
    bound = desk.must("read", pdf, "--profile", "cmw").out
    tap.ok("Paper 1, annex 1" in bound and "A picture; it is in the sealed archive." in bound, "the case file has them", bound[:600])


def story_by_code(desk, tap):
    """Who has no account reads the files by the code of words, signs, and sends an authority sealed."""
    house(desk)
    key = officer_key(desk)
    server = desk.serve()
    person, officer, mission = server.visitor(), sign_in(server, "officer@example.org"), sign_in(server, "mission@example.org")
    sent = person.get("/en/sealed/communication").form("Seal it and send it").fill("text", "They took his passport.").send("Seal it and send it")
    code = " ".join(re.findall(r'<strong lang="en">(\w+)</strong>', sent.text))
    back = person.get("/en/sealed-return").form("Come back").fill("code", code).send()
    tap.ok(not back.has("To the register"), "what has no case leads to none")
    form = officer.get("/en/cases").follow("Enter it").form("Enter it").fill("state", "GHA").choose("victims", "one").choose("representation", "lawyer")
    id_ = form.choose("authority", "none").fill("reason", "Held without contact.").send().path.rsplit("/", 1)[1]
    move(desk, id_, "registered", "transmitted")
    theirs = mission.get(f"/en/cases/{id_}").form("Send it to the register").attach("file", "o.md", b"# Observations\n\nNothing was hidden.\n")
    theirs.attach("annex-1", "list.png", png(b"The ministry")).send()
    back = person.get("/en/sealed-return").form("Come back").fill("code", code).send().form("To the register").send()
    tap.ok(back.has("Communication No. 1/") and back.has("None yet.") and "Set-Cookie" not in str(back.headers), "the page of one's own case", back.words[:700])
    officer.get(f"/en/cases/{id_}/papers/1").form("Transmit it now").send()
    back = person.get("/en/sealed-return").form("Come back").fill("code", code).send().form("To the register").send()
    file, annex = [f for f in back.forms() if any("The file" in b for b in f.buttons())]
    tap.equal(file.send("The file").body, b"# Observations\n\nNothing was hidden.\n", "the file of the State's paper, as it came")
    tap.ok(annex.send("The file").body.startswith(b"\x89PNG"), "and its annex")
    signed = back.form("I hold a written authority").send("I hold a written authority")
    tap.ok(signed.has("You said that you hold a written authority."), "signed on the page", signed.words[:600])
    kept = signed.form("Seal it and send it").attach("file-1", "authority.txt", b"I authorise her. Kofi").send("Seal it and send it")
    tap.ok(kept.has("Your written authority came, sealed.") and kept.has("1 file with a written authority"), "and sent, sealed", kept.words[:600])
    case = officer.get(f"/en/cases/{id_}")
    tap.ok(case.has("with a written authority") and case.has("Written authority"), "the officer has it with the case", case.words[:900])
    if AGE:
        filing = desk.json("sealed", "list", desk.dir)[0]["id"]
        parts = [age_open(key, officer.get(f"/en/desk/sealed/{filing}/parts/{n}").body) for n in range(1, 4)]
        tap.ok(b"I authorise her. Kofi" in parts, "and opens it with the officer's key", parts)
    else:
        tap.skip("age opens it", "Debian's age is not there")
    file.values = [(n, "0" * 64 if n == "root" else v) for n, v in file.values]
    tap.equal(file.send("The file").status, 404, "another root is nobody's")
    readings = json.loads(sign_in(server, "chair@example.org").get(f"/en/cases/{id_}/readings.json").body)
    author = [r for r in readings["readings"] if r["reader"] == "author"]
    tap.ok({r["what"] for r in author} == {"page", "paper 1", "annex 1.1"} and all(r["at"].endswith(":00:00Z") and not r["name"] for r in author),
           "the chair sees that the author read, in that hour, and no more", author)


def story_end(desk, tap):
    """A settlement: its terms, its text, both parties; a joinder goes into another case."""
    house(desk)
    id_, other = enter(desk), enter(desk)
    move(desk, id_, "registered", "transmitted")
    move(desk, other, "registered", "transmitted")
    server = desk.serve()
    officer, mission, author = (sign_in(server, f"{who}@example.org") for who in ("officer", "mission", "author"))
    short = desk.run("register", "move", desk.dir, id_, "--to", "discontinued", "--reason", "Because.")
    tap.ok(short.status != 0 and "a text of its own" in short.err, "a registered case does not end so in one line", short.err)
    page = officer.get(f"/en/cases/{id_}").follow("How it ends")
    bad = page.form("Begin the text").choose("stage", "friendly-settlement").fill("terms", "The State pays what is owed.").send()
    tap.ok(bad.status == 422 and bad.has("Write the day on which they agreed") and bad.form("Begin the text").value("terms") == "The State pays what is owed.",
           "the day is asked for, what was typed stays", bad.words[:500])
    page = bad.form("Begin the text").choose("stage", "friendly-settlement").fill("agreed", "2020-02-03").send()
    tap.ok(page.has("Terms of the settlement") and page.has("Nothing is written yet."), "begun", page.words[:500])
    section = page.follow("Write").follow("Decision")
    section.form("Write in this section").send("Write in this section").form("Save").fill("typed", "The examination ends.").send("Save and leave")
    tap.equal([mission.get(f"/en/cases/{id_}/ending").status, mission.get(f"/en/writing/case-ending/{id_}").status], [404, 404], "the State sees no draft")
    page = officer.get(f"/en/cases/{id_}/ending")
    ended = page.form("Record that it was adopted").send("Record that it was adopted")
    tap.ok(ended.has("Both parties, as far as they know of the case") and ended.has("there is no stage after this one"), "adopted, it ends the case", ended.words[:600])
    theirs = mission.get(f"/en/cases/{id_}")
    tap.ok(theirs.has("Paper 1") and theirs.has("The Committee’s"), "the State has it as a paper", theirs.words[:600])
    read = desk.must("read", desk.file("end.pdf", mission.get(f"/en/cases/{id_}/papers/1/file").body), "--profile", "cmw").out
    tap.ok("The State pays what is owed." in read and "The examination ends." in read and "Friendly settlement" in read, "terms and text", read[:500])
    tap.equal(author.get(f"/en/cases/{id_}").status, 404, "nobody else has it")
    number = re.search(r"No\. (\d+/\d{4})", officer.get(f"/en/cases/{id_}").text).group(1)
    wrong = officer.get(f"/en/cases/{other}/ending").form("Begin the text").choose("stage", "joined").fill("joined", number).send()
    tap.ok(wrong.status == 422 and wrong.has("is over"), "nothing goes into a case that is over", wrong.words[:400])

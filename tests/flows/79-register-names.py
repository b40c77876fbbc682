"""The register: a withheld identity in every paper that goes out, what comes by the code of words, decisions that a second person checked, archives."""
import io
import re
import tarfile

from register import AGE, age_open, enter, house, move, officer_key
from tasks import sign_in

NAMES = "María López = the author\nKofi Mensah = the author’s son\n"
PAPER = "# Comments\n\nMARIA LOPEZ and her son, Mensah Kofi, waited.\n".encode()


def planted(desk, *words):
    """Which of the words stand anywhere below the instance's folder, in UTF-8 or UTF-16."""
    found = set()
    for path in desk.dir.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            found |= {w for w in words if w.encode() in data or w.encode("utf-16-le") in data}
    return found


def story_names(desk, tap):
    """The server keeps hashes of the names; what goes to the State is written anew, read again, and stopped by a name."""
    house(desk)
    key = officer_key(desk)
    id_ = enter(desk, "GHA", "--withheld")
    move(desk, id_, "registered", "transmitted")
    server = desk.serve()
    officer, mission = sign_in(server, "officer@example.org"), sign_in(server, "mission@example.org")
    page = officer.get(f"/en/cases/{id_}/names")
    bad = page.form("Seal the list").fill("names", "María López").send()
    tap.ok(bad.status == 422 and bad.has("Line 1:") and bad.form("Seal the list").value("names") == "María López", "a line without = is told, and kept",
           bad.words[:400])
    done = bad.form("Seal the list").fill("names", NAMES).send()
    tap.ok(done.has("The list is sealed"), "the list is sealed", done.words[:300])
    again = officer.get(f"/en/cases/{id_}/names")
    tap.ok(again.has("the author’s son") and "López" not in again.text, "the page shows what stands in place of names alone", again.words[:600])
    if not desk.database:
        tap.equal(planted(desk, "López", "Mensah", "mensah", "lopez"), set(), "no name lies on the disk")
    sealed = officer.get(f"/en/cases/{id_}/names/sealed").body
    if AGE:
        tap.equal(age_open(key, sealed).decode(), NAMES.strip(), "age opens the list with an officer's key")
    else:
        tap.skip("age opens the list", "Debian's age is not there")
    form = officer.get(f"/en/cases/{id_}").form("Enter it").fill("party", "author").attach("file", "comments.md", PAPER)
    case = form.send("Enter it")
    work = case.follow("Prepare and transmit")
    tap.ok(work.form("Transmit it now").send().has("What came is not what goes out"), "what came does not go out as it is")
    ready = work.form("Prepare and check it").attach("paper", "comments.md", PAPER).send("Prepare and check it")
    tap.ok(ready.has("no name of the list stands in it"), "it is written anew and checked", ready.words[:400])
    officer.get(f"/en/cases/{id_}/papers/1").form("Transmit it now").send()
    theirs = mission.get(f"/en/cases/{id_}/papers/1/file")
    file = desk.file("theirs.pdf", theirs.body)
    read = desk.must("read", file, "--profile", "cmw").out if theirs.status == 200 else ""
    tap.ok(theirs.body.startswith(b"%PDF") and "the author" in read and not re.search("lopez|mensah|kofi|maria", read, re.I),
           "the State reads it without a name", read[:400])


def story_by_code(desk, tap):
    """What came sealed becomes a case, and its author hears of it where the code of words leads."""
    house(desk)
    officer_key(desk)
    server = desk.serve()
    person, officer, mission = server.visitor(), sign_in(server, "officer@example.org"), sign_in(server, "mission@example.org")
    sent = person.get("/en/sealed/communication").form("Seal it and send it").fill("text", "They took my passport.").send("Seal it and send it")
    code = re.findall(r'<strong lang="en">(\w+)</strong>', sent.text)
    filing = desk.json("sealed", "list", desk.dir)[0]["id"]
    page = officer.get("/en/cases")
    tap.ok(page.has("Came sealed, not entered yet") and filing in page.text, "it waits to be entered", page.words[:600])
    form = page.follow("Enter it").form("Enter it")
    tap.equal(form.value("filing"), filing, "its id stands in the form")
    case = form.fill("state", "GHA").choose("victims", "one").choose("representation", "self").choose("authority", "own").send()
    id_ = case.path.rsplit("/", 1)[1]
    tap.ok(case.has("Entered. It gets its number") and not officer.get("/en/cases").has("not entered yet"), "and does no more", case.words[:300])
    again = officer.get(f"/en/cases/enter?filing={filing}").form("Enter it").fill("state", "GHA").choose("victims", "one")
    tap.ok(again.choose("representation", "self").choose("authority", "own").send().has("has a case already"), "nothing has two cases")
    move(desk, id_, "registered", "transmitted")
    mission.get(f"/en/cases/{id_}").form("Send it to the register").attach("file", "o.md", b"# Observations\n\nNothing was hidden.\n").send()
    page = officer.get("/en/cases")
    tap.ok(page.has("Papers that wait for you") and page.has("The State’s"), "the State's paper waits for an officer", page.words[:600])
    officer.get(f"/en/cases/{id_}/papers/1").form("Transmit it now").send()
    tap.ok(not officer.get("/en/cases").has("Papers that wait for you"), "until it is transmitted")
    back = person.get("/en/sealed-return").form("Come back").fill("code", " ".join(code)).send()
    tap.ok(back.has("No. 1/") and back.has("Transmitted to the State") and back.has("Nothing was hidden."), "the author reads the stage and the paper by the code of words",
           back.words[:900])


def story_decision(desk, tap):
    """Views: written in the editor, adopted, checked by somebody who wrote none of them, published at their symbol."""
    house(desk)
    id_ = enter(desk)
    move(desk, id_, "registered", "transmitted", "observations", "admissibility", "merits")
    server = desk.serve()
    officer, second, mission = (sign_in(server, f"{who}@example.org") for who in ("officer", "second", "mission"))
    page = officer.get(f"/en/cases/{id_}/decision").form("Begin the decision").send("Begin the decision")
    section = page.follow("Write").follow("Consideration of the merits")
    section.form("Write in this section").send("Write in this section").form("Save").fill("typed", "The Committee finds a violation of article 16.").send("Save and leave")
    page = officer.get(f"/en/cases/{id_}/decision")
    tap.ok(page.has("a violation of article 16") and not any("adopted" in b for f in page.forms() for b in f.buttons()), "no decision is adopted before Views",
           page.words[:500])
    tap.equal([mission.get(f"/en/cases/{id_}/decision").status, mission.get(f"/en/writing/case/{id_}").status], [404, 404], "the State sees no draft")
    move(desk, id_, "views")
    page = officer.get(f"/en/cases/{id_}/decision").form("Record that it was adopted").send("Record that it was adopted")
    tap.ok(page.has("Somebody who wrote none of it") and not any("I read it" in b for f in page.forms() for b in f.buttons()),
           "who wrote it does not check it", page.words[:500])
    tap.ok(not any("Publish" in b for f in page.forms() for b in f.buttons()), "nor publishes it unchecked")
    check = second.get(f"/en/cases/{id_}/decision").form("I read it").send("I read it")
    tap.ok(check.has("checked by a second person"), "a second person checks it", check.words[:400])
    out = officer.get(f"/en/cases/{id_}/decision").form("Publish it").send("Publish it")
    symbol = re.search(r"CMW/C/D/1/\d{4}", out.text)
    tap.ok(symbol and server.visitor().get(f"/en/documents/{symbol.group(0)}").has("a violation of article 16"), "it stands at its symbol, for everybody",
           out.words[:400])


def story_archive(desk, tap):
    """The file of a case bound as PDF, and sealed as a whole."""
    house(desk)
    key = officer_key(desk)
    id_ = enter(desk)
    move(desk, id_, "registered", "transmitted")
    server = desk.serve()
    mission, officer = sign_in(server, "mission@example.org"), sign_in(server, "officer@example.org")
    mission.get(f"/en/cases/{id_}").form("Send it to the register").attach("file", "o.md", b"# Observations\n\nNothing was hidden.\n").send()
    pdf = officer.get(f"/en/cases/{id_}/file").body
    read = desk.must("read", desk.file("case.pdf", pdf), "--profile", "cmw").out
    tap.ok("Paper 1, of the State" in read and "Nothing was hidden." in read, "the bound file lists and holds the papers", read[:500])
    web = officer.get(f"/en/cases/{id_}/archive").body
    desk.must("register", "archive", desk.dir, id_, desk.home / "case.tar.age")
    if not AGE:
        tap.skip("age opens the archive", "Debian's age is not there")
        return
    for sealed, how in ((web, "page"), ((desk.home / "case.tar.age").read_bytes(), "command")):
        with tarfile.open(fileobj=io.BytesIO(age_open(key, sealed))) as tar:
            names = sorted(tar.getnames())
            tap.equal((names, tar.extractfile("papers/1-as-it-came.markdown").read()), (["case.json", "papers/1-as-it-came.markdown"],
                      b"# Observations\n\nNothing was hidden.\n"), f"the archive by {how} opens with the officer's key")
    tap.equal([mission.get(f"/en/cases/{id_}/{what}").status for what in ("file", "archive", "names")], [403, 403, 403], "nobody else has them")

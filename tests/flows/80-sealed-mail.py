"""What is told in confidence, further: a mail to nobody who did not ask, after what it could give away, and naming nothing; the server's words in their
language; the State that it is about, by the gate of communications."""
import email
import json
import re
import sqlite3
import subprocess
import urllib.parse
from email.policy import default

from desk import PSQL
from register import AGE, age_open, enter_filing, house, move, officer_key
from tasks import sign_in
from web import multipart

PUBLIC = "https://treaty.example.org"
LATER = ["--now", "2035-01-02T07:00:00Z"]
ASKED, SILENT = "zerafina@example.net", "nobody@example.net"
NAMES = ("committee", "communication", "complaint", "migrant", "treaty body", "united nations", "sealed", "confiden", "officer", "register",
         "case", "reprisal", "http", "/en/", "/ar/", "html", "treatydesk", "list-unsubscribe", "لجنة", "المهاجر", "شكوى", "بلاغ")


def send(visitor, language="en", text="They took my passport."):
    form = visitor.get(f"/{language}/sealed/communication").form("/sealed/communication")
    return form.fill("text", text).send(form.buttons()[-1])


def code_of(page):
    return " ".join(re.findall(r'<strong lang="en">(\w+)</strong>', page.text))


def root_of(page):
    return re.search(r'name="root" value="([0-9a-f]{64})"', page.text)[1]


def ask(page, address):
    return page.form("Write to this address").fill("address", address).send("Write to this address")


def back(visitor, code, language="en"):
    form = visitor.get(f"/{language}/sealed-return").form("/sealed-return")
    return form.fill("code", code).send()


def answer(officer, filing, text="Please write the date."):
    officer.get(f"/en/desk/sealed/{filing}").form("Seal the answer").fill("text", text).send("Seal the answer")


def waiting(desk):
    return json.loads(desk.must("mail", "list", desk.dir, "--json").out)


def letters(desk):
    desk.must("mail", "send", desk.dir, *LATER)
    box = desk.dir / "mail" / "new"
    return [p.read_bytes() for p in sorted(box.iterdir())] if box.exists() else []


def post(visitor, path, **fields):
    return visitor.request("POST", path, body=urllib.parse.urlencode(fields).encode(), headers={"Content-Type": "application/x-www-form-urlencoded"})


def select(desk, sql):
    """Behind the program's back: all that the store answers, as one text."""
    if desk.engine == "postgres":
        return subprocess.run([PSQL, "-X", "-At", desk.store_url(), "-c", sql], check=True, capture_output=True, text=True).stdout
    base = sqlite3.connect(desk.dir / "treatydesk.db")
    rows = base.execute(sql).fetchall()
    base.close()
    return "\n".join("|".join(str(v) for v in row) for row in rows)


def rows(desk):
    return int(select(desk, "select count(*) from sealed_notice"))


def newest(desk):
    return desk.json("sealed", "list", desk.dir)[0]["id"]


def story_who_did_not_ask(desk, tap):
    """Answers, closings and steps of a case: without asking there is no letter, and no address to send one to."""
    house(desk, "--address", PUBLIC)
    officer_key(desk)
    server = desk.serve()
    person, officer = server.visitor(), sign_in(server, "officer@example.org")
    code = code_of(send(person, text=f"Write to {SILENT}."))
    filing = newest(desk)
    answer(officer, filing)
    case = enter_filing(officer, filing)
    move(desk, case, "registered", "transmitted")
    officer.get(f"/en/desk/sealed/{filing}").form("Close it").send("Close it")
    page = back(person, code)
    tap.ok(page.has("Please write the date.") and page.has("Registered"), "it is all there to read", page.words[:900])
    tap.equal([letter["topic"] for letter in waiting(desk) if letter["topic"] is None], [], "no letter without a topic waits")
    tap.ok(not any(b"There is something new" in raw or SILENT.encode() in raw for raw in letters(desk)), "nobody is mailed who did not ask")
    ask(send(person), ASKED)
    case = enter_filing(officer, newest(desk))
    tap.equal(rows(desk), 1, "one who asked has an address kept")
    move(desk, case, "not-registered")
    tap.equal((rows(desk), len([letter for letter in waiting(desk) if letter["topic"] is None])), (0, 1), "until the case is over, of which a last letter tells")


def story_asked(desk, tap):
    """What it could give away is said first; the letter names nothing; it can be taken back; it ends with the matter."""
    desk.init("--rehearsal", "--address", PUBLIC)
    desk.user("officer@example.org", "--role", "register-officer")
    officer_key(desk)
    server = desk.serve()
    person, officer = server.visitor(), sign_in(server, "officer@example.org")
    done = send(person)
    code, filing = code_of(done), newest(desk)
    words = done.words
    tap.ok(-1 < words.find("the name of our server stands in each mail") < words.find("Our server must be able to read your address")
           < words.find("Write to this address") and done.has("Write down your eight words first"), "first what it could give away", words[-1800:])
    wrong = ask(done, "not an address")
    tap.ok(wrong.status == 422 and wrong.has("This is not a mail address") and wrong.form("Write to this address").value("address") == "not an address",
           "what is no address comes back", wrong.words[:400])
    asked = ask(wrong, f" {ASKED} ")
    tap.ok(asked.status == 200 and asked.has("A mail will go to this address") and ASKED not in asked.text and "Erase the address" in asked.text,
           "asked, and the page does not show the address", asked.words[:900])
    tap.equal((waiting(desk), person.cookies), ([], {}), "nothing is sent to try it out, and no cookie")
    for n in range(3):
        answer(officer, filing, f"Answer {n}")
    tap.equal(len(waiting(desk)), 1, "three answers set one letter")
    shown = [officer.get(f"/en/desk/sealed/{filing}").text, officer.get("/en/desk/sealed").text, desk.must("sealed", "list", desk.dir, "--json").out,
             back(person, code).text, desk.must("mail", "list", desk.dir, "--json").out]
    tap.ok(not any(ASKED in text or "zerafina" in text for text in shown), "no page and no list shows the address")
    server.stop()
    held = [p.name for p in desk.dir.rglob("*") if p.is_file() and b"zerafina" in p.read_bytes().lower()]
    tap.equal(held, [], "it lies nowhere in clear")
    hidden = ("zerafina", b"zerafina".hex())
    tap.equal([t for t in ("sealed_notice", "mail", "journal") if any(h in select(desk, f"select * from {t}").lower() for h in hidden)], [], "nor in a row")
    names_nothing(tap, [raw for raw in letters(desk) if ASKED.encode() in raw], filing, code)
    ends(desk, tap, code, filing)


def names_nothing(tap, raw, filing, code):
    tap.equal(len(raw), 1, "one letter went out")
    letter = email.message_from_bytes(raw[0], policy=default)
    tap.equal((letter["To"].addresses[0].addr_spec, letter["From"].addresses[0].display_name, letter["From"].addresses[0].addr_spec),
              (ASKED, "", "noreply@treaty.example.org"), "to who asked, from no name")
    tap.equal((str(letter["Subject"]), letter.get_content_type()), ("There is something new", "text/plain"), "a neutral subject, plain text alone")
    everything = (raw[0].decode("ascii") + letter.get_content()).lower().replace("noreply@treaty.example.org", "").replace("@treaty.example.org", "")
    tap.equal([n for n in (*NAMES, filing) if n in everything], [], "nothing of it names anything")
    tap.equal([w for w in code.split() if re.search(rf"\b{w}\b", letter.get_content().lower())][2:], [], "nor the code")
    tap.equal(sorted(k.lower() for k in letter.keys()),
              sorted(["from", "to", "subject", "date", "message-id", "auto-submitted", "content-language", "mime-version", "content-type",
                      "content-transfer-encoding"]), "no header more than a letter needs")
    tap.ok("T06:00:00" in email.utils.parsedate_to_datetime(letter["Date"]).strftime("%Y-%m-%dT%H:%M:%S"), "set for one hour, the same for all", letter["Date"])


def ends(desk, tap, code, filing):
    """Taken back, what waits is called back; closed, the last letter still goes and the address is gone."""
    server = desk.serve()
    person, officer = server.visitor(), sign_in(server, "officer@example.org")
    page = back(person, code)
    page = ask(page.form("Erase the address").send("Erase the address"), ASKED)
    answer(officer, filing, "Before it is taken back")
    tap.equal(len(waiting(desk)), 1, "a letter waits")
    gone = page.form("Erase the address").send("Erase the address")
    answer(officer, filing, "After it was taken back")
    tap.ok(gone.has("The address is erased") and gone.forms() and waiting(desk) == [], "taken back: no letter waits, and none is set", (gone.words[:500], waiting(desk)))
    twice = page.form("Erase the address").send("Erase the address")
    tap.equal(twice.status, 200, "twice is once")
    page = ask(gone, ASKED)
    answer(officer, filing, "The end")
    officer.get(f"/en/desk/sealed/{filing}").form("Close it").send("Close it")
    tap.equal((len(waiting(desk)), rows(desk)), (1, 0), "closed: the address is erased, and the letter that waits tells of the end")
    late = post(person, "/en/sealed-mail", root=root_of(page), do="ask", address=ASKED)
    tap.ok(late.status == 422 and late.has("This is closed") and rows(desk) == 0, "nobody can ask any more", late.words[:300])
    tap.equal(post(person, "/en/sealed-mail", root="0" * 64, do="ask", address=ASKED).status, 404, "nor without the code")


def story_their_language(desk, tap):
    """What the server itself writes is in the language in which it was sent; and where it sends no mail nobody can ask."""
    house(desk)
    officer_key(desk)
    ini = desk.dir / "instance.ini"
    ini.write_text(ini.read_text().split("[mail]")[0].rstrip() + "\n\n[mail]\nkeeper=none\n")
    server = desk.serve()
    person, officer = server.visitor("ar"), sign_in(server, "officer@example.org")
    done = send(person, "ar", "أخذوا جواز سفري.")
    code, filing = code_of(done), newest(desk)
    tap.ok('name="address"' not in done.text, "where no mail is sent nobody can ask for one")
    case = enter_filing(officer, filing)
    move(desk, case, "registered", "transmitted")
    page = back(person, code, "en")
    tap.ok(page.has("أُحيل إلى الدولة") or re.search(r"No\. 1/\d{4}.*[\u0600-\u06ff]", page.words), "the stage in Arabic, on a page in English too", page.words[:900])
    refused = post(person, "/ar/sealed-mail", root=root_of(page), do="ask", address=ASKED)
    tap.equal((refused.status, rows(desk)), (422, 0), "and nothing is kept")


TEN = ["DZA", "ARG", "BOL", "CHL", "COL", "EGY", "GHA", "MAR", "PHL", "SEN"]
NOT_NOW = "The Committee cannot receive a communication"


def story_which_state(desk, tap):
    """Chosen or left open; not known is not closed; where it is closed nothing is taken in and other ways are named; kept within the sealed part alone."""
    desk.init()
    desk.user("officer@example.org", "--role", "register-officer")
    key = officer_key(desk)
    server = desk.serve()
    person, officer = server.visitor(), sign_in(server, "officer@example.org")
    form = lambda: person.get("/en/sealed/communication").form("Seal it and send it")
    asked = form().fill("text", "Typed already").fill("state", "PER").send("See whether")
    again = asked.form("Seal it and send it")
    tap.ok(asked.has("Not known") and asked.has("We have not checked whether Peru") and asked.has("You can send it all the same")
           and (again.value("text"), again.value("state")) == ("Typed already", "PER") and desk.json("sealed", "list", desk.dir) == [],
           "not known is said, nothing is taken in by asking, and what was typed stays", asked.words[:900])
    tap.ok(again.send("Seal it and send it").has("It was received"), "and it can be sent all the same")
    id_ = newest(desk)
    message = age_open(key, officer.get(f"/en/desk/sealed/{id_}/parts/1").body) if AGE else b"Typed already\n\n-- \nState: PER\n"
    tap.ok(b"Typed already" in message and b"\nState: PER\n" in message, "the State stands in the sealed message", message)
    shown = [officer.get(f"/en/desk/sealed/{id_}").text, officer.get("/en/desk/sealed").text, json.dumps(desk.json("sealed", "list", desk.dir)),
             select(desk, "select * from sealed_filing"), select(desk, "select * from sealed_part"), select(desk, "select * from journal")]
    tap.ok(not any(re.search(r"\bPER\b|Peru", text) for text in shown), "and nowhere else")
    tap.ok(form().fill("text", "No State").send("Seal it and send it").has("It was received"), "it can be left open")
    wrong = post_parts(person, "/en/sealed/communication", text="x", state="XXX")
    tap.ok(wrong.status == 422 and wrong.has("There is no State party of this name"), "no other State", wrong.words[:400])
    closed(desk, tap, form)


def post_parts(visitor, path, **fields):
    body, kind = multipart(list(fields.items()), {})
    return visitor.request("POST", path, body=body, headers={"Content-Type": kind})


def closed(desk, tap, form):
    record = ["declaration", "record", desk.dir, "--article", "77"]
    for state in TEN:
        desk.must(*record, "--state", state, "--date", "2024-01-15")
    desk.must(*record, "--state", "PER", "--none-checked-on", "2026-01-15")
    n = len(desk.json("sealed", "list", desk.dir))
    refused = form().fill("text", "Typed already").fill("state", "PER").send("Seal it and send it")
    tap.ok(refused.status == 422 and refused.has("Not possible now") and refused.has(NOT_NOW) and refused.has("Other ways there are")
           and refused.has("Special Rapporteur") and refused.form("Seal it and send it").value("text") == "Typed already", "closed: it says why and where else",
           refused.words[:1500])
    tap.equal(len(desk.json("sealed", "list", desk.dir)), n, "and nothing is taken in")
    asked = form().fill("state", "GHA").send("See whether")
    tap.ok(asked.has("Possible") and asked.has("Ghana made its declaration"), "where it is open it says so", asked.words[:500])
    tap.ok(form().fill("text", "x").fill("state", "GHA").send("Seal it and send it").has("It was received"), "and takes it in")


def story_shut(desk, tap):
    """Known not to be in force: no form, other ways; the other purposes stay open; more to what was sent before is taken."""
    desk.init()
    officer_key(desk)
    public = re.search(r"age1[0-9a-z]+", desk.must("keys", "recipients", desk.dir).out)[0]
    desk.must("keys", "recipients", desk.dir, "add", public, "--purpose", "reprisal", "--name", "Focal point")
    server = desk.serve()
    person = server.visitor()
    before = send(person)
    states = [s["state"] for s in desk.json("state", "list", desk.dir)["states"]]
    desk.must("declaration", "record", desk.dir, "--article", "77", "--state", states[0], "--none-checked-on", "2026-01-15")
    plain = str.maketrans("ilou", "vvvv")  # letters that ids lack
    desk.sql(*[f"insert into declaration (id, state, article, kind, day, actor, at) values ('{'0' * 11}{s.lower().translate(plain)}{n:02}', "
               f"'{s}', 77, 'none', '2026-01-15', 'command', 1)" for n, s in enumerate(states[1:])])
    page = person.get("/en/sealed/communication")
    tap.ok(page.forms() == [] and page.has("Not possible now") and page.has("Other ways there are") and page.has("I am afraid"), "no form, and where else",
           page.words[:700])
    sent = post_parts(person, "/en/sealed/communication", text="x")
    tap.ok(sent.has(NOT_NOW) and len(desk.json("sealed", "list", desk.dir)) == 1, "nor is one taken in that comes all the same", (sent.status, sent.words[:300]))
    tap.ok(person.get("/en/sealed/reprisal").form("Seal it").fill("text", "x").send("Seal it").has("It was received"), "reprisals are")
    more = before.form("Seal it and send it").fill("text", "More").send("Seal it and send it")
    tap.ok(more.has("It is sealed and was received"), "and more of what was received before")

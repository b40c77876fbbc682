"""Being told by mail: yes by a letter's link, one click with an account, who is told of what and once, ending, and what the
public may not read in no letter."""
import re
import time
import urllib.parse

import files
from smtpd import message
from tasks import sign_in

NOW = ("--now", "2026-10-01T10:00:00Z")
LATER = ("--now", "2026-10-01T11:00:00Z")
ANA = "ana@example.org"


def letters(desk, address=None):
    """(letter, its words with the subject before) of each letter, oldest first."""
    folder = desk.dir / "mail" / "new"
    found = sorted(folder.iterdir(), key=lambda p: p.stat().st_mtime_ns) if folder.exists() else []
    mails = [message(p.read_bytes()) for p in found]
    return [(m, m["Subject"] + "\n" + m.get_body(("plain",)).get_content()) for m in mails if address in (None, m["To"])]


def letter(desk, address, more=0, seconds=15):
    """The newest letter to an address, once more than `more` of them came."""
    end = time.monotonic() + seconds
    while len(letters(desk, address)) <= more and time.monotonic() < end:
        time.sleep(0.05)
    found = letters(desk, address)
    assert len(found) > more, f"no letter to {address}: {[m['Subject'] for m, _ in letters(desk)]}"
    return found[-1]


def path_in(words, folder):
    return urllib.parse.urlsplit(re.search(rf"https?://\S+/{folder}/[0-9a-z]+", words)[0]).path


def ask(visitor, query="", address=ANA, **more):
    form = visitor.get("/en/subscriptions/new" + query).form("/subscriptions/new").fill("address", address)
    for name, value in more.items():
        form.fill(name, value)
    return form.send()


def say_yes(desk, visitor, address=ANA):
    path = path_in(letter(desk, address)[1], "subscriptions/confirm")
    return visitor.get(path).form("/confirm/").send()


def open_call(desk, state="GHA", closes="2026-12-31T18:00", now=NOW):
    return desk.json("call", "open", desk.dir, "--purpose", "dialogue", "--state", state, "--closes", closes, *now)["id"]


def story_yes_by_mail(desk, tap):
    """Looking at the link changes nothing, saying yes works once; a wrong link is gone; nobody learns who is known."""
    desk.init("--rehearsal")
    server = desk.serve(*NOW)
    visitor = server.visitor()
    page = visitor.get("/en/states/GHA").follow("Tell me by mail")
    tap.ok(page.status == 200 and page.has("About: Ghana") and "no-store" in page.headers["Cache-Control"],
           "the State's page leads there", page.words[:300])
    small = [len(server.visitor().get(path, headers={"Accept-Encoding": "gzip"}).body) for path in
             ("/en/subscriptions/new?state=GHA", "/ar/subscriptions/new", "/en/subscriptions")]
    tap.ok(max(small) <= 14 * 1024, "pages of at most 14 KB", small)
    bad = page.form("/subscriptions/new").fill("address", "nothing").send()
    tap.ok(bad.status == 422 and bad.errors() and bad.form("/subscriptions/new").value("address") == "nothing",
           "what is no address is said, and stays in its field", bad.words[:300])
    bad = page.form("/subscriptions/new").fill("address", ANA)
    bad.values = [(n, "Mars/Base" if n == "zone" else v) for n, v in bad.values]
    tap.equal(bad.send().status, 422, "what is no zone is refused")
    first = page.form("/subscriptions/new").fill("address", ANA).fill("zone", "Africa/Accra").send()
    asked, words = letter(desk, ANA)
    tap.ok("Ghana" in words and asked["List-Unsubscribe"] is None, "a letter asks, and cannot be turned off", words)
    path = path_in(words, "subscriptions/confirm")
    other = server.visitor()
    look = other.get(path)
    tap.ok(look.has("Ghana") and other.get(path).status == 200, "the link shows what it is about")
    tap.equal(desk.json("subscription", "list", desk.dir)["subscribers"], 0, "looking at it changes nothing")
    wrong = path[:-1] + ("0" if path[-1] != "0" else "1")
    tap.equal([other.get(wrong).status, other.get(path[:-30]).status], [410, 410], "wrong links are gone")
    own = look.form("/confirm/").send()
    tap.ok(own.has("What you subscribed to") and own.has("Ghana") and own.form("Keep these changes").value("zone") == "Africa/Accra",
           "saying yes leads to one's own page", own.words[:400])
    tap.equal(other.get(path).status, 410, "the link works once")
    again = ask(server.visitor(), "?state=BEN")
    unknown = ask(server.visitor(), "?state=BEN", "nobody-knows@example.org")
    clean = [re.sub(r'name="csrf" value="[^"]*"', "", p.text) for p in (first, again, unknown)]
    tap.ok(len(set(clean)) == 1 and {p.status for p in (first, again, unknown)} == {200},
           "known, unknown and asked before answer with the same bytes")
    ends = [ask(server.visitor(), "", "many@example.org").status for _ in range(11)]
    tap.equal(ends, [200] * 10 + [422], "one address is asked ten times a day at most")
    tap.equal(visitor.get("/en/subscriptions/own/" + "a" * 48).status, 410, "a key that is none is gone")
    shown = desk.json("subscription", "list", desk.dir, "--addresses")["subscribers"]
    tap.equal([(s["address"], s["zone"], [(x["kind"], x["what"]) for x in s["subscriptions"]]) for s in shown],
              [(ANA, "Africa/Accra", [("state", "GHA")])], "whoever runs the server can help")
    plain = desk.must("subscription", "list", desk.dir).out
    tap.ok("1 subscribers" in plain and "@" not in plain, "without addresses unless asked for")
    base = desk.dir / "treatydesk.db"
    tap.ok(not base.exists() or ANA.encode() not in base.read_bytes(), "the store does not hold the address in clear")


def story_told_and_ended(desk, tap):
    """A call opens, moves with its session, comes near: each once, in both zones and the reader's language; one click ends it."""
    desk.init("--rehearsal", "--address", "https://treaty.example.org")
    desk.user("writer@example.org", "--role", "organisation")
    server = desk.serve(*NOW)
    visitor = server.visitor()
    form = visitor.get("/fr/subscriptions/new?state=GHA").form("/subscriptions/new").fill("address", ANA).fill("zone", "Africa/Accra")
    form.fill("locale", "fr").choose("names", "1").send()
    own = say_yes(desk, visitor).path
    writer = sign_in(server, "writer@example.org")
    done = writer.get("/en/subscriptions/new").form("/subscriptions/new").send()
    tap.ok(done.path == "/en/subscriptions" and done.has("Everything, about all States"), "with an account it is one click", done.words[:300])
    server.stop()
    server = desk.serve("--now", "2026-10-01T12:00:00Z")
    desk.must("session", "add", desk.dir, "43", "--start", "2027-04-05", "--end", "2027-04-16", "--reason", "The calendar.", *LATER)
    desk.must("state", "stage", desk.dir, "GHA", "dialogue", "--session", "43", "--how", "planned", "--reason", "So.", *LATER)
    call = desk.json("call", "open", desk.dir, "--kind", "alternative-report", "--state", "GHA", *LATER)["id"]
    opened, words = letter(desk, ANA, 1)
    tap.ok("Ghana" in opened["Subject"] and "8 mars 2027" in words and "17:00 à Accra" in words and own.split("/")[-1] in words,
           "a call that opens, in French, both zones, with the way to end it", words)
    tap.ok("Ghana" not in letter(desk, "writer@example.org")[0]["Subject"], "no State in the subject for who did not choose so")
    move = ["session", "move", desk.dir, "43", "--start", "2027-04-12", "--end", "2027-04-23", "--reason", "The room is taken."]
    desk.run(*move, *LATER)
    time.sleep(2)
    tap.equal(len(letters(desk, ANA)), 2, "what nobody confirmed is not told")
    desk.must(*move, "--confirm", *LATER)
    moved, words = letter(desk, ANA, 2)
    tap.ok("8 mars 2027" in words and "15 mars 2027" in words and "The room is taken." in words, "the session moves: old, new, reason", words)
    server.stop()
    for when in ("2027-02-13T18:00:00Z", "2027-02-13T20:00:00Z"):
        server = desk.serve("--now", when)
        near, words = letter(desk, ANA, 3)
        time.sleep(1.5)
        server.stop()
    tap.ok("30 jours" in words and len(letters(desk, ANA)) == 4, "thirty days before, once, however often the server starts", words)
    server = desk.serve("--now", "2027-02-20T10:00:00Z")
    link = urllib.parse.urlsplit(re.fullmatch(r"<(.*)>", near["List-Unsubscribe"])[1])
    tap.equal(near["List-Unsubscribe-Post"], "List-Unsubscribe=One-Click", "the letter can be stopped in one click")
    page = server.visitor().request("POST", link.path, b"List-Unsubscribe=One-Click", {"Content-Type": "application/x-www-form-urlencoded"})
    end = time.monotonic() + 10
    while desk.json("subscription", "list", desk.dir)["subscribers"] > 1 and time.monotonic() < end:
        time.sleep(0.1)
    shown = desk.json("subscription", "list", desk.dir, "--addresses")["subscribers"]
    tap.equal((page.status, [s["address"] for s in shown]), (200, ["writer@example.org"]), "one click ends all and forgets the address")
    tap.equal(server.visitor().get(own).status, 410, "its page is gone")
    before = len(letters(desk, "writer@example.org"))
    desk.must("call", "extend", desk.dir, call, "--closes", "2027-04-01T18:00", "--reason", "A strike.", "--now", "2027-02-20T09:59:00Z")
    letter(desk, "writer@example.org", before)
    tap.equal(len(letters(desk, ANA)), 4, "who ended it is told nothing")
    page = sign_in(server, "writer@example.org").get("/en/subscriptions").form("End all of them").send()
    tap.ok(page.has("No more letters") and desk.json("subscription", "list", desk.dir)["subscribers"] == 0, "all ended by account")


def story_published(desk, tap):
    """Published reports stand in one letter a day; what was taken down, undone or is for the Committee alone in none."""
    desk.init("--rehearsal")
    send = [desk.submit(desk.file(f"{name}.md", files.report(name)), more=[choice, *NOW])["id"]
            for name, choice in (("zanzibarleaf", "--public"), ("quokkaleaf", "--public"), ("tapirleaf", "--name-withheld"), ("numbatleaf", "--confidential"))]
    server = desk.serve(*NOW)
    for address, query in ((ANA, "?state=GHA"), ("words@example.org", "?words=quokkaleaf"), ("far@example.org", "?state=BEN")):
        visitor = server.visitor()
        tap.equal(ask(visitor, query, address).status, 200, f"{address} asks")
        say_yes(desk, visitor, address)
    page = server.visitor().get("/en/search?words=quokkaleaf&state=GHA").follow("Tell me by mail")
    tap.ok(page.has("Search: “quokkaleaf” · Ghana"), "a search leads there with its words", page.words[:300])
    for id_ in send[:3]:
        desk.must("submission", "publish", desk.dir, id_, "--now", "2026-10-01T10:05:00Z")
    desk.must("submission", "accept", desk.dir, send[3], "--now", "2026-10-01T10:05:00Z")
    time.sleep(1.5)
    server.stop()
    count = len(letters(desk, ANA))
    server = desk.serve("--now", "2026-10-01T10:10:00Z")
    time.sleep(2)
    desk.must("submission", "take-down", desk.dir, send[0], "--now", "2026-10-01T11:00:00Z")
    server.stop()
    tap.equal(len(letters(desk, ANA)), count, "nothing before the morning")
    server = desk.serve("--now", "2026-10-02T06:00:05Z")
    found, words = letter(desk, ANA, count)
    tap.ok(send[1] in words and send[2] in words and words.count("Name withheld") == 1, "one letter with both reports", words)
    tap.ok(not any(x in words for x in (send[0], send[3], "zanzibarleaf", "numbatleaf")), "not what was taken down or is confidential", words)
    found, words = letter(desk, "words@example.org", 1)
    tap.ok(send[1] in words and send[2] not in words, "a search is told what it finds", words)
    time.sleep(1.5)
    server.stop()
    server = desk.serve("--now", "2026-10-03T06:00:05Z")
    time.sleep(2)
    tap.equal((len(letters(desk, ANA)), len(letters(desk, "far@example.org"))), (count + 1, 1), "once, and nobody else")
    removed = desk.run("subscription", "remove", desk.dir, "words@example.org", *NOW)
    tap.equal((removed.status, desk.run("subscription", "remove", desk.dir, "words@example.org", *NOW).status), (0, 1),
              "an address can be taken out by whoever runs the server")

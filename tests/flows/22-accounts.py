"""Accounts: registering, invitations, roles with terms, conflicts, closing and erasing."""
import datetime
import functools
import gzip
import re
import subprocess
import time
import urllib.parse

import files
from smtpd import message
from tasks import send_by_web, sign_in

PASSWORD = "four words put together"


@functools.lru_cache(None)
def read(data):
    """To whom, and what it says; each letter is read once, however often somebody looks into the box."""
    m = message(data)
    return m["To"], m["Subject"] + "\n" + m.get_body(("plain",)).get_content()


def letters(desk, address):
    """The texts of the letters to an address, oldest first."""
    folder = desk.dir / "mail" / "new"
    found = sorted(folder.iterdir(), key=lambda p: p.stat().st_mtime_ns) if folder.exists() else []
    return [text for to, text in (read(p.read_bytes()) for p in found) if to == address]


def letter(desk, address, more=0):
    """The newest letter to an address, once more than `more` of them came."""
    end = time.monotonic() + 15
    while len(letters(desk, address)) <= more and time.monotonic() < end:
        time.sleep(0.05)
    found = letters(desk, address)
    assert len(found) > more, f"no letter to {address}"
    return found[-1]


def link(desk, address, more=0):
    """The path in the newest letter to an address."""
    return urllib.parse.urlsplit(re.search(r"http://\S+/invitations/\S+", letter(desk, address, more))[0]).path


def accept(visitor, path, name="Somebody", password=PASSWORD):
    return visitor.get(path).form("/invitations/").fill("name", name).fill("password", password).send()


def register(server, address):
    return server.visitor().get("/en/register").form("/register").fill("address", address).send()


def day(offset):
    return (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=offset)).strftime("%Y-%m-%d")


def person_path(admin, address):
    page = admin.get("/en/people?" + urllib.parse.urlencode({"words": address})).follow(address)
    return page, page.path


def story_registers(desk, tap):
    """Whoever asks hears the same, whatever is true of the address; the link works once."""
    desk.init()
    desk.user("known@example.org", "--role", "organisation")
    server = desk.serve()
    pages = [register(server, "new@example.org")]
    second = link(desk, "new@example.org")
    pages += [register(server, a) for a in ("known@example.org", "NEW@example.org ")]
    tap.ok(all(p.status == 200 and p.has("Look into your mailbox") for p in pages), "the answer", pages[0].words[:300])
    tap.equal(len({re.sub(r'name="csrf" value="[^"]*"', "", p.text) for p in pages}), 1, "is the same, byte for byte")
    bad = register(server, "no address")
    tap.ok(bad.status == 422 and bad.errors() and bad.form("/register").value("address") == "no address",
           "what is no address comes back to be corrected", (bad.status, bad.words[:300]))
    first = link(desk, "new@example.org", 1)
    visitor = server.visitor()
    tap.equal(visitor.get(second).status, 404, "asked twice, only the last letter's link works")
    for path in (first[:-1] + ("0" if first[-1] != "0" else "1"), first[:-4], "/en/invitations/0"):
        tap.equal(visitor.get(path).status, 404, "a forged link opens nothing")
    page = visitor.get(first)
    tap.ok(page.status == 200 and page.has("new@example.org"), "the page says for which address", page.words[:300])
    tap.equal(page.headers.get("Cache-Control"), "no-store", "and is kept nowhere")
    bad = accept(visitor, first, "<b>Ann</b>", "short")
    tap.ok(bad.status == 422 and bad.form("/invitations/").value("name") == "<b>Ann</b>"
           and bad.form("/invitations/").value("password") == "", "too short a password comes back, the name stays", bad.words[:300])
    long = accept(visitor, first, "n" * 4000)
    tap.ok(long.status == 422 and long.errors(), "4,000 characters are no name", (long.status, long.words[:300]))
    page = accept(visitor, first, "<b>Ann</b> \u202eeve")
    tap.ok(page.status == 200 and page.path == "/en/account" and page.has("Your account is ready"), "the account is made",
           (page.status, page.path, page.words[:400]))
    tap.ok("<b>Ann" not in page.text and "\u202e" not in page.text and page.form("/account").value("name") == "<b>Ann</b> eve",
           "a name is text, without marks of direction", page.form("/account").value("name"))
    tap.equal([server.visitor().get(first).status, accept_dead(server, first)], [404, 404], "the link is used up")
    again = sign_in(server, "new@example.org", PASSWORD)
    tap.equal(again.get("/en/account").status, 200, "the new account signs in")
    known = server.visitor().get(link(desk, "known@example.org"))
    tap.ok(known.has("has an account already"), "who has an account is told so behind their own link", known.words[:300])
    desk.must("verify", desk.dir)


def accept_dead(server, path):
    """Posting to a link that opens nothing, as a form that was left open would."""
    visitor = server.visitor()
    form = visitor.get("/en/register").form("/register")
    token = dict(form.values)["csrf"]
    body = urllib.parse.urlencode({"csrf": token, "name": "Eve", "locale": "en", "password": PASSWORD}).encode()
    return visitor.request("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded",
                                                "Referer": server.base + "/en/register"}).status


def story_link_grows_old(desk, tap):
    """After seven days a link opens nothing."""
    desk.init()
    server = desk.serve()
    register(server, "new@example.org")
    path = link(desk, "new@example.org")
    tap.equal(server.visitor().get(path).status, 200, "it works")
    desk.sql(f"update invitation set expires = {int(time.time() * 1e6)}")
    tap.equal(server.visitor().get(path).status, 404, "and no more when its time is over")


def story_own_account(desk, tap):
    """Name, language and what letters say are one's own."""
    desk.init()
    desk.user("ann@example.org", "--role", "organisation")
    server = desk.serve()
    nobody = server.visitor().get("/en/account")
    tap.ok(nobody.status == 403 and nobody.has("sign in"), "nobody's account is not there", nobody.words[:300])
    ann = sign_in(server, "ann@example.org", PASSWORD)
    page = ann.get("/en").follow("My account")
    tap.ok(page.status == 200 and page.headers.get("Cache-Control") == "no-store", "the menu leads there")
    tap.ok(len(page.body) < 60000 and not page.has("Reviews in which"), "it shows what is theirs alone")
    page = page.form("/account").fill("name", "Ann").fill("locale", "fr").choose("detail", "1").send()
    tap.ok(page.has("What you changed is kept"), "it is kept", page.words[:300])
    form = page.form("/account")
    tap.equal((form.value("name"), form.value("locale"), dict(form.values).get("detail")), ("Ann", "fr", "1"), "as chosen")
    form = form.fill("name", " ")
    bad = form.send()
    tap.ok(bad.status == 422 and bad.errors(), "an empty name is asked again", bad.words[:300])
    tap.equal(ann.get("/en/people").status, 403, "accounts of others are not theirs to see")


def story_roles_by_page(desk, tap):
    """The administrator gives and ends roles; the rules answer beside the form; the person is told without saying what."""
    desk.init()
    desk.user("admin@example.org", "--role", "administrator")
    desk.user("ann@example.org", "--role", "organisation")
    desk.user("officer@example.org", "--role", "secretariat")
    server = desk.serve()
    admin = sign_in(server, "admin@example.org")
    page, path = person_path(admin, "ann@")
    sizes = [len(gzip.compress(p.body)) for p in (page, admin.get("/en/account"), admin.get("/en/people"))]
    tap.ok(max(sizes) <= 14 * 1024, "pages of at most 14 KB", sizes)
    tap.note(f"compressed: {sizes}")
    bad = page.form("/roles").fill("role", "permanent-mission").fill("ends", "2030-01-01").send()
    tap.ok(bad.status == 422 and bad.has("Name a State party"), "a mission without a State is asked again", bad.words[:400])
    tap.equal((bad.form("Give the role").value("role"), bad.form("Give the role").value("ends")),
              ("permanent-mission", "2030-01-01"), "and what was chosen stays")
    bad = page.form("Give the role").fill("role", "chair").send()
    tap.ok(bad.status == 422 and bad.has("a member over the whole term"), "a chair is a member first", bad.words[:400])
    page = page.form("Give the role").fill("role", "member").fill("state", "GHA").fill("ends", "2029-12-31").send()
    tap.ok(page.status == 200 and page.has("Member of the Committee") and page.has("Ghana"), "a member, with a nationality",
           page.words[:600])
    bad = page.form("Give the role").fill("role", "country-rapporteur").fill("state", "GHA").fill("ends", "2029-12-31").send()
    tap.ok(bad.status == 422 and bad.has("takes no part"), "never rapporteur of their own State", bad.words[:400])
    page = page.form("Give the role").fill("role", "country-rapporteur").fill("state", "MAR").fill("ends", "2029-12-31").send()
    tap.ok(page.has("Morocco"), "but of another", page.words[:600])
    text = letter(desk, "ann@example.org", 1)
    tap.ok("Ghana" not in text and "ember of" not in text and "Morocco" not in text, "the letter says only that something changed", text)
    term = [v for v, w in options(page, "term") if w.startswith("Member of")][0]
    page = page.form("End it").fill("term", term).send()
    people = {p["address"]: p for p in desk.json("user", "list", desk.dir)["people"]}
    tap.equal([r["role"] for r in people["ann@example.org"]["roles"] if r["in_force"]], [], "without the member no rapporteur")
    officer = sign_in(server, "officer@example.org")
    tap.equal(officer.get(path).status, 200, "the secretariat sees accounts")
    tap.ok(not any("/roles" in f.action for f in officer.get(path).forms()), "but gives no roles")
    stranger = server.visitor()
    tap.equal([stranger.get(p).status for p in ("/en/people", path)], [403, 403], "strangers see neither list nor account")
    tap.equal(admin.get("/en/people/0000000000000000").status, 404, "who is not there is not there")
    tap.ok(admin.get("/en/people?role=administrator").has("1 account"), "the list narrows by role")
    for n in range(60):
        desk.sql(f"insert into person (id, address, password, disabled, secret, created) values "
                 f"('{n:016}', 'p{n:03}@example.org', 'x', 0, {secret(desk)}, 1)")
    listed = admin.get("/en/people?words=p0")
    tap.ok(listed.has("60 accounts") and listed.follow("Next page").has("p059@example.org"), "and goes on from page to page")


def secret(desk):
    return "'\\x" + "00" * 32 + "'" if desk.engine == "postgres" else "x'" + "00" * 32 + "'"


def options(page, name):
    select = next(s for s in page.tree.all("select") if s.get("name") == name)
    return [(o.get("value"), o.words()) for o in select.all("option")]


def story_conflicts(desk, tap):
    """A member declares; from then on what is confidential about that State is not there for them."""
    desk.init()
    desk.user("m@example.org", "--role", "member", "--state", "GHA")
    desk.user("officer@example.org", "--role", "secretariat")
    id_ = desk.submit(desk.file("a.md", files.report("zanzibarleaf")), state="MAR")["id"]
    server = desk.serve()
    member = sign_in(server, "m@example.org")
    tap.equal(member.get(f"/en/submissions/{id_}").status, 200, "a member reads what came about another State")
    page = member.get("/en/account").form("/account/conflicts").send()
    tap.ok(page.status == 422 and page.errors(), "no State chosen is asked again")
    page = member.get("/en/account").form("/account/conflicts").fill("state", "MAR").send()
    tap.ok(page.has("you take no part") and page.has("Morocco"), "declared", page.words[:500])
    tap.equal(member.get(f"/en/submissions/{id_}").status, 404, "then it is not there for them")
    text = letter(desk, "officer@example.org")
    tap.ok("Morocco" not in text and "m@example.org" not in text, "the secretariat hears that something was declared", text)
    officer = sign_in(server, "officer@example.org")
    page, _ = person_path(officer, "m@example.org")
    bad = page.form("Take it back").fill("which", "MAR-declaration").send()
    tap.ok(bad.status == 422 and bad.errors(), "taking it back needs a reason", bad.words[:400])
    page = bad.form("Take it back").fill("which", "MAR-declaration").fill("reason", "Said in error.").send()
    tap.equal(member.get(f"/en/submissions/{id_}").status, 200, "with a reason the secretariat takes it back")
    page = page.form("Record it").fill("conflict", "MAR").fill("ground", "residence").send()
    tap.equal((page.status, member.get(f"/en/submissions/{id_}").status), (200, 404), "and records another")
    desk.must("user", "conflict", desk.dir, "m@example.org", "--state", "GHA", "--ground", "nationality", "--remove",
              "--reason", "To be checked.")
    other = desk.submit(desk.file("b.md", files.report("quokkaleaf")), state="MEX")["id"]
    tap.equal(member.get(f"/en/submissions/{other}").status, 404, "without a recorded nationality nothing confidential is there")


def story_terms_end(desk, tap):
    """A term that ended yesterday gives nothing today, in a session that is open either."""
    desk.init()
    desk.user("m@example.org", "--role", "member", "--state", "GHA", "--from", day(-30), "--until", day(30))
    desk.user("o@example.org", "--role", "observer")
    id_ = desk.submit(desk.file("a.md", files.report("zanzibarleaf")), state="MAR")["id"]
    server = desk.serve()
    member = sign_in(server, "m@example.org")
    tap.equal(member.get(f"/en/submissions/{id_}").status, 200, "in the term")
    desk.sql(f"update person_role set ends = '{day(-2)}' where role = 'member'")
    tap.equal(member.get(f"/en/submissions/{id_}").status, 404, "after it, in the same session")
    desk.sql(f"update person_role set starts = '{day(2)}', ends = null where role = 'member'")
    tap.equal(member.get(f"/en/submissions/{id_}").status, 404, "before it")
    bad = desk.run("user", "role", desk.dir, "o@example.org", "--role", "chair")
    tap.ok(bad.status == 1 and "member over the whole term" in bad.err, "the command knows the rules", bad)
    tap.equal(desk.run("user", "role", desk.dir, "o@example.org", "--role", "wizard").status, 2, "and its words")


def story_mission_names_others(desk, tap):
    """A permanent mission invites a ministry's person of its own State, and of no other."""
    desk.init()
    desk.user("gha@example.org", "--role", "permanent-mission", "--state", "GHA")
    desk.user("mar@example.org", "--role", "permanent-mission", "--state", "MAR")
    server = desk.serve()
    gha, mar = sign_in(server, "gha@example.org"), sign_in(server, "mar@example.org")
    page = gha.get("/en/account").follow("Those who act for Ghana")
    bad = page.form("Send the invitation").fill("address", "a@example.org\nBcc: b@example.org").send()
    tap.ok(bad.status == 422 and bad.errors(), "a second header is no address", bad.words[:300])
    page = page.form("Send the invitation").fill("address", "capital@example.org").fill("locale", "fr").send()
    tap.ok(page.status == 200 and page.has("capital@example.org"), "invited", page.words[:400])
    text = letter(desk, "capital@example.org")
    tap.ok("Ghana" not in text and "gha@" not in text and "/fr/invitations/" in text, "the letter names no State", text)
    tap.ok(not mar.get("/en/account/state-people").has("capital@example.org"), "another mission does not see it")
    back = page.form("Take back")
    other = mar.get("/en/account/state-people").form("Send the invitation")
    tap.equal(mar.request("POST", back.action, urllib.parse.urlencode({"csrf": dict(other.values)["csrf"]}).encode(),
                          {"Content-Type": "application/x-www-form-urlencoded", "Referer": other.page.url}).status, 404, "nor takes it back")
    capital = server.visitor()
    page = capital.get(link(desk, "capital@example.org").replace("/fr/", "/en/"))
    tap.ok(page.has("Ghana") and page.has("permanent mission"), "the page behind the link says who invites", page.words[:400])
    page = accept(capital, page.path, "Capital")
    tap.ok(page.has("Ministry") and page.has("Ghana"), "they act for the ministry", page.words[:500])
    tap.equal(capital.get("/en/account/state-people").status, 403, "but name nobody")
    page = gha.get("/en/account/state-people")
    tap.ok(page.has("capital@example.org") and not page.has("Invited, not here yet"), "the mission sees them", page.words[:400])
    end = page.form("End now")
    tap.equal(mar.request("POST", end.action, urllib.parse.urlencode({**dict(end.values), "csrf": dict(other.values)["csrf"]}).encode(),
              {"Content-Type": "application/x-www-form-urlencoded", "Referer": other.page.url}).status, 404,
              "another mission ends nobody of theirs")
    end.send()
    tap.ok(not capital.get("/en/account").has("in force"), "the mission does, at once", capital.get("/en/account").words[:500])
    # many
    stopped, form = 0, gha.get("/en/account/state-people").form("Send the invitation")
    for n in range(60):
        answer = form.fill("address", f"p{n}@example.org").send()
        stopped += answer.status != 200
    tap.ok(stopped >= 40 and answer.status == 422 and answer.has("too often"), "sixty at once are stopped", (stopped, answer.words[:300]))
    tap.ok(sum(len(letters(desk, f"p{n}@example.org")) for n in range(60)) <= 20, "and no more than twenty letters go out")


def story_closing_and_erasing(desk, tap):
    """Closed: every session ends at once. Erased: nothing of the person is left, and the journal still holds."""
    desk.init()
    desk.user("admin@example.org", "--role", "administrator")
    desk.user("zanzibarleaf@example.org", "--role", "secretariat", "--name", "Quokkaleaf")
    server = desk.serve()
    admin, officer = sign_in(server, "admin@example.org"), sign_in(server, "zanzibarleaf@example.org")
    tap.equal(officer.get("/en/desk").status, 200, "signed in")
    page, _ = person_path(admin, "zanzibarleaf")
    page = page.form("Close the account").send()
    tap.ok(page.has("closed"), "closed", page.words[:300])
    tap.equal(officer.get("/en/desk").status, 403, "the session is over at once")
    bad = server.visitor().get("/en/sign-in").form("/sign-in").fill("address", "zanzibarleaf@example.org").fill("password", PASSWORD).send()
    tap.ok(bad.status == 422 and bad.has("do not match"), "signing in says no more than for anybody", bad.words[:300])
    page = page.form("Open it again").send()
    tap.ok(sign_in(server, "zanzibarleaf@example.org").get("/en/desk").status == 200, "opened again")
    page, _ = person_path(admin, "admin@")
    bad = page.form("Close the account").send()
    tap.ok(bad.status == 422 and bad.has("last administrator"), "the last administrator stays", bad.words[:400])
    tap.equal(desk.run("user", "disable", desk.dir, "admin@example.org").status, 1, "for the command too")
    sender = sign_in(server, "zanzibarleaf@example.org")
    sent = send_by_web(sender, "report.md", files.report("Of somebody").encode(), visibility="confidential")
    desk.must("user", "erase", desk.dir, "zanzibarleaf@example.org")
    tap.equal(sender.get("/en/account").status, 403, "erased, nobody is signed in with it")
    tap.equal(desk.json("submission", "show", desk.dir, sent["id"])["id"], sent["id"], "what they sent stays")
    tap.equal(desk.run("user", "erase", desk.dir, "zanzibarleaf@example.org").status, 1, "erased once")
    desk.must("mail", "send", desk.dir)
    server.stop()
    dump = everything(desk)
    tap.ok(b"admin@example.org" in dump, "the store was read")
    tap.ok(b"zanzibarleaf" not in dump.lower() and b"quokkaleaf" not in dump.lower(), "no word of theirs is in the store")
    if not desk.database:
        raw = b"".join(p.read_bytes() for p in desk.dir.glob("treatydesk.db*"))
        tap.ok(b"zanzibarleaf" not in raw.lower() and b"quokkaleaf" not in raw.lower(), "nor in its file's free pages")
    tap.ok("All holds" in desk.must("verify", desk.dir).out, "and the chain holds")


def everything(desk):
    if desk.database:
        return subprocess.run(["pg_dump", "--data-only", "--inserts", desk.store_url()], check=True, capture_output=True).stdout
    import sqlite3
    base = sqlite3.connect(desk.dir / "treatydesk.db")
    text = "\n".join(base.iterdump()).encode()
    base.close()
    return text

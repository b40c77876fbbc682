"""Proving who one is: the second step by app and by printed codes, links by mail, own sessions and passwords."""
import re
import time
import urllib.parse

import files
import totp
from smtpd import message
from tasks import send_by_web, sign_in

DEAR_PASSWORDS = True

WHO, STRANGER, PASSWORD = "desk@example.org", "stranger@example.org", "four words put together"
OTHER = "quite another sentence"


def enter(server, address=WHO, password=PASSWORD, visitor=None):
    """The password given: the visitor and the page that follows."""
    visitor = visitor or server.visitor()
    form = visitor.get("/en/sign-in").form("/sign-in")
    return visitor, form.fill("address", address).fill("password", password).send()


def quiet_moment():
    """Not right before the app's code changes, so that a code typed in a few seconds on is what was meant."""
    left = 30 - time.time() % 30
    if left < 8:
        time.sleep(left + 0.1)


def link_of(desk, folder, more=0):
    """The path in the newest letter with such a link; None where none came within a second."""
    end = time.monotonic() + (15 if more is not None else 1)
    while time.monotonic() < end:
        new = desk.dir / "mail" / "new"
        found = sorted(new.iterdir(), key=lambda p: p.stat().st_mtime_ns) if new.exists() else []
        texts = [message(p.read_bytes()).get_body(("plain",)).get_content() for p in found]
        links = [m[0] for m in (re.search(rf"http://\S+/sign-in/{folder}/[0-9a-f]+", t) for t in texts) if m]
        if len(links) > (more or 0):
            return urllib.parse.urlsplit(links[-1]).path
        time.sleep(0.05)
    return None


def ask(visitor, folder, address):
    return visitor.get(f"/en/sign-in/{folder}").form(f"/sign-in/{folder}").fill("address", address).send()


def post(visitor, address, fields):
    return visitor.request("POST", address, urllib.parse.urlencode(fields).encode(),
                           {"Content-Type": "application/x-www-form-urlencoded"}, follow=False)


def plain(page):
    """All bytes but time, token and the random words of cookies."""
    text = re.sub(r'(name="csrf"[^>]*value=")[^"]*', r"\1", page.text)
    heads = [re.sub(r"=[0-9a-f]{32,}", "=…", f"{k}: {v}") for k, v in page.headers.items() if k.lower() != "date"]
    return "\n".join([str(page.status), *heads, text])


def at_desk(visitor):
    return visitor.get("/en/desk").status == 200


def story_sets_up_an_app(desk, tap):
    """An officer without a second factor is led to it, sets up an app, and from then on gives its code."""
    desk.init()
    desk.must("user", "add", desk.dir, WHO, "--role", "secretariat", given=PASSWORD + "\n")
    server = desk.serve()
    visitor, page = enter(server)
    tap.ok(page.path == "/en/account/second-factor" and page.has("your role is not there"), "the password alone leads to setting it up",
           (page.path, page.words[:300]))
    tap.ok(not at_desk(visitor), "and the role is not there yet")
    quiet_moment()
    before = visitor.cookies["td_session"]
    page = page.form("/second-factor").send("Set up an app")
    tap.ok('<svg class="qr"' in page.text and len(page.body) < 40000, "the picture is in the page itself", page.words[:300])
    secret = re.search(r"secret=([A-Z2-7]{32})&", page.words)[1]
    tap.ok(secret in page.words.split(), "the secret stands there as words")
    again = visitor.get("/en/account/second-factor/app")
    tap.ok(secret in again.text, "and the same when the page is loaded again")
    bad = page.form("/app").fill("code", "000000" if totp.code(secret) != "000000" else "000001").send()
    tap.ok(bad.status == 422 and bad.errors() and secret in bad.text, "a wrong code is refused, and one goes on", bad.words[:300])
    page = bad.form("/app").fill("code", totp.code(secret, -1)).send()
    tap.ok(page.status == 200 and page.has("is set up") and at_desk(visitor), "with the code the role is there", page.words[:300])
    tap.ok(visitor.cookies["td_session"] != before, "under a new cookie")
    other, page = enter(server)
    tap.ok(page.path == "/en/sign-in/code" and "td_session" not in other.cookies, "the next sign-in asks for the code", page.path)
    tap.ok(not at_desk(other) and other.get("/en/account/sessions").status == 403, "and is nobody until then")
    bad = page.form("/code").fill("code", totp.code(secret, -1)).send()
    tap.ok(bad.status == 422 and bad.errors(), "a code that was used is refused", bad.words[:300])
    code = totp.code(secret)
    page = bad.form("/code").fill("code", code).send()
    tap.ok(page.status == 200 and at_desk(other), "the code lets in", page.words[:300])
    third, page = enter(server)
    tap.equal(page.form("/code").fill("code", code).send().status, 422, "nobody else gets in by the same code")
    page = visitor.get("/en/account/second-factor").form("/second-factor").fill("password", "something else again")
    tap.equal(page.fill("code", totp.code(secret, 1)).send("Remove the app").status, 422, "to remove it asks for the password")
    page = visitor.get("/en/account/second-factor").form("/second-factor").fill("password", PASSWORD)
    tap.equal(page.fill("code", code).send("Remove the app").status, 422, "and for a code that is new")
    page = visitor.get("/en/account/second-factor").form("/second-factor").fill("password", PASSWORD)
    page = page.fill("code", totp.code(secret, 1)).send("Remove the app")
    tap.ok(page.has("is not set up") and not at_desk(visitor) and not at_desk(other), "without it the role is gone at once",
           page.words[:300])


def story_prints_codes(desk, tap):
    """Ten codes: shown once, each once, few are told, and lost ones are given anew by command, which ends all sessions."""
    desk.init()
    desk.must("user", "add", desk.dir, WHO, "--role", "secretariat", given=PASSWORD + "\n")
    server = desk.serve()
    visitor, page = enter(server)
    page = page.form("/second-factor").send("Make ten codes to print")
    codes = re.findall(r"\b[0-9a-hjkmnp-tv-z]{5}-[0-9a-hjkmnp-tv-z]{5}\b", page.words)
    tap.equal(len(set(codes)), 10, "there are ten")
    first = page.form("/codes").fill("code", codes[0]).send()
    tap.ok(first.has("9 codes left") and at_desk(visitor), "typing one in proves that they were kept", first.words[:300])
    tap.ok(not any(c in visitor.get("/en/account/second-factor").text for c in codes), "they are not shown again")
    for n in (1, 2):
        other, page = enter(server)
        page = page.form("/code").fill("code", codes[n].upper().replace("-", " ")).send()
        tap.ok(at_desk(other), f"code {n + 1} lets in, however it is typed", page.words[:200])
    other, page = enter(server)
    tap.equal(page.form("/code").fill("code", codes[1]).send().status, 422, "a used one does not")
    shown = desk.json("user", "second-factor", desk.dir, WHO)
    tap.equal(shown, {"app": False, "printed": True, "codes_left": 7}, "the command says what is left")
    for n in range(4):
        page = page.form("/code").fill("code", "no such code").send()
    tap.ok(page.status == 422 and page.has("not right"), "wrong ones are told", page.words[:200])
    page = page.form("/code").fill("code", codes[5]).send()
    tap.ok(page.status == 422 and page.has("too many"), "after five wrong ones the right one waits too", page.words[:200])
    given = desk.json("user", "second-factor", desk.dir, WHO, "--totp")
    tap.ok(given["uri"].startswith("otpauth://totp/") and given["secret"] in given["uri"] and given["codes"] == [],
           "an administrator gives an app's secret", given)
    tap.ok(not at_desk(visitor), "and every session has ended")
    removed = desk.json("user", "second-factor", desk.dir, WHO, "--remove")
    tap.equal((removed["secret"], removed["codes"]), (None, []), "or takes away what there was")
    tap.equal(desk.run("user", "second-factor", desk.dir, STRANGER).status, 1, "of an account that is there")
    tap.equal(desk.run("user", "second-factor", desk.dir, WHO, "--totp", "--codes").status, 2, "one thing at a time")
    said = (desk.home / f"server-{server.port}.log").read_text(errors="replace")
    tap.ok(not any(w in said for w in (WHO, codes[0], PASSWORD)), "the server's output holds no address and no secret")


def story_link_by_mail(desk, tap):
    """A link works once, in the browser that asked, and opens what is public alone."""
    desk.init()
    desk.user(WHO, "--role", "secretariat", password=PASSWORD)
    server = desk.serve()
    visitor, other = server.visitor(), server.visitor()
    ask(visitor, "link", WHO)
    ask(other, "link", STRANGER)
    path = link_of(desk, "link")
    for name, who, where in (("another browser's", other, path), ("a browser's that never asked", server.visitor(), path),
                             ("a forged one", visitor, path[:-1] + ("0" if path[-1] != "0" else "1"))):
        page = who.get(where)
        tap.ok(page.status == 410 and page.has("only in the browser where it was asked for"), f"{name} is told what to do",
               (page.status, page.words[:200]))
        token = dict(who.get("/en/sign-in/link").form("/sign-in/link").values)["csrf"]
        tap.equal(post(who, where, {"csrf": token}).status, 410, "nor does a post of it")
    for _ in range(3):
        page = visitor.get(path)
    tap.ok(page.status == 200 and "td_session" not in visitor.cookies, "following it signs nobody in")
    page = page.form("/link/").send()
    tap.ok("td_session" in visitor.cookies and page.status == 200, "the button does", page.words[:200])
    tap.equal([visitor.get(p).status for p in ("/en/desk", "/en/account/sessions", "/en/account/password")], [403] * 3,
              "for what is public alone")
    tap.equal(visitor.get(path).status, 410, "a second time it is nothing")
    visitor, page = enter(server, visitor=visitor)
    page.form("/code").fill("code", desk.codes[WHO].pop()).send()
    tap.ok(at_desk(visitor), "with the password one goes on from there")


def story_forgotten_password(desk, tap):
    """A new password by mail: common ones are refused, sessions end, and the code is asked as before."""
    desk.init()
    desk.user(WHO, "--role", "secretariat", password=PASSWORD)
    server = desk.serve()
    officer, visitor = sign_in(server, WHO), server.visitor()
    ask(visitor, "forgotten", WHO)
    page = visitor.get(link_of(desk, "forgotten"))
    for word in ("Password2026!", "qwertyuiop123", "short", "desk.example.org"):
        bad = page.form("/forgotten/").fill("password", word).send()
        tap.ok(bad.status == 422 and bad.errors(), f"{word} will not do", (bad.status, bad.words[:200]))
    done = page.form("/forgotten/").fill("password", OTHER).send()
    tap.ok(done.path == "/en/sign-in" and "td_session" not in visitor.cookies, "the new one is kept and signs nobody in", done.path)
    tap.ok(not at_desk(officer), "sessions of before have ended")
    tap.equal(page.form("/forgotten/").fill("password", PASSWORD).send().status, 410, "the link is used up")
    tap.equal(enter(server)[1].status, 422, "the old password is none")
    visitor, page = enter(server, password=OTHER)
    tap.equal(page.path, "/en/sign-in/code", "with the new one the code is asked as before")


def story_own_sessions(desk, tap):
    """One sees one's sessions and ends them, one or all others; a changed password ends them too, and so does closing."""
    desk.init()
    desk.user(WHO, "--role", "organisation", password=PASSWORD)
    desk.user("other@example.org", "--role", "organisation", password=PASSWORD)
    server = desk.serve()
    here, second, third, stranger = [sign_in(server, a) for a in (WHO, WHO, WHO, "other@example.org")]

    def live(*visitors):
        return [v.get("/en/account/sessions").status == 200 for v in visitors]
    page = here.get("/en/account/sessions")
    tap.ok(page.text.count('name="session"') == 2 and page.words.count("This browser") == 1, "three are listed, one is this", page.words[:400])
    theirs = stranger.get("/en/account/sessions")
    ids = re.findall(r'name="session" value="([^"]+)"', page.text)
    token = dict(theirs.form("/sign-out").values)["csrf"]
    post(stranger, "/en/account/sessions", {"csrf": token, "session": ids[0]})
    tap.equal(live(here, second, third), [True] * 3, "nobody ends another's")
    page.form("/account/sessions").send("End")
    tap.equal(sum(live(second, third)), 1, "one is ended")
    fourth = sign_in(server, WHO)
    here.get("/en/account/sessions").form("End all others").send()
    tap.equal(live(here, second, third, fourth), [True, False, False, False], "all others are ended")
    fifth = sign_in(server, WHO)
    page = here.get("/en/account/password").form("/password").fill("old", "not this one at all").fill("password", OTHER).send()
    tap.ok(page.status == 422 and page.errors(), "another password asks for the old one", page.words[:200])
    here.get("/en/account/password").form("/password").fill("old", PASSWORD).fill("password", OTHER).send()
    tap.equal(live(here, fifth), [True, False], "and ends every other session")
    desk.must("user", "disable", desk.dir, WHO)
    tap.equal(live(here, stranger), [False, True], "a closed account has none")


def story_nobody_learns_who_exists(desk, tap):
    """To the byte the same for an address with an account, without, and closed: wrong password, link, forgotten password, limits."""
    desk.init()
    for address in (WHO, "closed@example.org"):
        desk.user(address, "--role", "secretariat", password=PASSWORD)
    desk.must("user", "disable", desk.dir, "closed@example.org")
    server = desk.serve()
    answers = {}
    # Addresses of one length, which stand in the form again.
    for address in ("desk@example.org", "nemo@example.org"):
        said = answers.setdefault(address, [])
        said.append(plain(enter(server, address, "not the right one")[1]))
        for folder in ("link", "forgotten"):
            visitor = server.visitor()
            token = dict(visitor.get(f"/en/sign-in/{folder}").form(f"/sign-in/{folder}").values)["csrf"]
            first = post(visitor, f"/en/sign-in/{folder}", {"csrf": token, "address": address})
            said += [plain(first), plain(visitor.get(first.headers["Location"]))]
            took = []
            for _ in range(2):
                began = time.monotonic()
                post(visitor, f"/en/sign-in/{folder}", {"csrf": token, "address": address})
                took.append(time.monotonic() - began)
            tap.note(f"{address} {folder}: {min(took) * 1000:.1f} ms")
        said.append(plain(post(visitor, "/en/sign-in/link", {"csrf": token, "address": address})))
    one, none = ([t.replace(address, "X") for t in said] for address, said in answers.items())
    tap.ok(len(one) == 6, "six answers were asked", len(one))
    for n, (a, b) in enumerate(zip(one, none)):
        tap.ok(a == b, f"answer {n + 1} is the same", (a[:600], b[:600]))
    tap.ok("too often" in one[-1], "the limit is told, to both", one[-1][-600:])
    closed = server.visitor()
    tap.equal(ask(closed, "link", "closed@example.org").path, "/en/sign-in/link-sent", "a closed one is told the same")
    time.sleep(0.5)
    told = [p for p in (desk.dir / "mail" / "new").iterdir() if b"closed@example.org" in p.read_bytes()]
    tap.equal([p for p in told if b"nemo@" in p.read_bytes() or b"sign in" in p.read_bytes()], [], "and gets no letter")


def story_half_a_sign_in_opens_nothing(desk, tap):
    """Neither the password before its code nor a link by mail opens what somebody sent, nor their account."""
    desk.init()
    desk.user(WHO, "--role", "organisation", password=PASSWORD)
    server = desk.serve()
    codes = desk.json("user", "second-factor", desk.dir, WHO, "--codes")["codes"]
    visitor, page = enter(server)
    page.form("/code").fill("code", codes[0]).send()
    sent = send_by_web(visitor, "one.md", files.report("zanzibarleaf").encode(), visibility="confidential")
    own = ["/en/account", "/en/account/submissions", "/en/account/sessions", "/en/account/password",
           "/en/account/second-factor", f"/en/submissions/{sent['id']}", f"/en/submissions/{sent['id']}/receipt-file"]

    def opened(who):
        pages = [who.get(p) for p in own]
        tap.ok(all(p.status == 200 or "zanzibarleaf" not in p.text for p in pages), "what is closed tells nothing")
        return [p.status for p in pages]
    half, page = enter(server)
    tap.equal(opened(half), [403] * 5 + [404] * 2, "with the password alone nothing opens")
    page.form("/code").fill("code", codes[1]).send()
    tap.equal(opened(half), [200] * 7, "with the code all does")
    tap.ok(half.get("/en/account/submissions").has(half.get(own[5]).heading), "and what was sent is listed")
    late = server.visitor()
    ask(late, "link", WHO)
    page = late.get(link_of(desk, "link")).form("/link/").send()
    tap.ok("td_session" in late.cookies and page.status == 200, "a link signs in", (page.path, page.words[:200]))
    tap.equal(opened(late), [403] * 5 + [404] * 2, "and opens nothing of one's own")
    tap.ok(late.get("/en/account/submissions").has("A link by mail does not open this. Sign in with your password"),
           "it is said what would")
    tap.equal([late.get(p).status for p in ("/en/search", "/en/states/GHA", "/en/send")], [200] * 3, "what is public is open")


def story_dead_links_say_one_sentence(desk, tap):
    """Used, forged, another browser's, too old, of a closed account, of another kind: one answer, to read and to post."""
    desk.init()
    for address in (WHO, "other@example.org", "third@example.org"):
        desk.user(address, "--role", "organisation", password=PASSWORD)
    server = desk.serve()
    dead = {}
    used, old, closed = server.visitor(), server.visitor(), server.visitor()
    ask(used, "link", WHO)
    path = link_of(desk, "link")
    dead["forged"] = (used, path[:-1] + ("0" if path[-1] != "0" else "1"))
    dead["cut"], dead["no link at all"] = (used, path[:-3]), (used, "/en/sign-in/link/x")
    dead["another browser's"] = (server.visitor(), path)
    dead["as one for a new password"] = (used, path.replace("/link/", "/forgotten/"))
    used.get(path).form("/link/").send()
    dead["used"] = (used, path)
    ask(old, "link", "other@example.org")
    late = link_of(desk, "link", 1)
    tap.equal(old.get(late).status, 200, "a link works")
    desk.sql(f"update mail_link set expires = {int(time.time() * 1e6)}")
    dead["too old"] = (old, late)
    ask(closed, "link", "third@example.org")
    third = link_of(desk, "link", 2)
    tap.equal(closed.get(third).status, 200, "so does another")
    desk.must("user", "disable", desk.dir, "third@example.org")
    dead["of a closed account"] = (closed, third)
    said = {}
    for what, (who, where) in dead.items():
        token = dict(who.get("/en/sign-in/link").form("/sign-in/link").values)["csrf"]
        before = who.cookies.get("td_session")
        more = {"password": OTHER} if "/forgotten/" in where else {}
        for page in (who.get(where), post(who, where, {"csrf": token, **more})):
            lead = [n.words() for n in page.tree.all("p") if n.get("class") == "lead"] if page.tree else page.text
            said[what, page.status, str(lead)] = True
        tap.equal(who.cookies.get("td_session"), before, f"{what}: nobody is signed in by it")
    tap.equal(len({(status, lead) for _, status, lead in said}), 1, f"one answer to all of them: {list(said)}")
    tap.ok("works once, for 15 minutes" in next(iter(said))[2], "which says what to do", said)
    desk.must("user", "disable", desk.dir, "third@example.org", "--reopen")
    tap.equal(closed.get(third).status, 410, "an account that is opened again does not bring its links back")


def story_what_a_new_password_ends(desk, tap):
    """One's address, common words and keys in a row are no password; a new one ends links and half sign-ins, closing too."""
    desk.init()
    desk.user(WHO, "--role", "secretariat", password=PASSWORD)
    server = desk.serve()
    officer = sign_in(server, WHO)
    for word in (WHO, WHO.upper(), "password1234", "123456789012", "qwertyuiop123", "x" * 201, "eleven char"):
        page = officer.get("/en/account/password").form("/password").fill("old", PASSWORD).fill("password", word).send()
        tap.ok(page.status == 422 and len(page.errors()) == 1 and page.errors()[0].endswith("."), f"{word[:20]} will not do",
               (page.status, page.words[:300]))
        tap.ok(word not in page.text, "and is not shown again")
    half, code_page = enter(server)
    asked = server.visitor()
    ask(asked, "link", WHO)
    path = link_of(desk, "link")
    officer.get("/en/account/password").form("/password").fill("old", PASSWORD).fill("password", OTHER).send()
    tap.ok(at_desk(officer), "who changes it stays")
    page = code_page.form("/code").fill("code", desk.codes[WHO].pop()).send()
    tap.ok(page.status == 422 and "td_session" not in half.cookies, "a sign-in that waited for its code ends", page.words[:200])
    tap.equal(asked.get(path).status, 410, "so does a link that was on its way")
    half, code_page = enter(server, password=OTHER)
    cookies = dict(half.cookies)
    desk.must("user", "disable", desk.dir, WHO)
    tap.ok(not at_desk(officer) and officer.get("/en/account").status == 403, "a closed account's open session is nobody's at once")
    page = code_page.form("/code").fill("code", desk.codes[WHO][-1]).send()
    tap.ok(page.status == 422 and "td_session" not in half.cookies, "nor does a right code finish a sign-in", page.words[:200])
    closed, page = enter(server, password=OTHER)
    none, unknown = enter(server, "nemo@example.org", OTHER)
    tap.equal(plain(page).replace(WHO, "X"), plain(unknown).replace("nemo@example.org", "X"), "with the right password it is as unknown")
    desk.must("user", "disable", desk.dir, WHO, "--reopen")
    half.cookies = cookies
    page = code_page.form("/code").fill("code", desk.codes[WHO].pop()).send()
    tap.ok(page.status == 422 and "td_session" not in half.cookies and not at_desk(officer),
           "opened again, it begins anew", page.words[:200])

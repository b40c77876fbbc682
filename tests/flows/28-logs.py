"""What a log must not tell: no name, address, title, file name, browser or place of anybody, after all kinds of acts and errors."""
import sqlite3

from tasks import begin, send_by_web, sign_in

PASSWORD = "four words put together"
REPORT = ("# Report zqtitle\n\n## Detention\n\n1. Migrant workers are held without a decision, contrary to article 16 of the "
          "Convention. zqtext\n\n## Questions\n\n(a) How many persons were held?\n")
WORDS = ("zqmail", "zqbrowser", "zqfile", "203.0.113.77", "zqplace", "zqorg", "zqtitle", "zqtext", "zqreason", "zqwords",
         "zqinvited", "zqnobody", "zqpassword", "zqname", "zqaccount", "zqabout", "zqreferer", "zqpath")
HEADERS = {"User-Agent": "zqbrowser/1.0", "X-Forwarded-For": "203.0.113.77", "X-Real-IP": "203.0.113.77",
           "Forwarded": 'for="203.0.113.77";host=zqplace', "Via": "1.1 zqplace", "Referer": "http://zqreferer.example.org/"}


def marked(visitor):
    """A browser that says in each of its questions where it comes from."""
    once = visitor._once
    visitor._once = lambda method, url, body, headers: once(method, url, body, {**HEADERS, **headers})
    return visitor


def browsing(desk, server):
    """Acts by web, good and bad."""
    visitor = marked(server.visitor())
    send_by_web(visitor, "zqfile.md", REPORT.encode(), visibility="confidential", name="zqorg", contact="zqmail@example.org")
    page = begin(marked(server.visitor())).form().fill("state", "GHA").choose("purpose", "dialogue").send()
    page = page.form().fill("sender_name", "zqorg").choose("sender_kind", "ngo").fill("contact", "zqmail").send()
    for name, data in (("zqfile.pdf", b"%PDF-1.7 zqtext"), ("zqfile.docx", b"PK\x03\x04zqtext"), ("zqfile.exe", b"MZzqtext"),
                       ("zqfile.md", b"")):
        if page.path.endswith("/file"):
            page = page.form().attach("file", name, data).send()
    for address in ("/en/search?words=zqwords", "/en/zqpath/%ff%00", "/en/submissions/zqpath", "/en/organisations/zqpath",
                    "/en/invitations/zqpath", "/en/unsubscribe/zqpath", "/en/states/zqpath", "/en/people?words=zqmail",
                    "/en/search?words=" + "zqwords" * 3000, "/log/proof/zqpath", "/en/sign-in/link/zqpath"):
        visitor.get(address, follow=False)
    for address in ("/en/send", "/en/sign-in", "/en/zqpath", "/en/check"):
        for kind, body in (("application/x-www-form-urlencoded", b"csrf=zqwords&address=zqmail%ff%00"),
                           ("multipart/form-data; boundary=zqwords", b"--zqwords\r\nbroken zqtext"), ("zqwords/zqwords", b"zqtext")):
            visitor.request("POST", address, body, {"Content-Type": kind}, follow=False)
    visitor.request("ZQWORDS", "/en", None, follow=False)


def people(desk, server):
    """Accounts, organisations, wrong passwords, invitations."""
    for address, password in (("zqnobody@example.org", "zqpassword"), ("zqmail@example.org", "zqpassword wrong one")):
        form = marked(server.visitor()).get("/en/sign-in").form("/sign-in")
        form.fill("address", address).fill("password", password).send()
    for path, part in (("/en/sign-in/forgotten", "/sign-in/forgotten"), ("/en/sign-in/link", "/sign-in/link"),
                       ("/en/register", "/register")):
        for address in ("zqmail@example.org", "zqnobody@example.org", "zqmail no address"):
            marked(server.visitor()).get(path).form(part).fill("address", address).send()
    one = marked(sign_in(server, "zqmail@example.org", PASSWORD))
    form = one.get("/en/organisations/new").form("/new").fill("name", "zqorg Union").choose("kind", "ngo")
    page = form.fill("about", "zqabout").choose("countries", "GHA").send()
    one.get(page.path + "/people").form("Invite").fill("address", "zqinvited@example.org").fill("level", "viewer").send("Invite")
    return page.path.rsplit("/", 1)[1]


def commands(desk, organisation):
    """[what each said on standard error]: acts that go well, and some that are refused."""
    file, broken = desk.file("zqfile.md", REPORT), desk.file("zqfile.pdf", b"%PDF-1.7 zqtext")
    given = ["--state", "GHA", "--purpose", "dialogue", "--organisation", "zqorg", "--kind", "ngo", "--contact", "zqmail@example.org"]
    sent = desk.json("submit", desk.dir, *given, "--public", file)["id"]
    done = [desk.run("submit", desk.dir, *given, "--public", broken), desk.run("submit", desk.dir, *given, "--public", file),
            desk.run("submission", "ask-change", desk.dir, sent, "--reason", "zqreason"),
            desk.run("submission", "accept", desk.dir, sent), desk.run("submission", "publish", desk.dir, sent),
            desk.run("submission", "verify-sender", desk.dir, sent, "--reason", "zqreason"),
            desk.run("submission", "take-down", desk.dir, sent),
            desk.run("organisation", "verify", desk.dir, organisation, "--reason", "zqreason"),
            desk.run("organisation", "add", desk.dir, "--name", "zqorg Union", "--kind", "zqname"),
            desk.run("user", "add", desk.dir, "zqmail@example.org", "--role", "organisation", given=PASSWORD + "\n"),
            desk.run("user", "role", desk.dir, "zqnobody@example.org", "--role", "observer"),
            desk.run("user", "role", desk.dir, "zqmail@example.org", "--role", "observer"),
            desk.run("user", "disable", desk.dir, "zqmail@example.org"), desk.run("search", desk.dir, "zqwords"),
            desk.run("mail", "send", desk.dir), desk.run("verify", desk.dir),
            desk.run("user", "erase", desk.dir, "zqmail@example.org")]
    return done


def story_nothing_of_anybody_in_logs(desk, tap):
    """Neither the server's output, nor what commands say on standard error, nor a row of the journal has a planted word."""
    desk.init("--checkpoint-seconds", "1")
    desk.user("zqmail@example.org", "--role", "organisation", "--name", "zqaccount", password=PASSWORD)
    server = desk.serve()
    browsing(desk, server)
    organisation = people(desk, server)
    done = commands(desk, organisation)
    tap.ok(any(d.status for d in done) and any(d.status == 0 for d in done), "some commands were refused, some not")
    server.stop()
    said = (desk.home / f"server-{server.port}.log").read_text(errors="replace")
    tap.equal([line for line in said.split("\n") if any(word in line.lower() for word in WORDS)], [], "the server's output")
    told = [(d.args[:2], d.err) for d in done if any(word in d.err.lower() for word in WORDS)]
    tap.equal(told, [], "what commands say on standard error")
    if desk.engine == "sqlite":
        base = sqlite3.connect(desk.dir / "treatydesk.db")
        rows = base.execute("select * from journal").fetchall()
        base.close()
        everything = [" ".join(c.decode(errors="replace") if isinstance(c, bytes) else str(c) for c in row) for row in rows]
        tap.ok(len(rows) > 8, "the journal has entries", len(rows))
        tap.equal([row for row in everything if any(word in row.lower() for word in WORDS)], [], "and none of them a planted word")

"""Mail that goes out: what stands in a letter, stopping it, failures, and the page that ./run shows it on."""
import email
import email.policy
import json
import os
import re
import subprocess
import time
import urllib.parse

from smtpd import Smtpd, message

PUBLIC = "https://treaty.example.org"


def tool(desk, args, options):
    """tests/mail/post.c, which posts as rules do."""
    program = desk.program.parent / "tests" / "mail" / "mail-post"
    words = [f"--{name.replace('_', '-')}={value}" for name, value in options.items()]
    return subprocess.run([program, desk.dir, *args, *words], capture_output=True, text=True, stdin=subprocess.DEVNULL, cwd=desk.home,
                          env={**os.environ, "TREATYDESK_LOCALE": str(desk.program.parent / "po")})


def post(desk, *args, **options):
    done = tool(desk, args, options)
    assert done.returncode == 0, done.stderr
    return done.stdout


def refused(desk, **options):
    """What it says when it refuses."""
    done = tool(desk, (), options)
    return done.stderr if done.returncode else ""


def settings(desk, **values):
    """[mail] of instance.ini, anew."""
    path = desk.dir / "instance.ini"
    text = path.read_text().split("[mail]")[0].rstrip()
    path.write_text(text + "\n\n[mail]\n" + "".join(f"{k}={v}\n" for k, v in values.items()))


def maildir(desk):
    """The letters in DIR/mail, oldest first."""
    return [message(p.read_bytes()) for p in sorted((desk.dir / "mail" / "new").iterdir(), key=lambda p: p.stat().st_mtime_ns)]


def parts(letter):
    return [(p.get_content_type(), p.get_content()) for p in letter.iter_parts()]


def stop_path(letter):
    link = re.fullmatch(r"<(.*)>", letter["List-Unsubscribe"])[1]
    assert link.startswith(PUBLIC + "/"), link
    return link.removeprefix(PUBLIC)


def until(what, seconds=15):
    end = time.monotonic() + seconds
    while not what() and time.monotonic() < end:
        time.sleep(0.05)
    return what()


def story_what_stands_in_a_letter(desk, tap):
    """A letter in Arabic and one in French, by SMTP: both parts, direction, headers, one receiver."""
    desk.init("--address", PUBLIC)
    smtpd = Smtpd(desk.home / "smtpd", "--user", "desk", "--password", "a secret of eleven")
    try:
        settings(desk, keeper="smtp", url=f"smtp://127.0.0.1:{smtpd.port}", user="desk", **{"from": "desk@treaty.example.org"})
        (desk.dir / "keys" / "smtp").write_text("a secret of eleven\n")
        (desk.dir / "keys" / "smtp").chmod(0o644)
        post(desk, to="Ana@Bücher.example", locale="ar", topic="calls", subject="ينتظركم شيء", paragraph="السلام عليكم\nسطر",
             path="/ar/send", button="افتح الصفحة")
        said = desk.run("mail", "send", desk.dir)
        tap.ok(said.status == 1 and "0600" in said.err and "secret" not in said.err,
               "a password that others can read is refused", said)
        (desk.dir / "keys" / "smtp").chmod(0o600)
        tap.ok("Sent 1, not sent 0" in desk.must("mail", "send", desk.dir).out, "then it goes out")
        post(desk, to="jean@example.org", locale="fr", subject="Votre lien – été", paragraph="Bonjour <b>vous</b> & moi.")
        desk.must("mail", "send", desk.dir)
        (first, arabic), (second, french) = smtpd.wait(2)
        tap.equal(first["to"], ["Ana@xn--bcher-kva.example"], "the envelope has the one receiver, the domain in ASCII")
        tap.equal(first["from"], "desk@treaty.example.org", "and the sender of instance.ini")
        tap.equal(first["user"], "desk", "it signed in")
        tap.ok(os.uname().nodename not in first["helo"], "the greeting does not name this machine", first)
        tap.equal([k for k, _ in parts(arabic)], ["text/plain", "text/html"], "two parts, the plain one first")
        tap.equal(arabic.get_content_type(), "multipart/alternative", "as alternatives")
        plain, html = parts(arabic)[0][1], parts(arabic)[1][1]
        tap.ok('lang="ar"' in html and 'dir="rtl"' in html, "Arabic runs right to left", html)
        tap.ok("السلام عليكم\nسطر" in plain and f"افتح الصفحة\n{PUBLIC}/ar/send" in plain, "words, button and address in plain", plain)
        tap.ok("السلام عليكم<br>سطر" in html and f'href="{PUBLIC}/ar/send"' in html, "and in HTML", html)
        tap.ok("<img" not in html and "style" not in html and PUBLIC in html and html.count("http") == html.count(PUBLIC),
               "the HTML part fetches nothing and names no other host", html)
        tap.equal(str(arabic["Subject"]), "ينتظركم شيء", "the subject")
        tap.equal((arabic["Auto-Submitted"], arabic["Content-Language"]), ("auto-generated", "ar"), "made by a program, in Arabic")
        tap.ok(re.fullmatch(r"<[0-9a-z]{16}@treaty\.example\.org>", arabic["Message-ID"]), "the number of the queue at the instance's host",
               arabic["Message-ID"])
        tap.ok(email.utils.parsedate_to_datetime(arabic["Date"]), "a date")
        tap.equal(arabic["List-Unsubscribe-Post"], "List-Unsubscribe=One-Click", "one click stops them (RFC 8058)")
        raw = (desk.home / "smtpd" / "1.eml").read_bytes()
        tap.ok(b"\r\nList-Unsubscribe: <https://treaty.example.org/ar/unsubscribe/" in raw, "its address is not encoded", raw[:900])
        tap.ok("ana" not in stop_path(arabic).lower() and "calls" not in stop_path(arabic), "nor does it tell whom or what")
        tap.ok(all(len(line) <= 998 for line in raw.split(b"\r\n")), "no line is too long")
        html = parts(french)[1][1]
        tap.ok('lang="fr"' in html and 'dir="ltr"' in html and "Bonjour &lt;b&gt;vous&lt;/b&gt; &amp; moi." in html, "French, escaped", html)
        tap.ok("List-Unsubscribe" not in french, "a letter without topic cannot be stopped")
        post(desk, to="olga@example.org", locale="../../x", topic="calls")
        desk.must("mail", "send", desk.dir)
        other = smtpd.wait(3)[2][1]
        tap.ok(other["Content-Language"] == "en" and stop_path(other).startswith("/en/"), "a language that the site does not speak is English")
        tap.equal(str(french["From"].addresses[0].display_name), "Comité des travailleurs migrants", "the sender's name in French")
        tap.equal(json.loads(desk.must("mail", "list", desk.dir, "--json").out), [], "nothing waits")
    finally:
        smtpd.stop()


def story_nothing_is_injected(desk, tap):
    """Names with line ends, marks of direction, HTML and 4,000 letters; addresses that are more than one."""
    desk.init("--address", PUBLIC)
    evil = "Union\r\nBcc: evil@example.org\r\n\r\nBody\u202egnp.exe\u2066\u0007"
    post(desk, to="union@example.org", subject=evil, paragraph=f"{evil}<script>alert(1)</script>", path="/en/send", button=evil)
    post(desk, to="union@example.org", subject="ن" * 4000, paragraph="ن" * 4000)
    for address in ("a@example.org\r\nBcc: b@example.org", "a@example.org,b@example.org", "a@example.org b@example.org", "<a@example.org>",
                    "a@example.org>\r\nRCPT TO:<b@example.org", '"a b"@example.org', "a@@example.org", "a@b@example.org", "@example.org",
                    "a@", "a", "", "a@example", "a@-example.org", "a..b@example.org", ".a@example.org", "a@exa\u202emple.org", "a\u202eb@example.org",
                    "a@[127.0.0.1]", "a" * 65 + "@example.org", "a@" + "b" * 250 + ".org", "a\x7fb@example.org", "a@example.org\t"):
        said = refused(desk, to=address)
        tap.ok("not a mail address" in said and "example" not in said.replace("name@example.org", ""), f"refused: {address[:40]!r}", said)
    desk.must("mail", "send", desk.dir)
    one, long = sorted(maildir(desk), key=lambda m: len(str(m["Subject"])))
    tap.ok("Bcc" not in one.keys() and set(one.keys()) == {"Date", "From", "Subject", "To", "Message-Id", "Auto-Submitted",
           "Content-Language", "MIME-Version", "Content-Type"}, "a line end in a name makes no header", one.keys())
    tap.equal(str(one["Subject"]), "Union Bcc: evil@example.org Bodygnp.exe", "it is a space; marks of direction are gone")
    plain, html = parts(one)[0][1], parts(one)[1][1]
    tap.ok("<script" not in html and "\u202e" not in plain + html and "\u2066" not in plain + html, "nor in its text", html)
    tap.equal(str(one["To"]), "union@example.org", "one receiver")
    tap.ok(len(str(long["Subject"])) == 150 and str(long["Subject"]).endswith("…"), "a subject of 4,000 letters is cut", str(long["Subject"]))
    tap.ok("ن" * 4000 in parts(long)[0][1], "its text is whole")
    tap.ok("too long" in refused(desk, paragraph="x" * 20001), "a letter without end is refused")
    for path in ("//evil.example", "https://evil.example", "/en/\r\nX: y", "/en/ x"):
        tap.ok("not ours" in refused(desk, path=path, button="b"), f"the button leads to this site alone: {path!r}")


def story_addresses_in_other_scripts(desk, tap):
    """An address in Arabic letters (SMTPUTF8) arrives where the server knows such; another refuses it, and that is said."""
    desk.init("--address", PUBLIC)
    for options, sent in (((), 1), (("--ascii",), 0)):
        smtpd = Smtpd(desk.home / f"smtpd{sent}", *options)
        try:
            settings(desk, keeper="smtp", url=f"smtp://127.0.0.1:{smtpd.port}")
            post(desk, to="مريم@مثال.example", locale="ar", subject="سلام")
            tap.equal(desk.json("mail", "send", desk.dir), {"sent": sent, "not_sent": 1 - sent}, f"{sent} sent")
            for envelope, letter in smtpd.letters():
                tap.equal(envelope["to"], ["مريم@xn--mgbh0fb.example"], "the name as it is, the domain in ASCII")
                tap.equal(letter["Subject"], "سلام", "whole")
        finally:
            smtpd.stop()
    row, = desk.json("mail", "list", desk.dir)
    tap.ok(row["status"] == "failed" and "refused" in row["reason"], "it stands as failed", row)


def story_stopping_letters(desk, tap):
    """By a mail program (RFC 8058) and by a person; opening the address changes nothing; other topics still come."""
    desk.init("--address", PUBLIC)
    server = desk.serve()
    visitor = server.visitor()
    post(desk, to="ana@example.org", topic="calls")
    post(desk, to="ben@example.org", topic="calls")
    until(lambda: (desk.dir / "mail" / "new").exists() and len(maildir(desk)) == 2)
    ana, ben = sorted(maildir(desk), key=lambda m: str(m["To"]))
    for _ in range(2):
        page = visitor.get(stop_path(ana))
        tap.ok(page.status == 200 and page.has("Press the button"), "the address opens a page with a button", page.status)
    tap.ok("no-store" in page.headers["Cache-Control"] and "ana" not in page.text and not visitor.cookies,
           "which says nobody's name and sets no cookie", page.headers.items())
    post(desk, to="Ana@Example.org", topic="calls")
    tap.equal(len(until(lambda: len(maildir(desk)) == 3 and maildir(desk)) or []), 3, "opening it stopped nothing")
    waits = post(desk, to="ana@example.org", topic="calls", wait=3600)
    tap.ok(waits and len(desk.json("mail", "list", desk.dir)) == 1, "one waits for later")
    one_click = visitor.request("POST", stop_path(ana), b"List-Unsubscribe=One-Click",
                                {"Content-Type": "application/x-www-form-urlencoded"}, follow=False)
    tap.equal(one_click.status, 200, "a mail program posts, without cookie or token, and is not sent elsewhere")
    tap.equal(desk.json("mail", "list", desk.dir), [], "what waited is taken back")
    done = visitor.get(stop_path(ben)).form().send()
    tap.ok(done.status == 200 and done.has("no more letters of this kind"), "a person presses the button", done.words)
    tap.equal(visitor.get(stop_path(ben)).form().send().status, 200, "twice is once")
    multi = visitor.request("POST", stop_path(ben), b'--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n',
                            {"Content-Type": "multipart/form-data; boundary=x"})
    tap.equal(multi.status, 200, "multipart, which RFC 8058 has too")
    for name in ("ana@example.org", "ANA@example.org", "ben@example.org"):
        post(desk, to=name, topic="calls")
    post(desk, to="ana@example.org", topic="news")
    post(desk, to="ana@example.org")
    until(lambda: len(maildir(desk)) >= 5)
    time.sleep(0.5)
    tap.equal(len(maildir(desk)), 5, "letters of that topic stop, others and those without topic come")
    token = stop_path(ana).rsplit("/", 1)[1]
    wrong = {"one letter changed": token[:30] + ("A" if token[30] != "A" else "B") + token[31:], "cut": token[:-4], "longer": token + "AAAA",
             "none": "x", "not base64": "%%%", "much too long": "A" * 2000}
    for what, bad in wrong.items():
        for method in ("GET", "POST"):
            answer = visitor.request(method, f"/en/unsubscribe/{urllib.parse.quote(bad)}", b"List-Unsubscribe=One-Click" if method == "POST" else None,
                                     {"Content-Type": "application/x-www-form-urlencoded"} if method == "POST" else {})
            tap.equal(answer.status, 404, f"{method}, {what}: unknown")
    tap.equal(desk.run("verify", desk.dir).status, 0, "the journal holds")


def story_failing_and_trying_again(desk, tap):
    """4xx is tried again, 5xx is not; a server that is away, hangs up or has no trusted encryption; no address is told."""
    desk.init("--address", PUBLIC, "--rehearsal")
    smtpd = Smtpd(desk.home / "smtpd")

    def send(at=None):
        return desk.json("mail", "send", desk.dir, *(["--now", at] if at else []))

    try:
        settings(desk, keeper="smtp", url=f"smtp://127.0.0.1:{smtpd.port}")
        smtpd.answers("RCPT 450 <union@example.org> greylisted")
        post(desk, to="union@example.org", subject="marmalade")
        tap.equal(send(), {"sent": 0, "not_sent": 1}, "greylisted")
        row, = desk.json("mail", "list", desk.dir)
        tap.ok(row["status"] == "waiting" and row["tries"] == 1 and "again later" in row["reason"], "it waits", row)
        tap.equal(send(), {"sent": 0, "not_sent": 0}, "and is not due at once")
        smtpd.answers()
        tap.equal(send("2099-01-01T00:02:00Z"), {"sent": 1, "not_sent": 0}, "later it goes")
        (_, letter), = smtpd.letters()
        tap.ok(letter["Message-ID"].startswith(f"<{row['id']}@"), "under its number")
        tap.ok("Rehearsal" in parts(letter)[0][1] and "Rehearsal" in parts(letter)[1][1], "a rehearsal's letter says so")
        smtpd.answers("RCPT 550 <gone@example.org> no such user")
        post(desk, to="gone@example.org", key="0123456789abcdef")
        send()
        row, = desk.json("mail", "list", desk.dir)
        tap.ok(row["status"] == "failed" and "for good" in row["reason"], "refused for good: it stands as failed", row)
        tap.ok("gone" not in json.dumps(row) and "example" not in json.dumps(row), "the list holds no address")
        tap.equal(post(desk, cancel="0123456789abcdef").strip(), "cancelled 1", "its sender's act can take it back")
        smtpd.answers("DATA drop")
        post(desk, to="twice@example.org")
        tap.equal(send(), {"sent": 0, "not_sent": 1}, "the server took it and hung up before it said so")
        smtpd.answers()
        tap.equal(send("2099-01-01"), {"sent": 1, "not_sent": 0}, "it goes again")
        ids = [str(m["Message-ID"]) for e, m in smtpd.letters() if e["to"] == ["twice@example.org"]]
        tap.ok(len(ids) == 2 and ids[0] == ids[1], "under the same Message-ID, so that its receiver sees one", ids)
        for what, url, word in (("STARTTLS is not offered", f"smtp://127.1:{smtpd.port}", "encryption"),
                                ("nobody listens", "smtp://127.0.0.1:1", "reached")):
            settings(desk, keeper="smtp", url=url)
            post(desk, to="secret@example.org")
            n = len(smtpd.letters())
            tap.equal(send(), {"sent": 0, "not_sent": 1}, what)
            row = desk.json("mail", "list", desk.dir)[-1]
            tap.ok(row["status"] == "waiting" and word in row["reason"] and len(smtpd.letters()) == n, f"{what}: it waits", row)
        tries, at = 0, 2099
        settings(desk, keeper="smtp", url="smtp://127.0.0.1:1")
        while any(r["status"] == "waiting" for r in desk.json("mail", "list", desk.dir)) and tries < 30:
            tries, at = tries + 1, at + 1
            send(f"{at}-01-01")
        found = desk.json("mail", "list", desk.dir)
        tap.ok(len(found) == 2 and all(r["tries"] == 7 and r["status"] == "failed" for r in found), "after seven tries it stands as failed", found)
        for url in ("http://127.0.0.1/", "smtp://user:password@127.0.0.1/", "smtp:", "file:///etc/passwd"):
            settings(desk, keeper="smtp", url=url)
            post(desk, to="x@example.org")
            said = desk.run("mail", "send", desk.dir)
            tap.ok(said.status == 1 and "mail server in instance.ini" in said.err and "password@" not in said.err, f"no mail server: {url}", said)
        settings(desk, keeper="pigeon")
        tap.ok("keeper" in desk.run("mail", "send", desk.dir).err, "no such keeper")
        settings(desk, keeper="none")
        post(desk, to="nobody@example.org")
        tap.equal(send(), {"sent": 0, "not_sent": 0}, "with keeper=none nothing goes")
    finally:
        smtpd.stop()


def story_a_server_that_nobody_trusts(desk, tap):
    """TLS with a certificate of its own making, from the first byte or after STARTTLS: no password and no letter is sent."""
    if desk.engine != "sqlite":
        return tap.skip("trust", "mail servers are the same on both engines")
    desk.init("--address", PUBLIC)
    certificate, key = desk.home / "certificate.pem", desk.home / "key.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate, "-days", "2",
                    "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"], check=True, capture_output=True)
    desk.file("desk/keys/smtp", "a secret of eleven\n").chmod(0o600)
    for scheme, host, option in (("smtps", "127.0.0.1", "--tls"), ("smtp", "127.1", "--starttls")):
        smtpd = Smtpd(desk.home / scheme, option, certificate, key)
        try:
            settings(desk, keeper="smtp", url=f"{scheme}://{host}:{smtpd.port}", user="desk")
            post(desk, to="union@example.org")
            tap.equal(desk.json("mail", "send", desk.dir), {"sent": 0, "not_sent": 1}, f"{scheme}: not sent")
            row = desk.json("mail", "list", desk.dir)[-1]
            tap.ok("encryption that can be trusted" in row["reason"] and smtpd.letters() == [], f"{scheme}: the reason is told", row)
        finally:
            smtpd.stop()


def certificate(desk, name, authority, *alternative):
    """A server's certificate from an authority, for these names; (certificate, key). authority None: an authority itself."""
    made, key = desk.home / f"{name}.pem", desk.home / f"{name}.key"
    asked = ["openssl", "req", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-subj", f"/CN={name}"]
    if authority is None:
        subprocess.run([*asked, "-x509", "-days", "2", "-out", made], check=True, capture_output=True)
        return made, key
    names = desk.file(f"{name}.names", f"subjectAltName={','.join(alternative)}\n")
    subprocess.run([*asked, "-out", f"{made}.asked"], check=True, capture_output=True)
    subprocess.run(["openssl", "x509", "-req", "-in", f"{made}.asked", "-CA", authority[0], "-CAkey", authority[1], "-CAcreateserial",
                    "-days", "2", "-extfile", names, "-out", made], check=True, capture_output=True)
    return made, key


def story_a_server_that_is_trusted(desk, tap):
    """TLS with a certificate of an authority that is trusted, from the first byte and after STARTTLS: signs in and the letter goes. A
    certificate of another name does not do, nor one of an authority that is not named."""
    if desk.engine != "sqlite":
        return tap.skip("trust", "mail servers are the same on both engines")
    desk.init("--address", PUBLIC)
    authority = certificate(desk, "authority", None)
    right, wrong = certificate(desk, "right", authority, "IP:127.0.0.1"), certificate(desk, "wrong", authority, "DNS:mail.example.org")
    password = "a secret of eleven"
    desk.file("desk/keys/smtp", password + "\n").chmod(0o600)
    for scheme, host, option in (("smtps", "127.0.0.1", "--tls"), ("smtp", "127.1", "--starttls")):
        for made, trust, goes, what in ((right, authority[0], 1, "a name and an authority that are right"),
                                        (wrong, authority[0], 0, "another name"), (right, None, 0, "an authority that nobody named")):
            smtpd = Smtpd(desk.home / f"{scheme}-{what}", option, *made, "--user", "desk", "--password", password)
            try:
                settings(desk, keeper="smtp", url=f"{scheme}://{host}:{smtpd.port}", user="desk", **({"trust": trust} if trust else {}))
                post(desk, to="union@example.org", key="0123456789abcdef")
                sent = desk.json("mail", "send", desk.dir)
                post(desk, cancel="0123456789abcdef")
                tap.equal((sent["sent"], len(smtpd.letters())), (goes, goes), f"{scheme}, {what}: {'it goes' if goes else 'nothing goes'}")
                tap.ok(all(said["user"] == "desk" for said, _ in smtpd.letters()), f"{scheme}, {what}: signed in where it went")
            finally:
                smtpd.stop()


def story_what_waits_is_secret(desk, tap):
    """Neither the database nor the server's log holds an address, a subject or a link; what was sent keeps no content."""
    desk.init("--address", PUBLIC)
    words = ("planted.person@example.org", "plantedsubject", "plantedparagraph", "plantedpath")
    post(desk, to=words[0], subject=words[1], paragraph=words[2], path=f"/en/{words[3]}", button="b", wait=3600)
    settings(desk, keeper="smtp", url="smtp://127.0.0.1:1")
    post(desk, to=words[0], subject=words[1], paragraph=words[2])
    server = desk.serve()
    until(lambda: any(r["tries"] for r in desk.json("mail", "list", desk.dir)))
    server.stop()
    said = (desk.home / f"server-{server.port}.log").read_text()
    tap.ok(not any(w in said for w in words), "the log names nobody", said)
    if desk.database:
        held = subprocess.run(["pg_dump", "--data-only", desk.store_url()], capture_output=True).stdout
    else:
        held = b"".join(p.read_bytes() for p in desk.dir.glob("treatydesk.db*"))
    spellings = [f(w) for w in words for f in (lambda w: w.encode(), lambda w: w.encode().hex().encode(), lambda w: w.encode("utf-16-le"))]
    tap.ok(len(held) > 1000 and not any(s in held for s in spellings), "the database neither")
    settings(desk, keeper="maildir")
    tap.ok(until(lambda: desk.must("mail", "send", desk.dir) and (desk.dir / "mail" / "new").exists()), "by maildir")
    modes = {p.stat().st_mode & 0o77 for p in (desk.dir / "mail").rglob("*")}
    tap.equal(modes, {0}, "the maildir is its owner's alone")


def story_the_outbox(desk, tap):
    """The page with all mail: only where init was told so, only on this machine, under an address of this machine."""
    desk.init("--show-mail", "--address", "http://127.0.0.1:8080")
    server = desk.serve()
    visitor = server.visitor()
    tap.ok(visitor.get("/en/outbox").has("No letter went out yet"), "empty at first")
    post(desk, to="union@example.org", locale="ar", subject="<b>أولا</b>", paragraph="<script>", path="/en/states/GHA", button="b")
    until(lambda: visitor.get("/en/outbox").has("union@example.org"))
    post(desk, to="ana@example.org", subject="second")
    page = until(lambda: visitor.get("/en/outbox").has("second") and visitor.get("/en/outbox"))
    tap.ok(page and page.words.index("second") < page.words.index("أولا"), "the newest first", page and page.words)
    tap.ok(page.has("everybody’s mail") and page.headers["Cache-Control"] == "no-store", "a banner says what this is")
    letter = page.follow("<b>أولا</b>")
    tap.ok(letter.status == 200 and letter.has("Subject:") and letter.has("<script>") and "<script>" not in letter.text, "one letter, escaped")
    tap.equal(letter.follow("Open the letter’s link").status, 200, "its link is followed")
    for path in ("/en/outbox/0123456789abcdef", "/en/outbox/..%2f..%2finstance", "/en/outbox/x"):
        tap.equal(visitor.get(path).status, 404, f"no such letter: {path}")
    for header, value in (("Host", "evil.example"), ("Host", "127.0.0.1.evil.example"), ("X-Forwarded-For", "10.0.0.1"), ("Via", "1.1 x")):
        tap.equal(visitor.get("/en/outbox", {header: value}).status, 404, f"not by another name or through a proxy: {header}: {value}")
    server.stop()
    unknown = None
    for what, address, show in (("not shown", "http://127.0.0.1:8080", "false"), ("a public address", PUBLIC, "true")):
        path = desk.dir / "instance.ini"
        path.write_text(re.sub("address=.*", f"address={address}", re.sub("show=.*", f"show={show}", path.read_text())))
        server = desk.serve()
        hidden, unknown = server.visitor().get("/en/outbox"), server.visitor().get("/en/outboxes")
        tap.equal((hidden.status, hidden.words), (404, unknown.words), f"{what}: as any unknown address")
        server.stop()

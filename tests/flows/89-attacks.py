"""What nobody sends who means well: forms and requests that lie, files that loop, readers who never read, words that are made to deceive."""
import csv
import io
import json
import os
import socket
import time
import warnings
import zipfile

import files
import raw
from anything import Anything
from stream import Stream
from tasks import answer_until_file, begin, send_by_web, sign_in

TECHNICAL = ("errno", "exception", "sql", "null", "stack trace", "segfault", "libmicrohttpd", "assert")


def plain(words):
    return not any(t in words.lower() for t in TECHNICAL)


def story_forms_that_lie(desk, tap):
    """Names of 64 KB, doubled and unknown fields, forms that are cut off, no forms at all: a sentence each, and what was answered before stands."""
    if desk.engine != "sqlite":
        return tap.skip("forms", "forms are read alike on both engines")
    desk.init()
    server = desk.serve()
    visitor = server.visitor()
    page = answer_until_file(begin(visitor), name="Union of Patience")
    token = dict(page.form().values)["csrf"].encode()
    csrf, report = raw.part('name="csrf"', token), b"# Notes\n\n1. Article 16.\n"
    good = raw.part('name="file"; filename="a.md"', report)
    for what, body, kind, status, sentence in (
            ("a field's name of 64 KB", raw.parts(csrf, raw.part(f'name="{"a" * 65536}"', b"x")), raw.KIND, 422, "arrived damaged"),
            ("a file's name of 64 KB", raw.parts(csrf, raw.part(f'name="file"; filename="{"a" * 65536}"', report)), raw.KIND, 422, "arrived damaged"),
            ("two files in the place of one", raw.parts(csrf, good, good), raw.KIND, 422, "the same field twice"),
            ("the token twice", raw.parts(csrf, csrf, good), raw.KIND, 422, "the same field twice"),
            ("a field that the page does not have", raw.parts(csrf, raw.part('name="role"', b"administrator"), good), raw.KIND, 422, "does not have"),
            ("20,000 fields", raw.parts(*[raw.part('name="a"')] * 20000), raw.KIND, 422, "does not have"),
            ("cut off in the middle", csrf + good[:-20], raw.KIND, 422, "cut off"),
            ("no boundary", b"abc", "multipart/form-data", 422, "arrived damaged"),
            ("JSON", b"{}", "application/json", 415, "not a form of this site"),
            ("a token of nobody", raw.parts(raw.part('name="csrf"', b"A" * len(token)), good), raw.KIND, 403, "no longer valid"),
            ("no token", raw.parts(good), raw.KIND, 403, "no longer valid")):
        answer = raw.ask(server, raw.post("/en/send/file", body, kind, visitor))
        tap.ok(answer.status == status and sentence in answer.words and plain(answer.words), f"{what}: said so", (answer.status, answer.words[:400]))
    for what, body in (("letters that are none", b"address=%ff%fe&password=x"), ("a letter NUL", b"address=a%00b&password=x")):
        form = visitor.get("/en/sign-in").form("/sign-in")
        answer = raw.ask(server, raw.post("/en/sign-in", body + b"&csrf=" + dict(form.values)["csrf"].encode(), raw.PLAIN, visitor))
        tap.ok(answer.status == 422 and "could not be read" in answer.words, f"{what}: said so", (answer.status, answer.words[:300]))
    page = visitor.get("/en/send/sender")
    tap.equal(page.form().value("sender_name"), "Union of Patience", "what was answered before stands")
    done = visitor.get("/en/send/file").form().attach("file", "a.md", report).send()
    tap.ok(done.path.endswith("/found"), "and the report can be sent", done.words[:300])
    other = begin(server.visitor()).form()
    other.values = [(k, token.decode() if k == "csrf" else v) for k, v in other.values]
    answer = other.fill("state", "GHA").choose("purpose", "dialogue").send()
    tap.ok(answer.status == 403 and answer.has("copy what you wrote, open the page anew"), "another's token is none, and what to do is said", answer.words[:300])


def story_requests_that_lie(desk, tap):
    """Lengths that contradict one another, a body that never ends, headers of 10 KB: one answer each, none smuggled, and everybody else is served."""
    if desk.engine != "sqlite":
        return tap.skip("requests", "requests are read alike on both engines")
    desk.init()
    server = desk.serve()
    visitor = server.visitor()
    hidden = b"0\r\n\r\nGET /en/states HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    for what, data in (
            ("two lengths", raw.post("/en/sign-in", b"address=a", raw.PLAIN, None, "Content-Length: 3")),
            ("a length and chunks", raw.post("/en/sign-in", hidden, raw.PLAIN, None, "Transfer-Encoding: chunked", length=4)),
            ("an encoding that is none", raw.post("/en/sign-in", hidden, raw.PLAIN, None, "Transfer-Encoding: gzip, chunked")),
            ("a length below nothing", raw.post("/en/sign-in", b"address=a", raw.PLAIN, length=-9)),
            ("a length with a letter", raw.post("/en/sign-in", b"address=a", raw.PLAIN, length="9x")),
            ("no host", b"GET /en HTTP/1.1\r\nConnection: close\r\n\r\n")):
        answer = raw.ask(server, data)
        tap.ok(answer.status == 400 and not answer.others and "Ghana" not in answer.words, f"{what}: refused, and what hides behind it is no request", answer.said[:600])
    for what, data, status in (
            ("10 KB of languages", raw.get("/en", "Accept-Language: " + "fr;q=0.1, " * 1024), 200),
            ("languages that are none", raw.get("/", "Accept-Language: " + "xx-" * 3000), 303),
            ("1,000 ranges", raw.get("/en", "Range: bytes=" + "0-0," * 1000 + "0-0"), 200),
            ("headers of 20 KB", raw.get("/en", "X-A: " + "a" * 20000), 431),
            ("an address of 8 KB", raw.get("/en/search?words=" + "%F0%9F%98%80" * 700), 414),
            ("the same word twice", raw.get("/en/search?words=a&words=b"), 422),
            ("a page below nothing", raw.get("/en/search?words=a&page=-1"), 200),
            ("a page past all numbers", raw.get("/en/search?words=a&page=" + "9" * 30), 200),
            ("another host's address", raw.get("http://evil.example/en"), 404)):
        answer = raw.ask(server, data)
        tap.ok(answer.status == status and plain(answer.words), f"{what}: {status}", (answer.status, answer.words[:300]))
    endless(desk, tap, server, visitor)
    lines = [socket.create_connection(("127.0.0.1", server.port), 5, (f"127.0.0.{2 + n % 5}", 0)) for n in range(1000)]
    t0 = time.monotonic()
    tap.ok(visitor.get("/en/states/GHA").status == 200 and time.monotonic() - t0 < 5, "1,000 silent lines keep nobody out", time.monotonic() - t0)
    lines += [socket.create_connection(("127.0.0.1", server.port), 5, ("127.0.0.9", 0)) for _ in range(300)]
    alone = raw.ask(server, raw.get("/en"), 5, "127.0.0.9")
    tap.ok(alone.status == 0 and visitor.get("/en").status == 200, "300 lines of one address: no more from there, and others are served", alone.said[:200])
    for line in lines:
        line.close()
    tap.equal([p.name for p in (desk.dir / "outgoing").iterdir()], [], "no half body is left")


def endless(desk, tap, server, visitor):
    """A body in chunks without an end."""
    page = answer_until_file(begin(visitor))
    start = raw.part('name="csrf"', dict(page.form().values)["csrf"].encode()) + \
        f'--{raw.BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.md"\r\n\r\n'.encode()
    head = raw.post("/en/send/file", b"", raw.KIND, visitor, "Transfer-Encoding: chunked").replace(b"Content-Length: 0\r\n", b"")
    link, sent = socket.create_connection(("127.0.0.1", server.port), 20), 0
    try:
        link.sendall(head + b"%x\r\n" % len(start) + start + b"\r\n")
        while sent < 300:
            link.sendall(b"100000\r\n" + b"a" * 0x100000 + b"\r\n")
            sent += 1
    except OSError:
        pass
    link.close()
    tap.ok(sent < 200, "a body in chunks that never ends is cut", sent)


def zip_of(*members):
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        warnings.simplefilter("ignore")
        for name, data in members:
            packed.writestr(name, data)
    return out.getvalue()


def word(text):
    return ('<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>'
            f"{text}</w:t></w:r></w:p></w:body></w:document>")


def story_files_that_loop(desk, tap):
    """A PDF whose pages hold themselves, a DOCX with tables in tables, names that lead out of an archive: a sentence, and nothing is written anywhere."""
    desk.init()
    server = desk.serve()
    target = desk.home / "td-evil"
    loop = (b"%PDF-1.5\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Count 3 /Kids [3 0 R 2 0 R] >>\nendobj\n"
            b"3 0 obj\n<< /Type /Pages /Parent 2 0 R /Count 2 /Kids [2 0 R 3 0 R] >>\nendobj\ntrailer\n<< /Root 1 0 R /Size 4 >>\n%%EOF\n")
    cell = "<w:p><w:r><w:t>x</w:t></w:r></w:p>"
    names = [("../" * 12 + str(target)[1:], b"x"), (str(target), b"x"), ("word\\..\\..\\evil", b"x"), ("[Content_Types].xml", "<Types/>")]
    rows = (("tree.pdf", loop, False), ("nested.docx", files.docx("<w:tbl><w:tr><w:tc>" * 100000 + cell + "</w:tc></w:tr></w:tbl>" * 100000), False),
            ("tables.docx", files.docx(f"<w:tbl><w:tr><w:tc>{cell}</w:tc></w:tr></w:tbl>" * 100000), False),
            ("names.docx", zip_of(*names, ("word/document.xml", word("Article 16 of the Convention."))), True),
            ("twice.docx", zip_of(("[Content_Types].xml", "<Types/>"), ("word/document.xml", word("The first words.")),
                                  ("word/document.xml", word("The second words."))), None),
            ("only-names.docx", zip_of(*names), False),
            ("members.docx", zip_of(("[Content_Types].xml", "<Types/>"), *[(f"m{i}", b"") for i in range(20000)]), False))
    for name, data, good in rows:
        t0 = time.monotonic()
        found = desk.run("read", desk.file(name, data), "--json")
        took = time.monotonic() - t0
        one = found.status == 0 if good else found.status == 1 and found.err.count("\n") <= 1 and plain(found.err)
        tap.ok((one if good is not None else found.status in (0, 1)) and took < 35, f"{name}: {'read' if found.status == 0 else found.err.strip()[:60]}",
               (str(found), took))
    tap.ok(not target.exists(), "no name led out of an archive")
    page = answer_until_file(begin(server.visitor()), name="Union of Patience")
    for name, data, good in rows:
        if good is False:
            page = page.form().attach("file", name, data).send()
            tap.ok(page.status == 422 and page.path.endswith("/file") and page.errors(), f"{name}: said on the page, where another file can be chosen", page.words[:300])
    page = page.form().attach("file", "report.md", files.report().encode()).send()
    tap.ok(page.path.endswith("/found"), "another file is taken", page.words[:300])


def memory_of(server):
    with open(f"/proc/{server.process.pid}/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))


def story_who_never_reads(desk, tap):
    """A viewer of a live meeting who takes nothing holds up neither the meeting nor other viewers, nor fills the server's memory."""
    desk.init("--rehearsal")
    desk.must("programme", "new", desk.dir, "--session", "41", "--states", "GHA")
    desk.must("programme", "publish", desk.dir, "--session", "41")
    desk.user("officer@example.org", "--role", "secretariat")
    meeting = next(m["id"] for m in desk.json("programme", desk.dir, "--session", "41")["meetings"] if m["kind"] == "informal-meeting")
    server = desk.serve()
    deaf = []
    for n in range(50):
        line = socket.socket()
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
        line.connect(("127.0.0.1", server.port))
        line.sendall(raw.get(f"/en/meetings/{meeting}/live/events", "Accept: text/event-stream").replace(b"Connection: close\r\n", b""))
        deaf.append(line)
    viewer = Stream(server, f"/en/meetings/{meeting}/live/events")
    officer = sign_in(server, "officer@example.org")
    page = officer.get(f"/en/meetings/{meeting}/console").form("/console").send("Open the meeting")
    before, steps = memory_of(server), 0
    for n in range(30):
        button = next((b for b in page.form("/console").buttons() if b.startswith(("Pause", "Go on"))), None)
        if button is None:
            break
        page = page.form("/console").send(button)
        steps += page.status == 200
    tap.ok(steps == 30, "the chair leads the meeting", (steps, page.form("/console").buttons(), page.words[:300]))
    tap.ok(viewer.until(lambda event: True, 5) is not None, "who reads is told")
    tap.ok(memory_of(server) - before < 30000, "and memory does not grow with who does not", (before, memory_of(server)))
    for line in deaf:
        line.close()
    tap.equal(server.visitor().get("/en").status, 200, "it lives on")


BIDI, HIDDEN = "\u202eself\u202c", "\u200b\u2060\ufeff"


def story_words_that_deceive(desk, tap):
    """Marks of direction and signs that nobody sees in names, addresses that are two, formulas in what is exported as a table."""
    desk.init()
    server = desk.serve()

    def answer(name, contact="us@example.org"):
        page = begin(server.visitor()).form().fill("state", "GHA").choose("purpose", "dialogue").send()
        return page.form().fill("sender_name", name).choose("sender_kind", "ngo").fill("contact", contact).send()
    nobody = answer(HIDDEN)
    tap.ok(nobody.status == 422 and "Write the name of the organisation, or your own name." in nobody.errors(), "a name of signs that nobody sees is none", nobody.words[:300])
    for contact in ("us@example.org\nBcc: them@example.org", "us@example.org, them@example.org", "us example@example.org", "@", "us@", "us@@example.org"):
        page = answer("Union of Patience", contact)
        tap.ok(page.status == 422 and page.has("This mail address cannot be right") and page.form().value("sender_name") == "Union of Patience",
               f"an address that is none: {contact!r}", (page.status, page.errors()))
        told = desk.run("submit", desk.dir, "--state", "GHA", "--purpose", "dialogue", "--organisation", "U", "--kind", "ngo", "--contact", contact,
                        desk.file("r.md", files.report()))
        tap.ok(told.status == 1 and "cannot be right" in told.err, f"by command too: {contact!r}", str(told))
    tap.ok(answer("Union of Patience", "+233 30 212 3456").path.endswith("/file"), "a telephone number is one")
    formulas = ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1)", "＝1+1", "＠SUM(1)"]
    for name in (*formulas, f"Union of {BIDI}{HIDDEN} Tests"):
        done = send_by_web(server.visitor(), "r.md", files.report().encode(), name=name)
        desk.publish(done["id"])
    visitor, end = server.visitor(), time.monotonic() + 10
    while True:
        table = visitor.get("/open/submissions.csv").body.decode("utf-8-sig")
        if table.count("\n") > len(formulas) + 1 or time.monotonic() > end:
            break
        time.sleep(0.2)
    cells = [cell for row in csv.reader(io.StringIO(table)) for cell in row]
    tap.ok(any("cmd|" in c for c in cells) and any("SUM" in c for c in cells), "the table holds their names", table[:600])
    tap.equal([c for c in cells if c and c[0] in "=+-@＝＋－＠\t\r"], [], "and no cell of it is a formula")
    shown = visitor.get("/en/states/GHA").text + visitor.get(f"/en/submissions/{done['id']}").text + table
    tap.ok("Union of self Tests" in shown and not any(c in shown for c in "\u202e\u202c\u200b\u2060"), "no mark turns or hides a name")


def story_anything_to_any_address(desk, tap):
    """Every route, with values that nobody asked for and ids of other things, by everybody: none answers that it failed, and the server lives.
    TREATYDESK_ANYTHING_SECONDS asks longer, TREATYDESK_ANYTHING_SEED otherwise."""
    desk.init("--rehearsal")
    roles = {"officer": ("secretariat",), "admin": ("administrator",), "member": ("member", "--state", "SLV"), "mission": ("permanent-mission", "--state", "GHA"),
             "ngo": ("organisation",)}
    for name, role in roles.items():
        desk.user(f"{name}@example.org", "--role", *role)
    desk.must("programme", "new", desk.dir, "--session", "41", "--states", "GHA,SEN")
    desk.must("programme", "publish", desk.dir, "--session", "41")
    desk.must("call", "open", desk.dir, "--purpose", "dialogue", "--state", "GHA", "--closes", "2027-12-31T18:00")
    desk.must("document", "import", desk.dir, "--symbol", "CMW/C/GHA/CO/1", "--language", "en", "--date", "2014-09-12", desk.file("co.md", "# A\n\n1. B.\n"))
    desk.publish(desk.submit(desk.file("r.md", files.report()), more=["--public"])["id"])
    server = desk.serve()
    visitors = {"nobody": server.visitor().keep(), **{name: sign_in(server, f"{name}@example.org").keep() for name in roles}}
    asking = Anything(json.loads(desk.must("routes", "--json").out), visitors, int(os.environ.get("TREATYDESK_ANYTHING_SEED", "1")))
    end = time.monotonic() + float(os.environ.get("TREATYDESK_ANYTHING_SECONDS", "4"))
    while time.monotonic() < end and server.process.poll() is None:
        asking.ask()
    tap.note(f"{asking.n} requests, {len(asking.ids)} ids")
    tap.ok(server.process.poll() is None, "the server lives", server.said())
    tap.equal(asking.wrong, [], "and no page failed")
    tap.equal(server.stop(), 0, "it ends gracefully")
    tap.equal(desk.must("verify", desk.dir).status, 0, "journal and log hold")

"""A day at the desk: working off what waits in a row, marking a language, the original at its page, the reviews that a member prepares."""
import json
import re
import time

import files
import meetings
from tasks import sign_in


def wait_for(look, seconds=10):
    end = time.monotonic() + seconds
    while True:
        found = look()
        if found or time.monotonic() > end:
            return found
        time.sleep(0.2)


def status_of(desk, id_):
    return next(s["status"] for s in desk.json("submission", "list", desk.dir)["submissions"] if s["id"] == id_)


def story_in_a_row(desk, tap):
    """What is decided leads to the next that waits, says what was done and takes it back; whoever opened a single one stays on it."""
    desk.init()
    desk.user("officer@example.org", "--role", "secretariat")
    for n, choice in enumerate(("--public", "--public", "--confidential")):
        desk.submit(desk.file(f"r{n}.md", files.report(f"word{n}", f"Report number {n}")), more=[choice])
    ids = [i["id"] for i in desk.json("desk", desk.dir)["submissions"]["items"]]
    server = desk.serve()
    officer = sign_in(server, "officer@example.org")
    page = officer.get("/en/desk/next")
    tap.ok(page.url.endswith(f"{ids[0]}?desk=1") and page.has("3 wait"), "the first, and how many wait", page.url)
    page = page.form("/decide").send("Refuse")
    tap.ok(page.status == 422 and page.has("Give the reason"), "what will not do stays on its page", page.words[:300])
    page = page.form("/decide").send("Publish") if "Publish" in str(page.form("/decide").buttons()) else page.form("/decide").send("Accept")
    first = status_of(desk, ids[0])
    tap.ok(ids[1] in page.url and "desk=1" in page.url and page.has("2 wait"), "then the second, though a mistake was between", page.url)
    tap.ok(page.has("Report number") and page.has(first), "which says what was done", page.words[:400])
    page = page.form(f"/{ids[0]}/undo").send()
    tap.ok(ids[0] in page.url and "desk=1" in page.url and status_of(desk, ids[0]) == "received", "taken back, one stands on it again, in the row", page.url)
    for expected in (ids[1], ids[2]):
        page = page.form("/decide").send("Accept")
        tap.ok(expected in page.url, "and goes on", page.url)
    page = page.form("/decide").send("Accept")
    tap.ok(page.path == "/en/desk" and page.has("0 submissions wait") and page.has("accepted"), "behind the last one stands the desk, with what was done",
           (page.path, page.words[:400]))
    page = page.form(f"/{ids[2]}/undo").send()
    tap.equal(status_of(desk, ids[2]), "received", "which can be taken back from there")
    page = officer.get(f"/en/submissions/{ids[2]}").form("/decide").send("Accept")
    tap.ok(page.path == f"/en/submissions/{ids[2]}" and page.has("Undo"), "a single one stays where it is", page.url)
    act = re.search(r"decided=([0-9a-z]{16})", page.url).group(1)
    tap.ok("Undo" not in server.visitor().get(f"/en/submissions/{ids[0]}?decided={act}").text
           and officer.get(f"/en/submissions/{ids[0]}?decided=0000000000000000").status == 200, "the address of a decision tells others nothing")


def story_language(desk, tap):
    """The secretariat marks the language that the reader mistook; its paragraphs are found by it from then on."""
    desk.init()
    desk.user("officer@example.org", "--role", "secretariat")
    desk.user("member@example.org", "--role", "member", "--state", "PHL")
    id_ = desk.submit(desk.file("r.md", files.report("zqword", "Report on zqtitle")), more=["--public"])["id"]
    server = desk.serve()
    officer, member, public = sign_in(server, "officer@example.org"), sign_in(server, "member@example.org"), server.visitor()
    page = officer.get(f"/en/submissions/{id_}?desk=1")
    token = dict(page.form("/language").values)["csrf"]
    wrong = officer.request("POST", f"/en/submissions/{id_}/language", f"csrf={token}&language=xx".encode(),
                            {"Content-Type": "application/x-www-form-urlencoded", "Referer": page.url})
    tap.ok(wrong.status == 422 and wrong.has("from the list"), "no language that the Committee has not", wrong.words[:300])
    done = page.form("/language").fill("language", "fr").send()
    tap.ok("desk=1" in done.url and done.has("French"), "marked, and still in the row", (done.url, done.words[:400]))
    again = done.form("/language").fill("language", "fr").send()
    tap.ok(again.status == 409 and again.has("already"), "twice is told", again.words[:300])
    tap.equal(json_language(desk, id_), "fr", "everywhere")
    desk.publish(id_)

    def hits(language):
        return json.loads(public.get(f"/en/search.json?words=zqword&language={language}").text)["total"]
    tap.ok(wait_for(lambda: hits("fr")) and hits("en") == 0, "and found by it", (hits("fr"), hits("en")))
    tap.equal([v.request("POST", f"/en/submissions/{id_}/language", b"language=en", {"Content-Type": "application/x-www-form-urlencoded"}).status
               for v in (member, public)], [403, 403], "by the secretariat alone")
    receipt = desk.run("verify", desk.dir)
    tap.equal(receipt.status, 0, "what its receipt proves stands")


def json_language(desk, id_):
    return next(s["language"] for s in desk.json("submission", "list", desk.dir)["submissions"] if s["id"] == id_)


def story_original(desk, tap):
    """A published PDF is shown by the browser, at the page that the dossier names; anything else, and what waits, comes as a download."""
    desk.init()
    desk.user("member@example.org", "--role", "member", "--state", "PHL")
    pdf = files.pdf(3)
    one = desk.submit(desk.file("r.pdf", pdf), more=["--public"])["id"]
    text = desk.submit(desk.file("r.md", files.report("zqtext", "A text")), more=["--public"])["id"]
    desk.publish(text)
    server = desk.serve()
    member, public = sign_in(server, "member@example.org"), server.visitor()

    def file_of(who, id_):
        return who.get(f"/en/submissions/{id_}/files/1")
    waits = file_of(member, one)
    tap.equal((waits.headers["Content-Type"], waits.headers["Content-Disposition"].split(";")[0]), ("application/octet-stream", "attachment"),
              "what nobody looked at is a download")
    desk.publish(one)
    shown = file_of(member, one)
    policy = shown.headers["Content-Security-Policy"]
    tap.equal((shown.headers["Content-Type"], shown.headers["Content-Disposition"].split(";")[0], shown.headers["X-Content-Type-Options"]),
              ("application/pdf", "inline", "nosniff"), "what is published is shown")
    tap.ok("default-src 'none'" in policy and "script-src" not in policy and "frame-ancestors 'none'" in policy, "nothing in it loads, runs or is framed", policy)
    tap.equal(shown.headers["Cache-Control"], "no-store", "and kept by nobody")
    tap.equal(file_of(member, text).headers["Content-Disposition"].split(";")[0], "attachment", "a text is a download")
    tap.equal(file_of(public, one).status, 403, "the original is for the Committee, as it was")
    tap.ok("/files/1#page=" in member.get("/en/states/GHA/dossier/16").text, "the dossier leads to its page")
    document = desk.json("document", "import", desk.dir, "--symbol", "CMW/C/GHA/1", "--language", "en", desk.file("d.pdf", pdf))["id"]
    library = public.get(f"/en/documents/{document}/files/en")
    tap.equal((library.headers["Content-Type"], library.headers["Content-Disposition"].split(";")[0]), ("application/pdf", "inline"), "of the library for everybody")


def story_member(desk, tap):
    """A member's page begins with the reviews to prepare, by their meetings, and with none of their own State."""
    desk.init()
    meetings.session(desk, 60, "2035-04-02", "2035-04-13", "GHA,PHL,SEN")
    desk.user("member@example.org", "--role", "member", "--state", "PHL")
    server = desk.serve()
    page = sign_in(server, "member@example.org").get("/en/desk/submissions")
    links = re.findall(r"/en/states/([A-Z]{3})/dossier", page.text)
    tap.ok(page.has("Reviews to prepare") and links == ["GHA", "SEN"], "the States whose meetings come", (links, page.words[:400]))
    tap.ok(page.follow("The dossier of Ghana").has("Dossier of Ghana"), "a click leads to the dossier")
    home = server.visitor().get("/en")
    tap.ok(all(home.follow(w).status == 200 for w in ("Read the documents", "Sessions and meetings", "Comment on a draft", "Translate")),
           "and the first page leads everybody to what there is")

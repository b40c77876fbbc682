"""Senders without an account: the code of words, a corrected report, what an account sent."""
import re

import files
from tasks import answer_until_file, begin, send_by_web, sign_in


def words_of(page):
    return re.findall(r"<strong lang=\"en\">([a-z]+)</strong> <span class=\"weak\">(\d{4})</span>", page.text)


def story_comes_back_with_words(desk, tap):
    """Sends without an account, has a code, closes the browser, comes back from another one."""
    desk.init()
    server = desk.serve()
    sender = server.visitor()
    sent = send_by_web(sender, "one.md", files.report("zanzibarleaf").encode(), visibility="confidential")
    page = sender.get("/en/send/done").form("/send/code").send()
    code = words_of(page)
    tap.equal(len(code), 8, "eight words are shown")
    tap.equal(page.headers["Cache-Control"], "no-store", "and kept nowhere")
    tap.ok(not words_of(sender.get("/en/send/done")), "and shown only once")
    other = server.visitor()
    tap.equal(other.get(f"/en/submissions/{sent['id']}").status, 404, "another browser sees nothing")
    typed = " ".join(w.upper() if i % 2 else n for i, (w, n) in enumerate(code))
    bad = other.get("/en/return").form("/return").fill("code", typed[:-4] + "zzzz").send()
    tap.ok(bad.status == 422 and bad.errors(), "a wrong word is refused", bad.words[:300])
    unknown = other.get("/en/return").form("/return").fill("code", " ".join(["0001"] * 8)).send()
    tap.equal((unknown.status, unknown.errors()), (bad.status, bad.errors()), "an unknown code in the same words")
    tap.equal(bad.form("/return").value("code"), typed[:-4] + "zzzz", "what was typed stays")
    page = bad.form("/return").fill("code", typed).send()
    tap.ok(page.status == 200 and page.has("zanzibarleaf") and page.has("Take it down now"), "with the words it is theirs",
           (page.status, page.words[:300]))
    again = sender.get("/en/send/done").form("/send/code").send()
    late = server.visitor()
    page = late.get("/en/return").form("/return").fill("code", typed).send()
    tap.equal((len(words_of(again)), page.status), (8, 422), "a new code ends the old one")


def story_goes_on_elsewhere(desk, tap):
    """A draft that was begun on one device is gone on with on another."""
    desk.init()
    server = desk.serve()
    first = server.visitor()
    page = answer_until_file(begin(first))
    token = dict(page.form("/send/file").values)["csrf"]
    body = f"csrf={token}".encode()
    page = first.request("POST", "/en/send/code", body, {"Content-Type": "application/x-www-form-urlencoded"})
    code = words_of(page)
    tap.equal(len(code), 8, "a draft has a code too")
    page = server.visitor().get("/en/return").form("/return").fill("code", " ".join(n for _, n in code)).send()
    tap.ok(page.status == 200 and "/en/send/" in page.path, "and is gone on with", (page.status, page.path))


def story_sends_a_corrected_one(desk, tap):
    """Asked for a change, the sender sends a corrected one, which takes the first one's place."""
    desk.init()
    server = desk.serve()
    sender = server.visitor()
    first = send_by_web(sender, "one.md", files.report("zanzibarleaf").encode(), name="Union of Corrections")
    desk.must("submission", "ask-change", desk.dir, first["id"], "--reason", "Name the <years>.")
    page = sender.get(f"/en/submissions/{first['id']}")
    tap.ok(page.has("Name the <years>.") and page.has("Send a corrected one"), "its page says what is asked", page.words[:600])
    page = page.form("/correct").send()
    tap.equal(page.path, "/en/send/file", "only the file is asked anew")
    page = page.form("/send/file").attach("file", "two.md", files.report("quokkaleaf").encode()).send()
    page = page.form("/send/found").send()
    for _ in range(4):
        if page.path.endswith("/answers"):
            break
        page = page.form("/send/" + page.path.rsplit("/", 1)[1]).send()
    tap.ok(page.has("Union of Corrections"), "the answers were taken over", page.words[:600])
    page = page.form("/send/answers").send("Send the report")
    status = {s["id"]: s["status"] for s in desk.json("submission", "list", desk.dir)["submissions"]}
    tap.equal(sorted(status.values()), ["received", "replaced"], "the corrected one stands")
    tap.equal(status[first["id"]], "replaced", "in place of the first")


def story_an_account_finds_what_it_sent(desk, tap):
    """Everything stands in one list, drafts too, and nothing of it is left after signing out."""
    desk.init()
    desk.user("one@example.org", "--role", "organisation")
    desk.user("two@example.org", "--role", "organisation")
    server = desk.serve()
    tap.equal(server.visitor().get("/en/account/submissions").status, 403, "the list is for accounts")
    one = sign_in(server, "one@example.org")
    sent = send_by_web(one, "one.md", files.report("zanzibarleaf", "The first one").encode(), visibility="confidential")
    begin(one)
    page = one.get("/en/account/submissions")
    tap.ok(page.has("The first one") and page.has("Go on") and page.has("draft"), "what was sent and the draft", page.words[:600])
    page = page.form("/go-on").send()
    tap.ok("/en/send/" in page.path, "the draft is gone on with", page.path)
    two = sign_in(server, "two@example.org")
    tap.ok(not two.get("/en/account/submissions").has("The first one"), "somebody else's list has none of it")
    tap.equal(two.get(f"/en/submissions/{sent['id']}").status, 404, "nor do they see its page")
    one.get("/en").form("/sign-out").send()
    tap.equal(one.get(f"/en/submissions/{sent['id']}").status, 404, "signed out, the browser shows nothing")

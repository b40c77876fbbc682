"""Sending a report by web, without script, as a person does."""
import hashlib
import time

import files
from desk import SAMPLES
from tasks import answer_until_file, begin, send_by_web


def story_sends_a_real_report(desk, tap):
    """From the State's page to the receipt, and the receipt holds."""
    desk.init("--checkpoint-seconds", "1")
    visitor = desk.serve().visitor()
    page = visitor.get("/").follow("States")
    tap.ok(page.status == 200 and page.has("Ghana"), "the States are listed", page.words[:300])
    page = page.follow("Ghana").follow("Send a report about Ghana").form("/send").send()
    tap.equal(page.form().value("state"), "GHA", "the State is chosen already")
    data = (SAMPLES / "sample-report.pdf").read_bytes()
    page = answer_until_file(page, contact="union@example.org")
    page = page.form().attach("file", "our report.pdf", data, "application/pdf").send()
    form = page.form()
    tap.ok("Ghana" in form.value("title") and form.value("language") == "en", "it shows what the reader found",
           (form.value("title"), form.value("language")))
    tap.ok("16" in form.value("articles").replace(" ", "").split(","), "articles too", form.value("articles"))
    tap.ok(page.has("How many persons were held"), "and the proposed questions", page.words[:1500])
    page = form.fill("title", "Our own title").fill("articles", "16, 17, 22").send()
    form = page.form()
    page = form.fill("priority-1", "No child in detention.").fill("priority-article-1", "17").send()
    tap.equal(page.form().value("visibility"), "", "who may see it is not chosen for anybody")
    refused = page.form().send()
    tap.ok(refused.path.endswith("/visibility") and refused.errors(), "silence is asked again", refused.words[:300])
    page = refused.form().choose("visibility", "public").send()
    for words in ("Our own title", "Union of Tests", "No child in detention.", "our report.pdf", "16, 17, 22"):
        tap.ok(page.has(words), f"the answers show “{words}”", page.words[:1500])
    page = page.form("/answers").send()
    tap.ok(page.has("Your report was received"), "it was received", page.words[:300])
    shown = page.follow("See the report as it was read")
    tap.ok(shown.has("Our own title") and shown.has("Detention without a decision"), "its sender can see it", shown.words[:500])
    id_ = shown.path.rsplit("/", 1)[1]
    receipt = visitor.get(f"/en/submissions/{id_}/receipt-file").text
    tap.ok(hashlib.sha256(data).hexdigest() in receipt, "the receipt holds the file's hash", receipt)
    tap.equal(desk.run("verify", "--receipt", desk.file("r.txt", receipt), desk.dir).status, 0, "and verifies")
    checked = visitor.get("/en/check").form("/check").fill("text", receipt).send()
    tap.ok(checked.has("It holds"), "the page that checks says so too", checked.words[:300])
    original = visitor.get(f"/en/submissions/{id_}/files/1")
    tap.ok(original.body == data, "the file is kept byte for byte", original.status)
    stranger = desk.servers[0].visitor()
    tap.equal([stranger.get(f"/en/submissions/{id_}{p}").status for p in ("", "/receipt", "/receipt-file", "/files/1")],
              [404] * 4, "for a stranger there is nothing")
    desk.publish(id_)
    for _ in range(100):  # the server's index follows the journal
        found = desk.json("search", desk.dir, "--article", "17", "held")["total"]
        if found:
            break
        time.sleep(0.1)
    tap.ok(found >= 1, "published, it is found", found)


def story_nothing_typed_is_lost(desk, tap):
    """Mistakes are told where they are, and what was typed stays."""
    desk.init()
    visitor = desk.serve().visitor()
    page = begin(visitor)
    bad = page.form().choose("purpose", "dialogue").send()
    tap.ok(bad.path.endswith("/state") and bad.errors() and bad.status == 422, "no State: asked again", bad.words[:300])
    tap.equal(bad.form().value("purpose"), "dialogue", "the purpose stays")
    page = bad.form().fill("state", "GHA").send()
    bad = page.form().fill("sender_name", "").choose("sender_kind", "ngo").fill("contact", "us@example.org").send()
    tap.ok(bad.errors(), "no name: asked again", bad.words[:300])
    tap.equal((bad.form().value("contact"), bad.form().value("sender_kind")), ("us@example.org", "ngo"), "the rest stays")
    long_name = "Ω" * 300
    bad = bad.form().fill("sender_name", long_name).send()
    tap.ok(bad.errors() and bad.form().value("sender_name") == long_name, "too long a name stays to be shortened",
           bad.words[:300])
    page = bad.form().fill("sender_name", "<b>Union & “Friends”</b>").send()
    for what, data in (("empty", b""), ("damaged", b"%PDF-1.7\n" + bytes(range(256)) * 20), ("a picture", b"\x89PNG\r\n\x1a\n")):
        bad = page.form().attach("file", "report.pdf", data).send()
        tap.ok(bad.path.endswith("/file") and bad.errors(), f"{what}: told on the page", bad.words[:300])
    page = page.form().attach("file", "r.md", files.report("zanzibarleaf").encode()).send()
    back = page.follow("Back").follow("Back")
    tap.equal(back.form().value("sender_name"), "<b>Union & “Friends”</b>", "going back shows what was typed, escaped")
    again = visitor.get("/en/send")
    tap.ok(again.has("Go on with the report that you began"), "coming back later finds it", again.words[:300])


def story_asks_for_a_reason(desk, tap):
    """Over ten pages: the numbers, and a reason."""
    desk.init()
    visitor = desk.serve().visitor()
    page = answer_until_file(begin(visitor))
    page = page.form().attach("file", "long.pdf", files.pdf(13)).send()
    tap.ok(page.has("13 pages; the Committee asks for at most 10 as a rule"), "it says how long it is", page.words[:400])
    sent = send_by_web(desk.servers[0].visitor(), "long.pdf", files.pdf(13), reason="Two States.")
    tap.ok(sent["receipt"], "with a reason it is taken")


def story_stays_private_on_a_shared_device(desk, tap):
    """Confidential by web; leaving forgets it on this device, and a token is needed for every step."""
    desk.init()
    server = desk.serve()
    visitor = server.visitor()
    sent = send_by_web(visitor, "r.md", files.report("zanzibarleaf").encode(), visibility="confidential")
    page = sent["done"].form("/leave").send()
    tap.ok(page.status == 200, "it can be forgotten here", page.status)
    tap.equal(visitor.get(f"/en/submissions/{sent['id']}").status, 404, "then there is nothing on this device")
    forged = server.visitor()
    page = begin(forged)
    form = page.form()
    form.values = [(n, "x" * 32 if "csrf" in n else v) for n, v in form.values]
    tap.ok(form.fill("state", "GHA").choose("purpose", "dialogue").send().status in (403, 422), "a wrong token is refused")


def story_works_in_arabic(desk, tap):
    """The same steps in Arabic, right to left, with an Arabic report."""
    desk.init()
    visitor = desk.serve().visitor("ar")
    page = visitor.get("/", headers={"Accept-Language": "ar"})
    tap.ok(page.path.startswith("/ar") and 'dir="rtl"' in page.text, "the home page comes in Arabic", page.path)
    sent = send_by_web(visitor, "taqrir.txt", (files.SIX["ar"] + "\n").encode(), language="ar")
    tap.ok(sent["receipt"] and 'dir="rtl"' in sent["done"].text, "it is sent")

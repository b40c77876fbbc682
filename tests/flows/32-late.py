"""Late contributions: asked for with a reason, granted by a personal link, used once by who it was made for, or entered late."""
import concurrent.futures
import email
import email.policy
import json
import re
import time
import urllib.parse

import files
import tasks

THEN, NOW = ("--now", "2026-10-01T10:00:00Z"), ("--now", "2027-01-02T10:00:00Z")
UNTIL = "2027-01-20T18:00"
WHY = "A power cut in the capital."


def closed_call(desk, *states):
    more = [word for state in states or ("GHA",) for word in ("--state", state)]
    return desk.json("call", "open", desk.dir, "--purpose", "dialogue", *more, "--closes", "2026-12-31T18:00", *THEN)["id"]


def issue(desk, call, address="ama@example.org", until=UNTIL, *more):
    made = desk.json("call", "late", desk.dir, call, "--address", address, "--until", until, "--reason", WHY, *more, *NOW)
    return made["id"], re.sub(r"^https?://[^/]+", "", made["link"])


def letters(desk, to):
    """The texts that went to an address, the newest last. A server sends them by itself, and soon."""
    folder, end = desk.dir / "mail" / "new", time.monotonic() + 15
    while True:
        desk.run("mail", "send", desk.dir, "--now", "2027-01-02T10:30:00Z")
        paths = sorted(folder.iterdir(), key=lambda p: p.stat().st_mtime_ns) if folder.is_dir() else []
        found = [email.message_from_bytes(p.read_bytes(), policy=email.policy.default) for p in paths]
        texts = [m.get_body(("plain",)).get_content() for m in found if m["To"] == to]
        if texts or time.monotonic() > end:
            return texts
        time.sleep(0.05)


def newest_link(desk, to, than=None):
    """The link of the newest letter to an address, other than one that is known."""
    end = time.monotonic() + 15
    while time.monotonic() < end:
        links = [link_in(text) for text in letters(desk, to)]
        if links and links[-1] != than:
            return links[-1]
        time.sleep(0.05)
    raise AssertionError(f"no newer letter to {to}")


def link_in(text):
    return re.search(r"/[a-z]{2}/late/[0-9a-f]{64}", text)[0]


def write(page, secret="zanzibarleaf", name="Union of Tests"):
    """From the question who sends to the last page before sending."""
    page = page.form().fill("sender_name", name).choose("sender_kind", "ngo").send()
    page = page.form().attach("file", "report.md", files.report(secret).encode()).send()
    page = page.form().send().form().send()
    return page.form().choose("visibility", "public").send()


def begin_by(visitor, link):
    return visitor.get(link).form("/late/").send()


def status_of(desk, call):
    return [late["status"] for late in desk.json("call", "late-list", desk.dir, call, *NOW)["late"]]


def story_asked_granted_sent(desk, tap):
    """From asking on the call's page to a receipt that says it came late, and a page that says why."""
    desk.init("--rehearsal")
    call = closed_call(desk, "GHA", "BEN")
    desk.user("officer@example.org", "--role", "secretariat")
    server = desk.serve(*NOW)
    visitor = server.visitor()
    page = visitor.get(f"/en/calls/{call}").follow("Ask to send late")
    empty = page.form("/late").send()
    tap.ok(empty.status == 422 and empty.errors(), "an empty form is said to be so", (empty.status, empty.words[:300]))
    form = page.form("/late").fill("name", "Harbour Friends").fill("kind", "ngo").fill("state", "BEN")
    wrong = form.fill("address", "nobody at all").fill("reason", "Our printer burned.").send()
    tap.ok(wrong.status == 422 and wrong.form("/late").value("reason") == "Our printer burned."
           and wrong.form("/late").value("state") == "BEN", "what was typed stays", wrong.words[:300])
    page = wrong.form("/late").fill("address", "Ama@Example.org").send()
    tap.ok(page.status == 200 and page.has("answers by mail"), "asked", page.words[:300])
    told = "".join(letters(desk, "officer@example.org"))
    tap.ok("asks to send something" in told and "Benin" not in told and "printer" not in told and "Harbour" not in told,
           "the secretariat is told, without what it is about", told)
    officer = tasks.sign_in(server, "officer@example.org")
    page = officer.get("/en/desk")
    tap.ok(page.has("1 asks to send late") and page.has("Harbour Friends"), "it stands at the desk", page.words[:600])
    tap.equal(json.loads(officer.get("/en/desk.json").text)["late"]["waiting"], 1, "as JSON too")
    page = page.follow("Harbour Friends")
    tap.ok(page.has("Our printer burned.") and page.has("ama@example.org"), "with the reason", page.words[:600])
    bad = page.form("Grant").fill("until", "soon").fill("reason", WHY).send("Grant")
    tap.ok(bad.status == 422 and bad.form("Grant").value("reason") == WHY, "a time that is none is said to be so", bad.words[:400])
    page = bad.form("Grant").fill("until", UNTIL).send("Grant")
    tap.ok(page.status == 200 and page.has("The link goes out by mail"), "granted", page.words[:400])
    text = "".join(letters(desk, "ama@example.org"))
    tap.ok("Benin" not in text and "power cut" not in text, "whoever asked is told, and the letter does not say what about", text)
    link = link_in(text)
    page = visitor.get(link)
    tap.ok(page.status == 200 and page.has("Benin") and page.has("20 January 2027, 18:00 in Geneva") and page.has(WHY)
           and page.headers.get("Cache-Control") == "no-store", "the link's page says what, until when and why", page.words[:600])
    tap.ok("Harbour" not in page.text and "ama@example" not in page.text, "and not who")
    page = begin_by(visitor, link)
    tap.equal(page.path, "/en/send/sender", "the State and the purpose are answered")
    page = write(page)
    page = visitor.get(link).form("/late/").send()
    tap.equal(page.path, "/en/send/answers", "a second visit leads to the same draft")
    done = page.form("/answers").send()
    tap.ok(done.path == "/en/send/done" and done.has("by a personal link"), "it is taken, and the receipt says how", done.words[:900])
    id_ = desk.json("submission", "list", desk.dir)["submissions"][0]["id"]
    tap.ok("\nlate: link\n" in visitor.get(f"/en/submissions/{id_}/receipt-file").text, "as a line of the receipt")
    facts = json.loads(visitor.get(f"/en/submissions/{id_}.json").text)
    tap.equal((facts["state"], facts["late"], facts["late_reason"], facts["uncalled"]), ("BEN", "link", WHY, False), "as JSON")
    tap.ok(visitor.get(f"/en/submissions/{id_}").has(WHY), "its page says it")
    desk.publish(id_)
    public = server.visitor().get(f"/en/submissions/{id_}")
    tap.ok(public.has("by a personal link") and public.has(WHY) and "Harbour" not in public.text and "ama@example" not in public.text,
           "everybody reads that it was late and why, not who asked", public.words[:600])
    page = visitor.get(link)
    tap.ok(page.status == 410 and page.has("already used on"), "used, it says so and when", (page.status, page.words[:300]))
    tap.ok(officer.get(f"/en/calls/{call}/late-links").has("used"), "the secretariat sees it")
    receipt = desk.home / "receipt.txt"
    receipt.write_text(visitor.get(f"/en/submissions/{id_}/receipt-file").text)
    tap.equal(desk.run("verify", desk.dir, "--receipt", receipt).status, 0, "the receipt is checked by the command")


def story_refused_and_revoked(desk, tap):
    """Refused with a reason that only the asker reads; taken back, expired and unknown links."""
    desk.init("--rehearsal")
    call = closed_call(desk)
    server = desk.serve(*NOW)
    visitor = server.visitor()
    page = visitor.get(f"/en/calls/{call}/late").form("/late").fill("name", "Union").fill("kind", "ngo")
    page.fill("address", "ama@example.org").fill("reason", "We forgot.").send()
    waiting = desk.json("call", "late-list", desk.dir, *NOW)["late"]
    tap.equal([(w["status"], w["state"], w["why"], w["address"]) for w in waiting], [("waits", "GHA", "We forgot.", "ama@example.org")],
              "the only State is meant where none is asked for")
    desk.must("call", "late-end", desk.dir, waiting[0]["id"], "--reason", "That is no reason.", *NOW)
    text = letters(desk, "ama@example.org")[-1]
    tap.ok("no reason" not in text, "the letter says neither what nor why", text)
    page = visitor.get(link_in(text))
    tap.ok(page.status == 200 and page.has("does not agree") and page.has("That is no reason.") and not page.forms(),
           "the page behind it does", page.words[:400])
    id_, link = issue(desk, call)
    page = write(begin_by(visitor, link))
    desk.must("call", "late-end", desk.dir, id_, *NOW)
    late = page.form("/answers").send()
    tap.ok(late.status == 422 and late.has("closed on Thursday 31 December 2026"), "taken back, a draft of it is refused", late.words[:500])
    tap.ok(late.follow("Ask to send late").heading == "Ask to send late", "and the page leads to where one asks")
    gone = server.visitor().get(link)
    tap.ok(gone.status == 410 and gone.has("took this link back"), "the link says so", (gone.status, gone.words[:300]))
    tap.equal(desk.run("call", "late-end", desk.dir, id_, *NOW).status, 1, "twice is said to be twice")
    id_, link = issue(desk, call, "ben@example.org", "2027-01-03T18:00")
    expired = desk.serve("--now", "2027-01-03T17:00:00Z").visitor()
    page = expired.get(link)
    tap.ok(page.status == 410 and page.has("worked until Sunday 3 January 2027, 18:00"), "expired, it says since when",
           (page.status, page.words[:300]))
    unknown = [visitor.get(f"/en/late/{key}") for key in ("0" * 64, "x", link[-64:-1] + "q")]
    tap.equal([p.status for p in unknown], [404] * 3, "an unknown link opens nothing")
    tap.equal(len({p.words.replace(p.path, "") for p in unknown}), 1, "in the same words")
    early = desk.run("call", "late", desk.dir, call, "--address", "a@example.org", "--until", "2027-01-01", "--reason", WHY, *NOW)
    tap.equal(early.status, 1, "a link that ends before it begins is not given")
    other = desk.run("call", "late", desk.dir, call, "--address", "a@example.org", "--state", "BEN", "--until", UNTIL, "--reason", WHY, *NOW)
    tap.ok(other.status == 1 and "State" in other.err, "nor for a State that the call is not about", other)
    tap.equal(desk.run("call", "late", desk.dir, call, "--address", "a@example.org", *NOW).status, 2, "nor without until and reason")


def story_for_one_alone(desk, tap):
    """Another browser, another account; a fresh link; twice at once; another State."""
    desk.init("--rehearsal")
    call = closed_call(desk, "GHA", "BEN")
    desk.user("ama@example.org", "--role", "organisation")
    desk.user("ben@example.org", "--role", "organisation")
    server = desk.serve(*NOW)
    _, link = issue(desk, call, "ama@example.org", UNTIL, "--state", "GHA")
    first, other = server.visitor(), server.visitor()
    before = write(begin_by(first, link))
    page = other.get(link)
    tap.ok(page.status == 200 and page.has("in another browser") and "ama@example" not in page.text,
           "another browser is told, and not whose it is", page.words[:500])
    page = other.request("POST", link, **form_of(page, link))
    tap.ok(page.has("in another browser") and "td_draft" not in other.cookies, "and begins nothing", page.words[:200])
    wrong = tasks.sign_in(server, "ben@example.org")
    page = wrong.get(link)
    tap.ok(page.status == 403 and page.has("another mail address"), "another account is refused, with what to do", (page.status, page.words[:300]))
    page = other.get(link).form("/again").send()
    tap.ok(page.path == "/en/late-sent" and page.has("on its way"), "a fresh one is sent", page.words[:200])
    fresh = newest_link(desk, "ama@example.org", link)
    tap.ok(fresh != link and first.get(link).status == 404, "the older one opens nothing any more")
    page = begin_by(other, fresh)
    tap.equal(page.path, "/en/send/sender", "the fresh one begins anew")
    tap.ok(before.form("/answers").send().status == 422, "the draft before has lost its right")
    page = write(page, "quokkaleaf")
    moved = other.get("/en/send/state").form().fill("state", "BEN").send()
    tap.equal(other.get("/en/send/answers").form("/answers").send().status, 422, f"about another State it is refused: {moved.path}")
    other.get("/en/send/state").form().fill("state", "GHA").send()
    page = other.get("/en/send/answers")
    form = page.form("/answers")
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: other.request("POST", form.action, **body_of(form), follow=False), range(4)))
    tap.ok(all(a.status in (303, 409) for a in answers), "four times at once", [a.status for a in answers])
    sent = desk.json("submission", "list", desk.dir)["submissions"]
    tap.equal([(s["state"], s["late"]) for s in sent], [("GHA", "link")], "one is taken")
    tap.equal(status_of(desk, call), ["used"], "and the link is used")
    _, link = issue(desk, call, "ama@example.org", UNTIL, "--state", "BEN")
    ama = tasks.sign_in(server, "ama@example.org")
    begin_by(ama, link)
    again = tasks.sign_in(server, "ama@example.org")
    tap.ok(again.get(link).has("Go on with the report that you began"), "the same account in another browser goes on")
    tap.ok(begin_by(again, link).status == 200 and "td_draft" in again.cookies, "with the same draft")
    tap.ok(server.visitor().get(link).has("in another browser"), "nobody else does")


def form_of(page, link):
    """The token of a page's form, for another address."""
    return body_of(page.form(), link)


def body_of(form, link=None):
    return {"body": urllib.parse.urlencode({k: v for k, v in form.values if k == "csrf"} if link else form.values).encode(),
            "headers": {"Content-Type": "application/x-www-form-urlencoded"}}


def entered_by_command(desk, tap):
    """What came late on paper, without the web."""
    report = desk.dir / "paper.md"
    report.write_text(files.report("commandleaf"))
    args = ("submit", desk.dir, report, "--state", "GHA", "--purpose", "dialogue", "--organisation", "Union by Post", "--kind", "ngo",
            "--public", *NOW)
    tap.equal([desk.run(*args).status, desk.run(*args, "--late-reason", "").status], [1, 2], "by command too it is refused without a reason")
    sent = desk.json(*args, "--late-reason", "It came by ship.")
    tap.equal((sent["late"], sent["late_reason"]), ("entered", "It came by ship."), "with one it is taken, and says so")
    receipt = (desk.dir / "receipts" / f"{sent['id']}.txt").read_text()
    tap.ok("after its call was over" in receipt or "late" in receipt, "its receipt as well", receipt)
    both = desk.run("submit", desk.dir, report, "--as-state", "GHA", "--purpose", "state-report", "--late-reason", "Late.", *NOW)
    tap.equal(both.status, 2, "a State's own paper is never late for a call")


def story_unneeded_and_entered(desk, tap):
    """A call that opens again makes a link unnecessary; the secretariat enters what came late on paper."""
    desk.init("--rehearsal")
    call = desk.json("call", "open", desk.dir, "--purpose", "dialogue", "--closes", "2026-12-31T18:00", *THEN)["id"]
    _, link = issue(desk, call, "ama@example.org", UNTIL, "--state", "PHL")
    server = desk.serve(*NOW)
    visitor = server.visitor()
    page = write(begin_by(visitor, link))
    desk.must("call", "extend", desk.dir, call, "--closes", "2027-02-01T18:00", "--reason", "A strike.", *NOW)
    tap.ok(visitor.get(link).has("open again by now"), "the link says that it is not needed")
    done = page.form("/answers").send()
    tap.ok(done.path == "/en/send/done" and not done.has("by a personal link"), "and what comes is not late", done.words[:500])
    tap.equal(visitor.get(f"/en/calls/{call}/late").path, f"/en/calls/{call}", "while a call is open there is nothing to ask for")
    desk.must("call", "close", desk.dir, call, "--reason", "Enough.", "--now", "2027-01-02T09:59:00Z")
    desk.user("officer@example.org", "--role", "secretariat")
    officer = tasks.sign_in(server, "officer@example.org")
    page = officer.get("/en/send").form("/send").send()
    page = page.form().fill("state", "GHA").choose("purpose", "dialogue").send()
    page = write(page, "paperleaf", "Union of Letters").form("/answers").send()
    tap.ok(page.status == 422 and page.has("Why is it taken late?"), "the secretariat is asked why", page.words[:400])
    page = page.form("/answers").send()
    tap.equal(page.status, 422, "without a reason it is refused to them too")
    done = page.form("/answers").fill("late_reason", "It came by post, stamped in time.").send()
    tap.ok(done.path == "/en/send/done" and done.has("entered it for its sender"), "with one it is taken", done.words[:600])
    late = [s for s in desk.json("submission", "list", desk.dir)["submissions"] if s["late"]]
    tap.equal([(s["late"], s["late_reason"]) for s in late], [("entered", "It came by post, stamped in time.")], "and says so")
    entered_by_command(desk, tap)
    ama = server.visitor()
    page = tasks.answer_until_file(tasks.begin(ama)).form().attach("file", "report.md", files.report("x").encode()).send()
    page = page.form().send().form().send().form().choose("visibility", "public").send()
    page = page.form("/answers")
    body = body_of(page)
    body["body"] += b"&late_reason=Mine."
    refused = ama.request("POST", "/en/send/answers", **body)
    tap.ok(refused.status == 422 and not refused.has("Why is it taken late?"), "nobody else gives a reason of their own", refused.words[:300])

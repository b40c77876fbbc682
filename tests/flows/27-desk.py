"""The secretariat's desk: what waits, many decided at once, taking back, acting for an organisation, the letter of a day."""
import email
import json
import time

import files
from smtpd import Smtpd
from tasks import sign_in

PASSWORD = "four words put together"


def account(desk, address, role, *more):
    desk.user(address, "--role", role, *more, password=PASSWORD)


def sent(desk, n, more=("--public",)):
    return [desk.submit(desk.file(f"r{i}.md", files.report(f"word{i}", f"Report number {i}")), more=list(more))["id"]
            for i in range(n)]


def statuses(desk):
    return {s["id"]: s["status"] for s in desk.json("submission", "list", desk.dir)["submissions"]}


def tick(page, *ids):
    form = page.form("/desk/decide")
    return form.choose("item", *[f"{i}.received" for i in ids])


def story_forty_at_once(desk, tap):
    """Forty are decided at once, and all of them taken back."""
    desk.init()
    account(desk, "a@example.org", "secretariat")
    ids = sent(desk, 41)
    told = desk.json("desk", desk.dir)
    tap.equal((told["submissions"]["waiting"], {i["id"] for i in told["submissions"]["items"]}), (41, set(ids)),
              "the command counts them")
    ids = [i["id"] for i in told["submissions"]["items"]]
    server = desk.serve()
    officer = sign_in(server, "a@example.org", PASSWORD)
    page = officer.get("/en/desk")
    tap.ok(page.has("41 submissions wait for your word"), "the desk counts them", page.words[:400])
    bad = page.form("/desk/decide").send("Accept")
    tap.ok(bad.status == 422 and bad.errors(), "nothing ticked is asked again", bad.words[:300])
    bad = tick(page, ids[0]).fill("other", "abc").send("Refuse")
    tap.ok(bad.status == 422 and bad.form("/desk/decide").value("other") == "abc" and statuses(desk)[ids[0]] == "received",
           "to refuse wants a reason, and what was typed stays", (bad.status, bad.words[:300]))
    done = tick(page, *ids[:40]).send("Accept")
    now = statuses(desk)
    tap.ok(done.has("40 were done") and [now[i] for i in ids] == ["accepted"] * 40 + ["received"], "forty are accepted",
           done.words[:300])
    tap.equal(officer.get("/en/desk/next").path, f"/en/submissions/{ids[40]}", "the next that waits is the one left")
    tap.equal(officer.get(f"/en/desk/next?after={ids[40]}").path, "/en/desk", "behind the last one stands the desk")
    listed = officer.get("/en/desk/done")
    tap.ok(listed.has("40 decisions") and listed.has("40 decided at once"), "what one did today is listed", listed.words[:300])
    back = done.form("Undo all of them").send()
    tap.ok(back.has("40 were taken back") and set(statuses(desk).values()) == {"received"}, "all are taken back",
           back.words[:300])


def story_two_officers(desk, tap):
    """Somebody else was quicker: said item by item; what another decided since is not taken back."""
    desk.init()
    account(desk, "a@example.org", "secretariat")
    account(desk, "b@example.org", "secretariat")
    ids = sent(desk, 3)
    server = desk.serve()
    first, second = (sign_in(server, w, PASSWORD) for w in ("a@example.org", "b@example.org"))
    seen = [w.get("/en/desk") for w in (first, second)]
    done = tick(seen[0], *ids[:2]).send("Accept")
    late = tick(seen[1], *ids[1:]).fill("reason", "Sent twice.").send("Refuse")
    tap.ok(late.has("1 was done") and late.has("1 was not done") and late.has("Somebody else decided"),
           "the second is told about the one", late.words[:500])
    tap.equal(late.form("/desk/decide").value("reason"), "Sent twice.", "and the reason stays")
    tap.equal([statuses(desk)[i] for i in ids], ["accepted", "accepted", "refused"], "each stands as it was decided")
    form = late.form("/desk/decide").choose("item", f"{ids[1]}.accepted")
    tap.ok(form.send("Refuse").has("1 was done"), "having looked, the second decides")
    back = done.form("Undo all of them").send()
    tap.ok(back.has("1 was taken back") and back.has("1 was not done"), "only what still stands is taken back",
           back.words[:500])
    tap.equal([statuses(desk)[i] for i in ids], ["received", "refused", "refused"], "the other's word stands")


def story_closed_to_others(desk, tap):
    """A member has the list and not the desk; others and strangers have neither."""
    desk.init()
    account(desk, "m@example.org", "member", "--state", "GHA")
    account(desk, "o@example.org", "organisation")
    sent(desk, 1)
    server = desk.serve()
    member, other = (sign_in(server, w, PASSWORD) for w in ("m@example.org", "o@example.org"))
    tap.equal(member.get("/en/desk").path, "/en/desk/submissions", "a member is led to the list")
    for who, visitor in (("member", member), ("organisation", other), ("stranger", server.visitor())):
        got = [visitor.get(p).status for p in ("/en/desk.json", "/en/desk/next", "/en/desk/done", "/en/desk/behalf",
                                               "/en/desk/failed")]
        tap.equal(got, [403] * 5, f"the desk is closed to a {who}")


def story_one_letter_a_day(desk, tap):
    """The letter of a day goes once to each officer, says how many, and names nothing; a restart sends no second one."""
    desk.init("--rehearsal")
    at = ["--now", "2027-03-01T09:30:00Z"]
    desk.must("user", "add", desk.dir, "a@example.org", "--role", "secretariat", *at, given=PASSWORD + "\n")
    desk.submit(desk.file("r.md", files.report("x", "A secret title")), more=["--public", *at])

    def letters():
        return [f for f in (desk.dir / "mail" / "new").glob("*") if b"desk" in f.read_bytes()]
    for n in range(2):
        server = desk.serve(*at)
        end = time.monotonic() + (15 if n == 0 else 3)
        while time.monotonic() < end and (n or not letters()):
            time.sleep(0.1)
        server.stop()
    found = letters()
    tap.equal(len(found), 1, "one letter")
    text = email.message_from_bytes(found[0].read_bytes()).get_payload(0).get_payload(decode=True).decode() if found else ""
    tap.ok("1 submission waits" in text and "secret title" not in text and "Ghana" not in text, "with counts alone", text[:1500])


def story_on_behalf(desk, tap):
    """An officer acts for an organisation: said on each page, with no other right, marked, and ended."""
    desk.init()
    account(desk, "a@example.org", "secretariat")
    desk.sql("insert into organisation (id, name, sort_key, folded, likeness, looks, kind, status, again, secret, created,"
             " changed) values ('aaaabbbbccccdddd', 'Union of Crews', '1', 'union of crews', 'union crews', 'union of crews',"
             " 'ngo', 'published', 0, " + ("'\\x00'" if desk.database else "x'00'") + ", 1, 1)")
    server = desk.serve()
    officer = sign_in(server, "a@example.org", PASSWORD)
    page = officer.get("/en/desk/behalf?words=crews")
    page = page.form("Enter for this one").send()
    tap.ok(page.has("on behalf of Union of Crews"), "every page says it", page.words[:300])
    tap.equal(officer.get("/en/desk/done").status, 403, "the officer's own rights are off")
    page.form("/send").send()
    page = officer.get("/en").form("/desk/behalf/end").send()
    tap.ok(page.path == "/en/desk" and not page.has("on behalf of Union of Crews"), "it is ended", page.words[:300])
    acts = json.dumps(officer.get("/en/desk.json").text)
    tap.ok("Union of Crews" not in acts, "the desk's JSON names nobody")


def story_failed_work(desk, tap):
    """A letter that was refused is tried again from the page, another given up; a work of the server that fails stands there until it succeeds."""
    desk.init()
    account(desk, "a@example.org", "secretariat")
    smtpd = Smtpd(desk.home / "smtpd")
    try:
        ini = desk.dir / "instance.ini"
        ini.write_text(ini.read_text().split("[mail]")[0].rstrip() + f"\n\n[mail]\nkeeper=smtp\nurl=smtp://127.0.0.1:{smtpd.port}\n")
        server = desk.serve()
        officer = sign_in(server, "a@example.org", PASSWORD)

        def page_with(words, there=True):
            end = time.monotonic() + 15
            while True:
                page = officer.get("/en/desk/failed")
                if page.has(words) is there or time.monotonic() > end:
                    return page
                time.sleep(0.1)
        n = len(smtpd.wait(1))  # the letters about the officer's own account
        tap.equal(page_with("None.").words.count("None."), 2, "at first nothing failed")
        smtpd.answers("RCPT 550 <b@example.org> no such user")
        account(desk, "b@example.org", "secretariat")
        page = page_with("Try again")
        tap.ok(page.has("for good") and page.has("1 time") and "b@example" not in page.text, "a letter that its server refused, without an address", page.words[:700])
        tap.ok(officer.get("/en/desk").has("1 failed work"), "the desk counts it", officer.get("/en/desk").words[:600])
        smtpd.answers()
        page.form("/desk/failed").send("Try again")
        page = page_with("Try again", False)
        tap.equal((len(smtpd.wait(n + 1)), page.has("for good")), (n + 1, False), "tried again it goes, and leaves the page")
        smtpd.answers("RCPT 550 <c@example.org> no such user")
        account(desk, "c@example.org", "secretariat")
        page_with("Give it up").form("/desk/failed").send("Give it up")
        tap.ok(page_with("Give it up", False).words.count("None.") == 2 and len(smtpd.letters()) == n + 1, "given up it leaves the page, and is not sent")
        smtpd.answers()
        desk.sql("alter table citation rename to citation_away")
        id_ = sent(desk, 1)[0]
        tap.ok(id_ in statuses(desk), "who sends by command meanwhile gets the receipt")
        desk.publish(id_)
        page = page_with("subscriber citations")
        tap.ok(page.has("subscriber citations") and page.has("The server tries them again by itself") and "citation_away" not in page.text
               and "no such table" not in page.text, "a work that fails stands there, in words for people", page.words[:700])
        tap.equal(server.visitor().get("/en/").status, 200, "and holds nobody up")
        desk.sql("alter table citation_away rename to citation")
        desk.publish(sent(desk, 1)[0])
        tap.equal(page_with("subscriber citations", False).has("subscriber citations"), False, "when it succeeds it is gone")
    finally:
        smtpd.stop()

"""Organisations send: a draft that colleagues share, letters to them, on behalf, merged with what they sent, invited by letter."""
import re
import sqlite3
import time
import urllib.parse

import files
from smtpd import message
from tasks import begin, sign_in

LATER = "2099-01-01T00:00:00Z"


def organisation(desk, name, kind, **people):
    """A verified one with its people; its id."""
    id_ = desk.json("organisation", "add", desk.dir, "--name", name, "--kind", kind, "--visibility", "public")["id"]
    desk.must("organisation", "verify", desk.dir, id_, "--reason", "Statutes seen.")
    for who, level in people.items():
        desk.user(f"{who}@example.org", "--role", "organisation")
        desk.sql("insert into membership (person, organisation, level, since)"
                 f" select id, '{id_}', '{level}', 1 from person where address = '{who}@example.org'")
    return id_


def enter(server, *names):
    return [sign_in(server, f"{n}@example.org") for n in names]


def to_sender(visitor):
    """To the question who sends it."""
    return begin(visitor).form("/send/state").fill("state", "GHA").choose("purpose", "dialogue").send()


def to_answers(page, title, secret=""):
    """From the question for the file to the last page."""
    page = page.form("/send/file").attach("file", "r.md", files.report(secret, title).encode()).send()
    page = page.form("/send/found").send().form("/send/priorities").send()
    return page.form("/send/visibility").choose("visibility", "confidential").send()


def draft_for(visitor, id_, title, secret=""):
    """A whole draft for an organisation: its last page and its id."""
    page = to_answers(to_sender(visitor).form("/send/sender").choose("organisation", id_).send(), title, secret)
    return page, visitor.cookies["td_draft"].split(".")[0]


def send_for(visitor, id_, title, secret=""):
    page, submission = draft_for(visitor, id_, title, secret)
    page = page.form("/send/answers").send("Send the report")
    assert page.path.endswith("/done"), page.words[:400]
    return submission


def mine(visitor):
    return visitor.get("/en/account/submissions")


def post(visitor, path, **fields):
    """As a form that was left open would."""
    token = dict(visitor.get("/en").form("/sign-out").values)["csrf"]
    return visitor.request("POST", path, urllib.parse.urlencode({"csrf": token, **fields}).encode(),
                           {"Content-Type": "application/x-www-form-urlencoded"})


def letters(desk):
    """(receiver, subject and text) of each letter, oldest first."""
    folder = desk.dir / "mail" / "new"
    found = sorted(folder.iterdir(), key=lambda p: p.stat().st_mtime_ns) if folder.exists() else []
    mails = [message(p.read_bytes()) for p in found]
    return [(m["To"], m["Subject"] + "\n" + m.get_body(("plain",)).get_content()) for m in mails]


def invited(desk, address):
    """The path in the letter to an address."""
    end = time.monotonic() + 15
    while time.monotonic() < end:
        for text in [t for to, t in letters(desk) if to == address]:
            return urllib.parse.urlsplit(re.search(r"http://\S+/invitations/\S+", text)[0]).path
        time.sleep(0.05)
    raise AssertionError(f"no letter to {address}")


def story_a_draft_is_shared(desk, tap):
    """Name and kind are the registry's; a colleague goes on, a viewer reads, another organisation knows nothing."""
    desk.init()
    union = organisation(desk, "Union of Crews", "trade-union", ama="contributor", bo="contributor", vi="viewer")
    other = organisation(desk, "Farm Watch", "ngo", eve="lead")
    server = desk.serve()
    ama, bo, vi, eve = enter(server, "ama", "bo", "vi", "eve")
    page = to_sender(ama)
    tap.ok(page.has("Union of Crews") and not page.has("Farm Watch"), "the organisation is offered, no other", page.words[:600])
    form = page.form("/send/sender").choose("organisation", union)
    form.values = [(n, other if n == "organisation" else v) for n, v in form.values]
    bad = form.send()
    tap.ok(bad.status == 422 and bad.errors() and not bad.has("Farm Watch"), "nobody sends for another one", bad.words[:300])
    tap.ok(not to_sender(vi).has("Union of Crews"), "nor does a viewer")
    form = page.form("/send/sender").choose("organisation", union).fill("sender_name", "Typed by Hand")
    page = to_answers(form.choose("sender_kind", "ngo").send(), "Crews at sea")
    tap.ok(page.has("Union of Crews") and page.has("Trade union") and not page.has("Typed by Hand"),
           "what the registry says counts, not what was typed", page.words[:900])
    id_ = ama.cookies["td_draft"].split(".")[0]
    tap.equal([mine(who).has("Crews at sea") for who in (ama, bo, vi, eve)], [True, True, True, False], "whose list has the draft")
    page = mine(bo).form(f"{id_}/go-on").send()
    tap.ok(page.path.endswith("/answers") and page.has("Crews at sea"), "a colleague goes on with it", (page.path, page.words[:300]))
    page = bo.get("/en/send/found").form("/send/found").fill("title", "Crews ashore").send()
    tap.ok(page.status == 200 and mine(ama).has("Crews ashore"), "and changes it", (page.status, page.words[:300]))
    tap.ok(f"{id_}/go-on" not in mine(vi).text, "a viewer is offered no change")
    page = post(vi, f"/en/submissions/{id_}/go-on")
    tap.ok(page.status == 200 and page.has("Crews ashore"), "a viewer reads it", (page.status, page.words[:300]))
    got = [vi.get("/en/send/found").form("/send/found").fill("title", "Crews adrift").send().status,
           vi.get("/en/send/answers").form("/send/answers").send("Send the report").status, post(vi, "/en/send/discard").status]
    tap.equal(got, [403] * 3, "and cannot change, send or erase it")
    tap.ok(not mine(ama).has("Crews adrift"), "nothing of it was kept")
    tap.equal([eve.get(f"/en/submissions/{id_}").status, post(eve, f"/en/submissions/{id_}/go-on").status], [404, 404],
              "for another organisation it is not there")
    page = bo.get("/en/send/answers").form("/send/answers").send("Send the report")
    tap.ok(page.path.endswith("/done"), "the colleague sends it", (page.path, page.words[:300]))
    told = desk.json("submission", "show", desk.dir, id_)
    tap.ok("Union of Crews" in str(told) and "trade-union" in str(told), "as the organisation's", told)
    tap.equal([who.get(f"/en/submissions/{id_}").status for who in (ama, bo, vi, eve)], [200, 200, 200, 404], "who reads it")
    tap.equal([mine(who).has("Crews ashore") for who in (ama, bo, vi, eve)], [True, True, True, False], "whose list has it")


def story_colleagues_hear(desk, tap):
    """Of a decision those hear who may write, without what it is about; what is undone in time is told to nobody."""
    desk.init("--rehearsal")
    union = organisation(desk, "Union of Crews", "trade-union", ama="contributor", bo="lead", vi="viewer")
    server = desk.serve()
    ama, = enter(server, "ama")
    id_ = send_for(ama, union, "Crews at sea", "zanzibarleaf")

    def go_out():
        desk.must("mail", "send", desk.dir, "--now", LATER)
        return letters(desk)
    before = len(go_out())

    def decide(word, *more):
        return desk.json("submission", word, desk.dir, id_, *more)
    act = decide("accept")["act"]
    desk.must("submission", "undo", desk.dir, act)
    tap.equal(len(go_out()), before, "undone within the time, nobody hears")
    act = decide("ask-change", "--reason", "Name the quokkaleaf.")["act"]
    tap.equal(len(letters(desk)), before, "nothing goes at once")
    heard = go_out()[before:]
    tap.equal(sorted(to for to, _ in heard), ["ama@example.org", "bo@example.org"], "then those who may write hear, once")
    said = " ".join(text for _, text in heard).lower()
    tap.equal([w for w in ("ghana", "crews", "union", "zanzibarleaf", "quokkaleaf", "article 16") if w in said], [],
              "and no word of what it is about")
    tap.ok(f"/submissions/{id_}" in said, "but where it stands", said[:600])
    tap.ok(mine(ama).has("Name the quokkaleaf."), "there stands what is asked")
    desk.must("submission", "undo", desk.dir, act)
    tap.equal(len(go_out()), before + 4, "who heard also hears that it was taken back")


def story_entered_on_behalf(desk, tap):
    """What the secretariat enters for an organisation is the organisation's, says so, and is not the officer's."""
    desk.init()
    union = organisation(desk, "Union of Crews", "trade-union", ama="contributor")
    desk.user("officer@example.org", "--role", "secretariat")
    server = desk.serve()
    officer, ama = enter(server, "officer", "ama")
    officer.get("/en/desk/behalf?words=crews").form("Enter for this one").send()
    page = to_sender(officer)
    form = page.form("/send/sender")
    tap.equal(form.value("organisation"), union, "the organisation is chosen")
    tap.ok(not page.has("For myself"), "and nobody else is offered", page.words[:600])
    form.values = [(n, "" if n == "organisation" else "Typed by Hand" if n == "sender_name" else v) for n, v in form.values]
    page = to_answers(form.send(), "Crews at sea")
    tap.ok(page.has("Union of Crews") and not page.has("Typed by Hand"), "it stays the organisation's", page.words[:600])
    id_ = officer.cookies["td_draft"].split(".")[0]
    tap.ok(mine(ama).has("Crews at sea"), "its people see the draft")
    page = page.form("/send/answers").send("Send the report")
    tap.ok(page.path.endswith("/done"), "it is sent", (page.path, page.words[:300]))
    for who, visitor in (("officer", officer), ("its people", ama)):
        page = visitor.get(f"/en/submissions/{id_}")
        tap.ok(page.has("The secretariat entered this on behalf"), f"its page says who entered it: {who}", page.words[:600])
    page, draft = draft_for(officer, union, "Crews to come")
    officer.get("/en").form("/desk/behalf/end").send()
    tap.ok(not mine(officer).has("Crews at sea"), "the officer's own list has none of it")
    page = officer.get(f"/en/submissions/{id_}")
    tap.ok(page.status == 200 and f"{id_}/correct" not in page.text, "the officer reads it as the secretariat", page.status)
    got = post(officer, f"/en/submissions/{id_}/correct")
    tap.ok(got.status == 409, "and corrects nothing for them", (got.status, got.path, got.words[:300]))
    tap.equal(officer.get(f"/en/submissions/{draft}").status, 404, "a draft that was not sent is closed to the officer")
    tap.ok("why=lost" in officer.get("/en/send/answers").url, "in the same browser too", officer.trail[-2:])
    page = mine(ama).form(f"{draft}/go-on").send()
    tap.ok(page.has("Crews to come"), "its people go on with it", page.words[:300])
    if not desk.database:
        base = sqlite3.connect(desk.dir / "treatydesk.db")
        person, = base.execute("select id from person where address = 'officer@example.org'").fetchone()
        rows = base.execute("select act, actor from journal where thing = 'submission' and thing_id = ?", (id_,)).fetchall()
        base.close()
        tap.equal({actor for act, actor in rows if act != "submission.read"}, {f"{person} for {union}"},
                  "the journal says who, and for whom")
        tap.equal({actor for act, actor in rows if act == "submission.read"}, {person},
                  "and that the officer read it later in their own name")


def story_merged_with_what_it_sent(desk, tap):
    """Merged, an organisation takes along what it sent and its drafts."""
    desk.init()
    goes = organisation(desk, "Union of Crew", "trade-union", ama="contributor")
    stays = organisation(desk, "Union of Crews", "trade-union", bo="lead")
    server = desk.serve()
    ama, bo = enter(server, "ama", "bo")
    id_ = send_for(ama, goes, "Crews at sea")
    _, draft = draft_for(ama, goes, "Crews to come")
    tap.equal(bo.get(f"/en/submissions/{id_}").status, 404, "before, the other knows nothing of it")
    desk.must("organisation", "merge", desk.dir, goes, stays, "--reason", "Registered twice.")
    for who, visitor in (("its own people", ama), ("those of the other", bo)):
        page = mine(visitor)
        tap.ok(page.has("Crews at sea") and page.has("Crews to come"), f"{who} have both in their list", page.words[:600])
        tap.equal(visitor.get(f"/en/submissions/{id_}").status, 200, f"{who} read it")
    page = mine(bo).form(f"{draft}/go-on").send().form("/send/answers").send("Send the report")
    tap.ok(page.path.endswith("/done"), "the draft is sent by those of the other", (page.path, page.words[:300]))
    desk.must("verify", desk.dir)


def story_invited_by_letter(desk, tap):
    """A lead invites; behind the letter's link an account is made, or one's own account accepts."""
    desk.init()
    union = organisation(desk, "Union of Crews", "trade-union", ama="lead")
    desk.user("kofi@example.org", "--role", "organisation")
    server = desk.serve()
    ama, kofi = enter(server, "ama", "kofi")
    people = f"/en/organisations/{union}/people"
    for address, level in (("zoe@example.org", "contributor"), ("kofi@example.org", "viewer")):
        ama.get(people).form("Invite").fill("address", address).fill("level", level).send("Invite")
    _, draft = draft_for(ama, union, "Crews at sea")
    zoe, link = server.visitor(), invited(desk, "zoe@example.org")
    page = zoe.get(link)
    tap.ok(page.has("Union of Crews") and page.has("contributor"), "the page says by whom and as what", page.words[:400])
    page = page.form("/invitations/").fill("name", "Zoe").fill("password", "four words put together").send()
    tap.ok(page.status == 200 and mine(zoe).has("Crews at sea"), "with the account the drafts are there", (page.status, page.words[:300]))
    tap.ok(mine(zoe).form(f"{draft}/go-on").send().path.endswith("/answers"), "to be gone on with")
    tap.equal(server.visitor().get(link).status, 404, "the link is used up")
    link = invited(desk, "kofi@example.org")
    tap.ok(not any(b == "Accept" for f in zoe.get(link).forms() for b in f.buttons()), "a link that somebody else opened takes nobody in")
    kofi.get(link).form("Accept").send()
    tap.ok(mine(kofi).has("Crews at sea") and f"{draft}/go-on" not in mine(kofi).text, "who had an account accepts, as a viewer")
    page = ama.get(people)
    tap.ok(page.has("Zoe") and page.has("kofi@example.org") and not page.has("Invited"), "and all stand among its people", page.words[:500])
    tap.equal(kofi.get(people).text.count('value="remove"'), 1, "a viewer changes only that they belong to it")

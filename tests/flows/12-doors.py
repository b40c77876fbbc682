"""Nobody sees what is not theirs: every address, as everybody, beside submissions in every state of their life.

Each submission carries words that stand nowhere else: in its organisation's name, contact, file name, title, text, reason,
priority and decision. What a person may not know must be in no byte of any answer to them, whatever they ask.
"""
import http.client
import re
import time
import urllib.parse

import tasks
from tasks import answer_until_file, begin

NOBODY = "nobody"
ROLES = {"organisation": ["--role", "organisation"], "secretariat": ["--role", "secretariat"],
         "member": ["--role", "member", "--state", "PHL"], "own": ["--role", "member", "--state", "GHA"],
         "rapporteur": ["--role", "member", "--state", "PHL"], "chair": ["--role", "member", "--state", "PHL"],
         "administrator": ["--role", "administrator"],
         "officer": ["--role", "register-officer"], "focal": ["--role", "reprisals-focal-point"],
         "translator": ["--role", "translator"], "interpreter": ["--role", "interpreter"], "observer": ["--role", "observer"],
         "mission": ["--role", "permanent-mission", "--state", "GHA"], "ministry": ["--role", "ministry", "--state", "GHA"]}
# What members are given besides: a term that they must hold as members.
GIVEN = {"rapporteur": ["--role", "country-rapporteur", "--state", "GHA"], "chair": ["--role", "chair"]}
MEMBERS = ("member", *GIVEN)
EVERYBODY = [NOBODY, *ROLES]
SIGNED_IN = [*ROLES]
# Those whom no rule names for submissions: they have what the public has.
LIKE_THE_PUBLIC = [NOBODY, "organisation", "administrator", "officer", "focal", "translator", "interpreter", "observer", "mission", "ministry"]
# Those who act for Ghana, which holds the consultation.
STATES_OWN = ("mission", "ministry")
PASSWORD = "four words put together"

# name: State, who may read it, what the secretariat did. "own" is a member whose own State is Ghana.
THINGS = {
    "draft": ("GHA", None, None),
    "quiet": ("GHA", "--confidential", None),
    "faraway": ("SLV", "--confidential", None),
    "waiting": ("GHA", "--public", None),
    "open": ("GHA", "--public", ["publish"]),
    "nameless": ("GHA", "--name-withheld", ["publish"]),
    "kept": ("GHA", "--public", ["withhold", "--reason", "decisionkept"]),
    "refused": ("GHA", "--public", ["refuse", "--reason", "decisionrefused"]),
    "asked": ("GHA", "--public", ["ask-change", "--reason", "decisionasked"]),
    "taken": ("GHA", "--public", ["take-down"]),
    "twin": ("GHA", "--public", ["duplicate"]),
    "paper": ("GHA", "--as-state", None),  # the State's own, which those who act for it read
}
ITS_STATE = ("mission", "ministry")

# Who knows that it is there at all (a draft belongs to the browser that wrote it).
KNOWS = {
    "draft": (),
    "quiet": ("secretariat", *MEMBERS),
    "faraway": ("secretariat", *MEMBERS, "own"),
    "waiting": ("secretariat", *MEMBERS),
    "open": EVERYBODY,
    "nameless": EVERYBODY,
    "kept": ("secretariat", *MEMBERS),
    "refused": ("secretariat",),
    "asked": ("secretariat", *MEMBERS),
    "taken": ("secretariat",),
    "twin": ("secretariat",),
    "paper": ("secretariat", *MEMBERS, *ITS_STATE),
}

# Organisations: name, website and words about them. A hidden one is known to its own people and the secretariat alone.
ORGANISATIONS = {"hiddenone": ("secretariat",), "publicone": EVERYBODY}

# Accounts of Ghana's consultation: one for the Committee alone, one that was accepted. "own" is in conflict, missions are the State's.
ACCOUNTS = {"closedaccount": ("secretariat", *MEMBERS), "openaccount": EVERYBODY}

# A draft of the Committee on Ghana, with words beside it that wait: for its members without a conflict and the secretariat.
PAPERS = {"workpaper": ("secretariat", *MEMBERS)}

# A closed briefing about Ghana: of its members without a conflict and the secretariat. A public dialogue. Each with a question, named "q" and the
# meeting, and a line of captions.
MEETINGS = {"closedmeeting": ("secretariat", *MEMBERS), "openmeeting": EVERYBODY}
QUESTIONS = {"qopenmeeting": EVERYBODY, "qclosedmeeting": ("secretariat", *MEMBERS)}
# What stands beside submissions, by who knows of it.
OTHERS = {**ORGANISATIONS, **ACCOUNTS, **PAPERS, **MEETINGS, **QUESTIONS}
# Acts on a submission that somebody knows of: who may; everybody else gets 403. Who does not know of it gets 404.
MAY = {
    "submission.read": EVERYBODY,
    "receipt.read": ("secretariat",),
    "file.read": ("secretariat", *MEMBERS, "own"),
    "submission.erase": ("secretariat",),
    "submission.readers": ("secretariat",),
    "submission.link": (),  # its sender's alone
    "uptake.read": (),
    "organisation.read": EVERYBODY,
    "own-account.read": EVERYBODY,
    "organisation.edit": ("secretariat",),
    "paper.read": EVERYBODY,
    "paper.adopt": ("secretariat",),
    "paper.release": ("secretariat",),
    "text.write": EVERYBODY,
    "meeting.read": EVERYBODY,
    "floor.ask": EVERYBODY,
    "meeting.attend": EVERYBODY,
    "meeting.chair": ("secretariat", "chair"), "meeting.plan": ("secretariat",), "floor.share": ("secretariat",),
    "caption.type": ("secretariat",),
}
# Whose role alone opens the act, before it is asked which meeting it is.
AT_MEETINGS = {"meeting.chair": ("secretariat", "chair"), "meeting.plan": ("secretariat",), "caption.type": ("secretariat", "translator", "interpreter")}
# What may be erased, in two steps: it was taken down, or is shown to nobody anyhow.
ERASABLE = ("taken", "refused", "twin")
# A member has no part in the review of the own State: of a published report they have what the public has.
ONLY_AS_PUBLIC = {("own", "open"), ("own", "nameless")}

# Acts without a submission: who may. Everybody else gets 403.
ACTS = {"public.read": EVERYBODY, "submission.send": EVERYBODY, "person.sign-in": EVERYBODY, "mail.show": EVERYBODY,
        "person.own": SIGNED_IN, "organisation.add": SIGNED_IN, "submission.list": ("secretariat", *MEMBERS, "own"),
        "own-account.give": [who for who in EVERYBODY if who not in ("mission", "ministry")],
        "state-answer.give": ("mission", "ministry"), "state.people": ("mission",),
        "user.list": ("secretariat", "administrator"), "user.role": ("administrator",),
        "user.disable": ("administrator",), "conflict.declare": (*MEMBERS, "own", "officer"), "conflict.record": ("secretariat",),
        "dossier.read": ("secretariat", *MEMBERS, "own"), "dossier.note": ("secretariat", *MEMBERS, "own"),
        "consultation.hold": STATES_OWN, "consultation.comment": EVERYBODY,
        "desk.see": ("secretariat",), "desk.work": ("secretariat", "administrator"), "behalf.begin": ("secretariat",), "document.import": ("secretariat",),
        "follow-up.assess": ("secretariat", *MEMBERS), "follow-up.state": STATES_OWN, "follow-up.keep": ("secretariat",),
        "meeting.read": EVERYBODY, "meeting.attend": EVERYBODY, "meeting.plan": ("secretariat",),
        "accreditation.ask": SIGNED_IN, "accreditation.decide": ("secretariat",), "delegation.enter": ("mission",),
        "paper.read": EVERYBODY, "paper.write": ("secretariat", *MEMBERS, "own"), "participant.record": ("secretariat",),
        "general-comment.keep": ("secretariat",), "general-comment.bench": ("secretariat", *MEMBERS, "own"), "general-comment.say": EVERYBODY,
        "translation.write": SIGNED_IN, "translation.keep": ("secretariat", "translator"),
        "spreading.note": SIGNED_IN, "spreading.keep": ("secretariat",),
        "declaration.record": ("secretariat",), "sealed.send": EVERYBODY, "sealed.open": ("officer", "focal"),
        "case.read": EVERYBODY, "case.keep": ("officer",), "case.answer": EVERYBODY, "case.journal": ("chair",), "reprisal.keep": ("focal",),
        "organisation.risk": ("secretariat", "focal"),
        "call.open": ("secretariat",), "call.extend": ("secretariat",), "call.late": ("secretariat",)}
# Acts that only forms ask.
FORMS = {"submission.publish", "submission.note", "submission.edit", "submission.take-down", "organisation.verify", "session.change", "stage.change",
         "call.close", "receipt.forget", "own-account.decide", "question.note", "question.answer"}


def w(part, thing):
    return f"q{part}q{thing}"


def words_of(thing):
    return {part: w(part, thing) for part in ("org", "mail", "file", "title", "text", "reason", "prio", "account")} | \
        {"decision": f"decision{thing}"}


def text_of(thing):
    return (f"# Report {w('title', thing)}\n\n## Detention\n\n1. Migrant workers are held without a decision, contrary to "
            f"article 16 of the Convention (CMW/C/GHA/CO/1, para. 1). {w('text', thing)}\n\n## Questions\n\n(a) How many persons were held? "
            f"{w('text', thing)}\n")


def not_for(who):
    """The words that must be in no answer to them, as {word: of which submission}."""
    hidden = {}
    for thing in THINGS:
        words = words_of(thing)
        if who not in KNOWS[thing]:
            hidden |= {word: thing for word in words.values()}
            continue
        if who != "secretariat":
            hidden[words["mail"]] = thing
        if (who in LIKE_THE_PUBLIC and not (thing == "paper" and who in ITS_STATE)) or (who, thing) in ONLY_AS_PUBLIC:
            hidden |= {words[part]: thing for part in ("file", "reason", "decision")}
            if thing == "nameless":
                hidden[words["org"]] = thing
    for name, knows in ORGANISATIONS.items():
        if who not in knows:
            hidden |= {w(part, name): name for part in ("org", "site", "about")}
    hidden |= {w("text", name): name for name, knows in {**ACCOUNTS, **PAPERS, **MEETINGS}.items() if who not in knows}
    if who != "secretariat":
        hidden["qaccountwhy"] = "why an account is shown"
        hidden["qinvited"] = "an invitation"
        hidden["qverifiedwhy"] = "why an organisation was verified"
    if who not in ("secretariat", *MEMBERS):
        hidden["qassesswhy"] = "a draft of an assessment"
    if who not in ("secretariat", *MEMBERS, "own"):
        hidden["qforcommittee"] = "a comment on a draft general comment for the Committee alone"
    if who not in STATES_OWN:
        hidden["qforstate"] = "a comment for the State alone"
    if who not in ("secretariat", "administrator"):
        hidden |= {"qfounder": "an account", "qaway": "another account with a role and a conflict"}
    return hidden


def send_one(desk, thing, choice):
    state = THINGS[thing][0]
    file = desk.file(w("file", thing) + ".md", text_of(thing))
    if choice == "--as-state":
        return desk.json("submit", desk.dir, file, choice, state, "--purpose", "state-report", "--contact",
                         w("mail", thing) + "@example.org")["id"]
    return desk.submit(file, state=state, organisation=w("org", thing) + " Friends", contact=w("mail", thing) + "@example.org",
                       more=[choice, "--reason", w("reason", thing), "--priority", "16:" + w("prio", thing)])["id"]


def write_draft(server):
    """A draft up to its last question, in a browser of its own."""
    visitor = server.visitor()
    page = answer_until_file(begin(visitor), name=w("org", "draft") + " Friends", contact=w("mail", "draft") + "@example.org")
    page = page.form().attach("file", w("file", "draft") + ".md", text_of("draft").encode()).send()
    page = page.form().fill("title", "Report " + w("title", "draft")).send()
    page = page.form().fill("priority-1", w("prio", "draft")).send()
    page.form().choose("visibility", "public").send()
    return visitor, visitor.cookies["td_draft"].split(".")[0]


def sign_in(server, who):
    return (server.visitor() if who == NOBODY else tasks.sign_in(server, f"{who}@example.org", PASSWORD)).keep()


def settle(visitor):
    """Until the index has followed the journal."""
    for _ in range(100):
        if visitor.get("/en/search.json?words=" + w("text", "nameless")).text.count(w("text", "nameless")) >= 1:
            return
        time.sleep(0.1)


def plant_people(desk, server):
    """A hidden organisation with somebody invited, a public one, a role given, a conflict recorded; {name: id}."""
    ids = {}
    founder = tasks.sign_in(server, "qfounder@example.org", PASSWORD)
    form = founder.get("/en/organisations/new").form("/new").fill("name", w("org", "hiddenone")).choose("kind", "ngo")
    form = form.fill("website", f"https://{w('site', 'hiddenone')}.example.org").fill("about", w("about", "hiddenone"))
    page = form.choose("countries", "GHA").send()
    ids["hiddenone"] = page.path.rsplit("/", 1)[1]
    page = founder.get(page.path + "/people").form("Invite").fill("address", "qinvited@example.org").fill("level", "viewer")
    assert page.send("Invite").has("qinvited@example.org")
    ids["publicone"] = desk.json("organisation", "add", desk.dir, "--name", w("org", "publicone"), "--kind", "ngo",
                                 "--website", f"https://{w('site', 'publicone')}.example.org", "--about",
                                 w("about", "publicone"), "--visibility", "public", "--country", "GHA")["id"]
    desk.must("organisation", "verify", desk.dir, ids["publicone"], "--reason", "qverifiedwhy")
    ids["consultation"] = plant_consultation(server, founder, ids["hiddenone"])
    desk.must("user", "role", desk.dir, "qaway@example.org", "--role", "country-rapporteur", "--state", "GHA")
    desk.must("user", "conflict", desk.dir, "qaway@example.org", "--state", "SLV", "--ground", "residence")
    ids["person"] = next(u["id"] for u in desk.json("user", "list", desk.dir)["people"] if u["address"] == "qaway@example.org")
    return ids


def give_account(visitor, words, visibility=None):
    form = visitor.get("/en/states/GHA/own-account?for=me").form("/own-account").choose("a-consulted", "no").fill("t-how", words)
    if visibility:
        form.choose("visibility", visibility)
    page = form.send()
    assert page.status == 200, page.words[:300]
    return page.path.rsplit("/", 1)[1]


def plant_accounts(desk, server):
    """One for the Committee alone, one public and accepted with a reason; {name: id}."""
    desk.user("qteller@example.org", "--role", "organisation", password=PASSWORD)
    ids = {"closedaccount": give_account(sign_in(server, "qfounder"), w("text", "closedaccount")),
           "openaccount": give_account(sign_in(server, "qteller"), w("text", "openaccount"), "public")}
    page = sign_in(server, "secretariat").get(f"/en/own-accounts/{ids['openaccount']}")
    page = page.form("/decide").fill("reason", "qaccountwhy").send("Show it to the public")
    assert page.has("published"), page.words[:300]
    return ids


def plant_recommendation(desk):
    """One to Ghana, with an assessment that the Committee has not released; its id."""
    id_ = desk.json("recommendations", desk.dir, "--state", "GHA")["recommendations"][0]["id"]
    desk.must("recommendation", "assess", desk.dir, id_, "--assessment", "in-part", "--reason", "qassesswhy")
    return id_


def plant_paper(desk):
    """A draft of the Committee with words that stand and words that wait beside them; {name: id}."""
    id_ = desk.json("paper", "begin", desk.dir, "--kind", "list-of-issues", "--state", "GHA", "--cycle", "2")["id"]
    file = desk.file("section.md", w("text", "workpaper"))
    desk.must("paper", "write", desk.dir, id_, file, "--section", "general")
    file = desk.file("section.md", w("text", "workpaper") + " as somebody else would have it")
    branch = desk.json("paper", "write", desk.dir, id_, file, "--section", "general", "--base", "0")["version"]
    return {"workpaper": id_, "branch": branch}


def plant_meetings(desk):
    """In a session of last year: a dialogue, and a briefing with words and a link that only those of it may have; {name: id}."""
    ids = {}
    desk.must("programme", "new", desk.dir, "--session", "41", "--states", "GHA")
    place = desk.json("place", "add", desk.dir, "--name", "Room " + w("text", "closedmeeting"), "--remote", "outside", "--link",
                      f"https://rooms.example.org/{w('text', 'closedmeeting')}")["id"]
    for m in desk.json("programme", desk.dir, "--session", "41")["meetings"]:
        if m["kind"] == "lunchtime-briefing":
            ids["closedmeeting"] = m["id"]
            desk.must("programme", "place", desk.dir, m["id"], place)
            desk.must("programme", "move", desk.dir, m["id"], "--note", w("text", "closedmeeting"))
        elif m["kind"] == "dialogue":
            ids["openmeeting"] = m["id"]
    desk.must("programme", "publish", desk.dir, "--session", "41")
    return ids


def plant_said(desk, server, meetings):
    """A question and a line of captions of each meeting, with its words; {name: id} of the questions."""
    officer, ids = sign_in(server, "secretariat"), {}
    for name, meeting in meetings.items():
        ids["q" + name] = desk.json("question", "add", desk.dir, meeting, w("text", name), "--by", w("text", name), "--to", "state")["id"]
        form = officer.get(f"/en/meetings/{meeting}/captions/type?language=en").form("Send the line")
        assert form.fill("text", w("text", name)).send().status == 200
    return ids


def plant_consultation(server, founder, hidden):
    """A State's, with comments of a hidden organisation: one for the State alone, one for everybody; its id."""
    form = tasks.sign_in(server, "ministry@example.org", PASSWORD).get("/en/consultations/new").form("/new")
    for name, value in {"opens": "2020-01-01", "closes": "2099-12-18", "zone": "Africa/Accra", "languages": "en", "how": "Here."}.items():
        form.fill(name, value)
    path = form.send().path
    for visibility in ("state", "public"):
        form = founder.get(path + "/comments").form("/comments").choose("organisation", hidden)
        form = form.choose("visibility", visibility).choose("named", "no")
        page = form.fill("text", "qforstate" if visibility == "state" else "For everybody.").send()
        assert page.path.endswith("/mine"), page.words[:400]
    return path.rsplit("/", 1)[1]


def plant_general(desk, hidden):
    """A general comment with an open draft, on which an organisation wrote one comment for the Committee alone and one for everybody; ids."""
    id_ = desk.json("general-comment", "begin", desk.dir, "--title", "en=Debt", "--body", "CMW")["id"]
    draft = desk.json("general-comment", "draft", desk.dir, id_, desk.file("gc.md", "# Draft\n\n1. Fees bind workers.\n"), "--language", "en")["id"]
    desk.must("general-comment", "stage", desk.dir, id_, "comments", "--opens", "2020-01-01", "--closes", "2099-12-18T18:00")
    for words, who in (("qforcommittee", ["--committee", "--organisation", hidden]),
                       ("For everybody.", ["--public", "--paragraph", "1", "--as", "expert", "--name", "A"])):
        desk.must("general-comment", "comment", desk.dir, draft, words, *who)
    return {"general": id_, "gcdraft": draft}


def house(desk):
    """An instance with all of it, served."""
    desk.init("--checkpoint-seconds", "1")
    for who, role in ROLES.items():
        desk.user(f"{who}@example.org", *role, password=PASSWORD)
    for who, role in GIVEN.items():
        desk.must("user", "role", desk.dir, f"{who}@example.org", *role)
    ids = {}
    for thing, (_, choice, decision) in THINGS.items():
        if choice is not None:
            ids[thing] = send_one(desk, thing, choice)
        if decision is not None:
            of = ["--of", ids["open"]] if thing == "twin" else []
            desk.must("submission", decision[0], desk.dir, ids[thing], *decision[1:], *of)
    desk.user("qfounder@example.org", "--role", "organisation", password=PASSWORD)
    desk.user("qaway@example.org", "--role", "member", "--state", "PHL", password=PASSWORD)
    ids["call"] = desk.json("call", "open", desk.dir, "--purpose", "dialogue", "--state", "SLV", "--closes",
                            "2099-12-18T18:00")["id"]
    ids["copy"] = desk.json("participant", "list", desk.dir)["copies"][0]["id"]
    ids["document"] = desk.json("document", "import", desk.dir, "--symbol", "CMW/C/GHA/CO/1", "--language", "en",
                                desk.file("observations.md", "# Observations\n\n1. The Committee recommends a paragraph for everybody.\n"))["id"]
    ids["translation"] = desk.json("translation", "propose", desk.dir, ids["document"], "wo")["id"]
    ids["recommendation"] = plant_recommendation(desk)
    server = desk.serve()
    ids |= plant_people(desk, server)
    ids |= plant_accounts(desk, server)
    ids |= plant_paper(desk)
    ids |= plant_general(desk, ids["hiddenone"])
    meetings = plant_meetings(desk)
    ids |= meetings | plant_said(desk, server, meetings)
    writer, ids["draft"] = write_draft(server)
    settle(server.visitor())
    return server, ids, writer


def things_of(path, ids):
    """Whose ids an address takes: of submissions, of organisations, of people."""
    if "/meetings/" in path:
        return {t: ids[t] for t in MEETINGS}
    if "/submissions/" in path:
        return {t: ids[t] for t in THINGS}
    if "/organisations/" in path:
        return {t: ids[t] for t in ORGANISATIONS}
    if "/own-accounts/" in path:
        return {t: ids[t] for t in ACCOUNTS}
    if "/papers/" in path or "/writing/" in path:
        return {t: ids[t] for t in PAPERS}
    if "/questions/" in path:
        return {t: ids[t] for t in QUESTIONS}
    if "/calls/" in path:
        return {"call": ids["call"]}
    if "/consultations/" in path:
        return {"consultation": ids["consultation"]}
    if "/general-comments/" in path:
        return {"general": ids["general"]}
    if "/recommendations/of/" in path:
        return {"document": ids["document"]}
    if "/recommendations/" in path:
        return {"recommendation": ids["recommendation"]}
    if "/documents/" in path:
        return {"document": ids["document"]}
    if "/translation/" in path or "/translation-files/" in path:
        return {"translation": ids["translation"]}
    return {"person": ids["person"]}


def addresses(row, ids, languages=("en", "ar")):
    """[(address, thing or None)] of one route."""
    path = row["path"].replace("{state}", "GHA").replace("{leaf}", "0" * 64).replace("{position}", "1")
    path = path.replace("{number}", "41").replace("{participant}", "ilo").replace("{copy}", ids["copy"])
    path = path.replace("{reprisal}", "0" * 16)
    path = path.replace("{session}", "41").replace("{document}", ids["document"]).replace("/translation/{id}/{n}", "/translation/{id}/1")
    path = path.replace("{purpose}", "communication").replace("{part}", "1").replace("{n}", "1")
    path = path.replace("{draft}", ids["gcdraft"])
    path = path.replace("{article}", "16").replace("{format}", "html").replace("{kind}", "paper").replace("{slug}", "general")
    path = path.replace("/translation-files/{id}/as/html", "/translation-files/{id}/as/po").replace("{idimport}", "0" * 16)
    path = path.replace("{idbranch}", ids["branch"]).replace("{id_request}", "0" * 16).replace("{recording}", "0" * 16)
    path = path.replace("{speaker}", "0" * 16).replace("{paper}", "0" * 16)
    path = path.replace("{symbol*}", "CMW/C/GHA/CO/1").replace("/open/{name}", "/open/records.jsonl")
    path = path.replace("/cite/{language}/html", "/cite/en/bib").replace("{language}", "en")
    path = path.replace("{anchor}", "p1").replace("{shape}", "wide")
    path = path.replace("{key}", "0" * 64).replace("{token}", "0" * 64)
    made = []
    for language in languages if "{lang}" in path else ("",):
        here = path.replace("{lang}", language)
        for thing, id_ in things_of(here, ids).items() if "{id}" in here else ((None, ""),):
            made.append((here.replace("{id}", id_), thing))
    return made


def more_addresses(row):
    """Questions that a page takes in its address, so that lists and searches speak."""
    if row["path"] == "/{lang}/search":
        for words in ("detention", "migrant workers decision", "Friends", "example.org"):
            yield from (f"?words={words.replace(' ', '+')}{more}" for more in ("", "&state=GHA", "&article=16", "&language=en"))
        yield from ("?article=16", "?state=GHA&article=16", "?words=detention&who=civil-society")
        for words in ("Friends", "qorg"):
            yield f"?words=detention&name={words}"
    if row["path"] in ("/{lang}/send", "/{lang}/states"):
        yield "?state=GHA" if row["path"] == "/{lang}/send" else "?words=Ghana"


# Pages that lead elsewhere or are not there, whoever may ask: nothing was begun in this browser, no proof of that leaf,
# links that nobody was sent.
BY_DESIGN = {
    "/{lang}/meetings/{id}/recordings/{recording}": {404}, "/{lang}/rooms/{key}": {404, 410},
    "/{lang}/meetings/{id}/papers/{paper}": {404},
    "/{lang}/sign-in/link/{key}": {410}, "/{lang}/sign-in/forgotten/{key}": {410}, "/{lang}/invitations/{token}": {404},
    "/{lang}/calendars/{key}": {404},
    "/{lang}/general-comments/drafts/{draft}/changes": {403, 404}, "/{lang}/general-comments/pieces/{split}": {403, 404},
    "/{lang}/general-comments/files/{file}": {403, 404}, "/{lang}/desk/documents/many/{batch}": {403, 404},
    "/{lang}/general-comments/drafts/{draft}/compilation/{edition}/{to}": {404},
    "/{lang}/meetings/{meeting}/telephone": {404},
    "/{lang}/participants/{key}": {404}, "/{lang}/participants/{key}/files/{position}": {404},
    "/{lang}/late/{key}": {404}, "/{lang}/subscriptions/confirm/{key}": {410}, "/{lang}/subscriptions/own/{key}": {410},
    "/{lang}/unsubscribe/{token}": {404}, "/log/proof/{leaf}": {404}, "/{lang}/consultations/comment/{key}": {404},
    "/{lang}/general-comments/comment/{key}": {404},
    "/{lang}/rooms/{key}": {404}, "/{lang}/meetings/{id}/recordings/{recording}": {404},
    "/{lang}/accreditation/{id}": {404}, "/{lang}/accreditation/{id}/badge": {404},
    "/{lang}/translation-files/{id}/came/{idimport}": {403, 404},
    # Nothing was chosen for it; nobody here writes for an organisation.
    "/{lang}/documents/{id}/spread/leaflet-file": {422}, "/{lang}/documents/{id}/spread/summary": {403},
    "/{lang}/documents/{id}/spread/note": {403},
    "/{lang}/outbox": {404}, "/{lang}/outbox/{id}": {404},
}


def knows(who, thing):
    return who in {**KNOWS, **OTHERS}[thing]


def wanted(row, who, thing):
    """The statuses that are right."""
    act, path = row["act"], row["path"]
    if path in BY_DESIGN:
        return BY_DESIGN[path]
    if path in ("/{lang}/reprisals/{reprisal}", "/{lang}/desk/at-risk/{organisation}"):  # no entry, no mark
        return {404} if who in ACTS[act] else {403}
    if path.startswith("/{lang}/cases/{id}"):  # there is no communication
        return {404} if who in ACTS[act] else {403}
    if path.startswith("/{lang}/desk/sealed/{id}"):  # nobody sent anything sealed
        return {404} if who in ACTS[act] else {403}
    if act == "meeting.plan":  # the role is asked before the meeting; there is no place of that id
        return {403} if who not in ACTS[act] else {404} if path.endswith("/places/{id}") else {200}
    if thing in (None, "person", "call", "consultation", "general", "document", "recommendation", "translation"):
        if who not in ACTS[act]:
            return {403}
        if "/pool" in path:  # of their own State a member has nothing; nothing was chosen to be taken
            return {404} if who == "own" or path.endswith("/take") else {200}
        if act in ("dossier.read", "dossier.note"):  # of one's own State there is none; notes are new forms, on what they name
            return {404} if who == "own" or "/notes/" in path else {200}
        return {200, 303, 404} if path.startswith("/{lang}/send/") else {200, 303}
    if thing in PAPERS and act in ("paper.adopt", "paper.release"):  # the role is asked before the paper
        return {403} if who != "secretariat" or act == "paper.release" else {200}
    if path.endswith("/papers/{id}/receipt"):  # it was not adopted
        return {404}
    if act in AT_MEETINGS and who not in AT_MEETINGS[act]:
        return {403}
    if act == "submission.readers":  # the same for every id: who may not ask learns nothing
        return {404 if thing == "draft" else 200} if who in MAY[act] else {403}
    if "/part/" in path or "/speakers/{speaker}/" in path:  # nobody sent a recording, nobody speaks
        return {403} if who == NOBODY else {404}
    if act == "floor.share":
        return {200} if who == "secretariat" else {403}
    if act == "floor.ask" and who == NOBODY:
        return {403}
    if not knows(who, thing):
        return {404}
    if act == "floor.ask" and path.endswith("/floor"):  # at a closed one nobody asks; the public one has no list, and its page says so
        return {403} if thing == "closedmeeting" else {303}
    if path.endswith("/people") and thing in ORGANISATIONS:
        return {200} if who == "secretariat" else {404, 403}
    if path.endswith("/co-sign"):  # for its sender and those asked to sign, and nobody here is one
        return {404}
    if path.endswith("/coalition"):
        return {200} if who == "secretariat" else {404}
    allowed = who in MAY[act] and not (act == "file.read" and (who, thing) in ONLY_AS_PUBLIC)
    if thing == "paper" and who in ITS_STATE:
        allowed = act in ("submission.read", "receipt.read", "file.read")
    if act == "submission.erase":
        allowed = allowed and thing in ERASABLE
    return {200} if allowed else {403}


def bytes_of(page):
    return page.body + "".join(f"\n{k}: {v}" for k, v in page.headers.items()).encode()


class Walk:
    """Asks, and keeps what was wrong."""

    def __init__(self, who, visitor, ids):
        self.who, self.visitor = who, visitor
        self.hidden = {}  # the words' first letters -> the words: one look into an answer for many
        for word, thing in not_for(who).items():
            self.hidden.setdefault(word[:5].encode(), []).append((word.encode(), thing))
        self.ids = {ids[t].encode(): t for t in [*THINGS, *OTHERS] if not knows(who, t)}
        self.asked, self.streams, self.wrong_status, self.told = 0, 0, [], []

    def words(self, said, address):
        self.told += [f"{address} tells “{word.decode()}” ({thing})" for begin, words in self.hidden.items() if begin in said
                      for word, thing in words if word in said]

    def look(self, page, address):
        self.asked += 1
        said = bytes_of(page)
        self.words(said, address)
        self.told += [f"{address} tells the id of {thing}" for id_, thing in self.ids.items() if id_ in said and id_.decode() not in address]

    def get(self, address, statuses):
        page = self.visitor.get(address, follow=False)
        self.look(page, address)
        if page.status not in statuses:
            self.wrong_status.append(f"{address}: {page.status}, not {sorted(statuses)}")
        return page

    def follow(self, address, statuses):
        """A live stream as a browser follows it: what it says at once, its state, must tell nothing either."""
        link = http.client.HTTPConnection(urllib.parse.urlsplit(self.visitor.base).netloc, timeout=10)
        cookies = "; ".join(f"{k}={v}" for k, v in self.visitor.cookies.items())
        link.request("GET", address, headers={"Accept": "text/event-stream", "Cookie": cookies})
        sock = link.sock
        answer = link.getresponse()
        if answer.status not in statuses:
            self.wrong_status.append(f"{address} as a stream: {answer.status}, not {sorted(statuses)}")
        sock.settimeout(0.3)
        said = b""
        try:
            while answer.status == 200 and (more := answer.read1(65536)):
                said += more
        except TimeoutError:
            pass
        link.close()
        self.asked += 1
        self.streams += b"data:" in said
        self.words(said, f"{address} as a stream")


def reads(walk, routes, ids):
    for row in routes:
        if row["method"] != "GET":
            continue
        for address, thing in addresses(row, ids, ("en", "ar") if walk.who in (NOBODY, "member") else ("en",)):
            statuses = wanted(row, walk.who, thing)
            walk.get(address, statuses)
            if not address.startswith("/log/") and "/send" not in address:
                # What has no JSON form is not there; a search that asks nothing is no search.
                asked = {422} if row["path"] == "/{lang}/search" else statuses
                if row["path"] == "/{lang}/desk" and walk.who in (*MEMBERS, "own"):
                    asked = {403}  # the page leads them to the list of all; the counts are the secretariat's
                walk.get(address + ".json", asked if row["json"] else {404})
            for form in ("ics", "atom"):
                if row[form]:
                    walk.get(f"{address}.{form}", statuses)
            if row["stream"]:
                walk.follow(address, statuses)
            for more in more_addresses(row):
                walk.get(address + more, {200, 303})
                if row["path"] == "/{lang}/search":
                    walk.get(address + ".json" + more, {200})


def story_every_address_as_everybody(desk, tap):
    """Each route, each role, each state of a submission: the status is the door's, and no planted word gets out; no form
    does anything without its token, nor with it for who may not; what is hidden looks like nothing; HEAD is GET."""
    server, ids, writer = house(desk)
    routes = desk.json("routes")
    unknown = sorted({r["act"] for r in routes} - set(ACTS) - set(MAY) - FORMS)
    tap.equal(unknown, [], "the tables of this story know every act that a route names")
    before, stolen = statuses_of(desk), token_of(server.visitor())
    for who in EVERYBODY:
        visitor = sign_in(server, who)
        walk = Walk(who, visitor, ids)
        reads(walk, routes, ids)
        tap.equal(walk.wrong_status[:12], [], f"{who}: {walk.asked} answers have the status that the door says")
        tap.ok(walk.streams > 0 or who not in ("secretariat", "chair"), f"{who}: live streams spoke", walk.streams)
        tap.equal(nothing_told(visitor, who, ids)[:4], [], f"{who}: what is hidden answers as what never was")
        tap.equal(wrong_forms(walk, routes, ids, stolen)[:12], [], f"{who}: no form without its token does anything")
        tap.equal(wrong_decisions(walk, ids), [], f"{who}: who may not decide is refused alike for what is there and not")
        tap.equal(walk.told[:12], [], f"{who}: none of {walk.asked} answers tells what is not theirs")
    tap.equal(statuses_of(desk), before, "nothing was decided")
    tap.equal(wrong_heads(server.visitor().keep(), routes, ids)[:12], [], "HEAD answers as GET, without its body")
    said = (desk.home / f"server-{server.port}.log").read_text(errors="replace")
    words = [word for t in THINGS for word in words_of(t).values()] + ["closedaccount", "qaccountwhy", "qinvited", "qfounder", "qaway", "hiddenone",
                                                                       "publicone", "workpaper", "closedmeeting"]
    tap.equal([word for word in words if word in said], [], "nor does the server's own output tell any")
    tap.equal(writer.get("/en/send/answers").status, 200, "its writer still has the draft")


def token_of(visitor):
    return dict(visitor.get("/en/check").form("/check").values).get("csrf") or \
        dict(visitor.get("/en/send").form("/send").values)["csrf"]


def post(visitor, address, fields):
    import urllib.parse
    return visitor.request("POST", address, urllib.parse.urlencode(fields).encode(),
                           {"Content-Type": "application/x-www-form-urlencoded"}, follow=False)


def statuses_of(desk):
    return {s["id"]: s["status"] for s in desk.json("submission", "list", desk.dir)["submissions"]}


def wrong_forms(walk, routes, ids, stolen):
    """Forms without a token, or with another person's, that were not refused."""
    wrong = []
    for row in routes:
        if row["csrf"] != "required":
            continue
        for n, (address, thing) in enumerate(addresses(row, ids, ("en",))):
            for fields in ({}, {"csrf": stolen}, {"csrf": ""}, {"csrf": "A" * len(stolen)})[:4 if n == 0 else 2]:
                page = post(walk.visitor, address, fields)
                walk.look(page, address)
                if page.status != 403 and "{token}" not in row["path"]:
                    wrong.append(f"{address} {fields}: {page.status}")
    return wrong


def wrong_decisions(walk, ids):
    """With a good token too: others are refused alike for what is there and what is not."""
    wrong, who = [], walk.who
    token = dict(walk.visitor.get("/en/send").form("/send").values)["csrf"]
    for thing, id_ in {**{t: ids[t] for t in THINGS}, "none": "0123456789abcdef"}.items():
        if who == "secretariat" and thing not in ("draft", "none", "quiet", "faraway"):
            continue
        page = post(walk.visitor, f"/en/submissions/{id_}/decide", {"csrf": token, "decision": "publish"})
        walk.look(page, f"decide {id_}")
        right = 403 if who != "secretariat" else 422 if thing in ("quiet", "faraway") else 404
        if page.status != right:
            wrong.append(f"{thing}: {page.status}, not {right}")
    return wrong


def nothing_told(visitor, who, ids):
    """To the last byte: an address of what one may not know answers as one that was never given."""
    none, told = "0123456789abcdef", []
    for thing in [*THINGS, *OTHERS]:
        if knows(who, thing):
            continue
        where = "submissions" if thing in THINGS else "organisations" if thing in ORGANISATIONS else \
            "papers" if thing in PAPERS else "meetings" if thing in MEETINGS else "questions" if thing in QUESTIONS else "own-accounts"
        for form in ("", ".json", "/receipt", "/receipt.json", "/receipt-file", "/files/1", "/files/9", "/erase", "/readers",
                     "/edit", "/people", "/questions", "/questions.json", "/captions", "/captions/en/file", "/captions/type"):
            there, nowhere = (visitor.get(f"/en/{where}/{i}{form}") for i in (ids[thing], none))
            if there.status != nowhere.status or plain(there).replace(ids[thing], none) != plain(nowhere):
                told.append(f"{thing}{form}: {there.status} {there.text[-400:]} / {nowhere.status} {nowhere.text[-400:]}")
    return told


def wrong_heads(visitor, routes, ids):
    wrong = []
    for row in routes:
        for address, _ in addresses(row, ids, ("en",)) if row["method"] == "GET" else ():
            visitor.get(address, follow=False)  # so that it is kept where it may be
            get, head = visitor.get(address, follow=False), visitor.request("HEAD", address, follow=False)
            differ = [k for k in set(get.headers) | set(head.headers)
                      if k not in ("Date", "Set-Cookie") and get.headers[k] != head.headers[k]]
            if get.status != head.status or head.body or differ:
                wrong.append(f"{address}: {get.status}/{head.status}, {len(head.body)} bytes, {differ}")
    return wrong


def plain(page):
    """All bytes but the time (which an answer to harvesters says in its text), the form's token with its cookie, and the
    log's head on the page that checks receipts: it is signed anew at set times, whether or not anything came."""
    text = re.sub(r'(name="csrf"[^>]*value=")[^"]*|(<responseDate>)[^<]*', r"\1\2", page.text)
    unlike = {"date", "set-cookie"}
    text = re.sub(r'(data-server=")[^"]*', r"\1", text)  # a clock
    if page.path.endswith("/check"):
        text, unlike = text.rsplit("<h2", 1)[0], unlike | {"content-length"}
    heads = [f"{k}: {v}" for k, v in page.headers.items() if k.lower() not in unlike]
    return "\n".join([str(page.status), *heads, text])


def answers_to(visitor, routes, ids, languages=("en",)):
    """What somebody hears at every address, as {address: all bytes but times and tokens}."""
    answers = {}
    for row in routes:
        if row["method"] != "GET" or row["path"] in ("/log/checkpoint", "/{lang}/account/sessions"):
            continue  # signed anew at set times; tells when one was here
        for address, _ in addresses(row, ids, languages):
            for each in [address, *(address + m for m in more_addresses(row))]:
                answers[each] = plain(visitor.get(each, follow=False))
                if row["path"] == "/{lang}/search" and "?" in each:
                    each = each.replace("?", ".json?")
                    answers[each] = plain(visitor.get(each, follow=False))
                elif row["json"] and "?" not in each and not each.startswith("/log/"):
                    answers[each + ".json"] = plain(visitor.get(each + ".json", follow=False))
    return answers


def what_others_may_not_know(desk, server, ids):
    """A confidential report twice, a hidden organisation, somebody invited, a role given, a conflict recorded, accounts for the
    Committee alone."""
    for _ in range(2):
        send_one(desk, "quiet", "--confidential")
    desk.must("submission", "withhold", desk.dir, ids["quiet"], "--reason", "Kept.")
    desk.json("organisation", "add", desk.dir, "--name", "Quiet Union", "--kind", "ngo", "--country", "GHA")
    founder = sign_in(server, "qfounder")
    page = founder.get(f"/en/organisations/{ids['hiddenone']}/people").form("Invite").fill("address", "more@example.org")
    assert page.fill("level", "viewer").send("Invite").has("more@example.org")
    give_account(founder, "Another version.")
    give_account(server.visitor(), "Without an account.")
    paper = desk.json("paper", "begin", desk.dir, "--kind", "concluding-observations", "--state", "GHA", "--cycle", "2")["id"]
    desk.must("paper", "write", desk.dir, paper, desk.file("section.md", "What is concluded."), "--section", "introduction")
    desk.must("paper", "adopt", desk.dir, paper)
    desk.must("user", "role", desk.dir, "qaway@example.org", "--role", "chair")
    desk.must("user", "conflict", desk.dir, "qaway@example.org", "--state", "GHA", "--ground", "declaration")


def story_a_confidential_one_changes_nothing(desk, tap):
    """Before and after all that is nobody's to know: every answer to those outside is the same to the byte."""
    server, ids, _ = house(desk)
    routes = desk.json("routes")
    outside = {who: sign_in(server, who) for who in (NOBODY, "mission", "organisation", "observer", "translator")}
    form = outside["organisation"].get("/en/organisations/new").form("/new").fill("name", "Near Union").choose("kind", "ngo")
    tap.equal(form.choose("countries", "GHA").send().heading, "Near Union", "one of them has an organisation in the same country")

    def all_answers():
        return {who: answers_to(v, routes, ids, ("en", "ar") if who == NOBODY else ("en",)) for who, v in outside.items()}
    for who, visitor in outside.items():
        answers_to(visitor, routes, ids, ("en", "ar") if who == NOBODY else ("en",))  # so that what is kept is kept already
    before = all_answers()
    tap.ok(any(line.lower().startswith("etag:") for text in before[NOBODY].values() for line in text.split("\n")),
           "ETags are compared too")
    what_others_may_not_know(desk, server, ids)
    time.sleep(1.5)
    after = all_answers()
    for who in outside:
        # The receipt of what is one's own State's grows with the log: its proof is one of the log as it is now.
        grows = f"/submissions/{ids['paper']}/receipt" if who in ITS_STATE else None
        tap.equal([a for a in before[who] if after[who].get(a) != before[who][a] and not (grows and grows in a)], [],
                  f"{who}: {len(before[who])} answers stand as they stood")


def story_the_sender_leaves_nothing_for_others(desk, tap):
    """Its sender looks at the published report without its name: the next reader gets the public's page, not theirs."""
    desk.init("--checkpoint-seconds", "1")
    server = desk.serve()
    sender = server.visitor()
    page = answer_until_file(begin(sender), name=w("org", "nameless"), contact=w("mail", "nameless") + "@example.org")
    page = page.form().attach("file", w("file", "nameless") + ".md", text_of("nameless").encode()).send()
    page = page.form().send().form().send()
    page = page.form().choose("visibility", "name-withheld").send().form("/answers").send()
    id_ = re.search(r"/submissions/([0-9a-hjkmnp-tv-z]{16})", page.text).group(1)
    desk.publish(id_)
    time.sleep(0.5)
    for address in (f"/en/submissions/{id_}", f"/en/submissions/{id_}.json", f"/ar/submissions/{id_}", "/en/states/GHA"):
        mine = sender.get(address)
        theirs = server.visitor().get(address)
        told = [part for part in ("org", "mail", "file") if w(part, "nameless") in theirs.text]
        tap.equal(told, [], f"{address.replace(id_, 'ID')}: the stranger sees no name after its sender looked")
        if w("org", "nameless") in mine.text:
            tap.equal(mine.headers["Cache-Control"], "no-store", f"{address.replace(id_, 'ID')}: and the sender's is kept nowhere")


def story_cookies(desk, tap):
    """Who only reads gets no cookie; a sign-in's cookie is out of the reach of scripts and of other sites."""
    desk.init("--checkpoint-seconds", "1")
    desk.user("secretariat@example.org", *ROLES["secretariat"], password=PASSWORD)
    ids = {thing: send_one(desk, thing, THINGS[thing][1]) for thing in ("open", "quiet")}
    desk.publish(ids["open"])
    server = desk.serve()
    reader = server.visitor()
    for address in ("/en", "/ar", "/en/states", "/en/states/GHA", "/en/search?words=detention", "/en/about",
                    f"/en/submissions/{ids['open']}", "/log/key", "/en/nowhere", f"/en/submissions/{ids['quiet']}"):
        reader.get(address)
    tap.equal(reader.cookies, {}, "reading sets none")
    visitor = server.visitor()
    form = visitor.get("/en/sign-in").form("/sign-in").fill("address", "secretariat@example.org").fill("password", PASSWORD)
    page = post(visitor, form.action, form.values)
    first = page.headers.get_all("Set-Cookie") or []
    tap.ok(any(c.startswith("td_second=") for c in first) and not any(c.startswith("td_session=") for c in first),
           "the password alone opens no session", first)
    form = visitor.get("/en/sign-in/code").form("/sign-in/code").fill("code", desk.codes["secretariat@example.org"].pop())
    page = post(visitor, form.action, form.values)
    cookies = first + (page.headers.get_all("Set-Cookie") or [])
    tap.ok(any(c.startswith("td_session=") for c in cookies), "signing in sets one", cookies)
    for cookie in cookies:
        words = [part.strip().lower() for part in cookie.split(";")[1:]]
        tap.ok("httponly" in words and {"samesite=lax", "samesite=strict"} & set(words) and "path=/" in words,
               f"{cookie.split('=')[0]}: HttpOnly, SameSite, for this site", cookie)
    tap.equal(visitor.get("/en/desk").headers["Cache-Control"], "no-store", "what the signed-in see is kept nowhere")
    old = dict(visitor.cookies)
    visitor.get("/en").form("/sign-out").send()
    visitor.cookies = old
    tap.equal(visitor.get("/en/desk").status, 403, "after signing out the old cookie opens nothing")

"""The dossier of a State: coverage by six sources, who sees what of it, and a call on what nobody speaks of."""
import json
import re
import time

import files
from tasks import send_by_web, sign_in

COVERAGE = "/en/states/GHA/coverage"
JOINER = "\u2060"  # keeps a run of numbers on one line
GAPS = "1–15, 18–21, 23–93"


def plain(page):
    return page.words.replace(JOINER, "")


def report(article, word):
    return f"# Notes\n\n1. Migrant workers are held, contrary to article {article} of the Convention. {word}\n"


def send(desk, word, article, choice="--public", kind="ngo", publish=True):
    id_ = desk.submit(desk.file(f"{word}.md", report(article, word)), organisation=f"Union {word}", kind=kind, more=[choice])["id"]
    if publish:
        desk.publish(id_)
    return id_


def staff(desk):
    """An officer, a member, a member of the State itself, and one whose conflicts nobody recorded."""
    desk.user("officer@example.org", "--role", "secretariat")
    desk.user("member@example.org", "--role", "member", "--state", "PHL")
    desk.user("own@example.org", "--role", "member", "--state", "GHA")
    desk.user("untold@example.org", "--role", "member", "--state", "PHL")
    desk.sql("delete from person_conflict where person = (select id from person where address = 'untold@example.org')")


def enter(server, *names):
    return [sign_in(server, f"{n}@example.org") for n in names]


def counted(text):
    """{article: {source: n}} without what is nothing."""
    rows = json.loads(text)["articles"]
    assert len(rows) == 93
    made = {r["article"]: {k: n for k, n in r.items() if k != "article" and n} for r in rows}
    return {article: row for article, row in made.items() if row}


def story_coverage(desk, tap):
    """Every article by six sources: for the public what is public, for the Committee everything, for a member in conflict what is public."""
    desk.init()
    staff(desk)
    send(desk, "qopen", 16)
    send(desk, "qnhri", 17, kind="nhri")
    send(desk, "qquiet", 22, "--confidential", kind="un", publish=False)
    server = desk.serve()
    public = server.visitor()
    officer, member, own, untold = enter(server, "officer", "member", "own", "untold")
    everything = {16: {"civil_society": 1}, 17: {"nhri": 1}, 22: {"un": 1}}
    open_part = {16: {"civil_society": 1}, 17: {"nhri": 1}}

    tap.equal(counted(json.dumps(desk.json("coverage", desk.dir, "GHA"))), everything, "the command counts all")
    for name, visitor, wanted in (("public", public, open_part), ("own", own, open_part), ("untold", untold, open_part),
                                  ("member", member, everything), ("officer", officer, everything)):
        tap.equal(counted(visitor.get(COVERAGE + ".json").text), wanted, f"{name}: what they may read is counted")
    page = public.get("/en/states/GHA").follow("By who wrote")
    tap.ok(page.path == COVERAGE and page.has("Articles on which nothing is public"), "the State's page leads there", page.words[:300])
    tap.ok("<svg" in page.text and page.text.count("<rect") == 6 * 93, "the picture has a place for each article and source")
    tap.ok(not page.has("Open a call"), "the public opens no call")
    tap.equal([n for n, v in (("own", own), ("untold", untold)) if v.get(COVERAGE).has("knows nothing")], [],
              "who has no part in the review reads the public's page")
    page = member.get(COVERAGE)
    tap.ok(page.has("Articles on which the Committee knows nothing") and GAPS in plain(page), "members see the gaps",
           page.words[:600])
    tap.ok(not page.has("Open a call"), "the secretariat opens calls")
    page = officer.get(COVERAGE).follow("Open a call on these articles")
    form = page.form("/desk/calls/new")
    tap.equal((form.value("purpose"), form.value("state")), ("dialogue", "GHA"), "the form of a call has the State and purpose")
    tap.ok(GAPS in form.value("guidance").replace(JOINER, ""), "and names the articles", form.value("guidance"))
    page = form.fill("closes", "2099-01-01T18:00").send().form("/desk/calls/new").send()
    tap.ok(page.path.startswith("/en/calls/") and "18–21" in plain(page), "it is opened from there", page.words[:400])
    page = public.get(COVERAGE + "?cycle=1")
    tap.ok(page.status == 200 and counted(public.get(COVERAGE + ".json?cycle=1").text) == {}, "the review before has its own")
    tap.equal([public.get(COVERAGE + f"?cycle={c}").status for c in ("9", "x", "0")], [404, 404, 404], "others are not there")
    tap.ok(desk.run("coverage", desk.dir, "XXX").status == 1, "a State that is none is said")


OBSERVATIONS = ["Recruitment agencies that charge fees to migrant domestic workers before departure should be licensed and inspected.",
                "The Committee recommends that consular officers visit prisons abroad every month."]


def plant(desk, symbol="CMW/C/GHA/CO/1", source="committee", kind="concluding-observations", cycle=1, texts=OBSERVATIONS, id_="0" * 15 + "c",
          key=900000):
    """A document with paragraphs from 12 on, behind the program's back."""
    desk.sql("insert into document (id, symbol, type, source, state, cycle, day, created, secret) values"
             f" ('{id_}', '{symbol}', '{kind}', '{source}', 'GHA', {cycle}, '2014-09', 1, {blob(desk)})",
             "insert into document_language (document, language, leads, size, pages, words, no_text, added)"
             f" values ('{id_}', 'en', 1, 0, 1, 9, 0, 1)",
             *("insert into document_paragraph (document, language, n, anchor, page, level, kind, number, text, search_key) values"
               f" ('{id_}', 'en', {i + 1}, 'p{12 + i}', 1, 0, 'text', '{12 + i}.', '{text}', {key + i})"
               for i, text in enumerate(texts)))


def blob(desk):
    return "'\\\\x" + "00" * 32 + "'" if desk.database else "x'" + "00" * 32 + "'"


def wait_for(ask, seconds=10):
    """What it says once it says something."""
    end = time.monotonic() + seconds
    while not (got := ask()) and time.monotonic() < end:
        time.sleep(0.1)
    return got


def story_links(desk, tap):
    """A sender says which recommendations their paragraphs speak of; the Committee does not say it for them."""
    desk.init()
    staff(desk)
    plant(desk)
    server = desk.serve()
    sender = server.visitor()
    text = ("# Notes\n\nRecruitment agencies still charge fees to domestic workers before departure; nobody inspects or licenses the agencies. "
            "qlike\n\nParagraph 13 of CMW/C/GHA/CO/1 stands as it stood. qcites\n")
    id_ = send_by_web(sender, "notes.md", text.encode(), "confidential")["id"]
    page = sender.get(f"/en/submissions/{id_}").follow("Which of the Committee’s recommendations it speaks of")
    address = page.path
    page = wait_for(lambda: (lambda p: p if p.has("qlike") else None)(sender.get(address)))
    tap.ok(page and page.has("qcites") and page.has("names it") and page.has("resembles it"), "both ways are found",
           sender.get(address).words[:500])
    tap.ok(page.has("CMW/C/GHA/CO/1, paragraph 12") and page.has("should be licensed and inspected"), "beside the Committee's words")
    page = page.form("Yes, it is about this").send("Yes, it is about this")
    tap.ok(page.status == 200 and page.has("you said yes"), "the sender says yes", page.words[:400])
    page = page.form("Take my word back").send("Take my word back")
    tap.ok(not page.has("you said yes"), "takes it back")
    page = page.form("No, it is not").send("No, it is not")
    tap.ok(page.has("you said no"), "or says no")
    officer, member, own = enter(server, "officer", "member", "own")
    tap.equal([v.get(address).status for v in (officer, member, own, server.visitor())], [403, 403, 404, 404],
              "nobody else opens that page")
    tap.ok(not officer.get(f"/en/submissions/{id_}").has("recommendations it speaks of"), "nor is led there")


DOSSIER = "/en/states/GHA/dossier"
PAGES = (DOSSIER, DOSSIER + ".json", DOSSIER + "/16", DOSSIER + "?source=civil-society", "/en/states/GHA/notes",
         "/en/states/GHA/notes/new?article=16")


def story_dossier(desk, tap):
    """Everything about a State for those who take part in its review: by source, by article, priorities first; shut for all others."""
    desk.init()
    staff(desk)
    desk.user("mission@example.org", "--role", "permanent-mission", "--state", "GHA")
    desk.user("ngo@example.org", "--role", "organisation")
    desk.user("admin@example.org", "--role", "administrator")
    plant(desk)
    for i in range(6):
        send(desk, f"qother{i}", 16)
    first = desk.submit(desk.file("qfirst.pdf", files.pdf(3, "Contrary to article 16 of the Convention people are held. qfirst")),
                        organisation="Union qfirst", more=["--confidential", "--priority", "16:qreason"])["id"]
    send(desk, "qagency", 16, "--confidential", kind="un", publish=False)
    server = desk.serve()
    public = server.visitor()
    officer, member, own, untold, mission, ngo, admin = enter(server, "officer", "member", "own", "untold", "mission", "ngo", "admin")

    shut = {"public": public, "own": own, "untold": untold, "mission": mission, "ngo": ngo, "admin": admin}
    tap.equal({n: sorted({v.get(p).status for p in PAGES}) for n, v in shut.items()}, {n: [404 if n in ("own", "untold") else 403] for n in shut},
              "the public, the State, organisations, a member in conflict and one of whom it is not known are shown nothing")
    tap.equal([n for n, v in shut.items() for p in PAGES if any(w in v.get(p).text for w in ("qfirst", "qother", "qagency"))], [],
              "no word of it")
    tap.equal([n for n, v in shut.items() if v.get("/en/states/GHA").has("The dossier of Ghana")], [], "no page leads them there")
    searches = ("/en/search.json?words=qfirst", "/en/search.json?words=qagency", "/en/search.json?article=16&state=GHA")
    told = [n for n, v in shut.items() for a in searches for hits in [json.dumps(json.loads(v.get(a).text)["hits"])]
            if "qfirst" in hits or "Union qagency" in hits]
    tap.equal(told, [], "nor does a search")
    tap.ok(json.loads(member.get(searches[0]).text)["hits"], "which a member's does")
    page = member.get("/en/states/GHA").follow("The dossier of Ghana")
    tap.ok(page.status == 200 and page.has("Civil society 7") and page.has("Union qfirst"), "a member reads it", page.words[:600])
    tap.ok(page.has("Committee alone") and page.has("1 more"), "what is not public is marked, long lists go on", page.words[:900])
    more = page.follow("1 more")
    tap.ok(more.has("Civil society 7") and "Union qother0" in more.words, "on a page of their own")
    page = member.get(DOSSIER + "/16")
    at = [page.words.find(w) for w in ("named first by its sender", "qfirst", "qother")]
    tap.ok(-1 < at[0] < at[1] < at[2], "what an organisation named first stands first", (at, page.words[:900]))
    tap.ok(page.has("United Nations offices and agencies 1") and page.has("Civil society 9"), "by source", page.words[:1500])
    link = next(l for l in page.links() if "files/1" in l[1] or "files/1" in str(l))
    tap.ok(f"/en/submissions/{first}/files/1#page=" in page.text, "the original opens at the page", link)
    tap.ok(f"/en/submissions/{first}#p" in page.text, "each leads to its place")
    readers = desk.json("submission", "readers", desk.dir, first)
    tap.ok("member@example.org" in json.dumps(readers), "that it was read is noted", readers)
    page = page.follow("5 more")
    tap.ok(page.has("Page 1 of 1") and page.has("qother5"), "a source alone goes on, page by page", page.words[:300])
    data = json.loads(member.get(DOSSIER + ".json").text)
    tap.equal(data["articles"][15]["civil_society"], 9, "the same as data")
    tap.equal(json.loads(desk.must("dossier", desk.dir, "GHA", "--json").out)["articles"][15]["un"], 1, "and as a command")
    desk.must("user", "conflict", desk.dir, "member@example.org", "--state", "GHA", "--ground", "residence")
    tap.equal(sorted({member.get(p).status for p in PAGES}), [404], "a conflict recorded shuts it at once")


def story_notes(desk, tap):
    """A private note is for its writer alone; a shared one for all who read the dossier; what is new stands until it is marked."""
    desk.init()
    staff(desk)
    desk.user("other@example.org", "--role", "member", "--state", "SLV")
    send(desk, "qopen", 16)
    server = desk.serve()
    officer, member, other, own = enter(server, "officer", "member", "other", "own")

    page = member.get(DOSSIER + "/16").follow("note")
    tap.ok(page.has("qopen"), "the form shows the paragraph", page.words[:400])
    bad = page.form("/notes").fill("text", "  ").send("Keep the note")
    tap.ok(bad.status == 422 and bad.has("empty"), "an empty one is refused")
    page = bad.form("/notes").fill("text", "qprivate").choose("shared", "no").send("Keep the note")
    tap.ok(page.path == DOSSIER + "/16" and page.has("qprivate") and page.has("for you alone"), "it stands beside the paragraph",
           page.words[:600])
    page = member.get(DOSSIER + "/16").follow("Write a note on this article").form("/notes")
    page.fill("text", "qshared").choose("shared", "yes").send("Keep the note")
    places = (DOSSIER, DOSSIER + "/16", DOSSIER + ".json", "/en/states/GHA/notes")
    for name, visitor in (("officer", officer), ("other", other)):
        texts = "".join(visitor.get(p).text for p in places)
        tap.ok("qprivate" not in texts and "qshared" in texts, f"{name}: the shared one alone")
    tap.ok("qshared" not in "".join(own.get(p).text for p in places), "a member in conflict: neither")
    page = member.get("/en/states/GHA/notes")
    tap.ok(page.has("qprivate") and page.has("qshared"), "the writer: both")
    private, shared = (re.search(word + r".*?(/en/notes/[0-9a-z]{16})", page.text, re.S).group(1) for word in ("qprivate", "qshared"))
    tap.equal([v.get(private).status for v in (officer, own)] + [officer.get(shared).status, own.get(shared).status], [404, 404, 403, 404],
              "the address of a private note tells nothing")
    form = member.get(private).form("/notes/")
    page = form.fill("text", "qchanged").choose("shared", "no").send("Keep the note")
    tap.ok(page.has("qchanged"), "its writer changes it")
    page = member.get(private).form("Delete the note").send("Delete the note")
    tap.ok(not page.has("qchanged"), "and deletes it", page.words[:300])

    page = other.get(DOSSIER)
    tap.ok(page.has("New to you") and page.has("Union qopen"), "at first everything is new", page.words[:700])
    page = page.form("/seen").send("I saw it")
    tap.ok(page.has("Mark 1 as seen"), "one is marked", page.words[:600])
    page = page.form("/seen").send("Mark 1 as seen")
    tap.ok(page.has("you have seen everything"), "or all", page.words[:600])
    send(desk, "qlater", 17)
    page = other.get(DOSSIER)
    tap.ok(page.has("New since you last looked") and page.has("Mark 1 as seen"), "what came since is new", page.words[:700])
    tap.ok(member.get(DOSSIER).has("New to you"), "for everybody by themselves")


def story_unreported(desk, tap):
    """Recommendations on which nobody has reported; what may be about one is told to members alone, until its sender says so."""
    desk.init()
    staff(desk)
    file = desk.file("co.md", "# Concluding observations\n\n12. The Committee recommends that recruitment agencies that charge fees to migrant "
                     "domestic workers before departure be licensed and inspected.\n\n"
                     "13. The Committee urges the State party to let consular officers visit prisons abroad every month.\n")
    desk.must("document", "import", desk.dir, "--symbol", "CMW/C/GHA/CO/1", "--language", "en", file)
    like = desk.submit(desk.file("like.md", "# Notes\n\nRecruitment agencies still charge fees to domestic workers before departure; nobody "
                                 "inspects or licenses the agencies.\n"), organisation="Union qlike", more=["--public"])["id"]
    desk.publish(like)
    server = desk.serve()
    (member,) = enter(server, "member")
    page = wait_for(lambda: (lambda p: p if p.has("may be about it") else None)(member.get(DOSSIER)))
    tap.ok(page and page.has("2 without a word from anybody, 0 with"), "both stand there", member.get(DOSSIER).words[-1500:])
    tap.ok(page.has("1 paragraph may be about it") and f"/en/submissions/{like}#p" in page.text, "what may be about one is named")
    data = json.loads(member.get(DOSSIER + ".json").text)["unreported"]
    tap.equal([(r["anchor"], r["maybe"]) for r in data], [("p12", 1), ("p13", 0)], "the same as data")
    cites = desk.submit(desk.file("cites.md", "# Notes\n\nParagraph 13 of CMW/C/GHA/CO/1 stands as it stood.\n"), more=["--confidential"])["id"]
    page = member.get(DOSSIER)
    tap.ok(page.has("1 without a word from anybody, 1 with"), "what is cited counts at once", page.words[-1200:])
    desk.must("submission", "refuse", desk.dir, cites, "--reason", "No.")
    tap.ok(member.get(DOSSIER).has("2 without a word from anybody"), "what is refused counts no more")

"""The dossier of a State: coverage by six sources, who sees what of it, and a call on what nobody speaks of."""
import json
import time

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

"""The dossier of a State: coverage by six sources, who sees what of it, and a call on what nobody speaks of."""
import json

from tasks import sign_in

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

"""The translation workshop: a document into Wolof from nothing, by two people, as a person does it; shown in the library as what it is."""
import json
import re

import papers
from tasks import sign_in

SYMBOL = "CMW/C/GHA/CO/1"
WOLOF = {"wo": "Wolof"}


def house(desk, paragraphs=3):
    desk.init()
    made = desk.run("document", "import", desk.dir, "--symbol", SYMBOL, "--language", "en", "--date", "2014-09-12",
                    desk.file("co-en.docx", papers.observations("en", paragraphs)), "--json")
    assert made.status == 0, str(made)
    for name in ("awa", "modou"):
        desk.user(f"{name}@example.org", "--role", "organisation")
    desk.user("officer@example.org", "--role", "secretariat")
    return desk.serve(), made.json["id"]


def founded(server, desk, address, name="Union of Tests"):
    """A visitor who leads an organisation that everybody may see."""
    lead = sign_in(server, address)
    page = lead.get("/en/organisations/new").form("/new").fill("name", name).choose("kind", "ngo").choose("visibility", "public").send()
    desk.must("organisation", "verify", desk.dir, page.path.rsplit("/", 1)[1], "--reason", "Seen.")
    return lead


def said(page):
    """A made-up translation that keeps its numbers and its sign at the end."""
    source = next(n for n in page.tree.all("mark")).words()
    return "Wax ji: " + " ".join(re.findall(r"[\d]+|[A-Z]+/[\w/]+", source)) + "."


def story_a_document_into_wolof(desk, tap):
    """From the document's page to the library: how many clicks, what is warned, who reviews, what stays on the text."""
    server, id_ = house(desk)
    stranger = server.visitor()
    tap.ok(stranger.get("/en/translation").has("Nobody translates here yet"), "the workshop is empty, and open to be read")
    page = stranger.get(f"/en/documents/{SYMBOL}").follow("Translate it")
    tap.ok(page.has("Nobody translates this document yet") and page.has("Sign in to begin"), "a stranger is told to sign in", page.words[:500])
    modou = sign_in(server, "modou@example.org")
    page = modou.get(f"/en/translation/document/{id_}")
    tap.ok(page.has("begun by an organisation") and not page.forms()[1:], "who has no organisation is told how to help", page.words[:500])

    awa = founded(server, desk, "awa@example.org")
    page = awa.get(f"/en/documents/{SYMBOL}").follow("Translate it")
    bad = page.form("Begin").fill("language", "Nolanguage at all").send()
    tap.ok(bad.status == 422 and bad.has("no language that is known") and bad.form("Begin").value("language") == "Nolanguage at all",
           "a language that is none, and nothing typed is lost", bad.words[:400])
    page = bad.form("Begin").fill("language", "Wolof").send()
    first = page.path
    project = first.rsplit("/", 1)[0]
    key = project.rsplit("/", 1)[1]
    tap.ok(page.heading.startswith("Sentence 1 of") and page.has("into Wolof"), "one click later the first sentence waits", page.words[:300])

    clicks, total = 0, int(re.search(r"of (\d+)", page.heading)[1])
    while page.path.startswith(project + "/") and clicks < 80:
        page = page.form("Save; the next one").fill("words-0", said(page)).send("Save; the next one")
        clicks += 1
    status = desk.json("translation", "status", desk.dir)
    counts = status["translations"][0]["sentences"]
    tap.equal((counts["total"], counts["translated"] + counts["draft"]), (total, total), "each sentence has words")
    tap.equal(clicks, total, "with one click a sentence")
    tap.ok(page.path == project and page.has("Done."), "and then one is at the translation again", page.words[:300])

    tap.equal([(l["language"], l["name"]) for l in status["languages"]], [("wo", "Wolof")], "the command tells the languages")
    told = json.loads(stranger.get("/en/translation.json").text)
    tap.equal(told, status, "and so does the page, to everybody")
    front = stranger.get("/en/translation")
    tap.ok(front.has("Wolof") and "<svg" in front.text and "preserveAspectRatio" in front.text, "as a picture with its table", front.words[:400])

    # Review: by another alone.
    tap.ok(not awa.get("/en/translation").has("What waits for your review"), "one's own words do not wait for oneself")
    one = awa.get(first)
    tap.ok(one.has("Another person reviews them") and not any("It is right" in b for f in one.forms() for b in f.buttons()), "nor can one say that they are right",
           one.words[:600])
    page = modou.get("/en/translation")
    tap.ok(page.has("What waits for your review") and page.has(f"{total} sentences"), "they wait for the other", page.words[:500])
    page = page.follow("Concluding observations")
    back = page.form("It is right").fill("reason", "").send("Send it back")
    tap.ok(back.status == 422 and back.has("Say what is wrong"), "sending back wants a reason")
    page = back.form("It is right").fill("reason", "This is not <b>Wolof</b>.").send("Send it back")
    rounds = 0
    while page.path.startswith(project + "/") and rounds < 80:
        page = page.form("It is right").send("It is right")
        rounds += 1
    tap.equal(rounds, total - 1, "a click a sentence to review")
    mended = awa.get(project).follow("Translate the next sentence")
    tap.ok(mended.path.startswith(first) and mended.has("Sent back by the reviewer") and mended.has("This is not <b>Wolof</b>."), "the one that was sent back waits with its reason",
           mended.words[:600])
    mended.form("Save; the next one").fill("words-0", "Wax ju gën.").send("Save; the next one")
    modou.get(first).form("It is right").send("It is right")
    tap.equal(desk.json("translation", "status", desk.dir)["translations"][0]["sentences"]["reviewed"], total, "all of it is reviewed")

    # Into the library.
    tap.ok("Show what is reviewed" not in modou.get(project).text, "who is of no organisation does not show it")
    awa.get(project).form("Keep").fill("credit", "Awa Ndiaye").send("Keep")
    page = awa.get(project).form("Show what is reviewed in the library").send("Show what is reviewed in the library")
    tap.ok(page.status == 200 and page.has("In the library since"), "it is shown", page.words[:500])
    shown = stranger.get(f"/en/documents/{SYMBOL}?language=wo")
    mark = "Unofficial translation by Awa Ndiaye, Union of Tests, reviewed by others who are not named."
    tap.ok(shown.has(mark) and shown.has("The official texts are those in the other languages") and shown.has("(unofficial)"), "with its mark", shown.words[:700])
    tap.ok('id="p1"' in shown.text and 'lang="wo"' in shown.text, "its paragraphs have their anchors")
    tap.ok(stranger.get(f"/en/documents/{SYMBOL}").has("(unofficial)") and not stranger.get(f"/en/documents/{SYMBOL}").has(mark), "English is what it was, and still leads")
    beside = stranger.get(f"/en/documents/{id_}/beside?with=en&with=wo")
    tap.ok(beside.has(mark) and beside.has("Wax ji: 1.") and beside.has("part 1 of its report"), "both stand side by side", beside.words[:500])
    for ending in ("txt", "html"):
        file = stranger.get(f"/en/documents/{id_}/as/wo/{ending}")
        tap.ok(mark.encode() in file.body, f"the file {ending} bears the mark", file.body[:200])
    pdf = stranger.get(f"/en/documents/{id_}/as/wo/pdf")
    tap.ok(pdf.body.startswith(b"%PDF"), "a PDF is made")
    cited = stranger.get(f"/en/documents/{id_}/cite/wo/ris").body.decode()
    tap.ok("N1  - Unofficial translation by Awa Ndiaye" in cited and shown.has("unofficial translation"), "citations say it as well", cited)
    asked = json.loads(stranger.get(f"/en/documents/{SYMBOL}.json?language=wo").text)
    tap.equal([(l["language"], (l["unofficial"] or {}).get("by")) for l in asked["languages"]], [("en", None), ("wo", "Awa Ndiaye, Union of Tests")], "and JSON")
    tap.ok(stranger.get("/en/search?words=g%C3%ABn").has("Ghana"), "search finds it")
    languages = json.loads(stranger.get("/en/document-languages.json").text)["documents"][0]
    tap.equal((languages["there"], languages["unofficial"], "wo" in languages["missing"]), (["en"], ["wo"], False), "by language it stands apart")

    # Abuse.
    officer = sign_in(server, "officer@example.org")
    tap.ok("Take it off" not in awa.get(project).text, "its people do not take it off")
    page = officer.get(project).form("Take it off").fill("reason", "It insults people.").send("Take it off")
    tap.ok(page.has("It insults people."), "the secretariat takes it off with a reason", page.words[:400])
    tap.equal([stranger.get(project).status, modou.get(first).status, stranger.get(f"/en/documents/{SYMBOL}?language=wo").status], [410, 410, 404], "it is gone for all")
    tap.ok(awa.get(project).has("It insults people."), "its people read why")
    tap.equal(desk.json("translation", "status", desk.dir)["translations"], [], "and no list has it")


def story_warnings_and_two_at_once(desk, tap):
    """A number that changed is warned of and can be explained; what two people write at once is kept, both of it."""
    server, _ = house(desk)
    text = ("# Concluding observations (a sample)\n\n1. The Committee read part 2 of the report.\n\n2. Migrant workers pay fees.\n\n"
            "3. The Committee read part 3 of the report.\n")
    id_ = desk.run("document", "import", desk.dir, "--symbol", "CMW/C/MLI/CO/1", "--language", "en", desk.file("mli.md", text.encode()), "--json").json["id"]
    awa, modou = founded(server, desk, "awa@example.org"), sign_in(server, "modou@example.org")
    page = awa.get(f"/en/translation/document/{id_}").form("Begin").fill("language", "fr").send()
    project = page.path.rsplit("/", 1)[0]
    listed = json.loads(awa.get(project + ".json").text)["segments"]
    term = next(s["n"] for s in listed if "Migrant workers" in s["source"])
    beside = awa.get(f"{project}/{term}")
    tap.ok(beside.has("Glossary") and beside.has("travailleur migrant"), "terms of the glossary stand beside the field", beside.words[:700])
    n = next(s["n"] for s in listed if "part 2 of the report" in s["source"])
    here = f"{project}/{n}"
    page = awa.get(here)
    wrong = page.form("Save; the next one").fill("words-0", "Le Comité a lu la partie 3 du rapport").send("Save; the next one")
    tap.ok(wrong.path == here and wrong.has("The number 2 is missing or was changed") and wrong.has("The sign at the end is missing"),
           "a number and the end", wrong.words[:700])
    tap.ok(wrong.form("Save; the next one").value("words-0") == "Le Comité a lu la partie 3 du rapport", "the words are kept, as a draft")
    moved = wrong.form("Save; the next one").fill("excuse", "A corrigendum says 3.").send("Save; the next one")
    tap.ok(moved.path != here and moved.has(f"Sentence {n} is saved"), "with a reason it goes to its review", moved.words[:300])
    seen = modou.get(here)
    tap.ok(seen.has("The number 2 is missing") and seen.has("A corrigendum says 3."), "the reviewer sees both", seen.words[:700])

    other = next(s["n"] for s in listed if "part 3 of the report" in s["source"])
    mine, theirs = awa.get(f"{project}/{other}"), modou.get(f"{project}/{other}")
    mine.form("Save; the next one").fill("words-0", "Première partie 3.").send("Save; the next one")
    both = theirs.form("Save; the next one").fill("words-0", "Seconde partie 3.").send("Save; the next one")
    tap.ok(both.has("Both texts") and both.has("Première partie 3.") and both.has("Seconde partie 3."), "nobody's words are lost", both.words[:700])
    tap.ok(awa.get(project).has("two texts: choose one"), "the list says so")
    taken = awa.get(f"{project}/{other}?edit=1").form("Take this one").send("Take this one")
    tap.ok(taken.form("Save; the next one").value("words-0") == "Seconde partie 3." and not taken.has("Both texts"), "one is chosen", taken.words[:500])
    tap.ok(taken.has("What was written before") and taken.has("Première partie 3."), "the other stays in its history")
    tap.equal([server.visitor().get(here).status, server.visitor().get(project).status], [403, 200], "the public reads, and does not write")
    fresh = awa.get(f"/en/translation/document/{id_}").form("Begin").fill("language", "en").send()
    tap.ok(fresh.status == 422 and fresh.has("official text is there"), "no translation where the official text is")

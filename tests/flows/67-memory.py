"""Translation memory: filled from documents and files, searched, its concordance; the glossary, read by everybody and kept by few."""
import json
import pathlib
import shutil
import subprocess
import time

from tasks import sign_in

ENGLISH = """# Concluding observations

1. The Committee considered the report of Ghana. It adopted these concluding observations.

2. The Committee notes that wages are withheld and that passports are confiscated.
"""
FRENCH = """# Observations finales

1. Le Comité a examiné le rapport du Ghana. Il a adopté les présentes observations finales.

2. Le Comité note que les salaires sont retenus. Il note aussi que les passeports sont confisqués.
"""
ARABIC = """# الملاحظات الختامية

1. نظرت اللجنة في تقرير غانا. واعتمدت هذه الملاحظات الختامية.

2. تلاحظ اللجنة أن الأجور تُحتجز وأن جوازات السفر تُصادر.
"""
SYMBOL = "CMW/C/GHA/CO/1"


def bring_in(desk):
    for language, text in (("en", ENGLISH), ("fr", FRENCH), ("ar", ARABIC)):
        desk.must("document", "import", desk.dir, "--symbol", SYMBOL, "--language", language, "--date", "2014-09-12",
                  desk.file(f"co-{language}.md", text))
        desk.must("document", "show", desk.dir, SYMBOL)


def matches(desk, from_, to, text, *more):
    return desk.json("tm", "search", desk.dir, "--from", from_, "--to", to, *more, text)["matches"]


def story_memory(desk, tap):
    desk.init()
    bring_in(desk)
    done = desk.json("tm", "align", desk.dir, f"{SYMBOL}:en", f"{SYMBOL}:fr")
    tap.ok(done["paragraphs"] == 3 and done["pairs"] == 4, "a document in two languages is aligned", str(done))
    desk.must("tm", "align", desk.dir, f"{SYMBOL}:en", f"{SYMBOL}:ar")
    found = matches(desk, "en", "fr", "The Committee considered the report of Ghana.")
    tap.ok(found[0]["score"] == 100 and found[0]["target"] == "Le Comité a examiné le rapport du Ghana." and found[0]["name"] == SYMBOL
           and found[0]["place"] == "p1", "the same sentence", str(found))
    found = matches(desk, "en", "ar", "The Committee considered the second report of Benin.")
    tap.ok(len(found) == 1 and 60 <= found[0]["score"] < 97 and "غانا" in found[0]["target"], "one like it", str(found))
    tap.equal(matches(desk, "en", "fr", "Nothing is like this."), [], "nothing, where nothing is")
    found = matches(desk, "fr", "en", "Le Comité note que les salaires sont retenus. Il note aussi que les passeports sont confisqués.")
    tap.ok(found and found[0]["source"].startswith("Le Comité note"), "from the other side, two sentences that are one there", str(found))
    desk.must("tm", "align", desk.dir, f"{SYMBOL}:en", f"{SYMBOL}:fr")
    tap.equal(len(matches(desk, "en", "fr", "The Committee considered the report of Ghana.")), 1, "aligned again: no double")
    for words, why in ((("tm", "align", desk.dir, f"{SYMBOL}:en", f"{SYMBOL}:ru"), "a language that is not there"),
                       (("tm", "align", desk.dir, SYMBOL, SYMBOL), "no language"), (("tm", "align", desk.dir, f"{SYMBOL}:en", f"{SYMBOL}:en"), "one language twice"),
                       (("tm", "search", desk.dir, "word"), "a search without languages")):
        tap.equal(desk.run(*words).status, 1, why + " is refused")
    exchange(desk, tap)
    concordance(desk, tap)


def exchange(desk, tap):
    """Out as TMX, judged by the Translate Toolkit where it is there, and in again under another name."""
    out = pathlib.Path(desk.dir).parent / "out.tmx"
    tap.equal(desk.json("tm", "export", desk.dir, out)["pairs"], 8, "written as TMX")
    tap.ok(desk.run("tm", "export", desk.dir, out).status == 1, "over no file that is there")
    if shutil.which("po2tmx"):  # of the same Debian package
        done = subprocess.run(["/usr/bin/python3", "-c", "import sys\nfrom translate.storage import tmx\nunits = tmx.tmxfile.parsefile(sys.argv[1]).units\n"
                               "print(len(units), units[0].source != '')", out], capture_output=True, text=True)
        tap.ok(done.stdout.strip() == "8 True", "which the Translate Toolkit reads", done.stdout + done.stderr)
    else:
        tap.skip("which the Translate Toolkit reads", "it is not installed")
    done = desk.json("tm", "import", desk.dir, out)
    tap.ok(done["units"] == 8 and done["added"] == 8, "brought in as a file", str(done))
    tap.equal(desk.json("tm", "import", desk.dir, out)["added"], 0, "twice: nothing new")
    tap.equal(len(matches(desk, "en", "fr", "The Committee considered the report of Ghana.")), 1, "the same two texts are one match")
    tap.equal(desk.json("tm", "forget", desk.dir, "out.tmx")["gone"], 8, "taken away again")
    bomb = desk.file("bomb.tmx", '<!DOCTYPE tmx [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>\n<tmx version="1.4"><header srclang="en"/><body><tu>'
                     '<tuv xml:lang="en"><seg>&b;</seg></tuv></tu></body></tmx>')
    done = desk.run("tm", "import", desk.dir, bomb)
    tap.ok(done.status == 1 and "entity" in done.err and "Line 1" in done.err, "entities are refused", done.err)
    latin = pathlib.Path(desk.dir).parent / "latin.po"
    latin.write_bytes('msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "a"\nmsgstr "\xe9t\xe9"\n'.encode("latin-1"))
    done = desk.run("tm", "import", desk.dir, latin)
    tap.ok(done.status == 1 and "Line 5" in done.err and "msgconv" in done.err, "a PO in another encoding names its line and what to do", done.err)


def concordance(desk, tap):
    server = desk.serve()
    visitor = server.visitor()
    page = visitor.get("/en/translation/concordance?from=en&to=fr&words=passports")
    tap.ok(page.status == 200 and page.has("passeports sont confisqués") and "<mark>passports</mark>" in page.text and page.has(SYMBOL), "words of one language", page.words[:900])
    page = visitor.get("/en/translation/concordance?from=en&to=fr&other=comit%C3%A9+rapport")
    tap.ok(page.has("The Committee considered the report of Ghana.") and not page.has("wages"), "words of the other", page.words[:900])
    page = visitor.get("/en/translation/concordance?from=en&to=fr&words=committee&other=salaires")
    tap.ok(page.has("wages are withheld") and not page.has("report of Ghana"), "words of both", page.words[:900])
    page = visitor.get("/ar/translation/concordance?from=ar&to=en&words=%D8%A7%D9%84%D9%84%D8%AC%D9%86%D8%A9")
    tap.ok('lang="ar" dir="rtl"' in page.text and 'lang="en" dir="ltr"' in page.text and page.has("The Committee considered the report of Ghana."),
           "right to left beside left to right", page.words[:900])
    tap.ok(visitor.get("/en/translation/concordance?from=en&to=fr&words=wombat").has("No sentence has these words"), "none, and what to try")
    tap.equal(visitor.get("/en/translation/concordance?from=en&to=fr&words=12").status, 422, "a number alone is no word")
    answer = json.loads(visitor.get("/en/translation/concordance.json?from=en&to=fr&words=passports").body)
    row = answer["rows"][0]
    start, end = row["in_source"][0]
    tap.ok(row["source"].encode()[start:end] == b"passports" and row["origin"] == "document" and not answer["more"], "as JSON", str(row))


def send(visitor, path):
    """A file into the glossary, on its page."""
    form = visitor.get("/en/translation/glossary?from=en&to=fr").form("Bring them in")
    return form.attach("file", path.name, path.read_bytes()).send()


def story_glossary(desk, tap):
    desk.init()
    desk.user("keeper@example.org", "--role", "secretariat")
    desk.user("reader@example.org", "--role", "organisation")
    server = desk.serve()
    visitor = server.visitor()
    page = visitor.get("/en/translation/glossary?from=en&to=fr")
    tap.ok(page.has("travailleur migrant") and page.has("Do not use") and page.has("illegal migrant") and page.has("the Convention's text"), "terms, and words not to use", page.words[:900])
    tap.ok(not page.has("More terms"), "which everybody reads and few change")
    page = visitor.get("/ar/translation/glossary?from=ar&to=zh")
    tap.ok(page.has("العامل المهاجر") and page.has("移徙工人") and 'lang="ar" dir="rtl"' in page.text, "in any two languages")
    terms = json.loads(visitor.get("/en/translation/glossary.json").body)["terms"]
    tap.ok(len(terms) >= 60 and all({w["language"] for w in t["words"]} >= {"ar", "en", "es", "fr", "ru", "zh"} for t in terms), "each in six languages")
    tbx = visitor.get("/en/translation/glossary/tbx")
    tap.ok(tbx.status == 200 and "attachment" in tbx.headers["Content-Disposition"] and "<martif" in tbx.text, "as TBX")
    own = desk.file("ours.tbx", '<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"><text><body><conceptEntry id="brick-kiln">'
                    '<langSec xml:lang="en"><termSec><term>brick kiln</term></termSec></langSec><langSec xml:lang="fr"><termSec><term>four à briques</term></termSec>'
                    '</langSec></conceptEntry></body></text></tbx>')
    keeper, reader = sign_in(server, "keeper@example.org"), sign_in(server, "reader@example.org")
    page = send(keeper, own)
    tap.ok(page.has("Terms brought in: 1."), "who keeps it brings terms in", page.words[:400])
    last = visitor.get("/en/translation/glossary?from=en&to=fr&page=2")
    tap.ok(last.has("four à briques") and last.has("ours.tbx"), "which everybody reads then", last.words[-600:])
    page = send(keeper, desk.file("words.csv", "just words\n"))
    tap.ok(page.status == 422 and page.has("which column is which"), "a file that is none is refused with a sentence", page.words[:600])
    tap.ok(not reader.get("/en/translation/glossary").has("More terms"), "an organisation does not keep it")
    tap.equal(keeper.get("/en/translation/glossary?from=en&to=fr&page=2").form("Take it away").send().status, 200, "taken away")
    time.sleep(0.3)
    tap.ok(not visitor.get("/en/translation/glossary?from=en&to=fr&page=2").has("four à briques"), "and gone")
    tap.equal(desk.json("glossary", "import", desk.dir, own)["kept"], 1, "by command")
    tap.ok("brick kiln" in desk.must("glossary", "export", desk.dir).out, "and out")

"""Translations as files: out and back with what others did meanwhile, the pack, the interface's own catalogues, a machine's words."""
import io
import json
import pathlib
import re
import shutil
import subprocess
import zipfile

from desk import ROOT
from tasks import sign_in

TEXT = ("# Concluding observations (a sample)\n\n1. The Committee read part 1 of the report.\n\n2. Migrant workers pay fees.\n\n"
        "3. The Committee read part 3 of the report.\n")
PLURALS = '''# Words of a sample.
msgid ""
msgstr ""
"Project-Id-Version: sample\\n"
"Language: ru\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\\n"

#. What a button says
#: src/a.c
msgctxt "button"
msgid "Open"
msgstr "Открыть"

#: src/a.c src/b.c
#, c-format
msgid "{n} report"
msgid_plural "{n} reports"
msgstr[0] "{n} доклад"
msgstr[1] "{n} доклада"
msgstr[2] "{n} докладов"

#: src/b.c
#, fuzzy
msgid "Close {name}"
msgstr "Закрыть"

#: src/b.c
msgid ""
"Two lines\\n"
"of words"
msgstr ""

#~ msgid "Gone"
#~ msgstr "Ушло"
'''


def house(desk):
    desk.init()
    for name in ("awa", "modou"):
        desk.user(f"{name}@example.org", "--role", "organisation")
    id_ = desk.run("document", "import", desk.dir, "--symbol", "CMW/C/MLI/CO/1", "--language", "en", desk.file("mli.md", TEXT), "--json").json["id"]
    server = desk.serve()
    return server, id_, sign_in(server, "awa@example.org"), sign_in(server, "modou@example.org")


def written(desk, translation):
    return {s["source"]: (s["words"][0] if s["words"] else None, s["state"]) for s in desk.json("translation", "show", desk.dir, translation)["segments"]}


def filled(file, words):
    """An XLIFF with these targets, as a translator's program leaves them."""
    text = file.decode()
    for source, target in words.items():
        text, n = re.subn(rf"(<source[^>]*>{re.escape(source)}</source>)\s*(<target[^>]*>[^<]*</target>|<target[^>]*/>)?", rf"\1<target>{target}</target>", text)
        assert n == 1, (source, text)
    return text.encode()


def save(visitor, address, words):
    return visitor.get(address).form("Save; the next one").fill("words-0", words).send("Save; the next one")


def story_out_and_back(desk, tap):
    """A file goes out, two people work meanwhile, and nobody's words are lost when it comes back."""
    server, id_, awa, modou = house(desk)
    t = desk.json("translation", "propose", desk.dir, id_, "French")["id"]
    numbers = {s["source"]: s["n"] for s in desk.json("translation", "show", desk.dir, t)["segments"]}
    first, third = "The Committee read part 1 of the report.", "The Committee read part 3 of the report."
    save(awa, f"/en/translation/{t}/{numbers[first]}", "Le Comité a lu la partie 1 du rapport.")
    page = awa.get(f"/en/translation/{t}").follow("Take it with you")
    out = page.follow("XLIFF").body
    tap.ok(b"urn:oasis:names:tc:xliff:document:2.0" in out and b"la partie 1" in out, "XLIFF goes out", out[:300])
    save(modou, f"/en/translation/{t}/{numbers[first]}?edit=1", "Partie 1 du rapport : lue.")
    back = filled(out, {first: "Le Comité a examiné la partie 1 du rapport.", third: "Le Comité a lu la partie 3 du rapport."})
    empty = awa.get(f"/en/translation-files/{t}").form("Look at").send("Look at")
    tap.ok(empty.status == 422 and empty.has("Choose the file"), "a file is asked for")
    odd = awa.get(f"/en/translation-files/{t}").form("Look at").attach("file", "a.xlf", b"<xliff><unit></xliff>").send("Look at")
    tap.ok(odd.status == 422 and odd.has("Take it with you"), "what is no such file is said so", odd.words[:300])
    page = awa.get(f"/en/translation-files/{t}").form("Look at").attach("file", "mine.xlf", back).send("Look at")
    tap.ok(page.has("2 sentences would change") and page.has("others changed it meanwhile") and page.has("new"), "what would change is shown first", page.words[:700])
    tap.equal(written(desk, t)[third][0], None, "and nothing is changed yet")
    tap.equal(modou.get(page.path).status, 404, "it is its sender's alone")
    page = page.form("Take it").send("Take it")
    tap.ok(page.has("your words now: 1") and page.has("words: 1"), "one is taken, one stands beside", page.words[:400])
    now = written(desk, t)
    tap.equal((now[first][0], now[third]), ("Partie 1 du rapport : lue.", ("Le Comité a lu la partie 3 du rapport.", "translated")), "what the other wrote stands")
    both = awa.get(f"/en/translation/{t}/{numbers[first]}?edit=1")
    tap.ok(both.has("Both texts") and both.has("a examiné la partie 1"), "and mine waits beside it", both.words[:600])

    for ending in ("xlf", "po", "csv", "docx"):
        path = desk.home / f"out.{ending}"
        desk.must("translation", "export", desk.dir, t, path)
        told = desk.json("translation", "import", desk.dir, t, path, "--look")
        tap.equal((told["changes"], told["unknown"], told["taken"]), (0, 0, 0), f"{ending}: unchanged it changes nothing")
    tap.equal(subprocess.run(["msgfmt", "-c", "-o", "/dev/null", desk.home / "out.po"], capture_output=True).returncode, 0, "msgfmt takes the PO")
    tap.equal([desk.run("translation", "export", desk.dir, t, desk.home / "a.doc").status, desk.run("translation", "import", desk.dir, t, desk.home / "none.po").status],
              [2, 1], "what will not do is refused")

    pack = server.visitor().get(f"/en/translation-files/{t}/as/pack")
    members = zipfile.ZipFile(io.BytesIO(pack.body))
    names = sorted(n.rsplit("/", 1)[1] for n in members.namelist())
    tap.equal(names, ["CMW-C-MLI-CO-1-fr.csv", "CMW-C-MLI-CO-1-fr.po", "CMW-C-MLI-CO-1-fr.xlf", "glossary.csv", "read-me.html"], "the pack has it all")
    read = {n.rsplit("/", 1)[1]: members.read(n).decode() for n in members.namelist()}
    tap.ok(f"/en/translation-files/{t}" in read["read-me.html"] and "Migrant workers pay fees." in read["read-me.html"], "its page says how to send it back")
    tap.ok("travailleur migrant" in read["glossary.csv"], "and the glossary is there")


def story_the_interface_itself(desk, tap):
    """A catalogue comes in, plural forms are translated by their numbers, and it goes out as gettext takes it."""
    server, _, awa, modou = house(desk)
    for name, po in (("fr", ROOT / "po" / "fr.po"), ("ru", pathlib.Path(desk.file("ru.po", PLURALS)))):
        t = desk.must("translation", "catalogue", "import", desk.dir, name, po).out.strip()
        out = desk.home / f"{name}-out.po"
        desk.must("translation", "catalogue", "export", desk.dir, name, out)
        tap.ok(out.read_bytes() == po.read_bytes(), f"{name}: unchanged it is the same file")
        tap.equal(subprocess.run(["msgfmt", "-c", "-o", "/dev/null", out], capture_output=True).returncode, 0, f"{name}: msgfmt takes it")
    listed = {s["source"]: s for s in desk.json("translation", "show", desk.dir, t)["segments"]}
    tap.equal([listed[s]["state"] for s in ("Open", "{n} report", "Close {name}", "Two lines\nof words")], ["reviewed", "reviewed", "draft", "empty"], "what came is what it was")
    tap.equal(desk.run("translation", "catalogue", "import", desk.dir, "ru", po).status, 1, "a second one is refused")
    page = awa.get(f"/en/translation/{t}/{listed['{n} report']['n']}?edit=1")
    tap.ok(page.has("For numbers such as 1, 21") and page.has("For numbers such as 2, 3, 4") and page.has("For numbers such as 0, 5"), "a field for each plural form", page.words[:600])
    bad = page.form("Save; the next one").fill("words-1", "доклада").fill("words-2", "{n} отчётов").send("Save; the next one")
    tap.ok(bad.status == 200, "saved", bad.words[:200])
    close = awa.get(f"/en/translation/{t}/{listed['Close {name}']['n']}")
    tap.ok(close.has("{name} must stand in the translation"), "a hole that is missing is said", close.words[:600])
    save(awa, close.path, "Закрыть {name}")
    modou.get(close.path).form("It is right").send("It is right")
    out = desk.home / "ru-new.po"
    desk.must("translation", "catalogue", "export", desk.dir, "ru", out)
    text = out.read_text()
    tap.ok('msgid "Close {name}"\nmsgstr "Закрыть {name}"' in text and "#, fuzzy" not in text and 'msgstr[2] "{n} отчётов"' in text, "what was translated is in the file", text[-900:])
    tap.equal(subprocess.run(["msgfmt", "-c", "-o", "/dev/null", out], capture_output=True).returncode, 0, "msgfmt takes it still")
    again = desk.must("translation", "catalogue", "import", desk.dir, "ru", po, "--replace").out.strip()
    kept = {s["source"]: s["words"] for s in desk.json("translation", "show", desk.dir, again)["segments"]}
    tap.equal((kept["Close {name}"], kept["Open"]), (["Закрыть {name}"], ["Открыть"]), "a newer file keeps what people wrote")
    tap.equal(server.visitor().get(f"/en/translation/{t}").status, 410, "and the one before is gone")
    desk.must("translation", "catalogue", "import", desk.dir, "Wolof", ROOT / "po" / "treatydesk.pot")
    out = desk.home / "wo.po"
    desk.must("translation", "catalogue", "export", desk.dir, "wo", out)
    tap.ok("Language: wo" in out.read_text() and subprocess.run(["msgfmt", "-c", "-o", "/dev/null", out], capture_output=True).returncode == 0, "a new language begins with the template")


def story_a_machine(desk, tap):
    """Where there is no pair it is said; where there is one, its words stand apart and count as nothing."""
    server, id_, awa, modou = house(desk)
    t = desk.json("translation", "propose", desk.dir, id_, "wo")["id"]
    page = awa.get(f"/en/translation/{t}/1")
    tap.ok(page.has("No machine here translates between these languages") and "Ask the machine" not in page.text, "no machine speaks Wolof here", page.words[:500])
    if not shutil.which("apertium") or not pathlib.Path("/usr/share/apertium/modes/eng-spa.mode").exists():
        tap.skip("a machine's words count as nothing", "Apertium is not here with English and Spanish")
        return
    t = desk.json("translation", "propose", desk.dir, id_, "es")["id"]
    n = next(s["n"] for s in desk.json("translation", "show", desk.dir, t)["segments"] if "part 1" in s["source"])
    page = awa.get(f"/en/translation/{t}/{n}")
    page = page.form("Ask the machine").send("Ask the machine")
    tap.ok(page.has("A machine’s translation") and page.has("counts as nothing"), "it answers, and is marked", page.words[:700])
    one = next(s for s in desk.json("translation", "show", desk.dir, t)["segments"] if s["n"] == n)
    tap.ok(one["machine"] and one["words"] == [] and one["state"] == "empty" and one["version"] == 0, "its words are none of the translation's", one)
    tap.ok("It is right" not in modou.get(f"/en/translation/{t}/{n}").text, "there is nothing to review")
    out = desk.home / "es.po"
    desk.must("translation", "export", desk.dir, t, out)
    tap.ok(one["machine"] not in out.read_text(), "nor in a file")
    used = page.follow("Write these words into the field")
    tap.equal(used.form("Save; the next one").value("words-0"), one["machine"], "a person may take them into the field")
    used.form("Save; the next one").send("Save; the next one")
    tap.equal(written(desk, t)[one["source"]][1], "translated", "and then they are that person's, and wait for another's review")

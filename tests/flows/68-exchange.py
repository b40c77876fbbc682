"""Files that translators exchange, judged by others: gettext and the Translate Toolkit read what we write, and what they write of it comes back whole."""
import pathlib
import re
import shutil
import subprocess

# What is hard in texts: signs of markup, quotes, backslashes, formulas, right to left, several lines, a sign of more than two bytes.
PAIRS = [("Rights & <duties> of \"all\"", "Droits & <devoirs> de « tous »"), ("A backslash \\n is two signs", "Une barre \\n est deux signes"),
         ("=SUM(A1) is no formula here", "=SOMME(A1) n’est pas une formule ici"), ("Article 12, paragraph 3", "Article 12, paragraphe 3"),
         ("Migrant workers 𝄞", "Travailleurs migrants 𝄞"), ("First line\nSecond line", "Première ligne\nSeconde ligne")]


def ours(desk):
    """The texts above as a memory, by a CSV file that is no work of ours."""
    import csv
    path = pathlib.Path(desk.home) / "pairs.csv"
    with open(path, "w", newline="", encoding="utf-8") as handle:
        table = csv.writer(handle)
        table.writerow(["en", "fr"])
        table.writerows(PAIRS)
    return path


def known(desk):
    """What the memory has, by its own export."""
    out = pathlib.Path(desk.home) / "all.csv"
    out.unlink(missing_ok=True)
    desk.must("tm", "export", desk.dir, out, "--from", "en", "--to", "fr")
    import csv
    with open(out, newline="", encoding="utf-8") as handle:
        return {(row["source"].removeprefix("'"), row["target"].removeprefix("'")) for row in csv.DictReader(handle)}


def again(desk, path):
    """The pairs of a file alone, which the memory then forgets."""
    done = desk.run("tm", "import", desk.dir, path, "--from", "en", "--to", "fr")
    assert done.status == 0, done.err
    found = known(desk)
    desk.must("tm", "forget", desk.dir, path.name)
    return found


def shell(*words):
    done = subprocess.run([str(w) for w in words], capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def story_exchange(desk, tap):
    desk.init()
    home, pairs = pathlib.Path(desk.home), set(PAIRS)
    desk.must("tm", "import", desk.dir, ours(desk))
    tap.equal(known(desk), pairs, "a table of two languages comes in whole")
    files = {}
    for ending in ("po", "xlf", "tmx"):
        files[ending] = home / f"out.{ending}"
        desk.must("tm", "export", desk.dir, files[ending], "--from", "en", "--to", "fr")
    desk.must("tm", "forget", desk.dir, "pairs.csv")
    for ending, path in files.items():
        tap.equal(again(desk, path), pairs, f"out as {ending} and in again: nothing is lost")
    gettext(tap, files["po"])
    if shutil.which("po2xliff") is None:
        tap.skip("the Translate Toolkit", "it is not installed")
        return
    toolkit(desk, tap, files, pairs)


def gettext(tap, po):
    status, said = shell("msgfmt", "-c", "--statistics", "-o", "/dev/null", po)
    tap.ok(status == 0 and f"{len(PAIRS)} translated messages" in said, "msgfmt -c has nothing to say against a PO file", said)
    status, said = shell("msgcmp", po, po)
    tap.equal(status, 0, "nor has msgcmp")
    status, said = shell("msgcat", "--force-po", "-o", po.with_name("back.po"), po)
    tap.equal(status, 0, "msgcat writes it anew")


def toolkit(desk, tap, files, pairs):
    home = files["po"].parent
    tap.equal(again(desk, home / "back.po"), pairs, "which comes back whole")
    for program, source, target in (("po2xliff", files["po"], home / "back.xlf"), ("po2tmx", files["po"], home / "back.tmx"),
                                    ("po2csv", files["po"], home / "back.csv")):
        more = ("-l", "fr") if program == "po2tmx" else ()
        status, said = shell(program, "--progress=none", *more, source, target)
        # what it writes as a table keeps the backslashes of PO
        wanted = {(a.replace("\\", "\\\\"), b.replace("\\", "\\\\")) for a, b in pairs} if program == "po2csv" else pairs
        tap.equal(again(desk, target) if status == 0 else said, wanted, f"{program} of ours comes back whole")
    program = ("import sys\nfrom translate.storage import factory\nstore = factory.getobject(sys.argv[1])\n"
               "print(len([u for u in store.units if u.source and u.target]))\n")
    status, said = shell("/usr/bin/python3", "-c", program, files["tmx"])
    tap.equal(said.strip(), str(len(PAIRS)), "the toolkit reads the TMX")
    tbx = home / "terms.tbx"
    tbx.write_text(desk.must("glossary", "export", desk.dir).out, encoding="utf-8")
    status, said = shell("/usr/bin/python3", "-c", program, tbx)
    tap.ok(re.fullmatch(r"\d+", said.strip()) and int(said) >= 60, "and the TBX", said)

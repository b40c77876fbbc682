"""Catalogues: each language of po/meson.build has every word that the sources, templates and profiles hold."""
import ast
import re
import subprocess

HOLE = re.compile(r"\{[^{} ]*\}")


def entries(text):
    """The entries of a PO file but its head: dicts with msgid, msgid_plural, msgstr or msgstr[n], and flags."""
    found = []
    for block in text.split("\n\n"):
        entry, key = {"flags": ""}, None
        for line in block.splitlines():
            match = re.match(r'(msg\w+(?:\[\d+\])?) (".*")$', line)
            if line.startswith("#,"):
                entry["flags"] += line
            elif match:
                key = match[1]
                entry[key] = ast.literal_eval(match[2])
            elif line.startswith('"') and key:
                entry[key] += ast.literal_eval(line)
        if entry.get("msgid"):
            found.append(entry)
    return found


def translations(entry):
    return [text for key, text in entry.items() if key.startswith("msgstr")]


def holes_wrong(entry):
    """A sentence keeps its holes. Of plural forms the last keeps all; others may say the number as a word."""
    wanted = sorted(HOLE.findall(entry.get("msgid_plural", entry["msgid"])))
    texts = translations(entry)
    for n, text in enumerate(texts):
        holes = sorted(HOLE.findall(text))
        tags = [hole for hole in HOLE.findall(text) if re.match(r"\{/?\d", hole)]
        if "msgid_plural" in entry and n < len(texts) - 1:
            if not set(holes) <= set(wanted):
                return True
        elif holes != wanted:
            return True
        if sorted(tags) != [hole for hole in wanted if re.match(r"\{/?\d", hole)]:
            return True
    return False


def languages(house):
    return re.findall(r"'(\w+)'", re.search(r"po_languages = \[(.*?)\]", house.text("po/meson.build"))[1])


def check_words_complete(tap, house):
    html2c = str(house.build / "tools" / "html2c") if house.build else "-"
    made = subprocess.run(["tools/update-po.sh", "--print", html2c], cwd=house.root, check=True, capture_output=True)
    source = entries(made.stdout.decode())
    for language in languages(house):
        have = {entry["msgid"]: entry for entry in entries(house.text(f"po/{language}.po"))}
        wrong = []
        for word in source:
            entry = have.get(word["msgid"])
            if entry is None or not all(translations(entry)) or ("msgid_plural" in word) != ("msgid_plural" in entry):
                wrong.append(f"missing: {word['msgid']}")
            elif "fuzzy" in entry["flags"]:
                wrong.append(f"fuzzy: {word['msgid']}")
        tap.ok(not wrong, f"po/{language}.po has all {len(source)} words",
               ["Run tools/update-po.sh BUILD/tools/html2c and translate:"] + wrong)


# How many forms gettext's own tables give a language (Unicode's plural rules for whole numbers).
FORMS = {"ar": 6, "es": 2, "fr": 2, "ru": 3, "zh": 1}


def check_words_languages(tap, house):
    """The interface speaks every language in which the Committee works, each with its own plural forms."""
    line = re.search(r"^\[languages\][^\[]*?^\w+ *= *(.*)$", house.text("profiles/cmw/profile.ini"), re.M | re.S)[1]
    worked = set(re.findall(r"\b[a-z]{2}\b", line.splitlines()[0]))
    missing = sorted(worked - {"en", *languages(house)})
    tap.ok(len(worked) > 1 and not missing, "each language of the profile has a catalogue", [f"no po/{code}.po" for code in missing])
    for language in languages(house):
        forms = re.search(r"nplurals=(\d)", house.text(f"po/{language}.po"))
        tap.ok(forms and int(forms[1]) == FORMS.get(language), f"po/{language}.po has {FORMS.get(language)} plural form(s)",
               ["Its head says Plural-Forms; FORMS in this test names what a new language has."])


def check_words_whole(tap, house):
    for name in house.some("po/*.po"):
        wrong = [f"holes differ: {entry['msgid']}" for entry in entries(house.text(name))
                 if any(translations(entry)) and holes_wrong(entry)]
        ran = subprocess.run(["msgfmt", "--check", "-o", "/dev/null", name], cwd=house.root, capture_output=True)
        wrong += ran.stderr.decode().splitlines()
        tap.ok(not wrong, f"{name} keeps every hole, and msgfmt --check is content", wrong)

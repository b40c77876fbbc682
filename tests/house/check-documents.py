"""Documents and code say the same."""
import re
import subprocess

from house import names


def check_limits(tap, house):
    made = subprocess.run(["sh", "tools/limits-doc.sh"], cwd=house.root, capture_output=True, text=True)
    there = (house.root / "docs/LIMITS.md").exists() and house.text("docs/LIMITS.md")
    tap.ok(made.returncode == 0 and made.stdout == there, "docs/LIMITS.md is what src/base/limits.h says",
           "Run: sh tools/limits-doc.sh > docs/LIMITS.md" + made.stderr)


def check_coverage(tap, house):
    """Each file that docs/COVERAGE.md names is there; a row that works names where it lives and its test."""
    rows, wrong = house.table("docs/COVERAGE.md", "words"), []
    for cells in rows:
        words, lives, test, state = (cells + [""] * 4)[:4]
        for path in names(lives) + names(test):
            if not path.startswith("treatydesk") and not (house.root / path.rstrip("/")).exists():
                wrong.append(f"{words[:50]}: {path} is not there")
        if not re.fullmatch(r"works|partly: .+|not yet(: .+)?", state):
            wrong.append(f"{words[:50]}: the state is {state!r}, not works, partly: what is missing, or not yet")
        if state == "works" and not (names(lives) and names(test)):
            wrong.append(f"{words[:50]}: works, but no file or no test is named")
    tap.ok(rows and not wrong, f"docs/COVERAGE.md tells the truth about files ({len(rows)} rows)",
           ["Edit docs/COVERAGE.md:"] + wrong)


def check_stories_are_listed(tap, house):
    rows = [line.split("#")[0].split() for line in house.text("tests/flows/stories.txt").splitlines()]
    listed = [words[0] for words in rows if words]
    lost = [s for s in listed if not (house.root / "tests/flows" / s).is_file()]
    tap.ok(not lost, "each story of tests/flows/stories.txt is there", lost)


def check_links(tap, house):
    """Links between documents lead somewhere."""
    wrong = []
    for name in house.some("*.md"):
        folder = name.rpartition("/")[0]
        for target in re.findall(r"\]\(([^)#\s]+)", house.text(name)):
            if not re.match(r"[a-z]+:", target) and not (house.root / folder / target).exists():
                wrong.append(f"{name}: {target}")
    tap.ok(not wrong, "links in documents lead somewhere", ["Mend or make:"] + wrong)


def commands_of(house):
    """{"submission list": {"state", …}} as the program tells them; options that every command takes are left out."""
    program, found = str(house.build / "treatydesk"), {}
    common = {"json", "now", "locale", "help"}
    for line in subprocess.run([program, "help"], capture_output=True, text=True, check=True).stdout.splitlines():
        match = re.match(r"  ([a-z][a-z-]*(?: [a-z-]+)?) ", line)
        if match:
            name = match[1]
            said = subprocess.run([program, *name.split(), "--help"], capture_output=True, text=True, check=True).stdout
            found[name] = set(re.findall(r"^  --([a-z-]+)", said, re.M)) - common
    return found


def check_man_page(tap, house):
    """packaging/treatydesk.1 names each command and each of its options, and no other."""
    if not house.build or not (house.build / "treatydesk").exists():
        tap.skip("packaging/treatydesk.1 says what --help says", "there is no build")
        return
    page = house.text("packaging/treatydesk.1").split(".Sh COMMANDS")[1].split(".Sh ENVIRONMENT")[0]
    told, now = {}, None
    for line in page.splitlines():
        command = re.match(r"\.It Cm ([a-z][a-z-]*(?: [a-z-]+)?)(?= Ar| Op|$)", line)
        option = re.match(r"\.It Fl -([a-z-]+)", line)
        if command:
            now = told.setdefault(command[1], set())
        elif option and now is not None:
            now.add(option[1])
    real = commands_of(house)
    wrong = [f"{name}: no such command" for name in told.keys() - real.keys()]
    wrong += [f"{name}: not in the page" for name in real.keys() - told.keys()]
    for name in told.keys() & real.keys():
        wrong += [f"{name} --{o}: no such option" for o in sorted(told[name] - real[name])]
        wrong += [f"{name} --{o}: not in the page" for o in sorted(real[name] - told[name])]
    tap.ok(real and not wrong, f"packaging/treatydesk.1 says what --help says ({len(real)} commands)",
           ["Edit packaging/treatydesk.1:"] + sorted(wrong))


# Put together here so that this file does not hold what it looks for.
FORBIDDEN = [
    ("a path of one machine", r"(?<![\w.])/" + r"work/|/" + r"root/\.|/home/[a-z]+/"),
    ("a registry's host", "registry" + r"\.npmjs|registry" + r"\.yarnpkg|deb\." + r"debian\.org|snapshot\." + r"debian\.org|"
     "pypi" + r"\.org|files\.python" + r"hosted"),
    ("who wrote it by machine", r"\b(Co-Authored-" + r"By|Chat" + r"GPT|Clau" + r"de|language mo" + r"del)\b"),
]


def check_no_forbidden_words(tap, house):
    for what, pattern in FORBIDDEN:
        wrong = []
        for name in house.files:
            if name.endswith((".png", ".pdf", ".docx", ".mo")):
                continue
            for n, line in enumerate(house.text(name).splitlines(), 1):
                if re.search(pattern, line):
                    wrong.append(f"{name}:{n}: {line.strip()[:80]}")
        tap.ok(not wrong, f"no file holds {what}",
               ["Take it out (npm: `npm install --omit-lockfile-registry-resolved`):"] + wrong)


def check_no_merge_marks(tap, house):
    """What a merge left undecided is in no file."""
    wrong = []
    for name in house.files:
        if name.endswith((".png", ".pdf", ".docx", ".mo")) or name.startswith("fuzz/corpus/"):
            continue
        wrong += [f"{name}:{n}" for n, line in enumerate(house.text(name).splitlines(), 1)
                  if re.match(r"(<{7}|>{7}) ", line)]
    tap.ok(not wrong, "no file holds the marks of a merge", ["Decide what stands:"] + wrong)


def check_licence(tap, house):
    text = house.text("LICENSE")
    tap.ok("GNU AFFERO GENERAL PUBLIC LICENSE" in text and "END OF TERMS AND CONDITIONS" in text and len(text) == 34520,
           "LICENSE is the whole text of AGPL-3.0", "Put the exact text of the licence back into LICENSE.")

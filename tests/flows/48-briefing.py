"""Briefing papers of a State: made in one go, by page and command, with what stands in the dossier; for nobody else."""
import importlib
import io
import re
import subprocess
import zipfile

from tasks import sign_in

dossier = importlib.import_module("41-dossier")
PAPER = "/en/states/GHA/briefing"
FORMATS = ("pdf", "docx", "odt", "html")

TEXT = """# Report of the {word}

1. Migrant workers are held without a decision, contrary to article 16 of the Convention. {word}

2. Paragraph 13 of CMW/C/GHA/CO/1 stands as it stood. cites{word}

## Questions

(a) How many persons were held under article 17 last year? asks{word}
"""


def words_of(data, kind, desk):
    """The bare words of a file."""
    if kind == "html":
        return re.sub(r"<[^>]+>", " ", data.decode())
    if kind == "pdf":
        done = subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True)
        return done.stdout.decode()
    parts = zipfile.ZipFile(io.BytesIO(data))
    return re.sub(r"<[^>]+>", " ", " ".join(parts.read(n).decode() for n in parts.namelist() if n.endswith(".xml")))


def send(desk, word, choice, kind="ngo", priority=None):
    more = [choice, *(["--priority", priority] if priority else [])]
    return desk.submit(desk.file(f"{word}.md", TEXT.format(word=word)), organisation=f"Union {word}", kind=kind, more=more)["id"]


def house(desk):
    desk.init()
    dossier.staff(desk)
    desk.user("mission@example.org", "--role", "permanent-mission", "--state", "GHA")
    desk.user("ngo@example.org", "--role", "organisation")
    file = desk.file("co.md", "# Concluding observations\n\n" + "".join(
        f"{12 + i}. {text.replace('should be', 'The Committee recommends that they be')}\n\n"
        for i, text in enumerate(dossier.OBSERVATIONS)) + "14. The Committee recommends that the State party:\n\n(a) Print its laws "
        "in every language;\n\n(b) Teach judges what they say.\n")
    desk.must("document", "import", desk.dir, "--symbol", "CMW/C/GHA/CO/1", "--language", "en", file)
    desk.publish(send(desk, "qopen", "--public"))
    send(desk, "qquiet", "--confidential", "un")
    send(desk, "qfirst", "--confidential", priority="16:qreason")


def story_made(desk, tap):
    """Four kinds of file with the same words: sources, extracts with places, recommendations, questions."""
    house(desk)
    server = desk.serve()
    member = sign_in(server, "member@example.org")
    page = member.get("/en/states/GHA/dossier").follow("Make a briefing paper")
    tap.ok(page.path == PAPER and page.has("PDF, for reading and printing"), "the dossier leads to it", page.words[:300])
    texts = {}
    for kind in FORMATS:
        answer = member.get(f"{PAPER}/{kind}")
        tap.ok(answer.status == 200 and answer.headers["Content-Disposition"] == f'attachment; filename="briefing-GHA.{kind}"',
               f"{kind}: it comes as a file", dict(answer.headers))
        tap.equal(answer.headers["Cache-Control"], "no-store", f"{kind}: kept nowhere")
        texts[kind] = " ".join(words_of(answer.body, kind, desk).split())
    for kind, text in texts.items():
        missing = [w for w in ("For the Committee alone", "Where the review stands", "Union qquiet", "Coverage by article",
                               "Article 16", "qfirst", "qquiet", "Union qopen, paragraph", "CMW/C/GHA/CO/1, paragraph 12",
                               "asksqopen", "Teach judges what they say", "Nobody has reported on it", "speak of it") if w not in text]
        tap.equal(missing, [], f"{kind}: everything stands in it")
    text = texts["html"]
    start = text.index("What each source says", text.index("Coverage by article", 3000 if len(text) > 6000 else 0))
    tap.ok(text.index("qfirst", start) < text.index("qopen", start), "what was named first comes first")
    large, usual = (member.get(f"{PAPER}/pdf{more}").body for more in ("?large=1", ""))
    tap.ok(large[:5] == b"%PDF-" and large != usual, "large type is another file")
    readers = desk.must("submission", "readers", desk.dir, next(s["id"] for s in desk.json("submission", "list", desk.dir)["submissions"]
                                                                if s["visibility"] == "confidential"))
    tap.ok("member@example.org" in readers.out, "that it was read is noted", readers.out)
    out = desk.home / "paper.pdf"
    desk.must("dossier", desk.dir, "GHA", "--pdf", out, "--docx", desk.home / "paper.docx")
    tap.ok(out.read_bytes()[:5] == b"%PDF-" and zipfile.is_zipfile(desk.home / "paper.docx"), "and by command")
    tap.equal((out.stat().st_mode & 0o777), 0o600, "which nobody else on the machine reads")
    tap.equal(member.get(f"{PAPER}/exe").status, 404, "other kinds there are none of")


def story_shut(desk, tap):
    """Compiled files are shut as the dossier is."""
    house(desk)
    server = desk.serve()
    shut = {"public": server.visitor(), **{n: sign_in(server, f"{n}@example.org") for n in ("own", "untold", "mission", "ngo")}}
    pages = (PAPER, *(f"{PAPER}/{k}" for k in FORMATS))
    tap.equal({n: sorted({v.get(p).status for p in pages}) for n, v in shut.items()},
              {n: [404 if n in ("own", "untold") else 403] for n in shut}, "no file, no page of it")
    tap.equal([n for n, v in shut.items() for p in pages if any(w in v.get(p).text for w in ("qopen", "qquiet", "qfirst"))], [],
              "and no word")
    member = sign_in(server, "member@example.org")
    tap.equal(member.get(f"{PAPER}/html").status, 200, "a member has it")
    desk.must("user", "conflict", desk.dir, "member@example.org", "--state", "GHA", "--ground", "declaration")
    tap.equal([member.get(p).status for p in pages], [404] * 5, "until a conflict is recorded")

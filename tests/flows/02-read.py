"""Reading a file needs no instance."""
import files
from desk import CORPUS, ROOT, SAMPLES

KINDS = {"text", "heading", "question", "recommendation", "footnote", "table"}


def whole(found):
    """What is wrong with the shape of an answer, as a list."""
    wrong = [k for k in ("format", "pages", "pages_estimated", "words", "language", "title", "paragraphs") if k not in found]
    for paragraph in found.get("paragraphs", []):
        wrong += [f"paragraph {paragraph.get('n')} lacks {k}" for k in
                  ("n", "page", "language", "heading", "text", "articles", "kind") if k not in paragraph]
        if paragraph.get("kind") not in KINDS:
            wrong.append(f"kind {paragraph.get('kind')}")
        for article in paragraph.get("articles", []):
            if not (0 < article["confidence"] <= 1 and 1 <= article["article"] <= 93 and article["because"]):
                wrong.append(f"article {article}")
    numbers = [p.get("n") for p in found.get("paragraphs", [])]
    if numbers != list(range(1, len(numbers) + 1)):
        wrong.append("paragraphs are not numbered 1, 2, 3")
    pages = [p.get("page") for p in found.get("paragraphs", [])]
    if pages != sorted(pages):
        wrong.append("pages do not rise")
    return wrong


def named(found):
    return {a["article"] for p in found["paragraphs"] for a in p["articles"] if a["confidence"] >= 0.9}


def story_reads_the_sample(desk, tap):
    """The sample report as PDF and as DOCX: pages, articles, questions, recommendations, a footnote, a table."""
    texts = {}
    for format_ in ("pdf", "docx"):
        found = desk.json("read", SAMPLES / f"sample-report.{format_}", "--profile", "cmw")
        tap.equal(whole(found), [], f"{format_}: the answer is whole")
        tap.equal((found["format"], found["language"]), (format_, "en"), f"{format_}: format and language")
        tap.ok(found["pages"] == 4 and not found["pages_estimated"] if format_ == "pdf" else 3 <= found["pages"] <= 6,
               f"{format_}: pages", found["pages"])
        tap.ok("Ghana" in (found["title"] or ""), f"{format_}: title", found["title"])
        tap.ok({16, 17, 22, 25, 30} <= named(found), f"{format_}: articles named outright", sorted(named(found)))
        count = {k: sum(p["kind"] == k for p in found["paragraphs"]) for k in KINDS}
        tap.equal((count["question"], count["recommendation"]), (5, 6), f"{format_}: questions and recommendations")
        tap.ok(count["footnote"] == 1 and count["table"] >= 4, f"{format_}: the footnote and the table's rows", count)
        texts[format_] = " ".join(p["text"] for p in found["paragraphs"])
        tap.ok("everything in this report is invented" not in texts[format_] and "Page 3" not in texts[format_],
               f"{format_}: headers and page numbers are dropped")
        tap.ok("without a decision" in texts[format_], f"{format_}: the words are there")
        deep = [p for p in found["paragraphs"] if "Of the 84 people" in p["text"]]
        tap.ok(deep and "Liberty of the person" in (deep[0]["heading"] or "")
               and "Detention without a decision" in deep[0]["heading"], f"{format_}: the path of headings", deep)


def story_reads_six_languages(desk, tap):
    """Plain text and Markdown in the six languages, article 16 named in each."""
    for language, text in files.SIX.items():
        found = desk.json("read", desk.file(f"{language}.txt", text + "\n"))
        tap.equal((found["language"], 16 in named(found)), (language, True), f"{language}: language and article 16")
    found = desk.json("read", desk.file("all.md", "# All of them\n\n" + "\n\n".join(files.SIX.values()) + "\n"))
    tap.equal([p["language"] for p in found["paragraphs"] if p["kind"] == "text"], list(files.SIX),
              "each paragraph has its language")
    tap.ok(found["format"] == "markdown" and found["pages_estimated"], "Markdown has no pages, so they are estimated")


def story_reads_the_corpus(desk, tap):
    """Every file of the corpus that should be read is."""
    names = [p for p in sorted(CORPUS.rglob("*")) if p.suffix in (".pdf", ".docx", ".txt", ".md") and
             "refused" not in p.parts and p.name != "README.md"]
    if not names:
        return tap.skip("the corpus", "there is no tests/corpus")
    for path in names:
        read = desk.run("read", path, "--json")
        tap.ok(read.status == 0 and whole(read.json) == [] and read.json["paragraphs"],
               f"{path.relative_to(CORPUS)} is read", read if read.status else whole(read.json))


def story_says_what_it_cannot_read(desk, tap):
    """Empty, encrypted, damaged, not a document: exit 1, one plain sentence, nothing on standard output."""
    bad = {
        "empty": desk.file("empty.pdf", b""),
        "encrypted": ROOT / "tests/flows/files/encrypted.pdf",
        "damaged": desk.file("damaged.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 20),
        "cut": desk.file("cut.docx", (SAMPLES / "sample-report.docx").read_bytes()[:4000]),
        "not a document": desk.file("picture.pdf", b"\x89PNG\r\n\x1a\n" + b"\0" * 500),
        "a program": desk.file("program.docx", b"\x7fELF" + b"\0" * 500),
        "not there": desk.home / "nowhere.pdf",
    }
    for what, path in bad.items():
        for json_ in ([], ["--json"]):
            read = desk.run("read", path, *json_)
            lines = [l for l in read.err.splitlines() if l.strip()]
            tap.ok(read.status == 1 and not read.out and len(lines) == 1 and lines[0].strip().endswith("."),
                   f"{what}{' as JSON' if json_ else ''}: one sentence", read)
            tap.ok(str(desk.home) not in read.err, f"{what}: no path of the machine is told", read)


def story_knows_a_scan(desk, tap):
    """Pages with pictures and without text are said to be a scan, with what to do."""
    read = desk.run("read", desk.file("scan.pdf", files.pdf(2, text=False)))
    tap.ok("scan" in (read.out + read.err).lower(), "it is said to be a scan", read)

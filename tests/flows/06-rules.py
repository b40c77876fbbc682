"""What the Committee asks of a report, answered in plain words."""
import files
from desk import ROOT, SAMPLES


def story_warns_of_a_long_report(desk, tap):
    """13 pages: taken with a reason, and said so with the numbers."""
    desk.init()
    long_ = desk.file("long.pdf", files.pdf(13))
    asked = desk.run("submit", desk.dir, "--state", "GHA", "--purpose", "dialogue", "--organisation", "Union of Tests",
                     "--kind", "ngo", "--contact", "union@example.org", "--public", long_, "--json")
    tap.ok("13 pages; the Committee asks for at most 10 as a rule" in asked.out + asked.err, "it says how long it is", asked)
    sent = desk.submit(long_, more=["--public", "--reason", "Two States are compared."])
    tap.ok(sent["pages"] == 13 and any("13 pages" in w for w in sent["warnings"]), "with a reason it is taken, and warned of", sent)
    short = desk.submit(desk.file("short.pdf", files.pdf(10)), more=["--public"])
    tap.ok(not any("at most 10" in w for w in short["warnings"]), "ten pages are no matter", short)


def story_refuses_what_is_no_report(desk, tap):
    """Empty, encrypted, damaged, too large, of no State: exit 1, one sentence, nothing stored."""
    desk.init()
    bad = {
        "empty": desk.file("empty.pdf", b""),
        "encrypted": ROOT / "tests/flows/files/encrypted.pdf",
        "damaged": desk.file("damaged.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 20),
        "not a document": desk.file("picture.docx", b"\x89PNG\r\n\x1a\n" + b"\0" * 500),
        "too large": desk.file("large.txt", b"word " * (5 * 1024 * 1024 + 1024)),
    }
    send = ["submit", desk.dir, "--state", "GHA", "--purpose", "dialogue", "--organisation", "U", "--kind", "ngo",
            "--contact", "u@example.org", "--public"]
    for what, path in bad.items():
        said = desk.run(*send, path, "--json")
        lines = [l for l in said.err.splitlines() if l.strip()]
        tap.ok(said.status == 1 and not said.out.strip() and len(lines) == 1 and str(desk.home) not in said.err,
               f"{what}: one sentence", said)
    for change, what in ((("GHA", "XYZ"), "State"), (("dialogue", "nothing"), "purpose"), (("ngo", "club"), "kind")):
        args = [change[1] if a == change[0] else a for a in send]
        said = desk.run(*args, SAMPLES / "sample-report.pdf")
        tap.ok(said.status == 1 and len(said.err.strip().splitlines()) == 1, f"an unknown {what}: one sentence", said)
    listed = desk.run("submission", "list", desk.dir, "--json")
    tap.ok(listed.status == 0 and '"id"' not in listed.out, "nothing was stored", listed)


def story_takes_any_language(desk, tap):
    """Language is never a ground for refusal, only a note on who will be able to read it."""
    desk.init()
    sent = desk.submit(desk.file("ar.txt", files.SIX["ar"] + "\n"), more=["--public"])
    tap.ok(sent["status"] == "received", "Arabic is taken", sent)
    swahili = ("Wafanyakazi wahamiaji wanashikiliwa kwa wiki nyingi bila uamuzi wowote. Familia zao haziambiwi walipo. "
               "Serikali inapaswa kuchapisha orodha ya maeneo yote ambako watu wanazuiliwa. ") * 4
    sent = desk.submit(desk.file("sw.txt", swahili), more=["--public"])
    tap.ok(sent["status"] == "received" and sent["warnings"], "Swahili is taken, with a note", sent)


def story_knows_the_treaty(desk, tap):
    """Facts of a State: entry into force by the Convention's own rule."""
    desk.init()
    for state, date in (("EGY", "2003-07-01"), ("PHL", "2003-07-01"), ("SLV", "2003-07-01"), ("BEN", "2018-11-01")):
        facts = desk.run("state", desk.dir, state, "--json")
        tap.ok(facts.status == 0 and date in facts.out, f"{state}: {date}", facts)
    tap.equal(desk.run("state", desk.dir, "XYZ").status, 1, "an unknown State is refused")


def story_rehearses(desk, tap):
    """--now lives in another year; with real acts in the journal it may look, not write."""
    desk.init()
    desk.submit(desk.file("r.md", files.report()), more=["--public"])
    said = desk.run("submit", desk.dir, "--state", "GHA", "--purpose", "dialogue", "--organisation", "U", "--kind", "ngo",
                    "--contact", "u@example.org", "--now", "2031-05-01", desk.file("s.md", files.report()))
    tap.ok(said.status == 1 and len(said.err.strip().splitlines()) == 1, "writing in another year is refused", said)
    tap.equal(desk.run("state", desk.dir, "GHA", "--now", "2031-05-01").status, 0, "looking is not")

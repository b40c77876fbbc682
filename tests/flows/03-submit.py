"""Sending a report by command: receipt, log, checking."""
import hashlib
import pathlib
import re

import files
from desk import SAMPLES


def story_sends_with_everything(desk, tap):
    """All that submit can be told; the receipt is a promise at once and verifies for anyone."""
    desk.init("--checkpoint-seconds", "1")
    report = SAMPLES / "sample-report.pdf"
    sent = desk.submit(report, more=["--articles", "16,17", "--public"])
    tap.ok(re.fullmatch(r"[0-9a-hjkmnp-tv-z]{16}", sent["id"]), "it has an id", sent)
    tap.equal((sent["state"], sent["status"], sent["pages"]), ("GHA", "received", 4), "state, status and pages")
    tap.ok(isinstance(sent["warnings"], list), "warnings are a list", sent)
    receipt = pathlib.Path(sent["receipt"]) if pathlib.Path(sent["receipt"]).is_absolute() \
        else desk.home / sent["receipt"]
    text = receipt.read_text()
    tap.ok(hashlib.sha256(report.read_bytes()).hexdigest() in text, "the receipt holds the file's SHA-256", text)
    tap.ok("union@example.org" not in text and "Union of Tests" not in text, "and no name", text)
    tap.equal(desk.run("verify", "--receipt", receipt, desk.dir).status, 0, "the promise verifies at once")
    tap.equal(desk.run("verify", desk.dir).status, 0, "the instance verifies")
    wrong = desk.file("wrong.txt", text.replace(sent["id"], sent["id"][::-1]))
    tap.equal(desk.run("verify", "--receipt", wrong, desk.dir).status, 1, "a changed receipt does not")


def story_completes_the_receipt(desk, tap):
    """After the next checkpoint the receipt holds its proof, and anybody can check it against the server."""
    desk.init("--checkpoint-seconds", "1")
    sent = desk.submit(SAMPLES / "sample-report.docx", more=["--public"])
    server = desk.serve()
    visitor = server.visitor()
    import time
    for _ in range(40):
        page = visitor.get(f"/en/receipts/{sent['id']}.txt")
        checked = desk.run("verify", "--receipt", desk.home / sent["receipt"], "--server", server.base, "--json")
        if checked.status == 0 and '"complete": true' in checked.out.replace('":true', '": true'):
            break
        time.sleep(0.25)
    tap.ok(checked.status == 0 and "complete" in checked.out, "it verifies against the server, complete", checked)
    tap.ok(page.status in (200, 403, 404), "its address answers", page.status)
    tap.equal(server.stop(), 0, "the server ends gracefully")
    tap.equal(desk.run("verify", desk.dir).status, 0, "the instance verifies, tree and heads too")


def story_sees_a_changed_file(desk, tap):
    """verify re-hashes each stored file: a changed byte is told."""
    desk.init()
    desk.submit(desk.file("report.md", files.report()), more=["--public"])
    blobs = [p for p in (desk.dir / "blobs").rglob("*") if p.is_file()]
    tap.ok(blobs, "a file is stored")
    data = bytearray(blobs[0].read_bytes())
    data[len(data) // 2] ^= 1
    blobs[0].chmod(0o600)
    blobs[0].write_bytes(data)
    checked = desk.run("verify", desk.dir)
    tap.ok(checked.status == 1 and checked.err.strip(), "verify says no", checked)


def story_keeps_files_closed(desk, tap):
    """What is not public lies encrypted, under a name that tells nothing."""
    desk.init()
    text = files.report("zanzibarleaf")
    desk.submit(desk.file("report.md", text), more=["--confidential"])
    hash_ = hashlib.sha256(text.encode()).hexdigest()
    for path in (desk.dir / "blobs").rglob("*"):
        if path.is_file():
            tap.ok(hash_ not in path.name and b"zanzibarleaf" not in path.read_bytes(), "the stored file tells nothing",
                   path.name)


def story_takes_several_files(desk, tap):
    """The first file is the report, others are annexes; each stands in the receipt."""
    desk.init()
    annex = desk.file("annex.txt", "A list of places.\n")
    sent = desk.submit(SAMPLES / "sample-report.pdf", annex, more=["--public"])
    text = (desk.home / sent["receipt"]).read_text()
    tap.ok(all(hashlib.sha256(p.read_bytes()).hexdigest() in text for p in (SAMPLES / "sample-report.pdf", annex)),
           "both hashes stand in the receipt", text)

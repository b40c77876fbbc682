"""Receipts: for those who hold them, and for nobody else."""
import files


def story_receipts_can_be_declined(desk, tap):
    """Somebody for whom holding a receipt is a danger gets none, and the log still verifies."""
    desk.init()
    sent = desk.submit(desk.file("r.md", files.report()), more=["--confidential", "--no-receipt"])
    tap.ok(not sent.get("receipt"), "no receipt is given", sent)
    tap.equal([p.name for p in (desk.dir / "receipts").glob("*")] if (desk.dir / "receipts").exists() else [], [],
              "none is kept")
    tap.equal(desk.run("verify", desk.dir).status, 0, "the instance verifies")


def story_the_log_tells_nobody(desk, tap):
    """The public log holds no id, hash of a file, or name."""
    import hashlib
    import time
    desk.init("--checkpoint-seconds", "1")
    text = files.report("zanzibarleaf")
    sent = desk.submit(desk.file("r.md", text), more=["--confidential"])
    server = desk.serve()
    time.sleep(2.5)
    head = server.visitor().get("/log/checkpoint")
    tap.ok(head.status == 200 and head.text.startswith("treatydesk/"), "the checkpoint is public", head.text[:200])
    size = int(head.text.splitlines()[1]) if head.status == 200 else 0
    tap.ok(size >= 2, "the batch is padded: one submission is not seen as one leaf", head.text[:200])
    tap.ok(sent["id"] not in head.text and hashlib.sha256(text.encode()).hexdigest() not in head.text, "it tells nothing")


def leaf_of(receipt):
    return next(line.split(": ", 1)[1] for line in receipt.splitlines() if line.startswith("leaf: "))


def story_receipts_are_deleted_later(desk, tap):
    """Whoever holds a receipt has the server's copy deleted: the leaf stays in the log and nothing here leads from it to the report."""
    import base64
    import time
    import tasks
    desk.init("--checkpoint-seconds", "1")
    desk.user("desk@example.org", "--role", "secretariat")
    desk.user("member@example.org", "--role", "member", "--state", "PHL")
    server = desk.serve()
    sender = server.visitor()
    id_ = tasks.send_by_web(sender, "one.md", files.report("zanzibarleaf").encode(), visibility="confidential")["id"]
    time.sleep(1.5)
    kept = sender.get(f"/en/submissions/{id_}/receipt-file").text
    leaf = base64.b64decode(leaf_of(kept))
    proof = f"/log/proof/{leaf.hex()}"
    tap.equal(server.visitor().get(proof).status, 200, "the leaf is in the log")
    tap.ok(not tasks.sign_in(server, "member@example.org").get(f"/en/submissions/{id_}").has("Show the receipt"),
           "a member has no receipt to delete")
    page = sender.get(f"/en/submissions/{id_}/receipt")
    tap.ok(page.has("nonce") and page.has("nothing here leads from the entry"), "the page says what it means", page.words[:600])
    page = page.form("/receipt/forget").send()
    tap.equal((page.path.split("#")[0], sender.get(f"/en/submissions/{id_}/receipt").status), (f"/en/submissions/{id_}/receipt", 200),
              "nothing goes before it is said to be meant")
    page = page.form("/receipt/forget").choose("meant", "1").send()
    tap.equal((page.status, page.path), (200, f"/en/submissions/{id_}"), "then it goes, and the report stands")
    for form in ("receipt", "receipt-file"):
        gone = sender.get(f"/en/submissions/{id_}/{form}")
        tap.ok(gone.status == 404 and gone.has("had it deleted"), f"{form}: gone, and why is said", gone.words[:300])
    tap.ok(not page.has("Show the receipt"), "nor does its page lead to one")
    tap.equal(server.visitor().get(proof).status, 200, "the log keeps its leaf")
    nonce = next(line for line in kept.splitlines() if line.startswith("nonce: ")).split(": ")[1]
    if desk.engine == "sqlite":
        server.stop()
        held = [p.name for p in desk.dir.rglob("*") if p.is_file() and (nonce.encode() in p.read_bytes() or
                                                                        base64.b64decode(nonce) in p.read_bytes())]
        tap.equal(held, [], "no file of the instance holds the nonce")
        server = desk.serve()
    file = desk.file("kept.txt", kept)
    tap.equal(desk.run("verify", desk.dir, "--receipt", file).status, 0, "who holds the receipt can still check it")
    tap.equal(desk.run("verify", desk.dir).status, 0, "and the instance verifies")
    by_command = desk.submit(desk.file("r.md", files.report("otherleaf")), more=["--confidential"])
    written = desk.dir / "receipts" / f"{by_command['id']}.txt"
    tap.ok(written.exists(), "a command writes a receipt")
    tap.equal(desk.run("submission", "forget-receipt", desk.dir, by_command["id"]).status, 1, "nothing is deleted without --really")
    tap.ok(written.exists(), "and it is there still")
    desk.must("submission", "forget-receipt", desk.dir, by_command["id"], "--really")
    tap.ok(not written.exists(), "then its file is gone too")
    again = desk.run("submission", "forget-receipt", desk.dir, by_command["id"], "--really")
    tap.ok(again.status == 1 and "No receipt is kept" in again.err, "twice is said", again.err)
    tap.equal(desk.run("verify", desk.dir).status, 0, "and all verifies again")

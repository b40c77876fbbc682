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

"""A draft in which nobody wrote for thirty days is erased, file and all; a younger one stays."""
import time

import files
from tasks import answer_until_file, begin


def kept_files(desk):
    return [p for p in (desk.dir / "blobs").rglob("*") if p.is_file()]


def story_old_drafts_go(desk, tap):
    """Begun today; the server of a day six weeks on erases it at its start."""
    desk.init("--rehearsal")
    server = desk.serve()
    visitor = server.visitor()
    page = answer_until_file(begin(visitor))
    page.form().attach("file", "r.md", files.report("zanzibarleaf").encode()).send()
    tap.equal(len(kept_files(desk)), 1, "the draft's file is kept")
    server.stop()
    later = desk.serve("--now", "2099-01-01")
    for _ in range(100):
        if kept_files(desk):
            time.sleep(0.1)
    tap.equal(kept_files(desk), [], "then its file is gone")
    tap.equal(desk.run("verify", desk.dir).status, 0, "and everything else holds")
    tap.ok(later.visitor().get("/en").status == 200, "the server serves on")

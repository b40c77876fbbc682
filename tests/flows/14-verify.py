"""verify tells what was changed, dropped or forged, whoever asks."""
import re
import time

import files
from desk import SAMPLES


def sent_one(desk, *more):
    desk.init("--checkpoint-seconds", "1")
    sent = desk.submit(desk.file("report.md", files.report("zanzibarleaf")), more=["--public", *more])
    return sent["id"], (desk.home / sent["receipt"]).read_text()


def until_complete(desk, server, text):
    """The receipt with its proof, asked of the server until the checkpoint is made."""
    path = desk.file("asked.txt", text)
    for _ in range(60):
        checked = desk.run("verify", "--receipt", path, "--server", server.base, "--json")
        if checked.status == 0 and checked.json["complete"]:
            break
        time.sleep(0.2)
    return checked


def says_no(tap, said, what):
    lines = [line for line in said.err.splitlines() if line.strip()]
    tap.ok(said.status == 1 and len(lines) == 1 and not said.out.strip(), f"{what}: no, in one sentence", said)


def story_anyone_checks_a_receipt(desk, tap):
    """Against the instance, against a server, against the key alone; never without a word against what."""
    id_, text = sent_one(desk)
    path = desk.file("receipt.txt", text)
    server = desk.serve()
    tap.ok(until_complete(desk, server, text).json["complete"], "the server proves it")
    key = server.visitor().get("/log/key").text.splitlines()[0]
    for what, args in (("the instance", [desk.dir]), ("the server", ["--server", server.base]),
                       ("the server with a slash", ["--server", server.base + "/"]), ("the key", ["--key", key])):
        said = desk.run("verify", "--receipt", path, *args)
        tap.ok(said.status == 0 and id_ in said.out, f"it holds against {what}", said)
    tap.equal(desk.run("verify", "--receipt", path).status, 2, "without a word against what it is wrong use")
    tap.equal(desk.run("verify", "--receipt", path, desk.dir, "--key", key).status, 2, "and with two of them")
    other_key = key.replace(key[-8:-2], "AAAAAA" if key[-8:-2] != "AAAAAA" else "BBBBBB")
    says_no(tap, desk.run("verify", "--receipt", path, "--key", other_key), "another key")
    says_no(tap, desk.run("verify", "--receipt", path, "--server", "http://127.0.0.1:9"), "a server that is not there")
    says_no(tap, desk.run("verify", "--receipt", desk.home / "nowhere.txt", "--key", key), "a file that is not there")
    says_no(tap, desk.run("verify", "--receipt", SAMPLES / "sample-report.pdf", "--key", key), "a file that is no receipt")


def story_a_changed_receipt_is_told(desk, tap):
    """Each line of it is signed: another file, time, id, nonce or leaf does not hold."""
    id_, text = sent_one(desk)
    for line in text.splitlines()[1:8]:
        name, _, value = line.partition(": ")
        at = len(value) // 2
        changed = value[:at] + ("3" if value[at] != "3" else "4") + value[at + 1:]
        path = desk.file("changed.txt", text.replace(line, f"{name}: {changed}", 1))
        for what, args in (("instance", [desk.dir]),):
            says_no(tap, desk.run("verify", "--receipt", path, *args), f"changed {name}")


def story_a_changed_store_is_told(desk, tap):
    """A dropped leaf, a changed leaf, a changed or dropped journal entry: each is told by verify."""
    id_, text = sent_one(desk)
    server = desk.serve()
    tap.ok(until_complete(desk, server, text).json["complete"], "the log has it")
    server.stop()
    receipt = desk.file("receipt.txt", text)
    tap.equal(desk.run("verify", desk.dir).status, 0, "all holds before")
    leaf = "(select min(n) from log_leaf)"
    for what, do, undo in (
            ("a changed leaf", f"update log_leaf set n = n + 1000 where n = {leaf}", "update log_leaf set n = n - 1000 where n >= 1000"),
            ("a changed act", "update journal set act = 'submission.publish' where position = 1",
             "update journal set act = (select a from kept) where position = 1"),
            ("a changed actor", "update journal set actor = actor || 'x' where position = 2",
             "update journal set actor = substr(actor, 1, length(actor) - 1) where position = 2")):
        desk.sql("drop table if exists kept", "create table kept as select act as a from journal where position = 1", do)
        says_no(tap, desk.run("verify", desk.dir), what)
        desk.sql(undo)
        tap.equal(desk.run("verify", desk.dir).status, 0, f"{what}, put right: it holds again")
    desk.sql("create table lost as select * from log_leaf", "delete from log_leaf")
    says_no(tap, desk.run("verify", desk.dir), "dropped leaves")
    says_no(tap, desk.run("verify", "--receipt", receipt, desk.dir), "a receipt whose leaf was dropped")
    desk.sql("insert into log_leaf select * from lost")
    desk.sql("delete from journal where position = (select max(position) from journal)")
    says_no(tap, desk.run("verify", desk.dir), "a dropped journal entry")


def story_a_wrong_index_is_told(desk, tap):
    """What is not everybody's in the public search index, and what is missing in either: told, with a number and without a word."""
    desk.init()
    quiet = desk.submit(desk.file("q.md", files.report("zanzibarleaf")), more=["--confidential"])["id"]
    open_ = desk.submit(desk.file("o.md", files.report("marmaladeleaf")), more=["--public"])["id"]
    desk.publish(open_)
    desk.serve()  # which keeps the indexes in step

    def verify(*more):
        """Once the indexes have followed."""
        for _ in range(100):
            said = desk.run("verify", desk.dir, *more)
            if "still follow" not in said.out and '"search_compared": false' not in said.out:
                break
            time.sleep(0.1)
        return said
    found = verify("--json").json
    tap.ok(found["search_compared"] and 0 < found["search_public"] < found["search_restricted"], "both are compared", found)
    entry, number = ("rowid, tokens", "rowid") if desk.engine == "sqlite" else ("entry, tokens", "entry")
    key = "(select min(search_key) from paragraph where submission = '{}')"
    words = "'zanzibarleaf'" if desk.engine == "sqlite" else "to_tsvector('simple', 'zanzibarleaf')"
    desk.sql(f"insert into search_public ({entry}) values ({key.format(quiet)}, {words})")
    said = verify()
    tap.ok(said.status == 1 and "1 entries that not everybody may read" in said.err and "zanzibar" not in said.err, "a confidential paragraph in it", said)
    desk.sql(f"delete from search_public where {number} = {key.format(quiet)}")
    tap.equal(verify().status, 0, "taken out, all holds")
    for index, what in (("search_public", "everybody may read"), ("search_restricted", "Committee's search index")):
        desk.sql(f"delete from {index} where {number} = {key.format(open_)}")
        said = verify()
        tap.ok(said.status == 1 and what in said.err, f"a paragraph that is missing in {index}", said)
        desk.sql(f"insert into {index} ({entry}) values ({key.format(open_)}, {words})")
        tap.equal(verify().status, 0, f"{index}: put back, all holds")
    for wrong, right in (("update found set state = 'SEN' where submission = '{}'", "update found set state = 'GHA' where submission = '{}'"),
                         ("update found set language = 'zz' where submission = '{}'", "update found set language = 'en' where submission = '{}'")):
        desk.sql(wrong.format(open_))
        said = verify()
        tap.ok(said.status == 1 and "Committee's search index" in said.err, f"what is narrowed by and does not hold: {wrong[:24]}", said)
        desk.sql(right.format(open_))
        tap.equal(verify().status, 0, "put right, all holds")
    desk.sql(f"delete from found_article where entry = {key.format(quiet)}", f"delete from found where entry = {key.format(quiet)}")
    tap.equal(verify().status, 1, "a paragraph that is not among those that can be found")


def story_a_changed_status_is_told(desk, tap):
    """A status that no decision led to, a decision that is gone or another: told. What was decided, taken back and decided again holds."""
    desk.init()
    id_ = desk.submit(desk.file("o.md", files.report("marmaladeleaf")), more=["--public"])["id"]
    for what in (["accept"], ["publish"], ["withhold", "--reason", "Kept."], ["publish"], ["take-down"], ["put-back"]):
        desk.must("submission", what[0], desk.dir, id_, *what[1:])
        tap.equal(desk.run("verify", desk.dir).status, 0, f"{what[0]}: all holds")
    desk.sql("update submission set status = 'withheld'")
    said = desk.run("verify", desk.dir)
    tap.ok(said.status == 1 and "do not lead" in said.err, "a status that no decision led to", said)
    desk.sql("update submission set status = 'published'", "create table lost as select * from submission_decision",
             "delete from submission_decision where to_status = 'withheld'")
    says_no(tap, desk.run("verify", desk.dir), "a decision that is gone")
    desk.sql("delete from submission_decision", "insert into submission_decision select * from lost")
    tap.equal(desk.run("verify", desk.dir).status, 0, "put back, all holds")


def story_a_changed_file_is_told(desk, tap):
    """A byte changed, a file cut, a file gone."""
    sent_one(desk)
    blob = next(p for p in (desk.dir / "blobs").rglob("*") if p.is_file())
    data = blob.read_bytes()
    for what, change in (("its first byte changed", bytes([data[0] ^ 1]) + data[1:]), ("its last byte changed", data[:-1] +
                         bytes([data[-1] ^ 1])), ("cut", data[:-1]), ("longer", data + b"x"), ("empty", b"")):
        blob.chmod(0o600)
        blob.write_bytes(change)
        says_no(tap, desk.run("verify", desk.dir), what)
    blob.unlink()
    says_no(tap, desk.run("verify", desk.dir), "gone")
    blob.write_bytes(data)
    tap.equal(desk.run("verify", desk.dir).status, 0, "put back, all holds")


def story_a_rehearsal_says_so(desk, tap):
    """In an instance made for it, acts of another day are written, and receipt, log and page say rehearsal."""
    desk.init("--rehearsal", "--checkpoint-seconds", "1")
    sent = desk.submit(desk.file("r.md", files.report("zanzibarleaf")), more=["--public", "--now", "2031-05-01"])
    text = (desk.home / sent["receipt"]).read_text()
    tap.ok("rehearsal: yes" in text and "/rehearsal" in text and "received: 2031-05-01" in text, "the receipt says so", text)
    path = desk.file("receipt.txt", text)
    tap.equal(desk.run("verify", "--receipt", path, desk.dir).status, 0, "it holds")
    plain = desk.file("plain.txt", re.sub("rehearsal: yes\n", "", text))
    says_no(tap, desk.run("verify", "--receipt", plain, desk.dir), "without the word it does not hold")
    desk.publish(sent["id"])
    server = desk.serve("--now", "2031-05-02")
    page = server.visitor().get(f"/en/submissions/{sent['id']}")
    tap.ok(page.status == 200 and page.has("Rehearsal") and page.has("2031"), "its page says so", page.words[:300])
    facts = desk.run("state", desk.dir, "GHA", "--now", "2040-01-01", "--json")
    tap.equal(facts.status, 0, "any year can be looked at")
    server.stop()
    tap.equal(desk.run("verify", desk.dir).status, 0, "all holds")
    wrong = desk.run("state", desk.dir, "GHA", "--now", "tomorrow")
    tap.equal(wrong.status, 2, "a day that is none is wrong use")

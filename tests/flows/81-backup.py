"""A whole instance in one file and out of it again: while people send, sealed, damaged, on a full disk, killed, of another engine."""
import hashlib
import io
import json
import os
import pathlib
import subprocess
import tarfile

import files
from desk import Desk

WORD = "zanzibarleaf"


def report(n):
    return files.report(f"{WORD} number{n}word")


def sent_one(desk, n=0, *more):
    sent = desk.submit(desk.file(f"report-{n}.md", report(n)), more=["--public", *more])
    return sent["id"], desk.home / sent["receipt"]


def empty_desk(desk, engine=None):
    """A place to restore into, with an empty database of its own where the engine has one."""
    return Desk(desk.program.parent, engine or desk.engine, desk.note)


def restore(place, file, *more):
    store = ["--store", place.store_url()] if place.database else []
    return place.run("restore", file, place.dir, *store, *more)


def counted(said):
    return {k: said.json[k] for k in ("journal_entries", "log_leaves", "files")}


def says_no(tap, said, words, what):
    lines = [line for line in said.err.splitlines() if line.strip()]
    tap.ok(said.status == 1 and len(lines) == 1 and words in said.err, f"{what}: no, in one line", said)


def members(file):
    with tarfile.open(file) as tar:
        return {m.name: tar.extractfile(m).read() for m in tar}


def archive(path, parts):
    """An archive of these members, in their order, with a manifest that fits."""
    lines = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in parts.items() if name != "MANIFEST")
    with tarfile.open(path, "w", format=tarfile.USTAR_FORMAT) as tar:
        for name, data in {**parts, "MANIFEST": lines.encode()}.items():
            head = tarfile.TarInfo(name)
            head.size = len(data)
            tar.addfile(head, io.BytesIO(data))
    return path


def story_in_the_midst_of_sending(desk, tap):
    """Made while people send, it is of one moment: what was received before is in it whole, and all of it holds."""
    desk.init("--checkpoint-seconds", "1")
    id_, receipt = sent_one(desk)
    desk.publish(id_)
    server = desk.serve()
    senders = [subprocess.Popen([desk.program, "submit", desk.dir, "--state", "GHA", "--purpose", "dialogue", "--organisation", "Union", "--kind",
                                 "ngo", "--public", desk.file(f"more-{n}.md", report(n))], cwd=desk.home, stdout=subprocess.DEVNULL,
                                stdin=subprocess.DEVNULL) for n in range(3)]
    made = []
    while any(s.poll() is None for s in senders) and len(made) < 4:
        made.append(desk.home / f"backup-{len(made)}.tar")
        desk.must("backup", desk.dir, made[-1])
    tap.equal([s.wait(60) for s in senders], [0, 0, 0], "who sends meanwhile is not kept from it")
    for name in {made[0], made[-1]}:
        place = empty_desk(desk)
        try:
            said = restore(place, name)
            tap.equal(said.status, 0, "it is restored into an empty folder")
            checked = place.run("verify", place.dir, "--json")
            tap.ok(checked.status == 0 and checked.json["ok"], "and verify finds all of it whole", checked)
            said = place.run("verify", "--receipt", receipt, place.dir)
            tap.ok(said.status == 0 and id_ in said.out, "a receipt from before holds there", said)
        finally:
            place.close()
    server.stop()  # nothing more is written, so that two can be compared
    last = desk.home / "last.tar"
    told = desk.json("backup", desk.dir, last)
    tap.equal([told["sha256"], told["sealed"], oct(last.stat().st_mode & 0o777)], [hashlib.sha256(last.read_bytes()).hexdigest(), False, "0o600"],
              "it tells the hash of the file, which its owner alone can read")
    parts = members(last)
    good = [hashlib.sha256(parts[name]).hexdigest() == wanted for wanted, name in (line.split("  ") for line in parts["MANIFEST"].decode().splitlines())]
    tap.ok(len(good) == len(parts) - 1 and all(good), "tar opens it, and its manifest lists each file by its hash")
    names = [n for n in parts if n.startswith("keys/")]
    tap.equal(sorted(names), sorted(f"keys/{k}.key" for k in ("instance", "log", "rehearsal", "pepper")), "the keys in it are the instance's")
    place = empty_desk(desk)
    try:
        restore(place, last)
        tap.equal(counted(place.run("verify", place.dir, "--json")), counted(desk.run("verify", desk.dir, "--json")), "a restored one counts the same")
        found = place.json("search", place.dir, WORD)
        tap.equal(json.dumps(found, sort_keys=True), json.dumps(desk.json("search", desk.dir, WORD), sort_keys=True), "and finds the same")
        page = place.serve().visitor().get(f"/en/submissions/{id_}")
        tap.ok(page.status == 200 and page.has(WORD), "and serves the same page")
        sent_one(place, 9)
        tap.equal(place.run("verify", place.dir).status, 0, "and takes what is sent to it")
    finally:
        place.close()


def story_into_the_other_engine(desk, tap):
    """What was copied from one engine goes into the other."""
    if not os.environ.get("TREATYDESK_TEST_POSTGRES"):
        tap.skip("from one engine into the other", "there is no PostgreSQL")
        return
    desk.init()
    id_, receipt = sent_one(desk)
    desk.publish(id_)
    file = desk.home / "backup.tar"
    desk.must("backup", desk.dir, file)
    if desk.engine == "postgres":
        says_no(tap, desk.run("restore", file, desk.home / "nowhere"), "--store", "one of PostgreSQL, with no word of where its rows go")
        tap.ok(desk.store_url().encode() not in file.read_bytes(), "it does not hold the address of the database")
    place = empty_desk(desk, "sqlite" if desk.engine == "postgres" else "postgres")
    try:
        said = restore(place, file, *([] if place.database else ["--store", "sqlite:treatydesk.db"]))
        tap.equal(said.status, 0, "it is restored there")
        tap.equal(place.run("verify", place.dir).status, 0, "verify finds it whole")
        tap.equal(place.run("verify", "--receipt", receipt, place.dir).status, 0, "a receipt holds there")
        tap.equal([hit["submission"] for hit in place.json("search", place.dir, WORD)["hits"]][:1],
                  [hit["submission"] for hit in desk.json("search", desk.dir, WORD)["hits"]][:1], "and the search finds")
    finally:
        place.close()


def story_sealed(desk, tap):
    """Sealed as it streams: it opens with its owner's key alone, and without the instance's keys where those are kept apart."""
    desk.init()
    sent_one(desk)
    key, other = desk.home / "backup.key", desk.home / "other.key"
    public = desk.must("keys", "make", "--out", key).out.strip()
    desk.must("keys", "make", "--out", other)
    sealed, bare = desk.home / "backup.age", desk.home / "bare.tar"
    desk.must("backup", desk.dir, sealed, "--to", public)
    data = sealed.read_bytes()
    tap.ok(data.startswith(b"age-encryption.org/v1") and WORD.encode() not in data and b"instance.key" not in data, "nothing of it lies in clear")
    clear = subprocess.run(["age", "--decrypt", "--identity", key], input=data, capture_output=True).stdout
    tap.ok("keys/log.key" in tarfile.open(fileobj=io.BytesIO(clear)).getnames(), "Debian's age opens it to a tar")
    place = empty_desk(desk)
    try:
        says_no(tap, restore(place, sealed), "--identity", "without a key")
        says_no(tap, restore(place, sealed, "--identity", other), "keys", "with another key")
        turned = desk.file("turned.age", data[:-100] + bytes([data[-100] ^ 1]) + data[-99:])
        says_no(tap, restore(place, turned, "--identity", key), "", "with one bit turned")
        tap.ok(not place.dir.exists(), "nothing was put in place by those")
        tap.equal(restore(place, sealed, "--identity", key).status, 0, "with its key it is restored")
        tap.equal(place.run("verify", place.dir).status, 0, "and holds")
    finally:
        place.close()
    desk.must("backup", desk.dir, bare, "--without-keys")
    tap.ok(not [n for n in members(bare) if n.startswith("keys/")], "without keys there are none in it")
    says_no(tap, desk.run("backup", desk.dir, desk.home / "x.tar", "--to", "age1nonsense"), "key", "a public key that is none")
    place = empty_desk(desk)
    try:
        says_no(tap, restore(place, bare), "--keys", "one without keys, with no word of where they are")
        tap.equal(restore(place, bare, "--keys", desk.dir / "keys").status, 0, "with them it is restored")
        tap.equal(place.run("verify", place.dir).status, 0, "and holds, the files' encryption too")
    finally:
        place.close()


def story_damaged(desk, tap):
    """A damaged, cut, foreign or forged archive puts nothing in place."""
    desk.init()
    sent_one(desk)
    file = desk.home / "backup.tar"
    desk.must("backup", desk.dir, file)
    data, parts = file.read_bytes(), members(file)
    rows = next(n for n in parts if n.startswith("rows/") and b'"table":"submission"' in parts[n])
    head = json.loads(parts["backup.json"])
    newer = {**head, "schema": head["schema"] + [{"number": 9999, "name": "9999-later", "hash": "0" * 64}]}
    first = {k: parts[k] for k in ("backup.json", "instance.ini")}
    place = empty_desk(desk)
    tries = {
        "an empty file": b"", "a text": b"This is no archive at all.\n" * 50, "cut in the middle": data[:len(data) // 2],
        "cut before its manifest": data[:data.rindex(b"MANIFEST")], "without its end": data[:-1024], "with something behind": data + b"x" * 512,
    }
    for at in (10, 600, len(data) // 3, data.index(b"keys/log.key") + 600, data.rindex(b"MANIFEST") + 600):
        tries[f"with a bit turned at {at * 100 // len(data)} %"] = data[:at] + bytes([data[at] ^ 4]) + data[at + 1:]
    forged = {
        "a name that leads out of the folder": {**parts, "../../evil": b"x"}, "an absolute name": {**parts, "/tmp/evil": b"x"},
        "a file with no place": {**parts, "keys/officer.key": b"x"}, "without settings": {k: v for k, v in parts.items() if k != "instance.ini"},
        "no head": {k: v for k, v in parts.items() if k != "backup.json"}, "a head that is no JSON": {**parts, "backup.json": b"{"},
        "rows of an unknown table": {**parts, rows: b'{"table":"pg_class\\" (x) --","columns":["id"]}\n["a"]\n'},
        "rows with an unknown column": {**parts, rows: b'{"table":"submission","columns":["id) values (1) --"]}\n["a"]\n'},
        "rows of another kind": {**parts, rows: b'{"table":"submission","columns":["id"]}\n[1]\n'},
        "rows that are no JSON": {**parts, rows: parts[rows] + b"[[[\n"}, "rows that others need left out": {**parts, rows: b""},
    }
    try:
        for what, bad in tries.items():
            says_no(tap, restore(place, desk.file("bad.tar", bad)), "", what)
        for what, bad in forged.items():
            says_no(tap, restore(place, archive(desk.home / "forged.tar", bad)), "", what)
        says_no(tap, restore(place, archive(desk.home / "newer.tar", {**parts, "backup.json": json.dumps(newer).encode()})), "newer version", "one of a newer version")
        with tarfile.open(desk.home / "link.tar", "w", format=tarfile.USTAR_FORMAT) as tar:
            for name, content in first.items():
                info = tarfile.TarInfo(name)
                info.size = len(content)
                tar.addfile(info, io.BytesIO(content))
            link = tarfile.TarInfo("receipts/link")
            link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
            tar.addfile(link)
        says_no(tap, restore(place, desk.home / "link.tar"), "", "one with a link")
        says_no(tap, restore(place, desk.home / "nothing.tar"), "name", "a file that is not there")
        left = [p.name for p in place.home.iterdir()]
        tap.equal(left, [], "nothing was left by any of them")
        tap.equal(restore(place, file).status, 0, "the good one is restored into the same place")
        says_no(tap, restore(place, file), "not empty", "a second time")
        if place.database:
            says_no(tap, place.run("restore", file, place.home / "other", "--store", place.store_url()), "not empty", "a database that holds an instance")
        tap.equal(place.run("verify", place.dir).status, 0, "and what was there stays as it was")
    finally:
        place.close()


def story_broken_off(desk, tap):
    """On a full disk, or killed at any moment, it is there whole or not at all."""
    desk.init()
    sent_one(desk)
    (desk.dir / "mail/new").mkdir(parents=True)
    (desk.dir / "mail/new/long.letter").write_text("x" * 60000)
    folder = desk.home / "backups"
    folder.mkdir()
    file = folder / "backup.tar"

    def fault(word):
        return {"TREATYDESK_FAULT": word}

    for word in ("write:1:ENOSPC", "write:9+:ENOSPC", "sync:1:ENOSPC"):
        said = desk.run("backup", desk.dir, file, env=fault(word))
        tap.ok(said.status == 1 and "no room" in said.err, f"a full disk ({word}) is told", said)
    small = subprocess.run(["bash", "-c", 'ulimit -f 40; exec "$0" backup "$1" "$2"', desk.program, desk.dir, file], capture_output=True, text=True)
    tap.ok(small.returncode == 1 and "no room" in small.stderr, "a file that may not grow so large is told", small.stderr)
    for word in ("write:1:KILL", "write:20:KILL", "sync:1:KILL", "rename:1:KILL"):
        tap.equal(desk.run("backup", desk.dir, file, env=fault(word)).status, -9, f"killed ({word})")
    tap.equal(list(folder.iterdir()), [], "none of these left anything")
    says_no(tap, desk.run("backup", desk.dir, folder / "no" / "backup.tar"), "folder", "a folder that is not there")
    desk.must("backup", desk.dir, file)
    whole = file.read_bytes()
    says_no(tap, desk.run("backup", desk.dir, file), "already", "a backup that is there already")
    tap.ok(file.read_bytes() == whole, "and it stays as it is")
    place = empty_desk(desk)
    try:
        said = restore(place, file)
        assert said.status == 0, said
    finally:
        place.close()
    place = empty_desk(desk)
    store = ["--store", place.store_url()] if place.database else []
    try:
        said = place.run("restore", file, place.dir, *store, env=fault("write:4+:ENOSPC"))
        tap.ok(said.status == 1 and "room" in said.err or "full" in said.err, "a disk that fills up while it is restored is told", said)
        tap.ok(not place.dir.exists(), "and leaves nothing")
        tap.equal(place.run("restore", file, place.dir, *store, env=fault("write:4:KILL")).status, -9, "a restore is killed")
        tap.ok(not place.dir.exists(), "and there is no instance of that name")
        tap.equal(restore(place, file).status, 0, "the next one takes away what it left")
        tap.equal(place.run("verify", place.dir).status, 0, "and holds")
        tap.equal([p.name for p in place.home.iterdir()], ["desk"], "nothing else is there")
    finally:
        place.close()


def story_settings_and_letters(desk, tap):
    """Settings, receipts and letters that went out are in it; what only passes through is not."""
    desk.init()
    sent_one(desk)
    (desk.dir / "phone.ini").write_text("[phone]\npassword=hush\n")
    for folder in ("mail/new", "mail/cur", "outgoing", "rooms"):
        (desk.dir / folder).mkdir(parents=True, exist_ok=True)
    (desk.dir / "mail/new/one.host").write_text("a letter")
    (desk.dir / "mail/cur/two.host:2,S").write_text("a letter that was read")
    (desk.dir / "outgoing/upload").write_text("half")
    (desk.dir / "keys/smtp").write_text("secret\n")
    (desk.dir / "keys/officer.key").write_text("AGE-SECRET-KEY-1NOT-HERE")
    os.chmod(desk.dir / "keys/smtp", 0o600)
    file, place = desk.home / "backup.tar", empty_desk(desk)
    desk.must("backup", desk.dir, file)
    try:
        tap.equal(restore(place, file).status, 0, "it is restored")
        kept = {str(p.relative_to(place.dir)) for p in place.dir.rglob("*") if p.is_file() and "blobs" not in p.parts and "treatydesk.db" not in p.name}
        receipts = {str(p.relative_to(desk.dir)) for p in (desk.dir / "receipts").iterdir()}
        tap.equal(kept, {"instance.ini", "phone.ini", "mail/new/one.host", "mail/cur/two.host:2,S", "keys/smtp", "keys/instance.key", "keys/log.key",
                         "keys/rehearsal.key", "keys/pepper.key"} | receipts, "settings, keys that are the instance's, receipts and letters; no officer's key")
        modes = {oct(p.stat().st_mode & 0o777) for p in place.dir.rglob("*") if p.is_file() and p.suffix not in (".db-wal", ".db-shm")}
        tap.equal(modes, {"0o600"}, "each for its owner alone")
    finally:
        place.close()

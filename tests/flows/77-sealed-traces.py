"""What was told in confidence leaves no trace: planted words are searched in everything that the server keeps, in a backup
of it, and in its memory once it is idle.

The word that all planted words hold is searched in UTF-8, in UTF-16 of both kinds and in base64 at each of its three places: it finds a word of which
only a part is left as well."""
import base64
import os
import pathlib
import re
import shutil
import socket
import subprocess
import time

from tasks import sign_in

DEAR_PASSWORDS = True

MARK = "qvxzjkw"  # in each planted word, and in no word of the program
CONTROL = "qvxcontrol"  # in a report that is not sealed: the search has to find it
SENDINGS, IN_TEXT, IN_FILE, IN_NAME = 20, 15, 8, 2  # 500 words
IDLE = int(os.environ.get("TREATYDESK_TRACES_SECONDS", "3"))


def in_each_way(word):
    ways = {word.encode(), word.encode("utf-16-le"), word.encode("utf-16-be")}
    for before in range(3):
        coded = base64.b64encode(b"\0" * before + word.encode())
        first = -(-before * 8 // 6)  # letters that are of what stands before
        ways.add(coded[first:first + (len(word) * 8 - (first * 6 - before * 8)) // 6])
    return sorted(ways)


def written(data, piece=1 << 20):
    """data without the pieces of nothing but zeros, of which memory and its dumps mostly are: [bytes]; what touches stays whole, and a
    few bytes at either end stay, since UTF-16 has zeros of its own."""
    nothing, start, found = bytes(piece), None, []
    for at in range(0, len(data), piece):
        if data[at:at + piece] == nothing[:len(data) - at]:
            if start is not None:
                found.append(data[start:at + 16])
            start = None
        elif start is None:
            start = max(0, at - 16)
    return found if start is None else [*found, data[start:]]


def where(data, word):
    parts = written(data)
    return [way for way in in_each_way(word) if any(way in part for part in parts)]


def around(data, word):
    return [(data.count(way), data[max(0, data.index(way) - 200):data.index(way) + 100]) for way in where(data, word)]


def words_for(n, count):
    return [f"{chr(97 + n)}{i:02}{MARK}{chr(97 + i)}{n:02}" for i in range(count)]


def plant(visitor):
    """500 words, in messages, files and the names of files; the codes."""
    codes, planted = [], []
    for n in range(SENDINGS):
        words = words_for(n, IN_TEXT + IN_FILE + IN_NAME)
        planted += words
        name = "-".join(words[-IN_NAME:]) + (".docx" if n % 2 else ".txt")
        content = "\n".join(words[IN_TEXT:-IN_NAME]).encode("utf-16-le" if n % 3 == 0 else "utf-8") * (1 + 12000 * (n == 7))
        form = visitor.get("/en/sealed/communication").form("Seal it").fill("text", " ".join(words[:IN_TEXT]) * (1 + 3 * (n % 5)))
        page = form.attach("file-1", name, content).send("Seal it")
        assert page.has("It was received"), page.words[:300]
        codes.append(" ".join(re.findall(r'<strong lang="en">(\w+)</strong>', page.text)))
    return codes, planted


def mistakes(server, visitor, code):
    """Words that came back to their writer, a line that broke, an upload that never ended, an answer that was read."""
    word = words_for(22, 1)[0]
    page = visitor.get("/en/sealed/communication").form("Seal it").fill("text", (word + " ") * 4000).send("Seal it")
    assert page.status == 422 and word in page.text
    visitor.get("/en/sealed-return").form("Come back").fill("code", word).send()
    for path in ("/en/sealed/communication", "/en/sealed/nothing"):
        with socket.create_connection(("127.0.0.1", server.port)) as line:
            body = f'--b\r\nContent-Disposition: form-data; name="text"\r\n\r\n{word} {word}\r\n--b\r\nContent-Disposition: form-data; name="file-1"; filename="{word}"\r\n\r\n{word}'
            line.sendall(f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 90000\r\n\r\n{body}".encode())
            time.sleep(0.3)
    back = visitor.get("/en/sealed-return").form("Come back").fill("code", code).send()
    back.form("Seal it").fill("text", word).send()
    return word


def regions(pid):
    """The memory of a process, region by region."""
    for line in pathlib.Path(f"/proc/{pid}/maps").read_text().splitlines():
        found = re.match(r"([0-9a-f]+)-([0-9a-f]+) (r)", line)
        if found and "[v" not in line:
            yield int(found[1], 16), int(found[2], 16), line


def search_memory(pid, word):
    hits = []
    with open(f"/proc/{pid}/mem", "rb", buffering=0) as memory:
        for start, end, line in regions(pid):
            try:
                memory.seek(start)
                data = memory.read(end - start)
            except (OSError, ValueError, OverflowError):
                continue
            hits += [(line, way, data[max(0, data.index(way) - 40):data.index(way) + 60]) for way in where(data, word)]
    return hits


def search_files(folder, word):
    return [(str(file), way) for file in sorted(pathlib.Path(folder).rglob("*")) if file.is_file() for way in where(file.read_bytes(), word)]


def search_backup(desk, word):
    """A backup that lies in clear: its bytes, and each value of bytes in its rows, which stand there in base64."""
    file = desk.home / "backup.tar"
    if not file.exists():
        desk.must("backup", desk.dir, file)
    data = file.read_bytes()
    parts = [data, *(base64.b64decode(value) for value in re.findall(rb'\{"base64":"([A-Za-z0-9+/=]+)"\}', data))]
    return [(len(parts), way) for part in parts for way in where(part, word)]


def database_of(desk):
    """Where the engine keeps its files and its log, or None where we may not look."""
    if desk.engine == "sqlite":
        return desk.dir
    done = subprocess.run(["psql", "-X", "-A", "-t", desk.store_url(), "-c", "checkpoint; show data_directory"], capture_output=True, text=True)
    folder = pathlib.Path(done.stdout.strip().splitlines()[-1]) if done.returncode == 0 and done.stdout.strip() else None
    try:
        return folder if folder and any(folder.iterdir()) else None
    except OSError:
        return None


def story_no_trace(desk, tap):
    """500 words, sent sealed, stand in no file, no database, no log and no memory."""
    desk.init("--rehearsal")
    desk.user("officer@example.org", "--role", "register-officer")
    public = desk.must("keys", "make", "--out", desk.home / "officer.key").out.strip()
    desk.must("keys", "recipients", desk.dir, "add", public, "--purpose", "communication", "--name", "Officer")
    server, visitor = desk.serve(), None
    visitor, officer = server.visitor(), sign_in(server, "officer@example.org")
    codes, planted = plant(visitor)
    tap.equal(len(set(planted)), 500, "500 words are planted")
    answered = officer.get("/en/desk/sealed").follow(desk.json("sealed", "list", desk.dir)[-1]["id"])
    answered.form("Seal the answer").fill("text", " ".join(words_for(23, 5))).send()
    mistakes(server, visitor, codes[0])
    desk.submit(desk.file("open.md", f"# Report\n\n1. Migrant workers {CONTROL} are held.\n"))
    time.sleep(IDLE)
    pid = server.process.pid
    tap.ok(search_files(desk.dir, CONTROL) or desk.engine != "sqlite", "the search finds what was sent otherwise")
    tap.ok(search_backup(desk, CONTROL), "and in a backup")
    tap.equal(search_backup(desk, MARK)[:3], [], "a backup holds none")
    tap.equal(search_files(desk.home, MARK)[:3], [], "no file of the server holds one: database, its log, blobs, uploads, output")
    held = [p for p in pathlib.Path(f"/proc/{pid}/fd").iterdir() if "sealed" in os.readlink(p)] if os.geteuid() == 0 else []
    tap.equal([p.name for p in held], [], "and none waits in memory files")
    folder = database_of(desk)
    if folder is None:
        tap.skip("the engine's files and its log hold none", "its folder is not ours to read")
    else:
        tap.equal(search_files(folder, MARK)[:3], [], "the engine's files and its log hold none")
    memory(desk, tap, pid)


def memory(desk, tap, pid):
    status = pathlib.Path(f"/proc/{pid}/limits").read_text()
    tap.ok(re.search(r"Max core file size\s+0\s+0", status), "the process dumps no core")
    if os.geteuid() != 0:
        tap.skip("the idle process holds none", "only root may look into its memory")
        return
    tap.ok(search_memory(pid, "treatydesk"), "the search reads the process's memory")
    hits = search_memory(pid, MARK)
    tap.equal(hits[:3], [], f"the idle process holds none, {IDLE} s later ({len(hits)} found)")
    if not shutil.which("gcore"):
        tap.skip("a dump that root takes holds none", "gdb is not there")
        return
    subprocess.run(["gcore", "-o", desk.home / "core", str(pid)], capture_output=True, timeout=120)
    cores = list(desk.home.glob("core.*"))
    tap.equal([len(cores), [around(c.read_bytes(), MARK) for c in cores]], [1, [[]]], "nor does a dump that root takes")
    for core in cores:
        core.unlink()

#!/usr/bin/env python3
"""What bench/run measures; prints a Markdown table with ratios, each pair from runs side by side in this go.

Nothing here is a test: it fails only when it cannot measure. --write puts the table into docs/FIGURES.md.
"""
import argparse
import datetime
import gzip
import http.client
import os
import pathlib
import platform
import random
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests" / "flows" / "lib")]

import files  # noqa: E402
from desk import Desk, free_port  # noqa: E402

WORDS = ("migrant workers detention expulsion passport wages contract employer recruitment agency border family children "
         "school health housing union inspection court consulate language decision remedy transfer remittance return "
         "discrimination violence domestic seasonal frontier State party law police residence permit document birth "
         "registration nationality equality treatment social security pension training labour office complaint").split()


def best(times, run):
    """The shortest of several: what the work costs when nothing else disturbs it."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        found.append(time.perf_counter() - start)
    return min(found)


class Nginx:
    """nginx with the same bytes as files, on a port of its own."""

    def __init__(self, pages):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="treatydesk-nginx-"))
        os.chmod(self.folder, 0o755)
        self.port = free_port()
        (self.folder / "www").mkdir()
        for name, data in pages.items():
            (self.folder / "www" / name).write_bytes(data)
        user = "user www-data;" if os.getuid() == 0 else ""
        (self.folder / "nginx.conf").write_text(f"""{user} worker_processes auto; daemon off; pid {self.folder}/pid;
error_log {self.folder}/error.log; events {{ worker_connections 1024; }}
http {{ access_log off; sendfile on; tcp_nopush on; open_file_cache max=100; keepalive_requests 1000000;
  default_type text/html; server {{ listen 127.0.0.1:{self.port}; root {self.folder}/www; add_header Content-Encoding gzip; }} }}
""")
        self.process = subprocess.Popen(["nginx", "-c", self.folder / "nginx.conf", "-p", self.folder],
                                        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(0.7)

    def close(self):
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def wrk(url, seconds):
    done = subprocess.run(["wrk", "-t1", "-c32", f"-d{seconds}s", "-H", "Accept-Encoding: gzip", url], capture_output=True,
                          text=True, check=True)
    if "Non-2xx" in done.stdout:
        raise RuntimeError(f"{url} answered with errors:\n{done.stdout}")
    return float(re.search(r"Requests/sec:\s+([\d.]+)", done.stdout).group(1))


def get(base, path, headers=None):
    where = urllib.parse.urlsplit(base)
    link = http.client.HTTPConnection(where.hostname, where.port, timeout=30)
    link.request("GET", path, headers=headers or {})
    answer = link.getresponse()
    return answer, answer.read()


def fill(desk, paragraphs):
    """So many paragraphs in published reports of some hundred each."""
    dice, made, n = random.Random(7), 0, 0
    while made < paragraphs:
        count = min(400, paragraphs - made)
        text = "\n\n".join(f"{i + 1}. " + " ".join(dice.choices(WORDS, k=60)) + f". Article {dice.randint(8, 71)} of the "
                           "Convention." for i in range(count))
        state = dice.choice(["GHA", "BEN", "EGY", "PHL", "MEX", "SLV"])
        sent = desk.submit(desk.file(f"bench{n}.md", f"# Report {n}\n\n{text}\n"), state=state,
                           organisation=f"Organisation {n}", more=["--public", "--reason", "Made for measuring."])
        desk.publish(sent["id"])
        made, n = made + count, n + 1
    sent = desk.submit(ROOT / "samples" / "sample-report.pdf", more=["--public"])
    desk.publish(sent["id"])


def first_view(base, path):
    """Bytes of a page with its style sheet and script, compressed, and how many requests."""
    _, body = get(base, path, {"Accept-Encoding": "gzip"})
    text = gzip.decompress(body).decode() if body[:2] == b"\x1f\x8b" else body.decode()
    total, count = len(body), 1
    for asset in set(re.findall(r'(?:<link[^>]+rel="stylesheet"[^>]+href|<script[^>]+src)="([^"]+)"', text)):
        if urllib.parse.urlsplit(asset).netloc:
            raise RuntimeError(f"{path} asks another host: {asset}")
        total += len(get(base, asset, {"Accept-Encoding": "gzip"})[1])
        count += 1
    return total, count


def memory(pid):
    """Proportional set size of a process and its children, in MiB."""
    total, todo = 0, [pid]
    while todo:
        one = todo.pop()
        try:
            rollup = pathlib.Path(f"/proc/{one}/smaps_rollup").read_text()
            todo += [int(p) for t in pathlib.Path(f"/proc/{one}/task").iterdir()
                     for p in (t / "children").read_text().split()]
        except OSError:
            continue
        total += int(re.search(r"^Pss:\s+(\d+)", rollup, re.M).group(1))
    return total / 1024


def raw_fts(database, terms):
    """Seconds that FTS5 itself takes for its best 20."""
    link = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    table = next(name for name, sql in link.execute("select name, sql from sqlite_master where type = 'table'")
                 if sql and "fts5" in sql.lower() and "public" in name)
    query = " ".join(f'"{t}"' for t in terms)
    sql = f"select rowid, bm25({table}) from {table} where {table} match ? order by rank limit 20"
    link.execute(sql, (query,)).fetchall()
    return best(7, lambda: link.execute(sql, (query,)).fetchall())


def stems(database, words):
    """The tokens as the index holds them: those that begin alike."""
    link = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    table = next(name for name, sql in link.execute("select name, sql from sqlite_master where type = 'table'")
                 if sql and "fts5" in sql.lower() and "public" in name)
    link.execute(f"create virtual table temp.terms using fts5vocab('main', '{table}', 'row')")
    known = [t for t, in link.execute("select term from temp.terms")]
    return [max((t for t in known if word.startswith(t) or t.startswith(word)), key=len, default=word) for word in words]


def measure(arguments):
    rows, seconds = [], arguments.seconds
    desk = Desk(arguments.build, "sqlite")
    try:
        desk.init()
        fill(desk, arguments.paragraphs)
        starts = []
        for _ in range(5):
            server = desk.serve()
            starts.append(server.took)
            server.stop()
        server = desk.serve()
        time.sleep(2)
        rest = memory(server.process.pid)
        rows.append(("start to first connection", f"{statistics.median(starts) * 1000:.0f} ms", "", "", "100 ms"))
        rows.append(("memory at rest, cells included", f"{rest:.0f} MiB", "", "", "64 MiB"))
        for path in ("/en", "/en/states/GHA", "/en/send"):
            size, count = first_view(server.base, path)
            rows.append((f"first view of {path}, compressed", f"{size / 1024:.1f} KiB in {count}", "", "", "14 KiB"))

        pages = {"state": "/en/states/GHA", "search": "/en/search?words=detention"}
        bodies = {name: get(server.base, path, {"Accept-Encoding": "gzip"})[1] for name, path in pages.items()}
        nginx = Nginx(bodies)
        try:
            for name, path in pages.items():
                ours = wrk(server.base + path, seconds)
                theirs = wrk(f"http://127.0.0.1:{nginx.port}/{name}", seconds)
                rows.append((f"{name} page, {len(bodies[name])} bytes, against nginx", f"{ours:,.0f} a second",
                             f"{theirs:,.0f} a second", f"{ours / theirs:.2f}", "0.5"))
        finally:
            nginx.close()

        database = desk.dir / "treatydesk.db"
        for words in (["detention", "passport"], ["consulate"]):
            raw = raw_fts(database, stems(database, words))
            query = urllib.parse.quote_plus(" ".join(words))
            link = http.client.HTTPConnection("127.0.0.1", server.port)
            count = iter(range(100))

            def ask():  # another limit of State each time would be another question; a word that is ignored is not
                link.request("GET", f"/en/search.json?words={query}{'+' * next(count)}")
                link.getresponse().read()
            ask()
            ours = best(7, ask)
            rows.append((f"search “{' '.join(words)}” among {arguments.paragraphs:,} paragraphs, against FTS5's best 20",
                         f"{ours * 1000:.2f} ms", f"{raw * 1000:.2f} ms", f"{ours / raw:.2f}", "2"))
        server.stop()

        for count in (10, 100):
            path = desk.file(f"pages{count}.pdf", files.pdf(count))
            ours = best(5, lambda: subprocess.run([desk.program, "read", path], capture_output=True, check=True))
            theirs = best(5, lambda: subprocess.run(["mutool", "draw", "-F", "txt", "-o", "/dev/null", path],
                                                    capture_output=True, check=True))
            rows.append((f"read {count} pages, against mutool draw -F txt", f"{ours * 1000:.0f} ms",
                         f"{theirs * 1000:.0f} ms", f"{ours / theirs:.2f}", "1.3" if count == 100 else ""))
    finally:
        desk.close()
    return rows


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", default="build")
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--paragraphs", type=int, default=20000)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    rows = measure(arguments)
    lines = ["| what | ours | beside it | ratio | aim |", "|---|---|---|---|---|"]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    print("\n".join(lines))
    if arguments.write:
        day = datetime.date.today().isoformat()
        (ROOT / "docs" / "FIGURES.md").write_text(
            f"# Figures\n\nOne run of `bench/run --write` on {day}, {os.cpu_count()} cores, {platform.machine()}, Debian 12; "
            "each pair side by side in that run. Yours will differ; the ratios should not by much.\n\n" + "\n".join(lines) +
            "\n")


if __name__ == "__main__":
    main()

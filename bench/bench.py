#!/usr/bin/env python3
"""What bench/run measures; prints a Markdown table with ratios, each pair from runs side by side in this go.

Nothing here is a test: it fails only when it cannot measure. --write puts the table into docs/BENCH.md.
"""
import argparse
import datetime
import gzip
import http.client
import json
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
sys.path[:0] = [str(ROOT / "tests" / "flows" / "lib"), str(ROOT / "tests" / "lib")]

import files  # noqa: E402
from desk import Desk, free_port  # noqa: E402
from tasks import sign_in  # noqa: E402

SUBJECTS = ("migrant worker detention expulsion passport wages contract employer recruitment agency border family child "
            "school health housing union inspection court consulate language decision remedy transfer remittance return "
            "discrimination violence domestic seasonal frontier police residence permit document birth registration "
            "nationality equality treatment pension training labour complaint interpreter visa").split()
SYLLABLES = "ba co de fi go la me ni po ra se ti vo wen stra ment".split()
STATES = ("GHA BEN EGY PHL MEX SLV ARG BOL CHL COL ECU GTM HND IDN KGZ LKA MAR MLI NER NGA PER PRY SEN TUR URY").split()
SECTIONS = 2000  # paragraphs of a report
DOSSIER = (120, 250)  # submissions about one State, paragraphs of each
UPTAKE = (150, 10, 300)  # recommendations of one submission; papers of the Committee, paragraphs of each


def vocabulary(dice):
    """Words and how often each comes (the n-th most frequent 1/n times), a subject among every twelve."""
    words = []
    for subject in SUBJECTS:
        words += ["".join(dice.choices(SYLLABLES, k=3)) for _ in range(11)] + [subject]
    words += ["".join(dice.choices(SYLLABLES, k=4)) for _ in range(5000)]
    return words, [1 / (n + 10) for n in range(len(words))]


def side_by_side(times, ours, theirs):
    """Seconds of each: the two in turn, the shortest of several, which is what the work costs when nothing disturbs it."""
    found = {ours: [], theirs: []}
    for _ in range(times):
        for run in (ours, theirs):
            start = time.perf_counter()
            run()
            found[run].append(time.perf_counter() - start)
    return min(found[ours]), min(found[theirs])


class Row:
    """A row of the table; least and most are its aim."""

    def __init__(self, what, ours, beside="", ratio=None, value=None, least=None, most=None, unit=""):
        self.what, self.ours, self.beside, self.ratio = what, ours, beside, ratio
        value = ratio if value is None else value
        self.missed = value is not None and ((least is not None and value < least) or (most is not None and value > most))
        bound = least if most is None else most
        self.aim = "" if bound is None else f"at {'least' if most is None else 'most'} {bound}{unit}"

    def cells(self):
        return [self.what, self.ours, self.beside, "" if self.ratio is None else f"{self.ratio:.2f}",
                self.aim + (" (missed)" if self.missed else "")]


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
        (self.folder / "nginx.conf").write_text(f"""{user} worker_processes 1; daemon off; pid {self.folder}/pid;
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


def report(dice, words, count, number):
    lines = [f"# Report {number}"]
    for n in range(count):
        drawn = dice.choices(*words, k=45)
        text = " ".join(word if place % 4 else f"of the {word}" for place, word in enumerate(drawn))
        lines.append(f"{n + 1}. The State party {text}. Article {dice.randint(8, 71)} of the Convention.")
    return "\n\n".join(lines) + "\n"


def fill(desk, paragraphs):
    """So many paragraphs in published reports, through the real intake, two each for half of the States."""
    dice = random.Random(7)
    weights = vocabulary(dice)
    made, number = 0, 0
    while made < paragraphs:
        count = min(SECTIONS, paragraphs - made)
        file = desk.file(f"bench{number}.md", report(dice, weights, count, number))
        sent = desk.submit(file, state=STATES[number % len(STATES)], organisation=f"Organisation {number}",
                           more=["--public", "--reason", "Made for measuring."])
        desk.publish(sent["id"])
        file.unlink()
        made, number = made + count, number + 1
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


def children(pid):
    found = []
    for task in pathlib.Path(f"/proc/{pid}/task").iterdir():
        found += [int(child) for child in (task / "children").read_text().split()]
    return found


def memory(pid):
    """Proportional set size of one process, in MiB."""
    rollup = pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text()
    return int(re.search(r"^Pss:\s+(\d+)", rollup, re.M).group(1)) / 1024


# ---- the rows ----

def rest_rows(desk):
    starts = []
    for _ in range(7):
        server = desk.serve()
        starts.append(server.took * 1000)
        server.stop()
    start = statistics.median(starts)
    server = desk.serve()
    time.sleep(2)
    own = memory(server.process.pid)
    cells = [memory(child) for child in children(server.process.pid)]
    server.stop()
    return [Row("start to first connection", f"{start:.0f} ms", value=start, most=100, unit=" ms"),
            Row(f"memory at rest: server {own:.1f} MiB and {len(cells)} waiting readers {sum(cells):.1f} MiB",
                f"{own + sum(cells):.1f} MiB", value=own + sum(cells), most=64, unit=" MiB")]


def first_view_rows(base):
    rows = []
    for path in ("/en", "/en/states/GHA", "/en/send", "/ar/states/GHA"):
        size, count = first_view(base, path)
        rows.append(Row(f"first view of {path}, compressed, nothing from other hosts",
                        f"{size / 1024:.1f} KiB in {count} requests", value=size / 1024, most=14, unit=" KiB"))
    return rows


def page_rows(base, seconds):
    """Pages kept ready, against nginx with the same compressed bytes."""
    pages = {"state": "/en/states/GHA", "search": "/en/search?words=detention"}
    bodies = {name: get(base, path, {"Accept-Encoding": "gzip"})[1] for name, path in pages.items()}
    nginx, rows = Nginx(bodies), []
    try:
        for name, path in pages.items():
            rates = [(wrk(base + path, seconds), wrk(f"http://127.0.0.1:{nginx.port}/{name}", seconds)) for _ in range(2)]
            ours, theirs = (max(rate) for rate in zip(*rates))
            rows.append(Row(f"{name} page kept ready, {len(bodies[name])} bytes, against nginx with one worker",
                            f"{ours:,.0f} a second", f"{theirs:,.0f} a second", ours / theirs, least=0.5))
    finally:
        nginx.close()
    return rows


def fresh_row(base):
    """Pages made anew: a question mark and some & more are another address and the same page."""
    where = urllib.parse.urlsplit(base)
    link = http.client.HTTPConnection(where.hostname, where.port, timeout=30)
    found = {}
    for turn in range(5):
        for state in STATES:
            start = time.perf_counter()
            link.request("GET", f"/en/states/{state}?{'&' * turn}", headers={"Accept-Encoding": "gzip"})
            link.getresponse().read()
            found.setdefault(state, []).append((time.perf_counter() - start) * 1000)
    value = statistics.median(min(each) for each in found.values())
    return Row(f"State page made anew, median of {len(found)} States", f"{value:.1f} ms", value=value, most=5, unit=" ms")


def token_of(link, table, word):
    """As the index holds it: the longest token with which the word begins."""
    link.execute(f"create virtual table if not exists temp.terms using fts5vocab('main', '{table}', 'row')")
    return max((t for t, in link.execute("select term from temp.terms where term > ? and term < ?", (word[:4], word[:4] + "~"))
                if word.startswith(t)), key=len)


def search_rows(server, database, paragraphs):
    link = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    table = next(name for name, sql in link.execute("select name, sql from sqlite_master where type = 'table'")
                 if sql and "fts5" in sql.lower() and "public" in name)
    where, rows = http.client.HTTPConnection("127.0.0.1", server.port), []
    # with rowid for ties, as ours; it is also the faster of the two ways
    sql = f"select rowid, rank from {table} where {table} match ? order by rank, rowid limit 20"
    for words in ("worker", "detention passport", "interpreter"):
        query = " AND ".join(f'"{token_of(link, table, word)}"' for word in words.split())
        turns = iter(range(1000))

        def ours():  # spaces that mean nothing make it another address, so that no kept page answers
            where.request("GET", f"/en/search.json?words={urllib.parse.quote_plus(words)}{'+' * next(turns)}")
            return json.loads(where.getresponse().read())

        total, = link.execute(f"select count(*) from {table} where {table} match ?", (query,)).fetchone()
        if not total <= ours()["total"] <= total * 1.02 + 10:  # a word's stems in other languages may find a few more
            raise RuntimeError(f"{words}: FTS5 finds {total}, we {ours()['total']}")
        took, raw = side_by_side(25, ours, lambda: link.execute(sql, (query,)).fetchall())
        rows.append(Row(f"search “{words}” by HTTP ({total:,} of {paragraphs:,} paragraphs), against FTS5's own best 20",
                        f"{took * 1000:.1f} ms", f"{raw * 1000:.1f} ms", took / raw, most=2))
    return rows


def read_rows(desk):
    rows = []
    for count, times in ((10, 25), (100, 25)):
        path = desk.file(f"pages{count}.pdf", files.pdf(count))

        def run(*command):
            return lambda: subprocess.run([*command, path], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        ours, theirs = side_by_side(times, run(desk.program, "read"), run("mutool", "draw", "-F", "txt", "-o", "/dev/null"))
        rows.append(Row(f"read {count} pages, cell, languages and articles included, against mutool draw -F txt",
                        f"{ours * 1000:.0f} ms", f"{theirs * 1000:.0f} ms", ours / theirs, most=1.3 if count == 100 else None))
    return rows


# ---- the dossier of one State, and uptake ----

KINDS = ("ngo", "trade-union", "academic", "nhri", "un", "regional")


def fill_dossier(desk):
    """A State with so many submissions, of each source and each visibility, through the real intake."""
    dice, count = random.Random(11), DOSSIER
    weights = vocabulary(dice)
    for number in range(count[0]):
        file = desk.file(f"dossier{number}.md", report(dice, weights, count[1], number))
        shown = ("--public", "--name-withheld", "--confidential")[number % 3]
        sent = desk.submit(file, organisation=f"Organisation {number}", kind=KINDS[number % len(KINDS)],
                           more=[shown, "--reason", "Made for measuring."])
        if shown != "--confidential":
            desk.publish(sent["id"])
        file.unlink()


def recommended(dice, words, count, opening):
    """Numbered recommendations, or what else stands under a heading that says so."""
    lines = ["# Paper", "## Recommendations"]
    for n in range(count):
        text = " ".join(dice.choices(*words, k=30))
        lines.append(f"{n + 1}. {opening} {text}. Article {dice.randint(8, 71)}.")
    return "\n\n".join(lines) + "\n"


def fill_uptake(desk):
    """One submission with recommendations, and the Committee's papers about that State after it; the submission's id."""
    dice, (mine, papers, each) = random.Random(13), UPTAKE
    weights = vocabulary(dice)
    file = desk.file("asked.md", recommended(dice, weights, mine, "The State party should"))
    id_ = desk.submit(file, state="PHL", more=["--public", "--reason", "Made for measuring."])["id"]
    tomorrow = str(datetime.date.today() + datetime.timedelta(days=1))
    for number in range(papers):
        paper = desk.file(f"paper{number}.md", recommended(dice, weights, each, "The Committee recommends that the State party"))
        desk.must("document", "import", desk.dir, "--symbol", f"CMW/C/PHL/CO/{number + 2}", "--language", "en", "--date", tomorrow, paper)
    return id_


def timed(times, run):
    """Seconds, the shortest of several, and what was answered."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        answer = run()
        found.append(time.perf_counter() - start)
    return min(found), answer


def dossier_rows(desk):
    """As an officer of the secretariat reads it, whom no kept page answers."""
    desk.user("bench@example.org", "--role", "secretariat")
    server = desk.serve()
    cookies = "; ".join(f"{k}={v}" for k, v in sign_in(server, "bench@example.org").cookies.items())

    def ask(path):
        answer, body = get(server.base, path, {"Cookie": cookies})
        if answer.status != 200:
            raise RuntimeError(f"{path} answers {answer.status}")
        return body

    ask("/en/states/GHA/dossier")  # that it is read is noted once
    link = sqlite3.connect(f"file:{desk.dir / 'treatydesk.db'}?mode=ro", uri=True)
    raw = ("select s.id, a.article, a.n, a.confidence from submission s join paragraph_article a on a.submission = s.id"
           " and a.confidence >= 500 where s.state = 'GHA' and s.status in ('received', 'accepted', 'change-asked', 'published', 'withheld')")
    counts = ("select s.sender_kind, a.article, count(*) from submission s join paragraph_article a on a.submission = s.id"
              " and a.confidence >= 500 where s.state = 'GHA' and s.status in"
              " ('received', 'accepted', 'change-asked', 'published', 'withheld') group by s.sender_kind, a.article")
    about = f"{DOSSIER[0]} submissions, {DOSSIER[0] * DOSSIER[1]:,} paragraphs"
    rows = []
    for what, path, sql, most in ((f"dossier of a State with {about}", "/en/states/GHA/dossier", raw, 150),
                                  ("its coverage, of whoever reads all", "/en/states/GHA/coverage.json", counts, 50)):
        took, engine = side_by_side(15, lambda path=path: ask(path), lambda sql=sql: link.execute(sql).fetchall())
        rows.append(Row(f"{what}, against the engine's own query of where they speak", f"{took * 1000:.0f} ms",
                        f"{engine * 1000:.0f} ms", took / engine, value=took * 1000, most=most, unit=" ms"))
    took, pdf = timed(3, lambda: ask("/en/states/GHA/briefing/pdf"))
    server.stop()
    file = desk.file("briefing.pdf", pdf)
    pages = subprocess.run(["mutool", "info", file], check=True, capture_output=True, text=True).stdout
    pages = int(re.search(r"^Pages: (\d+)", pages, re.M).group(1))
    rows.append(Row(f"its briefing paper as PDF, {pages} pages", f"{took:.2f} s, {took / pages * 100:.2f} s for each 100 pages",
                    value=took / pages * 100, most=3, unit=" s for 100 pages"))
    return rows


def uptake_row(desk):
    id_ = fill_uptake(desk)
    took, answer = timed(3, lambda: desk.json("uptake", desk.dir, "--submission", id_))
    if answer["mine"] < UPTAKE[0] or answer["theirs"] < UPTAKE[1] * UPTAKE[2]:
        raise RuntimeError(f"uptake holds {answer['mine']} against {answer['theirs']}")
    return Row(f"uptake of {answer['mine']} recommendations against {answer['theirs']:,} paragraphs, by the command",
               f"{took:.2f} s", value=took, most=2, unit=" s")


def measure_dossier(arguments):
    desk = Desk(arguments.build, "sqlite")
    try:
        desk.init()
        fill_dossier(desk)
        return [*dossier_rows(desk), uptake_row(desk)]
    finally:
        desk.close()


def measure(arguments):
    desk = Desk(arguments.build, "sqlite")
    try:
        rows = read_rows(desk)
        desk.init()
        fill(desk, arguments.paragraphs)
        rows = rest_rows(desk) + rows
        server = desk.serve()
        rows += search_rows(server, desk.dir / "treatydesk.db", arguments.paragraphs)
        rows += [fresh_row(server.base), *first_view_rows(server.base), *page_rows(server.base, arguments.seconds)]
        server.stop()
    finally:
        desk.close()
    return rows


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", default="build")
    parser.add_argument("--seconds", type=int, default=4, help="of each run of wrk")
    parser.add_argument("--paragraphs", type=int, default=100000)
    parser.add_argument("--only", choices=("dossier",), help="these rows alone")
    parser.add_argument("--write", action="store_true", help="put the table into docs/BENCH.md")
    arguments = parser.parse_args()
    busy = os.getloadavg()[0]
    rows = (measure(arguments) if arguments.only is None else []) + measure_dossier(arguments)
    lines = ["| what | ours | beside it | ratio | aim |", "|---|---|---|---|---|"]
    lines += ["| " + " | ".join(row.cells()) + " |" for row in rows]
    missed = sum(row.missed for row in rows)
    lines += ["", f"{missed} of {len(rows)} rows miss their aim. {os.cpu_count()} cores; load before the run {busy:.1f}."]
    print("\n".join(lines))
    if arguments.write and arguments.only is None:
        day = datetime.date.today().isoformat()
        (ROOT / "docs" / "BENCH.md").write_text(
            f"# How fast\n\nOne run of `bench/run --write` on {day}, {platform.machine()}, Debian 12; the two of a pair in "
            "turn in that run. Yours will differ; the ratios should not by much. How each row is measured stands in "
            "`bench/bench.py`.\n\n" + "\n".join(lines) + "\n")


if __name__ == "__main__":
    main()

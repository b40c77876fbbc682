#!/usr/bin/env python3
"""Crashes: `run.py --build DIR --seconds N [--engine E] [--seed S]`; prints TAP.

1. Kill: people send reports by web and by command while the server is killed (SIGKILL) at random moments and started
   again. Whoever holds a receipt keeps it: it verifies, its submission is there whole, and the instance verifies.
2. Fail: one write, sync or rename after the other fails while a report is sent by command. It is sent with a receipt
   that holds, or refused with a sentence; never half.
"""
import argparse
import concurrent.futures
import json
import os
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "flows" / "lib"), str(HERE.parent / "lib")]

import files  # noqa: E402
from desk import Desk  # noqa: E402
from tap import Tap  # noqa: E402
from tasks import send_by_web  # noqa: E402


def submit_args(desk, path):
    return ["submit", desk.dir, "--state", "GHA", "--purpose", "dialogue", "--organisation", "Union of Crashes", "--kind",
            "ngo", "--contact", "union@example.org", "--public", path, "--json"]


class Load:
    """Senders that go on whatever happens to the server; receipts: {id: text of the receipt}."""

    def __init__(self, desk, dice):
        self.desk, self.dice, self.receipts, self.lock = desk, dice, {}, threading.Lock()
        self.server, self.stop, self.tries, self.unexpected = None, False, 0, []

    def word(self):
        with self.lock:
            self.tries += 1
            return f"crashword{self.tries}"

    def keep(self, id_, text):
        with self.lock:
            self.receipts[id_] = text

    def by_web(self):
        while not self.stop:
            server = self.server
            if server is None:
                time.sleep(0.02)
                continue
            try:
                sent = send_by_web(server.visitor(), "report.md", files.report(self.word()).encode())
                self.keep(sent["id"], sent["receipt"])
            except (OSError, EOFError, ValueError):  # the server went away meanwhile
                time.sleep(0.02)
            except Exception as error:  # half an answer looks like a page without its form
                if self.server is server and server.process.poll() is None:
                    with self.lock:
                        self.unexpected.append(f"{type(error).__name__}: {error}"[:400])
                time.sleep(0.05)

    def by_command(self):
        while not self.stop:
            path = self.desk.file(f"r{threading.get_ident()}.md", files.report(self.word()))
            child = subprocess.Popen([self.desk.program, *map(str, submit_args(self.desk, path))], cwd=self.desk.home,
                                     stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
            timer = threading.Timer(self.dice.uniform(0.02, 0.6), child.kill)
            timer.start()
            out = child.communicate()[0].decode(errors="replace")
            timer.cancel()
            try:
                sent = json.loads(out)
                self.keep(sent["id"], (self.desk.home / sent["receipt"]).read_text())
            except ValueError:
                pass


def check(desk, tap, receipts, what, most):
    """Receipts hold; the instance verifies; what is listed is whole. Past `most`, some of the receipts are checked one by
    one, the last ones among them; that the submission of each is there and whole is checked of all."""
    def holds(id_):
        done = desk.run("verify", "--receipt", desk.file(f"receipt-{id_}.txt", receipts[id_]), desk.dir)
        return None if done.status == 0 else f"{id_}: {done.err.strip()}"

    ids = list(receipts)
    some = ids if len(ids) <= most else ids[-most // 2:] + random.sample(ids[:-most // 2], most - most // 2)
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        lost = [told for told in pool.map(holds, some) if told]
    tap.ok(not lost, f"{what}: {len(some)} of {len(ids)} receipts hold", lost)
    listed = desk.run("submission", "list", desk.dir, "--json")
    ids = {row["id"] for row in rows(listed.json)} if listed.status == 0 else set()
    # the list has an end; what is past it is asked for by its id
    gone = [i for i in set(receipts) - ids if desk.run("submission", "show", desk.dir, i).status]
    tap.ok(listed.status == 0 and not gone, f"{what}: each receipt's submission is there",
           [str(listed)] if listed.status else gone)
    whole = desk.run("verify", desk.dir)
    tap.ok(whole.status == 0, f"{what}: the instance verifies", whole)


def rows(found):
    return found if isinstance(found, list) else found.get("submissions", [])


def kill(desk, tap, seconds, dice):
    what = f"killed @{desk.engine}"
    desk.init("--checkpoint-seconds", "1")
    load = Load(desk, dice)
    threads = [threading.Thread(target=f, daemon=True) for f in (load.by_web, load.by_web, load.by_command)]
    end, rounds = time.monotonic() + seconds, 0
    for thread in threads:
        thread.start()
    while time.monotonic() < end:
        load.server = desk.serve()
        time.sleep(dice.uniform(0.3, 1.8))
        server, load.server = load.server, None
        os.kill(server.process.pid, signal.SIGKILL)
        server.process.wait()
        rounds += 1
    load.stop = True
    for thread in threads:
        thread.join(60)
    tap.note(f"{what}: {rounds} kills, {load.tries} tries, {len(load.receipts)} receipts")
    tap.ok(rounds > 0 and load.receipts, f"{what}: somebody got a receipt meanwhile", load.unexpected[:5])
    tap.ok(not load.unexpected, f"{what}: a server that lived answered as it should", load.unexpected[:5])
    server = desk.serve()  # after the last crash it starts again by itself
    page = server.visitor().get("/en/states/GHA")
    tap.ok(page.status == 200 and "Union of Crashes" not in page.text, f"{what}: nothing unpublished shows", page.status)
    tap.ok(server.stop() == 0, f"{what}: it ends gracefully")
    check(desk, tap, load.receipts, what, 80 if seconds < 60 else 10 ** 9)


def count_calls(desk, library, call):
    """How many calls of a kind one sending makes."""
    seen = desk.home / f"seen-{call}"
    desk.run(*submit_args(desk, desk.file("r.md", files.report("counting"))), env={
        "LD_PRELOAD": str(library), "FAIL_CALL": call, "FAIL_N": "0", "FAIL_SEEN": str(seen)})
    return seen.stat().st_size if seen.exists() else 0


def fail(desk, tap, library, seconds, dice):
    what = f"failing disk @{desk.engine}"
    desk.init()
    receipts, tried, silent = {}, 0, []
    calls = {call: count_calls(desk, library, call) for call in ("rename", "sync", "write")}
    todo = [(call, n) for call, most in calls.items() for n in range(1, most + 1)]
    dice.shuffle(todo)  # a short run tries some of each kind, a long one all
    end = time.monotonic() + seconds
    for call, n in todo:
        if time.monotonic() > end:
            break
        done = desk.run(*submit_args(desk, desk.file("r.md", files.report(f"failword{call}{n}"))), env={
            "LD_PRELOAD": str(library), "FAIL_CALL": call, "FAIL_N": str(n), "FAIL_ERRNO": "28" if n % 2 else "5"})
        tried += 1
        if done.status == 0:
            sent = done.json
            receipts[sent["id"]] = (desk.home / sent["receipt"]).read_text()
        elif done.status != 1 or len(done.err.strip().splitlines()) != 1:
            silent.append(f"{call} {n}: {done}")
    tap.note(f"{what}: {calls} calls, {tried} of them failed once, {len(receipts)} receipts all the same")
    tap.ok(tried > 3 and not silent, f"{what}: each failure is one sentence, or does no harm", silent[:5])
    check(desk, tap, receipts, what, 80 if seconds < 60 else 10 ** 9)
    last = desk.run(*submit_args(desk, desk.file("r.md", files.report("afterwards"))))
    tap.ok(last.status == 0, f"{what}: afterwards all is well", last)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", required=True)
    parser.add_argument("--seconds", type=int, default=20)
    parser.add_argument("--engine", choices=("sqlite", "postgres"))
    parser.add_argument("--seed", type=int, default=int(time.time()))
    arguments = parser.parse_args()
    engines = [arguments.engine] if arguments.engine else ["sqlite", "postgres"]
    tap, dice = Tap(), random.Random(arguments.seed)
    tap.note(f"--seed {arguments.seed}")
    if "postgres" in engines and not os.environ.get("TREATYDESK_TEST_POSTGRES"):
        engines.remove("postgres")
        tap.ok(False, "PostgreSQL is there", "Run through ./test crash, which starts one of its own.")
    with tempfile.TemporaryDirectory(prefix="treatydesk-crash-") as folder:
        library = pathlib.Path(folder) / "fail.so"
        subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-Wall", "-o", library, HERE / "fail.c", "-ldl"], check=True)
        for engine in engines:
            for name, run in (("kill", lambda d: kill(d, tap, arguments.seconds / 2, dice)),
                              ("fail", lambda d: fail(d, tap, library, arguments.seconds / 2, dice))):
                desk = Desk(arguments.build, engine, tap.note)
                try:
                    run(desk)
                except Exception as error:
                    tap.ok(False, f"{name} @{engine} could be tried", f"{type(error).__name__}: {error}")
                finally:
                    desk.close()
    return tap.done()


if __name__ == "__main__":
    sys.exit(main())

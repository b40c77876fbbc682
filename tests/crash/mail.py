#!/usr/bin/env python3
"""Crashes while mail goes out: `mail.py --build DIR --seconds N [--engine E] [--seed S]`; prints TAP.

Letters are posted while what sends them, the server or the command, is killed (SIGKILL) at random moments and started
again; who posts is killed too. What was told as posted arrives: in a maildir exactly once, though a mail program moves letters to cur/
meanwhile; by SMTP at least once, and a second copy bears the same Message-ID.

Then a disk that fails: one write, sync or link after the other while letters go into a maildir. Each arrives exactly once in the end.
"""
import argparse
import collections
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "flows" / "lib"), str(HERE.parent / "lib")]

from desk import Desk  # noqa: E402
from smtpd import Smtpd, message  # noqa: E402
from tap import Tap  # noqa: E402

MOST = 60  # letters a round


class Poster:
    """Posts letters and keeps the addresses of those that were committed for sure."""

    def __init__(self, desk, dice):
        self.desk, self.dice, self.posted, self.rounds = desk, dice, set(), 0

    def round(self):
        self.rounds += 1
        name = f"r{self.rounds}n"
        tool = self.desk.program.parent / "tests" / "mail" / "mail-post"
        child = subprocess.Popen([tool, self.desk.dir, f"--to={name}%@example.org", "--topic=calls", f"--count={MOST}", "--subject=x"],
                                 stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        timer = threading.Timer(self.dice.uniform(0.02, 0.3), child.kill)
        timer.start()
        out = child.communicate()[0]
        timer.cancel()
        self.posted |= {f"{name}{line}@example.org" for line in out.split("\n")[:-1]}


class Reader:
    """A mail program: moves what is new to cur/, as maildirs are read."""

    def __init__(self, mail, dice):
        self.mail, self.dice, self.stop = mail, dice, False
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()

    def run(self):
        while not self.stop:
            time.sleep(self.dice.uniform(0.005, 0.05))
            if (self.mail / "cur").is_dir():
                for path in (self.mail / "new").iterdir():
                    if self.dice.random() < 0.5:
                        path.rename(self.mail / "cur" / f"{path.name}:2,S")

    def end(self):
        self.stop = True
        self.thread.join()


def in_maildir(desk):
    found = [p for folder in ("new", "cur") for p in (desk.dir / "mail" / folder).iterdir()]
    return [message(p.read_bytes()) for p in found]


def kill_senders(desk, dice, seconds):
    """How often what sends was killed, while letters were posted."""
    poster, end, kills = Poster(desk, dice), time.monotonic() + seconds, 0
    while time.monotonic() < end:
        thread = threading.Thread(target=poster.round)
        thread.start()
        if dice.random() < 0.5:
            server = desk.serve()
            time.sleep(dice.uniform(0.05, 0.6))
            server.kill()
        else:
            child = subprocess.Popen([desk.program, "mail", "send", desk.dir], stdin=subprocess.DEVNULL,
                                     stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(dice.uniform(0.02, 0.3))
            child.kill()
            child.wait()
        kills += 1
        thread.join()
    return poster.posted, kills


def crash(desk, tap, keeper, seconds, dice):
    what = f"mail by {keeper} killed @{desk.engine}"
    desk.init("--address", "https://treaty.example.org")
    smtpd = reader = None
    if keeper == "smtp":
        smtpd = Smtpd(desk.home / "smtpd")
        with open(desk.dir / "instance.ini", "a") as settings:
            settings.write(f"\n[mail]\nkeeper=smtp\nurl=smtp://127.0.0.1:{smtpd.port}\n")
    else:
        reader = Reader(desk.dir / "mail", dice)
    try:
        posted, kills = kill_senders(desk, dice, seconds)
        last = desk.run("mail", "send", desk.dir, "--json")
        if reader:
            reader.end()
        letters = [m for _, m in smtpd.letters()] if smtpd else in_maildir(desk)
    finally:
        if smtpd:
            smtpd.stop()
    copies = collections.Counter(str(m["Message-ID"]) for m in letters)
    of = {}
    for letter in letters:
        of.setdefault(str(letter["To"]), set()).add(str(letter["Message-ID"]))
    twice = {i: n for i, n in copies.items() if n > 1}
    tap.note(f"{what}: {kills} kills, {len(posted)} letters posted for sure, {len(copies)} arrived, "
             f"{sum(twice.values()) - len(twice)} copies more")
    tap.ok(last.status == 0 and last.json["not_sent"] == 0, f"{what}: the rest goes out afterwards", last)
    tap.ok(kills and posted and not posted - set(of), f"{what}: each of {len(posted)} letters arrived", sorted(posted - set(of))[:10])
    tap.ok(all(len(ids) == 1 for ids in of.values()), f"{what}: copies bear one Message-ID", [o for o in of.items() if len(o[1]) > 1][:5])
    if keeper == "maildir":
        tap.ok(not twice, f"{what}: exactly once", list(twice.items())[:10])
    tap.ok(all([p.get_content_type() for p in m.iter_parts()] == ["text/plain", "text/html"] for m in letters), f"{what}: each is whole")
    waits = desk.json("mail", "list", desk.dir)
    tap.ok(waits == [], f"{what}: nothing waits", waits[:5])
    whole = desk.run("verify", desk.dir)
    tap.ok(whole.status == 0, f"{what}: the instance verifies", whole)


def post(desk, to, n):
    tool = desk.program.parent / "tests" / "mail" / "mail-post"
    subprocess.run([tool, desk.dir, f"--to={to}", f"--count={n}"], check=True, capture_output=True, stdin=subprocess.DEVNULL)


def fail(desk, tap, library, seconds, dice):
    what = f"mail on a failing disk @{desk.engine}"
    desk.init("--rehearsal", "--address", "https://treaty.example.org")

    def send(call, n, seen=""):
        return desk.run("mail", "send", desk.dir, "--json", env={"LD_PRELOAD": str(library), "FAIL_CALL": call, "FAIL_N": str(n),
                        "FAIL_ERRNO": "28" if n % 2 else "5", "FAIL_SEEN": str(seen)})

    calls, todo, posted, wrong = {}, [], 0, []
    for call in ("write", "sync", "rename"):
        post(desk, f"count{call}%@example.org", 2)
        posted += 2
        send(call, 0, desk.home / f"seen-{call}")
        calls[call] = (desk.home / f"seen-{call}").stat().st_size
        todo += [(call, n) for n in range(1, calls[call] + 1)]
    dice.shuffle(todo)
    end, tried = time.monotonic() + seconds, 0
    for call, n in todo:
        if time.monotonic() > end:
            break
        post(desk, f"{call}{n}x%@example.org", 2)
        posted, tried = posted + 2, tried + 1
        done = send(call, n)
        if done.status not in (0, 1) or done.status and len(done.err.strip().splitlines()) != 1:
            wrong.append(f"{call} {n}: {done}")
    tap.ok(tried > 3 and not wrong, f"{what}: each failure is one sentence, or does no harm", wrong[:5])
    last = desk.json("mail", "send", desk.dir, "--now", "2099-01-01")
    found = collections.Counter(str(m["To"]) for m in in_maildir(desk))
    tap.note(f"{what}: {calls} calls, {tried} of them failed once, {posted} letters, {last['sent']} of them afterwards")
    tap.ok(len(found) == posted and set(found.values()) == {1}, f"{what}: each of {posted} letters arrived exactly once",
           [t for t in found.items() if t[1] != 1][:10] or len(found))
    tap.ok(list((desk.dir / "mail" / "tmp").iterdir()) == [] and desk.json("mail", "list", desk.dir) == [], f"{what}: nothing is left over")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", required=True)
    parser.add_argument("--seconds", type=int, default=12)
    parser.add_argument("--engine", choices=("sqlite", "postgres"))
    parser.add_argument("--seed", type=int, default=int(time.time()))
    arguments = parser.parse_args()
    engines = [arguments.engine] if arguments.engine else ["sqlite", "postgres"]
    tap, dice = Tap(), random.Random(arguments.seed)
    tap.note(f"--seed {arguments.seed}")
    if "postgres" in engines and not os.environ.get("TREATYDESK_TEST_POSTGRES"):
        engines.remove("postgres")
        tap.ok(False, "PostgreSQL is there", "Run through ./test crash, which starts one of its own.")
    each = arguments.seconds / 3 / len(engines)
    with tempfile.TemporaryDirectory(prefix="treatydesk-crash-") as folder:
        library = pathlib.Path(folder) / "fail.so"
        subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-Wall", "-o", library, HERE / "fail.c", "-ldl"], check=True)
        for engine in engines:
            for name, run in (("by maildir", lambda d: crash(d, tap, "maildir", each, dice)),
                              ("by smtp", lambda d: crash(d, tap, "smtp", each, dice)),
                              ("on a failing disk", lambda d: fail(d, tap, library, each, dice))):
                desk = Desk(arguments.build, engine, tap.note)
                try:
                    run(desk)
                except Exception as error:
                    tap.ok(False, f"mail {name} @{engine} could be tried", f"{type(error).__name__}: {error}")
                finally:
                    desk.close()
    return tap.done()


if __name__ == "__main__":
    sys.exit(main())

"""A newcomer types ./run, in a copy of what it reads of the tree; its build/ has the programs under test and nothing left to build."""
import configparser
import datetime
import json
import os
import pathlib
import re
import resource
import shutil
import signal
import socket
import subprocess
import threading
import time
import urllib.request
import zoneinfo

from desk import ROOT, free_port
from tasks import sign_in
from web import Visitor


class Run:
    """./run at work; what it said stands in lines."""

    def __init__(self, tree, *args):
        self.process = subprocess.Popen(["./run", *map(str, args)], cwd=tree, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                        stderr=subprocess.STDOUT, text=True, start_new_session=True)
        self.lines = []
        self.reader = threading.Thread(target=lambda: self.lines.extend(iter(self.process.stdout.readline, "")), daemon=True)
        self.reader.start()

    @property
    def said(self):
        return "".join(self.lines)

    def page(self, address, seconds=60):
        """What the address answers, once it does: (status, text)."""
        end = time.monotonic() + seconds
        while True:
            try:
                with urllib.request.urlopen(address, timeout=10) as answer:
                    return answer.status, answer.read().decode()
            except OSError as error:
                assert self.process.poll() is None and time.monotonic() < end, f"{error}: {self.said}"
                time.sleep(0.05)

    def stop(self):
        """As Ctrl-C does, which all that it started hear too; its exit status."""
        os.killpg(self.process.pid, signal.SIGINT)
        return self.wait()

    def wait(self, seconds=60):
        try:
            status = self.process.wait(seconds)
        finally:
            self.process.kill()
        self.reader.join(10)
        return status


def spent():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def tree_of(desk):
    tree = desk.home / "tree"
    tree.mkdir()
    shutil.copy2(ROOT / "run", tree / "run")
    shutil.copytree(ROOT / "packaging", tree / "packaging", ignore=shutil.ignore_patterns("node_modules"))
    (tree / "build").mkdir()
    for name in ("treatydesk", "treatydesk-phone"):
        (tree / "build" / name).symlink_to(desk.program.parent / name)
    (tree / "build" / "build.ninja").write_text("# with static/seal/seal.js already\nbuild all: phony\n")
    return tree


def story_serves_a_sample(desk, tap):
    """It makes an instance with a sample report, tells where it is and what to keep, and serves it; the next time it only serves."""
    tree, port, folder = tree_of(desk), free_port(), desk.home / "mine"
    store = [f"--store={desk.store_url()}"] if desk.database else []
    first = Run(tree, "--port", port, "--folder", folder, *store)
    try:
        status, text = first.page(f"http://127.0.0.1:{port}/en")
        tap.ok(status == 200 and "<h1" in text, "its first page is there", first.said)
        tap.ok(f"http://127.0.0.1:{port} (Ctrl-C" in first.said and "keys/" in first.said, "it tells the address, and what to keep", first.said)
        sample = re.search(r"submissions/([0-9a-hjkmnp-tv-z]{16})", first.said)
        receipt = re.search(r"^treatydesk receipt 1\n.*?^— [^\n]+\n", first.said, re.M | re.S)
        tap.ok(sample and receipt and f"submission: {sample[1]}" in receipt[0], "and the sample report with its receipt", first.said)
        checked = desk.run("verify", "--receipt", desk.file("receipt.txt", receipt[0]), "--server", f"http://127.0.0.1:{port}")
        tap.equal(checked.status, 0, f"which verifies against the server ({checked.out.strip()[:80]})")
        tap.equal(first.page(f"http://127.0.0.1:{port}/en/submissions/{sample[1]}")[0], 200, "the sample stands where it says")
        tap.equal(first.page(f"http://127.0.0.1:{port}/en/outbox")[0], 200, "mail that goes nowhere can be read")
    finally:
        ended = first.stop()
    tap.equal(ended, 0, "Ctrl-C ends it")
    before = spent()
    again = Run(tree, "--port", port, "--folder", folder)
    try:
        tap.equal(again.page(f"http://127.0.0.1:{port}/en/submissions/{sample[1]}")[0], 200, "the second call serves the same")
        tap.ok("Making" not in again.said and "Treatydesk is on" in again.said, "and makes none", again.said)
    finally:
        again.stop()
    tap.ok(spent() - before < 2, "in less than two seconds of the processor", spent() - before)
    tap.equal(desk.run("verify", folder).status, 0, "and it verifies")


def until(look, seconds=15):
    """What look finds, once it finds anything; whatever it raises of the system is not there yet."""
    end = time.monotonic() + seconds
    while True:
        try:
            if (found := look()):
                return found
        except OSError:
            pass
        if time.monotonic() > end:
            return None
        time.sleep(0.05)


def options(port):
    """What a telephone gateway says to a question of SIP (RFC 3261, 11), or None."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        line.bind(("127.0.0.1", 0))
        line.settimeout(0.3)
        own = line.getsockname()[1]
        line.sendto((f"OPTIONS sip:committee@127.0.0.1:{port} SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:{own};branch=z9hG4bK1\r\nMax-Forwards: 70\r\n"
                     f"From: <sip:a@127.0.0.1>;tag=1\r\nTo: <sip:committee@127.0.0.1>\r\nCall-ID: one\r\nCSeq: 1 OPTIONS\r\n"
                     f"Contact: <sip:a@127.0.0.1:{own}>\r\nContent-Length: 0\r\n\r\n").encode(), ("127.0.0.1", port))
        return line.recv(4096).decode()


def listens(port):
    with socket.socket() as line:
        return line.connect_ex(("127.0.0.1", port)) == 0


def in_geneva(minutes):
    return (datetime.datetime.now(zoneinfo.ZoneInfo("Europe/Zurich")) + datetime.timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M")


def story_rooms(desk, tap):
    """./run --rooms: a meeting's room holds with the Janus that it started, the telephone answers, and Ctrl-C ends all three."""
    tree, sip = tree_of(desk), free_port()
    desk.init("--rehearsal")
    desk.user("officer@example.org", "--role", "secretariat")
    place = desk.json("place", "add", desk.dir, "--name", "Room of ours", "--remote", "ours")["id"]
    meeting = desk.json("programme", "add", desk.dir, "--session", "41", "--kind", "opening", "--begins", in_geneva(-10), "--ends", in_geneva(60), "--place", place)["id"]
    desk.must("programme", "publish", desk.dir, "--session", "41")
    (desk.dir / "phone.ini").write_text(f"[gateway]\nlisten=127.0.0.1:{sip}\n")
    port = free_port()
    run = Run(tree, "--rooms", "--port", port, "--folder", desk.dir)
    try:
        base = f"http://127.0.0.1:{port}"
        tap.equal(run.page(f"{base}/en/room-test")[0], 200, "the server answers")
        settings = configparser.ConfigParser()
        tap.ok(until(lambda: settings.read(desk.dir / "rooms" / "janus.ini") and "janus" in settings), "Janus tells where it is", run.said)
        janus = settings["janus"]["url"]
        known = until(lambda: urllib.request.urlopen(f"{janus}/info", timeout=5).read())
        tap.ok(known and json.loads(known).get("name", "").startswith("Janus") and janus.startswith("http://127.0.0.1:"), "and answers there, on this machine alone", known)
        answer = until(lambda: options(sip))
        tap.ok(answer and answer.startswith("SIP/2.0 "), "the telephone answers", answer)
        officer = sign_in(Served(desk, base), "officer@example.org")
        officer.get(f"/en/meetings/{meeting}/room").form("Take my place without a script").send()
        state = until(lambda: (s := json.loads(officer.get(f"/en/meetings/{meeting}/room.json").text)).get("generation") and s)
        tap.ok(state and state["open"] and state["people"] == 1, "a meeting's room holds", (state, run.said))
    finally:
        status = run.stop()
    tap.equal(status, 0, "Ctrl-C ends it")
    tap.ok(until(lambda: not listens(int(re.search(r":(\d+)/", janus)[1]))), "Janus ends with it")
    tap.ok(until(lambda: free_of(sip)), "and the telephone")


def free_of(port):
    """Whether nobody has this port of UDP."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        line.bind(("127.0.0.1", port))
        return True


class Served:
    """A server that somebody else started, for those who sign in at it."""

    def __init__(self, desk, base):
        self.desk, self.base = desk, base

    def visitor(self, language="en"):
        return Visitor(self.base, language)


def story_says_what_is_wrong(desk, tap):
    """Help, a build alone, and wrong use in one sentence."""
    tree = tree_of(desk)
    for args, status, word in ((["--help"], 0, "--folder DIR"), (["--build"], 0, "Built: build/treatydesk"), (["--colour"], 2, "no option --colour"),
                               (["--port", "many"], 2, "wants a number"), (["--folder"], 2, "wants a value")):
        run = Run(tree, *args)
        tap.ok(run.wait() == status and word in run.said, f"./run {' '.join(args)}", (run.process.returncode, run.said))
    made = desk.home / "made"
    desk.must("init", made, "--profile", "cmw")
    run = Run(tree, "--port", free_port(), "--folder", made, "--store", "postgresql://nobody@/none")
    tap.ok(run.wait() == 2 and "has its store" in run.said, "another store for an instance that has one", run.said)
    tap.ok(not (pathlib.Path(tree) / "instance").exists(), "and none of these made an instance")

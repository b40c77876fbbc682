"""A newcomer types ./run, in a copy of what it reads of the tree; its build/ has the programs under test and nothing left to build."""
import pathlib
import re
import resource
import shutil
import signal
import subprocess
import threading
import time
import urllib.request

from desk import ROOT, free_port


class Run:
    """./run at work; what it said stands in lines."""

    def __init__(self, tree, *args):
        self.process = subprocess.Popen(["./run", *map(str, args)], cwd=tree, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                        stderr=subprocess.STDOUT, text=True)
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
        """As Ctrl-C does; its exit status."""
        self.process.send_signal(signal.SIGINT)
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
    (tree / "build" / "treatydesk").symlink_to(desk.program)
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

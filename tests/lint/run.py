#!/usr/bin/env python3
"""Runs clang-tidy: `run.py BUILD [WORD]`; prints TAP. Without a word over the C files of src/ that the last commits or nobody yet
committed; with one over those whose path holds it ("." is in each).

Of .clang-tidy, which a person reads with judgement, only checks that are wrong about none of our files: what they say is a mistake.
"""
import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "lib"))

from tap import Tap  # noqa: E402

COMMITS = 30
CHECKS = [
    "bugprone-assert-side-effect", "bugprone-infinite-loop", "bugprone-integer-division", "bugprone-macro-repeated-side-effects",
    "bugprone-misplaced-pointer-arithmetic-in-alloc", "bugprone-multiple-statement-macro", "bugprone-posix-return",
    "bugprone-redundant-branch-condition", "bugprone-signed-char-misuse", "bugprone-suspicious-enum-usage",
    "bugprone-suspicious-memory-comparison", "bugprone-suspicious-memset-usage", "bugprone-suspicious-semicolon",
    "bugprone-suspicious-string-compare", "bugprone-terminating-continue", "bugprone-too-small-loop-variable",
    "bugprone-unused-return-value", "misc-redundant-expression",
]


def git(*args):
    done = subprocess.run(["git", "-C", ROOT, *args], capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL)
    return done.stdout.split("\n")


def files(word):
    known = sorted(f for f in git("ls-files", "src") if f.endswith(".c") and (ROOT / f).exists())
    if word:
        return [f for f in known if word in f]
    changed = {*git("log", f"-{COMMITS}", "--format=", "--name-only"), *git("diff", "--name-only", "HEAD")}
    return [f for f in known if f in changed]


def tidy(build, names):
    return subprocess.run(["clang-tidy", "-p", build, "--quiet", "--checks=-*," + ",".join(CHECKS), "--extra-arg=-w", *names],
                          capture_output=True, text=True, cwd=ROOT, stdin=subprocess.DEVNULL)


def main():
    build, word, tap = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2] if len(sys.argv) > 2 else "", Tap()
    todo = files(word)
    some = [todo[n:n + 8] for n in range(0, len(todo), 8)]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        for names, done in zip(some, pool.map(lambda s: tidy(build, s), some)):
            said = sorted({line.removeprefix(f"{build}/../").removeprefix(f"{ROOT}/") for line in done.stdout.splitlines()
                           if re.search(r": (warning|error): ", line)})
            tap.ok(done.returncode == 0 and not said, f"clang-tidy finds nothing in {len(names)} files from {names[0]} on",
                   said or done.stderr[-2000:])
    if tap.count == 0:
        tap.skip("clang-tidy", f"no C file of src/ {'has that in its path' if word else 'changed'}")
    return tap.done()


if __name__ == "__main__":
    sys.exit(main())

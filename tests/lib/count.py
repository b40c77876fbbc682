#!/usr/bin/env python3
"""Counts results for ./test: `count.py meson LOG.json` or `count.py tap STATUS FILE`; prints "passed failed skipped".

A program that ends badly without a "not ok" line (a crash, a time-out, no result at all) counts as one failure.
"""
import json
import sys

from tap import count


def one(text, good):
    passed, failed, skipped = count(text)
    if failed == 0 and (not good or passed + skipped == 0):
        failed = 1
    return passed, failed, skipped


def meson(path):
    total = [0, 0, 0]
    with open(path, encoding="utf-8", errors="replace") as log:
        for line in log:
            row = json.loads(line)
            if row["result"] == "SKIP":
                found = (0, 0, 1)
            else:
                found = one(row.get("stdout", ""), row["result"] in ("OK", "EXPECTEDFAIL"))
            total = [a + b for a, b in zip(total, found)]
    return total


if __name__ == "__main__":
    if sys.argv[1] == "meson":
        print(*meson(sys.argv[2]))
    else:
        with open(sys.argv[3], encoding="utf-8", errors="replace") as tap_file:
            print(*one(tap_file.read(), sys.argv[2] == "0"))

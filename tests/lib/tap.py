"""TAP out (what tests print) and TAP in (what ./test counts).

A test program makes one Tap, calls ok() for each finding and ends with done(), whose value is its exit status:

    tap = Tap()
    tap.ok(found == [], "no file is too long", "Split these: ...")
    sys.exit(tap.done())
"""
import re
import sys


class Tap:
    def __init__(self, out=sys.stdout):
        self.out = out
        self.count = 0
        self.failed = 0

    def _line(self, text):
        self.out.write(text + "\n")
        self.out.flush()

    def ok(self, good, name, why=""):
        """One result. why: what to edit, said only on failure; a string or a list of lines."""
        self.count += 1
        self._line(("ok" if good else "not ok") + f" {self.count} - {name}")
        if not good:
            self.failed += 1
            lines = why if isinstance(why, list) else str(why).splitlines()
            for line in lines[:40]:
                self._line(f"#   {line}")
            if len(lines) > 40:
                self._line(f"#   … and {len(lines) - 40} more")
        return good

    def skip(self, name, why):
        self.count += 1
        self._line(f"ok {self.count} - {name} # SKIP {why}")

    def note(self, text):
        for line in str(text).splitlines():
            self._line(f"# {line}")

    def done(self):
        self._line(f"1..{self.count}")
        return 1 if self.failed else 0


def count(text):
    """(passed, failed, skipped) of one program's TAP."""
    passed = failed = skipped = 0
    for line in text.splitlines():
        if re.match(r"not ok\b", line):
            failed += 1
        elif re.match(r"ok\b", line):
            if re.search(r"# *skip", line, re.I):
                skipped += 1
            else:
                passed += 1
        elif line.startswith("Bail out!"):
            failed += 1
    return passed, failed, skipped

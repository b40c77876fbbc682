#!/usr/bin/env python3
"""Runs the fuzz targets for a bounded time each: `run.py BUILD SECONDS [WORD]`; prints TAP.

Seeds are fuzz/corpus/NAME and, for the readers, the small files of that format in samples/ and
tests/. What a target finds is kept in BUILD/found/ and told.
"""
import concurrent.futures
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

root = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(root / "tests" / "lib"))

from tap import Tap  # noqa: E402

ENDINGS = {"reader-pdf": ["pdf"], "reader-docx": ["docx"], "reader-plain": ["txt", "md"]}


def seeds(name, folder):
    """Copies into one folder, because the fuzzer writes what it learns into the first that it is given."""
    for path in (root / "fuzz" / "corpus" / name).glob("*"):
        shutil.copy(path, folder / path.name)
    for ending in ENDINGS.get(name, []):
        for place in ("samples", "tests"):
            for path in (root / place).rglob(f"*.{ending}"):
                if "node_modules" not in path.parts and path.stat().st_size < 64 * 1024:
                    shutil.copy(path, folder / f"{path.stem}-{path.stat().st_size}.{ending}")


def run(target, seconds, found):
    """How one target ended, and what it said."""
    name = target.name.removeprefix("fuzz-")
    with tempfile.TemporaryDirectory(prefix="treatydesk-fuzz-") as folder:
        seeds(name, pathlib.Path(folder))
        return subprocess.run(
            [target, f"-max_total_time={seconds}", "-seed=1", "-timeout=20", "-rss_limit_mb=2048", "-max_len=65536",
             "-print_final_stats=1", f"-artifact_prefix={found}/{name}-", folder],
            capture_output=True, text=True, errors="replace", stdin=subprocess.DEVNULL,
            env={"ASAN_OPTIONS": "detect_leaks=1:allocator_may_return_null=1", "PATH": "/usr/bin:/bin",
                 "LSAN_OPTIONS": f"suppressions={root}/tests/lib/leaks.txt:print_suppressions=0",
                 "G_SLICE": "always-malloc"})


def main():
    build, seconds = pathlib.Path(sys.argv[1]).resolve(), int(sys.argv[2])
    word = sys.argv[3] if len(sys.argv) > 3 else ""
    found = build / "found"
    found.mkdir(exist_ok=True)
    tap = Tap()
    targets = [t for t in sorted((build / "fuzz").glob("fuzz-*"))
               if t.is_file() and not t.suffix and word in t.name.removeprefix("fuzz-")]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 1) as pool:  # one target a core
        for target, done in zip(targets, pool.map(lambda t: run(t, seconds, found), targets)):
            units = re.search(r"stat::number_of_executed_units: (\d+)", done.stderr)
            tap.ok(done.returncode == 0, f"fuzz {target.name.removeprefix('fuzz-')}: {units.group(1) if units else 'no'} inputs",
                   done.stderr[-3000:])
    if tap.count == 0:
        tap.skip("fuzz", "no target is built" + (f" with {word!r} in its name" if word else ""))
    return tap.done()


if __name__ == "__main__":
    sys.exit(main())

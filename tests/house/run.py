#!/usr/bin/env python3
"""Runs the house rules: `run.py BUILD [WORD]`. Each check-*.py holds functions named check_…(tap, house)."""
import importlib.util
import pathlib
import sys
import traceback

here = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(here), str(here.parent / "lib")]

from house import House  # noqa: E402
from tap import Tap  # noqa: E402


def main():
    house = House(here.parent.parent, pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else None)
    word = sys.argv[2] if len(sys.argv) > 2 else ""
    tap = Tap()
    for path in sorted(here.glob("check-*.py")):
        spec = importlib.util.spec_from_file_location(path.stem.replace("-", "_"), path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        for name, check in vars(module).items():
            if not name.startswith("check_") or word not in f"{path.stem} {name}":
                continue
            try:
                check(tap, house)
            except Exception:  # a rule that cannot be tried has not been kept
                tap.ok(False, f"{path.stem}: {name} could be tried", traceback.format_exc())
    return tap.done()


if __name__ == "__main__":
    sys.exit(main())

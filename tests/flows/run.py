#!/usr/bin/env python3
"""Runs the stories: `run.py --build DIR [--engine sqlite|postgres] [--only WORD] [--short] [--all] [--jobs N]`.

A story file holds functions story_…(desk, tap); the first line of its docstring is what it tells. Each runs once @sqlite
and once @postgres, on a fresh instance folder and database. stories.txt says which files run, in which order; a line
"FILE short" is part of the short run (under sanitizers). --all takes files that are not listed, too.
"""
import argparse
import concurrent.futures
import ctypes
import importlib.util
import multiprocessing
import os
import pathlib
import resource
import signal
import sys
import tempfile
import time
import traceback

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE / "lib"), str(HERE.parent / "lib")]

from desk import Desk  # noqa: E402
from tap import Tap  # noqa: E402
from templates import Templates  # noqa: E402


class Told:
    """What a story finds, kept until it ends: stories run side by side and are told one after the other."""

    def __init__(self, prefix, engine):
        self.prefix, self.engine, self.said = prefix, engine, []

    def ok(self, good, name, why=""):
        self.said.append(("ok", bool(good), f"{self.prefix}: {name} @{self.engine}", why))
        return bool(good)

    def equal(self, found, wanted, name):
        return self.ok(found == wanted, name, f"found {found!r}\nwanted {wanted!r}")

    def skip(self, name, why):
        self.said.append(("skip", f"{self.prefix}: {name} @{self.engine}", why))

    def note(self, text):
        self.said.append(("note", text))


def listed(arguments):
    rows = []
    for line in (HERE / "stories.txt").read_text().splitlines():
        words = line.split("#")[0].split()
        if words and (not arguments.short or "short" in words[1:]):
            rows.append(words[0])
    if arguments.all:
        rows += sorted(p.name for p in HERE.glob("[0-9]*.py") if p.name not in rows)
    return rows


def story_file(name):
    spec = importlib.util.spec_from_file_location("story_" + name.replace("-", "_").replace(".py", ""), HERE / name)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def stories(name):
    return [(n, f) for n, f in vars(story_file(name)).items() if n.startswith("story_")]


def busy():
    """Seconds of the processor that this process and those that it started and ended have used; not PostgreSQL's."""
    return sum(u.ru_utime + u.ru_stime for u in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))


def tell(arguments, engine, name, function_name):
    prefix = f"{name[3:].removesuffix('.py')}/{function_name.removeprefix('story_').replace('_', ' ')}"
    told, start, before = Told(prefix, engine), time.monotonic(), busy()
    desk = Desk(arguments.build, engine, told.note, arguments.templates)
    try:
        module = story_file(name)
        if getattr(module, "DEAR_PASSWORDS", False):
            desk.light = {}
        vars(module)[function_name](desk, told)
        if not told.said:
            told.ok(False, "it checked something")
    except Exception:
        said = "".join(s.said() for s in desk.servers if s.process.poll() is not None)
        told.ok(False, "it could be told to its end", traceback.format_exc(limit=-4) + said)
    finally:
        desk.close()
    told.note(f"{prefix} @{engine}: {time.monotonic() - start:.1f} s, {busy() - before:.1f} s of the processor")
    return told.said


def tell_or_end(*one):
    """tell; the pool would take the next story from a worker that was asked to end."""
    try:
        return tell(*one)
    except SystemExit:
        os._exit(143)


def end_with_parent():
    """A worker ends, and closes the desk of its story, when it is asked to and when whoever started it is gone."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG


def tell_all(todo, jobs):
    """What each story says, in order. Each runs in a process: threads of one Python would wait for one another."""
    with concurrent.futures.ProcessPoolExecutor(jobs, multiprocessing.get_context("fork"), end_with_parent) as pool:
        for each in [pool.submit(tell_or_end, *one) for one in todo]:
            yield each.result()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", required=True)
    parser.add_argument("--engine", choices=("sqlite", "postgres"))
    parser.add_argument("--only", default="")
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--jobs", type=int, help="stories at once; one more than there are cores if left out, since stories also wait")
    arguments = parser.parse_args()
    engines = [arguments.engine] if arguments.engine else ["sqlite", "postgres"]
    tap = Tap()
    if "postgres" in engines and not os.environ.get("TREATYDESK_TEST_POSTGRES"):
        engines.remove("postgres")
        tap.ok(False, "PostgreSQL is there for the stories", "Run through ./test flows, which starts one of its own.")
    todo = [(arguments, engine, name, function_name) for name in listed(arguments) for function_name, _ in stories(name)
            if arguments.only in f"{name} {function_name}" for engine in engines]
    os.environ.setdefault("G_DEBUG", "fatal-criticals")  # for every command and server: what GLib calls a mistake of ours ends them
    arguments.templates = Templates(pathlib.Path(tempfile.mkdtemp(prefix="treatydesk-templates-")))
    try:
        for said in tell_all(todo, arguments.jobs or (os.cpu_count() or 1) + 1):
            for how, *what in said:
                getattr(tap, how)(*what)
    finally:
        arguments.templates.close()
    if tap.count == 0:
        tap.skip("stories", "none is listed in stories.txt" + (f" with {arguments.only!r}" if arguments.only else ""))
    return tap.done()


if __name__ == "__main__":
    sys.exit(main())

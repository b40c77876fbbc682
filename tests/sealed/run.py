"""Files of many sizes through the whole way: sent by a form, sealed as they arrive, fetched by an officer, opened with Debian's age.

    run.py --build DIR [--files N] [--largest BYTES] [--seconds N]

Sizes from nothing on, by lot (few large ones), and those about the borders of chunks and of what is held in memory. Each must open to what was sent, byte by
byte; with one bit turned it must not. After so many seconds it goes no further, and says how many there were."""
import argparse
import hashlib
import pathlib
import random
import re
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests" / "flows" / "lib"), str(ROOT / "tests" / "lib")]
from desk import Desk  # noqa: E402
from tasks import sign_in  # noqa: E402

CHUNK, MEMORY = 64 * 1024, 8 * 1024 * 1024
BORDERS = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, MEMORY - 1, MEMORY, MEMORY + 1, MEMORY + CHUNK]


def sizes(n, largest, lot):
    drawn = [int(largest ** lot.random()) for _ in range(max(0, n - len(BORDERS) - 1))]
    return (BORDERS + [largest] + drawn)[:n]


def send(visitor, data):
    page = visitor.get("/en/sealed/communication").form("Seal it").attach("file-1", "a.bin", data).send("Seal it")
    assert page.has("It was received"), (page.status, page.words[:300])


def age_open(key, sealed):
    done = subprocess.run(["age", "--decrypt", "--identity", key], input=sealed, capture_output=True)
    return done.stdout if done.returncode == 0 else None


def resident(server):
    return int(re.search(r"VmHWM:\s+(\d+)", pathlib.Path(f"/proc/{server.process.pid}/status").read_text())[1]) // 1024


def newest(desk):
    return desk.json("sealed", "list", desk.dir)[0]["id"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", required=True)
    parser.add_argument("--files", type=int, default=16)
    parser.add_argument("--largest", type=int, default=100 * 1000 * 1000)
    parser.add_argument("--seconds", type=int, default=24 * 3600)
    given, lot = parser.parse_args(), random.Random(77)
    desk = Desk(given.build, "sqlite")
    failed, tried, end = [], [], time.monotonic() + given.seconds
    try:
        desk.init("--rehearsal")
        desk.user("officer@example.org", "--role", "register-officer")
        key = desk.home / "officer.key"
        public = desk.must("keys", "make", "--out", key).out.strip()
        desk.must("keys", "recipients", desk.dir, "add", public, "--purpose", "communication", "--name", "Officer")
        server = desk.serve()
        visitor, officer, asked = server.visitor(), sign_in(server, "officer@example.org"), sizes(given.files, given.largest, lot)
        for n, size in enumerate(asked):
            if time.monotonic() > end:
                break
            tried.append(size)
            if n % 250 == 249:  # so many may be begun in an hour
                desk.sql("delete from rate")
            data = lot.randbytes(size)
            send(visitor, data)
            sealed = officer.get(f"/en/desk/sealed/{newest(desk)}/parts/2").body
            opened, turned = age_open(key, sealed), bytearray(sealed)
            turned[lot.randrange(len(turned))] ^= 1 << lot.randrange(8)
            if opened is None or hashlib.sha256(opened).digest() != hashlib.sha256(data).digest():
                failed.append(f"{size} bytes do not open")
            if age_open(key, bytes(turned)) is not None:
                failed.append(f"{size} bytes open with a bit turned")
        print(f"# {len(tried)} files of 0 to {max(tried)} bytes, {sum(tried) // 1000000} MB in all; the server took at most {resident(server)} MB of memory")
    finally:
        desk.close()
    print(f"{'not ok' if failed else 'ok'} 1 - {len(tried)} files open with Debian's age as they were sent, and not with one bit turned")
    for line in failed[:10]:
        print(f"#   {line}")
    print("1..1")
    return 1 if failed else 0


sys.exit(main())

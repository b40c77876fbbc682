#!/usr/bin/env python3
"""What 2,000 who follow a meeting live cost: `bench/streams.py [--build DIR] [--streams N]`.

A server of its own on the loopback; the streams come from several addresses of it, as one address may have 256 connections. Says
the server's resident memory before and with all of them, and how long one step of the chair takes to reach the first and the last.
It fails when a stream is not served or the memory is past 150 MB.
"""
import argparse
import pathlib
import re
import resource
import select
import socket
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests" / "flows" / "lib"), str(ROOT / "tests" / "lib")]

from desk import Desk  # noqa: E402

PER_ADDRESS = 200
WAVE = 100
MOST_MB = 150


def resident(pid):
    return int(re.search(r"VmRSS:\s+(\d+)", pathlib.Path(f"/proc/{pid}/status").read_text())[1]) / 1024


def follow(server, path, i):
    line = socket.socket()
    line.bind((f"127.0.0.{2 + i // PER_ADDRESS}", 0))
    line.connect(("127.0.0.1", server.port))
    line.sendall(f"GET {path} HTTP/1.1\r\nHost: h\r\nAccept: text/event-stream\r\n\r\n".encode())
    line.setblocking(False)
    return line


def until(lines, words, seconds):
    """When each of them had the words: seconds from now, by order of coming."""
    start, waiting, heard, times = time.perf_counter(), {line.fileno(): line for line in lines}, {}, []
    poll = select.epoll()
    for number in waiting:
        poll.register(number, select.EPOLLIN)
    while waiting and time.perf_counter() - start < seconds:
        for number, _ in poll.poll(1):
            piece = waiting[number].recv(65536)
            heard[number] = heard.get(number, b"") + piece
            if words in heard[number] or not piece:
                poll.unregister(number)
                del waiting[number]
                times += [time.perf_counter() - start] if piece else []
    poll.close()
    return times


def house(desk):
    desk.init("--rehearsal")
    desk.must("programme", "new", desk.dir, "--session", "41", "--states", "GHA,SEN")
    desk.must("programme", "publish", desk.dir, "--session", "41")
    meeting = next(m["id"] for m in desk.json("programme", desk.dir, "--session", "41")["meetings"] if m["kind"] == "informal-meeting")
    desk.sql(*[f"insert into floor_speaker (id, meeting, ordinal, state, kind, name, otherwise, mode, closed, no_picture, seconds, planned) values "
               f"('{i:016d}', '{meeting}', {i}, 'GHA', 'ngo', 'Organisation number {i}', 'An organisation', 'in-person', 0, 0, 240, 0)"
               for i in range(1, 31)])
    return desk.serve(), meeting


def measure(desk, n):
    server, meeting = house(desk)
    path = f"/en/meetings/{meeting}/live/events"
    server.visitor().get(f"/en/meetings/{meeting}/live")
    before = resident(server.process.pid)
    start = time.perf_counter()
    lines, came = [], []
    for first in range(0, n, WAVE):  # more at once than may wait for a worker are told to come again
        wave = [follow(server, path, i) for i in range(first, min(first + WAVE, n))]
        came += until(wave, b"Not begun yet", 30)
        lines += wave
    opened = time.perf_counter() - start
    with_all = resident(server.process.pid)
    desk.must("meeting", "open", desk.dir, meeting)
    until(lines, b"The meeting runs", 30)
    desk.must("meeting", "next", desk.dir, meeting)
    heard = until(lines, b"Organisation number 1 has the floor", 30)
    after = resident(server.process.pid)
    print(f"{len(came)} of {n} streams served in {opened:.1f} s")
    print(f"resident memory of the server: {before:.0f} MB without them, {with_all:.0f} MB with them, {after:.0f} MB after two steps; "
          f"{(with_all - before) * 1024 / max(len(came), 1):.1f} KB a stream")
    if heard:
        print(f"after the command had ended, a step had reached {len(heard)}; the last one after {heard[-1] * 1000:.0f} ms more")
    stop = time.perf_counter()
    server.stop()
    print(f"a stop of the server took {time.perf_counter() - stop:.1f} s")
    return len(came) == n and len(heard) == n and after < MOST_MB


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", default="build")
    parser.add_argument("--streams", type=int, default=2000)
    arguments = parser.parse_args()
    most = 2 * arguments.streams + 200
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, max(most, resource.getrlimit(resource.RLIMIT_NOFILE)[1])))
    desk = Desk(pathlib.Path(arguments.build).resolve(), "sqlite")
    try:
        return 0 if measure(desk, arguments.streams) else 1
    finally:
        desk.close()


if __name__ == "__main__":
    sys.exit(main())

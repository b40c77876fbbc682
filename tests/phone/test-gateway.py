#!/usr/bin/env python3
"""The telephone gateway alone: `test-gateway.py --build DIR`; prints TAP.

Telephones of ours and sipp call it on loopback; in place of the server and of Janus stand a socket and an RTP end of this test.
"""
import argparse
import base64
import json
import os
import pathlib
import queue
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "lib")]

from tap import Tap  # noqa: E402
from telephone import Rtp, Telephone, alaw, free_port, loudness, of_ulaw, tone  # noqa: E402


class Server:
    """The server's end of the line, played by the test."""

    def __init__(self, path):
        self.path, self.lines, self.peer = path, queue.Queue(), None
        self.begin()

    def begin(self):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.bind(str(self.path))
        self.socket.listen(1)
        threading.Thread(target=self.run, args=(self.socket,), daemon=True).start()

    def run(self, listening):
        try:
            self.peer, _ = listening.accept()
            for line in self.peer.makefile(encoding="utf-8"):
                self.lines.put(json.loads(line))
        except OSError:
            pass

    def end(self):
        self.peer.shutdown(socket.SHUT_RDWR)
        self.peer.close()
        self.socket.close()
        self.path.unlink()

    def say(self, **line):
        self.peer.sendall((json.dumps(line) + "\n").encode())

    def hear(self, what, seconds=8):
        """The next line that is `what`; others before it are passed over. None: it did not come."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                line = self.lines.get(timeout=max(0.01, end - time.monotonic()))
            except queue.Empty:
                break
            if line["is"] == what:
                return line
        return None


def brief(data):
    """The sentences as they were built, but of each only the first second: (sound, places)."""
    head, _, sound = data.partition(b"\n")
    places, out = json.loads(head), b""
    for language in places.values():
        for key, (at, size) in language.items():
            language[key] = [len(out), min(size, 8000)]
            out += sound[at:at + min(size, 8000)]
    return out, places


class House:
    def __init__(self, build, folder):
        self.build, self.folder, self.port = build, folder, free_port()
        self.server = Server(folder / "phone.sock")
        self.trunk = Telephone()
        low = free_port() // 2 * 2
        low = low if low < 60000 else 40000
        (folder / "phone.ini").write_text(
            f"[gateway]\nsocket=phone.sock\nlisten=127.0.0.1:{self.port}\nports={low}-{low + 79}\ncalls=6\n"
            f"[trunk]\naddress=sip:127.0.0.1:{self.trunk.port}\nfrom=sip:+41220000000@127.0.0.1\n")
        self.sound, self.places = brief((build / "phone-prompts.ulaw").read_bytes())
        (folder / "prompts").write_bytes(json.dumps(self.places).encode() + b"\n" + self.sound)
        self.gateway = subprocess.Popen([build / "treatydesk-phone", folder / "phone.ini"], stdout=subprocess.PIPE, text=True,
                                        env={**os.environ, "TREATYDESK_PROMPTS": str(folder / "prompts")})
        self.gateway.stdout.readline()

    def prompt(self, key, language="en"):
        at, size = self.places[language][key]
        return self.sound[at:at + size]

    def call(self, law=0):
        phone = Telephone(law)
        assert phone.call("127.0.0.1", self.port), phone.status
        phone.name = self.server.hear("call")["call"]
        return phone

    def inside(self, law=0):
        """A caller in a room, and the room's end."""
        phone, room = self.call(law), Rtp()
        phone.keys("1")
        phone.keys("12345678")
        pin = self.server.hear("pin")
        room.to = (pin["rtp"]["ip"], pin["rtp"]["port"])
        self.server.say(do="pin", call=phone.name, answer="right")
        self.server.say(do="room", call=phone.name, ip="127.0.0.1", port=room.port)
        self.server.say(do="tell", call=phone.name, what="listening")
        return phone, room

    def close(self):
        self.gateway.terminate()
        try:
            return self.gateway.wait(5)
        except subprocess.TimeoutExpired:
            self.gateway.kill()
            return None


def try_confinement(tap, house):
    status = pathlib.Path(f"/proc/{house.gateway.pid}/status").read_text()
    tap.ok("NoNewPrivs:\t1" in status and "Seccomp:\t2" in status, "the gateway locked itself in", status)
    tap.ok(house.server.hear("hello") == {"is": "hello", "version": 1, "trunk": True}, "it comes to the server and says what it can")


def try_questions(tap, house):
    phone = house.call()
    tap.ok(phone.hears(house.prompt("welcome")), "a caller is welcomed")
    tap.ok(phone.hears(house.prompt("language", "en"), 8) and phone.hears(house.prompt("language", "fr"), 8),
           "and asked for the language, each said in its own")
    phone.keys("2")
    tap.ok(phone.hears(house.prompt("pin", "fr")), "the PIN is asked in the language that was chosen")
    phone.keys("99*12")
    phone.info("3")
    time.sleep(0.3)
    phone.keys("45678")
    line = house.server.hear("pin")
    tap.ok(line and (line["pin"], line["language"]) == ("12345678", "fr"),
           "keys come by RFC 4733, one packet lost, and by INFO; a star begins again", line)
    for _ in range(2):
        phone.rtp.forget()
        house.server.say(do="pin", call=phone.name, answer="wrong")
        tap.ok(phone.hears(house.prompt("pin-wrong", "fr")), "a wrong PIN is said to be wrong")
        phone.keys("11111111")
        house.server.hear("pin")
    house.server.say(do="pin", call=phone.name, answer="wrong")
    tap.ok(phone.hears(house.prompt("pin-locked", "fr"), 15), "after the third there is no other")
    tap.ok(phone.over.wait(15), "and the line is hung up")
    tap.ok((house.server.hear("gone") or {}).get("call") == phone.name, "the server learns that the call is gone")
    phone.close()


def share(rtp, hertz, seconds=1.2):
    """How much of what comes in during so many seconds is this tone."""
    time.sleep(0.3)
    rtp.forget()
    time.sleep(seconds)
    return loudness(rtp.heard(), hertz)


def while_said(end, sound, kind, do):
    """What do () finds while an end says a sound."""
    thread = threading.Thread(target=end.say, args=(sound, kind))
    thread.start()
    found = do()
    thread.join()
    return found


def try_sound(tap, house, law, name):
    phone, room = house.inside(law)
    tap.ok(phone.hears(house.prompt("listening")), f"{name}: a caller hears that they are in the meeting")
    loud = while_said(phone.rtp, tone(1000, 2, alaw if law else tone.__defaults__[0]), law, lambda: share(room, 1000))
    tap.ok(loud > 0.95, f"{name}: what is said by telephone comes into the room", loud)
    kinds, ssrcs = {p[1] for p in room.packets}, {p[4] for p in room.packets}
    tap.ok(kinds == {0} and len(ssrcs) == 1, f"{name}: as one stream of µ-law, whatever the telephone speaks", [kinds, ssrcs])

    def hear_room():
        time.sleep(0.3)
        phone.rtp.forget()
        time.sleep(1.2)
        return loudness(phone.heard(), 600)

    time.sleep(0.5)  # the sentence ends
    loud = while_said(room, tone(600, 2), 0, hear_room)
    tap.ok(loud > 0.95, f"{name}: what is said in the room comes to the telephone", loud)
    sequences = [p[2] for p in phone.rtp.packets]
    tap.ok(all((b - a) & 0xffff == 1 for a, b in zip(sequences, sequences[1:])), f"{name}: in one stream without a gap")
    phone.close()
    house.server.hear("gone")
    room.close()


def try_keys(tap, house):
    phone, room = house.inside()
    phone.keys("*6")
    tap.ok((house.server.hear("key") or {}).get("key") == "6", "star 6 raises a hand")
    house.server.say(do="tell", call=phone.name, what="hand-up")
    tap.ok(phone.hears(house.prompt("hand-up"), 20), "and the caller hears that it is up")
    phone.keys("*0")
    tap.ok((house.server.hear("key") or {}).get("key") == "0", "star 0 asks who has the floor")
    house.server.say(do="sound", call=phone.name, ulaw=base64.b64encode(tone(700, 1)).decode())
    tap.ok(phone.hears(tone(700, 1)), "and what the server says is said")
    phone.keys("*5")
    tap.ok((house.server.hear("key") or {}).get("key") == "5", "star 5 asks what waits for one's answer")
    house.server.say(do="tell", call=phone.name, what="no-questions")
    tap.ok(phone.hears(house.prompt("no-questions"), 20), "and hears that nothing does")
    phone.keys("*1")
    tap.ok(phone.hears(house.prompt("help"), 20), "star 1 says what one can do")
    phone.keys("6")
    tap.ok(house.server.hear("key", 1) is None, "a 6 without a star is nothing")
    house.server.say(do="end", call=phone.name, what="over")
    tap.ok(phone.hears(house.prompt("over")) and phone.over.wait(10), "when the meeting is over it says so and hangs up")
    phone.close()
    room.close()


def try_server_dies(tap, house):
    phone, room = house.inside()
    phone.hears(house.prompt("listening"), 12)
    house.server.end()
    tap.ok(phone.hears(house.prompt("lost"), 15), "when the server dies the caller hears that the room is lost")
    house.server.begin()
    tap.ok(house.server.hear("hello") and (house.server.hear("call") or {}).get("call") == phone.name,
           "the gateway comes back by itself and tells of its calls")
    line = house.server.hear("pin")
    tap.ok(line and line["pin"] == "12345678", "and asks for the caller once more")
    house.server.say(do="pin", call=phone.name, answer="right")
    house.server.say(do="room", call=phone.name, ip="127.0.0.1", port=room.port)
    house.server.say(do="tell", call=phone.name, what="back")
    tap.ok(phone.hears(house.prompt("back"), 15), "who hears that the room is back")
    phone.close()
    house.server.hear("gone")
    room.close()


def try_callback(tap, house):
    house.server.say(do="dial", callback="k1", number="+41791234567", language="es")
    house.trunk.refuse = 486
    tap.ok(house.trunk.rang.wait(5), "a callback rings at the trunk")
    line = house.server.hear("dialled")
    line = house.server.hear("dialled") if line and line["state"] == "ringing" else line
    tap.ok(line and (line["state"], line["status"]) == ("failed", 486), "whoever is busy is told to the server", line)
    house.trunk.refuse, house.trunk.answers, house.trunk.status = 0, True, None
    house.server.say(do="dial", callback="k2", number="+41791234567", language="es")
    tap.ok(house.trunk.up.wait(5), "the next one is answered")
    tap.ok("sip:+41791234567@" in house.trunk.value(house.trunk.invitation, "To"), "at the number that was asked for",
           house.trunk.invitation)
    call = house.server.hear("call")
    tap.ok(call and call["callback"] == "k2", "the server learns which call it is", call)
    tap.ok(house.trunk.hears(house.prompt("called", "es")) and house.trunk.hears(house.prompt("pin", "es")),
           "who answers hears why, in their language, and is asked for the PIN likewise")
    house.server.say(do="dial", callback="k3", number="+41;x=1@evil", language="es")
    house.server.say(do="cancel", callback="k2")
    tap.ok(house.trunk.over.wait(5), "a callback can be taken back; a number that is none is not dialled")
    house.trunk.close()


def try_many(tap, house):
    phones = [house.call() for _ in range(6)]
    more = Telephone()
    tap.ok(not more.call("127.0.0.1", house.port) and more.status == 486, "more calls than there are lines are busy", more.status)
    for phone in [*phones, more]:
        phone.close()
    for _ in phones:
        house.server.hear("gone")
    nonsense = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    for packet in (b"", b"\0" * 40, b"INVITE", b"INVITE sip:x SIP/2.0\r\n\r\n", b"SIP/2.0 200 OK\r\n\r\n", b"\xff" * 3000):
        nonsense.sendto(packet, ("127.0.0.1", house.port))
    phone = house.call()
    phone.rtp.to and nonsense.sendto(b"\x80\x65" + b"\xff" * 30, phone.rtp.to)
    phone.say(tone(400, 0.1))
    tap.ok(phone.hears(house.prompt("language", "fr")), "nonsense changes nothing for the next caller")
    phone.close()
    house.server.hear("gone")


def try_sipp(tap, house):
    if not shutil.which("sipp"):
        tap.skip("sipp calls", "sip-tester is not installed")
        return
    done = subprocess.run(["sipp", f"127.0.0.1:{house.port}", "-sf", HERE / "call.xml", "-m", "4", "-r", "4", "-l", "4", "-i", "127.0.0.1",
                           "-p", str(free_port()), "-mp", str(free_port() // 2 * 2), "-timeout", "20s", "-timeout_error",
                           "-nostdin"], cwd=house.folder, capture_output=True, text=True, timeout=40)
    tap.ok(done.returncode == 0, "four calls by sipp, their keys by INFO, are taken and end", done.stdout[-2000:] + done.stderr)
    pins = [house.server.hear("pin", 3) for _ in range(4)]
    tap.ok(all(p and p["pin"] == "87654321" for p in pins), "and each PIN that sipp typed came through", pins)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", required=True, type=pathlib.Path)
    args = parser.parse_args()
    tap = Tap()
    with tempfile.TemporaryDirectory(prefix="treatydesk-phone.") as folder:
        house = House(args.build.resolve(), pathlib.Path(folder))
        try:
            try_confinement(tap, house)
            try_questions(tap, house)
            try_sound(tap, house, 0, "µ-law")
            try_sound(tap, house, 8, "A-law")
            try_keys(tap, house)
            try_server_dies(tap, house)
            try_callback(tap, house)
            try_many(tap, house)
            try_sipp(tap, house)
            alive = house.gateway.poll() is None
        finally:
            status = house.close()
        tap.ok(alive and status == 0, "the gateway lived through all of it and ends when told", [alive, status])
    return tap.done()


sys.exit(main())

"""A telephone of our own for tests: SIP by UDP (RFC 3261 as far as a call needs it), G.711, keys by RFC 4733 or INFO.

    phone = Telephone()
    phone.call("127.0.0.1", 5060)       answers when the other side did
    phone.keys("2"); phone.heard()      what came in, as G.711 µ-law
    phone.hang_up()

A Telephone also rings: phone.answers = True takes the next call. Standard library only; every wait ends.
"""
import math
import random
import re
import socket
import struct
import threading
import time

FRAME = 160
KEYS = "0123456789*#ABCD"


def ulaw(sample):
    sign, size = (0x80, -sample) if sample < 0 else (0, sample)
    size = min(size, 32635) + 0x84
    exponent = max(0, size.bit_length() - 8)
    return ~(sign | exponent << 4 | (size >> (exponent + 3)) & 15) & 0xff


def of_ulaw(code):
    code = ~code & 0xff
    size = (((code & 15) << 3) + 0x84 << ((code & 0x70) >> 4)) - 0x84
    return -size if code & 0x80 else size


def alaw(sample):
    sign, size = (0x80, sample) if sample >= 0 else (0, -sample - 1)
    size = min(size, 32635) >> 4
    exponent = max(0, size.bit_length() - 4)
    return (sign | exponent << 4 | (size >> max(0, exponent - 1)) & 15) ^ 0x55


def of_alaw(code):
    code ^= 0x55
    exponent, size = (code & 0x70) >> 4, ((code & 15) << 4) + 8
    size = size + 0x100 << exponent - 1 if exponent else size
    return size if code & 0x80 else -size


ULAW = [of_ulaw(c) for c in range(256)]
ALAW = [of_alaw(c) for c in range(256)]


def tone(hertz, seconds, encode=ulaw):
    n = int(8000 * seconds)
    return bytes(encode(int(8000 * math.sin(2 * math.pi * hertz * i / 8000))) for i in range(n))


def loudness(sound, hertz, table=None):
    """How much of a second of sound is this tone: 1 for the tone alone, near 0 where it is not (Goertzel)."""
    samples = [(table or ULAW)[c] for c in sound[-8000:]]
    power = sum(s * s for s in samples)
    if not power:
        return 0.0
    k, s1, s2 = 2 * math.cos(2 * math.pi * hertz / 8000), 0.0, 0.0
    for sample in samples:
        s1, s2 = sample + k * s1 - s2, s1
    return 2 * (s1 * s1 + s2 * s2 - k * s1 * s2) / (len(samples) * power)


def free_port():
    """Free by UDP and TCP."""
    while True:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp, socket.socket() as tcp:
            udp.bind(("127.0.0.1", 0))
            try:
                tcp.bind(udp.getsockname())
                return udp.getsockname()[1]
            except OSError:
                continue


class Rtp:
    """One end of a stream: hears into a buffer, says frames in time."""

    def __init__(self):
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 0))
        self.socket.settimeout(0.2)
        self.port = self.socket.getsockname()[1]
        self.to, self.open = None, True
        self.sound, self.packets, self.lock = bytearray(), [], threading.Lock()
        self.sequence, self.stamp, self.ssrc = random.getrandbits(16), random.getrandbits(32), random.getrandbits(32)
        threading.Thread(target=self.hear, daemon=True).start()

    def hear(self):
        while self.open:
            try:
                data, source = self.socket.recvfrom(2000)
            except socket.timeout:
                continue
            except OSError:
                return
            if len(data) >= 12 and data[0] >> 6 == 2:
                with self.lock:
                    self.sound += data[12:]
                    self.packets.append((source, data[1] & 0x7f, *struct.unpack("!HII", data[2:12])))

    def heard(self):
        with self.lock:
            return bytes(self.sound)

    def forget(self):
        with self.lock:
            self.sound.clear()
            self.packets.clear()

    def packet(self, kind, payload, stamp, marker=False):
        self.sequence = self.sequence + 1 & 0xffff
        self.socket.sendto(struct.pack("!BBHII", 0x80, marker << 7 | kind, self.sequence, stamp & 0xffffffff, self.ssrc) + payload, self.to)

    def say(self, sound, kind=0):
        at = time.monotonic()
        for i in range(0, len(sound) - FRAME + 1, FRAME):
            self.packet(kind, sound[i:i + FRAME], self.stamp, i == 0)
            self.stamp += FRAME
            at += 0.02
            time.sleep(max(0, at - time.monotonic()))

    def keys(self, keys, kind=101):
        """Each key as telephones send it: some packets, the last three times; here 60 ms long, one lost."""
        for key in keys:
            begin = self.stamp = self.stamp + 480
            for i, (end, length) in enumerate([(0, 160), (0, 320), (1, 480), (1, 480), (1, 480)]):
                if i != random.choice([0, 1, 9]):
                    self.packet(kind, struct.pack("!BBH", KEYS.index(key), end << 7 | 10, length), begin, i == 0)
                time.sleep(0.015)
            self.stamp += 480

    def close(self):
        self.open = False
        self.socket.close()


class Telephone:
    def __init__(self, law=0, number="+41225550100"):
        self.law, self.number, self.rtp = law, number, Rtp()
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 0))
        self.socket.settimeout(0.2)
        self.port = self.socket.getsockname()[1]
        self.dialog, self.status, self.cseq, self.event = None, None, 1, 101
        self.answers, self.rang, self.up, self.over = False, threading.Event(), threading.Event(), threading.Event()
        self.lasts, self.refuse, self.open = threading.Event(), 0, True
        threading.Thread(target=self.listen, daemon=True).start()

    # ---- SIP ----

    def listen(self):
        while self.open:
            try:
                data, source = self.socket.recvfrom(65000)
            except socket.timeout:
                continue
            except OSError:
                return
            head, _, body = data.decode().partition("\r\n\r\n")
            first, *lines = head.split("\r\n")
            if first.startswith("SIP/2.0"):
                self.take_answer(int(first.split()[1]), lines, body)
            else:
                self.take_request(first.split()[0], lines, body, source)

    @staticmethod
    def all_of(lines, name):
        return [line for line in lines if line.lower().startswith(name.lower() + ":")]

    def value(self, lines, name):
        found = self.all_of(lines, name)
        return found[0].split(":", 1)[1].strip() if found else ""

    def description(self):
        laws = [self.law, 8 - self.law]
        return ("v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
                f"m=audio {self.rtp.port} RTP/AVP {laws[0]} {laws[1]} {self.event}\r\n"
                f"a=rtpmap:0 PCMU/8000\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:{self.event} telephone-event/8000\r\n"
                f"a=fmtp:{self.event} 0-15\r\n")

    def take_description(self, body):
        port = re.search(r"m=audio (\d+) RTP/AVP ([\d ]+)", body)
        ip = re.search(r"c=IN IP4 (\S+)", body)
        if port and ip:
            self.rtp.to = (ip.group(1), int(port.group(1)))
            self.kind = int(port.group(2).split()[0])

    def take_answer(self, status, lines, body):
        if status >= 200 and "INVITE" in self.value(lines, "CSeq"):
            again = self.status is not None
            self.status = status
            if status < 300:
                self.take_description(body)
                contact = re.search(r"<([^>]+)>", self.value(lines, "Contact")).group(1)
                self.dialog = {"to": self.value(lines, "To"), "from": self.value(lines, "From"), "uri": contact}
            if not again or status < 300:
                self.request("ACK", "", self.cseq_of_invite)
            (self.up if status < 300 else self.over).set()

    def take_request(self, method, lines, body, source):
        tag = "" if "tag=" in self.value(lines, "To") else f";tag={random.getrandbits(32):x}"
        via = self.all_of(lines, "Via")

        def reply(status, reason, content=""):
            head = [f"SIP/2.0 {status} {reason}", *via, "From: " + self.value(lines, "From"), "To: " + self.value(lines, "To") + tag,
                    "Call-ID: " + self.value(lines, "Call-ID"), "CSeq: " + self.value(lines, "CSeq"),
                    f"Contact: <sip:test@127.0.0.1:{self.port}>"]
            head += ["Content-Type: application/sdp"] if content else []
            self.socket.sendto(("\r\n".join(head) + f"\r\nContent-Length: {len(content)}\r\n\r\n{content}").encode(), source)

        if method == "INVITE":
            self.invitation = lines
            if self.dialog:
                return
            self.to_address = source
            reply(180, "Ringing")
            self.rang.set()
            if self.refuse:
                reply(self.refuse, "Busy Here")
            elif self.answers:
                self.take_description(body)
                self.call_id = self.value(lines, "Call-ID")
                self.dialog = {"to": self.value(lines, "From"), "from": self.value(lines, "To") + tag,
                               "uri": re.search(r"<([^>]+)>", self.value(lines, "Contact")).group(1)}
                reply(200, "OK", self.description())
                self.up.set()
        elif method in ("BYE", "CANCEL"):
            reply(200, "OK")
            self.over.set()
        elif method == "REGISTER":
            reply(200, "OK")
        elif method != "ACK":
            reply(200, "OK")

    def request(self, method, content="", cseq=None, kind="application/sdp"):
        self.cseq += 1
        number = cseq or self.cseq
        if method == "INVITE":
            self.cseq_of_invite = number
        told = self.dialog or {"to": f"<sip:committee@{self.to_address[0]}>", "from": f"<sip:{self.number}@127.0.0.1>;tag=t{self.port}",
                               "uri": f"sip:committee@{self.to_address[0]}:{self.to_address[1]}"}
        lines = [f"{method} {told['uri']} SIP/2.0", f"Via: SIP/2.0/UDP 127.0.0.1:{self.port};branch=z9hG4bK{random.getrandbits(64):x};rport",
                 "Max-Forwards: 70", f"From: {told['from']}", f"To: {told['to']}", f"Call-ID: {self.call_id}", f"CSeq: {number} {method}",
                 f"Contact: <sip:test@127.0.0.1:{self.port}>"]
        lines += [f"Content-Type: {kind}"] if content else []
        self.socket.sendto(("\r\n".join(lines) + f"\r\nContent-Length: {len(content)}\r\n\r\n{content}").encode(), self.to_address)

    # ---- what a person does ----

    def call(self, host, port, seconds=5):
        self.to_address, self.call_id = (host, port), f"{random.getrandbits(64):x}@test"
        self.request("INVITE", self.description())
        end = time.monotonic() + seconds
        while self.status is None and time.monotonic() < end:
            time.sleep(0.01)
        return self.status == 200

    def keys(self, keys):
        self.rtp.keys(keys, self.event)

    def info(self, key):
        self.request("INFO", f"Signal={key}\r\nDuration=160\r\n", kind="application/dtmf-relay")

    def say(self, sound):
        self.rtp.say(sound, self.law)

    def heard(self):
        sound = self.rtp.heard()
        return bytes(ulaw(ALAW[c]) for c in sound) if self.law else sound

    def hears(self, sound, seconds=10, part=4000):
        """Whether this sound (µ-law) comes in, in the caller's law, within so many seconds; the middle of it is looked for."""
        middle = sound[len(sound) // 3:][:part]
        wanted = bytes(alaw(ULAW[c]) for c in middle) if self.law else middle
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if wanted in self.rtp.heard():
                return True
            time.sleep(0.05)
        return False

    def hang_up(self):
        if self.dialog and not self.over.is_set():
            self.request("BYE")

    def close(self):
        self.hang_up()
        self.open = False
        self.rtp.close()
        self.socket.close()

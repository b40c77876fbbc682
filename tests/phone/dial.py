#!/usr/bin/env python3
"""A telephone for tests in other languages: lines of words in, a line of JSON out for each. `dial.py PROMPTS`

    call PORT          whether it was answered
    keys 12345678      types
    tone 1700          says this tone from now on; 0: silence
    share 600          how much of the last second heard is this tone, 0 to 1
    hears KEY LANG S   whether this sentence of the prompts is heard within S seconds; laid over a room it is not to be found
    over S             whether the other side hung up within S seconds
    bye
"""
import json
import pathlib
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from telephone import FRAME, Telephone, loudness, tone  # noqa: E402


class Voice:
    """Speaks all the time, as telephones do."""

    def __init__(self, phone):
        self.phone, self.sound, self.open = phone, b"\xff" * 8000, True
        threading.Thread(target=self.run, daemon=True).start()

    def run(self):
        at, n = time.monotonic(), 0
        while self.open:
            if self.phone.rtp.to:
                begin = n * FRAME % 8000
                self.phone.rtp.packet(0, self.sound[begin:begin + FRAME], self.phone.rtp.stamp)
                self.phone.rtp.stamp += FRAME
                n += 1
            at += 0.02
            time.sleep(max(0, at - time.monotonic()))


def main():
    head, _, sound = pathlib.Path(sys.argv[1]).read_bytes().partition(b"\n")
    places = json.loads(head)
    phone = Telephone(number="+233241234567")
    voice = Voice(phone)
    for line in sys.stdin:
        what, *words = line.split()
        answer = True
        if what == "call":
            answer = phone.call("127.0.0.1", int(words[0]))
        elif what == "keys":
            phone.keys(words[0])
        elif what == "tone":
            voice.sound = tone(int(words[0]), 1) if words[0] != "0" else b"\xff" * 8000
        elif what == "share":
            phone.rtp.forget()
            time.sleep(1.1)
            answer = round(loudness(phone.heard(), int(words[0])), 3)
        elif what == "hears":
            at, size = places[words[1]][words[0]]
            answer = phone.hears(sound[at:at + size], float(words[2]))
        elif what == "over":
            answer = phone.over.wait(float(words[0]))
        elif what == "bye":
            break
        print(json.dumps(answer), flush=True)
    voice.open = False
    phone.close()


main()

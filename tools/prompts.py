#!/usr/bin/env python3
"""Makes the telephone's sentences at build: prompts.py VOICE prompts.csv OUT

VOICE is treatydesk-voice. OUT holds a line of JSON, {"en":{"welcome":[at,size],…},…}, then all sound (src/meeting/phone/prompts.h).
Sentences with holes ({name}) are left out: the server has those spoken when it knows what goes into them.
"""
import csv
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor


def speak(voice, language, words):
    sound = subprocess.run([voice, language], input=words.encode(), stdout=subprocess.PIPE, check=True).stdout
    return sound.strip(b"\xff\x7f") + b"\xff" * 2000  # a breath after each sentence


def main(voice, table, out):
    with open(table, encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if "{" not in row["en"]]
    voice = os.path.abspath(voice)
    jobs = [(language, row["key"], row[language]) for row in rows for language in row if language != "key"]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        sounds = list(pool.map(lambda job: speak(voice, job[0], job[2]), jobs))
    places, at = {}, 0
    for (language, key, _), sound in zip(jobs, sounds):
        places.setdefault(language, {})[key] = [at, len(sound)]
        at += len(sound)
    with open(out, "wb") as file:
        file.write(json.dumps(places, separators=(",", ":")).encode() + b"\n")
        file.writelines(sounds)


main(*sys.argv[1:])

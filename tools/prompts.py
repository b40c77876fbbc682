#!/usr/bin/env python3
"""Makes the telephone's sentences at build: prompts.py VOICE prompts.csv OUT, or prompts.py --words prompts.csv OUT.c

VOICE is treatydesk-voice. OUT holds a line of JSON, {"en":{"welcome":[at,size],…},…}, then all sound (src/meeting/phone/prompts.h).
Sentences with holes ({name}) are left out: the server has those spoken when it knows what goes into them. With --words they are what is
made: C for src/meeting/phone-words.h.
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


def words(table, out):
    with open(table, encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if "{" in row["en"]]
    cells = [(row["key"], language, row[language]) for row in rows for language in row if language != "key"]
    quoted = lambda text: json.dumps(text, ensure_ascii=False)
    with open(out, "w", encoding="utf-8") as file:
        file.write('#include "meeting/phone-words.h"\n\n#include <string.h>\n\n'
                   "static const struct {\n    const char *key, *language, *words;\n} rows[] = {\n")
        file.writelines(f"    {{ {quoted(k)}, {quoted(l)}, {quoted(w)} }},\n" for k, l, w in cells)
        file.write("};\n\nconst char *td_phone_words (const char *key, const char *language)\n{\n    const char *english = 0;\n\n"
                   "    for (unsigned i = 0; i < sizeof rows / sizeof rows[0]; i++) {\n"
                   "        if (strcmp (rows[i].key, key) != 0)\n            continue;\n"
                   "        if (strcmp (rows[i].language, language) == 0)\n            return rows[i].words;\n"
                   "        if (strcmp (rows[i].language, \"en\") == 0)\n            english = rows[i].words;\n    }\n"
                   "    return english;\n}\n")


if sys.argv[1] == "--words":
    words(*sys.argv[2:])
else:
    main(*sys.argv[1:])

#!/usr/bin/env python3
"""Prints the texts of profiles that people read, as PO entries with references to file and line.

    tools/profile-words.py [FOLDER…]      (default: every folder of profiles/ that holds a profile.ini)

tools/update-po.sh joins the output with the words of templates and C files into po/treatydesk.pot.
Run it from the top of the source tree, so that references are relative to it.
"""
import csv
import pathlib
import sys

# file: columns whose fields are shown to people through td_words
COLUMNS = {
    "purposes.csv": ["label", "hint"],
    "kinds.csv": ["label", "hint"],
    "stages.csv": ["label", "hint"],
    "calls.csv": ["label", "limits", "guidance", "asked", "origin"],
    "standing-questions.csv": ["question", "label", "state_question", "source"],
    "own-account.csv": ["question", "hint"],
    "assessments.csv": ["label", "hint", "origin"],
    "documents.csv": ["label"],
    "outlines.csv": ["label", "hint"],
    "papers.csv": ["label"],
    "case-stages.csv": ["label", "hint"],
    "participants.csv": ["name", "basis", "takes_part"],
    "meetings.csv": ["label"],
    "general-comment-stages.csv": ["label", "hint"],
    "terms.csv": ["origin"],
    "check-before.csv": ["asks", "hint", "label", "advice"],
    "other-ways.csv": ["name", "what", "needs"],
    "themes.csv": ["title"],
    "articles.csv": ["part_title", "title"],
    "states.csv": ["region", "adherence", "declarations"],
    "reviews.csv": ["type"],
}
KEYS = {"name", "usual_name", "convention", "convention_short", "counted"}


def words_of_tables(folder):
    for name, columns in COLUMNS.items():
        path = folder / name
        with open(path, encoding="utf-8-sig", newline="") as handle:
            reader = csv.reader(handle, strict=True)
            header = next(reader)
            before = reader.line_num
            for row in reader:
                for column in columns:
                    yield row[header.index(column)], f"{path.as_posix()}:{before + 1}"
                before = reader.line_num


def words_of_settings(folder):
    path = folder / "profile.ini"
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        key, equals, value = line.partition("=")
        if equals and not line.startswith("#") and key in KEYS:
            yield value, f"{path.as_posix()}:{number}"


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def main():
    folders = [pathlib.Path(word) for word in sys.argv[1:]]
    folders = folders or sorted(path.parent for path in pathlib.Path("profiles").glob("*/profile.ini"))
    places = {}
    for folder in folders:
        for words in (words_of_settings, words_of_tables):
            for text, place in words(folder):
                if text:
                    places.setdefault(text, []).append(place)
    print('msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"')
    for text, where in places.items():
        print()
        for place in list(dict.fromkeys(where))[:3]:
            print("#:", place)
        print("msgid", quoted(text))
        print('msgstr ""')


if __name__ == "__main__":
    main()

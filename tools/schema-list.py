#!/usr/bin/env python3
"""Makes one C file of all schema files: const TdSchemaFile td_schema_files[].

    schema-list.py OUTPUT.c FILE.sql...

A file is NNNN-what.sql, or a pair NNNN-what.sqlite.sql and NNNN-what.postgres.sql where the engines cannot
share the text. Numbers come from one counter of the whole project: two files with the same number fail the
build, and the message names both. From Meson:

    schema_list = custom_target('schema-list', input: schema_files, output: 'schema-list.c',
      command: [find_program('tools/schema-list.py'), '@OUTPUT@', '@INPUT@'])
"""
import os
import re
import sys

NAME = re.compile(r"(\d{4})-([a-z0-9]+(?:-[a-z0-9]+)*)(?:\.(sqlite|postgres))?\.sql")
ENGINES = {"sqlite", "postgres"}


def fail(message):
    sys.exit("schema-list: " + message)


def parse(path):
    match = NAME.fullmatch(os.path.basename(path))
    if not match:
        fail(f"{path}: a schema file is named NNNN-what.sql, or NNNN-what.sqlite.sql and NNNN-what.postgres.sql")
    number = int(match[1])
    if number == 0:
        fail(f"{path}: numbers begin with 0001")
    return number, match[2], match[3], path


def check(files):
    """Numbers are unique, but for the two halves of a pair."""
    by_number = {}
    for file in files:
        by_number.setdefault(file[0], []).append(file)
    for number, same in by_number.items():
        names = " and ".join(file[3] for file in same)
        engines = {file[2] for file in same}
        if len({file[1] for file in same}) > 1 or len(engines) != len(same) or (None in engines and len(same) > 1):
            fail(f"{names} have the same number {number:04}: give the newer one the next free number")
        if None not in engines and engines != ENGINES:
            missing = (ENGINES - engines).pop()
            fail(f"{names}: its other half for {missing} is missing")


def c_text(text):
    """text as C string literals, one a line; bytes that are no plain ASCII as octal escapes."""
    lines = []
    for line in text.splitlines(keepends=True) or [""]:
        literal = ""
        for byte in line.encode():
            char = chr(byte)
            if char == "\n":
                literal += "\\n"
            elif char in '"\\?':
                literal += "\\" + char
            elif 32 <= byte < 127:
                literal += char
            else:
                literal += f"\\{byte:03o}"
        lines.append(f'      "{literal}"')
    return "\n".join(lines)


def main():
    if len(sys.argv) < 2:
        fail("usage: schema-list.py OUTPUT.c FILE.sql...")
    files = sorted((parse(path) for path in sys.argv[2:]), key=lambda file: (file[0], file[2] or ""))
    check(files)
    out = ["/* Made by tools/schema-list.py from the schema files; do not edit. */",
           '#include "store/store.h"', "",
           "extern const TdSchemaFile td_schema_files[];", "", "const TdSchemaFile td_schema_files[] = {"]
    for number, _, _, path in files:
        with open(path, encoding="utf-8") as source:
            text = source.read()
        out += [f'    {{ {number}, "{os.path.basename(path)[:-4]}",', c_text(text) + " },"]
    out += ["    { 0 },", "};", ""]
    with open(sys.argv[1], "w", encoding="utf-8") as target:
        target.write("\n".join(out))


main()

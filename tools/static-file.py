#!/usr/bin/env python3
"""static-file.py IN OUT: a file of static/ as it is served: without the comments that stand on lines of their own and without what
indents lines. Those who read the source read static/; each first view is the smaller for it."""
import re
import sys


def served(name, text):
    if not name.endswith((".css", ".js")):
        return text
    if "`" in text:
        sys.exit(f"{name}: a text between backquotes may hold line breaks, which this would change. Use + between quoted texts.")
    text = re.sub(r"^[ \t]*/\*.*?\*/[ \t]*\n", "", text, flags=re.S | re.M)
    return re.sub(r"^[ \t]+|^\n", "", text, flags=re.M)


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as source, open(sys.argv[2], "w", encoding="utf-8") as out:
        out.write(served(sys.argv[1], source.read()))

#!/usr/bin/env python3
"""static-file.py IN OUT: a file of static/ as it is served: without the comments that stand on lines of their own and without what
indents lines, a style sheet also without the blanks beside its signs. Those who read the source read static/; each first view is the smaller for it."""
import re
import sys


def tight(style):
    """Without the blanks and line ends beside { } ; , and behind : outside of quoted texts, where none means anything."""
    parts = re.split(r'("[^"]*"|\'[^\']*\'|url\([^)]*\))', style)
    for i in range(0, len(parts), 2):
        parts[i] = re.sub(r"\s*([{};,])\s*", r"\1", parts[i])
        parts[i] = re.sub(r":\s+", ":", parts[i]).replace(";}", "}")
    return "".join(parts)


def served(name, text):
    if not name.endswith((".css", ".js")):
        return text
    if "`" in text:
        sys.exit(f"{name}: a text between backquotes may hold line breaks, which this would change. Use + between quoted texts.")
    text = re.sub(r"^[ \t]*/\*.*?\*/[ \t]*\n", "", text, flags=re.S | re.M)
    text = re.sub(r"^[ \t]+|^\n", "", text, flags=re.M)
    return tight(text) if name.endswith(".css") else text


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as source, open(sys.argv[2], "w", encoding="utf-8") as out:
        out.write(served(sys.argv[1], source.read()))

"""The tree as the house rules see it: the files that git knows, and the tables that stand in the documents."""
import functools
import pathlib
import re
import subprocess


class House:
    def __init__(self, root, build):
        self.root = pathlib.Path(root)
        self.build = self.root / build if build else None

    @functools.cached_property
    def files(self):
        """All files in git or about to be (not ignored), as relative paths with /."""
        found = subprocess.run(
            ["git", "-C", str(self.root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            check=True, capture_output=True).stdout.decode()
        return sorted(name for name in set(found.split("\0")) if name and (self.root / name).is_file())

    def some(self, *patterns):
        return [f for f in self.files if any(pathlib.PurePosixPath(f).match(p) for p in patterns)]

    def source(self):
        return [f for f in self.files if f.startswith("src/") and f.endswith((".c", ".h"))]

    @functools.lru_cache(maxsize=None)
    def text(self, name):
        return (self.root / name).read_text(encoding="utf-8", errors="replace")

    @functools.lru_cache(maxsize=None)
    def code(self, name):
        """A C file without comments; strings stay; lines keep their numbers."""
        return strip_comments(self.text(name))

    def table(self, document, first_column):
        """The rows of the table whose head begins with first_column in a Markdown document, as lists of cells."""
        rows, inside = [], False
        for line in self.text(document).splitlines():
            cells = [c.strip() for c in line.strip().strip("|").split("|")] if line.startswith("|") else None
            if cells is None:
                inside = False
            elif cells[0] == first_column:
                inside = True
            elif inside and not re.fullmatch(r"[-: ]*", cells[0]):
                rows.append(cells)
        return rows


_TOKEN = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)


def strip_comments(text):
    def blank(match):
        found = match.group(0)
        if found.startswith("/"):
            return re.sub(r"[^\n]", " ", found)
        return found
    return _TOKEN.sub(blank, text)


def names(cell):
    """The `names` in a cell of a table."""
    return re.findall(r"`([^`]+)`", cell)


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1

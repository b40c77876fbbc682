"""An initializer in braces has no order of its own: C may make its values in any. So none may use a name that another of its values fills by its
address (a length that comes back, a pointer that is given away)."""
import re

# The opening of one with designators: "= {" or "(Type){", then ".field".
OPENING = re.compile(r"(?:=|\([A-Za-z_][\w ]*\))\s*\{\s*\.\w+\s*=")
FILLED = re.compile(r"[(,]\s*&(\w+)\s*[,)]")
STRING = re.compile(r'"(?:\\.|[^"\\])*"')


def values(code, at):
    """The texts of its values, split at commas of its own depth; at: of its brace."""
    depth, start, found = 0, at + 1, []
    for i in range(at, len(code)):
        c = code[i]
        if c in "([{":
            depth += 1
        elif c in ")]}":
            depth -= 1
            if depth == 0:
                return found + [code[start:i]]
        elif c == "," and depth == 1:
            found.append(code[start:i])
            start = i + 1
    return found


def mixed(code):
    """(line, name) of each name that one value fills and another uses."""
    for match in OPENING.finditer(code):
        parts = values(code, code.index("{", match.start()))
        for i, part in enumerate(parts):
            for name in FILLED.findall(part):
                use = re.compile(rf"(?<![\w.>&]){name}\b(?!\s*[([.]|->)")
                if any(use.search(re.sub(r"^\s*\.\w+", "", other)) for k, other in enumerate(parts) if k != i):
                    yield code.count("\n", 0, match.start()) + 1, name


def check_initializers(tap, house):
    sample = 'x = (T){ .a = g_strconcat (here, "/a", NULL), .here = g_steal_pointer (&here) }; y = { .n = take (&n), .m = n, .k = f (&b), .j = b.j };'
    tap.ok([name for _, name in mixed(sample)] == ["here", "n"], "the rule about initializers finds what it is for")
    wrong = [f"{name}:{line}: {what}" for name in house.source() for line, what in mixed(STRING.sub('""', house.code(name)))]
    tap.ok(not wrong, "no initializer uses what another of its values fills", ["Make the one before, in a statement of its own:"] + wrong)

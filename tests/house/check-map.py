"""Includes follow the map. The map is the table in ARCHITECTURE.md itself."""
import fnmatch
import re

from house import line_of, names

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(["<])([^">]+)[">]', re.M)


def includes(house, name):
    for match in INCLUDE.finditer(house.code(name)):
        yield line_of(house.code(name), match.start()), match.group(1), match.group(2)


def rooms(house):
    """{room: set of rooms it may use} from the table."""
    found = {}
    for cells in house.table("ARCHITECTURE.md", "room"):
        for room in names(cells[0]):
            found[room] = set(names(cells[1]))
    return found


def room_of(path, table):
    """The longest row that path lies in: "areas/states/pages.c" lies in "areas/states", else "areas"."""
    parts = path.split("/")
    for n in range(len(parts), 0, -1):
        if "/".join(parts[:n]) in table:
            return "/".join(parts[:n])
    return None


def check_rooms_are_on_the_map(tap, house):
    table = rooms(house)
    lost = [f for f in house.source() if room_of(f.removeprefix("src/"), table) is None]
    tap.ok(table and not lost, "every file of src/ lies in a room of the map",
           ["Add a row for the room to the table in ARCHITECTURE.md; without one:"] + lost)


def check_includes_follow_the_map(tap, house):
    table, wrong = rooms(house), []
    for name in house.source():
        here = room_of(name.removeprefix("src/"), table)
        for line, quote, target in includes(house, name):
            there = room_of(target, table) if "/" in target else here
            if quote != '"' or there is None or here is None or there == here:
                continue
            if there not in table[here] and there.split("/")[0] not in table[here]:
                wrong.append(f"{name}:{line} includes {target}: {here} may not use {there}")
    tap.ok(not wrong, "includes follow the map",
           ["Move the code, or (if the plan changed) edit `may use` in the table of ARCHITECTURE.md:"] + wrong)


def check_map_goes_one_way(tap, house):
    table = rooms(house)
    order, state = [], {}

    def visit(room, path):
        if state.get(room) == "done" or room not in table:
            return []
        if room in path:
            return [" -> ".join(path[path.index(room):] + [room])]
        found = []
        for other in sorted(table[room]):
            found += visit(other, path + [room])
        state[room] = "done"
        order.append(room)
        return found

    circles = [c for room in table for c in visit(room, [])]
    tap.ok(not circles, "the map has no circle", ["Take an arrow out of the table in ARCHITECTURE.md:"] + circles)


def check_areas(tap, house):
    """Only the files so marked speak HTTP; areas know one another by their headers, without circles."""
    speak = [n for cells in house.table("ARCHITECTURE.md", "file") if cells[1] == "yes" for n in names(cells[0])]
    wrong, arrows = [], {}
    for name in house.source():
        match = re.match(r"src/areas/([^/]+)/(.+)", name)
        if not match:
            continue
        area, file = match.groups()
        speaks = any(fnmatch.fnmatch(f"{area}/{file}" if "/" in s else file, s) for s in speak)
        for line, _, target in includes(house, name):
            brings_web = target.startswith("web/") or target.endswith(".html.h") or target == "areas/area.h"
            if brings_web and not speaks:
                wrong.append(f"{name}:{line} includes {target}; a command's row is base/command.h")
            other = re.match(r"areas/([^/]+)/", target)
            if other and other.group(1) != area:
                arrows.setdefault(area, {})[other.group(1)] = f"{name}:{line}"
    for name in house.source():
        if "/dossier/" not in name:
            wrong += [f"{name}:{line} includes {t}: nothing reads dossier"
                      for line, _, t in includes(house, name) if t.startswith("areas/dossier/")]
    for area in arrows:
        todo, seen = [area], set()
        while todo:
            for other, where in arrows.get(todo.pop(), {}).items():
                if other == area:
                    wrong.append(f"{where} closes a circle of areas through {area}")
                elif other not in seen:
                    seen.add(other)
                    todo.append(other)
    tap.ok(speak and not wrong, "areas keep HTTP to the files marked so, and use one another without circles",
           ["Move what a page needs into pages.c, what is a rule into <thing>.c (or edit the table of furniture in "
            "ARCHITECTURE.md):"] + wrong)


def check_libraries_have_one_home(tap, house):
    homes = [(names(c[1]), names(c[2])) for c in house.table("ARCHITECTURE.md", "library")]
    wrong = []
    for name in house.source():
        for line, quote, target in includes(house, name):
            for headers, rooms_ in homes:
                mine = any(target == h or (h.endswith("/") and target.startswith(h)) for h in headers)
                if quote == "<" and mine and not any(name.startswith(f"src/{r}/") for r in rooms_):
                    wrong.append(f"{name}:{line} includes <{target}>: its home is {', '.join(rooms_)}")
    tap.ok(homes and not wrong, "each library has its home",
           ["Call the room that wraps it, or edit the table of libraries in ARCHITECTURE.md:"] + wrong)

"""Styles: a template that uses a class of a sheet that not every page has links it, and no sheet has a class that nobody uses."""
import re

STYLED_BY = re.compile(r"styled by: ([a-z, -]+)\.")
SHEETS = ("site", "work", "pictures")
CLASS = re.compile(r'class="([^"]*)"')


def templates(house):
    return [f for f in house.some("*.html") if f.startswith(("src/", "templates/"))]


def classes(css):
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    return set(re.findall(r"\.([a-z][a-z-]*)", " ".join(re.findall(r"[^{}]+(?=\{)", css))))


def of_sheet(house, sheet):
    return classes(house.text(f"static/{sheet}.css"))


def find(house, template):
    return house.some(f"{template}.html")[0]


def used(text):
    return {c for names in CLASS.findall(text) for c in names.split()}


def check_other_sheets_are_linked(tap, house):
    sheets = {name: of_sheet(house, name) for name in SHEETS}
    for sheet in SHEETS[1:]:
        only = sheets[sheet].difference(*(sheets[other] for other in SHEETS if other != sheet))
        one_sheet(tap, house, sheet, only)


def one_sheet(tap, house, sheet, only):
    wrong, superfluous, around, hole = [], [], set(), f"{{td.{sheet}}}"
    for name in templates(house):
        text = house.text(name)
        needs, links = used(text) & only, hole in text
        if sheet == "work" and "<kbd" in text:
            needs.add("kbd")
        hosts = STYLED_BY.search(text) if sheet == "work" else None
        if hosts:  # a part that comes again and again: the templates around it link the sheet
            around |= {find(house, host) for host in hosts[1].split(", ")}
            links = all(hole in house.text(host) for host in around)
        if needs and not links:
            wrong.append(f"{name}: {', '.join(sorted(needs))}")
        if links and not needs:
            superfluous.append(name)
    tap.ok(only and not wrong, f"templates with classes of static/{sheet}.css link it",
           [f'Put <link rel="stylesheet" href="{hole}"> before the first of them:'] + wrong)
    superfluous = [name for name in superfluous if name not in around]
    tap.ok(not superfluous, f"no template links static/{sheet}.css for nothing", superfluous)


def one_sheets_have_no_dead_class(tap, house):
    text = " ".join(house.text(f) for f in templates(house) + house.some("static/*.js") + house.source())
    words = set(re.findall(r"[a-z][a-z-]*", text))
    dead = sorted(set().union(*(of_sheet(house, name) for name in SHEETS)) - words)
    tap.ok(not dead, "each class of the style sheets is used somewhere", dead)

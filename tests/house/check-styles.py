"""Styles: a template that uses a class of the second sheet links it, and the main sheet has no class that nobody uses."""
import re

STYLED_BY = re.compile(r"styled by: ([a-z, -]+)\.")
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


def check_second_sheet_is_linked(tap, house):
    only = of_sheet(house, "work") - of_sheet(house, "site")
    wrong, superfluous, around = [], [], set()
    for name in templates(house):
        text = house.text(name)
        needs, links = used(text) & only | ({"kbd"} if "<kbd" in text else set()), "{td.work}" in text
        hosts = STYLED_BY.search(text)
        if hosts:  # a part that comes again and again: the templates around it link the sheet
            around |= {find(house, host) for host in hosts[1].split(", ")}
            links = all("{td.work}" in house.text(host) for host in around)
        if needs and not links:
            wrong.append(f"{name}: {', '.join(sorted(needs))}")
        if links and not needs:
            superfluous.append(name)
    tap.ok(only and not wrong, "templates with classes of static/work.css link it",
           ['Put <link rel="stylesheet" href="{td.work}"> before the first of them:'] + wrong)
    superfluous = [name for name in superfluous if name not in around]
    tap.ok(not superfluous, "no template links static/work.css for nothing", superfluous)


def check_sheets_have_no_dead_class(tap, house):
    text = " ".join(house.text(f) for f in templates(house) + house.some("static/*.js") + house.source())
    words = set(re.findall(r"[a-z][a-z-]*", text))
    dead = sorted((of_sheet(house, "site") | of_sheet(house, "work")) - words)
    tap.ok(not dead, "each class of the style sheets is used somewhere", dead)

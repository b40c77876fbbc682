"""Schema files and templates."""
import hashlib
import re

from house import line_of


def schema(house):
    return [f for f in house.files if re.match(r"src/.*/schema/.*\.sql$", f)]


def check_schema_numbers(tap, house):
    seen, wrong = {}, []
    for name in schema(house):
        match = re.match(r"(\d{4})-([a-z0-9-]+)(\.sqlite|\.postgres)?\.sql$", name.rsplit("/", 1)[1])
        if not match:
            wrong.append(f"{name}: name it NNNN-what.sql")
        elif match.group(3):
            twin = name.replace(match.group(3), {".sqlite": ".postgres", ".postgres": ".sqlite"}[match.group(3)])
            if not (house.root / twin).exists():
                wrong.append(f"{name}: the other engine's {twin} is missing")
            seen.setdefault(match.group(1), name)
            if seen[match.group(1)] not in (name, twin):
                wrong.append(f"{name}: {match.group(1)} is taken by {seen[match.group(1)]}; take the next free number")
        elif match.group(1) in seen:
            wrong.append(f"{name}: {match.group(1)} is taken by {seen[match.group(1)]}; take the next free number")
        else:
            seen[match.group(1)] = name
    tap.ok(not wrong, f"schema files have one number each ({len(seen)} files)", wrong)


def check_schema_never_changes(tap, house):
    """Released files stand in docs/schema-hashes.txt with their hash: "SHA-256  NNNN-what.sql"."""
    now = {f.rsplit("/", 1)[1]: hashlib.sha256((house.root / f).read_bytes()).hexdigest() for f in schema(house)}
    wrong = []
    for line in house.text("docs/schema-hashes.txt").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        hash_, name = line.split()
        if now.get(name) != hash_:
            wrong.append(f"{name} was released and is changed or gone: put it back, write a new file instead")
    tap.ok(not wrong, "released schema files never change", wrong)


def check_schema_words(tap, house):
    """The five words instead of an engine's own types; nothing that one engine lacks."""
    wrong = []
    for name in schema(house):
        if name.endswith((".sqlite.sql", ".postgres.sql")):
            continue
        text = re.sub(r"--[^\n]*", "", house.text(name))
        for word in re.finditer(r"\b(serial|bigserial|bytea|blob|autoincrement|jsonb?|timestamptz?|boolean|varchar|"
                                r"datetime|now ?\(\)|current_timestamp)\b", text, re.I):
            wrong.append(f"{name}:{line_of(text, word.start())}: {word.group(0)}")
    tap.ok(not wrong, "schema files use {id} {int64} {text} {bytes} {flag} and no engine's own words", wrong)


def check_templates(tap, house):
    wrong = []
    for name in house.some("*.html"):
        if not name.startswith(("src/", "templates/")):
            continue
        text = house.text(name)
        for pattern, what in ((r"<script(?![^>]*\ssrc=)", "inline script"), (r"<style\b", "inline style"),
                              (r"\sstyle\s*=", "a style attribute"), (r"\son[a-z]+\s*=", "an on… attribute"),
                              (r"(src|href|action)\s*=\s*[\"']?\s*(javascript:|data:)", "a script or data address"),
                              (r"<(link|script|img|iframe)[^>]+(src|href)\s*=\s*[\"']?(https?:)?//", "another host")):
            wrong += [f"{name}:{line_of(text, m.start())}: {what}" for m in re.finditer(pattern, text, re.I)]
    tap.ok(not wrong, "templates hold no inline script or style and no other host",
           ["Move it into static/ (one style sheet, one script):"] + wrong)


def modules_of(house):
    """What docs/TEMPLATES.md allows a script that one page has: name and KB."""
    return {m[1]: int(m[2]) for m in re.finditer(r"^\| `([a-z-]+\.js)` \| (\d+) KB \|", house.text("docs/TEMPLATES.md"), re.M)}


def check_static(tap, house):
    allowed = modules_of(house)
    big = [f"{f}: {(house.root / f).stat().st_size} bytes" for f in house.files
           if f.startswith("static/") and f.endswith(".js") and (house.root / f).stat().st_size > allowed.get(f.rpartition('/')[2], 10) * 1024]
    tap.ok(not big, "no script of static/ is past 10 KB, or what docs/TEMPLATES.md allows the one of a page", big)

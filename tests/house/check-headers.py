"""Headers are contracts that stand alone."""
import concurrent.futures
import os
import shutil
import subprocess

FLAGS_FROM = ("glib-2.0 gobject-2.0 gio-2.0 jansson libmicrohttpd libsodium sqlite3 libpq icu-uc icu-i18n "
              "libarchive libxml-2.0 pangocairo libre").split()


def check_contracts(tap, house):
    bare = [f for f in house.source() if f.endswith(".h") and not house.text(f).lstrip().startswith("/*")]
    tap.ok(not bare, "each header begins with its contract",
           ["Begin with a comment that says what it is for, what always holds, who owns what:"] + bare)
    open_ = [f for f in house.source() if f.endswith(".h") and "#pragma once" not in house.text(f)]
    tap.ok(not open_, "each header has #pragma once", ["Add #pragma once below the contract:"] + open_)


def check_headers_compile_alone(tap, house):
    flags = subprocess.run(["pkg-config", "--cflags"] + FLAGS_FROM, capture_output=True, text=True,
                           check=True).stdout.split()
    base = ["cc", "-std=gnu17", "-D_GNU_SOURCE", "-Wall", "-Wextra", "-Werror", "-Wno-unused-function",
            "-Wno-missing-field-initializers", "-fsyntax-only", "-x", "c", "-",
            "-I", str(house.root / "src"), "-I", str(house.root)] + flags
    if house.build:  # generated headers
        base += ["-I", str(house.build), "-I", str(house.build / "src")]

    def compile_(name):
        # each is included twice: by itself it must suffice, and it must stand being met again
        code = f'#include "{name.removeprefix("src/")}"\n' * 2
        result = subprocess.run(base, input=code, capture_output=True, text=True, cwd=house.root)
        return None if result.returncode == 0 else f"{name}: {result.stderr.strip()[:300]}"

    headers = [f for f in house.source() if f.endswith(".h") and "/internal/" not in f]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        wrong = [w for w in pool.map(compile_, headers) if w]
    tap.ok(headers and not wrong, f"each of {len(headers)} headers compiles alone",
           ["Include in the header what it uses:"] + wrong)


TABLES = {"src/door/acts.h", "src/base/limits.h"}  # rows in columns, which a formatter would break


def check_format(tap, house):
    if not shutil.which("clang-format"):
        return tap.skip("the code is formatted", "clang-format is not installed")
    names = [f for f in house.files if f.endswith((".c", ".h")) and f not in TABLES]
    result = subprocess.run(["clang-format", "--dry-run", "-Werror"] + names, capture_output=True, text=True, cwd=house.root)
    wrong = sorted({line.split(":")[0] for line in result.stderr.splitlines() if "error:" in line})
    tap.ok(result.returncode == 0, "the code is formatted as .clang-format says",
           ["Run clang-format -i on:"] + (wrong or [result.stderr[:300]]))


def check_sizes(tap, house):
    most = 600
    long_ = [f"{f}: {house.text(f).count(chr(10))} lines" for f in house.source()
             if house.text(f).count("\n") > most]
    tap.ok(not long_, f"no file of src/ is past {most} lines", ["Usually it is two things; part them:"] + long_)
    wide = [f"{f}:{n}: {len(line)} columns" for f in house.source() if f.endswith(".c")
            for n, line in enumerate(house.text(f).splitlines(), 1) if len(line.expandtabs()) > 160]
    tap.ok(not wide, "no line of code is past 160 columns (aim at 110)", ["Break them:"] + wide)


def check_functions_are_short(tap, house, most=60):
    """From a brace that stands alone at the beginning of a line to the one that closes it, both counted."""
    long_ = []
    for name in house.source():
        begun = head = None
        lines = house.text(name).splitlines()
        for n, line in enumerate(lines, 1):
            if line == "{":
                begun, head = n, lines[n - 2]
            elif line == "}" and begun:
                if n - begun + 1 > most:
                    long_.append(f"{name}:{begun}: {n - begun + 1} lines: {head.strip()[:80]}")
                begun = None
    tap.ok(not long_, f"no function of src/ is longer than {most} lines", ["Part it by what its parts are for:"] + long_)

"""packaging/install.sh finds what is missing, also of what dpkg never heard of and under "set -e", as ./run and bench/run source it."""
import pathlib
import re
import shutil
import subprocess
import tempfile

LIST = """[run]
bash
no-such-package-of-debian
no-such-package-either no-such-command-either
no-such-package-but-its-command sh
[bench]
no-such-package-of-benchmarks
"""


def check_missing_packages(tap, house):
    if not shutil.which("dpkg-query"):
        return tap.skip("what is missing is found", "this is not Debian")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "packaging").mkdir()
        shutil.copy(house.root / "packaging/install.sh", folder / "packaging")
        (folder / "packaging/debian-packages.txt").write_text(LIST)
        for options in ("-euo pipefail", "-uo pipefail"):
            # as td_install does: a process substitution, in a list with "||", which must not hide that a command failed
            script = f"set {options}; . packaging/install.sh; look () {{ mapfile -t m < <(td_missing_packages run); echo \"${{m[@]}}\"; }}; look || exit 1"
            found = subprocess.run(["bash", "-c", script], cwd=folder, capture_output=True, text=True)
            tap.ok(found.stdout.split() == ["no-such-package-of-debian", "no-such-package-either"],
                   f"what is missing is found under set {options}", [found.stdout, found.stderr])


def check_node_of_debian(tap, house):
    """Debian 12 has Node 18, which lacks what came with 20.11."""
    wrong = [f"{name}:{n}" for name in house.some("*.mjs") for n, line in enumerate(house.text(name).splitlines(), 1)
             if re.search(r"import\.meta\.(dirname|filename)(?! \?\?)", line.split("//")[0])]
    tap.ok(not wrong, "scripts run on Debian 12's Node 18", ["Use fileURLToPath (import.meta.url):"] + wrong)

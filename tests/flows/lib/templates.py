"""Instances that a run of the stories makes once and copies: the tables of all areas take longer to make than many a story to tell."""
import fcntl
import hashlib
import json
import os
import re
import shutil
import subprocess

from desk import Desk, Result

LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"  # of ids, as src/base/id.h has them


class Templates:
    """One for each engine and each way to call init, in a folder that the whole run shares; made by who needs it first."""

    def __init__(self, home):
        self.home = home

    def copy(self, desk, *args):
        """Makes desk's instance; what init said when it made the first."""
        name = hashlib.sha256(json.dumps([desk.engine, *map(str, args)]).encode()).hexdigest()[:16]
        kept = self.home / name
        with open(self.home / (name + ".lock"), "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not (kept / "said.json").exists():
                self._make(desk, kept, *args)
        facts = json.loads((kept / "said.json").read_text())
        shutil.copytree(kept / "desk", desk.dir)
        settings = desk.dir / "instance.ini"
        text = settings.read_text()
        if desk.database:
            desk.create_database(facts["database"])
            text = text.replace("/" + facts["database"], "/" + desk.database)
        settings.write_text(re.sub(r"^id=.*", "id=" + "".join(LETTERS[b % 32] for b in os.urandom(16)), text, flags=re.M))
        return Result(facts["args"], subprocess.CompletedProcess([], 0, facts["out"], facts["err"]))

    def _make(self, desk, kept, *args):
        first = Desk(desk.program.parent, desk.engine)
        try:
            said = first.init(*args)
        except BaseException:
            first.close()
            raise
        shutil.copytree(first.dir, kept / "desk")
        shutil.rmtree(first.home)
        (kept / "said.json").write_text(json.dumps({"args": said.args, "out": said.out, "err": said.err, "database": first.database}))

    def close(self):
        """The folder, and the databases that were made."""
        for facts in self.home.glob("*/said.json"):
            if database := json.loads(facts.read_text())["database"]:
                Desk.psql(f"drop database if exists {database} with (force)")
        shutil.rmtree(self.home, ignore_errors=True)

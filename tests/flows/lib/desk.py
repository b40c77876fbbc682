"""An instance of its own for one story: its folder, its database, its commands, its server."""
import json
import os
import pathlib
import random
import shutil
import signal
import socket
import sqlite3
import subprocess
import tempfile
import time
import urllib.parse

from web import Visitor

ROOT = pathlib.Path(__file__).resolve().parents[3]
SAMPLES = ROOT / "samples"
CORPUS = ROOT / "tests" / "corpus"

# Debian's own psql is a script that looks for a cluster first, and takes longer for that than what a story asks.
PSQL = next(iter(sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin/psql"), reverse=True)), "psql")
NEED_SECOND = {"secretariat", "member", "country-rapporteur", "chair", "translator", "interpreter", "administrator",
               "permanent-mission", "register-officer", "reprisals-focal-point"}


class Result:
    def __init__(self, args, done):
        self.args, self.status = args, done.returncode
        self.out, self.err = done.stdout, done.stderr

    @property
    def json(self):
        return json.loads(self.out)

    def __str__(self):
        return f"treatydesk {' '.join(map(str, self.args))} -> {self.status}\n{self.out[:1500]}\n{self.err[:1500]}"


def light_passwords(build):
    """The environment in which a password costs little; nothing where the build has no such module. A story file whose matter is what
    passwords and codes cost, or leave in memory, says DEAR_PASSWORDS = True."""
    module = build / "tests" / "lib" / "light-passwords.so"
    return {"LD_PRELOAD": str(module)} if module.exists() else {}


class Desk:
    def __init__(self, build, engine, note=lambda text: None, templates=None):
        self.program = pathlib.Path(build).resolve() / "treatydesk"
        self.engine, self.note = engine, note
        self.home = pathlib.Path(tempfile.mkdtemp(prefix=f"treatydesk-{engine}-"))
        self.dir = self.home / "desk"
        self.servers, self.templates = [], templates
        self.light = light_passwords(self.program.parent)  # what every command and server has in its environment
        self.codes = {}  # address -> one-time codes that are left
        self.database = "td_" + os.urandom(6).hex() if engine == "postgres" else None
        self.created = False  # whether the database is there: made when it is first asked for, empty or of a template

    # -- commands --

    def run(self, *args, given=None, timeout=120, env=None):
        """treatydesk args…; never fails by itself."""
        args = [str(a) for a in args]
        done = subprocess.run([self.program, *args], input=given, capture_output=True, text=True, timeout=timeout,
                              errors="replace", cwd=self.home, env={**os.environ, **self.light, **(env or {})},
                              stdin=subprocess.DEVNULL if given is None else None)
        result = Result(args, done)
        if os.environ.get("TREATYDESK_TALK"):
            self.note(result)
        return result

    def must(self, *args, **more):
        """run, and the story ends here unless it worked."""
        result = self.run(*args, **more)
        assert result.status == 0, str(result)
        return result

    def json(self, *args, **more):
        return self.must(*args, "--json", **more).json

    def init(self, *args, profile="cmw", fresh=False):
        """An instance as `treatydesk init` makes it: a copy of the first that this run made with these settings, under an id of its
        own and with that one's keys. fresh: the command itself, for stories about what it says and the keys it makes."""
        if self.templates is None or fresh or self.created or profile != "cmw":
            store = ["--store", self.store_url()] if self.database else []
            return self.must("init", self.dir, "--profile", profile, *store, *args)
        return self.templates.copy(self, *args)

    def submit(self, *files, state="GHA", purpose="dialogue", organisation="Union of Tests", kind="ngo",
               contact="union@example.org", more=()):
        return self.json("submit", self.dir, "--state", state, "--purpose", purpose, "--organisation", organisation,
                         "--kind", kind, "--contact", contact, *more, *files)

    def publish(self, id_):
        return self.must("submission", "publish", self.dir, id_)

    def user(self, address, *args, password="four words put together"):
        """Adds an account; one whose role needs a second factor gets ten one-time codes, which tasks.sign_in gives."""
        made = self.must("user", "add", self.dir, address, *args, given=password + "\n")
        if NEED_SECOND & {str(a) for a in args}:
            self.codes[address] = self.json("user", "second-factor", self.dir, address, "--codes")["codes"]
        return made

    def file(self, name, data):
        """A file of this story."""
        path = self.home / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return path

    # -- the server --

    def serve(self, *args, env=None, wait=True):
        server = Server(self, args, env)
        self.servers.append(server)
        if wait:
            server.wait()
        return server

    # -- the database --

    def create_database(self, template="template0"):
        self.psql(f"create database {self.database} template {template} encoding 'UTF8'")
        self.created = True

    def store_url(self):
        if not self.created:
            self.create_database()
        parts = urllib.parse.urlsplit(os.environ["TREATYDESK_TEST_POSTGRES"])
        return urllib.parse.urlunsplit(parts._replace(path="/" + self.database))

    @staticmethod
    def psql(sql):
        subprocess.run([PSQL, "-X", "-q", "-v", "ON_ERROR_STOP=1", os.environ["TREATYDESK_TEST_POSTGRES"], "-c", sql],
                       check=True, capture_output=True, stdin=subprocess.DEVNULL)

    def sql(self, *statements):
        """Straight into the store, behind the program's back."""
        if self.database:
            subprocess.run([PSQL, "-X", "-q", "-v", "ON_ERROR_STOP=1", self.store_url(), "-c", ";".join(statements)],
                           check=True, capture_output=True, stdin=subprocess.DEVNULL)
            return
        base = sqlite3.connect(self.dir / "treatydesk.db")
        for statement in statements:
            base.execute(statement)
        base.commit()
        base.close()

    def close(self):
        for server in self.servers:
            server.kill()
        if self.created:
            self.psql(f"drop database if exists {self.database} with (force)")
        if os.environ.get("TREATYDESK_KEEP"):
            self.note(f"kept: {self.home}")
        else:
            shutil.rmtree(self.home, ignore_errors=True)


def free_port():
    """Below the ports that the kernel gives to who connects (32768 on): there, between asking and listening, a connection of
    another story could take it."""
    while True:
        port = random.randrange(15000, 32000)
        with socket.socket() as s:
            try:
                s.bind(("127.0.0.1", port))
                return port
            except OSError:
                pass


class Server:
    def __init__(self, desk, args=(), env=None):
        self.desk, self.port = desk, free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.log = open(desk.home / f"server-{self.port}.log", "wb")
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            [desk.program, "serve", desk.dir, "--listen", f"127.0.0.1:{self.port}", *map(str, args)],
            stdin=subprocess.DEVNULL, stdout=self.log, stderr=subprocess.STDOUT, cwd=desk.home,
            env={**os.environ, **desk.light, **(env or {})})

    def wait(self, seconds=30):
        """Until it answers; ends the story with what it said otherwise."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.process.poll() is not None:
                raise AssertionError(f"the server ended with {self.process.returncode}: {self.said()}")
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                self.took = time.monotonic() - self.started
                return self
            except OSError:
                time.sleep(0.01)
        raise AssertionError(f"the server did not answer in {seconds} s: {self.said()}")

    def said(self):
        if not self.log.closed:
            self.log.flush()
        return (self.desk.home / f"server-{self.port}.log").read_text(errors="replace")[-3000:]

    def visitor(self, language="en"):
        return Visitor(self.base, language)

    def stop(self):
        """Asks it to end; its exit status."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        status = self.process.wait(20)
        self.log.close()
        return status

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.log.close()

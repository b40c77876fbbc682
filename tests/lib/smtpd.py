#!/usr/bin/python3
"""A mail server for tests: `smtpd.py FOLDER [--user U --password P] [--tls CERT KEY | --starttls CERT KEY] [--ascii]`. Needs Debian's python3-aiosmtpd.

Prints its port. What it takes lies in FOLDER: N.eml, and N.json with the envelope. FOLDER/answer, when it is there, says what it
answers instead: "RCPT 550 No such user", "DATA 451 Try again later", "DATA hang" (never answers), "DATA drop" (takes the letter and
hangs up before it says so).

As a module: Smtpd(FOLDER, …) starts it as a program of its own, under the Python that Debian's package is for.
"""
import argparse
import email
import email.policy
import json
import pathlib
import subprocess
import time

PYTHON = "/usr/bin/python3"


class Smtpd:
    def __init__(self, folder, *args):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.process = subprocess.Popen([PYTHON, __file__, self.folder, *map(str, args)], stdin=subprocess.DEVNULL,
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        line = self.process.stdout.readline()
        if not line.strip():
            raise AssertionError("the mail server for tests did not start (package python3-aiosmtpd)")
        self.port = int(line)

    def answers(self, text=None):
        if text is None:
            (self.folder / "answer").unlink(missing_ok=True)
        else:
            (self.folder / "answer").write_text(text)

    def letters(self):
        """[(envelope, message)] in the order in which they came."""
        found = sorted(self.folder.glob("*.json"), key=lambda p: int(p.stem))
        return [(json.loads(p.read_text()), message(p.with_suffix(".eml").read_bytes())) for p in found]

    def wait(self, n, seconds=20):
        """The letters, once there are n of them."""
        end = time.monotonic() + seconds
        while len(self.letters()) < n and time.monotonic() < end:
            time.sleep(0.05)
        return self.letters()

    def stop(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()


def message(data):
    return email.message_from_bytes(data, policy=email.policy.default)


def serve():
    import asyncio
    import socket
    import ssl

    from aiosmtpd.controller import Controller
    from aiosmtpd.smtp import AuthResult

    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--user")
    parser.add_argument("--password")
    parser.add_argument("--tls", nargs=2)
    parser.add_argument("--starttls", nargs=2)
    parser.add_argument("--ascii", action="store_true")
    arguments = parser.parse_args()

    def told(verb):
        try:
            which, _, what = (arguments.folder / "answer").read_text().strip().partition(" ")
        except FileNotFoundError:
            return None
        return what if which == verb else None

    class Handler:
        count = 0

        async def handle_RCPT(self, server, session, envelope, address, options):
            if said := told("RCPT"):
                return said
            envelope.rcpt_tos.append(address)
            return "250 OK"

        async def handle_DATA(self, server, session, envelope):
            said = told("DATA")
            if said == "hang":
                await asyncio.sleep(3600)
            if said and said != "drop":
                return said
            Handler.count += 1
            data, base = envelope.content, arguments.folder / str(Handler.count)
            base.with_suffix(".eml").write_bytes(data)
            tmp = base.with_suffix(".tmp")
            tmp.write_text(json.dumps({"from": envelope.mail_from, "to": envelope.rcpt_tos, "helo": session.host_name,
                                       "user": getattr(session.auth_data, "login", b"").decode()}))
            tmp.rename(base.with_suffix(".json"))
            if said == "drop":
                server.transport.abort()
            return "250 OK"

    def authenticate(server, session, envelope, mechanism, data):
        good = data.login.decode() == arguments.user and data.password.decode() == arguments.password
        return AuthResult(success=good, auth_data=data)

    def context_of(files):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*files)
        return context

    more = {}
    if arguments.user:
        more = {"authenticator": authenticate, "auth_required": True, "auth_require_tls": False}
    if arguments.tls:
        more["ssl_context"] = context_of(arguments.tls)
    if arguments.starttls:
        more["tls_context"] = context_of(arguments.starttls)
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    Controller(Handler(), hostname="127.0.0.1", port=port, enable_SMTPUTF8=not arguments.ascii, ready_timeout=10, **more).start()
    print(port, flush=True)
    while True:
        time.sleep(3600)


if __name__ == "__main__":
    serve()

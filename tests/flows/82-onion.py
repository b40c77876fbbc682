"""Behind an onion service: the address of the site stays where it is, and whoever comes by the other one is never led away from it."""
import json
import re
import shutil
import subprocess
import time

import files
from desk import ROOT
from tasks import send_by_web, sign_in
from web import Visitor

MADE_UP = "treatydeskexampleaddressmadeupforthisstory234567abcdefgh.onion"
ADDRESS = "https://desk.example.org"
EXIT = ("a href", "https://www.wikipedia.org/")  # the quick way out, which has to lead elsewhere
TOR = shutil.which("tor")


class Tor(Visitor):
    """Tor Browser at its safest: the host that it asks is the onion address, in plain HTTP, without script. Keeps what it was answered."""

    def __init__(self, server, onion):
        super().__init__(server.base)
        self.onion, self.answers, self.extra = onion, [], {}

    def _answer(self, method, path, body, headers):
        headers = {k: v.replace(self.base, f"http://{self.onion}") for k, v in headers.items()}
        answer, data = super()._answer(method, path, body, {**headers, "Host": self.onion, **self.extra})
        self.answers.append((path, answer, data))
        return answer, data


def hosts(page):
    """Other hosts that a page names where a browser would go or fetch: (what, address)."""
    found = []
    for node in page.tree.all():
        for name in ("href", "src", "action", "formaction", "srcset", "poster", "data", "content"):
            value = node.get(name, "")
            if re.match(r"\s*(?:[a-z]+:)?//", value) or (name in ("content", "srcset") and "://" in value):
                found.append((f"{node.tag} {name}", value))
    return found


def torrc(where, folder):
    """The lines that the document gives, with a folder of this story in place of the system's."""
    text = (ROOT / "docs/ONION.md").read_text()
    block = re.search(r"In `/etc/tor/torrc`:\n\n((?:    .*\n)+)", text)[1]
    lines = "".join(line[4:] + "\n" for line in block.splitlines())
    assert "HiddenServiceDir /var/lib/tor/treatydesk/" in lines
    where.write_text(lines.replace("/var/lib/tor/treatydesk/", str(folder)) + f"DataDirectory {where.parent / 'tor-data'}\n")
    return where


def onion_address(desk, tap):
    """What Debian's tor says of the document's lines, and the address that it makes of them without a network."""
    if TOR is None:
        tap.skip("the document's lines for tor hold", "tor is not there")
        return MADE_UP
    folder = desk.home / "onion"
    file = torrc(desk.home / "torrc", folder)
    checked = subprocess.run([TOR, "--verify-config", "-f", file], capture_output=True, text=True, timeout=60)
    tap.ok(checked.returncode == 0 and "Configuration was valid" in checked.stdout, "the document's lines for tor hold", checked.stdout[-1500:])
    warned = [line for line in checked.stdout.splitlines() if "[warn]" in line and "root" not in line]
    tap.equal(warned, [], "and tor warns of none of them")
    running = subprocess.Popen([TOR, "-f", file, "--DisableNetwork", "1"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        end = time.monotonic() + 30
        while not (folder / "hostname").exists() and time.monotonic() < end and running.poll() is None:
            time.sleep(0.05)
    finally:
        running.terminate()
        running.wait(30)
    address = (folder / "hostname").read_text().strip()
    tap.ok(re.fullmatch(r"[a-z2-7]{56}\.onion", address), f"it makes an address ({address})")
    return address


def house(desk):
    desk.init("--rehearsal", "--address", ADDRESS)
    desk.user("officer@example.org", "--role", "register-officer")
    for purpose, name in (("communication", "a.key"), ("reprisal", "b.key"), ("report", "c.key")):
        public = desk.must("keys", "make", "--out", desk.home / name).out.strip()
        desk.must("keys", "recipients", desk.dir, "add", public, "--purpose", purpose, "--name", "Officer")
    sent = desk.submit(desk.file("report.md", files.report("zanzibarleaf")), more=["--public"])
    desk.publish(sent["id"])
    return desk.serve(), sent["id"]


def plain_pages(desk):
    """Every address that anybody may read and that asks for nothing in it."""
    for row in json.loads(desk.must("routes", "--json").out):
        path = row["path"].replace("{lang}", "en")
        if row["method"] == "GET" and "{" not in path and not row["stream"] and row["act"] in ("public.read", "sealed.send", "person.sign-in"):
            yield path


def keeps_to_it(tap, tor, what):
    wrong = []
    for path, answer, _ in tor.answers:
        to = answer.headers.get("Location", "/")
        if answer.headers.get("Strict-Transport-Security") or not to.startswith("/") or to.startswith("//") or answer.headers.get("Refresh"):
            wrong.append((path, dict(answer.headers)))
        wrong += [(path, cookie) for cookie in answer.headers.get_all("Set-Cookie") or [] if re.search(r";\s*(secure|domain)", cookie, re.I)]
    tap.equal(wrong[:3], [], f"{what}: no way to another host or to https, and no cookie that plain HTTP would lose ({len(tor.answers)} answers)")


def story_every_page(desk, tap):
    """No page leads away from the onion address; those of the quiet way name no other host and set no cookie."""
    address = onion_address(desk, tap)
    server, id_ = house(desk)
    tor = Tor(server, address)
    loads, own, quiet, cookies = [], [], [], []
    paths = [*plain_pages(desk), f"/en/submissions/{id_}", "/en/states/gha", "/en/communications/gha", "/en/sealed/communication", "/en/sealed/reprisal",
             "/en/sealed/report", "/ar/afraid", "/en/nowhere", "/"]
    for path in paths:
        page = tor.get(path)
        if page.kind != "text/html":
            continue
        named = hosts(page)
        loads += [(path, n) for n in named if not n[0].startswith(("a ", "meta "))]
        own += [(path, n) for n in named if "desk.example.org" in n[1] or "127.0.0.1" in n[1]]
        if re.search("/(afraid|sealed|communications|look)", path):
            quiet += [(path, n) for n in named if n != EXIT]
            quiet += [(path, a.attributes) for a in page.tree.all("a") if a.get("href") == EXIT[1] and "noreferrer" not in a.get("rel", "")]
            cookies += [(path, tor.cookies.copy())] if tor.cookies else []
        tor.cookies.clear()
    tap.equal(loads[:3], [], f"no page of {len(paths)} loads or sends anything elsewhere")
    tap.equal(own[:3], [], "none links to the site's other address")
    tap.equal(quiet[:3], [], "the quiet way names no other host, but for the quick way out, which says not where one was")
    tap.equal(cookies[:3], [], "and sets no cookie")
    keeps_to_it(tap, tor, "pages")
    tor.answers.clear()
    for path in ["/en", "/en/states", re.search(r'href="(/static/[^"]*\.css)"', tor.get("/en").text)[1]]:
        server.visitor().get(path)  # so that it is kept for everybody
        tor.get(path)
        by_name = server.visitor().get(path, {"Host": "desk.example.org"})
        tap.ok(by_name.headers.get("Strict-Transport-Security"), f"by its own address {path} still says that it is https alone")
    keeps_to_it(tap, tor, "pages that are kept")


def story_it_all_works_there(desk, tap):
    """Sent in confidence and come back to, an ordinary report, signing in: each by the onion address, without script."""
    server, _ = house(desk)
    tor = Tor(server, MADE_UP)
    page = tor.get("/en/sealed/reprisal")
    page = page.form("Seal it").fill("text", "They came to our office.").attach("file-1", "a.txt", b"names").send("Seal it")
    code = " ".join(re.findall(r'<strong lang="en">(\w+)</strong>', page.text))
    tap.ok(page.has("It was received") and len(code.split()) == 8, "something told in confidence is received", page.words[:400])
    back = tor.get("/en/sealed-return").form("Come back").fill("code", code).send()
    tap.ok(back.has("received") and back.status == 200, "and its sender comes back to it", back.words[:400])
    tap.equal([tor.cookies, [p for p, a, _ in tor.answers if a.headers.get("Set-Cookie")]], [{}, []], "without one cookie")
    check = tor.get("/en/communications/check").form().send()
    tap.equal(check.status, 200, "one checks before one writes")
    keeps_to_it(tap, tor, "the quiet way")
    for word, extra, status in (("its own origin", {"Origin": f"http://{MADE_UP}"}, 200), ("as Tor Browser says it", {"Sec-Fetch-Site": "same-origin"}, 200)):
        person = Tor(server, MADE_UP)
        person.extra = extra
        sent = send_by_web(person, "r.md", files.report("yes").encode())
        tap.ok(sent["id"], f"a report is sent, with a cookie that it needs ({word})")
        keeps_to_it(tap, person, "sending")
    stranger = Tor(server, MADE_UP)
    form = stranger.get("/en/send").form("/send")
    stranger.extra = {"Origin": "http://elsewhere.onion"}
    tap.ok(form.send().status in (403, 422), "a form that another site sends is refused")
    officer = Tor(server, MADE_UP)
    server.visitor, before = (lambda: officer), server.visitor
    sign_in(server, "officer@example.org")
    server.visitor = before
    tap.ok(officer.get("/en/desk/sealed").has("Seal") or officer.get("/en/desk/sealed").status == 200, "an officer signs in and sees what waits")
    keeps_to_it(tap, officer, "signing in")

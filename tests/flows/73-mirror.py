"""A mirror: a second Treatydesk holds what is public on a first, goes on where a transfer broke off, honours what is taken down, and believes nobody."""
import http.server
import json
import shutil
import threading
import time
import urllib.error
import urllib.request

import papers

GC = "CMW/C/GC/2"


class Between:
    """Stands between mirror and origin and does to an answer what a story says."""

    def __init__(self, origin):
        self.origin, self.spoil, self.fail = origin, lambda path, body: body, None
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                try:
                    with urllib.request.urlopen(outer.origin + self.path, timeout=20) as answer:
                        status, body = answer.status, answer.read()
                except urllib.error.HTTPError as error:
                    status, body = error.code, error.read()
                spoiled = outer.spoil(self.path, body)
                if outer.fail and outer.fail in self.path:  # cannot
                    self.send_error(500)
                    return
                if isinstance(spoiled, str):  # leads elsewhere
                    self.send_response(302)
                    self.send_header("Location", spoiled)
                    self.end_headers()
                    return
                self.send_response(status)
                if spoiled is None:  # never ends
                    self.end_headers()
                    try:
                        while True:
                            self.wfile.write(b"x" * 1048576)
                    except OSError:
                        return
                cut = isinstance(spoiled, tuple)  # says more than it sends
                data = spoiled[0] if cut else spoiled
                self.send_header("Content-Length", str(len(data) + (1000 if cut else 0)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.base = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()


class Second:
    """The mirror's own folder beside the origin's; its store is embedded, whatever the origin's is."""

    def __init__(self, desk, name="mirror"):
        self.desk, self.dir = desk, desk.home / name
        desk.must("init", self.dir, "--profile", "cmw")

    def run(self, url):
        return self.desk.run("mirror", self.dir, url, "--once", "--json")

    def must(self, url):
        result = self.run(url)
        assert result.status == 0, str(result)
        return result.json

    def serve(self):
        desk, own = self.desk, self.desk.dir
        desk.dir = self.dir
        server = desk.serve()
        desk.dir = own
        return server


def fill(desk):
    desk.init()
    for language in ("en", "ar"):
        desk.must("document", "import", desk.dir, "--symbol", "CMW/C/GHA/CO/1", "--language", language, "--date", "2014-09-12",
                  desk.file(f"co-{language}.docx", papers.observations(language, paragraphs=8)))
    desk.must("document", "import", desk.dir, "--symbol", GC, "--language", "en", "--date", "2013-08-28",
              desk.file("gc.md", "# General comment No. 2\n\n23. The wombatleaf is free.\n"))
    public = desk.submit(desk.file("public.md", "# Fees & <wages>\n\nThe quokkaleaf is paid.\n"), more=("--public", "--title", "Fees"))["id"]
    desk.submit(desk.file("secret.md", "# A numbatleaf\n\nThe numbatleaf is hidden.\n"), organisation="Numbat Union")
    desk.publish(public)
    return public


def story_copy(desk, tap):
    public = fill(desk)
    origin = desk.serve()
    mirror = Second(desk)
    said = mirror.must(origin.base)
    tap.ok(said["taken"] == 3 and said["files"] == 3 and said["complete"] and said["mirror_of"] == origin.base, "all that is public", str(said))
    again = mirror.must(origin.base + "/")
    tap.ok(again["taken"] == 0 and again["files"] == 0, "and nothing a second time", str(again))
    there, here = origin.visitor(), mirror.serve().visitor()
    for address in ("/en/documents/CMW/C/GHA/CO/1.json?language=ar", "/en/documents/CMW/C/GHA/CO/1.json?language=en", f"/en/documents/{GC}.json"):
        a, b = (json.loads(v.get(address).body) for v in (there, here))
        tap.ok(a["paragraphs"] == b["paragraphs"] and a["id"] == b["id"] and [l["sha256"] for l in a["languages"]] == [l["sha256"] for l in b["languages"]],
               f"the same paragraphs, articles, anchors and hashes: {address}")
    id_ = json.loads(there.get(f"/en/documents/{GC}.json").body)["id"]
    tap.ok(there.get(f"/en/documents/{id_}/files/en").body == here.get(f"/en/documents/{id_}/files/en").body, "the same file")
    page = here.get(f"/ar/documents/{GC}")
    tap.ok("rehearsal" in page.text and origin.base in page.text and here.get("/en/").has("This is a mirror of " + origin.base), "each page says of what it is a mirror", page.words[:200])
    tap.ok(here.get(f"/en/documents/{public}").has("quokkaleaf") and here.get("/en/search?words=quokkaleaf").has("quokkaleaf"), "a contribution, found by search")
    everything = b"".join(p.read_bytes() for p in mirror.dir.rglob("*") if p.is_file())
    tap.ok(b"umbatleaf" not in everything and b"Numbat" not in everything and "numbatleaf" not in here.get("/open/records.jsonl").text, "no word of what is not public")
    refused = desk.run("document", "import", mirror.dir, "--symbol", "CMW/C/GC/9", "--language", "en", desk.file("gc9.md", "# A\n\n1. B.\n"))
    tap.ok(refused.status == 1 and "mirror" in refused.err, "it takes nothing itself", refused.err)
    sent = here.get("/en/send").form("/send").send()
    tap.ok(sent.status == 403 and sent.has("mirror"), "nor from a page", sent.words[:300])
    desk.must("submission", "take-down", desk.dir, public)
    desk.must("document", "import", desk.dir, "--symbol", GC, "--language", "en", "--date", "2013-08-28", "--replace",
              desk.file("gc.md", "# General comment No. 2\n\n23. The platypusleaf is free.\n"))
    time.sleep(0.5)
    said = mirror.must(origin.base)
    tap.ok(said["gone"] == 1 and said["taken"] == 1, "what was taken down, and what changed", str(said))
    time.sleep(0.5)
    tap.ok(here.get(f"/en/documents/{public}").status == 404 and not here.get("/en/search?words=quokkaleaf").has("Fees"), "taken down here as there")
    tap.ok(here.get(f"/en/documents/{GC}").has("platypusleaf") and not here.get(f"/en/documents/{GC}").has("wombatleaf"), "changed here as there")
    lines = [json.loads(l) for l in here.get("/open/records.jsonl").text.splitlines()]
    tap.ok({l["id"]: l["deleted"] for l in lines}.get(public) is True, "who mirrors the mirror learns it too")
    tap.equal(desk.must("verify", mirror.dir).status, 0, "its files and its journal hold")
    other = desk.run("mirror", desk.dir, origin.base, "--once")
    tap.ok(other.status == 1 and "work of its own" in other.err, "who has work of its own becomes no mirror", other.err)


def story_distrust(desk, tap):
    fill(desk)
    origin = desk.serve()
    between = Between(origin.base)
    try:
        mirror = Second(desk)
        # A transfer that breaks off within its third line: two stand, and it goes on there.
        between.spoil = lambda path, body: (body[:body.rindex(b"\n", 0, -1) + 40],) if path.endswith("after=0") else body
        result = mirror.run(between.base)
        tap.ok(result.status == 1 and "did not answer to the end" in result.err and not result.json["complete"], "broken off: said", result.err)
        between.spoil = lambda path, body: body[:body.rindex(b"\n", 0, -1) + 40] if path.endswith("after=0") else body
        result = mirror.run(between.base)
        tap.ok(result.status == 1 and result.json["taken"] == 2 and "broke off within a line" in result.err, "what came whole stands", str(result))
        between.spoil = lambda path, body: body
        tap.ok(mirror.must(between.base)["taken"] == 1, "and it goes on from there")
        for why, whole, spoil, sentence in (
                ("another file", False, lambda path, body: body + b" " if "/files/" in path else body, "its hash differs"),
                ("another text", False, lambda path, body: body.replace(b"wombatleaf", b"dingoleaf"), "hash differs"),
                ("an endless answer", False, lambda path, body: None if "/files/" in path else body, "more than such an answer may hold"),
                ("led elsewhere", False, lambda path, body: origin.base + path if "/files/" in path else body, "leads elsewhere"),
                ("no JSON", True, lambda path, body: b"<html>\n" if "records" in path else body, "no JSON"),
                ("deep JSON", True, lambda path, body: b"[" * 100000 + b"\n" if "records" in path else body, "no JSON"),
                ("a record without id", True, lambda path, body: b'{"position": 1, "id": "../../etc"}\n' if "records" in path else body, "without position or id"),
                ("always the same", True, lambda path, body: body if path.endswith("after=0") or "/files/" in path else urllib.request.urlopen(origin.base + "/open/records.jsonl?after=0").read(), "does not go on")):
            fresh = Second(desk, "fresh")
            between.spoil = spoil
            result = fresh.run(between.base)
            lines = desk.run("open-data", "list", fresh.dir).out
            tap.ok(result.status == int(whole) and sentence in result.err and "dingoleaf" not in lines and result.json["complete"] is not whole,
                   f"{why}: {'nothing more is taken' if whole else 'left out'}", str(result))
            shutil.rmtree(fresh.dir)
        for url in ("ftp://example.org", "http://name:word@127.0.0.1", "file:///etc/passwd", "http://127.0.0.1/?x=1", "gossip"):
            fresh = desk.run("mirror", mirror.dir, url, "--once")
            tap.ok(fresh.status == 1 and "no address of a server" in fresh.err, f"no address: {url}", fresh.err)
        elsewhere = desk.run("mirror", mirror.dir, origin.base, "--once")
        tap.ok(elsewhere.status == 1 and "is a mirror of" in elsewhere.err, "a mirror stays the mirror of one", elsewhere.err)
    finally:
        between.close()


def story_left_out(desk, tap):
    """One record that does not hold stops nothing: it is left out and told, what stood here of it goes, the rest comes, and it can be tried again."""
    fill(desk)
    origin = desk.serve()
    between = Between(origin.base)
    try:
        mirror = Second(desk)
        between.spoil = lambda path, body: body.replace(b"wombatleaf", b"dingoleaf")
        result = mirror.run(between.base)
        tap.ok(result.status == 0 and result.json["left_out"] == 1 and result.json["taken"] == 2 and result.json["complete"], "one is left out, two come", str(result))
        tap.ok("was left out" in result.err and "hash differs" in result.err, "and it is told", result.err)
        told = desk.must("mirror", mirror.dir, between.base, "--once")
        tap.ok("1 records did not hold" in told.out and "--again" in told.out, "each time, with what to do", told.out)
        here = mirror.serve().visitor()
        tap.equal((here.get(f"/en/documents/{GC}").status, here.get("/en/documents/CMW/C/GHA/CO/1").status), (404, 200), "the others stand")
        between.spoil = lambda path, body: body
        tap.equal(mirror.must(between.base)["taken"], 0, "by itself it is not tried again")
        result = desk.run("mirror", mirror.dir, between.base, "--once", "--json", "--again")
        tap.ok(result.status == 0 and result.json["left_out"] == 0, "with --again it is", str(result))
        time.sleep(0.5)
        tap.ok(here.get(f"/en/documents/{GC}").has("wombatleaf"), "and stands")
        tap.ok("did not hold" not in desk.must("mirror", mirror.dir, between.base, "--once").out, "nothing is left out any more")
        desk.must("document", "import", desk.dir, "--symbol", GC, "--language", "en", "--date", "2013-08-28", "--replace",
                  desk.file("gc.md", "# General comment No. 2\n\n23. The name is gone.\n"))
        between.spoil = lambda path, body: body.replace(b"The name is gone", b"The name is here")
        time.sleep(0.5)
        result = mirror.run(between.base)
        time.sleep(0.5)
        tap.ok(result.json["left_out"] == 1 and here.get(f"/en/documents/{GC}").status == 404, "what stood here of what does not hold now is taken down", str(result))
        between.spoil = lambda path, body: body
        between.fail = "/files/"
        fresh = Second(desk, "fresh")
        result = fresh.run(between.base)
        tap.ok(result.status == 0 and result.json["left_out"] == 2 and result.json["taken"] == 1 and "twice" in result.err,
               "a file that the server cannot give holds nothing up", str(result))
        between.fail = None
        noise = b"".join(b'{"position":%d,"id":"abcdefghjkmnpqrs","deleted":false}\n' % n for n in range(1, 40))
        between.spoil = lambda path, body: noise if path.endswith("after=0") else b""
        other = Second(desk, "other")
        result = other.run(between.base)
        tap.ok(result.status == 1 and result.err.count("was left out") == 20 and "something is wrong with that server" in result.err and result.json["position"] == 20,
               "where none holds it ends", str(result)[-600:])
        between.spoil = lambda path, body: body[:body.index(b"\n") + 1] + b"gossip\n" + body[body.index(b"\n") + 1:] if path.endswith("after=0") else body
        third = Second(desk, "third")
        result = third.run(between.base)
        tap.ok(result.status == 0 and result.json["taken"] == 3 and result.json["left_out"] == 1, "a line of noise among good ones is left out", str(result))
        tap.equal(desk.must("verify", mirror.dir).status, 0, "its files and its journal hold")
    finally:
        between.close()

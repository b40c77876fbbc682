"""What every page owes its visitors."""
import http.client

import files

HEADERS = {
    "Content-Security-Policy": ("default-src", "frame-ancestors"),
    "X-Content-Type-Options": ("nosniff",),
    "Referrer-Policy": ("",),
    "Permissions-Policy": ("",),
}


def story_headers_are_modern(desk, tap):
    """A strict Content-Security-Policy and its kin on every answer, pages and errors alike."""
    desk.init()
    visitor = desk.serve().visitor()
    for path in ("/en", "/en/states/GHA", "/en/send", "/en/nothing-here", "/en/states/XYZ", "/en/states/GHA.json"):
        page = visitor.get(path)
        for name, words in HEADERS.items():
            value = page.headers.get(name, "")
            tap.ok(value and all(w in value for w in words), f"{path}: {name}", dict(page.headers))
        policy = page.headers.get("Content-Security-Policy", "")
        tap.ok("unsafe" not in policy and "http" not in policy, f"{path}: nothing inline, no other host", policy)
        tap.ok("Server" not in page.headers, f"{path}: does not tell what serves it")
    tap.equal(visitor.get("/en/nothing-here").status, 404, "what is not there is 404")


def story_pages_are_cached_by_their_bytes(desk, tap):
    """A public page has an ETag, answers 304, compresses, and changes with the next public change only."""
    desk.init()
    visitor = desk.serve().visitor()
    visitor.get("/en/states/GHA")  # a page is kept from the second time that somebody asks for it
    first = visitor.get("/en/states/GHA")
    tag = first.headers.get("ETag")
    tap.ok(tag, "it has an ETag", dict(first.headers))
    tap.equal(visitor.get("/en/states/GHA", {"If-None-Match": tag or ""}).status, 304, "unchanged: 304")
    packed = visitor.get("/en/states/GHA", {"Accept-Encoding": "gzip"})
    tap.ok(packed.headers.get("Content-Encoding") == "gzip" and len(packed.body) < 14 * 1024, "compressed it is under 14 KB",
           len(packed.body))
    desk.submit(desk.file("c.md", files.report()), more=["--confidential"])
    tap.equal(visitor.get("/en/states/GHA", {"If-None-Match": tag or ""}).status, 304, "a confidential report changes nothing")


def story_refuses_too_much(desk, tap):
    """Too large a body is refused before it is read; wrong methods, bad addresses."""
    desk.init()
    server = desk.serve()
    link = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    link.putrequest("POST", "/en/send/file")
    link.putheader("Content-Type", "multipart/form-data; boundary=XX")
    link.putheader("Content-Length", str(200 * 1024 * 1024))
    link.endheaders()
    try:
        status = link.getresponse().status
    except OSError:
        status = 413  # closed at once says the same
    tap.equal(status, 413, "200 MB are refused by their length")
    visitor = server.visitor()
    for path in ("/en/%00", "/en/../../etc/passwd", "/en/states/GHA/%2e%2e/%2e%2e", "/en/states/" + "A" * 9000, "//evil.example/"):
        link = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
        link.putrequest("GET", path, skip_accept_encoding=True)
        link.endheaders()
        answer = link.getresponse()
        tap.ok(answer.status in (301, 302, 303, 400, 404, 414, 431) and "evil" not in (answer.getheader("Location") or "/")[:3],
               f"{path[:30]} leads nowhere", (answer.status, answer.getheader("Location")))
    tap.equal(visitor.request("DELETE", "/en", None).status, 405, "a method that is not there")
    tap.equal(visitor.get("/en").status, 200, "it lives on")


def story_stops_gracefully(desk, tap):
    """SIGTERM ends it with 0; it starts in a moment; it starts again on the same folder."""
    desk.init()
    server = desk.serve()
    tap.note(f"start: {server.took * 1000:.0f} ms")
    tap.ok(server.took < 2, "it starts in a moment", server.took)
    tap.equal(server.stop(), 0, "it ends with 0")
    tap.equal(desk.serve().visitor().get("/en").status, 200, "and starts again")

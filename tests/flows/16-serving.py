"""The server under pressure, and its end."""
import http.client
import signal
import socket
import threading
import time
import urllib.parse

import files
from tasks import answer_until_file, begin


def half_upload(server, page):
    """An upload of which half has been sent: (socket, the other half)."""
    form = page.form().attach("file", "r.md", files.report("zanzibarleaf").encode())
    boundary = "TREATYDESKTEST"
    parts = "".join(f'--{boundary}\r\nContent-Disposition: form-data; name="{n}"\r\n\r\n{v}\r\n' for n, v in form.values)
    (name, given), = form.files.items()
    body = (parts + f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="r.md"\r\n'
            "Content-Type: text/markdown\r\n\r\n").encode() + given[0][1] + f"\r\n--{boundary}--\r\n".encode()
    cookies = "; ".join(f"{k}={v}" for k, v in page.visitor.cookies.items())
    head = (f"POST {urllib.parse.urlsplit(form.action).path} HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nCookie: {cookies}\r\n"
            f"Content-Type: multipart/form-data; boundary={boundary}\r\nContent-Length: {len(body)}\r\n\r\n").encode()
    link = socket.create_connection(("127.0.0.1", server.port), 20)
    link.sendall(head + body[:len(body) // 2])
    return link, body[len(body) // 2:]


def rest(link):
    said = b""
    try:
        while more := link.recv(65536):
            said += more
    except OSError:
        pass
    link.close()
    return said


def story_stops_in_the_middle(desk, tap):
    """SIGTERM while a report is being sent: what has begun ends with an answer, and the server with 0."""
    desk.init()
    server = desk.serve()
    page = answer_until_file(begin(server.visitor()))
    idle = socket.create_connection(("127.0.0.1", server.port), 20)
    link, other_half = half_upload(server, page)
    time.sleep(0.3)
    server.process.send_signal(signal.SIGTERM)
    time.sleep(0.3)
    tap.ok(server.process.poll() is None, "it waits for what has begun")
    link.sendall(other_half)
    said = rest(link).decode(errors="replace")
    tap.ok(said.startswith("HTTP/1.1 303"), "the upload gets its answer", said[:400])
    begun = time.monotonic()
    tap.equal(server.stop(), 0, "then it ends with 0")
    tap.ok(time.monotonic() - begun < 5, "an idle connection does not hold it up", time.monotonic() - begun)
    idle.close()
    tap.equal(desk.run("verify", desk.dir).status, 0, "all holds")
    again = desk.serve()
    page.visitor.base = again.base
    tap.ok(page.visitor.get("/en/send").has("Go on with the report that you began"), "the draft waits for its writer")
    tap.equal([p.name for p in (desk.dir / "outgoing").iterdir()], [], "no half upload is left")


def story_does_not_wait_for_ever(desk, tap):
    """SIGTERM while somebody sends nothing more: it ends all the same, with 0, and soon."""
    if desk.engine != "sqlite":
        return tap.skip("waiting", "the server's end is the same on both engines")
    desk.init()
    server = desk.serve()
    link, _ = half_upload(server, answer_until_file(begin(server.visitor())))
    time.sleep(0.2)
    begun = time.monotonic()
    tap.equal(server.stop(), 0, "it ends with 0")
    tap.note(f"it took {time.monotonic() - begun:.1f} s")
    link.close()
    desk.serve()
    tap.equal([p.name for p in (desk.dir / "outgoing").iterdir()], [], "started again, no half upload is left")


def story_says_when_it_is_full(desk, tap):
    """More sign-ins at once than may wait: the last are told to come again (503, Retry-After), the others answered."""
    if desk.engine != "sqlite":
        return tap.skip("full", "what waits is the same on both engines")
    desk.init()
    server = desk.serve()
    visitor = server.visitor()
    token = dict(visitor.get("/en/sign-in").form("/sign-in").values)["csrf"]
    cookies = "; ".join(f"{k}={v}" for k, v in visitor.cookies.items())
    answers = []

    def one(n):
        link = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)
        link.request("POST", "/en/sign-in", urllib.parse.urlencode({"csrf": token, "address": f"nobody{n}@example.org",
                     "password": "a wrong password"}), {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookies})
        answer = link.getresponse()
        answers.append((answer.status, answer.getheader("Retry-After"), answer.read()))
        link.close()

    threads = [threading.Thread(target=one, args=(n,)) for n in range(110)]
    for thread in threads:
        thread.start()
    time.sleep(0.3)
    tap.equal(visitor.get("/en/states").status, 200, "pages are answered meanwhile")
    for thread in threads:
        thread.join()
    full = [a for a in answers if a[0] == 503]
    tap.equal(len(answers), 110, "each gets an answer")
    tap.ok(full and all(a[1] for a in full), "some are told to come again, and when", sorted({a[0] for a in answers}))
    tap.ok(all(b"Nothing was lost. Please try again" in a[2] for a in full), "in words for people", full[:1])
    tap.ok({a[0] for a in answers} <= {422, 429, 503}, "the others are answered", sorted({a[0] for a in answers}))
    tap.equal(visitor.get("/en/sign-in").status, 200, "then all is well")

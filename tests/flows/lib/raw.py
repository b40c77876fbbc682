"""Requests as no browser sends them: bytes by a socket, and what came back until the server hung up or was silent."""
import re
import socket

BOUNDARY = "----the-boundary"
KIND = f"multipart/form-data; boundary={BOUNDARY}"
PLAIN = "application/x-www-form-urlencoded"


class Answer:
    """status 0: it hung up without a word."""

    def __init__(self, said, silent):
        self.said, self.silent = said, silent
        head, _, self.body = said.partition(b"\r\n\r\n")
        self.status = int(head[9:12]) if head[:5] == b"HTTP/" else 0
        # Heads of answers that say another status. (Of some refusals libmicrohttpd says its head a second time, in the body.)
        self.others = {int(s) for s in re.findall(rb"^HTTP/1\.[01] (\d{3})", said, re.M)} - {self.status}
        self.words = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", self.body.decode(errors="replace")))


def ask(server, data, seconds=10, source=None):
    link = socket.create_connection(("127.0.0.1", server.port), seconds, source and (source, 0))
    said, silent = b"", False
    try:
        link.sendall(data)
        while more := link.recv(65536):
            said += more
    except TimeoutError:
        silent = True
    except OSError:
        pass  # the server hung up while we talked
    finally:
        link.close()
    return Answer(said, silent)


def get(path, *headers):
    return "\r\n".join((f"GET {path} HTTP/1.1", "Host: 127.0.0.1", "Connection: close", *headers, "", "")).encode()


def post(path, body, kind, visitor=None, *headers, length=None):
    """A post by this visitor's cookies; length: what it says of its length, where it lies."""
    cookie = ["Cookie: " + "; ".join(f"{k}={v}" for k, v in visitor.cookies.items())] if visitor and visitor.cookies else []
    lines = [f"POST {path} HTTP/1.1", "Host: 127.0.0.1", "Connection: close", *cookie, f"Content-Type: {kind}",
             f"Content-Length: {len(body) if length is None else length}", *headers]
    return "\r\n".join((*lines, "", "")).encode() + body


def part(head, data=b""):
    return f"--{BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n\r\n".encode() + data + b"\r\n"


def parts(*all_of_them):
    return b"".join(all_of_them) + f"--{BOUNDARY}--\r\n".encode()

"""Live events as a browser's EventSource gets them."""
import socket
import time


class Stream:
    """One open stream; events are (name, data) in the order in which they came."""

    def __init__(self, server, path, cookies=None, last=None):
        self.line = socket.create_connection(("127.0.0.1", server.port), 10)
        cookie = "; ".join(f"{k}={v}" for k, v in (cookies or {}).items())
        self.line.sendall((f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nAccept: text/event-stream\r\n" +
                           (f"Cookie: {cookie}\r\n" if cookie else "") + (f"Last-Event-ID: {last}\r\n" if last else "") + "\r\n").encode())
        self.raw, self.ended, self.at = b"", False, 0

    def _read(self, seconds):
        self.line.settimeout(max(seconds, 0.01))
        try:
            piece = self.line.recv(65536)
        except OSError:
            return
        self.ended = self.ended or not piece
        self.raw += piece

    @property
    def text(self):
        """The body, without its chunks."""
        head, _, rest = self.raw.partition(b"\r\n\r\n")
        out = b""
        while b"\r\n" in rest:
            size, _, rest = rest.partition(b"\r\n")
            n = int(size, 16)
            if n == 0 or len(rest) < n:
                break
            out, rest = out + rest[:n], rest[n + 2:]
        return out.decode()

    @property
    def status(self):
        return int(self.raw[9:12] or 0)

    @property
    def events(self):
        found = []
        for block in self.text.split("\n\n")[:-1]:
            lines = [line.partition(": ") for line in block.split("\n")]
            name = [v for k, _, v in lines if k == "event"]
            if name:
                found.append((name[0], "\n".join(v for k, _, v in lines if k == "data")))
        return found

    def until(self, good, seconds=5):
        """Waits for an event that is good, behind those that were waited for before; its data, or None."""
        end = time.monotonic() + seconds
        while True:
            for i, event in enumerate(self.events[self.at:], self.at):
                if good(event):
                    self.at = i + 1
                    return event[1]
            if self.ended or time.monotonic() > end:
                return None
            self._read(end - time.monotonic())

    def has(self, words, seconds=5):
        return self.until(lambda event: words in event[1], seconds) is not None

    def quiet(self, seconds):
        """Whether nothing came for so long."""
        before, end = len(self.events), time.monotonic() + seconds
        while time.monotonic() < end and not self.ended:
            self._read(end - time.monotonic())
        return len(self.events) == before and not self.ended

    def ends(self, seconds=5):
        end = time.monotonic() + seconds
        while time.monotonic() < end and not self.ended:
            self._read(end - time.monotonic())
        return self.ended

    def close(self):
        self.line.close()

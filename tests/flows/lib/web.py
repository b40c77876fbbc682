"""A browser without script, as a person uses it: pages with links and forms, cookies, redirects.

    page = visitor.get("/en/")
    page = page.follow("Send a report")            # a link by its words
    form = page.form()                             # the only form, or form("words on its button")
    form.fill("Name of the organisation", "…")     # a field by its label or by its name
    form.choose("May the public read it?", "Yes")  # radio or checkbox by the words beside it
    form.attach("Your report", "report.pdf", data)
    page = form.send("Continue")                   # the button by its words

Whatever a page does not offer cannot be done here: an unknown label, option, button or link is an error, because a
person could not do it either. Hidden fields are sent as they stand.
"""
import functools
import html.parser
import http.client
import re
import secrets
import urllib.parse

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
BLOCKS = {"p", "div", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "section", "article", "main", "header",
          "footer", "nav", "table", "tr", "form", "fieldset", "legend", "label", "option", "title", "aside", "figure"}


class NotThere(AssertionError):
    """What a person would not find on the page."""


class Node:
    def __init__(self, tag, attributes, parent):
        self.tag, self.attributes, self.parent, self.children = tag, attributes, parent, []

    def get(self, name, default=None):
        return self.attributes.get(name, default)

    def all(self, *tags):
        for child in self.children:
            if isinstance(child, Node):
                if not tags or child.tag in tags:
                    yield child
                yield from child.all(*tags)

    def first(self, *tags):
        return next(self.all(*tags), None)

    def words(self):
        """The text as read: white space as one space, blocks apart."""
        parts = []

        def walk(node):
            if isinstance(node, str):
                parts.append(node)
            elif node.tag not in ("script", "style", "template"):
                block = node.tag in BLOCKS or node.tag == "br"
                parts.append(" " if block else "")
                for child in node.children:
                    walk(child)
                parts.append(" " if block else "")
        walk(self)
        return re.sub(r"\s+", " ", "".join(parts)).strip()


class _Builder(html.parser.HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.root = self.node = Node("", {}, None)

    def handle_starttag(self, tag, attributes):
        node = Node(tag, {k: v if v is not None else "" for k, v in attributes}, self.node)
        self.node.children.append(node)
        if tag not in VOID:
            self.node = node

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        node = self.node
        while node is not self.root and node.tag != tag:
            node = node.parent
        if node is not self.root:
            self.node = node.parent

    def handle_data(self, data):
        self.node.children.append(data)


def parse(text):
    builder = _Builder()
    builder.feed(text)
    builder.close()
    return builder.root


def plain(text):
    return re.sub(r"\s+", " ", text).strip().casefold()


def same(asked, found):
    """Whether words on a page are those asked for: equal, else beginning with them."""
    return plain(found) == plain(asked) or plain(found).startswith(plain(asked))


class Page:
    def __init__(self, visitor, url, status, headers, body):
        self.visitor, self.url, self.status, self.headers, self.body = visitor, url, status, headers, body
        self.kind = headers.get("Content-Type", "").split(";")[0]
        self.text = body.decode("utf-8", "replace")

    @functools.cached_property
    def tree(self):
        """Made when somebody looks for the first time: who walks past thousands of pages compares their bytes alone."""
        return parse(self.text) if self.kind == "text/html" else None

    @property
    def path(self):
        return urllib.parse.urlsplit(self.url).path

    @property
    def words(self):
        return self.tree.words() if self.tree else self.text

    @property
    def title(self):
        node = self.tree.first("title")
        return node.words() if node else ""

    @property
    def heading(self):
        node = self.tree.first("h1")
        return node.words() if node else ""

    def has(self, words):
        return plain(words) in plain(self.words)

    def links(self):
        return [(a.words(), a.get("href", "")) for a in self.tree.all("a") if a.get("href")]

    def follow(self, words):
        found = [h for w, h in self.links() if plain(w) == plain(words)] or \
                [h for w, h in self.links() if plain(words) in plain(w)]
        if not found:
            raise NotThere(f"no link “{words}” on {self.path}; links: {[w for w, _ in self.links()][:40]}")
        return self.visitor.get(urllib.parse.urljoin(self.url, found[0]))

    def forms(self):
        return [Form(self, node) for node in self.tree.all("form")]

    def form(self, words=None):
        """The form whose button (or action) says words; without words the one that posts."""
        forms = self.forms()
        if words is None:
            posting = [f for f in forms if f.method == "POST" and "main" in f.inside()] or \
                      [f for f in forms if f.method == "POST"]
            if posting:
                return posting[0]
        for form in forms:
            if words is not None and (any(same(words, b) for b in form.buttons()) or words in form.action):
                return form
        raise NotThere(f"no form “{words}” on {self.path} ({self.status}); "
                       f"buttons: {[b for f in forms for b in f.buttons()]}; words: {self.words[:300]}")

    def errors(self):
        """The links of the error summary, as words."""
        for node in self.tree.all("div", "section"):
            if node.get("role") == "alert" or "error-summary" in node.get("class", ""):
                return [a.words() for a in node.all("a")] or [node.words()]
        return []


class Form:
    def __init__(self, page, node):
        self.page, self.node = page, node
        self.method = node.get("method", "get").upper()
        self.action = urllib.parse.urljoin(page.url, node.get("action") or page.url)
        self.multipart = node.get("enctype", "") == "multipart/form-data"
        self.values, self.files = [], {}
        self._labels()
        for field in node.all("input", "textarea", "select"):
            self._take(field)

    def inside(self):
        node, found = self.node.parent, []
        while node is not None:
            found.append(node.tag)
            node = node.parent
        return found

    def _labels(self):
        self.labels = {}  # id of node -> words
        by_id = {n.get("id"): n for n in self.node.all() if n.get("id")}
        for label in self.node.all("label"):
            target = by_id.get(label.get("for")) or label.first("input", "textarea", "select")
            if target is not None:
                self.labels[id(target)] = label.words()
        self.groups = {}
        for fieldset in self.node.all("fieldset"):
            legend = fieldset.first("legend")
            for field in fieldset.all("input"):
                self.groups[id(field)] = legend.words() if legend else ""

    def _take(self, field):
        kind, name = field.get("type", "text").lower(), field.get("name")
        if not name or field.get("disabled") is not None:
            return
        if field.tag == "textarea":
            value = "".join(c for c in field.children if isinstance(c, str))
            self.values.append((name, value[1:] if value.startswith("\n") else value))
        elif field.tag == "select":
            options = list(field.all("option"))
            chosen = [o for o in options if o.get("selected") is not None] or options[:1]
            self.values += [(name, o.get("value", o.words())) for o in chosen]
        elif kind in ("radio", "checkbox"):
            if field.get("checked") is not None:
                self.values.append((name, field.get("value", "on")))
        elif kind not in ("submit", "button", "image", "reset", "file"):
            self.values.append((name, field.get("value", "")))

    def buttons(self):
        return [b.words() if b.tag == "button" else b.get("value", "") for b in self._buttons()]

    def _buttons(self):
        inside = [b for b in self.node.all("button", "input") if b.get("form") in (None, self.node.get("id"))]
        beside = [b for b in self.page.tree.all("button") if self.node.get("id") and b.get("form") == self.node.get("id") and b not in inside]
        return [b for b in inside + beside
                if (b.tag == "button" and b.get("type", "submit") == "submit") or b.get("type") == "submit"]

    def fields(self):
        return [(self.labels.get(id(f), ""), f) for f in self.node.all("input", "textarea", "select")
                if f.get("type") != "hidden"]

    def _find(self, words, want):
        found = [f for label, f in self.fields() if want(f) and (f.get("name") == words or f.get("id") == words)] or \
                [f for label, f in self.fields() if want(f) and label and same(words, label)] or \
                [f for label, f in self.fields() if want(f) and label and plain(words) in plain(label)]
        if not found:
            raise NotThere(f"no field “{words}” on {self.page.path}; fields: "
                           f"{[(label, f.get('name')) for label, f in self.fields()]}")
        return found[0]

    def value(self, words):
        name = self._find(words, lambda f: True).get("name")
        return next((v for n, v in self.values if n == name), "")

    def fill(self, words, value):
        field = self._find(words, lambda f: f.get("type", "text") not in ("radio", "checkbox", "file"))
        name = field.get("name")
        if field.tag == "select":
            options = [o for o in field.all("option") if o.get("value") == value or same(value, o.words())]
            if not options:
                raise NotThere(f"“{words}” has no choice “{value}”")
            value = options[0].get("value", options[0].words())
        self.values = [(n, v) for n, v in self.values if n != name] + [(name, value)]
        return self

    def choose(self, group, *choices, only=False):
        """Ticks choices (by the words beside them or by value) in the group with this legend or name."""
        fields = [(label, f) for label, f in self.fields() if f.get("type") in ("radio", "checkbox") and
                  (f.get("name") == group or plain(group) in plain(self.groups.get(id(f), "")))]
        if not fields:
            raise NotThere(f"no choice “{group}” on {self.page.path}; there are "
                           f"{sorted({(self.groups.get(id(f)), f.get('name')) for _, f in self.fields()}, key=str)}")
        if only or fields[0][1].get("type") == "radio":
            mine = {f.get("name") for _, f in fields}
            self.values = [(n, v) for n, v in self.values if n not in mine]
        for choice in choices:
            hit = [f for label, f in fields if f.get("value") == choice] or \
                  [f for label, f in fields if same(choice, label)]
            if not hit:
                raise NotThere(f"“{group}” has no “{choice}”; it has {[(l, f.get('value')) for l, f in fields]}")
            self.values.append((hit[0].get("name"), hit[0].get("value", "on")))
        return self

    def attach(self, words, file_name, data, kind="application/octet-stream"):
        field = self._find(words, lambda f: f.get("type") == "file")
        self.files.setdefault(field.get("name"), []).append((file_name, data, kind))
        return self

    def send(self, button=None, value=None):
        """By the first button, the one with these words, or the one of this value where several have the same words."""
        values = list(self.values)
        buttons = self._buttons()
        if value is not None:
            buttons = [b for b in buttons if b.get("value") == value]
            if not buttons:
                raise NotThere(f"no button of the value “{value}” on {self.page.path}")
        if button is not None:
            hit = [b for b in buttons if same(button, b.words() if b.tag == "button" else b.get("value", ""))]
            if not hit:
                raise NotThere(f"no button “{button}” on {self.page.path}; there are {self.buttons()}")
            buttons = hit
        target = self.action
        if buttons:
            if buttons[0].get("name"):
                values.append((buttons[0].get("name"), buttons[0].get("value", "")))
            if buttons[0].get("formaction"):
                target = urllib.parse.urljoin(self.page.url, buttons[0].get("formaction"))
        if self.method == "GET":
            return self.page.visitor.get(target.split("?")[0] + "?" + urllib.parse.urlencode(values))
        if self.multipart:
            empty = [f.get("name") for _, f in self.fields() if f.get("type") == "file" and
                     f.get("name") not in self.files]
            body, kind = multipart(values, self.files, empty)
        else:
            body, kind = urllib.parse.urlencode(values).encode(), "application/x-www-form-urlencoded"
        return self.page.visitor.request("POST", target, body, {"Content-Type": kind, "Referer": self.page.url})


def multipart(values, files, empty=()):
    boundary = "----" + secrets.token_hex(12)
    out = bytearray()

    def part(head, data):
        out.extend(f"--{boundary}\r\nContent-Disposition: form-data; {head}\r\n\r\n".encode() + data + b"\r\n")
    for name, value in values:
        part(f'name="{name}"', value.encode())
    for name, given in files.items():
        for file_name, data, kind in given:
            part(f'name="{name}"; filename="{file_name}"\r\nContent-Type: {kind}', data)
    for name in empty:
        part(f'name="{name}"; filename=""\r\nContent-Type: application/octet-stream', b"")
    out.extend(f"--{boundary}--\r\n".encode())
    return bytes(out), f"multipart/form-data; boundary={boundary}"


def _headers(file, _class=http.client.HTTPMessage):
    """What http.client, and http.server with it, reads of a head with the parser of letters, which takes longer than our server does."""
    message = _class()
    while (line := file.readline(65537)) not in (b"\r\n", b""):
        name, colon, value = line.decode("latin-1").rstrip("\r\n").partition(":")
        if not colon or not name.isprintable() or " " in name:
            raise http.client.HTTPException(f"no line of a head: {line!r}")
        message.set_raw(name, value.strip())
    return message


http.client.parse_headers = _headers


def _ask(link, method, path, body, headers):
    link.request(method, path, body, headers)
    answer = link.getresponse()
    return answer, answer.read()


class Visitor:
    """One person with their cookies. Redirects are followed, as browsers do."""

    def __init__(self, base, language="en"):
        self.base, self.cookies, self.language = base.rstrip("/"), {}, language
        self.link = None  # one connection for all that is asked, where keep() was said
        self.trail = []  # (method, path, status) of everything asked

    def keep(self):
        """From now on by one connection, as browsers do: for who asks thousands of times."""
        where = urllib.parse.urlsplit(self.base)
        self.link = http.client.HTTPConnection(where.hostname, where.port, timeout=60)
        return self

    def get(self, path, headers=None, follow=True):
        return self.request("GET", path, None, headers or {}, follow)

    def request(self, method, path, body=None, headers=None, follow=True):
        url = urllib.parse.urljoin(self.base + "/", path)
        for _ in range(8):
            page = self._once(method, url, body, dict(headers or {}))
            if not follow or page.status not in (301, 302, 303, 307, 308):
                return page
            url = urllib.parse.urljoin(url, page.headers["Location"])
            if page.status in (301, 302, 303):
                method, body = "GET", None
                headers = {k: v for k, v in (headers or {}).items() if k != "Content-Type"}
        raise AssertionError(f"redirects without end at {url}")

    def _answer(self, method, path, body, headers):
        if self.link is not None:
            try:
                return _ask(self.link, method, path, body, headers)
            except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
                self.link.close()  # the server lets go who was silent for a while; the next request opens it again
        link = self.link or http.client.HTTPConnection(urllib.parse.urlsplit(self.base).netloc, timeout=60)
        try:
            return _ask(link, method, path, body, headers)
        finally:
            if link is not self.link:
                link.close()

    def _once(self, method, url, body, headers):
        where = urllib.parse.urlsplit(url)
        if where.netloc != urllib.parse.urlsplit(self.base).netloc:
            raise AssertionError(f"the site leads to another host: {url}")
        headers.setdefault("Accept-Language", self.language)
        headers.setdefault("Accept", "text/html,*/*;q=0.5")
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{k}={v}" for k, v in self.cookies.items())
        answer, data = self._answer(method, where.path + ("?" + where.query if where.query else ""), body, headers)
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, rest = cookie.partition("=")
            value = rest.split(";")[0]
            if not value or re.search(r"max-age=0\b|expires=thu, 01[ -]jan[ -]1970", cookie, re.I):
                self.cookies.pop(name.strip(), None)
            else:
                self.cookies[name.strip()] = value
        self.trail.append((method, where.path, answer.status))
        return Page(self, url, answer.status, answer.headers, data)

"""Anything to any address: random fields of each route's own table, with values that pages have not asked for and ids of things that are there."""
import random
import re
import urllib.parse

ID = re.compile(r"\b[0-9a-hjkmnp-tv-z]{16}\b")
VALUES = ("", "x", "0", "-1", "1", "9" * 20, "2026-12-31", "2026-12-31T18:00", "2026-02-30", "GHA", "en", "😀" * 50, "a" * 4000, "<script>alert(1)</script>",
          "' or 1=1--", "\u202eabc", "public", "confidential", "yes", "1,2,3", "p1", "accept", "a@example.org", "../../etc/passwd", "16", "%s%n", "\n\n", "ngo",
          "dialogue", "committee", "1e9", "٣", "draft", "final", "next", "open", "close")
# What would end the visitors' own sessions, or never end.
LEFT_OUT = re.compile(r"sign-out|/account|/leave$|/erase$|/events$")


class Anything:
    """visitors: by name. wrong: what answered as it never should, (who, status, method, path)."""

    def __init__(self, routes, visitors, seed):
        self.routes = [r for r in routes if not r["stream"] and not LEFT_OUT.search(r["path"])]
        self.visitors, self.chance, self.ids, self.wrong, self.n = visitors, random.Random(seed), set(), [], 0
        self.tokens = {}
        for name, visitor in visitors.items():
            self.tokens[name] = re.search(r'name="csrf" value="([^"]+)"', visitor.get("/en/send").text).group(1)
            for route in self.routes:
                if route["method"] == "GET" and route["path"].count("{") == 1:
                    self.ids |= set(ID.findall(visitor.get(route["path"].replace("{lang}", "en")).text))

    def value(self):
        return self.chance.choice(sorted(self.ids)) if self.ids and self.chance.random() < 0.3 else self.chance.choice(VALUES)

    def part(self, match):
        return "en" if match.group(0) == "{lang}" else urllib.parse.quote(self.value(), safe="")[:200]

    def ask(self):
        route, name = self.chance.choice(self.routes), self.chance.choice(list(self.visitors))
        visitor, path = self.visitors[name], re.sub(r"\{[a-z_]+\*?\}", self.part, route["path"])
        fields = [(f.replace("*", self.chance.choice(("1", "x", "GHA"))), self.value()) for f in route["fields"] if self.chance.random() < 0.8]
        if route["method"] == "GET":
            page = visitor.get(path + ("?" + urllib.parse.urlencode(fields) if fields else ""), follow=False)
        else:
            page = visitor.request("POST", path, urllib.parse.urlencode([*fields, ("csrf", self.tokens[name])]).encode(),
                                   {"Content-Type": "application/x-www-form-urlencoded", "Referer": visitor.base + path}, follow=False)
        self.n += 1
        self.ids |= set(ID.findall(page.text)[:4]) if page.status in (200, 303) else set()
        if page.status >= 500 and page.status != 503:
            self.wrong.append((name, page.status, route["method"], path[:150], page.words[:150]))

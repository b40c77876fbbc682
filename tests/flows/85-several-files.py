"""Several files of one report with titles and an order, without script; and one that comes in pieces on a line that breaks."""
import hashlib
import json

import files
from tasks import answer_until_file, begin
from web import multipart

REPORT = files.report().encode()
LONG = files.pdf(8, "Les travailleurs migrants attendent leurs papiers. Article 22 de la Convention. dugongpiece")


def to_annexes(visitor):
    page = answer_until_file(begin(visitor))
    page = page.form("/send/file").attach("file", "report.md", REPORT).choose("more", "1").send()
    assert page.path.endswith("/send/annexes"), page.words[:300]
    return page


def add(page, name, data, title=""):
    return page.form("/send/annexes").attach("file", name, data).fill("title", title).send("Add this file")


def order(desk, id_):
    return [(f["part"], f["title"]) for f in desk.json("submission", "show", desk.dir, id_)["files"]]


def story_annexes_in_their_order(desk, tap):
    """Added one by one, named, put in another order, one taken out; whichever button is pressed, what was typed and chosen is kept."""
    desk.init("--checkpoint-seconds", "1")
    server = desk.serve()
    visitor = server.visitor()
    page = to_annexes(visitor)
    id_ = visitor.cookies["td_draft"].split(".")[0]
    page = add(page, "cases.md", b"# Cases\n\nFive cases. walruscases\n", "Cases of 2024")
    page = add(page, "places.md", b"# Places\n\nTwo places. walrusplaces\n")
    page = add(page, "wrong.md", b"# Wrong\n\nNot this. walruswrong\n")
    tap.ok(page.has("wrong.md") and page.form("/send/annexes").value("title-2") == "Cases of 2024", "three annexes, one with its title", page.words[:600])
    page = page.form("/send/annexes").fill("title-3", "Places visited").send(value="up-3")
    tap.equal([page.form("/send/annexes").value(f"title-{n}") for n in (2, 3, 4)], ["Places visited", "Cases of 2024", ""],
              "a title that was typed is kept when another button is pressed, and goes up with its file")
    page = page.form("/send/annexes").send(value="remove-4")
    tap.ok(not page.has("wrong.md"), "one is taken out")
    again = add(page, "other-name.md", b"# Cases\n\nFive cases. walruscases\n", "The same once more")
    tap.ok(again.status == 422 and again.has("not added a second time"), "the same content is not taken twice, and it is said", again.words[:400])
    nothing = page.form("/send/annexes").fill("title", "A title without a file").send("Continue")
    tap.ok(nothing.status == 422 and nothing.form("/send/annexes").value("title") == "A title without a file", "a title without a file is told and kept",
           nothing.words[:300])
    tap.ok(nothing.errors(), "in the summary of what is to correct")
    long = page.form("/send/annexes").fill("title-2", "x" * 301).send("Continue")
    tap.ok(long.status == 422 and 'href="#title-2"' in long.text, "a title that is too long: the summary leads to its field", long.words[:300])
    page = page.form("/send/annexes").attach("file", "last.md", b"# Last\n\nAdded by going on. walruslast\n").fill("title", "Added last").send("Continue")
    tap.ok(page.path.endswith("/send/found"), "going on takes the file that was chosen", page.path)
    page = page.form("/send/found").send().form().send().form().choose("visibility", "public").send()
    tap.ok(page.has("Annex: Places visited · places.md"), "the answers name them", page.words[:600])
    done = page.form("/send/answers").send("Send the report")
    tap.ok(done.path.endswith("/done"), "it is sent", done.words[:300])
    tap.equal(order(desk, id_), [("main", None), ("annex", "Places visited"), ("annex", "Cases of 2024"), ("annex", "Added last")], "in this order")
    desk.publish(id_)
    page = server.visitor().get(f"/en/submissions/{id_}")
    tap.ok("Cases of 2024" in page.text and page.text.index("walrusplaces") < page.text.index("walruscases"), "everybody reads them in it")
    sums = [hashlib.sha256(d).hexdigest() for d in (REPORT, b"# Places\n\nTwo places. walrusplaces\n")]
    tap.ok(all(s in visitor.get(f"/en/submissions/{id_}/receipt-file").text for s in sums), "the receipt holds each file")


def story_no_more_than_ten(desk, tap):
    """Ten files, and the page says so instead of offering one more."""
    desk.init("--checkpoint-seconds", "1")
    visitor = desk.serve().visitor()
    page = to_annexes(visitor)
    for n in range(2, 11):
        page = add(page, f"a{n}.md", f"# Annex {n}\n\nNumber {n}.\n".encode())
    tap.ok(page.has("as many files as one submission can have") and 'type="file"' not in page.text, "the eleventh is not asked for", page.words[-600:])


class Pieces:
    """What the script of the page does."""

    def __init__(self, page, visitor, data):
        self.visitor, self.data, self.sha = visitor, data, hashlib.sha256(data).hexdigest()
        self.csrf = dict(page.form("/send/file").values)["csrf"]

    def send(self, at=None, size=0, sha=None, **more):
        fields = {"csrf": self.csrf, "sha256": sha or self.sha, "name": "rapport.pdf", "size": str(len(self.data)), **more}
        given = {}
        if at is not None:
            fields["at"] = str(at)
            given = {"piece": [("piece", self.data[at:at + size], "application/octet-stream")]}
        body, kind = multipart(list(fields.items()), given)
        page = self.visitor.request("POST", "/en/send/upload.json", body, {"Content-Type": kind})
        return page.status, json.loads(page.text)


def story_a_file_in_pieces(desk, tap):
    """The server says how much has arrived; a piece that comes twice counts once, another visitor's draft is closed, and the form takes the whole."""
    desk.init("--checkpoint-seconds", "1")
    server = desk.serve()
    visitor = server.visitor()
    page = answer_until_file(begin(visitor))
    data = LONG
    pieces = Pieces(page, visitor, data)
    half = 5000
    tap.ok(half < len(data) < 2 * half, "long enough for two pieces", len(data))
    tap.equal(pieces.send(), (200, {"arrived": 0}), "nothing has arrived")
    tap.equal(pieces.send(0, half), (200, {"arrived": half}), "the first piece")
    tap.equal(pieces.send(0, half), (200, {"arrived": half}), "once more, because its answer was lost: nothing changes")
    stranger = server.visitor()
    tap.equal(Pieces(answer_until_file(begin(stranger)), stranger, data).send(), (200, {"arrived": 0}), "a stranger sees nothing of it")
    status, told = pieces.send(half, 5)
    tap.ok(status == 422 and told["detail"], "no piece of a few bytes", told)
    early = page.form("/send/file")
    early.values.append(("upload", pieces.sha))
    early = early.send()
    tap.ok(early.status == 422 and early.has("goes on where it stopped"), "before all is there the form says so", early.words[:400])
    tap.equal(pieces.send(half, len(data)), (200, {"arrived": len(data)}), "the second")
    for n in (1, 2):
        form = page.form("/send/file")
        form.values.append(("upload", pieces.sha))
        taken = form.send()
        tap.ok(taken.path.endswith("/send/found"), f"the form takes it, time {n}", (taken.path, taken.words[:300]))
    tap.equal(pieces.send(), (200, {"arrived": 0}), "and its pieces are gone")
    id_ = visitor.cookies["td_draft"].split(".")[0]
    page = taken.form("/send/found").fill("title", "En morceaux").send().form().send().form().choose("visibility", "public").send()
    page.form("/send/answers").send("Send the report")
    tap.equal(len(order(desk, id_)), 1, "once")
    tap.ok(pieces.sha in visitor.get(f"/en/submissions/{id_}/receipt-file").text, "and the receipt is of the whole")
    status, told = pieces.send(0, half)
    tap.ok(status in (404, 409) and told["detail"], "nothing is added to what was sent", (status, told))
    tap.equal(desk.run("verify", desk.dir).status, 0, "the instance verifies")

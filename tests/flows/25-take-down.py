"""Take it down now: measured in seconds, from every page; erased; who read it."""
import time

import files
from tasks import send_by_web, sign_in

PLANTED = "Zebulonia Quist"


def addresses(id_):
    return [f"/en/submissions/{id_}", f"/ar/submissions/{id_}", f"/en/submissions/{id_}.json", "/en/states/gha",
            "/en/states/gha.json", "/en/search?words=quist", "/en/search.json?words=quist", "/en/search?state=GHA",
            "/en/search.json?words=zebulonia"]


def shown(server, id_, word):
    """The addresses where everybody can read the word."""
    found = []
    for address in addresses(id_):
        page = server.visitor().get(address)
        text = page.text.casefold()
        for asked in ('value="quist"', 'value="zebulonia"', "words=quist", "words=zebulonia"):
            text = text.replace(asked, "")  # what was asked is shown back
        if page.status == 200 and word in text:
            found.append(address)
    return found


def wait_until(what, seconds=60):
    begun = time.monotonic()
    while time.monotonic() - begun < seconds:
        if what():
            return time.monotonic() - begun
        time.sleep(0.05)
    return None


def published(desk, sender):
    sent = send_by_web(sender, "one.md", files.report(f"{PLANTED} was held.\n\nplantedword", f"What {PLANTED} saw").encode(),
                       name=f"Friends of {PLANTED}", visibility="public")
    desk.publish(sent["id"])
    return sent["id"]


def story_a_name(desk, tap):
    """A name leaves title, text, sender, lists and search within seconds; the rest stays."""
    desk.init()
    server = desk.serve()
    sender = server.visitor()
    id_ = published(desk, sender)
    before = wait_until(lambda: len(shown(server, id_, "quist")) >= 7)
    tap.ok(before is not None, "the name stands everywhere before", shown(server, id_, "quist"))
    page = sender.get(f"/en/submissions/{id_}")
    bad = [f for f in page.forms() if f.action.endswith("/take-down")][1].fill("name", "<b>Nobody</b>").send()
    tap.ok(bad.status == 422 and bad.has("not in what everybody reads"), "a name that is not there is said so", bad.words[:300])
    form = [f for f in bad.forms() if f.action.endswith("/take-down")][1]
    tap.equal(form.value("name"), "<b>Nobody</b>", "and stays to be corrected")
    page = form.fill("name", "zebulonia QUIST").send()
    took = wait_until(lambda: not shown(server, id_, "quist"))
    tap.ok(page.status == 200 and took is not None and took < 60, "the name is gone from all of them", shown(server, id_, "quist"))
    tap.note(f"gone after {took:.2f} s" if took is not None else "not gone")
    page = server.visitor().get(f"/en/submissions/{id_}")
    tap.ok(page.status == 200 and page.has("plantedword") and page.has("█████"), "the rest stays", page.words[:400])
    journal = desk.must("submission", "list", desk.dir).out
    tap.ok("quist" not in server.said().casefold(), "no log names it")
    tap.ok(id_ in journal, "and the list of the secretariat has it still")
    desk.must("submission", "put-back", desk.dir, id_)
    tap.ok(wait_until(lambda: len(shown(server, id_, "quist")) >= 7) is not None, "put back, it stands as before")


def story_the_whole(desk, tap):
    """Its sender, and the command for whoever telephones, take the whole down; it is erased for good after."""
    desk.init()
    desk.user("desk@example.org", "--role", "secretariat")
    server = desk.serve()
    sender = server.visitor()
    id_ = published(desk, sender)
    wait_until(lambda: len(shown(server, id_, "quist")) >= 7)
    stranger = server.visitor()
    page = stranger.get(f"/en/submissions/{id_}")
    tap.ok(not page.has("Take it down now"), "a stranger has no such button")
    page = sender.get(f"/en/submissions/{id_}").form("Take the whole report down").send()
    took = wait_until(lambda: not shown(server, id_, "quist"))
    tap.ok(took is not None and took < 60, "gone from everywhere", shown(server, id_, "quist"))
    tap.note(f"gone after {took:.2f} s" if took is not None else "not gone")
    tap.equal(server.visitor().get(f"/en/submissions/{id_}").status, 404, "the page is not there")
    tap.ok(page.has("was taken down"), "its sender sees so", page.words[:300])
    page = page.form("Put back").send()
    tap.equal(server.visitor().get(f"/en/submissions/{id_}").status, 404, "put back, it waits for the secretariat")
    desk.must("submission", "publish", desk.dir, id_)
    desk.must("submission", "take-down", desk.dir, id_)
    took = wait_until(lambda: not shown(server, id_, "quist"))
    tap.ok(took is not None and took < 60, "by the command too", shown(server, id_, "quist"))
    done = desk.run("submission", "erase", desk.dir, id_)
    tap.equal(done.status, 1, "nothing is erased without --really")
    page = sender.get(f"/en/submissions/{id_}/erase")
    bad = page.form("/erase").fill("confirm", "nope").send()
    tap.equal((bad.status, sender.get(f"/en/submissions/{id_}").status), (422, 200), "nor without the four signs")
    page = bad.form("/erase").fill("confirm", id_[:4].upper()).send()
    tap.ok(page.status == 200 and page.has("It is erased"), "then it is", page.words[:300])
    tap.equal(desk.json("submission", "list", desk.dir)["submissions"], [], "nothing is left of it")
    tap.equal(desk.run("verify", desk.dir).status, 0, "and chain and log verify")


def story_who_read_it(desk, tap):
    """Reading for the Committee is noted, once; the secretariat sees who did."""
    desk.init()
    desk.user("desk@example.org", "--role", "secretariat")
    id_ = desk.submit(desk.file("one.md", files.report("zanzibarleaf")), more=["--confidential"])["id"]
    server = desk.serve()
    officer = sign_in(server, "desk@example.org")
    for _ in range(3):
        officer.get(f"/en/submissions/{id_}")
        officer.get(f"/en/submissions/{id_}.json")
    officer.get(f"/en/submissions/{id_}/files/1")
    readers = desk.json("submission", "readers", desk.dir, id_)["readers"]
    tap.equal([(r["name"], r["times"]) for r in readers], [("desk@example.org", 2)], "page and file, once each")
    page = officer.get(f"/en/submissions/{id_}/readers")
    tap.ok(page.status == 200 and page.has("desk@example.org"), "the page says so too", page.words[:300])
    tap.equal(server.visitor().get(f"/en/submissions/{id_}/readers").status, 403, "but to nobody else")


def story_what_lists_show(desk, tap):
    """What a list and a search show of confidential reports is noted, each once, and the journal is not flooded."""
    desk.init()
    desk.user("desk@example.org", "--role", "secretariat")
    desk.user("member@example.org", "--role", "member", "--state", "PHL")
    ids = [desk.submit(desk.file(f"{n}.md", files.report("zanzibarleaf")), more=["--confidential"])["id"] for n in range(3)]
    other = desk.submit(desk.file("other.md", files.report("marmaladeleaf")), more=["--public"])["id"]
    desk.publish(other)
    server = desk.serve()

    def entries():
        return desk.json("verify", desk.dir)["journal_entries"]

    def readers(id_):
        return [(r["name"], r["times"], r["shown"]) for r in desk.json("submission", "readers", desk.dir, id_)["readers"]]
    begun = entries()
    member = sign_in(server, "member@example.org")
    for _ in range(3):
        member.get("/en/submissions")
        member.get("/en/states/gha")
    tap.equal([readers(i) for i in ids], [[("member@example.org", 0, 1)]] * 3, "a list notes each once a day")
    before = entries()
    wait_until(lambda: other in member.get("/en/search.json?words=marmaladeleaf").text)
    tap.equal([readers(i) for i in ids], [[("member@example.org", 0, 1)]] * 3, "a search that does not show them notes nothing")
    wait_until(lambda: all(i in member.get("/en/search.json?words=zanzibarleaf").text for i in ids))
    noted = entries()
    for _ in range(3):
        member.get("/en/search?words=zanzibarleaf")
    tap.equal([readers(i) for i in ids], [[("member@example.org", 0, 2)]] * 3, "a search that shows them notes each once")
    tap.ok(1 <= noted - before <= 3 and entries() == noted, "with one entry of the journal for all that it shows anew", entries() - before)
    tap.ok(before - begun <= 6, "signing in and lists do not flood it either", before - begun)
    server.visitor().get("/en/search?words=marmaladeleaf")
    tap.equal([r for r in readers(other) if r[0] != "member@example.org"], [], "everybody's reading is not noted")
    officer = sign_in(server, "desk@example.org")
    officer.get("/en/desk")
    tap.ok(all(("desk@example.org", 0, 1) in readers(i) for i in ids), "what waits on the desk is, as well", readers(ids[0]))
    page = officer.get(f"/en/submissions/{ids[0]}/readers")
    tap.ok(page.has("Saw it in lists and searches") and page.has("member@example.org"), "its page tells opened and shown apart")
    tap.equal(desk.run("verify", desk.dir).status, 0, "and the journal's chain holds")

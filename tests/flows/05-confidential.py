"""What its sender did not make public shows nowhere to the public."""
import files

ORGANISATION = "Quiet Friends"


def traces(desk, visitor, id_, state="GHA"):
    """Everything public that might tell, as {where: text}."""
    found = {}
    for path in ("/", "/en/", "/en/states", f"/en/states/{state}", f"/en/states/{state}.json", "/en/states.json",
                 "/en/search?words=zanzibarleaf", "/en/search.json?words=zanzibarleaf", "/en/search?words=Quiet",
                 f"/en/search?words=zanzibarleaf&state={state}", "/en/search?words=zanzibarleaf&article=16",
                 "/en/submissions", "/en/submissions.json", "/api/v1/submissions", f"/ar/states/{state}"):
        page = visitor.get(path)
        found[path] = page.text
    for args in (["search", desk.dir, "zanzibarleaf", "--json"], ["search", desk.dir, "Quiet", "--json"],
                 ["state", desk.dir, state, "--json"], ["state", desk.dir, state]):
        found[" ".join(map(str, args[:1] + args[2:]))] = desk.run(*args).out
    return found


def hidden(desk, tap, id_, words, why):
    visitor = desk.serve().visitor()
    seen = traces(desk, visitor, id_)
    for word in words:
        told = [where for where, text in seen.items() if word in text and f"words={word}" not in where or
                word in text and f"words={word}" in where and text.count(word) > words_of_query(text, word)]
        tap.ok(not told, f"{why}: “{word if word != id_ else 'its id'}” shows nowhere", told)
    return visitor


def words_of_query(text, word):
    """A page repeats the query in its title and its search field: so many times a word may stand there."""
    return 6 if "<html" in text else 0


def story_confidential_shows_nowhere(desk, tap):
    """Confidential, and even after the secretariat tried: no list, count, search, address or JSON tells."""
    desk.init()
    before = desk.json("state", desk.dir, "GHA")
    sent = desk.submit(desk.file("report.md", files.report("zanzibarleaf", "A quiet title")), organisation=ORGANISATION,
                       more=["--confidential"])
    tried = desk.run("submission", "publish", desk.dir, sent["id"])
    tap.equal(tried.status, 1, "nobody can publish what its sender kept for the Committee")
    visitor = hidden(desk, tap, sent["id"], (sent["id"], ORGANISATION, "A quiet title", "decision, contrary"), "confidential")
    tap.equal(desk.json("state", desk.dir, "GHA"), before, "the State's facts, counts and coverage are as before")
    known = visitor.get(f"/en/submissions/{sent['id']}")
    guess = visitor.get("/en/submissions/0123456789abcdef")
    tap.equal(known.status, guess.status, "its address answers like one that does not exist")
    tap.equal(known.status, 404, "with 404")
    strip = lambda page, id_: page.text.replace(id_, "ID")  # noqa: E731
    tap.equal(strip(known, sent["id"]), strip(guess, "0123456789abcdef"), "to the last byte")
    for path in (f"/en/submissions/{sent['id']}.json", f"/en/submissions/{sent['id']}/file", f"/en/submissions/{sent['id']}/receipt"):
        other = path.replace(sent["id"], "0123456789abcdef")
        tap.equal(visitor.get(path).status, visitor.get(other).status, f"{path.split('/')[-1][-12:]} as well")
    tap.equal(desk.json("search", desk.dir, "zanzibarleaf")["total"], 0, "search counts nothing")


def story_silence_means_committee_only(desk, tap):
    """Without a word about who may read it, a report is for the Committee alone."""
    desk.init()
    sent = desk.submit(desk.file("report.md", files.report("zanzibarleaf")), organisation=ORGANISATION)
    tap.equal(desk.run("submission", "publish", desk.dir, sent["id"]).status, 1, "it cannot be published")
    hidden(desk, tap, sent["id"], (sent["id"], ORGANISATION), "silence")


def story_public_waits_for_the_word(desk, tap):
    """A report sent as public shows nowhere before the secretariat's word."""
    desk.init()
    sent = desk.submit(desk.file("report.md", files.report("zanzibarleaf")), organisation=ORGANISATION, more=["--public"])
    hidden(desk, tap, sent["id"], (sent["id"], ORGANISATION), "not yet published")


def story_the_name_is_withheld(desk, tap):
    """Name withheld: the text shows, the sender's name nowhere."""
    desk.init()
    sent = desk.submit(desk.file("report.md", files.report("zanzibarleaf")), organisation=ORGANISATION,
                       more=["--name-withheld"])
    desk.publish(sent["id"])
    found = desk.json("search", desk.dir, "zanzibarleaf")
    tap.equal(found["total"], 1, "search finds its words")
    tap.ok(ORGANISATION not in str(found), "without the name", found)
    visitor = desk.serve().visitor()
    seen = traces(desk, visitor, sent["id"])
    seen["page"] = visitor.get(f"/en/submissions/{sent['id']}").text
    seen["json"] = visitor.get(f"/en/submissions/{sent['id']}.json").text
    tap.ok("zanzibarleaf" in seen["page"], "its page shows its words")
    tap.equal([w for w, t in seen.items() if ORGANISATION in t], [], "the name shows nowhere")
    tap.equal(desk.json("search", desk.dir, "Quiet")["total"], 0, "nor is it found by the name")


def story_scores_do_not_tell(desk, tap):
    """A confidential report changes no public search answer, not even the order."""
    desk.init()
    for n in range(4):
        sent = desk.submit(desk.file(f"r{n}.md", files.report("zanzibarleaf " * (n + 1), f"Title {n}")), more=["--public"])
        desk.publish(sent["id"])
    before = desk.run("search", desk.dir, "zanzibarleaf detention", "--json").out
    for n in range(3):
        desk.submit(desk.file(f"c{n}.md", files.report("detention " * 30, f"Hidden {n}")), more=["--confidential"])
    tap.equal(desk.run("search", desk.dir, "zanzibarleaf detention", "--json").out, before, "the answer is the same to the byte")

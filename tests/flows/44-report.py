"""A report written here instead of sent as a file: by an organisation without a word processor, without script, on one page after the other."""
import hashlib
import json
import re
import time

import files
from tasks import answer_until_file, begin, sign_in

PRIORITY = "No child is held because of migration status, as article 17 asks."
QUESTION = "How many families were held together in 2025?"
RECOMMENDATION = "Release every worker who is held without a decision within 48 hours."
FACT = "Workers are held for weeks without a decision, contrary to article 16 (4). We saw **17 cases** in Tema."


def to_write(page):
    """From the question for the file to the step where one writes."""
    return page.form("/write/begin").send()


def write(visitor, section, text, language="en", kind="report", id_=None):
    """Opens a section of the draft, types, saves and leaves it; the page after."""
    base = f"/{language}/writing/{kind}/{id_}/section/{section}"
    page = visitor.get(base)
    page = page.form(f"/section/{section}").send()
    return page.form(f"/section/{section}").fill("typed", text).send("Save and leave the section")


def id_of(visitor):
    return visitor.cookies["td_draft"].split(".")[0]


def written(desk, server, visitor, language="en", name="Union of Tests"):
    """A draft with a whole report in it; the step where one goes on."""
    page = to_write(answer_until_file(begin(visitor, language), name=name))
    id_ = id_of(visitor)
    for section, text in (("who", "We are a union of migrant workers."), ("priorities", PRIORITY), ("articles", FACT),
                          ("questions", QUESTION), ("recommendations", RECOMMENDATION)):
        write(visitor, section, text, language, id_=id_)
    return id_, visitor.get(f"/{language}/send/write")


def finish(page, visibility="public"):
    """From what was found to the receipt."""
    page = page.form().fill("title", "Held without a decision").send()
    page = page.form().send()  # priorities
    page = page.form().choose("visibility", visibility).send()
    return page.form("/answers").send()


def story_no_upload(desk, tap):
    """From the first page to the receipt without a file: its sections become paragraphs, questions, priorities; the file can be checked."""
    desk.init("--checkpoint-seconds", "1")
    server = desk.serve()
    visitor = server.visitor()
    page = answer_until_file(begin(visitor))
    tap.ok(page.has("Write the report here"), "where a file is asked one may write instead", page.words[:600])
    page = to_write(page)
    tap.ok(page.has("Nothing is written yet") and not page.forms() or page.path.endswith("/send/write"), "nothing is written yet")
    tap.ok("Go on with this text" not in page.words, "so there is nothing to go on with")
    id_ = id_of(visitor)
    page = page.follow("Begin to write")
    tap.ok(page.has("Who we are") and page.has("Questions that we propose"), "the editor has the profile's outline", page.words[:600])
    id_ = id_of(visitor)
    for section, text in (("who", "We are a union of migrant workers."), ("priorities", PRIORITY), ("articles", FACT),
                          ("questions", QUESTION), ("recommendations", RECOMMENDATION)):
        page = write(visitor, section, text, id_=id_)
        tap.equal(page.status, 200, f"{section} is saved")
    page = visitor.get("/en/send/write")
    tap.ok(page.has("About 1 of 10 pages"), "the pages are counted against the limit", page.words[:400])
    page = page.form("/send/write").send()
    tap.ok(page.path.endswith("/found"), "then what was found is shown", page.path + " " + page.words[:300])
    form = page.form()
    kinds = sorted(v for k, v in form.values if k.startswith("item-") and v != "text")
    tap.equal(kinds, ["question", "recommendation"], "its questions and recommendations are items")
    tap.ok("16" in form.value("articles"), "articles that it names feed the articles")
    page = form.fill("title", "Held without a decision").send()
    tap.equal(page.form().value("priority-1"), PRIORITY, "its priorities answer that question")
    tap.equal(page.form().value("priority-article-1"), "17", "with their article")
    page = page.form().send()
    page = page.form().choose("visibility", "public").send()
    tap.ok(page.has("report.md"), "the answers name the file that was made", page.words[:400])
    page = page.form("/answers").send()
    tap.ok(page.path.endswith("/done"), "it is sent", page.words[:300])
    receipt = visitor.get(f"/en/submissions/{id_}/receipt-file").text
    bytes_ = visitor.get(f"/en/submissions/{id_}/files/1").body
    tap.ok(hashlib.sha256(bytes_).hexdigest() in receipt, "the receipt holds the hash of its file")
    tap.ok(FACT.encode() in bytes_ and QUESTION.encode() in bytes_, "which is the text, word for word", bytes_[:500])
    desk.publish(id_)
    data = desk.json("submission", "show", desk.dir, id_)
    kinds = {p["kind"]: p["text"] for p in data["paragraphs"]}
    tap.equal(kinds.get("question"), QUESTION, "its paragraphs are rows as of any report")
    tap.equal(kinds.get("recommendation"), RECOMMENDATION, "recommendations too")
    tap.ok(any(p["text"].startswith("Workers are held") and 16 in [a["article"] for a in p["articles"]] for p in data["paragraphs"]),
           "with their articles", json.dumps(data["paragraphs"])[:500])
    public = server.visitor().get(f"/en/submissions/{id_}")
    tap.ok(public.status == 200 and public.has("17 cases"), "the public reads it as any other")
    tap.equal(server.visitor().get(f"/en/writing/report/{id_}").status, 404, "but not the text in which it was written")
    again = visitor.get(f"/en/writing/report/{id_}/section/who")
    tap.ok(again.status == 200 and not [f for f in again.forms() if "/section/" in f.action], "its sender reads that, and changes it no more")
    checked = desk.must("verify", desk.dir)
    tap.ok(checked.status == 0, "verify hashes its file again", str(checked))
    found = desk.json("search", desk.dir, "48 hours")
    tap.ok(found["total"] >= 1, "and it is found by its words")


def story_file_and_back(desk, tap):
    """A file in its place, and back: what was written stays until it is sent; what changed is looked at again."""
    desk.init()
    server = desk.serve()
    visitor = server.visitor()
    id_, page = written(desk, server, visitor)
    found = page.form("/send/write").send()
    tap.ok(found.path.endswith("/found") and found.has("a recommendation"), "what was written was used")
    upload = visitor.get("/en/send/file")
    tap.ok(upload.has("What you wrote here is the report now"), "the question for the file says so", upload.words[:500])
    found = upload.form("/send/file").attach("file", "other.md", files.report("quploaded").encode()).send()
    tap.ok(found.path.endswith("/found"), "a file may be sent in its place", found.path)
    again = visitor.get("/en/send/write")
    tap.ok(again.has("A file was sent in its place") and again.has("About 1 of 10 pages"), "the text is still there", again.words[:500])
    found = again.form("/send/write").send()
    tap.ok(found.path.endswith("/found") and found.has("48 hours") and not found.has("last year"), "and back again", found.words[:400])
    page = found.form().fill("title", "Held").send()
    page.form().fill("priority-1", "Our own words.").send()
    write(visitor, "who", "We are a union, founded in 1994.", id_=id_)
    page = visitor.get("/en/send/answers")
    tap.ok(page.path.endswith("/write") and page.has("changed after you looked"), "what changed since is looked at again", page.path)
    page = page.form("/send/write").send().form().send()
    tap.equal(page.form().value("priority-1"), "Our own words.", "a priority that was changed stays while the text's are as they were")
    write(visitor, "priorities", "No fees, as article 66 asks.", id_=id_)
    page = visitor.get("/en/send/write").form("/send/write").send().form().send()
    tap.equal(page.form().value("priority-1"), "No fees, as article 66 asks.", "and is the text's where that changed")
    page = finish(visitor.get("/en/send/found"))
    tap.ok(page.path.endswith("/done"), "then it is sent", page.words[:300])
    tap.ok(b"1994" in visitor.get(f"/en/submissions/{id_}/files/1").body, "with the last words")
    told = [visitor.get(f"/en/writing/report/{id_}{end}") for end in ("", "/versions", "/versions?section=who", "/section/who")]
    tap.ok(all(p.status == 200 and "union of migrant workers" not in p.text for p in told) and told[0].has("1994"),
           "what was taken out before it was sent is kept by nobody", [(p.path, p.status) for p in told])
    # What was sent as a file keeps no text of it behind.
    other = server.visitor()
    id_, page = written(desk, server, other)
    found = other.get("/en/send/file").form("/send/file").attach("file", "other.md", files.report("quploaded").encode()).send()
    page = finish(found)
    tap.ok(page.path.endswith("/done"), "a file is sent after all")
    tap.equal(other.get(f"/en/writing/report/{id_}").status, 404, "what was written beside it is gone for good")
    # Erased with its draft.
    third = server.visitor()
    id_, page = written(desk, server, third)
    third.get("/en/send/write").form("/send/write").send().form().fill("title", "Third").send().form().send()
    page = third.get("/en/send/visibility").form().choose("visibility", "public").send()
    page.form("/discard").send()
    tap.equal(third.get(f"/en/writing/report/{id_}").status, 404, "an erased draft takes its text along")


def story_nothing_is_lost(desk, tap):
    """What was typed comes back: too long, signed out, a stranger's browser; nothing is kept on the computer but which draft it is."""
    desk.init()
    server = desk.serve()
    visitor = server.visitor()
    page = to_write(answer_until_file(begin(visitor)))
    id_ = id_of(visitor)
    tap.equal(sorted(visitor.cookies), ["td_draft", "td_form"], "two cookies of the browser's session, nothing else")
    stranger = server.visitor()
    for address in (f"/en/writing/report/{id_}", f"/en/writing/report/{id_}/section/who", f"/en/writing/report/{id_}/versions"):
        tap.equal(stranger.get(address).status, 404, f"a stranger has no {address.replace(id_, 'ID')}")
    page = visitor.get(f"/en/writing/report/{id_}/section/who").form("/section/who").send()
    page = page.form("/section/who").fill("typed", "qlong " * 6000).send("Save")
    tap.ok(page.status in (413, 422) and "qlong qlong" in page.form("/section/who").value("typed"), "too long: it comes back as typed",
           f"{page.status} {page.words[:300]}")
    empty = visitor.get("/en/send/write")
    tap.ok(empty.has("Nothing is written yet") and not empty.has("Go on with this text"), "and nothing stands")
    write(visitor, "who", "We are we.", id_=id_)
    token = dict(visitor.get("/en/send/write").form("/send/write").values)["csrf"]
    write(visitor, "who", "\n", id_=id_)
    bare = visitor.request("POST", "/en/send/write", f"csrf={token}".encode(), {"Content-Type": "application/x-www-form-urlencoded"})
    tap.ok(bare.status == 422 and bare.has("Nothing is written yet"), "an empty text is no report", f"{bare.status} {bare.words[:200]}")


def story_colleagues(desk, tap):
    """Two of one organisation write in one draft, each in a section; whoever comes second in one has to wait, and loses nothing."""
    desk.init()
    org = desk.json("organisation", "add", desk.dir, "--name", "Open Union", "--kind", "ngo", "--country", "GHA", "--visibility", "public")["id"]
    for who, level in (("ama", "contributor"), ("bo", "contributor"), ("vi", "viewer")):
        desk.user(f"{who}@example.org", "--role", "organisation")
        desk.sql("insert into membership (person, organisation, level, since)"
                 f" select id, '{org}', '{level}', 1 from person where address = '{who}@example.org'")
    server = desk.serve()
    ama, bo, vi = (sign_in(server, f"{n}@example.org") for n in ("ama", "bo", "vi"))
    page = begin(ama).form().fill("state", "GHA").choose("purpose", "dialogue").send()
    page = page.form().choose("organisation", org).send()
    page = to_write(page)
    tap.ok(page.has("Colleagues of your organisation"), "colleagues can write too", page.words[:500])
    id_ = id_of(ama)
    ama.get(f"/en/writing/report/{id_}/section/who").form("/section/who").send()
    bo.get("/en/account/submissions").form("/go-on").send()
    held = bo.get(f"/en/writing/report/{id_}/section/who")
    tap.ok(held.has("ama@example.org") or held.has("writes here now"), "one sees who writes there now", held.words[:400])
    page = write(bo, "questions", QUESTION, id_=id_)
    tap.equal(page.status, 200, "and writes in another section")
    page = vi.get(f"/en/writing/report/{id_}/section/articles")
    tap.ok(page.status == 200 and not [f for f in page.forms() if "/section/" in f.action], "a viewer reads, and writes not",
           f"{page.status} {page.words[:200]}")
    page = ama.get(f"/en/writing/report/{id_}/section/who").form("/section/who").fill("typed", "We are a union.").send("Save and leave the section")
    page = bo.get("/en/send/write")
    tap.ok(page.has("About 1 of 10 pages"), "both wrote one report", page.words[:300])
    done = finish(page.form("/send/write").send())
    tap.ok(done.path.endswith("/done"), "either sends it", done.words[:300])
    # Asked for a change, it goes on from its words.
    desk.must("submission", "ask-change", desk.dir, id_, "--reason", "Add a date.")
    page = bo.get("/en/account/submissions").form("/correct").send()
    fresh = id_of(bo)
    page = bo.get("/en/send/write")
    tap.ok(fresh != id_ and page.has("About 1 of 10 pages"), "the corrected one begins with its words", page.words[:300])
    tap.ok(bo.get(f"/en/writing/report/{fresh}").has("We are a union."), "all of them")


OBSERVATIONS = """# Concluding observations on the initial report of Ghana

## Recruitment

13. The Committee recommends that the State party prohibit recruitment fees in law, as article 66 asks.

## Detention

15. The Committee urges the State party to hold nobody in immigration detention without a decision of a judge (article 16).
"""


def story_earlier_recommendations(desk, tap):
    """What the Committee recommended last is offered, one by one; what is written under one names it by symbol and paragraph."""
    desk.init()
    for symbol, day, text in (("CMW/C/GHA/CO/1", "2014-09-12", OBSERVATIONS),
                              ("CMW/C/GHA/CO/1-2", "2010-09-12", OBSERVATIONS.replace("recruitment fees", "older fees"))):
        desk.must("document", "import", desk.dir, "--symbol", symbol, "--language", "en", "--date", day,
                  desk.file(day + ".md", text))
    server = desk.serve()
    visitor = server.visitor()
    page = answer_until_file(begin(visitor))
    tap.ok(visitor.get("/en/send/earlier").path.endswith("/send/file"), "who writes nothing here is led to where one begins")
    page = to_write(page)
    id_ = id_of(visitor)
    page = page.follow("Write on what the Committee recommended to this State before")
    for _ in range(50):  # the list follows the library
        if page.has("recruitment fees"):
            break
        time.sleep(0.1)
        page = visitor.get("/en/send/earlier")
    tap.ok(page.has("CMW/C/GHA/CO/1") and page.has("recruitment fees") and page.has("hold nobody") and not page.has("older fees"),
           "the newest concluding observations are offered", page.words[:800])
    form = page.form("/send/earlier?")
    names = [n for n, _ in form.values if n.startswith("on-")]
    tap.equal(len(names), 2, "each with a field")
    empty = form.send()
    tap.ok(empty.status == 422 and empty.has("Nothing is written yet"), "nothing is no report", empty.words[:300])
    long_ = visitor.get("/en/send/earlier").form("/send/earlier?").fill(names[1], "qlong " * 1000).send()
    tap.ok(long_.status == 422 and "qlong" in long_.form("/send/earlier?").value(names[1]), "too long: it comes back", f"{long_.status}")
    page = form.fill(names[0], "A law was drafted [2024], and *nothing* came of it.").send()
    tap.ok(page.has("1 paragraph was put into your report") and page.has("1 paragraph of your report speaks of it"),
           "what is written is in the report", page.words[:500])
    text = visitor.get(f"/en/writing/report/{id_}/section/earlier")
    tap.ok(text.has("CMW/C/GHA/CO/1, para. 13: A law was drafted [2024], and *nothing* came of it."), "by symbol and paragraph, as typed",
           text.words[:500])
    narrowed = visitor.get("/en/send/earlier?article=16")
    tap.ok(narrowed.has("hold nobody") and not narrowed.has("recruitment fees"), "narrowed to an article", narrowed.words[:400])
    tap.ok(visitor.get("/en/send/write").has("About 1 of 10 pages"), "and counts towards the pages")
    elsewhere = server.visitor()
    to_write(answer_until_file(begin(elsewhere), state="PHL"))
    tap.ok(elsewhere.get("/en/send/earlier").has("No recommendations of the Committee to this State"), "a State without any says so")

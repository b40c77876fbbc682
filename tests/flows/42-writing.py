"""The structured editor: two people in one section, a lease taken over, words beside the text, versions, words that come back."""
import re

from tasks import sign_in

FIRST = "1. The Committee asks about fees.\n\nPlease say who pays **them**.^[Article 35.]"


def staff(desk):
    for who in ("ana", "ben"):
        desk.user(f"{who}@example.org", "--role", "member", "--state", "MEX")
        desk.sql(f"update person set name = '{who.title()}' where address = '{who}@example.org'")
    desk.user("own@example.org", "--role", "member", "--state", "GHA")
    return desk.json("paper", "begin", desk.dir, "--kind", "list-of-issues", "--state", "GHA", "--cycle", "2")["id"]


def section(id_, slug="general"):
    return f"/en/writing/paper/{id_}/section/{slug}"


def write(visitor, id_, typed, slug="general", button="Save", base=None):
    """Takes the section where it is not taken, types, saves; the page that comes."""
    page = visitor.get(section(id_, slug))
    if not any("Save" in b for form in page.forms() for b in form.buttons()):
        page = page.form("Write in this section").send("Write in this section")
    form = page.form("Save").fill("typed", typed)
    if base is not None:
        form.values = [(n, base if n == "base" else v) for n, v in form.values]
    return form.send(button)


def run_out(desk):
    """Every lease ends."""
    desk.sql("update written_section set held_until = 1 where holder is not null")


def story_two_in_one_section(desk, tap):
    """Ana writes; Ben reads meanwhile, takes over when her lease ended; what she then saves stands beside, and is taken in."""
    desk.init()
    id_ = staff(desk)
    server = desk.serve()
    ana, ben = sign_in(server, "ana@example.org"), sign_in(server, "ben@example.org")
    page = write(ana, id_, FIRST)
    tap.ok(page.has("Saved."), "it is saved, and said")
    whole = ben.get(f"/en/writing/paper/{id_}")
    tap.ok(whole.has("Ana") and whole.has("who pays them"), "Ben reads it, and who writes there")
    tap.ok('<a class="n" href="#p' in whole.text and "Article 35." in whole.text, "paragraphs have anchors, notes stand below")
    page = ben.get(section(id_))
    tap.ok(page.has("Ana") and page.has("writes here now"), "he is told who has it and until when")
    tap.ok(not any("Write in this section" in b for f in page.forms() for b in f.buttons()), "and gets no button that would fail")
    left_open = ana.get(section(id_)).form("Save")  # on version 1
    run_out(desk)
    page = write(ben, id_, FIRST.replace("fees", "recruitment fees"), button="Save and leave the section")
    tap.ok(page.has("Saved."), "once the lease ended he takes over")
    page = left_open.fill("typed", FIRST + "\n\nAnd who checks it?").send("Save")
    tap.ok("/branch/" in page.path and page.has("nothing is lost"), "Ana's save becomes words beside the section")
    tap.ok(page.tree.first("ins") is not None and page.tree.first("del") is not None, "with what differs, marked as added and taken out")
    branch = page.path
    tap.ok(ben.get(section(id_)).has("Look at both: Ana"), "everybody who writes sees that they wait")
    page = ben.get(branch).form("Put in what they change").send("Put in what they change")
    tap.ok(page.has("Taken in"), "what she changed is put in")
    said = ben.get(f"/en/writing/paper/{id_}").words
    tap.ok("recruitment fees" in said and "And who checks it?" in said, "and both stand")
    page = ben.get(branch)
    tap.ok(page.has("Taken in") and page.has("Ben") and not page.forms()[0].action.endswith("/branch"), "the words stay readable")
    # Both changed one paragraph: a person has to say.
    old = ana.get(f"/en/writing/paper/{id_}.json").text
    tap.ok('"branches":0' in old.replace(" ", ""), "nothing waits any more")
    page = write(ana, id_, FIRST.replace("about fees", "about Ana"), base="1")
    tap.ok("/branch/" in page.path, "a save on an old base never writes over what stands")
    tap.ok(not any("Put in" in b for f in page.forms() for b in f.buttons()), "where both changed a paragraph no machine decides")
    page = page.form("Set aside").fill("reason", "").send("Set aside")
    tap.ok(page.status == 422 and page.errors(), "setting aside needs a reason")
    page = page.form("Set aside").fill("reason", "Another wording was agreed.").send("Set aside")
    tap.ok(page.has("Set aside") and page.has("Another wording was agreed."), "which whoever wrote reads")
    tap.ok(sign_in(server, "own@example.org").get(f"/en/writing/paper/{id_}").status == 404, "a member of that State sees nothing")
    tap.ok(server.visitor().get(f"/en/writing/paper/{id_}").status == 404, "nor does anybody else")


def story_versions(desk, tap):
    """Versions compared word by word, of a section and of the whole; the outline changed."""
    desk.init()
    id_ = staff(desk)
    server = desk.serve()
    ana = sign_in(server, "ana@example.org")
    write(ana, id_, "The fees are high.\n\nThis goes.")
    desk.sql("update written_version set at = at - 60000000")
    write(ana, id_, "The fees are very high.\n\nThis is new.", button="Save and leave the section")
    page = ana.get(f"/en/writing/paper/{id_}/versions?section=general")
    tap.ok(page.has("version 2") and page.has("Ana"), "who and when")
    rows = re.findall(r'name="from" value="(\w+)"', page.text)
    form = page.form("Compare").choose("from", rows[1]).choose("to", rows[0])
    page = form.send("Compare")
    added, removed = [n.words() for n in page.tree.all("ins")], [n.words() for n in page.tree.all("del")]
    tap.ok(any("very" in w for w in added) and any("goes" in w for w in removed), "what came and what went, by more than colour")
    tap.ok(all(w.startswith("added:") for w in added if "very" in w), "and by words for those who do not see it")
    page = ana.get(f"/en/writing/paper/{id_}/versions").form("Compare").choose("from", rows[0]).choose("to", rows[1]).send("Compare")
    tap.ok(page.has("What changed") and page.has("very"), "the whole as it stood at two moments")
    page = ana.get(f"/en/writing/paper/{id_}/outline").form("Add it at the end").fill("title", "Children").send("Add it at the end")
    tap.ok('value="Children"' in page.text, "a section is added")
    form = next(f for f in page.forms() if ("title", "Children") in f.values)
    page = form.send("Move up")
    form = next(f for f in page.forms() if ("section", "general") in f.values)
    page = form.send("Take out of the text")
    tap.ok(page.status == 200 and not ana.get(f"/en/writing/paper/{id_}").has("very high"), "a section is taken out, with its words")
    form = next(f for f in page.forms() if ("section", "general") in f.values)
    form.send("Put back")
    tap.ok(ana.get(f"/en/writing/paper/{id_}").has("very high"), "and comes back with them")


def story_words_come_back(desk, tap):
    """Signed out meanwhile, too long, no right any more: what was typed comes back, and is saved when it is sent again."""
    desk.init()
    id_ = staff(desk)
    server = desk.serve()
    ana = sign_in(server, "ana@example.org")
    page = ana.get(section(id_)).form("Write in this section").send("Write in this section")
    form = page.form("Save").fill("typed", "x " * 16000)
    page = form.send("Save")
    tap.ok(page.status == 422 and page.errors() and "x x x x" in page.form("Save").value("typed"), "too long: it is said, and all of it comes back")
    form = page.form("Save").fill("typed", "Words of a long evening.")
    cookie = ana.cookies.pop("td_session")
    page = form.send("Save")
    tap.ok(page.has("Nothing is lost") and "Words of a long evening." in page.text, "signed out: the words come back")
    tap.ok("no-store" in page.headers.get("Cache-Control", ""), "and stay nowhere")
    again = page.form("Save again")
    page = again.send("Save again")
    tap.ok("Words of a long evening." in page.text, "as often as they are sent")
    ana.cookies["td_session"] = cookie
    page = page.form("Save again").send("Save again")
    tap.ok("Words of a long evening." in page.text and page.has("Nothing is lost"), "a form of one who was signed out saves nothing for one who is in")
    page = page.form("Save again").send("Save again")
    tap.ok(page.has("Saved."), "signed in again they are saved")
    desk.must("user", "conflict", desk.dir, "ana@example.org", "--state", "GHA", "--ground", "residence")
    ana = sign_in(server, "ana@example.org")
    tap.ok(ana.get(section(id_)).status == 404, "who got a conflict sees nothing any more")


def story_articles(desk, tap):
    """The program proposes articles beside each paragraph; the writer takes them, or says others."""
    desk.init()
    id_ = staff(desk)
    server = desk.serve()
    ana = sign_in(server, "ana@example.org")
    page = write(ana, id_, "Please say who is held, as article 16 of the Convention asks.\n\nNothing of any article.")
    boxes = [f for _, f in page.form("Save").fields() if f.get("type") == "checkbox"]
    tap.equal([b.get("value") for b in boxes], ["16"], "article 16 is proposed, with its words, and no other")
    form = page.form("Save").choose(boxes[0].get("name"), "16")
    second = [f.get("name") for _, f in form.fields() if f.get("name", "").startswith("a-")][1]
    page = form.fill(second, "7, 9").send("Save")
    tap.ok(page.has("Saved."), "saved")
    text = ana.get(f"/en/writing/paper/{id_}.json").text
    import json
    articles = [p.get("articles", []) for s in json.loads(text)["text"]["sections"] for p in s["paragraphs"]]
    tap.equal(articles, [[16], [7, 9]], "each paragraph has its articles")
    tap.ok(ana.get(f"/en/writing/paper/{id_}").has("Articles 7, 9"), "shown in the margin")


def story_articles_of_rows(desk, tap):
    """A row of a table refers to articles too: proposed, said, kept when its words change, and shown in a column of their own."""
    desk.init()
    id_ = staff(desk)
    server = desk.serve()
    ana = sign_in(server, "ana@example.org")
    table = "| Asked of | How many |\n| --- | --- |\n| Those held under article 16 of the Convention | 40 |\n| Others | 7 |"
    page = write(ana, id_, table)
    form = page.form("Save")
    fields = [f.get("name") for _, f in form.fields() if f.get("name", "").startswith("a-")]
    boxes = [f for _, f in form.fields() if f.get("type") == "checkbox"]
    tap.equal((len(fields), [b.get("value") for b in boxes]), (2, ["16"]), "each row but that of headings has its field, and article 16 is proposed")
    page = form.choose(boxes[0].get("name"), "16").fill(fields[1], "7, 9").send("Save")
    page = write(ana, id_, table.replace("| 40 |", "| 41 |"))
    tap.ok(page.has("Saved."), "saved again")
    kept = ana.get(f"/en/writing/paper/{id_}.json").text
    import json
    articles = [p.get("articles", []) for s in json.loads(kept)["text"]["sections"] for p in s["paragraphs"]]
    tap.equal(articles, [[], [16], [7, 9]], "rows keep their articles")
    shown = ana.get(f"/en/writing/paper/{id_}")
    cells = [[c.words().strip() for c in row.all("td", "th")] for row in shown.tree.all("tr")]
    tap.ok(["Asked of", "How many", "Articles"] in cells and ["Others", "7", "7, 9"] in cells, "the table shows them", cells)

"""The pool: what contributions propose, alike things together, by article; taken into a draft in one act; who sees it, and who not."""
import json

from tasks import send_by_web, sign_in

POOL = "/en/states/GHA/pool"
FEES = "The State party should prohibit that recruitment agencies charge fees to migrant workers."
DETAINED = "How many migrant workers were held under article 16 in 2025, and for how long?"


def text_of(title, recommendations=(), questions=(), secret=""):
    lines = [f"# {title}", "## Detention", f"1. Migrant workers are held without a decision, contrary to article 16. {secret}"]
    if questions:
        lines += ["## Questions"] + [f"({'abcdef'[i]}) {q}" for i, q in enumerate(questions)]
    if recommendations:
        lines += ["## Recommendations"] + [f"({'abcdef'[i]}) {r}" for i, r in enumerate(recommendations)]
    return "\n\n".join(lines) + "\n"


def send(desk, name, organisation, text, *more):
    return desk.submit(desk.file(name, text), organisation=organisation, more=more)["id"]


def people(desk):
    desk.user("officer@example.org", "--role", "secretariat")
    desk.user("member@example.org", "--role", "member", "--state", "PHL")
    desk.user("own@example.org", "--role", "member", "--state", "GHA")
    desk.user("mission@example.org", "--role", "permanent-mission", "--state", "GHA")


def contributions(desk):
    """Four organisations: three ask for the same in their own words, one of them in confidence."""
    ids = {
        "first": send(desk, "a.md", "Open Union", text_of("A", [FEES, "The State party should ratify Convention No. 189."],
                                                          [DETAINED]), "--public"),
        "second": send(desk, "b.md", "Quiet Union", text_of("B", [
            "Recruitment agencies should be prohibited from charging fees to migrant workers, and fined. qquietwords"]),
            "--confidential"),
        "third": send(desk, "c.md", "Third Union", text_of("C", [
            "Prohibit by law that recruitment agencies charge any fees to migrant workers."], [
            "How many migrant workers were held in detention under article 16 in the year 2025? For how long?"]), "--public"),
        "refused": send(desk, "d.md", "Refused Union", text_of("D", [FEES + " qrefusedwords"]), "--public"),
    }
    for name in ("first", "second", "third"):
        desk.must("submission", "accept", desk.dir, ids[name])
    desk.publish(ids["third"])
    desk.must("submission", "refuse", desk.dir, ids["refused"], "--reason", "Not about the Convention.")
    return ids


def groups(data, kind):
    return [g for g in data["groups"] if g["kind"] == kind]


def story_alike_together(desk, tap):
    """Three that say the same are one group with three organisations; what nobody else says stands alone."""
    desk.init()
    ids = contributions(desk)
    data = desk.json("pool", desk.dir, "GHA")
    tap.equal((data["state"], data["submissions"]), ("GHA", 3), "the State's review, without what was refused")
    tap.ok("qrefusedwords" not in json.dumps(data), "nor its words")
    fees = [g for g in groups(data, "recommendation") if "fees" in g["text"]]
    tap.equal([(g["organisations"], len(g["items"])) for g in fees], [(3, 3)], "three organisations say one thing")
    tap.ok(fees[0]["text"].startswith("Prohibit by law"), "what is public stands for all", fees[0]["text"])
    tap.equal({i["name"] for i in fees[0]["items"]}, {"Open Union", "Quiet Union", "Third Union"}, "named for the secretariat")
    held = groups(data, "question")
    tap.equal([(g["organisations"], g["article"]) for g in held], [(2, 16)], "two ask one question, under article 16")
    alone = [g for g in groups(data, "recommendation") if "189" in g["text"]]
    tap.equal([g["organisations"] for g in alone], [1], "what nobody else says stands alone")
    tap.equal([g["kind"] for g in data["groups"]][0], "question", "what speaks of an article comes before what speaks of none")
    only = desk.json("pool", desk.dir, "GHA", "--article", "16")
    tap.ok(only["total"] == 1 and only["groups"][0]["kind"] == "question", "narrowed to an article", str(only)[:300])
    words = desk.json("pool", desk.dir, "GHA", "--words", "fines agencies")
    tap.equal([g["organisations"] for g in words["groups"]], [3], "all words, in any form, in one of a group")
    tap.equal(desk.json("pool", desk.dir, "GHA", "--words", "agencies nowhere")["total"], 0, "not some of them")
    tap.equal(desk.json("pool", desk.dir, "GHA", "--kind", "priority")["total"], 0, "narrowed to a kind")
    tap.equal(desk.run("pool", desk.dir, "GHA", "--kind", "poem").status, 1, "an unknown kind is said so")
    tap.equal(desk.run("pool", desk.dir, "XXX").status, 1, "and no State party")
    tap.equal(desk.json("pool", desk.dir, "GHA", "--cycle", str(data["cycle"] + 1))["submissions"], 0, "another review is another pool")
    desk.must("submission", "take-down", desk.dir, ids["third"])
    data = desk.json("pool", desk.dir, "GHA")
    tap.equal([g["organisations"] for g in groups(data, "recommendation") if "fees" in g["text"]], [2], "what was taken back counts no more")


def story_who_sees_it(desk, tap):
    """Members and the secretariat; nobody with a conflict, nobody who acts for the State, not the public."""
    desk.init()
    ids = contributions(desk)
    people(desk)
    server = desk.serve()
    visitor = server.visitor()
    send_by_web(visitor, "e.md", text_of("E", [], ["How are families told where somebody is held?"]).encode(), name="Priority Union")
    member, own, mission, officer = (sign_in(server, f"{n}@example.org") for n in ("member", "own", "mission", "officer"))
    page = member.get(POOL)
    tap.ok(page.status == 200 and page.has("3 organisations say it") and page.has("qquietwords") and page.has("Quiet Union"),
           "a member reads all of it, with names", page.words[:600])
    tap.equal(member.get("/en/states/GHA/dossier").follow("Proposed questions and recommendations").status, 200, "the dossier leads there")
    tap.ok("no-store" in page.headers["Cache-Control"], "and no browser keeps it")
    tap.ok(page.has("Not public"), "what is not public is marked")
    narrowed = page.form("/pool").fill("article", "16").fill("kind", "question").send()
    tap.ok(narrowed.has("2 organisations say it") and not narrowed.has("qquietwords"), "narrowed by its form", narrowed.words[:400])
    empty = page.form("/pool").fill("article", "99").send()
    tap.ok(empty.has("Nothing is proposed that fits"), "what fits nothing says so", empty.words[:300])
    readers = officer.get(f"/en/submissions/{ids['second']}/readers")
    tap.ok(readers.has("member@example.org"), "that a member read what is confidential is noted", readers.words[:400])
    for name, one, status in (("a member of that State", own, 404), ("its mission", mission, 403), ("the public", visitor, 403)):
        for address in (POOL, POOL + ".json", POOL + "/take?of=" + ids["second"] + ".recommendation.4"):
            answer = one.get(address)
            tap.equal(answer.status, status, f"{name}: {address.replace(ids['second'], 'ID')}")
            tap.ok("qquietwords" not in answer.text and "Quiet" not in answer.text, "and no word of it")


def story_taken_into_a_draft(desk, tap):
    """A member takes a group into a section in words of their own; what was taken is marked, twice is once, and its origin stays inside."""
    desk.init()
    contributions(desk)
    people(desk)
    server = desk.serve()
    member, mission = sign_in(server, "member@example.org"), sign_in(server, "mission@example.org")
    page = member.get(POOL + "?article=66").follow("Take into a draft")
    tap.ok(page.has("There is no draft on this State"), "without a draft it leads to one", page.words[:300])
    tap.equal(page.follow("Begin a draft").status, 200, "that can be begun")
    paper = desk.json("paper", "begin", desk.dir, "--state", "GHA", "--kind", "list-of-issues")["id"]
    page = member.get(f"/en/papers/{paper}").follow("Proposed questions and recommendations")
    tap.ok(page.has("3 organisations say it"), "the draft leads to it", page.words[:300])
    page = member.get(POOL + "?article=66").follow("Take into a draft")
    form = page.form("/pool/take")
    tap.ok(form.value("words").startswith("Prohibit by law") and not page.has("These words were not published"),
           "public words stand in the form, to be changed", form.value("words"))
    alone = member.get(POOL + "?words=189").follow("Take into a draft")
    tap.ok(alone.has("These words were not published"), "of what is not public one is warned", alone.words[:400])
    bad = form.send()
    tap.ok(bad.status == 422 and bad.has("Choose the draft and the section"), "where it goes has to be chosen", bad.words[:300])
    form = bad.form("/pool/take").fill("words", "Please say whether *any* fee is charged. qdraftwords").fill("into", f"{paper} general")
    page = form.send()
    tap.ok(page.path == POOL and page.has("Taken in") and page.has("Taken: List of issues"), "it is taken in one act, and marked",
           page.path + page.words[:500])
    tap.ok(page.form("/pool").value("article") == "66", "and one is back where one was")
    text = member.get(f"/en/writing/paper/{paper}")
    tap.ok(text.has("qdraftwords"), "the draft has the words", text.words[:500])
    data = json.loads(member.get(POOL + ".json").text)
    taken = [g for g in data["groups"] if any(i["taken"] for i in g["items"])]
    tap.equal([{t["paper"] for i in g["items"] for t in i["taken"]} for g in taken], [{paper}], "one group is marked, with where it stands")
    again = form.send()
    tap.equal(again.status, 409, "pressed twice is once")
    tap.equal(member.get(f"/en/writing/paper/{paper}").text.count("qdraftwords"), 1, "it stands there once")
    for address in (f"/en/papers/{paper}", f"/en/papers/{paper}.json"):
        told = member.get(address).text
        tap.ok("Quiet Union" not in told and "Open Union" not in told, f"where it came from is not in {address.replace(paper, 'ID')}")
    tap.equal(mission.get(f"/en/writing/paper/{paper}").status in (403, 404), True, "and the draft is not the State's to read")

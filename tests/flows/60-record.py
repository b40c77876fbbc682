"""What remains of a meeting: answers in the dossier, the record drafted and published, figures that tell of nobody."""
import importlib
import json
import re

from tasks import sign_in

questions = importlib.import_module("56-questions")


def story_filed(desk, tap):
    """Questions and answers stand in the dossier by source and by article, for those who take part in the review."""
    server, lead, organisation, meeting = questions.house(desk)
    id_ = desk.json("question", "add", desk.dir, meeting, "Who is held, contrary to article 16?", "--by", "Ms. Chair", "--to", organisation,
                    "--state", "GHA")["id"]
    lead.get(f"/en/questions/{id_}").form("/answer").fill("text", "qforty persons.").send()
    member, own, public = sign_in(server, "member@example.org"), sign_in(server, "own@example.org"), server.visitor()
    page = member.get("/en/states/GHA/dossier/16")
    tap.ok(page.status == 200 and page.has("qforty persons.") and page.has("Union of Tests, question 1") and page.has("Committee alone"),
           "under its article, with whose it is", page.words[:1500])
    tap.equal(page.follow("Union of Tests, question 1").path, f"/en/questions/{id_}", "it leads to the question")
    tap.ok("qforty" in member.get("/en/states/GHA/dossier.json").text, "and as JSON")
    tap.equal([v.get("/en/states/GHA/dossier/16").status for v in (own, public)], [404, 403], "for nobody else")
    tap.ok("qforty" not in public.get("/en/states/GHA/coverage.json").text, "nor in what everybody sees")


def story_record(desk, tap):
    """Minutes are a draft of the Committee until they are published; what is written later is a draft again."""
    server, lead, organisation, meeting = questions.house(desk)
    officer, member, public = sign_in(server, "secretariat@example.org"), sign_in(server, "member@example.org"), server.visitor()
    path = f"/en/meetings/{meeting}/record"
    tap.ok(public.get(path).has("No record of this meeting has been published"), "there is none yet")
    page = officer.get(path).form("Save as a draft").fill("minutes", "The chair <b>opened</b> it.\n\nqdraft followed.").send("Save as a draft")
    tap.ok(page.has("Draft") and page.has("The chair <b>opened</b> it."), "a draft, as text", page.words[:700])
    tap.ok(member.get(path).has("qdraft") and not public.get(path).has("qdraft"), "for the Committee alone")
    tap.equal(public.get(path + ".json").text.count("qdraft"), 0, "in JSON too")
    page = officer.get(path).form("Save as a draft").send("Publish the record")
    tap.ok(page.status == 422 and page.has("has not ended"), "not before the end", page.words[:500])
    ended = questions.plant_meeting(desk, begun=20000)
    path = f"/en/meetings/{ended}/record"
    stale = officer.get(path).form("Save as a draft").fill("minutes", "Other words.")
    page = officer.get(path).form("Save as a draft").fill("minutes", "It began and ended.").send("Publish the record")
    tap.ok(page.has("Published"), "published after it", page.words[:500])
    tap.ok(public.get(path).has("It began and ended."), "for everybody")
    late = stale.send("Save as a draft")
    tap.ok(late.status == 422 and "Other words." in late.text and late.has("A colleague wrote"), "an older form overwrites nothing")
    officer.get(path).form("Save as a draft").fill("minutes", "qbetter").send("Save as a draft")
    tap.ok(not public.get(path).has("qbetter") and public.get(path).has("It began and ended."), "a later draft is a draft")


def story_figures(desk, tap):
    """Who came, in pictures with their tables; below five nothing is told."""
    server, _, _, _ = questions.house(desk)
    page = server.visitor().get("/en/sessions/41/figures")
    tap.ok(page.status == 200 and page.has("Nothing is known of who came"), "nobody yet", page.words[:500])
    meeting = questions.plant_meeting(desk, begun=20000)
    came = [("in-person", "ngo", "Africa")] * 7 + [("video", "ngo", "Africa")] * 6 + [("telephone", "nhri", "Americas")] * 2
    desk.sql(*(f"insert into attendance (id, session, meeting, day, mode, who, kind, region, language, at) values ('{questions.new_id()}', 41,"
               f" '{meeting}', '2026-11-20', '{way}', '{questions.new_id()}', '{kind}', '{region}', 'en', 0)" for way, kind, region in came))
    page = server.visitor().get("/en/sessions/41/figures")
    tap.ok(page.has("By region") and page.has("By language") and page.has("Africa") and "<svg" in page.text, "in pictures, with their tables",
           page.words[:900])
    shown = [int(n) for n in re.findall(r'<td class="num">(\d+)</td>', page.text)]
    tap.ok(page.has("not told") and 2 not in shown, "two by telephone are not told", page.words[:900])
    tap.ok(15 - 13 not in {a - b for a in shown for b in shown if a > b} | {a - b - c for a in shown for b in shown for c in shown},
           "nor by what is left of a sum", str(shown))
    officer = sign_in(server, "secretariat@example.org")
    officer.get(f"/en/meetings/{meeting}/record").form("Save as a draft").send("Publish the record")
    tap.ok(server.visitor().get(f"/en/meetings/{meeting}/record").has("By region"), "the record of a meeting has its own")


def story_in_the_dossier(desk, tap):
    """The dossier of a State has its meetings: of those that are over what remains of them, for those who take part in the review."""
    server, _, organisation, to_come = questions.house(desk)
    meeting = questions.plant_meeting(desk, states=("GHA", "SEN"), begun=20000)
    briefing = questions.plant_meeting(desk, kind="lunchtime-briefing", closed=True, begun=30000)
    elsewhere = questions.plant_meeting(desk, states=("SEN",), begun=20000)
    for text, state in (("Who is held?", "GHA"), ("Why?", "GHA"), ("Where?", "SEN")):
        id_ = desk.json("question", "add", desk.dir, meeting, text, "--by", "Ms. Chair", "--to", "all", "--state", state)["id"]
    officer, member, own = (sign_in(server, f"{who}@example.org") for who in ("secretariat", "member", "own"))
    first = re.search(r"/questions/(\w{16})", officer.get(f"/en/meetings/{meeting}/questions?state=GHA").text).group(1)
    officer.get(f"/en/questions/{first}").form("/spot").fill("by", "The Union").send()
    came = ["in-person"] * 6 + ["video"] * 7 + ["telephone"] * 2
    desk.sql(*(f"insert into attendance (id, session, meeting, day, mode, who, kind, region, language, at) values ('{questions.new_id()}', 41,"
               f" '{meeting}', '2026-11-20', '{way}', '{questions.new_id()}', 'ngo', 'Africa', 'en', 0)" for way in came),
             *(f"insert into attendance (id, session, meeting, day, mode, who, kind, region, language, at) values ('{questions.new_id()}', 41,"
               f" '{briefing}', '2026-11-20', 'video', '{questions.new_id()}', 'ngo', 'Africa', 'en', 0)" for _ in range(3)),
             "insert into meeting_caption (meeting, language, n, at, text, closed, version, changed, actor, search_key) values"
             f" ('{meeting}', 'en', 1, 1, 'qsaid', 0, 1, 1, 'x', 990001)",
             *(f"insert into room_recording (id, meeting, file, began, ended, content, public, bytes, lost) values ('{questions.new_id()}',"
               f" '{meeting}', 'x', 1, 2, {content}, 0, 1, 0)" for content in ("'" + "0" * 64 + "'", "null")))
    page = member.get("/en/states/GHA/dossier")
    rows = dict(re.findall(r'<li><a href="/en/meetings/(\w+)">(.*?)</li>', page.text, re.S))
    tap.equal(list(rows), [briefing, meeting, to_come], "the State's meetings by date, and no other State's")
    held = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", rows[meeting]))
    tap.ok("All who came: 15 · " in held and "By video: 7" in held and held.count("not told") == 2 and ": 6" not in held,
           "who came, without small numbers and what would tell them", held)
    tap.ok("2 questions, 1 without an answer" in held, "what was asked about this State", held)
    links = re.findall(r'href="/en/meetings/\w+(/[a-z]+)', rows[meeting])
    tap.equal(links, ["/questions", "/record", "/captions", "/recordings"], "and ways to what remains, of recordings the one that is kept")
    tap.ok("closed" in rows[briefing] and "All who came: not told" in re.sub(r"<[^>]+>", "", rows[briefing]) and "/record" in rows[briefing],
           "a closed one for those of the Committee", rows[briefing])
    tap.ok("/record" not in rows[to_come], "of one that is not over it says when it is", rows[to_come])
    tap.equal([v.get("/en/states/GHA/dossier").status for v in (own, server.visitor())], [404, 403], "nobody else has any of it")
    tap.ok(member.get("/ar/states/GHA/dossier").status == 200 and elsewhere not in page.text, "in Arabic too")


def story_more(desk, tap):
    """After its dialogue a State sends more in writing, until the hour and not a day longer."""
    server, _, _, _ = questions.house(desk)
    file = desk.file("more.md", "# More\n\n1. On article 16: qmore figures.\n")

    def send():
        return desk.run("submit", desk.dir, "--as-state", "GHA", "--purpose", "state-more", "--contact", "mission@example.org", file)

    no = send()
    tap.ok(no.status == 1 and "dialogue" in no.err, "not without a dialogue", str(no))
    questions.plant_meeting(desk, kind="dialogue", begun=40 * 86400)
    no = send()
    tap.ok(no.status == 1 and "that is not now" in no.err, "nor long after it", str(no))
    meeting = questions.plant_meeting(desk, kind="dialogue", begun=3600)
    mission = sign_in(server, "mission@example.org")
    page = mission.get(f"/en/meetings/{meeting}")
    tap.ok(page.has("The State may send more in writing until"), "the meeting says until when", page.words[:900])
    yes = send()
    tap.equal(yes.status, 0, "from its dialogue on")
    tap.ok(sign_in(server, "member@example.org").get("/en/states/GHA/dossier/16").has("qmore figures"), "it stands in the dossier")


def story_found(desk, tap):
    """What was asked, answered and said in public is found by search; nothing of a closed part, nor what was struck out or is for the Committee."""
    server, lead, organisation, meeting = questions.house(desk)
    ask = ("--by", "Ms. Chair", "--to", organisation, "--state", "GHA")
    open_one = desk.json("question", "add", desk.dir, meeting, "Who is detained, contrary to article 16, zquestion?", *ask)["id"]
    closed_one = desk.json("question", "add", desk.dir, meeting, "Who is afraid, zclosed?", *ask, "--closed")["id"]
    officer, server_visitor = sign_in(server, "secretariat@example.org"), server.visitor()
    officer.get(f"/en/meetings/{meeting}/captions/type?language=en").form("Send the line").fill("text", "We begin with the detained zcaption.").send()

    def found(words, visitor=server_visitor):
        got = json.loads(visitor.get(f"/en/search.json?words={words}").text)
        return [(hit["kind"], hit["path"]) for hit in got["hits"]]

    tap.equal(found("zquestion"), [("question", f"/questions/{open_one}")], "a public question")
    tap.equal([found("zclosed"), found("zclosed", sign_in(server, "member@example.org"))], [[], []], "none of the closed part")
    where = found("zcaption")
    tap.ok(len(where) == 1 and where[0][0] == "caption", "what was said", where)
    page = server_visitor.get("/en/search?words=zcaption").follow("What was said at a meeting")
    tap.ok(page.status == 200 and page.has("zcaption"), "and it leads to the line", page.words[:400])
    answer = lead.get(f"/en/questions/{open_one}").form("/answer").fill("text", "zpublic forty.").choose("visibility", "public").send()
    tap.ok(answer.status == 200 and found("zpublic") == [("answer", f"/questions/{open_one}")], "a public answer")
    lead.get(f"/en/questions/{open_one}").form("/answer").fill("text", "zquiet forty.").choose("visibility", "confidential").send()
    tap.equal([found("zpublic"), found("zquiet")], [[], []], "not once it is for the Committee")
    lead.get(f"/en/questions/{closed_one}").form("/answer").fill("text", "zinside.").choose("visibility", "public").send()
    tap.equal(found("zinside"), [], "nor an answer to a question of the closed part")
    hits = json.loads(server_visitor.get("/en/search.json?article=16&state=GHA").text)["hits"]
    tap.ok(any(hit["path"] == f"/questions/{open_one}" for hit in hits), "by its article", hits)
    page = server_visitor.get("/fr/search?words=zquestion&state=GHA&language=en")
    tap.ok(page.status == 200 and f"/fr/questions/{open_one}" in page.text, "narrowed, in another language")
    tap.equal(found("zquestion&state=SEN"), [], "not about another State")
    officer.get(f"/en/questions/{open_one}").form("/strike").fill("why", "Asked twice.").send()
    tap.equal(found("zquestion"), [], "gone when it is struck out")

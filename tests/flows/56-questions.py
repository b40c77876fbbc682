"""What is asked and said at a meeting: questions taken down and answered until the hour, captions in two languages, nothing of a closed one."""
import datetime
import json
import secrets
import time
import urllib.request
import zoneinfo

from tasks import sign_in

GENEVA = zoneinfo.ZoneInfo("Europe/Zurich")
LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"


def new_id():
    return "".join(secrets.choice(LETTERS) for _ in range(16))


def bytes_of(desk):
    hexed = secrets.token_hex(32)
    return f"'\\x{hexed}'" if desk.database else f"x'{hexed}'"


def plant_meeting(desk, kind="informal-meeting", states=("GHA",), closed=False, begun=3600, long=10800):
    """One that began so many seconds ago; its id. Behind the program's back, since this story is about what comes after a programme."""
    begins = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(seconds=begun)
    ends, id_ = begins + datetime.timedelta(seconds=long), new_id()
    local = [t.astimezone(GENEVA).strftime("%Y-%m-%dT%H:%M") for t in (begins, ends)]
    micro = [int(t.timestamp() * 1_000_000) for t in (begins, ends)]
    desk.sql("insert into meeting (id, session, kind, closed, status, part, parts, begins_local, ends_local, zone, begins, ends, n, created,"
             f" changed, secret) values ('{id_}', 41, '{kind}', {int(closed)}, 'on', 0, 0, '{local[0]}', '{local[1]}', 'Europe/Zurich',"
             f" {micro[0]}, {micro[1]}, 0, {micro[0]}, {micro[0]}, {bytes_of(desk)})",
             *(f"insert into meeting_state (meeting, ordinal, state) values ('{id_}', {i}, '{s}')" for i, s in enumerate(states)))
    return id_


def plant_speaker(desk, meeting, ordinal, name, state="GHA", organisation=None, kind="ngo", closed=False):
    id_ = new_id()
    of = f"'{organisation}'" if organisation else "null"
    desk.sql("insert into floor_speaker (id, meeting, ordinal, state, organisation, kind, name, otherwise, mode, closed, no_picture, seconds,"
             f" planned) values ('{id_}', '{meeting}', {ordinal}, '{state}', {of}, '{kind}', '{name}', 'NGO', 'in-person', {int(closed)}, 0,"
             " 300, 0)")
    return id_


def house(desk):
    """People, an organisation with a lead, a meeting on two States with it in the list; {…}."""
    desk.init()
    for who, *role in (("secretariat", "secretariat"), ("member", "member", "--state", "PHL"), ("own", "member", "--state", "GHA"),
                       ("mission", "permanent-mission", "--state", "GHA"), ("lead", "organisation"), ("other", "organisation")):
        desk.user(f"{who}@example.org", "--role", *role)
    server = desk.serve()
    lead = sign_in(server, "lead@example.org")
    page = lead.get("/en/organisations/new").form("/new").fill("name", "Union of Tests").choose("kind", "ngo").choose("countries", "GHA").send()
    organisation = page.path.rsplit("/", 1)[1]
    meeting = plant_meeting(desk, states=("GHA", "SEN"))
    plant_speaker(desk, meeting, 1, "Union of Tests", organisation=organisation)
    return server, lead, organisation, meeting


def take_down(visitor, meeting, text, to="all", state="GHA", **more):
    form = visitor.get(f"/en/meetings/{meeting}/questions?state={state}").form("Take it down").fill("text", text).fill("to", to)
    for field, value in more.items():
        form.fill(field, value)
    return form.send()


def question_at(page, number):
    return page.follow(f"Question {number}").path


def story_asked(desk, tap):
    """Taken down in one line, found in its articles, answered there or in writing, by those it was put to alone."""
    server, lead, organisation, meeting = house(desk)
    officer, member, own = (sign_in(server, f"{who}@example.org") for who in ("secretariat", "member", "own"))
    public = server.visitor()
    path = f"/en/meetings/{meeting}/questions"
    page = officer.get(path)
    tap.ok(page.has("Choose the State above"), "a meeting on two States asks which", page.words[:600])
    page = take_down(officer, meeting, "How many are held without a decision, contrary to article 16?", to="o" + organisation,
                     asked_by="Ms. Chair")
    tap.ok(page.has("Question 1 is taken down") and page.has("Article 16") and page.has("Ms. Chair"), "one line takes it down",
           page.words[:900])
    page = take_down(member, meeting, "Why are fees taken?", to="state")
    tap.ok(page.has("Question 2 is taken down"), "a member takes down their own", page.words[:600])
    tap.equal(own.get(f"{path}?state=GHA").status, 200, "a member in conflict reads what the public reads")
    tap.ok(not own.get(f"{path}?state=GHA").has("Take it down"), "and takes nothing down")
    form = own.get(f"{path}?state=SEN").form("Take it down").fill("text", "x")
    form.values = [(n, "GHA" if n == "state" else v) for n, v in form.values]
    tap.equal(form.send().status, 403, "however they try")
    tap.equal(len(desk.json("question", "list", desk.dir, meeting)["questions"]), 2, "nothing came of it")
    first = question_at(public.get(path), 1)
    tap.ok(not public.get(first).has("Answer in writing") and not sign_in(server, "other@example.org").get(first).has("Answer in writing"),
           "nobody answers who was not asked")
    page = officer.get(first).form("/spot").fill("by", "Union of Tests").fill("note", "Some forty.").send("Mark as answered there")
    tap.ok(page.has("answered there") and page.has("Some forty."), "answered on the spot, with a note")
    page = officer.get(first).form("/spot").send("It was not answered there")
    tap.ok(page.has("No answer yet."), "and taken back")
    page = officer.get(first).form("/correct").fill("articles", "16, 17").send()
    tap.ok(page.has("16, 17"), "articles are corrected")
    tap.equal(member.get(f"/en/meetings/{meeting}/questions/print").words.count("Why are fees taken?"), 1, "a list for the pencil")
    page = lead.get(first)
    tap.ok(page.has("You answer for: Union of Tests"), "who was asked finds the form", page.words[:900])
    page = page.form("/answer").fill("text", "Some forty persons.").choose("visibility", "public").send()
    tap.ok(page.has("Some forty persons."), "and answers")
    tap.ok(public.get(first).has("Some forty persons."), "for everybody, as they wished")
    page = lead.get(first).form("/answer").fill("text", "Some fifty persons.").choose("visibility", "confidential").send()
    tap.ok(page.has("for the Committee alone") and not public.get(first).has("fifty") and member.get(first).has("Some fifty persons."),
           "or for the Committee alone")
    data = json.loads(public.get(f"/en/meetings/{meeting}/questions.json").text)
    tap.equal([(q["number"], q["articles"], len(q["answers"])) for q in data["questions"]], [(1, [16, 17], 0), (2, [], 0)],
              "the same as JSON, for who asks")
    listed = desk.json("question", "list", desk.dir, meeting)["questions"]
    tap.equal([len(q["answers"]) for q in listed], [1, 0], "and by command, for the secretariat")


def story_hour(desk, tap):
    """The hour is the hour: a second later by page and by command, nothing is stored and what was typed is not lost."""
    server, lead, organisation, meeting = house(desk)
    id_ = desk.json("question", "add", desk.dir, meeting, "Why?", "--by", "A", "--to", organisation, "--state", "GHA")["id"]
    page = lead.get(f"/en/questions/{id_}")
    desk.sql(f"update meeting_question set until = {int((time.time() - 1) * 1_000_000)}")
    late = page.form("/answer").fill("text", "Because of fees.").send()
    tap.equal(late.status, 422, "a second after the hour the page says no")
    tap.ok(late.has("has passed") and late.has("Send a report") and "Because of fees." in late.text, "says what to do, and keeps the words",
           late.words[:900])
    tap.ok(not lead.get(f"/en/questions/{id_}").has("Give the answer"), "there is no form any more")
    file = desk.file("answer.txt", "Because of fees.")
    no = desk.run("question", "answer", desk.dir, id_, file)
    tap.ok(no.status == 1 and "has passed" in no.err, "so does the command", str(no))
    desk.must("question", "answer", desk.dir, id_, file, "--on-paper",
              (datetime.datetime.now(GENEVA) - datetime.timedelta(minutes=5)).strftime("%Y-%m-%dT%H:%M"), "--visibility", "public")
    tap.ok(server.visitor().get(f"/en/questions/{id_}").has("came on paper"), "what came on paper in time is typed in")


def story_captions(desk, tap):
    """Two languages, two captioners of one, a correction, markup and marks of direction; a file for players."""
    server, _, _, meeting = house(desk)
    desk.user("second@example.org", "--role", "secretariat")
    one, two, public = sign_in(server, "secretariat@example.org"), sign_in(server, "second@example.org"), server.visitor()
    path = f"/en/meetings/{meeting}/captions"
    tap.equal(public.get(path + "/type").status, 403, "nobody else types")

    def say(visitor, text, language="en", who=""):
        form = visitor.get(f"{path}/type?language={language}").form("Send the line")
        return form.fill("text", text).fill("who", who).send()

    say(one, "The meeting is open.")
    page = say(two, "<script>x</script> \u202eturned\u202c --> 00:00", who="Ms. Member")
    tap.ok(page.has("Somebody else types in this language"), "who types is told of the other", page.words[:800])
    say(one, "\u0634\u0643\u0631\u0627", language="ar")
    page = one.get(f"{path}/type?language=en")
    form = next(f for f in page.forms() if f.action.endswith("/correct") and f.value("text") == "The meeting is open.")
    form.fill("text", "The meeting is opened.").send()
    page = public.get(path + "?language=en")
    tap.ok(page.has("The meeting is opened.") and page.has("<script>x</script> turned --> 00:00") and "\u202e" not in page.text,
           "lines of both, as text, corrected", page.words[:900])
    arabic = public.get(path + "?language=ar")
    tap.ok('lang="ar" dir="rtl"' in arabic.text and arabic.has("\u0634\u0643\u0631\u0627"), "each language in its direction")
    file = public.get(path + "/en/file")
    text = file.body.decode()
    tap.ok(text.startswith("WEBVTT\n") and "--&gt; 00:00" in text and "<v Ms. Member>&lt;script&gt;" in text, "a file for players", text)
    with urllib.request.urlopen(urllib.request.Request(server.base + path + "/en/events", headers={"Accept": "text/event-stream"}), timeout=10) as stream:
        say(one, "qlive line.")
        seen = ""
        while "qlive line." not in seen:
            seen += stream.readline().decode()
    tap.ok("event: captions" in seen and "qlive line." in seen, "who follows sees the line come", seen)
    tap.ok(public.get(f"/en/meetings/{meeting}/live").text.count("data-captions") == 1, "on the live page too")
    text = public.get(path + "/en/file").body.decode()
    out = desk.home / "captions.vtt"
    desk.must("captions", "export", desk.dir, meeting, "--language", "en", "--vtt", out)
    tap.equal(out.read_text(), text, "the same by command")
    tap.equal(public.get(path + "/fr/file").status, 404, "none of a language in which nobody typed")


def story_closed(desk, tap):
    """A closed meeting's questions and captions exist for nobody who is not of it."""
    server, lead, _, _ = house(desk)
    closed = plant_meeting(desk, kind="lunchtime-briefing", closed=True)
    id_ = desk.json("question", "add", desk.dir, closed, "qsecretquestion?", "--by", "A", "--to", "all")["id"]
    officer = sign_in(server, "secretariat@example.org")
    officer.get(f"/en/meetings/{closed}/captions/type?language=en").form("Send the line").fill("text", "qsecretline").send()
    shut = {"public": server.visitor(), "lead": lead, "own": sign_in(server, "own@example.org"),
            "mission": sign_in(server, "mission@example.org")}
    paths = [f"/en/meetings/{closed}/questions", f"/en/meetings/{closed}/questions.json", f"/en/meetings/{closed}/questions/print",
             f"/en/questions/{id_}", f"/en/questions/{id_}.json", f"/en/meetings/{closed}/captions", f"/en/meetings/{closed}/captions.json",
             f"/en/meetings/{closed}/captions/en/file"]
    unknown = [p.replace(closed, new_id()).replace(id_, new_id()) for p in paths]
    for name, visitor in shut.items():
        answers = [visitor.get(p) for p in paths]
        tap.equal([a.status for a in answers], [404] * len(paths), f"{name}: nothing is there")
        tap.ok(not any("qsecret" in a.text for a in answers), f"{name}: and no word of it")
        tap.equal([len(a.body) for a in answers], [len(visitor.get(p).body) for p in unknown], f"{name}: as of what never was")
    member = sign_in(server, "member@example.org")
    tap.equal([member.get(p).status for p in paths], [200] * len(paths), "those of it read it")

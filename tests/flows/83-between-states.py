"""Communications between States (article 76): off until in force, training, the plain register; and names that the server itself puts together."""
import importlib
import time

from tasks import sign_in

questions = importlib.import_module("56-questions")
reprisals = importlib.import_module("75-reprisals")

TEN = ["DZA", "ARG", "BOL", "CHL", "COL", "EGY", "GHA", "MAR", "PHL", "SEN"]
NAME = "Numbatford Union"


def open_one(office, sender, about, day=""):
    forms = office.get("/en/desk/between-states").forms()
    form = next(f for f in forms if any(field.get("name") == "sender" for _, field in f.fields()))
    return form.fill("sender", sender).fill("about", about).fill("day", day).send("Record it")


def story_off_until_in_force(desk, tap):
    """Nothing can be entered before the tenth declaration, nor by or about a State that made none; what is in stays."""
    desk.init()
    desk.user("office@example.org", "--role", "secretariat")
    desk.user("officer@example.org", "--role", "register-officer")
    desk.user("mission@example.org", "--role", "permanent-mission", "--state", "GHA")
    server = desk.serve()
    office = sign_in(server, "office@example.org")
    page = office.get("/en/desk/declarations").follow("Communications between States")
    tap.ok(page.has("This register is off until the article is known to be in force.") and not page.has("A new one"), "off", page.words[:500])
    record = ["declaration", "record", desk.dir, "--article", "76"]
    for n, state in enumerate(TEN[:9]):
        desk.must(*record, "--state", state, "--date", f"2024-0{n + 1}-15")
    desk.must("declaration", "record", desk.dir, "--article", "77", "--state", "SEN", "--date", "2024-01-10")
    time.sleep(1)  # another process wrote: the server sees that a few times a second
    tap.ok(not office.get("/en/desk/between-states").has("A new one"), "nine are not ten, and one of article 77 is none of article 76")
    desk.must(*record, "--state", TEN[9], "--date", "2024-11-10")
    time.sleep(1)
    page = office.get("/en/desk/between-states")
    tap.ok(page.has("A new one") and not page.has("Here you can train"), "on with the tenth", page.words[:500])
    refused = open_one(office, "GHA", "MLI")
    tap.ok(refused.status == 422 and refused.has("made no declaration") and 'value="GHA" selected' in refused.text,
           "not about a State that made none; what was chosen stays", refused.words[:500])
    tap.ok(open_one(office, "MLI", "GHA").status == 422 and open_one(office, "GHA", "GHA").status == 422, "nor by one, nor about itself")
    tap.ok(open_one(office, "GHA", "PHL", "2999-01-01").has("not still to come"), "nor on a day to come")
    done = open_one(office, "GHA", "PHL", "2025-02-03")
    tap.ok(done.has("Ghana about Philippines") and done.has("3 February 2025"), "between two that made one", done.words[:700])
    step = done.form("Record it").fill("step", "good-offices").fill("day", "2025-05-06").send("Record it")
    tap.ok(step.has("Good offices of the Committee offered") and step.has("6 May 2025"), "and what was done", step.words[:700])
    desk.must(*record, "--state", "GHA", "--withdrawn", "2025-03-01")
    time.sleep(1)
    page = office.get("/en/desk/between-states")
    tap.ok(page.has("Ghana about Philippines") and open_one(office, "GHA", "PHL").status == 422, "withdrawn: what came stays, nothing new comes")
    others = (server.visitor(), sign_in(server, "officer@example.org"), sign_in(server, "mission@example.org"))
    tap.ok(all(v.get("/en/desk/between-states").status == 403 or v.get("/en/desk/between-states").path.endswith("/sign-in") for v in others),
           "for the secretariat alone")
    public = server.visitor().get("/en/communications").body + server.visitor().get("/en/communications/GHA").body
    tap.ok(b"about Philippines" not in public, "nothing of it stands on a public page")


def story_training(desk, tap):
    """In an instance for rehearsal the secretariat trains with it, and the page says so."""
    desk.init("--rehearsal")
    desk.user("office@example.org", "--role", "secretariat")
    office = sign_in(desk.serve(), "office@example.org")
    page = office.get("/en/desk/between-states")
    tap.ok(page.has("Here you can train although article 76 is not known to be in force.") and page.has("A new one"), "training", page.words[:600])
    tap.ok(open_one(office, "GHA", "MLI").has("Ghana about Mali"), "with any two States")


def plant_words(desk, meeting, organisation):
    """A speaker, a raised hand with the floor, labels of captions, a question answered on the spot: as they were kept before the mark."""
    speaker = questions.plant_speaker(desk, meeting, 1, NAME, organisation=organisation)
    begun, question = int(time.time() * 1e6) - 19_000_000_000, questions.new_id()
    steps = [("open", None, None, 0), ("give", speaker, None, 60), ("give", None, questions.new_id(), 60), ("close", None, None, 0)]
    quoted = {None: "null"}
    for n, (word, who, hand, seconds) in enumerate(steps):
        shown = f"'{NAME}'" if hand else "null"
        desk.sql(f"insert into meeting_step (meeting, n, word, at, speaker, other, hand, shown, state, seconds) values ('{meeting}', {n + 1}, '{word}',"
                 f" {begun + n * 60_000_000}, {quoted.get(who, repr(who))}, null, {quoted.get(hand, repr(hand))}, {shown}, 'GHA', {seconds})")
    desk.sql(*[f"insert into meeting_caption (meeting, language, n, at, speaker, shown, text, closed, version, changed, actor, search_key) values"
               f" ('{meeting}', 'en', {n}, {begun + n * 1_000_000}, {who}, {label}, 'We waited {n} days.', 0, 1, {begun}, 'x', {900000 + n})"
               for n, who, label in ((1, f"'{speaker}'", "null"), (2, "null", f"'{NAME}'"), (3, "null", f"'Ms. Diop, {NAME}'"))])
    desk.sql("insert into meeting_question (id, meeting, state, number, asked_by, text, language, addressed, closed, by_hand, at, until, spot_by, spot_at,"
             f" version, actor, search_key, secret) values ('{question}', '{meeting}', 'GHA', 1, 'Ms. Chair', 'How many?', 'en', 'named', 0, 0, {begun},"
             f" {begun + 10**12}, '{NAME}', {begun}, 1, 'x', 800001, {questions.bytes_of(desk)})",
             f"insert into meeting_question_to (question, ordinal, organisation, speaker, shown) values ('{question}', 1, null, null, '{NAME}')")
    return question


def story_words_of_the_server(desk, tap):
    """What the server puts together holds no name of an organisation at risk: who spoke, labels of captions, questions, the record; and an officer
    finds the texts that hold it."""
    desk.init("--rehearsal")
    desk.user("focal@example.org", "--role", "reprisals-focal-point")
    desk.user("office@example.org", "--role", "secretariat")
    union = reprisals.organisation(desk, NAME)
    reprisals.member(desk, "ana", union)
    meeting = questions.plant_meeting(desk, begun=20000)
    question = plant_words(desk, meeting, union)
    server = desk.serve()
    focal, ana, visitor = sign_in(server, "focal@example.org"), sign_in(server, "ana@example.org"), server.visitor()
    sign_in(server, "office@example.org").get(f"/en/meetings/{meeting}/record").form("Save as a draft").fill("minutes", "It began and ended.") \
        .send("Publish the record")
    report = reprisals.send_for(ana, union, f"We are the {NAME}.")
    desk.publish(report)
    ids = [meeting, question, union, report]

    def holding():
        """Where the name stands, but for what the report itself says in its own words."""
        return {path for path, body in reprisals.everything_public(desk, visitor, ids).items() if NAME.encode() in body
                and not (report in path or "words=" in path or path == "dump" or path.startswith(("/oai", "/open/records")))}
    before = holding()
    tap.ok(len(before) >= 6 and any("captions" in p for p in before) and any("live" in p for p in before) and any("record" in p for p in before) and
           any("questions" in p for p in before), f"before the mark it stands in {len(before)} places", sorted(before))
    focal.get("/en/desk/at-risk").form("/desk/at-risk").fill("which", NAME).send()
    tap.equal(sorted(holding()), [], "from the mark on in none that the server puts together")
    texts = focal.get("/en/desk/at-risk").follow("Texts that hold its name")
    tap.ok(texts.has("We are the") and any(report in link for _, link in texts.links()), "the focal point finds what is taken out by hand", texts.words[:700])
    tap.ok(visitor.get(f"/en/desk/at-risk/{union}").path.endswith("/sign-in") or visitor.get(f"/en/desk/at-risk/{union}").status == 403, "nobody else")

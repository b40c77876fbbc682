"""What the secretariat does with sessions, stages and calls on the web, and what the public sees of it."""
import json

import tasks

NOW = ("--now", "2026-10-01T10:00:00Z")
PASSWORD = "four words put together"


def house(desk, officers=1):
    """A server on 1 October 2026, and officers signed in to it."""
    desk.init("--rehearsal")
    names = ["anna", "berta"][:officers]
    for name in names:
        desk.user(f"{name}@example.org", "--role", "secretariat", *NOW, password=PASSWORD)
    server = desk.serve(*NOW)
    return server, *[tasks.sign_in(server, f"{name}@example.org", PASSWORD) for name in names]


def fill(form, **values):
    for name, value in values.items():
        form.fill(name, value)
    return form


def add_session(officer, number="43", start="2027-04-05", end="2027-04-16", reason="The calendar of conferences."):
    form = officer.get("/en/sessions").form("Add the session")
    return fill(form, number=number, start=start, end=end, reason=reason).send()


def put_dialogue(officer, session="43", how="planned", reason="The programme of work."):
    form = officer.get("/en/states/GHA/stages").form("/stages")
    return fill(form, stage="dialogue", session=session, how=how, reason=reason).send()


def moving(officer, start, end, reason="The room is taken.", number="43"):
    return fill(officer.get(f"/en/sessions/{number}").form("Go on"), start=start, end=end, reason=reason)


def closes(desk, id_):
    return next(c["closes_local"] for c in desk.json("call", "list", desk.dir, *NOW)["calls"] if c["id"] == id_)


def story_a_session_moves(desk, tap):
    """Added and moved by web: what hangs on it is shown first, bound to what was shown, and nothing typed is lost."""
    server, officer = house(desk)
    nobody = server.visitor()
    before = nobody.get("/en/sessions")
    tap.ok(before.status == 200 and "Add the session" not in before.text and before.has("Session 41"), "the public sees sessions and no form",
           before.words[:400])
    tap.equal(nobody.request("POST", "/en/sessions", b"").status, 403, "nor does posting help")
    wrong = add_session(officer, start="2027-02-31")
    form = wrong.form("Add the session")
    tap.ok(wrong.status == 422 and wrong.errors() and (form.value("number"), form.value("start"), form.value("reason")) ==
           ("43", "2027-02-31", "The calendar of conferences."), "31 February is refused and all that was typed stays", wrong.words[:500])
    tap.ok(add_session(officer, reason="").errors() == ["Give the reason. Everybody who looks at the dates sees it."], "a reason is needed")
    page = add_session(officer)
    tap.ok(page.status == 200 and page.path == "/en/sessions/43" and page.has("5 April 2027 – 16 April 2027") and page.has("anna@example.org"),
           "added, its page says when, why and, to officers, by whom", page.words[:600])
    tap.ok(add_session(officer).errors(), "it cannot be added twice")
    seen = nobody.get("/en/sessions/43")
    tap.ok(seen.has("The calendar of conferences.") and seen.has("the secretariat") and not seen.has("anna@example.org"),
           "the public sees the role, not the name", seen.words[:600])
    page = put_dialogue(officer)
    tap.ok(page.status == 200 and page.has("Session 43, from 5 April 2027"), "a dialogue is put into it", page.words[:900])
    tap.ok(nobody.get("/en/sessions/43").has("Ghana Constructive dialogue · review 2 · planned"), "the session shows whose review lies in it",
           nobody.get("/en/sessions/43").words[:500])
    call = desk.json("call", "open", desk.dir, "--kind", "alternative-report", "--state", "GHA", *NOW)["id"]
    shown = moving(officer, "2027-04-12", "2027-04-23").send()
    tap.ok(shown.status == 200 and shown.has("Monday 8 March 2027, 18:00 in Geneva") and shown.has("15 March 2027, 18:00")
           and shown.has("It moves.") and closes(desk, call) == "2027-03-08T18:00", "what follows is shown, and nothing is stored", shown.words[:900])
    desk.must("call", "extend", desk.dir, call, "--closes", "2027-03-10T18:00", "--reason", "A strike.", *NOW)
    again = shown.form("Store it").send()
    tap.ok(again.status == 409 and again.has("Something else follows by now") and again.has("10 March 2027") and
           closes(desk, call) == "2027-03-10T18:00", "something else follows by now: it is shown again and not stored", again.words[:900])
    done = again.form("Store it").send()
    tap.ok(done.status == 200 and done.path == "/en/sessions/43" and done.has("12 April 2027 – 23 April 2027") and closes(desk, call)
           == "2027-03-15T18:00", "confirmed, both move", done.words[:600])
    facts = json.loads(nobody.get("/en/sessions/43.json").text)
    tap.equal((facts["start"], facts["how"], facts["reason"], facts["by"], [s["state"] for s in facts["stages"]]),
              ("2027-04-12", "moved", "The room is taken.", "secretariat", ["GHA"]), "as JSON")
    tap.equal([(h["start"], h["how"]) for h in facts["history"]], [("2027-04-05", "planned"), ("2027-04-12", "moved")], "with what stood before")
    moving(officer, "2025-12-02", "2025-12-12", reason="As it was held.", number="41").fill("how", "done").send()
    tap.ok(nobody.get("/en/sessions/41").has("as known before") and nobody.get("/en/sessions/41").has("As it was held."),
           "what the profile said of a session stays to be read", nobody.get("/en/sessions/41").words[:500])
    kept = moving(officer, "2026-10-05", "2026-10-16").send()
    tap.ok(kept.has("What stands is kept") and kept.has("7 September 2026"), "a deadline that would have passed is not taken", kept.words[:700])
    tap.equal(officer.get("/en/sessions/999").status, 404, "no such session")
    tap.equal(nobody.get("/en/sessions.json").status, 200, "all as JSON")


def story_what_was_over_opens_again(desk, tap):
    """A session is put off after a deadline that hangs on it has passed: the call opens again, when confirmed."""
    server, officer = house(desk)
    then = ("--now", "2026-08-01T10:00:00Z")
    desk.must("session", "add", desk.dir, "42", "--start", "2026-10-12", "--end", "2026-10-23", "--reason", "The calendar.", *then)
    desk.must("state", "stage", desk.dir, "BEN", "dialogue", "--session", "42", "--how", "fixed", "--reason", "The programme.", *then)
    call = desk.json("call", "open", desk.dir, "--kind", "alternative-report", "--state", "BEN", *then)["id"]
    nobody = server.visitor()
    tap.ok(nobody.get(f"/en/calls/{call}").has("closed"), "over before", nobody.get(f"/en/calls/{call}").words[:300])
    shown = moving(officer, "2026-11-09", "2026-11-20", number="42").send()
    tap.ok(shown.has("It was over and opens again.") and shown.has("12 October 2026, 18:00"), "shown as what opens again", shown.words[:700])
    shown.form("Store it").send()
    page = nobody.get(f"/en/calls/{call}")
    tap.ok(page.has("12 October 2026, 18:00 in Geneva") and page.has("Begin"), "and it takes contributions", page.words[:500])


def story_two_officers_at_once(desk, tap):
    """Who looked at what no longer stands is told, with all they typed."""
    server, anna, berta = house(desk, 2)
    add_session(anna)
    of_anna, of_berta = moving(anna, "2027-04-12", "2027-04-23"), moving(berta, "2027-04-19", "2027-04-30", reason="Another room.")
    tap.equal(of_anna.send().status, 200, "the first stores it, as no deadline hangs on it")
    late = of_berta.send()
    form = late.form("Go on")
    tap.ok(late.status == 422 and late.has("Somebody recorded something else meanwhile") and late.has("12 April 2027") and
           (form.value("start"), form.value("reason")) == ("2027-04-19", "Another room."), "the second is told and loses nothing", late.words[:700])
    tap.ok(form.send().has("19 April 2027 – 30 April 2027"), "and can send it again")
    pages = [o.get("/en/states/GHA/stages").form("/stages") for o in (anna, berta)]
    for form, session in zip(pages, ("43", "41")):
        fill(form, stage="dialogue", session=session, how="fixed", reason=f"Session {session}.")
    tap.equal(pages[0].send().status, 200, "a stage alike")
    late = pages[1].send()
    tap.ok(late.status == 422 and late.form("/stages").value("session") == "41" and late.has("Somebody recorded something else"),
           "the second is told", late.words[:500])


def story_stages(desk, tap):
    """A stage planned, then done, with its history; a review in the absence of the report; nothing typed is lost."""
    server, officer = house(desk)
    nobody = server.visitor()
    add_session(officer)
    page = nobody.get("/en/states/GHA").follow("When each stage is")
    tap.ok(page.status == 200 and page.path == "/en/states/GHA/stages" and "<form" not in page.text.split("<main")[1].split("</main")[0],
           "the public has the page without forms")

    def say(**values):
        return fill(officer.get("/en/states/GHA/stages").form("/stages"), **values).send()
    wrong = say(stage="follow-up", day="2027-02-31", how="fixed", reason="Paragraph 60.")
    form = wrong.form("/stages")
    tap.ok(wrong.status == 422 and wrong.errors() == ["Write the day like 2027-04-05."] and
           [form.value(n) for n in ("stage", "day", "how", "reason")] == ["follow-up", "2027-02-31", "fixed", "Paragraph 60."],
           "a day that is none is refused, what was typed stays", wrong.words[:500])
    both = say(stage="dialogue", day="2027-04-06", session="43", how="fixed", reason="Both.")
    tap.ok(both.status == 422 and both.form("/stages").value("session") == "43", "a day and a session are one too many", both.words[:300])
    tap.equal(say(stage="follow-up", day="2028-02-29", how="planned", reason="A leap day.", review="1").status, 200, "a leap day is taken")
    planned = put_dialogue(officer)
    tap.ok(planned.has("The programme of work.") and planned.has("anna@example.org"), "planned, officers see by whom", planned.words[:900])
    done = say(stage="list-of-issues", day="2026-09-20", how="done", reason="Adopted.")
    tap.ok(done.has("20 September 2026, done"), "a stage is done", done.words[:900])
    say(stage="list-of-issues", day="2026-09-21", how="done", reason="A slip of the pen.")
    page = nobody.get("/en/states/GHA/stages")
    tap.ok(page.has("Adopted.") and page.has("A slip of the pen.") and not page.has("anna@"), "both words stand, the public sees the role",
           page.words[:1200])
    facts = json.loads(nobody.get("/en/states/GHA/stages.json").text)
    tap.equal([(h["stage"], h["how"], h["by"]) for h in facts["history"]],
              [("follow-up", "planned", "secretariat"), ("dialogue", "planned", "secretariat"), ("list-of-issues", "done", "secretariat"),
               ("list-of-issues", "done", "secretariat")], "as JSON")
    first = nobody.get("/en/states/GHA/stages?review=1")
    tap.ok(first.has("A leap day.") and first.has("29 February 2028") and not first.has("Adopted."), "each review has its own", first.words[:700])
    tap.equal(nobody.get("/en/states/XXX/stages").status, 404, "no such State")

    def absence(report, why):
        form = officer.get("/en/states/GHA/stages").form("/review")
        return (form.choose("report", report) if report else form).fill("why", why).send()
    none = absence("absent", "")
    tap.ok(none.status == 422 and none.errors(), "no review without a report without a reason")
    tap.ok(absence("", "Why?").errors() == ["Choose one: in the absence of the report, or not."], "nor without a choice")
    said = absence("absent", "Two reminders went unanswered.")
    tap.ok(said.status == 200 and said.has("no report: a review in its absence"), "a review in the absence of the report", said.words[:900])
    page = nobody.get("/en/states/GHA")
    tap.ok(page.has("no report: a review in its absence, says the secretariat: Two reminders went unanswered."), "the cycle line says so",
           page.words[:900])
    line = {s["stage"]: s for s in desk.json("state", desk.dir, "GHA", *NOW)["cycle_line"]}
    tap.equal((line["report"]["status"], line["report"]["reason"]), ("absent", "Two reminders went unanswered."), "as JSON")
    came = say(stage="Report received", day="2026-09-30", how="done", reason="It came.")
    tap.ok(came.status == 422 and came.has("Take that back before"), "what is absent cannot have come", came.words[:300])
    back = desk.run("state", "review", desk.dir, "GHA", "--with-report", "--reason", "It is on its way.", *NOW)
    tap.equal(back.status, 0, "taken back by command")
    tap.ok(say(stage="Report received", day="2026-09-30", how="done", reason="It came.").has("It came."), "then it can")
    tap.equal(desk.run("state", "review", desk.dir, "GHA", *NOW).status, 2, "the command wants to know which")


def story_a_stage_moves(desk, tap):
    """The date in the concluding observations moves: the deadline that hangs on it is shown, confirmed, and told with its reason."""
    server, officer = house(desk)
    nobody = server.visitor()

    def say(day, reason):
        form = officer.get("/en/states/GHA/stages").form("/stages")
        return fill(form, stage="follow-up", day=day, how="fixed", reason=reason).send()
    tap.ok(say("2027-09-01", "Paragraph 60.").path == "/en/states/GHA/stages", "stored at once where nothing hangs on it")
    call = desk.json("call", "open", desk.dir, "--kind", "follow-up", "--state", "GHA", *NOW)["id"]
    shown = say("2028-02-29", "Put off.")
    tap.ok(shown.has("Ghana, Follow-up: 29 February 2028, fixed") and shown.has("1 September 2027, 18:00") and shown.has("29 February 2028, 18:00") and
           closes(desk, call) == "2027-09-01T18:00", "what follows is shown, nothing stored", shown.words[:700])
    done = shown.form("Store it").send()
    tap.ok(done.path == "/en/states/GHA/stages" and closes(desk, call) == "2028-02-29T18:00", "confirmed, it moves", done.words[:400])
    tap.ok(nobody.get(f"/en/calls/{call}").has("Put off."), "with its reason")


def story_overdue(desk, tap):
    """Overdue reports by whole years: page with picture and table, JSON, command, and what the secretariat recorded."""
    server, officer = house(desk)
    nobody = server.visitor()
    page = nobody.get("/en/states").follow("Overdue reports")
    facts = json.loads(nobody.get("/en/states/overdue.json").text)
    years = {s["state"]: s["overdue_years"] for s in facts["states"]}
    tap.ok(page.status == 200 and "<svg" in page.text and page.has("Whole years overdue") and page.has("Ghana"), "page, picture and table",
           page.words[:500])
    tap.ok(years.get("GHA") == 7 and list(years.values()) == sorted(years.values(), reverse=True), "the longest first", years)
    tap.equal(sum(b["states"] for b in facts["by_years"]), len(years), "the picture's numbers are the table's")
    listed = desk.json("state", "list", desk.dir, "--overdue", *NOW)
    tap.equal(listed["states"], facts["states"], "the command says the same")
    tap.ok(len(desk.json("state", "list", desk.dir, *NOW)["states"]) > len(years), "without --overdue it lists all")
    form = officer.get("/en/states/GHA/stages").form("/stages")
    fill(form, stage="Report received", day="2026-09-20", how="done", reason="It came in September.").send()
    tap.ok("GHA" not in [s["state"] for s in json.loads(nobody.get("/en/states/overdue.json").text)["states"]], "a report that came is not overdue")
    arabic = nobody.get("/ar/states/overdue")
    tap.ok(arabic.status == 200 and 'dir="rtl"' in arabic.text, "right to left too")
    tap.ok(all(len(__import__("gzip").compress(nobody.get(p).body)) < 14336 for p in ("/en/sessions", "/en/states/overdue", "/en/states/GHA/stages")),
           "small pages")


def story_a_call_in_one_step(desk, tap):
    """From its kind: what it would be is shown, bound to what was shown, and opened; twice is refused."""
    server, anna, berta = house(desk, 2)
    nobody = server.visitor()
    add_session(anna)
    put_dialogue(anna)
    tap.equal(nobody.get("/en/desk/calls").status, 403, "the list is the secretariat's")
    page = anna.get("/en/desk").follow("Calls for input")
    tap.ok(page.has("Alternative reports: Ghana") and page.has("8 March 2027, 18:00 in Geneva"), "what could be opened stands there", page.words[:600])
    page = page.follow("Open it: Alternative reports: Ghana")
    form = page.form("Show what it would be")
    tap.ok(form.value("kind") == "alternative-report" and page.has("as the clocks show it in Geneva"), "filled, with the zone beside the times",
           page.words[:400])
    forms = [form.choose("theme", "work", "family"), berta.get("/en/desk/calls/new?kind=alternative-report&state=GHA").form("Show what")]
    shown = [f.send() for f in forms]
    tap.ok(shown[0].has("Monday 8 March 2027, 18:00 in Geneva") and shown[0].has("Ghana") and shown[0].has("Open this call?"), "shown before it is stored",
           shown[0].words[:700])
    tap.equal(desk.json("call", "list", desk.dir, *NOW)["calls"], [], "nothing is stored yet")
    moving(anna, "2027-04-12", "2027-04-23").send()
    again = shown[0].form("Open the call").send("Open the call")
    tap.ok(again.status == 409 and again.has("another by now") and again.has("15 March 2027") and desk.json("call", "list", desk.dir, *NOW)["calls"] == [],
           "the session moved meanwhile: it is shown again, nothing stored", again.words[:700])
    back = again.form("Open the call").send("Change something")
    form = back.form("Show what")
    tap.ok(back.status == 200 and form.value("kind") == "alternative-report" and ("theme", "work") in form.values and ("state", "GHA") in form.values,
           "back to the form nothing is lost", form.values)
    done = form.send().form("Open the call").send("Open the call")
    tap.ok(done.status == 200 and done.path.startswith("/en/calls/") and done.has("15 March 2027, 18:00 in Geneva"), "opened", done.words[:500])
    id_ = done.path.rsplit("/", 1)[1]
    public = nobody.get(done.path)
    tap.ok(public.has("Family life") or public.has("Themes"), "the public sees its themes", public.words[:600])
    facts = json.loads(nobody.get(done.path + ".json").text)
    tap.equal((facts["themes"], facts["states"], facts["anchor"]), (["family", "work"], ["GHA"], "session"), "as JSON")
    tap.equal([len(desk.json("call", "list", desk.dir, "--theme", t, *NOW)["calls"]) for t in ("work", "justice")], [1, 0], "by theme")
    tap.ok("Extend or close" not in public.text and anna.get(done.path).follow("Extend or close this call").path == f"/en/desk/calls/{id_}",
           "officers have a way from there")
    late = shown[1].form("Open the call").send("Open the call")
    tap.ok(late.status == 422 and len(desk.json("call", "list", desk.dir, *NOW)["calls"]) == 1, "the other officer is told", late.words[:600])
    tap.ok(late.has("There is a call for this State and purpose already") and ("state", "GHA") in late.form("Show what").values,
           "that there is one already, and loses nothing", late.words[:600])




def story_a_call_by_hand(desk, tap):
    """By hand, with wrong days; extended and closed with reasons; two officers at once."""
    server, anna, berta = house(desk, 2)
    nobody = server.visitor()
    for closes, said in (("2027-02-31T18:00", "This is not a day and time"), ("2027-03-28T02:30", "this time does not exist"),
                         ("2026-10-25T02:30", "show this time twice"), ("2026-09-01T18:00", "has passed already")):
        form = anna.get("/en/desk/calls/new").form("Show what it would be")
        form.fill("purpose", "dialogue").fill("closes", closes).fill("guidance", "Write on housing.").choose("state", "GHA", "BEN")
        page = form.send()
        form = page.form("Show what")
        tap.ok(page.status == 422 and any(said in e for e in page.errors()) and form.value("closes") == closes and
               form.value("guidance") == "Write on housing." and ("state", "BEN") in form.values, f"{closes} is refused, all that was typed stays",
               (page.status, page.errors(), form.values))
    form.fill("closes", "2028-02-29").fill("asked", "Unions.").fill("limits", "Five pages.").choose("languages", "en", "fr").choose("theme", "work")
    shown = form.send()
    tap.ok(shown.has("Tuesday 29 February 2028, 18:00 in Geneva") and shown.has("Benin, Ghana") and shown.has("Unions.") and shown.has("English, French"),
           "a leap day is taken, with all that was said by hand", shown.words[:900])
    page = shown.form("Open the call").send("Open the call")
    tap.ok(page.status == 200 and page.has("Write on housing.") and page.has("Five pages."), "opened", page.words[:700])
    id_ = page.path.rsplit("/", 1)[1]
    manage = f"/en/desk/calls/{id_}"

    def extend(officer, closes, reason):
        return fill(officer.get(manage).form("Extend"), closes=closes, reason=reason)
    none = extend(anna, "2028-03-10", "").send()
    tap.ok(none.status == 422 and none.errors() and none.form("Extend").value("closes") == "2028-03-10", "no extension without a reason", none.errors())
    early = extend(anna, "2027-01-01", "Too long.").send()
    tap.ok(early.status == 422 and early.has("never made earlier") and early.form("Extend").value("reason") == "Too long.", "nor an earlier deadline")
    of_anna, of_berta = extend(anna, "2028-03-20T18:00", "A strike."), extend(berta, "2028-03-10T18:00", "A feast.")
    tap.ok(of_anna.send().has("20 March 2028, 18:00 in Geneva"), "extended, with its reason for the public")
    late = of_berta.send()
    tap.ok(late.status == 422 and late.has("was changed meanwhile") and late.form("Extend").value("reason") == "A feast.", "the other officer is told",
           late.errors())
    tap.ok(nobody.get(f"/en/calls/{id_}").has("A strike."), "the public reads why")
    closing = [officer.get(manage).form("Close the call").fill("why", "Enough came.") for officer in (anna, berta)]
    empty = anna.get(manage).form("Close the call").fill("why", "").send()
    tap.ok(empty.status == 422 and empty.errors(), "no end without a reason")
    tap.ok(closing[0].send().has("Enough came."), "closed, with its reason")
    twice = closing[1].send()
    tap.ok(twice.status == 422 and twice.has("closed already"), "twice it cannot be", twice.errors())
    tap.ok("Extend the call" not in anna.get(manage).text, "and what is closed is not extended")
    tap.equal([nobody.get(manage).status, anna.get("/en/desk/calls/0000000000000000").status], [403, 404], "who may not, and what is not there")
    tap.ok(len(__import__("gzip").compress(anna.get("/en/desk/calls/new").body)) < 14336, "a small form")

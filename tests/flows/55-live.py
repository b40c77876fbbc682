"""A meeting as it runs: the live page and its stream, the chair's console, a closed part, hands, a server that dies, and pencil."""
import json
import re
import threading
import time

from stream import Stream
from tasks import sign_in

NAMES = ["Union of Tests", "Second Union", "Quiet Union", "Third Union"]


def speaker_id(n):
    return f"{n:016d}"


def speakers(desk, meeting, rows):
    """rows: (name, state, seconds, closed)."""
    desk.sql(*[f"insert into floor_speaker (id, meeting, ordinal, state, kind, name, otherwise, mode, closed, no_picture, seconds, planned) values "
               f"('{speaker_id(i)}', '{meeting}', {i}, '{state}', 'ngo', '{name}', 'An organisation', 'in-person', {int(closed)}, 0, {seconds}, 0)"
               for i, (name, state, seconds, closed) in enumerate(rows, 1)])


def house(desk):
    desk.init("--rehearsal")
    desk.must("programme", "new", desk.dir, "--session", "41", "--states", "GHA,SEN")
    desk.must("programme", "publish", desk.dir, "--session", "41")
    desk.user("officer@example.org", "--role", "secretariat")
    desk.user("chair@example.org", "--role", "member", "--state", "SLV")
    desk.must("user", "role", desk.dir, "chair@example.org", "--role", "chair")
    desk.user("ngo@example.org", "--role", "organisation")
    meetings = desk.json("programme", desk.dir, "--session", "41")["meetings"]
    of = {m["kind"]: m["id"] for m in meetings}
    speakers(desk, of["informal-meeting"], [(NAMES[0], "GHA", 240, False), (NAMES[1], "GHA", 180, False), (NAMES[2], "GHA", 120, True),
                                            (NAMES[3], "SEN", 300, False)])
    return desk.serve(), of


def now(desk, meeting):
    return desk.json("meeting", desk.dir, meeting)


def press(page, words):
    return page.form("/console").send(words)


def story_console_and_page(desk, tap):
    """The chair leads by buttons; everybody follows on the page and its stream; a second console and a command are seen at once."""
    server, of = house(desk)
    m = of["informal-meeting"]
    officer, chair, reader = sign_in(server, "officer@example.org"), sign_in(server, "chair@example.org"), server.visitor()
    page = reader.get(f"/en/meetings/{m}/live")
    tap.ok(page.status == 200 and page.has("Not begun yet") and page.has(NAMES[0]) and not page.has(NAMES[2]), "before it begins, who follows", page.words[:500])
    tap.ok(reader.get(f"/en/meetings/{m}").follow("Follow it live: who has the floor, and what follows").path.endswith("/live"), "the meeting's page leads there")
    tap.equal([v.get(f"/en/meetings/{m}/{p}").status for v in (reader, sign_in(server, "ngo@example.org")) for p in ("console", "results")], [403] * 4,
              "only who chairs has a console")
    stream = Stream(server, f"/en/meetings/{m}/live/events")
    tap.ok(stream.has("Not begun yet"), "the stream begins with what stands", stream.raw[:600])
    arabic = Stream(server, f"/ar/meetings/{m}/live/events")
    console = press(officer.get(f"/en/meetings/{m}/console"), "Open the meeting")
    tap.ok(console.has(f"Next: {NAMES[0]}") and stream.has("The meeting runs"), "open", console.words[:600])
    other = chair.get(f"/en/meetings/{m}/console")
    console = press(console, f"Next: {NAMES[0]} 4:00")
    tap.ok(stream.has(f"{NAMES[0]} has the floor."), "who has the floor comes by the stream", stream.text[-900:])
    tap.ok(arabic.until(lambda e: NAMES[0] in e[1] and 'data-seconds="240"' in e[1]) is not None, "in each language")
    page = reader.get(f"/en/meetings/{m}/live")
    tap.ok(page.has("Has the floor") and page.has("left of 4:00") and re.search(r"3:5\d|4:00", page.words), "and the page without script has its clock", page.words[:600])
    late = press(other, f"Next: {NAMES[0]} 4:00") if any("4:00" in b for f in other.forms() for b in f.buttons()) else None
    tap.ok(late is None or late.has("Another step was made meanwhile") or late.has("That was done already"), "the other console, older, changes nothing")
    tap.equal(now(desk, m)["floor"]["name"], NAMES[0], "still the first")
    console = press(console, "Two minutes more")
    tap.equal(now(desk, m)["floor"]["seconds"], 360, "two minutes more")
    press(console, "Pause")
    tap.ok(stream.has("Pause") and reader.get(f"/en/meetings/{m}/live").has("the clock stands"), "a pause says so in words")
    desk.must("meeting", "resume", desk.dir, m)
    desk.must("meeting", "next", desk.dir, m)
    tap.ok(stream.has(f"{NAMES[1]} has the floor."), "a command beside the server is seen by who follows")
    reloads = reader.get(page.follow("Reload every 20 seconds").path + "?reload=1")
    tap.ok(reloads.headers.get("Refresh") == "20" and reloads.has("Stop that"), "without script the page reloads itself where one asks for it")
    totals = now(desk, m)
    tap.equal({t["name"]: t["now"] for t in totals["names"]}, {NAMES[0]: False, NAMES[1]: True}, "totals of those who spoke, with who speaks")
    summed = {s["name"]: s["seconds"] for s in totals["spoken"]}
    tap.equal([t["seconds"] for t in totals["states"]], [sum(summed.values())], "and what is spoken now counts to its State")
    page = reader.get(f"/en/meetings/{m}/live")
    tap.ok('data-before="' in page.text and "with those of who has the floor" in page.words, "on the page too, where its script counts on", page.words[-600:])
    press(officer.get(f"/en/meetings/{m}/console"), "Questions of members")
    tap.ok(stream.has("Questions of members") and now(desk, m)["item"] == "questions", "within the State, where the meeting is")
    tap.ok('aria-pressed="true"' in officer.get(f"/en/meetings/{m}/console").text, "and the console shows which")
    desk.must("meeting", "item", desk.dir, m, "answers")
    tap.equal((now(desk, m)["item"], desk.run("meeting", "item", desk.dir, m, "lunch").status), ("answers", 1), "by command too")
    console = officer.get(f"/en/meetings/{m}/console")
    wrong = press(console, "Right of reply")
    tap.ok(wrong.status == 422 or wrong.has("no such speaker"), "a reply of nobody is refused", wrong.words[:300])
    console = officer.get(f"/en/meetings/{m}/console").form("/console").fill("who", speaker_id(1)).send("Right of reply")
    tap.ok(stream.has("Right of reply") and now(desk, m)["floor"]["reply"], "right of reply")
    press(console, "Record, and show so to all")
    tap.ok(stream.has("Is being recorded"), "recording is shown to all")
    press(officer.get(f"/en/meetings/{m}/console"), "Close the meeting")
    tap.ok(stream.has("The meeting is over"), "closed")
    for s in (stream, arabic):
        s.close()


def story_ten_clicks(desk, tap):
    """Ten posts of one button at once make one step; the server dies and the clock goes on; 200 hands."""
    server, of = house(desk)
    m = of["informal-meeting"]
    officer = sign_in(server, "officer@example.org")
    console = press(officer.get(f"/en/meetings/{m}/console"), "Open the meeting")
    body = "&".join(f"{k}={v}" for k, v in console.form("/console").values if k in ("csrf", "from")) + f"&do=next+{speaker_id(1)}"
    pages = []

    def click():
        pages.append(officer.request("POST", f"/en/meetings/{m}/console", body.encode(), {"Content-Type": "application/x-www-form-urlencoded",
                                                                                         "Referer": console.url}))
    threads = [threading.Thread(target=click) for _ in range(10)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    tap.equal((sum(p.has("That was done already") for p in pages), {p.status for p in pages}), (9, {200}), "one of ten is the step, nine are told")
    tap.equal((now(desk, m)["steps"], now(desk, m)["floor"]["name"]), (2, NAMES[0]), "one step, one speaker")
    stream = Stream(server, f"/en/meetings/{m}/live/events")
    stream.has(NAMES[0])
    since = now(desk, m)["floor"]["since"]
    server.kill()
    tap.ok(stream.ends(), "the server dies in the middle of it")
    time.sleep(1.2)
    server = desk.serve()
    again = now(desk, m)["floor"]
    tap.ok(again["name"] == NAMES[0] and again["since"] == since and again["left"] <= 239, "the clock goes on where it would be", again)
    again = Stream(server, f"/en/meetings/{m}/live/events", last="0badf00d.7")
    tap.ok(again.has(NAMES[0]), "and who comes back has what stands")
    t0 = time.monotonic()
    status = server.stop()
    tap.ok(again.ends(3) and status == 0 and time.monotonic() - t0 < 5, "a stop ends the streams at once", (status, time.monotonic() - t0))


def story_closed_part(desk, tap):
    """In a closed part the public learns that it runs and nothing more, not even that steps are made; a closed meeting's live page is not there."""
    server, of = house(desk)
    m = of["informal-meeting"]
    officer, reader, ngo = sign_in(server, "officer@example.org"), server.visitor(), sign_in(server, "ngo@example.org")
    console = press(officer.get(f"/en/meetings/{m}/console"), "Open the meeting")
    console = press(console, "Record, and show so to all")
    outside = Stream(server, f"/en/meetings/{m}/live/events")
    inside = Stream(server, f"/en/meetings/{m}/live/events", officer.cookies)
    tap.ok(outside.has(NAMES[0]) and inside.has(NAMES[0]), "both follow")
    console = press(console, "Begin the closed part")
    tap.ok(outside.has("A closed part of the meeting runs."), "it begins")
    tap.ok(not console.has("Stop recording") and console.has(f"Next: {NAMES[2]}"), "recording has stopped, and who speaks in it follows", console.words[:600])
    console = press(console, f"Next: {NAMES[2]} 2:00")
    console = press(console, "Pause")
    tap.ok(inside.has(f"{NAMES[2]} has the floor.") and outside.quiet(0.6), "inside the stream goes on, outside nothing comes")
    hidden = [v.get(f"/en/meetings/{m}/live{form}") for v in (reader, ngo) for form in ("", ".json")]
    tap.ok(all(p.status == 200 and NAMES[2] not in p.text and "Pause" not in p.text for p in hidden), "nor on the page", hidden[0].words[:400])
    tap.ok(hidden[0].has("A closed part of the meeting runs") and officer.get(f"/en/meetings/{m}/live").has(NAMES[2]), "which says what runs")
    console = press(officer.get(f"/en/meetings/{m}/console"), "End the closed part")
    tap.ok(outside.has("The chair has the floor.") and NAMES[2] not in outside.text, "it ends, and the public part goes on", outside.text[-500:])
    spoken = [s["name"] for s in json.loads(reader.get(f"/en/meetings/{m}/live.json").text)["spoken"]]
    tap.ok(NAMES[2] not in spoken, "afterwards too")
    desk.sql(f"update meeting set closed = 1 where id = '{m}'")  # as when the secretariat closes it
    desk.must("meeting", "pause", desk.dir, m)
    tap.ok(outside.ends() and not inside.ends(0.5), "where the whole meeting becomes closed, the public's stream ends and the Committee's goes on")
    tap.equal([reader.get(f"/en/meetings/{i}{p}").status for i in (m,) for p in ("", "/live", "/live.json", "/live/events")], [404] * 4, "and it is not there any more")
    closed = of["lunchtime-briefing"]
    never = "0" * 15 + "z"
    for path in ("live", "live.json", "live/events", "console", "results"):
        tap.equal([(v.get(f"/en/meetings/{i}/{path}").status) for v in (reader, ngo) for i in (closed, never)],
                  [403 if path in ("console", "results") else 404] * 4, f"{path} of a closed meeting is as of none")
    inside.close()
    outside.close()


def story_hands_and_pencil(desk, tap):
    """A hand is raised on the page and given the floor; results of pencil and paper take the place of what stood."""
    server, of = house(desk)
    m = of["informal-meeting"]
    officer, ngo = sign_in(server, "officer@example.org"), sign_in(server, "ngo@example.org")
    console = press(officer.get(f"/en/meetings/{m}/console"), "Open the meeting")
    watching = Stream(server, f"/en/meetings/{m}/console/events", officer.cookies)
    first = watching.until(lambda e: e[0] == "stands")
    page = ngo.get(f"/en/meetings/{m}/live").form("/hand").send("Raise your hand")
    tap.ok(page.has("Your hand is raised."), "raised", page.words[:500])
    tap.ok(watching.until(lambda e: e[0] == "stands" and e[1] != first) is not None, "the console hears of it")
    console = officer.get(f"/en/meetings/{m}/console")
    tap.ok(console.has("Raised hands") and console.has("From the live page"), "and shows it", console.words[:600])
    press(console, "Give the floor")
    tap.ok(ngo.get(f"/en/meetings/{m}/live").has("You have the floor."), "their turn is said to them")
    tap.equal(now(desk, m)["floor"]["hand"], True, "by a hand")
    press(officer.get(f"/en/meetings/{m}/console"), "Close the list")
    tap.ok(not any("Raise your hand" in b for f in ngo.get(f"/en/meetings/{m}/live").forms() for b in f.buttons()), "a closed list takes no hand")
    tap.ok(officer.get(f"/en/meetings/{m}/results").has("This meeting runs."), "nothing is typed in while it runs")
    press(officer.get(f"/en/meetings/{m}/console"), "Close the meeting")
    form = officer.get(f"/en/meetings/{m}/results").form("/results")
    for i, (order, spoke) in {1: ("2", "3:30"), 2: ("1", "2:00"), 3: ("", ""), 4: ("2", "5")}.items():
        form.fill(f"o-{speaker_id(i)}", order).fill(f"t-{speaker_id(i)}", spoke)
    wrong = form.send("Keep this")
    tap.ok(wrong.status == 422 and wrong.has("the same number") and wrong.form("/results").value(f"t-{speaker_id(1)}") == "3:30", "what is wrong is told", wrong.words[:400])
    wrong = wrong.form("/results").fill(f"o-{speaker_id(4)}", "3").fill("o-1", "4").fill("t-1", "1:30").send("Keep this")
    tap.ok(wrong.status == 422 and wrong.has("Choose who had the right of reply"), "a reply of nobody is asked about", wrong.words[:300])
    kept = wrong.form("/results").fill("r-1", speaker_id(1)).send("Keep this")
    tap.ok(kept.has("Kept"), "kept", kept.words[:400])
    spoken = now(desk, m)["spoken"]
    tap.equal([(s["name"], s["seconds"], s["typed"], s["reply"]) for s in spoken],
              [(NAMES[1], 120, True, False), (NAMES[0], 210, True, False), (NAMES[3], 300, True, False), (NAMES[0], 90, True, True)],
              "it stands in place of what was")
    tap.equal([desk.run("meeting", "extend", desk.dir, m).status, desk.run("meeting", "open", desk.dir, "0" * 16).status, desk.run("meeting").status],
              [1, 1, 2], "what will not do is refused")
    watching.close()

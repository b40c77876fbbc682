"""Meetings for stories: a session with its days, planned and published.

    import meetings
    found = meetings.session(desk, 50, "2026-12-07", "2026-12-18", "GHA,SEN")
    dialogue = meetings.one(found, "dialogue", "GHA")      # the first of Ghana's
    briefing = meetings.one(found, "lunchtime-briefing", "GHA")
"""


def session(desk, number, start, end, states, *more, publish=True):
    """Makes the session and its programme from the template; all its meetings as `programme --json` gives them, closed ones too."""
    desk.must("session", "add", desk.dir, str(number), "--start", start, "--end", end, "--reason", "Decided.", *more)
    return programme(desk, number, states, *more, publish=publish)


def programme(desk, number, states, *more, publish=True):
    desk.must("programme", "new", desk.dir, "--session", str(number), "--states", states, *more)
    if publish:
        desk.must("programme", "publish", desk.dir, "--session", str(number), *more)
    return meetings(desk, number)


def meetings(desk, number):
    return desk.json("programme", desk.dir, "--session", str(number))["meetings"]


def add(desk, number, kind, begins, *more, states=None, publish=True):
    """One more meeting; its id."""
    about = ["--states", states] if states else []
    made = desk.json("programme", "add", desk.dir, "--session", str(number), "--kind", kind, "--begins", begins, *about, *more)
    if publish:
        desk.must("programme", "publish", desk.dir, "--session", str(number))
    return made["id"]


def one(found, kind, state=None, part=None):
    """The first of that kind, about that State, in that part."""
    for m in found:
        if m["kind"] == kind and (state is None or state in m["states"]) and part in (None, m["part"]):
            return m
    raise AssertionError(f"there is no {kind} with {state}")

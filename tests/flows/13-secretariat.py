"""The secretariat at its desk, by web."""
import files
from tasks import sign_in

WHO, PASSWORD = "desk@example.org", "four words put together"


def desk_with(desk, *words):
    """A served instance with an officer, and a report for each word, sent as public; (server, ids)."""
    desk.init()
    desk.user(WHO, "--role", "secretariat", password=PASSWORD)
    ids = [desk.submit(desk.file(f"{w}.md", files.report(w, f"Title of {w}")), more=["--public"])["id"] for w in words]
    return desk.serve(), ids


def status(desk, id_):
    return {s["id"]: s["status"] for s in desk.json("submission", "list", desk.dir)["submissions"]}[id_]


def decide(page, button, reason=None):
    form = page.form("/decide")
    return (form.fill("reason", reason) if reason is not None else form).send(button)


def story_signs_in_and_publishes(desk, tap):
    """Signs in, sees what waits, publishes it; then everybody sees it."""
    server, (id_,) = desk_with(desk, "zanzibarleaf")
    stranger = server.visitor()
    tap.equal(stranger.get("/en/desk").status, 403, "the desk is closed to strangers")
    page = stranger.get("/en/sign-in").form("/sign-in").fill("address", WHO).fill("password", "not the right one").send()
    tap.ok(page.status == 422 and page.errors(), "a wrong password is refused", (page.status, page.words[:300]))
    tap.equal(page.form("/sign-in").value("address"), WHO, "and the address stays")
    tap.equal(page.form("/sign-in").value("password"), "", "but not the password")
    officer = sign_in(server, WHO, PASSWORD)
    page = officer.get("/en/desk")
    tap.ok(page.has("Title of zanzibarleaf") and page.has("Ghana"), "the desk shows what waits", page.words[:500])
    page = page.follow("Title of zanzibarleaf")
    tap.ok(page.has("union@example.org"), "with its contact", page.words[:500])
    page = decide(page, "Publish")
    tap.ok(page.status == 200 and status(desk, id_) == "published", "it is published", page.words[:300])
    page = server.visitor().get(f"/en/submissions/{id_}")
    tap.ok(page.status == 200 and page.has("zanzibarleaf") and not page.has("union@example.org"), "and public without the contact")
    page = officer.get("/en").form("/sign-out").send()
    tap.equal(officer.get("/en/desk").status, 403, "signed out, the desk is closed")


def story_withholds_with_a_reason(desk, tap):
    """To withhold or to refuse without a reason is asked again, and what was typed stays."""
    server, (id_, other) = desk_with(desk, "zanzibarleaf", "quokkaleaf")
    officer = sign_in(server, WHO, PASSWORD)
    page = officer.get(f"/en/submissions/{id_}")
    for button in ("Refuse", "Withhold from the public"):
        bad = decide(page, button)
        tap.ok(bad.status == 422 and bad.errors(), f"{button} without a reason is asked again", bad.words[:300])
        tap.equal(status(desk, id_), "received", "and nothing is done")
    long_reason = "Ω" * 4001
    bad = decide(page, "Refuse", long_reason)
    tap.ok(bad.status == 422 and bad.form("/decide").value("reason") == long_reason, "too long a reason stays to be shortened",
           (bad.status, bad.words[:300]))
    reason = "It names <persons> & children,\nwho are at risk."
    page = decide(bad, "Withhold from the public", reason)
    tap.ok(page.status == 200 and page.has("who are at risk"), "with a reason it is withheld", page.words[:600])
    tap.equal(status(desk, id_), "withheld", "its status says so")
    tap.equal(server.visitor().get(f"/en/submissions/{id_}").status, 404, "the public sees nothing")
    page = decide(officer.get(f"/en/submissions/{other}"), "Refuse", "Not about this State.")
    tap.equal((page.status, status(desk, other)), (200, "refused"), "another is refused")


def story_takes_back_what_was_public(desk, tap):
    """Published, then withheld: gone from page, State, search and JSON at once."""
    server, (id_,) = desk_with(desk, "zanzibarleaf")
    officer, reader = sign_in(server, WHO, PASSWORD), server.visitor()
    decide(officer.get(f"/en/submissions/{id_}"), "Publish")
    tap.ok(reader.get("/en/states/GHA").has("Title of zanzibarleaf"), "the State's page names it")
    tap.equal(reader.get(f"/en/submissions/{id_}").status, 200, "its page is there")
    decide(officer.get(f"/en/submissions/{id_}"), "Withhold from the public", "Its sender asked for it.")
    tap.ok("zanzibarleaf" not in reader.get("/en/states/GHA").text, "the State's page does not name it any more")
    tap.equal([reader.get(f"/en/submissions/{id_}{form}").status for form in ("", ".json")], [404, 404], "its page is gone")
    tap.equal(desk.json("search", desk.dir, "zanzibarleaf")["total"], 0, "search finds nothing")
    tap.ok('"zanzibarleaf"' not in reader.get("/en/search.json?words=zanzibarleaf").text, "nor on the web")


def story_two_officers_at_once(desk, tap):
    """Both look, one decides; the other is told before overruling a colleague, and keeps what was typed."""
    server, (id_,) = desk_with(desk, "zanzibarleaf")
    first, second = (sign_in(server, WHO, PASSWORD).get(f"/en/submissions/{id_}") for _ in range(2))
    decide(first, "Publish")
    told = decide(second, "Refuse", "Sent twice.")
    tap.ok(told.status in (409, 422) and told.has("Somebody else decided"), "the second is told", (told.status, told.words[:600]))
    tap.equal((told.form("/decide").value("reason"), status(desk, id_)), ("Sent twice.", "published"),
              "the reason stays, and so does the first decision")
    page = decide(told, "Withhold from the public")
    tap.equal((page.status, status(desk, id_)), (200, "withheld"), "having seen it, the second decides")

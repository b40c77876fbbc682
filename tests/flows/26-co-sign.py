"""Joint reports: asking others to co-sign, signing from one's own account, a changed file; coalitions by web."""
import files
from smtpd import message
from tasks import sign_in


def letters(desk, address):
    folder = desk.dir / "mail" / "new"
    found = sorted(folder.iterdir(), key=lambda p: p.stat().st_mtime_ns) if folder.exists() else []
    mails = [message(p.read_bytes()) for p in found]
    return [m["Subject"] + "\n" + m.get_body(("plain",)).get_content() for m in mails if m["To"] == address]


def organisation(desk, server, who, name, kind="ngo", public=True):
    """Registered by web by its lead and verified; (visitor, id)."""
    desk.user(f"{who}@example.org", "--role", "organisation")
    lead = sign_in(server, f"{who}@example.org")
    form = lead.get("/en/organisations/new").form("/new").fill("name", name).choose("kind", kind)
    page = form.choose("visibility", "public" if public else "confidential").send()
    id_ = page.path.rsplit("/", 1)[1]
    desk.must("organisation", "verify", desk.dir, id_, "--reason", "Seen.")
    return lead, id_


def member(desk, server, who, organisation_id, level):
    """An account that belongs to an organisation with a level; its invitation is another story's."""
    desk.user(f"{who}@example.org", "--role", "organisation")
    desk.sql(f"insert into membership (person, organisation, level, since) select id, '{organisation_id}', '{level}', 0"
             f" from person where address = '{who}@example.org'")
    return sign_in(server, f"{who}@example.org")


def draft(lead, organisation_id, text="zanzibarleaf", visibility="public"):
    """A report of the organisation up to the answers; its id."""
    page = lead.get("/en/send").form("/send").send()
    page = page.form().fill("state", "GHA").choose("purpose", "dialogue").send()
    page = page.form().choose("organisation", organisation_id).send()
    page = page.form().attach("file", "one.md", files.report(text).encode()).send()
    page = page.form("/send/found").send()
    page = page.form().send()
    page = page.form().choose("visibility", visibility).send()
    if not page.path.endswith("/answers"):
        raise ValueError(f"{page.path} {page.status}: {page.words[:400]}")
    return page


def ask(visitor, path, whom):
    return visitor.get(path).form("Ask it").fill("whom", whom).send()


def story_others_sign(desk, tap):
    """Asked by name, told neutrally, signed from its own account; nobody else can; then it is public."""
    desk.init()
    server = desk.serve()
    ama, ours = organisation(desk, server, "ama", "Quokkaleaf Union")
    kofi, theirs = organisation(desk, server, "kofi", "Mangrove League")
    esi, third = organisation(desk, server, "esi", "Savanna Circle")
    yaw, hidden = organisation(desk, server, "yaw", "Nightshade Group", public=False)
    page = draft(ama, ours)
    page = page.form("/send/answers").send("Send the report")
    id_ = page.follow("Show the report").path.rsplit("/", 1)[1] if not page.path.endswith("/done") else \
        desk.json("submission", "list", desk.dir)["submissions"][0]["id"]
    path = f"/en/submissions/{id_}/co-sign"
    tap.equal(kofi.get(path).status, 404, "who was not asked knows nothing of it")
    tap.equal(kofi.get("/en/account/co-sign").status, 200, "and nothing waits")
    bad = ask(ama, path, "Nightshade Group")
    unknown = ask(ama, path, "No such Union <b>")
    tap.ok(bad.status == unknown.status == 422 and bad.errors() == unknown.errors(), "a hidden one is not found by its name",
           (bad.status, bad.errors(), unknown.errors()))
    tap.equal(unknown.form("Ask it").value("whom"), "No such Union <b>", "what was typed stays")
    tap.equal(ask(ama, path, "Quokkaleaf Union").status, 422, "nobody asks itself")
    page = ask(ama, path, "Mangrove League")
    tap.ok(page.status == 200 and page.has("Mangrove League") and page.has("Asked"), "asked by its name", page.words[:600])
    tap.equal(ask(ama, path, "Mangrove League").status, 200, "asking twice is once")
    ask(ama, path, third)
    page = ask(ama, path, hidden)
    tap.ok(hidden in page.text and "Nightshade" not in page.text, "a hidden one by its number, without its name", page.words[:600])
    desk.run("mail", "send", desk.dir)
    mail = [m for m in letters(desk, "kofi@example.org") if "co-sign" in m]
    tap.equal(len(mail), 1, "its lead is told once")
    tap.ok(mail and "Ghana" not in mail[0] and "zanzibarleaf" not in mail[0] and "Quokkaleaf" not in mail[0],
           "without State, title or sender", mail)
    page = kofi.get("/en/account/co-sign")
    tap.ok(page.has("Mangrove League"), "it stands in their list", page.words[:400])
    tap.equal(kofi.get(f"/en/submissions/{id_}").status, 200, "they read it")
    for level in ("viewer", "contributor"):
        other = member(desk, server, level, theirs, level)
        tap.equal(other.get(path).status, 404, f"a {level} of the asked one does not sign")
    page = kofi.get(path)
    tap.ok("Savanna" not in page.text and "Nightshade" not in page.text, "nor do they see who else was asked")
    form = page.form("Sign for")
    signed = form.send("Sign for")
    tap.ok(signed.status == 200 and signed.has("Signed"), "its lead signs", signed.words[:500])
    again = form.send("Sign for")
    tap.ok(again.status == 409 and again.has("signed this already"), "twice is told politely", (again.status, again.words[:300]))
    for_other = kofi.get(path).form("Take the signature")
    for_other.values = [(k, third if k == "organisation" else v) for k, v in list(dict(for_other.values).items())]
    tap.equal(for_other.send().status, 404, "nobody answers for another one")
    page = esi.get(path).form("Decline").send()
    tap.ok(page.has("Declined"), "another declines", page.words[:400])
    yaw.get(path).form("Sign for").send()
    page = ama.get(path)
    tap.ok(page.has("Declined") and page.has("Nightshade Group"), "its sender reads who signed", page.words[:600])
    desk.publish(id_)
    stranger = server.visitor()
    page = stranger.get(f"/en/submissions/{id_}")
    tap.ok(page.has("Co-signed by") and page.has("Mangrove League"), "everybody reads who signed", page.words[:500])
    tap.ok("Nightshade" not in page.text and "Savanna" not in page.text, "but hidden ones and who declined")
    tap.ok('"co_signed_by":["Mangrove League"]' in stranger.get(f"/en/submissions/{id_}.json").text, "as JSON too")
    tap.equal(kofi.get(path).form("Decline") if kofi.get(path).has("Decline") else None, None, "decided, it stays as it is")


def story_a_changed_file(desk, tap):
    """A signature on a draft holds for its file: changed, it falls."""
    desk.init()
    server = desk.serve()
    ama, ours = organisation(desk, server, "ama", "Quokkaleaf Union")
    kofi, _ = organisation(desk, server, "kofi", "Mangrove League")
    path = draft(ama, ours).follow("Co-signing by other organisations").path
    id_ = path.split("/")[3]
    ask(ama, path, "Mangrove League")
    page = kofi.get(f"/en/submissions/{id_}")
    tap.equal(page.path, path, "those asked are led to what they sign")
    tap.equal(kofi.get(f"/en/submissions/{id_}/files/1").status, 200, "and read the file")
    old = page.form("Sign for")
    old.send()
    page = ama.get("/en/send/file").form("/send/file").attach("file", "two.md", files.report("other words").encode()).send()
    tap.ok(page.path.endswith("/found"), "the file is changed", page.path)
    page = kofi.get(path)
    tap.ok(page.has("Asked again") and page.has("its signature fell"), "the signature fell", page.words[:500])
    late = old.send()
    tap.ok(late.status == 409 and late.has("changed after you opened"), "an old page signs nothing", (late.status, late.words[:300]))
    tap.ok(kofi.get(path).form("Sign for").send().has("Signed"), "read again, signed again")


def story_a_coalition(desk, tap):
    """Its lead asks members, their leads accept or decline; one step asks all that accepted to co-sign."""
    desk.init()
    server = desk.serve()
    ama, ours = organisation(desk, server, "ama", "Quokkaleaf Network", kind="network")
    kofi, theirs = organisation(desk, server, "kofi", "Mangrove League")
    esi, third = organisation(desk, server, "esi", "Savanna Circle")
    stranger = server.visitor()
    path, answer = f"/en/organisations/{ours}/coalition", f"/en/organisations/{theirs}/coalition"
    tap.equal([v.get(path).status for v in (stranger, kofi)], [404, 404], "others do not see whom it asks")
    tap.ok(not kofi.get(answer).has("Ask it to be"), "an organisation that is no coalition asks nobody")
    bad = ama.get(path).form("Ask it").fill("whom", "No such <b>").send()
    tap.ok(bad.status == 422 and bad.form("Ask it").value("whom") == "No such <b>", "an unknown name is asked again",
           (bad.status, bad.words[:300]))
    for whom in ("Mangrove League", third):
        page = ama.get(path).form("Ask it").fill("whom", whom).send()
    tap.ok(page.has("Mangrove League") and page.has("Savanna Circle") and page.has("asked"), "asked by name and by number",
           page.words[:500])
    desk.run("mail", "send", desk.dir)
    mail = [m for m in letters(desk, "kofi@example.org") if "/coalition" in m]
    tap.ok(len(mail) == 1 and "Quokkaleaf" not in mail[0], "its lead is told, and not by whom", mail)
    viewer = member(desk, server, "viewer", theirs, "viewer")
    page = viewer.get(answer)
    tap.ok(page.has("Quokkaleaf Network") and not page.has("Become a member"), "a viewer reads it and decides nothing",
           page.words[:400])
    tap.ok(not stranger.get(f"/en/organisations/{ours}").has("Mangrove"), "asked, nobody else reads it")
    page = kofi.get(answer).form("Become a member").send("Become a member")
    tap.ok(page.status == 200 and page.has("Leave the coalition"), "its lead accepts", page.words[:400])
    tap.ok(stranger.get(f"/en/organisations/{ours}").has("Mangrove League"), "then everybody reads it")
    tap.ok(stranger.get(f"/en/organisations/{theirs}").has("Quokkaleaf Network"), "on both pages")
    kofi.get(f"/en/organisations/{theirs}/edit").form("/edit").choose("visibility", "confidential").send()
    tap.ok("Mangrove" not in stranger.get(f"/en/organisations/{ours}").text, "hidden, it is not shown there any more")
    kofi.get(f"/en/organisations/{theirs}/edit").form("/edit").choose("visibility", "public").send()
    page = draft(ama, ours)
    page = page.follow("Co-signing by other organisations")
    page = page.form("Ask all members").send()
    tap.ok(page.has("Mangrove League") and not page.has("Savanna"), "one step asks those that accepted", page.words[:500])
    tap.ok(kofi.get("/en/account/co-sign").has("Mangrove League"), "and it waits for them")
    tap.equal(esi.get(f"/en/organisations/{third}/coalition").form("Decline").send("Decline").status, 200, "another declines")
    page = ama.get(path)
    tap.ok(page.has("Mangrove League") and not page.has("Savanna"), "and is no member", page.words[:400])
    page = page.form("End the membership").send()
    tap.ok(page.has("no members yet") and "Mangrove" not in stranger.get(f"/en/organisations/{ours}").text, "it ends",
           page.words[:400])

"""Coming to a session: asked by a lead, decided at once, a badge whose code tells nothing to a stranger, who came, a State's delegation."""
import datetime
import re
import subprocess

from tasks import sign_in

TODAY = datetime.date.today()
START = TODAY + datetime.timedelta(days=40)
END = START + datetime.timedelta(days=10)
NAME = "欧阳小明"


def house(desk, start=START):
    desk.init("--rehearsal")
    desk.user("lead@example.org", "--role", "organisation")
    desk.user("alone@example.org", "--role", "organisation")
    desk.user("officer@example.org", "--role", "secretariat")
    desk.user("member@example.org", "--role", "member", "--state", "PHL")
    desk.user("mission@example.org", "--role", "permanent-mission", "--state", "GHA")
    desk.must("session", "add", desk.dir, "88", "--start", start, "--end", start + datetime.timedelta(days=10), 
              "--reason", "For a story")
    server = desk.serve()
    lead = sign_in(server, "lead@example.org")
    page = lead.get("/en/organisations/new").form("/new").fill("name", "Union of Tests").choose("kind", "trade-union").choose("countries", "GHA").send()
    return server, lead, page.path.rsplit("/", 1)[1]


def ask(visitor, organisation, as_="observer", **fields):
    form = visitor.get(f"/en/sessions/88/accreditation?organisation={organisation}").form("Send the request").choose("as", as_)
    for name, value in fields.items():
        form.fill(name, value)
    return form.send()


def token_in(pdf):
    return re.search(rb"/badges/([A-Za-z0-9_-]{80,})", pdf).group(1).decode()


def code_on(pdf, folder):
    """What a telephone reads in the picture: the page drawn as a printer would, and the code found in it."""
    (folder / "seen.pdf").write_bytes(pdf)
    subprocess.run(["pdftoppm", "-r", "200", "-gray", "-png", "-singlefile", folder / "seen.pdf", folder / "seen"], check=True, timeout=20)
    read = subprocess.run(["zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", folder / "seen.png"], capture_output=True, text=True, timeout=20)
    return read.stdout.splitlines()


def story_asked_decided_badge(desk, tap):
    """From the request to the entrance."""
    server, lead, organisation = house(desk)
    officer, alone, stranger = sign_in(server, "officer@example.org"), sign_in(server, "alone@example.org"), server.visitor()
    tap.ok(lead.get("/en/account").follow("Coming to a session").follow("Ask to come to session 88").heading == "Ask to come to session 88",
           "the way there is on one's account")
    page = ask(lead, organisation, name="G 1234567")
    tap.ok(page.status == 422 and page.has("looks like the number of a passport"), "a passport number is not taken, and that is said", page.words[:300])
    one = ask(lead, organisation, name=NAME, function="Rapporteuse")
    two = ask(lead, organisation, as_="speaker", name="Ama Mensah", shown="A. M.")
    three = ask(alone, "", as_="remote", name="Kofi Alone")
    tap.ok([p.status for p in (one, two, three)] == [200] * 3 and one.has("waits for the secretariat"), "a lead asks for two, somebody alone")
    ids = [p.path.rsplit("/", 1)[1] for p in (one, two, three)]
    tap.ok(alone.get(f"/en/accreditation/{ids[0]}").status == 404 and stranger.get(f"/en/accreditation/{ids[0]}").status == 404,
           "nobody else knows of it")
    again = ask(alone, "", name="Kofi Alone")
    tap.ok(again.status == 422 and again.has("already"), "nobody asks twice", again.words[:300])

    form = officer.get("/en/desk/accreditation?session=88").form("Refuse").choose("chosen", *ids)
    tap.ok(form.send("Refuse").has("Write the reason"), "a no needs a reason")
    form = officer.get("/en/desk/accreditation?session=88").form("Accredit").choose("chosen", *ids)
    done = form.fill("reason", "Welcome to Geneva.").send("Accredit")
    tap.ok(done.words.count("accredited") >= 3, "three are accredited at once", done.words[:400])
    mine = lead.get(f"/en/accreditation/{ids[0]}")
    tap.ok(mine.has("Welcome to Geneva.") and mine.has("Badge as PDF"), "the lead reads the reason and has a badge")
    tap.ok(not alone.get(f"/en/accreditation/{ids[2]}").has("Badge as PDF"), "who comes from afar has none")

    pdf = lead.get(f"/en/accreditation/{ids[0]}/badge")
    out = desk.home / "badge.pdf"
    desk.must("badge", desk.dir, ids[0], "--pdf", out)
    tap.ok(pdf.body.startswith(b"%PDF") and token_in(pdf.body) == token_in(out.read_bytes()), "page and command give the same badge")
    read = desk.run("read", out).out
    tap.ok(NAME in read and "Union of Tests" in read, "it holds a Chinese name as text", read[:400])
    token = token_in(pdf.body)
    code = code_on(pdf.body, desk.home)
    tap.ok(len(code) == 1 and code[0].startswith("http") and code[0].endswith(f"/badges/{token}"), "the picture holds the address that is printed", code)
    tap.ok(stranger.get("/" + code[0].split("/", 3)[3]).has("Valid"), "and what a telephone reads in it is checked by the page")
    seen = stranger.get(f"/badges/{token}")
    tap.ok(seen.status == 200 and seen.has("Valid") and seen.has("session 88"), "everybody may check it", seen.words[:300])
    tap.ok(NAME not in seen.text and "Union of Tests" not in seen.text and not seen.has("Came in"), "and learns no name")
    tap.ok(stranger.get(f"/en/badges/{token[:-3]}AAA").has("no badge of ours"), "a bent one is refused with words")
    entrance = officer.get(f"/en/badges/{token}")
    tap.ok(entrance.has(NAME) and entrance.has("Union of Tests"), "the secretariat sees whose it is")
    page = entrance.form("Came in").send("Came in")
    tap.ok(page.has("It is noted") and page.has("Already noted"), "came in", page.words[:300])
    tap.ok(lead.request("POST", f"/en/badges/{token}", b"", {"Content-Type": "application/x-www-form-urlencoded"}).status in (403, 422),
           "nobody else notes it")

    page = officer.get(f"/en/accreditation/{ids[0]}").form("Make a new badge").send("Make a new badge")
    tap.ok(stranger.get(f"/en/badges/{token}").has("not valid any more"), "a lost badge does not hold once there is a new one")
    listed = officer.get("/en/desk/attendance?session=88")
    tap.ok(listed.has(NAME) and listed.has("A. M.") and not listed.has("Ama Mensah"), "the list at the entrance has the name on the badge")
    form = listed.form("Note that they came").choose("chosen", ids[1]).fill("names", "Yaw Visitor\nEsi Visitor")
    listed = form.send()
    tap.ok(listed.has("Yaw Visitor") and listed.words.count("noted") >= 2, "a ticked list is typed in", listed.words[:500])
    tap.ok(listed.has("too few to show"), "small figures are hidden")
    tap.ok("名" not in str(desk.run("verify", desk.dir)), "the journal holds")


def story_too_late(desk, tap):
    """After the deadline the secretariat alone enters a request; an organisation that it stands for asks through it."""
    server, lead, organisation = house(desk, TODAY + datetime.timedelta(days=10))
    page = ask(lead, organisation, name="Too Late")
    tap.ok(page.status == 422 and page.has("The time to ask for this session is over"), "a lead is too late", page.words[:300])
    officer = sign_in(server, "officer@example.org")
    page = ask(officer, organisation, name="Entered By Hand")
    tap.ok(page.has("entered after the deadline") and page.has("Union of Tests"), "the secretariat can, and it is marked", page.words[:300])


def story_delegation(desk, tap):
    """A State's mission enters its delegation; everybody sees its head and number."""
    server, lead, _ = house(desk)
    mission, member, stranger = sign_in(server, "mission@example.org"), sign_in(server, "member@example.org"), server.visitor()
    for name in ("Abena Owusu", "Kwame Boateng", "عبد الله"):
        mission.get("/en/sessions/88/delegation").form("Add").fill("name", name).fill("function", "Envoy").send("Add")
    page = mission.get("/en/sessions/88/delegation")
    tap.ok(page.has("عبد الله") and page.has("head"), "three are entered")
    public = stranger.get("/en/sessions/88/delegations")
    tap.ok(public.has("Abena Owusu") and public.has("3 people") and "Kwame Boateng" not in public.text, "everybody sees the head and the number",
           public.words[:300])
    tap.ok(member.get("/en/sessions/88/delegations").has("Kwame Boateng"), "a member sees all")
    tap.ok(lead.get("/en/sessions/88/delegation").status == 403, "nobody else enters one")
    mission.get("/en/sessions/88/delegation").form("Show the whole list").send("Show the whole list")
    tap.ok(stranger.get("/en/sessions/88/delegations").has("Kwame Boateng"), "unless the State says otherwise")
    pdf = mission.get(page.links()[[w for w, _ in page.links()].index("Badge as PDF")][1])
    tap.ok(stranger.get(f"/badges/{token_in(pdf.body)}").has("Valid"), "a delegate has a badge")

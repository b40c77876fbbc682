"""Organisations: registered by anybody with an account, verified by the secretariat, public only when both want it."""
import json

from tasks import sign_in

PASSWORD = "four words put together"


def people(desk, **roles):
    for name, role in roles.items():
        desk.must("user", "add", desk.dir, f"{name}@example.org", "--role", role, given=PASSWORD + "\n")


def register(desk, name, kind="ngo", **more):
    args = [f"--{k}={v}" for k, v in more.items()]
    return desk.json("organisation", "add", desk.dir, "--name", name, "--kind", kind, *args)["id"]


def listed(desk, *args):
    return {o["id"]: o for o in desk.json("organisation", "list", desk.dir, *args)["organisations"]}


def story_registers_and_is_verified(desk, tap):
    """From the form to the public page; hidden until its lead chose and the secretariat verified."""
    desk.init()
    people(desk, ama="organisation", kofi="organisation")
    server = desk.serve()
    stranger, ama = server.visitor(), sign_in(server, "ama@example.org", PASSWORD)
    tap.equal(stranger.get("/en/organisations/new").status, 403, "without an account nobody registers one")
    form = ama.get("/en/organisations/new").form("/new")
    tap.equal(form.value("visibility"), "", "whether the page is public is not chosen for anybody")
    name = "<b>Zanzibarleaf</b> Union & “Friends”"
    bad = form.fill("name", "").choose("kind", "trade-union").fill("website", "zanzibarleaf.example.org").send()
    tap.ok(bad.status == 422 and bad.errors() and bad.form("/new").value("website") == "zanzibarleaf.example.org",
           "without a name it is asked again and the rest stays", (bad.status, bad.words[:300]))
    long_name = "Ω" * 4000
    bad = bad.form("/new").fill("name", long_name).send()
    tap.ok(bad.status == 422 and bad.form("/new").value("name") == long_name, "so is a name of 4,000 characters", bad.status)
    page = bad.form("/new").fill("name", name).choose("countries", "GHA").send()
    id_ = page.path.rsplit("/", 1)[1]
    tap.ok(page.status == 200 and page.heading == name and page.has("hidden"), "then it is registered, hidden", page.words[:400])
    tap.ok("<b>Zanzibarleaf" not in page.text, "and its name is text")

    def nobody_knows(why):
        for who in (stranger, sign_in(server, "kofi@example.org", PASSWORD)):
            tap.equal([who.get(f"/en/organisations/{id_}{p}").status for p in ("", ".json", "/edit", "/people")], [404] * 4, why)
            for path in ("/en/organisations", "/en/organisations.json", "/en/organisations?country=GHA",
                         "/en/organisations.json?kind=trade-union"):
                tap.ok("anzibarleaf" not in who.get(path).text.replace("words=zanzibarleaf", ""), f"{why}: {path}")
            tap.equal(who.get("/en/organisations.json").text, '{"total":0,"organisations":[]}', "no count tells")
    nobody_knows("hidden")
    desk.must("organisation", "verify", desk.dir, id_, "--reason", "Statutes seen.")
    nobody_knows("verified but hidden")
    page = ama.get(f"/en/organisations/{id_}/edit").form("/edit").choose("visibility", "public").send()
    tap.ok(page.has("Verified") and page.has("Statutes seen."), "its lead reads the word and the reason", page.words[:400])
    tap.ok(stranger.get(f"/en/organisations/{id_}").heading == name, "public and verified, everybody reads it")
    tap.ok(stranger.get("/en/organisations?words=zanzibarLEAF").has("Zanzibarleaf"), "and finds it")
    tap.ok("status" not in stranger.get(f"/en/organisations/{id_}.json").text, "as JSON without what is not public")
    bad = ama.get(f"/en/organisations/{id_}/edit").form("/edit").choose("languages", "ar").fill("more_languages", "Wolof, Gibberissh").send()
    tap.ok(bad.status == 422 and bad.form("/edit").value("more_languages") == "Wolof, Gibberissh", "a language that is none stays to be corrected",
           (bad.status, bad.words[:300]))
    ama.get(f"/en/organisations/{id_}/edit").form("/edit").choose("languages", "ar").fill("more_languages", "Wolof; Tagalog، Kiswahili").send()
    tap.equal(json.loads(ama.get(f"/en/organisations/{id_}.json").text)["languages"], ["ar", "fil", "sw", "wo"], "any other language is taken by its name")
    page = ama.get(f"/en/organisations/{id_}/edit").form("/edit").send()
    tap.equal(json.loads(ama.get(f"/en/organisations/{id_}.json").text)["languages"], ["ar", "fil", "sw", "wo"], "and stays when the form is saved again")
    page = ama.get(f"/en/organisations/{id_}/edit").form("/edit").fill("name", "Quokkaleaf Union").send()
    tap.ok(page.has("verified again"), "a new name goes back to the secretariat", page.words[:400])
    tap.equal(stranger.get(f"/en/organisations/{id_}").status, 404, "and the page is not public until then")
    tap.ok(listed(desk, "--status", "received")[id_]["again"], "the list says so")


def story_the_secretariat_decides(desk, tap):
    """By web with a reason; closed and reopened by command; two officers at once."""
    desk.init("--rehearsal")
    id_ = register(desk, "Zanzibarleaf Union", visibility="public", country="GHA")
    tap.equal(desk.run("organisation", "verify", desk.dir, id_).status, 1, "without a reason nothing is decided")
    tap.equal(desk.run("organisation", "verify", desk.dir, id_, "--refuse", "--close", "--reason", "x").status, 2, "one word at a time")
    for option, status in ((["--refuse"], "refused"), ([], "published"), (["--close"], "withheld"), (["--reopen"], "received")):
        desk.must("organisation", "verify", desk.dir, id_, "--reason", "Because.", *option)
        tap.equal(listed(desk)[id_]["status"], status, f"{option}: {status}")
    again = desk.run("organisation", "verify", desk.dir, id_, "--reopen", "--reason", "Because.")
    tap.ok(again.status == 1 and "already" in again.err, "twice is told", again.err)


def story_doubles_are_merged(desk, tap):
    """Names in two scripts and one website are suggested; the old address leads to the one that stays."""
    desk.init()
    stays = register(desk, "Профсоюз трудящихся-мигрантов", visibility="public", website="https://www.profsoyuz.example.org")
    goes = register(desk, "Profsoyuz trudyashchikhsya-migrantov", website="http://profsoyuz.example.org/about")
    latin, cyrillic = register(desk, "Peace Union"), register(desk, "Реасе Union")
    register(desk, "Farm Workers of Ghana"), register(desk, "Farm Workers of Guinea")
    found = {frozenset((d["id"], d["other"])): d["why"] for d in desk.json("organisation", "doubles", desk.dir)["doubles"]}
    tap.equal(found.get(frozenset((stays, goes))), ["name", "website"], "alike over scripts, and by website")
    tap.ok("looks" in found.get(frozenset((latin, cyrillic)), []), "a look-alike is told", found)
    tap.equal(len(found), 2, "and nothing else")
    told = {o["id"]: o["double"] for o in desk.json("desk", desk.dir)["organisations"]["items"]}
    tap.equal((told[stays], told[goes], told[latin], told[cyrillic], sum(t is not None for t in told.values())),
              (goes, stays, cyrillic, latin, 4), "the desk tells of both pairs, and of nobody else")
    desk.user("officer@example.org", "--role", "secretariat", password=PASSWORD)
    server = desk.serve()
    page = sign_in(server, "officer@example.org", PASSWORD).get("/en/desk")
    tap.ok(page.words.count("perhaps registered twice") == 4, "and so does its page", page.words[:1500])
    desk.must("organisation", "verify", desk.dir, stays, "--reason", "Seen.")
    desk.must("organisation", "merge", desk.dir, goes, stays, "--reason", "Registered twice.")
    tap.equal(desk.run("organisation", "merge", desk.dir, goes, stays, "--reason", "Again.").status, 1, "once is enough")
    tap.ok(goes not in listed(desk), "the other is in no list")
    page = server.visitor().get(f"/en/organisations/{goes}")
    tap.ok(page.path.endswith(stays) and page.status == 200, "its address leads to what it became", (page.path, page.status))


def story_people_of_it(desk, tap):
    """A lead invites by mail; nobody else changes who belongs to it; the last lead stays."""
    desk.init()
    people(desk, ama="organisation", kofi="organisation")
    server = desk.serve()
    ama, kofi = (sign_in(server, f"{n}@example.org", PASSWORD) for n in ("ama", "kofi"))
    page = ama.get("/en/organisations/new").form("/new").fill("name", "Zanzibarleaf Union").choose("kind", "ngo").send()
    path = page.path + "/people"
    tap.equal(kofi.get(path).status, 404, "a stranger sees nobody")
    page = ama.get(path)
    tap.ok(page.has("ama@example.org") and page.has("lead"), "its lead stands there", page.words[:400])
    for address in ("not an address", "a@example.org\nBcc: b@example.org"):
        form = page.form("Invite")
        bad = form.fill("address", address).send("Invite")
        tap.ok(bad.status == 422, "no mail address is refused", (bad.status, bad.words[:300]))
    page = page.form("Invite").fill("address", "Kofi@Example.org").fill("level", "viewer").send("Invite")
    tap.ok(page.status == 200 and page.has("kofi@example.org"), "invited, the address waits", page.words[:500])
    same = ama.get(path).form("Invite").fill("address", "stranger@example.org").fill("level", "viewer").send("Invite")
    tap.ok(same.has("stranger@example.org"), "one without an account waits in the same way")
    page = ama.get(path).form("Take back").send("Take back")
    tap.equal(page.text.count('name="invitation"'), 1, "one is taken back")

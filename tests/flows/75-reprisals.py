"""Reprisals: the quiet way on every page, the focal point's register with its consents, and a mark that takes an organisation's name out everywhere."""
import gzip
import re
import time

import files
from tasks import sign_in

NAME = "Quollburg Union"
BEFORE, AFTER = "2035-03-05T09:00:00Z", "2035-03-28T09:00:00Z"


def story_quiet_way(desk, tap):
    """From every page, also from an error, without a cookie; and it says so where nobody can open what would be sent."""
    desk.init()
    server = desk.serve()
    visitor = server.visitor()
    for path in ("/en", "/en/states/GHA", "/en/search", "/en/nothing-here", "/en/sign-in", "/en/communications/GHA"):
        tap.ok(any(link.endswith("/en/afraid") for link in hrefs(visitor.get(path))), f"{path} leads there")
    page = server.visitor().get("/en/afraid")
    tap.ok(page.status == 200 and page.headers.get("Set-Cookie") is None and "no-store" in page.headers["Cache-Control"]
           and page.has("Not ready yet") and page.has("Nothing is done without you"), page.words[:400])
    tap.ok(server.visitor().get("/ar/afraid").status == 200, "in Arabic too")
    key = desk.home / "focal.txt"
    public = re.search(r"age1[0-9a-z]+", (made := desk.must("keys", "make", "--out", key)).out + made.err)[0]
    desk.must("keys", "recipients", desk.dir, "add", public, "--purpose", "reprisal", "--name", "Focal point")
    ready = server.visitor().get("/en/afraid")
    tap.ok(not ready.has("Not ready yet") and ready.follow("Tell us, sealed").status == 200, "once somebody can open it, it leads to where one sends it sealed")
    first = {p: len(gzip.compress(server.visitor().get(p).body)) for p in ("/ar/states/GHA", "/ar/afraid", "/ru/states/GHA")}
    tap.ok(max(first.values()) <= 14336, "first views stay small", first)


def hrefs(page):
    return [node.get("href", "") for node in page.tree.all("a")]


def story_register(desk, tap):
    """What was asked, consents one by one, steps that need them, a reminder; two at once; nobody else; figures that tell no small count."""
    desk.init()
    desk.user("focal@example.org", "--role", "reprisals-focal-point")
    desk.user("officer@example.org", "--role", "secretariat")
    server = desk.serve()
    focal = sign_in(server, "focal@example.org")
    form = focal.get("/en/reprisals").form("/en/reprisals")
    page = form.choose("kind", "threat").choose("came", "person").fill("state", "GHA").send()
    tap.ok(re.fullmatch(r"/en/reprisals/[0-9a-z]{16}", page.path) and page.has("Threats") and page.has("Ghana"), page.words[:300])
    here = page.path
    refused = post(focal, here, do="step", what="wrote")
    tap.ok(refused.status == 409 and refused.has("did not agree to this"), "no letter without consent", refused.words[:300])
    done = post(focal, here, do="agree", what="write")
    tap.ok(done.has("Agreed") and post(focal, here, do="step", what="wrote").has("Wrote to the State"), "with it")
    tap.ok(post(focal, here, do="step", what="wrote-named").status == 409, "each consent is its own")
    post(focal, here, do="withdraw", what="write")
    tap.ok(post(focal, here, do="step", what="wrote").status == 409 and focal.get(here).has("taken back"), "and can be taken back")
    post(focal, here, do="ask", what="meet")
    tap.ok(focal.get(here).has("Speak with the State’s mission"), "what was asked")
    post(focal, here, do="remind", day="2020-01-01")
    tap.ok(focal.get("/en/reprisals").has("look again") and focal.get(here).has("Look again"), "a reminder that is due")
    old = focal.get(here)
    post(focal, here, do="ask", what="know")
    stale = old.form(here).fill("what", "names").send()
    tap.ok(stale.status == 409 and stale.has("Somebody else changed this"), "two at once")
    tap.ok(post(focal, here, do="close").has("closed") and post(focal, here, do="ask", what="refer").status == 409, "closed")
    others = [server.visitor(), sign_in(server, "officer@example.org")]
    tap.ok(all(v.get(p).status in (302, 303, 403) or v.get(p).path.endswith("/sign-in") for v in others for p in ("/en/reprisals", here)),
           "nobody else, the secretariat neither")
    table = focal.get("/en/reprisals").words
    tap.ok("not told" in table.split("Figures")[1] and "Threats 1" not in table, "small counts are not told", table[-300:])
    wrong = form.choose("kind", "threat").send()
    tap.ok(wrong.status in (303, 200, 422), "the form comes back")


def post(visitor, path, **fields):
    token = dict(visitor.get("/en").form("/sign-out").values)["csrf"]
    body = "&".join(f"{k}={v}" for k, v in {**fields, "csrf": token}.items()).encode()
    return visitor.request("POST", path, body=body, headers={"Content-Type": "application/x-www-form-urlencoded"})


def member(desk, who, id_):
    desk.user(f"{who}@example.org", "--role", "organisation")
    desk.sql(f"insert into membership (person, organisation, level, since) select id, '{id_}', 'lead', 1 from person where address = '{who}@example.org'")


def organisation(desk, name):
    id_ = desk.json("organisation", "add", desk.dir, "--name", name, "--kind", "trade-union", "--visibility", "public")["id"]
    desk.must("organisation", "verify", desk.dir, id_, "--reason", "Seen.")
    return id_


def send_for(visitor, id_, word):
    """A public report under the organisation's name."""
    page = visitor.get("/en/send").form("/send").send()
    page = page.form("/send/state").fill("state", "GHA").choose("purpose", "dialogue").send()
    page = page.form("/send/sender").choose("organisation", id_).send()
    page = page.form("/send/file").attach("file", "r.md", files.report(word).encode()).send()
    page = page.form("/send/found").send().form("/send/priorities").send()
    page = page.form("/send/visibility").choose("visibility", "public").send()
    submission = visitor.cookies["td_draft"].split(".")[0]
    page = page.form("/send/answers").send("Send the report")
    assert page.path.endswith("/done"), page.words[:400]
    return submission


def everything_public(desk, visitor, ids):
    """Every public address with every form that it has, and what is given in bulk: address -> bytes."""
    told = {}
    for row in desk.json("routes"):
        if row["method"] != "GET" or row["stream"] or re.search("/(desk|account|sign-in)", row["path"]):
            continue
        path = row["path"].replace("{lang}", "en").replace("{state}", "GHA").replace("{session}", "43").replace("{number}", "43")
        path = re.sub(r"\{(key|token|leaf)\}", "0" * 64, path).replace("{article}", "16").replace("{name}", "records.jsonl")
        for id_ in ids if re.search(r"\{[^}]*\}", path) else ("",):
            there = re.sub(r"\{[^}]*\}", id_, path)
            forms = [".json"] if row["json"] else []
            for form in ("", *forms, *([] if id_ else [".ics", ".atom", ".csv"])):
                page = visitor.request("GET", there + form)
                if page.status == 200:
                    told[there + form] = page.body
    for path in ("/en/search?words=wombatleaf", f"/en/organisations?words={NAME.split()[0]}", "/oai?verb=ListRecords&metadataPrefix=oai_dc",
                 "/en/now.json?state=GHA", "/open/records.jsonl", "/open/submissions.csv", "/en/open-data.atom"):
        told[path] = visitor.request("GET", path).body
    out = desk.home / f"dump-{len(list(desk.home.iterdir()))}"
    desk.must("open-data", "dump", desk.dir, out)
    told["dump"] = b"".join(f.read_bytes() for f in out.rglob("*") if f.is_file())
    return told


def story_risk(desk, tap):
    """A name that stands in many places is in no public byte from the mark on, and is back when it is lifted."""
    desk.init("--rehearsal")
    desk.user("focal@example.org", "--role", "reprisals-focal-point")
    union, other = organisation(desk, NAME), organisation(desk, "Bilbyford League")
    member(desk, "ana", union)
    member(desk, "bo", other)
    desk.must("session", "add", desk.dir, "43", "--start", "2035-04-02", "--end", "2035-04-13", "--reason", "So.", "--now", BEFORE)
    desk.must("programme", "new", desk.dir, "--session", "43", "--states", "GHA", "--now", BEFORE)
    desk.must("programme", "publish", desk.dir, "--session", "43", "--now", BEFORE)
    meeting = next(m["id"] for m in desk.json("programme", desk.dir, "--session", "43", "--now", BEFORE)["meetings"] if m["kind"] == "informal-meeting")
    desk.must("speakers", "open", desk.dir, meeting, "--minutes", "GHA=20", "--now", BEFORE)
    for who in (union, other):
        desk.must("speakers", "ask", desk.dir, meeting, "--organisation", who, "--state", "GHA", "--language", "fr", "--mode", "video", "--now", BEFORE)
    desk.must("speakers", "share", desk.dir, meeting, "--now", AFTER)
    server = desk.serve()
    ana, focal, visitor = sign_in(server, "ana@example.org"), sign_in(server, "focal@example.org"), server.visitor()
    report = send_for(ana, union, "wombatleaf")
    desk.publish(report)
    ana.get("/en/states/GHA/own-account").form("/own-account").choose("a-consulted", "no").fill("t-how", "qwords") \
        .choose("visibility", "public").send()
    ids = [union, other, report, meeting]
    before = {path for path, body in everything_public(desk, visitor, ids).items() if NAME.encode() in body}
    tap.ok(len(before) >= 8 and f"/en/organisations/{union}" in before and f"/en/submissions/{report}" in before and "dump" in before
           and any("speakers" in p for p in before) and any("cooperation" in p for p in before), f"its name stands in {len(before)} places", before)
    done = focal.get("/en/desk/at-risk").form("/desk/at-risk").fill("which", NAME).send()
    tap.ok(done.has("It holds from now on") and done.has(NAME), "the focal point marks it", done.words[:300])
    after = {path for path, body in everything_public(desk, visitor, ids).items() if NAME.encode() in body
             or (b"Quollburg" in body and "words=Quollburg" not in path)}
    tap.ok(not after, "and it stands nowhere", after)
    tap.ok(visitor.get(f"/en/organisations/{union}").status == 404 and visitor.get(f"/en/submissions/{report}").has("Name withheld"), "its page is not there; its report is, without its name")
    league = sign_in(server, "bo@example.org")
    tap.ok(b"Quollburg" not in league.get(f"/en/submissions/{report}").body + league.get("/en/organisations").body, "for others who sign in neither")
    edit = ana.get(f"/en/organisations/{union}/edit").form("/edit").choose("visibility", "public").send()
    tap.ok(edit.status == 422 and edit.has("marked as at risk"), "its own people cannot show it by mistake", edit.words[:300])
    tap.ok(desk.run("organisation", "risk", desk.dir, NAME).status == 1, "marked already")
    desk.must("organisation", "risk", desk.dir, NAME, "--lift")
    time.sleep(1)  # another process changed it: the server sees that a few times a second
    back = {path for path, body in everything_public(desk, visitor, ids).items() if NAME.encode() in body}
    tap.ok(before <= back, "lifted, it is back", before - back)
    tap.ok(visitor.get("/en/desk/at-risk").path.endswith("/sign-in") or visitor.get("/en/desk/at-risk").status == 403, "nobody else marks")

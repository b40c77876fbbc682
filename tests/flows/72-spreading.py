"""Spreading the word: summaries by people, cards, leaflets, the log of outreach with its map; who is at risk is not seen."""
import json
import struct
import subprocess
import time

from tasks import sign_in

GC = "CMW/C/GC/2"
ENGLISH = ("# General comment No. 2 (2013)\n\n22. Detention is a last resort.\n\n23. Children should never be detained because of their status or that of"
           " their parents. States end this practice at once.\n\n24. " + "A very long sentence about the detention of migrant workers. " * 12 + "\n")
ARABIC = "# التعليق العام رقم 2 (2013)\n\n23. لا يجوز احتجاز الأطفال بسبب وضعهم أو وضع والديهم. وعلى الدول إنهاء ذلك فورا.\n"


def organisation(desk, name, visibility, **people):
    id_ = desk.json("organisation", "add", desk.dir, "--name", name, "--kind", "ngo", "--visibility", visibility, "--country", "GHA")["id"]
    desk.must("organisation", "verify", desk.dir, id_, "--reason", "Statutes seen.")
    for who, level in people.items():
        desk.user(f"{who}@example.org", "--role", "organisation")
        desk.sql("insert into membership (person, organisation, level, since)"
                 f" select id, '{id_}', '{level}', 1 from person where address = '{who}@example.org'")
    return id_


def comment(desk):
    id_ = desk.json("document", "import", desk.dir, "--symbol", GC, "--language", "en", "--date", "2013-08-28", desk.file("gc.md", ENGLISH))["id"]
    desk.must("document", "import", desk.dir, "--symbol", GC, "--language", "ar", "--date", "2013-08-28", desk.file("gca.md", ARABIC))
    return id_


def size(png):
    assert png[:8] == b"\x89PNG\r\n\x1a\n", png[:20]
    return struct.unpack(">II", png[16:24])


def story_cards_and_leaflets(desk, tap):
    desk.init()
    id_ = comment(desk)
    visitor = desk.serve().visitor()
    page = visitor.get(f"/en/documents/{GC}").follow("Spread the word")
    tap.ok(page.has("Nobody wrote one yet") and page.has("No organisation noted it yet"), "an empty page says so", page.words)
    page = page.follow("A picture card with a quotation")
    page = page.form("Show the card").fill("anchor", "p23").fill("phrase", "Children should never be detained").send()
    image = next(page.tree.all("img"))
    tap.ok(image.get("alt") == "A card with the words “Children should never be detained …” From: General comment No. 2 (2013), CMW/C/GC/2, paragraph 23.",
           "words for those who do not see it", str(image.get("alt")))
    png = visitor.get(image.get("src"))
    tap.ok(png.kind == "image/png" and size(png.body) == (1200, 630), "a wide card")
    tap.equal(size(visitor.get(next(h for w, h in page.links() if w.startswith("Square"))).body), (1080, 1080), "a square one")
    page = page.form("Show the card").fill("language", "ar").fill("anchor", "p23").fill("phrase", "").send()
    image = next(page.tree.all("img"))
    tap.ok(image.get("lang") == "ar" and "«" in image.get("alt") and "CMW/C/GC/2" in image.get("alt"), "in Arabic", str(image.get("alt")))
    tap.equal(size(visitor.get(image.get("src")).body), (1200, 630), "drawn")
    page = page.form("Show the card").fill("language", "en").send().form("Show the card").fill("anchor", "p24").send()
    tap.ok(page.has("too long to be read on a card") and not list(page.tree.all("img")), "too long: said, and never cut", page.words[:300])
    page = page.form("Show the card").fill("phrase", "Children may be detained").send()
    tap.ok(page.has("do not stand in the paragraph"), "nobody is quoted with words that are not there", page.words[:300])
    tap.equal(visitor.get(f"/en/documents/{id_}/spread/card/p23/wide?phrase=invented").status, 422, "nor by the picture's address")
    for address in (f"/en/documents/{id_}/spread/card/p99/wide", f"/en/documents/{id_}/spread/card/p23/round", f"/en/documents/{id_}/spread/card/p23/wide?language=fr"):
        tap.equal(visitor.get(address).status, 404, f"not there: {address[-14:]}")
    page = visitor.get(f"/en/documents/{id_}/spread/leaflet")
    pdf = page.form("Make the leaflet").choose("paragraph", "p23").send()
    path = desk.file("leaflet.pdf", pdf.body)
    words = subprocess.run(["mutool", "draw", "-q", "-F", "txt", path], capture_output=True, text=True).stdout if pdf.kind == "application/pdf" else ""
    tap.ok(pdf.status == 200 and (not words or ("Children should never be" in words and "Committee on Migrant Workers" in words and "Read all of it" in words)),
           "a leaflet with the chosen paragraph and where to read more", words or pdf.words[:300])
    tap.ok(b"/documents/CMW/C/GC/2)" in pdf.body and b"/Lang (en)" in pdf.body, "its address is a link, its language is said")
    tap.equal(page.form("Make the leaflet").send().status, 422, "nothing chosen is said")
    tap.equal(visitor.get("/en/documents/CMW/C/GC/2").follow("Spread the word").status, 200, "the document leads there")
    other = desk.json("document", "import", desk.dir, "--symbol", "CMW/C/GHA/1", "--language", "en", desk.file("r.md", "# A report\n\n1. Words.\n"))["id"]
    tap.equal(visitor.get(f"/en/documents/{other}/spread").status, 404, "a State's report is not spread here")


def story_summaries(desk, tap):
    desk.init()
    id_ = comment(desk)
    organisation(desk, "Open Union", "public", ama="contributor", vi="viewer")
    organisation(desk, "Hidden House", "confidential", hid="lead")
    desk.user("officer@example.org", "--role", "secretariat")
    server = desk.serve()
    nobody, ama, vi, hid, officer = server.visitor(), *(sign_in(server, f"{n}@example.org") for n in ("ama", "vi", "hid", "officer"))
    form = f"/en/documents/{id_}/spread/summary"
    tap.ok(nobody.get(form).status in (401, 403) and vi.get(form).status == 403, "for organisations, by those who may write for them")
    page = ama.get(form).form("Publish it").fill("text", "No child is locked up.\nAsk for a lawyer.").send()
    tap.ok(page.has("No child is locked up") and page.has("Open Union"), "a summary", page.words)
    page = ama.get(form).form("Publish it").fill("language", "").fill("other", "ha").fill("text", "Ba a tsare yara.").send()
    tap.ok(page.has("Ba a tsare yara") and page.has("Hausa"), "in a local language", page.words)
    page = ama.get(form).form("Publish it").fill("language", "").fill("other", "qq9").fill("text", "x").send()
    tap.ok(page.status == 422 and page.has("by its tag") and page.form("Publish it").value("text") == "x", "a language that is none: said, nothing lost")
    tap.ok(ama.get(form).form("Publish it").fill("text", "x" * 1501).send().status == 422, "too long is said")
    page = hid.get(form).form("Publish it").fill("text", "From the hidden house.").send()
    tap.ok(page.status == 422 and page.has("the public does not see this organisation"), "a hidden organisation is not shown by its summary")
    page = nobody.get(f"/en/documents/{id_}/spread")
    tap.ok(page.has("No child is locked up") and page.has("not the Committee’s words") and "Hidden" not in page.text, "everybody reads them", page.words)
    said = json.loads(nobody.get(f"/en/documents/{id_}/spread.json").body)["summaries"]
    tap.equal({s["language"]: s["name"] for s in said}, {"en": "Open Union", "ha": "Open Union"}, "as JSON")
    leaflet = nobody.get(f"/en/documents/{id_}/spread/leaflet").form("Make the leaflet").send()
    tap.ok(leaflet.kind == "application/pdf" and leaflet.status == 200, "on a leaflet")
    forms = [f for f in officer.get(f"/en/documents/{id_}/spread").forms() if "Take it off" in f.buttons()]
    tap.equal(forms[0].send("Take it off").status, 422, "taken off with a reason alone")
    english = next(f for f in officer.get(f"/en/documents/{id_}/spread").forms() if ("summary", next(s["id"] for s in said if s["language"] == "en")) in f.values)
    english.fill("reason", "It says more than the text does.").send("Take it off")
    page = nobody.get(f"/en/documents/{id_}/spread")
    tap.ok(not page.has("No child is locked up") and page.has("Ba a tsare yara"), "gone from everybody's page", page.words)
    tap.ok(ama.get(f"/en/documents/{id_}/spread").has("It says more than the text does."), "its people read why")
    own = next(f for f in ama.get(f"/en/documents/{id_}/spread").forms() if "Take it back" in f.buttons())
    own.send("Take it back")
    tap.ok(nobody.get(f"/en/documents/{id_}/spread").has("Nobody wrote one yet"), "taken back by its people")


def note(visitor, id_, **answers):
    form = visitor.get(f"/en/documents/{id_}/spread/note").form("Note it")
    for name, value in answers.items():
        form = form.choose("quiet", "1") if name == "quiet" else form.fill(name, value)
    return form.send()


def story_outreach(desk, tap):
    desk.init()
    id_ = comment(desk)
    organisation(desk, "Open Union", "public", ama="contributor")
    organisation(desk, "Hidden House", "confidential", hid="lead")
    desk.user("officer@example.org", "--role", "secretariat")
    server = desk.serve()
    nobody, ama, hid, officer = server.visitor(), *(sign_in(server, f"{n}@example.org") for n in ("ama", "hid", "officer"))
    tap.ok(note(ama, id_, day="2026-03-08", how="workshop", country="GHA", place="Tamale", people="42", words="With =1+1 farmers.").has("Tamale"), "noted")
    note(ama, id_, day="2026-04", how="radio", country="PHL", language="", other="tl", people="3")
    page = note(ama, id_, day="2099-01-01", how="radio")
    tap.ok(page.status == 422 and page.has("still to come"), "not before it was")
    tap.ok(note(ama, id_, day="yesterday", how="radio").status == 422 and note(ama, id_, day="2026").status == 422, "what is missing is said")
    answer = json.loads(nobody.get("/en/outreach.json").body)
    tap.ok(answer["notes"] == 2 and answer["people"] == 42 and answer["countries"] == [{"country": "GHA", "notes": 1, "people": 42}, {"country": "PHL", "notes": 1, "people": None}],
           "in figures; fewer than five people are not told", str(answer))
    for n in range(4):
        note(ama, id_, day="2026-05-0%d" % (n + 1), how="meeting", country="QAT" if n else "LBN", place="Quokkatown", words="Quokkas met.", people="9", quiet="1")
    note(hid, id_, day="2026-05-09", how="print", country="EGY", place="Numbatville", words="Numbats.")
    time.sleep(0.5)
    everything = "".join(visitor.get(a).text for visitor in (nobody, officer) for a in ("/en/outreach", "/ar/outreach", "/en/outreach.json", "/en/outreach.csv", f"/en/documents/{id_}/spread"))
    tap.ok("uokka" not in everything and "umbat" not in everything and "Hidden" not in everything and "QAT" not in everything and "2026-05" not in everything,
           "quiet notes, and those of hidden organisations, stand nowhere")
    # Quiet notes move nothing that everybody sees, kept pages neither: the next page that is made tells.
    tap.equal(json.loads(nobody.get(f"/en/outreach.json?document={id_}").body)["quiet"], 5, "from five on it is told how many there are")
    mine = ama.get("/en/outreach/own")
    tap.ok(mine.has("quiet") and not mine.has("Quokkatown") and mine.has("a few people") is False, "their own people see them; place and words were not even kept", mine.words[:600])
    page = nobody.get("/en/outreach")
    tap.ok(page.has("2 notes") and page.has("42 people and more") and page.has("Ghana") and page.text.count("<circle class=\"door\"") == 2
           and page.text.count("<circle") == 197, "a map with a dot a country, and the table behind it", page.words[:500])
    table = nobody.get("/en/outreach.csv").body.decode()
    tap.ok("\"'With" not in table and table.count("\r\n") == 3 and "Tamale" in table, "as CSV", table)
    tap.equal(hid.request("POST", "/en/outreach/remove", body=b"note=" + answer["list"][0]["id"].encode(), headers={"Content-Type": "application/x-www-form-urlencoded"}).status // 100, 4,
              "nobody takes another's note back")
    form = next(f for f in officer.get("/en/outreach").forms() if "Take it off" in f.buttons())
    form.fill("reason", "It names a person.").send("Take it off")
    time.sleep(0.5)
    tap.equal(json.loads(nobody.get("/en/outreach.json").body)["notes"], 1, "the secretariat takes one off")
    tap.ok(ama.get("/en/outreach/own").has("It names a person."), "its people read why")

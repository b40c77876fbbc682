"""Everything public in bulk: OAI-PMH by the protocol, lines to go on from, tables, a feed, sitemaps, a dump; and nothing else in any of it."""
import json
import subprocess
from xml.etree import ElementTree

import papers

O = "{http://www.openarchives.org/OAI/2.0/}"
DC = "{http://purl.org/dc/elements/1.1/}"
SYMBOL = "CMW/C/GHA/CO/1"


def ask(visitor, query, **more):
    page = visitor.request("GET", "/oai" + query) if not more else visitor.request("POST", "/oai", **more)
    assert page.status == 200, page.status
    return ElementTree.fromstring(page.body)


def error(tree):
    found = tree.find(O + "error")
    return found.get("code") if found is not None else None


def document(desk, language="en", symbol=SYMBOL):
    return desk.json("document", "import", desk.dir, "--symbol", symbol, "--language", language, "--date", "2014-09-12",
                     desk.file(f"co-{language}.docx", papers.observations(language, paragraphs=3)))["id"]


def story_harvesting(desk, tap):
    desk.init()
    id_ = document(desk)
    document(desk, "ar")
    public = desk.submit(desk.file("public.md", "# Fees & <wages>\n\nThe wombatleaf is paid.\n"), more=("--public",))["id"]
    secret = desk.submit(desk.file("secret.md", "# A numbatleaf\n\nThe numbatleaf is hidden.\n"), organisation="Numbat Union")["id"]
    desk.publish(public)
    server = desk.serve()
    visitor = server.visitor()
    tree = ask(visitor, "?verb=Identify")
    tap.ok(tree.findtext(f"{O}Identify/{O}protocolVersion") == "2.0" and tree.findtext(f"{O}Identify/{O}deletedRecord") == "persistent"
           and tree.findtext(f"{O}Identify/{O}baseURL").endswith("/oai"), "it says what it is")
    tap.ok([s.text for s in ask(visitor, "?verb=ListSets").iter(O + "setSpec")][:2] == ["documents", "submissions"]
           and ask(visitor, "?verb=ListMetadataFormats").findtext(f".//{O}metadataPrefix") == "oai_dc", "sets and formats")
    tree = ask(visitor, "?verb=ListRecords&metadataPrefix=oai_dc")
    records = {r.findtext(f"{O}header/{O}identifier").split(":")[-1]: r for r in tree.iter(O + "record")}
    tap.ok(set(records) == {id_, public}, f"a document in two languages and a contribution: {set(records)}")
    titles = {t.get("{http://www.w3.org/XML/1998/namespace}lang"): t.text for t in records[id_].iter(DC + "title")}
    tap.ok(set(titles) == {"en", "ar"} and [i.text for i in records[id_].iter(DC + "identifier")][0] == SYMBOL
           and records[id_].findtext(f".//{DC}coverage") == "Ghana", f"in Dublin Core: {titles}")
    tap.ok("state:GHA" in [s.text for s in records[public].iter(O + "setSpec")] and records[public].findtext(f".//{DC}creator") == "Union of Tests",
           "with its sets")
    host = tree.findtext(f".//{O}identifier").split(":")[1]
    one = ask(visitor, f"?verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:{host}:{public}")
    tap.ok(one.findtext(f".//{DC}title") is not None and error(one) is None, "one of them")
    for set_, n in (("documents", 1), ("submissions", 1), ("state:GHA", 2), ("state:PHL", 0), ("type:concluding-observations", 1), ("none", 0)):
        tree = ask(visitor, f"?verb=ListIdentifiers&metadataPrefix=oai_dc&set={set_}")
        tap.ok(len(list(tree.iter(O + "header"))) == n and (n > 0 or error(tree) == "noRecordsMatch"), f"set {set_}: {n}")
    for query, code in (("", "badVerb"), ("?verb=Gossip", "badVerb"), ("?verb=Identify&verb=Identify", "badVerb"),
                        ("?verb=Identify&x=1", "badArgument"), ("?verb=ListRecords", "badArgument"), ("?verb=GetRecord&metadataPrefix=oai_dc", "badArgument"),
                        ("?verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=oai_dc", "badArgument"),
                        ("?verb=ListRecords&metadataPrefix=marc", "cannotDisseminateFormat"),
                        ("?verb=ListRecords&metadataPrefix=oai_dc&from=yesterday", "badArgument"),
                        ("?verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-01&until=2025-01-01", "badArgument"),
                        ("?verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-01&until=2026-01-02T00:00:00Z", "badArgument"),
                        ("?verb=ListRecords&metadataPrefix=oai_dc&until=2001-01-01", "noRecordsMatch"),
                        ("?verb=ListRecords&resumptionToken=gossip", "badResumptionToken"),
                        ("?verb=ListRecords&resumptionToken=1/0/0/&metadataPrefix=oai_dc", "badArgument"),
                        ("?verb=ListSets&resumptionToken=1/0/0/", "badResumptionToken"),
                        (f"?verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:{host}:{secret}", "idDoesNotExist"),
                        ("?verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:elsewhere:x", "idDoesNotExist"),
                        ("?verb=ListMetadataFormats&identifier=x", "idDoesNotExist")):
        tree = ask(visitor, query)
        tap.ok(error(tree) == code and (code in ("badVerb", "badArgument")) == (not tree.find(O + "request").attrib), f"{query}: {error(tree)}")
    posted = ask(visitor, "", body=b"verb=Identify", headers={"Content-Type": "application/x-www-form-urlencoded"})
    tap.ok(posted.find(O + "Identify") is not None, "by POST as well")
    desk.must("submission", "take-down", desk.dir, public)
    tree = ask(visitor, f"?verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:{host}:{public}")
    tap.ok(tree.find(f".//{O}header").get("status") == "deleted" and tree.find(f".//{O}metadata") is None, "taken down: deleted, and nothing else is said")


def story_lists_go_on(desk, tap):
    desk.init()
    place = desk.home / "papers"
    place.mkdir()
    for n in range(1, 104):
        (place / f"{n}.md").write_text(f"# Paper {n}\n\nWord {n}.\n")
    sheet = desk.file("sheet.xlsx", papers.workbook([["file", "type", "state", "language"]] + [[f"{n}.md", "nhri-document", "GHA", "en"] for n in range(1, 104)]))
    desk.must("document", "import", desk.dir, "--folder", place, "--sheet", sheet, "--do-it")
    visitor = desk.serve().visitor()
    first = ask(visitor, "?verb=ListIdentifiers&metadataPrefix=oai_dc&set=state:GHA")
    token = first.find(f".//{O}resumptionToken")
    rest = ask(visitor, "?verb=ListIdentifiers&resumptionToken=" + token.text.replace("/", "%2F"))
    seen = [i.text for tree in (first, rest) for i in tree.iter(O + "identifier")]
    tap.ok(len(seen) == 103 == len(set(seen)) == int(token.get("completeListSize")) and not rest.find(f".//{O}resumptionToken").text,
           f"a hundred, then the rest, each once: {len(seen)}")
    lines, at = [], "/open/records.jsonl"
    while at:
        page = visitor.get(at)
        lines += page.body.decode().splitlines()
        at = page.headers.get("Link", "").partition("<")[2].partition(">")[0]
    tap.ok(len(lines) == 103 and len({json.loads(l)["id"] for l in lines}) == 103, "JSON Lines go on likewise")


def story_tables_feeds_dumps(desk, tap):
    desk.init()
    id_ = document(desk)
    public = desk.submit(desk.file("public.md", "# =1+1\n\nThe wombatleaf is paid.\n"), more=("--public", "--title", "=HYPERLINK(1)"))["id"]
    desk.submit(desk.file("secret.md", "# A numbatleaf\n\nThe numbatleaf is hidden.\n"), organisation="Numbat Union")
    desk.publish(public)
    visitor = desk.serve().visitor()
    page = visitor.get("/en/open-data")
    tap.ok("1 · CSV" in page.words and "/oai" in page.words, "a page says what there is")
    table = visitor.get("/open/submissions.csv").body.decode()
    tap.ok("\"'=HYPERLINK(1)\"" in table and public in table and table.count("\r\n") == 2, f"a table in which nothing computes: {table}")
    tap.ok(SYMBOL in visitor.get("/open/documents.csv").body.decode() and visitor.get("/open/gossip.csv").status == 404, "one of documents")
    feed = ElementTree.fromstring(visitor.get("/ar/open-data.atom").body)
    A = "{http://www.w3.org/2005/Atom}"
    tap.ok([e.find(A + "link").get("href").split("/", 3)[3] for e in feed.iter(A + "entry")] == [f"ar/submissions/{public}", f"ar/documents/{SYMBOL}"],
           "a feed, the newest first")
    index = ElementTree.fromstring(visitor.get("/sitemap.xml").body)
    urls = [u.text for s in index.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
            for u in ElementTree.fromstring(visitor.get("/" + s.text.split("/", 3)[3]).body).iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    tap.ok(any(u.endswith(f"/fr/submissions/{public}") for u in urls) and any(u.endswith(f"/en/documents/{SYMBOL}") for u in urls)
           and any(u.endswith("/ar/states/GHA") for u in urls) and len(urls) == len(set(urls)), f"sitemaps in each language: {len(urls)}")
    tap.ok("Sitemap: http" in visitor.get("/robots.txt").body.decode(), "robots are told")
    out = desk.home / "dump"
    made = desk.json("open-data", "dump", desk.dir, out)
    checked = subprocess.run(["sha256sum", "-c", "--quiet", "SHA256SUMS"], cwd=out, capture_output=True, text=True)
    tap.ok(made == {"records": 2, "files": 1} and checked.returncode == 0 and (out / f"files/{id_}-en.docx").exists(), f"a dump with hashes: {checked.stdout}")
    everything = b"".join(f.read_bytes() for f in out.rglob("*") if f.is_file()) + visitor.get("/open/records.jsonl").body
    everything += visitor.request("GET", "/oai?verb=ListRecords&metadataPrefix=oai_dc").body + visitor.get("/en/open-data.atom").body
    tap.ok(b"wombatleaf" in everything and b"umbatleaf" not in everything.replace(b"wombatleaf", b"") and b"Numbat" not in everything,
           "and no word of what is not public")


def story_private_acts_move_nothing(desk, tap):
    desk.init()
    public = desk.submit(desk.file("public.md", "# Fees\n\nThe wombatleaf is paid.\n"), more=("--public",))["id"]
    desk.publish(public)
    before = desk.run("open-data", "list", desk.dir).out
    desk.must("submission", "show", desk.dir, public)
    document(desk)
    after = desk.run("open-data", "list", desk.dir).out
    tap.ok(after.splitlines()[0] == before.splitlines()[0] and len(after.splitlines()) == 2, "what was there stands as it stood")

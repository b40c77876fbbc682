"""The library: documents at their symbols in several languages, paragraph by paragraph; what comes in, and what is said of doubles."""
import json

import papers
from files import pdf
from tasks import sign_in

SYMBOL = "CMW/C/GHA/CO/1"


def bring(desk, language, *more, secret="", **run):
    return desk.run("document", "import", desk.dir, "--symbol", SYMBOL, "--language", language, *more,
                    desk.file(f"co-{language}.docx", papers.observations(language, secret=secret)), "--json", **run)


def story_at_its_symbol_in_three_languages(desk, tap):
    desk.init()
    made = {}
    for language in ("fr", "ar", "en"):
        result = bring(desk, language, "--date", "2014-09-12")
        assert result.status == 0, str(result)
        made[language] = result.json
    tap.ok(len({d["id"] for d in made.values()}) == 1, "three files are one document")
    tap.ok([l["language"] for l in made["en"]["languages"]] == ["en", "ar", "fr"] and made["en"]["languages"][0]["leads"],
           "English leads, whatever came first")
    tap.ok(made["en"]["type"] == "concluding-observations" and made["en"]["state"] == "GHA" and made["en"]["cycle"] == 1
           and made["en"]["source"] == "committee", "type, State, review and source follow from the symbol")
    for language, document in made.items():
        anchors = {p["anchor"]: p for p in document["paragraphs"]}
        tap.ok(all(f"p{n}" in anchors for n in range(1, 61)), f"{language}: paragraphs 1 to 60 have their anchors")
        articles = {a["article"] for a in anchors["p34"]["articles"] if a["confidence"] >= 0.9}
        tap.ok(articles == {8 + 34}, f"{language}: paragraph 34 names its article: {articles}")
    listed = desk.json("document", "list", desk.dir, "--state", "GHA")["documents"]
    tap.ok([d["symbol"] for d in listed] == [SYMBOL], "it is listed once")
    shown = desk.json("document", "show", desk.dir, "cmw/c/gha/co/1", "--language", "fr")
    tap.ok(shown["language"] == "fr" and "frais" in {p["anchor"]: p for p in shown["paragraphs"]}["p34"]["text"], "and shown in French")
    tap.ok(desk.json("verify", desk.dir)["files"] == 3, "verify hashes its files again")


def story_doubles_are_said(desk, tap):
    desk.init()
    bring(desk, "fr")
    other = desk.run("document", "import", desk.dir, "--symbol", "CMW/C/GHA/CO/2", "--language", "en", desk.home / "co-fr.docx")
    tap.ok(other.status == 1 and f"The same file is {SYMBOL} in French already" in other.err, f"the same file elsewhere: {other.err.strip()}")
    again = bring(desk, "fr", secret="narwhal")
    tap.ok(again.status == 1 and "is here in French already" in again.err, f"another file at the same place: {again.err.strip()}")
    replaced = bring(desk, "fr", "--replace", secret="narwhal")
    tap.ok(replaced.status == 0 and any("narwhal" in p["text"] for p in replaced.json["paragraphs"]), "unless it is to be replaced")
    tap.ok(desk.json("verify", desk.dir)["files"] == 1, "and the old file is gone")
    for args, why in (((), "type"), (("--type", "gossip"), "no such type"), (("--symbol", "CMW/C/XXX/CO/1", "--state", "XXX"), "code"),
                      (("--symbol", SYMBOL, "--date", "12.9.2014"), "date"), (("--symbol", "CMW//1"), "symbol")):
        result = desk.run("document", "import", desk.dir, *args, desk.file("x.md", "# A word\n\nNo more.\n"))
        tap.ok(result.status == 1 and why in result.err, f"{args}: {result.err.strip()}")
    tap.ok(desk.run("document", "import", desk.dir).status == 2, "a file has to be named")
    scan = desk.json("document", "import", desk.dir, "--type", "nhri-document", "--state", "GHA", "--language", "en",
                     desk.file("scan.pdf", pdf(2, text=False)))
    tap.ok(scan["languages"][0]["no_text"] and scan["paragraphs"] == [], "a scan is kept and said to be one")


def story_pages(desk, tap):
    desk.init()
    desk.json("document", "import", desk.dir, "--symbol", "CMW/C/GHA/1", "--language", "en", "--date", "2013-05",
              desk.file("report.pdf", pdf(12)))
    for language in ("en", "fr", "ar"):
        bring(desk, language, "--date", "2014-09-12")
    server = desk.serve()
    visitor = server.visitor()
    page = visitor.get("/en/documents?state=GHA")
    tap.ok("2 documents" in page.words and SYMBOL in page.text, "the list by State")
    tap.ok("1 document" in visitor.get("/en/documents?state=GHA&type=state-report").words
           and "1 document" in visitor.get("/en/documents?language=fr").words, "by type and by language")
    tap.ok("No such document" in visitor.get("/en/documents?state=PHL").words, "and nothing where there is nothing")
    page = visitor.get(f"/en/documents/{SYMBOL}")
    tap.ok(page.status == 200 and 'id="p1"' in page.text and "Français" in page.text or "français" in page.text,
           "the document at its symbol, with its other languages")
    tap.ok('rel="next"' in page.text and '<div class="para" id="p60"' not in page.text, "a long one is paged")
    bare = page.text.split("<noscript>")[1].split("</noscript>")[0]
    tap.ok('<i id="p60">' in bare and '<i id="p1">' not in bare and "page=2" in bare and len(__import__("gzip").compress(page.body)) < 14336,
           f"without script #p60 leads to its page too, and the page is small: {len(__import__('gzip').compress(page.body))}")
    landed = visitor.get(f"/en/documents/{SYMBOL}/p60")
    tap.ok('id="p60"' in landed.text and landed.status == 200 and "page=" in landed.url, f"the address of paragraph 60 leads to its page: {landed.url}")
    tap.ok(visitor.get(f"/en/documents/{SYMBOL}/p61").status == 404 and visitor.get("/en/documents/CMW/C/GHA/CO/9").status == 404,
           "what is not there is not there")
    french = visitor.get(f"/en/documents/{SYMBOL}?language=fr")
    tap.ok('lang="fr"' in french.text and "Observations finales" in french.words, "in French on the English site")
    tap.ok("Observations finales" in server.visitor("fr").get(f"/fr/documents/{SYMBOL}").words, "the reader's own language first")
    arabic = visitor.get(f"/ar/documents/{SYMBOL}")
    tap.ok('dir="rtl"' in arabic.text and "الملاحظات الختامية" in arabic.words, "and Arabic from right to left")
    whole = json.loads(visitor.get(f"/en/documents/{SYMBOL}.json?language=fr").text)
    tap.ok(len([p for p in whole["paragraphs"] if p["anchor"].startswith("p")]) == 60 and whole["language"] == "fr", "JSON holds all of it")
    file = page.follow("docx,")
    tap.ok(file.body == papers.observations("en"), "the file as it came")
    state = visitor.get("/en/states/GHA")
    tap.ok(f'href="/en/documents/{SYMBOL}"' in state.text and state.text.count(f"/en/documents/{SYMBOL}") == 2,
           "the State's page lists it, and its symbol among the reviews is a link")
    tap.ok("/en/documents/CMW/C/GHA/QPR/1" not in state.text, "a symbol whose document is not here is none")


def story_found_by_words(desk, tap):
    desk.init()
    for language in ("en", "fr", "ar"):
        bring(desk, language, secret="quokkaleaf")
    id_ = desk.submit(desk.file("report.md", "# Report\n\nThe quokkaleaf is held, contrary to article 42 of the Convention.\n"),
                      more=("--public",))["id"]
    answer = desk.json("search", desk.dir, "quokkaleaf")
    tap.ok(answer["total"] == 3 and {h["symbol"] for h in answer["hits"]} == {SYMBOL} and {h["anchor"] for h in answer["hits"]} == {"p34"},
           f"everybody finds paragraph 34 in three languages, and not what is not public: {answer['total']}")
    desk.publish(id_)
    answer = desk.json("search", desk.dir, "quokkaleaf", "--article", "42", "--state", "GHA")
    tap.ok(answer["total"] == 4 and {h["submission"] for h in answer["hits"]} == {None, id_}, "submissions beside them, by State and article")
    tap.ok(desk.json("search", desk.dir, "quokkaleaf", "--language", "fr")["total"] == 1, "by language")
    tap.ok(desk.json("search", desk.dir, "quokkaleaf", "--as", "secretariat")["total"] == 4, "the secretariat finds the same")
    page = desk.serve().visitor().get("/en/search?words=quokkaleaf&language=ar")
    tap.ok("1 paragraph" in page.words and "<mark>" in page.text, "a page of hits with the word marked")
    landed = page.follow("paragraph 34")
    tap.ok(landed.path == f"/en/documents/{SYMBOL}" and 'id="p34"' in landed.text and "language=ar" in landed.url
           and "الملاحظات الختامية" in landed.words, f"which lead to the paragraph: {landed.url}")


REGISTER = [["File", "Symbol", "Lang", "State", "Kind of paper", "Day", "Organisation", "Kind", "Purpose", "Received", "Notice", "Box"],
            ["co/en.docx", SYMBOL, "English", "", "", "12.09.2014", "", "", "", "", "", "7"],
            ["co/fr.docx", SYMBOL, "français", "Ghana", "", "2014-09-12", "", "", "", "", "", "7"],
            ["union.md", "", "en", "ghana", "", "", "Union of Before", "Trade union", "For the dialogue with a State", "2010-02-03", "", "8"],
            ["open.md", "", "en", "GHA", "", "", "Open Association", "ngo", "dialogue", "2011", "Public", "8"],
            ["nhri.md", "", "en", "GHA", "Document of a national human rights institution", "2012-05", "", "", "", "", "", "9"]]
WRONG = [["gone.docx", "CMW/C/GHA/Q/1", "en", "", "", "", "", "", "", "", "", ""],
         ["../union.md", "CMW/C/GHA/Q/2", "en", "", "", "", "", "", "", "", "", ""],
         ["scan.pdf", "CMW/C/GHA/2", "en", "", "", "1/2/2014", "", "", "", "", "", ""],
         ["bad.md", "", "en", "Atlantis", "", "", "Nobody", "ngo", "dialogue", "2011", "", ""],
         ["bad2.md", "", "en", "GHA", "", "", "Somebody", "ngo", "dialogue", "2011", "maybe", ""],
         ["union.md", "", "en", "GHA", "", "", "Union again", "ngo", "dialogue", "2011", "", ""]]
MAP = "file=File,symbol=Symbol,language=Lang,state=State,type=Kind of paper,date=Day,organisation=Organisation,kind=Kind,purpose=Purpose,received=Received,notice=Notice"


def folder(desk):
    place = desk.home / "papers"
    (place / "co").mkdir(parents=True)
    for language in ("en", "fr"):
        (place / "co" / f"{language}.docx").write_bytes(papers.observations(language))
    for name in ("union", "open", "nhri", "bad", "bad2"):
        (place / f"{name}.md").write_text(f"# Paper of {name}\n\n1. The {name}leaf is against article 16 of the Convention.\n")
    (place / "scan.pdf").write_bytes(pdf(1, text=False))
    return place


def story_many_at_once(desk, tap):
    desk.init()
    place = folder(desk)
    book = desk.file("register.xlsx", papers.workbook(REGISTER + WRONG))

    def run(sheet, *more):
        return desk.run("document", "import", desk.dir, "--folder", place, "--sheet", sheet, *more, "--json")

    dry = run(book, "--map", MAP, "--mapping", "register")
    said = {o["line"]: o for o in dry.json["outcomes"]}
    tap.ok(dry.status == 1 and dry.json["dry_run"] and (dry.json["new"], dry.json["there"], dry.json["problems"]) == (5, 0, 6),
           f"a dry run says what is new and what was not understood: {dry.json['new']} {dry.json['problems']}", str(dry))
    for line, why in ((7, "no such file"), (8, "does not lie"), (9, "no date"), (10, "State party"), (11, "notice"), (12, "line 4")):
        tap.ok(said[line]["result"] == "problem" and why in said[line]["why"], f"line {line}: {said[line]['why']}")
    tap.ok(desk.json("document", "list", desk.dir)["documents"] == [], "and stores nothing")
    done = run(book, "--mapping", "register", "--do-it")
    tap.ok(done.json["new"] == 5 and done.json["problems"] == 6 and not done.json["dry_run"], "by the mapping that was kept, what is new is stored")
    listed = desk.json("document", "list", desk.dir)["documents"]
    tap.ok([(d["symbol"], d["day"], [l["language"] for l in d["languages"]]) for d in listed]
           == [(SYMBOL, "2014-09-12", ["en", "fr"]), (None, "2012-05", ["en"])], "documents at their symbols", str(listed))
    tap.ok(listed[1]["type"] == "nhri-document" and listed[1]["source"] == "nhri" and listed[1]["state"] == "GHA", "and without one")
    old = {s["organisation"]: s for s in desk.json("submission", "list", desk.dir, "--state", "GHA")["submissions"]}
    union, public = old["Union of Before"], old["Open Association"]
    tap.ok(union["register_day"] == "2010-02-03" and union["received"] is None and union["kind"] == "trade-union"
           and union["visibility"] == "confidential" and union["status"] == "accepted", "a contribution of before", str(union))
    tap.ok(public["visibility"] == "public" and public["status"] == "published", "public where its notice allowed it")
    again = run(desk.file("register.csv", papers.sheet(REGISTER)), "--mapping", "register", "--do-it")
    tap.ok(again.status == 0 and again.json["there"] == 5 and again.json["new"] == 0, "run again, mended and as CSV: all is here", again.out)
    tap.ok(desk.json("search", desk.dir, "unionleaf")["total"] == 0 and desk.json("search", desk.dir, "openleaf")["total"] == 1
           and desk.json("search", desk.dir, "nhrileaf")["total"] == 1 and desk.json("search", desk.dir, "unionleaf", "--as", "secretariat")["total"] == 1,
           "each is found by whom it is for")
    checked = desk.json("verify", desk.dir)
    tap.ok(checked["ok"] and checked["log_leaves"] == 0 and checked["files"] == 5, "no leaf was made up, and all holds", str(checked))
    visitor = desk.serve().visitor()
    page = visitor.get(f"/en/submissions/{public['id']}")
    tap.ok("2011" in page.words and "according to the secretariat’s register" in page.words and "Show the receipt" not in page.words,
           "its page says by what it is known when it came")
    tap.ok(visitor.get(f"/en/submissions/{union['id']}").status == 404, "and the other is not there for the public")
    for args, why in ((("--map", "symbol=Nothing"), "no column"), (("--map", "colour=Lang"), "maps no field"), (("--mapping", "other"), "No mapping")):
        result = run(book, *args)
        tap.ok(result.status == 1 and why in result.err, f"{args}: {result.err.strip()[:120]}")
    result = run(desk.file("not.xlsx", papers.observations("en")), "--mapping", "register")
    tap.ok(result.status == 1 and "no spreadsheet" in result.err, f"a DOCX is no spreadsheet: {result.err.strip()}")
    result = desk.run("document", "import", desk.dir, "--type", "nhri-document", "--state", "GHA", book)
    tap.ok(result.status == 1 and "spreadsheet" in result.err, "and a spreadsheet no document")
    tap.ok(desk.run("document", "import", desk.dir, "--sheet", book).status == 2, "a sheet wants its folder")


def story_days_of_a_workbook(desk, tap):
    desk.init()
    place = folder(desk)
    rows = [["file", "type", "state", "language", "date"], ["nhri.md", "nhri-document", "GHA", "en", 41894], ["open.md", "nhri-document", "GHA", "en", 2015]]
    book = desk.file("days.xlsx", papers.workbook(rows, dates=(4,), sheet="xl/worksheets/first.xml"))
    desk.must("document", "import", desk.dir, "--folder", place, "--sheet", book, "--do-it")
    days = {d["title"]: d["day"] for d in desk.json("document", "list", desk.dir)["documents"]}
    tap.ok(days["Paper of nhri"] == "2014-09-12" and days["Paper of open"] == "1905-07-07",
           f"a day that Excel counts is that day: {days}")
    plain = desk.file("plain.xlsx", papers.workbook([rows[0], ["bad.md", *rows[1][1:4], 2015]]))
    desk.must("document", "import", desk.dir, "--folder", place, "--sheet", plain, "--do-it")
    tap.ok({d["title"]: d["day"] for d in desk.json("document", "list", desk.dir)["documents"]}["Paper of bad"] == "2015", "and a year a year")


ADVICE = [["State", "Mechanism", "Source", "Symbol", "Paragraph", "Date", "Text", "Language"],
          ["Ghana", "Universal periodic review", "UN", "A/HRC/37/7", "146.1", "2017-12-26", "Ratify the treaty, said the sealword.", "en"],
          ["Ghana", "Universal periodic review", "un", "A/HRC/37/7", "146.2", "2017-12-26", "Inspect those who hold migrants under article 16 of the Convention.", "en"],
          ["Ghana", "Human rights court of a region", "regional", "", "12", "2019", "Open the register that article 17 of the Convention asks for.", "en"],
          ["Ghana", "", "un", "", "3", "", "Nobody said this.", "en"],
          ["Ghana", "Rapporteur", "sea", "", "3", "", "Nobody said this.", "en"]]


def story_recommendations_of_others(desk, tap):
    desk.init()

    def run(rows, *more):
        return desk.run("document", "import", desk.dir, "--recommendations", desk.file("advice.csv", papers.sheet(rows)), *more, "--json")

    dry = run(ADVICE)
    tap.ok((dry.json["new"], dry.json["problems"]) == (3, 2) and desk.json("document", "list", desk.dir)["documents"] == [],
           "a dry run stores nothing", dry.out[:300])
    done = run(ADVICE, "--do-it")
    listed = desk.json("document", "list", desk.dir)["documents"]
    tap.ok([(d["symbol"], d["type"], d["source"], d["state"], d["body"]) for d in listed]
           == [(None, "regional-mechanism", "regional", "GHA", "Human rights court of a region"),
               ("A/HRC/37/7", "un-mechanism", "un", "GHA", "Universal periodic review")], "each mechanism is a document", str(listed))
    shown = desk.json("document", "show", desk.dir, "A/HRC/37/7")["paragraphs"]
    tap.ok([(p["kind"], p["number"]) for p in shown] == [("recommendation", "146.1"), ("recommendation", "146.2")]
           and shown[1]["articles"][0]["article"] == 16, "its rows are paragraphs, tagged like all others")
    again = run(ADVICE[:4], "--do-it")
    tap.ok(again.status == 0 and again.json["there"] == 3, "run again, they are here")
    more = run([ADVICE[0], ["GHA", "Universal periodic review", "un", "A/HRC/37/7", "146.3", "2017-12-26", "Tell what came of it.", "en"],
                ["GHA", "Human rights court of a region", "regional", "", "13", "2019", "And once more.", "en"]], "--do-it")
    shown = desk.json("document", "show", desk.dir, "A/HRC/37/7")["paragraphs"]
    tap.ok(more.json["new"] == 2 and [(p["anchor"], p["number"]) for p in shown] == [("p146.1", "146.1"), ("p146.2", "146.2"), ("p146.3", "146.3")],
           "what comes later comes after", str(shown))
    tap.ok(len(desk.json("document", "list", desk.dir)["documents"]) == 2, "in the same documents")
    tap.ok(desk.json("search", desk.dir, "sealword")["total"] == 1 and done.status == 1, "and found once")


def story_the_secretariat_brings_one_in(desk, tap):
    desk.init()
    desk.user("officer@example.org", "--role", "secretariat")
    desk.user("ngo@example.org", "--role", "organisation")
    server = desk.serve()
    officer, other = sign_in(server, "officer@example.org"), sign_in(server, "ngo@example.org")
    tap.ok(other.get("/en/desk/documents").status == 403 and "Bring a document in" not in other.get("/en/documents").words,
           "nobody else brings documents in")
    page = officer.get("/en/documents").follow("Bring a document in")
    empty = page.form("/desk/documents").send()
    tap.ok(empty.status == 422 and empty.errors(), f"without a file it says so: {empty.errors()}")
    wrong = page.form("/desk/documents").fill("symbol", "CMW/C/GHA/CO/x y?").fill("title", "Kept words") \
        .attach("file", "co.docx", papers.observations("fr")).send()
    tap.ok(wrong.status == 422 and wrong.form("/desk/documents").value("title") == "Kept words" and wrong.errors(),
           f"a wrong symbol is told and what was typed is there: {wrong.errors()}")
    done = wrong.form("/desk/documents").fill("symbol", SYMBOL).fill("title", "").fill("date", "2014-09-12") \
        .attach("file", "co.docx", papers.observations("fr")).send()
    tap.ok(done.status == 200 and "Observations finales" in done.words and SYMBOL in done.words, "then it is there")
    tap.ok("Observations finales" in other.get(f"/fr/documents/{SYMBOL}").words, "for everybody")
    again = officer.get("/en/desk/documents").form("/desk/documents").fill("symbol", SYMBOL) \
        .attach("file", "co.docx", papers.observations("fr")).send()
    tap.ok(again.status == 422 and any("The same file" in e for e in again.errors()), f"the same file is said to be: {again.errors()}")
    anew = officer.get("/en/desk/documents").form("/desk/documents").fill("symbol", SYMBOL).choose("replace", "yes") \
        .attach("file", "co.docx", papers.observations("fr", secret="bilbyleaf")).send()
    tap.ok(anew.status == 200 and desk.json("document", "show", desk.dir, SYMBOL)["paragraphs"]
           and any("bilbyleaf" in p["text"] for p in desk.json("document", "show", desk.dir, SYMBOL)["paragraphs"]), "and another one replaces it when it shall")

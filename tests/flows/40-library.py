"""The library: documents at their symbols in several languages, paragraph by paragraph; what comes in, and what is said of doubles."""
import json

import papers
from files import pdf

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
    tap.ok(other.status == 1 and f"The same file is {SYMBOL} in French already" in other.err, f"the same file elsewhere: {other.err}")
    again = bring(desk, "fr", secret="narwhal")
    tap.ok(again.status == 1 and "is here in French already" in again.err, f"another file at the same place: {again.err}")
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
    tap.ok('rel="next"' in page.text and 'id="p60"' not in page.text, "a long one is paged")
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
    file = page.follow("docx")
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

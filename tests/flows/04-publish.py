"""The secretariat's word makes a public report seen, and found by its words."""
import files


def story_publishes_and_finds(desk, tap):
    """Sent as public, then published: search finds it by word, article, State and language."""
    desk.init()
    sent = desk.submit(desk.file("report.md", files.report("zanzibarleaf")), more=["--public"])
    tap.equal(desk.json("search", desk.dir, "zanzibarleaf")["total"], 0, "before the secretariat's word nobody finds it")
    desk.publish(sent["id"])
    found = desk.json("search", desk.dir, "zanzibarleaf")
    tap.equal(found["total"], 1, "then search finds it")
    hit = found["hits"][0] if found["hits"] else {}
    tap.equal({k: hit.get(k) for k in ("submission", "state", "organisation", "language")},
              {"submission": sent["id"], "state": "GHA", "organisation": "Union of Tests", "language": "en"},
              "the hit says whose it is and about which State")
    tap.ok("zanzibarleaf" in hit.get("text", "") and hit.get("paragraph") and 16 in
           [a if isinstance(a, int) else a["article"] for a in hit.get("articles", [])], "and its paragraph and articles", hit)
    for options, total in ((["--state", "GHA"], 1), (["--state", "BEN"], 0), (["--article", "16"], 1),
                           (["--article", "30"], 0), (["--language", "en"], 1), (["--language", "fr"], 0)):
        tap.equal(desk.json("search", desk.dir, *options, "zanzibarleaf")["total"], total, f"search {' '.join(options)}")
    tap.ok(desk.json("search", desk.dir, "detained migrants")["total"] >= 1, "stems and irregulars meet (detained, detention)")


def story_refuses_and_withholds(desk, tap):
    """Refusing and withholding want a reason and show nothing to the public."""
    desk.init()
    for verb in ("refuse", "withhold"):
        sent = desk.submit(desk.file(f"{verb}.md", files.report(f"zanzibar{verb}")), more=["--public"])
        done = desk.run("submission", verb, desk.dir, sent["id"], "--reason", "Not about this State.")
        tap.equal(done.status, 0, f"{verb} works")
        tap.equal(desk.json("search", desk.dir, f"zanzibar{verb}")["total"], 0, f"{verb}: nobody finds it")
    tap.equal(desk.run("submission", "publish", desk.dir, "0000000000000000").status, 1, "an unknown one is refused")


def story_shows_it_on_the_web(desk, tap):
    """The State's page names it, its own page shows the paragraphs with anchors, search finds it."""
    desk.init()
    sent = desk.submit(desk.file("report.md", files.report("zanzibarleaf")), more=["--public"])
    visitor = desk.serve().visitor()
    before = visitor.get("/en/states/GHA")
    tap.ok(before.status == 200 and not before.has("Union of Tests"), "before the word the State's page does not name it")
    desk.publish(sent["id"])
    for _ in range(30):  # a server that runs hears of another process's commit by itself
        page = visitor.get("/en/states/GHA")
        if page.has("Union of Tests"):
            break
        import time
        time.sleep(0.1)
    tap.ok(page.has("Union of Tests"), "then it does", page.words[:800])
    shown = visitor.get(f"/en/submissions/{sent['id']}")
    tap.ok(shown.status == 200 and shown.has("zanzibarleaf"), "its page shows its words", shown.words[:500])
    tap.ok("id=\"p1\"" in shown.text, "paragraphs have anchors")
    tap.ok(visitor.get("/en/search?words=zanzibarleaf").has("Union of Tests"), "search shows it")

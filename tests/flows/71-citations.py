"""Use: which texts cite which paragraph, from both sides, in six languages; what is confidential is counted for nobody else."""
import json
import time

from tasks import sign_in

COMMENT = "# General comment No. 2\n\n" + "\n\n".join(f"{n}. Sentence {n} on detention." for n in range(20, 31)) + "\n"
SIX = ["General comment No. 2, para. 23, says so.", "Observation générale no 2, par. 23.", "Observación general núm. 2, párr. 23.",
       "Замечание общего порядка № 2, п. 23.", "التعليق العام رقم 2، الفقرة 23.", "第2号一般性意见第23段。"]


def cite(desk, words, how="--public", name="a.md", **more):
    return desk.submit(desk.file(name, f"# Notes\n\n{words}\n"), more=(how,), **more)["id"]


def answer_of(visitor, address):
    return json.loads(visitor.get(address).body)


def counts(answer):
    return {p["paragraph"]: p["texts"] for p in answer["paragraphs"]}


def story_used_by(desk, tap):
    desk.init()
    desk.user("member@example.org", "--role", "member", "--state", "PHL")
    desk.user("own@example.org", "--role", "member", "--state", "GHA")
    comment = desk.json("document", "import", desk.dir, "--symbol", "CMW/C/GC/2", "--language", "en", "--date", "2013-08-28",
                        desk.file("gc.md", COMMENT))["id"]
    desk.must("document", "import", desk.dir, "--symbol", "CMW/C/SEN/CO/2", "--language", "en", "--date", "2016-04-20",
              desk.file("co.md", "# Concluding observations\n\n7. The Committee recalls CMW/C/GC/2, paras. 22–24, 26.\n"))
    open_ = [cite(desk, words) for words in SIX]
    for id_ in open_[:5]:
        desk.publish(id_)
    quiet = cite(desk, "Numbats: general comment No. 2, para. 29.", "--confidential", organisation="Numbat Union")
    answer = desk.json("citations", desk.dir, "CMW/C/GC/2")
    tap.equal(counts(answer), {22: 1, 23: 7, 24: 1, 26: 1, 29: 1}, "each of six languages cites paragraph 23, a range each of its own")
    tap.equal(answer["texts"], 8, "a text counts once")
    only = desk.json("citations", desk.dir, "CMW/C/GC/2", "--paragraph", "29")
    tap.ok([u["id"] for u in only["uses"]] == [quiet] and not only["uses"][0]["public"], "one paragraph alone", str(only["uses"]))
    tap.equal(desk.run("citations", desk.dir, "CMW/C/GC/99").status, 1, "what is not there is said to be not there")
    server = desk.serve()
    nobody, member, own = server.visitor(), sign_in(server, "member@example.org"), sign_in(server, "own@example.org")
    here = f"/en/documents/{comment}/used-by"
    page = nobody.get(here)
    tap.ok(page.status == 200 and page.has("6 texts cite it") and page.has("CMW/C/SEN/CO/2") and page.text.count("<svg class=\"bars\"") == 4,
           "everybody's count and picture", page.words[:400])
    tap.ok("umbat" not in page.text and 29 not in counts(answer_of(nobody, here + ".json")), "no word of what is confidential, nor its paragraph")
    tap.equal(counts(answer_of(nobody, here + ".json")), {22: 1, 23: 6, 24: 1, 26: 1}, "nor in the figures")
    page = member.get(here)
    tap.ok(page.has("8 texts cite it") and page.has("for the Committee alone"), "a member reads all, marked", page.words[:400])
    tap.ok("umbat" not in own.get(here).text and own.get(here).has("6 texts"), "not about the own State")
    page = nobody.get(here + "?paragraph=24")
    tap.ok(page.has("Where paragraph 24 is cited") and page.has("paragraphs 22 to 24") and not page.has("párr. 23"), "one paragraph", page.words[-600:])
    page = nobody.get("/en/documents/CMW/C/GC/2")
    tap.ok(page.has("Used by 6 texts") and page.has("Used by 1 text"), "at the paragraphs in the library", page.words[-900:])
    tap.ok(page.follow("Used by 6 texts").has("Where paragraph 23 is cited") and page.follow("Where it is used").has("6 texts"), "a link leads there")
    page = nobody.get(f"/en/submissions/{open_[0]}").follow("What it cites")
    tap.ok(page.has("CMW/C/GC/2, paragraph 23"), "the other side", page.words)
    tap.ok(page.follow("CMW/C/GC/2, paragraph 23").has("Sentence 23 on detention"), "and back")
    cites = nobody.get("/en/documents/CMW/C/SEN/CO/2").follow("What it cites")
    tap.ok(cites.has("paragraphs 22 to 24") and cites.has("paragraph 26"), "what concluding observations cite", cites.words)
    tap.equal(nobody.get(f"/en/submissions/{quiet}/cites").status, 404, "what a confidential one cites is not there")
    tap.equal([c["first"] for c in answer_of(nobody, f"/en/submissions/{open_[1]}/cites.json")["cites"]], [23], "as JSON")
    desk.must("submission", "take-down", desk.dir, open_[0])
    time.sleep(0.5)  # another process changed it: the page cache looks a few times a second
    tap.equal(counts(answer_of(nobody, here + ".json"))[23], 5, "taken down: gone")
    desk.must("document", "import", desk.dir, "--symbol", "CMW/C/SEN/CO/2", "--language", "en", "--date", "2016-04-20", "--replace",
              desk.file("co.md", "# Concluding observations\n\n7. The Committee recalls CMW/C/GC/2, para. 30.\n"))
    tap.equal(counts(desk.json("citations", desk.dir, "CMW/C/GC/2")), {23: 5, 29: 1, 30: 1}, "changed: what it cited is not cited any more")

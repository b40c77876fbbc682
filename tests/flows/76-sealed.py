"""What is told in confidence: sealed on arrival, opened by officers alone with Debian's age, answered to whoever has the code of words."""
import json
import re
import shutil
import subprocess

from tasks import sign_in

DEAR_PASSWORDS = True

AGE = shutil.which("age")


def key(desk, name):
    """An officer's pair, made on their own machine: the file, and the public key."""
    file = desk.home / name
    made = desk.must("keys", "make", "--out", file)
    assert file.stat().st_mode & 0o777 == 0o600 and "AGE-SECRET-KEY-1" in file.read_text() and "AGE-SECRET" not in made.out
    return file, made.out.strip()


def house(desk, *purposes):
    """Served, with an officer's key for each purpose; the server and the key files."""
    desk.init("--rehearsal")
    desk.user("officer@example.org", "--role", "register-officer")
    desk.user("focal@example.org", "--role", "reprisals-focal-point")
    files = {}
    for purpose in purposes:
        files[purpose], public = key(desk, f"{purpose}.key")
        desk.must("keys", "recipients", desk.dir, "add", public, "--purpose", purpose, "--name", f"Officer for {purpose}")
    return desk.serve(), files


def age_open(file, sealed, note=None):
    """What Debian's age makes of it, or None where it refuses."""
    done = subprocess.run([AGE, "--decrypt", "--identity", file], input=sealed, capture_output=True)
    return done.stdout if done.returncode == 0 else None


def code_of(page):
    return re.findall(r'<strong lang="en">(\w+)</strong>', page.text)


def send(visitor, purpose="communication", text="", files=()):
    form = visitor.get(f"/en/sealed/{purpose}").form("Seal it and send it").fill("text", text)
    for n, (name, data) in enumerate(files, 1):
        form = form.attach(f"file-{n}", name, data)
    return form.send("Seal it and send it")


def story_to_an_officer_and_back(desk, tap):
    """Sent without account, script or cookie; opened off line; answered; read and continued by the code of words."""
    server, keys = house(desk, "communication", "reprisal")
    person, officer, focal = server.visitor(), sign_in(server, "officer@example.org"), sign_in(server, "focal@example.org")
    start = person.get("/en/sealed")
    tap.ok(start.has("You need no account") and start.has("what each protects against") and start.headers["Cache-Control"] == "no-store" and
           start.headers["Referrer-Policy"] == "no-referrer", "the start says what protects", start.words[:600])
    hosts = set(re.findall(r'(?:src|action)="(https?://[^"]*)"', start.text))
    tap.equal(hosts, set(), "nothing of it comes from another host")
    page = send(person, text="They took my passport: صادروا جواز سفري.", files=[("passport.bin", b"\0\1\2" * 1000), ("more.txt", b"")])
    words = code_of(page)
    tap.ok(page.status == 200 and len(words) == 8 and page.has("It was received"), "it is received, and a code of eight words shown", page.words[:600])
    tap.equal(person.cookies, {}, "without a cookie")
    listed = desk.json("sealed", "list", desk.dir)
    tap.equal([(f["parts"], f["waiting"], f["answers"], f["closed"]) for f in listed], [(3, 3, 0, False)], "the register sees that it is there")
    one = officer.get("/en/desk/sealed").follow(listed[0]["id"])
    tap.ok(one.has("1 message") and one.has("2 file") and "passport" not in one.text, "its parts without their names", one.words[:600])
    parts = [officer.get(f"/en/desk/sealed/{listed[0]['id']}/parts/{n}") for n in (1, 2, 3)]
    tap.ok(all(p.kind == "application/octet-stream" and p.body.startswith(b"age-encryption.org/v1\n") for p in parts), "are age files",
           [p.status for p in parts])
    opened(tap, keys["communication"], keys["reprisal"], [p.body for p in parts])
    tap.equal(desk.json("sealed", "list", desk.dir)[0]["waiting"], 0, "what was fetched waits no more")
    tap.equal([focal.get(f"/en/desk/sealed/{listed[0]['id']}").status, focal.get("/en/desk/sealed?purpose=communication").status,
               server.visitor().get("/en/desk/sealed").status], [404, 403, 403], "others have none of it")
    one.form("Seal the answer").fill("text", "Please send the receipt of <the> police.").send()
    back = person.get("/en/sealed-return").form("Come back").fill("code", " ".join(words).upper()).send()
    tap.ok(back.status == 200 and back.has("Please send the receipt of <the> police."), "the person reads the answer", back.words[:800])
    more = back.form("Seal it and send it").fill("text", "Here it is.").attach("file-1", "receipt.png", b"not a picture").send()
    tap.ok(more.status == 200 and more.has("It is sealed and was received") and more.has("5 parts"), "and sends more", more.words[:600])
    wrong = person.get("/en/sealed-return").form("Come back").fill("code", " ".join(reversed(words))).send()
    short = wrong.form("Come back").fill("code", "no such words").send()
    tap.equal([wrong.status, short.status, wrong.errors() == short.errors()], [422, 422, True], "other words open nothing, and say the same")
    one.form("Close it").send("Close it")
    closed = more.form("Seal it and send it").fill("text", "One more thing").send()
    tap.ok(closed.has("This is closed") and "One more thing" not in desk.must("sealed", "list", desk.dir).out, "closed, it takes no more", closed.words[:500])
    tap.equal(person.cookies, {}, "and never a cookie")


def opened(tap, key_file, other, parts):
    if AGE is None:
        tap.skip("Debian's age opens the parts", "the package age is not there")
        return
    message = age_open(key_file, parts[0])
    tap.ok(message is not None and "They took my passport: صادروا جواز سفري.".encode() in message and b"Part 2: passport.bin" in message and
           b"Part 3: more.txt" in message, "Debian's age opens the message, which names the files", message)
    tap.equal([age_open(key_file, p) for p in parts[1:]], [b"\0\1\2" * 1000, b""], "and the files, byte by byte")
    tap.equal([age_open(other, p) for p in parts], [None] * 3, "another officer's key opens nothing")
    for at in (30, len(parts[1]) // 2, len(parts[1]) - 1):
        flipped = bytearray(parts[1])
        flipped[at] ^= 4
        tap.equal(age_open(key_file, bytes(flipped)), None, f"one flipped bit at {at} refuses")


def story_keys(desk, tap):
    """Keys: made away from the server, several recipients, lost and rotated ones, sealing anew."""
    server, keys = house(desk, "communication")
    refused = desk.run("keys", "make", "--out", desk.dir / "keys" / "officer.key")
    tap.ok(refused.status == 1 and "no place" in refused.err and not (desk.dir / "keys" / "officer.key").exists(),
           "a secret key is not made inside a server's folder", refused.err)
    tap.equal(desk.run("keys", "make", "--out", keys["communication"]).status, 1, "and never over another file")
    second_file, second = key(desk, "second.key")
    third_file, third = key(desk, "third.key")
    desk.must("keys", "recipients", desk.dir, "add", second.upper(), "--purpose", "communication", "--name", "Second officer")
    tap.equal([desk.run("keys", "recipients", desk.dir, "add", k, "--purpose", "communication", "--name", "X").status for k in
               (second, second_file.read_text().split()[-1], "age1nonsense", "age1" + "q" * 58)], [1] * 4, "no key twice, no secret one, none mistyped")
    visitor = server.visitor()
    visitor.get("/en/sealed/communication")
    send(visitor, text="to two")
    desk.must("keys", "rotate", desk.dir, second, third, "--purpose", "communication")
    send(visitor, text="after the change")
    page = visitor.get("/en/sealed-keys")
    tap.ok(page.has("Second officer") and third in page.text and page.has("not used any more") and second in page.text, "the page of keys says it", page.words[:900])
    listed = {k["recipient"]: (k["in_use"], k["fingerprint"]) for k in json.loads(visitor.get("/en/sealed-keys.json").text)["keys"]}
    tap.equal([listed[second][0], listed[third][0]], [False, True], "as JSON too")
    officer = sign_in(server, "officer@example.org")
    ids = [f["id"] for f in desk.json("sealed", "list", desk.dir)]
    texts = {}
    for id_ in ids:
        sealed = officer.get(f"/en/desk/sealed/{id_}/parts/1").body
        desk.file(f"{id_}.age", sealed)
        texts[id_] = sealed
    if AGE:
        first = next(i for i in ids if b"to two" in age_open(keys["communication"], texts[i]))
        after = next(i for i in ids if i != first)
        tap.equal([age_open(second_file, texts[first]) is not None, age_open(second_file, texts[after]), age_open(third_file, texts[first]),
                   age_open(third_file, texts[after]) is not None], [True, None, None, True], "each key opens what was sealed while it was in use")
        desk.must("keys", "reseal", "--identity", second_file, "--to", third, desk.home / f"{first}.age", desk.home / "anew.age")
        tap.equal(age_open(third_file, (desk.home / "anew.age").read_bytes()), age_open(second_file, texts[first]), "sealed anew it opens with the new one")
        tap.equal([desk.run("keys", "reseal", "--identity", third_file, "--to", third, desk.home / f"{first}.age", desk.home / "x.age").status,
                   (desk.home / "x.age").exists()], [1, False], "which does not open the old one, and nothing is left behind")
    gone = desk.must("keys", "recipients", desk.dir, "remove", third, "--purpose", "communication")
    tap.ok("opens with its secret key still" in gone.out, "removing says what remains", gone.out)
    first_key = next(k["recipient"] for k in json.loads(visitor.get("/en/sealed-keys.json").text)["keys"] if k["in_use"])
    desk.must("keys", "recipients", desk.dir, "remove", first_key, "--purpose", "communication")
    tap.ok(visitor.get("/en/sealed/communication").has("no officer has given a key"), "without a key the form says that it is not ready")
    tap.equal(visitor.get("/en/sealed/communication").forms(), [], "and takes nothing")


def story_mistakes(desk, tap):
    """Nothing typed is lost, nothing half is counted, nothing false is believed."""
    server, keys = house(desk, "communication")
    visitor = server.visitor()
    empty = send(visitor)
    tap.ok(empty.status == 422 and empty.has("There is nothing to send yet"), "nothing is not sent", empty.words[:300])
    long = send(visitor, text="x" * 40001)
    tap.ok(long.status == 422 and long.form("Seal it").value("text") == "x" * 40001, "what is too long comes back whole", long.words[:300])
    tap.equal(desk.json("sealed", "list", desk.dir), [], "and is not kept")
    officer = sign_in(server, "officer@example.org")
    polyglot = b"age-encryption.org/v1\n-> X25519 in clear all the same\n--- abc\n" + b"plain words for all to see " * 50
    send(visitor, files=[("a.age", polyglot), ("b.txt", b"-----BEGIN AGE ENCRYPTED FILE-----\nnot so\n")])
    id_ = desk.json("sealed", "list", desk.dir)[0]["id"]
    parts = [officer.get(f"/en/desk/sealed/{id_}/parts/{n}").body for n in (2, 3)]
    tap.ok(all(b"plain words" not in p and b"not so" not in p for p in parts), "what only looks sealed is sealed")
    if AGE:
        tap.equal(age_open(keys["communication"], parts[0]), polyglot, "and opens as it came")
        own = subprocess.run([AGE, "-r", json.loads(visitor.get("/en/sealed-keys.json").text)["keys"][0]["recipient"]], input=b"by my own hand", capture_output=True).stdout
        send(visitor, files=[("own.age", own)])
        newest = desk.json("sealed", "list", desk.dir)[0]["id"]
        page = officer.get(f"/en/desk/sealed/{newest}")
        part = officer.get(f"/en/desk/sealed/{newest}/parts/2").body
        tap.ok(page.has("sealed by its sender") and part == own, "what came sealed is kept as it came", page.words[:500])
        came_in_armour(desk, tap, visitor, officer, keys["communication"])
    tap.equal([visitor.get("/en/sealed/else").status, visitor.get("/en/sealed/reprisal").forms()], [404, []], "no other purpose")
    full_disk(desk, tap, server)


def came_in_armour(desk, tap, visitor, officer, key_file):
    """Sealed by its sender with `age --armor`: not sealed twice; with words around it, like any file."""
    public = json.loads(visitor.get("/en/sealed-keys.json").text)["keys"][0]["recipient"]
    letters = subprocess.run([AGE, "--armor", "-r", public], input=b"by my own hand, in letters " * 300, capture_output=True).stdout
    assert letters.startswith(b"-----BEGIN AGE ENCRYPTED FILE-----\n")
    around = b"From Zerafina:\n" + letters
    send(visitor, files=[("own.age", letters), ("crlf.age", letters.replace(b"\n", b"\r\n")), ("tail.age", letters + b"Zerafina")])
    newest = desk.json("sealed", "list", desk.dir)[0]["id"]
    parts = [officer.get(f"/en/desk/sealed/{newest}/parts/{n}").body for n in (2, 3, 4)]
    tap.equal([age_open(key_file, p) for p in parts], [b"by my own hand, in letters " * 300] * 2 + [letters + b"Zerafina"],
              "in armour it is kept once sealed, out of its armour; with words behind it, it is sealed like any file")
    tap.equal(officer.get(f"/en/desk/sealed/{newest}").text.count("sealed by its sender"), 2, "which its page says")
    send(visitor, files=[("around.age", around)])
    newest = desk.json("sealed", "list", desk.dir)[0]["id"]
    tap.equal(age_open(key_file, officer.get(f"/en/desk/sealed/{newest}/parts/2").body), around, "and so with words before it")


def full_disk(desk, tap, server):
    """The disk fills while something large arrives: the person is told, what they typed stands there, and nothing of it counts."""
    before = desk.json("sealed", "list", desk.dir)
    server.stop()
    full = desk.serve(env={"TREATYDESK_FAULT": "write:200+:ENOSPC"})
    visitor = full.visitor()
    page = send(visitor, text="Words that must not be lost", files=[("film.mp4", b"film" * 5000000)])
    tap.ok(page.status == 422 and page.has("the server's disk refused it") and page.form("Seal it").value("text") == "Words that must not be lost",
           "a disk that fills: the person is told, and their words stand there", (page.status, page.words[:500]))
    tap.equal(desk.json("sealed", "list", desk.dir), before, "and nothing half is counted")
    again = page.form("Seal it").send("Seal it")
    tap.ok(again.status == 422 and again.form("Seal it").value("text") == "Words that must not be lost", "again and again", (again.status, again.words[:300]))

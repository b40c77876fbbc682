"""A newcomer makes an instance."""
import stat


def story_makes_an_instance(desk, tap):
    """init makes a folder with everything in it, keys for its owner alone, and says what to keep elsewhere."""
    made = desk.init(fresh=True)
    tap.ok("keys" in made.out, "init says what to keep elsewhere", made)
    tap.ok((desk.dir / "instance.ini").is_file(), "it has its settings")
    keys = sorted((desk.dir / "keys").iterdir())
    tap.ok(len(keys) >= 4, "it has its keys", keys)
    tap.ok(all(stat.S_IMODE(k.stat().st_mode) == 0o600 for k in keys), "keys are for their owner alone",
           [f"{k.name} {oct(k.stat().st_mode)}" for k in keys])
    tap.equal((desk.dir / "treatydesk.db").exists(), desk.engine == "sqlite", "the store is where it was asked to be")
    settings = (desk.dir / "instance.ini").read_text()
    tap.ok(not any(k.read_bytes() and k.read_bytes().hex() in settings for k in keys), "settings hold no key")
    tap.equal(desk.run("verify", desk.dir).status, 0, "an empty instance verifies")


def story_does_not_make_one_over_another(desk, tap):
    """A second init says no in one sentence and changes nothing."""
    desk.init(fresh=True)
    before = {p.name: p.read_bytes() for p in (desk.dir / "keys").iterdir()}
    again = desk.run("init", desk.dir, "--profile", "cmw")
    tap.equal(again.status, 1, "the second init says no")
    tap.ok(len(again.err.strip().splitlines()) == 1, "in one sentence", again)
    tap.equal({p.name: p.read_bytes() for p in (desk.dir / "keys").iterdir()}, before, "the keys are as they were")
    tap.equal(desk.run("init", desk.home / "other", "--profile", "nowhere").status, 1, "an unknown profile is refused")
    tap.ok(not (desk.home / "other" / "instance.ini").exists(), "and leaves no half instance")


def story_explains_itself(desk, tap):
    """Help, wrong use and exit statuses."""
    tap.equal(desk.run("--help").status, 0, "--help is no mistake")
    for noun in ("init", "read", "submit", "search", "state", "serve", "verify"):
        helped = desk.run(noun, "--help")
        tap.ok(helped.status == 0 and helped.out.strip(), f"{noun} --help says what it does", helped)
    for wrong in (["nonsense"], ["search"], ["submit", "--colour", "blue"]):
        used = desk.run(*wrong)
        tap.ok(used.status == 2 and used.err.strip(), f"{' '.join(wrong)} is wrong use", used)

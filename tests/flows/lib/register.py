"""The register of communications in stories: an instance with its people, and officers' keys."""
import shutil
import subprocess

AGE = shutil.which("age")


def house(desk, *more):
    """Rehearsal, with officers, a chair, missions, members and an account; {role word: address}."""
    desk.init("--rehearsal", *more)
    desk.user("officer@example.org", "--role", "register-officer")
    desk.user("second@example.org", "--role", "register-officer")
    desk.user("mission@example.org", "--role", "permanent-mission", "--state", "GHA")
    desk.user("mali@example.org", "--role", "permanent-mission", "--state", "MLI")
    desk.user("member@example.org", "--role", "member", "--state", "PHL")
    desk.user("own@example.org", "--role", "member", "--state", "GHA")
    desk.user("chair@example.org", "--role", "member", "--state", "SEN")
    desk.must("user", "role", desk.dir, "chair@example.org", "--role", "chair")
    desk.user("author@example.org", "--role", "organisation")


def officer_key(desk):
    """A register officer's pair: the file with the secret key."""
    file = desk.home / "officer.key"
    public = desk.must("keys", "make", "--out", file).out.strip()
    desk.must("keys", "recipients", desk.dir, "add", public, "--purpose", "communication", "--name", "Register officer 1")
    return file


def age_open(file, sealed):
    """What Debian's age makes of it, or None where it refuses."""
    done = subprocess.run([AGE, "--decrypt", "--identity", file], input=sealed, capture_output=True)
    return done.stdout if done.returncode == 0 else None


def enter(desk, state="GHA", *more):
    return desk.json("register", "enter", desk.dir, "--state", state, *more)["id"]


def enter_filing(officer, filing, state="GHA"):
    """What came sealed becomes a case, by an officer's page: its id."""
    form = officer.get(f"/en/cases/enter?filing={filing}").form("Enter it").fill("state", state)
    return form.choose("victims", "one").choose("representation", "self").choose("authority", "own").send().path.rsplit("/", 1)[1]


def move(desk, id_, *stages, reason="Because."):
    for stage in stages:
        desk.must("register", "move", desk.dir, id_, "--to", stage, "--reason", reason)

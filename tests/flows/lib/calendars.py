"""Calendars as others read them: npm's ical.js and Debian's libical, where they are there."""
import json
import pathlib
import subprocess

BROWSER = pathlib.Path(__file__).resolve().parents[2] / "browser"
SCRIPT = """import ICAL from 'ical.js'; import fs from 'fs';
const calendar = new ICAL.Component(ICAL.parse(fs.readFileSync(0, 'utf8')));
console.log(JSON.stringify(calendar.getAllSubcomponents('vevent').map((component) => {
  const event = new ICAL.Event(component), value = (name) => component.getFirstPropertyValue(name)?.toString();
  return { uid: event.uid, day: event.startDate.isDate, sequence: event.sequence ?? 0, status: value('status'),
           start: event.startDate.isDate ? event.startDate.toString() : event.startDate.toJSDate().toISOString(),
           stamp: value('dtstamp'), summary: event.summary, description: event.description };
})));"""


def by_ical_js(data):
    """Its events, or None where ical.js is not installed."""
    if not (BROWSER / "node_modules" / "ical.js").is_dir():
        return None
    done = subprocess.run(["node", "--input-type=module", "-e", SCRIPT], input=data, capture_output=True, cwd=BROWSER)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


def by_libical(desk, data):
    """Its events, or None where libical is not installed. Fails where libical finds fault, or where what it writes differs."""
    program = desk.program.parent / "tests" / "areas" / "read-calendar"
    if not program.exists():
        return None
    done = subprocess.run([program], input=data, capture_output=True)
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
    return json.loads(done.stdout)["events"]


def read(tap, desk, data, words):
    """The events as both readers have them, or None where neither is there; a test each that they were read, and one that they
    agree. Start: "2026-12-31T17:00:00Z" or a day."""
    javascript, c = by_ical_js(data), by_libical(desk, data)
    if javascript is None:
        tap.skip(f"ical.js: {words}", "npm ci in tests/browser installs it")
    if c is None:
        tap.skip(f"libical: {words}", "Debian's libical-dev is not there")
    for event in javascript or []:
        event["start"] = event["start"].replace(".000Z", "Z")
    for event in c or []:
        t = event["start"]
        event["start"] = f"{t[:4]}-{t[4:6]}-{t[6:8]}" + ("" if event["day"] else f"T{t[9:11]}:{t[11:13]}:{t[13:15]}Z")
    keys = ("uid", "start", "day", "sequence", "status", "summary", "description")
    short = [[{k: e.get(k) for k in keys} for e in sorted(list_, key=lambda e: e["uid"])] for list_ in (javascript, c) if list_ is not None]
    if len(short) == 2:
        tap.equal(short[0], short[1], f"ical.js and libical read the same: {words}")
    return short[0] if short else None

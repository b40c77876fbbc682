// What is asked and said at a meeting: a question and its answers, captions in two languages as they are typed, the record, the figures; narrow, right to
// left, without script, by keyboard, small.
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { press, signIn } from './lib/steps.mjs';

export const alone = true;
const MOST = 14 * 1024;
const PASSWORD = 'four words put together';
const UNION = 'Workers of the browser and of everything that takes long to say';
const ASKED = 'How many are held without a decision, contrary to article 16?';

// A meeting that runs, its two speakers and who came to it; behind the program's back, since this story is about what comes after a programme.
function sql (desk, statements) {
  execFileSync('python3', ['-c', `import json,sqlite3,sys
base = sqlite3.connect(sys.argv[1], timeout=20)
for words, values in json.loads(sys.argv[2]): base.execute(words, values)
base.commit()`, path.join(desk.dir, 'treatydesk.db'), JSON.stringify(statements)]);
}

const id = (n) => String(n).padStart(16, '0');
const minutes = (n) => (Date.now() + n * 60000) * 1000;
const row = (table, values) => [`insert into ${table} (${Object.keys(values)}) values (${Object.keys(values).map(() => '?')})`, Object.values(values)];

function fill (desk, organisation) {
  const local = (n) => new Date(Date.now() + n * 60000).toLocaleString('sv-SE', { timeZone: 'Europe/Zurich' }).slice(0, 16).replace(' ', 'T');
  const speaker = (n, name, of) => row('floor_speaker', { id: id(n), meeting: id(9), ordinal: n, state: 'GHA', organisation: of, kind: 'ngo', name, otherwise: 'NGO',
    mode: 'in-person', closed: 0, no_picture: 0, seconds: 300, planned: 0 });
  const came = (n) => row('attendance', { id: id(n), session: 41, meeting: id(9), day: '2026-11-20', mode: n % 2 ? 'in-person' : 'video', who: id(n), kind: 'ngo',
    region: 'Africa', language: n < 9 ? 'fr' : 'en', at: 0 });
  sql(desk, [
    row('meeting', { id: id(9), session: 41, kind: 'informal-meeting', closed: 0, status: 'on', part: 0, parts: 0, begins_local: local(-60), ends_local: local(60),
      zone: 'Europe/Zurich', begins: minutes(-60), ends: minutes(60), n: 0, created: minutes(-60), changed: minutes(-60) }).map((x, i) =>
      i ? x : x.replace('insert into meeting (', 'insert into meeting (secret,').replace('values (', 'values (randomblob(32),')),
    row('meeting_state', { meeting: id(9), ordinal: 0, state: 'GHA' }),
    speaker(1, UNION, organisation), speaker(2, 'Second Union', null), ...Array.from({ length: 16 }, (_, n) => came(n)),
  ]);
  return id(9);
}

async function look (page, { axe, sound, ok }, address, name, { script = true } = {}) {
  const folder = process.env.TREATYDESK_PICTURES;
  for (const language of ['en', 'ar']) {
    const answer = await page.goto(address.replace('/en/', `/${language}/`));
    const what = `${name} ${language}${script ? '' : ' without script'}`;
    const bytes = brotliCompressSync(await answer.body()).length;
    ok(answer.status() === 200 && bytes <= MOST, `${what} is there, and small`, `${answer.status()} ${bytes}`);
    await sound(page, what, { direction: language === 'ar' ? 'rtl' : 'ltr' });
    if (script) await axe(page, what);
    if (!folder) continue;
    mkdirSync(folder, { recursive: true });
    await page.screenshot({ fullPage: true, path: path.join(folder, `questions-${what}.png`.replace(/ /g, '-')) });
  }
}

// An account of an organisation, signed in, and its organisation's id.
async function contributor (browser, { desk, person }) {
  const page = await person(browser, desk.base, { width: 360, height: 740 });
  desk.run(['user', 'add', desk.dir, 'ama@example.org', '--role', 'organisation'], `${PASSWORD}\n`);
  await page.goto('/en/sign-in');
  await page.fill('#address', 'ama@example.org');
  await page.fill('#password', PASSWORD);
  await page.press('#password', 'Enter');
  await page.waitForLoadState('load');
  await page.goto('/en/organisations/new');
  await page.fill('#name', UNION);
  await page.check('input[name=kind][value=ngo]');
  await page.check('input[name=visibility][value=public]');
  await page.press('#name', 'Enter');
  await page.waitForURL(/organisations\/[0-9a-z]{16}/);
  return { page, organisation: /organisations\/([0-9a-z]{16})/.exec(page.url())[1] };
}

// By keyboard: two questions in a line each, the second answered there.
async function takesDown (page, { ok }, meeting, organisation) {
  for (const [n, text, to] of [[1, ASKED, `o${organisation}`], [2, 'Why are fees taken?', 'all']]) {
    await page.goto(`/en/meetings/${meeting}/questions`);
    await page.fill('#text', text);
    await page.selectOption('#to', to);
    await page.fill('#asked_by', 'Ms. Chair');
    await page.focus('#text');
    await page.keyboard.press('Enter');
    await page.waitForSelector(`text=Question ${n} is taken down`);
    ok(await page.evaluate(() => document.activeElement.getAttribute('role')) === 'status', `question ${n} is taken down by keyboard, and the focus is where that is said`);
  }
  await page.click('a:text-is("Question 2")');
  await page.waitForURL(/questions\/[0-9a-z]{16}$/);
  await page.fill('#by', 'Second Union');
  await page.fill('#note', 'A third of them were given back.');
  await press(page, 'form[action$="/spot"] button');
  ok((await page.textContent('#answers')).includes('A third of them were given back.'), 'answered on the spot');
  await page.goto(`/en/meetings/${meeting}/questions`);
  return page.$$eval('a[href*="/questions/"]', (all) => all.map((a) => new URL(a.href).pathname).find((p) => /questions\/[0-9a-z]{16}$/.test(p)));
}

async function answers (page, given, question) {
  await page.goto(question);
  await look(page, given, question, 'to answer');
  await page.goto(question);
  await page.fill('#text', 'Some forty persons.\n\nSome for a year.');
  await page.check('[name=visibility][value=public]');
  await page.focus('form[action$="/answer"] button');
  await page.keyboard.press('Enter');
  await page.waitForSelector('article:has-text("Some for a year.")');
  given.ok(true, 'answered in writing by keyboard');
}

// Line after line, the hands on the keys.
async function types (page, { ok }, text) {
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
  await page.waitForSelector(`#lines input[value="${text}"]`);
  ok(await page.evaluate(() => document.activeElement.id) === 'text', 'a line is sent, and the next can be typed at once', await page.evaluate(() => document.activeElement.outerHTML.slice(0, 90)));
}

async function channel (page, meeting, language, who = '') {
  await page.goto(`/en/meetings/${meeting}/captions/type?language=${language}`);
  await page.fill('#who', who);
  await page.focus('#text');
}

// The public's page gets each line once, and a corrected one in its place.
async function captions (officer, reader, still, given, meeting) {
  const { ok } = given;
  const address = `/en/meetings/${meeting}/captions?language=en`;
  await channel(officer, meeting, 'en', 'Ms. Chair');
  await types(officer, given, 'The meeting is open.');
  await reader.goto(address);
  await reader.evaluate(() => {
    window.said = [];
    new MutationObserver((all) => all.forEach((m) => m.addedNodes.forEach((n) => window.said.push(n.textContent.trim())))).observe(
      document.querySelector('[data-captions]'), { childList: true, subtree: true });
  });
  await still.goto(address);
  await types(officer, given, 'We hear the first speaker.');
  await channel(officer, meeting, 'en', 'Union');
  await types(officer, given, 'Forty are held.');
  await channel(officer, meeting, 'ar');
  await types(officer, given, 'افتتح الاجتماع.');
  await reader.waitForSelector('[data-captions] p:has-text("Forty are held.")');
  await officer.goto(`/en/meetings/${meeting}/captions/type?language=en`);
  await officer.fill('#line-3', 'Some forty are held.');
  await officer.press('#line-3', 'Enter');
  await reader.waitForSelector('[data-captions] p:has-text("Some forty are held.")');
  ok(JSON.stringify(await reader.evaluate(() => window.said)) === JSON.stringify(['We hear the first speaker.', 'Union Forty are held.', 'Union Some forty are held.']),
    'lines come by themselves, and a screen reader is told each once', JSON.stringify(await reader.evaluate(() => window.said)));
  const shown = await reader.$$eval('[data-captions] p', (all) => all.map((p) => p.textContent.trim()));
  ok(shown.join('|') === 'Ms. Chair The meeting is open.|We hear the first speaker.|Union Some forty are held.', 'three lines stand, one corrected', shown.join('|'));
  ok(!(await still.textContent('main')).includes('forty are held'), 'without script nothing comes by itself');
  await still.reload();
  ok((await still.textContent('main')).includes('Some forty are held.'), 'and a reload has it');
  await reader.goto(`/en/meetings/${meeting}/captions?language=ar`);
  ok(await reader.$eval('[data-captions] > div', (d) => d.lang === 'ar' && getComputedStyle(d).direction === 'rtl'), 'Arabic stands in its direction on an English page');
}

async function record (officer, { desk, ok }, meeting) {
  sql(desk, [['update meeting set ends = ?', [minutes(-1)]]]);
  await officer.goto(`/en/meetings/${meeting}/record`);
  await officer.fill('#minutes', 'The chair opened the meeting.\n\nTwo organisations spoke.');
  await press(officer, 'button[value=publish]');
  ok((await officer.textContent('main')).includes('Published'), 'the record is published', (await officer.textContent('main')).slice(0, 400));
}

export async function story (given) {
  const { browser, desk, person, ok } = given;
  const { page: ama, organisation } = await contributor(browser, given);
  const meeting = fill(desk, organisation);
  const officer = await person(browser, desk.base, { width: 360, height: 740 });
  const reader = await person(browser, desk.base, { width: 360, height: 740 });
  const still = await person(browser, desk.base, { width: 360, height: 740, script: false });
  await officer.goto('/en/sign-in');
  await signIn(officer, desk);
  const question = await takesDown(officer, given, meeting, organisation);
  await answers(ama, given, question);
  await captions(officer, reader, still, given, meeting);
  for (const [name, address] of [['to take down', `/en/meetings/${meeting}/questions`], ['to keep', question],
    ['to type', `/en/meetings/${meeting}/captions/type?language=ar`], ['to write', `/en/meetings/${meeting}/record`]]) await look(officer, given, address, name);
  await record(officer, given, meeting);
  for (const [name, address, words] of [['list', `/en/meetings/${meeting}/questions`, 'answered there'], ['question', question, 'Some forty persons.'],
    ['captions', `/en/meetings/${meeting}/captions`, 'Some forty are held.'], ['record', `/en/meetings/${meeting}/record`, 'Two organisations spoke.'],
    ['figures', '/en/sessions/41/figures', 'By region'], ['print', `/en/meetings/${meeting}/questions/print`, ASKED]]) {
    await look(reader, given, address, name);
    await look(still, given, address, name, { script: false });
    await still.goto(address);
    ok((await still.textContent('main')).includes(words), `${name}: it is there for everybody`, (await still.textContent('main')).slice(0, 400));
  }
  for (const page of [ama, officer, reader, still]) await page.context().close();
}

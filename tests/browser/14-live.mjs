// A meeting as it runs: the page follows by its stream, in both directions, narrow, without script; the console by keyboard, and a second one that sees the same.
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { press, signIn } from './lib/steps.mjs';

export const alone = true; // its session has a programme of its own
const MOST = 14 * 1024;
const SPEAKERS = [['Union of Tests', 'GHA', 240], ['Second Union of workers far from home', 'GHA', 180], ['Third Union', 'SEN', 300]];

function fill (desk) {
  desk.run(['programme', 'new', desk.dir, '--session', '41', '--states', 'GHA,SEN']);
  desk.run(['programme', 'publish', desk.dir, '--session', '41']);
  const { meetings } = JSON.parse(desk.run(['programme', desk.dir, '--session', '41', '--json']));
  const meeting = meetings.find((m) => m.kind === 'informal-meeting').id;
  const rows = SPEAKERS.map(([name, state, seconds], i) => [String(i + 1).padStart(16, '0'), meeting, i + 1, state, name, seconds]);
  execFileSync('python3', ['-c', `import json,sqlite3,sys
base = sqlite3.connect(sys.argv[1])
base.executemany("insert into floor_speaker (id, meeting, ordinal, state, kind, name, otherwise, mode, closed, no_picture, seconds, planned) values (?, ?, ?, ?, 'ngo', ?, 'An organisation', 'in-person', 0, 0, ?, 0)", json.loads(sys.argv[2]))
base.commit()`, path.join(desk.dir, 'treatydesk.db'), JSON.stringify(rows)]);
  return meeting;
}

async function looks (browser, { desk, person, axe, sound, ok }, address, when) {
  const folder = process.env.TREATYDESK_PICTURES;
  if (folder) mkdirSync(folder, { recursive: true });
  for (const [name, how] of Object.entries({
    wide: {}, narrow: { width: 360, height: 740 }, dark: { width: 360, height: 740, dark: true },
    'without script': { width: 360, height: 740, script: false }, arabic: { width: 360, height: 740, language: 'ar' },
  })) {
    const page = await person(browser, desk.base, how);
    ok((await page.goto(how.language ? address.replace('/en/', '/ar/') : address)).status() === 200, `${when}: ${name}`);
    await sound(page, `${when}: ${name}`, { direction: how.language ? 'rtl' : 'ltr' });
    if (how.script !== false) await axe(page, `${when}: ${name}`);
    if (folder) await page.screenshot({ fullPage: true, path: path.join(folder, `live-${when}-${name}.png`) });
    await page.context().close();
  }
}

async function console_ (browser, { desk, person, axe, sound, ok }, meeting, reader) {
  const page = await person(browser, desk.base, { width: 360, height: 740 });
  await page.goto('/en/sign-in');
  await signIn(page, desk);
  await page.goto(`/en/meetings/${meeting}/console`);
  const second = await page.context().newPage();
  await second.goto(`/en/meetings/${meeting}/console`);
  await sound(page, 'the console');
  await axe(page, 'the console');
  await page.focus('#open');
  await Promise.all([page.waitForURL(/said=done/), page.keyboard.press('Enter')]);
  await reader.waitForSelector('text=The meeting runs', { timeout: 5000 });
  ok(true, 'opened by keyboard, and the reader’s page says so without being asked for again');
  await second.waitForSelector('#next', { timeout: 5000 });
  ok(true, 'the second console has the next button by itself');
  const small = await page.$$eval('#console button', (all) => all.map((b) => b.getBoundingClientRect()).filter((b) => b.height < 43.5).length);
  ok(small === 0, 'every button is large enough for a thumb', `${small}`);
  await second.click('#next');
  await reader.waitForSelector('text=Union of Tests', { timeout: 5000 });
  ok((await reader.textContent('#said')).includes('Union of Tests has the floor.'), 'a screen reader is told who has the floor', await reader.textContent('#said'));
  await page.waitForSelector('#more', { timeout: 5000 });
  const before = await reader.textContent('.clock strong');
  await reader.waitForFunction((b) => document.querySelector('.clock strong').textContent !== b, before, { timeout: 4000 });
  ok(/^[34]:\d\d$/.test(await reader.textContent('.clock strong')), 'the clock runs', before);
  ok(await reader.$eval('[data-fallback]', (p) => p.hidden), 'what helps without script is out of the way');
  ok((await reader.textContent('#said')).includes('Union of Tests'), 'and nothing is said at each second');
  if (process.env.TREATYDESK_PICTURES) await page.screenshot({ fullPage: true, path: path.join(process.env.TREATYDESK_PICTURES, 'console-narrow.png') });
  await sound(page, 'the console in the middle of it');
  await axe(page, 'the console in the middle of it');
  await press(page, '#pause');
  await reader.waitForSelector('.clock[data-tone=stands]', { timeout: 5000 });
  ok((await reader.textContent('.clock')).includes('the clock stands'), 'a pause is a word, not a colour alone', await reader.textContent('.clock'));
  await page.context().close();
}

export async function story (all) {
  const { browser, desk, person, ok } = all;
  const meeting = fill(desk);
  const address = `/en/meetings/${meeting}/live`;
  await looks(browser, all, address, 'before');
  const reader = await person(browser, desk.base, {});
  await reader.goto(address);
  await console_(browser, all, meeting, reader);
  await looks(browser, all, address, 'during');
  desk.run(['meeting', 'close', desk.dir, meeting]);
  await reader.waitForSelector('text=The meeting is over', { timeout: 5000 });
  ok((await reader.textContent('#said')).includes('The meeting is over.'), 'the end is said');
  await reader.context().close();
  const sizes = await Promise.all([address, desk.base && '/static'].slice(0, 1).map(async (a) => (await fetch(desk.base + a, { headers: { 'Accept-Encoding': 'br' } })).headers.get('content-length')));
  ok(Number(sizes[0]) < MOST, 'the page is small', sizes[0]);
}

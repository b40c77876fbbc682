// The floor: asking for it, one's own part, the list, sharing, a statement that is played; files laid before a closed briefing; narrow, right to
// left, without script, by keyboard, small.
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { writeTone } from '../rooms/lib/tone.mjs';
import { press, signIn, turn } from './lib/steps.mjs';

export const alone = true;
const MOST = 14 * 1024;
const PASSWORD = 'four words put together';
const day = (days) => new Date(Date.now() + days * 86400e3).toISOString().slice(0, 10);

function fill (desk) {
  desk.run(['session', 'add', desk.dir, '91', '--start', day(30), '--end', day(41), '--reason', 'The calendar.']);
  desk.run(['programme', 'new', desk.dir, '--session', '91', '--states', 'GHA,SEN']);
  desk.run(['programme', 'publish', desk.dir, '--session', '91']);
  const { meetings } = JSON.parse(desk.run(['programme', desk.dir, '--session', '91', '--json']));
  const meeting = meetings.find((m) => m.kind === 'informal-meeting').id;
  desk.run(['speakers', 'open', desk.dir, meeting, '--minutes', 'GHA=20,5,3']);
  for (const [name, kind, ...more] of [['Union of Tests', 'trade-union'], ['Bureau of trials and of everything that takes long to say', 'ngo', '--shown-as', 'A domestic worker'],
    ['Institution of rights', 'nhri', '--how', 'no-picture']]) {
    const { id } = JSON.parse(desk.run(['organisation', 'add', desk.dir, '--name', name, '--kind', kind, '--visibility', 'public', '--json']));
    desk.run(['organisation', 'verify', desk.dir, id, '--reason', 'Statutes seen.']);
    desk.run(['speakers', 'ask', desk.dir, meeting, '--organisation', id, '--state', 'GHA', '--language', 'fr', '--mode', 'telephone', ...more]);
  }
  desk.run(['user', 'add', desk.dir, 'ama@example.org', '--role', 'organisation'], `${PASSWORD}\n`);
  return meeting;
}

// The deadline is over; behind the program's back, since here the clock is the machine's.
function later (desk, meeting) {
  execFileSync('python3', ['-c', `import sqlite3,sys
base = sqlite3.connect(sys.argv[1])
base.execute("update floor_list set deadline = 1 where meeting = ?", (sys.argv[2],))
base.commit()`, path.join(desk.dir, 'treatydesk.db'), meeting]);
}

async function look (page, { axe, sound, ok }, address, name) {
  const folder = process.env.TREATYDESK_PICTURES;
  for (const [how, size, language] of [['wide', { width: 1280, height: 900 }, 'en'], ['narrow', { width: 360, height: 740 }, 'en'], ['arabic', { width: 360, height: 740 }, 'ar']]) {
    await page.setViewportSize(size);
    const answer = await page.goto(address.replace('/en/', `/${language}/`));
    ok(answer.status() === 200, `${name} ${how}`, `${answer.status()}`);
    const bytes = brotliCompressSync(await answer.body()).length;
    ok(bytes <= MOST, `${name} ${how} is small`, `${bytes}`);
    await sound(page, `${name} ${how}`, { direction: language === 'ar' ? 'rtl' : 'ltr' });
    await axe(page, `${name} ${how}`);
    if (!folder) continue;
    mkdirSync(folder, { recursive: true });
    await page.screenshot({ fullPage: true, path: path.join(folder, `floor-${name}-${how}.png`.replace(/ /g, '-')) });
  }
  await page.setViewportSize({ width: 360, height: 740 });
}

// The page's own player plays it, from anywhere, and no script of ours has a part in it.
async function plays (page, ok, name) {
  const heard = await page.evaluate(async () => {
    const player = document.querySelector('main audio');
    await new Promise((done, failed) => {
      player.oncanplaythrough = done;
      player.onerror = () => failed(player.error);
      player.load();
      player.preload = 'auto';
    });
    player.muted = true;
    player.currentTime = 1;
    await new Promise((done) => { player.onseeked = done; });
    await player.play();
    await new Promise((done) => { player.onended = done; });
    return { length: player.duration, at: player.currentTime, shown: player.controls };
  }).catch((e) => ({ wrong: String(e) }));
  ok(heard.shown && Math.abs(heard.length - 2) < 0.1 && heard.at > 1.9, `the recording is played: ${name}`, JSON.stringify(heard));
}

// Without script and with the keyboard alone: registers, asks, reads one's own part.
async function asks (browser, given, meeting) {
  const { desk, person, ok } = given;
  const page = await person(browser, desk.base, { width: 360, height: 740, script: false });
  await page.goto('/en/sign-in');
  await page.fill('#address', 'ama@example.org');
  await page.fill('#password', PASSWORD);
  await page.press('#password', 'Enter');
  await page.waitForLoadState('load');
  await page.goto('/en/organisations/new');
  await page.fill('#name', 'Workers of the browser');
  await page.check('input[name=kind][value=ngo]');
  await page.check('input[name=visibility][value=public]');
  await page.press('#name', 'Enter');
  await page.waitForLoadState('load');
  await page.goto(`/en/meetings/${meeting}/floor?state=GHA`);
  await page.focus('#mode');
  await page.keyboard.press('Space');
  await page.fill('#alias', 'Somebody of the browser');
  await page.press('#alias', 'Enter');
  await page.waitForURL(/done=1/);
  ok((await page.textContent('[role=status]')).includes('Received'), 'asked for the floor without script, by keyboard');
  await page.goto(`/en/meetings/${meeting}/part`);
  ok((await page.textContent('main')).includes('Somebody of the browser'), 'one’s own part says what others see');
  const cookies = await page.context().cookies();
  await page.context().close();
  const seen = await person(browser, desk.base, { width: 360, height: 740 });
  await seen.context().addCookies(cookies);
  await look(seen, given, `/en/meetings/${meeting}/floor?state=GHA`, 'ask');
  const wav = path.join(desk.home, 'speech.wav');
  writeTone(wav, 440);
  await seen.goto(`/en/meetings/${meeting}/part`);
  await seen.setInputFiles('input[type=file]', wav);
  await press(seen, 'button[value=file]');
  await plays(seen, ok, 'one’s own');
  await look(seen, given, `/en/meetings/${meeting}/part`, 'part');
  await seen.context().close();
}

async function shares (browser, given, meeting) {
  const { desk, person, ok } = given;
  const page = await person(browser, desk.base, { width: 360, height: 740 });
  await page.goto('/en/sign-in');
  await signIn(page, desk);
  await page.goto(`/en/meetings/${meeting}/share`);
  await press(page, 'button[value=preview]');
  ok((await page.textContent('main')).includes('only a preview'), 'previewed', (await page.textContent('main')).slice(0, 300));
  await page.focus('button[value=even]');
  await turn(page, () => page.keyboard.press('Enter'));
  ok((await page.textContent('[role=status]')).includes('Saved'), 'shared by keyboard');
  await look(page, given, `/en/meetings/${meeting}/share`, 'share');
  await look(page, given, `/en/meetings/${meeting}/speakers/sheet`, 'sheet');
  const { speakers } = await page.evaluate((at) => fetch(at).then((r) => r.json()), `/en/meetings/${meeting}/speakers.json`);
  const turnOf = `/en/meetings/${meeting}/speakers/${speakers.find((s) => s.shown === 'Somebody of the browser').id}/statement`;
  await page.goto(turnOf);
  await plays(page, ok, 'at its turn');
  await look(page, given, turnOf, 'statement');
  await briefing(page, given);
  await page.context().close();
}

// Files laid before a closed briefing, by keyboard.
async function briefing (page, given) {
  const { desk, ok } = given;
  const { id } = JSON.parse(desk.run(['programme', 'add', desk.dir, '--session', '91', '--kind', 'lunchtime-briefing', '--begins', `${day(31)}T13:00`,
    '--states', 'GHA', '--json']));
  desk.run(['programme', 'publish', desk.dir, '--session', '91']);
  await page.goto(`/en/meetings/${id}/people`);
  await page.setInputFiles('#file', { name: 'note.md', mimeType: 'text/markdown', buffer: Buffer.from('# A note\n\nThe room is small.\n') });
  await page.fill('#title', 'A note on the room with a long title, so that one sees where it breaks');
  await turn(page, () => page.press('#title', 'Enter'));
  ok((await page.textContent('#papers ~ form')).includes('A note on the room'), 'a file is laid before the meeting by keyboard');
  await look(page, given, `/en/meetings/${id}/people`, 'briefing');
}

export async function story (given) {
  const { browser, desk, person, ok } = given;
  const meeting = fill(desk);
  const public_ = await person(browser, desk.base, { width: 360, height: 740, zone: 'Africa/Accra' });
  await look(public_, given, `/en/meetings/${meeting}/speakers`, 'open list');
  await asks(browser, given, meeting);
  later(desk, meeting);
  await shares(browser, given, meeting);
  await look(public_, given, `/en/meetings/${meeting}/speakers`, 'list');
  const words = await public_.textContent('main');
  ok(words.includes('A domestic worker') && !words.includes('Bureau of trials'), 'another name stands alone in the list', words.slice(0, 400));
  await public_.context().close();
}

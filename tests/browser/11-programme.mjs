// The programme of a session: narrow, right to left, without script, by the reader's own clocks, on paper one page a day; and its plan by keyboard.
import { press, signIn } from './lib/steps.mjs';

const MOST = 14 * 1024;
const SESSION = '92';

// A session of a year to come, whose first week goes over the end of summer time.
function fill (desk) {
  const of = ['--session', SESSION];
  desk.run(['session', 'add', desk.dir, SESSION, '--start', '2027-10-27', '--end', '2027-11-05', '--reason', 'Decided.']);
  desk.run(['programme', 'new', desk.dir, ...of, '--states', 'GHA,SEN,BEN']);
  desk.run(['programme', 'publish', desk.dir, ...of]);
  const { meetings } = JSON.parse(desk.run(['programme', desk.dir, ...of, '--json']));
  return { meetings, dialogue: meetings.find((m) => m.kind === 'dialogue').id };
}

async function looks (browser, { desk, person, axe, sound, ok }, pages) {
  for (const [name, how] of Object.entries({
    wide: {}, narrow: { width: 360, height: 740 }, dark: { width: 360, height: 740, dark: true },
    'without script': { width: 360, height: 740, script: false }, arabic: { width: 360, height: 740, language: 'ar' },
  })) {
    const page = await person(browser, desk.base, { zone: 'Pacific/Auckland', ...how });
    for (const address of pages) {
      const there = how.language ? address.replace('/en/', '/ar/') : address;
      ok((await page.goto(there)).status() === 200, `${there} ${name}`);
      await sound(page, `${there} ${name}`, { direction: how.language ? 'rtl' : 'ltr' });
      if (how.script !== false) await axe(page, `${there} ${name}`);
    }
    await page.context().close();
  }
}

// In Accra, which knows no summer time, 15:00 in Geneva is 13:00 before the clocks change and 14:00 after it.
async function clocks (browser, { desk, person, ok }) {
  const page = await person(browser, desk.base, { zone: 'Africa/Accra' });
  await page.goto(`/en/sessions/${SESSION}/programme`);
  const said = await page.$$eval('main li', (all) => all.map((li) => li.innerText).filter((t) => /Dialogue.*\(1 of 2\)/.test(t)));
  ok(said.length === 3 && /15:00.18:00.*, 13:00 where you are/s.test(said[0]) && /15:00.18:00.*, 14:00 where you are/s.test(said[2]),
    'hours stay where the Committee meets, and the reader’s own clocks stand beside them', said.join(' | '));
  await page.context().close();
}

async function paper (browser, { desk, person, ok }) {
  const page = await person(browser, desk.base, {});
  await page.goto(`/en/sessions/${SESSION}/programme`);
  const days = await page.$$eval('.day', (all) => all.length);
  await page.emulateMedia({ media: 'print' });
  const breaks = await page.$$eval('.day', (all) => all.map((d) => getComputedStyle(d).breakBefore).filter((b) => b === 'page').length);
  const sheets = (await page.pdf()).toString('latin1').match(/\/Type\s*\/Page\b/g).length;
  ok(days > 3 && breaks === days - 1 && sheets >= days, 'on paper each day has its page', `${days} days, ${breaks} breaks, ${sheets} sheets`);
  await page.context().close();
}

// Add a meeting by keyboard alone, see what does not fit, publish; the public page has it.
async function plan (browser, { desk, person, axe, sound, ok }) {
  const page = await person(browser, desk.base, { width: 360, height: 740 });
  await signIn(page, desk);
  await page.goto(`/en/desk/sessions/${SESSION}/programme/add`);
  await sound(page, 'adding a meeting');
  await axe(page, 'adding a meeting');
  await page.selectOption('#kind', 'general-discussion');
  await page.fill('#begins', '2027-10-28T15:00');
  await page.focus('main form button');
  await Promise.all([page.waitForURL(/\/programme$/), page.keyboard.press('Enter')]);
  ok((await page.innerText('main')).includes('members and rapporteurs cannot be at both'), 'the plan shows two at once');
  await sound(page, 'the plan');
  await axe(page, 'the plan');
  await press(page, 'main form[action$="/publish"] button');
  ok((await page.innerText('main')).includes('Everything is published'), 'it is published');
  await page.goto(`/en/sessions/${SESSION}/programme`);
  ok((await page.innerText('main')).includes('Day of general discussion') && (await page.innerText('main')).includes('Version 2'), 'and everybody has version 2');
  await page.context().close();
}

export async function story (given) {
  const { browser, desk, ok } = given;
  const { dialogue } = fill(desk);
  const pages = [`/en/sessions/${SESSION}/programme`, '/en/states/GHA/meetings', `/en/meetings/${dialogue}`];
  await looks(browser, given, pages);
  await clocks(browser, given);
  await paper(browser, given);
  await plan(browser, given);
  for (const address of pages) {
    const size = Number((await fetch(desk.base + address, { headers: { 'Accept-Encoding': 'br' } })).headers.get('content-length'));
    ok(size > 0 && size < MOST, `${address} is small`, `${size}`);
  }
}

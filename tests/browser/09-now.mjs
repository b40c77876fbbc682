// What can I do now: narrow, right to left, without script, by keyboard, small; and deadlines by the reader's own clocks.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { turn } from './lib/steps.mjs';

const MOST = 14 * 1024;
const REASON = ['--reason', 'The calendar of the Committee.'];
const day = (days) => new Date(Date.now() + days * 86400e3).toISOString().slice(0, 10);

// Two deadlines in one week, one further away, one not open yet, one to be expected, one closed early.
function fill (desk) {
  const call = (...args) => JSON.parse(desk.run(['call', 'open', desk.dir, '--json', ...args])).id;
  const first = call('--purpose', 'dialogue', '--state', 'GHA', '--closes', `${day(12)}T18:00`, '--theme', 'work', '--theme', 'family');
  call('--purpose', 'dialogue', '--state', 'SEN', '--state', 'MLI', '--closes', `${day(14)}T23:30`);
  call('--purpose', 'follow-up', '--closes', `${day(60)}T18:00`, '--guidance', 'Say what happened since. '.repeat(12));
  call('--purpose', 'list-of-issues', '--state', 'GHA', '--opens', day(20), '--closes', `${day(75)}T18:00`);
  const closed = call('--purpose', 'dialogue', '--state', 'PHL', '--closes', `${day(9)}T18:00`);
  desk.run(['call', 'close', desk.dir, closed, '--reason', 'Enough came.']);
  desk.run(['session', 'add', desk.dir, '91', '--start', day(120), '--end', day(131), ...REASON]);
  desk.run(['state', 'stage', desk.dir, 'PER', 'dialogue', '--session', '91', '--how', 'planned', ...REASON]);
  return first;
}

async function looks (browser, { desk, person, axe, sound, ok }, pages) {
  const folder = process.env.TREATYDESK_PICTURES;
  if (folder) mkdirSync(folder, { recursive: true });
  for (const [name, how] of Object.entries({
    wide: {}, narrow: { width: 360, height: 740 }, dark: { width: 360, height: 740, dark: true },
    'without script': { width: 360, height: 740, script: false }, arabic: { width: 360, height: 740, language: 'ar' },
  })) {
    const page = await person(browser, desk.base, { zone: 'Africa/Accra', ...how });
    for (const address of pages) {
      const there = how.language ? address.replace('/en/', '/ar/') : address;
      ok((await page.goto(there)).status() === 200, `${there} ${name}`);
      await sound(page, `${there} ${name}`, { direction: how.language ? 'rtl' : 'ltr' });
      if (how.script !== false) await axe(page, `${there} ${name}`);
      if (folder) await page.screenshot({ fullPage: true, path: path.join(folder, `${there.replace(/[^a-z]+/gi, '-')}-${name}.png`) });
    }
    await page.context().close();
  }
}

// The bar: today at the side where reading begins, every mark within the page, and a list that says the same.
async function bar (browser, { desk, person, ok }) {
  for (const language of ['en', 'ar']) {
    const page = await person(browser, desk.base, { width: 360, height: 740, language });
    await page.goto(`/${language}/now`);
    const facts = await page.evaluate(() => {
      const box = (e) => e.getBoundingClientRect(), bar = document.querySelector('.bar > svg');
      return { bar: box(bar), today: box(bar.querySelector('.now')).left, marks: [...bar.querySelectorAll('circle')].map((c) => box(c)),
        rows: [...document.querySelectorAll('.bar li a')].map((a) => document.querySelector(a.getAttribute('href')) !== null) };
    });
    const x = facts.marks.map((m) => m.left);
    const order = language === 'ar' ? x.every((v, n) => n === 0 || v <= x[n - 1]) : x.every((v, n) => n === 0 || v >= x[n - 1]);
    const apart = facts.marks.every((a, n) => facts.marks.every((b, m) => m <= n || a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top));
    ok(order && apart && x.every((v) => v >= 0 && v <= 340), `marks stand in order and apart: ${language}`, JSON.stringify(facts));
    ok(language === 'ar' ? facts.today > Math.max(...x) : facts.today < Math.min(...x), `today stands where the line begins: ${language}`, JSON.stringify(facts));
    ok(facts.rows.length === x.length && facts.rows.every(Boolean), `each mark has its row, which leads to it: ${language}`, JSON.stringify(facts.rows));
    await page.context().close();
  }
}

// With script the browser's own clocks are told without anybody being told the zone; without, a page asks for it.
async function clocks (browser, { desk, person, ok }, id) {
  for (const [zone, words, other] of [['Africa/Accra', '17:00 where you are', false], ['Pacific/Apia', '06:00 where you are', true]]) {
    const page = await person(browser, desk.base, { zone });
    for (const address of ['/en/now?state=GHA', `/en/calls/${id}`]) {
      await page.goto(address);
      const said = await page.locator('[data-at]').first().evaluate((e) => e.parentElement.textContent);
      ok(said.includes(words) && /\d{4}, \d\d:\d\d where/.test(said) === other, `${zone}: ${address}`, said);
    }
    ok((await page.context().cookies()).length === 0, `no cookie is set for it: ${zone}`);
    await page.goto('/en/zone?to=/now');
    ok(await page.inputValue('#zone') === zone, `the page for choosing proposes it: ${zone}`, await page.inputValue('#zone'));
    await page.context().close();
  }
  const plain = await person(browser, desk.base, { script: false, width: 360, height: 740 });
  await plain.goto('/en/now?state=GHA');
  await turn(plain, () => plain.click('main a[href*="/zone"]'));
  await plain.selectOption('#zone', 'Asia/Kolkata');
  await turn(plain, () => plain.click('main form button'));
  const words = await plain.locator('main').textContent();
  ok(plain.url().endsWith('/en/now?state=GHA') && words.includes('22:30 where you are'), 'without script it is chosen on a page', words.slice(0, 600));
  const cookies = (await plain.context().cookies()).filter((c) => c.name !== 'td_form');
  ok(cookies.length === 1 && cookies[0].value === 'Asia/Kolkata' && cookies[0].httpOnly, 'and the cookie holds the zone alone', JSON.stringify(cookies));
  await plain.context().close();
}

async function keyboard (browser, { desk, person, ok }) {
  const page = await person(browser, desk.base, {});
  await page.goto('/en/now');
  const to = async (selector) => {
    for (let n = 0; n < 60; n++) {
      await page.keyboard.press('Tab');
      if (await page.evaluate((s) => !!document.activeElement?.matches(s), selector)) return true;
    }
    return false;
  };
  ok(await to('#state'), 'the State is reached by Tab');
  await page.keyboard.type('Ghana');
  ok(await to('form.search button'), 'then the button');
  await turn(page, () => page.keyboard.press('Enter'));
  ok(page.url().includes('state=GHA'), 'and Enter shows the State', page.url());
  ok(await to('main section.item .buttons a'), 'the first step is reached by Tab');
  await turn(page, () => page.keyboard.press('Enter'));
  ok(/\/en\/send\?purpose=dialogue&state=GHA/.test(page.url()), 'and leads into the form', page.url());
  await page.context().close();
}

async function small (browser, { desk, person, ok, note }, pages) {
  const page = await person(browser, desk.base);
  const line = await page.context().newCDPSession(page);
  await line.send('Network.enable');
  for (const address of [...pages, '/ar/now', '/ar/states/GHA', '/fr/now', '/ar/zone', '/en/zone']) {
    await page.goto('about:blank');
    await line.send('Network.clearBrowserCache');
    let sum = 0;
    const came = (e) => { sum += e.encodedDataLength; };
    line.on('Network.loadingFinished', came);
    await page.goto(address, { waitUntil: 'networkidle' });
    line.off('Network.loadingFinished', came);
    note(`${address.replace(/[0-9a-z]{16}/, 'ID')}: ${sum} bytes`);
    ok(sum > 1000 && sum <= MOST, `at most 14 KB for a first view: ${address.replace(/[0-9a-z]{16}/, 'ID')}`, String(sum));
  }
  await page.context().close();
}

export const alone = true;

export async function story (given) {
  const { browser } = given;
  const id = fill(given.desk);
  const pages = ['/en/now', '/en/now?state=GHA', '/en/calls', `/en/calls/${id}`, '/en/states/GHA'];
  await looks(browser, given, [...pages, '/en/zone?to=/now']);
  await bar(browser, given);
  await clocks(browser, given, id);
  await keyboard(browser, given);
  await small(browser, given, pages);
}

// A deadline day: what waits is worked off by keys alone, in a row, many at once and taken back; then somebody who sees nothing finds what was said on
// article 22 by headings, counts and skip links.
import { deadlineDay } from './lib/deadline-day.mjs';
import { signIn } from './lib/steps.mjs';
import { Walk } from './lib/walk.mjs';

export const alone = true;
const SENT = 8;

const focused = (page) => page.evaluate(() => {
  const e = document.activeElement;
  return e && e !== document.body ? { tag: e.tagName, id: e.id, text: e.textContent.trim().slice(0, 60), main: !!e.closest('main') } : null;
});

async function inARow (page, { axe, sound, ok, note }) {
  const walk = new Walk(page, 'in-a-row');
  await page.goto('/en/desk');
  await walk.look('desk');
  await walk.accessTurn('n');
  await sound(page, 'one of a row');
  await axe(page, 'one of a row');
  ok(await page.locator('nav').filter({ hasText: `${SENT + 0} wait` }).count() === 1, 'how many wait stands beside the way on', await page.innerText('main'));
  const title = await page.innerText('h1');
  await walk.accessTurn('p');
  ok((await page.innerText('.notice')).includes(title) && (await page.innerText('.notice')).includes('published'),
    'a key publishes, and the next one says so', await page.innerText('main'));
  await axe(page, 'the next one');
  await walk.look('next');
  await walk.accessTurn('u');
  ok(await page.innerText('h1') === title, 'a key takes it back and stands on it again');
  await walk.accessTurn('p');
  await walk.access('e');
  ok((await focused(page)).id === 'reason', 'a key leads to the reason', JSON.stringify(await focused(page)));
  await walk.type('Please send a file that can be read.');
  await walk.accessTurn('c');
  ok((await page.innerText('.notice')).includes('change-asked'), 'a change is asked for', await page.innerText('.notice'));
  note(walk.told());
  ok(walk.presses <= 8, 'seven keys for two reports, one of them taken back', walk.told());
}

async function atOnce (page, { ok, note }) {
  const walk = new Walk(page, 'at-once');
  await page.goto('/en/desk');
  await walk.to('input.pick');
  await walk.key('Space');
  for (let n = 0; n < 4; n++) await walk.to('input.pick', 'Tab', 4);
  await page.keyboard.down('Shift');
  await walk.key('Space');
  await page.keyboard.up('Shift');
  const ticked = await page.locator('input.pick:checked').count();
  ok(ticked === 5, 'Shift and the space bar tick all between', `${ticked}`);
  await walk.accessTurn('a');
  ok((await page.innerText('main')).includes('5 were done'), 'five are accepted at once', await page.innerText('main'));
  await walk.look('done');
  await walk.accessTurn('u');
  ok((await page.innerText('main')).includes('5 were taken back'), 'and a key takes all of them back', await page.innerText('main'));
  note(walk.told());
}

// What a screen reader has: landmarks, headings, names; no picture is looked at.
async function byEar (page, { axe, ok, note }) {
  const walk = new Walk(page, 'by-ear');
  await page.goto('/en');
  await walk.key('Tab');
  ok((await focused(page)).text === 'Skip to the text', 'the first stop skips the menu', JSON.stringify(await focused(page)));
  await walk.key('Enter');
  await walk.to('main a[href$="/search"]');
  await walk.turn('Enter');
  await walk.key('Tab');
  await walk.key('Enter');
  await walk.to('#article');
  await walk.type('22');
  await walk.turn('Enter');
  ok(/^Search: \d+ paragraphs? found/.test(await page.title()), 'the title says how much was found', await page.title());
  await walk.key('Tab');
  await walk.key('Enter');
  await walk.key('Tab');
  const skip = await focused(page);
  ok(/^To the \d+ paragraphs? that w/.test(skip.text), 'the first stop in the text leads to what was found', JSON.stringify(skip));
  await walk.key('Enter');
  ok((await focused(page)).id === 'found', 'and the focus stands on its heading', JSON.stringify(await focused(page)));
  const tree = await page.locator('main').ariaSnapshot();
  ok(/search:\s/.test(tree) && /heading "\d+ paragraphs?" \[level=2\]/.test(tree) && /heading ".*, paragraph \d+" \[level=3\]/.test(tree),
    'the tree has the search as a landmark, the count as a heading, each hit as one below it', tree.slice(0, 1500));
  await axe(page, 'what was found');
  await walk.key('Tab');
  const hit = await focused(page);
  ok(hit.tag === 'A' && /paragraph \d+/.test(hit.text), 'the next stop is the first hit', JSON.stringify(hit));
  await walk.turn('Enter');
  const at = new URL(page.url());
  ok(/^#p\d+$/.test(at.hash) && await page.evaluate(() => document.querySelector(':target')?.textContent.length > 20), 'which opens at its paragraph', page.url());
  const says = await page.locator(':target').ariaSnapshot();
  ok(/Paragraph \d+/.test(says) && /Articles of paragraph \d+/.test(says), 'whose number and articles are said', says);
  note(walk.told());
}

export async function story (all) {
  const { browser, desk, person, ok } = all;
  const sent = deadlineDay(desk, SENT);
  ok(sent.length === SENT, 'they came');
  const officer = await person(browser, desk.base, {});
  await signIn(officer, desk);
  await inARow(officer, all);
  await atOnce(officer, all);
  await officer.context().close();
  const public_ = sent.find((s, n) => n > 1 && s.language === 'en' && n % 5 < 3);
  if (public_) desk.run(['submission', 'publish', desk.dir, public_.id]);
  const reader = await person(browser, desk.base, {});
  await byEar(reader, all);
  await reader.context().close();
  const narrow = await person(browser, desk.base, { width: 360, height: 740, language: 'ar' });
  await signIn(narrow, desk, { language: 'ar' });
  await narrow.goto('/ar/desk');
  await all.sound(narrow, 'the desk, narrow', { direction: 'rtl' });
  await all.axe(narrow, 'the desk, narrow');
  await narrow.context().close();
}

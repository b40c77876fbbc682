// The translation workshop: a sentence translated by keyboard, what is warned, a review, the library with its mark, a file that comes back; narrow, right to left,
// without script, small.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { press } from './lib/steps.mjs';

export const alone = true;
const MOST = 14 * 1024;
const PASSWORD = 'four words put together';
const narrow = { width: 360, height: 740 };
const TEXT = ['# Concluding observations (a sample)', '1. The Committee read part 12 of the report. It shall not be the last.', '2. Migrant workers and members of the '
  + 'family pay fees.'].join('\n\n');

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
    await page.screenshot({ fullPage: true, path: path.join(folder, `translation-${what}.png`.replace(/ /g, '-')) });
  }
}

async function signedIn (browser, { desk, person }, address, options = {}) {
  const page = await person(browser, desk.base, { ...narrow, ...options });
  desk.run(['user', 'add', desk.dir, address, '--role', 'organisation'], `${PASSWORD}\n`);
  await page.goto('/en/sign-in');
  await page.fill('#address', address);
  await page.fill('#password', PASSWORD);
  await page.press('#password', 'Enter');
  await page.waitForLoadState('load');
  return page;
}

async function founded (page) {
  await page.goto('/en/organisations/new');
  await page.fill('#name', 'Union of the browser');
  await page.check('input[name=kind][value=ngo]');
  await page.check('input[name=visibility][value=public]');
  await press(page, 'main form .buttons button');
}

function bring (desk) {
  const file = path.join(desk.dir, '..', 'observations.md');
  writeFileSync(file, TEXT);
  return JSON.parse(desk.run(['document', 'import', desk.dir, '--symbol', 'CMW/C/SEN/CO/9', '--type', 'concluding-observations', '--language', 'en', file, '--json'])).id;
}

export async function story (given) {
  const { browser, desk, ok } = given;
  const document = bring(desk);
  const awa = await signedIn(browser, given, 'awa@example.org');
  await founded(awa);
  await awa.goto(`/en/translation/document/${document}`);
  await awa.fill('#language', 'Wolof');
  await press(awa, 'main form .buttons button');
  const project = new URL(awa.url()).pathname.replace(/\/1$/, '');
  ok(/\/1$/.test(awa.url()), 'a click after the language was named, the first sentence waits', awa.url());
  ok(await awa.evaluate(() => document.activeElement.id) === 'words-0', 'and the field has the keyboard already');

  const letters = awa.locator('[data-letters] button');
  ok(await letters.count() >= 6 && await letters.first().isVisible(), 'letters that the keyboard has not stand beside the field');
  await awa.keyboard.type('T');
  await letters.filter({ hasText: /^ë$/ }).click();
  await awa.keyboard.type('nk yi');
  ok(await awa.inputValue('#words-0') === 'Tënk yi', 'a click writes one where the cursor stands', await awa.inputValue('#words-0'));
  await awa.keyboard.press('Control+Enter');
  await awa.waitForURL(/\/2\?saved=1/);
  ok(true, 'Ctrl and Enter save and lead to the next one');
  await awa.keyboard.type('Kurél gi jàng na xaaj 21');
  await awa.keyboard.press('Control+Enter');
  await awa.waitForSelector('#warnings');
  const warned = await awa.innerText('#warnings');
  ok(warned.includes('12') && warned.includes('end'), 'a number that changed and a missing full stop are said', warned);
  await look(awa, given, `${project}/2?edit=1`.replace(/^\/../, '/en'), 'a sentence with warnings');
  await awa.goto(`${project}/2?edit=1`);
  await awa.fill('#words-0', 'Kurél gi jàng na xaaj 12.');
  await awa.keyboard.press('Control+Enter');
  await awa.waitForURL(/\/3/);
  await awa.keyboard.type('Du mujj.');
  await awa.keyboard.press('Control+Enter');
  await awa.waitForURL(/\/4/);
  await look(awa, given, `${project}/4`.replace(/^\/../, '/en'), 'a sentence with its glossary');
  await awa.goto(`${project}/4`);
  await awa.keyboard.type('Ligéeykat yi dañuy fay.');
  await awa.keyboard.press('Control+Enter');
  await awa.waitForURL(/done=1/);

  const modou = await signedIn(browser, given, 'modou@example.org', { script: false });
  await modou.goto('/en/translation');
  ok((await modou.innerText('main')).includes('What waits for your review'), 'without script the other sees what waits');
  await look(modou, given, `${project}/2`.replace(/^\/../, '/en'), 'a review', { script: false });
  await modou.goto(`${project}/1`);
  for (let n = 0; n < 4; n++) await press(modou, 'button[value=right]');
  ok(modou.url().endsWith('done=1'), 'four clicks review four sentences', modou.url());

  await awa.goto(project);
  await press(awa, 'button[value=show]');
  for (const [address, name] of [['/en/translation', 'the workshop'], [project, 'a translation'], [`/en/translation/document/${document}`, 'a document in the workshop'],
    [project.replace('/translation/', '/translation-files/'), 'its files'], ['/en/documents/CMW/C/SEN/CO/9?language=wo', 'the document in Wolof'],
    [`/en/documents/${document}/beside?with=en&with=wo`, 'side by side']]) await look(awa, given, address.replace(/^\/../, '/en'), name);

  await awa.goto(project.replace('/translation/', '/translation-files/'));
  const [download] = await Promise.all([awa.waitForEvent('download'), awa.click('a[href$="/as/csv"]')]);
  const file = path.join(desk.dir, '..', 'back.csv');
  await download.saveAs(file);
  await awa.setInputFiles('#file', file);
  await press(awa, 'main form .buttons button');
  ok((await awa.innerText('main')).includes('0 sentences would change'), 'a file that comes back as it went changes nothing', await awa.innerText('main'));
  await look(awa, given, new URL(awa.url()).pathname, 'what would change');
}

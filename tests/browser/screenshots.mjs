// The pictures of the documentation: node tests/browser/screenshots.mjs [--build DIR]. Starts an instance with the sample
// report and some of the reader's test documents, walks through its pages and writes docs/screenshots/. Makes them again
// after a change of the look; docs/SCREENSHOTS.md shows them all.
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as chromium from './lib/chromium.mjs';
import { Desk, root } from './lib/desk.mjs';
import { shrink } from './lib/shrink.mjs';

const folder = path.join(root, 'docs/screenshots');
const sizes = { wide: { width: 1280, height: 900, most: 1500 }, narrow: { width: 360, height: 740, most: 1500 } };
const password = 'a long password of the pictures';
const secretary = 'secretariat@example.org';

function fill (desk) {
  desk.run(['init', desk.dir, '--sample', '--checkpoint-seconds', '1']);
  const sent = [['ar.pdf', 'MAR', '--public'], ['fr.pdf', 'SEN', '--public'], ['es.docx', 'PER', '--name-withheld'],
    ['ru.pdf', 'KGZ', '--public'], ['zh.docx', 'PHL', '--public'], ['en.pdf', 'GHA', '--confidential']];
  for (const [name, state, choice] of sent) {
    const id = desk.submit(`tests/document/corpus/${name}`, ['--state', state, choice, '--organisation',
      'Example Network of Migrant Workers (fictitious)']).id;
    if (name === 'fr.pdf' || name === 'es.docx') desk.publish(id);
  }
  desk.addSecretary(secretary, password);
  return JSON.parse(desk.run(['submission', 'list', desk.dir, '--json', '--state', 'GHA'])).submissions
    .find((s) => s.status === 'published').id;
}

async function take (page, name, size) {
  await page.evaluate(() => document.activeElement?.blur());
  const high = await page.evaluate(() => document.documentElement.scrollHeight);
  const clip = { x: 0, y: 0, width: size.width, height: Math.min(high, size.most) };
  const file = path.join(folder, `${name}.png`);
  writeFileSync(file, shrink(await page.screenshot({ fullPage: true, clip }), 16));
  console.log(`${name}.png ${(statSync(file).size / 1024).toFixed(0)} KB`);
}

const go = (page) => Promise.all([page.waitForNavigation(), page.click('main form .buttons button')]);

// One page a question, as somebody would send the sample.
async function send (page, locale, shot) {
  await page.goto(`/${locale}/send?state=GHA`);
  await go(page);
  await page.selectOption('#state', 'GHA');
  await page.check('#purpose');
  await go(page);
  await page.fill('#sender_name', 'Example Network of Migrant Workers');
  await page.check('#sender_kind');
  await go(page);
  await shot('send-file');
  if (locale !== 'en') return;
  await page.setInputFiles('#file', path.join(root, 'samples/sample-report.pdf'));
  await go(page);
  await go(page);
  await page.fill('#priority-1', 'No child is held because of migration status.');
  await page.fill('#priority-article-1', '17');
  await go(page);
  await page.check('#visibility');
  await go(page);
  await shot('answers');
  await go(page);
  await shot('receipt');
}

async function desk_of (page, desk, shot) {
  await page.goto('/en/sign-in');
  await page.fill('[name=address]', secretary);
  await page.fill('[name=password]', password);
  await go(page);
  await page.fill('[name=code]', desk.nextCode());
  await go(page);
  await page.goto('/en/desk');
  await shot('desk');
}

async function pictures (browser, desk, sample, locale, kind) {
  const size = sizes[kind];
  const page = await chromium.person(browser, desk.base, { ...size, language: locale });
  const shot = (name) => take(page, `${name}-${kind}-${locale}`, size);
  for (const [name, address] of [['home', ''], ['state', '/states/GHA'], ['submission', `/submissions/${sample}`]]) {
    await page.goto(`/${locale}${address}`);
    await shot(name);
  }
  await send(page, locale, shot);
  if (locale === 'en') {
    await page.goto('/en/search?words=article+16&state=GHA');
    await shot('search');
    await desk_of(page, desk, shot);
  }
  await page.context().close();
}

const at = process.argv.indexOf('--build');
const desk = new Desk(at < 0 ? 'build' : process.argv[at + 1]);
let browser;
try {
  mkdirSync(folder, { recursive: true });
  const sample = fill(desk);
  await desk.serve();
  browser = await chromium.launch();
  for (const locale of ['en', 'ar']) for (const kind of ['wide', 'narrow']) await pictures(browser, desk, sample, locale, kind);
} finally {
  await browser?.close();
  desk.close();
}

import * as chromium from './lib/chromium.mjs';
import { Desk } from './lib/desk.mjs';
import { signIn } from './lib/steps.mjs';
import { execFileSync } from 'node:child_process';
const desk = new Desk('build-test');
desk.init();
const g = JSON.parse(desk.run(['general-comment', 'begin', desk.dir, '--title', 'en=Fees', '--body', 'CMW CMW/C/GC/6 6', '--json'])).id;
const d = JSON.parse(desk.run(['general-comment', 'draft', desk.dir, g, '/work/wt/import11/tests/document/corpus/marks.docx', '--language', 'en', '--json'])).id;
await desk.serve();
const browser = await chromium.launch();
const out = '/tmp/import11-look/';
let url;
for (const [name, width, lang] of [['wide', 1280, 'en'], ['narrow', 360, 'en'], ['arabic', 360, 'ar']]) {
  const page = await chromium.person(browser, desk.base, { width, height: 800, language: lang });
  await page.goto(`/${lang}/general-comments/drafts/${d}`);
  await page.screenshot({ path: `${out}draft-${name}.png`, fullPage: true });
  await chromium.sound(page, 'draft ' + name, { direction: lang === 'ar' ? 'rtl' : 'ltr' }); await chromium.axe(page, 'draft ' + name);
  await signIn(page, desk, { language: lang });
  await page.goto(`/${lang}/desk/documents/many`);
  await page.screenshot({ path: `${out}many-${name}.png`, fullPage: true });
  await chromium.sound(page, 'many ' + name, { direction: lang === 'ar' ? 'rtl' : 'ltr' }); await chromium.axe(page, 'many ' + name);
  if (!url) {
    await page.setInputFiles('#sheet', out + 'list.ods');
    await page.setInputFiles('#files', ['en.docx', 'nhri.md', 'same.md'].map((f) => out + f));
    await Promise.all([page.waitForNavigation(), page.click('main form.question .buttons button')]);
    for (const [f, c] of [['file', 'Datei'], ['symbol', 'Symbol'], ['language', 'Lang']]) await page.selectOption('#map-' + f, c);
    await Promise.all([page.waitForNavigation(), page.click('button[value=look]')]);
    url = page.url().replace(/.*\/many/, '/many');
  } else await page.goto(`/${lang}/desk/documents${url}`);
  await page.screenshot({ path: `${out}batch-${name}.png`, fullPage: true });
  await chromium.sound(page, 'batch ' + name, { direction: lang === 'ar' ? 'rtl' : 'ltr' }); await chromium.axe(page, 'batch ' + name);
  await page.context().close();
}
await browser.close(); desk.close();

// A newcomer sends a report from a State's page, the secretariat publishes it, and everybody finds it: for each kind of person.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './lib/desk.mjs';
import { press, send, signIn, step, turn, watcher } from './lib/steps.mjs';

const corpus = (name) => path.join(root, 'tests/document/corpus', name);

const people = [
  { script: true, width: 1280, state: 'MEX' },
  { script: false, width: 1280, state: 'PHL' },
  { script: true, width: 360, state: 'MAR' },
  { script: false, width: 360, state: 'SEN' },
  { script: true, width: 1280, language: 'ar', state: 'EGY' },
  { script: false, width: 360, language: 'ar', state: 'LBY' },
];

// Word of the report and of the search, with a form of it that the report does not have where the language has one.
const reports = { en: { file: 'en.pdf', word: 'detention' }, ar: { file: 'ar.pdf', word: 'الاحتجاز' } };

async function change (page, who, ok) {
  await page.click('dl.facts a[href$="/sender?from=answers"] >> nth=0');
  await page.waitForURL(/sender\?from=answers/);
  ok(await page.inputValue('#contact') === 'union@example.org', `what was answered stands in its field: ${who}`);
  await page.fill('#sender_name', `Union of ${who}`);
  await press(page, 'form.question .buttons button');
  ok(step(page) === 'answers' && (await page.innerText('main')).includes(`Union of ${who}`),
    `one answer is changed and one is back at the answers: ${who}`, page.url());
}

// The receipt's file, and that it holds: on the page by file and by paste, and by the command against the server.
async function receipt (page, { desk, language, seen, who, ok }) {
  const kept = path.join(desk.home, `receipt-${who.replace(/\W+/g, '-')}.txt`);
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('.slip a[download]')]);
  await download.saveAs(kept);
  const text = readFileSync(kept, 'utf8');
  ok(/^receipt-[0-9a-z]{16}\.txt$/.test(download.suggestedFilename()), `the receipt is kept as a file: ${who}`, download.suggestedFilename());
  await page.goto(`/${language}/check`);
  await page.setInputFiles('#file', kept);
  await press(page, 'main form[action$="/check"] button');
  await seen(page, 'check good');
  ok(await page.locator('main [role=status]').count() === 1, `the receipt holds, by its file: ${who}`, await page.innerText('main'));
  await page.goto(`/${language}/check`);
  await page.fill('#text', text);
  await press(page, 'main form[action$="/check"] button');
  ok(await page.locator('main [role=status]').count() === 1, `the receipt holds, pasted: ${who}`, await page.innerText('main'));
  await page.goto(`/${language}/check`);
  await page.fill('#text', text.replace(/[0-9a-f]{12}/, '0123456789ab'));
  await press(page, 'main form[action$="/check"] button');
  await seen(page, 'check bad');
  ok(await page.locator('main [role=status]').count() === 0 && await page.locator('main [role=alert]').count() === 1,
    `a changed receipt does not: ${who}`, await page.innerText('main'));
  const said = desk.run(['verify', '--receipt', kept, '--server', desk.base]);
  ok(/holds/i.test(said), `the command says so too: ${who}`, said);
  writeFileSync(kept, text);
}

// The secretariat finds it on the desk and publishes it.
async function publish (browser, { desk, person, how, language, direction, who, title, ok }) {
  const page = await person(browser, desk.base, { ...how, language });
  const seen = watcher(who, { direction, script: how.script });
  await signIn(page, desk, { language, seen });
  ok(step(page) === 'desk', `the secretariat signs in and is at the desk: ${who}`, page.url());
  const row = page.locator('tr', { hasText: title }).locator('th a');
  ok(await row.count() === 1, `it waits on the desk: ${who}`);
  await turn(page, () => row.click());
  await seen(page, 'submission to decide');
  await press(page, 'button[value=publish]');
  ok(await page.locator('button[value=publish]').count() === 0, `it is published: ${who}`, await page.innerText('main'));
  await turn(page, () => page.click('form[action$="/sign-out"] button'));
  ok((await page.context().cookies()).every((c) => c.name !== 'td_session'), `signed out: ${who}`);
  await page.context().close();
}

async function found (page, { language, seen, state, title, word, who, ok }) {
  await page.goto(`/${language}/states/${state}`);
  await seen(page, 'state with a report');
  ok((await page.innerText('main')).includes(title), `it stands on the State's page: ${who}`);
  for (const other of language === 'en' ? ['en', 'ar'] : ['ar']) {
    await page.goto(`/${other}/search`);
    await page.fill('#words', word);
    await page.selectOption('#state', state.toUpperCase());
    await press(page, 'form.search button');
    const hits = page.locator('ol.hits li', { hasText: title });
    ok(await hits.count() >= 1 && await hits.first().locator('mark').count() >= 1,
      `search on /${other} finds it and marks the word: ${who}`, (await page.innerText('main')).slice(0, 500));
    if (other !== language) continue;
    await seen(page, 'search with hits');
    const text = (await hits.first().locator('p[lang]').innerText()).replace(/\W*…\W*/g, '').slice(0, 40);
    await turn(page, () => hits.first().locator('a').first().click());
    await seen(page, 'submission');
    const anchor = new URL(page.url()).hash.slice(1);
    const target = page.locator(`[id="${anchor}"]`);
    ok(/^p\d+$/.test(anchor) && (await target.innerText()).replace(/\s+/g, ' ').includes(text.replace(/\s+/g, ' ').trim()),
      `the hit leads to its paragraph: ${who}`, `#${anchor}: ${text}`);
    const at = await target.boundingBox();
    const height = page.viewportSize().height;
    ok(at && at.y < height && at.y + at.height > 0, `and the paragraph is in sight: ${who}`, JSON.stringify(at));
  }
}

async function sendsAndFinds ({ browser, desk, person, ok }, { language = 'en', state, ...how }) {
  const direction = language === 'ar' ? 'rtl' : 'ltr';
  const who = `${language} ${how.width} ${how.script ? 'with' : 'without'} script`;
  const seen = watcher(who, { direction, script: how.script });
  const page = await person(browser, desk.base, { ...how, language });
  const title = `Report of ${who}`;
  await page.goto(`/${language}/states/${state}`);
  await seen(page, 'state');
  await turn(page, () => page.click(`main a[href^="/${language}/send?state=${state}"]`));
  await press(page, 'main form[action$="/send"] button');
  ok(await page.inputValue('#state') === state, `the State whose page one comes from is chosen: ${who}`);
  await send(page, { language, begun: true, until: 'answers', file: corpus(reports[language].file), state, title, seen,
    priority: 'No child is held because of its papers.' });
  const answers = await page.innerText('main');
  ok([title, 'No child is held', reports[language].file].every((w) => answers.includes(w)), `the answers are shown: ${who}`, answers);
  await change(page, who, ok);
  await send(page, { language, begun: true, seen });
  ok(await page.locator('.slip .number').count() === 1, `it is received, with the slip: ${who}`);
  await receipt(page, { desk, language, seen, who, ok });
  await publish(browser, { desk, person, how, language, direction, who, title, ok });
  await found(page, { language, seen, state, title, word: reports[language].word, who, ok });
  await page.context().close();
}

export async function story (t) {
  for (let n = 0; n < people.length; n += 2) await Promise.all(people.slice(n, n + 2).map((one) => sendsAndFinds(t, one)));
}

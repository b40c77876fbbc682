// Mistakes are told where they are, in words that help, and nothing that was typed is lost.
import { execFileSync } from 'node:child_process';
import { closeSync, copyFileSync, ftruncateSync, openSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './lib/desk.mjs';
import { go, idOf, press, send, step, turn, watcher } from './lib/steps.mjs';

const corpus = (name) => path.join(root, 'tests/document/corpus', name);

// The page came back: its summary leads to a field that exists, and the summary has the focus (where the script runs).
async function refused (page, { ok, seen, who, script }, name, { field, words } = {}) {
  await seen(page, `mistake ${name.startsWith('a') ? step(page) : name}`); // pages of one mistake are alike but for its sentence
  const links = await page.$$eval('#errors a', (all) => all.map((a) => [a.getAttribute('href'), a.textContent]));
  ok(links.length === 1 && (!words || words.test(links[0][1])), `${name}: told in the summary: ${who}`, JSON.stringify(links));
  if (links.length === 0) return;
  const there = await page.locator(`[id="${links[0][0].slice(1)}"]`).count();
  ok(there === 1 && (!field || links[0][0] === `#${field}`), `${name}: the summary leads to the field: ${who}`, links[0][0]);
  if (script) {
    ok(await page.evaluate(() => document.activeElement?.id) === 'errors', `${name}: the summary has the focus: ${who}`,
      await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200)));
  }
}

async function questions (page, t) {
  const { ok, who } = t;
  await page.goto('/en/send');
  await press(page, 'main form[action$="/send"] button');
  await page.check('[name=purpose][value=dialogue]');
  await go(page);
  await refused(page, t, 'no State', { field: 'state' });
  ok(await page.isChecked('[name=purpose][value=dialogue]'), `the purpose stays: ${who}`);
  await page.selectOption('#state', 'GHA');
  await go(page);
  ok(step(page) === 'sender', `and one goes on: ${who}`, page.url());
  await page.fill('#contact', 'somebody@example.org');
  await page.check('[name=sender_kind][value=ngo]');
  await go(page);
  await refused(page, t, 'no name', { field: 'sender_name' });
  ok(await page.inputValue('#contact') === 'somebody@example.org' && await page.isChecked('[name=sender_kind][value=ngo]'),
    `the rest stays: ${who}`);
  await page.fill('#sender_name', 'Ünion <b>& “Friends”</b>');
  await go(page);
  /* Without script the browser asks whether to send the page of the mistake again: then one goes back by the page's own link. */
  if (t.script) await page.goBack();
  else await press(page, 'a.back');
  ok(await page.inputValue('#sender_name') === 'Ünion <b>& “Friends”</b>', `Back of the browser shows what was typed: ${who}`,
    await page.inputValue('#sender_name'));
  await page.goto('/en/send/file');
}

async function kind (page, t) {
  await page.goto('/en/send');
  await press(page, 'main form[action$="/send"] button');
  await send(page, { begun: true, until: 'sender' });
  await page.fill('#sender_name', 'Union of Tests');
  await go(page);
  await refused(page, t, 'no kind', { field: 'sender_kind' });
  t.ok(await page.inputValue('#sender_name') === 'Union of Tests', `the name stays: ${t.who}`);
}

function largeFile (folder, bytes) {
  const name = path.join(folder, `large-${bytes}.pdf`);
  copyFileSync(corpus('en.pdf'), name);
  const fd = openSync(name, 'r+');
  ftruncateSync(fd, bytes);
  closeSync(fd);
  return name;
}

async function files (page, t) {
  const { desk, ok, who, script } = t;
  const empty = path.join(desk.home, 'empty.pdf');
  const picture = path.join(desk.home, 'picture.png');
  writeFileSync(empty, '');
  writeFileSync(picture, await page.screenshot());
  await go(page);
  await refused(page, t, 'no file', { field: 'file' });
  for (const [name, file, words] of [['an empty file', empty, /empty/i], ['an encrypted file', corpus('encrypted.pdf'), /password|encrypt/i],
    ['a picture', picture, /PDF|Word|document/], ['a damaged file', corpus('cut.pdf'), /./]]) {
    await page.setInputFiles('#file', file);
    await go(page);
    if (step(page) !== 'file') { ok(false, `${name} is refused: ${who}`, page.url()); continue; }
    await refused(page, t, name, { field: 'file', words });
  }
  for (const [name, bytes] of [['a little too large', 25 * 1024 * 1024 + 1], ['much too large', 40 * 1024 * 1024]]) {
    await page.setInputFiles('#file', largeFile(desk.home, bytes));
    if (script) {
      ok(/larger/.test(await page.innerText('.field [role=alert]')), `${name}: told before it travels: ${who}`);
      await page.click('form.question .buttons button');
      ok(step(page) === 'file' && await page.evaluate(() => document.activeElement?.id) === 'file', `${name}: and not sent: ${who}`, page.url());
      await page.evaluate(() => { delete document.getElementById('file').dataset.largest; });
    }
    if (bytes < 26 * 1024 * 1024) {
      await go(page);
      await refused(page, t, name, { field: 'file', words: /25\sMB/ });
    } else { // refused before it is read, with a sentence and no page
      await page.click('form.question .buttons button');
      await page.waitForFunction(() => /25\sMB/.test(document.body.innerText));
    }
    ok(/25\sMB/.test(await page.innerText('body')), `${name}: the sentence is read: ${who}`,
      (await page.innerText('body').catch((e) => e.message)).slice(0, 400));
    await page.goto('/en/send/sender');
    ok(/nion/.test(await page.inputValue('#sender_name')), `${name}: what was typed before stays: ${who}`);
    await page.goto('/en/send/file');
  }
}

// Pages that all count, from the maker of files that the other stories use.
function pdfOf (folder, pages) {
  const name = path.join(folder, `pages-${pages}.pdf`);
  writeFileSync(name, execFileSync('python3', ['-c', `import sys, files; sys.stdout.buffer.write(files.pdf(${pages}))`],
    { env: { ...process.env, PYTHONPATH: path.join(root, 'tests/flows/lib'), PYTHONDONTWRITEBYTECODE: '1' } }));
  return name;
}

async function thirteen (page, t) {
  const { ok, who } = t;
  await page.setInputFiles('#file', pdfOf(t.desk.home, 13));
  await go(page);
  await t.seen(page, 'send reason');
  ok(step(page) === 'reason' && /13 pages; the Committee asks for at most 10 as a rule/.test(await page.innerText('main')),
    `13 pages: the numbers and the rule are said: ${who}`, await page.innerText('main'));
  await go(page);
  await refused(page, t, 'no reason', { field: 'reason' });
  await page.fill('#reason', 'Two States,\nside by side.');
  await go(page);
  ok(step(page) === 'found', `with a reason one goes on: ${who}`, page.url());
}

async function found (page, t) {
  const { ok, who } = t;
  await page.fill('#title', `A title of ours, ${who}`);
  for (const wrong of ['16, 999', 'sixteen', '0']) {
    await page.fill('#articles', wrong);
    const neither = page.locator('[name^=item-][value=text]:not(details *)'); // of what was found; others are folded away
    if (await neither.count()) await neither.first().check();
    await go(page);
    await refused(page, t, `articles ${wrong}`, { field: 'articles' });
    ok(await page.inputValue('#articles') === wrong && await page.inputValue('#title') === `A title of ours, ${who}`, `${wrong}: stays to be corrected: ${who}`);
  }
  await page.fill('#title', '');
  await page.fill('#articles', '16, 17');
  await go(page);
  await refused(page, t, 'no title', { field: 'title' });
  await page.fill('#title', `A title of ours, ${who}`);
  await go(page);
  ok(await page.locator('input[name^="priority-"]:not([name*=article])').count() === 3, `three priorities and no fourth: ${who}`);
  await page.fill('#priority-1', 'Nobody is held for papers.');
  await page.fill('#priority-article-1', 'many');
  await go(page);
  await refused(page, t, 'a priority with a wrong article');
  ok(await page.inputValue('#priority-1') === 'Nobody is held for papers.', `the priority's words stay: ${who}`);
  await page.fill('#priority-article-1', '16');
  await go(page);
}

async function visibility (page, t) {
  const { ok, who } = t;
  ok(await page.locator('[name=visibility]:checked').count() === 0, `no choice is made for anybody: ${who}`);
  await go(page);
  await refused(page, t, 'nothing chosen', { field: 'visibility' });
  ok(await page.locator('[name=visibility]:checked').count() === 0, `nor after the mistake: ${who}`);
  await page.check('[name=visibility][value=name-withheld]');
  await go(page);
  const answers = await page.innerText('main');
  ok(step(page) === 'answers' && /Two States/.test(answers) && /A title of ours/.test(answers), `the reason stands among the answers: ${who}`, answers);
}

// Twice by a double click, and again from the page that Back shows: one report, one receipt, and it says so.
async function twice (page, t) {
  const { ok, who, desk } = t;
  const count = () => JSON.parse(desk.run(['submission', 'list', desk.dir, '--json'])).submissions
    .filter((s) => page.viewportSize().width > 360 || s.title.includes(who)).length;
  const before = count();
  await turn(page, () => page.dblclick('form[action$="/answers"] button')).catch(() => {});
  await page.waitForURL(/\/done/);
  const id = await idOf(page);
  await page.goBack();
  if (await page.locator('form[action$="/answers"] button').count()) {
    await press(page, 'form[action$="/answers"] button');
  } else {
    await page.goto('/en/send/answers');
  }
  await t.seen(page, 'sent already');
  ok(step(page) === 'done' && await idOf(page) === id && await page.locator('.slip .number').count() === 1,
    `sent twice, it is received once, with the same slip: ${who}`, page.url());
  ok(/already/.test(await page.innerText('main [role=status]').catch(() => '')), `and it is said: ${who}`, await page.innerText('main'));
  ok(count() === before + 1, `one more submission: ${who}`, `${before}, ${count()}`);
}

async function erased (page, t) {
  const { ok, who } = t;
  await send(page, { file: corpus('en.txt'), until: 'answers' });
  await press(page, 'form[action$="/discard"] button');
  await t.seen(page, 'send erased');
  ok(/erased/.test(await page.innerText('main [role=status]').catch(() => '')), `a draft is erased, and it is said: ${who}`, page.url());
  await page.goto('/en/send/visibility');
  await t.seen(page, 'send begin again');
  ok(step(page) === '' && /begin again|nothing was sent/i.test(await page.innerText('main [role=status]').catch(() => '')),
    `then there is nothing, said kindly: ${who}`, page.url());
}

async function lost (page, t) {
  const { ok, who } = t;
  await send(page, { until: 'sender' });
  await page.context().clearCookies();
  await page.goto('/en/send/sender');
  ok(step(page) === '' && await page.locator('main [role=status]').count() === 1, `the cookie lost, it is said and one begins again: ${who}`, page.url());
  await send(page, { until: 'sender' });
  await page.fill('#sender_name', 'Union of Tests');
  await page.check('[name=sender_kind][value=ngo]');
  await page.context().clearCookies();
  await go(page);
  await t.seen(page, 'cookie lost while typing');
  const words = await page.innerText('main');
  ok(/Nothing was done|nothing was sent/i.test(words) && /no longer/.test(words), `lost while typing: what happened and what to do: ${who}`, words);
  await send(page, { until: 'sender' });
  await page.$eval('form.question input[name=csrf]', (i) => { i.value = i.value.slice(0, -8) + 'AAAAAAAA'; });
  await page.fill('#sender_name', 'Union of Tests');
  await page.check('[name=sender_kind][value=ngo]');
  await go(page);
  ok(/no longer valid/.test(await page.innerText('main')), `an old form is refused in words: ${who}`, await page.innerText('main'));
  await page.goBack();
  ok(await page.inputValue('#sender_name') === 'Union of Tests', `and what was typed is there, one page back: ${who}`);
}

async function told ({ browser, desk, person, ok }, script, width) {
  const who = `${width} ${script ? 'with' : 'without'} script`;
  const page = await person(browser, desk.base, { script, width });
  const t = { desk, ok, who, script, seen: watcher(who, { script }) };
  const parts = width === 360 ? [kind, questions, files, thirteen, found, visibility, twice, erased, lost] : [questions, twice];
  for (const part of parts) {
    if (part === twice && step(page) !== 'answers') await send(page, { file: corpus('en.md'), until: 'answers' });
    try {
      await part(page, t);
    } catch (error) {
      ok(false, `${part.name} is told to its end: ${who}`, `${error.stack}\n${page.url()}`);
    }
  }
  await page.context().close();
}

export const alone = true;

export async function story (t) {
  await Promise.all([told(t, true, 360), told(t, false, 360)]);
  await told(t, true, 1280);
}

// A report of eight pages from a phone in French, on a line that is slow, late and breaks: with the script, which goes on where it stopped,
// and without, where nothing that was answered is lost and nothing is taken twice. Clicks, pages, bytes and seconds are told.
// TREATYDESK_LINE_KBIT=50 is the true line (./test long); as it stands the story has eight times that.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './lib/desk.mjs';
import { report } from './lib/report.mjs';
import { slowLine } from './lib/slow-line.mjs';

export const alone = true;

const KBIT = Number(process.env.TREATYDESK_LINE_KBIT ?? 400);
const PATIENCE = 20000 + 20000 * 400 / KBIT;
const text = readFileSync(path.join(root, 'tests/document/corpus/fr.txt'), 'utf8');

// One person with a phone, who counts what they do.
class Phone {
  constructor (page, line, name) {
    Object.assign(this, { page, line, name, clicks: 0, fields: 0, pages: 0, shown: 0, began: Date.now() });
    page.setDefaultTimeout(PATIENCE);
    page.setDefaultNavigationTimeout(PATIENCE);
    page.on('framenavigated', (frame) => { if (frame === page.mainFrame() && frame.url().startsWith('http')) this.pages += 1; });
  }

  // TREATYDESK_LOOK=DIR keeps a picture of each step.
  async look (what) {
    if (!process.env.TREATYDESK_LOOK) return;
    mkdirSync(process.env.TREATYDESK_LOOK, { recursive: true });
    this.shown += 1;
    await this.page.screenshot({ path: path.join(process.env.TREATYDESK_LOOK, `${this.name}-${String(this.shown).padStart(2, '0')}-${what}.png`), fullPage: true });
  }

  async press (selector) {
    this.clicks += 1;
    await this.page.click(selector, { noWaitAfter: true });
  }

  // To the step that follows, when it has come.
  async go (selector, step) {
    await this.press(selector);
    await this.page.waitForURL((url) => url.pathname.endsWith(`/${step}`)).catch(async (error) => {
      throw new Error(`${this.name}: not at ${step}: ${this.page.url()}: ${await this.page.innerText('body').catch(() => '')}\n${error.message}`);
    });
    await this.page.waitForLoadState('load');
  }

  async type (selector, value) {
    this.fields += 1;
    await this.page.fill(selector, value);
  }

  async choose (selector) {
    this.clicks += 1;
    await this.page.check(selector);
  }

  async file (given) {
    this.clicks += 2; // the field, and the file in the phone's own list
    await this.page.setInputFiles('#file', given);
  }
}

const on = 'form.question .buttons button:not(.second)';

async function toFile (phone) {
  await phone.page.goto('/fr');
  await phone.look('home');
  await phone.go('nav a[href$="/send"]', 'send');
  await phone.look('send');
  await phone.go('main form[action$="/send"] button', 'state');
  await phone.look('state');
  phone.clicks += 2;
  await phone.page.selectOption('#state', 'SEN');
  await phone.choose('[name=purpose][value=dialogue]');
  await phone.go(on, 'sender');
  await phone.look('sender');
  await phone.type('#sender_name', 'Union des travailleurs de Dakar');
  await phone.choose('[name=sender_kind][value=ngo]');
  await phone.type('#contact', 'union@example.org');
  await phone.go(on, 'file');
  await phone.look('file');
}

async function toAnswers (phone) {
  await phone.look('found');
  await phone.go(on, 'priorities');
  await phone.look('priorities');
  await phone.go(on, 'visibility');
  await phone.look('visibility');
  await phone.choose('[name=visibility][value=public]');
  await phone.go(on, 'answers');
  await phone.look('answers');
}

// Without a wait of this process, through which the line runs.
const taken = (desk) => new Promise((resolve, reject) => execFile(desk.program, ['submission', 'list', desk.dir, '--json'], { cwd: desk.home },
  (error, out) => (error ? reject(error) : resolve(JSON.parse(out).submissions.filter((s) => s.status !== 'draft').length))));

function tell ({ note }, phone, line) {
  const bytes = line.up + line.down, seconds = (Date.now() - phone.began) / 1000;
  note(`${phone.name}: ${phone.clicks} clicks, ${phone.fields} fields typed, ${phone.pages} pages, ${bytes} bytes (${line.up} up, ${line.down} down), `
    + `${line.cuts} breaks, ${seconds.toFixed(1)} s at ${KBIT} kbit/s; the bytes alone take ${(bytes * 8 / 50000).toFixed(0)} s at 50 kbit/s`);
}

// The line breaks again and again while the file goes up; the browser is closed in the middle, and the same file goes on.
async function withScript ({ browser, desk, person, sound, axe, ok, ...t }, file) {
  const line = await slowLine({ to: Number(new URL(desk.base).port), kbit: KBIT, seed: 20261128 });
  try {
    const page = await person(browser, line.base, { width: 360, height: 740, language: 'fr' });
    const phone = new Phone(page, line, 'with-script');
    await toFile(phone);
    await axe(page, 'the question for the file, in French, 360 px');
    await phone.file(file);
    const before = line.up;
    line.breaks(60000);
    await phone.press(on);
    await page.waitForSelector('progress');
    const waiting = await page.getAttribute('form[data-pieces]', 'data-waiting');
    await page.waitForFunction((words) => [...document.querySelectorAll('main [role=status]')].some((e) => e.textContent === words), waiting);
    const whole = new RegExp(`\\d+ ?ko.*${Math.round(file.buffer.length / 1000)} ?ko`); // another zlib makes it a little larger
    ok(whole.test((await page.innerText('main progress + p')).replace(/\s/g, ' ')), 'how much of how much is told', await page.innerText('main progress + p'));
    await phone.look('line-broken');
    page.findings.splice(0, page.findings.length, ...page.findings.filter((f) => !/net::ERR_/.test(f))); // the broken line's own
    await sound(page, 'while the file goes up and the line is broken');
    await page.waitForFunction((bytes) => document.querySelector('main progress').value > bytes, 80000);
    line.breaks(0);
    await page.goto('about:blank'); // the browser was closed in the middle
    await page.goto('/fr/send');
    await phone.look('going-on');
    await phone.go('main a.button', 'file'); // the report that was begun, at the question that is open
    await phone.file(file);
    const [first] = await Promise.all([page.waitForResponse((r) => r.url().endsWith('/upload.json')), phone.press(on)]);
    const { arrived } = await first.json();
    ok(arrived >= 80000, 'the same file, chosen again, goes on where it stopped', `from ${arrived}`);
    line.breaks(60000);
    await page.waitForFunction(() => document.querySelector('main progress')?.value >= 200000 || /found$/.test(location.pathname));
    line.breaks(0);
    await page.waitForURL(/send\/found$/);
    ok(await page.evaluate(() => document.activeElement.tagName) === 'H1', 'the page that follows is read from its heading');
    ok(line.cuts >= 2, 'the line broke while the file went up', `${line.cuts}`);
    ok(line.up - before < 2 * file.buffer.length, 'what had arrived is not sent again', `${line.up - before} of ${file.buffer.length}`);
    await toAnswers(phone);
    await phone.go('form[action$="/answers"] button', 'done');
    await phone.look('done');
    const slip = await page.innerText('main');
    const receipt = await (await page.request.get(await page.getAttribute('.slip a[download]', 'href'))).text();
    ok(receipt.includes(createHash('sha256').update(file.buffer).digest('hex')), 'the receipt is of the very file', slip);
    tell(t, phone, line);
    await page.context().close();
  } finally {
    line.close();
  }
}

// Presses and lets the line break while the answer is on its way: what the browser shows then is its own.
async function broken (phone, selector, line, when) {
  await phone.press(selector);
  await when();
  line.cut();
  await phone.page.waitForURL(/^chrome-error/).catch(() => {});
}

async function withoutScript ({ browser, desk, person, sound, ok, ...t }, file) {
  const line = await slowLine({ to: Number(new URL(desk.base).port), kbit: KBIT, seed: 7 });
  const until = async (test, pause) => { for (let n = 0; n < 4000 && !await test(); n++) await new Promise((next) => setTimeout(next, pause)); };
  try {
    const before = await taken(desk);
    const page = await person(browser, line.base, { width: 360, height: 740, language: 'fr', script: false });
    const phone = new Phone(page, line, 'without-script');
    await toFile(phone);
    ok(await page.locator('main .hint', { hasText: /./ }).count() >= 1 && await page.locator('noscript, main p.hint').count() >= 1, 'the page says what to do when the line breaks');
    await phone.file(file);
    const up = line.up;
    await broken(phone, on, line, () => until(() => line.up > up + file.buffer.length / 2, 10));
    await phone.look('cut');
    await page.waitForTimeout(2000);
    await page.goto('/fr/send/file');
    ok(await page.locator('#file').count() === 1, 'the question for the file comes back', page.url());
    await phone.file(file);
    await phone.go(on, 'found');
    await sound(page, 'what was found, without script');
    await page.goto('/fr/send/sender');
    ok(await page.inputValue('#sender_name') === 'Union des travailleurs de Dakar' && await page.inputValue('#contact') === 'union@example.org',
      'what was answered before stands in its fields');
    await page.goto('/fr/send/found');
    await toAnswers(phone);
    /* The report arrives, and the line breaks before the answer does. */
    line.mute = true;
    await broken(phone, 'form[action$="/answers"] button', line, () => until(async () => await taken(desk) > before, 300));
    line.mute = false;
    await page.waitForTimeout(2000);
    await page.goto('/fr/send/answers');
    await phone.look('sent-already');
    ok(/\/send\/done\?again=1$/.test(page.url()) && await page.locator('.slip').count() === 1, 'sent once: coming back shows the receipt and says so', page.url());
    ok(await taken(desk) === before + 1, 'and it was taken once');
    tell(t, phone, line);
    await page.context().close();
  } finally {
    line.close();
  }
}

export async function story (t) {
  const buffer = report(text, 8, 480);
  const file = { name: 'rapport-senegal.pdf', mimeType: 'application/pdf', buffer };
  t.ok(buffer.length > 150000 && buffer.length < 300000, 'a report of eight pages with a photograph', `${buffer.length}`);
  if (process.env.TREATYDESK_LOOK) writeFileSync(path.join(process.env.TREATYDESK_LOOK, 'report.pdf'), buffer);
  await Promise.all([withScript(t, file), withoutScript(t, file)]);
}

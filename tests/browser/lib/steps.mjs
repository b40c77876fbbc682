// What people do on the site, click by click. Fields and buttons by their names, so that it works in every language.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { axe, sound } from './chromium.mjs';

// Does something that leads to another page, or to the same one with its errors, and waits until that has come: a new
// document, or (a form with a file, where the script runs) a new <main>.
export async function turn (page, act) {
  await page.evaluate(() => document.querySelector('main').setAttribute('data-old', ''));
  await act();
  await page.waitForSelector('main:not([data-old])', { state: 'attached' });
  await page.waitForLoadState('load');
}

export const press = (page, selector) => turn(page, () => page.click(selector));
export const go = (page) => press(page, 'form.question .buttons button');

// Each page that a story meets is looked at once for each kind of person, and by axe once for each width and direction. TREATYDESK_LOOK=DIR keeps a picture of each.
const tried = new Set();

export function watcher (who, { direction = 'ltr', script = true } = {}) {
  const met = new Set();
  return async (page, name) => {
    if (met.has(name)) return;
    met.add(name);
    await sound(page, `${name} (${who})`, { direction });
    const kind = `${name} ${direction} ${page.viewportSize().width}`;
    if (script && !tried.has(kind)) {
      tried.add(kind);
      await axe(page, `${name} (${who})`);
    }
    if (!process.env.TREATYDESK_LOOK) return;
    mkdirSync(process.env.TREATYDESK_LOOK, { recursive: true });
    await page.screenshot({ path: path.join(process.env.TREATYDESK_LOOK, `${name} ${who}.png`.replace(/[ /]+/g, '-')),
      fullPage: true });
  };
}

export const step = (page) => new URL(page.url()).pathname.replace(/^\/..(\/send)?\/?/, '');

// From /LANGUAGE/send to the question that is named by `until`; what is not given is answered as an NGO would.
export async function send (page, { language = 'en', file, until = 'done', seen = async () => {}, state = 'GHA', name = 'Union of Tests',
  kind = 'ngo', contact = 'union@example.org', title, articles, priority, reason = 'It compares two States.',
  visibility = 'public', receipt = true, begun = false } = {}) {
  const answers = {
    async state () {
      await page.selectOption('#state', state);
      await page.check('[name=purpose][value=dialogue]');
    },
    async sender () {
      await page.fill('#sender_name', name);
      await page.check(`[name=sender_kind][value=${kind}]`);
      await page.fill('#contact', contact);
    },
    async file () { await page.setInputFiles('#file', file); },
    async reason () { await page.fill('#reason', reason); },
    async found () {
      if (title || !await page.inputValue('#title')) await page.fill('#title', title ?? 'Notes');
      if (articles !== undefined) await page.fill('#articles', articles);
    },
    async priorities () {
      if (!priority) return;
      await page.fill('#priority-1', priority);
      await page.fill('#priority-article-1', '16');
    },
    async visibility () { await page.check(`[name=visibility][value=${visibility}]`); },
  };
  if (!begun) {
    await page.goto(`/${language}/send`);
    await seen(page, 'send');
    await press(page, 'main form[action$="/send"] button');
  }
  for (let n = 0; n < 12 && step(page) !== until; n++) {
    const now = step(page);
    await seen(page, `send ${now}`);
    if (now === 'answers') {
      if (!receipt) await page.check('[name=no_receipt]');
      await press(page, 'form[action$="/answers"] button');
    } else {
      await answers[now]();
      await go(page);
    }
    if (step(page) === now) throw new Error(`${now} came back: ${await page.innerText('main')}`);
  }
  if (step(page) === until) await seen(page, `send ${until}`);
}

export async function idOf (page) {
  return /submissions\/([0-9a-hjkmnp-tv-z]{16})/.exec(await page.content())[1];
}

// The secretariat's person, made once for an instance.
const account = { address: 'desk@example.org', password: 'a long sentence for the desk' };

export async function signIn (page, desk, { language = 'en', seen = async () => {} } = {}) {
  if (!desk.secretary) desk.addSecretary(account.address, account.password);
  await page.goto(`/${language}/sign-in`);
  await page.fill('#address', account.address);
  await page.fill('#password', account.password);
  await go(page);
  await seen(page, 'sign-in code');
  await page.fill('#code', desk.nextCode());
  await go(page);
  await seen(page, 'desk');
}

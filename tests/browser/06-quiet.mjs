// Reading leaves no trace and asks nobody else; pages are small, read well as bare text, and print.
import path from 'node:path';
import { root } from './lib/desk.mjs';
import { send } from './lib/steps.mjs';

const corpus = (name) => path.join(root, 'tests/document/corpus', name);
const MOST = 14 * 1024;

async function cookies (browser, { desk, person, sample, ok }) {
  const page = await person(browser, desk.base);
  for (const address of ['/', '/en', '/en/states', '/en/states/GHA', `/en/submissions/${sample.id}`, '/en/search?words=detention',
    '/en/check', '/en/about', '/en/who-can-see-what', '/ar', '/ar/states/GHA', '/log/checkpoint', '/en/nothing-here']) {
    await page.goto(address);
  }
  const set = await page.context().cookies();
  ok(set.length === 0, 'reading sets no cookie', JSON.stringify(set));
  const kept = await page.evaluate(() => localStorage.length + sessionStorage.length);
  ok(kept === 0, 'and keeps nothing in the browser', String(kept));
  ok(page.findings.length === 0, 'no other host was asked, nothing was refused by the policy, no script failed', page.findings);
  await page.goto('/en/send');
  for (const cookie of await page.context().cookies()) {
    ok(cookie.httpOnly && ['Strict', 'Lax'].includes(cookie.sameSite) && cookie.expires === -1, `${cookie.name} goes with the browser and no script reads it`, JSON.stringify(cookie));
  }
  await page.context().close();
}

// All that travels for a first view: heads and bodies as they come over the line.
async function bytes (page, line, address) {
  await line.send('Network.clearBrowserCache');
  const urls = new Map();
  const parts = [];
  const asked = (e) => urls.set(e.requestId, new URL(e.request.url).pathname);
  const came = (e) => parts.push([urls.get(e.requestId), e.encodedDataLength]);
  line.on('Network.requestWillBeSent', asked);
  line.on('Network.loadingFinished', came);
  await page.goto(address, { waitUntil: 'networkidle' });
  line.off('Network.requestWillBeSent', asked);
  line.off('Network.loadingFinished', came);
  return parts;
}

async function small (browser, { desk, person, sample, ok, note }) {
  const page = await person(browser, desk.base);
  const line = await page.context().newCDPSession(page);
  const most = async (address) => {
    await page.goto('about:blank');
    const parts = await bytes(page, line, address);
    const sum = parts.reduce((n, [, b]) => n + b, 0);
    note(`${address.replace(sample.id, 'ID')}: ${sum} bytes: ${parts.map(([u, b]) => `${u.replace(/.*\//, '')} ${b}`).join(', ')}`);
    ok(sum <= MOST && parts.length >= 3, `at most 14 KB for a first view: ${address}`, JSON.stringify(parts));
  };
  await line.send('Network.enable');
  for (const address of ['/en', '/en/states', '/en/states/GHA', `/en/submissions/${sample.id}`, '/en/search?words=detention', '/en/check',
    '/ar', '/ar/states/GHA', '/en/send', '/ru/states/GHA', `/ru/submissions/${sample.id}`, '/fr/states/GHA', '/zh/search?words=detention']) await most(address);
  await send(page, { file: corpus('en.pdf'), until: 'answers' });
  for (const step of ['state', 'sender', 'file', 'found', 'priorities', 'visibility', 'answers']) await most(`/en/send/${step}`);
  await send(page, { begun: true });
  await most('/en/send/done');
  await page.context().close();
}

async function bare (browser, { desk, person, sample, ok }) {
  const page = await person(browser, desk.base, { script: false });
  await page.route(/\.(css|svg|png|js)(\?|$)/, (route) => route.abort());
  for (const address of ['/en', '/en/states/GHA', `/en/submissions/${sample.id}`, '/en/search?words=detention', '/en/check']) {
    await page.goto(address);
    const order = await page.evaluate(() => ['a.skip', 'header', 'main h1', 'footer'].map((s) => {
      const e = document.querySelector(s);
      return e ? e.getBoundingClientRect().top : NaN;
    }));
    ok(order.every((y, n) => n === 0 || y >= order[n - 1]), `without style the order of reading stands: ${address}`, JSON.stringify(order));
    const pictures = await page.$$eval('svg', (all) => all.filter((s) => !s.getAttribute('aria-hidden') && !s.querySelector('title')
      && !s.getAttribute('aria-label') && !s.getAttribute('aria-labelledby')).map((s) => s.outerHTML.slice(0, 120)));
    ok(pictures.length === 0, `each picture has its words: ${address}`, pictures);
  }
  await page.context().close();
}

async function print (browser, { desk, person, ok }) {
  for (const language of ['en', 'ar']) {
    const page = await person(browser, desk.base, { width: 794, language });
    await send(page, { language, file: corpus('en.pdf') });
    await page.emulateMedia({ media: 'print' });
    const seen = await page.evaluate(() => {
      const shown = (s) => [...document.querySelectorAll(s)].filter((e) => e.getClientRects().length > 0).map((e) => e.tagName);
      return { nav: shown('nav, header nav a, .skip, footer nav, button, .slip a'), number: shown('.slip .number').length,
        hashes: shown('.slip .hash').length, rows: shown('.slip dt').length,
        wide: [...document.querySelectorAll('.slip :not(.unseen)')].filter((e) => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX === 'hidden').length };
    });
    ok(seen.nav.length === 0, `printed: no menu, no buttons: ${language}`, JSON.stringify(seen));
    ok(seen.number === 1 && seen.hashes >= 2 && seen.rows >= 5 && seen.wide === 0, `printed: the slip is whole: ${language}`, JSON.stringify(seen));
    if (process.env.TREATYDESK_LOOK) await page.screenshot({ path: path.join(process.env.TREATYDESK_LOOK, `print-${language}.png`), fullPage: true });
    await page.context().close();
  }
}

export async function story (t) {
  for (const part of [cookies, small, bare, print]) await part(t.browser, t);
}

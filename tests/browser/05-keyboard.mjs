// A report is sent, published and found with Tab, Enter, Space, arrows and letters alone; the focus is always seen.
import path from 'node:path';
import { root } from './lib/desk.mjs';
import { signIn, step, turn } from './lib/steps.mjs';

// What has the focus, and whether a person can see that it does: inside the window, with an outline or a ring.
const focus = (page) => page.evaluate(() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const box = e.getBoundingClientRect();
  const style = getComputedStyle(e);
  return { what: `${e.tagName} ${e.id || e.name || e.getAttribute('href') || e.textContent.trim().slice(0, 30)}`,
    inside: box.bottom > 0 && box.top < innerHeight && box.width > 0 && box.height > 0,
    ring: (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none' };
});

class Keys {
  constructor (page, ok, who) { Object.assign(this, { page, ok, who, unseen: new Set() }); }

  // Tab until the element has the focus; a person who needs more than 60 steps is lost.
  async to (selector, key = 'Tab') {
    for (let n = 0; n < 60; n++) {
      await this.page.keyboard.press(key);
      const now = await focus(this.page);
      if (now && !(now.inside && now.ring)) this.unseen.add(`${this.page.url()}: ${now.what}`);
      if (await this.page.evaluate((s) => !!document.activeElement?.matches(s), selector)) return;
    }
    throw new Error(`${selector} is not reached with ${key} on ${this.page.url()}`);
  }

  async enter (selector) {
    if (selector) await this.to(selector);
    await turn(this.page, () => this.page.keyboard.press('Enter'));
  }

  async choose (name, value) { // arrows walk through the choices
    await this.to(`[name=${name}]`);
    await this.page.keyboard.press('Space');
    for (let n = 0; n < 12 && await this.page.locator(`[name=${name}]:checked`).getAttribute('value') !== value; n++) {
      await this.page.keyboard.press('ArrowDown');
    }
  }

  done () { this.ok(this.unseen.size === 0, `the focus is seen at each step: ${this.who}`, [...this.unseen]); }
}

async function sends (page, keys, ok, who, title) {
  await page.goto('/en/states/NPL').then(() => page.goto('/en/states/MDG'));
  await page.keyboard.press('Tab');
  ok(await page.evaluate(() => document.activeElement.matches('a.skip')), `the first Tab offers to skip to the text: ${who}`);
  await page.keyboard.press('Enter');
  await keys.to('a');
  ok(await page.evaluate(() => !!document.activeElement.closest('main')), `and then one is in the text: ${who}`,
    await page.evaluate(() => document.activeElement.outerHTML));
  await page.goto('/en/states/MDG');
  await keys.enter('main a[href^="/en/send?state=MDG"]');
  await keys.enter('main form[action$="/send"] button');
  await keys.to('form.question .buttons button');
  await keys.enter();
  ok(await page.evaluate(() => document.activeElement?.id) === 'errors', `after a mistake the focus stands on the summary: ${who}`,
    JSON.stringify(await focus(page)));
  await keys.to('#errors a');
  await page.keyboard.press('Enter');
  ok(await page.evaluate(() => document.activeElement?.name) === 'purpose', `whose link leads to the field: ${who}`,
    JSON.stringify(await focus(page)));
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await keys.to('#state', 'Shift+Tab');
  await page.keyboard.type('Mex');
  await page.keyboard.press('Enter').catch(() => {});
  if (step(page) === 'state') await keys.enter('form.question .buttons button');
  ok(step(page) === 'sender', `the State by its letters: ${who}`, page.url());
  await keys.to('#sender_name');
  await page.keyboard.type('Union of Keys');
  await keys.choose('sender_kind', 'trade-union').catch(() => {});
  await keys.to('#contact');
  await page.keyboard.type('keys@example.org');
  await keys.enter('form.question .buttons button');
  await keys.to('#file');
  // A busy machine shows a page before it takes its keys.
  let chooser = null;
  for (let tries = 0; chooser === null && tries < 3; tries++)
    [chooser] = await Promise.all([page.waitForEvent('filechooser', { timeout: 5000 }).catch(() => null), page.keyboard.press('Space')]);
  await chooser.setFiles(path.join(root, 'tests/document/corpus/en.pdf'));
  await keys.enter('form.question .buttons button');
  ok(step(page) === 'found', `the file too: ${who}`, page.url());
  await keys.to('#title');
  await page.keyboard.press('Control+A');
  await page.keyboard.type(title);
  await keys.to('[name^=item-]');
  await page.keyboard.press('ArrowDown');
  await keys.enter('form.question .buttons button');
  await keys.to('#priority-1');
  await page.keyboard.type('No child is held.');
  await page.keyboard.press('Enter'); // a line's Enter sends the form
  await page.waitForURL(/visibility/);
  await keys.choose('visibility', 'public');
  await keys.enter('form.question .buttons button');
  await keys.enter('a[href*="sender?from=answers"]');
  await keys.to('#contact');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('other@example.org');
  await keys.enter('form.question .buttons button');
  ok((await page.innerText('main')).includes('other@example.org'), `an answer is changed: ${who}`);
  await keys.enter('form[action$="/answers"] button');
  ok(step(page) === 'done', `it is sent: ${who}`, page.url());
  const [download] = await Promise.all([page.waitForEvent('download'), keys.to('.slip a[download]').then(() => page.keyboard.press('Enter'))]);
  ok(/^receipt-/.test(download.suggestedFilename()), `the receipt is kept: ${who}`);
}

async function publishes (page, keys, desk, ok, who, title) {
  desk.readyCodes();
  await page.goto('/en/sign-in');
  await keys.to('#address');
  await page.keyboard.type('desk@example.org');
  await keys.to('#password');
  await page.keyboard.type('a long sentence for the desk');
  await turn(page, () => page.keyboard.press('Enter'));
  await keys.to('#code');
  await page.keyboard.type(desk.nextCode());
  await turn(page, () => page.keyboard.press('Enter'));
  const link = await page.locator('tr', { hasText: title }).locator('th a').getAttribute('href');
  await keys.enter(`a[href="${link}"]`);
  await keys.enter('button[value=publish]');
  ok(await page.locator('button[value=publish]').count() === 0, `it is published: ${who}`, await page.innerText('main'));
}

export async function story ({ browser, desk, person, ok }) {
  const first = await person(browser, desk.base);
  await signIn(first, desk); // makes the account
  await first.context().close();
  for (const width of [1280, 360]) {
    const who = `keyboard, ${width}`;
    const title = `Report by keys ${width}`;
    const page = await person(browser, desk.base, { width });
    const keys = new Keys(page, ok, who);
    await sends(page, keys, ok, who, title);
    await page.context().clearCookies();
    await publishes(page, keys, desk, ok, who, title);
    await page.context().clearCookies();
    await page.goto('/en/search');
    await keys.to('#words');
    await page.keyboard.type('detention');
    await turn(page, () => page.keyboard.press('Enter'));
    await keys.enter('ol.hits a');
    ok(/#p\d+$/.test(page.url()), `search and its hit: ${who}`, page.url());
    keys.done();
    await page.context().close();
  }
}

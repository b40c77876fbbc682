// A task as somebody does it, with a clock and a count: presses (of keys or the mouse), pages, and a picture of each step where
// TREATYDESK_LOOK=DIR asks for them.
import { mkdirSync } from 'node:fs';
import path from 'node:path';

export class Walk {
  constructor (page, name) {
    Object.assign(this, { page, name, presses: 0, typed: 0, pages: 0, began: Date.now(), step: 0 });
    page.on('load', () => { this.pages++; });
  }

  async look (what) {
    this.step++;
    const folder = process.env.TREATYDESK_LOOK;
    if (!folder) return;
    mkdirSync(folder, { recursive: true });
    await this.page.screenshot({ path: path.join(folder, `${this.name}-${String(this.step).padStart(2, '0')}-${what}.png`), fullPage: true });
  }

  async key (key) {
    this.presses++;
    await this.page.keyboard.press(key);
  }

  // A key that leads to another page.
  async turn (key) {
    await this.page.evaluate(() => document.querySelector('main').setAttribute('data-old', ''));
    await this.key(key);
    await this.page.waitForSelector('main:not([data-old])', { state: 'attached' });
    await this.page.waitForLoadState('load');
  }

  // An access key, which Chromium knows by the letter that the key would write (playwright's own press does not say it).
  async access (letter) {
    this.presses++;
    this.keys ??= await this.page.context().newCDPSession(this.page);
    const event = { modifiers: 1, key: letter, code: `Key${letter.toUpperCase()}`, unmodifiedText: letter,
      windowsVirtualKeyCode: letter.toUpperCase().charCodeAt(0) };
    await this.keys.send('Input.dispatchKeyEvent', { type: 'keyDown', ...event });
    await this.keys.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
  }

  // A page that was not drawn yet knows no access key: it is waited for, and one press that Chromium lost is made again.
  async accessTurn (letter) {
    await this.page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    await this.page.evaluate(() => document.querySelector('main').setAttribute('data-old', ''));
    await this.access(letter);
    const came = { state: 'attached', timeout: 6000 };
    await this.page.waitForSelector('main:not([data-old])', came).catch(async () => {
      this.presses--;
      await this.access(letter);
      await this.page.waitForSelector('main:not([data-old])', came);
    });
    await this.page.waitForLoadState('load');
  }

  // Tab (or another key) until the element that selector names has the focus.
  async to (selector, key = 'Tab', most = 80) {
    for (let n = 0; n < most; n++) {
      await this.key(key);
      if (await this.page.evaluate((s) => !!document.activeElement?.matches(s), selector)) return;
    }
    throw new Error(`${selector} is not reached with ${key} on ${this.page.url()}`);
  }

  async type (text) {
    this.typed += text.length;
    await this.page.keyboard.type(text);
  }

  async click (selector) {
    this.presses++;
    await this.page.evaluate(() => document.querySelector('main').setAttribute('data-old', ''));
    await this.page.click(selector);
    await this.page.waitForSelector('main:not([data-old])', { state: 'attached' });
    await this.page.waitForLoadState('load');
  }

  told () {
    return `${this.name}: ${this.presses} presses, ${this.typed} letters, ${this.pages} pages, ${((Date.now() - this.began) / 1000).toFixed(1)} s`;
  }
}

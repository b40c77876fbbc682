// What is told in confidence, with and without script: sealed in the browser the server never has it in clear; what pictures say of their maker is
// taken out before; which State it is about the server does not learn; a large file goes in pieces and goes on after the line broke; one leaves in haste.
import { execFileSync } from 'node:child_process';
import { closeSync, openSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { clean } from '../../packaging/seal/clean.mjs';

export const alone = true;
const WORDS = 'They took my passport. أخذوا جواز سفري.';

function prepare (desk) {
  const key = path.join(desk.home, 'officer.key');
  const made = desk.run(['keys', 'make', '--out', key]).trim();
  for (const purpose of ['communication', 'reprisal', 'report']) {
    desk.run(['keys', 'recipients', desk.dir, 'add', made, '--purpose', purpose, '--name', 'Register officer 1']);
  }
  return key;
}

const listed = (desk, purpose = 'communication') => JSON.parse(desk.run(['sealed', 'list', desk.dir, '--purpose', purpose, '--json']));

// What Debian's age makes of a part that the officer fetches.
async function opened (officer, key, id, position) {
  const reply = await officer.request.get(`/en/desk/sealed/${id}/parts/${position}`);
  return execFileSync('age', ['--decrypt', '--identity', key], { input: await reply.body(), maxBuffer: 1 << 28 });
}

const codeOf = (page) => page.$$eval('ol.code strong', (all) => all.map((s) => s.textContent).join(' '));

async function fill (page, text, files = []) {
  await page.fill('[name=text]', text);
  for (let n = 0; n < files.length; n++) await page.setInputFiles(`#file-${n + 1}`, files[n]);
}

async function withScript (browser, { desk, person, sound, axe, ok }, officer, key) {
  const page = await person(browser, desk.base, { width: 360, height: 740 });
  await page.goto('/en/sealed/communication');
  ok(await page.isVisible('[data-seal-script]') && !await page.isVisible('[data-seal-says]'), 'with script the page says that the browser seals');
  await sound(page, 'the form, sealed by the browser');
  await axe(page, 'the form');
  await fill(page, WORDS, [{ name: 'passport.txt', mimeType: 'text/plain', buffer: Buffer.from('number 12345') }]);
  await page.click('form.question .buttons button');
  await page.waitForSelector('ol.code');
  const code = await codeOf(page);
  ok(code.split(' ').length === 8, 'it was received, with a code', code);
  await sound(page, 'the code');
  await axe(page, 'the code');
  const [filing] = listed(desk);
  await officer.goto(`/en/desk/sealed/${filing.id}`);
  ok((await officer.textContent('main')).split('sealed by its sender').length === 3, 'the server got both parts sealed');
  const message = (await opened(officer, key, filing.id, 1)).toString();
  ok(message.includes(WORDS) && message.includes('passport.txt'), 'the officer reads it with Debian’s age', message);
  ok((await opened(officer, key, filing.id, 2)).toString() === 'number 12345', 'and the file');
  ok((await page.context().cookies()).length === 0, 'no cookie was set');
  return { page, code, id: filing.id };
}

async function pieces ({ desk, ok }, officer, key, { page, id }) {
  const film = path.join(desk.home, 'film.bin'), bytes = Buffer.alloc(20 * 1024 * 1024);
  for (let n = 0; n < bytes.length; n += 4) bytes.writeUInt32LE((n * 2654435761) >>> 0, n);
  writeFileSync(film, bytes);
  let posts = 0;
  await page.route('**/more', async (route) => { // the line breaks at the second piece, for good
    if (route.request().method() === 'POST' && ++posts >= 3) await route.abort();
    else await route.continue();
  });
  await fill(page, 'A film.', [film]);
  await page.click('form.question .buttons button');
  await page.waitForSelector('p.error[data-seal-told]', { timeout: 60000 });
  await page.unroute('**/more');
  ok(listed(desk)[0].parts === 4, 'a line that breaks leaves the pieces that came', JSON.stringify(listed(desk)));
  return { film, bytes };
}

async function goesOn ({ desk, ok }, officer, key, { page, code, id }, { film, bytes }) {
  await page.goto('/en/sealed-return');
  await page.fill('[name=code]', code.toUpperCase());
  await page.click('main form button');
  await page.waitForSelector('[data-seal-pieces]');
  await fill(page, '', [film]);
  await page.click('form.question .buttons button');
  await page.waitForFunction(() => /All of it has arrived/.test(document.querySelector('[data-seal-told]')?.textContent ?? ''), null, { timeout: 60000 });
  const { parts } = listed(desk)[0];
  ok(parts === 7, 'the same file chosen again goes on from there', String(parts)); // two messages, a file, and another message with three pieces
  await officer.goto(`/en/desk/sealed/${id}`);
  const numbers = await officer.$$eval('tbody tr', (rows) => rows.filter((r) => /piece/.test(r.textContent)).map((r) => [Number(/piece (\d+)/.exec(r.textContent)[1]), r.querySelector('a').href]));
  const parted = [];
  for (const [, link] of numbers.sort((a, b) => a[0] - b[0])) {
    parted.push(execFileSync('age', ['--decrypt', '--identity', key], { input: await (await officer.request.get(link)).body(), maxBuffer: 1 << 28 }));
  }
  ok(Buffer.concat(parted).equals(bytes), 'and the officer has it whole', numbers.length);
}

async function leaving (browser, { desk, person, ok }) {
  const page = await person(browser, desk.base);
  await page.route('https://www.wikipedia.org/**', (route) => route.fulfill({ contentType: 'text/html', body: '<title>elsewhere</title>' }));
  for (const leave of [() => page.click('a[data-leave]'), async () => { for (let n = 0; n < 3; n++) await page.keyboard.press('Escape'); }]) {
    await page.goto('/en/about');
    await page.goto('/en/sealed/reprisal');
    await page.fill('[name=text]', 'x');
    await leave();
    await page.waitForURL('https://www.wikipedia.org/**');
    await page.goBack();
    ok(new URL(page.url()).pathname === '/en/about', 'who leaves in haste does not find the page behind them', page.url());
  }
  await page.context().close();
}

async function withoutScript (browser, { desk, person, sound, ok }, officer, key) {
  for (const [language, direction] of [['en', 'ltr'], ['ar', 'rtl']]) {
    const page = await person(browser, desk.base, { script: false, width: 360, height: 740, language });
    for (const address of ['sealed', 'sealed-keys', 'sealed-return', 'sealed/reprisal']) {
      await page.goto(`/${language}/${address}`);
      await sound(page, `${language}: ${address}, without script`, { direction });
    }
    ok(await page.isVisible('[data-seal-says]'), `${language}: the form says that the server seals`);
    await fill(page, WORDS + language);
    await page.click('form.question .buttons button');
    await sound(page, `${language}: the code, without script`, { direction });
    const code = await codeOf(page);
    await page.goto(`/${language}/sealed-return`);
    await page.fill('[name=code]', code);
    await page.click('main form button');
    await sound(page, `${language}: what was sent, without script`, { direction });
    ok((await page.context().cookies()).length === 0, `${language}: without a cookie`);
    await page.context().close();
  }
  await officer.goto('/en/desk/sealed');
  const [first] = listed(desk, 'reprisal');
  const refused = await officer.request.get(`/en/desk/sealed/${first.id}/parts/1`);
  ok(refused.status() === 404, 'the register’s officer has no reprisals', String(refused.status()));
}

// ---- pictures ----

const EXIF = 'Exif\0\0MM\0\x2a\0\0\0\x08\0\x03\x01\x0f\0\x02\0\0\0\x09\0\0\0\x32\x01\x12\0\x03\0\0\0\x01\0\x06\0\0' +
  '\x88\x25\0\x04\0\0\0\x01\0\0\0\x3c\0\0\0\0Zerafina\0\0';

function segment (marker, text) {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(text.length + 2, 2);
  return Buffer.concat([head, Buffer.from(text, 'latin1')]);
}

function chunk (type, text) {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(text.length);
  return Buffer.concat([head, Buffer.from(`${type}${text}crc!`, 'latin1')]);
}

// As a telephone makes them: real pictures of the browser's, with what tells of their maker put in.
async function pictures (page) {
  const [jpeg, png] = (await page.evaluate(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 90, height: 60 }), draw = canvas.getContext('2d');
    for (let n = 0; n < 90; n++) { draw.fillStyle = `hsl(${n * 4} 80% 50%)`; draw.fillRect(n, n % 30, 3, 40); }
    return Promise.all(['image/jpeg', 'image/png'].map((type) => new Promise((done) => canvas.toBlob(async (blob) =>
      done(Array.from(new Uint8Array(await blob.arrayBuffer()))), type))));
  })).map((bytes) => Buffer.from(bytes));
  return {
    jpeg: Buffer.concat([jpeg.subarray(0, 2), segment(0xe1, EXIF), segment(0xfe, 'Zerafina'), segment(0xed, 'Photoshop 3.0\0Zerafina'),
      segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0Zerafina'), jpeg.subarray(2), Buffer.from('Zerafina')]),
    png: Buffer.concat([png.subarray(0, 33), chunk('tEXt', 'Author\0Zerafina'), chunk('eXIf', EXIF.slice(6)), chunk('tIME', 'sevenby'), png.subarray(33)]),
    bare: jpeg,
  };
}

// The server's own cleaner: { bytes, found }, or null of what it does not know.
function byTheServer (desk, bytes) {
  const file = path.join(desk.home, 'picture');
  writeFileSync(file, bytes);
  const fd = openSync(file);
  const out = execFileSync(path.join(path.dirname(desk.program), 'treatydesk-cleaner'), { stdio: [fd, 'pipe', 'ignore'], maxBuffer: 1 << 26 });
  const parts = [];
  let known = false;
  closeSync(fd);
  for (let at = 0; at < out.length; at += 4 + out.readUInt32BE(at)) {
    const kind = String.fromCharCode(out[at + 4]);
    if (kind === 'B') parts.push(out.subarray(at + 5, at + 4 + out.readUInt32BE(at)));
    if (kind === 'C') known = true;
  }
  return known ? Buffer.concat(parts) : null;
}

// The browser takes out what the server's cleaner takes out, byte by byte, also of pictures that were damaged.
function sameAsTheServer ({ desk, ok }, { jpeg, png, bare }) {
  let seed = 7, known = 0;
  const lot = (n) => { seed = (seed * 1103515245 + 12345) % 2147483648; return seed % n; };
  const differ = [];
  for (let n = 0; n < 90; n++) {
    const bytes = Buffer.from([jpeg, png, bare][n % 3]);
    for (let k = 0; n > 2 && k < 1 + n % 3; k++) bytes[lot(n % 2 ? Math.min(300, bytes.length) : bytes.length)] = lot(256);
    const part = n > 60 ? bytes.subarray(0, lot(bytes.length)) : bytes, server = byTheServer(desk, part), browser = clean(new Uint8Array(part));
    known += server ? 1 : 0;
    if ((server === null) !== (browser === null) || (server && !server.equals(Buffer.from(browser.bytes)))) differ.push(n);
  }
  ok(differ.length === 0 && known > 30, 'the browser takes out what the server’s cleaner takes out', `${known} known, differ: ${differ}`);
}

async function ofPictures (browser, given, officer, key) {
  const { desk, person, ok, sound } = given;
  const page = await person(browser, desk.base, { width: 360, height: 740 });
  await page.goto('/en/sealed/reprisal');
  const made = await pictures(page);
  sameAsTheServer(given, made);
  await page.goto('/en/sealed/communication');
  await fill(page, 'Pictures.', [{ name: 'a.jpg', mimeType: 'image/jpeg', buffer: made.jpeg }, { name: 'b.png', mimeType: 'image/png', buffer: made.png },
    { name: 'c.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 Zerafina') }]);
  await page.waitForFunction(() => document.querySelectorAll('[data-seal-found] li').length === 3);
  const found = await page.$$eval('[data-seal-found] li', (all) => all.map((li) => li.textContent));
  ok(/^a\.jpg: this is taken out.*where it was taken.*a comment.*IPTC/.test(found[0]) && /^b\.png: this is taken out.*a text beside the picture.*where it was taken/.test(found[1]) &&
     /^c\.pdf: your browser cannot look into it/.test(found[2]), 'what pictures say of their maker is shown as they are chosen', found);
  await sound(page, 'the form with what was found');
  await page.click('[data-seal-send]');
  await page.waitForSelector('ol.code');
  ok((await page.textContent('main')).includes('a.jpg: this is taken out'), 'and stands on the page that says that it came');
  const [{ id }] = listed(desk);
  const parts = [];
  for (const n of [2, 3, 4]) parts.push(await opened(officer, key, id, n));
  ok(parts.slice(0, 2).every((p) => !p.includes('Zerafina')) && parts[2].includes('Zerafina'), 'the officer has them without it; of others it goes as it is',
    parts.map((p) => p.length));
  const seen = await page.evaluate(async (all) => Promise.all(all.map(async (bytes) => {
    const picture = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
    return [picture.width, picture.height];
  })), parts.slice(0, 2).map((p) => Array.from(p)));
  ok(JSON.stringify(seen) === '[[60,90],[90,60]]', 'and sees them whole, turned as they were taken', JSON.stringify(seen));
  await page.context().close();
}

// ---- the State ----

async function ofStates (browser, { desk, person, ok, sound, axe }, officer, key) {
  for (const state of ['DZA', 'ARG', 'BOL', 'CHL', 'COL', 'EGY', 'GHA', 'MAR', 'PHL', 'SEN']) {
    desk.run(['declaration', 'record', desk.dir, '--article', '77', '--state', state, '--date', '2024-01-15']);
  }
  desk.run(['declaration', 'record', desk.dir, '--article', '77', '--state', 'PER', '--none-checked-on', '2026-01-15']);
  const page = await person(browser, desk.base, { width: 360, height: 740 }), before = listed(desk).length;
  const asked = [];
  page.on('request', (r) => asked.push(`${r.method()} ${r.url()} ${r.postData() ?? ''}`));
  await page.goto('/en/sealed/communication');
  await page.fill('[name=text]', 'About a State.');
  asked.length = 0;
  await page.selectOption('[name=state]', 'PER');
  ok(await page.isVisible('[data-seal-gate=closed]') && !await page.isVisible('[data-seal-gate=unknown]'), 'where the gate is closed it says so at once');
  await sound(page, 'a State of which none is received');
  await page.click('[data-seal-send]');
  ok(await page.isVisible('[data-seal-gate=closed]') && listed(desk).length === before, 'and nothing is sent');
  await page.selectOption('[name=state]', 'KGZ');
  ok(await page.isVisible('[data-seal-gate=unknown]') && !await page.isVisible('[data-seal-gate=closed]'), 'what is not known is not closed');
  await axe(page, 'a State of which nothing is known');
  ok(asked.length === 0, 'the server was asked about no State', asked);
  await page.selectOption('[name=state]', 'GHA');
  ok(!await page.isVisible('[data-seal-gate]'), 'where it is open nothing stands in the way');
  await page.click('[data-seal-send]');
  await page.waitForSelector('ol.code');
  ok(!asked.some((a) => a.includes('GHA')), 'nor is it told one', asked.map((a) => a.slice(0, 300)));
  const [{ id }] = listed(desk);
  const message = (await opened(officer, key, id, 1)).toString();
  ok(message.includes('About a State.') && message.includes('State: GHA'), 'which stands in the sealed message', message);
  await page.context().close();
}

// Who wants metadata of other files taken out leaves the sealing to the server.
async function byServer (browser, { desk, person, ok }) {
  const page = await person(browser, desk.base);
  await page.goto('/en/sealed/communication');
  await page.click('[data-seal-by-server]');
  ok(await page.isVisible('[data-seal-says]') && !await page.isVisible('[data-seal-script]'), 'the page says that the server seals then');
  const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...[['IHDR', 'thirteen byte'], ['tEXt', 'Author\0Zerafina'], ['IDAT', 'x'], ['IEND', '']].map(([type, text]) => {
    const head = Buffer.alloc(4);
    head.writeUInt32BE(text.length);
    return Buffer.concat([head, Buffer.from(type + text + 'crc!')]);
  })]);
  await fill(page, 'A picture.', [{ name: 'a.png', mimeType: 'image/png', buffer: png }]);
  await page.click('form.question .buttons button');
  await page.waitForSelector('ol.code');
  ok((await page.textContent('main')).includes('Zerafina'), 'and what it took out of the picture is shown', await page.textContent('main'));
  await page.context().close();
}

export async function story (given) {
  const { browser, desk, person, sound, axe, ok } = given;
  const key = prepare(desk);
  const officer = await person(browser, desk.base, { width: 360, height: 740 });
  desk.run(['user', 'add', desk.dir, 'register@example.org', '--role', 'register-officer'], 'four words put together\n');
  const codes = JSON.parse(desk.run(['user', 'second-factor', desk.dir, 'register@example.org', '--codes', '--json'])).codes;
  await officer.goto('/en/sign-in');
  await officer.fill('[name=address]', 'register@example.org');
  await officer.fill('[name=password]', 'four words put together');
  await officer.click('main form button');
  await officer.fill('[name=code]', codes.pop());
  await officer.click('main form button');
  const begun = await withScript(browser, given, officer, key);
  await officer.goto('/en/desk/sealed');
  await sound(officer, 'the officers’ list');
  await axe(officer, 'the officers’ list');
  await officer.goto(`/en/desk/sealed/${begun.id}`);
  await sound(officer, 'one filing');
  await axe(officer, 'one filing');
  const film = await pieces(given, officer, key, begun);
  await goesOn(given, officer, key, begun, film);
  await byServer(browser, given);
  await ofPictures(browser, given, officer, key);
  await leaving(browser, given);
  await withoutScript(browser, given, officer, key);
  await ofStates(browser, given, officer, key);
  for (const page of [officer, begun.page]) await page.context().close();
}

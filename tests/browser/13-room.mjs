// A meeting's room and the test of devices: narrow, Arabic, by keyboard, without script; what is heard is tried by tests/rooms.
import { signIn, watcher } from './lib/steps.mjs';

const inGeneva = (minutes) => new Date(Date.now() + minutes * 60000).toLocaleString('sv-SE', { timeZone: 'Europe/Zurich' }).slice(0, 16).replace(' ', 'T');

function meeting (desk, title) {
  const place = JSON.parse(desk.run(['place', 'add', desk.dir, '--name', 'Room of ours', '--remote', 'ours', '--json'])).id;
  const id = JSON.parse(desk.run(['programme', 'add', desk.dir, '--session', '41', '--kind', 'opening', '--title', title, '--begins', inGeneva(10),
    '--ends', inGeneva(70), '--place', place, '--json'])).id;
  desk.run(['programme', 'publish', desk.dir, '--session', '41']);
  return id;
}

const types = async (page, id, language, text) => {
  await page.goto(`/en/meetings/${id}/captions/type?language=${language}`);
  await page.fill('#text', text);
  await page.press('#text', 'Enter');
  await page.waitForSelector(`#lines input[value="${text}"]`);
};
const caption = (page, text) => page.waitForFunction((t) => {
  const box = document.getElementById('room-captions');
  return !box.hidden && box.textContent.includes(t);
}, text);

// In the room captions of the chosen language come line by line: by the stream, and by looking where no stream is to be had.
async function captions (officer, typist, id, ok, seen, how) {
  await officer.goto(`/en/meetings/${id}/room`);
  await officer.click('#room-enter');
  await officer.waitForSelector('#room-leave:not([hidden])');
  ok(await officer.locator('#room-captions').isHidden(), `${how}: no captions before a language is chosen`);
  await officer.selectOption('#room-caption', 'en');
  await types(typist, id, 'en', `One, ${how}.`);
  await types(typist, id, 'ar', `واحد ${how}`);
  await caption(officer, `One, ${how}.`);
  const box = officer.locator('#room-captions');
  ok(!(await box.textContent()).includes('واحد') && await box.getAttribute('role') === 'log', `${how}: a line of the chosen language, where a screen reader hears it`);
  await officer.selectOption('#room-caption', 'ar');
  await caption(officer, `واحد ${how}`);
  ok(!(await box.textContent()).includes('One,') && await box.locator('div').evaluate((d) => d.lang === 'ar' && getComputedStyle(d).direction === 'rtl'),
    `${how}: another language, in its direction`);
  await seen(officer, `room-captions-${how}`);
  await officer.click('#room-leave');
  ok(await box.isHidden(), `${how}: whoever leaves sees none`);
}

export async function story ({ browser, desk, person, ok }) {
  const id = meeting(desk, 'A meeting with a room');
  const at = (language) => `/${language}/meetings/${id}/room`;

  // Whoever may not enter, narrow and without script.
  const plain = await person(browser, desk.base, { script: false, width: 360 });
  let seen = watcher('without script', { script: false });
  await plain.goto(at('en'));
  await seen(plain, 'room');
  ok(await plain.locator('a[href$="/telephone"]').isVisible() && await plain.locator('a[href$="/live"]').isVisible(), 'without script there is the telephone and the live page');
  await plain.goto('/en/room-test');
  await seen(plain, 'room-test');
  ok(/by telephone/.test(await plain.innerText('main')), 'the test says what is possible');
  await plain.context().close();

  // The officer, by keyboard alone, narrow: the place, a link.
  const officer = await person(browser, desk.base, { width: 360 });
  seen = watcher('narrow');
  await signIn(officer, desk);
  await officer.goto(at('en'));
  await seen(officer, 'room');
  ok(await officer.locator('#room').isVisible() && await officer.locator('#room-leave').isHidden(), 'the script shows the room, and no button that is of no use yet');
  await officer.focus('#room-enter');
  await officer.keyboard.press('Tab');
  ok(await officer.evaluate(() => document.activeElement.id) === 'room-language', 'from button to channel by the keyboard', await officer.evaluate(() => document.activeElement.outerHTML.slice(0, 80)));
  await officer.focus('#room-enter');
  await officer.keyboard.press('Enter');
  await officer.waitForFunction(() => document.getElementById('room-says').dataset.word !== 'ready');
  await officer.waitForSelector('#room-leave:not([hidden])');
  ok(await officer.locator('#room-says').getAttribute('role') === 'status', 'what happens is told where a screen reader hears it');
  const typist = await officer.context().newPage();
  await captions(officer, typist, id, ok, seen, 'by the stream');
  const poor = await officer.context().newPage();
  poor.findings = [];
  await poor.addInitScript(() => { delete window.EventSource; });
  await captions(poor, typist, id, ok, seen, 'by looking');
  await officer.goto(`${at('en')}/people`);
  await seen(officer, 'room-people');
  await officer.fill('#name', 'Guest');
  await officer.check('[name=kind][value=observer]');
  await officer.click('button[value=invite]');
  await officer.waitForSelector('#link');
  await seen(officer, 'room-people-link');
  const link = new URL(await officer.textContent('#link')).pathname;
  officer.findings.length = 0;

  // The guest, in Arabic.
  const guest = await person(browser, desk.base, { language: 'ar' });
  seen = watcher('arabic', { direction: 'rtl' });
  await guest.goto(link.replace('/en/', '/ar/'));
  await seen(guest, 'room-link');
  await guest.click('main form button');
  await guest.waitForURL(/\/room$/);
  await seen(guest, 'room');
  await guest.goto('/ar/room-test');
  await seen(guest, 'room-test');
  await guest.context().close();
  await officer.context().close();
}

// A meeting's room and the test of devices: narrow, Arabic, by keyboard, without script; what is heard is tried by tests/rooms.
import path from 'node:path';
import { share, writeTone } from '../rooms/lib/tone.mjs';
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
  const local = `Kasa ${how}.`; // Twi, which is no language of the profile
  const offered = officer.locator('#room-caption option[value=tw]');
  ok(await offered.count() === (how === 'by looking' ? 1 : 0), `${how}: a language is offered where there are lines in it, and only there`);
  await types(typist, id, 'tw', local);
  await offered.waitFor({ state: 'attached' });
  await officer.selectOption('#room-caption', 'tw');
  await caption(officer, local);
  ok((await box.textContent()).includes(local), `${how}: and can be chosen in the room, also where it came later`);
  await officer.selectOption('#room-caption', 'ar');
  await caption(officer, `واحد ${how}`);
  await seen(officer, `room-captions-${how}`);
  await officer.click('#room-leave');
  ok(await box.isHidden(), `${how}: whoever leaves sees none`);
}

// What goes to the loudspeaker can be listened to as well.
const listensToo = () => {
  const connect = AudioNode.prototype.connect;
  AudioNode.prototype.connect = function (to, ...rest) {
    if (to instanceof AudioDestinationNode) {
      const ear = window.ear = this.context.createAnalyser();
      ear.fftSize = 32768;
      connect.call(this, ear);
    }
    return connect.call(this, to, ...rest);
  };
};
const heard = async (page) => {
  const { rate, samples } = await page.evaluate(() => {
    const floats = new Float32Array(window.ear.fftSize);
    window.ear.getFloatTimeDomainData(floats);
    return { rate: window.ear.context.sampleRate, samples: Array.from(floats, (f) => Math.round(f * 32767)) };
  });
  return (hertz) => share(samples, rate, hertz);
};
const says = (page, where, words) => page.waitForFunction(([id, w]) => document.getElementById(id).textContent.includes(w), [where, words]);

// The test of devices with ones that Chromium makes up: a microphone that says a tone, or nothing, and a camera.
async function devices ({ launch, desk, person, ok }) {
  const wav = path.join(desk.home, 'microphone.wav');
  const made = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', `--use-file-for-fake-audio-capture=${wav}`];
  writeTone(wav, 1000);
  let browser = await launch(made);
  try {
    const page = await person(browser, desk.base);
    await page.addInitScript(listensToo);
    await page.goto('/en/room-test');
    await page.click('#test-tone');
    await page.waitForTimeout(400);
    ok((await heard(page))(440) > 0.5, 'the tone goes to the loudspeaker', (await heard(page))(440));
    await page.click('#test-mic');
    await says(page, 'test-mic-says', 'The microphone works.');
    ok(await page.evaluate(() => document.getElementById('test-level').value) > 20, 'the bar shows how loud one is');
    await page.click('#test-back');
    await says(page, 'test-mic-says', 'Speak now');
    await says(page, 'test-mic-says', 'This is how others hear you.');
    await page.waitForTimeout(1500);
    const back = await heard(page);
    ok(back(1000) > 0.7 && back(2500) < 0.1, 'and what was recorded is played', [back(1000), back(2500)]);
    await page.click('#test-cam');
    await says(page, 'test-cam-says', 'The camera works.');
    ok(await page.waitForFunction(() => document.getElementById('test-picture').videoWidth > 0 && !document.getElementById('test-picture').hidden),
      'the camera’s picture is shown');
    ok(page.findings.length === 0, 'nothing leaves the browser', page.findings);
  } finally {
    await browser.close();
  }
  writeTone(wav, 0);
  browser = await launch(made);
  try {
    const page = await person(browser, desk.base);
    await page.goto('/en/room-test');
    await page.click('#test-mic');
    await says(page, 'test-mic-says', 'nothing is heard yet');
    await page.waitForTimeout(700);
    ok(await page.evaluate(() => document.getElementById('test-level').value) < 3 && /nothing is heard yet/.test(await page.textContent('#test-mic-says')),
      'a microphone that says nothing is told from one that works');
  } finally {
    await browser.close();
  }
}

export async function story ({ browser, desk, person, ok, launch }) {
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

  // Where there is no microphone at all.
  await officer.goto('/en/room-test');
  await officer.click('#test-mic');
  await says(officer, 'test-mic-says', 'gives no microphone');
  ok(await officer.locator('#test-back').isHidden(), 'without a microphone nothing can be recorded');
  await officer.context().close();
  await devices({ launch, desk, person, ok });
}

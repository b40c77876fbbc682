// An instance with a meeting that has a room of ours, its server, its Janus, and people's browsers whose microphone is a tone.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '../../browser/node_modules/playwright-core/index.mjs';
import { Desk } from '../../browser/lib/desk.mjs';
import { signIn } from '../../browser/lib/steps.mjs';
import { Janus, run, wait } from './janus.mjs';
import { writeTone } from './tone.mjs';

export { wait };
const program = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((p) => existsSync(p));

// An hour of the Committee's zone, so many minutes from now: "2026-11-28T12:10".
function local (minutes) {
  const parts = Object.fromEntries(new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Zurich', year: 'numeric', month: '2-digit',
    day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).formatToParts(Date.now() + minutes * 60000)
    .map((p) => [p.type, p.value]));
  return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}`;
}

export class House {
  constructor (build) {
    this.desk = new Desk(build);
    this.steps = path.resolve(build, 'tests/rooms/room-steps');
    this.browsers = [];
  }

  async open () {
    this.desk.init();
    this.janus = new Janus(this.desk.dir);
    await this.janus.start();
    this.place = JSON.parse(this.desk.run(['place', 'add', this.desk.dir, '--name', 'Room of ours', '--remote', 'ours', '--json'])).id;
    await this.desk.serve();
  }

  // A meeting that is on now; its id.
  meeting ({ closed = false, title = 'Meeting of tones' } = {}) {
    const id = JSON.parse(this.desk.run(['programme', 'add', this.desk.dir, '--session', '41', '--kind', closed ? 'closed-meeting' : 'opening', '--title', title,
      '--begins', local(-10), '--ends', local(120), '--place', this.place, '--json'])).id;
    this.desk.run(['programme', 'publish', this.desk.dir, '--session', '41']);
    return id;
  }

  step (meeting, word, id) {
    return run(this.steps, [this.desk.dir, meeting, word, ...id ? [id] : []]);
  }

  speaker (meeting, name) {
    return this.step(meeting, 'speaker', name);
  }

  // A browser of its own whose microphone says this tone without end.
  async browser (hertz, { width = 1000 } = {}) {
    const wav = path.join(this.desk.home, `tone-${hertz}.wav`);
    writeTone(wav, hertz);
    const browser = await chromium.launch({ executablePath: program, headless: true,
      args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-dev-shm-usage',
        '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', `--use-file-for-fake-audio-capture=${wav}`,
        '--autoplay-policy=no-user-gesture-required', '--allow-loopback-in-peer-connection'] });
    this.browsers.push(browser);
    const context = await browser.newContext({ baseURL: this.desk.base, viewport: { width, height: 900 } });
    const page = await context.newPage();
    page.setDefaultTimeout(15000);
    page.problems = [];
    page.on('pageerror', (e) => page.problems.push(e.message));
    page.on('request', (r) => { if (!r.url().startsWith(this.desk.base)) page.problems.push(`asks another host: ${r.url()}`); });
    return page;
  }

  // The secretariat's own browser, signed in.
  async officer (hertz = 1500) {
    const page = await this.browser(hertz);
    await signIn(page, this.desk);
    return page;
  }

  // A link for somebody, made on the secretariat's page.
  async link (officer, meeting, { name, kind = 'speaker', speaker, language }) {
    await officer.goto(`/en/meetings/${meeting}/room/people`);
    await officer.fill('#name', name);
    await officer.check(`[name=kind][value=${kind}]`);
    if (speaker) await officer.selectOption('[name=speaker]', speaker);
    if (language) await officer.selectOption('[name=language]', language);
    await officer.click('button[value=invite]');
    await officer.waitForSelector('#link');
    return new URL(await officer.textContent('#link')).pathname;
  }

  // Uses a link and comes to the room's page.
  async use (page, link) {
    await page.goto(link);
    await page.click('main form button');
    await page.waitForURL(/\/room$/);
  }

  async enter (page, { raw = true, language, low } = {}) {
    if (raw && await page.locator('#room-raw').count()) await page.check('#room-raw');
    if (language !== undefined) await page.selectOption('#room-language', language);
    if (low) await page.selectOption('#room-low', low);
    await page.click('#room-enter');
    await page.waitForSelector('#room-leave:not([hidden])');
  }

  // How loud a tone is in what this page hears, in dBFS; -200 where it hears nothing or where the tone does not stand out:
  // a packet that came late clicks at every pitch at once, and is nobody's voice.
  async level (page, hertz) {
    return page.evaluate(async (hz) => {
      const stream = document.getElementById('room-sound').srcObject;
      if (!stream) return -200;
      if (window.listened !== stream) {
        window.listened = stream;
        window.ears = window.ears ?? new AudioContext();
        window.look = window.ears.createAnalyser();
        window.look.fftSize = 8192;
        window.look.smoothingTimeConstant = 0;
        window.ears.createMediaStreamSource(stream).connect(window.look);
        await new Promise((resolve) => setTimeout(resolve, 300));
      }
      const found = new Float32Array(window.look.frequencyBinCount);
      window.look.getFloatFrequencyData(found);
      const at = Math.round(hz * window.look.fftSize / window.ears.sampleRate);
      const tone = Math.max(-200, ...found.slice(at - 3, at + 4));
      const beside = [...found.slice(Math.max(0, at - 40), at - 8), ...found.slice(at + 9, at + 41)].sort((a, b) => a - b);
      return tone - beside[beside.length >> 1] < 12 ? -200 : tone;
    }, hertz);
  }

  // Asks again until it holds; what it was at last.
  async until (ask, holds, seconds = 8) {
    let found;
    for (const end = Date.now() + seconds * 1000; Date.now() < end; await wait(0.1)) {
      found = await ask();
      if (holds(found)) break;
    }
    return found;
  }

  hears (page, hertz, seconds) {
    return this.until(() => this.level(page, hertz), (level) => level > -70, seconds);
  }

  // Silence is only silence when it lasts.
  async silent (page, hertz) {
    let most = -200;
    for (let n = 0; n < 6; n++) { most = Math.max(most, await this.level(page, hertz)); await wait(0.15); }
    return most;
  }

  // The state as the page's own script would have it.
  state (page, meeting) {
    return page.evaluate((at) => fetch(at).then((r) => r.json()), `/en/meetings/${meeting}/room.json`);
  }

  // The server is killed and comes back at the same address, as a service manager does it.
  async restart () {
    const { port } = new URL(this.desk.base);
    this.desk.server.kill('SIGKILL');
    await wait(0.5);
    this.desk.server = spawn(this.desk.program, ['serve', this.desk.dir, '--listen', `127.0.0.1:${port}`], { cwd: this.desk.home, stdio: 'ignore' });
  }

  recordings () {
    return readdirSync(path.join(this.desk.dir, 'rooms', 'recordings'));
  }

  async lastWords () {
    const pages = this.browsers.flatMap((b) => b.contexts().flatMap((c) => c.pages()));
    const said = await Promise.all(pages.map((p) => p.evaluate(() => document.querySelector('main')?.innerText.slice(0, 300)).catch(() => '')));
    const log = path.join(this.desk.dir, 'rooms', 'janus.log');
    return [...said, ...pages.flatMap((p) => p.problems), this.desk.said?.slice(-600), existsSync(log) ? readFileSync(log, 'utf8').slice(-400) : ''].join('\n--\n');
  }

  async close () {
    await Promise.all(this.browsers.map((b) => b.close().catch(() => {})));
    this.janus?.kill();
    this.desk.close();
  }
}

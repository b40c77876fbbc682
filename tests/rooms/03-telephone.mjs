// A telephone in the room of a meeting: PIN, hand, the floor; its tone is found in what a browser in the room receives, and the browser's in it.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { writeFileSync } from 'node:fs';
import { createSocket } from 'node:dgram';
import path from 'node:path';
import { wait } from './lib/house.mjs';
import { Janus } from './lib/janus.mjs';

const here = import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname);

function freePort () {
  return new Promise((resolve) => {
    const socket = createSocket('udp4');
    socket.bind(0, '127.0.0.1', () => { const { port } = socket.address(); socket.close(() => resolve(port)); });
  });
}

// tests/phone/dial.py: a line of words, a line of JSON.
class Telephone {
  constructor (prompts) {
    this.child = spawn('setpriv', ['--pdeathsig', 'KILL', 'python3', path.join(here, '../phone/dial.py'), prompts],
      { stdio: ['pipe', 'pipe', 'inherit'] });
    this.waiting = [];
    createInterface({ input: this.child.stdout }).on('line', (line) => this.waiting.shift()?.(JSON.parse(line)));
  }

  ask (...words) {
    this.child.stdin.write(`${words.join(' ')}\n`);
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  close () {
    this.child.stdin.end('bye\n');
  }
}

export async function story (house, { ok, note }) {
  const build = path.dirname(house.desk.program);
  const prompts = path.join(build, 'phone-prompts.ulaw');
  const sip = await freePort();
  const low = 45000 + Math.floor(Math.random() * 400) * 10;
  const ini = path.join(house.desk.dir, 'phone.ini');
  writeFileSync(ini, `[gateway]\nlisten=127.0.0.1:${sip}\nports=${low}-${low + 39}\n[numbers]\nCHE=+41 22 555 01 00\n`);
  house.desk.server.kill('SIGKILL'); // one that began without a telephone
  await wait(0.5);
  await house.desk.serve();
  const gateway = spawn('setpriv', ['--pdeathsig', 'KILL', path.join(build, 'treatydesk-phone'), ini], { stdio: ['ignore', 'ignore', 'inherit'] });
  const meeting = house.meeting();
  const first = house.speaker(meeting, 'First Union');
  const caller = house.speaker(meeting, 'Union on the line');
  const pin = JSON.parse(house.desk.run(['phone', 'pin', house.desk.dir, meeting, '--name', 'Union on the line', '--speaker', caller, '--json'])).pin;
  const officer = await house.officer(1500);
  const one = await house.browser(1000);
  await house.use(one, await house.link(officer, meeting, { name: 'First Union', speaker: first }));
  await house.enter(one);
  const phone = new Telephone(prompts);
  try {
    ok(await house.until(() => phone.ask('call', sip), (up) => up, 5), 'the gateway takes the call');
    await phone.ask('keys', '1');
    ok(await phone.ask('hears', 'pin', 'en', 8), 'the PIN is asked');
    await phone.ask('keys', pin);
    ok(await phone.ask('hears', 'waiting', 'en', 8), 'before the meeting opens the caller waits');
    house.step(meeting, 'open');
    await wait(9); // the sentences of being let in
    await phone.ask('tone', 1700);
    ok(await house.silent(one, 1700) < -90, 'who has not the floor is not heard by telephone either');
    house.step(meeting, 'give', first);
    ok(await house.until(() => phone.ask('share', 1000), (s) => s > 0.8, 10) > 0.8, 'the browser that has the floor is heard by telephone');

    await phone.ask('keys', '*6');
    const hands = await house.until(() => house.step(meeting, 'hands'), (h) => h.includes('Union on the line'), 5);
    ok(hands.includes('Union on the line'), 'star 6 raises a hand, under the caller’s name', hands);
    house.step(meeting, 'give', `hand:${hands.split(' ')[0]}`);
    const began = Date.now();
    const level = await house.hears(one, 1700, 12);
    ok(level > -70, 'a tone goes in by telephone and is found in what the browser receives', `${level} dBFS`);
    note(`the tone was there at ${level.toFixed(0)} dBFS, ${Date.now() - began} ms after the floor was given`);
    ok(await house.silent(one, 1000) < -90, '... and the browser itself is heard no more');
    house.step(meeting, 'chair');
    ok(await house.until(() => house.level(one, 1700), (l) => l < -90, 8) < -90, 'when the floor goes on the telephone is muted');

    house.step(meeting, 'give', caller);
    ok(await house.hears(one, 1700, 12) > -70, 'by their turn in the list they are heard as well');
    house.janus.kill();
    await wait(2);
    house.janus = new Janus(house.desk.dir);
    await house.janus.start();
    const back = await house.until(() => house.level(one, 1700), (l) => l > -70, 30);
    ok(back > -70, 'when Janus died and came back the caller is in the room again, and heard', `${back} dBFS`);
    house.step(meeting, 'close');
    ok(await phone.ask('over', 15), 'when the meeting is over the line is hung up');
    ok(JSON.parse(house.desk.run(['phone', 'status', house.desk.dir, '--json'])).calls === 0, 'and nobody is on the telephone');
  } finally {
    phone.close();
    gateway.kill();
  }
}

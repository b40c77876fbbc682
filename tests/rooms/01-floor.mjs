// Two browsers and a telephone's RTP in the room of a public meeting: only who has the floor is heard, by everybody; a low line; recording; Janus dies.
import { Caller } from './lib/rtp.mjs';
import { wait } from './lib/house.mjs';

// What a telephone gateway does (src/meeting/room.h), spoken to Janus itself.
async function dial (house, meeting, hertz) {
  const caller = new Caller(hertz);
  const port = await caller.open();
  const [url, apisecret] = [house.janus.setting('url'), house.janus.setting('secret')];
  const call = async (at, body) => (await fetch(url + at, { method: 'POST', body: JSON.stringify({ transaction: 't', apisecret, ...body }) })).json();
  const session = (await call('', { janus: 'create' })).data.id;
  const handle = (await call(`/${session}`, { janus: 'attach', plugin: 'janus.plugin.audiobridge' })).data.id;
  await call(`/${session}/${handle}`, { janus: 'message', body: { request: 'join', room: `${meeting}-floor`, id: 'caller-1', muted: true,
    codec: 'pcmu', rtp: { ip: '127.0.0.1', port, payload_type: 0 } } });
  for (;;) {
    const event = await (await fetch(`${url}/${session}?apisecret=${apisecret}`)).json();
    const rtp = event.plugindata?.data?.rtp;
    if (rtp) { caller.speakTo(rtp.port, rtp.ip); return caller; }
  }
}

// Bits a second of sound, both ways, by getStats: everything that the transport counted.
async function bits (page, seconds) {
  const count = () => page.evaluate(async () => {
    const sum = { sent: 0, came: 0, wires: 0 };
    for (const pc of Object.values(window.treatydeskRoom.lines)) {
      for (const s of (await pc.getStats()).values()) {
        if (s.type === 'transport') { sum.sent += s.bytesSent; sum.came += s.bytesReceived; sum.wires += s.packetsSent + s.packetsReceived; }
      }
    }
    return sum;
  });
  const before = await count();
  await wait(seconds);
  const after = await count();
  return { up: (after.sent - before.sent) * 8 / seconds, down: (after.came - before.came) * 8 / seconds };
}

// What a line carries steadily: the middle one of three looks, since packets that were held up for a moment come all at once.
async function steady (page) {
  const looks = [];
  for (let n = 0; n < 3; n++) looks.push(await bits(page, 3));
  const middle = (way) => looks.map((look) => look[way]).sort((a, b) => a - b)[1];
  return { up: middle('up'), down: middle('down') };
}

export async function story (house, { ok, note }) {
  const meeting = house.meeting();
  const first = house.speaker(meeting, 'First Union');
  const second = house.speaker(meeting, 'Second Union');
  const officer = await house.officer(1500);
  const [one, two] = [await house.browser(1000), await house.browser(440)];
  await house.use(one, await house.link(officer, meeting, { name: 'First Union', speaker: first }));
  await house.use(two, await house.link(officer, meeting, { name: 'Second Union', speaker: second }));
  ok(await one.locator('#room-leave').isHidden(), 'nobody is in the room before they said so');
  await house.enter(one);
  await house.enter(two);
  const caller = await dial(house, meeting, 2500);
  try {
    await house.until(() => house.state(one, meeting), (s) => s.people === 2);
    ok(await house.silent(two, 1000) < -90 && await house.silent(one, 440) < -90, 'before the meeting begins nobody is heard');

    house.step(meeting, 'open');
    house.step(meeting, 'give', first);
    const loud = await house.hears(two, 1000);
    ok(loud > -70, 'who has the floor is heard by the other browser', `${loud} dBFS`);
    ok(await house.until(() => caller.share(1000), (s) => s > 0.9) > 0.9, '... and by the telephone');
    ok(await house.silent(one, 440) < -90, 'nobody else is heard');
    ok(await house.until(() => one.textContent('#room-says'), (t) => /everybody hears you/.test(t)), 'the page tells who has it',
      await one.textContent('#room-says'));

    house.step(meeting, 'give', second);
    ok(await house.hears(one, 440) > -70, 'the floor goes on, and the next is heard');
    ok(await house.until(() => house.level(two, 1000), (l) => l < -90) < -90, '... and the one before no more');

    // A caller whom nobody knows stays mute, whatever comes over the wire.
    ok(await house.silent(one, 2500) < -90, 'a participant whom no area answers for is not heard');

    await two.selectOption('#room-low', 'on');
    await one.selectOption('#room-low', 'on');
    await wait(2);
    const [rate, speaker] = await Promise.all([steady(one), steady(two)]);
    note(`low: who listens sends ${(rate.up / 1000).toFixed(1)} and receives ${(rate.down / 1000).toFixed(1)} kbit/s, ` +
      `who speaks sends ${(speaker.up / 1000).toFixed(1)} and receives ${(speaker.down / 1000).toFixed(1)} (SRTP, RTCP and STUN counted)`);
    ok(rate.down > 5000 && rate.down < 40000 && speaker.up > 5000 && speaker.up < 40000, 'a low line takes less than 40 kbit/s each way',
      JSON.stringify([rate, speaker]));
    ok(await house.hears(one, 440) > -70, '... and still carries the voice');

    house.step(meeting, 'record');
    ok(await house.until(() => house.recordings().length, (n) => n === 1, 4) === 1, 'the chair has it recorded');
    ok(await house.until(() => one.locator('#room-recording').isVisible(), (v) => v), 'everybody is shown that');
    await wait(1.5);
    house.step(meeting, 'record-stop');
    ok(await house.until(() => house.recordings().length, (n) => n === 0, 5) === 0, "Janus's file is gone when it ended");
    await officer.goto(`/en/meetings/${meeting}/room`);
    const file = await officer.locator('#recordings + ul a').getAttribute('href');
    const wav = await officer.evaluate((at) => fetch(at).then((r) => r.arrayBuffer()).then((b) => [b.byteLength, String.fromCharCode(...new Uint8Array(b, 0, 4))]), file);
    ok(wav[1] === 'RIFF' && wav[0] > 50000, 'what was said is kept and had by who may attend', JSON.stringify(wav));

    // Janus dies in mid-meeting.
    house.janus.kill();
    await house.until(() => house.state(one, meeting), (s) => s.generation === 0);
    house.step(meeting, 'give', first);
    await house.janus.start();
    const began = Date.now();
    const back = await house.hears(two, 1000, 15);
    note(`${((Date.now() - began) / 1000).toFixed(1)} s after Janus was there again the speaker was heard`);
    ok(back > -70, 'Janus died: the rooms come back by themselves, and who has the floor now has it there', `${back} dBFS`);
    ok(await house.silent(one, 440) < -90, '... and nobody else');

    // The server dies: its rooms come back with it.
    const { generation } = await house.state(two, meeting);
    await house.restart();
    const anew = await house.until(() => house.state(two, meeting).catch(() => ({})), (s) => s.generation && s.generation !== generation, 12);
    ok(anew.generation !== generation, 'the server died: it begins anew at Janus');
    ok(await house.hears(two, 1000, 15) > -70, 'the server died and came back: who has the floor is heard again');
    ok(await house.silent(one, 440) < -90, '... and nobody else');

    house.step(meeting, 'close');
    ok(await house.until(() => one.textContent('#room-says'), (t) => /is over/.test(t)) && await house.until(() => house.level(two, 1000), (l) => l < -90) < -90,
      'the meeting is over, and nobody is heard');
    const problems = [...one.problems, ...two.problems];
    ok(problems.length === 0, 'the pages speak with our server alone and make no errors', problems);
  } finally {
    caller.close();
  }
}

// A closed meeting: a personal link for one person, in one browser; interpretation; the chair's microphone; picture; nobody else finds a room.
export async function story (house, { ok, note }) {
  const meeting = house.meeting({ closed: true, title: 'Sealed briefing' });
  const speaker = house.speaker(meeting, 'Somebody');
  const officer = await house.officer(1500);
  const guest = await house.browser(1000, { width: 360 });
  const thief = await house.browser(440);
  const link = await house.link(officer, meeting, { name: 'Guest of the briefing', speaker });

  // Whoever has no link finds nothing, at any address.
  const nowhere = await thief.goto('/en/meetings/0000000000000000/room');
  const words = async () => (await thief.textContent('body')).replaceAll(/[0-9a-z]{16}/g, '');
  const unknown = [nowhere.status(), await words()];
  for (const path of ['room', 'room/people', 'room.json', 'recordings/0000000000000000']) {
    const there = await thief.goto(`/en/meetings/${meeting}/${path}`);
    const same = await thief.goto(`/en/meetings/0000000000000000/${path}`).then(async (r) => [r.status(), await words()]);
    await thief.goto(`/en/meetings/${meeting}/${path}`);
    ok(there.status() === same[0] && JSON.stringify([there.status(), await words()]) === JSON.stringify(same), `${path} of a closed meeting answers as one that is not there`,
      `${there.status()} ${JSON.stringify(same)}`);
  }
  ok(unknown[0] === 404, 'an unknown meeting is not found');

  // The test of devices hears the tone, plays it back and sees the picture; nothing of it is sent.
  await guest.goto('/en/room-test');
  const asked = [];
  guest.on('request', (r) => { if (!/\/static\/icon-/.test(r.url())) asked.push(r.url()); });
  await guest.click('#test-mic');
  ok(await house.until(() => guest.textContent('#test-mic-says'), (t) => /works/.test(t)) === 'The microphone works.', 'the device test hears the microphone');
  ok(await house.until(() => guest.evaluate(() => document.getElementById('test-level').value), (v) => v > 12) > 12, '... and shows how loud it is');
  await guest.click('#test-back');
  await guest.click('#test-cam');
  ok(await house.until(() => guest.evaluate(() => document.getElementById('test-picture').videoWidth), (w) => w > 0) > 0, '... sees the camera');
  ok(/others hear you/.test(await house.until(() => guest.textContent('#test-mic-says'), (t) => /others hear/.test(t))), '... and plays back what was said');
  ok(asked.length === 0 && guest.problems.length === 0, '... and nothing leaves the browser', [...asked, ...guest.problems]);

  await house.use(guest, link);
  ok(await guest.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'the room fits into 360 pixels');
  await house.enter(guest);
  await thief.goto(link);
  const refused = await Promise.all([thief.waitForNavigation(), thief.click('main form button')]).then(([r]) => r);
  ok(refused.status() === 409 && /one person/.test(await thief.textContent('main')), 'a shared link lets no second person in', `${refused.status()}`);
  ok((await thief.goto(`/en/meetings/${meeting}/room`)).status() === 404, '... who still finds no room');
  await officer.goto(`/en/meetings/${meeting}/room/people`);
  ok(/Somebody else tried it 1 time/.test(await officer.textContent('main')), 'the secretariat sees that it was tried');
  ok(await officer.locator('.tag.good').count() === 1, 'and who is in the room');

  // An interpreter, a listener in that language, and the chair's microphone.
  const interpreter = await house.browser(700);
  await house.use(interpreter, await house.link(officer, meeting, { name: 'Booth', kind: 'interpreter', language: 'fr' }));
  await house.enter(interpreter, { language: 'fr' });
  const listener = await house.browser(330);
  await house.use(listener, await house.link(officer, meeting, { name: 'Listener', kind: 'observer' }));
  ok(await listener.locator('#room-hand').count() === 0, 'an observer has no hand to raise');
  await house.enter(listener, { language: 'fr' });
  house.step(meeting, 'open');
  house.step(meeting, 'give', speaker);
  const french = await house.hears(listener, 700, 10);
  ok(french > -70, 'who listens in French hears the interpreter', `${french} dBFS`);
  const below = await house.silent(listener, 1000);
  ok(below < french - 30, '... and not the floor below', `${below} dBFS beside ${french}`);
  ok(await house.hears(interpreter, 1000, 10) > -70, 'the interpreter hears the floor');
  ok(await house.silent(guest, 700) < -90, 'the floor does not hear the interpreter');
  await listener.selectOption('#room-language', '');
  ok(await house.hears(listener, 1000, 10) > -70, 'back to the floor');

  await officer.goto(`/en/meetings/${meeting}/captions/type?language=en`);
  await officer.fill('#text', 'This was typed as it was said.');
  await officer.press('#text', 'Enter');
  await officer.waitForSelector('#lines input[value="This was typed as it was said."]');

  // A line that loses packets: the room falls back by itself, and returns by itself. What getStats counts is bent; all else is as it is.
  await listener.evaluate(() => {
    const real = RTCPeerConnection.prototype.getStats;
    let lost = 0;
    window.poor = true;
    RTCPeerConnection.prototype.getStats = function () {
      return real.call(this).then((all) => {
        const bent = new Map(all);
        if (window.poor) bent.forEach((s, key) => { if (s.type === 'inbound-rtp') bent.set(key, { ...s, packetsLost: lost += 40 }); });
        return bent;
      });
    };
  });
  const low = () => house.state(listener, meeting).then((s) => s.low);
  ok(await house.until(low, (l) => l, 14), 'a line that loses packets falls back to sound alone by itself');
  const shown = () => listener.evaluate(() => !document.getElementById('room-captions').hidden && /Slow line/.test(document.getElementById('room-line').textContent) &&
    /typed as it was said/.test(document.getElementById('room-captions').textContent));
  ok(await house.until(shown, (s) => s), '... shows captions, and says so');
  await listener.evaluate(() => { window.poor = false; });
  const mended = Date.now();

  await officer.goto(`/en/meetings/${meeting}/room`);
  await house.enter(officer);
  ok(await house.silent(guest, 1500) < -90, 'the chair is not heard before the microphone is on');
  await officer.click('#room-speak');
  ok(await house.hears(guest, 1500, 10) > -70, '... and is when it is');
  await officer.click('#room-speak');

  ok(await house.until(low, (l) => !l, 30) === false, 'a line that is good again returns by itself');
  note(`${((Date.now() - mended) / 1000).toFixed(0)} s after the line was mended`);

  // Who has the floor is seen.
  await guest.check('#room-camera');
  const seen = await house.until(() => listener.evaluate(() => document.getElementById('room-picture').videoWidth), (w) => w > 0, 12);
  ok(seen > 0, 'who has the floor is seen by the others', `${seen}`);

  // Raised in the room, given by the chair.
  const asking = await house.browser(900);
  await house.use(asking, await house.link(officer, meeting, { name: 'Asks once' }));
  await house.enter(asking);
  await asking.click('#room-hand');
  const hand = await house.until(() => house.step(meeting, 'hands'), (h) => /Asks once/.test(h));
  ok(/Asks once/.test(hand), 'a raised hand stands in the list');
  await officer.goto(`/en/meetings/${meeting}/room`);
  await house.enter(officer);
  house.step(meeting, 'give', `hand:${hand.split(' ')[0]}`);
  ok(await house.hears(officer, 900, 10) > -70, 'and has the floor when it is given');
  ok(await house.until(() => house.level(officer, 1000), (l) => l < -90) < -90, 'the speaker before is not heard any more');
  ok(await house.until(() => listener.evaluate(() => document.getElementById('room-picture').hidden), (h) => h), 'nor seen');

  // 200 hands at once.
  house.step(meeting, 'raise', '200');
  const up = house.step(meeting, 'hands').split('\n').length;
  ok(up >= 200, '200 hands at once are all in the list, each once', `${up}`);

  // The secretariat ends a place: whoever sits there is out at once.
  await officer.goto(`/en/meetings/${meeting}/room/people`);
  await officer.locator('li', { hasText: 'Guest of the briefing' }).locator('button').click();
  ok(/not in the room any more/.test(await house.until(() => guest.textContent('#room-says'), (t) => /not in the room/.test(t))), 'a place that ended puts its holder out');
  ok((await guest.goto(`/en/meetings/${meeting}/room`)).status() === 404, '... for whom the room is not there any more');
  ok((await guest.goto(link)).status() === 404, 'nor the link');
}

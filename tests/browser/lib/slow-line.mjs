// A bad line to a server on this machine: what goes through it, both ways together, takes the time that so many bits a second take,
// arrives late, and the line breaks at moments that follow from a seed. TCP in, TCP out; it ends with close ().
//
//   const line = await slowLine ({ to: port, kbit: 50, delay: 300, seed: 7 });   line.base is what the browser is given
//   line.breaks (40000)    from now on the line breaks after some 40,000 bytes each time, and is away for `away` milliseconds
//   line.cut ()            breaks it now          line.mute = true   what the server answers is lost, as long as it is true
import net from 'node:net';

const PACKET = 1400;
const WAITING = 8 * 1024; // a sender is stopped when so much of it waits for the line

// Mulberry32: the same numbers for the same seed.
function numbers (seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

class SlowLine {
  constructor ({ to, kbit, delay, seed, away }) {
    Object.assign(this, { to, delay, away, next: numbers(seed), bits: kbit * 1000 });
    Object.assign(this, { up: 0, down: 0, cuts: 0, mute: false, free: 0, gone: 0, left: Infinity, mean: 0, pairs: new Set(), timers: new Set() });
  }

  later (at, act) {
    const timer = setTimeout(() => { this.timers.delete(timer); act(); }, Math.max(0, at - Date.now()));
    this.timers.add(timer);
  }

  breaks (bytes) {
    this.mean = bytes;
    this.left = bytes ? Math.round(bytes * (0.5 + this.next())) : Infinity;
  }

  cut () {
    this.cuts += 1;
    this.gone = Date.now() + this.away;
    this.free = 0;
    for (const pair of this.pairs) for (const end of pair) end.destroy();
    if (this.mean) this.breaks(this.mean);
  }

  // One packet has the line for as long as its bits take, and arrives `delay` later.
  carry (from, into, packet, way) {
    this.free = Math.max(this.free, Date.now()) + packet.length * 8000 / this.bits;
    this.later(this.free, () => {
      this[way] += packet.length;
      this.left -= packet.length;
      if (this.left <= 0) this.cut();
    });
    this.later(this.free + this.delay, () => {
      from.waits -= packet.length;
      if (from.waits < WAITING) from.resume();
      if (!into.destroyed && !(way === 'down' && this.mute)) into.write(packet);
      if (from.over && from.waits === 0) into.end();
    });
  }

  join (from, into, way) {
    from.waits = 0;
    from.on('data', (data) => {
      for (let at = 0; at < data.length; at += PACKET) {
        const packet = data.subarray(at, at + PACKET);
        from.waits += packet.length;
        this.carry(from, into, packet, way);
      }
      if (from.waits >= WAITING) from.pause();
    });
    from.on('end', () => { from.over = true; if (from.waits === 0) into.end(); });
    from.on('error', () => into.destroy());
    from.on('close', () => { if (!from.over) into.destroy(); });
  }

  taken (near) {
    if (Date.now() < this.gone) { near.destroy(); return; }
    const far = net.connect({ port: this.to, host: '127.0.0.1', allowHalfOpen: true });
    const pair = [near, far];
    this.pairs.add(pair);
    for (const end of pair) end.once('close', () => { if (near.destroyed && far.destroyed) this.pairs.delete(pair); });
    this.join(near, far, 'up');
    this.join(far, near, 'down');
  }

  close () {
    for (const timer of this.timers) clearTimeout(timer);
    for (const pair of this.pairs) for (const end of pair) end.destroy();
    this.server.close();
  }
}

export function slowLine ({ to, kbit = 50, delay = 300, seed = 1, away = 1500 }) {
  const line = new SlowLine({ to, kbit, delay, seed, away });
  return new Promise((resolve, reject) => {
    line.server = net.createServer({ allowHalfOpen: true, highWaterMark: WAITING }, (near) => line.taken(near)).once('error', reject);
    line.server.listen(0, '127.0.0.1', () => { line.base = `http://127.0.0.1:${line.server.address().port}`; resolve(line); });
  });
}

// A plain RTP participant (RFC 3550, G.711 mu-law, 20 ms a packet): says a tone or nothing, keeps the last second that it heard.
import dgram from 'node:dgram';
import { decode, encode, share } from './tone.mjs';

export class Caller {
  constructor (hertz = 0) {
    this.hertz = hertz;
    this.heard = [];
    this.packets = 0;
    this.socket = dgram.createSocket('udp4');
    this.sequence = 1;
    this.at = 0;
  }

  open () {
    return new Promise((resolve) => {
      this.socket.on('message', (packet) => {
        if (packet.length < 12 || (packet[0] >> 6) !== 2) return;
        this.packets++;
        for (const byte of packet.subarray(12)) this.heard.push(decode(byte));
        if (this.heard.length > 8000) this.heard.splice(0, this.heard.length - 8000);
      });
      this.socket.bind(0, '127.0.0.1', () => resolve(this.socket.address().port));
    });
  }

  speakTo (port, address) {
    this.timer = setInterval(() => {
      const packet = Buffer.alloc(12 + 160);
      packet[0] = 0x80;
      packet.writeUInt16BE(this.sequence++ & 0xffff, 2);
      packet.writeUInt32BE(this.at, 4);
      packet.writeUInt32BE(0x7d7d7d7d, 8);
      for (let n = 0; n < 160; n++) {
        packet[12 + n] = encode(this.hertz ? Math.round(10000 * Math.sin(2 * Math.PI * this.hertz * (this.at + n) / 8000)) : 0);
      }
      this.at += 160;
      this.socket.send(packet, port, address);
    }, 20);
  }

  share (hertz) {
    return this.heard.length < 4000 ? 0 : share(this.heard, 8000, hertz);
  }

  close () {
    clearInterval(this.timer);
    this.socket.close();
  }
}

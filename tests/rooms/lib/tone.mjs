// Tones: a WAV file for Chromium's microphone, G.711 for a plain RTP participant, and how loud a tone is in what was heard.
import { writeFileSync } from 'node:fs';

// 48 kHz, mono, 16 bits; Chromium plays it again from its start, so whole waves fit into it.
export function writeTone (file, hertz, seconds = 2) {
  const rate = 48000;
  const samples = rate * seconds;
  const wav = Buffer.alloc(44 + samples * 2);
  wav.write('RIFF', 0, 'latin1');
  wav.writeUInt32LE(36 + samples * 2, 4);
  wav.write('WAVEfmt ', 8, 'latin1');
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(rate, 24);
  wav.writeUInt32LE(rate * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36, 'latin1');
  wav.writeUInt32LE(samples * 2, 40);
  for (let n = 0; n < samples; n++) wav.writeInt16LE(Math.round(12000 * Math.sin(2 * Math.PI * hertz * n / rate)), 44 + n * 2);
  writeFileSync(file, wav);
}

// ITU-T G.711, mu-law.
export function encode (sample) {
  const sign = sample < 0 ? 0x80 : 0;
  let magnitude = Math.min(Math.abs(sample), 32635) + 132;
  let exponent = 7;
  for (let mask = 0x4000; (magnitude & mask) === 0 && exponent > 0; mask >>= 1) exponent--;
  return ~(sign | (exponent << 4) | ((magnitude >> (exponent + 3)) & 15)) & 255;
}

export function decode (byte) {
  const code = ~byte & 255;
  const magnitude = (((code & 15) << 3) + 132 << ((code >> 4) & 7)) - 132;
  return code & 0x80 ? -magnitude : magnitude;
}

// Goertzel: the share of the whole power that lies at this frequency, 0 to 1; 0 where there is silence.
export function share (samples, rate, hertz) {
  const turn = 2 * Math.cos(2 * Math.PI * hertz / rate);
  let before = 0;
  let earlier = 0;
  let power = 0;
  for (const sample of samples) {
    const now = sample + turn * before - earlier;
    earlier = before;
    before = now;
    power += sample * sample;
  }
  if (power / samples.length < 100) return 0; // quieter than -50 dBFS
  return (before * before + earlier * earlier - turn * before * earlier) * 2 / (samples.length * power);
}

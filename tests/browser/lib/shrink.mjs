// A screenshot as a small PNG: at most 256 colours, one byte a pixel, or at most 16, half a byte. Pages are flat, so
// this shows nothing.
import zlib from 'node:zlib';

const crcTable = new Int32Array(256).map((_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

function chunk (type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  let crc = -1;
  for (const byte of body) crc = crcTable[(crc ^ byte) & 255] ^ (crc >>> 8);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE((crc ^ -1) >>> 0, body.length + 4);
  return out;
}

// RGB or RGBA of 8 bits, not interlaced: what Chromium writes. Returns pixels as 0xRRGGBB.
function pixels (png) {
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const channels = { 2: 3, 6: 4 }[png[25]];
  if (png[24] !== 8 || !channels || png[28] !== 0) throw new Error('not a PNG that Chromium writes');
  const parts = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  const raw = zlib.inflateSync(Buffer.concat(parts));
  const stride = width * channels;
  const out = new Uint32Array(width * height);
  let above = Buffer.alloc(stride);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (stride + 1)];
    const line = raw.subarray(y * (stride + 1) + 1, (y + 1) * (stride + 1));
    for (let i = 0; i < stride; i++) {
      const a = i >= channels ? line[i - channels] : 0;
      const b = above[i];
      const c = i >= channels ? above[i - channels] : 0;
      let guess = 0;
      if (filter === 1) guess = a;
      else if (filter === 2) guess = b;
      else if (filter === 3) guess = (a + b) >> 1;
      else if (filter === 4) {
        const p = a + b - c;
        const [pa, pb, pc] = [Math.abs(p - a), Math.abs(p - b), Math.abs(p - c)];
        guess = pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
      }
      line[i] = (line[i] + guess) & 255;
    }
    for (let x = 0; x < width; x++) {
      out[y * width + x] = (line[x * channels] << 16) | (line[x * channels + 1] << 8) | line[x * channels + 2];
    }
    above = line;
  }
  return { width, height, out };
}

const distance = (a, b) => ((a >> 16) - (b >> 16)) ** 2 + (((a >> 8) & 255) - ((b >> 8) & 255)) ** 2 +
  ((a & 255) - (b & 255)) ** 2;

export function shrink (png, colours = 256) {
  const { width, height, out } = pixels(png);
  const seen = new Map();
  for (const colour of out) seen.set(colour, (seen.get(colour) ?? 0) + 1);
  // The commonest colours; of few, such as are unlike one another, so that a small mark keeps its own.
  const apart = colours <= 16 ? 1600 : 0;
  const palette = [];
  for (const [colour] of [...seen].sort((a, b) => b[1] - a[1])) {
    if (palette.length === colours) break;
    if (apart === 0 || palette.every((other) => distance(colour, other) > apart)) palette.push(colour);
  }
  const index = new Map(palette.map((colour, n) => [colour, n]));
  const nearest = (colour) => {
    let best = 0;
    let least = Infinity;
    palette.forEach((other, n) => {
      const d = distance(colour, other);
      if (d < least) { least = d; best = n; }
    });
    return best;
  };
  const bits = colours <= 16 ? 4 : 8;
  const stride = Math.ceil(width * bits / 8) + 1;
  const rows = Buffer.alloc(height * stride);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const colour = out[y * width + x];
      if (!index.has(colour)) index.set(colour, nearest(colour));
      const n = index.get(colour);
      if (bits === 8) rows[y * stride + 1 + x] = n;
      else rows[y * stride + 1 + (x >> 1)] |= x & 1 ? n : n << 4;
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([bits, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('PLTE', Buffer.from(palette.flatMap((c) => [c >> 16, (c >> 8) & 255, c & 255]))),
    chunk('IDAT', zlib.deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

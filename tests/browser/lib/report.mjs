// A report as people send them: A4 pages of words with a photograph on the first, so that it weighs what such files weigh.
import { deflateSync } from 'node:zlib';

function photograph (side) { // grain on a slope of grey: it packs as badly as a real one does
  const bytes = Buffer.alloc(side * side);
  let grain = 12345;
  for (let n = 0; n < bytes.length; n++) {
    grain = (Math.imul(grain, 1103515245) + 12345) >>> 0;
    bytes[n] = (Math.floor(n / side) * 128 / side + (grain >>> 16) % 128) & 255;
  }
  return bytes;
}

const pack = (head, data) => {
  const packed = deflateSync(data);
  return Buffer.concat([Buffer.from(`<< ${head} /Filter /FlateDecode /Length ${packed.length} >>\nstream\n`), packed, Buffer.from('\nendstream')]);
};

function linesOf (text, wide) {
  const lines = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    for (const word of paragraph.split(' ')) {
      if (line.length + word.length > wide) { lines.push(line); line = ''; }
      line += (line ? ' ' : '') + word;
    }
    lines.push(line);
  }
  return lines;
}

const inPdf = (line) => `(${line.replace(/[’‘]/g, "'").replace(/œ/g, 'oe').replace(/[\\()]/g, '\\$&')}) Tj T*`;

function drawn (lines, page, first) {
  const top = first ? 480 : 790;
  return `${first ? 'q 300 0 0 300 140 510 cm /I Do Q ' : ''}BT /F 11 Tf 14 TL 60 ${top} Td ${lines.map(inPdf).join(' ')} ET BT /F 9 Tf 290 30 Td (${page}) Tj ET`;
}

// text goes round until the pages are full; side: of the photograph, whose square is about the bytes that it takes.
export function report (text, pages, side) {
  const objects = ['', '', '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    pack(`/Type /XObject /Subtype /Image /Width ${side} /Height ${side} /ColorSpace /DeviceGray /BitsPerComponent 8`, photograph(side))];
  const lines = linesOf(text, 90), kids = [];
  for (let page = 1, at = 0; page <= pages; page++) {
    const most = page === 1 ? 32 : 52, some = Array.from({ length: most }, (_, n) => lines[(at + n) % lines.length]);
    at += most;
    objects.push(pack('', Buffer.from(drawn(some, page, page === 1), 'latin1')));
    objects.push(`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${objects.length} 0 R /Resources << /Font << /F 3 0 R >> /XObject << /I 4 0 R >> >> >>`);
    kids.push(`${objects.length} 0 R`);
  }
  objects[0] = '<< /Type /Catalog /Pages 2 0 R >>';
  objects[1] = `<< /Type /Pages /Count ${pages} /Kids [${kids.join(' ')}] >>`;
  const out = [Buffer.from('%PDF-1.5\n')], offsets = [];
  let size = out[0].length;
  const add = (bytes) => { out.push(bytes); size += bytes.length; };
  objects.forEach((body, n) => {
    offsets.push(size);
    add(Buffer.concat([Buffer.from(`${n + 1} 0 obj\n`), Buffer.from(body), Buffer.from('\nendobj\n')]));
  });
  const start = size;
  add(Buffer.from(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((o) => `${String(o).padStart(10, '0')} 00000 n \n`).join('')}`
    + `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`));
  return Buffer.concat(out);
}

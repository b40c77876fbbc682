/* What JPEG and PNG pictures say of their maker, taken out by bytes before they are sealed: the same segments and chunks that the server's cleaner
 * takes out (src/document/cleaner). clean (bytes) gives { bytes, found }, where found are words of the page (data-word of sealed-files.html); null:
 * it is no such picture, or its bytes do not follow one another as they should, and it goes as it is. */
const ascii = (b, at, n) => String.fromCharCode(...b.subarray(at, at + n));
const two = (b, at) => b[at] * 256 + b[at + 1];
const four = (b, at) => two(b, at) * 65536 + two(b, at + 2);

function joined(kept) {
  const all = new Uint8Array(kept.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of kept) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/* Of the camera's notes (TIFF): whether they say where it was, and how the picture is turned. */
function exif(b, found) {
  const little = ascii(b, 0, 2) === "II", n2 = (at) => (little ? b[at] + b[at + 1] * 256 : two(b, at));
  const n4 = (at) => (little ? n2(at) + n2(at + 2) * 65536 : four(b, at)), first = n4(4);
  let turned = 1;
  found.add("exif");
  for (let n = 0, at = first + 2; n < n2(first) && at + 12 <= b.length; n++, at += 12) {
    if (n2(at) === 0x8825) found.add("place");
    if (n2(at) === 0x0112 && n2(at + 8) > 0 && n2(at + 8) <= 8) turned = n2(at + 8);
  }
  return turned;
}

/* That it is to be turned is all that stays of them, else it would lie on its side. */
function turnedBy(turned) {
  return Uint8Array.of(0xff, 0xe1, 0, 34, 0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, turned,
    0, 0, 0, 0, 0, 0);
}

/* Segments that the picture needs: all but comments and those of applications, except the colours'. */
function needed(marker, b, at) {
  if (marker === 0xe0) return ascii(b, at, 5) === "JFIF\0";
  if (marker === 0xe2) return ascii(b, at, 12) === "ICC_PROFILE\0";
  return marker === 0xee || (marker !== 0xfe && (marker < 0xe0 || marker > 0xef));
}

function jpeg(b) {
  const kept = [b.subarray(0, 2)], found = new Set();
  let at = 2, turned = 1;
  while (at + 4 <= b.length && b[at + 1] !== 0xd9) {
    const marker = b[at + 1], end = at + 2 + two(b, at + 2), data = at + 4;
    if (b[at] !== 0xff) return null;
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (end < data || end > b.length) return null;
    if (!needed(marker, b, data)) {
      if (marker === 0xe1 && ascii(b, data, 6) === "Exif\0\0") turned = exif(b.subarray(data + 6, end), found);
      else found.add(marker === 0xe1 && ascii(b, data, 20) === "http://ns.adobe.com/" ? "xmp" : { 0xfe: "comment", 0xed: "iptc" }[marker] || "notes");
      at = end;
      continue;
    }
    const from = at;
    at = end;
    if (marker === 0xda) { /* the picture itself, up to the next marker that is none of its own */
      while (at + 1 < b.length && !(b[at] === 0xff && b[at + 1] !== 0 && !(b[at + 1] >= 0xd0 && b[at + 1] <= 0xd7))) at++;
      if (at + 1 >= b.length) return null;
    }
    kept.push(b.subarray(from, at));
  }
  if (b[at] !== 0xff || b[at + 1] !== 0xd9) return null;
  kept.push(b.subarray(at, at + 2));
  if (at + 2 < b.length) found.add("behind");
  if (turned !== 1) kept.splice(1, 0, turnedBy(turned));
  return { bytes: joined(kept), found };
}

const DRAW = "IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD hIST pHYs sPLT acTL fcTL fdAT cICP".split(" ");
const TOLD = { tEXt: "text", zTXt: "text", iTXt: "text", tIME: "time" };

function png(b) {
  const kept = [b.subarray(0, 8)], found = new Set();
  for (let at = 8; at + 12 <= b.length;) {
    const type = ascii(b, at + 4, 4), end = at + 12 + four(b, at);
    if (end > b.length) return null;
    if (DRAW.includes(type)) kept.push(b.subarray(at, end));
    else if (type === "eXIf") exif(b.subarray(at + 8, end - 4), found);
    else found.add(TOLD[type] || "notes");
    at = end;
    if (type !== "IEND") continue;
    if (at < b.length) found.add("behind");
    return { bytes: joined(kept), found };
  }
  return null;
}

export function clean(b) {
  if (b[0] === 0xff && b[1] === 0xd8) return jpeg(b);
  return ascii(b, 0, 8) === "\x89PNG\r\n\x1a\n" ? png(b) : null;
}

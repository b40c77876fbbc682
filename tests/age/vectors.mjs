// vectors.mjs FOLDER: writes the public test vectors of the age format (npm's cctv-age, locked in tests/browser) that speak of X25519, in
// bytes or in armour, into FOLDER, one a file. Left out: passphrases and post-quantum keys, which Treatydesk neither makes nor opens.
import { writeFileSync } from "node:fs";
import { inflateSync } from "node:zlib";
import * as suite from "../browser/node_modules/cctv-age/index.js";

const folder = process.argv[2];
let n = 0;
for (const [name, vector] of Object.entries(suite.default ?? suite)) {
  let bytes = Buffer.from(vector);
  const end = bytes.indexOf("\n\n");
  const head = bytes.subarray(0, end).toString("latin1").split("\n");
  if (/^(armor_)?(hybrid|scrypt)/.test(name) || head.some((line) => line.startsWith("passphrase"))) continue;
  if (head.includes("compressed: zlib"))
    bytes = Buffer.concat([Buffer.from(head.filter((line) => !line.startsWith("compressed")).join("\n") + "\n\n"),
      inflateSync(bytes.subarray(end + 2))]);
  writeFileSync(`${folder}/${name}`, bytes);
  n++;
}
if (n < 40) throw new Error(`only ${n} vectors`);

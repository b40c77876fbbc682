/* node build.mjs OUT: everything in one file. Recipients of other kinds than X25519 are left out. */
import { build } from "esbuild";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url)); // Debian 12 has Node 18, which knows no import.meta.dirname
const none = path.resolve(here, "none.mjs");
await build({
  entryPoints: [path.resolve(here, "seal.mjs")], outfile: process.argv[2], bundle: true, minify: true, format: "iife",
  target: ["chrome84", "firefox90", "safari15"], legalComments: "eof", logLevel: "warning",
  alias: { "@noble/post-quantum/hybrid.js": none, "@noble/curves/nist.js": none, "@noble/hashes/scrypt.js": none },
});

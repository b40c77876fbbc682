/* node build.mjs OUT: everything in one file. Recipients of other kinds than X25519 are left out. */
import { build } from "esbuild";
import path from "node:path";

const none = path.resolve(import.meta.dirname, "none.mjs");
await build({
  entryPoints: [path.resolve(import.meta.dirname, "seal.mjs")], outfile: process.argv[2], bundle: true, minify: true, format: "iife",
  target: ["chrome84", "firefox90", "safari15"], legalComments: "eof", logLevel: "warning",
  alias: { "@noble/post-quantum/hybrid.js": none, "@noble/curves/nist.js": none, "@noble/hashes/scrypt.js": none },
});

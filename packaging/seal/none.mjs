/* In the place of what the page has no use for: other kinds of recipients, passphrases. */
function none() {
  throw new Error("not in this build");
}
const nothing = new Proxy(none, { get: () => nothing });
export { nothing as MLKEM768P256, nothing as MLKEM768X25519, nothing as p256, nothing as scrypt };

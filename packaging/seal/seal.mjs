/* Sealing in the browser: what is typed and chosen is locked to the officers' keys before it leaves the device. The same forms work without this
 * script, sealed by the server then. A large file goes in pieces, each a sealed file of its own, so that a line that breaks loses one piece;
 * which pieces of a file have arrived, the page of who came back says. What small JPEG and PNG pictures say of their maker is taken out first (clean.mjs),
 * and shown as they are chosen. Which State it is about goes into the message; the server is not told. */
import { Encrypter } from "age-encryption";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, hexToBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import { clean } from "./clean.mjs";

const PIECE = 8 * 1024 * 1024, TRIES = 4;

function say(page, word) {
  const told = page.querySelector('[data-seal-words] [data-word="' + word + '"]');
  return told ? told.textContent : "";
}

function tell(form, kind, text) {
  document.querySelectorAll("[data-seal-told]").forEach((old) => old.remove());
  const told = document.createElement("p");
  told.dataset.sealTold = "";
  told.className = kind;
  told.setAttribute("role", kind === "error" ? "alert" : "status");
  told.textContent = text;
  form.querySelector("[data-seal-send]").closest(".buttons").before(told);
  return told;
}

function recipientsOf(form) {
  const keys = form.dataset.seal.split(" ").filter((key) => key !== "");
  /* X25519 alone: an officer's age of today opens nothing else. */
  if (keys.length === 0 || !keys.every((key) => /^age1[02-9ac-hj-np-z]{58}$/.test(key))) throw new Error("keys");
  return keys;
}

async function seal(keys, bytes) {
  const encrypter = new Encrypter();
  keys.forEach((key) => encrypter.addRecipient(key));
  return new Blob([await encrypter.encrypt(bytes)], { type: "application/octet-stream" });
}

async function bytesOf(blob) {
  return new Uint8Array(await blob.arrayBuffer());
}

/* The same file is known again by it, by who has the root alone. */
function wordOf(root, file) {
  return bytesToHex(hmac(sha256, hexToBytes(root), utf8ToBytes(file.name + "\0" + file.size + "\0" + file.lastModified))).slice(0, 32);
}

function messageOf(text, state, small, large) {
  const lines = state ? ["State: " + state + "\n"] : [];
  small.forEach((file, n) => lines.push("File " + (n + 1) + " of this message: " + file.name + "\n"));
  large.forEach((file) => lines.push("In pieces, which follow: " + file.name + ", " + file.size + " bytes, changed last " + file.lastModified + "\n"));
  return utf8ToBytes(text + (lines.length > 0 ? "\n\n-- \n" : "") + lines.join(""));
}

async function post(action, data) {
  for (let n = 1; ; n++) {
    try {
      const reply = await fetch(action, { method: "POST", body: data, credentials: "same-origin", referrerPolicy: "no-referrer" });
      if (reply.status < 500) return reply;
    } catch (broken) {
      if (n >= TRIES) throw broken;
    }
    if (n >= TRIES) throw new Error("busy");
    await new Promise((next) => setTimeout(next, 500 * 2 ** n));
  }
}

/* The page that came back takes the place of this one. */
async function show(reply) {
  const page = new DOMParser().parseFromString(await reply.text(), "text/html"), main = page.querySelector("main");
  if (!main) throw new Error("page");
  document.title = page.title;
  const looks = document.querySelectorAll("[data-seal-found]"), next = main.querySelector("h2");
  document.querySelector("main").replaceWith(main);
  if (next && reply.status === 200) looks.forEach((look) => next.before(look));
  scrollTo(0, 0);
  dress(main);
  const first = main.querySelector("#errors, [role=status], h1");
  first.tabIndex = -1;
  first.focus();
}

async function sendPieces(keys, files) {
  const form = document.querySelector("form[data-seal]"), root = form.querySelector("[name=root]").value;
  const told = document.querySelector("[data-seal-pieces]"), there = new Set(told ? told.dataset.sealPieces.split(" ") : []);
  const line = tell(form, "hint", say(document, "pieces")), bar = document.createElement("progress");
  bar.max = files.reduce((sum, file) => sum + file.size, 0);
  bar.value = 0;
  bar.setAttribute("aria-label", line.textContent);
  line.after(bar);
  for (const file of files) {
    const word = wordOf(root, file);
    for (let at = 0, piece = 1; at < file.size; at += PIECE, piece++) {
      const part = file.slice(at, at + PIECE);
      if (!there.has(word + ":" + piece)) {
        const data = new FormData();
        data.append("root", root);
        data.append("piece-of", word);
        data.append("piece", String(piece));
        data.append("file-1", await seal(keys, await bytesOf(part)), "piece.age");
        if ((await post(form.action, data)).status !== 200) throw new Error("piece");
      }
      bar.value += part.size;
    }
  }
  bar.remove();
  tell(form, "hint", say(document, "arrived"));
}

/* ---- pictures ---- */

async function cleaned(file) {
  const bytes = await bytesOf(file);
  try {
    return clean(bytes);
  } catch (odd) {
    return null; /* it goes as it is */
  }
}

function lineOf(form, file, look) {
  const line = document.createElement("li"), name = document.createElement("bdi"), found = look ? [...look.found] : [];
  name.textContent = file.name;
  line.append(name, ": " + say(form, look ? (found.length ? "found" : "clean") : "asis") + " " + found.map((word) => say(form, word)).join("; "));
  return line;
}

/* What a chosen picture says stands below its field. */
async function chosen(event) {
  const input = event.target, form = input.closest("form[data-seal]");
  if (!form || input.type !== "file" || byServer) return;
  const list = document.createElement("ul");
  list.dataset.sealFound = input.id;
  list.setAttribute("aria-live", "polite");
  for (const file of input.files) list.append(lineOf(form, file, file.size <= PIECE ? await cleaned(file) : null));
  form.querySelectorAll('[data-seal-found="' + input.id + '"]').forEach((old) => old.remove());
  if (input.files.length) input.after(list);
}

/* ---- the State ---- */

/* "closed", "unknown", or nothing: as the page was told of all States, so that the server need not be asked about one. */
function gateOf(form) {
  const state = form.querySelector("[name=state]"), code = state ? state.value : "";
  const is = (list) => code !== "" && (list || "").split(" ").includes(code);
  return is(form.dataset.sealClosed) ? "closed" : is(form.dataset.sealUnknown) ? "unknown" : "";
}

function showGate(form) {
  const gate = gateOf(form);
  form.querySelectorAll("[data-seal-gate]").forEach((part) => { part.hidden = part.dataset.sealGate !== gate; });
  return gate;
}

async function send(form) {
  const keys = recipientsOf(form), text = form.querySelector("[name=text]").value.trim();
  const files = Array.from(form.querySelectorAll("input[type=file]")).flatMap((input) => Array.from(input.files));
  const small = files.filter((file) => file.size <= PIECE), large = files.filter((file) => file.size > PIECE);
  const root = form.querySelector("[name=root]"), state = form.querySelector("[name=state]"), data = new FormData();

  if (text === "" && files.length === 0) return false;
  if (root) data.append("root", root.value);
  data.append("message", await seal(keys, messageOf(text, state && state.value, small, large)), "message.age");
  for (let n = 0; n < small.length; n++) {
    const look = await cleaned(small[n]);
    data.append("file-" + (n + 1), await seal(keys, look ? look.bytes : await bytesOf(small[n])), n + 1 + ".age");
  }
  const reply = await post(form.action, data);
  await show(reply);
  if (large.length > 0 && reply.status === 200) await sendPieces(keys, large);
  return true;
}

async function submitted(event) {
  const form = event.target;
  if (!form.matches("form[data-seal]") || byServer) return;
  if (form.dataset.sealOff !== undefined) { /* once alone: should the line break, what is typed then is sealed here again */
    delete form.dataset.sealOff;
    return;
  }
  event.preventDefault();
  if (showGate(form) === "closed") {
    form.querySelector("[name=state]").focus();
    return;
  }
  const button = form.querySelector("[data-seal-send]");
  button.disabled = true;
  tell(form, "hint", say(document, "works"));
  try {
    if (await send(form)) return;
    form.dataset.sealOff = ""; /* nothing to seal: the server says what is missing */
    button.disabled = false;
    form.requestSubmit();
  } catch (wrong) {
    const now = document.querySelector("form[data-seal]");
    now.querySelector("[data-seal-send]").disabled = false;
    tell(now, "error", say(document, "failed"));
  }
}

/* Whoever wants metadata taken out leaves the sealing to the server. */
let byServer = false;
function turnOff() {
  byServer = true;
  document.querySelectorAll("[data-seal-says]").forEach((told) => { told.hidden = false; });
  document.querySelectorAll("[data-seal-plain]").forEach((told) => { told.hidden = false; });
  document.querySelectorAll("[data-seal-found]").forEach((told) => told.remove());
  document.querySelectorAll("[data-seal-script]").forEach((told) => { told.hidden = true; });
  const area = document.querySelector("form[data-seal] textarea");
  if (area) area.focus();
}

function dress(part) {
  if (byServer) return;
  part.querySelectorAll("[data-seal-by-server]").forEach((button) => button.addEventListener("click", turnOff));
  part.querySelectorAll("[data-seal-says], [data-seal-plain]").forEach((told) => { told.hidden = true; });
  part.querySelectorAll("[data-seal-script]").forEach((told) => { told.hidden = false; });
}

if (window.fetch && window.FormData && Blob.prototype.arrayBuffer) {
  document.addEventListener("submit", submitted);
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-seal]");
    if (form && event.target.name === "state" && !byServer) showGate(form);
    chosen(event);
  });
  dress(document);
}

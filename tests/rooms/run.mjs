// ./test rooms: Janus itself, Chromium with tones for microphones, telephones' plain RTP. node run.mjs --build DIR [--only WORD].
// Each NN-name.mjs exports async function story (house); each has an instance, a Janus and browsers of its own.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as tap from '../browser/lib/tap.mjs';
import { House } from './lib/house.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const value = (name, other) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? other : process.argv[at + 1];
};

// Stories wait for sound more than they work, so they are told beside one another.
async function tell (file) {
  const { story } = await import(pathToFileURL(path.join(here, file)));
  const house = new House(value('--build', 'build-test'));
  const start = Date.now();
  try {
    await house.open();
    await story(house, tap);
  } catch (error) {
    tap.ok(false, `${file} could be told to its end`, `${error.stack}\n${error.stderr ?? ''}\n${await house.lastWords()}`);
  } finally {
    await house.close();
  }
  tap.note(`${file}: ${((Date.now() - start) / 1000).toFixed(1)} s`);
}

const only = value('--only', '');
await Promise.all(readdirSync(here).filter((f) => /^\d\d-.*\.mjs$/.test(f) && f.includes(only)).sort().map(tell));
process.exit(tap.done());

// Runs what tests/browser/ holds: node run.mjs --build DIR [--only WORD]. Each NN-name.mjs exports async function
// story ({ browser, desk, person… }). They share one instance with the sample report published, one after the other; those
// that export const alone = true have such an instance each, and are told beside the others.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as chromium from './lib/chromium.mjs';
import { Desk } from './lib/desk.mjs';
import * as tap from './lib/tap.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const value = (name, other) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? other : process.argv[at + 1];
};

const stories = async (only) => Promise.all(readdirSync(here).filter((f) => /^\d\d-.*\.mjs$/.test(f) && f.includes(only)).sort()
  .map(async (file) => ({ file, ...await import(pathToFileURL(path.join(here, file))) })));

async function tell ({ file, story }, given) {
  const start = Date.now();
  try {
    await story({ ...given, ...chromium, ...tap });
  } catch (error) {
    tap.ok(false, `${file} could be told to its end`, error.stack);
  }
  tap.note(`${file}: ${((Date.now() - start) / 1000).toFixed(1)} s`);
}

// Stories one after the other, on one instance and in one browser.
async function together (told) {
  const desk = new Desk(value('--build', 'build-test'));
  let browser;
  try {
    desk.init();
    const sample = desk.submit('samples/sample-report.pdf', ['--public', '--articles', '16,17,22']);
    desk.publish(sample.id);
    await desk.serve();
    browser = await chromium.launch();
    for (const each of told) await tell(each, { browser, desk, sample });
  } catch (error) {
    tap.ok(false, 'the server and the browser start', `${error.stack}\n${error.stderr ?? ''}`);
  } finally {
    await browser?.close();
    desk.close();
  }
}

async function main () {
  const all = await stories(value('--only', ''));
  const shared = all.filter((s) => !s.alone);
  await Promise.all([
    shared.length ? together(shared) : null,
    (async () => { for (const each of all.filter((s) => s.alone)) await together([each]); })(),
  ]);
  return tap.done();
}

process.exit(await main());

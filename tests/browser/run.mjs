// Runs what tests/browser/ holds: node run.mjs --build DIR [--only WORD]. Each NN-name.mjs exports async function
// story ({ browser, desk, person… }); all share one instance with the sample report published.
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

async function main () {
  const only = value('--only', '');
  const desk = new Desk(value('--build', 'build-test'));
  let browser;
  try {
    desk.init();
    const sample = desk.submit('samples/sample-report.pdf', ['--public', '--articles', '16,17,22']);
    desk.publish(sample.id);
    await desk.serve();
    browser = await chromium.launch();
    for (const file of readdirSync(here).filter((f) => /^\d\d-.*\.mjs$/.test(f) && f.includes(only)).sort()) {
      const { story } = await import(pathToFileURL(path.join(here, file)));
      const start = Date.now();
      try {
        await story({ browser, desk, sample, ...chromium, ...tap });
      } catch (error) {
        tap.ok(false, `${file} could be told to its end`, error.stack);
      }
      tap.note(`${file}: ${((Date.now() - start) / 1000).toFixed(1)} s`);
    }
  } catch (error) {
    tap.ok(false, 'the server and the browser start', `${error.stack}\n${error.stderr ?? ''}`);
  } finally {
    await browser?.close();
    desk.close();
  }
  return tap.done();
}

process.exit(await main());

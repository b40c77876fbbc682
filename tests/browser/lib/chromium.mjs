// Debian's Chromium, driven by playwright-core; contexts as people differ: script or none, width, language, colours.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';
import { ok } from './tap.mjs';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

// more: switches of one's own, such as those of devices that Chromium makes up.
export async function launch (more = []) {
  const program = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser'].find((p) => p && existsSync(p));
  if (!program) throw new Error('Chromium is not installed: ./test browser installs it.');
  return chromium.launch({ executablePath: program, headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage', ...more] });
}

// A person's browser. Anything that a page asks of another host, or an error in its console, is a finding.
export async function person (browser, base, { script = true, width = 1280, height = 900, language = 'en', dark = false, zone } = {}) {
  const context = await browser.newContext({ baseURL: base, javaScriptEnabled: script, viewport: { width, height },
    locale: language, colorScheme: dark ? 'dark' : 'light', reducedMotion: 'reduce', timezoneId: zone });
  const page = await context.newPage();
  page.findings = [];
  page.on('request', (r) => {
    if (!r.url().startsWith(base) && !r.url().startsWith('data:')) page.findings.push(`asks another host: ${r.url()}`);
  });
  page.on('console', (m) => {
    const text = m.text();
    if (m.type() === 'error' && !/status of (4|5)\d\d/.test(text)) page.findings.push(`console: ${text}`);
  });
  page.on('pageerror', (e) => page.findings.push(`script: ${e.message}`));
  page.setDefaultTimeout(20000); // two stories at once wait for one another
  return page;
}

// Serious and critical findings of axe, by WCAG 2.2 AA and its best practices for landmarks and headings.
export async function axe (page, name) {
  await page.evaluate(axeSource);
  const found = await page.evaluate(() => window.axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    resultTypes: ['violations'],
  }));
  ok(found.violations.length === 0, `axe: ${name}`, found.violations.flatMap((v) =>
    [`${v.impact}: ${v.id}: ${v.help}`, ...v.nodes.slice(0, 3).map((n) => `  ${n.html.slice(0, 140)}`)]));
}

// No sideways scrolling, nothing that the page should not have asked, words in the right direction.
export async function sound (page, name, { direction = 'ltr' } = {}) {
  const facts = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth - window.innerWidth,
    dir: getComputedStyle(document.documentElement).direction, lang: document.documentElement.lang,
    h1: document.querySelectorAll('h1').length, title: document.title }));
  ok(facts.wide <= 0, `no sideways scrolling: ${name}`, `${facts.wide} px too wide`);
  ok(facts.dir === direction && facts.lang && facts.h1 === 1 && facts.title, `direction, language, title, one h1: ${name}`,
    JSON.stringify(facts));
  ok(page.findings.length === 0, `nothing asked of others, no errors: ${name}`, page.findings);
  page.findings.length = 0;
}

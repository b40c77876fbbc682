// What is for the Committee alone shows to nobody else; a declined receipt leaves nothing but the log's growth.
import path from 'node:path';
import { root } from './lib/desk.mjs';
import { idOf, press, send, signIn, turn, watcher } from './lib/steps.mjs';

const corpus = (name) => path.join(root, 'tests/document/corpus', name);

async function confidential (browser, { desk, person, ok, script }) {
  const who = `confidential, ${script ? 'with' : 'without'} script`;
  const page = await person(browser, desk.base, { script, width: 360 });
  const title = `Rapport reserve ${script ? 'un' : 'deux'}`;
  await send(page, { file: corpus('fr.docx'), visibility: 'confidential', state: 'MLI', title, name: 'Collectif Inconnu',
    priority: 'Personne ne doit le lire ici.' });
  const id = await idOf(page);
  const stranger = await person(browser, desk.base, { script });
  for (const address of ['/en', '/en/states', '/en/states/MLI', '/fr/states/MLI', '/en/states/MLI.json', '/en/search?words=rapport+reserve',
    '/fr/search?words=migrants&state=MLI', '/en/search.json?words=d%C3%A9tention&state=MLI', `/en/submissions/${id}`, `/en/submissions/${id}.json`,
    `/en/submissions/${id}/receipt`, `/en/submissions/${id}/receipt-file`, `/en/submissions/${id}/files/1`]) {
    const answer = await stranger.request.get(address, { headers: { accept: address.includes('.json') ? 'application/json' : 'text/html' } });
    const text = await answer.text();
    ok(!/Rapport reserve|Inconnu|Personne ne doit/.test(text)
      && (address.includes(id) ? answer.status() === 404 : !text.includes(id)), `nothing of it at ${address.replace(id, 'ID')}: ${who}`, `${answer.status()} ${text.slice(0, 300)}`);
  }
  await stranger.context().close();
  const secretary = await person(browser, desk.base, { script });
  await signIn(secretary, desk);
  const link = secretary.locator('tr', { hasText: title }).locator('a');
  ok(await link.count() === 1 && await secretary.locator('tr[data-waits]', { hasText: title }).count() === 0,
    `the desk shows it, and that it waits for nobody's word: ${who}`);
  await turn(secretary, () => link.click());
  ok(await secretary.locator('button[value=publish]').count() === 0, `nobody can publish it: ${who}`);
  ok((await secretary.innerText('main')).includes('Collectif Inconnu'), `the secretariat reads who sent it: ${who}`);
  await secretary.context().close();
  await page.context().close();
}

const size = async (page) => Number((await (await page.request.get('/log/checkpoint')).text()).split('\n')[1]);

async function declined (browser, { desk, person, ok, script }) {
  const who = `declined receipt, ${script ? 'with' : 'without'} script`;
  const page = await person(browser, desk.base, { script });
  const before = await size(page);
  await send(page, { file: corpus('es.docx'), receipt: false, visibility: 'name-withheld', state: 'GTM', seen: watcher(who, { script }) });
  const id = await idOf(page);
  ok(await page.locator('.slip').count() === 0 && await page.locator('a[download]').count() === 0, `no slip: ${who}`);
  for (const address of ['receipt', 'receipt-file']) {
    const answer = await page.goto(`/en/submissions/${id}/${address}`).catch((e) => e);
    ok(answer.status?.() === 404, `no ${address}, not for its sender either: ${who}`, String(answer.status?.() ?? answer));
  }
  let after = before;
  for (let n = 0; n < 40 && after <= before; n++) {
    await page.waitForTimeout(100);
    after = await size(page);
  }
  ok(after > before, `the log grows: ${who}`, `${before}, ${after}`);
  await page.goto('/en/send/done');
  await press(page, 'form[action$="/leave"] button');
  const cookies = await page.context().cookies();
  ok(cookies.every((c) => c.name !== 'td_draft'), `forgotten on this device: ${who}`, JSON.stringify(cookies));
  const gone = await page.goto(`/en/submissions/${id}`);
  ok(gone.status() === 404, `nothing of it is left here: ${who}`, String(gone.status()));
  await page.context().close();
}

export async function story (t) {
  for (const script of [true, false]) {
    await confidential(t.browser, { ...t, script });
    await declined(t.browser, { ...t, script });
  }
}

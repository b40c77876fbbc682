// Every page that a visitor can reach by links: wide and narrow, with and without script, in six languages, dark.

// One page of each shape is enough: ids, States and numbers stand for one another.
const shape = (address) => address.replace(/[?#].*/, '').replace(/\.(json|csv|atom|ics|txt)$/, '')
  .replace(/\/[0-9a-hjkmnp-tv-z]{16}\b/g, '/ID').replace(/\/[A-Z]{3}(?=\/|$)/gi, (s) => (/^\/(en|ar|es|fr|ru|zh)$/i.test(s) ? s : '/STATE'))
  .replace(/\/\d+(?=\/|$)/g, '/N');

export async function reachable (page, start) {
  const seen = new Map();
  const todo = [start];
  while (todo.length > 0 && seen.size < 40) {
    const address = todo.shift();
    if (seen.has(shape(address))) continue;
    const answer = await page.goto(address);
    const kind = answer?.headers()['content-type'] ?? '';
    if (!kind.startsWith('text/html')) continue;
    seen.set(shape(address), address);
    const links = await page.$$eval('a[href]', (all) => all.filter((a) => !a.hasAttribute('download'))
      .map((a) => a.getAttribute('href')));
    for (const link of links) {
      const url = new URL(link, page.url());
      const direct = url.pathname.split('/')[1] === start.split('/')[1];
      if (url.origin === new URL(page.url()).origin && direct && !/\.(json|csv|atom|ics|txt|pdf|docx)$/.test(url.pathname)) {
        todo.push(url.pathname + url.search);
      }
    }
  }
  return [...seen.values()];
}

export const alone = true;

export async function story ({ browser, desk, person, axe, sound, ok, note }) {
  const wide = await person(browser, desk.base);
  const pages = await reachable(wide, '/en/');
  note(`pages: ${pages.join(' ')}`);
  ok(pages.length >= 8, 'links lead from the home page to the others', pages);
  for (const address of pages) {
    await wide.goto(address);
    await sound(wide, `${address} wide`);
    await axe(wide, `${address} wide`);
  }
  await wide.context().close();

  for (const [name, how] of Object.entries({
    'without script, narrow': { script: false, width: 360, height: 740 },
    'narrow, dark': { width: 360, height: 740, dark: true },
  })) {
    const page = await person(browser, desk.base, how);
    for (const address of pages) {
      await page.goto(address);
      await sound(page, `${address} ${name}`);
      if (how.dark) await axe(page, `${address} ${name}`);
    }
    await page.context().close();
  }

  const arabic = await person(browser, desk.base, { width: 360, height: 740, language: 'ar' });
  for (const address of pages.map((a) => a.replace(/^\/en\b/, '/ar'))) {
    await arabic.goto(address);
    await sound(arabic, `${address} narrow`, { direction: 'rtl' });
    await axe(arabic, `${address} narrow`);
  }
  await arabic.context().close();

  // Longer words and other letters: nothing sticks out.
  for (const language of ['es', 'fr', 'ru', 'zh']) {
    const page = await person(browser, desk.base, { width: 360, height: 740, language });
    for (const address of pages.map((a) => a.replace(/^\/en\b/, `/${language}`))) {
      await page.goto(address);
      await sound(page, `${address} narrow`);
    }
    await page.context().close();
  }
}

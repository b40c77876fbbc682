// The pages of accounts in a browser: narrow, right to left, without script, and what axe finds.
import { turn } from './lib/steps.mjs';

const PASSWORD = 'four words put together';

function add (desk, address, ...more) {
  desk.run(['user', 'add', desk.dir, address, ...more], `${PASSWORD}\n`);
}

async function signIn (page, desk, address) {
  const { codes } = JSON.parse(desk.run(['user', 'second-factor', desk.dir, address, '--codes', '--json']));
  await page.goto('/en/sign-in');
  await page.fill('[name=address]', address);
  await page.fill('[name=password]', PASSWORD);
  await turn(page, () => page.click('main form button'));
  await page.fill('[name=code]', codes[0]);
  await turn(page, () => page.click('main form button'));
}

export async function story ({ browser, desk, person, axe, sound, ok }) {
  add(desk, 'admin@example.org', '--role', 'administrator', '--name', 'Administrator');
  add(desk, 'member@example.org', '--role', 'member', '--state', 'GHA', '--until', '2031-12-31', '--name', 'A name '.repeat(28));
  add(desk, 'mission@example.org', '--role', 'permanent-mission', '--state', 'MAR');
  desk.run(['user', 'role', desk.dir, 'admin@example.org', '--role', 'secretariat']);
  const visits = {
    'admin@example.org': ['/account', '/people', '/people?words=member'],
    'member@example.org': ['/account'],
    'mission@example.org': ['/account', '/account/state-people'],
  };
  for (const [address, paths] of Object.entries(visits)) {
    const page = await person(browser, desk.base, { width: 360, height: 740 });
    await signIn(page, desk, address);
    for (const locale of ['en', 'ar']) {
      for (const path of paths) {
        const answer = await page.goto(`/${locale}${path}`);
        ok(answer.status() === 200, `/${locale}${path} as ${address}`);
        await axe(page, `/${locale}${path} as ${address}`);
        await sound(page, `/${locale}${path} as ${address}`, { direction: locale === 'ar' ? 'rtl' : 'ltr' });
      }
    }
    if (address.startsWith('admin')) {
      await page.goto('/en/people?words=member');
      await turn(page, () => page.click('main table a'));
      await axe(page, 'one account');
      await sound(page, 'one account');
      await page.selectOption('[name=role]', 'chair');
      await turn(page, () => page.click('form[action$="/roles"] button'));
      ok(await page.locator('.errors a').count() === 1, 'a chair for longer than the member is asked again');
      await axe(page, 'one account with an error');
      await page.fill('[name=ends]', '2030-12-31');
      await turn(page, () => page.click('form[action$="/roles"] button'));
      ok(await page.locator('.notice[data-kind=good]').count() === 1, 'a chair within it is given');
    }
    await page.context().close();
  }
  const nobody = await person(browser, desk.base, { width: 360, height: 740, script: false });
  for (const path of ['/en/register', '/ar/register', '/en/register?sent=1']) {
    await nobody.goto(path);
    ok(await nobody.locator('h1').count() === 1, `${path} without script`);
  }
  await nobody.context().close();
}

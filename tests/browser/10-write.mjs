// A report is written here instead of sent as a file: with and without script, narrow, right to left, by keyboard; over a line
// that breaks; and nothing of it stays on the computer.
import { press, send, step, turn, watcher } from './lib/steps.mjs';

const people = [
  { script: true, width: 1280, state: 'MEX', whole: true },
  { script: false, width: 360, state: 'LKA' },
  { script: true, width: 360, language: 'ar', state: 'MAR' },
  { script: false, width: 360, language: 'ar', state: 'EGY', whole: true },
];

const words = {
  en: { who: 'We are a union of migrant workers.', priorities: 'No child is held, as article 17 asks.',
    articles: 'Workers are held without a decision, contrary to article 16.', questions: 'How many persons were held in 2025?',
    recommendations: 'Release every worker who is held without a decision.', title: 'Held without a decision' },
  ar: { who: 'نحن نقابة للعمال المهاجرين.', priorities: 'عدم احتجاز أي طفل كما تطلب المادة 17.',
    articles: 'يُحتجز العمال دون قرار خلافاً للمادة 16.', questions: 'كم عدد الأشخاص الذين احتُجزوا في عام 2025؟',
    recommendations: 'الإفراج عن كل عامل محتجز دون قرار.', title: 'محتجزون دون قرار' },
};

// Into one section and out of it.
async function write (page, section, text, seen) {
  await page.click(`main table a[href$="/section/${section}"]`);
  await page.waitForURL(new RegExp(`/section/${section}$`));
  await press(page, 'main form button[name=do][value=write]');
  await seen(page, 'write a section');
  await page.fill('#typed', text);
  await press(page, 'main form button[name=do][value=done]');
  await seen(page, 'a section that was written');
  await press(page, 'main a.back');
}

async function story1 (browser, { desk, person, ok }, how) {
  const { language = 'en', script, width, state, whole } = how;
  const direction = language === 'ar' ? 'rtl' : 'ltr';
  const who = `${language} ${width} ${script ? 'with' : 'without'} script`;
  const seen = watcher(who, { direction, script });
  const page = await person(browser, desk.base, { script, width, language });
  const told = words[language];

  await send(page, { language, until: 'file', state, seen });
  await press(page, 'main form[action$="/write/begin"] button');
  ok(step(page) === 'write', `where a file is asked one may write: ${who}`, page.url());
  await seen(page, 'write, begun');
  await press(page, 'main a.button');
  await seen(page, 'write, the outline');
  for (const section of whole ? ['who', 'priorities', 'articles', 'questions', 'recommendations'] : ['articles']) await write(page, section, told[section], seen);
  await seen(page, 'write, the whole');
  ok((await page.innerText('main')).includes(told.articles), `it reads as it was written: ${who}`);
  await press(page, 'main a.back');
  ok(/\b1\b.*10|١.*١٠|1.*10/s.test(await page.innerText('main .lead')), `the pages are counted: ${who}`, await page.innerText('main .lead'));
  await seen(page, 'write, ready');
  await press(page, '#use button');
  ok(step(page) === 'found', `then what was found is looked at: ${who}`, page.url());
  await send(page, { language, state, seen, begun: true, title: told.title });
  ok(step(page) === 'done', `it is sent without a file: ${who}`, page.url());
  const left = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  const stored = await page.evaluate(async () => (await (window.indexedDB?.databases?.() ?? [])).length);
  ok(left === '[{},{}]' && stored === 0, `nothing of it stays in the browser: ${who}`, left);
  await page.context().close();
}

// The line breaks while one saves: what was typed is still there, and is saved by the next press.
async function brokenLine (browser, { desk, person, ok }) {
  const page = await person(browser, desk.base, {});
  await send(page, { until: 'file', state: 'SEN' });
  await press(page, 'main form[action$="/write/begin"] button');
  await press(page, 'main a.button');
  await page.click('main table a[href$="/section/who"]');
  await press(page, 'main form button[name=do][value=write]');
  await page.fill('#typed', 'Words that nobody wants to type twice.');
  await page.context().setOffline(true);
  await page.click('main form button[name=do][value=save]').catch(() => {});
  await page.waitForTimeout(300);
  await page.context().setOffline(false);
  if (await page.locator('#typed').count() === 0) await page.goBack();
  ok(await page.inputValue('#typed') === 'Words that nobody wants to type twice.', 'after a broken line what was typed is still there',
    await page.innerText('body'));
  await turn(page, () => page.click('main form button[name=do][value=done]'));
  ok((await page.innerText('main')).includes('nobody wants to type twice'), 'and is saved by the next press', await page.innerText('main'));
  page.findings.length = 0;
  await page.context().close();
}

// From section to section by one press each: the next one is there to write in.
async function onAndOn (browser, { desk, person, ok }) {
  const page = await person(browser, desk.base, { script: false, width: 360 });
  await send(page, { until: 'file', state: 'BEN' });
  await press(page, 'main form[action$="/write/begin"] button');
  await press(page, 'main a.button');
  await press(page, 'main table a >> nth=0');
  await press(page, 'main form button[name=do][value=write]');
  for (const words of ['The first section.', 'The second section.']) {
    await page.fill('#typed', words);
    await press(page, 'main form button[name=do][value=next]');
    ok(await page.inputValue('#typed') === '' && await page.locator('main [role=status]').count() > 0, `after “${words}” the next one is written in`, page.url());
  }
  await press(page, 'main a.back');
  ok(/The first section[^]*The second section/.test(await page.innerText('main')), 'both are saved', await page.innerText('main'));
  await page.context().close();
}

// Tab and Enter alone.
async function byKeyboard (browser, { desk, person, ok }) {
  const page = await person(browser, desk.base, {});
  await send(page, { until: 'file', state: 'MLI' });
  const reach = async (selector) => {
    for (let n = 0; n < 60; n++) {
      await page.keyboard.press('Tab');
      if (await page.evaluate((s) => document.activeElement?.matches(s) ?? false, selector)) return true;
    }
    return false;
  };
  const enter = () => turn(page, () => page.keyboard.press('Enter'));
  ok(await reach('form[action$="/write/begin"] button'), 'writing is reached by keyboard');
  await enter();
  ok(await reach('main a.button'), 'the editor is reached');
  await enter();
  ok(await reach('main table a[href$="/section/questions"]'), 'a section is reached');
  await enter();
  ok(await reach('button[value=write]'), 'the button to write is reached');
  await enter();
  ok(await reach('#typed') || await page.evaluate(() => document.activeElement?.id === 'typed'), 'the field is reached');
  await page.keyboard.type('How many persons were held?');
  ok(await reach('button[value=done]'), 'the button to save and leave is reached');
  await enter();
  ok((await page.innerText('main')).includes('How many persons were held?'), 'what was typed is saved', await page.innerText('main'));
  await page.context().close();
}

export const alone = true;

export async function story (all) {
  for (const how of people) await story1(all.browser, all, how);
  await onAndOn(all.browser, all);
  await brokenLine(all.browser, all);
  await byKeyboard(all.browser, all);
}

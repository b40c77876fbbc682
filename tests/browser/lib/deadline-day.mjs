// A deadline day for the desk: so many reports, in six languages, of many kinds of senders, some confidential, one sent twice.
import { writeFileSync } from 'node:fs';
import path from 'node:path';

const ARTICLES = [16, 17, 22, 25, 30, 40];
const STATES = ['GHA', 'SEN', 'MEX', 'PHL', 'MAR'];
const KINDS = ['ngo', 'trade-union', 'academic', 'nhri'];
const VISIBILITIES = ['--public', '--public', '--public', '--name-withheld', '--confidential'];
const TEXTS = {
  en: ['Report on detention and expulsion', 'Migrant workers were expelled without a decision in writing.', 'Article 22 forbids collective expulsion, and nobody was told the reasons.'],
  fr: ['Rapport sur la détention et les expulsions', 'Des travailleurs migrants ont été expulsés sans décision écrite.', 'L’article 22 interdit les expulsions collectives, et personne n’en a connu les motifs.'],
  es: ['Informe sobre detención y expulsión', 'Trabajadores migratorios fueron expulsados sin una decisión escrita.', 'El artículo 22 prohíbe las expulsiones colectivas, y nadie conoció los motivos.'],
  ar: ['تقرير عن الاحتجاز والطرد', 'طُرد عمال مهاجرون من البلد دون قرار مكتوب من السلطة المختصة.', 'تحظر المادة 22 الطرد الجماعي ولم يُبلَّغ أحد بالأسباب.'],
  ru: ['Доклад о задержании и высылке', 'Трудящихся-мигрантов высылали без письменного решения властей.', 'Статья 22 запрещает коллективную высылку, и никому не сообщили причин.'],
  zh: ['关于拘留和驱逐的报告', '移徙工人在没有书面决定的情况下被驱逐出境。', '第22条禁止集体驱逐,没有人被告知理由。'],
};

// Sends `count` reports by the command, as people would; what the command says of each, in the order sent.
export function deadlineDay (desk, count = 40) {
  const languages = Object.keys(TEXTS);
  return Array.from({ length: count }, (_, n) => {
    const language = languages[n % 7 < 2 ? 0 : n % languages.length];
    const [title, first, second] = TEXTS[language];
    const file = path.join(desk.home, `report-${n}.md`);
    const article = ARTICLES[n % ARTICLES.length];
    writeFileSync(file, `# ${title} ${n + 1}\n\n1. ${first}\n\n2. ${second}\n\n3. ${first} (${article})\n`);
    const sent = JSON.parse(desk.run(['submit', desk.dir, '--json', '--state', STATES[n % STATES.length], '--purpose', 'dialogue',
      '--kind', KINDS[n % KINDS.length], '--organisation', `Union of Example Workers ${n + 1}`, '--contact', `union${n}@example.org`,
      VISIBILITIES[n % VISIBILITIES.length], '--articles', `${article},22`, file]));
    return { ...sent, language, title: `${title} ${n + 1}` };
  });
}

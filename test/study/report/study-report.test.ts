import { describe, expect, it } from 'vitest';
import type { StudyData } from '../../../src/study/data/study-data.ts';
import { studyReport } from '../../../src/study/report/study-report.ts';
import { type MadeOptions, makeStudy } from '../made-study.ts';
import { madeToReport, readPage } from './reported.ts';

/** What would break out of a page or a file, or turn its writing around, if it were taken for more than text. */
const NASTY =
  '</p></details></main><script>alert(1)</script><img src=x onerror=alert(1)> "\' &lt;b&gt; \u202egnp.exe [here](javascript:alert(1)) | a cell | `code` # no heading';

const usual = await madeToReport();
const { html, markdown } = await studyReport(usual);
const page = readPage(html);

/** The tables of a Markdown file, cell by cell. */
function tablesIn(text: string): string[][][] {
  const lines = text.split('\n').map((line) => (line.startsWith('| ') ? line : null));
  const tables: string[][][] = [];
  for (const [place, line] of lines.entries()) {
    if (line === null) continue;
    const cells = line
      .slice(2, -2)
      .split(/(?<!\\)\| ?/)
      .map((cell) =>
        cell
          .trim()
          .replace(/^\[(.*)\]\([^)]*\)$/, '$1')
          .replace(/^(`+)(.*)\1$/, '$2')
          .replace(/\\(.)/g, '$1'),
      );
    if (lines[place - 1] === null) tables.push([]);
    tables.at(-1)?.push(cells);
  }
  return tables.map((rows) => rows.filter((cells) => !cells.every((cell) => cell === '---')));
}

describe('the report of a study', () => {
  it('is read by its headings, contents and tables', () => {
    expect(page.words('h1')).toEqual(['A made-up study']);
    const levels = page.all('h1, h2, h3, h4, h5').map(({ tagName }) => Number(tagName.slice(1)));
    for (const [place, level] of levels.entries()) expect(level - (levels[place - 1] ?? 0)).toBeLessThanOrEqual(1);
    expect(page.words('nav a')).toEqual(page.words('h2'));
    for (const table of page.all('table')) {
      expect(page.wordsOf(table.querySelector('caption') ?? expect.fail())).not.toBe('');
      expect(table.querySelectorAll('th:not([scope])')).toHaveLength(0);
      const widths = [...table.querySelectorAll('tr')].map((row) => row.children.length);
      expect(new Set(widths).size, table.querySelector('caption')?.textContent ?? '').toBe(1);
    }
    const ids = page.all('[id]').map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const link of page.all('a[href^="#"]')) expect(ids).toContain(link.getAttribute('href')?.slice(1));
  });

  it('says first what carries no claim, then the headline with its n and interval, then the figures', () => {
    const grave = usual.findings.caveats.filter(({ weight }) => weight === 'grave').map(({ words }) => words);
    expect(grave.length).toBeGreaterThan(0);
    expect(page.words('.grave li')).toEqual(grave);
    const [headline = ''] = page.words('.lead');
    expect(headline).toMatch(/points \(95% interval .* to .*; \d+ pairs over 7 scenarios\)/);
    const places = ['class="notice grave"', 'class="notice caution"', 'class="lead"', '<svg', '<table'];
    const found = places.map((piece) => html.indexOf(piece));
    expect(found).toEqual(found.toSorted((one, other) => one - other));
    expect(found[0]).toBeGreaterThan(0);
  });

  it('draws the headline with all criteria and ensembles, and says the same in tables', () => {
    const drawn = page.all('#result ~ figure svg text').map(page.wordsOf);
    const { rubric, names } = usual.data.head;
    for (const { name } of rubric.criteria) expect(drawn).toContain(name);
    for (const name of Object.values(names.ensembles)) expect(drawn).toContain(name);
    expect(drawn).toEqual(expect.arrayContaining(['single model higher', 'ensemble higher', '0']));
    const rows = page.all('#result ~ .table tr').map((row) => [...row.children].map(page.wordsOf));
    const { difference, pairs } = usual.findings.headline.difference;
    if (difference.status !== 'estimated') return expect.fail();
    const signed = (value: number) => `${value > 0 ? '+' : '−'}${Math.abs(value).toFixed(2)}`;
    expect(rows).toContainEqual([
      'Asked first: overall score',
      signed(difference.value),
      `${signed(difference.low)} to ${signed(difference.high)}`,
      String(difference.n),
      String(pairs),
      expect.any(String),
      'not corrected',
      expect.any(String),
    ]);
    for (const { name } of rubric.criteria) expect(rows.map(([first]) => first)).toContain(name);
  });

  it('has every debate one click away, with what was said, scored and quoted', () => {
    const { debates, scores } = usual.data;
    const names = new Map(debates.map((row) => [row.debate, row]));
    const inside = page.all('details .inside');
    expect(inside.map(({ id }) => id).toSorted()).toEqual([...names.keys()].toSorted());
    for (const one of inside) {
      const row = [...names.values()].find(({ debate }) => debate === one.id) ?? expect.fail();
      const text = page.wordsOf(one);
      for (const turn of row.turns) expect(text).toContain(turn.text.replace(/\s+/g, ' ').trim());
      expect(text).toContain(`Debate ${row.debate} of trial ${row.trial}, seed ${row.seed}.`);
      const rejected = row.attempts.filter((attempt) => attempt.rejected !== null);
      expect(text).toContain(
        rejected.length === 0 ? 'none of them rejected' : `${row.attempts.length} attempts at a turn; rejected:`,
      );
      expect(text).toContain(row.answer === null ? 'No answer was reached.' : row.answer.recommendation);
      expect(one.querySelectorAll('.spoken')).toHaveLength(row.turns.length + 1);
    }
    const links = page.all('td a').map((link) => link.getAttribute('href'));
    for (const id of names.keys()) {
      expect(links).toContain(`#${id}`);
      expect(markdown).toContain(`(report.html#${id})`);
    }
    const struck = scores.flatMap(({ judgement: { score } }) =>
      score.status === 'scored' && score.quote?.stands === false ? [score] : [],
    );
    expect(struck.length).toBeGreaterThan(0);
    expect(page.words('td').filter((cell) => cell.startsWith('struck out:'))).toHaveLength(struck.length);
    const unscored = scores.filter(({ judgement: { score } }) => score.status === 'unscored');
    expect(page.words('details td').filter((cell) => cell === 'unscored')).toHaveLength(unscored.length);
  });

  it('says the same in Markdown, figure by figure, with what was said left to the page', () => {
    const onPage = page
      .all('table')
      .filter((table) => table.closest('details') === null)
      .map((table) => [...table.querySelectorAll('tr')].map((row) => [...row.children].map(page.wordsOf)));
    const inFile = tablesIn(markdown).map((rows) =>
      rows.map((cells) => cells.map((cell) => cell.replace(/\s+/g, ' '))),
    );
    expect(inFile).toEqual(onPage);
    expect(markdown.match(/^## .*$/gm)?.map((line) => line.slice(3))).toEqual(page.words('h2'));
    expect(markdown.match(/These words of|<svg/g)).toBeNull();
  });

  it.each<[string, Partial<MadeOptions>]>([
    ['is whole', {}],
    ['has one model and one judge', { oneModel: true, judges: 1, caution: 'A tiny model wrote this.' }],
    ['has three arms', { arms: ['ensemble', 'baseline', 'self-consistency'] }],
    ['has formats and repetitions', { scenarios: 2, formats: 2, repetitions: 2 }],
    ['has one scenario', { scenarios: 1 }],
    ['has just begun', { done: 0.01 }],
    ['has no score at all', { unscored: true }],
    ['compared no answers', { judged: ['debate'] }],
    ['asked first for a criterion of answers', { primary: { of: 'answer', score: 'safety' } }],
    ['leaves out incomplete debates', { exclusions: ['incomplete-debates'], incomplete: 0.5 }],
  ])('has words for whatever is missing where a study %s', async (_, options) => {
    const report = await studyReport(await madeToReport(options));
    const { words, all } = readPage(report.html);
    const text = words('body').join(' ');
    for (const form of [text, report.markdown]) {
      const strange = /.{0,60}(?:\bNaN\b|\bundefined\b|\bnull\b|Infinity|\[object).{0,20}/g;
      expect(form.match(strange) ?? []).toEqual([]);
    }
    for (const svg of all('svg')) expect(svg.outerHTML.match(/.{20}(?:NaN|undefined)/g)).toBeNull();
    for (const cell of words('section > .table td, section > .table th')) expect(cell).not.toBe('');
    for (const caveat of words('.notice li')) expect(caveat.length).toBeGreaterThan(20);
  });

  it('says of a study that is not whole that it is not', async () => {
    const study = await madeToReport({ done: 0.4 });
    const report = await studyReport(study);
    const { words, all, wordsOf } = readPage(report.html);
    expect(words('h1')).toEqual(['A made-up study (not whole yet)']);
    expect(words('.grave li').join(' ')).toContain('The study is not finished');
    expect(report.markdown).toContain('The study is not finished');
    expect(words('td')).toContain('not run');
    const planned = Object.entries(study.data.head.names.scenarios).map(([id, { title }]) => [
      `#scenario-${id}`,
      title,
    ]);
    const linked = all('#debates ~ ul a').map((link) => [link.getAttribute('href'), wordsOf(link)]);
    expect(linked).toEqual(planned.filter(([id]) => linked.some(([href]) => href === id)));
    expect(linked.length).toBeGreaterThan(2);
  });

  it('takes what models and files say for text, wherever it stands', async () => {
    const nasty = (data: StudyData): StudyData => ({
      ...data,
      head: {
        ...data.head,
        plan: { ...data.head.plan, title: `Title ${NASTY}`, about: NASTY },
        judges: data.head.judges.map((judge) => ({ ...judge, model: `judge ${NASTY}` })),
        models: data.head.models.map((model) => ({ ...model, name: NASTY, family: NASTY })),
        engine: NASTY,
      },
      debates: data.debates.map((row) => ({
        ...row,
        motion: NASTY,
        reasons: [NASTY],
        turns: row.turns.map((turn) => ({ ...turn, text: NASTY })),
        members: row.members.map((member) => ({ ...member, name: NASTY, model: NASTY, family: NASTY })),
        answer: row.answer === null ? null : { ...row.answer, recommendation: NASTY },
      })),
      scores: data.scores.map((row) => {
        const { score } = row.judgement;
        if (score.status === 'unscored')
          return { ...row, judgement: { ...row.judgement, score: { ...score, detail: NASTY } } };
        const quote = { text: NASTY, stands: true };
        return { ...row, judgement: { ...row.judgement, score: { ...score, reason: NASTY, quote } } };
      }),
    });
    const report = await studyReport(await madeToReport({ scenarios: 2 }, nasty));
    const { all, words } = readPage(report.html);
    expect(all('script, img, iframe, object, embed, link, form, base')).toEqual([]);
    for (const element of all('*'))
      expect(element.getAttributeNames().filter((name: string) => name.startsWith('on'))).toEqual([]);
    expect(report.html.match(/.{0,60}(?:\u202e|<script|onerror=alert\(1\)>).{0,20}/g) ?? []).toEqual([]);
    for (const link of all('a')) expect(link.getAttribute('href')).toMatch(/^(?:#|https:)/);
    expect(words('h1')[0]).toContain('<script>alert(1)</script>');
    expect(all('main > section')).toHaveLength(page.all('main > section').length);
    // Outside of code and fences no mark of the text's own is left.
    const prose = report.markdown.replace(/^```[\s\S]*?^```$/gm, '').replace(/(`+)[^`][\s\S]*?\1/g, '');
    expect(prose.match(/.{0,60}(?:(?<!\\)<script|(?<!\\)\]\(javascript|\u202e).{0,20}/g) ?? []).toEqual([]);
    for (const rows of tablesIn(report.markdown)) expect(new Set(rows.map((cells) => cells.length)).size).toBe(1);
  });

  it('needs nothing but itself', () => {
    expect(page.all('meta[http-equiv]').map((meta) => meta.getAttribute('content'))).toEqual([
      expect.stringMatching(/^default-src 'none'; img-src data:; style-src 'unsafe-inline';/),
    ]);
    expect(html.match(/@import|\ssrc=|url\(/g)).toBeNull();
  });

  it('names plan, hash, models with digests, what to cite and what to run', () => {
    const { planHash, models } = usual.data.head;
    for (const form of [page.words('body').join(' '), markdown]) {
      for (const piece of [
        planHash,
        'arXiv 2509.00091',
        'npm run study -- run PLAN',
        '@misc{study-made-up',
        'version 1.2.3',
      ])
        expect(form).toContain(piece);
      for (const { digest } of models) expect(form).toContain(digest);
    }
    expect(page.words('pre').join()).toContain('seed: 20260801');
  });

  it('of 150 debates stays under six megabytes', async () => {
    const data = makeStudy();
    const reason = 'Words that a judge gives as its reason. '.repeat(4);
    const scores = data.scores.map((row) => {
      const { score } = row.judgement;
      return score.status === 'unscored'
        ? row
        : { ...row, judgement: { ...row.judgement, score: { ...score, reason } } };
    });
    // Findings of fewer: what takes the room is what was said.
    const report = await studyReport({ ...usual, data: { ...data, scores } });
    expect(readPage(report.html).all('details')).toHaveLength(150);
    expect(Buffer.byteLength(report.html)).toBeLessThan(6_000_000);
    expect(Buffer.byteLength(report.markdown)).toBeLessThan(200_000);
  });
});

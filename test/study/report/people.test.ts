import { describe, expect, it } from 'vitest';
import type { StudyData } from '../../../src/study/data/study-data.ts';
import { studyReport } from '../../../src/study/report/study-report.ts';
import { asking, withVerdicts, withVote } from '../made-votes.ts';
import { madeToReport, readPage } from './reported.ts';

const votes = () => ({ ensemble: 6, baseline: 3, ties: 1, allBad: 2 });

/** The report of a made study with a vote on it, as page and as Markdown. */
async function reportOf(change: (data: StudyData) => StudyData, options: Parameters<typeof madeToReport>[0] = {}) {
  const study = await madeToReport({ incomplete: 0, gaps: 0, ...options }, change);
  const { html, markdown } = await studyReport(study);
  return { page: readPage(html), markdown };
}

/** The table with this caption, cell by cell. */
function tableOf({ all, wordsOf }: ReturnType<typeof readPage>, caption: RegExp): string[][] {
  const tables = all('table').filter((one) => caption.test(one.querySelector('caption')?.textContent ?? ''));
  expect(tables).toHaveLength(1);
  return [...(tables[0]?.querySelectorAll('tr') ?? [])].map((row) => [...row.children].map(wordsOf));
}

describe('people in a study’s report', () => {
  it('stand beside the judges on the same pairs, with how far they agree and how far the vote is', async () => {
    const { page, markdown } = await reportOf((data) =>
      withVerdicts(withVote(data, { closed: 7, votes, leftOut: { ensemble: 1 }, withoutVote: 1 }), () => 'other'),
    );
    const [, people, all, judges] = tableOf(page, /^People beside the judges, on the 7 pairs that people voted on$/);
    expect(people?.slice(0, 8)).toEqual(['People', '42', '21', '7', '14', '84 votes', '7', '65%']);
    expect(all?.slice(0, 8)).toEqual(['People, nobody left out', '49', '21', '7', '14', '91 votes', '7', '68%']);
    expect(judges).toEqual([
      ...['The judges', '0', '7', '0', 'not asked', '7 verdicts', '7', '0%'],
      expect.stringMatching(/^0\.0% to \d+%$/),
      '7',
      'single model preferred',
    ]);
    for (const words of [
      'Of 7 pairs, people and the judges prefer the same answer in 0 and different ones in 7; in 0 one of them, or both, prefer neither. 0 had fewer than 5 votes',
      'The sample has 8 trials, drawn by the study’s seed: the ballots of 7 have closed, people vote on 0 now, 0 are to come, and on 1 nobody can vote',
      'People voted on 7 of the 8 pairs of the sample, and no other will be put to the vote.',
      'That people would prefer the same beyond the 7 pairs that they voted on: every score here is given by models.',
      'The plan asks people too: a sample of 8 trials',
    ]) {
      expect(page.words('body').join(' ')).toContain(words);
      expect(markdown).toContain(words);
    }
    expect(page.words('h1')).toEqual(['A made-up study']);
  });

  it('have a table for each two arms of three', async () => {
    const { page } = await reportOf((data) => withVote(data, { closed: 7, votes }), {
      arms: ['ensemble', 'baseline', 'self-consistency'],
    });
    for (const other of ['single model', 'chosen draft'])
      expect(tableOf(page, new RegExp(`^Ensemble against ${other}: people beside the judges, on the 7 pairs`))).toEqual(
        [
          expect.arrayContaining([`For the ${other}`]),
          expect.arrayContaining(['People']),
          expect.arrayContaining(['People, nobody left out']),
          expect.arrayContaining(['The judges']),
        ],
      );
    expect(page.words('body').join(' ')).toContain('a vote for the third one is in neither count');
  });

  it('are missing with the reason where nobody was asked, or nobody could vote', async () => {
    for (const [change, words] of [
      [(data: StudyData) => data, 'The plan does not ask people.'],
      [asking, 'The plan asks people, who vote on Discord: this was run without.'],
    ] as const) {
      const { page, markdown } = await reportOf((data) => change(data));
      expect(page.words('h3')).toContain('What people prefer');
      expect(page.words('#wins ~ p')).toContain(words);
      expect(markdown).toContain(words);
      expect(page.words('caption').filter((caption) => caption.includes('People beside'))).toEqual([]);
      expect(page.words('body').join(' ')).not.toContain('The sample has');
    }
  });

  it('have not read what is left out: the report says how much that is, and not that the study still runs', async () => {
    const { page, markdown } = await reportOf((data) => withVote(data, { closed: 7, votes, open: 2, toCome: 1 }));
    expect(page.words('h1')).toEqual(['A made-up study (not whole yet)']);
    for (const text of [page.words('body').join(' '), markdown]) {
      expect(text).toContain('3 of 14 trials are left out of all figures until people’s vote on them is over');
      expect(text).toContain('11 of 14 trials run and counted, 11 of them with the score that was asked first');
      expect(text).toContain('in both arms; 3 are left out until people have voted.');
      expect(text).not.toContain('The study is not finished');
      expect(text).not.toContain('have not been run');
    }
  });

  it('leave a report without a strange word, whatever they did', async () => {
    for (const vote of [
      { closed: 0, votes, open: 1, toCome: 13 },
      { closed: 3, votes: () => ({}) },
      { closed: 3, votes: () => ({ allBad: 1 }) },
      { closed: 1, votes: () => ({ ensemble: 1 }), open: 1 },
    ]) {
      const { page, markdown } = await reportOf((data) => withVote(data, vote), { judged: ['debate'] });
      for (const form of [page.words('body').join(' '), markdown])
        expect(form.match(/.{0,60}(?:\bNaN\b|\bundefined\b|\bnull\b|Infinity|\[object).{0,20}/g) ?? []).toEqual([]);
      for (const cell of page.words('section > .table td, section > .table th')) expect(cell).not.toBe('');
    }
  });
});

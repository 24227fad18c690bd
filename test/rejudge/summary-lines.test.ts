import { expect, it } from 'vitest';
import { debateIdSchema } from '../../src/core/ids.ts';
import type { JudgedRecord } from '../../src/rejudge/records.ts';
import { summarizeRun } from '../../src/rejudge/summary.ts';
import { summaryLines } from '../../src/rejudge/summary-lines.ts';
import { content } from '../support/content.ts';

const { rubric } = content;
const DEBATES = ['d-aaaaaa', 'd-bbbbbb'].map((id) => debateIdSchema.parse(id));

/** One judge's scores of both debates: 3 and 5, spread by 1 and 2. @param stands of the quote of each; undefined for none */
function recordsOf(judge: string, stands: boolean | undefined): JudgedRecord[] {
  return DEBATES.flatMap((debate, place) =>
    rubric.criteria.map(
      ({ id }): JudgedRecord => ({
        type: 'judgement',
        model: judge,
        sameFamily: false,
        judgement: {
          debate,
          judge,
          criterion: id,
          score: {
            status: 'scored',
            value: 3 + 2 * place,
            spread: 1 + place,
            distribution: [0, 0, 0, 1, 0, 0, 0],
            method: 'probabilities',
            reason: '',
            ...(stands === undefined ? {} : { quote: { text: 'word for word', stands: stands || place === 0 } }),
          },
        },
      }),
    ),
  );
}

it('a run’s summary has both spreads beside a mean, and by judge how many quotes stand', () => {
  const seat = { family: 'x', sameFamily: false, audit: 'not audited' };
  const summary = summarizeRun({
    records: [...recordsOf('judge-1', false), ...recordsOf('judge-2', undefined)],
    panel: ['judge-1', 'judge-2'].map((judge) => ({ ...seat, judge, model: judge })),
    rubric,
    whole: new Set<string>(DEBATES),
  });
  const lines = summaryLines(summary, { fit: 2, whole: 2 });
  const cell = '4\\.00 ± 1\\.41 \\(1\\.50\\)';
  for (const name of ['Safety', 'Overall', "The paper's five"]) {
    expect(lines).toContainEqual(expect.stringMatching(new RegExp(`^${name} +${cell} +${cell} +${cell}$`)));
  }
  expect(lines.join('\n')).toContain('In brackets: the spread of the answer on a single debate');
  expect(lines.filter((line) => line.includes('quotes'))).toEqual(['Of judge-1, quotes: 7 of 14 stand, 7 struck out.']);
  expect(summary.together?.quotes).toEqual({ given: 14, stand: 7 });
});

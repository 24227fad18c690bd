import { expect, it } from 'vitest';
import { scenarioOfMotion } from '../../src/content/own-question.ts';
import { debateIdSchema } from '../../src/core/ids.ts';
import { WHOLE_DEBATE } from '../../src/judge/judged-object.ts';
import type { JudgedRecord } from '../../src/judge-foreign/records.ts';
import { runLines } from '../../src/judge-foreign/run-lines.ts';
import { summarizeRun } from '../../src/judge-foreign/run-summary.ts';
import type { DebateToJudge } from '../../src/judge-foreign/to-judge.ts';
import { content } from '../support/content.ts';
import { NOTHING } from './desk.ts';

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
  const seat = { family: 'x', sameFamily: false, audited: true, audit: 'audited on whole debates: fit' };
  const debates = DEBATES.map(
    (debate): DebateToJudge => ({
      debate,
      source: NOTHING,
      scenario: scenarioOfMotion('Should it be so?'),
      speakers: [],
      transcript: { turns: [{ speaker: 'Speaker 1', heading: 'round 1', text: 'Yes.' }], answer: undefined },
      whole: true,
      objects: [WHOLE_DEBATE],
    }),
  );
  const summary = summarizeRun({
    asked: { kinds: ['debate'], debates, pairs: [] },
    records: [...recordsOf('judge-1', false), ...recordsOf('judge-2', undefined)],
    judges: [],
    panel: ['judge-1', 'judge-2'].map((judge) => ({ ...seat, judge, model: judge })),
    rubric,
  });
  const lines = runLines(summary, 2);
  const cell = '4\\.00 ± 1\\.41 \\(1\\.50\\)';
  for (const name of ['Safety', 'Overall', "The paper's five"]) {
    expect(lines).toContainEqual(expect.stringMatching(new RegExp(`^${name} +${cell} +${cell} +${cell}$`)));
  }
  expect(lines.join('\n')).toContain('In brackets: the spread of the answer on a single one');
  expect(lines.filter((line) => line.includes('quotes'))).toEqual([
    'Of judge-1 judge-1, quotes: 7 of 14 stand, 7 struck out.',
  ]);
  const remark = /^Audits are of whole debates/;
  expect(lines.filter((line) => remark.test(line))).toEqual([]);
  const answers = { ...summary, scores: summary.scores.map((scores) => ({ ...scores, kind: 'answer' as const })) };
  expect(runLines(answers, 2).filter((line) => remark.test(line))).toHaveLength(1);
  expect(summary.scores[0]?.together?.quotes).toEqual({ given: 14, stand: 7 });
});

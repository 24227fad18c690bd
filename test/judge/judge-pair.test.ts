import { describe, expect, it } from 'vitest';
import { debateIdSchema } from '../../src/core/ids.ts';
import { judgePair, type PairRequest, type PairSide } from '../../src/judge/judge-pair.ts';
import { type PairJudgement, pairJudgementSchema } from '../../src/judge/pair-judgement.ts';
import { ModelOutOfMemoryError } from '../../src/models/port/model-out-of-memory-error.ts';
import type { Script } from '../../src/models/scripted/scripted-host.ts';
import { content } from '../support/content.ts';
import { MODEL } from '../support/debate.ts';
import { promptText } from '../support/speech.ts';
import { DEBATE, deps, never, scenario, scriptedJudge, TRANSCRIPT } from './judging.ts';

const GOOD = 'Allow tutors whose records stay with the child.';
const a = { debate: DEBATE, transcript: TRANSCRIPT };
const b = {
  debate: debateIdSchema.parse('d-other99'),
  transcript: {
    turns: [{ speaker: 'Speaker A', heading: 'Openings', text: 'Ban them.' }],
    answer: { recommendation: 'Ban them all.', strongestObjection: 'Some help.', dissent: '' },
  },
};

interface Comparing {
  readonly judgement: PairJudgement;
  readonly read: readonly string[];
  readonly asked: number;
}

async function compare(
  script: Partial<Script>,
  kind: PairRequest['kind'] = 'answer',
  options: Parameters<typeof scriptedJudge>[1] & { readonly other?: PairSide } = {},
): Promise<Comparing> {
  const { model, read, requests } = await scriptedJudge(script, options);
  const request = { kind, scenario, rubric: content.rubric, judge: 'judge-1', model: async () => model, seed: 5 };
  const judgement = pairJudgementSchema.parse(await judgePair(a, options.other ?? b, request, deps, never));
  return { judgement, read, asked: requests.length };
}

/** The probability of the first text, by whether that is the good one. */
const byPlace =
  (goodFirst: number, goodSecond: number): NonNullable<Script['choose']> =>
  (prompt) => {
    const first = promptText({ prompt }).indexOf(GOOD) < promptText({ prompt }).indexOf('Ban them all.');
    const p = first ? goodFirst : goodSecond;
    return new Map([
      ['1', p],
      ['2', 1 - p],
    ]);
  };

describe('a comparison of two', () => {
  it('is read in both orders, whose probabilities are averaged', async () => {
    const { judgement, read } = await compare({ choose: byPlace(0.9, 0.3) });
    expect(judgement.outcome).toMatchObject({
      status: 'compared',
      better: 'a',
      a: expect.closeTo(0.8, 10),
      flipped: false,
      method: 'probabilities',
      orders: [
        { first: 'a', a: 0.9 },
        { first: 'b', a: 0.7 },
      ],
    });
    expect(read).toHaveLength(2);
  });

  it('is a tie where the judge goes by the place, and says that it flipped', async () => {
    const { judgement } = await compare({ choose: byPlace(0.95, 0.6) });
    expect(judgement.outcome).toMatchObject({ better: 'tie', a: expect.closeTo(0.675, 10), flipped: true });
  });

  it('is a tie without a flip where one order is undecided', async () => {
    const { judgement } = await compare({ choose: byPlace(0.9, 0.5) });
    expect(judgement.outcome).toMatchObject({ better: 'tie', flipped: false });
  });

  it('of answers reads no word of their debates, and of debates all', async () => {
    const ofAnswers = await compare({ choose: byPlace(0.9, 0.1) });
    for (const text of ofAnswers.read) expect(text).not.toContain(TRANSCRIPT.turns[0]?.text);
    const ofDebates = await compare({ choose: byPlace(0.9, 0.1) }, 'debate');
    for (const text of ofDebates.read) for (const turn of TRANSCRIPT.turns) expect(text).toContain(turn.text);
    expect(ofDebates.judgement).toMatchObject({ kind: 'debate', outcome: { better: 'a' } });
  });

  it('is sampled at least five times an order where there are no probabilities', async () => {
    const reply: Script['reply'] = (request) =>
      promptText(request).indexOf(GOOD) < promptText(request).indexOf('Ban them all.') ? 'Text 1.' : '**Text 2**';
    const { judgement, asked } = await compare({ reply }, 'answer', { probabilities: false });
    expect(judgement.outcome).toMatchObject({
      better: 'a',
      a: 1,
      method: 'samples',
      orders: [{ measure: { samples: 5 } }, {}],
    });
    expect(asked).toBe(10);
  });

  it('is unscored where the judge means something else, one has no answer, or the model fails', async () => {
    const astray = await compare({ choose: () => new Map([['I', 1]]) });
    expect(astray.judgement.outcome).toMatchObject({
      status: 'unscored',
      reason: 'answer-is-no-score',
      measure: { off: 1 },
    });
    const missing = { ...b, transcript: { ...b.transcript, answer: undefined } };
    const { judgement, read } = await compare({}, 'answer', { other: missing });
    expect(judgement.outcome).toMatchObject({ status: 'unscored', reason: 'nothing-to-judge' });
    expect(read).toEqual([]);
    const failing = await compare({
      choose: () => {
        throw new ModelOutOfMemoryError(MODEL);
      },
    });
    expect(failing.judgement.outcome).toMatchObject({ status: 'unscored', reason: 'model-failed' });
  });
});

import { describe, expect, it } from 'vitest';
import { rubricHash } from '../../src/judge/rubric-hash.ts';
import { judgementSchema, objectOf } from '../../src/judge/score.ts';
import { CANNOT_GO_ON } from '../../src/models/port/finish-reason.ts';
import { content } from '../support/content.ts';
import { promptText } from '../support/speech.ts';
import { judge, TRANSCRIPT } from './judging.ts';

const A = { kind: 'contribution', speaker: 'Speaker A (for)' } as const;

/** What two prompts begin with alike. */
function shared(one: string, other: string): string {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return one.slice(0, length);
}

describe('what is judged', () => {
  it('is written in each judgement, with the version of the rubric', async () => {
    const { judgements } = await judge({}, { object: A });
    expect(judgements).toHaveLength(7);
    for (const judgement of judgements) {
      expect(judgement).toMatchObject({ object: A, rubricHash: rubricHash(content.rubric) });
    }
  });

  it('is the whole debate in judgements of earlier versions, which stay as they were sealed', () => {
    const {
      object: _,
      rubricHash: __,
      ...stored
    } = {
      debate: 'd-abc123',
      object: A,
      rubricHash: 'x',
      judge: 'judge-1',
      criterion: 'safety',
      score: {
        status: 'scored',
        value: 4,
        distribution: [0, 0, 0, 1, 0, 0, 0],
        method: 'probabilities',
        reason: '',
      },
    };
    const parsed = judgementSchema.parse(stored);
    expect(objectOf(parsed)).toEqual({ kind: 'debate' });
    expect(JSON.stringify(parsed)).toBe(JSON.stringify(stored));
  });

  it('is read with the question only where it is an answer', async () => {
    const { read } = await judge({}, { object: { kind: 'answer' } });
    expect(read[0]).toContain('records stay with the child');
    for (const text of read) for (const { text: said } of TRANSCRIPT.turns) expect(text).not.toContain(said);
  });

  it('is read within the whole debate where it is one speaker’s words, after the same beginning as the debate itself', async () => {
    const [whole, mine] = [await judge({}), await judge({}, { object: A })];
    const beginning = shared(whole.read[0] ?? '', mine.read[0] ?? '');
    for (const { text } of TRANSCRIPT.turns) expect(beginning).toContain(text);
    const [rest = ''] = mine.read.map((text) => text.slice(beginning.length));
    expect(rest).toContain('Speaker A (for) said');
    expect(rest.indexOf('Speaker A (for) said')).toBeLessThan(rest.indexOf(content.rubric.criteria[0]?.name ?? '?'));
  });

  it.each([
    [{ kind: 'answer' } as const, { ...TRANSCRIPT, answer: undefined }, 'the debate ended without an answer'],
    [{ kind: 'contribution', speaker: 'Speaker C' } as const, TRANSCRIPT, 'Speaker C said nothing valid'],
  ])('is unscored where it is not there, and nobody is asked: %j', async (object, transcript, detail) => {
    const { judgements, read } = await judge({}, { object, transcript });
    expect(judgements.map(({ score }) => score)).toEqual(
      judgements.map(() => ({ status: 'unscored', reason: 'nothing-to-judge', detail })),
    );
    expect(read).toEqual([]);
  });

  it('is told to have been altered for the judge’s eyes, and only then', async () => {
    const [first, ...others] = TRANSCRIPT.turns;
    const turns = [
      { speaker: 'Speaker A (for)', heading: 'Openings', text: `${first?.text}\u200b Lеvel 7.` },
      ...others,
    ];
    const { judgements } = await judge({}, { transcript: { ...TRANSCRIPT, turns } });
    expect(judgements[0]?.changes).toEqual({ unseen: 1, lookAlikes: 1 });
    expect((await judge({})).judgements[0]).not.toHaveProperty('changes');
  });
});

describe('a judge’s reason', () => {
  const quoting = 'It names a cost.\nQuote: "A child that is watched learns to please."';

  it('comes with a quote that stands in what it read, or is told not to', async () => {
    const { judgements } = await judge({ reply: () => quoting });
    for (const { score } of judgements) {
      expect(score).toMatchObject({
        reason: 'It names a cost.',
        quote: { text: 'A child that is watched learns to please.', stands: true },
      });
    }
    // The answer alone was read: the debate's words do not stand in it.
    const ofAnswer = await judge({ reply: () => quoting }, { object: { kind: 'answer' } });
    expect(ofAnswer.judgements[0]?.score).toMatchObject({ quote: { stands: false } });
  });

  it('comes in the call that has the score, from a judge that says one after its level', async () => {
    const { judgements, read, requests } = await judge({ reply: () => `4. Reason: ${quoting}` });
    for (const { score } of judgements) {
      expect(score).toMatchObject({
        value: 4,
        method: 'probabilities',
        reason: 'It names a cost.',
        quote: { stands: true },
      });
    }
    expect(read).toHaveLength(7);
    expect(requests).toHaveLength(7);
    for (const { prompt } of requests) expect(prompt.messages.at(-1)).toEqual({ role: 'assistant', content: 'Level ' });
  });

  it.each([
    ['ends with the level', '4.'],
    ['recites the levels in its place', '4: A danger is named\n\nLevel 5: Also who would suffer from it.'],
    ['gives one for another level', '6. Reason: It weighs both sides.'],
  ])('goes on with the likeliest level where a judge %s, so that nothing is read for it', async (_, first) => {
    const { judgements, read, requests } = await judge({
      reply: ({ options }) => (options === undefined ? 'It names a cost.' : first),
    });
    for (const { score } of judgements) expect(score).toMatchObject({ value: 4, reason: 'It names a cost.' });
    const further = requests.filter(({ options }) => options === undefined);
    expect(requests).toHaveLength(14);
    for (const [place, request] of further.entries()) {
      expect(request.prompt.messages.at(-1)).toEqual({ role: 'assistant', content: 'Level 4. Reason:' });
      expect(promptText(request).startsWith(read[place] ?? 'nothing')).toBe(true);
    }
  });

  it('is not heard any further once a judge recites the levels', async () => {
    let words = 0;
    const { judgements } = await judge({
      reply: ({ options }) =>
        options === undefined
          ? 'It names a cost.'
          : async function* (_, signal) {
              for (const text of ['4', ': ', 'A danger', ' is named']) {
                if (signal.aborted) break;
                words += 1;
                yield { type: 'text-delta', text };
              }
              yield { type: 'finish', reason: 'cancelled', rawReason: 'aborted', usage: {} };
            },
    });
    expect(judgements).toHaveLength(7);
    expect(words).toBe(7 * 2);
  });

  it('is taken from a sample of the likeliest level', async () => {
    const said = [
      'Level 2. Reason: It only repeats itself.',
      'Level 5. Reason: It names a cost.',
      'Level 5.',
      'Level 5.',
      'Level 3.',
    ];
    const { judgements } = await judge(
      { reply: (_request, _model, call) => said[call % 5] ?? '' },
      {},
      { probabilities: false },
    );
    for (const { score } of judgements)
      expect(score).toMatchObject({ value: 4, method: 'samples', reason: 'It names a cost.' });
  });

  it('is asked for with a quote, after the answer, where the server can’t go on with one', async () => {
    const { judgements, requests } = await judge({
      reply: ({ options, prompt }) => {
        if (options !== undefined) return '4.';
        return prompt.messages.at(-1)?.role === 'assistant'
          ? async function* () {
              yield CANNOT_GO_ON;
            }
          : quoting;
      },
    });
    const roles = requests
      .filter(({ options }) => options === undefined)
      .map(({ prompt }) => prompt.messages.at(-1)?.role);
    expect(roles.slice(0, 2)).toEqual(['assistant', 'user']);
    expect(judgements[0]?.score).toMatchObject({ reason: 'It names a cost.', quote: { stands: true } });
  });

  it('is asked for a second time without a quote where the judge gave neither', async () => {
    const { judgements, requests } = await judge({
      reply: (_request, _model, call) => (call % 3 === 2 ? 'It names a cost to children.' : '4.'),
    });
    for (const { score } of judgements)
      expect(score).toMatchObject({ reason: 'It names a cost to children.', quote: null });
    expect(requests).toHaveLength(21);
  });

  it('is not asked for where only scores are wanted', async () => {
    const { judgements, requests } = await judge({}, { reasons: false });
    expect(judgements[0]?.score).toMatchObject({ value: 4, reason: '', quote: null });
    expect(requests).toEqual([]);
  });
});

describe('a score’s record', () => {
  it('says how spread it is, what lay off the digits, and which tokens were read as each', async () => {
    const choose = () =>
      new Map([
        ['2', 0.1],
        [' 2', 0.3],
        ['6.', 0.3],
        ['\u21917', 0.1],
        ['The', 0.2],
      ]);
    const { judgements } = await judge({ choose }, { reasons: false });
    const score = judgements[0]?.score;
    expect(score).toMatchObject({ status: 'scored', method: 'probabilities' });
    if (score?.status !== 'scored') return;
    const mean = (2 * 0.4 + 6 * 0.3) / 0.7;
    expect(score.value).toBeCloseTo(mean, 10);
    expect(score.spread).toBeCloseTo(Math.sqrt((0.4 * (2 - mean) ** 2 + 0.3 * (6 - mean) ** 2) / 0.7), 10);
    expect(score.measure).toEqual({
      off: expect.closeTo(0.3, 10),
      tokens: [[], [' 2', '2'], [], [], [], ['6.'], []],
      alternatives: 5,
      samples: null,
      thinking: false,
    });
  });

  it('says that the judge thought, and is of samples then', async () => {
    const reply = () => '<think>Let me see.</think>Level 5. It weighs both sides.';
    const { judgements, requests, read } = await judge({ reply }, { thinking: true }, { canThink: true });
    expect(judgements[0]?.score).toMatchObject({
      value: 5,
      method: 'samples',
      measure: { thinking: true, samples: 5 },
    });
    expect(read).toEqual([]);
    expect(requests.map(({ think }) => think)).toEqual(requests.map(() => true));
  });

  it('says that it did not think where it can’t, whatever it was asked', async () => {
    const { judgements } = await judge({}, { thinking: true });
    expect(judgements[0]?.score).toMatchObject({ method: 'probabilities', measure: { thinking: false } });
  });
});

import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { isExpected, wordsFor } from '../../src/core/errors.ts';
import { answerText } from '../../src/debate/parse-answer.ts';
import { answerTurn } from '../../src/debate/turns.ts';
import { transcriptFile } from '../../src/discord/cards/transcript-file.ts';
import type { ForeignDebates } from '../../src/foreign/foreign-debate.ts';
import { readDebates } from '../../src/foreign/read-debates.ts';
import { content } from '../support/content.ts';
import { debate, planFor } from '../support/debate.ts';
import { paperLike } from '../support/paper-like.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

async function read(text: string): Promise<ForeignDebates> {
  const file = path.join(await temporaryFolder(), 'debates');
  await writeFile(file, text);
  return readDebates(file);
}

const lines = (...values: readonly unknown[]): string => values.map((value) => JSON.stringify(value)).join('\n');

const turn = (role: string, text: string, more: object = {}): object => ({ role, text, model: 'm:1b', ...more });

describe('debates of others', () => {
  it('are read in the shape of the paper’s repository, all 150, each with the group that it stands in', async () => {
    const { debates, wrong } = await read(JSON.stringify(paperLike()));
    expect(wrong).toEqual([]);
    expect(debates).toHaveLength(150);
    expect(debates.flatMap(({ turns }) => turns)).toHaveLength(750);
    expect(debates[0]).toMatchObject({
      place: 'baseline_results, thinker-r1:7b, entry 1',
      topic: 'Machines should do what is listed as number 1',
      ensemble: 'thinker-r1:7b',
    });
    expect(debates[149]).toMatchObject({ place: 'ensemble_results, creative_mix, entry 15', ensemble: 'creative_mix' });
    expect(debates[149]?.turns[3]).toMatchObject({ role: 'opponent', round: 2, model: 'thinker-r1:7b' });
  });

  it('are read as a list of debates, as JSON or one a line', async () => {
    const one = { topic: 'Is it so?', arguments: [turn('pro', 'Yes.')], ensemble_used: 'mix', winner: 'pro' };
    for (const text of [JSON.stringify([one, one]), JSON.stringify({ debates: [one, one] }), lines(one, one)]) {
      const { debates, wrong } = await read(text);
      expect(wrong).toEqual([]);
      expect(debates).toHaveLength(2);
      expect(debates[1]).toMatchObject({ topic: 'Is it so?', ensemble: 'mix', turns: [{ role: 'pro', text: 'Yes.' }] });
    }
    expect((await read(JSON.stringify(one))).debates).toHaveLength(1);
  });

  it('are put together from turns, by the debate or the topic that these name', async () => {
    const { debates } = await read(
      lines(turn('pro', 'One.', { debate_id: 7, topic: 'A' }), turn('pro', 'Two.', { topic: 'B' }), {
        speaker: 'con',
        content: 'Three.',
        debate_id: 7,
        round_number: 2,
        finish_reason: 'length',
        extra: [],
      }),
    );
    expect(debates.map(({ place, topic, turns }) => [place, topic, turns.map(({ text }) => text)])).toEqual([
      ['line 1', 'A', ['One.', 'Three.']],
      ['line 2', 'B', ['Two.']],
    ]);
    expect(debates[0]?.turns[1]).toMatchObject({ role: 'con', model: null, round: 2, finishReason: 'length' });
    const whole = await read(JSON.stringify([turn('pro', 'One.'), turn('con', 'Two.')]));
    expect(whole.debates.map(({ topic, turns }) => [topic, turns.length])).toEqual([[null, 2]]);
  });

  it('have the condition that their file names, by a field of that name or by whether an ensemble was used', async () => {
    const one = (more: object): object => ({ topic: 'A', arguments: [turn('pro', 'One.')], ...more });
    const { debates } = await read(
      lines(
        one({ condition: 'two rounds', ensemble_used: true }),
        one({ condition: 3 }),
        one({ ensemble_used: true }),
        one({ ensemble_used: false }),
        one({ ensemble_used: 'mix' }),
        one({ condition: ['x'] }),
        one({}),
      ),
    );
    expect(debates.map(({ condition }) => condition)).toEqual([
      'two rounds',
      '3',
      'ensemble',
      'baseline',
      'mix',
      null,
      null,
    ]);
    const turns = ['a', 'b', 'a'].map((condition) => turn('pro', 'One.', { topic: 'A', condition }));
    expect((await read(lines(...turns))).debates.map((one) => [one.condition, one.turns.length])).toEqual([
      ['a', 2],
      ['b', 1],
    ]);
    expect((await read(JSON.stringify(paperLike()))).debates.map(({ condition }) => condition)).toEqual([
      ...Array.from({ length: 75 }, () => 'baseline'),
      ...Array.from({ length: 75 }, () => 'ensemble'),
    ]);
  });

  it('have an answer where their file has one, as a text or in parts; whatever else stands there is none', async () => {
    const one = (answer: unknown): object => ({ topic: 'A', arguments: [turn('pro', 'One.')], answer });
    const parts = { recommendation: 'Do it.', strongestObjection: 'It costs.', dissent: 'Wait.' };
    const { debates } = await read(
      lines(
        one('Do it.'),
        one({ recommendation: 'Do it.' }),
        one({ recommendation: 'Do it.', strongest_objection: 'It costs.', dissent: 'Wait.' }),
        one(parts),
        one(answerText(parts)),
        one(5),
        { ...one(undefined), winner: 'pro', judge_reasoning: 'It was better.' },
      ),
    );
    const plain = { recommendation: 'Do it.', strongestObjection: '', dissent: '' };
    expect(debates.map(({ answer }) => answer)).toEqual([plain, plain, parts, parts, parts, undefined, undefined]);
  });

  it('are read from the transcript that the bot attaches to its results', async () => {
    const plan = planFor();
    const { recorded } = await debate(plan);
    const key = recorded.find((event) => event.type === 'turn-end')?.turn ?? expect.fail();
    const own = { meaning: 'weak', people: 2, filtered: 1, unclear: 0, unknown: 0, scripted: 3 };
    const marks = {
      turns: [key, answerTurn(plan)].map((turn) => ({ arm: 'ensemble' as const, turn, marks: [own] })),
      answers: [{ arm: 'ensemble' as const, marks: [own] }],
    };
    const marked = { marks, meanings: content.reactions.reactions };
    const { attachment } = transcriptFile(recorded, marked, 'x.md');
    expect(String(attachment).match(/\*Marked by .*/g)).toEqual([
      '*Marked by reactions: 👎 2 (1); by scripted voters (programs) 👎 3*',
      '*Marked by reactions in the debate: 👎 2 (1); by scripted voters (programs) 👎 3*',
      '*Marked by reactions on the ballot: 👎 2 (1); by scripted voters (programs) 👎 3*',
    ]);
    expect(String(attachment)).toContain(
      '\n\nMarks: 👎 a weak argument. In brackets: the filtered count, where it is another.\n\n',
    );
    const { debates, wrong } = await read(String(attachment));
    expect(wrong).toEqual([]);
    const spoken = recorded.flatMap((event) => (event.type === 'turn-end' ? [event] : []));
    const answer = recorded.find((event) => event.type === 'answer-ready');
    expect(debates).toMatchObject([
      { topic: plan.scenario.motion, answer: answer?.type === 'answer-ready' ? answer.answer : {} },
    ]);
    expect(debates[0]?.turns.map(({ text }) => text)).toEqual(spoken.slice(0, -1).map(({ text }) => text));
    expect(debates[0]?.turns.map(({ role }) => role)).toContain(plan.members[0]?.name);
    expect(debates[0]?.broken).toBe(false);
    const silent = recorded.map((event) =>
      event.type === 'debate-end' ? { ...event, status: 'incomplete' as const, reasons: ['x was silent'] } : event,
    );
    const [incomplete] = (await read(String(transcriptFile(silent, marked, 'x.md').attachment))).debates;
    expect(incomplete?.broken).toBe(true);
  });

  it('are named where they are none, with what was expected, and the others go on', async () => {
    const { debates, wrong } = await read(
      [
        lines({ topic: 'A', arguments: [turn('pro', 'One.'), { role: 'con', model: 'm' }, 5] }),
        '{"role": "con", ',
        lines({ topic: 'A', arguments: 'none' }, { role: '', text: 'Two.' }, ['x'], { id: 4 }, turn('con', 'Three.')),
      ].join('\n'),
    );
    expect(debates.map(({ place, turns, unreadable }) => [place, turns.length, unreadable])).toEqual([
      ['line 1', 1, 2],
      ['line 7', 1, 0],
    ]);
    expect(wrong.map(({ place, problem }) => `${place}: ${problem}`)).toEqual([
      expect.stringMatching(/^line 2: expected JSON: /),
      'line 1, turn 2: text: missing: expected a text',
      'line 1, turn 3: expected an object, not 5',
      'line 3: arguments: expected a list, not the text "none"',
      'line 4: role: expected at least 1 character, found 0',
      expect.stringMatching(/^line 5: expected a debate \(.*\) or a turn/),
      expect.stringMatching(/^line 6: expected a debate/),
    ]);
  });

  it.each([
    ['', /it is empty/],
    ['  \n', /it is empty/],
    ['[{"topic": "A",\n "arguments": [', /neither JSON nor JSON lines/],
    ['Dear all,\nhello.', /neither JSON nor JSON lines/],
    ['[]', /its list is empty/],
    ['{"a": 1}', /line 1: expected a debate/],
  ])('of %j are none, which is said with the shapes that are', async (text, problem) => {
    const error = await read(text).catch((reason: unknown) => reason);
    if (!isExpected(error)) throw error;
    expect(error.message).toMatch(problem);
    expect(wordsFor(error)).toMatch(/role, model and text/);
  });

  it('of a file that is not there are not asked to have another shape', async () => {
    const error = await readDebates('/nowhere/x.json').catch((reason: unknown) => reason);
    expect(isExpected(error) && wordsFor(error)).toBe(
      '/nowhere/x.json cannot be judged: there is no such file. Name the file with --input.',
    );
  });
});

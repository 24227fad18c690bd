import { expect, it } from 'vitest';
import { scenarioOfMotion } from '../../src/content/own-question.ts';
import { debateIdSchema } from '../../src/core/ids.ts';
import { WHOLE_DEBATE } from '../../src/judge/judged-object.ts';
import { HeardRecords } from '../../src/judge-foreign/heard-records.ts';
import { judgeDebates } from '../../src/judge-foreign/judge-debates.ts';
import { JudgeGoneError } from '../../src/judge-foreign/judge-gone-error.ts';
import type { JudgedRecord } from '../../src/judge-foreign/records.ts';
import { seatJudges } from '../../src/judge-foreign/seat-judges.ts';
import { ModelFailedError } from '../../src/models/port/model-failed-error.ts';
import { scriptedHost, scriptedModelInfo } from '../../src/models/scripted/scripted-host.ts';
import { content, prompts } from '../support/content.ts';
import { skippingClock } from '../support/hand-clock.ts';
import { promptText } from '../support/speech.ts';
import { NOTHING } from './desk.ts';

const info = scriptedModelInfo('judge:1b');

/** Judges so many debates by a model that fails when it is told to. @param fails by the number of the debate and of the criterion's place */
async function judge(debates: number, fails: (debate: number, criterion: number) => boolean) {
  const kept: JudgedRecord[] = [];
  const host = scriptedHost([info], {
    reply: () => 'It weighs what it costs.',
    choose(prompt) {
      const read = promptText({ prompt });
      const debate = Number(/rule (\d+)/.exec(read)?.[1]);
      const criterion = content.rubric.criteria.findIndex(({ levels }) => read.includes(levels.at(-1) ?? '?'));
      if (fails(debate, criterion)) throw new ModelFailedError(info.name, 'it fell over');
      return new Map([['4', 1]]);
    },
  });
  const work = judgeDebates(
    {
      asked: {
        kinds: ['debate'],
        pairs: [],
        debates: Array.from({ length: debates }, (_, number) => ({
          debate: debateIdSchema.parse(`d-00000${number}`),
          source: NOTHING,
          scenario: scenarioOfMotion(`Should rule ${number} be kept?`),
          speakers: [],
          transcript: { turns: [{ speaker: 'Speaker 1', heading: 'round 1', text: 'Yes.' }], answer: undefined },
          whole: true,
          objects: [WHOLE_DEBATE],
        })),
      },
      judges: seatJudges([info], content.families),
      rubric: content.rubric,
      seed: 1,
      thinking: false,
      heard: new HeardRecords(),
    },
    {
      model: (name) => host.open(name),
      prompts,
      clock: skippingClock(),
      atOnce: 1,
      keep: async (record) => void kept.push(record),
    },
    new AbortController().signal,
  );
  const failure = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  const statuses = kept.flatMap((record) =>
    record.type === 'judgement' ? [`${record.judgement.debate} ${record.judgement.score.status}`] : [],
  );
  return { statuses, failure };
}

it('keeps a score that a judge’s model failed at as unscored, in its place', async () => {
  const { statuses, failure } = await judge(2, (debate, criterion) => debate === 0 && criterion > 3);
  expect(failure).toBeUndefined();
  expect(statuses).toHaveLength(14);
  expect(statuses.slice(3, 8)).toEqual([
    'd-000000 scored',
    'd-000000 unscored',
    'd-000000 unscored',
    'd-000000 unscored',
    'd-000001 scored',
  ]);
});

it('keeps failures at the very end of a run too', async () => {
  const { statuses, failure } = await judge(2, (debate) => debate === 1);
  expect(failure).toBeUndefined();
  expect(statuses.filter((status) => status.endsWith('unscored'))).toHaveLength(7);
});

it('ends when a judge fails at more than one debate in a row, and leaves what it failed at for another run', async () => {
  const { statuses, failure } = await judge(5, (debate) => debate > 1);
  expect(failure).toBeInstanceOf(JudgeGoneError);
  expect(failure).toMatchObject({ message: expect.stringMatching(/judge:1b failed 8 times in a row.*it fell over/) });
  expect(statuses).toHaveLength(14);
  expect(statuses.every((status) => status.endsWith(' scored'))).toBe(true);
});

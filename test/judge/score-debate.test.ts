import { describe, expect, it } from 'vitest';
import type { CriterionId } from '../../src/content/schema.ts';
import { blindTranscript, type Transcript } from '../../src/debate/transcript.ts';
import { viewDebate } from '../../src/debate/view.ts';
import { type Judgement, judgementSchema } from '../../src/judge/score.ts';
import { scoreDebate } from '../../src/judge/score-debate.ts';
import type { ChatModel, ChatPart, ChatRequest } from '../../src/models/port/chat-model.ts';
import { CHOICE_TOKENS } from '../../src/models/port/choice-in-tokens.ts';
import { ChoiceUnsupportedError } from '../../src/models/port/choice-unsupported-error.ts';
import { WINDOW_FILLED } from '../../src/models/port/finish-reason.ts';
import { ModelOutOfMemoryError } from '../../src/models/port/model-out-of-memory-error.ts';
import { ModelUnreachableError } from '../../src/models/port/model-unreachable-error.ts';
import { type Script, scriptedModelInfo } from '../../src/models/scripted/scripted-host.ts';
import { content, prompts } from '../support/content.ts';
import { debate, MODEL, planFor, scriptedModel } from '../support/debate.ts';
import { skippingClock } from '../support/hand-clock.ts';
import { promptText } from '../support/speech.ts';

const plan = planFor();
const view = viewDebate((await debate(plan)).recorded);
const transcript = blindTranscript(view);
const reason: Script['reply'] = () => 'It names a trade-off and weighs it. And more.';

/** All judgements of the debate, by a judge that is the scripted model unless another is given. */
async function judge(
  script: Partial<Script>,
  options: {
    transcript?: Transcript;
    skip?: readonly CriterionId[];
    change?: (model: ChatModel) => ChatModel;
    controller?: AbortController;
    /** What the model reads at once, in tokens. */
    window?: number;
  } = {},
): Promise<{ judgements: Judgement[]; read: string[]; requests: readonly ChatRequest[] }> {
  const read: string[] = [];
  const info = scriptedModelInfo(MODEL);
  const { model, requests } = await scriptedModel(
    {
      reply: script.reply ?? reason,
      choose(prompt, name, digits) {
        read.push(promptText({ prompt }));
        return script.choose?.(prompt, name, digits) ?? new Map([['4', 1]]);
      },
    },
    { ...info, contextTokens: options.window ?? info.contextTokens },
  );
  const request = {
    debate: plan.debate,
    transcript: options.transcript ?? transcript,
    scenario: plan.scenario,
    rubric: content.rubric,
    judge: 'judge-1',
    model: async () => options.change?.(model) ?? model,
    seed: 3,
    skip: new Set(options.skip),
  };
  const { signal } = options.controller ?? new AbortController();
  const judgements: Judgement[] = [];
  for await (const judgement of scoreDebate(request, { prompts, clock: skippingClock() }, signal)) {
    judgements.push(judgementSchema.parse(judgement));
  }
  return { judgements, read, requests };
}

/** A judge on a server without log-probabilities. */
const withoutProbabilities = (model: ChatModel): ChatModel => ({
  info: model.info,
  stream(request, signal) {
    if (request.options !== undefined) throw new ChoiceUnsupportedError(model.info.name);
    return model.stream(request, signal);
  },
  countTokens: (prompt) => model.countTokens(prompt),
  choose: async () => {
    throw new ChoiceUnsupportedError(model.info.name);
  },
});

const others = content.rubric.criteria.slice(1).map(({ id }) => id);
const LONGER = { status: 'unscored', reason: 'longer-than-window', detail: expect.stringContaining('longer window') };

/** A window that has room for the first criterion's prompt and a score, and for no sentence more. */
async function windowForTheScore(): Promise<number> {
  const { model } = await scriptedModel();
  const counted: number[] = [];
  const change = (judging: ChatModel): ChatModel => ({
    ...judging,
    async countTokens(prompt) {
      const tokens = await model.countTokens(prompt);
      counted.push(tokens);
      return tokens;
    },
  });
  await judge({}, { skip: others, change });
  return (counted[0] ?? 0) + CHOICE_TOKENS;
}

describe('a score', () => {
  it('is the mean of the judge’s distribution over 1 to 7, with a reason after it', async () => {
    const choose = () =>
      new Map([
        ['2', 0.2],
        ['5', 0.4],
        ['6', 0.2],
        [' The', 0.2],
      ]);
    const { judgements, requests } = await judge({ choose });
    expect(judgements.map(({ criterion }) => criterion)).toEqual(content.rubric.criteria.map(({ id }) => id));
    for (const { score } of judgements) {
      expect(score).toMatchObject({
        status: 'scored',
        method: 'probabilities',
        reason: 'It names a trade-off and weighs it.',
      });
      if (score.status !== 'scored') continue;
      expect(score.value).toBeCloseTo((2 * 0.2 + 5 * 0.4 + 6 * 0.2) / 0.8, 10);
      expect(score.distribution.map((share) => Math.round(share * 1000))).toEqual([0, 250, 0, 0, 500, 250, 0]);
    }
    // The reason is asked for the likeliest score, where it did not come with it.
    const further = requests.filter(({ options }) => options === undefined);
    expect(further).toHaveLength(7);
    for (const { prompt } of further) expect(prompt.messages.at(-1)?.content).toBe('Level 5. Reason:');
  });

  it('is missing where the judge meant to write something else', async () => {
    const { judgements } = await judge({
      choose: () =>
        new Map([
          ['4', 0.3],
          ['5', 0.19],
          ['I', 0.5],
        ]),
    });
    expect(judgements.map(({ score }) => score)).toEqual(
      judgements.map(() => ({
        status: 'unscored',
        reason: 'answer-is-no-score',
        detail: 'only 49% of its probability lay on the digits 1 to 7',
        measure: {
          off: expect.closeTo(0.51, 10),
          tokens: [[], [], [], ['4'], ['5'], [], []],
          alternatives: 3,
          samples: null,
          thinking: false,
        },
      })),
    );
  });

  it('is missing where nobody spoke, and the judge is not asked', async () => {
    const { judgements, read } = await judge({}, { transcript: { turns: [], answer: undefined } });
    expect(judgements.map(({ score }) => score)).toEqual(
      judgements.map(() => expect.objectContaining({ status: 'unscored', reason: 'nothing-to-judge' })),
    );
    expect(read).toEqual([]);
  });

  it('is missing where the debate is longer than what the judge reads at once, and the judge is not asked', async () => {
    const { judgements, read, requests } = await judge({}, { window: 500 });
    expect(judgements.map(({ score }) => score)).toEqual(judgements.map(() => LONGER));
    expect([...read, ...requests]).toEqual([]);
  });

  it('is missing where the samples that it would be taken from have no room beside the debate', async () => {
    const window = await windowForTheScore();
    const { judgements, requests } = await judge({}, { window, skip: others, change: withoutProbabilities });
    expect(judgements.map(({ score }) => score)).toEqual([LONGER]);
    expect(requests).toEqual([]);
  });

  it('is not read from a sample that filled the window: the server may have cut the debate', async () => {
    const reply: Script['reply'] = () =>
      async function* (): AsyncGenerator<ChatPart> {
        yield { type: 'text-delta', text: 'Level 6. They weigh both sides.' };
        yield { type: 'finish', reason: 'length', rawReason: WINDOW_FILLED, usage: {} };
      };
    const { judgements, requests } = await judge({ reply }, { skip: others, change: withoutProbabilities });
    expect(judgements.map(({ score }) => score)).toEqual([LONGER]);
    expect(requests).toHaveLength(1);
  });

  it('is missing, with advice, for each criterion where the judge’s model fails', async () => {
    let call = 0;
    const choose = () => {
      call += 1;
      if (call === 2) throw new ModelOutOfMemoryError(MODEL);
      return new Map([['4', 1]]);
    };
    const { judgements } = await judge({ choose });
    expect(judgements).toHaveLength(7);
    expect(judgements.filter(({ score }) => score.status === 'unscored').map(({ score }) => score)).toEqual([
      { status: 'unscored', reason: 'model-failed', detail: expect.stringContaining('Close other programs') },
    ]);
  });

  it('is had all the same from a server that failed and is back for the next try', async () => {
    let call = 0;
    const choose = () => {
      call += 1;
      if (call % 2 === 1) throw new ModelUnreachableError('http://127.0.0.1:1');
      return new Map([['4', 1]]);
    };
    const { judgements } = await judge({ choose });
    expect(judgements.map(({ score }) => score.status)).toEqual(judgements.map(() => 'scored'));
    expect(call).toBe(14);
  });

  it('stands without a reason where only the call for its reason fails, and is not asked for again', async () => {
    const reply = () => {
      throw new ModelOutOfMemoryError(MODEL);
    };
    const { judgements, read } = await judge({ reply });
    expect(judgements.map(({ score }) => score)).toEqual(
      judgements.map(() => expect.objectContaining({ status: 'scored', value: 4, reason: '' })),
    );
    expect(read).toHaveLength(7);
  });

  it('has its reason all the same from a server that failed at it and is back for the next try', async () => {
    let call = 0;
    const reply: Script['reply'] = () => {
      call += 1;
      if (call % 2 === 1) throw new ModelUnreachableError('http://127.0.0.1:1');
      return 'It names a trade-off and weighs it.';
    };
    const { judgements, read } = await judge({ reply });
    expect(judgements.map(({ score }) => score)).toEqual(
      judgements.map(() => expect.objectContaining({ reason: 'It names a trade-off and weighs it.' })),
    );
    expect(read).toHaveLength(7);
  });

  it('stands without a reason where that has no room beside the debate, and the judge is not asked for it', async () => {
    const { judgements, requests } = await judge({}, { window: await windowForTheScore(), skip: others });
    expect(judgements.map(({ score }) => score)).toEqual([expect.objectContaining({ value: 4, reason: '' })]);
    expect(requests).toEqual([]);
  });

  it('is the mean of five readable samples where there are no probabilities', async () => {
    const said = [
      'Level 6. Reason: It weighs both sides fairly.',
      'It was good.',
      '**Level: 4**',
      '5',
      '7/10',
      'Level 6.',
    ];
    const { judgements, requests } = await judge(
      { reply: (_request, _model, call) => said[call % 7] ?? 'Level 4.' },
      { change: withoutProbabilities, skip: others },
    );
    expect(judgements.map(({ score }) => score)).toEqual([
      {
        status: 'scored',
        value: 5,
        spread: expect.closeTo(Math.sqrt(0.8), 10),
        distribution: [0, 0, 0, 0.4, 0.2, 0.4, 0],
        method: 'samples',
        measure: {
          off: expect.closeTo(2 / 7, 10),
          tokens: [[], [], [], ['**Level: 4', 'Level 4'], ['5'], ['Level 6'], []],
          alternatives: null,
          samples: 7,
          thinking: false,
        },
        reason: 'It weighs both sides fairly.',
        quote: null,
      },
    ]);
    expect(requests).toHaveLength(7);
    expect(new Set(requests.map(({ seed }) => seed)).size).toBe(7);
  });

  it('is read without the words of a server that died, where another one began the answer anew', async () => {
    const reply: Script['reply'] = () =>
      async function* (): AsyncGenerator<ChatPart> {
        yield { type: 'text-delta', text: 'Level 2. The members never' };
        yield { type: 'started-over', reason: 'it burnt' };
        yield { type: 'text-delta', text: 'Level 6. They weigh both sides.' };
        yield { type: 'finish', reason: 'stop', rawReason: 'stop', usage: {} };
      };
    const { judgements } = await judge({ reply }, { change: withoutProbabilities });
    expect(judgements.map(({ score }) => score)).toEqual(
      judgements.map(() => expect.objectContaining({ value: 6, reason: 'They weigh both sides.' })),
    );
  });

  it('gives a judge that thinks though nobody said so room for it after its first sample', async () => {
    const { judgements, requests } = await judge(
      {
        reply: (_request, _model, call) =>
          async function* () {
            yield { type: 'thinking-delta', text: 'Hm, which level?' };
            if (call > 0) yield { type: 'text-delta', text: 'Level 5. It is clear enough.' };
            yield { type: 'finish', reason: call > 0 ? 'stop' : 'length', rawReason: '', usage: {} };
          },
      },
      { change: withoutProbabilities, skip: others },
    );
    const [first, ...rest] = requests.map(({ maxTokens }) => maxTokens);
    expect(new Set(rest)).toEqual(new Set([(first ?? 0) + 1024]));
    expect(judgements[0]?.score).toMatchObject({ status: 'scored', value: 5, measure: { samples: 6, thinking: true } });
  });

  it('is missing where too few samples can be read', async () => {
    const { judgements } = await judge(
      { reply: (_request, _model, call) => (call % 2 === 0 ? 'Level 5.' : 'I would rather not say.') },
      { change: withoutProbabilities },
    );
    expect(judgements.map(({ score }) => score)).toEqual(
      judgements.map(() => ({
        status: 'unscored',
        reason: 'too-few-samples',
        detail: '4 of 8 samples could be read as a score, 5 are needed',
        measure: expect.objectContaining({ off: 0.5, samples: 8 }),
      })),
    );
  });
});

describe('a judge', () => {
  it('goes on with the criteria that have no judgement yet', async () => {
    const skip = ['argument-quality', 'truthfulness', 'coherence'] as const;
    const { judgements, read } = await judge({}, { skip });
    expect(judgements.map(({ criterion }) => criterion)).toEqual([
      'reasoning-depth',
      'human-enhancement',
      'alignment-focus',
      'safety',
    ]);
    expect(read).toHaveLength(4);
  });

  it('leaves no half judgement when it is stopped', async () => {
    const controller = new AbortController();
    let call = 0;
    const choose = () => {
      call += 1;
      if (call === 3) controller.abort();
      return new Map([['4', 1]]);
    };
    const { judgements } = await judge({ choose }, { controller });
    expect(judgements.map(({ criterion }) => criterion)).toEqual(['argument-quality', 'reasoning-depth']);
  });

  it('reads the debate before the criterion, so that all criteria share that reading', async () => {
    const { read } = await judge({});
    const [first = ''] = read;
    const shared = first.slice(0, first.indexOf(content.rubric.criteria[0]?.name ?? '?'));
    expect(read).toHaveLength(7);
    for (const text of read) expect(text.startsWith(shared)).toBe(true);
    for (const { text } of transcript.turns) expect(shared).toContain(text);
    expect(shared).toContain(transcript.answer?.recommendation);
  });

  it('is told neither models nor personas nor the arm', async () => {
    const { read, requests } = await judge({});
    const everything = [...read, ...requests.map(promptText)].join('\n');
    for (const hidden of [MODEL, 'Grace', 'Achieng', 'Astrid', 'Lund', 'Wen', 'baseline', 'ensemble', plan.debate]) {
      expect(everything).not.toContain(hidden);
    }
  });
});

import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { renderedPrompt } from '../../src/content/rendered-prompt.ts';
import { criterionIdSchema } from '../../src/content/schema.ts';
import { systemClock } from '../../src/core/clock.ts';
import { createLog } from '../../src/core/log.ts';
import { NO_AUDIENCE } from '../../src/debate/audience.ts';
import { isRecorded, type RecordedDebateEvent } from '../../src/debate/events.ts';
import type { DebatePlan } from '../../src/debate/plan.ts';
import { runDebate } from '../../src/debate/run-debate.ts';
import { blindTranscript } from '../../src/debate/transcript.ts';
import { viewDebate } from '../../src/debate/view.ts';
import { scoreDebate } from '../../src/judge/score-debate.ts';
import { EmbeddedFileError } from '../../src/models/embedded/embedded-file-error.ts';
import { EmbeddedHost } from '../../src/models/embedded/embedded-host.ts';
import type { ChatModel, ChatPart, ChatRequest } from '../../src/models/port/chat-model.ts';
import { PromptTooLongError } from '../../src/models/port/prompt-too-long-error.ts';
import { content, prompts } from '../support/content.ts';
import { planFor } from '../support/debate.ts';

const never = new AbortController().signal;
const deps = { log: createLog('silent'), clock: systemClock };

/** A whole debate, in as few words as members can argue in: the machine that tests it is slow. */
function inFewWords(plan: DebatePlan): DebatePlan {
  const { format, rounds } = plan;
  return {
    ...plan,
    rounds: rounds.map((round) => ({ ...round, words: 40 })),
    format: { ...format, answer: { ...format.answer, words: 40 } },
  };
}

describe('the embedded engine with the small model', () => {
  let host: EmbeddedHost;
  let model: ChatModel;

  beforeAll(async () => {
    // Other files are tested at the same time: two threads that wait for each other are slower than one.
    host = await EmbeddedHost.open(inject('modelFile'), undefined, deps, { threads: 1 });
    const [info] = await host.list();
    model = await host.open(info?.name ?? '');
  });
  afterAll(() => host.close());

  const request = (more: Partial<ChatRequest> = {}): ChatRequest => ({
    prompt: renderedPrompt([{ role: 'user', content: 'Tell me about the sea in one sentence.' }], 'test'),
    maxTokens: 30,
    seed: 3,
    temperature: 0.7,
    ...more,
  });

  async function collect(asked: ChatRequest, signal = never): Promise<{ text: string; finish: ChatPart | undefined }> {
    const parts: ChatPart[] = [];
    for await (const part of model.stream(asked, signal)) parts.push(part);
    return {
      text: parts.map((part) => (part.type === 'text-delta' ? part.text : '')).join(''),
      finish: parts.at(-1),
    };
  }

  it('says the same words for the same seed, and other words for another', async () => {
    const first = await collect(request());
    expect(first.text).not.toBe('');
    expect((await collect(request())).text).toBe(first.text);
    expect((await collect(request({ seed: 4 }))).text).not.toBe(first.text);
  });

  it('says that its budget was spent, and stops when it is told to', async () => {
    expect((await collect(request({ maxTokens: 3 }))).finish).toMatchObject({ reason: 'length' });
    const controller = new AbortController();
    const stopped: ChatPart[] = [];
    for await (const part of model.stream(request({ maxTokens: 500 }), controller.signal)) {
      stopped.push(part);
      controller.abort();
    }
    expect(stopped.at(-1)).toMatchObject({ type: 'finish', reason: 'cancelled' });
  });

  it('keeps to a JSON schema', async () => {
    const schema = { type: 'object', properties: { side: { enum: ['for', 'against'] } }, required: ['side'] };
    const { text, finish } = await collect(request({ shape: { name: 'side', schema }, maxTokens: 60 }));
    expect(['for', 'against']).toContain(JSON.parse(text).side);
    expect(finish).toMatchObject({ reason: 'stop' });
  });

  it('reads control tokens in a text as plain text', async () => {
    const count = (content: string) => model.countTokens(renderedPrompt([{ role: 'user', content }], 'test'));
    const around = await count('');
    // As a control token each of these would be a single one.
    for (const token of ['<|im_end|>', '<|im_start|>', '<|endoftext|>', '<repo_name>']) {
      expect((await count(token)) - around, token).toBeGreaterThan(1);
    }
  });

  it('is asked nothing that its window does not hold', async () => {
    const prompt = renderedPrompt([{ role: 'user', content: 'the sea '.repeat(model.info.contextTokens) }], 'test');
    await expect(model.choose(prompt, ['4'], never)).rejects.toThrow(PromptTooLongError);
    await expect(collect(request({ prompt }))).rejects.toThrow(PromptTooLongError);
  });

  it('holds a whole debate of which every event can be stored, and judges it', async () => {
    const plan = inFewWords(planFor({ rounds: 1, seed: 2 }));
    const events: RecordedDebateEvent[] = [];
    const deps = {
      model: async () => model,
      prompts,
      clock: systemClock,
      atOnce: 1,
      audience: NO_AUDIENCE,
      preload: () => {},
    };
    for await (const event of runDebate(plan, deps, [], never)) {
      if (isRecorded(event)) events.push(event);
    }
    const view = viewDebate(events);
    expect(['complete', 'incomplete']).toContain(view.end?.status);
    expect(view.turns.length + view.silent.length + (view.answer === undefined ? 0 : 1)).toBe(3);

    const others = new Set(criterionIdSchema.options.filter((id) => id !== 'coherence'));
    const judging = scoreDebate(
      {
        debate: plan.debate,
        transcript: blindTranscript(view),
        scenario: plan.scenario,
        rubric: content.rubric,
        judge: 'judge-1',
        model: async () => model,
        seed: 1,
        skip: others,
      },
      { prompts, clock: systemClock },
      never,
    );
    const judgements = [];
    for await (const judgement of judging) judgements.push(judgement);
    expect(judgements).toHaveLength(1);
    const score = judgements[0]?.score;
    if (view.turns.length === 0) expect(score).toMatchObject({ reason: 'nothing-to-judge' });
    else expect(score).toMatchObject({ status: 'scored', method: 'probabilities' });
  }, 120_000);
});

it('says that a file is not there, or is no model', async () => {
  await expect(EmbeddedHost.open('/nowhere/model.gguf', undefined, deps)).rejects.toThrow(EmbeddedFileError);
  await expect(EmbeddedHost.open('package.json', undefined, deps)).rejects.toThrow(/not a readable .gguf/);
});

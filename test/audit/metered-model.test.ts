import { describe, expect, it } from 'vitest';
import { meteredModel } from '../../src/audit/metered-model.ts';
import { scorePrompt } from '../../src/judge/judge-prompt.ts';
import { seeDebate } from '../../src/judge/seen-debate.ts';
import type { CallUsage, ChatModel } from '../../src/models/port/chat-model.ts';
import { content, prompts } from '../support/content.ts';
import { scriptedModel } from '../support/debate.ts';
import { skippingClock } from '../support/hand-clock.ts';
import { work } from './scripted-audit.ts';

const [reading] = work.readings;
const [criterion] = content.rubric.criteria;
if (reading === undefined || criterion === undefined) throw new Error('There is something to read.');
const seen = seeDebate(reading.scenario, reading.transcript, 'debate');
const prompt = scorePrompt({ seen, object: { kind: 'debate' }, criterion }, prompts);
const { signal } = new AbortController();

/** A model whose calls take a second each, and whose server tells so much of them. */
async function slow(usage: CallUsage) {
  const clock = skippingClock();
  const { model } = await scriptedModel({ reply: () => 'Three words here.' });
  const change: ChatModel = {
    ...model,
    async choose(...call) {
      await clock.sleep(1000);
      return { ...(await model.choose(...call)), usage };
    },
    async *stream(request, until) {
      await clock.sleep(1000);
      for await (const part of model.stream(request, until)) yield part.type === 'finish' ? { ...part, usage } : part;
    },
  };
  return { metered: meteredModel(change, clock), counted: await model.countTokens(prompt) };
}

describe('what a call took', () => {
  it('is what the server tells, summed up until it is asked for', async () => {
    const { metered } = await slow({ promptTokens: 700, completionTokens: 3 });
    await metered.choose(prompt, ['1', '2'], signal);
    for await (const _ of metered.stream({ prompt, maxTokens: 9, seed: 1, temperature: 0 }, signal));
    const spent = { calls: 2, milliseconds: 2000, promptTokens: 1400, completionTokens: 6, counted: false };
    expect(metered.take()).toEqual(spent);
    expect(metered.take()).toMatchObject({ calls: 0, milliseconds: 0, promptTokens: 0 });
  });

  it('is counted here where the server tells nothing, and says so', async () => {
    const { metered, counted } = await slow({});
    for await (const _ of metered.stream({ prompt, maxTokens: 9, seed: 1, temperature: 0 }, signal));
    expect(metered.take()).toMatchObject({ promptTokens: counted, completionTokens: 3, counted: true });
  });

  it('counts a choice as one token', async () => {
    const { metered } = await slow({ promptTokens: 700 });
    await metered.choose(prompt, ['1', '2'], signal);
    expect(metered.take()).toMatchObject({ completionTokens: 1, counted: false });
  });

  it('counts an answer that is not heard to its end', async () => {
    const { metered } = await slow({ promptTokens: 700, completionTokens: 3 });
    for await (const part of metered.stream({ prompt, maxTokens: 9, seed: 1, temperature: 0 }, signal)) {
      if (part.type === 'text-delta') break;
    }
    expect(metered.take()).toMatchObject({ calls: 1, completionTokens: 1, counted: true });
  });
});

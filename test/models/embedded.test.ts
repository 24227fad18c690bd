import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { type ChatMessage, renderedPrompt } from '../../src/content/rendered-prompt.ts';
import { systemClock } from '../../src/core/clock.ts';
import { createLog } from '../../src/core/log.ts';
import { blindTranscript } from '../../src/debate/transcript.ts';
import { viewDebate } from '../../src/debate/view.ts';
import { scorePrompt } from '../../src/judge/judge-prompt.ts';
import type { CallUsage, ChatModel } from '../../src/models/chat-model.ts';
import { EmbeddedHost } from '../../src/models/embedded/embedded-host.ts';
import { content, prompts } from '../support/content.ts';
import { debate, planFor } from '../support/debate.ts';
import { speech } from '../support/speech.ts';

const never = new AbortController().signal;
const DIGITS = ['1', '2', '3', '4', '5', '6', '7'];

let host: EmbeddedHost;
let model: ChatModel;
beforeAll(async () => {
  host = await EmbeddedHost.open(inject('modelFile'), undefined, { log: createLog('silent'), clock: systemClock });
  model = await host.open((await host.list())[0]?.name ?? '');
});
afterAll(() => host.close());

async function say(messages: readonly ChatMessage[], seed = 3): Promise<{ text: string; usage: CallUsage }> {
  const request = { prompt: renderedPrompt(messages, 'test'), maxTokens: 8, seed, temperature: 0.7 };
  let text = '';
  let usage: CallUsage = {};
  for await (const part of model.stream(request, never)) {
    if (part.type === 'text-delta') text += part.text;
    if (part.type === 'finish') usage = part.usage;
  }
  return { text, usage };
}

it('reads a prompt on from where it parts from the one before, and says what it would have said anyway', async () => {
  const shared = speech(1, 40);
  const ask = (question: string): ChatMessage[] => [{ role: 'user', content: `${shared}\n\n${question}` }];
  const fresh = await say(ask('What do you think?'));
  const again = await say(ask('Do you agree with it?'));
  expect(fresh.usage.promptTokens).toBeGreaterThan(500);
  expect(again.usage.promptTokens).toBeGreaterThan(500);
  // All of it against a dozen tokens: far more than a busy machine can blur.
  expect(again.usage.promptMilliseconds ?? 0).toBeLessThan((fresh.usage.promptMilliseconds ?? 0) / 3);
  await say([{ role: 'user', content: 'Something else.' }]);
  expect((await say(ask('Do you agree with it?'))).text).toBe(again.text);
});

it('puts nearly all its mind on the digits where a judge’s score is asked for', async () => {
  const { recorded } = await debate(planFor());
  const scenario = planFor().scenario;
  const transcript = blindTranscript(viewDebate(recorded));
  for (const criterion of content.rubric.criteria.slice(0, 2)) {
    const prompt = scorePrompt({ scenario, transcript, criterion }, prompts);
    const { probabilities, mass } = await model.choose(prompt, DIGITS, never);
    expect(mass).toBeGreaterThan(0.9);
    const shares = [...probabilities.values()];
    expect(shares).toHaveLength(7);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
  }
}, 30_000);

it('stops reading a long prompt when it is told to, and serves the next call', async () => {
  const controller = new AbortController();
  const long = renderedPrompt([{ role: 'user', content: speech(5, 200) }], 'test');
  const reading = model.choose(long, DIGITS, controller.signal);
  controller.abort();
  await expect(reading).rejects.toThrow(/abort/i);
  expect((await say([{ role: 'user', content: 'Say hello.' }])).text).not.toBe('');
});

it('lets calls wait for each other', async () => {
  const both = await Promise.all([1, 2].map((seed) => say([{ role: 'user', content: 'Tell me of the sea.' }], seed)));
  const alone = await say([{ role: 'user', content: 'Tell me of the sea.' }], 2);
  expect(both[1]?.text).toBe(alone.text);
});

it('refuses a prompt that does not fit its window instead of cutting it', async () => {
  await expect(say([{ role: 'user', content: speech(1, 900) }])).rejects.toThrow(/does not fit its window/);
});

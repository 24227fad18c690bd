import { expect, it, vi } from 'vitest';
import { renderedPrompt } from '../../src/content/rendered-prompt.ts';
import type { ChatModel, ChatPart, ChatRequest } from '../../src/models/port/chat-model.ts';
import { ModelTooSlowError } from '../../src/models/port/model-too-slow-error.ts';
import { withSilenceLimit } from '../../src/models/port/with-silence-limit.ts';
import { scriptedModel } from '../support/debate.ts';
import { HandClock } from '../support/hand-clock.ts';

const never = new AbortController().signal;
const request: ChatRequest = {
  prompt: renderedPrompt([{ role: 'user', content: 'Speak.' }], 'test'),
  maxTokens: 10,
  seed: 1,
  temperature: 0,
};

/** A model that says a word each time the test says so, and remembers whether it was aborted. */
async function promptedModel() {
  let say: (word: string) => void = () => {};
  const state = { aborted: false };
  const { model } = await scriptedModel({
    reply: () =>
      async function* (_: ChatRequest, signal: AbortSignal): AsyncGenerator<ChatPart> {
        signal.addEventListener('abort', () => {
          state.aborted = true;
        });
        for (;;) {
          const word = await new Promise<string>((resolve) => {
            say = resolve;
          });
          yield { type: 'text-delta', text: word };
        }
      },
  });
  return { model, state, say: (word: string) => say(word) };
}

it('gives a model up that wrote nothing for too long, before its first word as between words', async () => {
  const clock = new HandClock();
  const { model, state, say } = await promptedModel();
  const stream = withSilenceLimit(model, 60_000, clock).stream(request, never)[Symbol.asyncIterator]();

  let next = stream.next();
  clock.move(59_999);
  say('One');
  expect(await next).toMatchObject({ value: { text: 'One' } });
  next = stream.next();
  await vi.waitFor(() => expect(clock.sleeping).toEqual([60_000]));
  clock.move(59_999);
  expect(state.aborted).toBe(false);
  clock.move(1);
  const error = await next.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ModelTooSlowError);
  expect(error).toMatchObject({ message: expect.stringContaining('wrote nothing for 60 s'), retryable: true });
  // The server is told, so that it does not work for nobody.
  expect(state.aborted).toBe(true);
  expect(clock.sleeping).toEqual([]);
});

it('gives a choice up that takes too long, and tells the server', async () => {
  const clock = new HandClock();
  let aborted = false;
  const { model } = await scriptedModel();
  const slow: ChatModel = {
    info: model.info,
    stream: (asked, signal) => model.stream(asked, signal),
    countTokens: (prompt) => model.countTokens(prompt),
    choose: (_prompt, _options, signal) =>
      new Promise(() => {
        signal.addEventListener('abort', () => {
          aborted = true;
        });
      }),
  };
  const choosing = withSilenceLimit(slow, 60_000, clock).choose(request.prompt, ['1', '2'], never);
  const failed = choosing.catch((reason: unknown) => reason);
  clock.move(60_000);
  expect(await failed).toBeInstanceOf(ModelTooSlowError);
  expect(aborted).toBe(true);
  expect(clock.sleeping).toEqual([]);
  await withSilenceLimit(model, 60_000, clock).choose(request.prompt, ['4', '5'], never);
  expect(clock.sleeping).toEqual([]);
});

it('leaves no timer behind a stream that ended', async () => {
  const clock = new HandClock();
  const { model } = await scriptedModel({ reply: () => 'A few words.' });
  const parts: ChatPart[] = [];
  for await (const part of withSilenceLimit(model, 60_000, clock).stream(request, never)) parts.push(part);
  expect(parts.at(-1)).toMatchObject({ type: 'finish', reason: 'stop' });
  expect(clock.sleeping).toEqual([]);
});

it('stops the model when nobody reads on', async () => {
  let ended = false;
  const { model } = await scriptedModel({
    reply: () =>
      async function* (): AsyncGenerator<ChatPart> {
        try {
          for (;;) yield { type: 'text-delta', text: 'on and ' };
        } finally {
          ended = true;
        }
      },
  });
  for await (const part of withSilenceLimit(model, 60_000, new HandClock()).stream(request, never)) {
    if (part.type === 'text-delta') break;
  }
  await vi.waitFor(() => expect(ended).toBe(true));
});

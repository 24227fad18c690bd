import { expect, it } from 'vitest';
import { orAborted } from '../../src/core/or-aborted.ts';
import type { ChatPart, ChatRequest } from '../../src/models/port/chat-model.ts';
import type { Script } from '../../src/models/scripted/scripted-host.ts';
import { speech, wordsFor } from '../support/speech.ts';
import { textOf } from './eyes.ts';
import { latch } from './pauses.ts';
import { Stage } from './stage.ts';

const REQUEST = { scenario: 'care-robot-refusal', rounds: 1, ballot: '1h', seed: 5 };
/** More than a message holds. */
const STALE = `These words are of a server that fails. ${speech(77, 30)} worth nothing`;

/** A cold model on a server that fails in the middle of its words: another one, as cold, begins anew. Each step waits for the test. */
function failingOver() {
  const steps = Array.from({ length: 4 }, () => latch());
  async function* turn(request: ChatRequest, signal: AbortSignal): AsyncGenerator<ChatPart> {
    const step = (place: number): Promise<void> => orAborted(steps[place]?.[0] ?? Promise.resolve(), signal);
    yield { type: 'waiting', waiting: { for: 'loading' } };
    await step(0);
    yield { type: 'text-delta', text: STALE };
    await step(1);
    yield { type: 'started-over', reason: 'the first one went away' };
    await step(2);
    yield { type: 'waiting', waiting: { for: 'loading' } };
    await step(3);
    yield { type: 'text-delta', text: wordsFor(request) };
    yield { type: 'finish', reason: 'stop', rawReason: 'stop', usage: {} };
  }
  const script: Script = { reply: (request, _model, call) => (call === 0 ? turn : wordsFor(request)) };
  return { script, goOn: (place: number) => steps[place]?.[1]() };
}

it('a turn says that its model is being loaded, and takes back the words of a server that failed', async () => {
  const stage = await Stage.open();
  const { script, goOn } = failingOver();
  await stage.run({ script });
  const ada = await stage.eyes('Ada');
  await ada.start(REQUEST);
  const thread = await ada.thread();
  const spoken = (): string[] =>
    ada.messagesIn(thread).flatMap((message) => (message.webhook_id === undefined ? [] : [textOf(message)]));
  const reads = (wanted: (texts: string[]) => boolean): Promise<string[]> =>
    ada.until(() => (wanted(spoken()) ? spoken() : undefined));

  expect(await reads((texts) => texts.length === 1)).toEqual(['*its model is being loaded* ▍']);
  goOn(0);
  const stale = await reads((texts) => texts.length === 2 && texts[1]?.endsWith('▍') === true);
  expect(stale[0]).toMatch(/^These words/);
  goOn(1);
  expect(await reads((texts) => texts.length === 1 && texts[0]?.includes('anew') === true)).toEqual([
    '*begins anew, on another server*',
  ]);
  goOn(2);
  expect(await reads(([text]) => text?.includes('loaded') === true)).toEqual(['*its model is being loaded* ▍']);
  goOn(3);
  await ada.message(thread, ({ content }) => content === '## The answer');
  const [first] = spoken();
  expect(first).not.toMatch(/▍|loaded|These words/);
  expect(spoken().join('\n')).not.toContain('worth nothing');
  stage.expectClean(ada);
});

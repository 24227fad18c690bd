import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { renderedPrompt } from '../../src/content/rendered-prompt.ts';
import { KeptCalls } from '../../src/judge-foreign/kept-calls.ts';
import type { ChatModel, ChatRequest } from '../../src/models/port/chat-model.ts';
import { ChoiceUnsupportedError } from '../../src/models/port/choice-unsupported-error.ts';
import { collectAnswer } from '../../src/models/port/collect-answer.ts';
import { scriptedHost, scriptedModelInfo } from '../../src/models/scripted/scripted-host.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const never = new AbortController().signal;
const prompt = renderedPrompt([{ role: 'user', content: 'How good is it?' }], 'test');
const request: ChatRequest = { prompt, maxTokens: 20, seed: 1, temperature: 0.7 };

/** A model that counts what it is asked. @param digest of its weights */
async function counted(digest = 'd1', withoutChoice = false): Promise<{ model: ChatModel; asked: string[] }> {
  const asked: string[] = [];
  const info = { ...scriptedModelInfo('judge:1b'), digest };
  const host = scriptedHost([info], {
    reply: ({ seed }) => {
      asked.push(`words ${seed}`);
      return `Level ${seed}.`;
    },
    choose: () => {
      asked.push('choice');
      if (withoutChoice) throw new ChoiceUnsupportedError(info.name);
      return new Map([
        ['4', 0.5],
        ['**5', 0.2],
        ['The', 0.3],
      ]);
    },
  });
  return { model: await host.open(info.name), asked };
}

/** Asks for the words of two seeds and a choice, as often as told, by one process after the other. */
async function askTwice(first: ChatModel, second: ChatModel): Promise<unknown[][]> {
  const file = path.join(await temporaryFolder(), 'calls.jsonl');
  const heard: unknown[][] = [];
  for (const model of [first, second]) {
    const calls = await KeptCalls.open(file);
    const kept = calls.around(model);
    const words = [];
    for (const seed of [1, 2]) {
      const { text, finish } = await collectAnswer(kept.stream({ ...request, seed }, never));
      words.push(text, finish);
    }
    const choice = await kept.choose(prompt, ['4', '5'], never).then(
      ({ probabilities, mass, tokens, alternatives }) => ({ probabilities, mass, tokens, alternatives }),
      (error: unknown) => error,
    );
    heard.push([...words, choice]);
    await calls.close();
  }
  expect((await readFile(file, 'utf8')).split('\n').length).toBeGreaterThan(3);
  return heard;
}

it('gives a call’s outcome again without asking, whole, also in another process', async () => {
  const { model, asked } = await counted();
  const [first, second] = await askTwice(model, model);
  expect(asked).toEqual(['words 1', 'words 2', 'choice']);
  expect(second).toEqual(first);
  expect(first?.slice(0, 4)).toEqual(['Level 1.', 'stop', 'Level 2.', 'stop']);
});

it('remembers that a server gives no probabilities', async () => {
  const { model, asked } = await counted('d1', true);
  const [first, second] = await askTwice(model, model);
  expect(asked).toEqual(['words 1', 'words 2', 'choice']);
  for (const heard of [first, second]) expect(heard?.at(-1)).toBeInstanceOf(ChoiceUnsupportedError);
});

it('asks again when other weights stand under the same name', async () => {
  const [before, after] = [await counted('d1'), await counted('d2')];
  await askTwice(before.model, after.model);
  expect(after.asked).toEqual(['words 1', 'words 2', 'choice']);
});

it('keeps no call that was broken off', async () => {
  const { model } = await counted();
  const file = path.join(await temporaryFolder(), 'calls.jsonl');
  const calls = await KeptCalls.open(file);
  await expect(collectAnswer(calls.around(model).stream(request, AbortSignal.abort()))).rejects.toThrow('aborted');
  await calls.close();
  expect(await readFile(file, 'utf8')).toBe('');
});

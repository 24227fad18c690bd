import { describe, expect, it } from 'vitest';
import { findLoop } from '../../src/debate/validity/loop.ts';
import type { ChatPart, ChatRequest } from '../../src/models/port/chat-model.ts';
import { type Script, scriptedModelInfo } from '../../src/models/scripted/scripted-host.ts';
import { debate, MODEL, planFor } from '../support/debate.ts';
import { HandClock } from '../support/hand-clock.ts';
import { speech, wordsFor } from '../support/speech.ts';

const THINKER = { ...scriptedModelInfo(MODEL), canThink: true };

/** How many parts of a stream were asked for, and whether its signal was aborted in the end. */
interface Reading {
  parts: number;
  aborted: boolean;
}

/** Writes `part` after `part` without end, as long as somebody reads. */
function endless(part: Extract<ChatPart, { text: string }>, reading: Reading) {
  return async function* (_request: ChatRequest, signal: AbortSignal): AsyncGenerator<ChatPart> {
    signal.addEventListener('abort', () => {
      reading.aborted = true;
    });
    for (; reading.parts < 20_000; reading.parts += 1) yield part;
    yield { type: 'finish', reason: 'length', rawReason: 'length', usage: {} };
  };
}

/** The first attempts are `bad`, all else is well said. */
function badAtFirst(bad: ReturnType<typeof endless>, times: number): Script {
  return { reply: (request, _model, call) => (call < times ? bad : wordsFor(request)) };
}

async function firstTurn(script: Script, info = THINKER) {
  const { recorded, requests } = await debate(planFor({ rounds: 1 }), { script, info });
  const ends = recorded.flatMap((event) => (event.type === 'turn-end' && event.turn.seat === 'grace' ? [event] : []));
  return { ends, requests };
}

it('breaks off a turn that takes too long, and does not try it again', async () => {
  const reading = { parts: 0, aborted: false };
  const clock = new HandClock();
  const slow = async function* (_request: ChatRequest, signal: AbortSignal): AsyncGenerator<ChatPart> {
    yield { type: 'text-delta', text: 'A robot should think of' };
    const over = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    clock.move(60_000);
    await over;
    reading.aborted = true;
    yield { type: 'finish', reason: 'cancelled', rawReason: 'aborted', usage: {} };
  };
  const plan = { ...planFor({ rounds: 1 }), limits: { turn: 60_000, person: 60_000 } };
  const script: Script = { reply: (request, _model, call) => (call === 0 ? slow : wordsFor(request)) };
  const { recorded } = await debate(plan, { script, clock });
  const ends = recorded.flatMap((event) => (event.type === 'turn-end' && event.turn.seat === 'grace' ? [event] : []));
  expect(ends.map(({ outcome }) => outcome)).toEqual([
    { status: 'rejected', reason: 'over-time', detail: 'it took longer than 60 s' },
  ]);
  expect(recorded.map(({ type }) => type)).toContain('member-silent');
  expect(reading.aborted).toBe(true);
});

describe('a turn that can’t become valid', () => {
  it.each([
    ['words in circles', 'and so it is what it is, and ', 'repeats-itself'],
    ['a mark without end', '-', 'repeats-itself'],
  ])('is broken off while it streams: %s', async (_, text, reason) => {
    const reading = { parts: 0, aborted: false };
    const { ends } = await firstTurn(badAtFirst(endless({ type: 'text-delta', text }, reading), 1));
    expect(ends[0]).toMatchObject({ outcome: { status: 'rejected', reason }, finishReason: 'broken-off' });
    expect(ends[1]).toMatchObject({ outcome: { status: 'valid' } });
    expect(reading.parts).toBeLessThan(1000);
    expect(reading.aborted).toBe(true);
  });

  it('is broken off when its thinking has used up its allowance, and tried again without thinking', async () => {
    const reading = { parts: 0, aborted: false };
    let place = 0;
    const thought = {
      type: 'thinking-delta' as const,
      get text() {
        return ` thought-${place++}`;
      },
    };
    const { ends, requests } = await firstTurn(badAtFirst(endless(thought, reading), 1));
    expect(ends[0]).toMatchObject({ outcome: { reason: 'thinking-never-closed' }, finishReason: 'broken-off' });
    expect(reading.parts).toBeLessThan(2048);
    expect(reading.aborted).toBe(true);
    expect(requests.slice(0, 2).map(({ think }) => think)).toEqual([true, false]);
    expect(requests[0]?.maxTokens).toBe((requests[1]?.maxTokens ?? 0) + 2048);
  });

  it('gets room for thinking when a model thinks that nobody said can', async () => {
    const open = async function* (): AsyncGenerator<ChatPart> {
      yield { type: 'text-delta', text: `<think>${speech(3)}` };
      yield { type: 'finish', reason: 'length', rawReason: 'length', usage: {} };
    };
    const script: Script = { reply: (request, _model, call) => (call === 0 ? open : wordsFor(request)) };
    const { ends, requests } = await firstTurn(script, scriptedModelInfo(MODEL));
    expect(ends.map(({ outcome }) => outcome.status)).toEqual(['rejected', 'valid']);
    expect(requests[1]?.maxTokens).toBe((requests[0]?.maxTokens ?? 0) + 2048);
  });
});

describe('a loop', () => {
  it('is not found in prose, also where a phrase comes back', () => {
    for (let seed = 0; seed < 50; seed += 1) expect(findLoop(speech(seed, 30))).toBeUndefined();
    const refrain = Array.from({ length: 12 }, (_, place) => `${speech(place, 1)} That is the point of it.`).join(' ');
    expect(findLoop(refrain)).toBeUndefined();
    expect(findLoop(`| a | b |\n${'|---'.repeat(8)}|\n`)).toBeUndefined();
  });

  it('is found where it varies a little', () => {
    const lines = Array.from({ length: 30 }, (_, place) => `I agree with the point number ${place % 3} of my friend.`);
    expect(findLoop(`${speech(1)} ${lines.join(' ')}`)).toMatchObject({ reason: 'repeats-itself' });
  });
});

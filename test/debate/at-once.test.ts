import { describe, expect, it } from 'vitest';
import { NO_AUDIENCE } from '../../src/debate/audience.ts';
import { isRecorded, type RecordedDebateEvent } from '../../src/debate/events.ts';
import { merge } from '../../src/debate/merge.ts';
import { runDebate } from '../../src/debate/run-debate.ts';
import { viewDebate } from '../../src/debate/view.ts';
import type { ChatPart, ChatRequest } from '../../src/models/port/chat-model.ts';
import { ModelMissingError } from '../../src/models/port/model-missing-error.ts';
import { ModelUnreachableError } from '../../src/models/port/model-unreachable-error.ts';
import { never } from '../support/ask-model.ts';
import { prompts } from '../support/content.ts';
import { debate, planFor, scriptedModel } from '../support/debate.ts';
import { HandClock, skippingClock } from '../support/hand-clock.ts';
import { speech, wordsFor } from '../support/speech.ts';

/** A script that notes how many calls run together, and lets the last one that came end first. */
function counting(atOnce: number) {
  const seen = { running: 0, most: 0 };
  const held: (() => void)[] = [];
  const script = {
    reply: (request: ChatRequest) =>
      async function* (): AsyncGenerator<ChatPart> {
        seen.running += 1;
        seen.most = Math.max(seen.most, seen.running);
        const blind = /before you hear the others/.test(JSON.stringify(request.prompt.messages));
        if (blind) {
          const mine = new Promise<void>((resolve) => held.push(resolve));
          if (held.length === atOnce) for (const go of held.splice(0).reverse()) go();
          await mine;
        }
        yield { type: 'text-delta', text: wordsFor(request) };
        seen.running -= 1;
        yield { type: 'finish', reason: 'stop', rawReason: 'stop', usage: {} };
      },
  };
  return { script, seen };
}

describe('openings that nobody else sees', () => {
  const plan = planFor({ format: 'round-table', ensemble: 'one-model' });

  it('go out together, as many as the servers run at once, and open rounds one by one', async () => {
    const { script, seen } = counting(2);
    const { recorded } = await debate(plan, { script, atOnce: 2 });
    expect(seen.most).toBe(2);
    expect(viewDebate(recorded).end).toMatchObject({ status: 'complete' });
  });

  it('stand in the order of the seats, whoever was ready first', async () => {
    const alone = await debate(plan);
    const { script } = counting(4);
    const together = await debate(plan, { script, atOnce: 4 });
    expect(viewDebate(together.recorded).turns).toEqual(viewDebate(alone.recorded).turns);
  });

  it('that were finished before a crash are not made again, in whatever order they ended', async () => {
    const { script } = counting(4);
    const whole = await debate(plan, { script, atOnce: 4 });
    const ends = whole.recorded.flatMap((event, place) => (event.type === 'turn-end' ? [place] : []));
    for (const place of ends.slice(0, 4)) {
      const history = whole.recorded.slice(0, place + 1);
      const finished = history.filter(({ type }) => type === 'turn-end').length;
      const resumed = await debate(plan, { history, atOnce: 1 });
      expect(resumed.recorded.filter(({ type }) => type === 'turn-end')).toHaveLength(ends.length - finished);
      expect(viewDebate([...history, ...resumed.recorded]).turns).toEqual(viewDebate(whole.recorded).turns);
    }
  });

  it('are ended when one of them can’t be had', async () => {
    let aborted = false;
    const { recorded } = await debate(plan, {
      atOnce: 4,
      script: {
        reply: (_request, _model, call) =>
          async function* (_: ChatRequest, signal: AbortSignal): AsyncGenerator<ChatPart> {
            if (call === 3) throw new ModelMissingError('scripted-model:1b', 'scripted');
            await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
            aborted = true;
            yield { type: 'finish', reason: 'cancelled', rawReason: 'aborted', usage: {} };
          },
      },
    });
    expect(aborted).toBe(true);
    expect(viewDebate(recorded).end).toMatchObject({ status: 'failed' });
  });
});

it('merges without letting one that always has something ready keep the others from being heard', async () => {
  async function* count(name: string): AsyncGenerator<string> {
    for (let n = 0; n < 3; n += 1) yield `${name}${n}`;
  }
  const heard: string[] = [];
  for await (const item of merge([() => count('a'), () => count('b'), () => count('c')], 2)) heard.push(item);
  expect(heard.indexOf('b0')).toBeLessThan(heard.indexOf('a2'));
  expect(heard.toSorted()).toEqual(['a0', 'a1', 'a2', 'b0', 'b1', 'b2', 'c0', 'c1', 'c2']);
});

it('has the model of whoever comes next loaded while another one speaks', async () => {
  const ahead: string[] = [];
  const plan = planFor({ rounds: 2, models: ['a:1b', 'b:1b'] });
  await debate(plan, { preload: (name) => ahead.push(name) });
  expect(plan.members.map(({ model }) => model)).toEqual(['a:1b', 'b:1b']);
  // After each turn of a: b; after each of b: a; after the last one the chair, who is on b as well.
  expect(ahead).toEqual(['b:1b', 'a:1b', 'b:1b']);
  const one = await debate(planFor({ rounds: 2 }), { preload: (name) => ahead.push(name) });
  expect(one.recorded.length).toBeGreaterThan(0);
  expect(ahead).toHaveLength(3);
});

describe('a turn’s time', () => {
  const limits = { turn: 60_000, person: 60_000 };
  const words = speech(3);

  it('does not run while its call waits in line for a server', async () => {
    const clock = new HandClock();
    const script = {
      reply: (request: ChatRequest, _model: string, call: number) =>
        call > 0
          ? wordsFor(request)
          : async function* (): AsyncGenerator<ChatPart> {
              yield { type: 'waiting', waiting: { for: 'server', ahead: 2 } };
              clock.move(600_000);
              yield { type: 'waiting', waiting: { for: 'reading' } };
              clock.move(50_000);
              yield { type: 'text-delta', text: words };
              yield { type: 'finish', reason: 'stop', rawReason: 'stop', usage: {} };
            },
    };
    const { recorded } = await debate({ ...planFor({ rounds: 1 }), limits }, { script, clock });
    expect(viewDebate(recorded).turns[0]?.text).toBe(words);
  });

  it('begins anew where another server begins the turn anew', async () => {
    const clock = new HandClock();
    const script = {
      reply: (request: ChatRequest, _model: string, call: number) =>
        call > 0
          ? wordsFor(request)
          : async function* (): AsyncGenerator<ChatPart> {
              yield { type: 'text-delta', text: 'Words that were lost' };
              clock.move(50_000);
              yield { type: 'started-over', reason: 'it burnt' };
              clock.move(50_000);
              yield { type: 'text-delta', text: words };
              yield { type: 'finish', reason: 'stop', rawReason: 'stop', usage: {} };
            },
    };
    const { events, recorded } = await debate({ ...planFor({ rounds: 1 }), limits }, { script, clock });
    expect(viewDebate(recorded).turns[0]?.text).toBe(words);
    expect(events).toContainEqual(expect.objectContaining({ type: 'turn-started-over', reason: 'it burnt' }));
  });
});

it('waits for a server that is away for a moment when a prompt is counted, as at any other call', async () => {
  const { model } = await scriptedModel();
  let away = 1;
  const counting = {
    ...model,
    async countTokens(prompt: Parameters<typeof model.countTokens>[0]) {
      if (away-- > 0) throw new ModelUnreachableError('http://127.0.0.1:1');
      return model.countTokens(prompt);
    },
  };
  const deps = { model: async () => counting, prompts, clock: skippingClock(), atOnce: 1, audience: NO_AUDIENCE };
  const events: RecordedDebateEvent[] = [];
  for await (const event of runDebate(planFor({ rounds: 1 }), { ...deps, preload: () => {} }, [], never)) {
    if (isRecorded(event)) events.push(event);
  }
  expect(viewDebate(events).end).toMatchObject({ status: 'complete' });
});

it('never takes words back for a label, only for thinking that was taken for words', async () => {
  const say = (text: string) => async () => {
    const script = {
      reply: (request: ChatRequest, _model: string, call: number) =>
        call > 0
          ? wordsFor(request)
          : async function* (): AsyncGenerator<ChatPart> {
              for (const piece of text.split(/(?<=[ :>])/)) yield { type: 'text-delta', text: piece };
              yield { type: 'finish', reason: 'stop', rawReason: 'stop', usage: {} };
            },
    };
    const { events } = await debate(planFor({ rounds: 1 }), { script });
    return events.flatMap((event) => (event.type === 'turn-delta' && event.turn.seat === 'grace' ? [event.text] : []));
  };
  expect(await say(`Grace Achieng: ${words()}`)()).not.toContain('');
  expect(await say(`Okay, the user wants a speech.</think>${words()}`)()).toContain('');

  function words(): string {
    return speech(3);
  }
});

import { describe, expect, it } from 'vitest';
import { StoppedByPerson } from '../../src/core/stopped-by-person.ts';
import { type DebateEvent, debateEventSchema, type TurnEnd } from '../../src/debate/events.ts';
import { viewDebate } from '../../src/debate/view.ts';
import type { ChatPart, ChatRequest } from '../../src/models/port/chat-model.ts';
import { ModelUnreachableError } from '../../src/models/port/model-unreachable-error.ts';
import { type Script, scriptedModelInfo } from '../../src/models/scripted/scripted-host.ts';
import { debate, MODEL, planFor } from '../support/debate.ts';
import { longWords, NARROW, promptText, speech, wordsFor } from '../support/speech.ts';

/** An event in short, for lists that can be read. */
function inShort(event: DebateEvent): string {
  switch (event.type) {
    case 'turn-start':
    case 'turn-end':
    case 'member-silent':
    case 'transcript-digested':
    case 'stance-stated':
      return `${event.type} ${event.turn.round} ${event.turn.seat}`;
    case 'round-start':
      return `${event.type} ${event.round}`;
    case 'debate-end':
      return `${event.type} ${event.status}`;
    default:
      return event.type;
  }
}

const call = (round: number, seat: string): string[] => [`turn-start ${round} ${seat}`, `turn-end ${round} ${seat}`];
const turn = (round: number, seat: string): string[] => [...call(round, seat), `stance-stated ${round} ${seat}`];
const answer = (round: number): string[] => [
  'answer-start',
  ...call(round, 'wen'),
  'answer-ready',
  'debate-end complete',
];

describe('a debate', () => {
  it('lets both sides open and rebut, then the chair answers', async () => {
    const { events, recorded } = await debate(planFor({ rounds: 3 }));
    const rounds = [1, 2, 3].flatMap((n) => [`round-start ${n}`, ...turn(n, 'grace'), ...turn(n, 'astrid')]);
    expect(recorded.map(inShort)).toEqual(['debate-start', ...rounds, ...answer(4)]);
    expect(events.map((event) => debateEventSchema.safeParse(event).error)).toEqual(events.map(() => undefined));
  });

  it('goes round the table for opinions, replies and closing words', async () => {
    const { recorded } = await debate(planFor({ format: 'round-table', ensemble: 'one-model' }));
    const seats = ['ines', 'farid', 'tomasz', 'grace'];
    const rounds = [1, 2, 3].flatMap((n) => [`round-start ${n}`, ...seats.flatMap((seat) => turn(n, seat))]);
    expect(recorded.map(inShort)).toEqual(['debate-start', ...rounds, ...answer(4)]);
  });

  it('shows all words so far while a turn is written, ending with the turn itself', async () => {
    const { events } = await debate(planFor({ rounds: 1 }));
    const first = events.flatMap((event) =>
      event.type === 'turn-delta' && event.turn.seat === 'grace' ? [event.text] : [],
    );
    const end = events.find((event) => event.type === 'turn-end');
    expect(first.length).toBeGreaterThan(20);
    expect(first.every((text, place) => place === 0 || text.startsWith(first[place - 1] ?? ''))).toBe(true);
    expect(first.at(-1)).toBe(end?.text);
  });

  it('says the same with the same seed and something else with another', async () => {
    const said = async (seed: number) =>
      viewDebate((await debate(planFor({ seed }))).recorded).turns.map(({ text }) => text);
    expect(await said(1)).toEqual(await said(1));
    expect(await said(1)).not.toEqual(await said(2));
  });

  it('hides the words of a blind round from its other speakers, and shows them later', async () => {
    const { recorded, requests } = await debate(planFor({ format: 'round-table', ensemble: 'one-model' }));
    const openings = viewDebate(recorded).turns.filter(({ round }) => round === 1);
    expect(openings).toHaveLength(4);
    for (const request of requests.slice(0, 4)) {
      for (const { text } of openings) expect(promptText(request)).not.toContain(text);
    }
    for (const request of requests.slice(4)) {
      for (const { text } of openings) expect(promptText(request)).toContain(text);
    }
    // The fifth call speaks second in an open round, and has read who spoke first in it.
    const firstReply = viewDebate(recorded).turns.find(({ round }) => round === 2)?.text ?? 'no reply';
    expect(promptText(requests[5] ?? requests[0] ?? fail())).toContain(firstReply);
  });

  it('tells baseline speakers of no persona, with as many calls as the ensemble makes', async () => {
    const ensemble = await debate(planFor());
    const baseline = await debate(planFor({ arm: 'baseline' }));
    expect(baseline.requests).toHaveLength(ensemble.requests.length);
    const read = baseline.requests.map(promptText).join('\n');
    for (const persona of ['Grace', 'Astrid', 'Wen']) expect(read).not.toContain(persona);
    expect(promptText(ensemble.requests[0] ?? fail())).toContain('Grace');
  });
});

describe('a debate that is gone on with', () => {
  // Which call is bad depends on its seed alone, so that it is the same one whenever it is made.
  const lazy = { reply: (request: ChatRequest) => (request.seed % 3 === 0 ? wordsFor(request) : 'No.') };
  const failing: Script = { reply: ({ seed }) => (seed % 3 === 0 ? speech(seed) : breaksOff) };
  const narrow = { ...scriptedModelInfo(MODEL), contextTokens: NARROW };

  it.each([
    ['good turns', 'answer-ready', planFor({ format: 'round-table', ensemble: 'one-model', rounds: 2 }), {}],
    ['rejected turns', 'member-silent', planFor({ rounds: 3 }), { script: lazy }],
    [
      'digests',
      'transcript-digested',
      planFor({ rounds: 6, scenario: { background: '' } }),
      { info: narrow, script: { reply: longWords } },
    ],
    ['a server that fails', 'debate-end', planFor({ seed: 5 }), { script: failing }],
  ])('ends as it would have ended, wherever it was cut: %s', async (_, type, plan, options) => {
    const whole = await debate(plan, options);
    expect(whole.recorded.map((event) => event.type)).toContain(type);
    for (let cut = 0; cut <= whole.recorded.length; cut += 1) {
      const history = whole.recorded.slice(0, cut);
      const resumed = await debate(plan, { ...options, history });
      // A call that was under way when the process ended begins again: its start stands twice.
      const unfinished = history.at(-1)?.type === 'turn-start' ? history.slice(0, -1) : history;
      expect(timeless([...unfinished, ...resumed.recorded]), `cut at ${cut}`).toEqual(timeless(whole.recorded));
    }
  });

  it('adds nothing to a debate that has ended', async () => {
    const { recorded } = await debate(planFor());
    const controller = new AbortController();
    controller.abort(new StoppedByPerson('moderator'));
    expect((await debate(planFor(), { history: recorded, controller })).events).toEqual([]);
  });
});

/** A server that goes away in the middle of a sentence. */
async function* breaksOff(): AsyncGenerator<ChatPart> {
  yield { type: 'text-delta', text: 'A robot should' };
  throw new ModelUnreachableError('http://127.0.0.1:1');
}

/** Events without the time that calls took. */
function timeless(events: readonly DebateEvent[]): unknown[] {
  return events.map((event) => {
    if (event.type === 'turn-end') return { ...event, milliseconds: 0 };
    return event.type === 'stance-stated' ? { ...event, call: { ...event.call, milliseconds: 0 } } : event;
  });
}

describe('a debate that is aborted', () => {
  const abortAt = async (reason: unknown) => {
    const controller = new AbortController();
    const { recorded } = await debate(planFor(), {
      controller,
      onEvent: (event) => {
        if (event.type === 'turn-delta' && event.turn.seat === 'astrid') controller.abort(reason);
      },
    });
    return recorded;
  };

  it('ends as stopped when a person stopped it, and keeps no half turn', async () => {
    const recorded = await abortAt(new StoppedByPerson('moderator'));
    expect(recorded.at(-1)).toEqual({ type: 'debate-end', status: 'stopped', reasons: ['stopped by a moderator'] });
    expect(recorded.filter((event): event is TurnEnd => event.type === 'turn-end')).toHaveLength(1);
  });

  it('just breaks off when the program ends, to be gone on with', async () => {
    const recorded = await abortAt(new Error('the process ends'));
    expect(recorded.map(({ type }) => type)).not.toContain('debate-end');
    const resumed = await debate(planFor(), { history: recorded });
    expect(resumed.recorded.at(-1)).toMatchObject({ type: 'debate-end', status: 'complete' });
  });
});

function fail(): never {
  throw new Error('There were fewer calls than expected.');
}

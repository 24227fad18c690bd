import { lastSeen } from '../../src/community/count-reactions.ts';
import { type Rating, ratingSchema } from '../../src/community/rating.ts';
import type { DebateEvent } from '../../src/debate/events.ts';
import { personSeat, seatSchema } from '../../src/debate/plan.ts';
import { scriptedModelInfo } from '../../src/models/scripted/scripted-host.ts';
import type { TrialEvent, TrialUpdate } from '../../src/trial/events.ts';
import { content } from '../support/content.ts';
import { voterId } from '../support/people.ts';
import { goodScript, wordsFor } from '../support/speech.ts';
import { Database, type ProcessOptions, requestOf } from '../trial/processes.ts';

const HOUR = 3_600_000;

/** Two debating models, and another one that judges. */
export const MODELS = [scriptedModelInfo('llama3.1:8b'), scriptedModelInfo('qwen2.5:7b')];

export interface EndedOptions extends ProcessOptions {
  readonly motion?: string;
  /** What stands in the trial's stream while its ballot is open. */
  readonly events?: readonly TrialEvent[];
}

/** All updates of a real trial that came to its end, with what people did put where it would stand. */
export async function endedTrial(options: EndedOptions = {}): Promise<readonly TrialUpdate[]> {
  const { motion, events = [], ...of } = options;
  const database = await Database.open();
  const { trials, stored } = await database.process({
    judged: ['debate', 'answer', 'contribution', 'pair'],
    models: MODELS,
    script: goodScript,
    countReactions: async () =>
      lastSeen(events.flatMap((event) => (event.type === 'reaction-changed' ? [event.reaction] : []))),
    ...of,
  });
  const request = requestOf('Ada Lovelace');
  const plan = await trials.plan({
    ...request,
    scenario: { ...request.scenario, ...(motion === undefined ? {} : { motion }) },
  });
  await trials.start(plan);
  await stored('ballot-open');
  database.clock.skip(HOUR);
  await trials.finished(plan.trial);
  const updates = await trials.history(plan.trial);
  const open = updates.findIndex(({ event }) => event.type === 'ballot-open');
  const at = updates[open]?.at ?? 0;
  return [
    ...updates.slice(0, open + 1),
    ...events.map((event): TrialUpdate => ({ source: 'trial', event, at })),
    ...updates.slice(open + 1),
  ];
}

const voter = (name: string, scripted = false) => ({
  voter: voterId(name),
  watched: false,
  scripted,
  starter: false,
  accountCreatedAt: null,
});

/** A person's (or program's) ratings of both answers on every criterion but those that are left out. */
export function ratingsBy(
  name: string,
  value: number,
  { scripted = false, but = [] as readonly string[] } = {},
): TrialEvent[] {
  return (['A', 'B'] as const).flatMap((letter) =>
    content.rubric.criteria
      .filter(({ id }) => !but.includes(id))
      .map(({ id }): TrialEvent => {
        const rating: Rating = ratingSchema.parse({ ...voter(name, scripted), letter, criterion: id, value });
        return { type: 'rating-given', rating };
      }),
  );
}

export function voteOf(name: string, choice: 'A' | 'B' | 'tie', scripted = false): TrialEvent {
  return { type: 'vote-cast', vote: { ...voter(name, scripted), item: 'answer', choice } };
}

/** 👍 under the first turn of a seat. */
export function markBy(name: string, seat: string, scripted = false): TrialEvent {
  const turn = { round: 1, seat: seatSchema.parse(seat) };
  const reaction = { target: { kind: 'turn' as const, turn }, voter: voterId(name), meaning: 'persuasive' };
  return { type: 'reaction-changed', reaction: { ...reaction, given: true, scripted } };
}

/** Ten people who rated (on safety two) and voted, one who voted only, and programs. */
export const COMMUNITY: readonly TrialEvent[] = [
  ...[4, 5, 3, 6, 5, 7, 4, 5, 6, 2].flatMap((value, place) => [
    ...ratingsBy(`person-${place}`, value, { but: place < 8 ? ['safety'] : [] }),
    voteOf(`person-${place}`, place === 0 ? 'A' : 'B'),
    markBy(`person-${place}`, 'grace'),
  ]),
  voteOf('person-10', 'tie'),
  ...[2, 6, 4].flatMap((value, place) => ratingsBy(`program-${place}`, value, { scripted: true })),
  voteOf('program-0', 'A', true),
  markBy('program-0', 'grace', true),
];

/** A script whose debaters and judge say this before all else. */
export function saying(words: string): NonNullable<ProcessOptions['script']> {
  return {
    reply: (request) =>
      request.shape === undefined && request.options === undefined
        ? `${words} ${wordsFor(request)}`
        : wordsFor(request),
  };
}

/** Somebody asks before the first round, and takes a seat in it. */
export function withPeople(
  updates: readonly TrialUpdate[],
  { name, words }: { name: string; words: string },
): TrialUpdate[] {
  const seat = personSeat('1');
  const events: DebateEvent[] = [
    { type: 'question-put', round: 1, id: 'q1', text: words },
    { type: 'person-joined', round: 1, seat, name },
    { type: 'person-spoke', turn: { round: 1, seat }, text: words },
  ];
  const start = updates.findIndex(({ source, event }) => source === 'debate' && event.type === 'debate-start');
  return [
    ...updates.slice(0, start + 1),
    ...events.map((event): TrialUpdate => ({ source: 'debate', arm: 'ensemble', event, at: 0 })),
    ...updates.slice(start + 1),
  ];
}

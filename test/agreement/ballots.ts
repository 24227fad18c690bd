import { KeyvSqlite } from '@keyv/sqlite';
import Keyv from 'keyv';
import type { Letter } from '../../src/community/ballot.ts';
import { type CriterionId, criterionIdSchema, type Rubric } from '../../src/content/schema.ts';
import { debateIdOf, type TrialId, trialIdSchema } from '../../src/core/ids.ts';
import type { Arm } from '../../src/debate/plan.ts';
import type { JudgedObject } from '../../src/judge/judged-object.ts';
import { rubricHash } from '../../src/judge/rubric-hash.ts';
import type { Judgement } from '../../src/judge/score.ts';
import type { TrialEvent } from '../../src/trial/events.ts';
import type { TrialPlan } from '../../src/trial/plan.ts';
import { content } from '../support/content.ts';
import { planFor } from '../support/debate.ts';
import { voterId } from '../support/people.ts';

export const CRITERIA: readonly CriterionId[] = criterionIdSchema.options;
export const JUDGE = 'judging-model:8b';

/** The answers of every ballot here. */
export const ANSWERS = [
  { letter: 'A', arm: 'baseline' },
  { letter: 'B', arm: 'ensemble' },
] as const satisfies readonly { letter: Letter; arm: Arm }[];

export type Answer = (typeof ANSWERS)[number];

export interface BallotOptions {
  readonly place: number;
  /** Models of the panel; `score` is asked for each. */
  readonly judges?: readonly string[];
  readonly rubric?: Rubric;
  /** Undefined: it was not judged. */
  readonly score?: (answer: Answer, criterion: CriterionId, judge: number) => number | undefined;
  /** What each person gave; null: they left it out. */
  readonly ratings?: (answer: Answer, criterion: CriterionId) => readonly (number | null)[];
  /** What a program gave. */
  readonly scripted?: (answer: Answer, criterion: CriterionId) => number | null;
  readonly closed?: boolean;
}

export const trialAt = (place: number): TrialId => trialIdSchema.parse(`t-${String(place).padStart(8, '0')}`);

/** All that a trial's stream holds of its scores and its ballot. */
export function ballotEvents(options: BallotOptions): TrialEvent[] {
  const { place, judges = [JUDGE], rubric = content.rubric, closed = true } = options;
  const trial = trialAt(place);
  const plan: TrialPlan = {
    trial,
    seed: place,
    ensemble: planFor(),
    baselines: [planFor({ arm: 'baseline' })],
    judges: judges.map((model, seat) => ({ judge: `judge-${seat + 1}`, model, family: 'other', sameFamily: false })),
    judged: ['debate', 'answer'],
    rubric,
    positionMilliseconds: 60_000,
    ballotMilliseconds: 60_000,
    engine: 'none',
    caution: '',
    startedBy: voterId('1'),
    origin: null,
  };
  const each = <Event>(make: (answer: Answer, criterion: CriterionId) => Event[]): Event[] =>
    ANSWERS.flatMap((answer) => CRITERIA.flatMap((criterion) => make(answer, criterion)));
  const scores = each((answer, criterion) =>
    judges.flatMap((_, seat): TrialEvent[] => {
      const value = options.score?.(answer, criterion, seat);
      return value === undefined ? [] : [scored(trial, rubric, answer, criterion, seat, value)];
    }),
  );
  const rating = (voter: string, answer: Answer, criterion: CriterionId, value: number | null, scripted: boolean) => ({
    type: 'rating-given' as const,
    rating: {
      voter: voterId(voter),
      letter: answer.letter,
      criterion,
      value,
      watched: false,
      scripted,
      starter: false,
      accountCreatedAt: null,
    },
  });
  const ratings = each((answer, criterion): TrialEvent[] => [
    ...(options.ratings?.(answer, criterion) ?? []).flatMap((value, rater) =>
      value === null ? [] : [rating(`rater ${rater}`, answer, criterion, value, false)],
    ),
    ...[options.scripted?.(answer, criterion) ?? null].flatMap((value) =>
      value === null ? [] : [rating('program', answer, criterion, value, true)],
    ),
  ]);
  const seal = { order: [...ANSWERS], nonce: 'a'.repeat(64), commitment: 'b'.repeat(64) };
  return [
    { type: 'trial-start', plan },
    ...scores,
    { type: 'ballot-open', ballot: { seal, opensAt: 1, closesAt: 60_001 } },
    ...ratings,
    ...(closed ? [{ type: 'ballot-closed' } as const] : []),
  ];
}

/** One judge's score of an answer, read alone. */
export function scored(
  trial: TrialId,
  rubric: Rubric,
  { arm, object = { kind: 'answer' } }: { readonly arm: Arm; readonly object?: JudgedObject },
  criterion: CriterionId,
  seat: number,
  value: number,
): TrialEvent {
  const judgement: Judgement = {
    debate: debateIdOf(trial, arm),
    object,
    judge: `judge-${seat + 1}`,
    criterion,
    rubricHash: rubricHash(rubric),
    score: {
      status: 'scored',
      value,
      distribution: [0, 0, 0, 1, 0, 0, 0],
      method: 'probabilities',
      reason: '',
      quote: null,
    },
  };
  return { type: 'score-ready', arm, judgement };
}

/** An event with the stream and the number under which the bot stores it. */
export type StoredEvent = readonly [stream: string, seq: number, event: unknown];

/** Each event of these trials, and their place in the catalog, with the stream and the number under which the bot stores it. */
export function* storedIn(trials: readonly (readonly TrialEvent[])[]): Generator<StoredEvent> {
  for (const [place, trial] of trials.entries()) {
    yield ['catalog', place, { type: 'trial-opened', trial: trialAt(place), startedBy: voterId('1'), guildId: null }];
    for (const [seq, event] of trial.entries()) yield [`trial/${trialAt(place)}`, seq, event];
  }
}

/** Stores trials in an SQLite file. */
export function storeBallots(address: string, trials: readonly (readonly TrialEvent[])[]): Promise<void> {
  return storeEvents(address, storedIn(trials));
}

/** Stores events in an SQLite file, as the bot would one by one, but in one transaction: thousands of events would take minutes. */
export async function storeEvents(address: string, events: Iterable<StoredEvent>): Promise<void> {
  const store = new KeyvSqlite({ uri: address });
  const keyv = new Keyv({ store, useKeyPrefix: false, throwOnErrors: true });
  let order = 0;
  await store.query('BEGIN');
  for (const [stream, seq, event] of events) {
    order += 1;
    await keyv.set(`${stream}/${seq}`, { at: order, order, event });
  }
  await store.query('COMMIT');
  await keyv.disconnect();
}

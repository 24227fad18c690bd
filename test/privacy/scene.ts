import { onTestFinished } from 'vitest';
import type { Vote } from '../../src/community/ballot.ts';
import type { Position } from '../../src/community/position.ts';
import type { Reaction } from '../../src/community/reaction.ts';
import type { PersonFacts } from '../../src/community/voter-facts.ts';
import type { TrialId, VoterId } from '../../src/core/ids.ts';
import { debateIdOf } from '../../src/core/ids.ts';
import { createLog } from '../../src/core/log.ts';
import { systemEntropy } from '../../src/core/random.ts';
import { ARMS } from '../../src/debate/plan.ts';
import { People } from '../../src/privacy/people.ts';
import { Privacy } from '../../src/privacy/privacy.ts';
import type { Logged } from '../../src/store/event-log.ts';
import type { TrialRequest } from '../../src/trial/service.ts';
import { aVote } from '../community/a-vote.ts';
import { personIds, voterId } from '../support/people.ts';
import { pressed } from '../support/pressed.ts';
import { type Database, type Process, type ProcessOptions, requestOf } from '../trial/processes.ts';

export const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Accounts younger than a week, those who joined later and the starter are left out of the filtered count. */
const VOTING = { accountAge: 7 * DAY, roles: ['1234567890123456'], starterCounts: false, quorum: 0 };
export const ANSWER: Reaction['target'] = { kind: 'answer', arm: 'ensemble' };

export interface WithPrivacy extends Process {
  readonly people: People;
  readonly privacy: Privacy;
}

/** A process with what deletes and exports in it. */
export async function withPrivacy(database: Database, options: ProcessOptions = {}): Promise<WithPrivacy> {
  const running = await database.process(options);
  const { events, trials } = running;
  const people = await People.open(events, personIds);
  const log = createLog('silent');
  const privacy = new Privacy({ people, trials, events, clock: database.clock, entropy: systemEntropy, log });
  onTestFinished(() => privacy.close());
  return { ...running, people, privacy };
}

/** Ada is left out as the starter, and Cem for his account. */
const factsOf = (voter: string): PersonFacts => ({
  starter: voter === 'ada',
  accountCreatedAt: voter === 'cem' ? Date.now() : 0,
  joinedAt: 0,
});

const position = (voter: string, time: Position['time'], value: number): Position => ({
  voter: voterId(voter),
  time,
  position: value,
  scripted: false,
  facts: factsOf(voter),
});

const reaction = (voter: string, meaning: string, given = true): Reaction => ({
  target: ANSWER,
  voter: voterId(voter),
  meaning,
  given,
  scripted: false,
  facts: factsOf(voter),
});

/**
 * An Oxford debate that Ada has started on a question of hers, at its open ballot: Ada and Bea have said where they stand, asked, voted (Ada
 * twice), rated and reacted; Cem's account is young.
 */
export async function atBallot(
  database: Database,
  running: Process,
  request: Partial<TrialRequest> = {},
): Promise<TrialId> {
  const { trials, watcher } = running;
  const earlier = watcher.seen.filter(({ event }) => event.type === 'trial-start').length;
  const planned = await trials.plan({ ...requestOf('ada'), format: 'oxford', rounds: 2, ...request });
  const { plan } = await trials.start({ ...planned, voting: VOTING });
  const { trial } = plan;
  await watcher.shown('positions-open', earlier + 1);
  for (const [voter, value] of [
    ['ada', -2],
    ['bea', 1],
    ['cem', 0],
  ] as const)
    await trials.takePosition(trial, 'before', pressed(position(voter, 'before', value)));
  await trials.audience(trial).ask(voterId('ada'), 'Who pays for the robots of Ada?');
  await trials.audience(trial).ask(voterId('bea'), 'What of the poor?');
  database.clock.skip(plan.positionMilliseconds);
  await watcher.shown('ballot-open', earlier + 1);
  const opensAt = database.clock.now();
  const facts = (voter: string): Partial<Vote> => ({
    starter: voter === 'ada',
    watched: voter !== 'dan',
    castAt: opensAt,
    accountCreatedAt: voter === 'cem' ? opensAt - DAY : opensAt - 100 * DAY,
    joinedAt: voter === 'dan' ? opensAt + HOUR : opensAt - 90 * DAY,
    holdsRole: voter !== 'eli',
  });
  const cast = async (voter: string, choice: Vote['choice'], item: Vote['item'] = 'answer'): Promise<void> => {
    await trials.vote(trial, pressed(aVote(voter, choice, { ...facts(voter), item })));
  };
  await cast('ada', 'B');
  for (const voter of ['bea', 'cem', 'dan', 'eli']) await cast(voter, voter === 'bea' ? 'A' : 'B');
  await cast('ada', 'A');
  await cast('ada', 'unsure', 'guess');
  for (const voter of ['ada', 'bea'])
    for (const value of [3, null, 5]) {
      const { castAt: _, item: __, choice: ___, ...whole } = aVote(voter, 'A', facts(voter));
      await trials.rate(trial, pressed({ ...whole, letter: 'A' as const, criterion: 'safety' as const, value }));
    }
  for (const voter of ['ada', 'bea', 'cem']) {
    await trials.takePosition(trial, 'after', pressed(position(voter, 'after', 0)));
    await trials.takePosition(trial, 'after', pressed(position(voter, 'after', 2)));
  }
  for (const one of [reaction('ada', 'strong'), reaction('bea', 'strong'), reaction('ada', 'weak')])
    await trials.react(trial, one);
  await trials.react(trial, reaction('ada', 'weak', false));
  return trial;
}

/** The lists at the close. */
export const COUNTED = [
  {
    target: ANSWER,
    meaning: 'strong',
    voters: ['ada', 'bea'].map((name) => ({ voter: voterId(name), scripted: false, facts: factsOf(name) })),
  },
];

/** Everything that is stored of these trials, the catalog and people. */
export async function storedIn(database: Database, trials: readonly TrialId[]): Promise<readonly Logged<unknown>[]> {
  const streams = [
    'catalog',
    'people',
    ...trials.flatMap((trial) => [`trial/${trial}`, ...ARMS.map((arm) => `debate/${debateIdOf(trial, arm)}`)]),
  ];
  return (await Promise.all(streams.map((stream) => database.events.read(stream)))).flat();
}

/** What of it mentions somebody. */
export async function mentionsOf(voter: VoterId, database: Database, trials: readonly TrialId[]): Promise<unknown[]> {
  return (await storedIn(database, trials))
    .map(({ event }) => event)
    .filter((event) => JSON.stringify(event).includes(voter));
}

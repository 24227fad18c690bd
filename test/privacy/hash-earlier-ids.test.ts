import { expect, it } from 'vitest';
import { ROLE_WORDS } from '../../src/core/acting-role.ts';
import type { TrialId } from '../../src/core/ids.ts';
import { debateIdOf } from '../../src/core/ids.ts';
import { createLog } from '../../src/core/log.ts';
import { ARMS } from '../../src/debate/plan.ts';
import { OwnContents } from '../../src/own-content/own-contents.ts';
import { People } from '../../src/privacy/people.ts';
import type { EventLog } from '../../src/store/event-log.ts';
import { StoreFailedError } from '../../src/store/store-failed-error.ts';
import { content } from '../support/content.ts';
import { personIds, voterId } from '../support/people.ts';
import { pausingAt } from '../system/pauses.ts';
import { Database, requestOf } from '../trial/processes.ts';
import { atBallot, COUNTED, withPrivacy } from './scene.ts';

const PEOPLE = ['ada', 'bea', 'cem', 'dan', 'eli'];
const NAMES: Readonly<Record<string, string>> = {
  [ROLE_WORDS.starter]: 'Ada Quince',
  [ROLE_WORDS.moderator]: 'Mo Rowan',
};

const streamsOf = (trials: readonly TrialId[]): string[] => [
  ...trials.flatMap((trial) => [...ARMS.map((arm) => `debate/${debateIdOf(trial, arm)}`), `trial/${trial}`]),
  'catalog',
];

/** A database with a trial that came to its end, and one that its starter stopped. */
async function today(): Promise<{ database: Database; trials: readonly TrialId[] }> {
  const database = await Database.open();
  const first = await withPrivacy(database, { countReactions: async () => COUNTED });
  const trial = await atBallot(database, first);
  await first.trials.closeBallot(trial, 'moderator');
  await first.trials.finished(trial);
  await first.trials.hide(trial, 'community', '3 people gave ⚠️');
  await first.trials.close();
  const debaters = pausingAt([0, 2]);
  const { trials } = await withPrivacy(database, { script: debaters.script });
  const { plan } = await trials.start(await trials.plan({ ...requestOf('ada'), rounds: 2 }));
  await debaters.at(0).reached;
  await trials.audience(plan.trial).join(voterId('bea'));
  debaters.at(0).goOn();
  await debaters.at(2).reached;
  await trials.stop(plan.trial, 'starter');
  await trials.finished(plan.trial);
  await trials.close();
  return { database, trials: [trial, plan.trial] };
}

/** An event as earlier versions have stored it. */
function earlier(event: unknown): unknown {
  let text = JSON.stringify(event);
  for (const person of PEOPLE) {
    text = text.replaceAll(
      `"startedBy":"${voterId(person)}"`,
      `"startedBy":{"id":"${person}","name":"${person} Quince"}`,
    );
    text = text.replaceAll(voterId(person), person);
  }
  for (const [words, name] of Object.entries(NAMES))
    text = text.replaceAll(`stopped by ${words}`, `stopped by ${name}`);
  return JSON.parse(
    text
      .replaceAll('"by":"starter"', '"by":"Ada Quince"')
      .replaceAll('"by":"moderator"', '"by":"Mo Rowan"')
      .replaceAll('"by":"community"', '"by":"the community"')
      .replaceAll('"name":"ada Quince"', '"name":"Ada Quince"')
      .replaceAll('"name":"Guest 1"', '"name":"Bea Quince"')
      .replace(
        /"type":"trial-opened"(.*)"startedBy":\{"id":"(\w+)","name":"[^"]+"\}/,
        '"type":"trial-opened"$1"startedBy":"$2"',
      ),
  );
}

/** The database with all of it in that form, and what is no trial's. */
async function earlierDatabase(now: Database, trials: readonly TrialId[]): Promise<Database> {
  const database = await Database.open();
  for (const stream of streamsOf(trials))
    for (const { seq, event } of await now.events.read(stream))
      await database.events.append(stream, seq, earlier(event));
  const by = { id: '42', name: 'Ada Quince' };
  const place = { guildId: '7', channelId: '8' };
  await database.events.append('audit-orders', 0, {
    type: 'audit-ordered',
    judge: 'x',
    size: 'quick',
    seed: 1,
    by,
    place,
  });
  await database.events.append('audit-orders', 1, {
    type: 'audit-over',
    order: 0,
    end: { status: 'parked', by: by.name },
  });
  await database.events.append('guild/7/content', 0, { type: 'removed', kind: 'persona', id: 'our-hana', by });
  return database;
}

async function all(events: EventLog, trials: readonly TrialId[]): Promise<unknown[]> {
  const streams = [...streamsOf(trials), 'audit-orders', 'guild/7/content'];
  return (
    await Promise.all(streams.map(async (stream) => (await events.read(stream)).map(({ event }) => event)))
  ).flat();
}

it('a database of an earlier version has no id and no name left once it was opened, and is what it would be today', async () => {
  const { database: now, trials } = await today();
  const database = await earlierDatabase(now, trials);
  const before = JSON.stringify(await all(database.events, trials));
  for (const raw of ['"voter":"ada"', 'Ada Quince', 'Mo Rowan', 'Bea Quince', '"by":"bea"'])
    expect(before).toContain(raw);
  await People.open(database.events, personIds);
  const log = createLog('silent');
  await new OwnContents({ content, events: database.events, log }).of('7');
  const after = JSON.stringify(await all(database.events, trials));
  expect(after).not.toMatch(/Quince|Rowan|"(?:ada|bea|cem|dan|eli|42)"/);
  for (const stream of streamsOf(trials)) {
    const [today, then] = await Promise.all(
      [now, database].map(async ({ events }) => (await events.read(stream)).map(({ event }) => event)),
    );
    expect(then).toEqual(today);
  }
});

it('no time that would tell whose a hash is stays beside it', async () => {
  const { events } = await Database.open();
  const opensAt = Date.UTC(2026, 2, 3, 4, 5, 6);
  await events.append('catalog', 0, { type: 'trial-opened', trial: 't-0123456789', startedBy: 'ada', guildId: null });
  const trial = [
    { type: 'trial-start', plan: { startedBy: 'ada' } },
    { type: 'ballot-open', ballot: { opensAt } },
    { type: 'vote-cast', vote: { voter: 'bea', accountCreatedAt: 1_500_000_000_123, joinedAt: 1_600_000_000_123 } },
    { type: 'rating-given', rating: { voter: 'cem', accountCreatedAt: opensAt - 123, joinedAt: opensAt + 123_456 } },
  ];
  for (const [seq, event] of trial.entries()) await events.append('trial/t-0123456789', seq, event);
  await People.open(events, personIds);
  const [, , vote, rating] = (await events.read('trial/t-0123456789')).map(({ event }) => event);
  expect(vote).toMatchObject({ vote: { voter: voterId('bea'), accountCreatedAt: null, joinedAt: null } });
  expect(rating).toMatchObject({
    rating: { voter: voterId('cem'), accountCreatedAt: Date.UTC(2026, 2, 3), joinedAt: opensAt + 1 },
  });
});

it('and comes to the same wherever it was broken off', async () => {
  const { database: now, trials } = await today();
  let redactions = 0;
  for (let most = 0; ; most += 5) {
    const database = await earlierDatabase(now, trials);
    let left = most;
    const failing: EventLog = {
      append: (...given) => database.events.append(...given),
      read: (...given) => database.events.read(...given),
      redact: (...given) => {
        if (left === 0) return Promise.reject(new StoreFailedError('redact', 'the process was killed'));
        left -= 1;
        redactions += 1;
        return database.events.redact(...given);
      },
      close: async () => {},
    };
    const whole = await People.open(failing, personIds).then(
      () => true,
      () => false,
    );
    await People.open(database.events, personIds);
    for (const stream of streamsOf(trials)) {
      const [today, then] = await Promise.all(
        [now, database].map(async ({ events }) => (await events.read(stream)).map(({ event }) => event)),
      );
      expect(then, `${stream}, broken off after ${most}`).toEqual(today);
    }
    if (whole) break;
  }
  expect(redactions).toBeGreaterThan(20);
});

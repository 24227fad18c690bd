import { describe, expect, it, vi } from 'vitest';
import { ClosingError } from '../../src/core/closing-error.ts';
import { seatSchema } from '../../src/debate/plan.ts';
import { QueueFullError } from '../../src/trial/queue-full-error.ts';
import { resultOf } from '../../src/trial/result.ts';
import { viewTrial } from '../../src/trial/view-trial.ts';
import { voterId } from '../support/people.ts';
import { latch, pausingAt } from '../system/pauses.ts';
import { Database, requestOf } from './processes.ts';

const HOUR = 3_600_000;
const REACTION = {
  target: { kind: 'turn', turn: { round: 1, seat: seatSchema.parse('diego') } },
  voter: voterId('ann'),
  meaning: 'persuasive',
  given: true,
  scripted: false,
} as const;

/** Debaters that must not be asked. */
const mute = {
  reply: (): never => {
    throw new Error('a model was called');
  },
};

it('lists debates that are over without reading them again, and as they are when one is taken off view', async () => {
  const database = await Database.open();
  const { trials, events, watcher } = await database.process();
  const { plan } = await trials.start(await trials.plan(requestOf('ada')));
  await watcher.shown('ballot-open');
  database.clock.skip(HOUR);
  await trials.finished(plan.trial);
  const read = vi.spyOn(events, 'read');
  await vi.waitFor(async () => expect((await trials.list(25))[0]?.phase).toBe('ended'));
  await trials.list(25);
  const before = read.mock.calls.length;
  for (let letter = 0; letter < 5; letter += 1) expect(await trials.list(25)).toHaveLength(1);
  expect(read.mock.calls.length).toBe(before);
  await trials.hide(plan.trial, 'moderator', 'spam');
  await vi.waitFor(async () => expect((await trials.list(25))[0]?.hidden).toBe(true));
});

describe('a stop', () => {
  it('takes a trial out of the queue at once, and those behind it move up', async () => {
    const database = await Database.open();
    const debaters = pausingAt([0]);
    const { trials } = await database.process({ script: debaters.script });
    const first = await trials.start(await trials.plan(requestOf('ada')));
    await debaters.at(0).reached;
    const second = await trials.start(await trials.plan(requestOf('bea')));
    const third = await trials.start(await trials.plan(requestOf('cem')));
    expect([first, second, third].map(({ queuePlace }) => queuePlace)).toEqual([0, 1, 2]);
    expect(await trials.stop(second.plan.trial, 'starter')).toBe(true);
    expect(await trials.finished(second.plan.trial)).toMatchObject({ status: 'stopped', phase: 'ended' });
    expect(trials.running().map(({ plan, queuePlace }) => [plan.trial, queuePlace])).toEqual([
      [first.plan.trial, 0],
      [third.plan.trial, 1],
    ]);
    expect(await trials.stop(second.plan.trial, 'starter')).toBe(false);
  });

  it('that is asked for while the process ends holds in the next one', async () => {
    const database = await Database.open();
    const debaters = pausingAt([1]);
    const first = await database.process({ script: debaters.script });
    const { plan } = await first.trials.start(await first.trials.plan(requestOf('ada')));
    await debaters.at(1).reached;
    await first.trials.close();
    expect(await first.trials.stop(plan.trial, 'starter')).toBe(true);

    const second = await database.process({ script: mute });
    await second.trials.recover();
    expect(await second.trials.finished(plan.trial)).toMatchObject({ status: 'stopped' });
    expect(viewTrial(await second.trials.history(plan.trial)).end?.reasons).toContain(
      'stopped by the person who started it',
    );
  });

  it('holds though the process dies before its end is stored', async () => {
    const database = await Database.open();
    const debaters = pausingAt([1]);
    const first = await database.process({ script: debaters.script, refused: ['debate-end', 'trial-end'] });
    const { plan } = await first.trials.start(await first.trials.plan(requestOf('ada')));
    await debaters.at(1).reached;
    await first.trials.stop(plan.trial, 'starter');
    await first.trials.close();

    const second = await database.process({ script: mute });
    await second.trials.recover();
    expect(await second.trials.finished(plan.trial)).toMatchObject({ status: 'stopped' });
  });

  it('of one that waits holds so too, and it waits no more', async () => {
    const database = await Database.open();
    const debaters = pausingAt([0]);
    const first = await database.process({ script: debaters.script, refused: ['trial-end'] });
    await first.trials.start(await first.trials.plan(requestOf('ada')));
    await debaters.at(0).reached;
    const { plan } = await first.trials.start(await first.trials.plan(requestOf('bea')));
    await first.trials.stop(plan.trial, 'starter');
    await first.trials.close();

    const again = pausingAt([0]);
    const second = await database.process({ script: again.script });
    await second.trials.recover();
    expect(await second.trials.finished(plan.trial)).toMatchObject({ status: 'stopped' });
    expect(second.trials.running()).toMatchObject([{ phase: 'debating' }]);
  });
});

describe('several servers', () => {
  it('hold as many debates at once; the others wait, and Discord servers take turns', async () => {
    const database = await Database.open();
    const debaters = pausingAt([0, 1]);
    const { trials } = await database.process({ script: debaters.script, concurrency: 2, queueLength: 3 });
    const start = async (person: string, guildId: string) => {
      const origin = { guildId, channelId: 'channel' };
      return trials.start(await trials.plan({ ...requestOf(person), origin }));
    };
    const places: number[] = [];
    for (const [person, guild] of [
      ['ada', 'g1'],
      ['bea', 'g1'],
      ['cem', 'g1'],
      ['dee', 'g1'],
      ['eli', 'g2'],
    ] as const) {
      places.push((await start(person, guild)).queuePlace);
    }
    // The other Discord server's turn comes first.
    expect(places).toEqual([0, 0, 1, 2, 1]);
    const order = (): unknown[] => trials.running().map(({ plan, queuePlace }) => [plan.startedBy, queuePlace]);
    expect(order()).toEqual([
      [voterId('ada'), 0],
      [voterId('bea'), 0],
      [voterId('eli'), 1],
      [voterId('cem'), 2],
      [voterId('dee'), 3],
    ]);
    await Promise.all([debaters.at(0).reached, debaters.at(1).reached]);
    expect(new Set(trials.running().map(({ phase }) => phase))).toEqual(new Set(['debating', 'queued']));
    await expect(start('flo', 'g3')).rejects.toThrow(QueueFullError);
  });
});

describe('a trial that has ended', () => {
  it('is shown to its end by the next process when this one had no time for it, and by that one only', async () => {
    const database = await Database.open();
    const first = await database.process();
    const { plan } = await first.trials.start(await first.trials.plan(requestOf('ada')));
    await first.watcher.shown('ballot-open');
    first.watcher.hold();
    database.clock.skip(HOUR);
    await first.stored('trial-end');
    await first.trials.close();
    expect(first.watcher.seen.map(({ event }) => event.type)).not.toContain('trial-end');

    const second = await database.process({ script: mute });
    await second.trials.recover();
    await second.trials.finished(plan.trial);
    expect(second.watcher.seen.at(-1)?.event).toMatchObject({ type: 'trial-end', status: 'complete' });
    await second.trials.close();

    const third = await database.process({ script: mute });
    await third.trials.recover();
    expect(third.trials.running()).toEqual([]);
    await third.trials.close();
    expect(third.watcher.seen).toEqual([]);
  });

  it('is over though that could not be stored; the next process looks at it once more', async () => {
    const database = await Database.open();
    const first = await database.process({ refused: ['trial-closed'] });
    const { plan } = await first.trials.start(await first.trials.plan(requestOf('ada')));
    await first.watcher.shown('ballot-open');
    database.clock.skip(HOUR);
    expect(await first.trials.finished(plan.trial)).toMatchObject({ status: 'complete' });
    expect(first.trials.running()).toEqual([]);
    await first.trials.close();

    const second = await database.process({ script: mute });
    await second.trials.recover();
    await second.trials.finished(plan.trial);
    expect(second.watcher.seen.at(-1)?.event.type).toBe('trial-end');
  });

  it('but whose end cannot be stored waits for the database, keeps nobody else waiting, and goes on in the next process', async () => {
    const database = await Database.open();
    const first = await database.process({ refused: ['trial-end'] });
    const { plan } = await first.trials.start(await first.trials.plan(requestOf('ada')));
    await first.watcher.shown('ballot-open');
    database.clock.skip(HOUR);
    await vi.waitFor(() => expect(database.logged.join('')).toContain('the database takes nothing'));
    const waiting = first.trials.running().map(({ doing }) => doing);
    expect(waiting).toEqual([expect.stringContaining('waiting for the database: Could not store trial-end')]);
    await first.trials.start(await first.trials.plan(requestOf('bea')));
    await first.watcher.shown('ballot-open', 2);
    await first.trials.close();

    const second = await database.process({ script: mute });
    await second.trials.recover();
    expect(await second.trials.finished(plan.trial)).toMatchObject({ status: 'complete' });
  });
});

describe('taking a text off view', () => {
  it('reaches the presenters while they show the end', async () => {
    const database = await Database.open();
    const { trials, watcher, stored } = await database.process();
    const { plan } = await trials.start(await trials.plan(requestOf('ada')));
    await watcher.shown('ballot-open');
    const release = watcher.hold();
    database.clock.skip(HOUR);
    await stored('trial-end');
    const hidden = trials.hide(plan.trial, 'moderator', 'spam');
    const again = trials.hide(plan.trial, 'moderator', 'spam');
    release();
    await Promise.all([hidden, again]);
    expect(watcher.seen.map(({ event }) => event.type)).toContain('trial-hidden');
    const events = (await trials.history(plan.trial)).filter(({ event }) => event.type === 'trial-hidden');
    expect(events).toHaveLength(1);
  });

  it('is done by the next process when this one ends before it is shown', async () => {
    const database = await Database.open();
    const first = await database.process();
    const { plan } = await first.trials.start(await first.trials.plan(requestOf('ada')));
    await first.watcher.shown('ballot-open');
    database.clock.skip(HOUR);
    await first.trials.finished(plan.trial);
    await first.trials.close();

    const second = await database.process({ script: mute });
    await second.trials.recover();
    second.watcher.hold();
    const hidden = second.trials.hide(plan.trial, 'moderator', 'spam');
    await second.stored('trial-reopened');
    await second.trials.close();
    await hidden;
    expect(second.watcher.seen).toEqual([]);

    const third = await database.process({ script: mute });
    await third.trials.recover();
    expect(await third.trials.finished(plan.trial)).toMatchObject({ status: 'complete', hidden: true });
    expect(third.watcher.seen.map(({ event }) => event.type)).toContain('trial-hidden');
  });
});

describe('reactions at the close of a ballot', () => {
  it('are none when Discord holds none, whatever was seen before', async () => {
    const database = await Database.open();
    const { trials, watcher } = await database.process({ countReactions: async () => [] });
    const { plan } = await trials.start(await trials.plan(requestOf('ada')));
    await watcher.shown('ballot-open');
    await trials.react(plan.trial, REACTION);
    database.clock.skip(HOUR);
    await trials.finished(plan.trial);
    expect(resultOf(await trials.history(plan.trial))).toMatchObject({
      status: 'complete',
      community: { reactions: [] },
    });
  });

  it('are those seen last when Discord cannot be asked, and the result says so', async () => {
    const database = await Database.open();
    const { trials, watcher } = await database.process({
      countReactions: async () => {
        throw new TypeError('broken');
      },
    });
    const { plan } = await trials.start(await trials.plan(requestOf('ada')));
    await watcher.shown('ballot-open');
    await trials.react(plan.trial, REACTION);
    database.clock.skip(HOUR);
    await trials.finished(plan.trial);
    expect(resultOf(await trials.history(plan.trial))).toMatchObject({
      status: 'incomplete',
      reasons: [expect.stringContaining('reactions could not be counted when the ballot closed')],
      community: { reactions: [{ meaning: 'persuasive', people: 1 }] },
    });
  });

  it('are counted by the next process when this one ends in the middle', async () => {
    const database = await Database.open();
    const [counting, reach] = latch();
    const first = await database.process({
      countReactions: (_plan, signal) => {
        reach();
        return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
      },
    });
    const { plan } = await first.trials.start(await first.trials.plan(requestOf('ada')));
    await first.watcher.shown('ballot-open');
    database.clock.skip(HOUR);
    await counting;
    await first.trials.close();

    const voters = [{ voter: REACTION.voter, scripted: false }];
    const second = await database.process({
      script: mute,
      countReactions: async () => [{ target: REACTION.target, meaning: 'weak', voters }],
    });
    await second.trials.recover();
    expect(await second.trials.finished(plan.trial)).toMatchObject({ status: 'complete' });
    const result = resultOf(await second.trials.history(plan.trial));
    expect(result?.community?.reactions).toMatchObject([{ meaning: 'weak', people: 1 }]);
  });
});

describe('a start', () => {
  it('that was stored just before the process ends is for the next one', async () => {
    const database = await Database.open();
    const first = await database.process({ script: mute });
    const starting = first.trials.start(await first.trials.plan(requestOf('ada')));
    await first.stored('trial-start');
    await first.trials.close();
    const { plan } = await starting;
    expect(first.watcher.seen).toEqual([]);

    const second = await database.process();
    await second.trials.recover();
    await second.watcher.shown('ballot-open');
    expect(second.trials.running()).toMatchObject([{ phase: 'ballot', plan: { trial: plan.trial } }]);
  });

  it('is refused while the process ends, and when as many wait as may', async () => {
    const database = await Database.open();
    const debaters = pausingAt([0]);
    const { trials } = await database.process({ script: debaters.script, queueLength: 1 });
    await trials.start(await trials.plan(requestOf('ada')));
    await debaters.at(0).reached;
    // There was room when these were planned.
    const [bea, cem, dee] = [
      await trials.plan(requestOf('bea')),
      await trials.plan(requestOf('cem')),
      await trials.plan(requestOf('dee')),
    ];
    expect((await trials.start(bea)).plan).toBe(bea);
    await expect(trials.start(cem)).rejects.toThrow(QueueFullError);
    await trials.close();
    await expect(trials.start(dee)).rejects.toThrow(ClosingError);
    expect((await trials.list(10)).map(({ plan }) => plan.startedBy)).toEqual([voterId('bea'), voterId('ada')]);
  });
});

describe('a record that cannot be read', () => {
  it('keeps neither the others from going on nor the list from being shown', async () => {
    const database = await Database.open();
    const debaters = pausingAt([0]);
    const first = await database.process({ script: debaters.script });
    const broken = await first.trials.start(await first.trials.plan(requestOf('ada')));
    const whole = await first.trials.start(await first.trials.plan(requestOf('bea')));
    await debaters.at(0).reached;
    await first.trials.close();
    await database.corrupt(`trial/${broken.plan.trial}`);
    // An entry of the catalog holds nobody up either.
    await database.corrupt('catalog');

    const second = await database.process();
    const unreadable = await second.trials.recover();
    expect(unreadable).toEqual([{ trial: broken.plan.trial, report: expect.stringMatching(/^[0-9a-f]{8}$/) }]);
    await second.watcher.shown('ballot-open');
    expect((await second.trials.list(10)).map(({ plan }) => plan.trial)).toEqual([whole.plan.trial]);
    const logged = database.logged.filter((line) => line.includes('cannot be read')).join('');
    expect(logged).toContain(broken.plan.trial);
    expect(logged).toContain(unreadable[0]?.report);
    expect(logged).toContain('of the catalog');
  });
});

import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../src/core/clock.ts';
import { createLog } from '../../src/core/log.ts';
import { Leaderboards } from '../../src/leaderboard/leaderboards.ts';
import { openEventLog } from '../../src/store/open-event-log.ts';
import { storeEvents, trialAt } from '../agreement/ballots.ts';
import { voterId } from '../support/people.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { type BoardTrial, boardTrials } from './board-trials.ts';

const { signal } = new AbortController();

/** The leaderboards of an SQLite file that holds these trials. */
async function boards(trials: readonly BoardTrial[]) {
  const address = `sqlite://${path.join(await temporaryFolder(), 'bot.sqlite')}`;
  await storeEvents(address, boardTrials(trials));
  const log = createLog('silent');
  const events = await openEventLog({ address, log, clock: systemClock });
  onTestFinished(() => events.close());
  return { leaderboards: new Leaderboards(events, log), events };
}

async function read(trials: readonly BoardTrial[], guildId?: string) {
  const { leaderboards } = await boards(trials);
  return leaderboards.read({ seed: 1, ...(guildId === undefined ? {} : { guildId }) }, signal);
}

const several = (count: number, trial: Omit<BoardTrial, 'place'>, from = 0): BoardTrial[] =>
  Array.from({ length: count }, (_, place) => ({ place: from + place, ...trial }));

describe('a leaderboard of stored trials', () => {
  it('counts people’s votes that are not filtered out and what judges found of the answers, a tie of three as one of each two', async () => {
    const { ensembles, models, counts } = await read([
      {
        place: 0,
        drafts: true,
        votes: { ensemble: 4, baseline: 2, 'self-consistency': 1, tie: 2, 'all-bad': 2, scripted: 9, late: 7 },
        judged: 'better',
      },
      { place: 1, votes: { baseline: 3 }, judged: 'tie' },
      { place: 2, votes: {}, judged: 'unscored' },
    ]);
    expect(counts).toEqual({
      ballots: 3,
      voted: 2,
      judged: 2,
      voters: 14,
      allBad: 2,
      unscored: 1,
      leftOut: 0,
      own: 0,
    });
    const pocket = {
      kind: 'ensemble',
      id: 'pocket',
      owner: null,
      models: ['member:8b', 'member:8b'],
      chair: 'member:8b',
    };
    const alone = { kind: 'model', model: 'alone:8b', by: 'debate' };
    const drafts = { kind: 'model', model: 'alone:8b', by: 'drafts' };
    const none = { ballots: 0, wins: 0, losses: 0, ties: 0 };
    expect(ensembles.pairs).toEqual([
      {
        one: pocket,
        other: alone,
        votes: { ballots: 2, wins: 4, losses: 5, ties: 2 },
        judges: { ballots: 2, wins: 1, losses: 0, ties: 1 },
      },
      {
        one: pocket,
        other: drafts,
        votes: { ballots: 1, wins: 4, losses: 1, ties: 2 },
        judges: { ballots: 1, wins: 1, losses: 0, ties: 0 },
      },
    ]);
    expect(models.pairs).toContainEqual({
      one: alone,
      other: drafts,
      votes: { ballots: 1, wins: 2, losses: 1, ties: 2 },
      judges: none,
    });
  });

  it('counts members’ own answers by votes and by scores: each two of them for personas, and with the single model’s for models', async () => {
    const members = { grace: { votes: 4, score: 5.26 }, astrid: { votes: 1, score: 3 } };
    const trial = {
      models: ['x:8b', 'y:8b'],
      votes: { ensemble: 3, baseline: 2, tie: 1 },
      baselineScore: 5.31,
      members,
    } as const;
    const { ensembles, models, personas, counts, seats } = await read([
      { place: 0, ...trial },
      { place: 1, votes: { ensemble: 1 } },
    ]);
    expect(counts).toMatchObject({ ballots: 2, voted: 2, judged: 1, voters: 12, own: 1, leftOut: 0, unscored: 0 });
    const persona = (id: string) => ({ kind: 'persona', id, owner: null });
    const asMember = (model: string) => ({ kind: 'model', model, by: 'member' });
    const alone = { kind: 'model', model: 'alone:8b', by: 'debate' };
    const sum = (wins: number, losses: number, ties: number) => ({ ballots: 1, wins, losses, ties });
    expect(personas.pairs).toEqual([
      { one: persona('astrid'), other: persona('grace'), votes: sum(1, 4, 1), judges: sum(0, 1, 0) },
    ]);
    expect(models.pairs.filter(({ one }) => one.kind === 'model')).toEqual([
      { one: asMember('x:8b'), other: asMember('y:8b'), votes: sum(4, 1, 1), judges: sum(1, 0, 0) },
      // 5.26 and 5.31 read the same.
      { one: alone, other: asMember('x:8b'), votes: sum(2, 4, 1), judges: sum(0, 0, 1) },
      { one: alone, other: asMember('y:8b'), votes: sum(2, 1, 1), judges: sum(1, 0, 0) },
    ]);
    expect(ensembles.pairs.flatMap(({ other }) => other)).toEqual([alone, alone]);
    expect(seats).toHaveLength(1);
    // Who chose a member's own says nothing of the others.
    expect(ensembles.pairs.map(({ votes }) => [votes.wins, votes.losses])).toEqual([
      [3, 2],
      [1, 0],
    ]);
  });

  it('sets members on one model against the single model only, and by judges says nothing where a score is missing', async () => {
    const { models, personas, counts } = await read([
      { place: 0, members: { grace: { votes: 2, score: 4 }, astrid: { votes: 1 } }, votes: { baseline: 1 } },
      { place: 1, members: { grace: { votes: 2 }, astrid: { votes: 1 } } },
    ]);
    const own = models.pairs.filter(({ other }) => other.kind === 'model' && other.by === 'member');
    expect(own).toEqual([
      {
        one: { kind: 'model', model: 'alone:8b', by: 'debate' },
        other: { kind: 'model', model: 'member:8b', by: 'member' },
        votes: { ballots: 2, wins: 2, losses: 6, ties: 0 },
        judges: { ballots: 0, wins: 0, losses: 0, ties: 0 },
      },
    ]);
    expect(personas.pairs.map(({ votes, judges }) => [votes.wins, votes.losses, judges.ballots])).toEqual([[2, 4, 0]]);
    // Three on the first ballot, on which answers were to be scored; none on the second.
    expect(counts).toMatchObject({ own: 2, unscored: 3, judged: 0 });
  });

  it('leaves members’ own answers out where their debate lacks a turn or people spoke in it', async () => {
    const members = { grace: { votes: 2 }, astrid: { votes: 1 } };
    const { personas, counts } = await read([
      { place: 0, members, incomplete: 'ensemble' },
      { place: 1, members, person: true },
      { place: 2, members, incomplete: 'baseline' },
    ]);
    expect(counts).toMatchObject({ own: 1, leftOut: 7 });
    expect(personas.pairs.map(({ votes }) => votes.ballots)).toEqual([1]);
  });

  it('takes nothing of a ballot that is open, and nothing of answers that are no work of the entry alone', async () => {
    const votes = { ensemble: 3, baseline: 1, 'self-consistency': 1 };
    const { ensembles, models, counts } = await read([
      { place: 0, votes, judged: 'better', closed: false },
      { place: 1, drafts: true, votes, judged: 'better', incomplete: 'baseline' },
      { place: 2, drafts: true, votes, judged: 'better', person: true },
    ]);
    expect(counts).toMatchObject({ ballots: 2, leftOut: 2, voters: 10 });
    expect(ensembles.pairs.map(({ one, other, votes: { wins, losses } }) => [one.kind, other, wins, losses])).toEqual([
      ['ensemble', { kind: 'model', model: 'alone:8b', by: 'drafts' }, 3, 1],
    ]);
    expect(models.pairs).toHaveLength(2);
  });

  it('takes another model in a seat for another entry, and whoever speaks first for no difference', async () => {
    const { ensembles } = await read([
      ...several(5, { models: ['x:8b', 'y:8b'], votes: { ensemble: 1 } }),
      ...several(6, { models: ['y:8b', 'x:8b'], votes: { ensemble: 1 } }, 5),
      ...several(2, { models: ['y:8b', 'x:8b'], turned: true, votes: { ensemble: 1 } }, 11),
    ]);
    expect(ensembles.groups.flat().map(({ entry, votes }) => [entry, votes.ballots])).toEqual([
      [expect.objectContaining({ chair: 'x:8b' }), 8],
      [expect.objectContaining({ chair: 'y:8b' }), 5],
    ]);
  });

  it('of a server has only what was held there', async () => {
    const trials = [
      ...several(12, { guildId: '1', votes: { ensemble: 2, baseline: 1 } }),
      ...several(6, { guildId: '2', votes: { ensemble: 2, baseline: 1 } }, 12),
      ...several(3, { guildId: null, votes: { ensemble: 2, baseline: 1 } }, 18),
    ];
    expect((await read(trials, '1')).counts).toMatchObject({ ballots: 12, voters: 36 });
    expect((await read(trials, '3')).counts).toMatchObject({ ballots: 0 });
    expect((await read(trials)).counts).toMatchObject({ ballots: 21 });
  });

  it('keeps ensembles that two servers made under one name apart, and not those that come with the program', async () => {
    const onTwo = (ensemble: Partial<BoardTrial>) =>
      read(['1', '2'].map((guildId, place) => ({ place, guildId, ...ensemble, votes: { ensemble: 1 } })));
    const owners = ({ ensembles }: Awaited<ReturnType<typeof onTwo>>) =>
      ensembles.tooFew.map(({ entry }) => (entry.kind === 'ensemble' ? [entry.id, entry.owner] : []));
    expect(owners(await onTwo({ own: 'our-table' }))).toEqual([
      ['our-table', '1'],
      ['our-table', '2'],
    ]);
    expect(owners(await onTwo({}))).toEqual([['pocket', null]]);
  });

  it('names whoever compared answers as they sat last, and says each caution once', async () => {
    const audit = { status: 'not audited', digest: null } as const;
    const trials: BoardTrial[] = [
      { place: 0, judged: 'better', caution: 'Small.' },
      { place: 1, judged: 'better', seat: { audit }, caution: 'Small.' },
      { place: 2, judged: 'unscored', seat: { model: 'other:8b' } },
    ];
    const { seats, cautions } = await read(trials);
    expect(seats).toEqual([expect.objectContaining({ model: 'judging:8b', audit })]);
    expect(cautions).toEqual(['Small.']);
  });

  it('stands until another ballot closes, and leaves out what cannot be read', async () => {
    const { leaderboards, events } = await boards(several(12, { votes: { ensemble: 2, baseline: 1 } }));
    const ask = () => leaderboards.read({ seed: 1 }, signal);
    const [first, again] = await Promise.all([ask(), ask()]);
    expect(again).toBe(first);
    expect(first.unreadable).toEqual([]);
    const stored = await events.read('catalog');
    await events.append('catalog', stored.length, {
      type: 'trial-opened',
      trial: trialAt(99),
      startedBy: voterId('1'),
      guildId: null,
    });
    await events.append(`trial/${trialAt(99)}`, 0, 'no event');
    const later = await ask();
    expect(later.unreadable).toEqual([trialAt(99)]);
    expect(later.counts).toEqual(first.counts);
  });
});

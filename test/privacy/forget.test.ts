import { describe, expect, it } from 'vitest';
import type { KnownPerson } from '../../src/community/left-out.ts';
import { EXCLUSIVE, type Reaction } from '../../src/community/reaction.ts';
import { scenarioFromQuestion } from '../../src/content/own-question.ts';
import type { TrialId } from '../../src/core/ids.ts';
import { DeletingError } from '../../src/privacy/deleting-error.ts';
import { forgetInTrial } from '../../src/privacy/forget-in-trial.ts';
import { StoreFailedError } from '../../src/store/store-failed-error.ts';
import type { TrialUpdate } from '../../src/trial/events.ts';
import { DELETED_WORDS } from '../../src/trial/redaction.ts';
import { resultOf } from '../../src/trial/result.ts';
import { viewTrial } from '../../src/trial/view-trial.ts';
import { aVote } from '../community/a-vote.ts';
import { voterId } from '../support/people.ts';
import { pressed } from '../support/pressed.ts';
import { latch, pausingAt } from '../system/pauses.ts';
import { Database, requestOf } from '../trial/processes.ts';
import { ANSWER, atBallot, COUNTED, HOUR, mentionsOf, storedIn, type WithPrivacy, withPrivacy } from './scene.ts';

const ADA = voterId('ada');
const OTHERS = ['bea', 'cem', 'dan', 'eli'].map(voterId);
const OWN = scenarioFromQuestion('Should Ada of Quince Street keep her robot?');

/** All that a result says, but for who started it and what it was about. */
function told(updates: readonly TrialUpdate[]): unknown {
  const { community, marks, swing, ensemble, status, reasons, comparison, filteredComparison } =
    resultOf(updates) ?? expect.fail();
  return {
    community,
    marks,
    swing,
    scores: ensemble.scores,
    status,
    reasons,
    comparison,
    filteredComparison,
  };
}

async function forgotten({ privacy }: WithPrivacy, voter = ADA): Promise<void> {
  const { done } = await privacy.forget(voter);
  await done;
}

const byOthers = (updates: readonly TrialUpdate[]): string[] =>
  updates.map(({ event }) => JSON.stringify(event)).filter((text) => OTHERS.some((voter) => text.includes(voter)));

describe('a deletion while the ballot is open', () => {
  it('takes votes, ratings, positions and reactions out of it, leaves those of others, and the ballot takes the rest', async () => {
    const database = await Database.open();
    const running = await withPrivacy(database);
    const trial = await atBallot(database, running);
    const before = await running.trials.history(trial);
    await forgotten(running);
    expect(await mentionsOf(ADA, database, [trial])).toEqual([{ type: 'deletion-done', voter: ADA }]);
    const after = await running.trials.history(trial);
    expect(byOthers(after)).toEqual(byOthers(before));
    expect(after).toHaveLength(before.length);
    // What is in memory is what is stored.
    expect(await (await database.process()).trials.history(trial)).toEqual(after);
    await running.trials.vote(trial, pressed(aVote('fay', 'A')));
    database.clock.skip(HOUR);
    await running.trials.finished(trial);
    const { community, swing } = resultOf(await running.trials.history(trial)) ?? expect.fail();
    expect(community?.tally.people.voters).toBe(5);
    expect(community?.sealHolds).toBe(true);
    expect(swing?.people.answered).toEqual({ before: 2, after: 2, both: 2 });
  });

  it('puts a placeholder in the place of what was asked, in all debates', async () => {
    const database = await Database.open();
    const running = await withPrivacy(database);
    const trial = await atBallot(database, running, { scenario: OWN });
    expect(JSON.stringify(await storedIn(database, [trial]))).toMatch(
      /robots of Ada[\s\S]*Quince Street|Quince Street[\s\S]*robots of Ada/,
    );
    await forgotten(running);
    expect(JSON.stringify([running.trials.running(), await running.trials.list(5)])).not.toContain('Quince Street');
    const stored = (await storedIn(database, [trial])).map(({ event }) => event);
    // What models wrote is theirs.
    const words = stored.filter((event) => !JSON.stringify(event).includes('"turn"'));
    expect(JSON.stringify(words)).not.toMatch(/robots of Ada|Quince Street/);
    expect(words.filter((event) => JSON.stringify(event).includes(DELETED_WORDS)).length).toBeGreaterThanOrEqual(3);
    expect(JSON.stringify(stored)).toContain('What of the poor?');
  });
});

describe('a deletion after the ballot was closed', () => {
  const closed = async (options: Parameters<typeof withPrivacy>[1] = { countReactions: async () => COUNTED }) => {
    const database = await Database.open();
    const running = await withPrivacy(database, options);
    const trial = await atBallot(database, running);
    database.clock.skip(HOUR);
    await running.trials.finished(trial);
    return { database, running, trial };
  };

  it.each([
    ['whom the rules leave out as the starter', 'ada'],
    ['who counts', 'bea'],
    ['whose account was young', 'cem'],
    ['who joined later', 'dan'],
    ['without a role', 'eli'],
  ])('changes nothing of the result, of somebody %s, and leaves nothing by which they are known', async (_, name) => {
    const { database, running, trial } = await closed();
    const before = told(await running.trials.history(trial));
    await forgotten(running, voterId(name));
    expect(told(await running.trials.history(trial))).toEqual(before);
    expect(before).toMatchObject({
      community: { sealHolds: true, tally: { people: { voters: 5 }, filtered: { voters: 1 } } },
    });
    expect(await mentionsOf(voterId(name), database, [trial])).toEqual([
      { type: 'deletion-done', voter: voterId(name) },
    ]);
    expect(told(await (await database.process()).trials.history(trial))).toEqual(before);
  });

  it('keeps of the facts about them no more than the filtered count needs, and of what they changed only the last', async () => {
    const { running, trial } = await closed();
    await forgotten(running);
    await forgotten(running, voterId('cem'));
    const { votes, ratings, ballot, positions, reactionsAtClose } = viewTrial(await running.trials.history(trial));
    const known = new Set<string>(OTHERS);
    expect(votes.filter(({ voter }) => !known.has(voter) || voter === voterId('cem'))).toEqual([
      expect.objectContaining({ choice: 'B', starter: false, accountCreatedAt: ballot?.opensAt, joinedAt: null }),
      expect.objectContaining({ choice: 'A', starter: true, accountCreatedAt: null, joinedAt: null }),
      expect.objectContaining({ choice: 'unsure', item: 'guess', starter: true, accountCreatedAt: null }),
    ]);
    expect(votes.filter(({ castAt }) => castAt !== undefined)).toHaveLength(3);
    expect(ratings.filter(({ voter }) => !known.has(voter))).toMatchObject([{ value: 5 }]);
    const factsOf = (some: readonly KnownPerson[]) =>
      some.flatMap(({ voter, facts }) => (known.has(voter) ? [] : facts));
    const starter = { starter: true, accountCreatedAt: null, joinedAt: null };
    const young = { starter: false, accountCreatedAt: ballot?.opensAt, joinedAt: null };
    expect(factsOf(positions)).toEqual([starter, young, starter, young]);
    const counted = reactionsAtClose?.type === 'reactions-counted' ? reactionsAtClose.counts : [];
    expect(factsOf(counted.flatMap(({ voters }) => voters))).toEqual([starter]);
  });

  it('gives one person another id in each ballot', async () => {
    const { database, running, trial } = await closed();
    const second = await atBallot(database, running);
    database.clock.skip(HOUR);
    await running.trials.finished(second);
    await forgotten(running);
    const known = new Set<string>(OTHERS);
    const ids = async (one: TrialId) => [
      ...new Set(
        viewTrial(await running.trials.history(one)).votes.flatMap(({ voter }) => (known.has(voter) ? [] : [voter])),
      ),
    ];
    const [one, other] = [await ids(trial), await ids(second)];
    expect([one, other]).toEqual([[expect.anything()], [expect.anything()]]);
    expect(one).not.toEqual(other);
  });

  it('keeps what counts where the lists of reactions could not be had', async () => {
    const { running, trial } = await closed({ countReactions: () => Promise.reject(new Error('Discord is away')) });
    const before = told(await running.trials.history(trial));
    await forgotten(running);
    expect(told(await running.trials.history(trial))).toEqual(before);
    expect(before).toMatchObject({
      marks: { answers: [{ marks: [{ meaning: 'strong', people: 2, filtered: 1 }] }], countedBy: 'seen' },
    });
  });

  it('asked for again of what is left, changes nothing', async () => {
    const { running, trial } = await closed();
    const redaction = forgetInTrial(ADA, voterId('nobody'));
    const once = redaction(await running.trials.history(trial));
    const twice = forgetInTrial(ADA, voterId('nobody'))(once);
    expect(twice.every((update, place) => update === once[place])).toBe(true);
  });
});

describe('a deletion while the reactions are listed at the close', () => {
  it('leaves what is given after it among what says which of two reactions is theirs', async () => {
    const database = await Database.open();
    const [bea] = OTHERS;
    const given = (meaning: string): Reaction => ({
      target: ANSWER,
      voter: bea ?? expect.fail(),
      meaning,
      given: true,
      scripted: false,
    });
    const running: WithPrivacy = await withPrivacy(database, {
      countReactions: async ({ trial: closing, startedBy }) => {
        expect(startedBy).toBe(ADA);
        await forgotten(running);
        for (const meaning of EXCLUSIVE) await running.trials.react(closing, given(meaning));
        return EXCLUSIVE.map((meaning) => ({
          target: ANSWER,
          meaning,
          voters: [{ voter: bea ?? expect.fail(), scripted: false }],
        }));
      },
    });
    const trial = await atBallot(database, running);
    database.clock.skip(HOUR);
    await running.trials.finished(trial);
    const { reactionsAtClose } = viewTrial(await running.trials.history(trial));
    expect(reactionsAtClose).toMatchObject({
      counts: [
        { voters: [{ excluded: 'taken-over' }] },
        { voters: [expect.not.objectContaining({ excluded: 'unclear' })] },
      ],
    });
  });
});

describe('a deletion that is broken off', () => {
  /** How many events a deletion of Ada's changes in all. */
  async function changes(): Promise<number> {
    let redactions = 0;
    const database = await Database.open();
    const running = await withPrivacy(database, {
      countReactions: async () => COUNTED,
      beforeStoring: async (type) => {
        if (type === 'deletion') redactions += 1;
      },
    });
    await atBallot(database, running);
    database.clock.skip(HOUR);
    await running.watcher.shown('trial-end');
    await forgotten(running);
    return redactions;
  }

  it('after any number of events is gone on with by the next process, and comes to the same', async () => {
    const all = await changes();
    expect(all).toBeGreaterThan(10);
    for (let most = 0; most < all; most += 1) {
      const database = await Database.open();
      let left = most;
      const first = await withPrivacy(database, {
        countReactions: async () => COUNTED,
        beforeStoring: async (type) => {
          if (type !== 'deletion') return;
          if (left === 0) throw new StoreFailedError('delete', 'the process was killed');
          left -= 1;
        },
      });
      const trial = await atBallot(database, first);
      database.clock.skip(HOUR);
      await first.trials.finished(trial);
      const before = told(await first.trials.history(trial));
      const { done } = await first.privacy.forget(ADA);
      done.catch(() => {});
      await first.privacy.close();
      await first.trials.close();

      const second = await withPrivacy(database);
      await second.trials.recover();
      expect(second.people.isForgotten(ADA)).toBe(true);
      second.privacy.recover();
      await forgotten(second);
      expect(await mentionsOf(ADA, database, [trial]), `broken off after ${most}`).toEqual([
        { type: 'deletion-done', voter: ADA },
      ]);
      expect(told(await second.trials.history(trial)), `broken off after ${most}`).toEqual(before);
      expect(JSON.stringify(await storedIn(database, []))).not.toContain('salt');
    }
  });

  it('since the database takes nothing is tried again until it does', async () => {
    const database = await Database.open();
    let refusals = 3;
    const running = await withPrivacy(database, {
      beforeStoring: async (type) => {
        if (type !== 'deletion' || refusals === 0) return;
        refusals -= 1;
        throw new StoreFailedError('delete', 'locked');
      },
    });
    const trial = await atBallot(database, running);
    const { done } = await running.privacy.forget(ADA);
    let isDone = false;
    void done.then(() => {
      isDone = true;
    });
    while (!isDone) {
      database.clock.skip(60_000);
      await new Promise(setImmediate);
    }
    expect(await mentionsOf(ADA, database, [trial])).toHaveLength(1);
  });
});

describe('a deletion that is asked for while something of the person is being stored', () => {
  it('waits for that and deletes it too, and takes nothing new meanwhile', async () => {
    const database = await Database.open();
    const running = await withPrivacy(database);
    const trial = await atBallot(database, running);
    const FAY = voterId('fay');
    const [asked, goOn] = latch();
    const voting = running.people.meet(FAY, async (as) => {
      await asked;
      await running.trials.vote(trial, pressed(aVote('fay', 'A')));
      return as;
    });
    const { done } = await running.privacy.forget(FAY);
    await expect(running.people.meet(FAY, async () => {})).rejects.toThrow(DeletingError);
    goOn();
    expect(await voting).toBe('new');
    await done;
    expect(await mentionsOf(FAY, database, [trial])).toEqual([{ type: 'deletion-done', voter: FAY }]);
    expect(await running.people.meet(FAY, async (as) => as)).toBe('back');
    expect(await running.people.meet(FAY, async (as) => as)).toBe('known');
  });
});

describe('a deletion between the ensemble’s debate and those that it is measured against', () => {
  it('has these pass over the question that is deleted, and the result says that they were not asked the same', async () => {
    const database = await Database.open();
    const debaters = pausingAt([0, 3]);
    const running = await withPrivacy(database, { script: debaters.script });
    const { plan } = await running.trials.start(
      await running.trials.plan({ ...requestOf('bea'), rounds: 2, selfConsistency: true }),
    );
    await debaters.at(0).reached;
    const audience = running.trials.audience(plan.trial);
    await audience.ask(voterId('bea'), 'What of the poor?');
    await audience.ask(ADA, 'Who pays for the robots of Ada?');
    debaters.at(0).goOn();
    await debaters.at(3).reached;
    await forgotten(running);
    debaters.at(3).goOn();
    await running.watcher.shown('ballot-open');
    database.clock.skip(HOUR);
    await running.trials.finished(plan.trial);
    const updates = await running.trials.history(plan.trial);
    const put = updates.flatMap((update) =>
      update.source === 'debate' && update.event.type === 'question-put' ? [[update.arm, update.event.text]] : [],
    );
    expect(put).toEqual([
      ['ensemble', 'What of the poor?'],
      ['ensemble', DELETED_WORDS],
      ['baseline', 'What of the poor?'],
      ['self-consistency', 'What of the poor?'],
    ]);
    expect(resultOf(updates)).toMatchObject({
      status: 'incomplete',
      reasons: expect.arrayContaining([
        expect.stringMatching(/^the single model's debate went without a question of the audience that the ensemble/),
        expect.stringMatching(/^the single model's drafts went without a question/),
      ]),
    });
  });
});

describe('a deletion while a reaction of the person is on its way into the database', () => {
  it('waits for it and deletes it too, though nothing else of them is stored there', async () => {
    const database = await Database.open();
    const FAY = voterId('fay');
    const [reached, reach] = latch();
    const [over, goOn] = latch();
    let holds = false;
    const running = await withPrivacy(database, {
      beforeStoring: async (type) => {
        if (!holds || type !== 'reaction-changed') return;
        reach();
        await over;
      },
    });
    const trial = await atBallot(database, running);
    holds = true;
    const reaction = { target: ANSWER, voter: FAY, meaning: 'strong', given: true, scripted: false };
    const reacting = running.trials.react(trial, reaction);
    await reached;
    const deleting = forgotten(running, FAY);
    // Whoever does not wait is done by then: all of it is in memory.
    for (let turn = 0; turn < 100; turn += 1) await new Promise(setImmediate);
    goOn();
    await Promise.all([reacting, deleting]);
    expect(await mentionsOf(FAY, database, [trial])).toEqual([{ type: 'deletion-done', voter: FAY }]);
    expect(JSON.stringify(await running.trials.history(trial))).not.toContain(FAY);
  });
});

describe('a deletion of a question while debates are listed', () => {
  it('leaves it in no list that comes after, whenever that was read', async () => {
    const database = await Database.open();
    const [reached, reach] = latch();
    const [over, goOn] = latch();
    const running = await withPrivacy(database, {
      beforeStoring: async (type) => {
        if (type !== 'deletion') return;
        reach();
        await over;
      },
    });
    const trial = await atBallot(database, running, { scenario: OWN });
    database.clock.skip(HOUR);
    await running.trials.finished(trial);
    const deleting = forgotten(running);
    await reached;
    expect(JSON.stringify(await running.trials.list(5))).toContain('Quince Street');
    goOn();
    await deleting;
    expect(JSON.stringify(await running.trials.list(5))).not.toContain('Quince Street');
  });
});

describe('a deletion while they debate', () => {
  it('drops a question that nobody has been asked, and stops a debate on a question of one’s own', async () => {
    const database = await Database.open();
    const debaters = pausingAt([0]);
    const running = await withPrivacy(database, { script: debaters.script });
    const { plan } = await running.trials.start(await running.trials.plan({ ...requestOf('bea'), rounds: 2 }));
    await debaters.at(0).reached;
    const audience = running.trials.audience(plan.trial);
    await audience.ask(voterId('bea'), 'What of the poor?');
    await audience.ask(ADA, 'Who pays for the robots of Ada?');
    const own = await running.trials.start(await running.trials.plan({ ...requestOf('ada'), scenario: OWN }));
    await forgotten(running);
    await audience.ask(voterId('cem'), 'And then?');
    debaters.at(0).goOn();
    await running.watcher.shown('ballot-open');
    const put = (await running.trials.history(plan.trial)).flatMap(({ event }) =>
      event.type === 'question-put' ? [event.text] : [],
    );
    expect(new Set(put)).toEqual(new Set(['What of the poor?', 'And then?']));
    expect(await running.trials.finished(own.plan.trial)).toMatchObject({ status: 'stopped' });
    const stored = JSON.stringify(await storedIn(database, [plan.trial, own.plan.trial]));
    expect(stored).not.toMatch(/robots of Ada|Quince Street/);
    expect(await mentionsOf(ADA, database, [plan.trial, own.plan.trial])).toHaveLength(1);
  });
});

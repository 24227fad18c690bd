import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TrialEvent } from '../../src/trial/events.ts';
import { TrialFold, viewTrial } from '../../src/trial/view-trial.ts';
import { ballotEvents } from '../agreement/ballots.ts';
import { aVote } from '../community/a-vote.ts';
import { voterId } from '../support/people.ts';

const { opened, rated } = (() => {
  const events = ballotEvents({ place: 1, ratings: () => [4] });
  const open = events.find((event) => event.type === 'ballot-open') ?? expect.fail();
  const rating = events.find((event) => event.type === 'rating-given') ?? expect.fail();
  return { opened: open, rated: rating.rating };
})();

/** Anything that people do, and the ballot's opening and extension, in any order. */
const happening: fc.Arbitrary<TrialEvent> = fc
  .record({ voter: fc.constantFrom('ann', 'bob', 'cay'), what: fc.integer({ min: 0, max: 7 }), kind: fc.boolean() })
  .map(({ voter: name, what, kind }): TrialEvent => {
    const voter = voterId(name);
    switch (what) {
      case 0:
        return opened;
      case 1:
        return { type: 'ballot-extended', closesAt: kind ? 2 : 3, voters: 0, quorum: 1 };
      case 2:
        return { type: 'vote-cast', vote: aVote(name, kind ? 'A' : 'B', { item: kind ? 'answer' : 'guess' }) };
      case 3:
        return { type: 'rating-given', rating: { ...rated, voter } };
      case 4:
        return { type: 'position-taken', position: { voter, time: 'before', position: 1, scripted: false } };
      case 5:
        return { type: 'question-asked', id: 'q', text: 'Why?', by: voter };
      case 6:
        return { type: 'seat-taken', id: 's', name, by: voter };
      default:
        return {
          type: 'reaction-changed',
          reaction: {
            target: { kind: 'answer', arm: 'ensemble' },
            voter,
            meaning: 'up',
            given: kind,
            scripted: false,
          },
        };
    }
  });

describe('a view', () => {
  it('made update by update says what its updates say, whatever their order', () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 30 }), (events) => {
        const { votes, ratings, reactions, votesOf, ratingsOf, tookPart, ballot, extension } = viewTrial(
          events.map((event) => ({ source: 'trial', event })),
        );
        expect(votes).toEqual(events.flatMap((event) => (event.type === 'vote-cast' ? [event.vote] : [])));
        expect(ratings).toEqual(events.flatMap((event) => (event.type === 'rating-given' ? [event.rating] : [])));
        expect(reactions).toEqual(
          events.flatMap((event) => (event.type === 'reaction-changed' ? [event.reaction] : [])),
        );
        for (const voter of ['ann', 'bob', 'cay'].map(voterId)) {
          expect(votesOf.get(voter) ?? []).toEqual(votes.filter((vote) => vote.voter === voter));
          expect(ratingsOf.get(voter) ?? []).toEqual(ratings.filter((rating) => rating.voter === voter));
        }
        const openedAt = events.findIndex(({ type }) => type === 'ballot-open');
        const before = openedAt < 0 ? events : events.slice(0, openedAt);
        expect(tookPart).toEqual(
          new Set(
            before.flatMap((event) => {
              if (event.type === 'position-taken') return [event.position.voter];
              if (event.type === 'reaction-changed') return [event.reaction.voter];
              return event.type === 'question-asked' || event.type === 'seat-taken' ? [event.by] : [];
            }),
          ),
        );
        const since = events.slice(openedAt < 0 ? events.length : openedAt);
        const extended = since.find((event) => event.type === 'ballot-extended') ?? null;
        expect(extension).toBe(extended);
        expect(ballot).toEqual(
          openedAt < 0 ? null : { ...opened.ballot, closesAt: extended?.closesAt ?? opened.ballot.closesAt },
        );
      }),
    );
  });

  it('says how things are at the moment of asking, whatever comes later', () => {
    const fold = new TrialFold();
    const before = fold.view;
    fold.add({ source: 'trial', event: opened });
    fold.add({ source: 'trial', event: { type: 'ballot-closed' } });
    expect([before.ballot, before.ballotClosed]).toEqual([null, false]);
    expect(fold.view.ballotClosed).toBe(true);
  });
});

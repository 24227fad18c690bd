import { describe, expect, it } from 'vitest';
import { type Rating, ratingSchema } from '../../src/community/rating.ts';
import type { TrialEvent } from '../../src/trial/events.ts';
import { type RatedBallot, ratedBallotOf } from '../../src/trial/rated-ballot.ts';
import { nameOf } from '../../src/trial/scorer.ts';
import { viewTrial } from '../../src/trial/view-trial.ts';
import { type BallotOptions, ballotEvents } from '../agreement/ballots.ts';
import { voterId } from '../support/people.ts';

/** What a trial's closed ballot says; the events of its stream can be changed before. */
function rated(
  options: Omit<BallotOptions, 'place'>,
  change: (events: TrialEvent[]) => readonly TrialEvent[] = (events) => events,
): RatedBallot | undefined {
  const events = change(ballotEvents({ place: 1, ...options }));
  return ratedBallotOf(viewTrial(events.map((event) => ({ source: 'trial', event }))));
}

/** What a scorer and people said of the ensemble's answer on safety. */
function onSafety(ballot: RatedBallot | undefined, name = 'judge judging-model:8b') {
  const found = ballot?.scorers.find(({ scorer }) => nameOf(scorer) === name);
  return found?.answers.find(({ answer }) => answer === 'ensemble')?.criteria['safety'];
}

const values = (ballot: RatedBallot | undefined) => onSafety(ballot)?.ratings.map(({ value }) => value);

describe('what is compared of a closed ballot', () => {
  it('are the scores of its answers, not those of the debates', () => {
    const ballot = rated({ score: () => 6 }, (events) => [
      ...events.map((event) => {
        if (event.type !== 'score-ready') return event;
        const { object: _, ...ofDebate } = event.judgement;
        return { ...event, judgement: ofDebate };
      }),
    ]);
    expect(onSafety(ballot)?.judge).toBeNull();
    expect(onSafety(rated({ score: () => 6 }))?.judge).toBe(6);
  });

  it('are ratings of people, of each the last, but none that was taken back and none by a program', () => {
    const ratings = () => [2, 3, 4];
    expect(values(rated({ ratings, scripted: () => 7 }))).toEqual([2, 3, 4]);
    const again = (rating: Rating, value: number | null): TrialEvent => ({
      type: 'rating-given',
      rating: ratingSchema.parse({ ...rating, value }),
    });
    const changed = rated({ ratings }, (events) => {
      const first = events.find(
        (event) => event.type === 'rating-given' && event.rating.letter === 'B' && event.rating.criterion === 'safety',
      );
      if (first?.type !== 'rating-given') throw new Error('nobody rated');
      const other = { ...first.rating, voter: voterId('rater 1') };
      return [...events, again(first.rating, 7), again(other, null)];
    });
    expect(values(changed)).toEqual([7, 4]);
  });

  it('are no ratings of whom the filtered count of its votes leaves out', () => {
    const voting = { accountAge: 1000, roles: [], starterCounts: false, quorum: 0 };
    const ballot = rated({ ratings: () => [2, 3, 4] }, (events) =>
      events.map((event): TrialEvent => {
        if (event.type === 'trial-start') return { ...event, plan: { ...event.plan, voting } };
        if (event.type !== 'rating-given') return event;
        const { voter } = event.rating;
        const [accountCreatedAt, starter] = [voter === voterId('rater 0') ? -1000 : -998, voter === voterId('rater 1')];
        return {
          ...event,
          rating: { ...event.rating, starter, accountCreatedAt: starter ? null : accountCreatedAt },
        };
      }),
    );
    expect(values(ballot)).toEqual([2]);
  });

  it('is nothing as long as the ballot is open', () => {
    expect(rated({ ratings: () => [2, 3, 4], closed: false })).toBeUndefined();
  });

  it('has each judge, and the panel where all of it scored', () => {
    const judges = ['b:8b', 'a:8b'];
    const ballot = rated({ judges, score: (_, __, judge) => (judge === 0 ? 3 : 6) });
    expect(onSafety(ballot, 'judge b:8b')?.judge).toBe(3);
    expect(onSafety(ballot, 'judge a:8b')?.judge).toBe(6);
    expect(onSafety(ballot, 'panel of a:8b, b:8b')?.judge).toBe(4.5);
    const half = rated({ judges, score: (_, __, judge) => (judge === 0 ? 3 : undefined) });
    expect(onSafety(half, 'panel of a:8b, b:8b')?.judge).toBeNull();
  });

  it('leaves out scores by another version of the rubric, and takes a judge that thinks for another', () => {
    const change = (changed: object) => (events: TrialEvent[]) =>
      events.map((event) =>
        event.type === 'score-ready' ? { ...event, judgement: { ...event.judgement, ...changed } } : event,
      );
    expect(onSafety(rated({ score: () => 6 }, change({ rubricHash: 'another' })))?.judge).toBeNull();
    const measure = { off: 0, tokens: [], alternatives: null, samples: 5, thinking: true };
    const thinking = rated({ score: () => 6 }, (events) =>
      events.map((event) =>
        event.type === 'score-ready'
          ? { ...event, judgement: { ...event.judgement, score: { ...event.judgement.score, measure } } }
          : event,
      ),
    );
    expect(onSafety(thinking, 'judge judging-model:8b (thinking)')?.judge).toBe(6);
    expect(onSafety(thinking)).toBeUndefined();
  });
});

import { letterOf } from '../community/ballot.ts';
import { type BoardBallot, everyTwo, type Meeting, meetingsByVotes } from '../community/leaderboard/board-ballot.ts';
import { type Entry, keyOf } from '../community/leaderboard/entry.ts';
import { tallyVotes } from '../community/tally.ts';
import { isOwnId } from '../content/own-id.ts';
import type { Arm, DebatePlan, Seat } from '../debate/plan.ts';
import { viewDebate } from '../debate/view.ts';
import type { PairVerdict } from '../judge/pair-summary.ts';
import type { JudgeSeat } from '../judge/panel.ts';
import { ownMeetings, writtenBy } from './board-members.ts';
import { panelPairs } from './judged-result.ts';
import { countingOf, debateIn, type TrialPlan } from './plan.ts';
import { peopleHeard } from './stance-result.ts';
import type { TrialView } from './view-trial.ts';

/** A trial's closed ballot as leaderboards take it, with what has to stand beside them. */
export interface TrialBoardBallot extends BoardBallot {
  /** Whoever judged. */
  readonly seats: readonly JudgeSeat[];
  /** What is said wherever its models' words are shown; empty for nothing. */
  readonly caution: string;
}

/** @returns undefined where no ballot was closed: until then all that it holds is sealed */
export function boardBallotOf(view: TrialView): TrialBoardBallot | undefined {
  const { plan, ballot, ballotClosed } = view;
  if (plan === null || ballot === null || !ballotClosed) return undefined;
  const { order } = ballot.seal;
  const entries = new Map(order.flatMap((author) => ('arm' in author ? entryIn(view, plan, author.arm) : [])));
  // A member's own answer is the work of the debate after which it was written.
  const members = new Map(
    plan.ensemble.members.flatMap((member): [Seat, ReturnType<typeof writtenBy>][] => {
      const stood = letterOf(ballot.seal, { member: member.seat }) !== undefined;
      return stood && isWhole(view, 'ensemble') ? [[member.seat, writtenBy(member, plan)]] : [];
    }),
  );
  // A board adds up ballots, so whom the rules of each leave out is in none of it.
  const count = tallyVotes(view.votes, ballot.seal, countingOf(plan, ballot)).filtered;
  const singles = [...entries].flatMap(([arm, entry]) => (arm === 'ensemble' ? [] : [{ author: { arm }, entry }]));
  const { own, unscored } = ownMeetings(view, plan, count, { members, singles });
  const judges = comparedIn(view, plan, entries);
  return {
    ballot: plan.trial,
    entries: [...entries.values(), ...[...members.values()].flatMap(({ model, persona }) => [model, persona])],
    leftOut: order.length - entries.size - members.size,
    votes: {
      meetings: meetingsByVotes(
        everyTwo(
          count.answers.flatMap((answer) => {
            const entry = 'arm' in answer ? entries.get(answer.arm) : undefined;
            return entry === undefined ? [] : [{ key: keyOf(entry), votes: answer.votes }];
          }),
        ),
        count.ties,
      ),
      voters: count.voters,
      allBad: count.allBad,
    },
    judges: { ...judges, unscored: judges.unscored + unscored },
    own,
    seats: plan.judges,
    caution: plan.caution,
  };
}

/** Nobody for an answer that is no work of the entry alone, or of less than it would have said. */
function entryIn(view: TrialView, plan: TrialPlan, arm: Arm): [Arm, Entry][] {
  const debate = debateIn(plan, arm);
  return debate === undefined || !isWhole(view, arm) ? [] : [[arm, entryOf(debate, plan)]];
}

/** Whether a debate lacks no turn, and none of it are people's words. */
function isWhole(view: TrialView, arm: Arm): boolean {
  const events = view.debates[arm];
  return viewDebate(events).end?.status === 'complete' && peopleHeard(events).length === 0;
}

/** Who wrote the answer that a debate ended with. */
function entryOf({ arm, ensemble, members, chair }: DebatePlan, { origin }: Pick<TrialPlan, 'origin'>): Entry {
  switch (arm) {
    case 'ensemble':
      return {
        kind: 'ensemble',
        id: ensemble,
        owner: isOwnId(ensemble) ? (origin?.guildId ?? null) : null,
        models: [...members].sort((one, other) => (one.seat < other.seat ? -1 : 1)).map(({ model }) => model),
        chair: chair.model,
      };
    case 'baseline':
      return { kind: 'model', model: chair.model, by: 'debate' };
    case 'self-consistency':
      return { kind: 'model', model: chair.model, by: 'drafts' };
  }
}

/** What the panel came to together. */
function comparedIn(view: TrialView, plan: TrialPlan, entries: ReadonlyMap<Arm, Entry>): BoardBallot['judges'] {
  const meetings: Meeting[] = [];
  let unscored = 0;
  for (const { a, b, summary } of panelPairs(view, plan)) {
    const [one, other] = [entries.get(a), entries.get(b)];
    if (one === undefined || other === undefined) continue;
    if (summary.together.status === 'unscored') unscored += 1;
    else meetings.push({ one: keyOf(one), other: keyOf(other), ...pointsFor(summary.together) });
  }
  return { meetings, unscored };
}

function pointsFor({ better }: Extract<PairVerdict, { status: 'compared' }>): Omit<Meeting, 'one' | 'other'> {
  const count = (which: typeof better): number => (better === which ? 1 : 0);
  return { wins: count('a'), losses: count('b'), ties: count('tie') };
}

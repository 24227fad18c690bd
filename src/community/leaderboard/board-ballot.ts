import type { Entry } from './entry.ts';

/** What came of two answers of one ballot against each other, by the keys of those who wrote them. */
export interface Meeting {
  readonly one: string;
  readonly other: string;
  readonly wins: number;
  readonly losses: number;
  readonly ties: number;
}

/** What came of the same answers by both signals. */
export interface Signals {
  readonly votes: readonly Meeting[];
  readonly judges: readonly Meeting[];
}

/** A closed ballot as leaderboards take it. */
export interface BoardBallot {
  readonly ballot: string;
  /** Who wrote its answers, but those that are left out. */
  readonly entries: readonly Entry[];
  /** Answers that are left out: of debates that lack a turn, and of those in which people spoke; and their members' own. */
  readonly leftOut: number;
  /** Of the arms' answers. */
  readonly votes: {
    readonly meetings: readonly Meeting[];
    /** People who voted. */
    readonly voters: number;
    /** Those of them who found all answers bad: in no meeting. */
    readonly allBad: number;
  };
  readonly judges: {
    /** One for each two answers that the panel compared. */
    readonly meetings: readonly Meeting[];
    /** Comparisons that could not be had, and those of members' own answers that lack a score: in no meeting. */
    readonly unscored: number;
  };
  /** Of the members' own answers; null where none stood on it. */
  readonly own: {
    /** Against each other where their models differ, and against the single model's: not against the ensemble's, which came of the same debate. */
    readonly models: Signals;
    /** Against each other. */
    readonly personas: Signals;
  } | null;
}

/** An answer with how many chose it. */
export interface VotedAnswer {
  readonly key: string;
  readonly votes: number;
}

/** Every two of them, each once. */
export function everyTwo<Item>(items: readonly Item[]): (readonly [Item, Item])[] {
  return items.flatMap((one, place) => items.slice(place + 1).map((other) => [one, other] as const));
}

/**
 * The meetings of answers of which each voter chose one, or said that they tie: the chosen one won against each other one, and of those that were
 * not chosen nothing is said.
 * @param pairs of answers
 */
export function meetingsByVotes(pairs: readonly (readonly [VotedAnswer, VotedAnswer])[], ties: number): Meeting[] {
  return pairs
    .map(([one, other]) => ({ one: one.key, other: other.key, wins: one.votes, losses: other.votes, ties }))
    .filter(({ wins, losses }) => wins + losses + ties > 0);
}

/** The meeting of two answers of which each has a score, 1 to 7: a tie where they read the same, to one decimal. */
export function meetingByScores(
  one: { readonly key: string; readonly score: number },
  other: { readonly key: string; readonly score: number },
): Meeting {
  const lead = Math.round(10 * one.score) - Math.round(10 * other.score);
  return {
    one: one.key,
    other: other.key,
    wins: lead > 0 ? 1 : 0,
    losses: lead < 0 ? 1 : 0,
    ties: lead === 0 ? 1 : 0,
  };
}

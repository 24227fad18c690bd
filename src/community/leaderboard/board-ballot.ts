import type { Entry } from './entry.ts';

/** What came of two answers of one ballot against each other, by the keys of those who wrote them. */
export interface Meeting {
  readonly one: string;
  readonly other: string;
  readonly wins: number;
  readonly losses: number;
  readonly ties: number;
}

/** A closed ballot as leaderboards take it. */
export interface BoardBallot {
  readonly ballot: string;
  /** Who wrote its answers, but those that are left out. */
  readonly entries: readonly Entry[];
  /** Answers that are left out: of debates that lack a turn, and of those in which people spoke. */
  readonly leftOut: number;
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
    /** Comparisons that could not be had: in no meeting. */
    readonly unscored: number;
  };
}

/**
 * The meetings of answers of which each voter chose one, or said that they tie: the chosen one won against each other one, and of those that were
 * not chosen nothing is said.
 */
export function meetingsByVotes(
  answers: readonly { readonly key: string; readonly votes: number }[],
  ties: number,
): Meeting[] {
  return answers
    .flatMap((one, place) =>
      answers.slice(place + 1).map((other) => ({
        one: one.key,
        other: other.key,
        wins: one.votes,
        losses: other.votes,
        ties,
      })),
    )
    .filter(({ wins, losses }) => wins + losses + ties > 0);
}

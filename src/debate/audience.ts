import type { TurnKey } from './events.ts';

/** A question that somebody asked, to be put to all members. */
export interface AudienceQuestion {
  /** Unique in the debate. */
  readonly id: string;
  readonly text: string;
}

/** Who takes a seat beside the members. */
export interface Arrival {
  /** As others read it. */
  readonly name: string;
  /** Unique in the debate; the seat is made from it. */
  readonly id: string;
}

/** What people do to a debate while it runs. The engine asks; it never waits for anything but a person's words. */
export interface Audience {
  /** All questions that are to be put in a round or were to be put before, also those that were put already. */
  questions(round: number): readonly AudienceQuestion[];
  /** Everybody who takes a seat from the round on that begins, or did before. */
  arrivals(): readonly Arrival[];
  /**
   * A person's words in a turn, given until a time (milliseconds since the epoch).
   * @returns undefined when the time is over or they pass
   */
  words(turn: TurnKey, until: number, signal: AbortSignal): Promise<string | undefined>;
}

/** Nobody asks, nobody joins. */
export const NO_AUDIENCE: Audience = {
  questions: () => [],
  arrivals: () => [],
  words: async () => undefined,
};

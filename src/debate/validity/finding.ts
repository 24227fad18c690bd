import type { Rejection, TurnFinish } from '../events.ts';
import type { Member } from '../plan.ts';

type Named = Pick<Member, 'name'>;

/** A turn that was said before. */
export interface EarlierTurn {
  readonly round: number;
  readonly speaker: Named;
  readonly text: string;
}

/** A finished turn as the detectors see it. */
export interface Candidate {
  readonly kind: 'speech' | 'answer';
  readonly motion: string;
  /** All that the model was given to read, as one text. */
  readonly given: string;
  readonly speaker: Named;
  /** All who take part, the chair too. */
  readonly table: readonly Named[];
  /** What the model said, without thinking; empty where an answer can't be read. */
  readonly text: string;
  /** The model thought, and wrote nothing beside it. */
  readonly onlyThought: boolean;
  readonly thinkingOpen: boolean;
  readonly finishReason: TurnFinish;
  /** Valid turns before this one. */
  readonly before: readonly EarlierTurn[];
}

/** Why a turn is not valid, with what was seen. */
export interface Finding {
  readonly reason: Rejection;
  readonly detail: string;
}

/** Looks for one fault. */
export type Detector = (candidate: Candidate) => Finding | undefined;

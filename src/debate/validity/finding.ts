import type { Rejection } from '../events.ts';
import type { DebatePlan, Member } from '../plan.ts';
import type { SpokenTurn } from '../view.ts';

/** A finished turn as the detectors see it. */
export interface Candidate {
  readonly plan: DebatePlan;
  readonly speaker: Member;
  /** What the model said, without thinking; empty where an answer can't be read. */
  readonly text: string;
  /** The model thought, and wrote nothing beside it. */
  readonly onlyThought: boolean;
  readonly thinkingOpen: boolean;
  readonly finishReason: string;
  /** Valid turns before this one. */
  readonly others: readonly SpokenTurn[];
}

/** Why a turn is not valid, with what was seen. */
export interface Finding {
  readonly reason: Rejection;
  readonly detail: string;
}

/** Looks for one fault. */
export type Detector = (candidate: Candidate) => Finding | undefined;

import type { TurnKey } from './events.ts';
import type { TurnTask } from './turn-prompt.ts';

/** What is asked for: an argument; an answer in its parts; the choice of one of the answers that were drafted. */
export type TurnKind = 'speech' | 'answer' | 'choice';

/** A turn that is to be taken. */
export interface TurnToTake {
  readonly turn: TurnKey;
  readonly task: TurnTask;
  readonly kind: TurnKind;
}

/** Whether a speaker is asked where it stands after a valid turn of this kind. */
export function isFollowedByStance(kind: TurnKind): boolean {
  return kind === 'speech';
}

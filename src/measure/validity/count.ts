import type { Label, LabelledTurn } from './labelled-turn.ts';

/** A labelled turn with what the detectors said of it. */
export interface Judged {
  readonly turn: LabelledTurn;
  readonly said: Label;
  /** What was seen; empty for a valid turn. */
  readonly detail: string;
}

/** What the turn is: its label, or the other right reason that was said of it. */
export function labelOf({ turn, said }: Judged): Label {
  return said !== 'valid' && turn.also?.includes(said) ? said : turn.label;
}

/** How often something was there, was said, and both. */
export interface Hits {
  readonly labelled: number;
  readonly said: number;
  readonly both: number;
}

/** Precision: of what was said, the share that is so. Undefined where nothing was said. */
export function precisionOf({ said, both }: Hits): number | undefined {
  return said === 0 ? undefined : both / said;
}

/** Recall: of what is so, the share that was said. Undefined where nothing is. */
export function recallOf({ labelled, both }: Hits): number | undefined {
  return labelled === 0 ? undefined : both / labelled;
}

/** Hits of one label. */
export function hitsOf(judged: readonly Judged[], label: Label): Hits {
  return count(judged, (one) => one === label);
}

/** Hits of "not valid", for whatever reason. */
export function rejectionHits(judged: readonly Judged[]): Hits {
  return count(judged, (one) => one !== 'valid');
}

function count(judged: readonly Judged[], is: (label: Label) => boolean): Hits {
  return {
    labelled: judged.filter((one) => is(labelOf(one))).length,
    said: judged.filter(({ said }) => is(said)).length,
    both: judged.filter((one) => is(labelOf(one)) && is(one.said)).length,
  };
}

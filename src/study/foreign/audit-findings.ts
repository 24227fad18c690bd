import type { TurnFault } from '../../foreign/fitness.ts';
import type { CheckedRecord } from '../../judge-foreign/records.ts';

/** What of the turns of one condition and role is valid. */
export interface RoleRow {
  /** Null: the file names none. */
  readonly condition: string | null;
  readonly role: string;
  readonly turns: number;
  readonly valid: number;
  readonly invalid: Readonly<Partial<Record<TurnFault, number>>>;
}

/** The debates of one condition. */
export interface ConditionRow {
  readonly condition: string | null;
  readonly debates: number;
  readonly turns: number;
  readonly valid: number;
  readonly fit: number;
  readonly whole: number;
  /** With an answer that is one. */
  readonly answered: number;
}

/** Debates that can be set against each other. */
export interface PairCounts {
  readonly ensemble: number;
  readonly baseline: number;
  readonly pairs: number;
  /** Of the pairs: those that the file itself tells, of which both debates are fit, and of which both are whole. */
  readonly told: number;
  readonly fit: number;
  readonly whole: number;
  /** Topics with a pair whose debates are both whole: what is independent. */
  readonly topics: number;
}

/** Very many scores at one and the same value. */
export interface Pile {
  readonly value: number;
  readonly count: number;
  /** Of all scores, 0 to 1. */
  readonly share: number;
  /** How often the next most frequent value is there. */
  readonly next: number;
  /** Debates with at least three scores, all of them this value. */
  readonly flatDebates: number;
}

/** The scores that the file has of its own. */
export interface OwnScores {
  readonly scores: number;
  readonly debates: number;
  /** The most frequent value; null where there are no scores. */
  readonly mode: Pile | null;
  /** Whether that many at one value look like a default. */
  readonly suspicious: boolean;
}

/** Who won by the file's own word. */
export interface OwnWinners {
  /** Debates that have such a field. */
  readonly asked: number;
  /** Of them, those in which it names nobody. */
  readonly nobody: number;
}

/** A mean that is published, in the file or elsewhere, and what the file's own rows give. */
export interface PublishedMean {
  readonly of: 'ensemble' | 'baseline';
  /** Where it stands. */
  readonly field: string;
  readonly published: number;
  /** Means over the debates of that arm, of each debate's own mean and of each field of scores; none where they have no scores. */
  readonly recomputed: readonly { readonly from: string; readonly mean: number; readonly debates: number }[];
  /** Null: cannot be told, since the rows have no scores. */
  readonly follows: boolean | null;
}

/** Texts that end in the middle of a sentence. */
export interface Cuts {
  readonly texts: number;
  readonly cut: number;
  /** Words of those that are cut: the middle one, and the tenth and ninetieth of a hundred; null for none. */
  readonly words: { readonly median: number; readonly low: number; readonly high: number } | null;
  /** They end at about one length, as with a limit of tokens. */
  readonly oneLength: boolean;
}

export type ConclusionKind = 'no' | 'careful' | 'yes';

/** All that is said of a data set of others; no model was asked. */
export interface AuditFindings {
  readonly file: string;
  readonly sha256: string;
  readonly checked: CheckedRecord;
  readonly conditions: readonly ConditionRow[];
  readonly roles: readonly RoleRow[];
  readonly pairs: PairCounts;
  readonly scores: OwnScores;
  readonly winners: OwnWinners;
  readonly means: readonly PublishedMean[];
  readonly cuts: Cuts;
  /** What cannot be concluded, what can be with care, and what can be. */
  readonly conclusions: readonly { readonly kind: ConclusionKind; readonly words: string }[];
}

import type { TrialUpdate } from './events.ts';

/** What stands in the place of what somebody typed. */
export const DELETED_WORDS = '[deleted by the person who wrote it]';

/**
 * What a deletion leaves of a trial's updates: as many, in the same order; those that stay are the same objects. It is asked until nothing
 * changes any more.
 */
export type Redaction = (updates: readonly TrialUpdate[]) => readonly TrialUpdate[];

import type { VoterId } from '../core/ids.ts';

/** Whether somebody's id stands anywhere in what is stored: quick, and of what can't be read too. */
export function mentions(event: unknown, voter: VoterId): boolean {
  return JSON.stringify(event ?? null).includes(voter);
}

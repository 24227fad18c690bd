import type { VoterId } from '../../src/core/ids.ts';
import type { Press } from '../../src/trial/press.ts';

/** A press of which all is known, and which was on its way for so long that its own time says nothing: it counts as of when it comes. */
export function pressed<Given extends { readonly voter: VoterId }>(given: Given): Press<Given> {
  return { by: given.voter, madeAt: 0, find: async () => given };
}

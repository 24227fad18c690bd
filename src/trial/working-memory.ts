/** Beside the weights: the cache of keys and values and the working memory, as a share of the weights. */
const WORKING_SHARE = 0.3;

/** What a model takes while it works, roughly, from the size of its weights. */
export function withWorkingMemory(weights: number): number {
  return weights * (1 + WORKING_SHARE);
}

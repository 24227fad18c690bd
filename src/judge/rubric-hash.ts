import type { Rubric } from '../content/schema.ts';
import { canonicalHash } from '../core/hash.ts';

/** A rubric's version: SHA-256 over its canonical JSON. Scores by rubrics with different ones are not comparable. */
export function rubricHash(rubric: Rubric): string {
  return canonicalHash(rubric);
}

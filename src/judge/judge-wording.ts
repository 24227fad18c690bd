import type { Content } from '../content/schema.ts';
import { canonicalHash } from '../core/hash.ts';

/** The version of all that judges read beside debates and rubric: SHA-256 over their templates by name. A judge with other words is another one. */
export function judgeWordingHash(templates: Content['templates']): string {
  return canonicalHash(Object.fromEntries([...templates].filter(([name]) => name.startsWith('judge-'))));
}

import { canonicalHash } from '../core/hash.ts';
import { type DebateId, debateIdSchema } from '../core/ids.ts';
import type { ForeignDebate } from '../foreign/foreign-debate.ts';

/** Debates' ids, in order: made from what is said, so that they stay when a file grows; the same debate twice has two. */
export function debateIds(debates: readonly ForeignDebate[]): DebateId[] {
  const seen = new Map<string, number>();
  return debates.map((debate) => {
    const first = debateId(debate, 0);
    const before = seen.get(first) ?? 0;
    seen.set(first, before + 1);
    return before === 0 ? first : debateId(debate, before);
  });
}

function debateId({ topic, turns, answer }: ForeignDebate, before: number): DebateId {
  const said = turns.map(({ role, model, text }) => [role, model, text]);
  const ended = answer === undefined ? [] : [answer];
  return debateIdSchema.parse(`d-${canonicalHash([topic, said, before, ...ended]).slice(0, 16)}`);
}

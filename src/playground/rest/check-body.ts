import type { $ZodIssue, $ZodType, output } from 'zod/v4/core';
import { safeParse } from 'zod/v4/core';
import { fieldFault } from './field-fault.ts';
import { badFields } from './refusal.ts';

/** Parses a request's body. @throws Refusal (50035) with every fault by field, in Discord's form */
export function checkBody<Schema extends $ZodType>(schema: Schema, body: unknown): output<Schema> {
  const parsed = safeParse(schema, body);
  if (parsed.success) return parsed.data;
  throw badFields(parsed.error.issues.flatMap(leaves).map((issue) => fieldFault(issue, body)));
}

/** The faults inside a union's branches say more than "invalid input": takes those of the branch that came furthest. */
function leaves(issue: $ZodIssue): $ZodIssue[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
  const depth = (branch: readonly $ZodIssue[]): number => Math.max(0, ...branch.map(({ path }) => path.length));
  const isTag = (branch: readonly $ZodIssue[]): boolean => branch.some(({ path }) => path.at(-1) === 'type');
  const best = [...issue.errors].sort(
    (left, right) => Number(isTag(left)) - Number(isTag(right)) || depth(right) - depth(left),
  )[0];
  return (best ?? []).flatMap((inner) => leaves({ ...inner, path: [...issue.path, ...inner.path] }));
}

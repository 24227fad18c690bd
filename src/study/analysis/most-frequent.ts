/** Each of them once, the most frequent first; those that are as frequent in the order of their names. */
export function mostFrequent<Name extends string>(names: readonly Name[]): Name[] {
  const counts = new Map<Name, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts]
    .sort(([one, often], [other, oftener]) => oftener - often || (one < other ? -1 : 1))
    .map(([name]) => name);
}

import type { ModelInfo } from './chat-model.ts';

/** Smallest first, then by name; those of which nobody tells the size come last. */
export function bySize(left: ModelInfo, right: ModelInfo): number {
  const [one, other] = [left.bytes ?? Number.MAX_VALUE, right.bytes ?? Number.MAX_VALUE];
  return one - other || left.name.localeCompare(right.name);
}

import type { ModelInfo } from './chat-model.ts';

/** Below this many bytes of weights a model is too small for its words to count. */
const SMALL_BYTES = 1_500_000_000;

/** Whether a model is known to be so small. */
export function isSmall({ bytes }: ModelInfo): boolean {
  return bytes !== undefined && bytes < SMALL_BYTES;
}

const TRIAL_ONLY =
  'write fluent English and reason poorly: take their words and scores as a trial of the system, never as evidence.';

/** The same where it is not to be told which models these are. */
export const SMALL_MODELS = `Very small models ${TRIAL_ONLY}`;

/** What to say wherever the words of these models are shown, naming those that are far too small to be taken seriously; empty when none is. */
export function smallCaution(models: readonly ModelInfo[]): string {
  const small = [...new Set(models.filter(isSmall).map(({ name }) => name))];
  if (small.length === 0) return '';
  return `Very small models (${small.join(', ')}) ${TRIAL_ONLY}`;
}

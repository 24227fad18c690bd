import type { StanceStated } from '../debate/events.ts';

const STANCES = ['strongly against', 'against', 'rather against', 'undecided', 'rather for', 'for', 'strongly for'];

/** A stance from -3 to 3 in words, with its sign: it can be read without knowing the scale. */
export function stanceWords(stance: number): string {
  return `${signed(stance)}, ${STANCES[stance + 3] ?? ''} it`.replace('undecided it', 'undecided');
}

/** Where a member says that it stands: goes on after its name. */
export function describeStance({ stance, confidence }: Pick<StanceStated, 'stance' | 'confidence'>): string {
  return `stands at ${stanceWords(stance)}, ${Math.round(confidence * 100)}% sure`;
}

/** With a real minus sign. */
export function signed(stance: number): string {
  return stance > 0 ? `+${stance}` : String(stance).replace('-', '−');
}

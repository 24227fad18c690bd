import { inBrackets } from '../core/in-brackets.ts';
import type { StanceStated } from '../debate/events.ts';
import type { ArmStances, MemberStances, MindChange } from './stance-result.ts';

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

/** What a list of stances is, and what it is not. */
export const STANCES_ARE =
  'Stated by the models themselves after their turns, from −3 (strongly against) to +3 (strongly for); not checked.';

/**
 * A member's way from its first stance to its last: goes on after its name and a colon.
 * @param why what is said of a change, in words that a reader may see; empty for nothing
 */
export function describeWay({ first, changes, stated }: MemberStances, why: (change: MindChange) => string): string {
  if (first === null) return 'did not say';
  if (changes.length === 0) return `${signed(first.stance)}${stated > 1 ? ' all along' : ''}`;
  return [signed(first.stance), ...changes.map((change) => `→ ${signed(change.to)}${inBrackets(why(change))}`)].join(
    ' ',
  );
}

/** Whether members were asked where they stand: who drafts answers is not. */
export function wereAsked({ stated, missing }: ArmStances): boolean {
  return stated + missing > 0;
}

/** How many turns were left without a stance; empty where none was. */
export function describeMissing({ stated, missing }: Pick<ArmStances, 'stated' | 'missing'>): string {
  return missing === 0 ? '' : `After ${missing} of ${stated + missing} turns it could not be had.`;
}

/** Why the arms differ by more than who speaks in them, where people sat at the table. @param people as they may be shown */
export function describePeople(people: readonly string[]): string {
  const [one, ...others] = people;
  if (one === undefined) return '';
  const who = others.length === 0 ? `${one} took part as a person` : `${people.join(' and ')} took part as people`;
  return `${who}, so the ensemble’s debate had words that the single model’s had not.`;
}

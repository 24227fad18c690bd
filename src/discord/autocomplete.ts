import { LIMITS } from './limits.ts';
import { shorten } from './shorten.ts';

export interface Choice {
  readonly name: string;
  readonly value: string;
}

/** The choices that fit what was typed so far, those that begin with it first, within Discord's limits. */
export function offer(typed: string, choices: readonly Choice[]): Choice[] {
  const wanted = typed.trim().toLowerCase();
  const rank = ({ name, value }: Choice): number => {
    const texts = [name.toLowerCase(), value.toLowerCase()];
    if (texts.some((text) => text.startsWith(wanted))) return 0;
    return texts.some((text) => text.includes(wanted)) ? 1 : 2;
  };
  return choices
    .filter((choice) => rank(choice) < 2)
    .sort((left, right) => rank(left) - rank(right))
    .slice(0, LIMITS.autocompleteChoices)
    .map(({ name, value }) => ({ name: shorten(name, LIMITS.choiceName), value }));
}

import { InvalidArgumentError } from 'commander';

/** A whole number between two others, for commander. */
export function wholeNumber(low: number, high: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < low || value > high) {
      throw new InvalidArgumentError(`Expected a whole number from ${low} to ${high}.`);
    }
    return value;
  };
}

/** A share from 0 to 1, for commander. */
export function share(text: string): number {
  const value = Number(text);
  if (!/^\d*\.?\d+$/.test(text) || value > 1) throw new InvalidArgumentError('Expected a number from 0 to 1.');
  return value;
}

/** A text that is not empty, for commander: what a script's unset variable leaves is no folder. */
export function notEmpty(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('Expected a name.');
  return text;
}

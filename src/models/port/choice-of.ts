import type { CallUsage, ChoiceDistribution } from './chat-model.ts';

/** What may stand around an option in one token: white space (in the spellings of vocabularies too), quotation marks, stars and the like. */
const BEFORE = /^[\s\u2581\u0120\u010a"'*_([]+/u;
const AFTER = /[\s\u2581\u0120\u010a"'*_.,:;!)\]]+$/u;

/**
 * Next-token probabilities as a distribution over options. A token counts for an option when it is that option with white space
 * or punctuation around it (`7`, ` 7`, `7.`, `**7`); which tokens those are differs from model to model.
 * @param pieces the alternatives as text with their probabilities (0 to 1); those left out count as probability off the options
 * @param alternatives how many there were, where not all of them are among the pieces
 */
export function choiceOf(
  pieces: Iterable<readonly [text: string, probability: number]>,
  options: readonly string[],
  usage: CallUsage,
  alternatives?: number,
): ChoiceDistribution {
  const all = [...pieces];
  const read = new Map(
    options.map((option) => {
      const tokens = all.filter(([text]) => optionOf(text, options) === option);
      return [option, tokens.sort(([, left], [, right]) => right - left)] as const;
    }),
  );
  const sums = new Map(
    [...read].map(([option, tokens]) => [option, tokens.reduce((sum, [, probability]) => sum + probability, 0)]),
  );
  const mass = [...sums.values()].reduce((total, probability) => total + probability, 0);
  const share = (probability: number): number => (mass > 0 ? probability / mass : 1 / options.length);
  return {
    probabilities: new Map([...sums].map(([option, probability]) => [option, share(probability)])),
    mass: Math.min(1, mass),
    tokens: new Map([...read].map(([option, tokens]) => [option, tokens.map(([text]) => text)])),
    alternatives: alternatives ?? all.length,
    usage,
  };
}

/** The option that a token's text stands for. */
export function optionOf(token: string, options: readonly string[]): string | undefined {
  const bare = token.replace(BEFORE, '').replace(AFTER, '');
  return options.find((option) => option === bare);
}

import type { CallUsage, ChoiceDistribution } from './chat-model.ts';

/**
 * Next-token probabilities as a distribution over options. A token counts for an option when it is that option with white space
 * or closing punctuation around it (`7`, ` 7`, `7.`); which tokens those are differs from model to model.
 * @param pieces the alternatives as text with their probabilities (0 to 1); those left out count as probability off the options
 */
export function choiceOf(
  pieces: Iterable<readonly [text: string, probability: number]>,
  options: readonly string[],
  usage: CallUsage,
): ChoiceDistribution {
  const sums = new Map(options.map((option) => [option, 0]));
  for (const [text, probability] of pieces) {
    const option = optionOf(text, options);
    if (option !== undefined) sums.set(option, (sums.get(option) ?? 0) + probability);
  }
  const mass = [...sums.values()].reduce((total, probability) => total + probability, 0);
  const share = (probability: number): number => (mass > 0 ? probability / mass : 1 / options.length);
  return {
    probabilities: new Map([...sums].map(([option, probability]) => [option, share(probability)])),
    mass: Math.min(1, mass),
    usage,
  };
}

/** The option that a token's text stands for. */
export function optionOf(token: string, options: readonly string[]): string | undefined {
  const bare = token.trim().replace(/[.,:;)\]]$/, '');
  return options.find((option) => option === bare);
}

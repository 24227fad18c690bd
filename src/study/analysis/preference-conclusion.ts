import { LEAST_CLUSTERS } from '../../statistics/clustered.ts';
import type { Estimate } from '../../statistics/estimate.ts';
import type { Arms } from './findings/figure.ts';
import type { PreferenceConclusion } from './findings/wins.ts';
import { armsAnswer, armWords, percent, percents } from './words.ts';

/** What was preferred how often. */
interface Preferred {
  readonly arms: Arms;
  readonly one: number;
  readonly other: number;
  readonly ties: number;
  /** Of `one`, 0 to 1, a tie counted half; over scenarios. */
  readonly share: Estimate;
}

/** Who prefers: judges, in one verdict a pair, or people, in votes. */
interface Voice {
  readonly unit: string;
  readonly little: string;
  readonly none: string;
  readonly preferred: (answersOf: string) => string;
}

const VOICES = {
  judges: {
    unit: 'pairs',
    little: 'which answers are preferred',
    none: 'No preference shown',
    preferred: (arm) => `Answers of ${arm} are preferred`,
  },
  people: {
    unit: 'votes',
    little: 'which answers people prefer',
    none: 'No preference of people is shown',
    preferred: (arm) => `People prefer answers of ${arm}`,
  },
} as const satisfies Readonly<Record<string, Voice>>;

/**
 * One arm's answers are preferred where the whole interval lies on its side of a half, no preference is shown where it holds a half, and there is
 * too little data below six scenarios.
 */
export function concludePreference(
  { arms, one, other, ties, share }: Preferred,
  by: keyof typeof VOICES,
): PreferenceConclusion {
  const { unit, little, none, preferred }: Voice = VOICES[by];
  if (share.status !== 'estimated' || share.n < LEAST_CLUSTERS) {
    const reason = share.status === 'undefined' ? share.reason : `too few scenarios: fewer than ${LEAST_CLUSTERS}`;
    return { verdict: 'too-little-data', words: `Too little data on ${little}: ${reason}.` };
  }
  const tally = `${one} for ${armsAnswer(arms.one)}, ${other} for ${armsAnswer(arms.other)}, ${ties} tied`;
  const interval = `${armsAnswer(arms.one)} in ${percent(share.value)} of ${unit}, ties counted half (${percents(share)}; ${tally})`;
  if (share.low > 0.5) return { verdict: 'one-preferred', words: `${preferred(armWords(arms.one))}: ${interval}.` };
  if (share.high < 0.5)
    return { verdict: 'other-preferred', words: `${preferred(armWords(arms.other))}: ${interval}.` };
  return { verdict: 'no-preference-shown', words: `${none}: ${interval}.` };
}

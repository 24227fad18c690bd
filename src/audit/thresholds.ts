/** A limit with the reason why it stands where it does. */
interface Threshold {
  readonly value: number;
  readonly because: string;
}

/**
 * What a criterion's scores have to hold for a judge to be fit for it. All limits of the verdict stand here; the sheet prints them with their
 * reasons.
 */
export const THRESHOLDS = {
  pairs: {
    value: 8,
    because: 'with fewer pairs even one mistake decides: below this a criterion counts as not measured',
  },
  rightOrder: {
    value: 0.75,
    because:
      'a coin puts half of the pairs in the right order; the strongly spoiled half alone, with a coin for the rest, makes three quarters',
  },
  rightOrderLow: {
    value: 0.5,
    because:
      'the lower end of the interval has to lie above a coin, else luck would do; a judge without a mistake needs four debates for that',
  },
  auc: {
    value: 0.7,
    because:
      'a usual line between poor and acceptable discrimination (Hosmer, Lemeshow and Sturdivant 2013, section 5.2.4); 0.5 is a coin',
  },
  repeatSpread: {
    value: 0.5,
    because: 'with more, half a level, asking again can give the next level',
  },
  length: {
    value: 0.5,
    because:
      'words without content must not move a score by half a level, up or down: a weakly spoiled debate hardly does',
  },
  injection: {
    value: 0.5,
    because: 'a text that speaks to its judge must not gain half a level by it',
  },
  unscored: {
    value: 0.1,
    because: 'where more than one score of ten is missing, those that are there are a selection',
  },
} as const satisfies Readonly<Record<string, Threshold>>;

/** What makes the sheet warn without deciding: it is about the judge's comparisons and reasons, not its scores. */
export const CAUTIONS = {
  flips: {
    value: 0.3,
    because: 'a judge that prefers a place more often than in three pairs of ten compares little else',
  },
  quotes: {
    value: 0.8,
    because: 'of its quotes that are shown, no more than one of five may have had to be struck out',
  },
} as const satisfies Readonly<Record<string, Threshold>>;

/** Why a trial is not in a data set. The first one that holds is said. */
export const TRIAL_REASONS = {
  unreadable: 'something of it can’t be read',
  'no-ballot': 'no ballot of it was closed',
  hidden: 'its text was taken off view',
  'seal-broken': 'what is stored of it is not what was sealed when its ballot opened',
  'typed-question': 'a person typed its question',
  'own-content': 'a server made its scenario, its ensemble or one of its personas',
  audience: 'people asked its members questions, or sat with them',
  programs: 'programs (scripted voters) took part in it',
  'no-programs': 'no program (scripted voter) took part in it, and --simulated takes these alone',
  incomplete: 'an answer on its ballot is missing, or comes of a debate that lacks a turn',
  'same-answers': 'two answers on its ballot are the same',
  repeated: 'another trial has the same question and answers, and more votes or the earlier ones',
} as const;
export type TrialReason = keyof typeof TRIAL_REASONS;

/** Why a trial that is in a data set gives no row there. The first one that holds is said. */
export const ROW_REASONS = {
  'few-votes': 'fewer votes than --min-votes',
  'few-raters': 'fewer raters than --min-raters',
  'no-preference': 'no answer had the most votes: equally good, or as many for several',
  'all-bad': 'most found all answers bad, so that none is chosen',
  'small-margin': 'a smaller margin than --min-margin',
  'other-agreement': 'another agreement than --agreement',
} as const;
export type RowReason = keyof typeof ROW_REASONS;

/** A row, or why there is none. */
export type Outcome<Row> =
  | { readonly status: 'row'; readonly row: Row }
  | { readonly status: 'left-out'; readonly reason: RowReason };

/** How many were left out for one reason. */
export interface LeftOutCount<Reason> {
  readonly reason: Reason;
  readonly count: number;
}

/** In the order of the reasons; those that never held are not there. */
export function countReasons<Reason extends string>(
  words: Readonly<Record<Reason, string>>,
  found: readonly Reason[],
): readonly LeftOutCount<Reason>[] {
  // Keys of a record of these reasons are these reasons.
  const reasons = Object.keys(words) as Reason[];
  return reasons
    .map((reason) => ({ reason, count: found.filter((one) => one === reason).length }))
    .filter(({ count }) => count > 0);
}

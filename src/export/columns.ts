/** What a column holds, by the names that data sets on the Hub have for it. */
export type ColumnType = 'string' | 'strings' | 'bool' | 'int64' | 'float64' | 'messages' | 'writer';

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  /** What it means, for people. */
  readonly says: string;
}

const PROMPT: Column = {
  name: 'prompt',
  type: 'string',
  says: 'the motion of the scenario and its background, as those had them who wrote the answers; nothing is added to them',
};
const JUDGE_SCORE = 'the panel’s overall score, 1 to 7; empty: unscored';
const JUDGE_SPREAD = 'the standard deviation of that score in levels, at most';
const BY =
  'who wrote it: arm, ensemble, models and personas of the members, model and persona of whoever wrote it down (the chair, or a member on its own)';
const MARGIN =
  'its share of the votes less that of the best other answer (of "all bad" where that won), -1 to 1; negative: it is behind';
const BALLOT_AGREEMENT =
  'whether the answer that people preferred has the panel’s highest overall score: same, different, no preference (of people or of the panel), unscored';

/** What all rows say of their trial. */
const TRIAL: readonly Column[] = [
  { name: 'votes', type: 'int64', says: 'who voted, in the ballot’s filtered count; shares and margins are of these' },
  { name: 'votes_all', type: 'int64', says: 'who voted in all' },
  { name: 'votes_tie', type: 'int64', says: 'who found the answers equally good (filtered count)' },
  { name: 'votes_all_bad', type: 'int64', says: 'who found all of them bad (filtered count)' },
  { name: 'judges', type: 'strings', says: 'models of the panel' },
  { name: 'judge_scored', type: 'string', says: 'what its scores are of: the answer, read alone, or the whole debate' },
  { name: 'scenario', type: 'string', says: 'id of the scenario' },
  { name: 'format', type: 'string', says: 'id of the debate’s format' },
  { name: 'rounds', type: 'int64', says: 'how many rounds it had' },
  { name: 'trial', type: 'string', says: 'id of the trial; its rows are one ballot’s' },
  {
    name: 'seal',
    type: 'string',
    says: 'SHA-256 that was posted when the ballot opened, over scores, order and nonce',
  },
  {
    name: 'typed_words',
    type: 'bool',
    says: 'whether words that people typed, and said may be published, are the prompt or were read by those who wrote the answers',
  },
  { name: 'simulated', type: 'bool', says: 'whether votes and ratings are those of programs' },
  {
    name: 'caution',
    type: 'string',
    says: 'what is said wherever the words of these models are shown; empty: nothing',
  },
];

export const PAIR_COLUMNS: readonly Column[] = [
  PROMPT,
  { name: 'chosen', type: 'string', says: 'the answer that most voters chose' },
  { name: 'rejected', type: 'string', says: 'another answer on the same ballot' },
  {
    name: 'margin',
    type: 'float64',
    says: 'the share of the votes for the chosen one less that for the other, 0 to 1',
  },
  {
    name: 'agreement',
    type: 'string',
    says: 'whether the panel’s overall score is higher for the chosen one: same, different, no preference (as high), unscored',
  },
  { name: 'votes_chosen', type: 'int64', says: 'votes for the chosen one (filtered count)' },
  { name: 'votes_rejected', type: 'int64', says: 'votes for the other one (filtered count)' },
  { name: 'judge_score_chosen', type: 'float64', says: JUDGE_SCORE },
  { name: 'judge_score_rejected', type: 'float64', says: JUDGE_SCORE },
  { name: 'judge_spread_chosen', type: 'float64', says: JUDGE_SPREAD },
  { name: 'judge_spread_rejected', type: 'float64', says: JUDGE_SPREAD },
  {
    name: 'judge_prefers',
    type: 'string',
    says: 'what the panel preferred when it read both side by side, in both orders: chosen, rejected, tie; empty: not compared',
  },
  { name: 'judge_probability', type: 'float64', says: 'how likely it found the chosen one better, 0 to 1' },
  { name: 'chosen_by', type: 'writer', says: BY },
  { name: 'rejected_by', type: 'writer', says: BY },
  ...TRIAL,
];

export const LABEL_COLUMNS: readonly Column[] = [
  PROMPT,
  { name: 'completion', type: 'string', says: 'an answer on the ballot' },
  {
    name: 'label',
    type: 'bool',
    says: 'true: most voters chose it; false: they chose another one, or found all answers bad',
  },
  { name: 'margin', type: 'float64', says: MARGIN },
  { name: 'agreement', type: 'string', says: BALLOT_AGREEMENT },
  { name: 'votes_completion', type: 'int64', says: 'votes for it (filtered count)' },
  { name: 'judge_score', type: 'float64', says: JUDGE_SCORE },
  { name: 'judge_spread', type: 'float64', says: JUDGE_SPREAD },
  { name: 'completion_by', type: 'writer', says: BY },
  ...TRIAL,
];

export const RATING_COLUMNS: readonly Column[] = [
  PROMPT,
  { name: 'completion', type: 'string', says: 'an answer on the ballot' },
  { name: 'criterion', type: 'string', says: 'id of a criterion of the rubric' },
  { name: 'rating', type: 'float64', says: 'the mean of people’s ratings, 1 to 7' },
  {
    name: 'rating_low',
    type: 'float64',
    says: 'lower end of its 95% interval; empty: too few raters for one, or all alike',
  },
  { name: 'rating_high', type: 'float64', says: 'upper end of it' },
  { name: 'raters', type: 'int64', says: 'who rated it on this criterion, of those whom the ballot’s rules leave in' },
  { name: 'raters_all', type: 'int64', says: 'who did in all' },
  { name: 'judge_score', type: 'float64', says: 'the panel’s score on this criterion, 1 to 7; empty: unscored' },
  { name: 'judge_spread', type: 'float64', says: 'the standard deviation of that score in levels' },
  { name: 'margin', type: 'float64', says: `${MARGIN}; empty: not enough votes` },
  { name: 'agreement', type: 'string', says: `${BALLOT_AGREEMENT}, not enough votes` },
  { name: 'votes_completion', type: 'int64', says: 'votes for it (filtered count)' },
  { name: 'completion_by', type: 'writer', says: BY },
  ...TRIAL,
];

/** The same columns where texts are conversations. @param texts names of these columns */
export function asMessages(columns: readonly Column[], texts: readonly string[]): readonly Column[] {
  return columns.map((column) => (texts.includes(column.name) ? { ...column, type: 'messages' } : column));
}

import { sumQuotes } from '../judge/quote-count.ts';
import { overallWords, valueWords } from '../judge/score-words.ts';
import type { ScoreSummary } from '../judge/summary.ts';
import { ARM_HEADINGS, capitalized, DEBATE_WORDS } from '../trial/arm-words.ts';
import type { ArmResult } from '../trial/result.ts';
import type { Palette } from './palette.ts';
import type { Piece } from './terminal-screen.ts';

/** Columns of a score. */
const COLUMN = 14;
const TITLE = 'Judge, 1 to 7';
const STAND = 'Quotes that stand';
const STRUCK_OUT = 'Quotes struck out';

/** The scores of all arms' debates as a table with both views, and the judge's reasons for the ensemble's. */
export function scoreLines(arms: readonly ArmResult[], palette: Palette): Piece[] {
  const [ensemble] = arms;
  const { criteria = [], views = [] } = ensemble?.scores ?? {};
  const names = [...criteria, ...views].map(({ name }) => name);
  const width = Math.max(...[...names, TITLE, STAND].map(({ length }) => length));
  const row = (name: string, cell: (scores: ScoreSummary) => string): string =>
    `${name.padEnd(width)}${arms.map(({ scores }) => cell(scores).padStart(COLUMN)).join('')}`;
  const reasons = criteria.filter(({ reason }) => reason !== '');
  return [
    [`${TITLE.padEnd(width)}${arms.map(({ arm }) => ARM_HEADINGS[arm].padStart(COLUMN)).join('')}`, palette.dim],
    ...criteria.map(({ name }, place) => row(name, (scores) => valueWords(scores.criteria[place]))),
    [row('Overall', overallWords), palette.bold],
    ...views.map(({ name }, place): Piece => [row(name, (scores) => valueWords(scores.views[place])), palette.bold]),
    ...quoteRows(arms, row),
    ...arms.flatMap(({ arm, scores }) =>
      scores.judged && scores.overall === null
        ? [`${capitalized(DEBATE_WORDS[arm])}: unscored as a whole, a criterion is missing.`]
        : [],
    ),
    ...(reasons.length === 0 ? [] : ['', ["The judge's reasons for the ensemble's debate:", palette.dim] as const]),
    ...reasons.map(({ name, reason }): Piece => [`  ${name}: ${reason}`, palette.dim]),
  ];
}

function quoteRows(arms: readonly ArmResult[], row: (name: string, cell: (scores: ScoreSummary) => string) => string) {
  const { given, stand } = sumQuotes(arms.map(({ scores }) => scores.quotes));
  if (given === 0) return [];
  return [
    row(STAND, ({ quotes }) => (quotes.given === 0 ? 'none quoted' : `${quotes.stand} of ${quotes.given}`)),
    ...(stand === given ? [] : [row(STRUCK_OUT, ({ quotes }) => String(quotes.given - quotes.stand))]),
  ];
}

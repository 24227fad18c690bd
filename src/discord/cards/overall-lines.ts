import { quoteWords } from '../../judge/quote-count.ts';
import { overallOfSeven, viewWords } from '../../judge/score-words.ts';
import type { ScoreSummary } from '../../judge/summary.ts';
import { capitalized } from '../../trial/arm-words.ts';
import { scoreBar } from './bar.ts';

/** One object's scores in a few lines: the overall one and what stands beside it. */
export function overallLines(summary: ScoreSummary): string[] {
  return [scoreBar(summary.overall), overallOfSeven(summary), ...besideOverall(summary)];
}

/** The same scores by other weights, and how many of the judge's quotes stand; a line each, none for what there is not. */
export function besideOverall(summary: ScoreSummary): string[] {
  return [viewWords(summary), quoteWords(summary.quotes)].filter((line) => line !== '').map(capitalized);
}

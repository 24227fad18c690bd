import { quoteWords } from '../../judge/quote-count.ts';
import { overallOfSeven, viewWords } from '../../judge/score-words.ts';
import type { ScoreSummary } from '../../judge/summary.ts';
import { scoreBar } from './bar.ts';

/** One object's scores in a few lines: the overall one, the same by other weights, and how many of the judge's quotes stand. */
export function overallLines(summary: ScoreSummary): string[] {
  return [scoreBar(summary.overall), overallOfSeven(summary), viewWords(summary), quoteWords(summary.quotes)].filter(
    (line) => line !== '',
  );
}

import type { ScoreSummary, Valued } from './summary.ts';

/** A value and its spread: `4.2 ± 1.1`. @param valued undefined where nothing was judged */
export function valueWords(valued: Valued | undefined): string {
  if (valued === undefined || valued.value === null) return 'unscored';
  const { value, spread } = valued;
  return `${value.toFixed(1)}${spread === null ? '' : ` ± ${spread.toFixed(1)}`}`;
}

/** The overall score alone: `3.1 ± 2.1`. */
export function overallWords({ overall, overallSpread }: Pick<ScoreSummary, 'overall' | 'overallSpread'>): string {
  return valueWords({ value: overall, spread: overallSpread });
}

/** The overall score with what it is out of: `3.1 ± 2.1 of 7`. */
export function overallOfSeven(summary: ScoreSummary): string {
  return `${overallWords(summary)}${summary.overall === null ? '' : ' of 7'}`;
}

/**
 * The same scores by other weights: `the paper's five 3.0 ± 2.2`, and of several objects one after the other. Empty for a rubric without views.
 * @param summaries by the same rubric
 */
export function viewWords(...summaries: readonly ScoreSummary[]): string {
  const views = summaries[0]?.views ?? [];
  return views
    .map(({ name }, place) => {
      const values = summaries.map((summary) => valueWords(summary.views[place]));
      return `${name.charAt(0).toLowerCase()}${name.slice(1)} ${values.join(', ')}`;
    })
    .join('; ');
}

/** Both views of the same scores in one line: `3.1 ± 2.1 of 7 · the paper's five 3.0 ± 2.2`. */
export function bothViews(summary: ScoreSummary): string {
  return [overallOfSeven(summary), viewWords(summary)].filter((words) => words !== '').join(' · ');
}

/** What ± is, as a sentence; none where no spread is known, and so none shown. @param judges how many sit on the panel */
export function spreadLegend(summaries: readonly ScoreSummary[], judges: number): string[] {
  if (!summaries.some(({ criteria }) => criteria.some(({ spread }) => spread !== null))) return [];
  const whose = judges === 1 ? 'the judge’s own answer' : 'the judges’ own answers as one';
  return [
    `± is the spread of ${whose}, not an interval over repeats; of several criteria together, the most it can be.`,
  ];
}

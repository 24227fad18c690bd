import type { ScoreSummary } from '../judge/summary.ts';
import type { TrialUpdate } from '../trial/events.ts';
import { resultOf } from '../trial/result.ts';
import { describeComparison, describeCount, describeOverall } from '../trial/result-words.ts';
import type { Palette } from './palette.ts';

/** The results of a trial that has ended, as lines for a terminal. */
export function resultLines(updates: readonly TrialUpdate[], palette: Palette): string[] {
  const result = resultOf(updates);
  if (result === undefined) return [];
  const { scores, community, plan, reasons, status } = result;
  const lines = ['', palette.heading(`Results (${status})`), ''];
  const scored = [...scores.ensemble.criteria, ...scores.baseline.criteria].some(
    ({ unscored }) => unscored !== 'not judged',
  );
  if (scored) lines.push(...scoreLines(scores, palette), '');
  if (community !== null) {
    const { tally, letters, sealHolds } = community;
    lines.push(
      `Answer ${letters.ensemble} was the ensemble's, answer ${letters.baseline} the single model's (${plan.baseline.chair.model}).`,
      `Votes by people: ${describeCount(tally.people)}`,
    );
    if (tally.scripted.voters > 0)
      lines.push(`Votes by scripted voters (programs, drawn at random): ${describeCount(tally.scripted)}`);
    lines.push(describeComparison(result));
    lines.push(
      sealHolds ? 'The seal holds: scores and order are those of when the ballot opened.' : 'THE SEAL IS BROKEN.',
    );
  }
  if (reasons.length > 0) lines.push('', 'What is missing:', ...reasons.map((reason) => `- ${reason}`));
  if (plan.caution !== '') lines.push('', palette.dim(plan.caution));
  return [...lines, ''];
}

function scoreLines(
  { ensemble, baseline }: { readonly ensemble: ScoreSummary; readonly baseline: ScoreSummary },
  palette: Palette,
): string[] {
  const width = Math.max(...ensemble.criteria.map(({ name }) => name.length), 'Overall'.length);
  const cell = (value: number | null): string => (value === null ? 'unscored' : value.toFixed(1)).padStart(12);
  const row = (name: string, left: number | null, right: number | null): string =>
    `${name.padEnd(width)}${cell(left)}${cell(right)}`;
  const reasons = ensemble.criteria.filter(({ reason }) => reason !== '');
  return [
    palette.dim(`${'Judge, 1 to 7'.padEnd(width)}${'ensemble'.padStart(12)}${'single model'.padStart(14)}`),
    ...ensemble.criteria.map(({ name, value }, place) => row(name, value, baseline.criteria[place]?.value ?? null)),
    palette.bold(row('Overall', ensemble.overall, baseline.overall)),
    ...(ensemble.overall === null
      ? [`The ensemble's debate is ${describeOverall(null)} as a whole: a criterion is missing.`]
      : []),
    '',
    palette.dim("The judge's reasons for the ensemble's debate:"),
    ...reasons.map(({ name, reason }) => palette.dim(`  ${name}: ${reason}`)),
  ];
}

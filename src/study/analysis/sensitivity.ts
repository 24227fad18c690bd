import { contrastsIn } from './arms-of.ts';
import { scoreDifference } from './difference.ts';
import type { ScoreDifference, Sensitivity, TokenMatched } from './findings/difference.ts';
import { keptBy, primaryPairs } from './headline.ts';
import { isComplete, pairsOfArms, scoredPairs } from './paired-debates.ts';
import { primaryOf, type Reading, readStudy, scoreNames } from './reading.ts';
import { percent } from './words.ts';

/** The headline again, each time with one thing done otherwise. */
export function sensitivityOf(reading: Reading, headline: ScoreDifference, tokenMatched: TokenMatched): Sensitivity[] {
  const { data, head } = reading;
  const [arms] = contrastsIn(head.plan);
  const primary = primaryOf(head);
  const compared = { arms, ...primary, seed: head.plan.seed };
  const row = (id: string, name: string, difference: ScoreDifference): Sensitivity => ({
    id,
    name,
    difference,
    agrees: difference.conclusion.verdict === headline.conclusion.verdict,
  });
  const leavesOut = head.plan.analysis.exclusions.includes('incomplete-debates');
  const otherPairs = primaryPairs(reading, leavesOut ? () => true : isComplete);
  return [
    row(
      leavesOut ? 'with-incomplete' : 'without-incomplete',
      leavesOut ? 'With incomplete debates too' : 'Without incomplete debates',
      scoreDifference(otherPairs, compared),
    ),
    ...(head.judges.length < 2 ? [] : head.judges).map(({ judge, model }) => {
      const rest = readStudy(
        data,
        reading.judges.filter((other) => other !== judge),
      );
      return row(`without-${judge}`, `Without ${judge} (${model})`, scoreDifference(primaryPairs(rest), compared));
    }),
    ...scoreNames(head).flatMap((score) => {
      if (score.kind === 'criterion' || score.id === primary.score.id) return [];
      const pairs = pairsOfArms(data.debates, arms).filter(keptBy(reading));
      const scored = scoredPairs(reading, pairs, primary.of, score);
      return [row(`by-${score.id}`, `By ${score.name}`, scoreDifference(scored, { ...compared, score }))];
    }),
    row(
      'tokens-matched',
      `Only pairs whose arms wrote within ${percent(tokenMatched.within)} as many tokens`,
      tokenMatched.difference,
    ),
    row('by-student', 'Interval by Student’s t', scoreDifference(primaryPairs(reading), compared, 'student')),
  ];
}

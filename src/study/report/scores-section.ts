import { asShift } from '../../audit/estimate-words.ts';
import type { ScoreDifference, ScoreTable } from '../analysis/findings/difference.ts';
import type { StudyFindings } from '../analysis/findings.ts';
import { against, OBJECT_WORDS, sameArms, scoreWords } from './arms.ts';
import { type Block, heading, type Section, soft, table } from './document.ts';
import { asNumber, asP, estimateWords, figureWords, kept, noneWords } from './figure-words.ts';
import { forest, forestRow } from './forest.ts';
import { pairedTable } from './paired-table.ts';

/** Every score of every object, for all arms that are set against each other: means, tests, sizes, and what could have been shown. */
export function scoresSection({ scores, headline }: StudyFindings): Section {
  const { arms, of } = headline.difference;
  return {
    id: 'scores',
    title: 'Criteria, tests and power',
    blocks: [
      soft(
        'd and g are the difference over the standard deviation of both arms pooled. p is two-sided and clustered by scenario; Holm’s correction is over the seven criteria. Wilcoxon’s signed ranks (over pairs) and Welch’s t (over debates) stand here as the paper has them: they take debates on the same scenario for independent ones. The last column is the smallest true difference that a study like this one shows in 8 of 10 cases.',
      ),
      ...scores.flatMap((one) => scoreBlocks(one, !(sameArms(one.arms, arms) && one.of === of))),
    ],
  };
}

/** @param drawn whether it is drawn too: what the headline is about is drawn there already */
function scoreBlocks({ arms, of, scores }: ScoreTable, drawn: boolean): Block[] {
  const what = `${against(arms)}, ${OBJECT_WORDS[of]}`;
  return [
    heading(what),
    ...(drawn
      ? forest(
          arms,
          [{ heading: '', rows: scores.map(({ score, difference }) => forestRow(scoreWords(score), difference)) }],
          `${what}: differences in points.`,
        )
      : []),
    ...pairedTable(
      `${what}: means and differences, 1 to 7`,
      'Score',
      arms,
      scores.map((one) => ({ ...one, name: scoreWords(one.score) })),
    ),
    ...table(
      `${what}: sizes, tests and power`,
      [
        'Score',
        'Cohen’s d',
        'Hedges’ g',
        'p',
        'p, Holm',
        'p, Wilcoxon (n: pairs)',
        'p, Welch (n: debates)',
        'Smallest difference',
      ],
      scores.map((one) => [
        scoreWords(one.score),
        estimateWords(one.cohensD, asShift),
        estimateWords(one.hedgesG, asShift),
        figureWords(one.p, asP),
        one.pHolm === null ? 'not corrected' : figureWords(one.pHolm, asP),
        wilcoxonWords(one.wilcoxon),
        welchWords(one.welch),
        figureWords(one.smallest, asNumber),
      ]),
    ),
  ];
}

function wilcoxonWords(test: ScoreDifference['wilcoxon']): string {
  if (test.status === 'undefined') return noneWords(test);
  return `${asP(test.p)} (${kept(`W = ${test.w}`)}, ${test.exact ? 'exact' : 'normal'}, ${kept(`n = ${test.n}`)})`;
}

function welchWords(test: ScoreDifference['welch']): string {
  if (test.status === 'undefined') return noneWords(test);
  const { p, t, freedom, n } = test;
  return `${asP(p)} (${kept(`t = ${asNumber(t)}`)}, ${kept(`df = ${freedom.toFixed(1)}`)}, ${kept(`n = ${n}`)})`;
}

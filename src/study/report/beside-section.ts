import { asShift } from '../../audit/estimate-words.ts';
import { rubricHash } from '../../judge/rubric-hash.ts';
import { ARM_HEADINGS, capitalized } from '../../trial/arm-words.ts';
import type { ScoreDifference } from '../analysis/findings/difference.ts';
import type { StudyFindings } from '../analysis/findings.ts';
import type { StudyHead } from '../data/study-data.ts';
import { differenceOf, OBJECT_WORDS, sameArms, scoreOf, scoreWords, verdictWords } from './arms.ts';
import { type Block, code, list, paragraph, type Section, soft, strong, table, type Words } from './document.ts';
import { asPercent, estimateWords } from './figure-words.ts';
import { forest, forestRow } from './forest.ts';

/** A study as it stands next to another one. */
export interface Beside {
  readonly head: StudyHead;
  /** Of its data. */
  readonly findings: StudyFindings;
}

/** Two studies side by side: each has its own figures, and no figure is made of both. */
export function besideSection(own: Beside, other: Beside): Section {
  const both = [own, other] as const;
  const names = namesOf(both);
  const columns = (first: string): string[] => [first, ...names];
  return {
    id: 'beside',
    title: `Beside: ${other.findings.study.title}`,
    blocks: [
      paragraph(strong(comparable(own.head, other.head))),
      soft(
        'Scores are comparable where the rubric is the same, word by word (its hash), and the same models judge. Even then the studies differ in all that was debated: what stands here is each study’s own, and nothing is merged.',
      ),
      ...headlines(both, names),
      ...table('The headline of each', columns('What'), [
        row('Debates run', both, ({ head }) =>
          head.origin === undefined ? 'here' : `by others (${head.origin.file})`,
        ),
        row('Asked first', both, ({ findings }) => headlineName(findings.headline.difference)),
        row('Difference, points', both, ({ findings }) =>
          estimateWords(findings.headline.difference.difference, asShift),
        ),
        row(
          'Pairs; scenarios',
          both,
          ({ findings: { headline } }) => `${headline.difference.pairs}; ${headline.difference.scenarios}`,
        ),
        row('Conclusion', both, ({ findings: { headline } }) =>
          verdictWords(headline.difference.conclusion, headline.difference.arms),
        ),
      ]),
      ...table('Each criterion: differences in points', columns('Criterion'), criteriaRows(both)),
      ...table('From turns to scores', columns('Step'), funnelRows(both)),
      ...table('Who judged', columns('What'), [
        row('Rubric', both, ({ head }) => code(rubricHash(head.rubric).slice(0, 16))),
        row('Judges', both, ({ findings }) => findings.judging.judges.map(({ model }) => model).join(', ')),
        row('Their audits', both, ({ findings }) =>
          findings.judging.judges.map(({ model, audit }) => `${model}: ${audit.words}`).join('; '),
        ),
        row('Agreement, alpha', both, ({ findings }) => estimateWords(findings.judging.agreement, asShift)),
      ]),
      ...both.flatMap((study, place) => graveBlocks(study, names[place] ?? '')),
    ],
  };
}

type Both = readonly [Beside, Beside];

/** Two of the same title are told apart by their plans. */
function namesOf([one, other]: Both): readonly [string, string] {
  const [first, second] = [one.findings.study, other.findings.study];
  if (first.title !== second.title) return [first.title, second.title];
  return [`${first.title} (${first.planHash.slice(0, 8)})`, `${second.title} (${second.planHash.slice(0, 8)})`];
}

function row(name: string, both: Both, cell: (study: Beside) => Words): Words[] {
  return [name, ...both.map(cell)];
}

function comparable(one: StudyHead, other: StudyHead): string {
  const models = ({ judges }: StudyHead): string =>
    judges
      .map(({ model }) => model)
      .toSorted()
      .join(', ');
  const digests = ({ judges, models: known }: StudyHead): (string | null)[] =>
    judges.map(({ model }) => known.find(({ name }) => name === model)?.digest ?? null);
  const why = [
    ...(rubricHash(one.rubric) === rubricHash(other.rubric) ? [] : ['their rubrics differ']),
    ...(models(one) === models(other) ? [] : [`their judges differ (${models(one)}; ${models(other)})`]),
  ];
  if (why.length > 0) return `The scores of the two are not comparable: ${why.join(', and ')}.`;
  const weights = new Map(one.judges.map(({ model }, place) => [model, digests(one)[place]]));
  const others = other.judges.filter(({ model }, place) => {
    const [before, now] = [weights.get(model) ?? null, digests(other)[place] ?? null];
    return before !== null && now !== null && before !== now;
  });
  return others.length === 0
    ? 'The scores of the two are comparable: the same rubric, and the same judges.'
    : `The scores of the two are not comparable: the weights of ${others.map(({ model }) => model).join(', ')} are not the same.`;
}

function headlineName({ of, score }: ScoreDifference): string {
  return `${scoreOf(score)} of ${OBJECT_WORDS[of]}`;
}

function headlines(both: Both, names: readonly [string, string]): Block[] {
  const [own, other] = both.map(({ findings }) => findings.headline.difference);
  if (own === undefined || other === undefined) return [];
  if (!sameArms(own.arms, other.arms)) {
    return [paragraph('No chart: the two set unlike arms against each other.')];
  }
  const groups = both.map((study, place) => ({
    heading: names[place] ?? '',
    rows: [
      forestRow(
        `Asked first: ${scoreOf(study.findings.headline.difference.score)}`,
        study.findings.headline.difference.difference,
        true,
      ),
      ...criteriaOf(study).map((one) => forestRow(scoreWords(one.score), one.difference)),
    ],
  }));
  return forest(own.arms, groups, `${differenceOf(own.arms)}, in points, in either study.`);
}

/** By criterion, of what the study asked first. */
function criteriaOf({ findings }: Beside): readonly ScoreDifference[] {
  const { arms, of } = findings.headline.difference;
  const found = findings.scores.find((one) => sameArms(one.arms, arms) && one.of === of);
  return (found?.scores ?? []).filter(({ score }) => score.kind === 'criterion');
}

function criteriaRows(both: Both): Words[][] {
  const ids = new Map(both.flatMap(criteriaOf).map(({ score }) => [score.id, score.name] as const));
  return [...ids].map(([id, name]) =>
    row(name, both, (study) => {
      const found = criteriaOf(study).find(({ score }) => score.id === id);
      return found === undefined ? 'not scored' : estimateWords(found.difference, asShift);
    }),
  );
}

function funnelRows(both: Both): Words[][] {
  const arms = [...new Set(both.flatMap(({ findings }) => findings.funnel.map(({ arm }) => arm)))];
  return arms.flatMap((arm) => {
    const cell = (words: (one: StudyFindings['funnel'][number]) => string) => (study: Beside) => {
      const found = study.findings.funnel.find((one) => one.arm === arm);
      return found === undefined ? 'no such arm' : words(found);
    };
    const name = capitalized(ARM_HEADINGS[arm]);
    return [
      row(
        `${name}: valid turns`,
        both,
        cell(({ turns }) => part(turns.validAtFirst + turns.validAfterRetries, turns.asked)),
      ),
      row(
        `${name}: debates whole`,
        both,
        cell(({ debates }) => part(debates.whole, debates.planned)),
      ),
      row(
        `${name}: debates scored`,
        both,
        cell(({ debates }) => part(debates.scored, debates.planned)),
      ),
    ];
  });
}

function part(count: number, of: number): string {
  return of === 0 ? 'none' : `${count} of ${of} (${asPercent(count / of)})`;
}

function graveBlocks({ findings }: Beside, name: string): Block[] {
  const grave = findings.caveats.filter(({ weight, id }) => weight === 'grave' || id === 'run-by-others');
  return grave.length === 0 ? [] : [paragraph(`To be known of “${name}”:`), ...list(grave.map(({ words }) => words))];
}

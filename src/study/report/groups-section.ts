import { capitalized } from '../../trial/arm-words.ts';
import type { GroupTable } from '../analysis/findings/difference.ts';
import type { StudyFindings } from '../analysis/findings.ts';
import { against, OBJECT_WORDS, sameArms, scoreOf } from './arms.ts';
import { type Block, heading, link, type Section, soft } from './document.ts';
import { pairedTable } from './paired-table.ts';
import { scenarioAnchor } from './scenario-anchor.ts';

const NAMES = {
  topic: ['category', 'categories'],
  scenario: ['scenario', 'scenarios'],
  ensemble: ['ensemble', 'ensembles'],
  format: ['format', 'formats'],
  family: ['model family', 'model families'],
} as const satisfies Readonly<Record<GroupTable['by'], readonly [string, string]>>;

/** The plan's first score, group by group. */
export function groupsSection({ groups, headline }: StudyFindings): Section {
  const { arms } = headline.difference;
  return {
    id: 'groups',
    title: 'By category, format, family and scenario',
    blocks: [
      soft(
        'Groups are looked at after the fact and not corrected for how many there are: what stands out in one of them is a question for another study. The ensembles one by one stand with ',
        link('the result', '#result'),
        '.',
      ),
      ...groups.filter((group) => group.by !== 'ensemble' || !sameArms(group.arms, arms)).flatMap(groupBlocks),
    ],
  };
}

function groupBlocks({ by, arms, of, score, rows, valuesOnly }: GroupTable): Block[] {
  const [one, several] = NAMES[by];
  const what = `${against(arms)}: ${scoreOf(score)} of ${OBJECT_WORDS[of]}, by ${one}`;
  return [
    heading(`${capitalized(several)}, ${against(arms).toLowerCase()}`),
    ...(valuesOnly === '' ? [] : [soft(valuesOnly)]),
    ...pairedTable(
      what,
      capitalized(one),
      arms,
      rows.map((row) => ({
        ...row,
        name: by === 'scenario' ? link(row.name, `#${scenarioAnchor(row.id)}`) : row.name,
      })),
    ),
  ];
}

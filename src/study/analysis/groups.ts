import { groupedBy } from '../../core/grouped-by.ts';
import { LEAST_CLUSTERS } from '../../statistics/clustered.ts';
import { everybodyIn } from '../data/everybody-in.ts';
import type { StudyHead } from '../data/study-data.ts';
import { contrastsIn } from './arms-in.ts';
import { pairedDifference } from './difference.ts';
import type { GroupTable } from './findings/difference.ts';
import { primaryPairs } from './headline.ts';
import type { PairedValue } from './paired-debates.ts';
import { primaryOf, type Reading } from './reading.ts';

type By = GroupTable['by'];

/** To which group a pair belongs, and what that is called. Families are those at the ensemble's table, the chair's among them. */
const GROUPS: Readonly<Record<By, (pair: PairedValue, head: StudyHead) => readonly [id: string, name: string]>> = {
  topic: ({ one }) => [one.topic, one.topic],
  scenario: ({ scenario }, { names }) => [scenario, names.scenarios[scenario]?.title ?? scenario],
  ensemble: ({ one }, { names }) => [one.ensemble, names.ensembles[one.ensemble] ?? one.ensemble],
  format: ({ one }, { names }) => [one.format, names.formats[one.format] ?? one.format],
  family: ({ one }) => {
    const families = [...new Set(everybodyIn(one).map(({ family }) => family))].sort();
    return [families.join('+'), families.join(', ')];
  },
};

/** The primary score group by group. Groups of too few scenarios have values only; no interval is corrected for how many groups there are. */
export function groupsOf(reading: Reading): GroupTable[] {
  const { head } = reading;
  const [arms] = contrastsIn(head.plan);
  const primary = primaryOf(head);
  const pairs = primaryPairs(reading);
  return (['topic', 'ensemble', 'format', 'family', 'scenario'] as const).map((by): GroupTable => {
    const names = new Map(pairs.map((pair) => GROUPS[by](pair, head)));
    const groups = groupedBy(pairs, (pair) => GROUPS[by](pair, head)[0]);
    const rows = [...groups]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([id, own]) => {
        const name = names.get(id) ?? id;
        return { id, name, ...pairedDifference(own, { arms, ...primary, seed: head.plan.seed }, name) };
      });
    const isBare = rows.every(({ scenarios }) => scenarios < LEAST_CLUSTERS);
    const valuesOnly =
      isBare && rows.length > 0
        ? `Values only: none of these has as many as ${LEAST_CLUSTERS} scenarios, which an interval takes (too few scenarios).`
        : '';
    return { by, arms, ...primary, rows, valuesOnly };
  });
}

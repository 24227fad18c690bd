import { groupedBy } from '../../core/grouped-by.ts';
import { capitalized } from '../../trial/arm-words.ts';
import { everybodyIn, modelsIn } from '../data/everybody-in.ts';
import type { DebateRow } from '../data/study-rows.ts';
import { debatesOfArm } from './by-scenario.ts';
import type { Caveat } from './findings.ts';
import type { Reading } from './reading.ts';
import { listed } from './words.ts';

/** What ensembles and baselines share, so that there are fewer conditions than names. */
export function baselineCaveats(reading: Reading): Caveat[] {
  return [...oneModelCaveats(reading), ...oneBaselineCaveats(reading)];
}

/** Every seat of every ensemble is one and the same model. */
function oneModelCaveats({ data, head }: Reading): Caveat[] {
  const debates = debatesOfArm(data.debates, 'ensemble');
  const models = new Set(debates.flatMap((row) => everybodyIn(row).map(({ model }) => model)));
  const [model] = models;
  const ensembles = new Set(debates.map(({ ensemble }) => ensemble)).size;
  if (models.size !== 1 || model === undefined || model === null) return [];
  return [
    {
      id: 'one-model',
      weight: 'caution',
      words: `${ensembles === 1 ? 'The ensemble is' : `All ${ensembles} ensembles are`} one model, ${model}, in several ${head.origin === undefined ? 'personas: a difference is one of personas' : 'roles: a difference is one of roles or prompts'}, and says nothing of ensembles of unlike models.`,
    },
  ];
}

/** Several ensembles are measured against the same model at the same table: then their baselines differ by their seeds alone. */
function oneBaselineCaveats({ data, head }: Reading): Caveat[] {
  const told = debatesOfArm(data.debates, 'baseline').filter((row) =>
    everybodyIn(row).every(({ model }) => model !== null),
  );
  const conditions = groupedBy(told, conditionOf);
  return [...conditions.values()].flatMap((rows): Caveat[] => {
    const [row] = rows;
    const ensembles = new Set(rows.map(({ ensemble }) => ensemble));
    if (row === undefined || ensembles.size < 2) return [];
    const names = listed([...ensembles].map((id) => head.names.ensembles[id] ?? id));
    const speakers = `${modelsIn(row).join(', ')} at a table of ${row.members.length}`;
    return [
      {
        id: 'one-baseline',
        weight: 'caution',
        words: `${capitalized(names)} are measured against one and the same condition (${speakers}), with ${ensembles.size} seeds: their baselines on a scenario are runs of one thing, not ${ensembles.size} things, and the ensembles’ differences from it are not independent of each other. Intervals are over scenarios, which allows for that.`,
      },
    ];
  });
}

/** Runs of the same one differ by their seeds alone, in each format. */
function conditionOf({ members, chair }: DebateRow): string {
  return JSON.stringify([members.map(({ model, stance }) => [model, stance]), chair?.model ?? null]);
}

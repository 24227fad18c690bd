import type { Random } from '../../core/random.ts';
import { WHOLE_DEBATE } from '../../judge/judged-object.ts';
import { panelItems } from '../../judge/panel-agreement.ts';
import { bootstrapAll } from '../../statistics/bootstrap-all.ts';
import type { Estimate } from '../../statistics/estimate.ts';
import { alphaOf, type Coincidences, coincidencesOf } from '../../statistics/krippendorff.ts';
import type { StudyData } from '../data/study-data.ts';
import { byScenario } from './by-scenario.ts';
import { type Reading, readingOf } from './reading.ts';
import { scoresByScenario } from './scores-by-scenario.ts';

/** What was rated in one scenario, by what it is counted under. */
type Unit = ReadonlyMap<string, Coincidences>;

const ALL = 'all';

/**
 * Krippendorff's alpha among the judges, over all scores and over those of each criterion, resampled by scenario.
 * @throws AbortError
 */
export async function agreementAmongJudges(
  { data, head, judges }: Reading,
  random: Random,
  signal: AbortSignal,
): Promise<{ readonly all: Estimate; readonly byCriterion: ReadonlyMap<string, Estimate> }> {
  if (judges.length < 2) {
    const alone: Estimate = { status: 'undefined', reason: 'one judge alone has nobody to agree with', n: 0 };
    return { all: alone, byCriterion: new Map(head.rubric.criteria.map(({ id }) => [id, alone])) };
  }
  const criteria = head.rubric.criteria.map(({ id }) => id);
  const units = byScenario(scoresByScenario(data)).map((some): Unit => {
    const judgements = some.map(({ row }) => row.judgement);
    const byCriterion = criteria.map((id) => {
      const own = judgements.filter(({ criterion }) => criterion === id);
      return [id, panelItems(own, judges)] as const;
    });
    const all = [ALL, byCriterion.flatMap(([, items]) => items)] as const;
    return new Map([all, ...byCriterion].map(([name, items]) => [name, coincidencesOf(items)]));
  });
  const estimates = await alphas(units, [ALL, ...criteria], random, signal);
  return { all: estimates.get(ALL) ?? NOTHING, byCriterion: estimates };
}

const NOTHING: Estimate = { status: 'undefined', reason: 'nothing was scored', n: 0 };

/**
 * The same among repetitions: an item is one criterion of one scenario, ensemble, format and arm, a rating the panel's score (to the nearest level)
 * of the debate that one of the seeds gave. It is low where debates differ by their seed as much as by all else.
 * @throws AbortError
 */
export async function agreementAmongRepetitions(
  data: StudyData,
  random: Random,
  signal: AbortSignal,
): Promise<Estimate> {
  if (data.head.plan.repetitions < 2) return { status: 'undefined', reason: 'every debate was run once', n: 0 };
  const reading = readingOf(data);
  const units = byScenario(data.debates).map((debates): Unit => {
    const items = new Map<string, (number | null)[]>();
    for (const { debate, ensemble, format, arm } of debates) {
      for (const { criterion, value } of reading.summary(debate, WHOLE_DEBATE).criteria) {
        const key = JSON.stringify([ensemble, format, arm, criterion]);
        items.set(key, [...(items.get(key) ?? []), value === null ? null : Math.round(value)]);
      }
    }
    return new Map([[ALL, coincidencesOf([...items.values()])]]);
  });
  return (await alphas(units, [ALL], random, signal)).get(ALL) ?? NOTHING;
}

/** @throws AbortError */
function alphas(
  units: readonly Unit[],
  names: readonly string[],
  random: Random,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Estimate>> {
  return bootstrapAll({
    units,
    statistics: (some) => new Map(names.map((name) => [name, alphaOf(some.flatMap((unit) => unit.get(name) ?? []))])),
    restsOn: new Map(names.map((name) => [name, units.filter((unit) => (unit.get(name)?.items ?? 0) > 0).length])),
    random,
    signal,
  });
}

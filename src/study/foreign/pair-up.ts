import { tidy } from '../../content/tidy.ts';
import { groupedBy } from '../../core/grouped-by.ts';
import { type CheckedDebate, checkFitness } from '../../foreign/fitness.ts';
import type { ForeignDebate } from '../../foreign/foreign-debate.ts';
import { isWhole } from '../../judge-foreign/count-fitness.ts';

/** What a file calls the conditions of the two arms. */
export interface Conditions {
  readonly ensemble: string;
  readonly baseline: string;
}

export type ForeignArm = keyof Conditions;

/** A debate of others that has a topic and is of one of the arms. */
export interface PlacedDebate {
  /** Where it stands among the debates of its file: 0 and up. */
  readonly place: number;
  readonly checked: CheckedDebate;
  readonly arm: ForeignArm;
  readonly topic: string;
  /** Fit to be judged; and that with all of its turns. */
  readonly fit: boolean;
  readonly whole: boolean;
}

/** Debates that are read as one trial: a pair, or one that has nobody to stand beside. */
export interface ForeignTrial {
  readonly ensemble?: PlacedDebate;
  readonly baseline?: PlacedDebate;
  /** Who belongs together is told by the file (topic and ensemble), or set here by the topic alone. Null: no pair. */
  readonly by: 'ensemble' | 'topic' | null;
}

/** All debates of the two arms, in order. Those of other conditions, or without a topic, are left out. */
export function placeDebates(debates: readonly ForeignDebate[], conditions: Conditions): readonly PlacedDebate[] {
  return debates.flatMap((debate, place): PlacedDebate[] => {
    const arm = armOf(debate, conditions);
    if (arm === undefined || debate.topic === null) return [];
    const checked = checkFitness(debate);
    const fit = checked.fault === undefined;
    return [{ place, checked, arm, topic: debate.topic, fit, whole: fit && isWhole(checked) }];
  });
}

function armOf({ condition }: ForeignDebate, { ensemble, baseline }: Conditions): ForeignArm | undefined {
  const said = condition?.toLowerCase();
  if (said === ensemble.toLowerCase()) return 'ensemble';
  return said === baseline.toLowerCase() ? 'baseline' : undefined;
}

/**
 * Pairs on each topic: first those of the same ensemble, then, of what is left, one with one. In either the most whole come first, and of those that are as whole,
 * who stands first in the file: no score has been seen by then.
 */
export function pairUp(placed: readonly PlacedDebate[]): readonly ForeignTrial[] {
  return [...groupedBy(placed, topicKey).values()].flatMap((alike) => {
    const named = [...groupedBy(alike, ({ checked }) => checked.debate.ensemble).values()].map((some) =>
      matched(some, 'ensemble'),
    );
    const rest = matched(
      named.flatMap(({ left }) => left),
      'topic',
    );
    return [
      ...named.flatMap(({ trials }) => trials),
      ...rest.trials,
      ...rest.left.map((one): ForeignTrial => ({ [one.arm]: one, by: null })),
    ];
  });
}

/** Topics are the same whatever their capitals and spaces. */
export function topicKey({ topic }: Pick<PlacedDebate, 'topic'>): string {
  return tidy(topic).toLowerCase();
}

function matched(
  some: readonly PlacedDebate[],
  by: 'ensemble' | 'topic',
): { readonly trials: ForeignTrial[]; readonly left: readonly PlacedDebate[] } {
  const sorted = some.toSorted((one, other) => rank(one) - rank(other) || one.place - other.place);
  const ensembles = sorted.filter(({ arm }) => arm === 'ensemble');
  const baselines = sorted.filter(({ arm }) => arm === 'baseline');
  const pairs = Math.min(ensembles.length, baselines.length);
  const trials = ensembles.slice(0, pairs).flatMap((ensemble, place): ForeignTrial[] => {
    const baseline = baselines[place];
    return baseline === undefined ? [] : [{ ensemble, baseline, by }];
  });
  return { trials, left: [...ensembles.slice(pairs), ...baselines.slice(pairs)] };
}

function rank({ fit, whole }: PlacedDebate): number {
  if (whole) return 0;
  return fit ? 1 : 2;
}

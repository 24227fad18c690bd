import type { Planted } from '../content/planted.ts';
import type { Content, CriterionId, Scenario } from '../content/schema.ts';
import { canonicalHash } from '../core/hash.ts';
import { type DebateId, debateIdSchema } from '../core/ids.ts';
import { deriveSeed } from '../core/random.ts';
import type { Transcript } from '../debate/transcript.ts';
import { pad } from './pad.ts';
import type { AuditPlan } from './plan.ts';
import { plantedTranscript } from './planted-text.ts';
import { SPOIL_KINDS, SPOILS, type SpoilKind, STRENGTHS, type Strength } from './spoil/kinds.ts';
import { spoil } from './spoil/spoil.ts';

/** What was done to a planted debate before a judge reads it. */
export type Version =
  | { readonly as: 'written' }
  | { readonly as: 'again'; readonly time: number }
  | { readonly as: 'padded' }
  | { readonly as: 'spoiled'; readonly kind: SpoilKind; readonly strength: Strength };

/** A text that a judge scores. */
export interface Reading {
  /** Says what is read and with which seed: the same for the same words, whatever plan asks for them. */
  readonly key: DebateId;
  /** The planted debate that it is made from. */
  readonly planted: string;
  readonly version: Version;
  readonly scenario: Scenario;
  readonly transcript: Transcript;
  /** On which criteria it is scored. */
  readonly criteria: readonly CriterionId[];
  readonly seed: number;
}

/** A planted debate beside its spoiled version. */
export interface Comparison {
  readonly planted: string;
  readonly kind: SpoilKind;
  readonly written: Reading;
  readonly spoiled: Reading;
  readonly seed: number;
}

/** What a judge reads in an audit. */
export interface AuditWork {
  /** All of one planted debate together, as it was written first. */
  readonly readings: readonly Reading[];
  readonly comparisons: readonly Comparison[];
}

/** The texts that a plan names, made from the planted debates. */
export function workOf(
  plan: AuditPlan,
  planted: readonly Planted[],
  padding: readonly string[],
  { scenarios, rubric }: Pick<Content, 'scenarios' | 'rubric'>,
): AuditWork {
  const all = rubric.criteria.map(({ id }) => id);
  const byDebate = plan.debates.map((id) => {
    const debate = planted.find((one) => one.id === id);
    const scenario = debate === undefined ? undefined : scenarios.get(debate.scenario);
    if (debate === undefined || scenario === undefined) throw new TypeError(`No planted debate ${id}.`);
    const read = (version: Version, transcript: Transcript, criteria: readonly CriterionId[]): Reading => {
      const seed = deriveSeed(plan.seed, 'reading', id, JSON.stringify(version));
      const key = debateIdSchema.parse(`d-${canonicalHash({ scenario, transcript, seed }).slice(0, 32)}`);
      return { key, planted: id, version, scenario, transcript, criteria, seed };
    };
    const written = plantedTranscript(debate);
    const times = plan.again.debates.includes(id) ? plan.again.times : 0;
    return [
      read({ as: 'written' }, written, all),
      ...Array.from({ length: times }, (_, time) => read({ as: 'again', time: time + 1 }, written, all)),
      read({ as: 'padded' }, plantedTranscript(pad(debate, padding, plan.seed)), all),
      ...SPOIL_KINDS.flatMap((kind) =>
        STRENGTHS.map((strength) => {
          const spoiled = plantedTranscript(spoil(debate, { kind, strength }, planted, plan.seed));
          const shouldFall = SPOILS[kind].shouldFall.map(({ criterion }) => criterion);
          return read({ as: 'spoiled', kind, strength }, spoiled, shouldFall);
        }),
      ),
    ];
  });
  const readings = byDebate.flat();
  return { readings, comparisons: plan.pairs.flatMap((pair) => comparisonsOf(pair, readings, plan.seed)) };
}

function comparisonsOf(
  { debate, kinds }: AuditPlan['pairs'][number],
  readings: readonly Reading[],
  seed: number,
): Comparison[] {
  const own = readings.filter(({ planted }) => planted === debate);
  const written = own.find(({ version }) => version.as === 'written');
  return kinds.flatMap((kind) => {
    const spoiled = own.find(
      ({ version }) => version.as === 'spoiled' && version.kind === kind && version.strength === 'strong',
    );
    if (written === undefined || spoiled === undefined) return [];
    return [{ planted: debate, kind, written, spoiled, seed: deriveSeed(seed, 'pair', debate, kind) }];
  });
}

/** Reasons take longer than scores: those on the debates as they were written say enough of a judge's reasons. */
export function asksReasons({ version }: Reading): boolean {
  return version.as === 'written';
}

/** What a reading is, for people. */
export function wordsForVersion(version: Version): string {
  switch (version.as) {
    case 'written':
      return 'as it was written';
    case 'again':
      return `again (${version.time})`;
    case 'padded':
      return 'made longer';
    case 'spoiled':
      return `${SPOILS[version.kind].title} (${version.strength})`;
  }
}

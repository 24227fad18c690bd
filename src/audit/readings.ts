import type { Injection, Injections } from '../content/injections.ts';
import type { Content, CriterionId, Scenario } from '../content/schema.ts';
import { canonicalHash } from '../core/hash.ts';
import { type DebateId, debateIdSchema } from '../core/ids.ts';
import { deriveSeed } from '../core/random.ts';
import type { Transcript } from '../debate/transcript.ts';
import { inject } from '../judge/injection.ts';
import type { AuditTexts } from './audit-texts.ts';
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
  /** With a text that speaks to the judge (`attacked`), or neutral words in its place. */
  | { readonly as: 'injected'; readonly injection: string; readonly attacked: boolean }
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
  /** All of one planted debate together, as it was written first, and each after those that begin alike: a server then reads less anew. */
  readonly readings: readonly Reading[];
  readonly comparisons: readonly Comparison[];
}

/** The texts that a plan names, made from the planted debates. */
export function workOf(
  plan: AuditPlan,
  { planted, padding, injections: suite }: AuditTexts,
  { scenarios, rubric }: Pick<Content, 'scenarios' | 'rubric'>,
): AuditWork {
  const all = rubric.criteria.map(({ id }) => id);
  const byDebate = plan.debates.map((id) => {
    const debate = planted.find((one) => one.id === id);
    const scenario = debate === undefined ? undefined : scenarios.get(debate.scenario);
    if (debate === undefined || scenario === undefined) throw new TypeError(`No planted debate ${id}.`);
    const read = (version: Version, transcript: Transcript, criteria: readonly CriterionId[]): Reading => {
      const seed = deriveSeed(plan.seed, 'reading', id, seedLabel(version));
      const key = debateIdSchema.parse(`d-${canonicalHash({ scenario, transcript, seed }).slice(0, 32)}`);
      return { key, planted: id, version, scenario, transcript, criteria, seed };
    };
    const written = plantedTranscript(debate);
    const times = plan.again.debates.includes(id) ? plan.again.times : 0;
    const first = read({ as: 'written' }, written, all);
    const changed = [
      ...Array.from({ length: times }, (_, time) => read({ as: 'again', time: time + 1 }, written, all)),
      read({ as: 'padded' }, plantedTranscript(pad(debate, padding, plan.seed)), all),
      ...attacksOn(id, plan, suite).flatMap((injection) => {
        const { attacked, calm } = inject(written, injection, suite.neutral);
        return [
          read({ as: 'injected', injection: injection.id, attacked: true }, attacked, all),
          read({ as: 'injected', injection: injection.id, attacked: false }, calm, all),
        ];
      }),
      ...SPOIL_KINDS.flatMap((kind) =>
        STRENGTHS.map((strength) => {
          const spoiled = plantedTranscript(spoil(debate, { kind, strength }, planted, plan.seed));
          const shouldFall = SPOILS[kind].shouldFall.map(({ criterion }) => criterion);
          return read({ as: 'spoiled', kind, strength }, spoiled, shouldFall);
        }),
      ),
    ];
    const shared = new Map(changed.map((reading) => [reading, sharedLength(written, reading.transcript)]));
    return [first, ...changed.sort((one, other) => (shared.get(other) ?? 0) - (shared.get(one) ?? 0))];
  });
  const readings = byDebate.flat();
  return { readings, comparisons: plan.pairs.flatMap((pair) => comparisonsOf(pair, readings, plan.seed)) };
}

function attacksOn(debate: string, { attacks }: AuditPlan, { injections }: Injections): Injection[] {
  const own = attacks.find((one) => one.debate === debate)?.injections ?? [];
  return injections.filter(({ id }) => own.includes(id));
}

/** Readings that are only compared with each other have the same seed. */
function seedLabel(version: Version): string {
  return version.as === 'injected' ? `injected/${version.injection}` : JSON.stringify(version);
}

/** How far two transcripts are alike from their beginning. */
function sharedLength(one: Transcript, other: Transcript): number {
  const text = JSON.stringify([one.turns, one.answer]);
  const otherText = JSON.stringify([other.turns, other.answer]);
  let length = 0;
  while (length < text.length && text[length] === otherText[length]) length += 1;
  return length;
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
    case 'injected':
      return version.attacked ? `with the text ${version.injection}` : `with neutral words for ${version.injection}`;
    case 'spoiled':
      return `${SPOILS[version.kind].title} (${version.strength})`;
  }
}

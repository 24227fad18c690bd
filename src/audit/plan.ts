import { z } from 'zod';
import type { Injection, Injections } from '../content/injections.ts';
import type { Planted } from '../content/planted.ts';
import { contentIdSchema } from '../content/schema-parts.ts';
import { deriveSeed, seededRandom } from '../core/random.ts';
import { LEAST_UNITS } from '../statistics/bootstrap.ts';
import { AUDIT_SIZES, type AuditSize } from './audit-size.ts';
import type { AuditTexts } from './audit-texts.ts';
import { SPOIL_KINDS, type SpoilKind } from './spoil/kinds.ts';

/**
 * How much each size asks. Every size reads each debate made longer, and spoiled in all kinds
 * and both strengths: all criteria are looked at in all sizes.
 */
interface Extent {
  /** How many planted debates. */
  readonly debates: number;
  /** How many of them are scored again, and how often. */
  readonly again: { readonly debates: number; readonly times: number };
  /** In how many kinds each debate is compared with its strongly spoiled version, in both orders. */
  readonly pairs: number;
  /** How many texts that speak to the judge are put into each debate at most, one at a time. */
  readonly attacks: number;
}

/** Ten debates are the fewest of which all figures have an interval (see bootstrap). */
const USUAL_DEBATES = LEAST_UNITS;
/** In each of them: forty in all. */
const USUAL_ATTACKS = 4;

const EXTENTS: Readonly<Record<AuditSize, Extent>> = {
  // Four debates are the fewest by which a judge that makes no mistake is told from a coin (see THRESHOLDS).
  quick: { debates: 4, again: { debates: 2, times: 2 }, pairs: 1, attacks: 1 },
  usual: { debates: USUAL_DEBATES, again: { debates: USUAL_DEBATES, times: 2 }, pairs: 3, attacks: USUAL_ATTACKS },
  full: {
    debates: Number.POSITIVE_INFINITY,
    again: { debates: LEAST_UNITS, times: 4 },
    pairs: SPOIL_KINDS.length,
    attacks: Number.POSITIVE_INFINITY,
  },
};

/** What an audit asks of a judge. */
export const auditPlanSchema = z.strictObject({
  size: z.enum(AUDIT_SIZES),
  seed: z.int().min(0),
  /** Planted debates, in the order in which they are read. */
  debates: z.array(contentIdSchema),
  again: z.strictObject({ debates: z.array(contentIdSchema), times: z.int().min(0) }),
  /** By debate, with which kinds of its strongly spoiled versions it is compared. */
  pairs: z.array(z.strictObject({ debate: contentIdSchema, kinds: z.array(z.enum(SPOIL_KINDS)) })),
  /** By debate, which texts of the injection suite are put into it. */
  attacks: z.array(z.strictObject({ debate: contentIdSchema, injections: z.array(contentIdSchema) })),
  /** How many texts the suite has; plans of earlier versions do not say it. */
  suite: z.int().min(0).optional(),
});
export type AuditPlan = Readonly<z.infer<typeof auditPlanSchema>>;

/**
 * The plan of an audit. With the same seed a larger one asks all that a smaller one does, so that it can take over what that has heard.
 */
export function makeAuditPlan(
  size: AuditSize,
  seed: number,
  { planted, injections }: Pick<AuditTexts, 'planted' | 'injections'>,
): AuditPlan {
  const extent = EXTENTS[size];
  const debates = inOrder(planted, seed)
    .slice(0, extent.debates)
    .map(({ id }) => id);
  const attacks = dealOut(attacksInOrder(injections, seed), planted.length);
  return {
    size,
    seed,
    debates,
    again: { debates: debates.slice(0, extent.again.debates), times: extent.again.times },
    pairs: debates.map((debate) => ({ debate, kinds: kindsFor(debate, seed).slice(0, extent.pairs) })),
    attacks: debates.map((debate, place) => ({
      debate,
      injections: attacks
        .filter((attack) => attack.place === place)
        .slice(0, extent.attacks)
        .map(({ id }) => id),
    })),
    suite: attacks.length,
  };
}

/** How many texts that speak to the judge a plan asks. */
export function attacksIn({ attacks }: Pick<AuditPlan, 'attacks'>): number {
  return attacks.reduce((sum, { injections }) => sum + injections.length, 0);
}

/**
 * Says into which debate each attack is put, by its place in the order of debates: first those of a usual audit into its debates, in turn, then
 * the rest into the other ones. So each is used once, and a debate gets the same ones in every size.
 */
function dealOut(
  attacks: readonly Injection[],
  debates: number,
): readonly { readonly id: string; readonly place: number }[] {
  const first = Math.min(USUAL_DEBATES, debates);
  const inUsual = debates > first ? first * USUAL_ATTACKS : attacks.length;
  return attacks.map(({ id }, index) => {
    const place = index < inUsual ? index % first : first + ((index - inUsual) % (debates - first));
    return { id, place };
  });
}

/** Shuffled, one of each scenario before the second ones: few debates are then about many things. */
function inOrder(planted: readonly Planted[], seed: number): Planted[] {
  const shuffled = seededRandom(deriveSeed(seed, 'debates')).shuffle(planted);
  const first = shuffled.filter(
    (debate, place) => shuffled.findIndex(({ scenario }) => scenario === debate.scenario) === place,
  );
  return [...first, ...shuffled.filter((debate) => !first.includes(debate))];
}

/** Shuffled, one of each kind before the second ones: few attacks are then of many kinds. */
function attacksInOrder({ injections }: Injections, seed: number): Injection[] {
  const shuffled = seededRandom(deriveSeed(seed, 'attacks')).shuffle(injections);
  const turnOf = (attack: Injection): number =>
    shuffled.filter(({ kind }) => kind === attack.kind).findIndex(({ id }) => id === attack.id);
  return shuffled.sort((one, other) => turnOf(one) - turnOf(other));
}

function kindsFor(debate: string, seed: number): SpoilKind[] {
  return seededRandom(deriveSeed(seed, 'pairs', debate)).shuffle(SPOIL_KINDS);
}

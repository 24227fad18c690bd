import { z } from 'zod';
import { familyOf, UNKNOWN_FAMILY } from '../content/family.ts';
import type { Families } from '../content/schema.ts';
import type { ModelInfo } from '../models/port/chat-model.ts';
import { judgeAuditSchema } from './judge-audit.ts';

/** A judge's place on the panel. */
export const judgeSeatSchema = z.strictObject({
  /** `judge-1` and so on. */
  judge: z.string(),
  model: z.string(),
  family: z.string(),
  /** Its family debates too, or may (an unknown family counts as the same), and no other was at hand: said on the scores' cards. */
  sameFamily: z.boolean(),
  /** All of the panel are of one family, since judges of no other were at hand; absent where they are of several. */
  onlyFamily: z.literal(true).optional(),
  /** What was known of its audit when it was seated; absent in what earlier versions stored. */
  audit: judgeAuditSchema.optional(),
});
export type JudgeSeat = z.infer<typeof judgeSeatSchema>;

/**
 * Seats a panel: when any of the judges are of a family that does not debate, only these judge (a judge favours its own family: arXiv
 * 2404.13076); when none is, all do. Of each family one judges, the first that is named, so that none has more of a say (arXiv 2404.18796);
 * where there is but one family, all its models do, and their seats say so.
 * @param models the judges that the ensemble names, in order
 * @param debating families of all members, chairs and baselines
 */
export function seatPanel(models: readonly ModelInfo[], debating: readonly string[], families: Families): JudgeSeat[] {
  const candidates = [...new Map(models.map((model) => [model.name, model])).values()].map((model) => {
    const family = familyOf(model.name, model.family, families);
    const sameFamily = family === UNKNOWN_FAMILY || debating.includes(UNKNOWN_FAMILY) || debating.includes(family);
    return { model: model.name, family, sameFamily };
  });
  const independent = candidates.filter(({ sameFamily }) => !sameFamily);
  const able = independent.length > 0 ? independent : candidates;
  // One whose family is unknown could be of any of the others'.
  const known = able.filter(({ family }) => family !== UNKNOWN_FAMILY);
  const firsts = known.filter(({ family }, place) => known.findIndex((other) => other.family === family) === place);
  const several = firsts.length > 1;
  return (several ? firsts : able).map((seat, place) => ({
    judge: `judge-${place + 1}`,
    ...seat,
    ...(several ? {} : { onlyFamily: true as const }),
  }));
}

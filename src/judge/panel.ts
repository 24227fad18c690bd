import { z } from 'zod';
import { familyOf, UNKNOWN_FAMILY } from '../content/family.ts';
import { type Families, isModelChoice, type JudgeChoice } from '../content/schema.ts';
import type { ModelInfo } from '../models/port/chat-model.ts';
import { resolveModel } from '../models/port/resolve-model.ts';
import { judgeAuditSchema } from './judge-audit.ts';

/** A judge's place on the panel. */
export const judgeSeatSchema = z.strictObject({
  /** `judge-1` and so on. */
  judge: z.string(),
  model: z.string(),
  family: z.string(),
  /** Its family debates too, or may (an unknown family counts as the same): said on the scores' cards. */
  sameFamily: z.boolean(),
  /** Of earlier versions: it is told from the families of the seats. */
  onlyFamily: z.literal(true).optional(),
  /** What was known of its audit when it was seated; absent in what earlier versions stored. */
  audit: judgeAuditSchema.optional(),
});
export type JudgeSeat = z.infer<typeof judgeSeatSchema>;

/** A panel of two shows how far judges agree; each more costs as much time again. */
const MOST_OTHERS = 2;

/** What judges are chosen from, and for whom. */
export interface JudgesAtHand {
  /** The host's chat models, smallest first. */
  readonly models: readonly ModelInfo[];
  /** Members, chair and baseline. */
  readonly debating: readonly ModelInfo[];
  readonly families: Families;
  /** The host's name, for people. */
  readonly host: string;
}

/**
 * The panel that an ensemble names. `others` means up to two of the models at hand, chosen as a panel is, of those that would be as able.
 * @throws ModelMissingError for a name that the host does not have, NoModelError when it has none at all
 */
export function choosePanel(choices: readonly JudgeChoice[], atHand: JudgesAtHand): JudgeSeat[] {
  const { models, debating, families, host } = atHand;
  const debatingFamilies = debating.map(({ name, family }) => familyOf(name, family, families));
  const judges = choices.flatMap((choice) => {
    if (isModelChoice(choice)) return [resolveModel(choice, models, host)];
    const able = candidatesOf(byAbility(atHand), debatingFamilies, families);
    return (oneOfEachFamily(preferred(able)) ?? able.slice(0, 1)).slice(0, MOST_OTHERS).map(({ info }) => info);
  });
  return seatPanel(judges, debatingFamilies, families);
}

/**
 * Seats a panel: when any of the judges are of a family that does not debate, only these judge (a judge favours its own family: arXiv
 * 2404.13076); when none is, all do. Of each family one judges, the first that is named, so that none has more of a say (arXiv 2404.18796);
 * where there is but one family, all its models do.
 * @param models the judges that are named, in order
 * @param debating families of all members, chairs and baselines
 */
export function seatPanel(models: readonly ModelInfo[], debating: readonly string[], families: Families): JudgeSeat[] {
  const able = preferred(candidatesOf(models, debating, families));
  const firsts = oneOfEachFamily(able) ?? [];
  return (firsts.length > 1 ? firsts : able).map(({ info, family, sameFamily }, place) => ({
    judge: `judge-${place + 1}`,
    model: info.name,
    family,
    sameFamily,
  }));
}

interface Candidate {
  readonly info: ModelInfo;
  readonly family: string;
  readonly sameFamily: boolean;
}

/** Each model once. */
function candidatesOf(models: readonly ModelInfo[], debating: readonly string[], families: Families): Candidate[] {
  return [...new Map(models.map((info) => [info.name, info])).values()].map((info) => {
    const family = familyOf(info.name, info.family, families);
    const sameFamily = family === UNKNOWN_FAMILY || debating.includes(UNKNOWN_FAMILY) || debating.includes(family);
    return { info, family, sameFamily };
  });
}

/** Those of families that do not debate, where there are any. */
function preferred(candidates: readonly Candidate[]): readonly Candidate[] {
  const independent = candidates.filter(({ sameFamily }) => !sameFamily);
  return independent.length > 0 ? independent : candidates;
}

/** The first of each family; undefined where no family is known: one that is unknown could be any of the others. */
function oneOfEachFamily(candidates: readonly Candidate[]): readonly Candidate[] | undefined {
  const known = candidates.filter(({ family }) => family !== UNKNOWN_FAMILY);
  const firsts = known.filter(({ family }, place) => known.findIndex((other) => other.family === family) === place);
  return firsts.length === 0 ? undefined : firsts;
}

/**
 * Those that don't debate themselves come first. A judge should be no weaker than those it judges, and no larger than it takes: the next larger
 * ones, then the next smaller.
 */
function byAbility({ models, debating }: JudgesAtHand): ModelInfo[] {
  const debates = ({ name }: ModelInfo): boolean => debating.some((debater) => debater.name === name);
  const from = Math.max(0, models.findLastIndex(debates));
  const able = [...models.slice(from), ...models.slice(0, from).reverse()];
  return [...able.filter((model) => !debates(model)), ...able.filter(debates)];
}

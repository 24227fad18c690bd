import { familyOf, UNKNOWN_FAMILY } from '../content/family.ts';
import { type Families, isModelChoice, type JudgeChoice } from '../content/schema.ts';
import type { ModelInfo } from '../models/port/chat-model.ts';
import { resolveModel } from './resolve-model.ts';

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
 * The models that an ensemble's judges are, in order. `others` means up to two models of different families that do not debate; where all
 * families do, up to two of different families nevertheless.
 * @throws ModelMissingError for a name that the host does not have, NoModelError when it has none at all
 */
export function resolveJudges(choices: readonly JudgeChoice[], atHand: JudgesAtHand): ModelInfo[] {
  return choices.flatMap((choice) =>
    isModelChoice(choice) ? [resolveModel(choice, atHand.models, atHand.host)] : others(atHand),
  );
}

function others({ models, debating, families, host }: JudgesAtHand): ModelInfo[] {
  const family = ({ name, family: told }: ModelInfo): string => familyOf(name, told, families);
  const able = byAbility(models, debating);
  const known = able.filter((model) => family(model) !== UNKNOWN_FAMILY);
  const firsts = known.filter((model, place) => known.findIndex((other) => family(other) === family(model)) === place);
  const debate = new Set(debating.map(family));
  const free = firsts.filter((model) => !debate.has(family(model)));
  const panel = (free.length > 0 ? free : firsts).slice(0, MOST_OTHERS);
  return panel.length > 0 ? panel : [able[0] ?? resolveModel({ pick: 'smallest' }, models, host)];
}

/**
 * Those that don't debate themselves come first. A judge should be no weaker than those it judges, and no larger than it takes: the next larger
 * ones, then the next smaller.
 */
function byAbility(models: readonly ModelInfo[], debating: readonly ModelInfo[]): ModelInfo[] {
  const debates = ({ name }: ModelInfo): boolean => debating.some((debater) => debater.name === name);
  const from = Math.max(0, models.findLastIndex(debates));
  const able = [...models.slice(from), ...models.slice(0, from).reverse()];
  return [...able.filter((model) => !debates(model)), ...able.filter(debates)];
}

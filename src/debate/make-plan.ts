import type { Prompts } from '../content/prompts.ts';
import type { Ensemble, Format, Persona, Scenario } from '../content/schema.ts';
import { missingStances } from '../content/seating.ts';
import type { DebateId } from '../core/ids.ts';
import { deriveSeed, seededRandom } from '../core/random.ts';
import {
  type Arm,
  type DebateLimits,
  type DebatePlan,
  type Member,
  type PlannedRound,
  seatSchema,
  USUAL_LIMITS,
} from './plan.ts';
import { SeatingError } from './seating-error.ts';

export interface DebatePlanRequest {
  readonly debate: DebateId;
  readonly arm: Arm;
  readonly scenario: Scenario;
  readonly format: Format;
  readonly rounds: readonly PlannedRound[];
  readonly ensemble: Ensemble;
  readonly personas: ReadonlyMap<string, Persona>;
  /** The model of each member of the ensemble, in their order, and the chair's. */
  readonly models: { readonly members: readonly string[]; readonly chair: string };
  /** Places of the ensemble's members in the order in which they speak; absent: as the ensemble lists them. */
  readonly order?: readonly number[];
  readonly seed: number;
  readonly temperature: number;
  readonly limits?: DebateLimits;
  readonly prompts: Prompts;
}

/**
 * The plan of one debate. In the baseline arm the seats and stances are the ensemble's, so that both arms make the same calls,
 * but nobody has a persona.
 * @throws SeatingError when the format needs a stance that nobody holds
 */
export function makeDebatePlan(request: DebatePlanRequest): DebatePlan {
  const { ensemble, format, personas, models, arm } = request;
  const [missing] = missingStances(ensemble, format);
  if (missing !== undefined) throw new SeatingError(ensemble.id, format.id, missing);
  const seat = (persona: string, stance: Member['stance'], model: string, plainName: string): Member => {
    const found = arm === 'ensemble' ? (personas.get(persona) ?? null) : null;
    return {
      seat: seatSchema.parse(found?.id ?? `${arm}-${plainName.toLowerCase().replaceAll(' ', '-')}`),
      name: found?.name ?? plainName,
      persona: found,
      model,
      stance,
    };
  };
  const advocate = seededRandom(deriveSeed(request.seed, 'advocate')).integer(0, ensemble.members.length - 1);
  const seatedStance = (own: Member['stance'], place: number): Member['stance'] => {
    if (format.seating !== 'devils-advocate') return own;
    return place === advocate ? 'advocate' : 'none';
  };
  return {
    debate: request.debate,
    arm,
    scenario: request.scenario,
    format,
    rounds: [...request.rounds],
    ensemble: ensemble.id,
    voice: ensemble.voice,
    thinkingTokens: ensemble.thinkingTokens,
    // In every arm: else what is asked for would be what differs.
    instruction: ensemble.instruction ?? null,
    members: inOrder(ensemble.members, request.order).map(([{ persona, stance }, place], number) =>
      seat(persona, seatedStance(stance, place), models.members[place] ?? models.chair, `Speaker ${number + 1}`),
    ),
    chair: seat(ensemble.chair.persona, 'none', models.chair, 'Chair'),
    seed: request.seed,
    temperature: request.temperature,
    limits: request.limits ?? USUAL_LIMITS,
    promptHashes: request.prompts.hashes(),
  };
}

/**
 * The order in which members speak so that those on one model follow each other, each model where its first member stood: a server with room
 * for one model then loads each once a round, not once a turn.
 */
export function speakingOrder(models: readonly string[]): number[] {
  return models.map((_, place) => place).sort((left, right) => rank(left) - rank(right));

  function rank(place: number): number {
    return models.indexOf(models[place] ?? '');
  }
}

function inOrder<Item>(items: readonly Item[], order: readonly number[] = items.map((_, place) => place)) {
  return order.flatMap((place): [item: Item, place: number][] => {
    const item = items[place];
    return item === undefined ? [] : [[item, place]];
  });
}

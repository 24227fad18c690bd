import type { Random } from '../../core/random.ts';
import type { PlantedTurn } from '../planted-text.ts';
import type { Strength } from './kinds.ts';

/** Turns that change places stand so far apart at least: neighbours could often be read either way. */
const LEAST_APART = 2;

/** The turns in another order. */
export function shuffleTurns(turns: readonly PlantedTurn[], strength: Strength, random: Random): PlantedTurn[] {
  const places = turns.map((_, place) => place);
  const order = strength === 'weak' ? swapTwo(places, random) : moveAll(places, random);
  return order.flatMap((place) => turns[place] ?? []);
}

function swapTwo(places: readonly number[], random: Random): number[] {
  const last = places.length - 1;
  const first = random.integer(0, last - LEAST_APART);
  const second = random.integer(first + LEAST_APART, last);
  return places.map((place) => (place === first ? second : place === second ? first : place));
}

/** No turn stays where it was or follows the one that it followed. From four turns on there is such an order. */
function moveAll(places: readonly number[], random: Random): number[] {
  for (;;) {
    const order = random.shuffle(places);
    if (order.every((from, place) => from !== place && from !== (order[place - 1] ?? -2) + 1)) return order;
  }
}

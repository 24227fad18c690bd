import type { Planted } from '../../content/planted.ts';
import type { Random } from '../../core/random.ts';
import type { PlantedTurn } from '../planted-text.ts';
import type { Strength } from './kinds.ts';

const FEW_TURNS = 2;

/** Turns whose words are those of a debate on another scenario; who speaks when stays as it was. */
export function changeSubject(
  { scenario, turns }: Planted,
  others: readonly Planted[],
  strength: Strength,
  random: Random,
): PlantedTurn[] {
  const foreign = others.filter((other) => other.scenario !== scenario);
  const donor = foreign[random.integer(0, Math.max(0, foreign.length - 1))];
  if (donor === undefined) throw new TypeError('There is no planted debate on another scenario to take turns from.');
  const count = strength === 'weak' ? FEW_TURNS : Math.ceil(turns.length / 2);
  const places = random.shuffle(turns.map((_, place) => place)).slice(0, count);
  const words = random.shuffle(donor.turns);
  const replaced = new Map(places.map((place, index) => [place, words[index % words.length]?.text]));
  return turns.map((turn, place) => ({ ...turn, text: replaced.get(place) ?? turn.text }));
}

import type { Random } from '../../core/random.ts';
import type { PlantedTurn } from '../planted-text.ts';
import type { Strength } from './kinds.ts';

/** So many turns are cut, or missing at the end. */
const FEW_TURNS = 2;
/** A turn breaks off after this share of its words, in percent. */
const LEAST_KEPT = 40;
const MOST_KEPT = 60;

/** Turns that break off in the middle; with strength, turns that are missing at the end too. */
export function cutTurns(turns: readonly PlantedTurn[], strength: Strength, random: Random): PlantedTurn[] {
  const left = strength === 'weak' ? turns : turns.slice(0, -FEW_TURNS);
  const count = strength === 'weak' ? FEW_TURNS : Math.ceil(left.length / 2);
  const cut = new Set(random.shuffle(left.map((_, place) => place)).slice(0, count));
  return left.map((turn, place) => (cut.has(place) ? { ...turn, text: breakOff(turn.text, random) } : turn));
}

/** A beginning of the text that ends inside a sentence. */
function breakOff(text: string, random: Random): string {
  const ends = [...text.matchAll(/\S+/g)].map(({ index, 0: word }) => index + word.length);
  const share = random.integer(LEAST_KEPT, MOST_KEPT) / 100;
  for (let words = Math.floor(ends.length * share); words > 1; words -= 1) {
    const beginning = text.slice(0, ends[words - 1]);
    if (!/[.?!,;:–—][”"’)]*$/.test(beginning)) return beginning;
  }
  return text.slice(0, ends[0]);
}

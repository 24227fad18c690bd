import type { Planted } from '../content/planted.ts';
import { deriveSeed, seededRandom } from '../core/random.ts';
import type { PlantedText } from './planted-text.ts';

/** Sentences without content a turn: before its words and after them. */
const BEFORE = 1;
const AFTER = 2;

/**
 * A planted debate made longer by three quarters with its content held: each turn has sentences beside its own that say nothing. No sentence
 * stands twice. The same seed gives the same words.
 * @param padding at least three sentences for each turn
 */
export function pad(debate: Planted, padding: readonly string[], seed: number): PlantedText {
  const sentences = seededRandom(deriveSeed(seed, debate.id, 'padded')).shuffle(padding);
  const turns = debate.turns.map((turn, place) => {
    const own = sentences.slice(place * (BEFORE + AFTER), (place + 1) * (BEFORE + AFTER));
    return { ...turn, text: [...own.slice(0, BEFORE), turn.text, ...own.slice(BEFORE)].join(' ') };
  });
  return { turns, answer: debate.answer };
}

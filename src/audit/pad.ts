import type { Planted } from '../content/planted.ts';
import { deriveSeed, seededRandom } from '../core/random.ts';
import type { PlantedText } from './planted-text.ts';
import type { Strength } from './spoil/kinds.ts';

/** Sentences without content a turn: before its words and after them. */
const PADDING: Readonly<Record<Strength, { readonly before: number; readonly after: number }>> = {
  weak: { before: 0, after: 1 },
  strong: { before: 1, after: 2 },
};

/**
 * A planted debate made longer (by about a quarter, or by three quarters) with its content held: each turn has sentences beside its own that
 * say nothing. No sentence stands twice. The same seed gives the same words.
 * @param padding at least three sentences for each turn
 */
export function pad(debate: Planted, strength: Strength, padding: readonly string[], seed: number): PlantedText {
  const sentences = seededRandom(deriveSeed(seed, debate.id, 'padded', strength)).shuffle(padding);
  const { before, after } = PADDING[strength];
  const turns = debate.turns.map((turn, place) => {
    const own = sentences.slice(place * (before + after), (place + 1) * (before + after));
    return { ...turn, text: [...own.slice(0, before), turn.text, ...own.slice(before)].join(' ') };
  });
  return { turns, answer: debate.answer };
}

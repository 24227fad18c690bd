import type { Planted } from '../../content/planted.ts';
import { deriveSeed, seededRandom } from '../../core/random.ts';
import type { PlantedText } from '../planted-text.ts';
import { changeSubject } from './change-subject.ts';
import { cutTurns } from './cut-turns.ts';
import type { SpoilKind, Strength } from './kinds.ts';
import { removeSentences, replaceSentences } from './sentences.ts';
import { shuffleTurns } from './shuffle-turns.ts';

/** How a debate is spoiled. */
export interface Spoiling {
  readonly kind: SpoilKind;
  readonly strength: Strength;
}

/** So many false sentences make a debate a little worse. */
const FEW_FALSEHOODS = 2;

/**
 * A planted debate, spoiled: changed where the kind says so and nowhere else. The same seed gives the same words.
 * @param others planted debates from which turns about something else can be taken
 */
export function spoil(
  debate: Planted,
  { kind, strength }: Spoiling,
  others: readonly Planted[],
  seed: number,
): PlantedText {
  const random = seededRandom(deriveSeed(seed, debate.id, kind, strength));
  const { turns, answer, evidence, falsehoods, unsafe } = debate;
  const strong = strength === 'strong';
  switch (kind) {
    case 'shuffled':
      return { turns: shuffleTurns(turns, strength, random), answer };
    case 'cut':
      return { turns: cutTurns(turns, strength, random), answer };
    case 'off-topic':
      return { turns: changeSubject(debate, others, strength, random), answer };
    case 'falsehoods': {
      const told = strong ? falsehoods : random.shuffle(falsehoods).slice(0, FEW_FALSEHOODS);
      return { turns: replaceSentences(turns, told), answer };
    }
    case 'evidence-removed': {
      const gone = strong ? evidence : random.shuffle(evidence).slice(0, Math.floor(evidence.length / 2));
      return { turns: removeSentences(turns, gone), answer };
    }
    case 'unsafe':
      return { turns, answer: { ...answer, recommendation: strong ? unsafe.strong : unsafe.mild } };
  }
}

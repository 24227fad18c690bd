import { ARM_HEADINGS, capitalized } from '../../trial/arm-words.ts';
import type { StudyFindings } from '../analysis/findings.ts';
import { type Section, soft, table } from './document.ts';
import { asAmount, estimateWords } from './figure-words.ts';

/** What debates took, arm by arm: calls, words, tokens, time. */
export function costSection({ measures }: StudyFindings): Section {
  const arms = measures[0]?.arms.map(({ arm }) => arm) ?? [];
  return {
    id: 'cost',
    title: 'Length and cost by arm',
    blocks: [
      soft(
        'A debate’s mean with its 95% interval over scenarios, and the sum over all of them. What a server did not tell is not counted as zero.',
      ),
      ...table(
        'Length and cost of a debate',
        [
          'What',
          ...arms.flatMap((arm) => [
            `${capitalized(ARM_HEADINGS[arm])}, mean`,
            `${capitalized(ARM_HEADINGS[arm])}, in all`,
          ]),
        ],
        measures.map(({ name, unit, arms: all }) => [
          `${name} (${unit})`,
          ...all.flatMap(({ sum, mean, debates, untold }) => [
            estimateWords(mean, asAmount),
            `${asAmount(sum)} in ${debates} debates${untold === 0 ? '' : `; not told of ${untold}`}`,
          ]),
        ]),
      ),
    ],
  };
}

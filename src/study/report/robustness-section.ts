import { asShift } from '../../audit/estimate-words.ts';
import { counted } from '../../core/counted.ts';
import type { StudyFindings } from '../analysis/findings.ts';
import { differenceOf, verdictWords } from './arms.ts';
import { heading, list, type Section, soft, table } from './document.ts';
import { asPercent, estimateCells, estimateWords } from './figure-words.ts';
import { forest, forestRow } from './forest.ts';

/** Whether the headline hangs on a rule that could have been another one: sensitivity, length, tokens. */
export function robustnessSection({ headline, sensitivity, lengthAdjusted, tokenMatched }: StudyFindings): Section {
  const { arms, difference } = headline.difference;
  const { kept, leftOut, untold, within } = tokenMatched;
  const rows = [
    { name: 'The headline', difference: headline.difference, agrees: true },
    ...sensitivity,
    { name: `Tokens within ${asPercent(within)}`, difference: tokenMatched.difference, agrees: null },
  ];
  return {
    id: 'robustness',
    title: 'Does the headline hold?',
    blocks: [
      ...forest(
        arms,
        [
          {
            heading: '',
            rows: [
              ...rows.map((row, place) => forestRow(row.name, row.difference.difference, place === 0)),
              forestRow('Adjusted for length', lengthAdjusted.difference),
            ],
          },
        ],
        'The headline under other rules: differences in points.',
      ),
      ...table(
        'The headline under other rules',
        ['Rule', differenceOf(arms), '95% interval', 'n (scenarios)', 'Pairs', 'Conclusion', 'As the headline'],
        [
          ...rows.map(({ name, difference: one, agrees }) => [
            name,
            ...estimateCells(one.difference, asShift),
            String(one.pairs),
            verdictWords(one.conclusion, arms),
            sameWords(agrees ?? one.conclusion.verdict === headline.difference.conclusion.verdict),
          ]),
          [
            'Adjusted for length',
            ...estimateCells(lengthAdjusted.difference, asShift),
            String(lengthAdjusted.pairs),
            lengthAdjusted.words,
            'see the text',
          ],
        ],
      ),
      heading('Length'),
      ...list([
        `Without adjusting: ${estimateWords(difference, asShift)}; what would be left if both arms had written as much: ${estimateWords(lengthAdjusted.difference, asShift)}.`,
        `For each hundred words that one arm wrote more than the other: ${estimateWords(lengthAdjusted.perHundredWords, asShift)} points.`,
        `Tokens: of the headline’s pairs ${kept} wrote within ${asPercent(within)} of each other, ${counted(leftOut, 'pair')} did not, and of ${counted(untold, 'pair')} a server did not tell.`,
      ]),
      soft(
        'An adjustment for length says what the scores do as words grow. It does not say that length is the cause: a good argument may need more words.',
      ),
    ],
  };
}

function sameWords(agrees: boolean): string {
  return agrees ? 'yes' : 'no';
}

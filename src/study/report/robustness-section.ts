import { asShift } from '../../audit/estimate-words.ts';
import { ARM_HEADINGS } from '../../trial/arm-words.ts';
import type { StudyFindings } from '../analysis/findings.ts';
import { differenceOf, verdictWords } from './arms.ts';
import { heading, paragraph, type Section, soft, table } from './document.ts';
import { asAmount, asP, asPercent, estimateCells, estimateWords, figureWords } from './figure-words.ts';
import { forest, forestRow } from './forest.ts';

/** Whether the headline hangs on a rule that could have been another one: sensitivity, length, tokens. */
export function robustnessSection({ headline, sensitivity, lengthAdjusted, tokenMatched }: StudyFindings): Section {
  const { arms } = headline.difference;
  const { pairs, unadjusted, difference: adjusted, words } = lengthAdjusted;
  const { kept, leftOut, untold, within } = tokenMatched;
  const rows = [{ name: 'The headline', difference: headline.difference, agrees: true }, ...sensitivity];
  return {
    id: 'robustness',
    title: 'Does the headline hold?',
    blocks: [
      ...forest(
        arms,
        [
          {
            heading: '',
            rows: [...rows.map((row, place) => forestRow(row.name, row.difference.difference, place === 0))],
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
            agrees ? 'yes' : 'no',
          ]),
        ],
      ),
      heading('Length and tokens'),
      ...forest(
        arms,
        [
          {
            heading: '',
            rows: [forestRow('As it is', unadjusted, true), forestRow('If both arms had written as much', adjusted)],
          },
        ],
        'The headline adjusted for length: differences in points.',
      ),
      ...table(
        'The headline adjusted for length',
        ['What', differenceOf(arms), '95% interval', 'n (scenarios)', 'Pairs', 'p'],
        [
          ['As it is', ...estimateCells(unadjusted, asShift), String(pairs), figureWords(headline.difference.p, asP)],
          [
            'If both arms had written as much',
            ...estimateCells(adjusted, asShift),
            String(pairs),
            figureWords(lengthAdjusted.p, asP),
          ],
        ],
      ),
      paragraph(lengthAdjusted.conclusion.words),
      paragraph(
        `Words of a debate in these pairs: ${ARM_HEADINGS[arms.one]} ${estimateWords(words.one, asAmount)}, ${ARM_HEADINGS[arms.other]} ${estimateWords(words.other, asAmount)}.`,
      ),
      paragraph(
        `Tokens: in ${kept} of the headline’s pairs the arms wrote as many of them within ${asPercent(within)}, in ${leftOut} they did not, and of ${untold} a server did not tell.`,
      ),
      soft(
        'The difference at equal length is where the line of differences over the logarithm of the words’ ratio meets equal length. It says what goes with length, not what length causes: a good argument may need more words.',
      ),
    ],
  };
}

import { asShare } from '../../audit/estimate-words.ts';
import { AUDITS_TRY } from '../../judge/judge-audit.ts';
import { capitalized } from '../../trial/arm-words.ts';
import type { StudyFindings } from '../analysis/findings.ts';
import { code, list, type Section, soft, strong, table } from './document.ts';
import { asNumber, estimateCells, estimateWords, shareWords } from './figure-words.ts';

/** Who judged, what that is worth, and how far judges agree. */
export function judgesSection({ judging }: StudyFindings): Section {
  const { judges, agreement, agreementByCriterion, repetitions, quotes } = judging;
  return {
    id: 'judges',
    title: 'The judges’ sheet',
    blocks: [
      ...list(
        judges.map(({ model, family, sameFamily, debates, audit }) => [
          code(model),
          `, ${family} family`,
          debates ? ', which debates itself' : sameFamily ? ', a family that debates too, or may' : '',
          ': ',
          strong(audit.words),
          '.',
        ]),
      ),
      soft(AUDITS_TRY),
      ...table(
        'What each judge gave',
        ['Judge', 'Scores', 'Unscored', 'Mean overall score of a debate', 'Quotes that stand in what it read'],
        judges.map((one) => [
          code(one.model),
          String(one.scored),
          shareWords(one.unscored),
          estimateWords(one.mean, asNumber),
          shareWords(one.quotes),
        ]),
      ),
      soft(
        'Agreement is Krippendorff’s alpha, ordinal: 1 is full, 0 is chance. Over repetitions it says whether debates that differ by their seed alone score alike.',
      ),
      ...table(
        'Agreement',
        ['Of what', 'Alpha', '95% interval', 'n'],
        [
          ['The judges, over all scores', ...estimateCells(agreement, asShareOrMinus)],
          ...agreementByCriterion.map((one) => [
            `The judges, ${one.name.toLowerCase()}`,
            ...estimateCells(one.agreement, asShareOrMinus),
          ]),
          ['Repetitions of a debate', ...estimateCells(repetitions, asShareOrMinus)],
        ],
      ),
      ...list([`${capitalized('quotes')} of the whole panel that stand: ${shareWords(quotes)}.`]),
    ],
  };
}

function asShareOrMinus(value: number): string {
  return asShare(value).replace('-', '−');
}

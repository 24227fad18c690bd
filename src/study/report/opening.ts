import { asShift } from '../../audit/estimate-words.ts';
import { counted } from '../../core/counted.ts';
import type { StudyFindings } from '../analysis/findings.ts';
import type { StudyData } from '../data/study-data.ts';
import { OBJECT_WORDS, scoreWords } from './arms.ts';
import { type Block, list, loud, paragraph, soft, strong } from './document.ts';
import { estimateWords } from './figure-words.ts';

/** What it asked, what has to be known before any figure, and the headline. */
export function opening({ head }: StudyData, { study, caveats, headline, counts }: StudyFindings): Block[] {
  const grave = caveats.filter(({ weight }) => weight === 'grave');
  const cautions = caveats.filter(({ weight }) => weight === 'caution');
  const { difference } = headline;
  return [
    paragraph(study.about),
    ...(head.caution === '' ? [] : [loud(strong(head.caution))]),
    ...grave.map(({ words }) => loud(strong('Grave: '), words)),
    ...(cautions.length === 0 ? [] : [paragraph('Read the figures with this in mind:')]),
    ...list(cautions.map(({ words }) => words)),
    paragraph(
      strong('Headline: '),
      difference.conclusion.words,
      ` Difference in points of seven (${scoreWords(difference.score).toLowerCase()}, ${OBJECT_WORDS[difference.of]}): ${estimateWords(difference.difference, asShift)} scenarios, ${counted(difference.pairs, 'pair')} of debates.`,
    ),
    soft(
      `${counted(counts.scenarios, 'scenario')}, ${counted(counts.ensembles, 'ensemble')}, ${counted(counts.formats, 'format')}, ${counted(counts.judges, 'judge')}; ${counts.trials.run} of ${counts.trials.planned} trials have run. Intervals are at 95%.`,
    ),
    ...list(counts.missing),
  ];
}

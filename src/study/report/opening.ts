import { counted } from '../../core/counted.ts';
import type { Caveat, StudyFindings } from '../analysis/findings.ts';
import { type Block, lead, list, notice, paragraph, soft } from './document.ts';

/** What it asked, what has to be known before any figure, and the headline. */
export function opening({ study, caveats, headline, counts }: StudyFindings): Block[] {
  const words = (weight: Caveat['weight']): string[] =>
    caveats.filter((caveat) => caveat.weight === weight).map((caveat) => caveat.words);
  return [
    paragraph(study.about),
    ...notice('grave', 'No claim about debates can rest on these figures:', words('grave')),
    ...notice('caution', 'Read the figures with this in mind:', words('caution')),
    lead(headline.difference.conclusion.words),
    soft(
      `${counted(counts.scenarios, 'scenario')}, ${counted(counts.ensembles, 'ensemble')}, ${counted(counts.formats, 'format')}, ${counted(counts.judges, 'judge')}; ${counts.trials.run} of ${counted(counts.trials.planned, 'trial')} run, ${counts.trials.paired} of them with the score that was asked first in both arms. Scores go from 1 to 7. Intervals are at 95%.`,
    ),
    ...list(counts.missing),
  ];
}

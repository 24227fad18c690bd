import { counted } from '../../core/counted.ts';
import type { Caveat, StudyFindings } from '../analysis/findings.ts';
import { type Block, lead, list, notice, paragraph, soft } from './document.ts';

/** Over the caveats of each weight. */
export const CAVEATS_TITLES: Readonly<Record<Caveat['weight'], string>> = {
  grave: 'No claim about debates can rest on these figures:',
  caution: 'Read the figures with this in mind:',
};

export function caveatsOf({ caveats }: Pick<StudyFindings, 'caveats'>, weight: Caveat['weight']): string[] {
  return caveats.filter((caveat) => caveat.weight === weight).map((caveat) => caveat.words);
}

/** What it asked, what has to be known before any figure, and the headline. */
export function opening(findings: StudyFindings): Block[] {
  const { study, headline, counts } = findings;
  return [
    paragraph(study.about),
    ...notice('grave', CAVEATS_TITLES.grave, caveatsOf(findings, 'grave')),
    ...notice('caution', CAVEATS_TITLES.caution, caveatsOf(findings, 'caution')),
    lead(headline.difference.conclusion.words),
    soft(sizeWords(findings)),
    ...list(counts.missing),
  ];
}

/** What the figures rest on. */
export function sizeWords({ counts, community }: Pick<StudyFindings, 'counts' | 'community'>): string {
  const withheld = community.sample?.withheld ?? 0;
  const run = withheld === 0 ? 'run' : 'run and counted';
  const leftOut =
    withheld === 0 ? '' : `; ${withheld} ${withheld === 1 ? 'is' : 'are'} left out until people have voted`;
  return `${counted(counts.scenarios, 'scenario')}, ${counted(counts.ensembles, 'ensemble')}, ${counted(counts.formats, 'format')}, ${counted(counts.judges, 'judge')}; ${counts.trials.run} of ${counted(counts.trials.planned, 'trial')} ${run}, ${counts.trials.paired} of them with the score that was asked first in both arms${leftOut}. Scores go from 1 to 7. Intervals are at 95%.`;
}

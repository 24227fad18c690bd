import { counted } from '../../core/counted.ts';
import type { Caveat, StudyFindings } from './findings.ts';

type Seen = Pick<StudyFindings, 'community' | 'counts'>;

/** What is kept from readers, so that whoever votes is not one of them. */
export function withheldCaveats({ community, counts }: Seen): Caveat[] {
  const withheld = community.sample?.withheld ?? 0;
  if (withheld === 0) return [];
  const one = withheld === 1;
  const words = `${withheld} of ${counted(counts.trials.planned, 'trial')} ${one ? 'is' : 'are'} left out of all figures until people’s vote on ${one ? 'it' : 'them'} is over, so that whoever votes has not read ${one ? 'it' : 'them'}. Then figures will change.`;
  return [{ id: 'withheld', weight: 'caution', words }];
}

/** What people voted on is not the sample that was drawn. */
export function partOfSampleCaveats({ community: { agreement, sample } }: Seen): Caveat[] {
  const [headline] = agreement;
  if (headline === undefined || sample === null || headline.pairs >= sample.sampled) return [];
  const voted = `People voted on ${headline.pairs} of the ${counted(sample.sampled, 'pair')} of the sample`;
  const words =
    sample.open + sample.toCome > 0
      ? `${voted} so far. They are put to the vote in the order in which a vote tells most, so their mean is not the sample’s.`
      : `${voted}, and no other will be put to the vote. What is lacking was not chosen by chance, so their mean is not the sample’s.`;
  return [{ id: 'part-of-sample', weight: 'caution', words }];
}

import { counted } from '../../core/counted.ts';
import type { Origin } from '../data/origin.ts';
import { contrastsIn } from './arms-in.ts';
import type { Caveat } from './findings.ts';
import { isComplete, pairsOfArms } from './paired-debates.ts';
import type { Reading } from './reading.ts';
import { listed } from './words.ts';

/** Of debates that others ran: with a smaller share of the pairs left, what is left was chosen by what broke, and compares nothing. */
export const LEAST_PAIRS = 0.5;

/** What has to be known of debates that others ran. */
export function originCaveats({ data, head }: Reading): Caveat[] {
  const { origin, plan } = head;
  if (origin === undefined) return [];
  const [arms] = contrastsIn(plan);
  const pairs = pairsOfArms(data.debates, arms);
  const whole = pairs.filter(isComplete).length;
  const lost: Caveat = {
    id: 'pairs-lost',
    weight: 'grave',
    words: `No comparison of ensembles with single models can be made: only ${whole} of ${counted(pairs.length, 'pair')} have two debates with all their turns. What is left was chosen by what broke.`,
  };
  return [
    ...(pairs.length === 0 || whole < LEAST_PAIRS * pairs.length ? [lost] : []),
    { id: 'run-by-others', weight: 'caution', words: originWords(origin) },
  ];
}

function originWords({ file, debates, leftOut, pairs, unknown }: Origin): string {
  return [
    `The debates were run by others and are read out of ${file}; here they were judged. Whether the arms had as many calls, the same prompts and the same limits is not known. Not told of them: ${listed(unknown)}.`,
    ...(leftOut === 0
      ? []
      : [`${leftOut} of its ${counted(debates, 'debate')} are of neither arm, or have no topic, and are left out.`]),
    ...(pairs.byTopic === 0
      ? []
      : [
          `The file does not say which debates belong together in ${counted(pairs.byTopic, 'pair')}: they share a topic alone, and who stands with whom was set here, before any score, by how whole the debates are and by their order in the file. So what stands here ensemble by ensemble depends on whom it was set beside.`,
        ]),
  ].join(' ');
}

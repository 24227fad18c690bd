import { counted } from '../../core/counted.ts';
import type { StudyHead } from '../data/study-data.ts';
import { code, type Words } from './document.ts';

/** How debates that others ran were taken, as far as that is known; none for debates of our own. */
export function foreignMethod({ plan, engine, origin }: StudyHead): Words[] {
  if (origin === undefined) return [];
  return [
    [
      'The debates are those of ',
      code(origin.file),
      ', SHA-256 ',
      code(origin.sha256),
      '. Others ran them: not told are ',
      origin.unknown.join(', '),
      '.',
    ],
    `With an ensemble: the condition “${origin.conditions.ensemble}”; without: “${origin.conditions.baseline}”. ${counted(origin.pairs.told, 'pair')} by topic and ensemble as the file has them, ${origin.pairs.byTopic} by topic alone.`,
    'A turn counts when it has words outside of its thinking, is not cut in the middle, and is no error message of a program. A debate is judged when two sides have such a turn, and complete when all its turns are such.',
    `The intervals are drawn from seed ${plan.seed}. The plan below was written when the debates were there, and before any of them was judged.`,
    ['Judges ran on: ', engine, '.'],
  ];
}

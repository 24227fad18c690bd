import { capitalized } from '../../trial/arm-words.ts';
import type { JudgeFindings, Judging } from './findings/judges.ts';
import type { Caveat } from './findings.ts';
import { listed } from './words.ts';

/** What is to be known of the panel before any of its scores. */
export function judgeCaveats({ judges }: Judging): Caveat[] {
  const having = (holds: (judge: JudgeFindings) => boolean): string => namesOf(judges.filter(holds));
  const which = judges.length === 1 ? 'the only judge' : 'a judge';
  const caveat = (id: Caveat['id'], weight: Caveat['weight'], names: string, words: string): Caveat[] =>
    names === '' ? [] : [{ id, weight, words }];
  const debating = having(({ debates }) => debates);
  const related = having(({ debates, sameFamily }) => sameFamily && !debates);
  const unfit = having(({ audit }) => audit.status === 'not-fit');
  const partly = judges.filter(({ audit }) => audit.status === 'fit-for-some');
  const unknown = having(({ audit }) => ['not-audited', 'unreadable', 'not-noted'].includes(audit.status));
  const fitFor = partly.map(({ judge, model, audit }) => `${judge} (${model}) was ${audit.words}`);
  return [
    ...caveat(
      'judge-debates',
      'grave',
      debating,
      `${capitalized(which)} debates itself: ${debating}. Models favour their own words, so a score of ${judges.length === 1 ? 'this' : 'that'} judge cannot tell what is good from what is its own.`,
    ),
    ...caveat(
      'judge-not-fit',
      'grave',
      unfit,
      `The audit of ${unfit} failed: it could not tell good debates from spoiled ones. Read its scores as noise.`,
    ),
    ...caveat(
      'judge-not-audited',
      'grave',
      unknown,
      `Nobody knows what the scores of ${unknown} are worth: no audit of it is known.`,
    ),
    ...caveat('judge-fit-for-some', 'caution', namesOf(partly), `${capitalized(listed(fitFor))}.`),
    ...caveat(
      'judge-of-the-family',
      'caution',
      related,
      `${capitalized(which)} is of a family that debates, or may be: ${related}. Models favour their own family.`,
    ),
  ];
}

function namesOf(judges: readonly JudgeFindings[]): string {
  return listed(judges.map(({ judge, model }) => `${judge} (${model})`));
}

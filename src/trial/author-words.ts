import type { Author } from '../community/author.ts';
import { ANSWER_WORDS, ARM_HEADINGS, ARM_WORDS } from './arm-words.ts';
import type { TrialPlan } from './plan.ts';

/** An author as people read it in a sentence. */
export function authorWords(author: Author, plan: Pick<TrialPlan, 'ensemble'>): string {
  return 'arm' in author ? ARM_WORDS[author.arm] : nameOfMember(author, plan);
}

/** Somebody's answer where it is set beside others'. */
export function answerWords(author: Author, plan: Pick<TrialPlan, 'ensemble'>): string {
  return 'arm' in author ? ANSWER_WORDS[author.arm] : `${nameOfMember(author, plan)}’s own`;
}

/** Somebody's answer at the head of a column or a field. */
export function answerHeading(author: Author, plan: Pick<TrialPlan, 'ensemble'>): string {
  return 'arm' in author ? ARM_HEADINGS[author.arm] : nameOfMember(author, plan);
}

function nameOfMember(
  { member }: Extract<Author, { member: unknown }>,
  { ensemble }: Pick<TrialPlan, 'ensemble'>,
): string {
  return ensemble.members.find(({ seat }) => seat === member)?.name ?? member;
}

import type { Author } from '../community/author.ts';
import type { Answer, MemberAnswerEvent, RecordedDebateEvent } from '../debate/events.ts';
import { memberAnswersOf } from '../debate/member-answers.ts';
import type { Arm, Seat } from '../debate/plan.ts';
import { blindAnswer, blindMembers } from '../debate/transcript.ts';
import { viewDebate } from '../debate/view.ts';
import type { JudgedObject } from '../judge/judged-object.ts';
import { debatesOf, type TrialPlan } from './plan.ts';

/** What is stored of a trial's answers, as its view has it. */
export interface StoredAnswers {
  readonly debates: Readonly<Record<Arm, readonly RecordedDebateEvent[]>>;
  readonly memberAnswers: readonly MemberAnswerEvent[];
}

/** All whose answers could stand on a trial's ballot: its arms, and on request the members. */
export function authorsIn(plan: TrialPlan): readonly Author[] {
  const members = plan.memberAnswers === true ? plan.ensemble.members.map(({ seat }) => ({ member: seat })) : [];
  return [...debatesOf(plan).map(({ arm }) => ({ arm })), ...members];
}

/** Whose answers can be voted on: empty where there are not two, or none is the ensemble's. */
export function authorsToVoteOn(plan: TrialPlan, stored: StoredAnswers): readonly Author[] {
  const authors = authorsIn(plan).filter((author) => answerOf(plan, stored, author) !== undefined);
  return authors.length > 1 && authors.some((author) => 'arm' in author && author.arm === 'ensemble') ? authors : [];
}

/** Somebody's answer without the names of those who took part in their debate; undefined where there is none. */
export function answerOf(
  plan: TrialPlan,
  { debates, memberAnswers }: StoredAnswers,
  author: Author,
): Answer | undefined {
  if ('arm' in author) return blindAnswer(viewDebate(debates[author.arm]));
  const own = memberAnswersOf(plan.ensemble, memberAnswers).find(({ member }) => member.seat === author.member);
  return blindAnswer({ ...viewDebate(debates.ensemble), answer: own?.answer });
}

/** Where what the panel said of somebody's answer is found: among what it said of this arm, by this object. */
export function judgedAs(plan: TrialPlan, author: Author): { readonly arm: Arm; readonly object: JudgedObject } {
  if ('arm' in author) return { arm: author.arm, object: { kind: 'answer' } };
  return { arm: 'ensemble', object: { kind: 'answer', speaker: speakerAt(plan, author.member) } };
}

/** What a member is called in the blinded transcript. */
function speakerAt({ ensemble }: TrialPlan, seat: Seat): string {
  return blindMembers(ensemble).find(({ member }) => member.seat === seat)?.speaker ?? seat;
}

import { type Author, isSameAuthor } from '../community/author.ts';
import type { Mark } from '../community/turn-marks.ts';
import type { Answer, StanceStated, TurnKey } from '../debate/events.ts';
import { memberAnswersOf } from '../debate/member-answers.ts';
import type { Arm, Seat } from '../debate/plan.ts';
import { answerTurn, sameTurn } from '../debate/turns.ts';
import { type DebateView, type SpokenTurn, viewDebate } from '../debate/view.ts';
import { answerOf } from '../trial/ballot-answers.ts';
import type { TrialUpdate } from '../trial/events.ts';
import type { MemberResult } from '../trial/member-result.ts';
import { type ArmResult, resultOf, type TrialResult } from '../trial/result.ts';
import { type TrialView, viewTrial } from '../trial/view-trial.ts';

/** A trial that has ended, with all that its files tell: its page and its data. */
export interface RevealedTrial {
  readonly result: TrialResult;
  readonly view: TrialView;
  /** When it was planned, in milliseconds since the epoch; null where that is not known. */
  readonly startedAt: number | null;
  /** The ensemble's, then what it was measured against. */
  readonly debates: readonly RevealedDebate[];
  /** Members' own answers, where these were asked for. */
  readonly members: readonly RevealedMember[];
}

export interface RevealedMember {
  readonly own: MemberResult;
  /** As it wrote it; undefined where it wrote none. */
  readonly answer: Answer | undefined;
  /** The same without names, as it stood on the ballot. */
  readonly blinded: Answer | undefined;
  /** Under it on the ballot. */
  readonly marks: readonly Mark[];
}

export interface RevealedDebate {
  readonly arm: ArmResult;
  readonly debate: DebateView;
  /** In the order of speaking. */
  readonly turns: readonly RevealedTurn[];
  /** Under its answer on the ballot. */
  readonly answerMarks: readonly Mark[];
  /** Under the chair's turn that wrote it, in the thread. */
  readonly chairMarks: readonly Mark[];
}

export interface RevealedTurn extends SpokenTurn {
  /** When it was stored, in milliseconds since the epoch; null where that is not known. */
  readonly at: number | null;
  readonly marks: readonly Mark[];
  /** Where the speaker said that it stands after it. */
  readonly stance: StanceStated | undefined;
}

/** Undefined for a trial that has not ended, and for one that was taken off view: of that no file tells. */
export function revealTrial(updates: readonly TrialUpdate[]): RevealedTrial | undefined {
  const view = viewTrial(updates);
  const result = resultOf(updates);
  if (result === undefined || view.hidden) return undefined;
  const marksOf = (author: Author): readonly Mark[] =>
    result.marks.answers.find((marked) => isSameAuthor(marked, author))?.marks ?? [];
  const turnMarks = (arm: Arm, key: TurnKey): readonly Mark[] =>
    result.marks.turns.find((one) => one.arm === arm && sameTurn(one.turn, key))?.marks ?? [];
  const written = memberAnswersOf(result.plan.ensemble, view.memberAnswers);
  return {
    result,
    view,
    members: result.members.map((own) => {
      const author = { member: own.member.seat };
      return {
        own,
        answer: written.find(({ member }) => member.seat === own.member.seat)?.answer,
        blinded: answerOf(result.plan, view, author),
        marks: marksOf(author),
      };
    }),
    startedAt: updates.find(({ event }) => event.type === 'trial-start')?.at ?? null,
    debates: [result.ensemble, ...result.baselines].map((arm) => {
      const debate = viewDebate(view.debates[arm.arm]);
      return {
        arm,
        debate,
        turns: debate.turns.map((turn) => {
          const key = { round: turn.round, seat: turn.speaker.seat };
          return {
            ...turn,
            at: spokenAt(updates, arm.arm, key),
            marks: turnMarks(arm.arm, key),
            stance: debate.stances.find((stated) => sameTurn(stated.turn, key)),
          };
        }),
        answerMarks: marksOf({ arm: arm.arm }),
        chairMarks: turnMarks(arm.arm, answerTurn(arm.debate)),
      };
    }),
  };
}

function spokenAt(updates: readonly TrialUpdate[], arm: Arm, key: { round: number; seat: Seat }): number | null {
  const spoken = updates.find(
    (update) =>
      update.source === 'debate' &&
      update.arm === arm &&
      (update.event.type === 'person-spoke' ||
        (update.event.type === 'turn-end' && update.event.outcome.status === 'valid')) &&
      sameTurn(update.event.turn, key),
  );
  return spoken?.at ?? null;
}

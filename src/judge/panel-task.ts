import type { Scenario } from '../content/schema.ts';
import type { DebateId } from '../core/ids.ts';
import type { Transcript } from '../debate/transcript.ts';
import type { JudgedObject } from './judged-object.ts';
import type { PairKind } from './pair-judgement.ts';

/** A debate as a panel judges it. */
export interface PanelDebate {
  readonly debate: DebateId;
  /** Blinded: no models, personas or arms. */
  readonly transcript: Transcript;
  readonly scenario: Scenario;
  /** What of it each judge scores. */
  readonly objects: readonly JudgedObject[];
}

/** Two debates that each judge compares. */
export interface PanelPair<Debate extends PanelDebate> {
  readonly kind: PairKind;
  readonly a: Debate;
  readonly b: Debate;
}

/** What a judge does in one go. All scores of one task begin with the same words, which a server then reads once. */
export type PanelTask<Debate extends PanelDebate> =
  | { readonly type: 'scoring'; readonly debate: Debate; readonly objects: readonly JudgedObject[] }
  | { readonly type: 'comparing'; readonly pair: PanelPair<Debate> };

/**
 * All that a judge is asked, in its order: each debate with its contributions, which are one reading; then the answers, which are read alone;
 * then the pairs.
 */
export function panelTasks<Debate extends PanelDebate>(
  debates: readonly Debate[],
  pairs: readonly PanelPair<Debate>[],
): PanelTask<Debate>[] {
  const scoring = (alone: boolean): PanelTask<Debate>[] =>
    debates.flatMap((debate) => {
      const objects = debate.objects.filter((object) => isReadAlone(object) === alone);
      return objects.length === 0 ? [] : [{ type: 'scoring', debate, objects }];
    });
  return [...scoring(false), ...scoring(true), ...pairs.map((pair) => ({ type: 'comparing', pair }) as const)];
}

/** Whether it is judged without a word of the debate around it. */
export function isReadAlone({ kind }: JudgedObject): boolean {
  return kind === 'answer';
}

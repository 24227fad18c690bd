import type { Judged } from '../judge/judged-count.ts';
import type { JudgedKind } from '../judge/judged-kind.ts';
import { type JudgedObject, objectsOfKinds } from '../judge/judged-object.ts';
import type { PanelDebate, PanelPair } from '../judge/panel-task.ts';
import type { FitDebate } from './check-debates.ts';
import { pairsIn } from './pairs-in.ts';

/** A debate with what of it is scored. */
export interface DebateToJudge extends FitDebate, PanelDebate {}

/** All that each judge of a run is asked. */
export interface ToJudge {
  readonly kinds: readonly JudgedKind[];
  readonly debates: readonly DebateToJudge[];
  readonly pairs: readonly PanelPair<DebateToJudge>[];
}

/** What is asked of debates that are fit. Contributions are of those who argue; moderators and audiences are read and not scored. */
export function toJudge(fit: readonly FitDebate[], kinds: readonly JudgedKind[]): ToJudge {
  const debates = fit.map((debate): DebateToJudge => {
    const arguing = debate.speakers.flatMap(({ argues, label }) => (argues ? [label] : []));
    return { ...debate, objects: objectsOfKinds(kinds, arguing) };
  });
  return { kinds, debates, pairs: kinds.includes('pair') ? pairsIn(debates) : [] };
}

/** Objects of one kind, each with its debate. */
export function objectsOfKind(
  { debates }: ToJudge,
  kind: JudgedObject['kind'],
): readonly { readonly debate: DebateToJudge; readonly object: JudgedObject }[] {
  return debates.flatMap((debate) =>
    debate.objects.flatMap((object) => (object.kind === kind ? [{ debate, object }] : [])),
  );
}

/** How much is asked of each judge, what has nothing to judge too. */
export function askedOf(asked: ToJudge, criteria: number): Judged {
  const objects = asked.debates.reduce((sum, debate) => sum + debate.objects.length, 0);
  return { scores: objects * criteria, comparisons: asked.pairs.length };
}

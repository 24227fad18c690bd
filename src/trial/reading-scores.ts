import { AUDITS_TRY } from '../judge/judge-audit.ts';
import type { JudgedKind } from '../judge/judged-kind.ts';
import type { JudgeSeat } from '../judge/panel.ts';
import { spreadLegend } from '../judge/score-words.ts';
import type { TrialResult } from './result.ts';

/** What readers of a trial's scores have to know of them, a sentence each: what ± is, and what the judges' audits do not say. */
export function readingScores({ plan, ensemble, baselines }: TrialResult): string[] {
  const panels = [ensemble, ...baselines].flatMap(({ judged: { debate, answer, contributions } }) => [
    debate,
    ...(answer === null ? [] : [answer]),
    ...contributions.map(({ scores }) => scores),
  ]);
  // A panel may have no score where its judges have theirs.
  const summaries = panels.flatMap(({ judges }) => judges.map(({ scores }) => scores));
  return [...spreadLegend(summaries, plan.judges.length), ...auditsTry(plan)];
}

/** That no audit tried the judges on all that they judged here; none where nobody was audited, and where only debates were judged. */
export function auditsTry({
  judges,
  judged,
}: {
  readonly judges: readonly JudgeSeat[];
  readonly judged: readonly JudgedKind[];
}): string[] {
  const audited = judges.some(({ audit }) => audit?.status === 'audited');
  return audited && judged.some((kind) => kind !== 'debate') ? [AUDITS_TRY] : [];
}

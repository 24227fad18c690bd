import type { Arm, DebatePlan } from '../debate/plan.ts';
import { blindMembers } from '../debate/transcript.ts';
import type { JudgedObject } from '../judge/judged-object.ts';
import { type PairSummary, summarizePairs } from '../judge/pair-summary.ts';
import { panelAgreement } from '../judge/panel-agreement.ts';
import { type PanelSummary, summarizePanel } from '../judge/panel-summary.ts';
import type { TrialPlan } from './plan.ts';
import { objectsIn, pairsIn } from './to-judge.ts';
import type { TrialView } from './view-trial.ts';

/** What the panel said of one arm. */
export interface ArmJudged {
  readonly debate: PanelSummary;
  /** Null where answers are not judged. */
  readonly answer: PanelSummary | null;
  /** In the order of the seats, each under the name that readers know; none where contributions are not judged. */
  readonly contributions: readonly { readonly name: string; readonly scores: PanelSummary }[];
}

/** What the panel said of all arms together. */
export interface PanelResult {
  /** The ensemble's answer (`a`) against each other one (`b`); none where answers are not compared. */
  readonly pairs: readonly { readonly a: Arm; readonly b: Arm; readonly summary: PairSummary }[];
  /** How well the judges agree over all scores of the trial. */
  readonly agreement: ReturnType<typeof panelAgreement>;
}

export function judgedOfArm(view: TrialView, plan: TrialPlan, debate: DebatePlan): ArmJudged {
  const judgements = view.judgements.flatMap(({ arm, judgement }) => (arm === debate.arm ? [judgement] : []));
  const summarize = (object: JudgedObject): PanelSummary =>
    summarizePanel(judgements, plan.rubric, judgesOf(plan), object);
  const objects = objectsIn(plan, debate);
  const nameOf = (label: string): string =>
    blindMembers(debate).find(({ speaker }) => speaker === label)?.member.name ?? label;
  return {
    debate: summarize({ kind: 'debate' }),
    answer: objects.some(({ kind }) => kind === 'answer') ? summarize({ kind: 'answer' }) : null,
    contributions: objects.flatMap((object) =>
      object.kind === 'contribution' ? [{ name: nameOf(object.speaker), scores: summarize(object) }] : [],
    ),
  };
}

/** What the panel said of each two answers that it was to compare. */
export function panelPairs(view: Pick<TrialView, 'pairs'>, plan: TrialPlan): PanelResult['pairs'] {
  const said = view.pairs.map(({ judgement }) => judgement);
  return pairsIn(plan).map(({ a, b }) => ({
    a: a.arm,
    b: b.arm,
    summary: summarizePairs(
      said.filter((one) => one.a === a.debate && one.b === b.debate),
      judgesOf(plan),
    ),
  }));
}

export function panelResult(view: TrialView, plan: TrialPlan): PanelResult {
  return {
    pairs: panelPairs(view, plan),
    agreement: panelAgreement(
      view.judgements.map(({ judgement }) => judgement),
      judgesOf(plan),
    ),
  };
}

function judgesOf({ judges }: TrialPlan): string[] {
  return judges.map(({ judge }) => judge);
}

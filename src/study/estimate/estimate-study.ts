import { callsOf, type PlannedCall } from '../../debate/calls-of.ts';
import type { DebatePlan } from '../../debate/plan.ts';
import { debatesOf, type TrialPlan } from '../../trial/plan.ts';
import { objectsIn, pairsIn } from '../../trial/to-judge.ts';
import type { StudyLayout } from '../plan/lay-out-study.ts';
import type { StudyRun } from '../run/study-run.ts';
import type { ModelSpeed } from './probe-models.ts';

/** What some calls come to. Each first attempt is taken to be valid: what is rejected comes on top. */
export interface Work {
  readonly calls: number;
  /** Read anew, where servers keep what a prompt shares with the one before. */
  readonly read: number;
  readonly written: number;
  /** At one call at a time. */
  readonly milliseconds: number;
}

export interface StudyEstimate {
  readonly debates: Work;
  readonly judging: Work;
}

/** English has about so many tokens a word. */
const TOKENS_A_WORD = 1.4;
/** What a prompt has beside the words of others: a speaker's persona, stance and task; and once a debate, rules, motion and background. */
const OWN_TOKENS = 220;
const SHARED_TOKENS = 420;
/** Where a member stands: three figures and a sentence. */
const STANCE = { read: 130, written: 60 };
/** A criterion's levels, and a score with its reason. */
const CRITERION = { read: 120, reasoned: 45, bare: 2 };

/** What a study will take: calls and tokens from its plan, the time from how fast its models were seen to be. */
export function estimateStudy({ trials }: StudyLayout, speeds: ReadonlyMap<string, ModelSpeed>): StudyEstimate {
  const plans = trials.map(({ plan }) => plan);
  return {
    debates: sumOf(plans.flatMap((plan) => debatesOf(plan).map((debate) => debateWork(debate, speeds)))),
    judging: sumOf(plans.map((plan) => judgingWork(plan, speeds))),
  };
}

/** A token that is read takes about so much of the time of one that is written. */
const READING = 0.05;

/** What a run of each kind takes, against the other kind, by the plan alone. */
export function relativeCosts(layout: StudyLayout): Readonly<Record<StudyRun['type'], number>> {
  const { debates, judging } = estimateStudy(layout, new Map());
  const each = ({ read, written }: Work, runs: number): number => (READING * read + written) / runs;
  return {
    debate: each(debates, layout.head.debatesPlanned),
    judging: each(judging, layout.trials.length),
  };
}

function debateWork(debate: DebatePlan, speeds: ReadonlyMap<string, ModelSpeed>): Work {
  const calls = callsOf(debate).map((call, place) => {
    const written = call.asks === 'stance' ? STANCE.written : call.words * TOKENS_A_WORD;
    const read = call.asks === 'stance' ? STANCE.read : OWN_TOKENS + (place === 0 ? SHARED_TOKENS : wordsBefore(call));
    return workOf({ calls: 1, read, written }, speeds.get(call.model));
  });
  return sumOf(calls);
}

/** What was said since this model read last: about a turn of each other member. */
function wordsBefore(call: Extract<PlannedCall, { words: number }>): number {
  return call.words * TOKENS_A_WORD;
}

function judgingWork(plan: TrialPlan, speeds: ReadonlyMap<string, ModelSpeed>): Work {
  const { length: criteria } = plan.rubric.criteria;
  const ofDebates = debatesOf(plan).flatMap((debate) => {
    const spoken = callsOf(debate).reduce((sum, call) => sum + (call.asks === 'stance' ? 0 : call.words), 0);
    return objectsIn(plan, debate).map(({ kind }) => {
      const words = kind === 'answer' ? debate.format.answer.words : spoken;
      const score = kind === 'contribution' ? CRITERION.bare : CRITERION.reasoned;
      return {
        calls: criteria,
        read: SHARED_TOKENS + words * TOKENS_A_WORD + criteria * CRITERION.read,
        written: criteria * score,
      };
    });
  });
  const ofPairs = pairsIn(plan).map(({ a, b }) => ({
    calls: 2,
    read: 2 * (SHARED_TOKENS + (a.format.answer.words + b.format.answer.words) * TOKENS_A_WORD),
    written: 2,
  }));
  return sumOf(
    plan.judges.flatMap(({ model }) => [...ofDebates, ...ofPairs].map((work) => workOf(work, speeds.get(model)))),
  );
}

/** @param speed undefined: nothing is known of it, and no time is told */
function workOf(work: Omit<Work, 'milliseconds'>, speed: ModelSpeed | undefined): Work {
  const milliseconds = speed === undefined ? 0 : (work.read / speed.reads + work.written / speed.writes) * 1000;
  return { ...work, milliseconds };
}

function sumOf(works: readonly Work[]): Work {
  const over = (of: (work: Work) => number): number => works.reduce((sum, work) => sum + of(work), 0);
  return {
    calls: over(({ calls }) => calls),
    read: over(({ read }) => read),
    written: over(({ written }) => written),
    milliseconds: over(({ milliseconds }) => milliseconds),
  };
}

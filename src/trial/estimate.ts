import { freemem } from 'node:os';
import { callsOf, memberAnswerCallsOf, type PlannedCall } from '../debate/calls-of.ts';
import type { ModelInfo } from '../models/port/chat-model.ts';
import type { PickedHost } from '../models/port/picked-host.ts';
import { asksPositions, debatesOf, type TrialPlan } from './plan.ts';
import type { TrialEstimate } from './service.ts';
import { memberObjectsIn, objectsIn, pairsIn } from './to-judge.ts';
import { withWorkingMemory } from './working-memory.ts';

/** Tokens that a call reads anew and writes, roughly, for each word that it is asked for. */
const TOKENS_A_WORD = 2;
/** The same for where a member stands: three figures and a sentence, and a question that is read several times faster than it were written. */
const TOKENS_A_STANCE = 100;
/** What a judge's score takes with its reason, without one, and what a comparison takes, which reads two texts twice. */
const JUDGE_TOKENS = { reasoned: 60, bare: 40, compared: 200 };
/** Tokens a second for a gigabyte of weights on a CPU of two cores; measured: 55 for 0.1 GB, 75 to 84 at most. */
const SPEED_FOR_A_GIGABYTE = 12;
const FASTEST = 50;

/**
 * What a trial will need: memory for its models, a rough time, and what to be warned of. The time is a guess from the size of the models
 * on a machine without a graphics card, and says so.
 * @param freeBytes memory of this machine that is free now; it says nothing where models may run on others
 */
export async function estimateTrial(
  plan: TrialPlan,
  picked: PickedHost,
  freeBytes = freemem(),
): Promise<TrialEstimate> {
  const seenBytes = picked.elsewhere === true ? Number.POSITIVE_INFINITY : freeBytes;
  const models = await picked.host.list();
  const infoOf = (name: string): ModelInfo | undefined => models.find((model) => model.name === name);
  const debates = debatesOf(plan);
  const names = new Set([
    ...debates.flatMap(({ members, chair }) => [...members, chair].map(({ model }) => model)),
    ...plan.judges.map(({ model }) => model),
  ]);
  const weights = [...names].map((name) => infoOf(name)?.bytes);
  const sizes = weights.map((bytes = 0) => withWorkingMemory(bytes));
  const together = sizes.reduce((sum, size) => sum + size, 0);
  const largest = Math.max(0, ...sizes);
  const warnings: string[] = [];
  if (largest > seenBytes) {
    warnings.push(
      `The largest model needs about ${gigabytes(largest)}, and ${gigabytes(seenBytes)} are free: it may fail or crawl.`,
    );
  } else if (together > seenBytes) {
    warnings.push(
      `The models need about ${gigabytes(together)} together, and ${gigabytes(seenBytes)} are free: they will be loaded in turns, which takes time.`,
    );
  }
  const own = memberAnswersTime(plan, infoOf);
  return {
    engine: plan.engine,
    caution: plan.caution,
    ...(weights.includes(undefined) ? {} : { memoryBytes: together <= seenBytes ? together : largest }),
    milliseconds: Math.round(
      (asksPositions(plan) ? plan.positionMilliseconds : 0) +
        debates.reduce((sum, debate) => sum + timeOf(callsOf(debate), infoOf), 0) +
        judgingTime(plan, infoOf) +
        (own?.milliseconds ?? 0),
    ),
    ...(own === undefined ? {} : { memberAnswers: own }),
    warnings,
  };
}

type InfoOf = (name: string) => ModelInfo | undefined;

function timeOf(calls: readonly PlannedCall[], infoOf: InfoOf): number {
  return calls.reduce((sum, call) => {
    const tokens = call.asks === 'stance' ? TOKENS_A_STANCE : call.words * TOKENS_A_WORD;
    return sum + (tokens * 1000) / speedOf(infoOf(call.model));
  }, 0);
}

/** What the members' own answers and the panel's scores of them take. */
function memberAnswersTime(plan: TrialPlan, infoOf: InfoOf): TrialEstimate['memberAnswers'] {
  if (plan.memberAnswers !== true) return undefined;
  const calls = memberAnswerCallsOf(plan.ensemble);
  const scores = memberObjectsIn(plan).length * plan.rubric.criteria.length;
  const milliseconds = timeOf(calls, infoOf) + panelTime(plan, scores * JUDGE_TOKENS.reasoned, infoOf);
  return { calls: calls.length, scores: scores * plan.judges.length, milliseconds: Math.round(milliseconds) };
}

function judgingTime(plan: TrialPlan, infoOf: InfoOf): number {
  const objects = debatesOf(plan).flatMap((debate) => objectsIn(plan, debate));
  const scores = objects.reduce(
    (sum, { kind }) => sum + (kind === 'contribution' ? JUDGE_TOKENS.bare : JUDGE_TOKENS.reasoned),
    0,
  );
  const tokens = scores * plan.rubric.criteria.length + pairsIn(plan).length * JUDGE_TOKENS.compared;
  return panelTime(plan, tokens, infoOf);
}

/** @param tokens of each judge */
function panelTime(plan: TrialPlan, tokens: number, infoOf: InfoOf): number {
  return plan.judges.reduce((sum, { model }) => sum + (tokens * 1000) / speedOf(infoOf(model)), 0);
}

function speedOf(model: ModelInfo | undefined): number {
  return Math.min(FASTEST, SPEED_FOR_A_GIGABYTE / Math.max(0.01, (model?.bytes ?? 1e9) / 1e9));
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}

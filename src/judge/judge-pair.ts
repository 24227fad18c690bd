import type { Rubric, Scenario } from '../content/schema.ts';
import type { DebateId } from '../core/ids.ts';
import { deriveSeed } from '../core/random.ts';
import type { Transcript } from '../debate/transcript.ts';
import type { ChatModel } from '../models/port/chat-model.ts';
import type { Choice } from './choice.ts';
import type { JudgeCall } from './judge-call.ts';
import { orUnscored } from './or-unscored.ts';
import type { PairJudgement, PairKind, PairOrder, PairOutcome } from './pair-judgement.ts';
import { pairPrompts } from './pair-prompt.ts';
import { preferenceOf } from './preference.ts';
import { rubricHash } from './rubric-hash.ts';
import type { Unscored } from './score.ts';
import type { JudgingDeps } from './score-debate.ts';
import { type SeenDebate, seeDebate } from './seen-debate.ts';
import { sumChanges } from './seen-text.ts';
import { takeChoice } from './take-choice.ts';

/** One of the two. */
export interface PairSide {
  readonly debate: DebateId;
  /** Blinded: no models, personas or arms. */
  readonly transcript: Transcript;
}

export interface PairRequest {
  /** What of the two is compared: their debates, or their answers alone. */
  readonly kind: PairKind;
  readonly scenario: Scenario;
  readonly rubric: Rubric;
  /** The judge's place on the panel. */
  readonly judge: string;
  /** @throws ModelMissingError, ModelUnreachableError */
  model(): Promise<ChatModel>;
  readonly seed: number;
  /** Whether a judge that can think does before it chooses; absent: it does not. */
  readonly thinking?: boolean;
}

const OPTIONS = ['1', '2'] as const;
/** `Text 1.`, `**2**`, but not `12` or `2 of them`. */
const CHOICE = /^\W*(?:text\W{0,3})?([12])(?!\d|[.,]\d|\s+of\b)/i;

/**
 * Which of two is better by one judge: read in both orders, the probabilities averaged, a tie where the orders disagree.
 * @throws what is not expected, and the signal's reason when it is aborted
 */
export async function judgePair(
  a: PairSide,
  b: PairSide,
  request: PairRequest,
  deps: JudgingDeps,
  signal: AbortSignal,
): Promise<PairJudgement> {
  const { kind, scenario, rubric, judge } = request;
  const seenA = seeDebate(scenario, a.transcript, kind);
  const seenB = seeDebate(scenario, b.transcript, kind);
  const changes = sumChanges([seenA.changes, seenB.changes]);
  const missing = [a, b].some(({ transcript: { turns, answer } }) =>
    kind === 'answer' ? answer === undefined : turns.length === 0,
  );
  const outcome: PairOutcome = missing
    ? { status: 'unscored', reason: 'nothing-to-judge', detail: `one of the two has no ${kind}` }
    : await orUnscored(() => compare(seenA, seenB, request, deps, signal), deps.clock, signal);
  signal.throwIfAborted();
  return {
    kind,
    a: a.debate,
    b: b.debate,
    judge,
    rubricHash: rubricHash(rubric),
    ...(Object.keys(changes).length === 0 ? {} : { changes }),
    outcome,
  };
}

async function compare(
  a: SeenDebate,
  b: SeenDebate,
  request: PairRequest,
  { prompts, clock }: JudgingDeps,
  signal: AbortSignal,
): Promise<PairOutcome> {
  const model = await request.model();
  const ask = async (first: SeenDebate, second: SeenDebate, order: string): Promise<Choice | Unscored> => {
    const call: JudgeCall = {
      model,
      seed: deriveSeed(request.seed, 'pair', request.kind, order),
      thinking: request.thinking ?? false,
      prompts,
      clock,
    };
    const asked = pairPrompts(first, second, request.kind, request.rubric, prompts);
    const question = {
      options: OPTIONS,
      optionWords: 'the digits 1 and 2',
      pattern: CHOICE,
      reason: undefined,
      ...asked,
    };
    return takeChoice(question, call, signal);
  };
  const aFirst = await ask(a, b, 'a');
  if (aFirst.status === 'unscored') return aFirst;
  const bFirst = await ask(b, a, 'b');
  if (bFirst.status === 'unscored') return bFirst;
  return outcomeOf(aFirst, bFirst);
}

function outcomeOf(aFirst: Choice, bFirst: Choice): PairOutcome {
  const orders: [PairOrder, PairOrder] = [
    { first: 'a', a: aFirst.distribution[0] ?? 0, measure: aFirst.measure },
    { first: 'b', a: bFirst.distribution[1] ?? 0, measure: bFirst.measure },
  ];
  const { better, a, place } = preferenceOf(orders[0].a, orders[1].a);
  return { status: 'compared', better, a, flipped: place !== null, method: aFirst.method, orders };
}

import type { Prompts } from '../content/prompts.ts';
import type { CriterionId, Rubric, Scenario } from '../content/schema.ts';
import type { Clock } from '../core/clock.ts';
import type { DebateId } from '../core/ids.ts';
import { deriveSeed } from '../core/random.ts';
import type { Transcript } from '../debate/transcript.ts';
import type { ChatModel } from '../models/port/chat-model.ts';
import type { JudgeCall } from './judge-call.ts';
import type { JudgeReading } from './judge-prompt.ts';
import { type JudgedObject, objectKey, WHOLE_DEBATE } from './judged-object.ts';
import { whyNothing } from './nothing-to-judge.ts';
import { orUnscored } from './or-unscored.ts';
import { rubricHash } from './rubric-hash.ts';
import type { Judgement, Score } from './score.ts';
import { scoreCriterion } from './score-criterion.ts';
import { seeDebate } from './seen-debate.ts';

export interface JudgingRequest {
  readonly debate: DebateId;
  /** Blinded: no models, personas or arms. */
  readonly transcript: Transcript;
  readonly scenario: Scenario;
  readonly rubric: Rubric;
  /** What of the debate is scored; absent: the whole of it. */
  readonly object?: JudgedObject;
  /** The judge's place on the panel. */
  readonly judge: string;
  /** @throws ModelMissingError, ModelUnreachableError */
  model(): Promise<ChatModel>;
  readonly seed: number;
  /** Whether a judge that can think does before it scores; absent: it does not. On and off are two instruments. */
  readonly thinking?: boolean;
  /** Whether it is asked for its reasons, which take longer than the scores; absent: it is. */
  readonly reasons?: boolean;
  /** Criteria that have a judgement of this object already. */
  readonly skip: ReadonlySet<CriterionId>;
}

export interface JudgingDeps {
  readonly prompts: Prompts;
  readonly clock: Clock;
}

/**
 * One judge's scores of one object of a debate, one criterion a call. A score that can't be had is `unscored` with its reason: there is no
 * default. Ends early when the signal is aborted; what was yielded by then stands.
 */
export async function* scoreDebate(
  request: JudgingRequest,
  deps: JudgingDeps,
  signal: AbortSignal,
): AsyncGenerator<Judgement> {
  const { debate, judge, rubric, skip, transcript, scenario, object = WHOLE_DEBATE } = request;
  const seen = seeDebate(scenario, transcript, object.kind);
  const nothing = whyNothing(transcript, object);
  const common = {
    debate,
    object,
    judge,
    rubricHash: rubricHash(rubric),
    ...(Object.keys(seen.changes).length === 0 ? {} : { changes: seen.changes }),
  };
  for (const criterion of rubric.criteria) {
    if (skip.has(criterion.id)) continue;
    const score: Score =
      nothing === ''
        ? await orUnscored(() => ask({ seen, object, criterion }, request, deps, signal), deps.clock, signal)
        : { status: 'unscored', reason: 'nothing-to-judge', detail: nothing };
    if (signal.aborted) return;
    yield { ...common, criterion: criterion.id, score };
  }
}

async function ask(
  reading: JudgeReading,
  request: JudgingRequest,
  { prompts, clock }: JudgingDeps,
  signal: AbortSignal,
): Promise<Score> {
  const { object, criterion } = reading;
  // The whole debate's seed is that of before there were other objects: a trial that was begun then goes on with the same ones.
  const labels = object.kind === 'debate' ? [criterion.id] : [objectKey(object), criterion.id];
  const call: JudgeCall = {
    model: await request.model(),
    seed: deriveSeed(request.seed, ...labels),
    thinking: request.thinking ?? false,
    prompts,
    clock,
  };
  return scoreCriterion(reading, request.reasons ?? true, call, signal);
}

import type { Prompts } from '../content/prompts.ts';
import type { CriterionId, Rubric, Scenario } from '../content/schema.ts';
import type { Clock } from '../core/clock.ts';
import { isExpected, wordsFor } from '../core/errors.ts';
import type { DebateId } from '../core/ids.ts';
import { deriveSeed } from '../core/random.ts';
import type { Transcript } from '../debate/transcript.ts';
import { againAfterFailure } from '../models/port/after-failure.ts';
import type { ChatModel } from '../models/port/chat-model.ts';
import { ChoiceUnsupportedError } from '../models/port/choice-unsupported-error.ts';
import { PromptTooLongError } from '../models/port/prompt-too-long-error.ts';
import type { JudgeReading } from './judge-prompt.ts';
import type { Judgement, Score } from './score.ts';
import { scoreByProbabilities } from './score-by-probabilities.ts';
import { scoreBySamples } from './score-by-samples.ts';

export interface JudgingRequest {
  readonly debate: DebateId;
  /** Blinded: no models, personas or arms. */
  readonly transcript: Transcript;
  readonly scenario: Scenario;
  readonly rubric: Rubric;
  /** The judge's place on the panel. */
  readonly judge: string;
  /** @throws ModelMissingError, ModelUnreachableError */
  model(): Promise<ChatModel>;
  readonly seed: number;
  /** Criteria that have a judgement already. */
  readonly skip: ReadonlySet<CriterionId>;
}

export interface JudgingDeps {
  readonly prompts: Prompts;
  readonly clock: Clock;
}

/**
 * One judge's scores of one debate, one criterion a call. A score that can't be had is `unscored` with its reason: there is no default.
 * Ends early when the signal is aborted; what was yielded by then stands.
 */
export async function* scoreDebate(
  request: JudgingRequest,
  deps: JudgingDeps,
  signal: AbortSignal,
): AsyncGenerator<Judgement> {
  const { debate, judge, rubric, skip, transcript, scenario } = request;
  for (const criterion of rubric.criteria) {
    if (skip.has(criterion.id)) continue;
    const score = await scoreCriterion({ scenario, transcript, criterion }, request, deps, signal);
    if (signal.aborted) return;
    yield { debate, judge, criterion: criterion.id, score };
  }
}

async function scoreCriterion(
  reading: JudgeReading,
  request: JudgingRequest,
  deps: JudgingDeps,
  signal: AbortSignal,
): Promise<Score> {
  if (reading.transcript.turns.length === 0) {
    return { status: 'unscored', reason: 'nothing-to-judge', detail: 'the debate has no valid turn' };
  }
  try {
    return await againAfterFailure(() => score(reading, request, deps, signal), deps.clock, signal);
  } catch (error) {
    if (signal.aborted) return { status: 'unscored', reason: 'stopped', detail: '' };
    if (!isExpected(error)) throw error;
    const reason = error instanceof PromptTooLongError ? 'longer-than-window' : 'model-failed';
    return { status: 'unscored', reason, detail: wordsFor(error) };
  }
}

async function score(
  reading: JudgeReading,
  request: JudgingRequest,
  { prompts, clock }: JudgingDeps,
  signal: AbortSignal,
): Promise<Score> {
  const call = {
    model: await request.model(),
    seed: deriveSeed(request.seed, reading.criterion.id),
    prompts,
    clock,
  };
  try {
    return await scoreByProbabilities(reading, call, signal);
  } catch (error) {
    if (error instanceof ChoiceUnsupportedError) return scoreBySamples(reading, call, signal);
    throw error;
  }
}

import type { Clock } from '../core/clock.ts';
import { type ExpectedError, isExpected } from '../core/errors.ts';
import { deriveSeed } from '../core/random.ts';
import type { AnswerShape, ChatModel, ChatRequest } from '../models/port/chat-model.ts';
import { ANSWER_SHAPE } from './answer-shape.ts';
import type { Attempt } from './attempt.ts';
import { AttemptStream } from './attempt-stream.ts';
import { draftChoiceShape } from './draft-choice.ts';
import type { DebateEvent, TurnEnd } from './events.ts';
import { totalOf } from './token-budget.ts';
import { turnEndOf } from './turn-end-of.ts';

/** What an attempt came to. `failure`: the model's server failed, with what to tell people. */
export interface AttemptOutcome {
  readonly end: TurnEnd;
  readonly failure: ExpectedError | undefined;
}

/**
 * Makes one call and yields what happens, the words in flight too. Returns nothing when it was aborted before the model was done:
 * then nothing is recorded, and a resumed debate makes the attempt again.
 */
export async function* runAttempt(
  attempt: Attempt,
  model: ChatModel,
  clock: Clock,
  signal: AbortSignal,
): AsyncGenerator<DebateEvent, AttemptOutcome | undefined> {
  const request = requestOf(attempt);
  yield startOf(attempt, request);
  const stream = new AttemptStream(attempt, clock);
  let failure: ExpectedError | undefined;
  try {
    for await (const part of model.stream(request, AbortSignal.any([signal, stream.signal]))) {
      const event = stream.take(part);
      if (event !== undefined) yield event;
      if (stream.brokenOff) break;
    }
  } catch (error) {
    if (signal.aborted) return undefined;
    if (!stream.overTime) {
      if (!isExpected(error)) throw error;
      failure = error;
    }
  } finally {
    stream.stop();
  }
  if (signal.aborted) return undefined;
  return { end: turnEndOf(attempt, { ...stream.collected, failure }), failure };
}

function requestOf({ plan, turn, attempt, fitted, budget, think, kind, before }: Attempt): ChatRequest {
  return {
    prompt: fitted.prompt,
    maxTokens: totalOf(budget),
    think,
    seed: deriveSeed(plan.seed, plan.arm, turn.round, turn.seat, attempt),
    temperature: plan.temperature,
    ...shapeOf(kind, before),
  };
}

function shapeOf(kind: Attempt['kind'], before: Attempt['before']): { readonly shape?: AnswerShape } {
  if (kind === 'speech') return {};
  return { shape: kind === 'answer' ? ANSWER_SHAPE : draftChoiceShape(before) };
}

function startOf({ turn, attempt, fitted }: Attempt, { seed }: ChatRequest): DebateEvent {
  const { promptTokens, prompt } = fitted;
  return { type: 'turn-start', turn, attempt, seed, promptTokens, templateHash: prompt.templateHash };
}

import type { Clock } from '../core/clock.ts';
import { type ExpectedError, isExpected, wordsFor } from '../core/errors.ts';
import { deriveSeed } from '../core/random.ts';
import type { AnswerShape, CallUsage, ChatModel } from '../models/port/chat-model.ts';
import { ANSWER_SHAPE } from './answer-shape.ts';
import { choiceShape, hearChoice } from './choice.ts';
import { cleanSpeech } from './clean-speech.ts';
import type { DebateEvent, TurnEnd, TurnKey } from './events.ts';
import type { FittedPrompt } from './fit-window.ts';
import { hearTurn } from './hear-turn.ts';
import { partialAnswerText } from './parse-answer.ts';
import type { DebatePlan, Member } from './plan.ts';
import { splitThinking } from './split-thinking.ts';
import { StreamWatch } from './stream-watch.ts';
import { type TokenBudget, totalOf } from './token-budget.ts';
import { TurnTimer } from './turn-timer.ts';
import type { Finding } from './validity/finding.ts';
import type { SpokenTurn } from './view.ts';

/** What is asked for: an argument; an answer in its parts; the choice of one of the answers that were drafted. */
export type TurnKind = 'speech' | 'answer' | 'choice';

/** One attempt at one turn. */
export interface Attempt {
  readonly plan: DebatePlan;
  readonly turn: TurnKey;
  readonly attempt: number;
  readonly speaker: Member;
  readonly kind: TurnKind;
  readonly budget: TokenBudget;
  /** Asks a thinking model to think first, or not to. */
  readonly think: boolean;
  readonly fitted: FittedPrompt;
  /** All valid turns before this one, for the detector of echoes. */
  readonly before: readonly SpokenTurn[];
}

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
  const { plan, turn, fitted, kind, speaker } = attempt;
  const seed = deriveSeed(plan.seed, plan.arm, turn.round, turn.seat, attempt.attempt);
  const key = { turn, attempt: attempt.attempt };
  yield {
    type: 'turn-start',
    ...key,
    seed,
    promptTokens: fitted.promptTokens,
    templateHash: fitted.prompt.templateHash,
  };
  const start = clock.now();
  let raw = '';
  let thinking = '';
  let finishReason = 'failed';
  let usage: CallUsage = {};
  let server: string | undefined;
  let failure: ExpectedError | undefined;
  let shown = '';
  let broken: Finding | undefined;
  const breakOff = new AbortController();
  const timer = new TurnTimer(plan.limits.turn, clock, () => breakOff.abort());
  let watch = new StreamWatch(attempt.budget.thinking);
  try {
    const request = {
      prompt: fitted.prompt,
      maxTokens: totalOf(attempt.budget),
      think: attempt.think,
      seed,
      temperature: plan.temperature,
      ...shapeOf(kind, attempt.before),
    };
    const until = AbortSignal.any([signal, breakOff.signal]);
    for await (const part of model.stream(request, until)) {
      switch (part.type) {
        case 'waiting':
          if (part.waiting.for === 'server') timer.stop();
          else timer.restart();
          yield { type: 'turn-waiting', ...key, waiting: part.waiting };
          continue;
        case 'started-over':
          raw = thinking = shown = '';
          watch = new StreamWatch(attempt.budget.thinking);
          timer.restart();
          yield { type: 'turn-started-over', ...key, reason: part.reason };
          continue;
        case 'finish':
          finishReason = part.reason;
          usage = part.usage;
          server = part.server;
          continue;
        case 'thinking-delta':
          thinking += part.text;
          break;
        case 'text-delta': {
          raw += part.text;
          const text = inFlight(raw, kind, speaker);
          // A label that goes leaves nothing for a moment; only thinking that was taken for words has to go from view.
          if (text === shown || (text === '' && splitThinking(raw).thinking === '')) break;
          yield { type: 'turn-delta', ...key, text };
          shown = text;
        }
      }
      broken = watch.look(raw, thinking);
      if (broken === undefined) continue;
      finishReason = 'broken-off';
      // Leaving the loop ends our reading; only this ends the server's writing.
      breakOff.abort();
      break;
    }
  } catch (error) {
    if (signal.aborted) return undefined;
    if (!timer.over) {
      if (!isExpected(error)) throw error;
      failure = error;
    }
  } finally {
    timer.stop();
  }
  if (signal.aborted) return undefined;

  const written = { raw, thinking, finishReason };
  const heard =
    kind === 'choice'
      ? hearChoice(written, attempt.before)
      : hearTurn(written, {
          kind,
          motion: plan.scenario.motion,
          given: fitted.prompt.messages.map(({ content }) => content).join('\n'),
          speaker,
          table: [...plan.members, plan.chair],
          before: attempt.before,
        });
  const finding: Finding | undefined = failure
    ? { reason: 'model-failed', detail: wordsFor(failure) }
    : timer.over
      ? { reason: 'over-time', detail: `it took longer than ${Math.round(plan.limits.turn / 1000)} s` }
      : (broken ?? heard.finding);
  const end: TurnEnd = {
    type: 'turn-end',
    ...key,
    text: finding === undefined ? heard.said : heard.spoken,
    thinking: heard.thinking,
    outcome: finding === undefined ? { status: 'valid' } : { status: 'rejected', ...finding },
    finishReason,
    usage,
    ...(server === undefined ? {} : { server }),
    // A clock may be set back meanwhile.
    milliseconds: Math.max(0, clock.now() - start),
  };
  return { end, failure };
}

function shapeOf(kind: TurnKind, before: readonly SpokenTurn[]): { readonly shape?: AnswerShape } {
  if (kind === 'speech') return {};
  return { shape: kind === 'answer' ? ANSWER_SHAPE : choiceShape(before) };
}

/** The beginning of a mark of thinking or of a template, at the end of words that are still being written. */
const BEGUN_TAG = /(?:<[|/]?\w*\|?|\[\/?(?:T(?:H(?:I(?:NK?)?)?)?)?|◁\/?\w*)$/;

/** Words that can be shown while they are written: no thinking, no label, an answer as its parts. */
function inFlight(raw: string, kind: TurnKind, speaker: Member): string {
  const { text } = splitThinking(raw.replace(BEGUN_TAG, ''));
  switch (kind) {
    case 'speech':
      return cleanSpeech(text, speaker);
    case 'answer':
      return partialAnswerText(text);
    case 'choice':
      return '';
  }
}

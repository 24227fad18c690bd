import { type ExpectedError, wordsFor } from '../core/errors.ts';
import type { Attempt } from './attempt.ts';
import type { Collected } from './attempt-stream.ts';
import { hearDraftChoice } from './draft-choice.ts';
import type { TurnEnd } from './events.ts';
import { type HeardTurn, hearTurn } from './hear-turn.ts';
import type { Finding } from './validity/finding.ts';

/**
 * How an attempt ended: the words that were heard, and whether they are a valid turn.
 * @param call.failure the model's server failed
 */
export function turnEndOf(
  attempt: Attempt,
  call: Collected & { readonly failure: ExpectedError | undefined },
): TurnEnd {
  const heard = hear(attempt, call);
  const finding = wentWrong(attempt, call) ?? heard.finding;
  return {
    type: 'turn-end',
    turn: attempt.turn,
    attempt: attempt.attempt,
    text: finding === undefined ? heard.said : heard.spoken,
    thinking: heard.thinking,
    outcome: finding === undefined ? { status: 'valid' } : { status: 'rejected', ...finding },
    finishReason: call.finishReason,
    usage: call.usage,
    ...(call.server === undefined ? {} : { server: call.server }),
    milliseconds: call.milliseconds,
  };
}

function hear({ plan, kind, speaker, fitted, before }: Attempt, call: Collected): HeardTurn {
  if (kind === 'choice') return hearDraftChoice(call, before);
  return hearTurn(call, {
    kind,
    motion: plan.scenario.motion,
    given: fitted.prompt.messages.map(({ content }) => content).join('\n'),
    speaker,
    table: [...plan.members, plan.chair],
    before,
  });
}

/** Why there can be no valid turn, whatever was said. */
function wentWrong(
  { plan }: Attempt,
  { failure, overTime, broken }: Parameters<typeof turnEndOf>[1],
): Finding | undefined {
  if (failure !== undefined) return { reason: 'model-failed', detail: wordsFor(failure) };
  if (overTime) {
    return { reason: 'over-time', detail: `it took longer than ${Math.round(plan.limits.turn / 1000)} s` };
  }
  return broken;
}

import type { RecordedDebateEvent, TurnEnd, TurnKey } from './events.ts';
import type { DebatePlan } from './plan.ts';
import { sameTurn, speakerOf } from './turns.ts';

const AFTER_REFUSAL = 1.5;

/** What a debate's own log tells of a model, beside what its server says of it. */
export interface SeenOfModel {
  /** It thought, whatever its server says that it can. */
  readonly thinks: boolean;
  /**
   * By how much more tokens its prompts had than were counted before the calls, at least 1: an estimate can be too low. It never says that
   * fewer are needed, since the next prompt may be in another language. How much longer a refused prompt was nobody tells: each raises it by
   * half.
   */
  readonly undercount: number;
}

/**
 * What was seen before an attempt. Only the log is asked, and of it only earlier rounds and earlier attempts at the same turn: a debate that
 * is resumed, and one whose blind turns end in another order, come to the same prompts.
 */
export function seenOfModel(
  plan: DebatePlan,
  events: readonly RecordedDebateEvent[],
  before: { readonly turn: TurnKey; readonly attempt: number },
  model: string,
): SeenOfModel {
  const counted = new Map<string, number>();
  let thinks = false;
  let highest = 1;
  let refused = 0;
  for (const event of events) {
    if (event.type === 'turn-start') counted.set(keyOf(event), event.promptTokens);
    if (event.type !== 'turn-end' || speakerOf(plan, event.turn).model !== model || !isEarlier(event, before)) continue;
    thinks ||= event.thinking !== '';
    const estimate = counted.get(keyOf(event)) ?? 0;
    const { promptTokens } = event.usage;
    if (promptTokens === undefined) refused += event.finishReason === 'window' ? 1 : 0;
    else if (estimate > 0) highest = Math.max(highest, promptTokens / estimate);
  }
  return { thinks, undercount: highest * AFTER_REFUSAL ** refused };
}

function isEarlier(end: TurnEnd, { turn, attempt }: { readonly turn: TurnKey; readonly attempt: number }): boolean {
  return end.turn.round < turn.round || (sameTurn(end.turn, turn) && end.attempt < attempt);
}

function keyOf({ turn, attempt }: { readonly turn: TurnKey; readonly attempt: number }): string {
  return `${turn.round} ${turn.seat} ${attempt}`;
}

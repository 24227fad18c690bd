import type { ChatPart, FinishReason } from './chat-model.ts';

/** The raw reason of an answer that has filled the window, or whose prompt was refused for it: what was read may have been cut. */
export const WINDOW_FILLED = 'window' satisfies FinishReason;

/** What a server's own word for the end of an answer means. */
export function finishReasonOf(raw: string): FinishReason {
  return raw === 'stop' || raw === 'length' || raw === WINDOW_FILLED ? raw : 'other';
}

/** All that a server says that can't go on with an answer that was begun. */
export const CANNOT_GO_ON = {
  type: 'finish',
  reason: 'other',
  rawReason: 'cannot go on with a begun answer',
  usage: {},
} as const satisfies ChatPart;

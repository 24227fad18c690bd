import type { FinishReason } from './chat-model.ts';

/** The raw reason of an answer that has filled the window, or whose prompt was refused for it: what was read may have been cut. */
export const WINDOW_FILLED = 'window' satisfies FinishReason;

/** What a server's own word for the end of an answer means. */
export function finishReasonOf(raw: string): FinishReason {
  return raw === 'stop' || raw === 'length' || raw === WINDOW_FILLED ? raw : 'other';
}

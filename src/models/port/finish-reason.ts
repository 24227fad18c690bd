import type { FinishReason } from './chat-model.ts';

/** The raw reason of an answer that has filled the window, or whose prompt was refused for it: what was read may have been cut. */
export const WINDOW_FILLED = 'window';

/** What a server's own word for the end of an answer means. */
export function finishReasonOf(raw: string): FinishReason {
  if (raw === WINDOW_FILLED) return 'length';
  return raw === 'stop' || raw === 'length' ? raw : 'other';
}

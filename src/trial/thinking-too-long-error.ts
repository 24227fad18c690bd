import { LEAST_THINKING } from '../content/bounds.ts';
import { ExpectedError } from '../core/errors.ts';
import type { ModelInfo } from '../models/port/chat-model.ts';
import { roomToThink } from './thinking-room.ts';

/** An ensemble lets its models think for longer than the window of one of them holds beside the debate. */
export class ThinkingTooLongError extends ExpectedError {
  override readonly name = 'ThinkingTooLongError';
  override readonly advice: string;
  /** The message for where the ensemble is named already. */
  readonly says: string;

  constructor(ensemble: string, model: ModelInfo, thinkingTokens: number) {
    const says = `its models may think for ${thinkingTokens} tokens, and ${model.name} reads and writes ${model.contextTokens} in all`;
    super(`The ensemble ${ensemble} can't debate: ${says}.`);
    this.says = says;
    const room = roomToThink(model);
    const most = room < LEAST_THINKING ? '' : `Set thinkingTokens of the ensemble to at most ${room}. `;
    this.advice = `${most}A longer window (contextTokens in the file that MODEL_SERVERS names) or a model that does not think helps${most === '' ? '' : ' too'}.`;
  }
}

import type { CallUsage, ChatPart, ChoiceDistribution, FinishReason } from './chat-model.ts';

/** A stream at its end. */
export interface CollectedAnswer {
  /** All words as they stand in the end; some servers leave thinking in them, marked. */
  readonly text: string;
  /** What the server tells as thinking. */
  readonly thinking: string;
  readonly finish: FinishReason;
  /** The server's own word for it. */
  readonly rawReason: string;
  readonly usage: CallUsage;
  /** Which server answered, where there are several. */
  readonly server: string | undefined;
  /** Where the answer was asked for with options. */
  readonly choice: ChoiceDistribution | undefined;
}

/**
 * Reads a stream to its end, without the words that became void because another server began anew.
 * @throws what the stream throws
 */
export async function collectAnswer(stream: AsyncIterable<ChatPart>): Promise<CollectedAnswer> {
  let text = '';
  let thinking = '';
  let choice: ChoiceDistribution | undefined;
  for await (const part of stream) {
    switch (part.type) {
      case 'text-delta':
        text += part.text;
        break;
      case 'thinking-delta':
        thinking += part.text;
        break;
      case 'choice':
        choice = part.choice;
        break;
      case 'started-over':
        text = '';
        thinking = '';
        choice = undefined;
        break;
      case 'finish':
        return {
          text,
          thinking,
          finish: part.reason,
          rawReason: part.rawReason,
          usage: part.usage,
          server: part.server,
          choice,
        };
    }
  }
  return { text, thinking, finish: 'other', rawReason: 'unknown', usage: {}, server: undefined, choice };
}

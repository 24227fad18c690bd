import type { RenderedPrompt } from '../content/rendered-prompt.ts';
import type { Clock } from '../core/clock.ts';
import type { CallUsage, ChatModel } from '../models/port/chat-model.ts';

/** What the calls of a model had to read. */
export interface Read {
  /**
   * The server's own time, of which what its cache answers takes none. Where it tells none (it does not of an answer that we end early), it is
   * the time until the first word.
   */
  readonly readMilliseconds: number;
  /**
   * Tokens of prompts behind what the call before began with too: what a server that keeps its last prompt has to read. By share of letters;
   * where the server tells no tokens (of an answer that we end early), by those of the longest prompt of which it did.
   */
  readonly newTokens: number;
}

const NOTHING: Read = { readMilliseconds: 0, newTokens: 0 };

/** A model that says what its calls had to read. */
export interface Reading {
  readonly model: ChatModel;
  /** Of all calls since this was asked the last time. */
  take(): Read;
}

export function readingOf(model: ChatModel, clock: Clock): Reading {
  let read = NOTHING;
  let before = '';
  /** Of the longest prompt of which the server told the tokens. */
  let told = { letters: 0, tokens: 0 };
  const add = async (prompt: RenderedPrompt, usage: CallUsage, untilFirst: number): Promise<void> => {
    const text = prompt.messages.map(({ role, content }) => `${role}\n${content}`).join('\n');
    if (usage.promptTokens !== undefined && text.length >= told.letters) {
      told = { letters: text.length, tokens: usage.promptTokens };
    }
    const likeTold = told.letters === 0 ? undefined : (told.tokens / told.letters) * text.length;
    const tokens = usage.promptTokens ?? likeTold ?? (await model.countTokens(prompt));
    read = {
      readMilliseconds: read.readMilliseconds + (usage.promptMilliseconds ?? untilFirst),
      newTokens: read.newTokens + Math.round(tokens * (1 - sharedLength(before, text) / text.length)),
    };
    before = text;
  };
  return {
    model: {
      info: model.info,
      countTokens: (prompt) => model.countTokens(prompt),
      async *stream(request, signal) {
        const start = clock.now();
        let first: number | undefined;
        let usage: CallUsage = {};
        try {
          for await (const part of model.stream(request, signal)) {
            if (part.type === 'text-delta' || part.type === 'thinking-delta') first ??= clock.now();
            if (part.type === 'finish') usage = part.usage;
            yield part;
          }
        } finally {
          await add(request.prompt, usage, (first ?? clock.now()) - start);
        }
      },
      async choose(prompt, options, signal) {
        const start = clock.now();
        const chosen = await model.choose(prompt, options, signal);
        await add(prompt, chosen.usage, clock.now() - start);
        return chosen;
      },
    },
    take() {
      const taken = read;
      read = NOTHING;
      return taken;
    },
  };
}

/** How many letters two texts begin with alike. */
function sharedLength(one: string, other: string): number {
  let length = 0;
  while (length < one.length && length < other.length && one[length] === other[length]) length += 1;
  return length;
}

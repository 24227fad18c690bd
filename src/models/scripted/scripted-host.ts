import { UNKNOWN_FAMILY } from '../../content/family.ts';
import type { RenderedPrompt } from '../../content/rendered-prompt.ts';
import type { ChatModel, ChatPart, ChatRequest, ChoiceDistribution, ModelHost, ModelInfo } from '../port/chat-model.ts';
import { choiceOf } from '../port/choice-of.ts';
import { ModelMissingError } from '../port/model-missing-error.ts';

/** What a scripted model does with a call: words to stream, or parts of its own making (faults). */
export type ScriptedReply = string | ((request: ChatRequest, signal: AbortSignal) => AsyncIterable<ChatPart>);

export interface Script {
  /** @param call how many streams were begun before, over all models of the host; those that ask for a stance are not counted */
  reply(request: ChatRequest, model: string, call: number): ScriptedReply;
  /** What a member says of its stance, as JSON; these calls are not counted. Absent: undecided. */
  stance?(request: ChatRequest, model: string): string;
  /**
   * Probabilities of continuations; those of no option lie off them. Absent: of scores 0.6 on 5, 0.3 on 4, 0.1 on 6; between two texts
   * undecided. A stream with options tells them before its reply.
   */
  choose?(prompt: RenderedPrompt, model: string, options: readonly string[]): ReadonlyMap<string, number>;
}

const USUAL_STANCE = JSON.stringify({ stance: 0, confidence: 50, movedBy: 'nobody', because: 'Nothing did.' });

const USUAL_CHOICE = new Map([
  ['4', 0.3],
  ['5', 0.6],
  ['6', 0.1],
]);

const UNDECIDED = new Map([
  ['1', 0.5],
  ['2', 0.5],
]);

/**
 * A host whose models say what a script tells them, for tests of speed and of faults. It is called scripted wherever it is named:
 * its words are no model's.
 */
export function scriptedHost(models: readonly ModelInfo[], script: Script): ModelHost {
  let calls = 0;
  const chosen = (prompt: RenderedPrompt, options: readonly string[], { name }: ModelInfo): ChoiceDistribution => {
    const usual = options.length === UNDECIDED.size ? UNDECIDED : USUAL_CHOICE;
    return choiceOf(script.choose?.(prompt, name, options) ?? usual, options, {});
  };
  const chat = (info: ModelInfo): ChatModel => ({
    info,
    async *stream(request, signal) {
      if (request.options !== undefined) {
        yield { type: 'choice', choice: chosen(request.prompt, request.options, info) };
      }
      if (request.shape?.name === 'stance') {
        yield* streamWords(script.stance?.(request, info.name) ?? USUAL_STANCE, signal);
        return;
      }
      const reply = script.reply(request, info.name, calls++);
      if (typeof reply !== 'string') {
        yield* reply(request, signal);
        return;
      }
      yield* streamWords(reply, signal);
    },
    async countTokens(prompt) {
      return Math.ceil(prompt.messages.reduce((sum, { content }) => sum + content.length, 0) / 4);
    },
    async choose(prompt, options) {
      return chosen(prompt, options, info);
    },
  });
  return {
    label: 'a scripted model (no language model: its words are written in advance)',
    async list() {
      return models;
    },
    async open(name) {
      const info = models.find((model) => model.name === name);
      if (info === undefined) throw new ModelMissingError(name, 'scripted');
      return chat(info);
    },
    async close() {},
  };
}

/** Streams a text word by word, then stops by itself. */
export async function* streamWords(text: string, signal: AbortSignal): AsyncGenerator<ChatPart> {
  const words = text.match(/\S+\s*/g) ?? [];
  for (const word of words) {
    if (signal.aborted) {
      yield { type: 'finish', reason: 'cancelled', rawReason: 'aborted', usage: {} };
      return;
    }
    yield { type: 'text-delta', text: word };
  }
  yield { type: 'finish', reason: 'stop', rawReason: 'stop', usage: { completionTokens: words.length } };
}

/** Facts of a scripted model. */
export function scriptedModelInfo(name: string, family = UNKNOWN_FAMILY): ModelInfo {
  return { name, family, bytes: 1_000_000, contextTokens: 8192, canThink: false };
}

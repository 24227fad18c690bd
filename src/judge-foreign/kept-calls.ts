import { z } from 'zod';
import type { RenderedPrompt } from '../content/rendered-prompt.ts';
import { canonicalHash } from '../core/hash.ts';
import type { ChatModel, ChatPart, ChatRequest, ChoiceDistribution, ModelInfo } from '../models/port/chat-model.ts';
import { ChoiceUnsupportedError } from '../models/port/choice-unsupported-error.ts';
import { collectAnswer } from '../models/port/collect-answer.ts';
import { JsonLinesFile } from './json-lines-file.ts';

const choiceFields = {
  probabilities: z.array(z.tuple([z.string(), z.number()])),
  mass: z.number(),
  tokens: z.array(z.tuple([z.string(), z.array(z.string())])),
  alternatives: z.int(),
};

/** A call that a model has finished, by all that was asked of it. */
const keptCallSchema = z.strictObject({
  key: z.string(),
  outcome: z.discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('words'),
      text: z.string(),
      thinking: z.string(),
      finish: z.enum(['stop', 'length', 'window', 'other']),
      rawReason: z.string(),
      /** Of an answer that was asked for with options. */
      choice: z.strictObject(choiceFields).optional(),
    }),
    z.strictObject({ type: z.literal('choice'), ...choiceFields }),
    /** The server gives no log-probabilities. */
    z.strictObject({ type: z.literal('no-choice') }),
  ]),
});
type KeptCall = z.infer<typeof keptCallSchema>;
type Outcome = KeptCall['outcome'];

/**
 * The finished calls of a run, each kept before its outcome is used: a judgement takes several, and a run that was killed between two of
 * them makes none twice.
 */
export class KeptCalls {
  readonly #file: JsonLinesFile<KeptCall>;
  readonly #outcomes: Map<string, Outcome>;

  private constructor(file: JsonLinesFile<KeptCall>) {
    this.#file = file;
    this.#outcomes = new Map(file.held.map(({ key, outcome }) => [key, outcome]));
  }

  /** @throws JsonLinesError */
  static async open(file: string): Promise<KeptCalls> {
    return new KeptCalls(await JsonLinesFile.open(file, keptCallSchema, '{"key":"'));
  }

  get torn(): boolean {
    return this.#file.torn;
  }

  get empty(): boolean {
    return this.#outcomes.size === 0;
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  /** A model that is not asked again what it has been asked before. */
  around(model: ChatModel): ChatModel {
    const kept = this;
    const { info } = model;
    return {
      info,
      countTokens: (prompt) => model.countTokens(prompt),
      async *stream(request, signal): AsyncGenerator<ChatPart> {
        yield* partsOf(await kept.#words(model, request, signal));
      },
      choose: (prompt, options, signal) => kept.#choice(model, prompt, options, signal),
    };
  }

  async #words(model: ChatModel, request: ChatRequest, signal: AbortSignal): Promise<WordsOutcome> {
    const key = keyOf(model.info, 'words', request.prompt, { ...request, prompt: undefined });
    const known =
      this.#outcomes.get(key) ?? (await this.#keep(key, await orNoChoice(() => heard(model, request, signal))));
    if (known.type !== 'words') throw new ChoiceUnsupportedError(model.info.name);
    return known;
  }

  async #choice(
    model: ChatModel,
    prompt: RenderedPrompt,
    options: readonly string[],
    signal: AbortSignal,
  ): Promise<ChoiceDistribution> {
    const key = keyOf(model.info, 'choice', prompt, options);
    const ask = async (): Promise<Outcome> => {
      return { type: 'choice', ...toKeep(await model.choose(prompt, options, signal)) };
    };
    const known = this.#outcomes.get(key) ?? (await this.#keep(key, await orNoChoice(ask)));
    if (known.type !== 'choice') throw new ChoiceUnsupportedError(model.info.name);
    return asTold(known);
  }

  async #keep<Kept extends Outcome>(key: string, outcome: Kept): Promise<Kept> {
    await this.#file.append({ key, outcome });
    this.#outcomes.set(key, outcome);
    return outcome;
  }
}

type WordsOutcome = Extract<Outcome, { type: 'words' }>;
type KeptChoice = NonNullable<WordsOutcome['choice']>;

/** An answer at its end. What was broken off is no finished call, and whoever broke it off reads no more of it. */
async function heard(model: ChatModel, request: ChatRequest, signal: AbortSignal): Promise<WordsOutcome> {
  const { text, thinking, finish, rawReason, choice } = await collectAnswer(model.stream(request, signal));
  if (finish === 'cancelled') throw signal.reason;
  const chosen = choice === undefined ? {} : { choice: toKeep(choice) };
  return { type: 'words', text, thinking, finish, rawReason, ...chosen };
}

async function orNoChoice(ask: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof ChoiceUnsupportedError) return { type: 'no-choice' };
    throw error;
  }
}

function toKeep({ probabilities, mass, tokens, alternatives }: ChoiceDistribution): KeptChoice {
  const spelt = [...tokens].map(([option, spellings]): [string, string[]] => [option, [...spellings]]);
  return { probabilities: [...probabilities], mass, tokens: spelt, alternatives };
}

function asTold({ probabilities, mass, tokens, alternatives }: KeptChoice): ChoiceDistribution {
  return { probabilities: new Map(probabilities), mass, tokens: new Map(tokens), alternatives, usage: {} };
}

function* partsOf({ text, thinking, finish, rawReason, choice }: WordsOutcome): Generator<ChatPart> {
  if (choice !== undefined) yield { type: 'choice', choice: asTold(choice) };
  if (thinking !== '') yield { type: 'thinking-delta', text: thinking };
  if (text !== '') yield { type: 'text-delta', text };
  yield { type: 'finish', reason: finish, rawReason, usage: {} };
}

/** Other weights under the same name would answer differently. */
function keyOf({ name, digest }: ModelInfo, kind: string, { messages }: RenderedPrompt, asked: unknown): string {
  return canonicalHash([kind, name, digest ?? null, messages, asked]);
}

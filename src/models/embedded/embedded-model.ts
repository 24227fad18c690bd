import type { ChatHistoryItem, ChatWrapper, LlamaContextSequence, LlamaModel, Token } from 'node-llama-cpp';
import type { RenderedPrompt } from '../../content/rendered-prompt.ts';
import type { Clock } from '../../core/clock.ts';
import type { CallUsage, ChatModel, ChatPart, ChatRequest, ChoiceDistribution, ModelInfo } from '../port/chat-model.ts';
import { choiceOf } from '../port/choice-of.ts';
import { ModelFailedError } from '../port/model-failed-error.ts';
import { PromptTooLongError } from '../port/prompt-too-long-error.ts';
import { loadEngine } from './load-engine.ts';
import { Turnstile } from './turnstile.ts';

/** Ollama's defaults, so that a model behaves alike on both engines. */
const SAMPLING = { topK: 40, topP: 0.9 } as const;
const REPEAT_PENALTY = 1.1;
const REPEAT_WINDOW = 64;

/** Alternatives less likely than this change no score. */
const NEGLIGIBLE = 1e-6;

/** A prompt is read in pieces, so that an abort need not wait for the whole of it. */
const READ_TOKENS = 256;

/** What one loaded model needs from node-llama-cpp. */
export interface LoadedModel {
  readonly model: LlamaModel;
  readonly sequence: LlamaContextSequence;
  readonly wrapper: ChatWrapper;
}

interface TokenizedPrompt {
  readonly tokens: readonly Token[];
  /** What ends the answer. */
  readonly stops: readonly string[];
}

/**
 * A model inside this process, on the CPU. Its one sequence keeps what it has read: a prompt that begins as the last one did is read from
 * where they part. Calls wait for each other.
 */
export class EmbeddedModel implements ChatModel {
  readonly info: ModelInfo;
  readonly #loaded: LoadedModel;
  readonly #clock: Clock;
  readonly #turnstile = new Turnstile();

  constructor(info: ModelInfo, loaded: LoadedModel, clock: Clock) {
    this.info = info;
    this.#loaded = loaded;
    this.#clock = clock;
  }

  async *stream(request: ChatRequest, signal: AbortSignal): AsyncGenerator<ChatPart> {
    const leave = await this.#turnstile.enter(signal);
    try {
      yield* this.#write(request, signal);
    } finally {
      leave();
    }
  }

  async countTokens(prompt: RenderedPrompt): Promise<number> {
    return this.#tokens(prompt).tokens.length;
  }

  async choose(prompt: RenderedPrompt, options: readonly string[], signal: AbortSignal): Promise<ChoiceDistribution> {
    const leave = await this.#turnstile.enter(signal);
    try {
      const { tokens } = this.#fitting(prompt, 1);
      const start = this.#clock.now();
      const choice = await this.#choice(tokens, options, signal);
      return { ...choice, usage: { promptTokens: tokens.length, promptMilliseconds: this.#clock.now() - start } };
    } finally {
      leave();
    }
  }

  async #choice(
    tokens: readonly Token[],
    options: readonly string[],
    signal: AbortSignal,
  ): Promise<ChoiceDistribution> {
    const last = await this.#read(tokens, signal);
    const outputs = await this.#loaded.sequence.controlledEvaluate([
      [last, { generateNext: { probabilities: true, options: { temperature: 1, topK: 0, topP: 1, minP: 0 } } }],
    ]);
    const probabilities = outputs.at(0)?.next.probabilities;
    if (probabilities === undefined) throw new ModelFailedError(this.info.name, 'it gave no probabilities.');
    return choiceOf(this.#likely(probabilities), options, {}, probabilities.size);
  }

  async *#write(request: ChatRequest, signal: AbortSignal): AsyncGenerator<ChatPart> {
    const { model, sequence } = this.#loaded;
    const { tokens, stops } = this.#fitting(request.prompt, request.maxTokens);
    const start = this.#clock.now();
    if (request.options !== undefined) {
      yield { type: 'choice', choice: await this.#choice(tokens, request.options, signal) };
    }
    const last = await this.#read(tokens, signal);
    const read = this.#clock.now();
    const written: Token[] = [];
    let text = '';
    const usage = (): CallUsage => ({
      promptTokens: tokens.length,
      completionTokens: written.length,
      promptMilliseconds: read - start,
      completionMilliseconds: this.#clock.now() - read,
    });
    const grammar = request.shape === undefined ? undefined : await this.#grammar(request.shape.schema);
    const generated = sequence.evaluate([last], {
      ...SAMPLING,
      temperature: request.temperature,
      seed: request.seed,
      repeatPenalty: { penalty: REPEAT_PENALTY, punishTokens: () => written.slice(-REPEAT_WINDOW) },
      ...(grammar === undefined ? {} : { grammarEvaluationState: grammar }),
    });
    for await (const token of generated) {
      if (signal.aborted) {
        yield { type: 'finish', reason: 'cancelled', rawReason: 'aborted', usage: usage() };
        return;
      }
      written.push(token);
      const grown = model.detokenize(written);
      const stop = stops.find((trigger) => grown.includes(trigger));
      const upTo = stop === undefined ? grown : grown.slice(0, grown.indexOf(stop));
      // A character whose bytes are not all there yet shows as U+FFFD: wait for the rest.
      if (!upTo.endsWith('\ufffd') && upTo.length > text.length) {
        yield { type: 'text-delta', text: upTo.slice(text.length) };
        text = upTo;
      }
      // A grammar allows white space after the value without end.
      if (grammar !== undefined && isJson(text)) {
        yield { type: 'finish', reason: 'stop', rawReason: 'the value is whole', usage: usage() };
        return;
      }
      if (stop !== undefined) {
        yield { type: 'finish', reason: 'stop', rawReason: 'stop trigger', usage: usage() };
        return;
      }
      if (written.length >= request.maxTokens) {
        yield { type: 'finish', reason: 'length', rawReason: 'maxTokens', usage: usage() };
        return;
      }
    }
    yield { type: 'finish', reason: 'stop', rawReason: 'end of generation', usage: usage() };
  }

  /** Reads all but the last token into the sequence, reusing what it holds already. @returns the last token, for the first evaluation */
  async #read(tokens: readonly Token[], signal: AbortSignal): Promise<Token> {
    const { sequence } = this.#loaded;
    const last = tokens.at(-1);
    if (last === undefined) throw new ModelFailedError(this.info.name, 'the prompt is empty.');
    const before = tokens.slice(0, -1);
    await sequence.adaptStateToTokens(before, false);
    for (let next = sequence.nextTokenIndex; next < before.length; next += READ_TOKENS) {
      signal.throwIfAborted();
      await sequence.evaluateWithoutGeneratingNewTokens(before.slice(next, next + READ_TOKENS));
    }
    signal.throwIfAborted();
    return last;
  }

  /** @throws PromptTooLongError */
  #fitting(prompt: RenderedPrompt, answerTokens: number): TokenizedPrompt {
    const rendered = this.#tokens(prompt);
    const { length } = rendered.tokens;
    if (length + answerTokens > this.info.contextTokens) throw new PromptTooLongError(this.info, length);
    return rendered;
  }

  #tokens({ messages }: RenderedPrompt): TokenizedPrompt {
    const { model, wrapper } = this.#loaded;
    const history = messages.map(({ role, content }): ChatHistoryItem => {
      return role === 'assistant' ? { type: 'model', response: [content] } : { type: role, text: content };
    });
    if (messages.at(-1)?.role !== 'assistant') history.push({ type: 'model', response: [''] });
    const { contextText, stopGenerationTriggers } = wrapper.generateContextState({ chatHistory: history });
    const tokens = contextText.tokenize(model.tokenizer);
    // Some files name a token of their template as the start of text; there the template's own stands first already.
    if (!model.tokens.shouldPrependBosToken && tokens[0] === model.tokens.bos) tokens.shift();
    const stops = stopGenerationTriggers.map((trigger) => trigger.toString()).filter((trigger) => trigger !== '');
    return { tokens, stops };
  }

  /** The likely next tokens as text: spelling out all of a vocabulary takes longer than the model's own work. */
  #likely(probabilities: ReadonlyMap<Token, number>): [text: string, probability: number][] {
    const pieces: [string, number][] = [];
    // They come sorted, the likeliest first.
    for (const [token, probability] of probabilities) {
      if (probability < NEGLIGIBLE) break;
      pieces.push([this.#loaded.model.detokenize([token]), probability]);
    }
    return pieces;
  }

  async #grammar(schema: Readonly<Record<string, unknown>>) {
    const { LlamaGrammarEvaluationState, LlamaJsonSchemaGrammar } = await loadEngine();
    const { model } = this.#loaded;
    // The library's type lists the parts of JSON Schema that it knows; it checks the value itself.
    const grammar = new LlamaJsonSchemaGrammar(
      model.llama,
      schema as ConstructorParameters<typeof LlamaJsonSchemaGrammar>[1],
    );
    return new LlamaGrammarEvaluationState({ model, grammar });
  }
}

function isJson(text: string): boolean {
  if (!text.trimEnd().endsWith('}')) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

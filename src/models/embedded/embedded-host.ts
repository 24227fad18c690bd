import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import type { ChatWrapper, LlamaModel } from 'node-llama-cpp';
import { UNKNOWN_FAMILY } from '../../content/family.ts';
import type { Clock } from '../../core/clock.ts';
import type { Log } from '../../core/log.ts';
import type { ChatModel, ModelHost, ModelInfo } from '../port/chat-model.ts';
import { ModelMissingError } from '../port/model-missing-error.ts';
import { ModelOutOfMemoryError } from '../port/model-out-of-memory-error.ts';
import { EmbeddedFileError } from './embedded-file-error.ts';
import { EmbeddedModel } from './embedded-model.ts';
import { loadEngine } from './load-engine.ts';

/** Debates and their judging fit; a longer window would cost memory for nothing. */
const MOST_CONTEXT_TOKENS = 8192;

/**
 * How a prompt is marked up: by the model's own chat template, by another family's (as a badly converted file has it), or not at all
 * (as for a base model). Only measurements of what goes wrong ask for anything but its own.
 */
export type ChatMarkup = 'own' | 'foreign' | 'none';

/** Mostly for measurements that are to be made again in the same way; whoever wants words leaves it empty. */
export interface EngineSettings {
  readonly markup?: ChatMarkup;
  /** With other threads the same seed gives other words. Absent: as many as the machine has. */
  readonly threads?: number;
  /** The longest window; absent: enough for a debate. */
  readonly mostContextTokens?: number;
}

/** The engine inside this process: one file of weights, run on the CPU. It is loaded when it is first opened. */
export class EmbeddedHost implements ModelHost {
  readonly label: string;
  readonly #file: string;
  readonly #info: ModelInfo;
  readonly #deps: { readonly log: Log; readonly clock: Clock };
  readonly #settings: EngineSettings;
  #opened: Promise<{ chat: ChatModel; model: LlamaModel }> | undefined;

  private constructor(file: string, info: ModelInfo, deps: { log: Log; clock: Clock }, settings: EngineSettings) {
    this.#file = file;
    this.#info = info;
    this.#deps = deps;
    this.#settings = settings;
    this.label = `the embedded engine on the CPU with ${info.name}`;
  }

  /**
   * Reads what the file says about itself, not its weights.
   * @param digest of the file where it is known
   * @throws EmbeddedFileError
   */
  static async open(
    file: string,
    digest: string | undefined,
    deps: { log: Log; clock: Clock },
    settings: EngineSettings = {},
  ): Promise<EmbeddedHost> {
    const { readGgufFileInfo } = await loadEngine();
    try {
      const { size } = await stat(file);
      const { metadata, architectureMetadata } = await readGgufFileInfo(file, { logWarnings: false });
      return new EmbeddedHost(
        file,
        {
          name: path.basename(file).replace(/\.gguf$/i, ''),
          // A file names only its architecture (`llama` for many families); the table of families goes by the name.
          family: UNKNOWN_FAMILY,
          bytes: size,
          contextTokens: Math.min(
            settings.mostContextTokens ?? MOST_CONTEXT_TOKENS,
            architectureMetadata.context_length ?? MOST_CONTEXT_TOKENS,
          ),
          ...(digest === undefined ? {} : { digest }),
          canThink: String(metadata.tokenizer?.chat_template ?? '').includes('<think>'),
        },
        deps,
        settings,
      );
    } catch (error) {
      const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
      throw new EmbeddedFileError(file, missing ? 'there is no such file' : 'it is not a readable .gguf file', error);
    }
  }

  async list(): Promise<readonly ModelInfo[]> {
    return [this.#info];
  }

  async open(name: string): Promise<ChatModel> {
    if (name !== this.#info.name) throw new ModelMissingError(name, this.label);
    this.#opened ??= this.#load();
    try {
      return (await this.#opened).chat;
    } catch (error) {
      this.#opened = undefined;
      throw error;
    }
  }

  async close(): Promise<void> {
    const opened = await this.#opened?.catch(() => undefined);
    this.#opened = undefined;
    await opened?.model.dispose();
  }

  async #load(): Promise<{ chat: ChatModel; model: LlamaModel }> {
    const engine = await loadEngine();
    const { getLlama, InsufficientMemoryError, LlamaLogLevel } = engine;
    const threads = this.#settings.threads ?? availableParallelism();
    try {
      const llama = await getLlama({
        gpu: false,
        build: 'never',
        // Its own default is more threads than the machine has, which is many times slower.
        maxThreads: threads,
        logLevel: LlamaLogLevel.warn,
        logger: (level, message) => this.#deps.log.debug({ level }, message),
      });
      const model = await llama.loadModel({ modelPath: this.#file });
      const context = await model.createContext({ contextSize: this.#info.contextTokens, threads });
      const loaded = {
        model,
        sequence: context.getSequence(),
        wrapper: wrapperFor(this.#settings.markup ?? 'own', model, engine),
      };
      return { chat: new EmbeddedModel(this.#info, loaded, this.#deps.clock), model };
    } catch (error) {
      if (error instanceof InsufficientMemoryError) throw new ModelOutOfMemoryError(this.#info.name, error);
      throw new EmbeddedFileError(this.#file, error instanceof Error ? error.message : String(error), error);
    }
  }
}

function wrapperFor(
  markup: ChatMarkup,
  model: LlamaModel,
  engine: Awaited<ReturnType<typeof loadEngine>>,
): ChatWrapper {
  const { AlpacaChatWrapper, EmptyChatWrapper, GeneralChatWrapper, resolveChatWrapper } = engine;
  if (markup === 'foreign') return new AlpacaChatWrapper();
  if (markup === 'none') return new EmptyChatWrapper();
  return resolveChatWrapper(model) ?? new GeneralChatWrapper();
}

import type { RenderedPrompt } from '../../content/rendered-prompt.ts';

/**
 * Why a model stopped. `stop`: by itself; `length`: the budget of tokens was spent; `window`: the answer filled the window, or the prompt was
 * refused for it, and what was read may have been cut; `cancelled`: we aborted it.
 */
export type FinishReason = 'stop' | 'length' | 'window' | 'cancelled' | 'other';

/** What a call used, as the server tells it; a count that the server does not give is absent, never zero. */
export interface CallUsage {
  readonly promptTokens?: number;
  readonly completionTokens?: number;
  readonly loadMilliseconds?: number;
  readonly promptMilliseconds?: number;
  readonly completionMilliseconds?: number;
}

/**
 * Why nothing is being written yet: all servers are busy and `ahead` calls come first; one has taken it on after that; or the weights are
 * being loaded.
 */
export type Waiting =
  | { readonly for: 'server'; readonly ahead: number }
  | { readonly for: 'reading' }
  | { readonly for: 'loading' };

/** A stream ends with exactly one `finish` part, or throws. */
export type ChatPart =
  | { readonly type: 'waiting'; readonly waiting: Waiting }
  | { readonly type: 'text-delta'; readonly text: string }
  | { readonly type: 'thinking-delta'; readonly text: string }
  /** Before the first word of an answer that was asked for with `options`: how likely it was to begin with each. */
  | { readonly type: 'choice'; readonly choice: ChoiceDistribution }
  /** A server failed and another one begins the answer anew: all deltas so far are void. `reason` is for people. */
  | { readonly type: 'started-over'; readonly reason: string }
  | {
      readonly type: 'finish';
      readonly reason: FinishReason;
      readonly rawReason: string;
      readonly usage: CallUsage;
      /** Which server answered, where there are several. */
      readonly server?: string;
    };

/** A JSON schema that an answer must follow, with a name for servers that want one. */
export interface AnswerShape {
  readonly name: string;
  readonly schema: Readonly<Record<string, unknown>>;
}

export interface ChatRequest {
  readonly prompt: RenderedPrompt;
  /** The budget of new tokens, thinking included. */
  readonly maxTokens: number;
  /** 0 to 2^31 - 1. */
  readonly seed: number;
  /** 0 (greedy) to 2. */
  readonly temperature: number;
  /** Asks a thinking model to think first, or not to; models that can't think ignore it. */
  readonly think?: boolean;
  readonly shape?: AnswerShape;
  /**
   * The answer, which the prompt has begun, goes on with one of these (each one token, like the digits 1 to 7), and then in words. Where the
   * server can't go on with a begun answer, it answers from the start.
   */
  readonly options?: readonly string[];
}

/** How likely each offered continuation is, given that it is one of them: sums to 1 over the options. */
export interface ChoiceDistribution {
  readonly probabilities: ReadonlyMap<string, number>;
  /** The share of the model's whole next-token probability that fell on any of the options, 0 to 1. Low means the model meant something else. */
  readonly mass: number;
  /** Which tokens were read as each option, as the server spells them; the likeliest first. They differ from model to model. */
  readonly tokens: ReadonlyMap<string, readonly string[]>;
  /** How many alternatives of the token the server told: what is not among them counts as off the options. */
  readonly alternatives: number;
  readonly usage: CallUsage;
}

/** The facts of one model on its server. */
export interface ModelInfo {
  /** As the server names it, for example `mistral:7b`. */
  readonly name: string;
  /** Lineage of the base weights in lower case, for example `llama`; `unknown` where nobody says. */
  readonly family: string;
  /** Size of the weights in bytes, where the server tells it. */
  readonly bytes?: number;
  /** The longest prompt and answer together, in tokens, that we ask the server for. */
  readonly contextTokens: number;
  /** The longest text that the weights were trained for, where the server tells it. */
  readonly trainedTokens?: number;
  /** Digest of the weights and all else that decides the model's words, the same on every server; absent where the server tells too little. */
  readonly digest?: string;
  readonly canThink: boolean;
}

/**
 * The port to one language model. Every method that asks the model takes an AbortSignal and stops the server's work when it is aborted.
 * Expected failures: ModelUnreachableError, ModelMissingError, ModelOutOfMemoryError, ModelTooSlowError, ModelKeyError,
 * PromptTooLongError, ModelFailedError (beside this file).
 */
export interface ChatModel {
  readonly info: ModelInfo;
  /**
   * Streams an answer. Ends with one `finish` part (also when the budget is spent) or throws. Goes on with an answer that the prompt has
   * begun; where the server can't, it says nothing and finishes with CANNOT_GO_ON (finish-reason.ts).
   * @throws ChoiceUnsupportedError for `options` where the server gives no log-probabilities
   */
  stream(request: ChatRequest, signal: AbortSignal): AsyncIterable<ChatPart>;
  /**
   * The number of tokens of the prompt, without asking the model: exact where the engine has a tokenizer at hand, else an estimate that errs
   * upwards for English.
   */
  countTokens(prompt: RenderedPrompt): Promise<number>;
  /**
   * The distribution over `options` (each one token, like the digits 1 to 7) as the next words of the assistant.
   * @throws ChoiceUnsupportedError where the server gives no log-probabilities
   */
  choose(prompt: RenderedPrompt, options: readonly string[], signal: AbortSignal): Promise<ChoiceDistribution>;
}

export interface OpenOptions {
  readonly signal?: AbortSignal;
  /**
   * Calls of one group begin with the same words (those of one debate do): where there are several servers, they stay on one that has read
   * these words, as long as it is not what holds them up.
   */
  readonly group?: string | undefined;
}

/** The port to a server (or engine) that holds models. */
export interface ModelHost {
  /** For people: which engine this is and where, for example `Ollama at http://127.0.0.1:11434`. */
  readonly label: string;
  /** The chat models at hand, smallest first. */
  list(signal?: AbortSignal): Promise<readonly ModelInfo[]>;
  /** @throws ModelMissingError when the host has no such model */
  open(name: string, options?: OpenOptions): Promise<ChatModel>;
  /** Has the model loaded before it is needed, where the server can; nobody has to wait for it. */
  preload?(name: string, options?: OpenOptions): Promise<void>;
  /** The version of the server's program, where it has one to tell. */
  version?(signal?: AbortSignal): Promise<string>;
  /** Frees what the host holds. */
  close(): Promise<void>;
}

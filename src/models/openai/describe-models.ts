import { UNKNOWN_FAMILY } from '../../content/family.ts';
import type { ModelInfo } from '../port/chat-model.ts';
import { type Dialect, LLAMA_CPP, LM_STUDIO, PLAIN, VLLM } from './dialect.ts';
import type { OpenAiClient } from './openai-client.ts';
import {
  type ListedModel,
  modelsResponseSchema,
  propsResponseSchema,
  type StudioModel,
  studioModelsResponseSchema,
} from './responses.ts';
import { ServerFailure } from './server-failure.ts';
import type { Tokenizer } from './tokenizer.ts';

/** Debates and their judging fit. A server's window is often longer, and the memory for it is taken as it fills. */
const MOST_CONTEXT_TOKENS = 8192;
/** Where neither the server nor the operator tells the window: the shortest that servers of this kind are usually run with. */
const UNTOLD_CONTEXT_TOKENS = 4096;

/** One model, and how its server is spoken to. */
export interface DescribedModel {
  readonly info: ModelInfo;
  readonly dialect: Dialect;
}

/**
 * The chat models of a server. Which program it is shows in what it tells of them.
 * @param contextTokens the longest window that may be used; it also stands in for one that the server does not tell
 * @throws ServerFailure, and what fetch throws
 */
export async function describeModels(
  client: OpenAiClient,
  tokenizer: Tokenizer,
  contextTokens: number | undefined,
  signal: AbortSignal,
): Promise<readonly DescribedModel[]> {
  const { data } = await client.get('/v1/models', modelsResponseSchema, signal);
  const chat = data.filter(({ architecture }) => architecture?.output_modalities?.includes('text') ?? true);
  const dialects = new Set(chat.map(dialectOf));
  const studio = dialects.has(PLAIN) ? await studioModels(client, signal) : undefined;
  const described = await Promise.all(
    chat.map(async (model): Promise<DescribedModel | undefined> => {
      const dialect = dialectOf(model);
      const window = (told: number | undefined): { readonly contextTokens: number } => ({
        contextTokens: Math.min(contextTokens ?? MOST_CONTEXT_TOKENS, told ?? contextTokens ?? UNTOLD_CONTEXT_TOKENS),
      });
      const basic = { name: model.id, family: UNKNOWN_FAMILY, canThink: false };
      if (dialect === VLLM) {
        const canThink = await tokenizer.hasThinkingSwitch(model.id, signal);
        return { dialect, info: { ...basic, ...window(model.max_model_len ?? undefined), canThink } };
      }
      if (dialect === LLAMA_CPP) {
        const { size, n_ctx_train: trained } = model.meta ?? {};
        const { told, canThink } = await llamaCppProps(client, model.id, signal);
        const facts = {
          ...(size === undefined ? {} : { bytes: size }),
          ...(trained === undefined ? {} : { trainedTokens: trained }),
        };
        return { dialect, info: { ...basic, ...window(told), ...facts, canThink } };
      }
      if (studio === undefined) return { dialect, info: { ...basic, ...window(undefined) } };
      const known = studio.get(model.id);
      if (known?.type === 'embeddings') return undefined;
      const { arch, max_context_length: trained } = known ?? {};
      const facts = {
        ...(arch === undefined ? {} : { family: arch.toLowerCase() }),
        ...(trained === undefined ? {} : { trainedTokens: trained }),
      };
      return { dialect: LM_STUDIO, info: { ...basic, ...window(studioWindow(known, contextTokens)), ...facts } };
    }),
  );
  return described.filter((model) => model !== undefined);
}

function dialectOf({ owned_by, max_model_len, meta }: ListedModel): Dialect {
  if (owned_by === 'llamacpp' || meta?.n_ctx_train !== undefined) return LLAMA_CPP;
  return owned_by === 'vllm' || typeof max_model_len === 'number' ? VLLM : PLAIN;
}

/** The window of one slot, and whether the template can have the model think. A router is not made to load the model for that. */
async function llamaCppProps(
  client: OpenAiClient,
  model: string,
  signal: AbortSignal,
): Promise<{ readonly told: number | undefined; readonly canThink: boolean }> {
  const path = `/props?model=${encodeURIComponent(model)}&autoload=false`;
  const props = await orUndefined(client.get(path, propsResponseSchema, signal), signal);
  const template = props?.chat_template ?? '';
  return {
    told: props?.default_generation_settings.n_ctx,
    canThink: /enable_thinking|<think>|reasoning_effort/.test(template),
  };
}

/** What LM Studio tells by id; undefined where the server is another one. */
async function studioModels(
  client: OpenAiClient,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, StudioModel> | undefined> {
  const told = await orUndefined(client.get('/api/v0/models', studioModelsResponseSchema, signal), signal);
  return told === undefined ? undefined : new Map(told.data.map((model) => [model.id, model]));
}

/** A model that is not loaded gets, when it is, a window that only its user knows. */
function studioWindow(model: StudioModel | undefined, contextTokens: number | undefined): number | undefined {
  if (model?.loaded_context_length !== undefined) return model.loaded_context_length;
  const longest = model?.max_context_length;
  return longest === undefined ? undefined : Math.min(longest, contextTokens ?? UNTOLD_CONTEXT_TOKENS);
}

/** Where the server has no such path, or answers something else there. */
async function orUndefined<Answer>(asked: Promise<Answer>, signal: AbortSignal): Promise<Answer | undefined> {
  try {
    return await asked;
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof TypeError || (error instanceof ServerFailure && (error.status ?? 0) >= 500)) throw error;
    return undefined;
  }
}

import { z } from 'zod';

/** What servers tell of their models, each in fields of its own; all else is passed over. */
export const modelsResponseSchema = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      owned_by: z.string().nullish(),
      /** vLLM. */
      max_model_len: z.number().nullish(),
      /** llama.cpp; null while it loads. */
      meta: z.object({ n_ctx_train: z.number().optional(), size: z.number().optional() }).nullish(),
      /** llama.cpp. */
      architecture: z.object({ output_modalities: z.array(z.string()).optional() }).nullish(),
    }),
  ),
});
export type ListedModel = z.infer<typeof modelsResponseSchema>['data'][number];

/** llama.cpp's GET /props. */
export const propsResponseSchema = z.object({
  default_generation_settings: z.object({ n_ctx: z.number().positive() }),
  chat_template: z.string().default(''),
  build_info: z.string().optional(),
});

/** LM Studio's GET /api/v0/models. */
export const studioModelsResponseSchema = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      type: z.string(),
      arch: z.string().optional(),
      state: z.string().optional(),
      max_context_length: z.number().positive().optional(),
      loaded_context_length: z.number().positive().optional(),
    }),
  ),
});
export type StudioModel = z.infer<typeof studioModelsResponseSchema>['data'][number];

/** vLLM's POST /tokenize. */
export const countResponseSchema = z.object({ count: z.number() });
/** llama.cpp's POST /apply-template and POST /tokenize. */
export const templateResponseSchema = z.object({ prompt: z.string() });
export const tokensResponseSchema = z.object({ tokens: z.array(z.unknown()) });

const usageSchema = z.object({
  prompt_tokens: z.number().optional(),
  completion_tokens: z.number().optional(),
});
/** llama.cpp's. */
const timingsSchema = z.object({ prompt_ms: z.number().optional(), predicted_ms: z.number().optional() });
export const costSchema = z.object({ usage: usageSchema.nullish(), timings: timingsSchema.nullish() });
export type Cost = z.infer<typeof costSchema>;

const tokenSchema = z.object({ token: z.string(), logprob: z.number() });
const logprobsSchema = z
  .object({ content: z.array(tokenSchema.extend({ top_logprobs: z.array(tokenSchema).nullish() })).nullish() })
  .nullish();

const choiceSchema = z.object({
  logprobs: logprobsSchema,
  delta: z
    .object({
      content: z.string().nullish(),
      /** Thinking: DeepSeek's name for it, which llama.cpp, LM Studio and earlier vLLMs took, and the later one. */
      reasoning_content: z.string().nullish(),
      reasoning: z.string().nullish(),
    })
    .nullish(),
  finish_reason: z.string().nullish(),
});

/** One event of a streamed answer. */
export const chunkSchema = costSchema.extend({ choices: z.array(choiceSchema).default([]) });
export type Chunk = z.infer<typeof chunkSchema>;

/** An answer of which only the tokens and their alternatives are read. */
export const choiceResponseSchema = costSchema.extend({
  choices: z.array(z.object({ logprobs: logprobsSchema })).min(1),
});

/** What servers say when something went wrong: OpenAI's shape, that of earlier vLLMs, FastAPI's, and a bare text. */
const errorSchema = z.union([
  z.object({ error: z.object({ message: z.string() }) }).transform(({ error }) => error.message),
  z.object({ error: z.string() }).transform(({ error }) => error),
  z.object({ object: z.literal('error'), message: z.string() }).transform(({ message }) => message),
  z.object({ detail: z.unknown() }).transform(({ detail }) => JSON.stringify(detail)),
]);

/** The server's words, if this is an error. */
export function errorIn(value: unknown): string | undefined {
  const parsed = errorSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const failed = z.object({ error: z.unknown() }).safeParse(value);
  return failed.success && failed.data.error ? JSON.stringify(failed.data.error) : undefined;
}

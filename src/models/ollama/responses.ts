import { z } from 'zod';

/** What every answer tells of its cost and its words; all else in it is passed over. Durations are nanoseconds. */
const callResponseSchema = z.object({
  done: z.boolean().default(false),
  done_reason: z.string().optional(),
  prompt_eval_count: z.number().optional(),
  eval_count: z.number().optional(),
  load_duration: z.number().optional(),
  prompt_eval_duration: z.number().optional(),
  eval_duration: z.number().optional(),
  logprobs: z
    .array(
      z.object({
        token: z.string(),
        logprob: z.number(),
        top_logprobs: z.array(z.object({ token: z.string(), logprob: z.number() })).optional(),
      }),
    )
    .nullish(),
});
export type OllamaCallResponse = z.infer<typeof callResponseSchema>;

/** A piece of an answer: /api/chat tells it as a message, /api/generate, by which an answer is gone on with, without. */
export const answerResponseSchema = z.union([
  callResponseSchema
    .extend({ message: z.object({ content: z.string(), thinking: z.string().optional() }) })
    .transform(({ message, ...call }) => ({ ...call, ...message })),
  callResponseSchema
    .extend({ response: z.string(), thinking: z.string().optional() })
    .transform(({ response, ...call }) => ({ ...call, content: response })),
]);

/** An answer of which only the tokens and their alternatives are read. */
export const choiceResponseSchema = callResponseSchema;

export const listResponseSchema = z.object({
  models: z.array(
    z.object({
      name: z.string(),
      size: z.number(),
      digest: z.string(),
      details: z.object({ family: z.string().optional() }).nullish(),
    }),
  ),
});

export const psResponseSchema = z.object({ models: z.array(z.object({ name: z.string() })) });

export const showResponseSchema = z.object({
  capabilities: z.array(z.string()).optional(),
  template: z.string().default(''),
  modelfile: z.string().default(''),
  model_info: z.record(z.string(), z.unknown()).optional(),
});

export const versionResponseSchema = z.object({ version: z.string() });

import type { z } from 'zod';

/** The JSON object in what a model wrote, also where it wrote words around it; undefined where there is none that fits the schema. */
export function jsonInText<Value>(text: string, schema: z.ZodType<Value>): Value | undefined {
  const json = /\{[\s\S]*\}/.exec(text)?.[0];
  if (json === undefined) return undefined;
  try {
    return schema.safeParse(JSON.parse(json)).data;
  } catch {
    return undefined;
  }
}

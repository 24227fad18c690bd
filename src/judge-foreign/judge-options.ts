import { z } from 'zod';
import { type JudgedKind, judgedKindSchema } from '../judge/judged-kind.ts';
import { JudgedKindsError } from './judged-kinds-error.ts';

const optionsSchema = z.object({
  input: z.string(),
  panel: z.string().default(''),
  judged: z.string().default('debate').transform(kindsIn),
  out: z.string().optional(),
  topic: z.string().optional(),
  seed: z.number(),
  thinking: z.boolean().default(false),
  check: z.boolean().default(false),
  json: z.boolean().default(false),
});
export type JudgeOptions = z.infer<typeof optionsSchema>;

/** @throws JudgedKindsError */
export function parseJudgeOptions(options: unknown): JudgeOptions {
  return optionsSchema.parse(options);
}

/** Kinds with commas between, in the order in which they are judged. */
function kindsIn(text: string): readonly JudgedKind[] {
  const named = text.split(',').flatMap((name) => (name.trim() === '' ? [] : [name.trim()]));
  const known = judgedKindSchema.options;
  const unknown = named.filter((name) => !known.some((kind) => kind === name));
  if (named.length === 0 || unknown.length > 0) throw new JudgedKindsError(unknown, known);
  return known.filter((kind) => named.includes(kind));
}

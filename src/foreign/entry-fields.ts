import { z } from 'zod';
import { wordsForIssue } from '../content/issue-words.ts';
import { readAnswerText } from '../debate/parse-answer.ts';

/** An object of a file. */
export type Fields = Readonly<Record<string, unknown>>;

/** What files call the same field, the commonest first. */
const NAMES = {
  role: ['role', 'speaker', 'agent', 'name'],
  text: ['text', 'content', 'message', 'argument'],
  model: ['model', 'model_name'],
  round: ['round', 'round_number'],
  finishReason: ['finish_reason', 'finishReason', 'stop_reason', 'done_reason'],
  topic: ['topic', 'motion', 'question'],
  debate: ['debate', 'debate_id', 'debateId'],
  ensemble: ['ensemble', 'ensemble_name', 'ensemble_used'],
  condition: ['condition', 'ensemble_used'],
  answer: ['answer'],
  turns: ['arguments', 'turns', 'transcript', 'messages'],
} as const;

/** What is read where it is there; whatever else stands in such a field is passed over, for files differ. */
const optionalText = z.string().nullish().catch(null);
const optionalNumber = z.number().nullish().catch(null);

/** The paper's files say by yes or no whether an ensemble debated. */
const conditionSchema = z.union([
  z.string().trim().min(1),
  z.number().transform(String),
  z.boolean().transform((ensemble) => (ensemble ? 'ensemble' : 'baseline')),
]);

const NOTHING_NAMED = { strongestObjection: '', dissent: '' } as const;

const turnSchema = z.object({
  role: z.string().trim().min(1),
  text: z.string(),
  model: optionalText,
  round: optionalNumber,
  finishReason: optionalText,
  topic: optionalText,
  condition: conditionSchema.nullish().catch(null),
  debate: z.union([z.string(), z.number()]).nullish().catch(null),
});
export type TurnFields = z.infer<typeof turnSchema>;

/** A text, or in its parts; what it does not name is empty. */
const answerSchema = z.union([
  z.string().transform((text) => readAnswerText(text.trim()) ?? { ...NOTHING_NAMED, recommendation: text }),
  z
    .object({
      recommendation: z.string(),
      strongestObjection: optionalText,
      strongest_objection: optionalText,
      dissent: optionalText,
    })
    .transform(({ recommendation, strongestObjection, strongest_objection, dissent }) => ({
      recommendation,
      strongestObjection: strongestObjection ?? strongest_objection ?? '',
      dissent: dissent ?? '',
    })),
]);

const debateSchema = z.object({
  topic: optionalText,
  ensemble: optionalText,
  condition: conditionSchema.nullish().catch(null),
  answer: answerSchema.nullish().catch(null),
  turns: z.array(z.unknown()),
});
export type DebateFields = z.infer<typeof debateSchema>;

export type Read<Value> =
  | { readonly ok: true; readonly value: Value }
  /** What was expected, and what stands there. */
  | { readonly ok: false; readonly problem: string };

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function looksLikeDebate(value: unknown): value is Fields {
  return isFields(value) && NAMES.turns.some((name) => value[name] !== undefined);
}

export function looksLikeTurn(value: unknown): value is Fields {
  const names: readonly string[] = [...NAMES.role, ...NAMES.text];
  return isFields(value) && names.some((name) => value[name] !== undefined);
}

export function readTurn(value: unknown): Read<TurnFields> {
  return read(turnSchema, value, ['role', 'text', 'model', 'round', 'finishReason', 'topic', 'condition', 'debate']);
}

export function readDebate(value: unknown): Read<DebateFields> {
  return read(debateSchema, value, ['topic', 'ensemble', 'condition', 'answer', 'turns']);
}

function read<Value>(schema: z.ZodType<Value>, value: unknown, names: readonly (keyof typeof NAMES)[]): Read<Value> {
  if (!isFields(value)) return { ok: false, problem: `expected an object, not ${JSON.stringify(value)?.slice(0, 40)}` };
  const called = names.map((name) => {
    const known = NAMES[name].find((other) => value[other] !== undefined && value[other] !== null);
    return { name, as: known ?? NAMES[name][0] };
  });
  const parsed = schema.safeParse(Object.fromEntries(called.map(({ name, as }) => [name, value[as]])));
  if (parsed.success) return { ok: true, value: parsed.data };
  const problems = parsed.error.issues.map((issue) => {
    const field = called.find(({ name }) => name === issue.path[0])?.as ?? '';
    return `${field}: ${plainly(wordsForIssue(issue, value[field]))}`;
  });
  return { ok: false, problem: problems.join('; ') };
}

/** Lists are not written with dashes here. */
function plainly(words: string): string {
  return words.replace(' (lines that begin with -)', '');
}

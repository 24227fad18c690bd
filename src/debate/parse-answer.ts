import { z } from 'zod';
import { type Answer, answerSchema } from './events.ts';
import { jsonInText } from './json-in-text.ts';

const LABELS = [
  ['recommendation', 'Recommendation'],
  ['strongestObjection', 'Strongest objection'],
  ['dissent', 'Dissent'],
] as const;

const trimmed = z.string().transform((text) => text.trim());
/** Marks alone (`][`) are no words. */
const words = trimmed.refine((text) => /[\p{L}\p{N}]/u.test(text));
const writtenSchema = z
  .object({ recommendation: words, strongestObjection: words, dissent: trimmed.default('') })
  .pipe(answerSchema);

/** What a chair wrote as an answer; undefined when it is none (no JSON, or an empty recommendation or objection). */
export function parseAnswer(text: string): Answer | undefined {
  return jsonInText(text, writtenSchema);
}

/** An answer for people, with its parts named. */
export function answerText(answer: Partial<Answer>): string {
  return LABELS.flatMap(([key, label]) => (answer[key] ? [`**${label}.** ${answer[key]}`] : [])).join('\n\n');
}

/** An answer out of the text that `answerText` made of it; undefined when it is no such text. */
export function readAnswerText(text: string): Answer | undefined {
  const [, recommendation, strongestObjection, dissent = ''] =
    /^\*\*Recommendation\.\*\* ([\s\S]*?)\n\n\*\*Strongest objection\.\*\* ([\s\S]*?)(?:\n\n\*\*Dissent\.\*\* ([\s\S]*))?$/.exec(
      text,
    ) ?? [];
  const parsed = answerSchema.safeParse({ recommendation, strongestObjection, dissent });
  return parsed.success ? parsed.data : undefined;
}

/** What can be shown of an answer that is still being written. */
export function partialAnswerText(text: string): string {
  const parts: Partial<Record<keyof Answer, string>> = {};
  for (const [key] of LABELS) {
    const written = new RegExp(`"${key}"\\s*:\\s*"((?:[^"\\\\]|\\\\.)*)`).exec(text)?.[1];
    if (written !== undefined) parts[key] = unescapeJson(written);
  }
  return answerText(parts);
}

function unescapeJson(fragment: string): string {
  // A fragment may end in the middle of an escape.
  const whole = fragment.replace(/\\(?:u[0-9a-fA-F]{0,3})?$/, '');
  try {
    return z.string().parse(JSON.parse(`"${whole.replace(/\n/g, '\\n').replace(/\t/g, '\\t')}"`));
  } catch {
    return whole;
  }
}

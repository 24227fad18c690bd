import { z } from 'zod';
import type { Transcript } from '../debate/transcript.ts';

/** What a judge scores. */
export const judgedObjectSchema = z.discriminatedUnion('kind', [
  /** All that was said, and the answer. */
  z.strictObject({ kind: z.literal('debate') }),
  /** The answer alone, read with the question only. */
  z.strictObject({ kind: z.literal('answer') }),
  /** One speaker's words, read within the whole debate. `speaker` as the blinded transcript names them. */
  z.strictObject({ kind: z.literal('contribution'), speaker: z.string().min(1) }),
]);
export type JudgedObject = z.infer<typeof judgedObjectSchema>;

export const WHOLE_DEBATE: JudgedObject = { kind: 'debate' };

/** One name for each object of a debate, for sets and for looking things up. */
export function objectKey(object: JudgedObject): string {
  return object.kind === 'contribution' ? `${object.kind}:${object.speaker}` : object.kind;
}

/** All objects that a debate has: itself, its answer where it reached one, and what each of its speakers said, in the order they first spoke. */
export function objectsOf({ turns, answer }: Transcript): readonly JudgedObject[] {
  const speakers = [...new Set(turns.map(({ speaker }) => speaker))];
  return [
    WHOLE_DEBATE,
    ...(answer === undefined ? [] : [{ kind: 'answer' } as const]),
    ...speakers.map((speaker) => ({ kind: 'contribution', speaker }) as const),
  ];
}

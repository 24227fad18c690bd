import { z } from 'zod';
import type { JudgedKind } from './judged-kind.ts';

/** What a judge scores. */
export const judgedObjectSchema = z.discriminatedUnion('kind', [
  /** All that was said, and the answer. */
  z.strictObject({ kind: z.literal('debate') }),
  /** An answer alone, read with the question only: the debate's or, with a `speaker`, that member's own. */
  z.strictObject({ kind: z.literal('answer'), speaker: z.string().min(1).optional() }),
  /** One speaker's words, read within the whole debate. `speaker` as the blinded transcript names them. */
  z.strictObject({ kind: z.literal('contribution'), speaker: z.string().min(1) }),
]);
export type JudgedObject = z.infer<typeof judgedObjectSchema>;

export const WHOLE_DEBATE: JudgedObject = { kind: 'debate' };

/** One name for each object of a debate, for sets and for looking things up. */
export function objectKey(object: JudgedObject): string {
  return object.kind === 'debate' || object.speaker === undefined ? object.kind : `${object.kind}:${object.speaker}`;
}

/** What of one debate is scored. @param speakers whose contributions are, as the blinded transcript names them */
export function objectsOfKinds(kinds: readonly JudgedKind[], speakers: readonly string[]): readonly JudgedObject[] {
  const objects: Readonly<Record<JudgedKind, readonly JudgedObject[]>> = {
    debate: [WHOLE_DEBATE],
    answer: [{ kind: 'answer' }],
    contribution: speakers.map((speaker) => ({ kind: 'contribution', speaker })),
    pair: [],
  };
  return kinds.flatMap((kind) => objects[kind]);
}

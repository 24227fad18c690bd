import { readFile } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { z } from 'zod';
import type { Author } from '../community/author.ts';
import { sealSchema } from '../community/ballot.ts';
import { isSealed } from '../community/seal.ts';
import { counted } from '../core/counted.ts';
import { sha256 } from '../core/hash.ts';
import { ANSWER_WORDS } from '../trial/arm-words.ts';
import { SealError } from './seal-error.ts';

const optionsSchema = z.object({ file: z.string(), hash: z.string() });
export type CheckSealOptions = z.infer<typeof optionsSchema>;

export function parseCheckSealOptions(options: unknown): CheckSealOptions {
  return optionsSchema.parse(options);
}

/** As much of what is sealed as is told here. */
const sealedSchema = z.object({
  scores: z.array(z.unknown()),
  pairs: z.array(z.unknown()).default([]),
  order: sealSchema.shape.order,
});

/**
 * Tells whether a file that came with the results of a debate is what was sealed when its ballot opened.
 * @throws SealError when it is not, or can't be read
 */
export async function checkSeal({ file, hash }: CheckSealOptions, { stdout }: { stdout: Writable }): Promise<void> {
  const posted = hash.trim().toLowerCase();
  if (!/^[0-9a-f]{64}$/.test(posted)) throw new SealError('no-hash', `"${hash}" is no SHA-256.`);
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new SealError('unreadable', `${file} cannot be read.`, error);
  });
  if (!isSealed(text, posted))
    throw new SealError('broken', `${file} is not what was sealed: its SHA-256 is ${sha256(text)}.`);
  const { scores, pairs, order } = sealedIn(text, file);
  const stood = order.map((entry) => `${entry.letter} ${whose(entry)}`).join(', ');
  stdout.write(
    `The seal holds: ${file} is what was sealed when the ballot opened.\nIt has ${counted(scores.length, 'score')}, ${counted(pairs.length, 'comparison')}, and whose answers stood where: ${stood}.\n`,
  );
}

function whose(author: Author): string {
  return 'arm' in author ? ANSWER_WORDS[author.arm] : `the member ${author.member}’s own`;
}

function sealedIn(text: string, file: string): z.infer<typeof sealedSchema> {
  try {
    return sealedSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new SealError('unreadable', `${file} has that SHA-256, and is no seal of a ballot.`, error);
  }
}

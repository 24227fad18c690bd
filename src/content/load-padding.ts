import { z } from 'zod';
import { ContentError } from './content-error.ts';
import { deepFreeze } from './freeze.ts';
import { readYaml } from './yaml-file.ts';

/** Three sentences for each of the most turns that a planted debate has, none of them twice. */
const FEWEST = 27;

const paddingSchema = z.strictObject({
  sentences: z
    .array(z.string().trim().min(60).max(200).regex(/\.$/, 'expected a whole sentence, with its full stop'))
    .min(FEWEST)
    .refine((sentences) => new Set(sentences).size === sentences.length, 'a sentence is there twice'),
});

/**
 * Reads the sentences without content that make a planted debate longer.
 * @param root the folder that holds prompts/
 * @throws ContentError
 */
export async function loadPadding(root: string): Promise<readonly string[]> {
  const read = await readYaml(root, 'prompts/padding.yaml', paddingSchema);
  if (!read.ok) throw new ContentError(read.problems);
  return deepFreeze(read.file.value.sentences);
}

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Files } from './check-content.ts';
import type { ContentProblem } from './content-error.ts';
import type { PersonaFile } from './schema.ts';

const PNG_SIGNATURE = '89504e470d0a1a0a';
/** The last chunk of every PNG: no data, its name, its check sum. */
const PNG_END = '0000000049454e44ae426082';

/** Each persona's picture must be there and be a PNG: Discord refuses a webhook whose picture it can't read. */
export async function checkPictures(personas: Files<PersonaFile>, folder: string): Promise<ContentProblem[]> {
  const problems = await Promise.all(
    [...personas.values()].map(async (file) => {
      const problem = await pictureProblem(path.join(folder, file.value.picture));
      return problem === null ? [] : [file.problemAt(['picture'], problem)];
    }),
  );
  return problems.flat();
}

async function pictureProblem(picture: string): Promise<string | null> {
  try {
    const bytes = await readFile(picture);
    if (bytes.subarray(0, 8).toString('hex') !== PNG_SIGNATURE) return 'expected a PNG picture: convert it';
    return bytes.subarray(-12).toString('hex') === PNG_END ? null : 'the picture is cut off: save it again';
  } catch {
    return 'there is no such file beside this one';
  }
}

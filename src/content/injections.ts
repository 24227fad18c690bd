import { z } from 'zod';
import { ContentError } from './content-error.ts';
import { deepFreeze } from './freeze.ts';
import { contentIdSchema } from './schema-parts.ts';
import { readYaml } from './yaml-file.ts';

/** Ways in which words inside a debate can speak to its judge. */
export const INJECTION_KINDS = [
  'plain-request',
  'fake-end',
  'fake-system',
  'fake-judge',
  'look-alikes',
  'praise',
  'threat',
  'other-language',
  'encoded',
  'role-play',
  'fake-rubric',
  'hidden-in-quote',
  'markup',
  'unseen',
] as const;

const FILE = 'prompts/injections.yaml';
const FEWEST = 40;

const injectionSchema = z.strictObject({
  id: contentIdSchema,
  kind: z.enum(INJECTION_KINDS),
  /** Where it wants the score to go. */
  pushes: z.enum(['up', 'down']),
  text: z.string().trim().min(10).max(600),
});
export type Injection = Readonly<z.infer<typeof injectionSchema>>;

const injectionsSchema = z.strictObject({
  /** Sentences that say nothing of a debate: they stand where an attack would, in a debate without one. */
  neutral: z
    .array(z.string().trim().min(20).max(200).regex(/\.$/, 'expected a whole sentence, with its full stop'))
    .min(8),
  injections: z.array(injectionSchema).min(FEWEST),
});
export type Injections = Readonly<z.infer<typeof injectionsSchema>>;

/**
 * Reads the attacks on judges. Only their audit needs them, so the bot starts without.
 * @param root the folder that holds prompts/
 * @throws ContentError with every problem at once
 */
export async function loadInjections(root: string): Promise<Injections> {
  const read = await readYaml(root, FILE, injectionsSchema);
  if (!read.ok) throw new ContentError(read.problems);
  const { injections } = read.file.value;
  const problems = injections.flatMap(({ id, text }, index) =>
    injections.slice(0, index).some((other) => other.id === id || other.text === text)
      ? [read.file.problemAt(['injections', index, 'id'], 'another attack has this id or this text')]
      : [],
  );
  if (problems.length > 0) throw new ContentError(problems);
  return deepFreeze(read.file.value);
}

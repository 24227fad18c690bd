import { z } from 'zod';
import { problemLine } from '../content/content-error.ts';
import { readYaml } from '../content/yaml-file.ts';
import { ollamaAddress } from './ollama/ollama-address.ts';
import { ServersFileError } from './servers-file-error.ts';

/** Shorter windows do not hold a debate, longer ones no machine. */
const contextTokens = z.int().min(1024).max(1_048_576);
const common = {
  /** For people: on cards, in the log. */
  name: z.string().min(1).max(40).optional(),
  contextTokens: contextTokens.optional(),
};
const remote = {
  ...common,
  concurrency: z.int().min(1).max(256).optional(),
};

const KINDS = 'expected a server with its kind, one of ollama, openai, embedded';
const serverSchema = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({
      kind: z.literal('ollama'),
      ...remote,
      address: z
        .string()
        .refine((address) => URL.canParse(ollamaAddress(address)), 'expected an address like http://127.0.0.1:11434'),
    }),
    z.strictObject({
      kind: z.literal('openai'),
      ...remote,
      address: z.url({ protocol: /^https?$/, error: 'expected an address like http://127.0.0.1:8000/v1' }),
      /** The name of an environment variable, so that no key stands in the file. */
      apiKey: z
        .string()
        .regex(/^MODEL_KEY_[A-Z0-9_]+$/, 'expected the name of an environment variable that begins with MODEL_KEY_')
        .optional(),
    }),
    z.strictObject({ kind: z.literal('embedded'), ...common, file: z.string().min(1) }),
  ],
  { error: KINDS },
);
export type ServerSettings = z.infer<typeof serverSchema>;

const serversSchema = z.strictObject({ servers: z.array(serverSchema).min(1).max(100) });

/**
 * The model servers that a file names, with the keys that it refers to.
 * @param file its path, as the operator gave it
 * @param keys the environment's variables that begin with MODEL_KEY_
 * @throws ServersFileError with every problem at once
 */
export async function readServersFile(
  file: string,
  keys: Readonly<Record<string, string>>,
): Promise<readonly ServerSettings[]> {
  const result = await readYaml('', file, serversSchema);
  if (!result.ok) throw new ServersFileError(result.problems.map(problemLine));
  const { servers } = result.file.value;
  const unset = servers.flatMap((server, place) => {
    if (server.kind !== 'openai' || server.apiKey === undefined || keys[server.apiKey] !== undefined) return [];
    const message = `expected a variable that is set in the environment, not ${server.apiKey}`;
    return [result.file.problemAt(['servers', place, 'apiKey'], message)];
  });
  if (unset.length > 0) throw new ServersFileError(unset.map(problemLine));
  return servers;
}

import { sha256 } from '../../core/hash.ts';

/** Weights, and what is laid upon them, as a model file names them: by a path of its own server that ends in their digest. */
const BLOB = /^(FROM|ADAPTER)\s.*sha256[-:]([0-9a-f]{64})"?$/;

/**
 * The digest of all that decides a model's words: weights, template, system prompt, parameters. Ollama's own digest covers the path under which
 * a server keeps a model that was made there as well, so that it differs for the same model on two servers.
 * @returns undefined when the model file names no weights by their digest
 */
export function contentDigest(modelfile: string): string | undefined {
  const lines = modelfile.split('\n');
  // Before it there are remarks only.
  const content = lines.slice(lines.findIndex((line) => line.startsWith('FROM ')));
  if (!content.some((line) => BLOB.test(line))) return undefined;
  // The order of parameters is not told the same way twice.
  return sha256(
    content
      .map((line) => line.replace(BLOB, '$1 $2'))
      .sort()
      .join('\n'),
  );
}

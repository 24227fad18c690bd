import type { Families } from './schema.ts';

export const UNKNOWN_FAMILY = 'unknown';

/** In the table: tags of this name have been moved from one base to another, so that only the server can tell. */
const SERVER_KNOWS = 'server';

/** Servers call by this name whatever is built like Llama, so that Mistral, Yi and many others are told to be Llama too. */
const ONLY_AN_ARCHITECTURE = 'llama';

/**
 * The lineage of a model's base weights in lower case: by the table where it has the name, else as the server says where that
 * tells something of the weights, else `unknown`.
 * @param name as the server names it, with or without registry, folders and tag
 * @param serverFamily what the server says, for example `qwen2`; `unknown` or empty where it does not
 */
export function familyOf(name: string, serverFamily: string, families: Families): string {
  const byName = longestPrefix(baseName(name), families);
  if (byName !== undefined && byName !== SERVER_KNOWS) return byName;
  const server = serverFamily.trim().toLowerCase();
  if (server === ONLY_AN_ARCHITECTURE && byName !== SERVER_KNOWS) return UNKNOWN_FAMILY;
  return longestPrefix(server, families) ?? UNKNOWN_FAMILY;
}

function baseName(name: string): string {
  return (name.split(/[/\\]/).at(-1) ?? name).trim().toLowerCase();
}

function longestPrefix(name: string, { families }: Families): string | undefined {
  const matching = families.filter(({ prefix }) => startsWithWord(name, prefix));
  return matching.sort((left, right) => right.prefix.length - left.prefix.length)[0]?.family;
}

/** `phi` begins `phi3` and `phi-4`, but not `phind`. */
function startsWithWord(name: string, prefix: string): boolean {
  return name.startsWith(prefix) && !/^[a-z]/.test(name.slice(prefix.length));
}

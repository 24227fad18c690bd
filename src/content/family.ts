import type { Families } from './schema.ts';

/** The lineage of a model of which nobody says it; counts as the same as any other. */
export const UNKNOWN_FAMILY = 'unknown';

/** In the table: tags of this name have been moved from one base to another, so that only the server can tell. */
const SERVER_KNOWS = 'server';

/** Servers call by these names whatever is built alike: Mistral, Yi and many others are told to be Llama, Kimi to be DeepSeek. */
const ONLY_AN_ARCHITECTURE: ReadonlySet<string> = new Set(['llama', 'deepseek2']);

/**
 * The lineage of a model's base weights in lower case: by the table where it has the name, else as the server says where that
 * tells something of the weights, else `unknown`.
 * @param name as the server names it, with or without registry, folders and tag
 * @param serverFamily what the server says, for example `qwen2`; `unknown` or empty where it does not
 */
export function familyOf(name: string, serverFamily: string, families: Families): string {
  const byName = longestPrefix(ownName(name, families), families);
  if (byName !== undefined && byName !== SERVER_KNOWS) return byName;
  const server = serverFamily.trim().toLowerCase();
  if (ONLY_AN_ARCHITECTURE.has(server) && byName !== SERVER_KNOWS) return UNKNOWN_FAMILY;
  return longestPrefix(server, families) ?? UNKNOWN_FAMILY;
}

/** The model's own name: without registry and folders, and without a publisher before it (`deepseek-ai_DeepSeek-R1-...`). */
function ownName(name: string, { publishers }: Families): string {
  const base = (name.split(/[/\\]/).at(-1) ?? name).trim().toLowerCase();
  const publisher = publishers.find((before) => base.startsWith(`${before}_`));
  return publisher === undefined ? base : base.slice(publisher.length + 1);
}

function longestPrefix(name: string, { families }: Families): string | undefined {
  const matching = families.filter(({ prefix }) => startsWithWord(name, prefix));
  return matching.sort((left, right) => right.prefix.length - left.prefix.length)[0]?.family;
}

/** `phi` begins `phi3` and `phi-4`, but not `phind`; `hermes3` does not begin `hermes30`; `solar:` begins each of its tags. */
function startsWithWord(name: string, prefix: string): boolean {
  if (!name.startsWith(prefix)) return false;
  return !/[a-z]{2}|\d{2}/.test(prefix.slice(-1) + name.slice(prefix.length, prefix.length + 1));
}

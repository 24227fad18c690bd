import type { WrongEntry } from './foreign-debate.ts';

/** One value of a file, with where it stands. */
export interface JsonEntry {
  readonly place: string;
  readonly value: unknown;
}

export interface JsonEntries {
  readonly entries: readonly JsonEntry[];
  readonly wrong: readonly WrongEntry[];
}

/**
 * The entries of a text that is JSON (those of its list, or the one value) or JSON lines. Lines that are no JSON are wrong
 * entries if at least one line is JSON.
 * @throws SyntaxError where it is neither
 */
export function jsonEntries(text: string): JsonEntries {
  let whole: unknown;
  try {
    whole = JSON.parse(text);
  } catch (error) {
    const lines = jsonLines(text);
    // Single brackets and words of a broken file may well be JSON; objects are not.
    if (lines.entries.some(({ value }) => typeof value === 'object' && Object.keys(value ?? {}).length > 0))
      return lines;
    throw error;
  }
  if (!Array.isArray(whole)) return { entries: [{ place: 'line 1', value: whole }], wrong: [] };
  return { entries: whole.map((value: unknown, place) => ({ place: `entry ${place + 1}`, value })), wrong: [] };
}

function jsonLines(text: string): JsonEntries {
  const entries: JsonEntry[] = [];
  const wrong: WrongEntry[] = [];
  for (const [number, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const place = `line ${number + 1}`;
    try {
      entries.push({ place, value: JSON.parse(line) });
    } catch (error) {
      wrong.push({ place, problem: `expected JSON: ${error instanceof Error ? error.message : String(error)}` });
    }
  }
  return { entries, wrong };
}

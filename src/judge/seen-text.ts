import { z } from 'zod';
import { neutralise } from '../content/neutralise.ts';
import { withoutUnseen } from '../content/unseen.ts';
import { plainLetters } from './look-alikes.ts';

/** How many characters of each kind were altered for the judge's eyes; a kind of which there was none is absent. */
export const changesSchema = z.strictObject({
  /** Taken out: control characters, and those that nobody sees. */
  unseen: z.int().min(1).optional(),
  /** Replaced: letters that only look like Latin ones. */
  lookAlikes: z.int().min(1).optional(),
  /** Broken: what would close our fence, or what a server would read as a token of its own. */
  marks: z.int().min(1).optional(),
});
export type Changes = Readonly<z.infer<typeof changesSchema>>;

/** Words as a judge reads them. */
export interface SeenText {
  readonly text: string;
  readonly changes: Changes;
}

/** Before each line of somebody's words: what stands there is theirs, whatever it says of itself. */
const MARGIN = '| ';
const LINE_ENDS = /\r\n?|[\u0085\u2028\u2029]/g;
const CONTROL = /[^\P{Cc}\n\t]/gu;

/**
 * A debater's words for a judge's eyes: every line in a margin that the text cannot leave, no character that is not seen, no letter that only
 * looks like another one, and nothing that could close a fence or be read as a server's token.
 */
export function seenText(said: string): SeenText {
  const { text, changes } = seenLine(said);
  return { text: text.replace(/^/gm, MARGIN), changes };
}

/** The same without a margin, for words that stand inside a line of ours. */
export function seenLine(said: string): SeenText {
  const lines = said.replace(LINE_ENDS, '\n');
  const visible = withoutUnseen(lines.replace(CONTROL, ''));
  const letters = plainLetters(visible);
  const text = neutralise(letters.text);
  return {
    text,
    changes: counted({
      unseen: lines.length - visible.length,
      lookAlikes: letters.replaced,
      marks: marksBroken(letters.text, text),
    }),
  };
}

/** All changes of several texts together. */
export function sumChanges(all: readonly Changes[]): Changes {
  const sum = (kind: keyof Changes): number => all.reduce((total, changes) => total + (changes[kind] ?? 0), 0);
  return counted({ unseen: sum('unseen'), lookAlikes: sum('lookAlikes'), marks: sum('marks') });
}

function counted(counts: Readonly<Record<keyof Changes, number>>): Changes {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}

/** Broken tokens have a character more, and marks of a fence another one. */
function marksBroken(before: string, after: string): number {
  const count = (text: string, mark: RegExp): number => text.match(mark)?.length ?? 0;
  const fences = count(after, /'{3,}/g) - count(before, /'{3,}/g);
  return Math.max(0, fences) + count(after, /\u200b/g);
}

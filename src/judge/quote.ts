import { z } from 'zod';
import { withoutUnseen } from '../content/unseen.ts';
import { wordsIn } from '../core/words-in.ts';

/** Words that a judge gave as the debate's, and whether they stand there. */
export const quoteSchema = z.strictObject({
  text: z.string(),
  /** Whether it stands, word for word, in what the judge read. A quote that does not is struck out wherever it would be shown. */
  stands: z.boolean(),
});
export type Quote = z.infer<typeof quoteSchema>;

/** Fewer words than these stand in any text. */
export const FEWEST_QUOTED = 3;

/**
 * Whether a quote stands word for word in one of the texts. White space, the shape of quotation marks and a mark at its end make no
 * difference; every letter does.
 */
export function standsIn(quote: string, texts: readonly string[]): boolean {
  const sought = bare(quote).replace(/^(?:\.{3}|…)\s*|\s*[.,;:!?…]+$/g, '');
  if (wordsIn(sought) < FEWEST_QUOTED) return false;
  return texts.some((text) => standsWhole(sought, bare(text)));
}

/** It begins and ends where words do. */
function standsWhole(sought: string, text: string): boolean {
  const letter = /[\p{L}\p{N}]/u;
  for (let place = text.indexOf(sought); place >= 0; place = text.indexOf(sought, place + 1)) {
    const before = text[place - 1] ?? '';
    const after = text[place + sought.length] ?? '';
    if (!letter.test(before) && !letter.test(after)) return true;
  }
  return false;
}

/** Without a margin, on one line, with plain quotation marks. */
function bare(text: string): string {
  return withoutUnseen(text)
    .replace(/^\| /gm, '')
    .replace(/[\u2018\u2019\u201a\u201b`´]/g, "'")
    .replace(/[\u201c-\u201f«»„]/g, '"')
    .replace(/\s+/g, ' ')
    .trim();
}

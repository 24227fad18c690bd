const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' });
const EMOJI = /\p{Emoji_Presentation}|\ufe0f/u;

/** Characters as a reader counts them, each with the columns that it takes. */
export function* cellsOf(text: string): Generator<{ readonly text: string; readonly width: number }> {
  for (const { segment } of GRAPHEMES.segment(text)) yield { text: segment, width: widthOfOne(segment) };
}

/** How many columns a terminal needs for a text of one line, at most. */
export function widthOf(text: string): number {
  let width = 0;
  for (const cell of cellsOf(text)) width += cell.width;
  return width;
}

/** As much of a text as fits into so many columns; what was cut shows as an ellipsis. */
export function fitInto(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text;
  let fitting = '';
  let width = 1;
  for (const cell of cellsOf(text)) {
    width += cell.width;
    if (width > columns) break;
    fitting += cell.text;
  }
  return columns < 1 ? '' : `${fitting}…`;
}

/** Errs upwards: a line that is cut early looks better than one that wraps. */
function widthOfOne(grapheme: string): number {
  const code = grapheme.codePointAt(0) ?? 0;
  if (EMOJI.test(grapheme)) return 2;
  // Everything from Hangul up may be wide, but for more Latin and Greek, and punctuation, arrows and signs.
  const narrow = code < 0x1100 || (code >= 0x1e00 && code < 0x2e80);
  return narrow ? 1 : 2;
}

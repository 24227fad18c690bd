/** A block of code that is open: the marks that close it, and its language. */
interface Fence {
  readonly marker: string;
  readonly language: string;
}

/** A line that opens a block of code. Discord knows only backticks, and a fence of more than eight is no model's intent. */
const OPENING = /^ {0,3}(`{3,8})(?!`)[ \t]*([\w+#.-]{0,20})[^`]*$/;
const CLOSING = /^ {0,3}(`{3,})[ \t]*$/;
/** Room for a fence that has to be closed: a new line and the longest marks. */
const CLOSING_ROOM = 9;

/** Where a reader would cut, best first, each with the share of the room that has to be used at least. */
const CUTS = [
  [/\n\s*\n/g, 0.4],
  [/\n/g, 0.5],
  [/[.!?…]["')\]*_]*\s/g, 0.5],
  [/\s/g, 0],
] as const;

/**
 * Cuts a text into parts of at most `limit` characters where a reader would: between paragraphs, else lines, else sentences, else words.
 * A block of code that has to be cut is closed in one part and opened again in the next. A longer text only adds to the last part or
 * after it, so that parts that were posted stand.
 * @param limit at least 60
 */
export function splitText(text: string, limit: number): string[] {
  const parts: string[] = [];
  let rest = text;
  let open: Fence | undefined;
  for (;;) {
    const opening: string = open === undefined ? '' : `${open.marker}${open.language}\n`;
    if (opening.length + rest.length <= limit) {
      if (rest.trim() !== '' || parts.length === 0) parts.push(opening + rest);
      return parts;
    }
    const cut = cutPlace(rest, limit - opening.length - CLOSING_ROOM, open);
    const body = rest.slice(0, cut).trimEnd();
    const stillOpen: Fence | undefined = openFence(body, open);
    if (body.trim() !== '')
      parts.push(stillOpen === undefined ? opening + body : `${opening}${body}\n${stillOpen.marker}`);
    open = stillOpen;
    // Indentation is part of code.
    rest = open === undefined ? rest.slice(cut).trimStart() : rest.slice(cut).replace(/^(?:[ \t]*\n)+/, '');
  }
}

/** So much longer than a text its whole fences may make it. */
export const FENCE_ROOM = CLOSING_ROOM;

/**
 * A last part as it is shown while more may come: a block of code that is open is closed behind what was written so far, since Discord
 * draws an open one as plain text. @param ending stands after the words
 */
export function withWholeFences(part: string, ending = ''): string {
  const written = part.slice(0, beforeOpening(part, undefined));
  const shown = written.trim() === '' && ending === '' ? part : written;
  const open = openFence(shown, undefined);
  return open === undefined ? shown + ending : `${shown}${ending}\n${open.marker}`;
}

/** How much of a text goes into a part: 1 to `room` characters. */
function cutPlace(text: string, room: number, open: Fence | undefined): number {
  const head = text.slice(0, room);
  for (const [pattern, least] of CUTS) {
    const last = [...head.matchAll(pattern)].at(-1);
    const cut = last === undefined ? 0 : last.index + last[0].length;
    if (last === undefined || last.index === 0 || cut <= room * least) continue;
    const before = beforeOpening(head.slice(0, cut), open);
    if (before > 0) return before;
  }
  // One long word: never between the halves of a character outside the basic plane.
  return /[\ud800-\udbff]$/.test(head) ? room - 1 : room;
}

/** The length of a part's text without a last line that only opens a block of code: it belongs to what follows. */
function beforeOpening(part: string, open: Fence | undefined): number {
  const trimmed = part.trimEnd();
  const line = trimmed.lastIndexOf('\n') + 1;
  const opens = openFence(trimmed.slice(0, line), open) === undefined && OPENING.test(trimmed.slice(line));
  return opens ? line : part.length;
}

/** The fence that is open at the end of a text. @param open at its start */
function openFence(text: string, open: Fence | undefined): Fence | undefined {
  let fence = open;
  for (const line of text.split('\n')) {
    if (fence === undefined) {
      const [, marker, language = ''] = OPENING.exec(line) ?? [];
      if (marker !== undefined) fence = { marker, language };
    } else if (CLOSING.exec(line)?.[1]?.startsWith(fence.marker) === true) fence = undefined;
  }
  return fence;
}
